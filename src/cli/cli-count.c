/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "cli/sotong-cli-text.h"
#include "cli/sotong-cli.h"
#include "platforms/sotong-capabilities.h"
#include "store/sotong-channel.h"
#include "util/sotong-text.h"

#define MAX_TEXT_BYTES (1 << 20)

/* What a platform's numbers count. */
static const char *
name_unit (SotongCountKind kind)
{
  switch (kind)
    {
    case SOTONG_COUNT_BYTES:
      return "bytes";
    case SOTONG_COUNT_GRAPHEMES:
    case SOTONG_COUNT_MASTODON:
    case SOTONG_COUNT_BLUESKY:
      return "graphemes";
    case SOTONG_COUNT_UTF16:
      return "utf16_units";
    case SOTONG_COUNT_X:
      return "weight";
    case SOTONG_COUNT_CODE_POINTS:
    case SOTONG_COUNT_THREADS:
    case SOTONG_COUNT_INSTAGRAM:
    default:
      return "code_points";
    }
}

/* The text as a platform gets it: UTF-8, lines ended by "\n", without the end of the last line, which
 * the shell adds. Its Hangul stays as it was typed, so that the figures are those of the text given. */
static char *
read_text (SotongCli  *cli,
           GError    **error)
{
  g_autoptr(GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autofree char *bytes = g_malloc (MAX_TEXT_BYTES + 1);
  g_autofree char *text = NULL;
  gsize length = 0;
  GString *lines;

  if (!g_input_stream_read_all (input, bytes, MAX_TEXT_BYTES + 1, &length, cli->cancellable, error))
    return NULL;
  if (length > MAX_TEXT_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _("The text is longer than 1 MB, more than any channel takes."));
      return NULL;
    }
  text = sotong_cli_decode_text (_("standard input"), bytes, length, error);
  if (text == NULL)
    return NULL;
  lines = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p++)
    if (*p != '\r' || p[1] != '\n')
      g_string_append_c (lines, *p == '\r' ? '\n' : *p);
  if (lines->len > 0 && lines->str[lines->len - 1] == '\n')
    g_string_truncate (lines, lines->len - 1);
  return g_string_free (lines, FALSE);
}

/* A limit that is none is null, not 0. */
static void
json_limit (JsonBuilder *builder,
            const char  *member,
            gsize        limit)
{
  json_builder_set_member_name (builder, member);
  if (limit > 0)
    json_builder_add_int_value (builder, (gint64) limit);
  else
    json_builder_add_null_value (builder);
}

static gboolean
fits (const SotongCapabilities *platform,
      const SotongCount        *count)
{
  return count->overflow_at < 0
         && (platform->byte_limit == 0 || count->used_bytes <= platform->byte_limit)
         && (platform->hashtag_limit == 0 || count->n_hashtags <= platform->hashtag_limit);
}

static void
print_json (const SotongCapabilities *platform,
            const char               *channel,
            const SotongCount        *count,
            const char               *text)
{
  g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

  sotong_cli_json_text (builder, "platform", platform->name);
  if (channel != NULL)
    sotong_cli_json_text (builder, "channel", channel);
  sotong_cli_json_int (builder, "used", (gint64) count->used);
  json_limit (builder, "limit", count->limit);
  sotong_cli_json_text (builder, "unit", name_unit (platform->counter));
  sotong_cli_json_int (builder, "bytes", (gint64) count->used_bytes);
  json_limit (builder, "byte_limit", platform->byte_limit);
  sotong_cli_json_int (builder, "hashtags", (gint64) count->n_hashtags);
  json_limit (builder, "hashtag_limit", platform->hashtag_limit);
  json_builder_set_member_name (builder, "fits");
  json_builder_add_boolean_value (builder, fits (platform, count));
  json_builder_set_member_name (builder, "overflow");
  if (count->overflow_at >= 0)
    json_builder_add_string_value (builder, text + count->overflow_at);
  else
    json_builder_add_null_value (builder);
  sotong_cli_json_print (builder);
}

static void
print_line (gsize       used,
            gsize       limit,
            const char *unit,
            const char *overflow)
{
  if (limit > 0)
    sotong_cli_print ("%" G_GSIZE_FORMAT "\t%" G_GSIZE_FORMAT "\t%s\t", used, limit, unit);
  else
    sotong_cli_print ("%" G_GSIZE_FORMAT "\t-\t%s\t", used, unit);
  sotong_cli_print_field (overflow, TRUE);
}

/* The posts of a thread, a line each, with their words in place of what no longer fits. */
static void
print_posts (SotongCli                *cli,
             const SotongCapabilities *platform,
             gint64                    own_limit,
             const char               *text)
{
  g_auto(GStrv) posts = sotong_capabilities_split (platform, own_limit, text);
  const char *one[] = { text, NULL };
  const char * const *all = posts != NULL ? (const char * const *) posts : one;
  g_autoptr(JsonBuilder) builder = sotong_cli_list_begin (cli, "posts");

  for (guint i = 0; all[i] != NULL; i++)
    {
      SotongCount count;

      sotong_capabilities_count_beside (platform, own_limit, all[i], FALSE, &count);
      if (builder == NULL)
        {
          print_line (count.used, count.limit, name_unit (platform->counter), all[i]);
          continue;
        }
      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "used", (gint64) count.used);
      json_limit (builder, "limit", count.limit);
      sotong_cli_json_text (builder, "text", all[i]);
      json_builder_end_object (builder);
    }
  sotong_cli_list_end (cli, builder);
}

/* The program's own name, in whatever letters, or what people call the platform; %NULL if it is none. */
static const SotongCapabilities *
find_platform (const char *name)
{
  static const char * const twitter[] = { "twitter", "트위터", NULL };
  g_autofree char *folded = sotong_text_fold (name);
  const SotongCapabilities *platform = sotong_capabilities_get (folded);
  const SotongCapabilities * const *all;
  guint n;

  if (platform == NULL && g_strv_contains (twitter, folded))
    return sotong_capabilities_get ("x");
  all = sotong_capabilities_list (&n);
  for (guint i = 0; platform == NULL && i < n; i++)
    {
      g_autofree char *title = sotong_text_fold (sotong_capabilities_get_title (all[i]));

      if (g_str_equal (title, folded))
        platform = all[i];
    }
  return platform;
}

static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_channel_find (db, data, error);
}

/* The platform whose rule counts: by its name, or of a channel of the workspace. %NULL when that has been said. */
static const SotongCapabilities *
find_rule (SotongCli      *cli,
           const char     *name,
           const char     *channel_name,
           SotongChannel **out_channel)
{
  const SotongCapabilities *platform = name != NULL ? find_platform (name) : NULL;
  GError *error = NULL;

  if (channel_name != NULL && name == NULL)
    {
      if (!sotong_cli_open (cli))
        return NULL;
      *out_channel = sotong_store_read (cli->store, find_job, (gpointer) channel_name, cli->cancellable, &error);
      if (*out_channel == NULL)
        sotong_cli_fail (cli, error);
      return *out_channel != NULL ? sotong_capabilities_get ((*out_channel)->platform) : NULL;
    }
  if (platform == NULL || channel_name != NULL)
    {
      sotong_cli_usage (cli, _("Say which platform with --platform: practice, wordpress, ghost, mastodon, bluesky, facebook, instagram, threads, x, "
                               "youtube, telegram, naver-blog, kakaostory or kakao-channel. Or name a channel of the workspace with --channel."));
      return NULL;
    }
  return platform;
}

static int
count_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  g_autofree char *name = NULL, *text = NULL, *channel_name = NULL;
  gboolean thread = FALSE;
  GOptionEntry entries[] = {
    { "platform", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &channel_name, NULL, NULL },
    { "thread", 0, 0, G_OPTION_ARG_NONE, &thread, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongChannel) channel = NULL;
  const SotongCapabilities *platform;
  SotongCount count;
  GError *error = NULL;
  const char *overflow;

  if (!sotong_cli_parse (cli, entries, &argc, &argv))
    return cli->status;
  if (argc > 1)
    return sotong_cli_usage (cli, _("The text to be counted comes on standard input."));
  platform = find_rule (cli, name, channel_name, &channel);
  if (platform == NULL)
    return cli->status;
  text = read_text (cli, &error);
  if (text == NULL)
    return sotong_cli_fail (cli, error);
  if (thread)
    {
      print_posts (cli, platform, channel != NULL ? channel->text_limit : 0, text);
      return cli->status;
    }
  sotong_capabilities_count_beside (platform, channel != NULL ? channel->text_limit : 0, text, FALSE, &count);
  if (cli->json)
    {
      print_json (platform, channel != NULL ? channel->name : NULL, &count, text);
      return cli->status;
    }
  overflow = count.overflow_at >= 0 ? text + count.overflow_at : "";
  print_line (count.used, count.limit, name_unit (platform->counter), overflow);
  if (platform->byte_limit > 0)
    print_line (count.used_bytes, platform->byte_limit, "bytes", count.used_bytes > platform->byte_limit ? overflow : "");
  if (platform->hashtag_limit > 0)
    print_line (count.n_hashtags, platform->hashtag_limit, "hashtags", "");
  return cli->status;
}

const SotongCliVerb sotong_cli_count_verbs[] = {
  { "count", "--platform P|--channel C [--thread] < TEXT", N_("Measures a text on standard input by a platform’s own rule: used, limit, unit, what no longer fits."),
    N_("Units: code_points, bytes, graphemes, utf16_units and, of X, weight, where a Hangul syllable is 2 and a link 23. Bluesky has a second line for "
       "its bytes, Instagram one for its hashtags. Of a channel "
       "its server’s own limit counts, where that has told it (“channel test”). A limit of “-” is none. The line’s end after the last line does not count. JSON says with “fits” "
       "whether all of it fits. With --thread there is a line for each post that the text takes as a thread, with its words."), count_verb, FALSE },
  { NULL }
};
