/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file chooser that saves in one of several formats: the list below the names says which, and so does the name's ending. */
#include "config.h"

#include "app/sotong-save-format.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a file chooser offers. */
typedef struct {
  const SotongSaveFormat *formats;    /* (unowned): static */
  guint                   n_formats;
  GPtrArray              *filters;    /* (owned) (element-type GtkFileFilter): in their order */
  int                     suggested;  /* whose ending the name had last, as far as no person typed it */
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_ptr_array_unref (offer->filters);
  g_free (offer);
}

/* Which of the formats a name ends in, or -1. */
static int
find_format (const SotongSaveFormat *formats,
             guint                   n_formats,
             const char             *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < n_formats; i++)
    if (g_str_has_suffix (lower, formats[i].ending))
      return (int) i;
  return -1;
}

static char *
with_ending (const SotongSaveFormat *formats,
             const char             *name,
             int                     format,
             int                     chosen)
{
  gsize length = strlen (name) - (format >= 0 ? strlen (formats[format].ending) : 0);

  return g_strdup_printf ("%.*s%s", (int) length, name, formats[chosen].ending);
}

/**
 * sotong_save_format_name:
 * @formats: (array length=n_formats): what it may be saved in
 * @n_formats: how many
 * @name: a file's name or path, as a person left it
 * @suggested: the format whose ending was suggested
 * @chosen: the one that was chosen in the list of formats, or -1
 *
 * An ending that was typed says the format; one that was only suggested gives way to what was chosen.
 *
 * Returns: (transfer full): @name with the ending of its format
 */
char *
sotong_save_format_name (const SotongSaveFormat *formats,
                         guint                   n_formats,
                         const char             *name,
                         int                     suggested,
                         int                     chosen)
{
  int format;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (suggested >= 0 && suggested < (int) n_formats, NULL);
  g_return_val_if_fail (chosen < (int) n_formats, NULL);

  format = find_format (formats, n_formats, name);
  if (chosen < 0)
    chosen = suggested;
  if (format >= 0 && (format != suggested || format == chosen))
    return g_strdup (name);
  return with_ending (formats, name, format, chosen);
}

static int
find_chosen (const Offer    *offer,
             GtkFileChooser *chooser)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);

  for (guint i = 0; i < offer->filters->len; i++)
    if (filter != NULL && g_ptr_array_index (offer->filters, i) == filter)
      return (int) i;
  return -1;
}

/* The name follows the list, as long as it ends in what was suggested. */
static void
filter_cb (GtkFileChooser *chooser,
           GParamSpec     *pspec,
           Offer          *offer)
{
  int chosen = find_chosen (offer, chooser);
  g_autofree char *name = chosen >= 0 ? gtk_file_chooser_get_current_name (chooser) : NULL;
  g_autofree char *whole = NULL;

  if (name == NULL || *name == '\0' || find_format (offer->formats, offer->n_formats, name) != offer->suggested)
    return;
  whole = sotong_save_format_name (offer->formats, offer->n_formats, name, offer->suggested, chosen);
  offer->suggested = chosen;
  gtk_file_chooser_set_current_name (chooser, whole);
}

/* (nullable): what the toolkit shows where the desktop has no chooser of its own, which tells nothing before it is answered. It does not tell @chooser what a
 * person chooses in it. */
static GtkFileChooser *
find_shown (GtkFileFilter *filter)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_file_chooser_get_filter (GTK_FILE_CHOOSER (window)) == filter)
        return GTK_FILE_CHOOSER (window);
    }
  return NULL;
}

/**
 * sotong_save_format_offer:
 * @formats: (array length=n_formats): static; the first is suggested
 * @n_formats: how many
 * @chooser: a file chooser that saves
 * @name: what is suggested, without an ending
 *
 * Offers the formats, each with its ending, and suggests a name. Ask sotong_save_format_finish() when it is answered.
 */
void
sotong_save_format_offer (const SotongSaveFormat *formats,
                          guint                   n_formats,
                          GtkFileChooser         *chooser,
                          const char             *name)
{
  Offer *offer = g_new0 (Offer, 1);
  GtkFileChooser *shown;
  g_autofree char *whole = g_strconcat (name, formats[0].ending, NULL);

  *offer = (Offer) { formats, n_formats, g_ptr_array_new_with_free_func (g_object_unref), 0 };
  for (guint i = 0; i < n_formats; i++)
    {
      GtkFileFilter *filter = gtk_file_filter_new ();
      g_autofree char *pattern = g_strconcat ("*", formats[i].ending, NULL);

      gtk_file_filter_set_name (filter, _(formats[i].name));
      gtk_file_filter_add_pattern (filter, pattern);
      g_ptr_array_add (offer->filters, filter);
      gtk_file_chooser_add_filter (chooser, filter);
    }
  gtk_file_chooser_set_filter (chooser, g_ptr_array_index (offer->filters, 0));
  gtk_file_chooser_set_current_name (chooser, whole);
  g_object_set_data_full (G_OBJECT (chooser), "sotong-save-format", offer, offer_free);
  shown = find_shown (g_ptr_array_index (offer->filters, 0));
  g_signal_connect (shown != NULL ? shown : chooser, "notify::filter", G_CALLBACK (filter_cb), offer);
}

/**
 * sotong_save_format_finish:
 * @chooser: of sotong_save_format_offer(), answered with a name
 * @out_asked: (out): whether the chooser saw this very name, so that it asked before a file of that name is replaced
 *
 * Returns: (transfer full) (nullable): the path, which ends in one of the formats; %NULL of what is no file of this machine
 */
char *
sotong_save_format_finish (GtkFileChooser *chooser,
                           gboolean       *out_asked)
{
  const Offer *offer = g_object_get_data (G_OBJECT (chooser), "sotong-save-format");
  g_autoptr(GFile) file = gtk_file_chooser_get_file (chooser);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  char *whole;

  *out_asked = FALSE;
  if (path == NULL)
    return NULL;
  whole = sotong_save_format_name (offer->formats, offer->n_formats, path, offer->suggested, find_chosen (offer, chooser));
  *out_asked = g_str_equal (path, whole);
  return whole;
}
