/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-form-journal.h"

#include <glib/gi18n.h>

#include "app/sotong-entry-fill.h"
#include "plan/sotong-journal-record.h"
#include "plan/sotong-journal.h"

/* What is typed in a form and not saved is in a journal beside the workspace, too: the fields of a content that there is none of.
 * Where they belong stands among them. */
#define WHICH "form"

typedef struct {
  SotongForm    *form;     /* (unowned): this goes with it */
  SotongJournal *journal;  /* (owned) */
  char          *which;    /* (owned) */
  GPtrArray     *rows;     /* (element-type GtkWidget) */
  GStrv          keys;     /* (owned): of the rows */
  GPtrArray     *before;   /* (owned) (element-type utf8): what stood in them when the form was opened */
  gboolean       typed;    /* something is, that is not saved */
  gboolean       ended;    /* it was saved, or given up */
} Kept;

/**
 * sotong_form_journal_folder:
 * @store: a workspace
 *
 * Returns: (transfer full): where this machine keeps what is typed in its forms, for sotong_journal_find()
 */
char *
sotong_form_journal_folder (SotongStore *store)
{
  g_autofree char *folder = sotong_journal_folder (sotong_store_get_uuid (store));

  return g_build_filename (folder, "forms", NULL);
}

/* (transfer none) (nullable): the form that it was typed in, as sotong_form_journal_watch() was told */
const char *
sotong_form_journal_which (const SotongJournalEntry *entry)
{
  const char *which = NULL;

  return entry->fields != NULL && g_variant_lookup (entry->fields, WHICH, "&s", &which) ? which : NULL;
}

/* Returns: (transfer floating) (nullable): what differs from what stood there; %NULL when nothing does */
static GVariant *
build_fields (const Kept *kept)
{
  g_auto(GVariantBuilder) fields = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (SOTONG_JOURNAL_FIELDS));
  guint n = 0;

  g_variant_builder_add (&fields, "{ss}", WHICH, kept->which);
  for (guint i = 0; i < kept->rows->len; i++)
    {
      const char *now = sotong_form_get_text (g_ptr_array_index (kept->rows, i));

      if (g_str_equal (now, g_ptr_array_index (kept->before, i)))
        continue;
      g_variant_builder_add (&fields, "{ss}", kept->keys[i], now);
      n++;
    }
  return n > 0 ? g_variant_builder_end (&fields) : NULL;
}

static void
typed_cb (Kept *kept)
{
  GVariant *fields = kept->ended ? NULL : build_fields (kept);
  const char *problem;
  g_autofree char *said = NULL;

  if (kept->ended)
    return;
  kept->typed = fields != NULL;
  if (fields == NULL)
    {
      sotong_journal_drop (kept->journal);
      return;
    }
  sotong_journal_set_fields (kept->journal, fields);
  sotong_journal_put (kept->journal, sotong_content_new ());
  problem = sotong_journal_get_problem (kept->journal);
  if (problem == NULL)
    return;
  said = g_strdup_printf (_("Not saved, and lost if the program is killed (%s). Save it soon."), problem);
  sotong_form_fail (kept->form, said);
}

static gboolean
close_cb (GtkWindow *form,
          Kept      *kept)
{
  sotong_journal_drop (kept->journal);
  kept->ended = TRUE;
  return GDK_EVENT_PROPAGATE;
}

/* The form goes away by itself, as with its window: what is typed in it is there for the next time. */
static void
destroy_cb (GtkWidget *form,
            Kept      *kept)
{
  if (kept->typed && !kept->ended)
    sotong_journal_leave (kept->journal, sotong_content_new ());
  kept->ended = TRUE;
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_object_unref (kept->journal);
  g_free (kept->which);
  g_ptr_array_unref (kept->rows);
  g_strfreev (kept->keys);
  g_ptr_array_unref (kept->before);
  g_free (kept);
}

static void
restore (Kept                     *kept,
         const SotongJournalEntry *left)
{
  const char *text;

  for (guint i = 0; i < kept->rows->len; i++)
    if (left->fields != NULL && g_variant_lookup (left->fields, kept->keys[i], "&s", &text))
      sotong_entry_fill (GTK_EDITABLE (g_ptr_array_index (kept->rows, i)), text);
  sotong_journal_adopt (kept->journal, left->path);
  typed_cb (kept);
}

/**
 * sotong_form_journal_watch:
 * @form: a form whose rows show what is stored
 * @store: the workspace
 * @which: what tells this form from others
 * @rows: its entries
 * @keys: (array zero-terminated=1): what the journal knows each of them by
 * @left: (nullable): what was typed in it when a program ended; it is put back
 *
 * What a person types in @form is in a journal before the next key, until they save it or cancel.
 */
void
sotong_form_journal_watch (SotongForm               *form,
                           SotongStore              *store,
                           const char               *which,
                           GtkWidget * const        *rows,
                           const char * const       *keys,
                           const SotongJournalEntry *left)
{
  g_autofree char *folder = NULL;
  Kept *kept;

  g_return_if_fail (SOTONG_IS_FORM (form));
  g_return_if_fail (SOTONG_IS_STORE (store));

  folder = sotong_form_journal_folder (store);
  kept = g_new0 (Kept, 1);
  kept->form = form;
  kept->journal = sotong_journal_new (folder);
  kept->which = g_strdup (which);
  kept->rows = g_ptr_array_new ();
  kept->keys = g_strdupv ((GStrv) keys);
  kept->before = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data_full (G_OBJECT (form), "sotong-journal", kept, kept_free);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_ptr_array_add (kept->rows, rows[i]);
      g_ptr_array_add (kept->before, g_strdup (sotong_form_get_text (rows[i])));
    }
  if (left != NULL)
    restore (kept, left);
  for (guint i = 0; i < kept->rows->len; i++)
    g_signal_connect_swapped (rows[i], "changed", G_CALLBACK (typed_cb), kept);
  g_signal_connect (form, "close-request", G_CALLBACK (close_cb), kept);
  g_signal_connect (form, "destroy", G_CALLBACK (destroy_cb), kept);
}
