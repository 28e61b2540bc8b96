/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* How a network lays a post out. */
typedef enum {
  SOTONG_PREVIEW_POST,     /* text, then pictures side by side */
  SOTONG_PREVIEW_ARTICLE,  /* title, picture, text as a page */
  SOTONG_PREVIEW_PICTURE,  /* a square picture, then the text */
  SOTONG_PREVIEW_VIDEO,    /* a wide picture, then title and description */
} SotongPreviewLayout;

typedef enum {
  SOTONG_SPAN_LINK,
  SOTONG_SPAN_HASHTAG,
  SOTONG_SPAN_MENTION,
} SotongSpanKind;

/* What is coloured in a text. */
typedef struct {
  SotongSpanKind kind;
  gsize          start;  /* bytes */
  gsize          end;    /* exclusive */
} SotongSpan;

/* A post as a network would show it, roughly. */
typedef struct {
  SotongPreviewLayout  layout;
  char                *title;   /* (nullable): shown above the text */
  char                *text;    /* what is seen before somebody asks for the rest */
  gboolean             is_cut;  /* there is a rest */
  const char          *more;    /* what the network writes there, in Korean; (unowned) (nullable) */
  GArray              *spans;   /* (element-type SotongSpan): of @text */
  guint                max_pictures; /* seen at once */
} SotongPreview;

SotongPreview *sotong_preview_new  (const char    *platform,
                                    const char    *title,
                                    const char    *text) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_preview_free (SotongPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPreview, sotong_preview_free)
G_END_DECLS
