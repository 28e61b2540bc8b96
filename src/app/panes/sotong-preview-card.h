/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "plan/sotong-preview.h"
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* A picture of a content as far as it is known. */
typedef struct {
  GdkTexture *texture;     /* (owned) (nullable): %NULL while it is read, or when it cannot be shown */
  char       *alt_text;    /* (owned) */
  char       *note;        /* (owned): what stands there instead */
} SotongPreviewPicture;

#define SOTONG_TYPE_PREVIEW_CARD (sotong_preview_card_get_type ())
G_DECLARE_FINAL_TYPE (SotongPreviewCard, sotong_preview_card, SOTONG, PREVIEW_CARD, GtkWidget)

void        sotong_preview_picture_free (SotongPreviewPicture *picture);
GtkWidget  *sotong_preview_card_new     (const SotongCopy     *copy,
                                         const SotongPreview  *preview,
                                         const char           *sent_text,
                                         const char           *when,
                                         GPtrArray            *pictures) G_GNUC_WARN_UNUSED_RESULT;
void        sotong_preview_card_add_post (SotongPreviewCard   *self,
                                         const SotongPreview  *preview,
                                         const char           *count);
void        sotong_preview_card_add_count (SotongPreviewCard  *self,
                                         const char           *count);
const char *sotong_preview_card_get_text (SotongPreviewCard   *self);
G_END_DECLS
