/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/cli-by-hand.h"
#include "platforms/sotong-by-hand.h"
#include "publish/sotong-publish-hand.h"
#include "util/sotong-time.h"

void
sotong_cli_by_hand_clear (SotongCliByHand *hand)
{
  g_clear_pointer (&hand->url, g_free);
}

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_outbox_get_hand (db, *(gint64 *) data, error);
}

static gpointer
note_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const SotongCliByHand *hand = data;

  return sotong_publish_hand_note (db, hand->copy_id, hand->url, error) ? data : NULL;
}

/* Asked before it is noted: the address as it will be kept. */
static gboolean
ask (SotongCli              *cli,
     const SotongCliByHand  *hand,
     GError                **error)
{
  gint64 copy_id = hand->copy_id;
  g_autoptr(SotongHandPost) post = sotong_store_read (cli->store, get_job, &copy_id, cli->cancellable, error);
  g_autoptr(SotongHttp) http = NULL;
  g_autofree char *address = NULL;

  if (post == NULL)
    return FALSE;
  address = sotong_by_hand_normalize (post->platform, post->url, post->user, hand->url, error);
  if (address == NULL)
    return FALSE;
  http = sotong_http_new (sotong_store_get_clock (cli->store));
  return sotong_by_hand_ask (http, address, cli->cancellable, error);
}

/*
 * sotong_cli_by_hand:
 * @hand: what was said
 * @mixed: whether something else was asked for besides
 *
 * publish --by-hand COPY --url URL.
 */
int
sotong_cli_by_hand (SotongCli             *cli,
                    const SotongCliByHand *hand,
                    gboolean               mixed)
{
  GError *error = NULL;

  if (mixed || hand->copy_id <= 0 || hand->url == NULL)
    return sotong_cli_usage (cli, _("Give --by-hand a copy’s number, as “sotongctl outbox by-hand” shows it, and the post’s address with --url."));
  if ((hand->check && !ask (cli, hand, &error))
      || sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, note_job, (gpointer) hand, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_confirm (cli, hand->copy_id);
}

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_publish_hand_list (db, sotong_db_now (db), error);
}

static void
json_post (SotongCli            *cli,
           JsonBuilder          *builder,
           const SotongHandPost *post)
{
  g_autofree char *text = sotong_publish_hand_text (post);
  g_autofree char *page = sotong_publish_hand_page (post);

  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "copy_id", post->copy_id);
  sotong_cli_json_int (builder, "content_id", post->content_id);
  sotong_cli_json_text (builder, "channel", post->channel);
  sotong_cli_json_text (builder, "platform", post->platform);
  sotong_cli_json_text (builder, "state", post->state);
  sotong_cli_json_time (builder, "publish_at", post->publish_at, sotong_store_get_zone (cli->store));
  sotong_cli_json_text (builder, "title", sotong_publish_hand_titled (post) ? post->title : NULL);
  sotong_cli_json_text (builder, "text", text);
  sotong_cli_json_text (builder, "page", page);
  sotong_cli_json_text (builder, "why_not", post->why_not);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (char **p = post->files; *p != NULL; p++)
    json_builder_add_string_value (builder, *p);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_post (SotongCli            *cli,
            const SotongHandPost *post)
{
  g_autofree char *at = post->publish_at != SOTONG_NONE ? sotong_time_format_iso (post->publish_at, sotong_store_get_zone (cli->store)) : NULL;
  g_autofree char *page = sotong_publish_hand_page (post);

  sotong_cli_print ("%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\t%s\t", post->copy_id, post->content_id, at != NULL ? at : "-", post->state);
  sotong_cli_print_field (post->channel, FALSE);
  sotong_cli_print_field (post->title, FALSE);
  sotong_cli_print_field (page, FALSE);
  sotong_cli_print_field (post->why_not != NULL ? post->why_not : "", TRUE);
}

static int
list_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  static const GOptionEntry entries[] = { { NULL } };
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc > 1)
    return sotong_cli_usage (cli, _("This verb takes nothing more."));
  list = sotong_store_read (cli->store, list_job, NULL, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "posts");
  for (guint i = 0; i < list->len; i++)
    {
      if (builder != NULL)
        json_post (cli, builder, g_ptr_array_index (list, i));
      else
        print_post (cli, g_ptr_array_index (list, i));
    }
  return sotong_cli_list_end (cli, builder);
}

typedef struct {
  gint64      copy_id;
  const char *folder;
  int         n;
  char       *why_not;  /* (owned) (nullable): why it may not be posted yet */
} Save;

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Save *save = data;
  g_autoptr(SotongHandPost) post = NULL;

  save->n = sotong_publish_hand_save (db, save->copy_id, save->folder, error);
  post = save->n >= 0 ? sotong_outbox_get_hand (db, save->copy_id, error) : NULL;
  if (post == NULL)
    return NULL;
  save->why_not = g_steal_pointer (&post->why_not);
  return data;
}

static int
save_verb (SotongCli  *cli,
           int         argc,
           char      **argv)
{
  static const GOptionEntry entries[] = { { NULL } };
  Save save = { 0 };
  g_autofree char *why_not = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc != 3 || argv[2][0] == '\0' || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &save.copy_id, NULL))
    return sotong_cli_usage (cli, _("Give a copy’s number, as “sotongctl outbox by-hand” shows it, and a folder."));
  save.folder = argv[2];
  if (sotong_store_read (cli->store, save_job, &save, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  why_not = save.why_not;
  if (why_not != NULL)
    sotong_cli_note (cli, why_not);
  return sotong_cli_print_file (cli, save.folder);
}

const SotongCliVerb sotong_cli_by_hand_verbs[] = {
  { "outbox by-hand", "", N_("Lists what a person has to post now: copy, content, time, state, channel, title, page, and why it may not go out yet."),
    N_("Naver Blog, KakaoStory and KakaoTalk Channel let no program in. Post it on the page, then note its address with “publish --by-hand”. "
       "With --json the text and the names of the files are there too."), list_verb, TRUE },
  { "outbox prepare", "COPY FOLDER", N_("Writes title, text and pictures of a post into a folder, to be posted by hand."),
    N_("The folder is made if it is not there; files of the same names are replaced."), save_verb, TRUE },
  { NULL }
};
