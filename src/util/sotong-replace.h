/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
/* A file that is written beside its target and takes its place when it is whole. */
typedef struct {
  char *target;     /* (owned) */
  char *shown;      /* (owned) the name for error texts */
  char *temporary;  /* (owned) (nullable) %NULL: the target is written itself, being no regular file */
  int   fd;
  int   failure;    /* errno of the first write that failed, or 0 */
  char *pending;    /* (owned) (nullable) what was written last, and is not in the file yet */
  gsize n_pending;
} SotongReplace;

SotongReplace *sotong_replace_begin  (GFile          *file,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sotong_replace_write  (SotongReplace  *self,
                                      const void     *data,
                                      gsize           length);
gboolean       sotong_replace_commit (SotongReplace  *self,
                                      GError        **error);
void           sotong_replace_free   (SotongReplace  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongReplace, sotong_replace_free)
G_END_DECLS
