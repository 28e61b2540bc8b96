/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* A copy that an earlier sheet brought and that has not gone out. */
typedef struct {
  gint64  content_id;
  gint64  channel_id;
  gint64  import_id;   /* the change that brought it: all that one sheet brought has the same */
  gint64  at;
  char   *title;
  char   *body;
} SotongSheetBrought;

void      sotong_sheet_brought_free    (SotongSheetBrought *brought);

/* What a sheet of contents is compared with and leaves behind. */
gint64    sotong_content_find_key      (SotongDb     *db,
                                        const char   *key,
                                        GError      **error);
gint64    sotong_content_find_alike    (SotongDb     *db,
                                        const char   *title,
                                        gint64        channel_id,
                                        SotongRange   day,
                                        GError      **error);
GPtrArray *sotong_content_list_brought (SotongDb     *db,
                                        SotongRange   span,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
char     *sotong_content_get_details   (SotongDb     *db,
                                        gint64        id,
                                        gint64       *out_owner,
                                        char        **out_key,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_content_set_details   (SotongDb     *db,
                                        gint64        id,
                                        const char   *tags,
                                        gint64        owner_id,
                                        const char   *key,
                                        GError      **error);
GHashTable *sotong_content_person_names (SotongDb    *db,
                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *sotong_content_type_names   (SotongDb    *db,
                                         GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char     *sotong_content_recall_mapping  (SotongDb     *db,
                                        const char   *headings,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  sotong_content_keep_mapping    (SotongDb     *db,
                                        const char   *headings,
                                        const char   *mapping,
                                        GError      **error);
G_END_DECLS
