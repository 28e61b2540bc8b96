/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pango breaks Korean lines behind any syllable. A sentence in a dialog is read more easily when its words, and the particles
 * at their ends, stay whole. */
#include "config.h"

#include <string.h>

#include "app/sotong-window.h"
#include "app/sotong-word-wrap.h"

#define LONGEST 12 /* characters: a longer word, an address for one, may be wider than its place */

static GQuark
kept_quark (void)
{
  static GQuark quark;

  if (quark == 0)
    quark = g_quark_from_static_string ("sotong-word-wrap");
  return quark;
}

static gboolean
is_korean (const char *from,
           const char *to)
{
  for (const char *p = from; p < to; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HANGUL)
      return TRUE;
  return FALSE;
}

static void
add_words (PangoAttrList *list,
           const char    *text)
{
  for (const char *p = text; *p != '\0';)
    {
      gsize length = strcspn (p, " \n");

      if (is_korean (p, p + length) && g_utf8_strlen (p, (gssize) length) <= LONGEST)
        {
          PangoAttribute *attr = pango_attr_allow_breaks_new (FALSE);

          attr->start_index = (guint) (p - text);
          attr->end_index = (guint) (p - text + (gssize) length);
          pango_attr_list_insert (list, attr);
        }
      p += length + (p[length] != '\0');
    }
}

/* The attributes that the label was made with stay. */
static void
keep_words (GtkLabel *label)
{
  PangoAttrList *made = g_object_get_qdata (G_OBJECT (label), kept_quark ());
  PangoAttrList *list = pango_attr_list_copy (made);

  add_words (list, gtk_label_get_text (label));
  gtk_label_set_attributes (label, list);
  pango_attr_list_unref (list);
}

/**
 * sotong_word_wrap_keep:
 * @label: a label that wraps
 *
 * Keeps the Korean words of the label whole from now on, whatever its text becomes.
 */
void
sotong_word_wrap_keep (GtkLabel *label)
{
  PangoAttrList *made = gtk_label_get_attributes (label);

  g_return_if_fail (GTK_IS_LABEL (label));

  if (g_object_get_qdata (G_OBJECT (label), kept_quark ()) != NULL)
    return;
  g_object_set_qdata_full (G_OBJECT (label), kept_quark (), made != NULL ? pango_attr_list_ref (made) : pango_attr_list_new (),
                           (GDestroyNotify) pango_attr_list_unref);
  g_signal_connect (label, "notify::label", G_CALLBACK (keep_words), NULL);
  keep_words (label);
}

static void
keep_below (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_wrap (GTK_LABEL (widget)))
    sotong_word_wrap_keep (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    keep_below (child);
}

/* A dialog is measured when it is realized. In the window itself there is room for what lists and panes need. */
static gboolean
realized_cb (GSignalInvocationHint *hint,
             guint                  n_values,
             const GValue          *values,
             gpointer               user_data)
{
  GObject *object = g_value_get_object (&values[0]);

  if (GTK_IS_WINDOW (object) && !SOTONG_IS_WINDOW (object))
    keep_below (GTK_WIDGET (object));
  return TRUE;
}

/* What came into a dialog later. */
static gboolean
mapped_cb (GSignalInvocationHint *hint,
           guint                  n_values,
           const GValue          *values,
           gpointer               user_data)
{
  GObject *object = g_value_get_object (&values[0]);

  if (GTK_IS_LABEL (object) && gtk_label_get_wrap (GTK_LABEL (object)) && !SOTONG_IS_WINDOW (gtk_widget_get_root (GTK_WIDGET (object))))
    sotong_word_wrap_keep (GTK_LABEL (object));
  return TRUE;
}

/**
 * sotong_word_wrap_init:
 *
 * Keeps Korean words whole in all dialogs from now on. GTK must be there.
 */
void
sotong_word_wrap_init (void)
{
  static gboolean done;

  if (done)
    return;
  done = TRUE;
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET)); /* its signals are there from then on */
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realized_cb, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
}
