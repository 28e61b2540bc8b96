/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/sotong-cli-correct.h"
#include "cli/sotong-cli-outbox.h"
#include "cli/sotong-cli.h"
#include "plan/sotong-outbox-choice.h"
#include "store/sotong-emergency.h"
#include "store/sotong-hold.h"
#include "store/sotong-late.h"
#include "store/sotong-outbox-act.h"
#include "util/sotong-time.h"

/* late and hold: what becomes of posts that did not go out. */

/* ---- what was missed or held ---- */

static void
print_chosen (SotongCli          *cli,
              const SotongChosen *chosen,
              JsonBuilder        *builder)
{
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  g_autofree char *at = chosen->publish_at != SOTONG_NONE ? sotong_time_format_iso (chosen->publish_at, zone) : NULL;
  g_autofree char *where = g_strdup_printf ("%" PRId64 " “%s” (%s)", chosen->content_id, chosen->title, chosen->channel);

  if (chosen->problem != NULL)
    sotong_cli_problem (cli, where, chosen->problem);
  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", chosen->copy_id);
      sotong_cli_json_int (builder, "content_id", chosen->content_id);
      sotong_cli_json_text (builder, "channel", chosen->channel);
      sotong_cli_json_text (builder, "title", chosen->title);
      sotong_cli_json_text (builder, "state", chosen->seal_broken ? "draft" : chosen->state);
      sotong_cli_json_time (builder, "publish_at", chosen->publish_at, zone);
      json_builder_end_object (builder);
      return;
    }
  sotong_cli_print ("%" PRId64 "\t%s\t%s\t", chosen->content_id, chosen->seal_broken ? "draft" : chosen->state, at != NULL ? at : "-");
  sotong_cli_print_field (chosen->channel, FALSE);
  sotong_cli_print_field (chosen->title, TRUE);
}

/**
 * sotong_cli_print_chosen:
 * @cli: the invocation
 * @list: (element-type SotongChosen): what became of each
 *
 * Prints what became of posts that were missed or held.
 *
 * Returns: the exit code
 */
int
sotong_cli_print_chosen (SotongCli *cli,
                         GPtrArray *list)
{
  g_autoptr(JsonBuilder) builder = sotong_cli_list_begin (cli, "copies");
  guint n_broken = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const SotongChosen *chosen = g_ptr_array_index (list, i);

      n_broken += chosen->seal_broken ? 1 : 0;
      print_chosen (cli, chosen, builder);
    }
  if (n_broken > 0)
    {
      g_autofree char *note = g_strdup_printf (ngettext ("%u post was approved for another time, so its seal is broken and it is a draft. Submit it again, or undo.",
                                                         "%u posts were approved for other times, so their seals are broken and they are drafts. Submit them again, or undo.",
                                                         n_broken), n_broken);

      sotong_cli_note (cli, note);
    }
  return sotong_cli_list_end (cli, builder);
}

static gpointer
standings_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_outbox_list_state (db, data, error);
}

/* What is held, then what waits on platforms and cannot be. */
static gpointer
held_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) list = sotong_outbox_list_state (db, "held", error);
  GPtrArray *there = list != NULL ? sotong_outbox_list_there (db, error) : NULL;

  if (there == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (list, there);
  return g_steal_pointer (&list);
}

static int
list_standings (SotongCli      *cli,
                SotongStoreJob  job,
                const char     *state)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) list = sotong_store_read (cli->store, job, (gpointer) state, cli->cancellable, &error);
  g_autoptr(JsonBuilder) builder = NULL;

  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "copies");
  for (guint i = 0; i < list->len; i++)
    {
      const SotongStanding *standing = g_ptr_array_index (list, i);
      SotongChosen chosen = { standing->copy_id, standing->content_id, standing->title, standing->channel, standing->state, standing->publish_at };

      print_chosen (cli, &chosen, builder);
    }
  return sotong_cli_list_end (cli, builder);
}

/* ---- late ---- */

static int
late_list_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  return sotong_cli_parse_options (cli, NULL, &argc, &argv) ? list_standings (cli, standings_job, "missed") : cli->status;
}

static gpointer
get_grace_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_late_get_grace (db, data, error) ? data : NULL;
}

static int
late_show_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  GError *error = NULL;
  gint64 seconds = 0;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  if (sotong_store_read (cli->store, get_grace_job, &seconds, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "minutes", seconds / 60);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print ("%" PRId64 "\n", seconds / 60);
  return cli->status;
}

static gpointer
set_grace_job (SotongDb      *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return sotong_late_set_grace (db, *(gint64 *) data, error) ? data : NULL;
}

static int
late_set_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  GError *error = NULL;
  gint64 minutes, seconds;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, 1440, &minutes, NULL))
    return sotong_cli_usage (cli, _("Give a number of minutes from 1 to 1440."));
  seconds = minutes * 60;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, set_grace_job, &seconds, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, minutes);
}

typedef struct {
  GArray             *contents;  /* (owned) (nullable) (element-type gint64) */
  SotongOutboxChoice  choice;
  gint64              shift_s;
  gboolean            emergency;  /* out: one is open, and stays so */
} Choice;

static gpointer
choose_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Choice *choice = data;

  return sotong_outbox_choose (db, choice->contents, NULL, choice->choice, error);
}

static gboolean
was_named (GPtrArray *list,
           gint64     content)
{
  for (guint i = 0; i < list->len; i++)
    {
      if (((SotongChosen *) g_ptr_array_index (list, i))->content_id == content)
        return TRUE;
    }
  return FALSE;
}

static int
choose (SotongCli           *cli,
        int                  argc,
        char               **argv,
        SotongOutboxChoice   how)
{
  g_autoptr(GArray) contents = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean all = FALSE;
  GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, NULL, NULL },
    { NULL }
  };
  Choice choice = { .choice = how };
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  for (int i = 1; i < argc; i++)
    {
      gint64 id;

      if (!g_ascii_string_to_signed (argv[i], 10, 1, G_MAXINT64, &id, NULL))
        return sotong_cli_usage (cli, _("Give the numbers of contents, as “sotongctl late list” shows them, or --all."));
      g_array_append_val (contents, id);
    }
  if (all == (contents->len > 0))
    return sotong_cli_usage (cli, _("Give the numbers of contents, as “sotongctl late list” shows them, or --all."));
  choice.contents = all ? NULL : contents;
  list = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, choose_job, &choice, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  for (guint i = 0; i < contents->len; i++)
    {
      g_autofree char *where = g_strdup_printf ("%" PRId64, g_array_index (contents, gint64, i));

      if (!was_named (list, g_array_index (contents, gint64, i)))
        sotong_cli_problem (cli, where, _("Nothing of it is missed, so nothing was changed. “sotongctl late list” shows what is."));
    }
  return sotong_cli_print_chosen (cli, list);
}

static int
late_now_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  return choose (cli, argc, argv, SOTONG_CHOICE_NOW);
}

static int
late_next_slot_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  return choose (cli, argc, argv, SOTONG_CHOICE_NEXT_SLOT);
}

static int
late_drop_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  return choose (cli, argc, argv, SOTONG_CHOICE_DROP);
}

/* ---- hold ---- */

static gpointer
hold_get_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return sotong_hold_get (db, error);
}

/**
 * sotong_cli_note_there:
 * @cli: the invocation
 * @hold: what is on hold
 *
 * Says on standard error what waits on platforms and goes out in spite of the hold, if anything does.
 */
void
sotong_cli_note_there (SotongCli        *cli,
                       const SotongHold *hold)
{
  g_autofree char *there = sotong_hold_describe_there (hold), *note = NULL;

  if (there == NULL)
    return;
  note = g_strdup_printf (_("%s “sotongctl hold take-back” takes back what waits there."), there);
  sotong_cli_note (cli, note);
}

/* All that is held, with a word on what cannot be. */
static int
list_held (SotongCli *cli)
{
  g_autoptr(SotongHold) hold = sotong_store_read (cli->store, hold_get_job, NULL, cli->cancellable, NULL);

  if (hold != NULL)
    sotong_cli_note_there (cli, hold);
  return list_standings (cli, held_job, NULL);
}

static gpointer
hold_start_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  int n = sotong_hold_start (db, data, error);

  return n >= 0 ? GINT_TO_POINTER (n + 1) : NULL;
}

static int
hold_on_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  g_autofree char *reason = NULL;
  gboolean take_back = FALSE, real = FALSE;
  GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, NULL },
    { "take-back", 0, 0, G_OPTION_ARG_NONE, &take_back, NULL, NULL },
    { "real", 0, 0, G_OPTION_ARG_NONE, &real, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;
  gpointer n;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  n = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, hold_start_job, reason, cli->cancellable, &error);
  if (n == NULL)
    return sotong_cli_fail (cli, error);
  if (take_back)
    sotong_cli_take_back (cli, real);
  return list_held (cli);
}

static int
hold_take_back_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  gboolean real = FALSE;
  GOptionEntry entries[] = {
    { "real", 0, 0, G_OPTION_ARG_NONE, &real, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongHold) hold = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  hold = sotong_store_read (cli->store, hold_get_job, NULL, cli->cancellable, &error);
  if (hold == NULL)
    return sotong_cli_fail (cli, error);
  if (hold->id == 0)
    {
      sotong_cli_problem (cli, NULL, _("Nothing is on hold, so nothing was taken back. “sotongctl hold on --take-back” holds everything, and takes back what waits on platforms."));
      return cli->status;
    }
  sotong_cli_take_back (cli, real);
  return list_held (cli);
}

/* The hold of an emergency ends with it. Who wants to end the hold alone says what becomes of what is held. */
static gboolean
check_emergency (SotongDb  *db,
                 Choice    *choice,
                 GError   **error)
{
  g_autoptr(SotongHold) hold = sotong_hold_get (db, error);

  if (hold == NULL || !sotong_emergency_is_open (db, &choice->emergency, error))
    return FALSE;
  if (!choice->emergency || hold->n_held == 0 || choice->choice != SOTONG_CHOICE_AS_PLANNED)
    return TRUE;
  g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID,
                       _("An emergency is open, so nothing was released. “emergency end” ends it together with the hold; to end the hold alone, "
                         "choose what becomes of what is held: --release, --suggest, --shift DURATION or --drop."));
  return FALSE;
}

static gpointer
hold_end_job (SotongDb      *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Choice *choice = data;

  if (!check_emergency (db, choice, error))
    return NULL;
  return sotong_outbox_end_hold (db, choice->choice, choice->shift_s, error);
}

/**
 * sotong_cli_parse_span:
 * @text: 90m, 2h, 1d, or minutes without a letter
 *
 * Returns: seconds, or 0 when it is none of these
 */
gint64
sotong_cli_parse_span (const char *text)
{
  gint64 unit = 60;
  g_autofree char *number = g_strdup (text);
  gsize length = strlen (number);
  gint64 n;

  if (length > 1 && g_ascii_isalpha (number[length - 1]))
    {
      unit = number[length - 1] == 'm' ? 60 : number[length - 1] == 'h' ? 3600 : number[length - 1] == 'd' ? 86400 : 0;
      number[length - 1] = '\0';
    }
  if (unit == 0 || !g_ascii_string_to_signed (number, 10, 1, 366 * 24 * 60, &n, NULL))
    return 0;
  return n * unit;
}

static int
hold_off_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  g_autofree char *shift = NULL;
  gboolean release = FALSE, suggest = FALSE, drop = FALSE;
  GOptionEntry entries[] = {
    { "release", 0, 0, G_OPTION_ARG_NONE, &release, NULL, NULL },
    { "suggest", 0, 0, G_OPTION_ARG_NONE, &suggest, NULL, NULL },
    { "shift", 0, 0, G_OPTION_ARG_STRING, &shift, NULL, NULL },
    { "drop", 0, 0, G_OPTION_ARG_NONE, &drop, NULL, NULL },
    { NULL }
  };
  Choice choice = { .choice = SOTONG_CHOICE_AS_PLANNED };
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (release + suggest + drop + (shift != NULL) > 1)
    return sotong_cli_usage (cli, _("Choose one of --release, --suggest, --shift DURATION and --drop."));
  choice.shift_s = shift != NULL ? sotong_cli_parse_span (shift) : 0;
  if (shift != NULL && choice.shift_s == 0)
    return sotong_cli_usage (cli, _("--shift takes how much later, as 30m, 2h or 1d."));
  choice.choice = release ? SOTONG_CHOICE_NOW : suggest ? SOTONG_CHOICE_SUGGESTED : drop ? SOTONG_CHOICE_DROP : shift != NULL ? SOTONG_CHOICE_SHIFT : SOTONG_CHOICE_AS_PLANNED;
  list = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, hold_end_job, &choice, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  if (choice.emergency)
    sotong_cli_note (cli, _("The hold has ended, but the emergency is still open. “emergency end” ends it."));
  return sotong_cli_print_chosen (cli, list);
}

/**
 * sotong_cli_note_hold:
 * @cli: the invocation, with its store open
 *
 * Says on standard error that everything is on hold, if it is.
 */
void
sotong_cli_note_hold (SotongCli *cli)
{
  g_autoptr(SotongHold) hold = sotong_store_read (cli->store, hold_get_job, NULL, cli->cancellable, NULL);
  g_autofree char *since = NULL, *note = NULL;

  if (hold == NULL || hold->id == 0)
    return;
  since = sotong_time_format_iso (hold->started_at, sotong_store_get_zone (cli->store));
  note = g_strdup_printf (ngettext ("Everything is on hold since %s; %d post is held. “sotongctl hold off” ends it.",
                                    "Everything is on hold since %s; %d posts are held. “sotongctl hold off” ends it.", (gulong) hold->n_held),
                          since, (int) hold->n_held);
  sotong_cli_note (cli, note);
  sotong_cli_note_there (cli, hold);
}

static int
hold_show_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  g_autoptr(SotongHold) hold = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GTimeZone *zone = sotong_store_get_zone (cli->store);
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  hold = sotong_store_read (cli->store, hold_get_job, NULL, cli->cancellable, &error);
  if (hold == NULL)
    return sotong_cli_fail (cli, error);
  if (!cli->json)
    {
      g_autofree char *since = hold->id != 0 ? sotong_time_format_iso (hold->started_at, zone) : NULL;

      sotong_cli_print ("%s\t%s\t%" PRId64 "\t", hold->id != 0 ? "on" : "off", since != NULL ? since : "-", hold->n_held);
      sotong_cli_print_field (hold->reason, TRUE);
      if (hold->id != 0)
        sotong_cli_note_there (cli, hold);
      return cli->status;
    }
  builder = sotong_cli_json_begin ();
  json_builder_set_member_name (builder, "on");
  json_builder_add_boolean_value (builder, hold->id != 0);
  sotong_cli_json_time (builder, "since", hold->id != 0 ? hold->started_at : SOTONG_NONE, zone);
  sotong_cli_json_text (builder, "who", hold->account);
  sotong_cli_json_text (builder, "reason", hold->reason);
  sotong_cli_json_int (builder, "held", hold->n_held);
  sotong_cli_json_int (builder, "waiting_there", hold->n_there);
  sotong_cli_json_print (builder);
  return cli->status;
}

static int
hold_list_verb (SotongCli  *cli,
                int         argc,
                char      **argv)
{
  return sotong_cli_parse_options (cli, NULL, &argc, &argv) ? list_held (cli) : cli->status;
}

const SotongCliVerb sotong_cli_late_verbs[] = {
  { "late list", "", N_("Lists what was missed: content, state, time, channel, title."),
    N_("A post goes out by itself within some minutes of its time. Later it is missed, and “late now”, “late next-slot” or “late drop” decides."), late_list_verb, TRUE },
  { "late now", "CONTENT…|--all", N_("Puts what was missed back onto the schedule with its old time: it goes out with the next “publish”."),
    NULL, late_now_verb, TRUE },
  { "late next-slot", "CONTENT…|--all", N_("Gives what was missed the next free slot of its channel."),
    N_("What was approved for its old time must be approved again."), late_next_slot_verb, TRUE },
  { "late drop", "CONTENT…|--all", N_("Takes what was missed off the schedule."), N_("What was approved stays approved; the rest is a draft."), late_drop_verb, TRUE },
  { "late show", "", N_("Shows how many minutes after its time a post still goes out by itself."), NULL, late_show_verb, TRUE },
  { "late set", "MINUTES", N_("Sets how many minutes after its time a post still goes out by itself: 1 to 1440."),
    N_("It is 15 unless set."), late_set_verb, TRUE },
  { "hold on", "[--reason TEXT] [--take-back] [--real]", N_("Holds everything that is scheduled, and lists it."),
    N_("Nothing goes out by itself until “hold off”, and what is put on the schedule meanwhile is held too. The message of an emergency is not, and "
       "“publish --content” still sends a content that is not on the schedule. What waits on a platform itself is listed as scheduled and goes out there, "
       "unless --take-back takes it off its platform and holds it here. Under a set clock real channels are only used with --real."), hold_on_verb, TRUE },
  { "hold off", "[--release|--suggest|--shift DURATION|--drop]", N_("Ends the hold and says what becomes of what is held, in one step of undo."),
    N_("--release: all as it was, and what is past goes out with the next “publish”. --suggest: what is still to come as it was, and what is past at the "
       "next free slot of its channel, or at a quarter of an hour without a clash. --shift: all later, by as much as 30m, 2h or 1d. --drop: all off the "
       "schedule. Without any of them: what is still to come as it was, and what is past is missed; while an emergency is open one of them must be "
       "chosen, and the emergency stays open."), hold_off_verb, TRUE },
  { "hold take-back", "[--real]", N_("While everything is on hold: takes back what waits on platforms, so that it is held here, and lists what is held."),
    N_("It goes out with the rest, or is handed over anew, when the hold ends. This cannot be undone."), hold_take_back_verb, TRUE },
  { "hold show", "", N_("Shows whether everything is on hold: on or off, since when, how many are held, why."), NULL, hold_show_verb, TRUE },
  { "hold list", "", N_("Lists what is held: content, state, time, channel, title."), N_("What waits on a platform itself, where no hold keeps it back, is listed as scheduled."), hold_list_verb, TRUE },
  { NULL }
};
