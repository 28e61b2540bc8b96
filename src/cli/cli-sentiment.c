/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/sotong-cli-lines.h"
#include "cli/sotong-cli.h"
#include "monitor/sotong-opinion.h"
#include "words/sotong-corpus.h"
#include "words/sotong-judge.h"
#include "words/sotong-train.h"

/* ---- classify ---- */

typedef struct {
  SotongJudge *judge;   /* (owned) */
  gboolean     forced;
  gboolean     json;
} Classify;

static void
append_share (GString *out,
              float    share)
{
  guint n = (guint) (share * 10000 + 0.5f);
  char text[8] = { (char) ('0' + n / 10000), '.', (char) ('0' + n / 1000 % 10), (char) ('0' + n / 100 % 10), (char) ('0' + n / 10 % 10),
                   (char) ('0' + n % 10), '\0' };

  g_string_append_len (out, text, 6);
}

static void
append_json (const SotongJudgement *judgement,
             const char            *label,
             const char            *line,
             GString               *out)
{
  static const char * const members[] = { ",\"p_negative\":", ",\"p_neutral\":", ",\"p_positive\":" };

  g_string_append_printf (out, "{\"label\":\"%s\"", label);
  for (guint k = 0; k < 3; k++)
    {
      g_string_append (out, members[k]);
      append_share (out, judgement->p[k]);
    }
  g_string_append (out, ",\"words\":[");
  for (guint i = 0; i < judgement->n_deciding; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      sotong_cli_append_json (out, line + judgement->deciding[i].start, judgement->deciding[i].length);
    }
  g_string_append (out, "]}\n");
}

static void
classify_line (const char *line,
               gsize       length,
               GString    *out,
               gpointer    user_data)
{
  Classify *classify = user_data;
  SotongJudgement judgement;
  const char *label;

  sotong_judge_text (classify->judge, line, length, &judgement);
  label = sotong_tone_get_name (classify->forced ? judgement.forced : judgement.tone);
  if (classify->json)
    {
      append_json (&judgement, label, line, out);
      return;
    }
  g_string_append (out, label);
  for (guint k = 0; k < 3; k++)
    {
      g_string_append_c (out, '\t');
      append_share (out, judgement.p[k]);
    }
  for (guint i = 0; i < judgement.n_deciding; i++)
    {
      g_string_append_c (out, i == 0 ? '\t' : ' ');
      g_string_append_len (out, line + judgement.deciding[i].start, judgement.deciding[i].length);
    }
  g_string_append (out, judgement.n_deciding == 0 ? "\t\n" : "\n");
}

/* The model at @path, or the one that comes with the program. */
static SotongModel *
open_model (const char  *path,
            GError     **error)
{
  SotongModel *model;

  if (path != NULL)
    return sotong_model_open (path, error);
  model = sotong_model_get_default (error);
  return model != NULL ? sotong_model_ref (model) : NULL;
}

static int
classify_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  Classify classify = { .json = cli->json };
  g_autofree char *path = NULL;
  GOptionEntry entries[] = {
    { "forced", 0, 0, G_OPTION_ARG_NONE, &classify.forced, NULL, NULL },
    { "model", 0, 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongModel) model = NULL;
  GError *error = NULL;
  int status;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  model = open_model (path, &error);
  if (model == NULL)
    return sotong_cli_fail (cli, error);
  classify.judge = sotong_judge_new (model);
  status = sotong_cli_filter_lines (cli, classify_line, &classify);
  sotong_judge_free (classify.judge);
  return status;
}

/* ---- evaluate ---- */

static void
judge_all (const SotongCorpus *corpus,
           SotongModel        *model,
           SotongScores       *scores)
{
  g_autoptr(SotongJudge) judge = sotong_judge_new (model);

  for (guint i = 0; i < corpus->samples->len; i++)
    {
      const SotongSample *sample = &g_array_index (corpus->samples, SotongSample, i);
      SotongJudgement judgement;

      sotong_judge_text (judge, sample->text, sample->length, &judgement);
      sotong_scores_add (scores, sample->label, judgement.p);
    }
}

static void
json_scores (JsonBuilder        *builder,
             const SotongScores *scores)
{
  sotong_cli_json_int (builder, "n_polar", scores->n_polar);
  json_builder_set_member_name (builder, "polar");
  json_builder_add_double_value (builder, sotong_scores_polar (scores));
  sotong_cli_json_int (builder, "n", scores->n);
  json_builder_set_member_name (builder, "accuracy");
  json_builder_add_double_value (builder, sotong_scores_accuracy (scores));
  json_builder_set_member_name (builder, "macro_f1");
  json_builder_add_double_value (builder, sotong_scores_macro_f1 (scores));
  json_builder_set_member_name (builder, "confusion");
  json_builder_begin_object (builder);
  for (guint k = 0; k < 3; k++)
    {
      json_builder_set_member_name (builder, sotong_tone_get_name ((SotongTone) k));
      json_builder_begin_object (builder);
      for (guint i = 0; i < 3; i++)
        sotong_cli_json_int (builder, sotong_tone_get_name ((SotongTone) i), scores->confusion[k][i]);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

/* Shares in percent, and of the labels a line each: how often each verdict was given. */
static void
print_scores (const SotongScores *scores)
{
  sotong_cli_print ("polar\t%.2f\t%u\t%u\n", 100 * sotong_scores_polar (scores), scores->n_polar_right, scores->n_polar);
  sotong_cli_print ("accuracy\t%.2f\t%u\t%u\n", 100 * sotong_scores_accuracy (scores), scores->n_right, scores->n);
  sotong_cli_print ("macro_f1\t%.4f\n", sotong_scores_macro_f1 (scores));
  for (guint k = 0; k < 3; k++)
    sotong_cli_print ("%s\t%u\t%u\t%u\n", sotong_tone_get_name ((SotongTone) k), scores->confusion[k][0], scores->confusion[k][1],
                      scores->confusion[k][2]);
}

static int
evaluate_verb (SotongCli  *cli,
               int         argc,
               char      **argv)
{
  g_autofree char *path = NULL;
  GOptionEntry entries[] = {
    { "model", 0, 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongModel) model = NULL;
  g_autoptr(SotongCorpus) corpus = sotong_corpus_new ();
  SotongScores scores = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 2)
    return sotong_cli_usage (cli, _("Name one file of texts and labels."));
  model = open_model (path, &error);
  if (model == NULL || !sotong_corpus_add_file (corpus, argv[1], SOTONG_ORIGIN_CIVIC, NULL, &error))
    return sotong_cli_fail (cli, error);
  if (corpus->samples->len == 0)
    return sotong_cli_fail (cli, g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                                              _("“%s” holds no texts with labels: there is nothing to compare. Each line is a text, a tab and a label."), argv[1]));
  judge_all (corpus, model, &scores);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      json_scores (builder, &scores);
      sotong_cli_json_print (builder);
    }
  else
    print_scores (&scores);
  return cli->status;
}

/* ---- train ---- */

static void
tell_progress (guint    done,
               guint    all,
               gpointer user_data)
{
  fprintf (stderr, _("%u of %u rounds\n"), done, all);
}

static void
print_held_back (SotongCli          *cli,
                 JsonBuilder        *builder,
                 const char         *name,
                 const SotongScores *scores)
{
  if (builder != NULL)
    {
      json_builder_set_member_name (builder, name);
      json_builder_begin_object (builder);
      json_scores (builder, scores);
      json_builder_end_object (builder);
    }
  else
    sotong_cli_print ("%s\t%.2f\t%.2f\t%.4f\t%u\n", name, 100 * sotong_scores_polar (scores), 100 * sotong_scores_accuracy (scores),
                      sotong_scores_macro_f1 (scores), scores->n);
}

static void
print_training (SotongCli            *cli,
                const SotongTraining *training)
{
  g_autoptr(JsonBuilder) builder = cli->json ? sotong_cli_json_begin () : NULL;

  print_held_back (cli, builder, "reviews", &training->reviews);
  print_held_back (cli, builder, "comments", &training->comments);
  print_held_back (cli, builder, "civic", &training->civic);
  if (builder != NULL)
    sotong_cli_json_print (builder);
}

static int
train_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  g_autofree char *data = NULL, *own = NULL, *output = NULL;
  GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, NULL, NULL },
    { "own", 0, 0, G_OPTION_ARG_FILENAME, &own, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongCorpus) corpus = sotong_corpus_new ();
  g_autoptr(SotongModel) model = NULL;
  SotongTraining training = { .progress = tell_progress };
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (data == NULL || output == NULL)
    return sotong_cli_usage (cli, _("Say where the texts are with --data and where the model goes with -o."));
  if (own == NULL)
    own = sotong_words_find_data ("sentiment");
  if (own == NULL)
    return sotong_cli_usage (cli, _("Sotong's own texts are not installed: say where they are with --own."));
  if (!sotong_corpus_add_folder (corpus, data, &error) || !sotong_corpus_add_own (corpus, own, &error))
    return sotong_cli_fail (cli, error);
  model = sotong_train (corpus, &training, cli->cancellable, &error);
  if (model == NULL || !sotong_model_save (model, output, &error))
    return sotong_cli_fail (cli, error);
  print_training (cli, &training);
  return cli->status;
}

/* ---- about ---- */

static int
about_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  g_autofree char *path = NULL;
  GOptionEntry entries[] = {
    { "model", 0, 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongModel) model = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  model = open_model (path, &error);
  if (model == NULL)
    return sotong_cli_fail (cli, error);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_text (builder, "version", sotong_model_get_version (model));
      sotong_cli_json_text (builder, "data", sotong_model_get_about (model));
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print ("version\t%s\n%s", sotong_model_get_version (model), sotong_model_get_about (model));
  return cli->status;
}

/* ---- apply ---- */

static void
tell_applied (gint64   done,
              gint64   all,
              gpointer user_data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r%" PRId64 " / %" PRId64 "%s", done, all, done >= all ? "\n" : "");
}

static int
apply_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  SotongGuessRun run = { 0 };
  GError *error = NULL;
  gboolean done;

  if (!sotong_cli_parse_options (cli, NULL, &argc, &argv))
    return cli->status;
  done = sotong_opinion_apply (cli->store, &run, tell_applied, NULL, cli->cancellable, &error);
  if (cli->json)
    {
      g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

      sotong_cli_json_int (builder, "seen", run.n_seen);
      sotong_cli_json_int (builder, "judged", run.n_judged);
      sotong_cli_json_int (builder, "changed", run.n_changed);
      sotong_cli_json_print (builder);
    }
  else
    sotong_cli_print ("%" PRId64 "\t%" PRId64 "\t%" PRId64 "\n", run.n_seen, run.n_judged, run.n_changed);
  if (!done && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      sotong_cli_problem (cli, NULL, _("Stopped. What was judged stays judged; “sentiment apply” goes on with the rest."));
      return cli->status;
    }
  return done ? cli->status : sotong_cli_fail (cli, error);
}

const SotongCliVerb sotong_cli_sentiment_verbs[] = {
  { "sentiment classify", "[--forced] [--model FILE]", N_("Judges texts from standard input, one a line."),
    N_("For each line, empty ones too, a line: label⇥p_negative⇥p_neutral⇥p_positive⇥the words that decided, by blanks. The label is negative, "
       "neutral, positive or, where none of them is likely enough, uncertain; with --forced it is always the likeliest of the three. Needs no "
       "workspace. With --json each line is an object."),
    classify_verb, FALSE },
  { "sentiment evaluate", "FILE.tsv [--model FILE]", N_("Compares the classifier's judgement with labels."),
    N_("FILE holds lines of text⇥label; a label is neg, neutral or pos, negative or positive, 0 (negative), 1 (positive), 2 (neutral) or 3 (mixed, "
       "counted as neutral). Prints the share of polar texts on the right side in percent with right ones and all, the same over three classes, the "
       "macro-F1, and for each label how often negative, neutral and positive was said."),
    evaluate_verb, FALSE },
  { "sentiment train", "--data DIR -o FILE [--own DIR]", N_("Trains the classifier anew."),
    N_("DIR holds nsmc-train.tsv.gz, nsmc-extra-positive.tsv.gz, kote-dev.tsv.gz and chatbot-mit.tsv.gz; --own names another folder of *.tsv posts "
       "than the one that comes with Sotong. The same data make the same file, byte for byte. Prints how well held-back texts were judged: "
       "name⇥polar⇥accuracy⇥macro-F1⇥texts. Takes two or three minutes."),
    train_verb, FALSE },
  { "sentiment about", "[--model FILE]", N_("Says what the classifier was trained with."),
    N_("Its version, and a line for each file: name⇥rows⇥SHA-256⇥licence."), about_verb, FALSE },
  { "sentiment apply", "", N_("Judges the mentions that nobody has judged, or only an older model."),
    N_("New mentions are judged as they come. This judges those from before, and all anew once the model is another. A person's word stays in force, "
       "and so do the labels of the demonstration. It may be stopped at any time: what was judged stays judged. Prints seen⇥judged⇥changed."),
    apply_verb, TRUE },
  { NULL }
};
