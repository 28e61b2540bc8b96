/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form-keyring.h"
#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-source-dialog.h"
#include "app/dialogs/sotong-source-values.h"
#include "app/sotong-window.h"
#include "platforms/sotong-reader.h"
#include "store/sotong-source.h"
#include "util/sotong-text.h"
#include "util/sotong-url.h"

#define USUAL_MINUTES 10

/* What a person calls the kinds, the commonest first, and what is to be known of each. */
static const struct {
  const char *kind;
  const char *title;
  const char *hint;
} kinds[] = {
  { "feed", N_("Feed (RSS, Atom)"), N_("A feed of a site, a blog or a search.") },
  { "naver-news", N_("Naver news"), N_("The key is that of an application at developers.naver.com, as ID:SECRET.") },
  { "naver-blog", N_("Naver blogs"), N_("The key is that of an application at developers.naver.com, as ID:SECRET.") },
  { "naver-cafe", N_("Naver cafés"), N_("The key is that of an application at developers.naver.com, as ID:SECRET.") },
  { "naver-hub-news", N_("Naver news (API HUB)"), N_("The key is that of NAVER API HUB, as ID:KEY.") },
  { "naver-hub-blog", N_("Naver blogs (API HUB)"), N_("The key is that of NAVER API HUB, as ID:KEY.") },
  { "naver-hub-cafe", N_("Naver cafés (API HUB)"), N_("The key is that of NAVER API HUB, as ID:KEY.") },
  { "naver-trend", N_("Naver search trend"), N_("A relative series, of which the largest is 100. The key is written as ID:SECRET.") },
  { "kakao-web", N_("Daum web pages"), N_("The key is the REST API key of an application at Kakao.") },
  { "kakao-blog", N_("Daum blogs"), N_("The key is the REST API key of an application at Kakao.") },
  { "kakao-cafe", N_("Daum cafés"), N_("The key is the REST API key of an application at Kakao.") },
  { "kakao-video", N_("Daum videos"), N_("The key is the REST API key of an application at Kakao.") },
  { "youtube", N_("YouTube videos and comments"), N_("The key is an API key of Google Cloud. A hundred searches a day are allowed.") },
  { "x", N_("X posts"), N_("Every post that is read costs $0.005. The key is a bearer token.") },
  { "mastodon", N_("Mastodon"), N_("A word behind a # is a hashtag; to search posts the server wants a token.") },
  { "bluesky", N_("Bluesky"), N_("The key is the account’s name and an app password, as NAME:PASSWORD.") },
  { "facebook", N_("Comments on Facebook"), N_("The address ends in the number of the page.") },
  { "instagram", N_("Comments on Instagram"), N_("The address ends in the number of the account.") },
  { "threads", N_("Replies on Threads"), N_("The address ends in the number of the account.") },
  { "wordpress", N_("Comments on WordPress"), N_("The address is that of the site. Public comments need no key.") },
  { "ghost", N_("Comments on Ghost"), N_("The key is the Admin API key of a custom integration.") },
  { "json", N_("Any list in JSON"), N_("Its fields are found by their usual names.") },
};

/* The form and where its values go. */
typedef struct {
  SotongForm    *form;     /* (unowned): it goes with this */
  SotongContext *context;  /* (owned) */
  SotongSource  *source;   /* (owned) (nullable): the one that is edited */
  GtkWidget     *kind;
  GtkWidget     *name;
  GtkWidget     *url;
  GtkWidget     *words;
  GtkWidget     *budget;
  GtkWidget     *key;
  GtkWidget     *minutes;
  GtkWidget     *enabled;
} Dialog;

/* What the keyring is told once the source has its number. */
typedef struct {
  SotongForm    *form;     /* (owned) */
  SotongContext *context;  /* (owned) */
  gint64         id;       /* once it is known */
  gboolean       added;    /* it is a new one */
  char          *name;
  char          *secret;
  GCancellable  *waiting;  /* (owned): for the keyring */
} Keep;

static void
dialog_free (gpointer  data,
             GClosure *closure)
{
  Dialog *dialog = data;

  g_object_unref (dialog->context);
  g_clear_pointer (&dialog->source, sotong_source_free);
  g_free (dialog);
}

static void
keep_free (Keep *keep)
{
  g_object_unref (keep->form);
  g_object_unref (keep->context);
  g_free (keep->name);
  sotong_secrets_free (keep->secret);
  g_object_unref (keep->waiting);
  g_free (keep);
}

/* A source of a kind that this list does not know, an import, keeps it. */
static const char *
get_kind (const Dialog *dialog)
{
  if (dialog->source != NULL)
    return dialog->source->kind;
  return kinds[adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->kind))].kind;
}

/* The form closes. A new source stands somewhere in a long list: that it is there is said in the window. */
static void
end_writing (Keep *keep)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (keep->form));

  if (keep->added && SOTONG_IS_WINDOW (window))
    {
      /* Translators: the name of a source */
      g_autofree char *text = g_strdup_printf (_("Source “%s” was added"), keep->name);

      sotong_window_toast (SOTONG_WINDOW (window), text, TRUE);
    }
  sotong_form_done (keep->form);
}

static gpointer
wake_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_source_wake (db, *(const gint64 *) data, error) ? data : NULL;
}

static void
woken_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Keep *keep = user_data;

  sotong_store_write_finish (SOTONG_STORE (object), result, NULL); /* else it is read when it would have been */
  end_writing (keep);
  keep_free (keep);
}

/* The source may have been read before its key was there, or with the one before. */
static void
wake (Keep *keep)
{
  sotong_form_clear_problem (keep->form);
  sotong_form_set_busy (keep->form, TRUE); /* from here on it cannot be stopped */
  sotong_store_write_async (sotong_context_get_store (keep->context), SOTONG_WRITE_DEFAULT, wake_job, g_memdup2 (&keep->id, sizeof keep->id), g_free,
                            NULL, NULL, woken_cb, keep);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Keep *keep = user_data;
  g_autoptr(GError) error = NULL;

  if (sotong_secrets_store_finish (SOTONG_SECRETS (object), result, &error))
    {
      wake (keep);
      return;
    }
  if (g_cancellable_is_cancelled (keep->waiting))
    sotong_form_stay (keep->form, _("The source was written without its key, because the keyring was not waited for. Close this window, and type the key "
                                    "into the source’s window again when the keyring is open."));
  else
    {
      g_autofree char *text = g_strdup_printf (_("The source was written, but its key could not be kept: %s Close this window, mend that, and type the key into the source’s window again."),
                                               error->message);

      sotong_form_stay (keep->form, text);
    }
  keep_free (keep);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Keep *keep = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *id = sotong_store_write_finish (SOTONG_STORE (object), result, &error);
  g_autofree char *key = NULL;

  if (id == NULL || keep->secret[0] == '\0')
    {
      if (id == NULL)
        sotong_form_fail (keep->form, error->message);
      else
        end_writing (keep);
      keep_free (keep);
      return;
    }
  keep->id = *id;
  key = g_strdup_printf ("%" G_GINT64_FORMAT, *id);
  sotong_form_journal_saved (GTK_WINDOW (keep->form));
  sotong_form_keyring_wait (keep->form, keep->waiting);
  sotong_secrets_store_async (sotong_context_get_secrets (keep->context), sotong_store_get_uuid (SOTONG_STORE (object)), SOTONG_SECRETS_SOURCE, key,
                              keep->name, keep->secret, keep->waiting, kept_cb, keep);
}

static gpointer
add_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  gint64 id = sotong_source_add (db, data, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongSource *source = data;

  return sotong_source_edit (db, source, error) ? g_memdup2 (&source->id, sizeof source->id) : NULL;
}

/* Dollars as a person writes them; 0 if that is no sum. */
static double
read_budget (const Dialog *dialog)
{
  const char *text = sotong_form_get_text (dialog->budget);
  char *end = NULL;
  double dollars = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && dollars > 0 && dollars < 1e6 ? dollars : 0;
}

/* 0 if that is no number of minutes. */
static gint64
read_minutes (const Dialog *dialog)
{
  gint64 minutes = 0;

  return g_ascii_string_to_signed (sotong_form_get_text (dialog->minutes), 10, 1, 60 * 24 * 31, &minutes, NULL) ? minutes : 0;
}

/* The address as typed, or the site's one address. */
static const char *
get_url (const Dialog *dialog)
{
  const char *typed = sotong_form_get_text (dialog->url);

  return sotong_text_is_blank (typed) && sotong_reader_get_home (get_kind (dialog)) != NULL ? sotong_reader_get_home (get_kind (dialog)) : typed;
}

/* (nullable): what is wrong, and in which row; what the store refuses it says itself. */
static const char *
find_wrong (const Dialog  *dialog,
            GtkWidget    **out_row)
{
  SotongReaderNeeds needs = sotong_reader_get_needs (get_kind (dialog));
  gboolean has_key = !sotong_text_is_blank (sotong_form_get_text (dialog->key));
  const char *url = get_url (dialog);

  *out_row = dialog->name;
  if (sotong_text_is_blank (sotong_form_get_text (dialog->name)))
    return _("A source needs a name. Type the one by which you know it.");
  *out_row = dialog->url;
  if (!sotong_url_is_web (url))
    return _("That is not a web address. It begins with https://.");
  if (has_key && !sotong_http_url_may_carry_secret (url))
    return _("Over http:// a password could be read by others on the way. Use the https:// address.");
  *out_row = dialog->key;
  if (dialog->source == NULL && (needs & SOTONG_READER_NEEDS_SECRET) != 0 && !has_key)
    return _("This kind of source is read with a key. Type it into the row for the key.");
  *out_row = dialog->budget;
  if ((needs & SOTONG_READER_IS_PRICED) != 0 && read_budget (dialog) <= 0)
    return _("Type how many US dollars the source may spend a month.");
  if (sotong_reader_check_budget (get_kind (dialog), read_budget (dialog)) != NULL)
    return sotong_reader_check_budget (get_kind (dialog), read_budget (dialog));
  *out_row = dialog->minutes;
  return read_minutes (dialog) == 0 ? _("Type how many minutes are between two readings, 1 or more.") : NULL;
}

static GStrv
read_queries (const Dialog *dialog)
{
  g_auto(GStrv) words = g_strsplit (sotong_form_get_text (dialog->words), ",", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (g_strstrip (words[i])[0] != '\0')
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

/* What the window does not ask for stays as it was. */
static SotongSource *
make_source (const Dialog *dialog)
{
  SotongSource *source = sotong_source_new ();
  SotongReaderNeeds needs = sotong_reader_get_needs (get_kind (dialog));
  g_autoptr(SotongSourceValues) values = sotong_source_values_new (dialog->source != NULL ? dialog->source->settings : NULL);

  if (dialog->source != NULL)
    {
      source->id = dialog->source->id;
      source->channel_id = dialog->source->channel_id;
      source->retention_days = dialog->source->retention_days;
    }
  source->enabled = gtk_check_button_get_active (GTK_CHECK_BUTTON (dialog->enabled));
  source->interval_s = read_minutes (dialog) * 60;
  if ((needs & SOTONG_READER_NEEDS_WORDS) != 0)
    {
      g_strfreev (values->queries);
      values->queries = read_queries (dialog);
    }
  if ((needs & SOTONG_READER_IS_PRICED) != 0)
    values->budget = read_budget (dialog);
  if ((needs & SOTONG_READER_TAKES_SECRET) != 0 && !sotong_text_is_blank (sotong_form_get_text (dialog->key)))
    values->secret = TRUE;
  source->name = sotong_text_clean (sotong_form_get_text (dialog->name), -1, 4000);
  source->kind = g_strdup (get_kind (dialog));
  source->url = g_strdup (get_url (dialog));
  source->settings = sotong_source_values_to_json (values);
  return source;
}

static void
accepted_cb (Dialog *dialog)
{
  GtkWidget *row;
  const char *wrong = find_wrong (dialog, &row);
  SotongSource *source;
  Keep *keep;

  if (wrong != NULL)
    {
      sotong_form_fail_at (dialog->form, row, wrong);
      return;
    }
  source = make_source (dialog);
  keep = g_new0 (Keep, 1);
  keep->form = g_object_ref (dialog->form);
  keep->context = g_object_ref (dialog->context);
  keep->added = dialog->source == NULL;
  keep->name = g_strdup (source->name);
  keep->secret = g_strdup (sotong_form_get_text (dialog->key));
  keep->waiting = g_cancellable_new ();
  sotong_form_set_busy (dialog->form, TRUE);
  sotong_store_write_async (sotong_context_get_store (dialog->context), SOTONG_WRITE_DEFAULT, dialog->source != NULL ? edit_job : add_job, source,
                            (GDestroyNotify) sotong_source_free, g_free, NULL, saved_cb, keep);
}

/* What the kind does not need is not asked for. */
static void
kind_changed_cb (Dialog *dialog)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (dialog->kind));
  SotongReaderNeeds needs = sotong_reader_get_needs (get_kind (dialog));
  GtkWidget *group = gtk_widget_get_ancestor (dialog->kind, ADW_TYPE_PREFERENCES_GROUP);
  g_autoptr(GString) text = g_string_new (selected < G_N_ELEMENTS (kinds) ? _(kinds[selected].hint) : "");

  if ((needs & SOTONG_READER_NEEDS_WORDS) != 0)
    g_string_append_printf (text, " %s", _("Commas separate searches; without words of its own it searches for those of the topics."));
  if (sotong_reader_get_home (get_kind (dialog)) != NULL)
    g_string_append_printf (text, " %s", _("The address may stay empty."));
  if ((needs & (SOTONG_READER_NEEDS_SECRET | SOTONG_READER_TAKES_SECRET)) != 0)
    g_string_append_printf (text, " %s", _("The key is kept by the desktop’s keyring, never in the workspace."));
  if (dialog->source != NULL && (needs & (SOTONG_READER_NEEDS_SECRET | SOTONG_READER_TAKES_SECRET)) != 0)
    g_string_append_printf (text, " %s", _("An empty key leaves the one that is kept."));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), text->str);
  gtk_widget_set_visible (dialog->words, (needs & SOTONG_READER_NEEDS_WORDS) != 0);
  gtk_widget_set_visible (dialog->budget, (needs & SOTONG_READER_IS_PRICED) != 0);
  gtk_widget_set_visible (dialog->key, (needs & (SOTONG_READER_NEEDS_SECRET | SOTONG_READER_TAKES_SECRET)) != 0);
}

/* What is typed outlives a killed program, but for the key: that is the keyring's alone. */
static void
watch (const Dialog *dialog)
{
  static const char *const keys[] = { "name", "address", "words", "budget", "minutes", "enabled", "kind", NULL };
  static const char *const of_stored[] = { "name", "address", "words", "budget", "minutes", "enabled", NULL }; /* its kind stays */
  GtkWidget *const rows[] = { dialog->name, dialog->url, dialog->words, dialog->budget, dialog->minutes, dialog->enabled, dialog->kind };
  g_autofree char *which = g_strdup_printf ("source:%" G_GINT64_FORMAT, dialog->source != NULL ? dialog->source->id : 0);

  sotong_form_journal_watch (dialog->form, sotong_context_get_store (dialog->context), which, rows,
                             dialog->source != NULL ? of_stored : keys, NULL);
}

/* The form; @source, (transfer full) (nullable), is the one that is edited. */
static Dialog *
dialog_new (GtkWindow     *parent,
            SotongContext *context,
            SotongSource  *source)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  const char *titles[G_N_ELEMENTS (kinds) + 1] = { NULL };
  g_autoptr(SotongSourceValues) values = sotong_source_values_new (source != NULL ? source->settings : NULL);
  g_autofree char *words = values->queries != NULL ? g_strjoinv (", ", values->queries) : NULL;
  g_autofree char *minutes = g_strdup_printf ("%d", source != NULL ? (int) MAX (source->interval_s / 60, 1) : USUAL_MINUTES);
  char dollars[G_ASCII_DTOSTR_BUF_SIZE] = "";
  guint kind = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      titles[i] = _(kinds[i].title);
      if (source != NULL && g_str_equal (kinds[i].kind, source->kind))
        kind = i;
    }
  if (values->budget > 0)
    g_ascii_formatd (dollars, sizeof dollars, "%.2f", values->budget);
  dialog->form = sotong_form_new (parent, source != NULL ? source->name : _("Add Source"), source != NULL ? _("_Save") : _("_Add"));
  dialog->context = g_object_ref (context);
  dialog->source = source;
  sotong_form_add_group (dialog->form, NULL, NULL);
  dialog->kind = sotong_form_add_choice (dialog->form, _("Kind"), titles, kind);
  gtk_widget_set_sensitive (dialog->kind, source == NULL);
  dialog->name = sotong_form_add_entry (dialog->form, _("Name"), source != NULL ? source->name : NULL);
  dialog->url = sotong_form_add_entry (dialog->form, _("Address"), source != NULL ? source->url : NULL);
  dialog->words = sotong_form_add_entry (dialog->form, _("Search for"), words);
  dialog->budget = sotong_form_add_entry (dialog->form, _("US dollars a month at most"), dollars);
  dialog->key = sotong_form_add_password (dialog->form, _("Key or token"));
  dialog->minutes = sotong_form_add_entry (dialog->form, _("Minutes between two readings"), minutes);
  dialog->enabled = sotong_form_add_check (dialog->form, _("Is read"), NULL, source == NULL || source->enabled);
  g_signal_connect_swapped (dialog->kind, "notify::selected", G_CALLBACK (kind_changed_cb), dialog);
  kind_changed_cb (dialog);
  g_signal_connect_data (dialog->form, "accepted", G_CALLBACK (accepted_cb), dialog, dialog_free, G_CONNECT_SWAPPED);
  watch (dialog);
  return dialog;
}

/**
 * sotong_source_dialog_present:
 * @parent: the window
 * @context: its context, with a workspace
 *
 * Asks for a source of any kind and adds it; its key goes to the keyring and nowhere else. What else is typed outlives a
 * killed program.
 */
void
sotong_source_dialog_present (GtkWindow     *parent,
                              SotongContext *context)
{
  gtk_window_present (GTK_WINDOW (dialog_new (parent, context, NULL)->form));
}

/* ---- one that is there ---- */

typedef struct {
  GtkWindow     *parent;   /* (weak) (nullable) */
  SotongContext *context;  /* (owned) */
  gint64         id;
} Edit;

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_source_get (db, ((const Edit *) data)->id, error);
}

static void
got_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  Edit *edit = user_data;
  g_autoptr(GError) error = NULL;
  SotongSource *source = sotong_store_read_finish (SOTONG_STORE (object), result, &error);

  if (source != NULL && edit->parent != NULL)
    gtk_window_present (GTK_WINDOW (dialog_new (edit->parent, edit->context, source)->form));
  else if (source != NULL)
    sotong_source_free (source);
  else if (SOTONG_IS_WINDOW (edit->parent))
    sotong_window_toast (SOTONG_WINDOW (edit->parent), error->message, FALSE);
  g_clear_weak_pointer (&edit->parent);
  g_object_unref (edit->context);
  g_free (edit);
}

/**
 * sotong_source_dialog_edit:
 * @parent: the window
 * @context: its context, with a workspace
 * @id: a source
 *
 * Shows a source and changes it. A key that is typed replaces the one that is kept.
 */
void
sotong_source_dialog_edit (GtkWindow     *parent,
                           SotongContext *context,
                           gint64         id)
{
  Edit *edit = g_new0 (Edit, 1);

  g_set_weak_pointer (&edit->parent, parent);
  edit->context = g_object_ref (context);
  edit->id = id;
  sotong_store_read_async (sotong_context_get_store (context), get_job, edit, NULL, (GDestroyNotify) sotong_source_free, NULL, got_cb, edit);
}
