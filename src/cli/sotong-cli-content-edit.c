/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sotong-cli-content-edit.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/sotong-cli-approval.h"
#include "cli/sotong-cli-restriction.h"
#include "cli/sotong-cli-text.h"
#include "cli/sotong-cli-warning.h"
#include "cli/sotong-cli-correct.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-owner.h"
#include "store/sotong-content-series.h"
#include "store/sotong-content.h"
#include "store/sotong-person.h"
#include "store/sotong-contributor.h"
#include "store/sotong-correction.h"
#include "store/sotong-hold.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* So many of a series that are changed together are looked at for warnings. */
#define MAX_LATER 50

/* content edit: %NULL is what was not named, and stays. */
typedef struct {
  gint64      id;
  gboolean    following;        /* and the later ones of its series */
  gboolean   local_only;   /* what is out is not corrected there */
  gboolean   real;         /* also on real channels under a set clock */
  char       *title;
  char       *type;
  char       *campaign;
  char       *owner;
  char       *line;
  char       *cost;
  char       *cost_final;
  char       *notes;
  char       *tags;
  char       *contributor;
  char       *proof;
  char       *ground;           /* why it may go out in a restricted period */
  char       *publicity;        /* yes, no */
  gboolean    thread;           /* a long text goes out as a chain of replies */
  gboolean    no_thread;
  char       *text_file;
  GStrv       channel_texts;    /* NAME=FILE */
  GStrv       add_channels;
  GStrv       remove_channels;
  gint64      cost_won;         /* SOTONG_NONE: none */
  gint64      cost_final_won;
  char       *text;
  GPtrArray  *names;            /* (element-type utf8): of the channels with a text of their own */
  GPtrArray  *texts;            /* (element-type utf8): theirs; "" is the main text again */
  GPtrArray  *warnings;         /* (nullable) (element-type SotongWarning): what to look at */
  GPtrArray  *later;            /* (element-type Later): what to look at of those that follow */
  GPtrArray  *bare;             /* (nullable) (element-type utf8): that it will be refused at its time */
  GPtrArray  *out;              /* (element-type utf8): channels on which it stands already */
} Edit;

static void
edit_clear (Edit *e)
{
  g_free (e->title);
  g_free (e->type);
  g_free (e->campaign);
  g_free (e->owner);
  g_free (e->line);
  g_free (e->cost);
  g_free (e->cost_final);
  g_free (e->notes);
  g_free (e->tags);
  g_free (e->contributor);
  g_free (e->proof);
  g_free (e->ground);
  g_free (e->publicity);
  g_free (e->text_file);
  g_strfreev (e->channel_texts);
  g_strfreev (e->add_channels);
  g_strfreev (e->remove_channels);
  g_free (e->text);
  g_clear_pointer (&e->names, g_ptr_array_unref);
  g_clear_pointer (&e->texts, g_ptr_array_unref);
  g_clear_pointer (&e->out, g_ptr_array_unref);
  g_clear_pointer (&e->later, g_ptr_array_unref);
  g_clear_pointer (&e->warnings, g_ptr_array_unref);
  g_clear_pointer (&e->bare, g_ptr_array_unref);
}

static gboolean
parse_cost (const char *text,
            gint64     *out_won)
{
  *out_won = SOTONG_NONE;
  return text == NULL || *text == '\0' || (sotong_won_parse (text, out_won) && *out_won >= 0);
}

static const char *
check (SotongCli *cli,
       Edit      *e)
{
  if (e->title == NULL && e->type == NULL && e->owner == NULL && e->campaign == NULL && e->line == NULL && e->cost == NULL && e->cost_final == NULL
      && e->notes == NULL && e->ground == NULL && e->publicity == NULL && e->tags == NULL && e->contributor == NULL && e->proof == NULL
      && e->text_file == NULL && e->channel_texts == NULL && e->add_channels == NULL && e->remove_channels == NULL
      && !e->thread && !e->no_thread)
    return _("Say what is to be changed.");
  if (e->thread && e->no_thread)
    return _("--thread and --no-thread contradict each other.");
  if (e->type != NULL && !sotong_cli_knows_type (cli, &e->type))
    return _("There is no such type of content. “sotongctl type list” lists them.");
  if (!parse_cost (e->cost, &e->cost_won))
    return _("--cost takes an amount in won, as 150000.");
  if (!parse_cost (e->cost_final, &e->cost_final_won))
    return _("--cost-final takes an amount in won, as 150000.");
  if (e->proof != NULL && *e->proof != '\0' && !sotong_contribution_is_proof (e->proof))
    return _("--proof takes the web address of the joint content, as https://blog.example.org/7.");
  if (e->publicity != NULL && !g_str_equal (e->publicity, "yes") && !g_str_equal (e->publicity, "no"))
    return _("--publicity takes yes or no.");
  for (guint i = 0; e->channel_texts != NULL && e->channel_texts[i] != NULL; i++)
    {
      if (strchr (e->channel_texts[i], '=') == NULL)
        return _("--channel-text takes a channel's name and a file, as 블로그=text.txt.");
    }
  return NULL;
}

/* What the files hold; they are read before the workspace is written. */
static gboolean
load (Edit          *e,
      GCancellable  *cancellable,
      GError       **error)
{
  if (e->text_file != NULL && (e->text = sotong_cli_load_text (e->text_file, cancellable, error)) == NULL)
    return FALSE;
  for (guint i = 0; e->channel_texts != NULL && e->channel_texts[i] != NULL; i++)
    {
      const char *equals = strchr (e->channel_texts[i], '=');
      char *text = equals[1] != '\0' ? sotong_cli_load_text (equals + 1, cancellable, error) : g_strdup ("");

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (e->names, g_strndup (e->channel_texts[i], (gsize) (equals - e->channel_texts[i])));
      g_ptr_array_add (e->texts, text);
    }
  return TRUE;
}

/* ---- in the job ---- */

static SotongCopy *
copy_on (const SotongContent *content,
         gint64               channel_id)
{
  for (guint i = 0; i < content->copies->len; i++)
    {
      SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->channel_id == channel_id)
        return copy;
    }
  return NULL;
}

/* The copy for a channel by its name; %NULL with @error set when the content does not go there. */
static SotongCopy *
find_copy (SotongDb             *db,
           const SotongContent  *content,
           const char           *name,
           GError              **error)
{
  g_autoptr(SotongChannel) channel = sotong_channel_find (db, name, error);
  SotongCopy *copy = channel != NULL ? copy_on (content, channel->id) : NULL;

  if (channel != NULL && copy == NULL)
    g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                 _("The content does not go to “%s”. Nothing was changed. Add the channel first."), name);
  return copy;
}

/* It goes out when the others do, as far as that is still to come. */
static SotongCopy *
new_copy (SotongDb            *db,
          const SotongContent *content,
          gint64               channel_id)
{
  SotongCopy *copy = sotong_copy_new (channel_id);

  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *other = g_ptr_array_index (content->copies, i);

      if (!sotong_state_can_move (other->state) || other->publish_at == SOTONG_NONE || other->publish_at < sotong_db_now (db))
        continue;
      copy->publish_at = other->publish_at;
      copy->state = sotong_state_is_planned (other->state) ? SOTONG_STATE_SCHEDULED : SOTONG_STATE_DRAFT;
      break;
    }
  return copy;
}

static gboolean
change_channels (SotongDb       *db,
                 const Edit     *e,
                 SotongContent  *content,
                 GError        **error)
{
  for (guint i = 0; e->add_channels != NULL && e->add_channels[i] != NULL; i++)
    {
      g_autoptr(SotongChannel) channel = sotong_channel_find (db, e->add_channels[i], error);

      if (channel == NULL)
        return FALSE;
      if (copy_on (content, channel->id) == NULL)
        g_ptr_array_add (content->copies, new_copy (db, content, channel->id));
    }
  for (guint i = 0; i < e->names->len; i++)
    {
      SotongCopy *copy = find_copy (db, content, g_ptr_array_index (e->names, i), error);
      const char *text = g_ptr_array_index (e->texts, i);

      if (copy == NULL)
        return FALSE;
      g_free (copy->body);
      copy->body = *text != '\0' ? g_strdup (text) : NULL;
    }
  for (guint i = 0; e->remove_channels != NULL && e->remove_channels[i] != NULL; i++)
    {
      SotongCopy *copy = find_copy (db, content, e->remove_channels[i], error);

      if (copy == NULL)
        return FALSE;
      g_ptr_array_remove (content->copies, copy);
    }
  for (guint i = 0; (e->thread || e->no_thread) && i < content->copies->len; i++)
    {
      SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (sotong_state_can_move (copy->state))
        copy->thread = e->thread;
    }
  return TRUE;
}

static void
set_text (char       **field,
          const char  *text)
{
  if (text == NULL)
    return;
  g_free (*field);
  *field = g_strdup (text);
}

static gboolean
change_plan (SotongDb       *db,
             const Edit     *e,
             SotongContent  *content,
             GError        **error)
{
  if (e->campaign != NULL)
    content->campaign_id = *e->campaign != '\0' ? sotong_campaign_find (db, e->campaign, error) : SOTONG_NONE;
  if (content->campaign_id == 0)
    return FALSE;
  if (e->line != NULL)
    content->line_id = *e->line != '\0' ? sotong_budget_line_find (db, e->line, error) : SOTONG_NONE;
  if (content->line_id == 0)
    return FALSE;
  if (e->contributor != NULL)
    content->contributor_id = *e->contributor != '\0' ? sotong_contributor_find (db, e->contributor, error) : SOTONG_NONE;
  if (content->contributor_id == 0)
    return FALSE;
  if (e->cost != NULL)
    content->cost_planned = e->cost_won;
  if (e->cost_final != NULL)
    content->cost_final = e->cost_final_won;
  set_text (&content->title, e->title);
  set_text (&content->type, e->type);
  set_text (&content->notes, e->notes);
  set_text (&content->tags, e->tags);
  set_text (&content->proof_url, e->proof);
  set_text (&content->restriction_ground, e->ground);
  if (e->publicity != NULL)
    content->publicity = g_str_equal (e->publicity, "yes");
  set_text (&content->body, e->text);
  return TRUE;
}

/* Whether a correction can be sent to a copy: it is known what was sent last. */
static gboolean
is_to_be_corrected (GPtrArray *outs,
                    gint64     copy_id)
{
  for (guint i = 0; outs != NULL && i < outs->len; i++)
    {
      const SotongOut *out = g_ptr_array_index (outs, i);

      if (out->copy_id == copy_id)
        return out->differs;
    }
  return FALSE;
}

/* Where it stands already, and stays as it is. */
static void
note_what_is_out (SotongDb            *db,
                  Edit                *e,
                  const SotongContent *content)
{
  g_autoptr(GPtrArray) outs = e->local_only ? NULL : sotong_correction_list (db, content->id, NULL);

  for (guint i = 0; (e->title != NULL || e->text != NULL) && i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->body == NULL && copy->withdrawn_at == SOTONG_NONE && !sotong_state_can_move (copy->state) && !is_to_be_corrected (outs, copy->id))
        g_ptr_array_add (e->out, g_strdup (copy->channel));
    }
}

static gboolean
change_owner (SotongDb    *db,
              const Edit  *e,
              gint64       id,
              GError     **error)
{
  g_autoptr(SotongPerson) person = NULL;

  if (e->owner == NULL)
    return TRUE;
  if (*e->owner != '\0' && (person = sotong_person_find (db, e->owner, error)) == NULL)
    return FALSE;
  return sotong_content_set_owner (db, id, person != NULL ? person->id : SOTONG_NONE, error);
}

typedef struct {
  gint64     id;
  GPtrArray *warnings;  /* (element-type SotongWarning) */
} Later;

static void
later_free (gpointer data)
{
  Later *later = data;

  g_ptr_array_unref (later->warnings);
  g_free (later);
}

/* What to look at of a later one, as of the first. Of the first of many only: a person does not read hundreds of them. */
static gboolean
look_at_later (SotongDb  *db,
               Edit      *e,
               gint64     id,
               GError   **error)
{
  g_autoptr(GPtrArray) bare = NULL;
  GPtrArray *warnings;
  Later *later;

  if (e->later->len >= MAX_LATER)
    return TRUE;
  warnings = sotong_cli_warnings_of (db, id, error);
  bare = warnings != NULL ? sotong_restriction_list_bare (db, id, NULL, error) : NULL;
  if (bare == NULL)
    {
      g_clear_pointer (&warnings, g_ptr_array_unref);
      return FALSE;
    }
  g_ptr_array_extend_and_steal (e->bare, g_steal_pointer (&bare));
  later = g_new0 (Later, 1);
  later->id = id;
  later->warnings = warnings;
  g_ptr_array_add (e->later, later);
  return TRUE;
}

/* A later one of the series, in the change that is open. One that is out already stays as it is,
 * and that is told. */
static gboolean
edit_following (SotongDb  *db,
                Edit      *e,
                gint64     id,
                GError   **error)
{
  g_autoptr(SotongContent) content = sotong_content_get (db, id, error);

  for (guint i = 0; content != NULL && i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (!sotong_state_can_move (copy->state))
        {
          g_ptr_array_add (e->out, g_strdup (copy->channel));
          return TRUE;
        }
    }
  return content != NULL && change_plan (db, e, content, error) && change_channels (db, e, content, error)
         && sotong_content_save (db, content, error) && change_owner (db, e, id, error);
}

/* A text that becomes empty must not go out as an empty post. */
static gboolean
check_empty (const Edit           *e,
             const SotongContent  *content,
             GError              **error)
{
  if (e->text == NULL || !sotong_text_is_blank (e->text) || content->attachments->len > 0)
    return TRUE;
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (!sotong_state_is_planned (copy->state) || (copy->body != NULL && !sotong_text_is_blank (copy->body)))
        continue;
      g_set_error (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                   _("“%s” is empty, and an empty post would go out on “%s” at its time. Nothing was changed. Write the text first."),
                   e->text_file, copy->channel);
      return FALSE;
    }
  return TRUE;
}

/* What is on the schedule will be refused at its time; a draft lacks its ground until then. */
static gboolean
find_bare (SotongDb  *db,
           Edit      *e,
           GError   **error)
{
  g_autoptr(SotongContent) content = NULL;
  g_autoptr(GPtrArray) one = g_ptr_array_new (), flags = NULL;

  e->bare = sotong_restriction_list_bare (db, e->id, NULL, error);
  if (e->bare == NULL || e->bare->len > 0)
    return e->bare != NULL;
  content = sotong_content_get (db, e->id, error);
  if (content == NULL)
    return FALSE;
  g_ptr_array_add (one, content);
  flags = sotong_cli_flags_of (db, one, error);
  if (flags == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (e->bare, g_steal_pointer (&flags));
  return TRUE;
}

static gpointer
edit_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Edit *e = data;
  g_autoptr(GArray) ids = e->following ? sotong_content_series_following (db, e->id, error) : NULL;
  g_autoptr(SotongContent) content = !e->following || ids != NULL ? sotong_content_get (db, e->id, error) : NULL;

  if (content == NULL || !change_plan (db, e, content, error) || !change_channels (db, e, content, error)
      || !check_empty (e, content, error)
      || !sotong_content_save (db, content, error) || !change_owner (db, e, e->id, error)
      || (e->warnings = sotong_cli_warnings_of (db, e->id, error)) == NULL
      || !find_bare (db, e, error))
    return NULL;
  note_what_is_out (db, e, content);
  for (guint i = 1; ids != NULL && i < ids->len; i++)
    {
      if (!edit_following (db, e, g_array_index (ids, gint64, i), error)
          || !look_at_later (db, e, g_array_index (ids, gint64, i), error))
        return NULL;
    }
  return e;
}

/* ---- the verb ---- */

static void
clean (char     **text,
       gboolean   one_line)
{
  char *done;

  if (*text == NULL)
    return;
  done = one_line ? sotong_text_name (*text) : sotong_text_clean (*text, -1, 1 << 20);
  g_free (*text);
  *text = done;
}

static int
run (SotongCli *cli,
     Edit      *e)
{
  GError *error = NULL;

  clean (&e->title, TRUE);
  clean (&e->notes, FALSE);
  clean (&e->tags, TRUE);
  clean (&e->proof, TRUE);
  clean (&e->ground, FALSE);
  if (!load (e, cli->cancellable, &error)
      || sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, edit_job, e, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  for (guint i = 0; i < e->out->len; i++)
    {
      g_autofree char *note = g_strdup_printf (_("On “%s” it is out already: what stands there does not change. Correct it there."),
                                               (const char *) g_ptr_array_index (e->out, i));

      sotong_cli_note (cli, note);
    }
  sotong_cli_note_bare (cli, e->bare);
  for (guint i = 0; i < e->later->len; i++)
    {
      const Later *later = g_ptr_array_index (e->later, i);
      g_autofree char *where = g_strdup_printf ("%" G_GINT64_FORMAT, later->id);

      sotong_cli_note_warnings (cli, where, later->warnings);
    }
  sotong_cli_done (cli, e->id, FALSE, e->warnings);
  if (e->local_only || (e->title == NULL && e->text == NULL && e->texts->len == 0))
    return cli->status;
  return sotong_cli_correct (cli, e->id, 0, e->real);
}

/**
 * sotong_cli_content_edit:
 * @cli: the invocation
 * @argc: argument count
 * @argv: arguments
 *
 * The verb “content edit”: one step of undo.
 *
 * Returns: the exit code
 */
int
sotong_cli_content_edit (SotongCli  *cli,
                         int         argc,
                         char      **argv)
{
  Edit e = { 0 };
  GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &e.title, NULL, NULL },
    { "text-file", 0, 0, G_OPTION_ARG_FILENAME, &e.text_file, NULL, NULL },
    { "type", 0, 0, G_OPTION_ARG_STRING, &e.type, NULL, NULL },
    { "campaign", 0, 0, G_OPTION_ARG_STRING, &e.campaign, NULL, NULL },
    { "owner", 0, 0, G_OPTION_ARG_STRING, &e.owner, NULL, NULL },
    { "budget-line", 0, 0, G_OPTION_ARG_STRING, &e.line, NULL, NULL },
    { "cost", 0, 0, G_OPTION_ARG_STRING, &e.cost, NULL, NULL },
    { "cost-final", 0, 0, G_OPTION_ARG_STRING, &e.cost_final, NULL, NULL },
    { "notes", 0, 0, G_OPTION_ARG_STRING, &e.notes, NULL, NULL },
    { "tags", 0, 0, G_OPTION_ARG_STRING, &e.tags, NULL, NULL },
    { "contributor", 0, 0, G_OPTION_ARG_STRING, &e.contributor, NULL, NULL },
    { "proof", 0, 0, G_OPTION_ARG_STRING, &e.proof, NULL, NULL },
    { "ground", 0, 0, G_OPTION_ARG_STRING, &e.ground, NULL, NULL },
    { "publicity", 0, 0, G_OPTION_ARG_STRING, &e.publicity, NULL, NULL },
    { "channel-text", 0, 0, G_OPTION_ARG_STRING_ARRAY, &e.channel_texts, NULL, NULL },
    { "thread", 0, 0, G_OPTION_ARG_NONE, &e.thread, NULL, NULL },
    { "no-thread", 0, 0, G_OPTION_ARG_NONE, &e.no_thread, NULL, NULL },
    { "add-channel", 0, 0, G_OPTION_ARG_STRING_ARRAY, &e.add_channels, NULL, NULL },
    { "following", 0, 0, G_OPTION_ARG_NONE, &e.following, NULL, NULL },
    { "local-only", 0, 0, G_OPTION_ARG_NONE, &e.local_only, NULL, NULL },
    { "real", 0, 0, G_OPTION_ARG_NONE, &e.real, NULL, NULL },
    { "remove-channel", 0, 0, G_OPTION_ARG_STRING_ARRAY, &e.remove_channels, NULL, NULL },
    { NULL }
  };
  const char *wrong;

  e.names = g_ptr_array_new_with_free_func (g_free);
  e.texts = g_ptr_array_new_with_free_func (g_free);
  e.out = g_ptr_array_new_with_free_func (g_free);
  e.later = g_ptr_array_new_with_free_func (later_free);
  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &e.id, NULL))
        sotong_cli_usage (cli, _("Say which content, by its number."));
      else if ((wrong = check (cli, &e)) != NULL)
        sotong_cli_usage (cli, wrong);
      else
        run (cli, &e);
    }
  edit_clear (&e);
  return cli->status;
}
