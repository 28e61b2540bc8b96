/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-label-words.h"

#include <gtk/gtk.h>

#include "chart/sotong-words.h"

#define LONGEST 9      /* characters of a word that is kept whole: a label is never made narrower than its widest */
#define LARGEST 2000   /* bytes of a text that is looked at: longer ones are what citizens and planners wrote */

/* What a label's lines are kept together with. */
typedef struct {
  PangoAttrList *given;  /* (owned) (nullable): its own */
  PangoAttrList *kept;   /* (owned) (nullable): with the words, as last set here */
} Kept;

static void (*root_before) (GtkWidget *widget);

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_clear_pointer (&kept->given, pango_attr_list_unref);
  g_clear_pointer (&kept->kept, pango_attr_list_unref);
  g_free (kept);
}

static Kept *
ensure_kept (GtkLabel *label)
{
  static GQuark quark;
  Kept *kept;

  if (quark == 0)
    quark = g_quark_from_static_string ("sotong-label-words");
  kept = g_object_get_qdata (G_OBJECT (label), quark);
  if (kept == NULL)
    {
      kept = g_new0 (Kept, 1);
      g_object_set_qdata_full (G_OBJECT (label), quark, kept, kept_free);
    }
  return kept;
}

static void
keep_cb (GtkLabel *label)
{
  const char *text = gtk_label_get_text (label);
  Kept *kept = ensure_kept (label);
  PangoAttrList *now = gtk_label_get_attributes (label);
  g_autoptr(PangoAttrList) list = NULL;

  if (now != kept->kept)
    {
      g_clear_pointer (&kept->given, pango_attr_list_unref);
      kept->given = now != NULL ? pango_attr_list_ref (now) : NULL;
    }
  list = kept->given != NULL ? pango_attr_list_copy (kept->given) : pango_attr_list_new ();
  if (strlen (text) > LARGEST || !sotong_words_keep (list, text, LONGEST))
    {
      g_clear_pointer (&list, pango_attr_list_unref);
      list = kept->given != NULL ? pango_attr_list_ref (kept->given) : NULL;
    }
  if (now == list || (now != NULL && list != NULL && pango_attr_list_equal (now, list)))
    return;
  g_clear_pointer (&kept->kept, pango_attr_list_unref);
  kept->kept = list != NULL ? pango_attr_list_ref (list) : NULL;
  gtk_label_set_attributes (label, list);
}

static void
root_cb (GtkWidget *widget)
{
  GtkLabel *label = GTK_LABEL (widget);

  root_before (widget);
  if (!gtk_label_get_wrap (label) || gtk_label_get_ellipsize (label) != PANGO_ELLIPSIZE_NONE)
    return;
  g_signal_handlers_disconnect_by_func (label, keep_cb, NULL);
  g_signal_connect (label, "notify::label", G_CALLBACK (keep_cb), NULL);
  keep_cb (label);
}

/*
 * sotong_label_words_init:
 *
 * From now on Korean lines break between words in every label that wraps, those within dialogs and pages of libadwaita too, as they
 * come to a window: Pango would break them between any two syllables. Labels that end in “…” are left as they are. Main thread,
 * after GTK's start; a second call does nothing.
 */
void
sotong_label_words_init (void)
{
  GtkWidgetClass *labels;

  if (root_before != NULL)
    return;
  labels = g_type_class_ref (GTK_TYPE_LABEL); /* kept for good */
  root_before = labels->root;
  labels->root = root_cb;
}
