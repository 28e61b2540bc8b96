/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-search-typed.h"

/* What a person sees in a search: an input method keeps the last syllable of Hangul until the next one begins, so that the
 * text of the entry is always one syllable behind. */

#define WATCH    "sotong-search-typed"
#define PAUSE_MS 250 /* after which a syllable counts as written: 한 is on the way to 한강 by 하, 한 and 한ㄱ */

typedef struct {
  GtkSearchEntry *entry;     /* (unowned) */
  char           *composed;  /* (owned) (nullable) */
  char           *told;      /* (owned) (nullable): what was searched for last */
  guint           pause_id;
} Typed;

static void
typed_free (gpointer data)
{
  Typed *typed = data;

  g_clear_handle_id (&typed->pause_id, g_source_remove);
  g_free (typed->composed);
  g_free (typed->told);
  g_free (typed);
}

static gboolean
paused_cb (gpointer data)
{
  Typed *typed = data;
  g_autofree char *now = sotong_search_typed_dup (typed->entry);

  typed->pause_id = 0;
  if (g_strcmp0 (now, typed->told) != 0)
    g_signal_emit_by_name (typed->entry, "search-changed");
  return G_SOURCE_REMOVE;
}

static void
composed_cb (GtkSearchEntry *entry,
             const char     *composed)
{
  Typed *typed = g_object_get_data (G_OBJECT (entry), WATCH);

  g_free (typed->composed);
  typed->composed = *composed != '\0' ? g_strdup (composed) : NULL;
  g_clear_handle_id (&typed->pause_id, g_source_remove);
  typed->pause_id = g_timeout_add (PAUSE_MS, paused_cb, typed);
}

static void
told_cb (GtkSearchEntry *entry)
{
  Typed *typed = g_object_get_data (G_OBJECT (entry), WATCH);

  g_free (typed->told);
  typed->told = sotong_search_typed_dup (entry);
}

/**
 * sotong_search_typed_watch:
 * @entry: where a person types what is looked for
 *
 * From now on “search-changed” comes for the syllable too that an input method still holds, once the person pauses.
 */
void
sotong_search_typed_watch (GtkSearchEntry *entry)
{
  Typed *typed;

  g_return_if_fail (GTK_IS_SEARCH_ENTRY (entry) && g_object_get_data (G_OBJECT (entry), WATCH) == NULL);

  typed = g_new0 (Typed, 1);
  typed->entry = entry;
  g_object_set_data_full (G_OBJECT (entry), WATCH, typed, typed_free);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "preedit-changed", G_CALLBACK (composed_cb), entry,
                           G_CONNECT_SWAPPED);
  g_signal_connect (entry, "search-changed", G_CALLBACK (told_cb), NULL);
}

/* A consonant or a vowel alone is no word yet. */
static gboolean
is_syllable (const char *composed)
{
  gunichar c = g_utf8_get_char (composed);

  return !(c >= 0x3131 && c <= 0x318e) && !(c >= 0x1100 && c <= 0x11ff);
}

/**
 * sotong_search_typed_dup:
 * @entry: a watched entry
 *
 * Returns: (transfer full): its text as the person sees it, but for a letter of Hangul that is no syllable yet
 */
char *
sotong_search_typed_dup (GtkSearchEntry *entry)
{
  Typed *typed;

  g_return_val_if_fail (GTK_IS_SEARCH_ENTRY (entry), NULL);

  typed = g_object_get_data (G_OBJECT (entry), WATCH);
  g_return_val_if_fail (typed != NULL, NULL);

  return sotong_search_typed_join (GTK_EDITABLE (entry), typed->composed != NULL && is_syllable (typed->composed) ? typed->composed : NULL);
}

/**
 * sotong_search_typed_join:
 * @editable: where something is written
 * @composed: (nullable): what its input method still holds
 *
 * Returns: (transfer full): the text, with @composed where the cursor is
 */
char *
sotong_search_typed_join (GtkEditable *editable,
                          const char  *composed)
{
  GString *text;

  g_return_val_if_fail (GTK_IS_EDITABLE (editable), NULL);

  text = g_string_new (gtk_editable_get_text (editable));
  if (composed != NULL)
    g_string_insert (text, g_utf8_offset_to_pointer (text->str, gtk_editable_get_position (editable)) - text->str, composed);
  return g_string_free (text, FALSE);
}
