/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
typedef enum {
  SOTONG_NAVIGATOR_CAMPAIGNS,
  SOTONG_NAVIGATOR_CHANNELS,
  SOTONG_NAVIGATOR_TOPICS,
  SOTONG_NAVIGATOR_SOURCES,
  SOTONG_N_NAVIGATOR_SECTIONS,
} SotongNavigatorSection;

/* A line of the navigator. */
typedef struct {
  gint64   id;
  char    *name;
  char    *count;   /* what stands at its end: a number, or "" */
  char    *note;    /* the tooltip, or "" */
  gboolean warning; /* something has to be done */
  gboolean account; /* with the channel's account: its settings mend it */
} SotongNavigatorItem;

void       sotong_navigator_item_free (SotongNavigatorItem *item);

/* Per section a (element-type SotongNavigatorItem) GPtrArray. For a read job. */
GPtrArray *sotong_navigator_read      (SotongDb            *db,
                                       GError             **error);
gboolean   sotong_navigator_remove    (SotongDb               *db,
                                       SotongNavigatorSection  section,
                                       gint64                  id,
                                       gboolean                sure,
                                       GError                **error);
G_END_DECLS
