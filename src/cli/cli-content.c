/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-approval.h"
#include "cli/sotong-cli-content-edit.h"
#include "cli/sotong-cli-day.h"
#include "cli/sotong-cli-restriction.h"
#include "cli/sotong-cli-warning.h"
#include "cli/sotong-cli.h"
#include "cli/sotong-cli-correct.h"
#include "plan/sotong-day-shift.h"
#include "plan/sotong-month.h"
#include "plan/sotong-slot.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-copy.h"
#include "store/sotong-content-series.h"
#include "store/sotong-content-shift.h"
#include "store/sotong-content.h"
#include "store/sotong-person.h"
#include "util/sotong-time.h"

/* So many contents that are moved together are looked at for warnings. */
#define MAX_WARNED 50

/* content move, copy, delete: what a person does to contents that are there. */

/* ---- several at once ---- */

typedef struct {
  GPtrArray *picks;      /* (element-type SotongPick) */
  GPtrArray *contents;   /* (element-type SotongContent) (nullable elements): as they are afterwards */
  GPtrArray *warnings;   /* (element-type GPtrArray) (nullable elements): what to look at, a list a content */
  GPtrArray *flags;      /* (element-type utf8): what lacks a ground, as a sentence */
  char      *channel;    /* (nullable): only the copies on this one */
  gint64     time;       /* or SOTONG_NONE */
  gboolean   day_only;   /* of @time only the day was named: each content keeps its hour */
  int        days;
  gboolean   following;  /* the one content and the later ones of its series */
  gboolean   next_slot;  /* each copy to the next free slot of its channel */
  GPtrArray *rest;       /* (element-type SotongPick): what is left to be deleted, once what was out is withdrawn */
  GPtrArray *open;       /* (element-type SotongPick): copies of withdrawn contents that have not gone out; also in @rest */
} Several;

static void
several_clear (Several *several)
{
  g_clear_pointer (&several->rest, g_ptr_array_unref);
  g_clear_pointer (&several->open, g_ptr_array_unref);
  g_clear_pointer (&several->picks, g_ptr_array_unref);
  g_clear_pointer (&several->contents, g_ptr_array_unref);
  g_clear_pointer (&several->warnings, g_ptr_array_unref);
  g_clear_pointer (&several->flags, g_ptr_array_unref);
  g_clear_pointer (&several->channel, g_free);
}

/* The numbers that follow the verb; %FALSE if there are none, or one is no number. */
static gboolean
take_ids (SotongCli  *cli,
          int         argc,
          char      **argv,
          Several    *several)
{
  several->picks = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_pick_free);
  for (int i = 1; i < argc; i++)
    {
      gint64 id;

      if (!g_ascii_string_to_signed (argv[i], 10, 1, G_MAXINT64, &id, NULL))
        {
          sotong_cli_usage (cli, _("Say which contents, by their numbers."));
          return FALSE;
        }
      g_ptr_array_add (several->picks, sotong_pick_new (id, 0));
    }
  if (several->following && several->picks->len != 1)
    {
      sotong_cli_usage (cli, _("--following goes with one content: it and the later ones of its series."));
      return FALSE;
    }
  if (several->picks->len > 0)
    return TRUE;
  sotong_cli_usage (cli, _("Say which contents, by their numbers."));
  return FALSE;
}

static gboolean
find_channel (SotongDb  *db,
              Several   *several,
              GError   **error)
{
  g_autoptr(SotongChannel) channel = NULL;

  if (several->channel == NULL)
    return TRUE;
  channel = sotong_channel_find (db, several->channel, error);
  for (guint i = 0; channel != NULL && i < several->picks->len; i++)
    ((SotongPick *) g_ptr_array_index (several->picks, i))->channel_id = channel->id;
  return channel != NULL;
}

static void
free_content (gpointer content)
{
  sotong_content_free (content);
}

static void
free_list (gpointer list)
{
  g_clear_pointer ((GPtrArray **) &list, g_ptr_array_unref);
}

/* Of the first of many only: a person does not read hundreds of them. */
static GPtrArray *
warnings_of (SotongDb   *db,
             GPtrArray  *contents,
             GError    **error)
{
  g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func (free_list);

  for (guint i = 0; i < contents->len; i++)
    {
      const SotongContent *content = i < MAX_WARNED ? g_ptr_array_index (contents, i) : NULL;
      GPtrArray *list = content != NULL ? sotong_warning_list (db, content, error) : NULL;

      if (content != NULL && list == NULL)
        return NULL;
      g_ptr_array_add (lists, list);
    }
  return g_steal_pointer (&lists);
}

/* Each copy to its channel's next free slot: what was moved before it takes its own. */
static gboolean
move_to_slots (SotongDb             *db,
               const Several        *several,
               SotongPick           *pick,
               const SotongContent  *content,
               GError              **error)
{
  if (content->copies->len == 0)
    pick->problem = g_strdup (_("It goes to no channel yet, and slots are those of channels. Add a channel first."));
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);
      g_autoptr(GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_pick_free);
      SotongPick *step;
      GError *local = NULL;
      gint64 time;

      if (pick->channel_id != 0 && pick->channel_id != copy->channel_id)
        continue;
      time = sotong_slot_next (db, copy->channel_id, sotong_db_now (db), copy->id, &local);
      step = sotong_pick_new (pick->content_id, copy->id);
      g_ptr_array_add (one, step);
      if (time == SOTONG_NONE && g_error_matches (local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND))
        step->problem = g_strdup (local->message);
      else if (time == SOTONG_NONE || sotong_content_shift_to (db, one, time, &local) < 0)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      g_clear_error (&local);
      pick->done = pick->done || step->done;
      if (step->problem != NULL)
        {
          g_free (pick->problem);
          pick->problem = g_steal_pointer (&step->problem);
        }
    }
  return TRUE;
}

/* When the first copy that was meant goes out. */
static gint64
time_of (const SotongContent *content,
         const SotongPick    *pick)
{
  gint64 time = G_MAXINT64;

  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->publish_at != SOTONG_NONE && sotong_state_can_move (copy->state)
          && (pick->channel_id == 0 || pick->channel_id == copy->channel_id))
        time = MIN (time, copy->publish_at);
    }
  return time != G_MAXINT64 ? time : content->planned_at;
}

/* The hour that a content has, on the day that was named; what has none takes the usual one. */
static gint64
time_on_day (SotongDb             *db,
             const Several        *several,
             const SotongContent  *content,
             const SotongPick     *pick)
{
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 from = time_of (content, pick), day = sotong_month_day_of_time (several->time, zone);

  return from != SOTONG_NONE ? sotong_day_shift_minute (day, sotong_day_shift_minute_of (from, zone), zone)
                             : sotong_day_shift_default (day, sotong_db_now (db), zone);
}

static gboolean
move_to_day (SotongDb             *db,
             const Several        *several,
             SotongPick           *pick,
             const SotongContent  *content,
             GError              **error)
{
  g_autoptr(GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, pick);
  return sotong_content_shift_to (db, one, time_on_day (db, several, content, pick), error) >= 0;
}

typedef gboolean (*MoveFunc) (SotongDb             *db,
                              const Several        *several,
                              SotongPick           *pick,
                              const SotongContent  *content,
                              GError              **error);

/* Each by itself, and all of them one step of undo. */
static gboolean
move_each (SotongDb  *db,
           Several   *several,
           MoveFunc   move,
           GError   **error)
{
  g_autoptr(SotongContent) first = NULL;
  int n_done = 0;

  for (guint i = 0; i < several->picks->len; i++)
    {
      SotongPick *pick = g_ptr_array_index (several->picks, i);
      g_autoptr(GError) local = NULL;
      g_autoptr(SotongContent) content = sotong_content_get (db, pick->content_id, &local);

      if (content == NULL)
        pick->problem = g_strdup (local->message);
      else if (!move (db, several, pick, content, error))
        return FALSE;
      n_done += pick->done;
      if (pick->done && first == NULL)
        first = g_steal_pointer (&content);
    }
  if (first != NULL)
    sotong_content_name_change (db, first, n_done);
  return TRUE;
}

/* Puts the later ones of its series after the one content that was named. */
static gboolean
add_following (SotongDb  *db,
               Several   *several,
               GError   **error)
{
  g_autoptr(GArray) ids = NULL;

  if (!several->following)
    return TRUE;
  ids = sotong_content_series_following (db, ((SotongPick *) g_ptr_array_index (several->picks, 0))->content_id, error);
  if (ids == NULL)
    return FALSE;
  g_ptr_array_set_size (several->picks, 0);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (several->picks, sotong_pick_new (g_array_index (ids, gint64, i), 0));
  return TRUE;
}

/* The first goes to the time that was named, the others as far. */
static int
move_following_to (SotongDb  *db,
                   Several   *several,
                   GError   **error)
{
  const SotongPick *first = g_ptr_array_index (several->picks, 0);
  g_autoptr(SotongContent) content = sotong_content_get (db, first->content_id, error);
  GTimeZone *zone = sotong_db_get_zone (db);
  gint64 from, days;

  if (content == NULL)
    return -1;
  from = time_of (content, first);
  if (several->day_only)
    several->time = time_on_day (db, several, content, first);
  if (from == SOTONG_NONE)
    return sotong_content_shift_to (db, several->picks, several->time, error);
  days = sotong_month_day_of_time (several->time, zone) - sotong_month_day_of_time (from, zone);
  return sotong_content_shift_by (db, several->picks, (int) CLAMP (days, -100000, 100000),
                                  sotong_month_second_of_day (several->time, zone) - sotong_month_second_of_day (from, zone), error);
}

static gpointer
move_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Several *several = data;
  int n;

  if (!add_following (db, several, error) || !find_channel (db, several, error))
    return NULL;
  n = several->following && several->time != SOTONG_NONE ? move_following_to (db, several, error)
      : several->next_slot || several->day_only ? move_each (db, several, several->next_slot ? move_to_slots : move_to_day, error) - 1
      : several->time != SOTONG_NONE ? sotong_content_shift_to (db, several->picks, several->time, error)
      : sotong_content_shift (db, several->picks, several->days, error);
  if (n < 0)
    return NULL;
  several->contents = g_ptr_array_new_with_free_func (free_content);
  for (guint i = 0; i < several->picks->len; i++)
    {
      const SotongPick *pick = g_ptr_array_index (several->picks, i);

      g_ptr_array_add (several->contents, pick->done ? sotong_content_get (db, pick->content_id, NULL) : NULL);
    }
  several->warnings = warnings_of (db, several->contents, error);
  several->flags = several->warnings != NULL ? sotong_cli_flags_of (db, several->contents, error) : NULL;
  return several->flags != NULL ? several : NULL;
}

static gpointer
delete_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Several *several = data;

  return add_following (db, several, error)
         && sotong_content_delete (db, several->rest != NULL ? several->rest : several->picks, error) >= 0 ? several : NULL;
}

static void
print_done (const Several *several,
            guint          i,
            JsonBuilder   *builder,
            SotongCli     *cli)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  GPtrArray *warnings = several->warnings != NULL ? g_ptr_array_index (several->warnings, i) : NULL;
  const SotongPick *pick = g_ptr_array_index (several->picks, i);
  const SotongContent *content = several->contents != NULL ? g_ptr_array_index (several->contents, i) : NULL;
  gint64 time = content != NULL ? time_of (content, pick) : SOTONG_NONE;

  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", pick->content_id);
      if (several->contents != NULL)
        {
          sotong_cli_json_time (builder, "at", time, zone);
          sotong_cli_json_warnings (cli, builder, warnings);
        }
      json_builder_end_object (builder);
    }
  else if (content != NULL)
    {
      g_autofree char *at = time != SOTONG_NONE ? sotong_time_format_iso (time, zone) : g_strdup ("-");

      sotong_cli_print ("%" G_GINT64_FORMAT "\t%s\t", pick->content_id, at);
      sotong_cli_print_field (content->title, TRUE);
    }
  else
    sotong_cli_print ("%" G_GINT64_FORMAT "\n", pick->content_id);
  if (warnings != NULL)
    {
      g_autofree char *where = g_strdup_printf ("%" G_GINT64_FORMAT, pick->content_id);

      sotong_cli_note_warnings (cli, where, warnings);
    }
}

/* What was done, and on standard error what was not. Returns the exit code. */
static int
several_report (SotongCli     *cli,
                const Several *several)
{
  g_autoptr(JsonBuilder) builder = sotong_cli_list_begin (cli, "contents");

  for (guint i = 0; i < several->picks->len; i++)
    {
      const SotongPick *pick = g_ptr_array_index (several->picks, i);

      if (pick->done)
        print_done (several, i, builder, cli);
      if (pick->problem != NULL)
        {
          g_autofree char *where = g_strdup_printf ("%" G_GINT64_FORMAT, pick->content_id);

          sotong_cli_problem (cli, where, pick->problem);
        }
    }
  sotong_cli_note_bare (cli, several->flags);
  return sotong_cli_list_end (cli, builder);
}

static int
several_run (SotongCli       *cli,
             Several         *several,
             SotongStoreJob   job)
{
  GError *error = NULL;

  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, job, several, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return several_report (cli, several);
}

static int
content_move_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autofree char *at = NULL, *by_days = NULL;
  Several several = { .time = SOTONG_NONE };
  gboolean real = FALSE;
  GOptionEntry entries[] = {
    { "real", 0, 0, G_OPTION_ARG_NONE, &real, NULL, NULL },
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, NULL, NULL },
    { "by-days", 0, 0, G_OPTION_ARG_STRING, &by_days, NULL, NULL },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &several.channel, NULL, NULL },
    { "following", 0, 0, G_OPTION_ARG_NONE, &several.following, NULL, NULL },
    { NULL }
  };
  g_autoptr(GError) error = NULL;
  gint64 days = 0;

  if (sotong_cli_parse (cli, entries, &argc, &argv))
    {
      if ((at != NULL) == (by_days != NULL))
        sotong_cli_usage (cli, _("Say when with --at, or how many days on with --by-days."));
      else if (at != NULL && g_str_equal (at, "next-slot"))
        several.next_slot = TRUE;
      else if (at != NULL && !sotong_time_parse (at, sotong_store_get_zone (cli->store), &several.time, &error))
        sotong_cli_usage (cli, error->message);
      else if (by_days != NULL && (!g_ascii_string_to_signed (by_days, 10, -100000, 100000, &days, NULL) || days == 0))
        sotong_cli_usage (cli, _("--by-days takes a number of days, as 7 or -1."));
      several.days = (int) days;
      several.day_only = at != NULL && sotong_cli_is_day (at);
      if (cli->status == SOTONG_CLI_DONE && take_ids (cli, argc, argv, &several))
        {
          if (several.time != SOTONG_NONE && !several.following)
            sotong_cli_move_waiting (cli, several.picks, several.channel, several.time, real);
          if (several.picks->len > 0)
            several_run (cli, &several, move_job);
        }
    }
  several_clear (&several);
  return cli->status;
}

static gpointer
content_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_content_get (db, *(gint64 *) data, error);
}

/* Nothing more of a withdrawn content goes out. */
static void
add_open (SotongCli *cli,
          Several   *several,
          gint64     content_id)
{
  g_autoptr(SotongContent) content = sotong_store_read (cli->store, content_job, &content_id, NULL, NULL);

  for (guint i = 0; content != NULL && i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (!sotong_state_can_move (copy->state))
        continue;
      g_ptr_array_add (several->open, sotong_pick_new (content_id, copy->id));
      g_ptr_array_add (several->rest, g_ptr_array_index (several->open, several->open->len - 1));
    }
}

/* What is out is withdrawn first, as far as that can be done from here; the record of it stays. The others are left
 * to be deleted: contents that were never out, also those that only waited on a platform. */
static void
withdraw_first (SotongCli *cli,
                Several   *several,
                gboolean   real,
                gboolean   gone)
{
  several->rest = g_ptr_array_new ();
  several->open = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_pick_free);
  for (guint i = 0; i < several->picks->len; i++)
    {
      SotongPick *pick = g_ptr_array_index (several->picks, i);
      gboolean was_out;

      if (!sotong_cli_withdraw (cli, pick->content_id, real, gone, &was_out))
        continue;
      if (was_out)
        {
          pick->done = TRUE;
          add_open (cli, several, pick->content_id);
        }
      else
        g_ptr_array_add (several->rest, pick);
    }
}

static int
content_delete_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  gboolean real = FALSE, gone = FALSE;
  Several several = { .time = SOTONG_NONE };
  GOptionEntry entries[] = {
    { "following", 0, 0, G_OPTION_ARG_NONE, &several.following, NULL, NULL },
    { "gone", 0, 0, G_OPTION_ARG_NONE, &gone, NULL, NULL },
    { "real", 0, 0, G_OPTION_ARG_NONE, &real, NULL, NULL },
    { NULL }
  };

  if (sotong_cli_parse (cli, entries, &argc, &argv) && take_ids (cli, argc, argv, &several))
    {
      if (!several.following)
        withdraw_first (cli, &several, real, gone);
      several_run (cli, &several, delete_job);
    }
  several_clear (&several);
  return cli->status;
}

static gpointer
find_person_job (SotongDb      *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  return sotong_person_find (db, data, error);
}

static int
content_correct_verb (SotongCli  *cli,
                      int         argc,
                      char      **argv)
{
  g_autofree char *as = NULL;
  gboolean real = FALSE;
  GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, NULL, NULL },
    { "real", 0, 0, G_OPTION_ARG_NONE, &real, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongPerson) person = NULL;
  GError *error = NULL;
  gint64 id;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &id, NULL))
    return sotong_cli_usage (cli, _("Say which content, by its number."));
  if (as != NULL)
    {
      person = sotong_store_read (cli->store, find_person_job, as, cli->cancellable, &error);
      if (person == NULL)
        return sotong_cli_fail (cli, error);
    }
  return sotong_cli_correct (cli, id, person != NULL ? person->id : 0, real);
}

/* ---- copy ---- */

typedef struct {
  gint64 id;
  gint64 time;
  GPtrArray *warnings;  /* (owned) (nullable) */
} Copying;

static gpointer
copy_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Copying *copying = data;
  gint64 id = sotong_content_copy (db, copying->id, copying->time, error);

  if (id != 0)
    copying->warnings = sotong_cli_warnings_of (db, id, error);
  return copying->warnings != NULL ? g_memdup2 (&id, sizeof id) : NULL;
}

static int
content_copy_verb (SotongCli  *cli,
                   int         argc,
                   char      **argv)
{
  g_autofree char *at = NULL;
  GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, NULL, NULL },
    { NULL }
  };
  Copying copying = { 0, SOTONG_NONE, NULL };
  g_autofree gint64 *id = NULL;
  g_autoptr(GError) error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &copying.id, NULL))
    return sotong_cli_usage (cli, _("Say which content, by its number."));
  if (at != NULL && !sotong_cli_parse_plan_time (cli, at, &copying.time, &error))
    return sotong_cli_usage (cli, error->message);
  id = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, copy_job, &copying, cli->cancellable, &error);
  if (id == NULL)
    return sotong_cli_fail (cli, g_steal_pointer (&error));
  sotong_cli_done (cli, *id, TRUE, copying.warnings);
  g_ptr_array_unref (copying.warnings);
  return cli->status;
}

const SotongCliVerb sotong_cli_content_verbs[] = {
  { "content edit", "ID [--title T] [--text-file F] [--type TYPE] [--campaign C] [--budget-line L] [--cost WON] [--cost-final WON] [--owner PERSON] [--notes TEXT] "
    "[--publicity yes|no] [--ground TEXT] [--tags LIST] [--contributor N] [--proof URL] [--channel-text N=F]… [--add-channel N]… [--remove-channel N]… [--thread|--no-thread] [--following] [--local-only] [--real]",
    N_("Changes a content; what is not named stays as it is."),
    N_("An empty value takes campaign, budget line, person in charge, a cost or a channel's own text away, as --campaign=. --channel-text gives a channel a text of "
       "its own from a file. A channel that is added goes out when the others do. --thread lets a text too long for one post go out as a chain of replies, where it is still to go. Where the content is out already its new words are sent as a correction, "
       "unless --local-only is given; where a platform takes none, its page is named. Under a set clock real channels are only used with --real."),
    sotong_cli_content_edit, TRUE },
  { "content move", "ID… --at TIME|next-slot | --by-days N [--channel N] [--following] [--real]",
    N_("Gives contents another time, or moves them by days; all of them are one step of undo."),
    N_("Moved by days, each keeps its time of day; with next-slot each copy goes to the next free slot of its channel. A time that is past is "
       "refused, and what is out stays. With --following the later ones of its series move as far. "
       "What waits on its platform gets a time named with --at there, at once and for good. Prints number, new time and title of each that was moved."), content_move_verb, TRUE },
  { "content copy", "ID [--at TIME]", N_("Makes a new content with the text, plan, channels and files of another; its number is printed."),
    N_("With --at the copy for its first channel goes out then, and the others as long after it as in the original: they are scheduled. "
       "Without it all are drafts without a time."), content_copy_verb, TRUE },
  { "content correct", "ID [--as PERSON] [--real]", N_("Sends a content’s words to where other words of it are out."),
    N_("For a correction that was made with --local-only or could not be sent. Where approval is on, who decided that the content goes out sends it."),
    content_correct_verb, TRUE },
  { "content delete", "ID… [--following] [--gone] [--real]", N_("Deletes contents; what is out is taken off its platforms. What was published stays on record."),
    N_("With --following the content and the later ones of its series are deleted. Taking off what is out cannot be undone; where a platform lets no "
       "program do it, its page is named: delete it there, then say so with --gone. Under a set clock real channels are only used with --real."),
    content_delete_verb, TRUE },
  { NULL }
};
