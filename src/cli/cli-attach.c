/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/sotong-cli-approval.h"
#include "cli/sotong-cli-content-more.h"
#include "cli/sotong-cli-correct.h"
#include "cli/sotong-cli.h"
#include "plan/sotong-media-check.h"
#include "plan/sotong-media.h"
#include "store/sotong-change.h"
#include "util/sotong-text.h"

/* content attach, content describe, content detach */

static gboolean
parse_id (const char *text,
          gint64     *out_id)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, out_id, NULL);
}

typedef struct {
  gint64     content;
  GPtrArray *files;     /* (element-type SotongAttachment) */
  GPtrArray *datas;     /* (element-type GBytes) */
  GPtrArray *problems;  /* (nullable) (element-type SotongProblem): what is wrong with them where the content goes */
} Attach;

static void
attach_clear (Attach *attach)
{
  g_clear_pointer (&attach->files, g_ptr_array_unref);
  g_clear_pointer (&attach->datas, g_ptr_array_unref);
  g_clear_pointer (&attach->problems, g_ptr_array_unref);
}

/* Files and their descriptions, in their order. */
static gboolean
load (Attach        *attach,
      int            n_paths,
      char         **paths,
      GStrv          alts,
      GCancellable  *cancellable,
      GError       **error)
{
  guint n_alts = alts != NULL ? g_strv_length (alts) : 0;

  for (int i = 0; i < n_paths; i++)
    {
      GBytes *data = NULL;
      SotongAttachment *file = sotong_media_load (paths[i], &data, cancellable, error);

      if (file == NULL)
        return FALSE;
      if ((guint) i < n_alts)
        {
          g_free (file->alt_text);
          file->alt_text = sotong_text_clean (alts[i], -1, 8000);
        }
      g_ptr_array_add (attach->files, file);
      g_ptr_array_add (attach->datas, data);
    }
  return TRUE;
}

static gpointer
attach_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Attach *attach = data;
  g_autoptr(SotongContent) content = sotong_content_get (db, attach->content, error);
  g_autoptr(SotongCliMore) more = NULL;

  if (content == NULL || !sotong_change_begin (db, "content.edit", "content", content->id, content->title, error))
    return NULL;
  for (guint i = 0; i < attach->files->len; i++)
    if (sotong_attachment_add (db, content->id, g_ptr_array_index (attach->files, i), g_ptr_array_index (attach->datas, i), error) == 0)
      return NULL;
  sotong_content_free (g_steal_pointer (&content));
  content = sotong_content_get (db, attach->content, error);
  more = content != NULL ? sotong_cli_more_read (db, content, error) : NULL;
  if (more == NULL)
    return NULL;
  attach->problems = g_steal_pointer (&more->problems);
  return attach;
}

static int
content_attach_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  g_auto(GStrv) alts = NULL;
  GOptionEntry entries[] = {
    { "alt", 0, 0, G_OPTION_ARG_STRING_ARRAY, &alts, NULL, NULL },
    { NULL }
  };
  Attach attach = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc < 3 || !parse_id (argv[1], &attach.content))
    return sotong_cli_usage (cli, _("Say which content, by its number, and which files."));
  attach.files = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_attachment_free);
  attach.datas = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  if (!load (&attach, argc - 2, argv + 2, alts, cli->cancellable, &error)
      || sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, attach_job, &attach, cli->cancellable, &error) == NULL)
    sotong_cli_fail (cli, error);
  sotong_cli_note_problems (cli, attach.problems);
  attach_clear (&attach);
  if (cli->status == SOTONG_CLI_DONE)
    sotong_cli_note_files (cli, attach.content);
  return cli->status != SOTONG_CLI_DONE ? cli->status : sotong_cli_confirm (cli, attach.content);
}

typedef struct {
  gint64  content;
  gint64  file;
  char   *alt;   /* %NULL: take it off */
} Change;

static gpointer
change_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Change *change = data;
  g_autoptr(SotongContent) content = sotong_content_get (db, change->content, error);

  for (guint i = 0; content != NULL && i < content->attachments->len; i++)
    if (((const SotongAttachment *) g_ptr_array_index (content->attachments, i))->id == change->file)
      return sotong_change_begin (db, "content.edit", "content", content->id, content->title, error)
             && (change->alt != NULL ? sotong_attachment_describe (db, change->file, change->alt, error)
                 : sotong_attachment_remove (db, change->file, error)) ? data : NULL;
  if (content != NULL)
    g_set_error_literal (error, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_NOT_FOUND,
                         _("The content has no such file. Nothing was changed. “content show --json” lists them with their numbers."));
  return NULL;
}

static int
change_file (SotongCli  *cli,
             int         argc,
             char      **argv,
             gboolean    describe)
{
  Change change = { 0 };
  GError *error = NULL;

  if (!sotong_cli_parse (cli, NULL, &argc, &argv))
    return cli->status;
  if (argc != (describe ? 4 : 3) || !parse_id (argv[1], &change.content) || !parse_id (argv[2], &change.file))
    return sotong_cli_usage (cli, _("Say which content and which of its files, by their numbers."));
  change.alt = describe ? sotong_text_clean (argv[3], -1, 8000) : NULL;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, change_job, &change, cli->cancellable, &error) == NULL)
    sotong_cli_fail (cli, error);
  else
    {
      sotong_cli_note_files (cli, change.content);
      sotong_cli_confirm (cli, change.content);
    }
  g_free (change.alt);
  return cli->status;
}

static int
content_describe_verb (SotongCli  *cli,
                       int         argc,
                       char      **argv)
{
  return change_file (cli, argc, argv, TRUE);
}

static int
content_detach_verb (SotongCli  *cli,
                     int         argc,
                     char      **argv)
{
  return change_file (cli, argc, argv, FALSE);
}

const SotongCliVerb sotong_cli_attach_verbs[] = {
  { "content attach", "ID FILE… [--alt TEXT]…", N_("Adds pictures and videos to a content; all of them are one step of undo."),
    N_("Each --alt describes one of the files, in their order, for people who do not see it. What a channel of the content would refuse is said at "
       "once, and by “content show”."), content_attach_verb, TRUE },
  { "content describe", "ID FILE-NUMBER TEXT", N_("Describes a file of a content for people who do not see it."), NULL, content_describe_verb, TRUE },
  { "content detach", "ID FILE-NUMBER", N_("Takes a file off a content."), NULL, content_detach_verb, TRUE },
  { NULL }
};
