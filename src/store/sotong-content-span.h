/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
/* A copy that is still to go out, and the post of another content in its way. */
typedef struct {
  gint64  copy_id;
  char   *channel;  /* its name */
  char   *title;    /* of the other */
  gint64  at;       /* when the other goes out */
} SotongClash;

/* A content with its text and time. */
typedef struct {
  gint64    content_id;
  gint64    series_id;  /* or SOTONG_NONE */
  char     *title;
  char     *body;
  gint64    at;
  gboolean  open;       /* a copy of it is still to go out */
} SotongSpanText;

/* A joint content of which a copy is still to go out, and what is noted of its contributor. */
typedef struct {
  gint64  content_id;
  char   *pen_name;  /* (nullable): %NULL when nobody is named */
  char   *consent;   /* (nullable): likewise */
  char   *rights;    /* (nullable): likewise */
} SotongSpanJoint;

void       sotong_clash_free           (SotongClash     *clash);
void       sotong_span_joint_free      (SotongSpanJoint *joint);
void       sotong_span_text_free       (SotongSpanText  *text);
GPtrArray *sotong_content_span_clashes (SotongDb        *db,
                                        SotongRange      range,
                                        gint64           seconds,
                                        GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *sotong_content_span_joint   (SotongDb        *db,
                                        SotongRange      range,
                                        GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *sotong_content_span_texts   (SotongDb        *db,
                                        SotongRange      range,
                                        int              limit,
                                        GError         **error) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
