/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "plan/sotong-content-check.h"
#include "platforms/sotong-capabilities.h"
#include "store/sotong-hold.h"
#include "store/sotong-link-rule.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* Whether a text that is too long for one post goes out as a thread, and what is to be said of that. */
static gboolean
check_thread (const SotongCapabilities *can,
              const SotongCopy         *copy,
              const char               *text,
              GPtrArray                *problems)
{
  g_auto(GStrv) posts = copy->thread ? sotong_capabilities_split (can, copy->text_limit, text) : NULL;
  guint n = posts != NULL ? g_strv_length (posts) : 0;

  if (n > SOTONG_THREAD_MAX)
    sotong_problems_take (problems, copy, NULL, "text-long", FALSE,
                          g_strdup_printf (_("The text would take a thread of %1$u posts on “%2$s”, and more than %3$d are not sent. Shorten it."),
                                           n, copy->channel, SOTONG_THREAD_MAX));
  else if (n > 0 && copy->on_platform)
    sotong_problems_take (problems, copy, NULL, "thread-here", TRUE,
                          g_strdup_printf (_("“%1$s” cannot keep a thread for later: its %2$u posts go out from this computer at their time."),
                                           copy->channel, n));
  return n > 0;
}

static void
check_text (const SotongCapabilities *can,
            const SotongCopy         *copy,
            const char               *text,
            gboolean                  has_files,
            GPtrArray                *problems)
{
  SotongCount count = { 0 };
  g_autofree char *used = NULL, *limit = NULL;

  sotong_capabilities_count_beside (can, copy->text_limit, text, has_files, &count);
  used = sotong_number_group ((gint64) count.used);
  limit = sotong_number_group ((gint64) count.limit);
  if (count.overflow_at >= 0 && check_thread (can, copy, text, problems))
    count.limit = 0;
  if (count.limit > 0 && count.used > count.limit && has_files && can->caption_limit > 0)
    sotong_problems_take (problems, copy, NULL, "text-long", FALSE,
                          g_strdup_printf (_("Beside pictures or films “%1$s” takes a shorter text: this one has %2$s of %3$s. Shorten it, or leave the files away."),
                                           copy->channel, used, limit));
  else if (count.limit > 0 && count.used > count.limit)
    sotong_problems_take (problems, copy, NULL, "text-long", FALSE,
                          g_strdup_printf (_("The text is too long for “%1$s”: %2$s of %3$s by the rule of %4$s. Shorten it, or give the channel a text of its own."),
                                           copy->channel, used, limit, sotong_capabilities_get_title (can)));
  else if (count.limit > 0 && count.overflow_at >= 0)
    sotong_problems_take (problems, copy, NULL, "text-long", FALSE,
                          g_strdup_printf (_("The text has too many bytes for “%1$s”, because of its emoji: %2$d. Use fewer of them."),
                                           copy->channel, (int) count.used_bytes));
  if (can->hashtag_limit > 0 && count.n_hashtags > can->hashtag_limit)
    sotong_problems_take (problems, copy, NULL, "hashtags", FALSE,
                          g_strdup_printf (_("The text has %1$d hashtags, and “%2$s” takes %3$u at most. Remove some."),
                                           (int) count.n_hashtags, copy->channel, can->hashtag_limit));
  else if (can->hashtag_advice > 0 && count.n_hashtags > can->hashtag_advice)
    sotong_problems_take (problems, copy, NULL, "hashtags", TRUE,
                          g_strdup_printf (_("The text has %1$d hashtags; “%2$s” may count only %3$u of them. Keep the best."),
                                           (int) count.n_hashtags, copy->channel, can->hashtag_advice));
  if (can->link_advice > 0 && count.n_links > can->link_advice)
    sotong_problems_take (problems, copy, NULL, "links", TRUE,
                          g_strdup_printf (_("The text has %1$d links; “%2$s” may refuse more than %3$u. Leave some away."),
                                           (int) count.n_links, copy->channel, can->link_advice));
  if (can->mention_advice > 0 && count.n_mentions > can->mention_advice)
    sotong_problems_take (problems, copy, NULL, "mentions", TRUE,
                          g_strdup_printf (_("The text names %1$d accounts with @; “%2$s” may refuse more than %3$u. Leave some away."),
                                           (int) count.n_mentions, copy->channel, can->mention_advice));
  if (can->no_angles && strpbrk (text, "<>") != NULL)
    sotong_problems_take (problems, copy, NULL, "text-letters", FALSE,
                          g_strdup_printf (_("“%s” takes neither < nor > in a text. Write them otherwise, or give the channel a text of its own."), copy->channel));
}

/* A post of nothing: it stands at a time, and there is no word and no file to send. */
static void
check_empty (const SotongCopy *copy,
             const char       *text,
             GPtrArray        *files,
             GPtrArray        *problems)
{
  if (sotong_state_is_planned (copy->state) && files->len == 0 && sotong_text_is_blank (text))
    sotong_problems_take (problems, copy, NULL, "text-empty", FALSE,
                          g_strdup_printf (_("There is no text yet, and an empty post would go out on “%s” at its time. Write it, or take the time away."),
                                           copy->channel));
}

static void
check_title (const SotongCapabilities *can,
             const SotongCopy         *copy,
             const char               *title,
             GPtrArray                *problems)
{
  glong length = g_utf8_strlen (title, -1);

  if (!can->has_title)
    return;
  if (can->title_limit > 0 && (gsize) length > can->title_limit)
    sotong_problems_take (problems, copy, NULL, "title-long", FALSE,
                          g_strdup_printf (_("The title is too long for “%1$s”: %2$ld letters of %3$d. Shorten it."),
                                           copy->channel, length, (int) can->title_limit));
  else if (can->title_advice > 0 && (gsize) length > can->title_advice)
    sotong_problems_take (problems, copy, NULL, "title-long", TRUE,
                          g_strdup_printf (_("The title has %1$ld letters; “%2$s” may take only %3$d of them. Shorten it."),
                                           length, copy->channel, (int) can->title_advice));
  if (can->no_angles && strpbrk (title, "<>") != NULL)
    sotong_problems_take (problems, copy, NULL, "title-letters", FALSE,
                          g_strdup_printf (_("“%s” takes neither < nor > in a title. Write them otherwise, or give the channel a title of its own."), copy->channel));
}

static void
check_copy (const SotongContent *content,
            const SotongCopy    *copy,
            GPtrArray           *files,
            GPtrArray           *link_rules,
            GPtrArray           *problems)
{
  const SotongCapabilities *can = sotong_capabilities_get (copy->platform);
  const char *body = copy->body != NULL ? copy->body : content->body != NULL ? content->body : "";
  const char *title = copy->title != NULL ? copy->title : content->title != NULL ? content->title : "";
  g_autoptr(SotongMarkedText) marked = NULL;
  g_auto(SotongLinkMarks) marks = { NULL };

  if (can == NULL || !sotong_state_can_move (copy->state))
    return;
  if (link_rules != NULL)
    sotong_link_rules_resolve (link_rules, content->campaign_id, content->campaign, copy->channel_id, copy->platform, &marks);
  marked = sotong_link_marks_apply (&marks, body);
  check_title (can, copy, title, problems);
  check_empty (copy, body, files, problems);
  check_text (can, copy, marked->text, files->len > 0, problems);
  if (marked->n_glued > 0)
    sotong_problems_take (problems, copy, NULL, "link-glued", TRUE,
                          g_strdup_printf (_("Letters follow a link without a blank on “%s”, so it gets no marks, and the network may cut it elsewhere. Put a blank behind it."),
                                           copy->channel));
}

/**
 * sotong_content_check:
 * @content: a content with its copies, their channels and platforms
 * @files: (element-type SotongAttachment): its files
 * @link_rules: (nullable) (element-type SotongLinkRule): the marks that its links get, which count
 *
 * Finds what keeps the copies that are still to go out from going, before it does: which channel,
 * which file, why, and what to do.
 *
 * Returns: (transfer full) (element-type SotongProblem): in the order of the channels
 */
GPtrArray *
sotong_content_check (const SotongContent *content,
                      GPtrArray           *files,
                      GPtrArray           *link_rules)
{
  GPtrArray *problems = sotong_problems_new ();

  for (guint i = 0; i < content->copies->len; i++)
    check_copy (content, g_ptr_array_index (content->copies, i), files, link_rules, problems);
  sotong_media_check (files, content->copies, problems);
  return problems;
}
