/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
typedef enum {
  SOTONG_PANE_EXTRA  = 1 << 0,  /* not in a new layout: it is shown when somebody asks for it */
  SOTONG_PANE_COPIES = 1 << 1,  /* there may be several, each with what it shows: topic and range, campaign, year, table */
} SotongPaneFlags;

/**
 * SotongPaneInfo:
 * @id: stable, stored in layouts; never translated, never reused
 * @title: msgid of the title on its tab and in the View menu
 * @symbol: name of its icon
 * @area: where it stands at first
 * @get_type: the type, a subclass of [class@Sotong.Pane]
 * @row: the how manieth frame from the top of a side area it stands in at first, from 0
 *
 * @flags: what else is to be known
 *
 * A kind of pane. A window has at most one of each, but for those that may have copies: “trend#2” is the second “trend”.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *symbol;
  PanelArea   area;
  GType     (*get_type) (void);
  guint       row;
  SotongPaneFlags flags;
} SotongPaneInfo;

const SotongPaneInfo *sotong_pane_registry_get    (guint      *n_panes);
const SotongPaneInfo *sotong_pane_registry_lookup (const char *id);
char                 *sotong_pane_registry_title  (const char *id) G_GNUC_WARN_UNUSED_RESULT;
SotongPane           *sotong_pane_registry_create (const char *id) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
