/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-preview.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "app/panes/sotong-preview-card.h"
#include "platforms/sotong-capabilities.h"
#include "store/sotong-link-rule.h"

#define THUMBNAIL   640                /* pixels on the longer side */
#define MAX_DECODED (40 * 1000 * 1000) /* pixels: a larger picture is not unpacked for a preview */

/**
 * SotongEditorPreview:
 *
 * A content on each of its channels, roughly as the networks show it. Pictures are read and made
 * small in a job of the store; until then, and when they are too large to be unpacked, their size
 * stands in their place. Its signal “pictures” comes when they were read: show it anew then.
 */
struct _SotongEditorPreview
{
  GtkWidget     parent_instance;
  GtkWidget    *box;        /* (unowned): child */
  GtkFlowBox   *cards;      /* (unowned) */
  GtkWidget    *none;       /* (unowned): said when there is no channel */
  GHashTable   *textures;   /* (owned) (element-type utf8 GdkTexture): by SHA-256; %NULL: cannot be shown */
  GCancellable *reading;    /* (owned) (nullable) */
  char         *shown;      /* (owned) (nullable): what is shown, to draw it once only */
};

G_DEFINE_FINAL_TYPE (SotongEditorPreview, sotong_editor_preview, GTK_TYPE_WIDGET)

static guint pictures_signal;

static void
unref_texture (gpointer texture)
{
  if (texture != NULL)
    g_object_unref (texture);
}

static void
sotong_editor_preview_dispose (GObject *object)
{
  SotongEditorPreview *self = SOTONG_EDITOR_PREVIEW (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sotong_editor_preview_parent_class)->dispose (object);
}

static void
sotong_editor_preview_finalize (GObject *object)
{
  SotongEditorPreview *self = SOTONG_EDITOR_PREVIEW (object);

  g_hash_table_unref (self->textures);
  g_free (self->shown);
  G_OBJECT_CLASS (sotong_editor_preview_parent_class)->finalize (object);
}

static void
sotong_editor_preview_class_init (SotongEditorPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_editor_preview_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  pictures_signal = g_signal_new ("pictures", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sotong_editor_preview_init (SotongEditorPreview *self)
{
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_texture);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->none = gtk_label_new (_("Choose a channel above: its post is shown here."));
  self->cards = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_label_set_xalign (GTK_LABEL (self->none), 0);
  gtk_label_set_wrap (GTK_LABEL (self->none), TRUE);
  gtk_flow_box_set_selection_mode (self->cards, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->cards, 3);
  gtk_flow_box_set_column_spacing (self->cards, 8);
  gtk_flow_box_set_row_spacing (self->cards, 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cards), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Previews"), -1);
  gtk_box_append (GTK_BOX (self->box), self->none);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->cards));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sotong_editor_preview_new (void)
{
  return g_object_new (SOTONG_TYPE_EDITOR_PREVIEW, NULL);
}

/* ---- pictures ---- */

typedef struct {
  char      *sha256;   /* (owned) */
  GdkPixbuf *pixbuf;   /* (owned) (nullable): once it is read */
} Thumbnail;

static void
thumbnail_free (Thumbnail *thumbnail)
{
  g_free (thumbnail->sha256);
  g_clear_object (&thumbnail->pixbuf);
  g_free (thumbnail);
}

static GdkPixbuf *
make_small (GBytes *bytes)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream_at_scale (stream, THUMBNAIL, THUMBNAIL, TRUE, NULL, NULL);

  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

static gpointer
thumbnails_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  GPtrArray *wanted = data;

  for (guint i = 0; i < wanted->len; i++)
    {
      Thumbnail *thumbnail = g_ptr_array_index (wanted, i);
      g_autoptr(GBytes) bytes = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      bytes = sotong_attachment_read (db, thumbnail->sha256, NULL);
      thumbnail->pixbuf = bytes != NULL ? make_small (bytes) : NULL;
    }
  return g_ptr_array_ref (wanted);
}

static void
thumbnails_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(SotongEditorPreview) self = SOTONG_EDITOR_PREVIEW (user_data);
  g_autoptr(GPtrArray) read = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);

  if (self->reading == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  for (guint i = 0; read != NULL && i < read->len; i++)
    {
      const Thumbnail *thumbnail = g_ptr_array_index (read, i);

      g_hash_table_insert (self->textures, g_strdup (thumbnail->sha256),
                           thumbnail->pixbuf != NULL ? gdk_texture_new_for_pixbuf (thumbnail->pixbuf) : NULL);
    }
  g_clear_pointer (&self->shown, g_free);
  g_signal_emit (self, pictures_signal, 0);
}

static gboolean
can_be_shown (const SotongAttachment *file)
{
  return g_str_has_prefix (file->media_type, "image/") && file->width > 0 && file->height > 0
         && (gint64) file->width * file->height <= MAX_DECODED;
}

static void
read_thumbnails (SotongEditorPreview *self,
                 SotongStore         *store,
                 GPtrArray           *files)
{
  g_autoptr(GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) thumbnail_free);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const SotongAttachment *file = g_ptr_array_index (files, i);
      Thumbnail *thumbnail;

      if (!can_be_shown (file) || g_hash_table_contains (self->textures, file->sha256))
        continue;
      thumbnail = g_new0 (Thumbnail, 1);
      thumbnail->sha256 = g_strdup (file->sha256);
      g_ptr_array_add (wanted, thumbnail);
    }
  if (wanted->len == 0 || self->reading != NULL)
    return;
  self->reading = g_cancellable_new ();
  sotong_store_read_async (store, thumbnails_job, g_steal_pointer (&wanted), (GDestroyNotify) g_ptr_array_unref,
                           (GDestroyNotify) g_ptr_array_unref, self->reading, thumbnails_cb, g_object_ref (self));
}

static GPtrArray *
list_pictures (SotongEditorPreview *self,
               GPtrArray           *files)
{
  GPtrArray *pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_preview_picture_free);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const SotongAttachment *file = g_ptr_array_index (files, i);
      SotongPreviewPicture *picture = g_new0 (SotongPreviewPicture, 1);
      GdkTexture *texture = g_hash_table_lookup (self->textures, file->sha256);

      picture->texture = texture != NULL ? g_object_ref (texture) : NULL;
      picture->alt_text = g_strdup (file->alt_text);
      picture->note = file->width > 0 ? g_strdup_printf ("%s\n%d × %d", file->file_name, file->width, file->height) : g_strdup (file->file_name);
      g_ptr_array_add (pictures, picture);
    }
  return pictures;
}

/* ---- cards ---- */

/* Which post of a thread it is, and how much of its room it takes. */
static char *
describe_post (const SotongCapabilities *can,
               const SotongCopy         *copy,
               const char               *text,
               guint                     index,
               guint                     n)
{
  SotongCount count;

  sotong_capabilities_count_beside (can, copy->text_limit, text, FALSE, &count);
  /* Translators: which post of how many of a thread, its length and the limit. */
  return g_strdup_printf (_("Post %1$u of %2$u · %3$u / %4$u"), index + 1, n, (guint) count.used, (guint) count.limit);
}

/* The posts of a thread, one below the other; the first has the pictures. */
static GtkWidget *
make_thread_card (const SotongCopy  *copy,
                  char             **posts,
                  const char        *sent,
                  const char        *when,
                  GPtrArray         *pictures)
{
  const SotongCapabilities *can = sotong_capabilities_get (copy->platform);
  g_autoptr(SotongPreview) first = sotong_preview_new (copy->platform, "", posts[0]);
  guint n = g_strv_length (posts);
  GtkWidget *card = sotong_preview_card_new (copy, first, sent, when, pictures);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *count = describe_post (can, copy, posts[i], i, n);
      g_autoptr(SotongPreview) preview = i > 0 ? sotong_preview_new (copy->platform, "", posts[i]) : NULL;

      if (i == 0)
        sotong_preview_card_add_count (SOTONG_PREVIEW_CARD (card), count);
      else
        sotong_preview_card_add_post (SOTONG_PREVIEW_CARD (card), preview, count);
    }
  return card;
}

static void
add_card (SotongEditorPreview *self,
          const SotongContent *content,
          const SotongCopy    *copy,
          GPtrArray           *pictures,
          GPtrArray           *link_rules,
          GTimeZone           *zone)
{
  const char *title = copy->title != NULL ? copy->title : content->title != NULL ? content->title : "";
  const char *text = copy->body != NULL ? copy->body : content->body != NULL ? content->body : "";
  gint64 time = copy->published_at != SOTONG_NONE ? copy->published_at : copy->publish_at;
  g_autofree char *when = time != SOTONG_NONE ? sotong_calendar_text_moment (time, zone) : g_strdup (_("no time yet"));
  g_auto(SotongLinkMarks) marks = { NULL };
  g_autoptr(SotongMarkedText) marked = NULL;
  const SotongCapabilities *can = sotong_capabilities_get (copy->platform);
  g_auto(GStrv) posts = NULL;
  g_autoptr(SotongPreview) preview = NULL;

  sotong_link_rules_resolve (link_rules, content->campaign_id, content->campaign, copy->channel_id, copy->platform, &marks);
  marked = sotong_link_marks_apply (&marks, text);
  posts = copy->thread && can != NULL ? sotong_capabilities_split (can, copy->text_limit, marked->text) : NULL;
  if (posts != NULL)
    {
      gtk_flow_box_append (self->cards, make_thread_card (copy, posts, marked->text, when, pictures));
      return;
    }
  preview = sotong_preview_new (copy->platform, title, marked->text);
  gtk_flow_box_append (self->cards, sotong_preview_card_new (copy, preview, marked->text, when, pictures));
}

/* What decides how the cards look. */
static char *
describe (const SotongContent *content,
          GPtrArray           *files,
          GPtrArray           *link_rules)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%s\1%s\1%" G_GINT64_FORMAT, content->title, content->body, content->campaign_id);
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      g_string_append_printf (key, "\2%s\1%" G_GINT64_FORMAT "\1%d\1%s\1%s", copy->channel, copy->publish_at, copy->thread,
                              copy->title != NULL ? copy->title : "", copy->body != NULL ? copy->body : "");
    }
  for (guint i = 0; files != NULL && i < files->len; i++)
    g_string_append_printf (key, "\3%s%s", ((const SotongAttachment *) g_ptr_array_index (files, i))->sha256,
                            ((const SotongAttachment *) g_ptr_array_index (files, i))->alt_text);
  for (guint i = 0; i < link_rules->len; i++)
    {
      const SotongLinkRule *rule = g_ptr_array_index (link_rules, i);

      g_string_append_printf (key, "\4%s\1%s\1%s\1%s", rule->domains, rule->source, rule->medium, rule->campaign);
    }
  return g_string_free (key, FALSE);
}

static void
name_cards (SotongEditorPreview *self,
            const SotongContent *content)
{
  for (guint i = 0; i < content->copies->len; i++)
    {
      GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->cards, (int) i);
      g_autofree char *label = g_strdup_printf (_("Preview on “%s”"), ((const SotongCopy *) g_ptr_array_index (content->copies, i))->channel);

      gtk_widget_set_valign (GTK_WIDGET (child), GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

/**
 * sotong_editor_preview_show:
 * @self: a preview
 * @store: where the pictures are
 * @content: a content as the person has it, its copies with channel and platform
 * @files: (nullable) (element-type SotongAttachment): its files
 * @link_rules: (element-type SotongLinkRule): the marks of links
 * @zone: the office's time zone
 */
void
sotong_editor_preview_show (SotongEditorPreview *self,
                            SotongStore         *store,
                            const SotongContent *content,
                            GPtrArray           *files,
                            GPtrArray           *link_rules,
                            GTimeZone           *zone)
{
  g_autoptr(GPtrArray) pictures = NULL;
  g_autofree char *key = NULL;
  GtkWidget *child;

  g_return_if_fail (SOTONG_IS_EDITOR_PREVIEW (self));

  key = describe (content, files, link_rules);
  if (g_strcmp0 (key, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&key);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_flow_box_remove (self->cards, child);
  pictures = list_pictures (self, files);
  for (guint i = 0; i < content->copies->len; i++)
    add_card (self, content, g_ptr_array_index (content->copies, i), pictures, link_rules, zone);
  name_cards (self, content);
  gtk_widget_set_visible (self->none, content->copies->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), content->copies->len > 0);
  read_thumbnails (self, store, files);
}

/* How many cards are shown. */
guint
sotong_editor_preview_get_n (SotongEditorPreview *self)
{
  guint n = 0;

  g_return_val_if_fail (SOTONG_IS_EDITOR_PREVIEW (self), 0);

  while (gtk_flow_box_get_child_at_index (self->cards, (int) n) != NULL)
    n++;
  return n;
}

/* What is seen at once of the text on a card. */
const char *
sotong_editor_preview_get_text (SotongEditorPreview *self,
                                guint                index)
{
  GtkFlowBoxChild *child;

  g_return_val_if_fail (SOTONG_IS_EDITOR_PREVIEW (self), NULL);

  child = gtk_flow_box_get_child_at_index (self->cards, (int) index);
  return child != NULL ? sotong_preview_card_get_text (SOTONG_PREVIEW_CARD (gtk_flow_box_child_get_child (child))) : NULL;
}
