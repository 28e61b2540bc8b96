/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
/**
 * SotongPaneInfo:
 * @id: stable, stored in layouts; never translated, never reused
 * @title: msgid of the title on its tab and in the View menu
 * @symbol: name of its icon
 * @area: where it stands at first
 * @get_type: the type, a subclass of [class@Sotong.Pane]
 * @row: the how manieth frame from the top of a side area it stands in at first, from 0
 *
 * A kind of pane. A window has at most one of each.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *symbol;
  PanelArea   area;
  GType     (*get_type) (void);
  guint       row;
} SotongPaneInfo;

const SotongPaneInfo *sotong_pane_registry_get    (guint      *n_panes);
const SotongPaneInfo *sotong_pane_registry_lookup (const char *id);
SotongPane           *sotong_pane_registry_create (const char *id) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
