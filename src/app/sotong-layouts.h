/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-settings.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_LAYOUTS (sotong_layouts_get_type ())
G_DECLARE_FINAL_TYPE (SotongLayouts, sotong_layouts, SOTONG, LAYOUTS, GObject)

/* A layout with a name, as it stands in menus. */
typedef struct {
  char     *id;    /* stable: “weekly-meeting”, “own-3” */
  char     *name;  /* as a person reads it */
  gboolean  own;   /* a person saved it: it can be renamed and deleted */
} SotongLayout;

/**
 * SotongShippedLayout:
 * @id: stable, never translated
 * @title: msgid of its name
 * @text: an `a{sv}` of [method@Sotong.Workbench.save_layout] as text
 */
typedef struct {
  const char *id;
  const char *title;
  const char *text;
} SotongShippedLayout;

const SotongShippedLayout *sotong_shipped_layouts (guint *n_layouts);

void           sotong_layout_free    (SotongLayout    *layout);

SotongLayouts *sotong_layouts_new    (SotongSettings  *settings) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray     *sotong_layouts_list   (SotongLayouts   *self) G_GNUC_WARN_UNUSED_RESULT;
GVariant      *sotong_layouts_dup    (SotongLayouts   *self,
                                      const char      *id,
                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;
char          *sotong_layouts_save   (SotongLayouts   *self,
                                      const char      *name,
                                      GVariant        *layout,
                                      GError         **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sotong_layouts_rename (SotongLayouts   *self,
                                      const char      *id,
                                      const char      *name,
                                      GError         **error);
gboolean       sotong_layouts_remove (SotongLayouts   *self,
                                      const char      *id);
gboolean       sotong_layouts_undo   (SotongLayouts   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongLayout, sotong_layout_free)
G_END_DECLS
