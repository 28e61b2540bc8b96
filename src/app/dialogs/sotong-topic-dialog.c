/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-topic-dialog.h"
#include "app/sotong-entry-fill.h"
#include "store/sotong-mention.h"
#include "store/sotong-source.h"
#include "store/sotong-topic-preview.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

#define SETTLE_MS   400  /* after the last letter, before what it would do is asked for */
#define N_SHOWN     3
#define SHOWN_BYTES 80
#define N_ROWS      6

/* The form of a topic that there is, and what its words would do. */
typedef struct {
  SotongForm    *form;          /* (unowned): it goes with this */
  SotongContext *context;       /* (owned) */
  gint64         id;
  GtkWidget     *rows[N_ROWS];  /* name, any, all, not, authors, sites */
  GtkWidget     *preview;       /* a row that says what would go and come */
  GPtrArray     *switches;      /* (owned) (element-type GtkCheckButton, unowned): one a source */
  GArray        *sources;       /* (owned) (element-type gint64): the sources in this order */
  GCancellable  *asking;        /* (owned) (nullable): the newest question wins */
  guint          settle_id;
} Dialog;

/* What the form is filled with. */
typedef struct {
  gint64       id;
  SotongTopic *topic;    /* (owned) (nullable) */
  GPtrArray   *sources;  /* (owned) (nullable) (element-type SotongSource) */
} Loaded;

static void
loaded_free (Loaded *loaded)
{
  sotong_topic_free (loaded->topic);
  g_clear_pointer (&loaded->sources, g_ptr_array_unref);
  g_free (loaded);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

/* What came of a question. */
typedef struct {
  SotongTopicPreview *preview;  /* (owned) */
  char               *texts;    /* (owned): of some of those that would go */
} Question;

static void
question_free (Question *question)
{
  sotong_topic_preview_free (question->preview);
  g_free (question->texts);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_clear_handle_id (&dialog->settle_id, g_source_remove);
  g_cancellable_cancel (dialog->asking);
  g_clear_object (&dialog->asking);
  g_object_unref (dialog->context);
  g_ptr_array_unref (dialog->switches);
  g_array_unref (dialog->sources);
  g_free (dialog);
}

static SotongTopic *
make_topic (const Dialog *dialog)
{
  SotongTopic *topic = sotong_topic_new ();

  topic->id = dialog->id;
  topic->name = sotong_text_clean (sotong_form_get_text (dialog->rows[0]), -1, 400);
  topic->any_words = sotong_topic_words_from_text (sotong_form_get_text (dialog->rows[1]));
  topic->all_words = sotong_topic_words_from_text (sotong_form_get_text (dialog->rows[2]));
  topic->not_words = sotong_topic_words_from_text (sotong_form_get_text (dialog->rows[3]));
  topic->excluded_authors = sotong_topic_words_from_text (sotong_form_get_text (dialog->rows[4]));
  topic->excluded_sites = sotong_topic_words_from_text (sotong_form_get_text (dialog->rows[5]));
  topic->off = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < dialog->switches->len; i++)
    if (!gtk_check_button_get_active (g_ptr_array_index (dialog->switches, i)))
      g_array_append_val (topic->off, g_array_index (dialog->sources, gint64, i));
  return topic;
}

/* ---- what it would do ---- */

static gpointer
preview_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const SotongTopic *changed = data;
  g_autoptr(Question) question = g_new0 (Question, 1);
  g_autoptr(GString) texts = g_string_new (NULL);

  question->preview = sotong_topic_preview_read (db, changed, N_SHOWN, error);
  if (question->preview == NULL)
    return NULL;
  for (guint i = 0; i < question->preview->removed->len; i++)
    {
      g_autoptr(SotongMention) mention = sotong_mention_get (db, g_array_index (question->preview->removed, gint64, i), error);
      g_autofree char *line = mention != NULL ? sotong_text_single_line (mention->text, SHOWN_BYTES) : NULL;

      if (line == NULL)
        return NULL;
      g_string_append_printf (texts, "%s\n%s", i > 0 ? "" : _("These would go, for example:"), line);
    }
  question->texts = g_string_free (g_steal_pointer (&texts), FALSE);
  return g_steal_pointer (&question);
}

static char *
describe (const SotongTopicPreview *preview)
{
  g_autofree char *now = sotong_number_group (preview->n_now), *after = sotong_number_group (preview->n_after);
  g_autofree char *removed = sotong_number_group (preview->n_removed), *added = sotong_number_group (preview->n_added);

  if (preview->n_removed == 0 && preview->n_added == 0)
    return g_strdup_printf (_("It has %s mentions. None would go or come."), now);
  return g_strdup_printf (_("It has %s mentions and would have %s: %s would go, %s would come."), now, after, removed, added);
}

static void
previewed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Question) question = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  Dialog *dialog = user_data;
  g_autofree char *title = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another was asked since, or the form is gone */
  if (question == NULL)
    title = g_strdup (error->message);
  else
    title = describe (question->preview);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (dialog->preview), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (dialog->preview), question != NULL ? question->texts : "");
}

static gboolean
settle_cb (gpointer user_data)
{
  Dialog *dialog = user_data;

  dialog->settle_id = 0;
  g_cancellable_cancel (dialog->asking);
  g_clear_object (&dialog->asking);
  dialog->asking = g_cancellable_new ();
  sotong_store_read_async (sotong_context_get_store (dialog->context), preview_job, make_topic (dialog), (GDestroyNotify) sotong_topic_free,
                           (GDestroyNotify) question_free, dialog->asking, previewed_cb, dialog);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (Dialog *dialog)
{
  g_clear_handle_id (&dialog->settle_id, g_source_remove);
  dialog->settle_id = g_timeout_add (SETTLE_MS, settle_cb, dialog);
}

/* ---- saving ---- */

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongTopic *topic = data;
  g_autoptr(SotongTopic) before = sotong_topic_get (db, topic->id, error);

  if (before == NULL)
    return NULL;
  topic->colour = before->colour;
  return sotong_topic_edit (db, topic, error) ? g_memdup2 (&topic->id, sizeof topic->id) : NULL;
}

static void
accepted_cb (Dialog *dialog)
{
  if (sotong_text_is_blank (sotong_form_get_text (dialog->rows[1])) && sotong_text_is_blank (sotong_form_get_text (dialog->rows[2])))
    sotong_form_fail (dialog->form, _("A topic is found by words. Type at least one word into the second or third row."));
  else
    sotong_form_write (dialog->form, sotong_context_get_store (dialog->context), edit_job, make_topic (dialog), (GDestroyNotify) sotong_topic_free, g_free);
}

/* ---- filling ---- */

/* The words as they are typed: a phrase in double quotes. */
static char *
join_words (const char *lines)
{
  g_auto(GStrv) words = g_strsplit (lines, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_string_append_printf (out, strpbrk (words[i], " ,") != NULL ? "%s\"%s\"" : "%s%s", out->len > 0 ? ", " : "", words[i]);
  return g_string_free (out, FALSE);
}

static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(Loaded) loaded = g_new0 (Loaded, 1);

  loaded->topic = sotong_topic_get (db, *(const gint64 *) data, error);
  if (loaded->topic == NULL)
    return NULL;
  loaded->topic->off = sotong_topic_list_off (db, loaded->topic->id, error);
  loaded->sources = loaded->topic->off != NULL ? sotong_source_list (db, error) : NULL;
  return loaded->sources != NULL ? g_steal_pointer (&loaded) : NULL;
}

static gboolean
is_off (const SotongTopic *topic,
        gint64             source_id)
{
  for (guint i = 0; i < topic->off->len; i++)
    if (g_array_index (topic->off, gint64, i) == source_id)
      return TRUE;
  return FALSE;
}

/* A switch for each source that brings mentions. */
static void
add_switches (Dialog       *dialog,
              const Loaded *loaded)
{
  gboolean first = TRUE;

  for (guint i = 0; i < loaded->sources->len; i++)
    {
      const SotongSource *source = g_ptr_array_index (loaded->sources, i);
      GtkWidget *check;

      if (!sotong_source_brings_mentions (source))
        continue;
      if (first)
        sotong_form_add_group (dialog->form, _("From These Sources"), _("What the others bring does not belong to the topic, nor are they searched for its words."));
      first = FALSE;
      check = sotong_form_add_check (dialog->form, source->name, NULL, !is_off (loaded->topic, source->id));
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed_cb), dialog);
      g_ptr_array_add (dialog->switches, check);
      g_array_append_val (dialog->sources, source->id);
    }
}

/* What is typed outlives a killed program. A source is known by its number: it may stand at another place the next time. */
static void
watch (const Dialog *dialog)
{
  static const char *const names[N_ROWS] = { "name", "any", "all", "not", "authors", "sites" };
  g_autoptr(GPtrArray) rows = g_ptr_array_new (), keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *which = g_strdup_printf ("topic:%" G_GINT64_FORMAT, dialog->id);

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_ptr_array_add (rows, dialog->rows[i]);
      g_ptr_array_add (keys, g_strdup (names[i]));
    }
  for (guint i = 0; i < dialog->switches->len; i++)
    {
      g_ptr_array_add (rows, g_ptr_array_index (dialog->switches, i));
      g_ptr_array_add (keys, g_strdup_printf ("source:%" G_GINT64_FORMAT, g_array_index (dialog->sources, gint64, i)));
    }
  g_ptr_array_add (keys, NULL);
  sotong_form_journal_watch (dialog->form, sotong_context_get_store (dialog->context), which, (GtkWidget **) rows->pdata,
                             (const char * const *) keys->pdata, NULL);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Loaded) loaded = sotong_store_read_finish (SOTONG_STORE (object), result, &error);
  Dialog *dialog = user_data;
  const SotongTopic *topic;
  const char *values[N_ROWS];

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (loaded == NULL)
    {
      sotong_form_fail (dialog->form, error->message);
      return;
    }
  sotong_form_set_busy (dialog->form, FALSE);
  gtk_window_set_focus (GTK_WINDOW (dialog->form), GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (dialog->rows[0]))));
  topic = loaded->topic;
  values[0] = NULL;
  values[1] = topic->any_words;
  values[2] = topic->all_words;
  values[3] = topic->not_words;
  values[4] = topic->excluded_authors;
  values[5] = topic->excluded_sites;
  sotong_entry_fill (GTK_EDITABLE (dialog->rows[0]), topic->name);
  for (guint i = 1; i < N_ROWS; i++)
    {
      g_autofree char *text = join_words (values[i]);

      sotong_entry_fill (GTK_EDITABLE (dialog->rows[i]), text);
    }
  add_switches (dialog, loaded);
  watch (dialog);
  changed_cb (dialog);
}

/**
 * sotong_topic_dialog_present:
 * @parent: the window
 * @context: its context, with a workspace
 * @id: a topic
 *
 * Shows the topic's words and a switch for each source, and while they are changed what the change would do: how many mentions would go and come, and some
 * of those that would go. Nothing changes before it is saved. What is typed outlives a killed program.
 */
void
sotong_topic_dialog_present (GtkWindow     *parent,
                             SotongContext *context,
                             gint64         id)
{
  static const char * const titles[N_ROWS] = {
    N_("Name"), N_("One of these words"), N_("All of these words"), N_("None of these words"), N_("Not by these authors"), N_("Not on these sites"),
  };
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->form = sotong_form_new (parent, _("Edit Topic"), _("_Save"));
  gtk_window_set_default_size (GTK_WINDOW (dialog->form), 480, 660); /* what it would do is seen while the words are typed */
  dialog->context = g_object_ref (context);
  dialog->id = id;
  dialog->asking = g_cancellable_new ();
  dialog->switches = g_ptr_array_new ();
  dialog->sources = g_array_new (FALSE, FALSE, sizeof (gint64));
  sotong_form_add_group (dialog->form, NULL, _("Blanks or commas separate words; a phrase stands in double quotes. Parts of words are found too."));
  for (guint i = 0; i < N_ROWS; i++)
    dialog->rows[i] = sotong_form_add_entry (dialog->form, _(titles[i]), NULL);
  sotong_form_add_group (dialog->form, _("What this would do"), NULL);
  dialog->preview = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (dialog->preview), "…");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (dialog->preview), N_SHOWN + 1);
  sotong_form_add_row (dialog->form, dialog->preview);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  for (guint i = 1; i < N_ROWS; i++)
    g_signal_connect_swapped (dialog->rows[i], "changed", G_CALLBACK (changed_cb), dialog);
  sotong_form_set_reading (dialog->form); /* what is typed before it was read would be typed over */
  sotong_store_read_async (sotong_context_get_store (context), load_job, g_memdup2 (&id, sizeof id), g_free, (GDestroyNotify) loaded_free,
                           dialog->asking, loaded_cb, dialog);
  gtk_window_present (GTK_WINDOW (dialog->form));
}
