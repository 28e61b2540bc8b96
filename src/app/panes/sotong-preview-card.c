/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-preview-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-symbol.h"
#include "platforms/sotong-capabilities.h"

#define WIDTH 300 /* pixels */

/**
 * SotongPreviewCard:
 *
 * One post, roughly as its network shows it: who and when, the text as far as it is seen at once,
 * links and tags coloured, the pictures. Its button copies the text as it is sent.
 */
struct _SotongPreviewCard
{
  GtkWidget  parent_instance;
  GtkWidget *clamp;   /* (unowned): child: a large picture does not make the card wide */
  GtkWidget *box;     /* (unowned) */
  GtkLabel  *text;    /* (unowned) (nullable): the first */
  GPtrArray *texts;   /* (owned) (element-type Text): of a thread there are several */
  char      *sent;    /* (owned) */
};

typedef struct {
  GtkLabel *label;  /* (unowned) */
  GArray   *spans;  /* (owned) (element-type SotongSpan) */
} Text;

G_DEFINE_FINAL_TYPE (SotongPreviewCard, sotong_preview_card, GTK_TYPE_WIDGET)

void
sotong_preview_picture_free (SotongPreviewPicture *picture)
{
  g_clear_object (&picture->texture);
  g_free (picture->alt_text);
  g_free (picture->note);
  g_free (picture);
}

static void
text_free (Text *text)
{
  g_array_unref (text->spans);
  g_free (text);
}

/* The colour is the theme's, which may change; a link is underlined as well. */
static void
color_spans (SotongPreviewCard *self,
             const Text        *text)
{
  g_autoptr(PangoAttrList) list = pango_attr_list_new ();
  GdkRGBA color;

  sotong_calendar_color (GTK_WIDGET (self), "accent_color", &color);
  for (guint i = 0; i < text->spans->len; i++)
    {
      const SotongSpan *span = &g_array_index (text->spans, SotongSpan, i);
      PangoAttribute *attributes[2] = {
        pango_attr_foreground_new ((guint16) (color.red * 65535), (guint16) (color.green * 65535), (guint16) (color.blue * 65535)),
        span->kind == SOTONG_SPAN_LINK ? pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) : NULL,
      };

      for (int j = 0; j < 2 && attributes[j] != NULL; j++)
        {
          attributes[j]->start_index = (guint) span->start;
          attributes[j]->end_index = (guint) span->end;
          pango_attr_list_insert (list, attributes[j]);
        }
    }
  gtk_label_set_attributes (text->label, list);
}

static void
sotong_preview_card_css_changed (GtkWidget         *widget,
                                 GtkCssStyleChange *change)
{
  SotongPreviewCard *self = SOTONG_PREVIEW_CARD (widget);

  GTK_WIDGET_CLASS (sotong_preview_card_parent_class)->css_changed (widget, change);
  for (guint i = 0; i < self->texts->len; i++)
    color_spans (self, g_ptr_array_index (self->texts, i));
}

static void
sotong_preview_card_dispose (GObject *object)
{
  SotongPreviewCard *self = SOTONG_PREVIEW_CARD (object);

  self->text = NULL;
  g_ptr_array_set_size (self->texts, 0);
  g_clear_pointer (&self->clamp, gtk_widget_unparent);
  G_OBJECT_CLASS (sotong_preview_card_parent_class)->dispose (object);
}

static void
sotong_preview_card_finalize (GObject *object)
{
  SotongPreviewCard *self = SOTONG_PREVIEW_CARD (object);

  g_ptr_array_unref (self->texts);
  g_free (self->sent);
  G_OBJECT_CLASS (sotong_preview_card_parent_class)->finalize (object);
}

static void
sotong_preview_card_class_init (SotongPreviewCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_preview_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_preview_card_finalize;
  GTK_WIDGET_CLASS (klass)->css_changed = sotong_preview_card_css_changed;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sotong_preview_card_init (SotongPreviewCard *self)
{
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) text_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "preview-card");
  gtk_widget_set_size_request (self->box, WIDTH - 22, -1); /* with padding and frame */
  self->clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), self->box);
  gtk_widget_set_halign (self->clamp, GTK_ALIGN_START);
  gtk_widget_set_parent (self->clamp, GTK_WIDGET (self));
}

/* ---- the parts ---- */

static GtkLabel *
add_label (SotongPreviewCard *self,
           const char        *text,
           const char        *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);
  return GTK_LABEL (label);
}

static void
copy_cb (SotongPreviewCard *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->sent);
}

static GtkWidget *
new_copy_button (SotongPreviewCard *self,
                 const SotongCopy  *copy)
{
  GtkWidget *button = gtk_button_new_with_label (_("Copy"));
  /* Translators: %s is a channel. */
  g_autofree char *label = g_strdup_printf (_("Copy the text for “%s”"), copy->channel);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_head (SotongPreviewCard *self,
          const SotongCopy  *copy,
          const char        *when)
{
  const SotongCapabilities *can = sotong_capabilities_get (copy->platform);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *avatar = adw_avatar_new (32, copy->channel, TRUE), *name = gtk_label_new (copy->channel), *line = NULL;
  /* Translators: below a channel's name in a preview: 1 its platform, 2 when the post goes out. */
  g_autofree char *note = g_strdup_printf (_("%1$s · %2$s"), can != NULL ? sotong_capabilities_get_title (can) : copy->platform, when);

  line = gtk_label_new (note);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (line), TRUE);
  gtk_widget_add_css_class (name, "heading");
  gtk_widget_add_css_class (line, "caption");
  gtk_widget_add_css_class (line, "dim-label");
  gtk_widget_set_hexpand (names, TRUE);
  gtk_box_append (GTK_BOX (names), name);
  gtk_box_append (GTK_BOX (names), line);
  gtk_box_append (GTK_BOX (head), avatar);
  gtk_box_append (GTK_BOX (head), names);
  gtk_box_append (GTK_BOX (head), new_copy_button (self, copy));
  gtk_box_append (GTK_BOX (self->box), head);
}

static GtkWidget *
new_picture (const SotongPreviewPicture *picture,
             int                         height)
{
  GtkWidget *widget;

  if (picture->texture != NULL)
    {
      widget = gtk_picture_new_for_paintable (GDK_PAINTABLE (picture->texture));
      gtk_picture_set_content_fit (GTK_PICTURE (widget), GTK_CONTENT_FIT_COVER);
      gtk_picture_set_can_shrink (GTK_PICTURE (widget), TRUE);
      gtk_picture_set_alternative_text (GTK_PICTURE (widget), picture->alt_text);
    }
  else
    {
      widget = gtk_label_new (picture->note);
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (widget), 16);
      gtk_label_set_justify (GTK_LABEL (widget), GTK_JUSTIFY_CENTER);
      gtk_widget_add_css_class (widget, "caption");
      gtk_widget_add_css_class (widget, "dim-label");
    }
  gtk_widget_add_css_class (widget, "preview-picture");
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_size_request (widget, -1, height);
  gtk_widget_set_hexpand (widget, TRUE);
  return widget;
}

/* One large; two side by side; three or four as two rows. */
static void
add_pictures (SotongPreviewCard   *self,
              const SotongPreview *preview,
              GPtrArray           *pictures)
{
  guint n = MIN (pictures->len, preview->max_pictures);
  int height = preview->layout == SOTONG_PREVIEW_PICTURE ? WIDTH : n <= 1 ? 160 : 110;
  GtkWidget *grid;

  if (n == 0)
    return;
  grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 2);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (guint i = 0; i < n; i++)
    {
      gboolean wide = n == 1 || (n % 2 == 1 && i == 0);
      int place = n % 2 == 1 ? (int) i + 1 : (int) i;

      gtk_grid_attach (GTK_GRID (grid), new_picture (g_ptr_array_index (pictures, i), height), wide ? 0 : place % 2, place / 2, wide ? 2 : 1, 1);
    }
  gtk_box_append (GTK_BOX (self->box), grid);
  if (pictures->len > n)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u more picture", "%u more pictures", pictures->len - n), pictures->len - n);

      add_label (self, more, "caption");
    }
}

static void
add_text (SotongPreviewCard   *self,
          const SotongPreview *preview)
{
  Text *text;

  if (*preview->text == '\0')
    return;
  text = g_new0 (Text, 1);
  text->label = add_label (self, preview->text, NULL);
  text->spans = g_array_ref (preview->spans);
  g_ptr_array_add (self->texts, text);
  if (self->text == NULL)
    self->text = text->label;
  color_spans (self, text);
  if (preview->is_cut && preview->more != NULL)
    add_label (self, preview->more, "dim-label");
}

/**
 * sotong_preview_card_new:
 * @copy: a copy with its channel and platform
 * @preview: how its network lays it out
 * @sent_text: its text as it is sent
 * @when: when it goes out, for people
 * @pictures: (element-type SotongPreviewPicture): the content's
 *
 * Returns: (transfer floating): its card
 */
GtkWidget *
sotong_preview_card_new (const SotongCopy    *copy,
                         const SotongPreview *preview,
                         const char          *sent_text,
                         const char          *when,
                         GPtrArray           *pictures)
{
  SotongPreviewCard *self = g_object_new (SOTONG_TYPE_PREVIEW_CARD, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gboolean picture_first = preview->layout == SOTONG_PREVIEW_PICTURE || preview->layout == SOTONG_PREVIEW_VIDEO;
  g_autofree char *label = g_strdup_printf (_("Preview on “%s”"), copy->channel);

  self->sent = g_strdup (sent_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  add_head (self, copy, when);
  if (picture_first)
    add_pictures (self, preview, pictures);
  if (preview->title != NULL)
    add_label (self, preview->title, preview->layout == SOTONG_PREVIEW_ARTICLE ? "title-3" : "heading");
  if (preview->layout == SOTONG_PREVIEW_ARTICLE)
    add_pictures (self, preview, pictures);
  add_text (self, preview);
  if (preview->layout == SOTONG_PREVIEW_POST)
    add_pictures (self, preview, pictures);
  return GTK_WIDGET (self);
}

/**
 * sotong_preview_card_add_post:
 * @self: the card of a copy that goes out as a thread
 * @preview: the next post of the thread, as its network lays it out
 * @count: which post it is and how long, for people
 *
 * The posts stand below each other.
 */
void
sotong_preview_card_add_post (SotongPreviewCard   *self,
                              const SotongPreview *preview,
                              const char          *count)
{
  g_return_if_fail (SOTONG_IS_PREVIEW_CARD (self));

  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  sotong_preview_card_add_count (self, count);
  add_text (self, preview);
}

/* Which post of a thread stands above or below, and how long it is. */
void
sotong_preview_card_add_count (SotongPreviewCard *self,
                               const char        *count)
{
  g_return_if_fail (SOTONG_IS_PREVIEW_CARD (self));
  gtk_widget_add_css_class (GTK_WIDGET (add_label (self, count, "caption")), "dim-label");
}

/* What is seen of the text at once; "" when there is none. */
const char *
sotong_preview_card_get_text (SotongPreviewCard *self)
{
  g_return_val_if_fail (SOTONG_IS_PREVIEW_CARD (self), NULL);
  return self->text != NULL ? gtk_label_get_text (self->text) : "";
}
