/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/sotong-cli.h"
#include "monitor/sotong-improve.h"

/* sentiment improve: what the office's corrections teach the classifier. */

static void
print_lesson (SotongCli                *cli,
              const SotongTaughtLesson *lesson,
              gboolean                  used)
{
  double before = 100.0 * (double) lesson->n_before / (double) MAX (lesson->n_held, 1);
  double after = 100.0 * (double) lesson->n_after / (double) MAX (lesson->n_held, 1);

  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "learnt", lesson->n_learnt);
      sotong_cli_json_int (builder, "held_back", lesson->n_held);
      sotong_cli_json_int (builder, "right_before", lesson->n_before);
      sotong_cli_json_int (builder, "right_after", lesson->n_after);
      json_builder_set_member_name (builder, "before");
      json_builder_add_double_value (builder, before);
      json_builder_set_member_name (builder, "after");
      json_builder_add_double_value (builder, after);
      json_builder_set_member_name (builder, "used");
      json_builder_add_boolean_value (builder, used);
      sotong_cli_json_print (builder);
      return;
    }
  sotong_cli_print ("learnt\t%" PRId64 "\nbefore\t%" PRId64 "\t%" PRId64 "\t%.1f\nafter\t%" PRId64 "\t%" PRId64 "\t%.1f\nused\t%s\n",
                    lesson->n_learnt, lesson->n_before, lesson->n_held, before, lesson->n_after, lesson->n_held, after, used ? "yes" : "no");
}

typedef struct {
  gboolean            newest;
  SotongTaughtLesson *lesson;  /* (owned) (nullable) */
  gint64              use;
} Act;

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Act *act = data;

  return sotong_taught_get (db, act->newest, &act->lesson, error) ? act : NULL;
}

static gpointer
use_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_taught_use (db, ((Act *) data)->use, error) ? data : NULL;
}

/* Switches what was learnt last on, or all of it off. */
static int
switch_lesson (SotongCli *cli,
               gboolean   on)
{
  Act act = { TRUE, NULL, SOTONG_NONE };
  g_autoptr(SotongTaughtLesson) lesson = NULL;
  GError *error = NULL;

  if (sotong_store_read (cli->store, get_job, &act, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  lesson = act.lesson;
  if (lesson == NULL)
    return sotong_cli_fail (cli, g_error_new_literal (SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                                                      _("Nothing was learnt yet. Run sentiment improve without options first.")));
  if (on)
    act.use = lesson->id;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, use_job, &act, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  print_lesson (cli, lesson, on);
  return cli->status;
}

/* What is in use; nothing where the model judges alone. */
static int
show_lesson (SotongCli *cli)
{
  Act act = { FALSE };
  g_autoptr(SotongTaughtLesson) lesson = NULL;
  GError *error = NULL;

  if (sotong_store_read (cli->store, get_job, &act, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  lesson = act.lesson;
  if (lesson != NULL)
    print_lesson (cli, lesson, TRUE);
  return cli->status;
}

static int
improve_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  gboolean on = FALSE, off = FALSE, show = FALSE, used = FALSE;
  GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_NONE, &on, NULL, NULL },
    { "off", 0, 0, G_OPTION_ARG_NONE, &off, NULL, NULL },
    { "show", 0, 0, G_OPTION_ARG_NONE, &show, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongTaughtLesson) lesson = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (on + off + show > 1)
    return sotong_cli_usage (cli, _("Say one of --on, --off and --show."));
  if (show)
    return show_lesson (cli);
  if (on || off)
    return switch_lesson (cli, on);
  lesson = sotong_improve_run (cli->store, &used, cli->cancellable, &error);
  if (lesson == NULL)
    return sotong_cli_fail (cli, error);
  print_lesson (cli, lesson, used);
  return cli->status;
}

const SotongCliVerb sotong_cli_improve_verbs[] = {
  { "sentiment improve", "[--on|--off|--show]", N_("Learns from what persons said of mentions."),
    N_("Learns from four in five of the mentions that a person judged, and tries it on the rest, which are always the same, and on those of the weekly samples. Prints learnt⇥mentions, "
       "before⇥right⇥held back⇥percent, after⇥right⇥held back⇥percent, and used⇥yes or no: what judged no more of them right than the model alone is not "
       "used. It stays in this workspace; mentions judged before are judged anew by sentiment apply; a person’s word always wins. --off lets the model judge "
       "alone again, --on takes up again what was learnt last, --show prints what is in use. Each is one step of undo."), improve_verb, TRUE },
  { NULL }
};
