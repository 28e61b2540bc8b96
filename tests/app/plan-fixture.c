/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "platforms/sotong-secrets.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-change.h"
#include "store/sotong-channel-learn.h"
#include "store/sotong-channel.h"
#include "store/sotong-source.h"
#include "store/sotong-topic.h"

#define NOW 1476406800  /* 2016-10-14 10:00 +09:00 */

/* A time of 2016 in Seoul. */
gint64
plan_time (int month,
           int day,
           int hour)
{
  return sotong_time_days_from_civil (2016, month, day) * 86400 + (hour - 9) * 3600;
}

static void
add_channels (SotongDb     *db,
              PlanFixture  *f,
              GError      **error)
{
  static const struct { const char *name, *platform, *health, *message; } channels[] = {
    { "연습 블로그", "practice", "ok", "" },
    { "서울시 홈페이지", "wordpress", "ok", "" },
    { "서울시 페이스북", "facebook", "sign-in", "The sign-in has ended." },
    { "서울시 트위터", "x", "", "" },
    { "서울시 네이버블로그", "naver-blog", "", "" },
    { "서울시 인스타그램", "instagram", "", "" },
  };

  for (guint i = 0; i < PLAN_N_CHANNELS; i++)
    {
      g_autoptr(SotongChannel) channel = sotong_channel_new ();

      channel->name = g_strdup (channels[i].name);
      channel->platform = g_strdup (channels[i].platform);
      channel->url = g_strdup (i < 2 ? "http://127.0.0.1:9/" : "");
      channel->user = g_strdup ("office");
      channel->handle = g_strdup ("");
      channel->colour = (int) i;
      f->channels[i] = sotong_channel_add (db, channel, error);
      if (f->channels[i] != 0 && *channels[i].health != '\0')
        sotong_channel_learn (db, f->channels[i], &(SotongLearnt) { SOTONG_LEARNT_BY_CHECK, channels[i].health, channels[i].message, SOTONG_NONE }, error);
      if (f->channels[i] == 0)
        return;
    }
}

static void
add_campaigns (SotongDb     *db,
               PlanFixture  *f,
               GError      **error)
{
  static const struct { const char *name, *from, *to; } campaigns[] = {
    { "서울 빛초롱 축제", "2016-10-12", "2016-11-20" },
    { "가을 독서 주간", "2016-10-10", "2016-10-23" },
    { "미세먼지 줄이기", "2016-09-28", "2016-10-07" },
  };

  for (guint i = 0; i < PLAN_N_CAMPAIGNS; i++)
    {
      g_autoptr(SotongCampaign) campaign = sotong_campaign_new ();

      campaign->name = g_strdup (campaigns[i].name);
      campaign->goal = g_strdup ("시민 참여를 늘린다");
      campaign->starts_on = g_strdup (campaigns[i].from);
      campaign->ends_on = g_strdup (campaigns[i].to);
      campaign->key_messages = g_strdup ("");
      campaign->hashtags = g_strdup ("#서울");
      campaign->colour = (int) i + 1;
      f->campaigns[i] = sotong_campaign_add (db, campaign, error);
      if (f->campaigns[i] == 0)
        return;
    }
}

static gint64
add_content (SotongDb      *db,
             PlanFixture   *f,
             const char    *title,
             gint64         at,
             SotongState    state,
             guint          first,
             guint          n_channels,
             gint64         campaign,
             GError       **error)
{
  g_autoptr(SotongContent) content = sotong_content_new ();

  content->title = g_strdup (title);
  content->type = g_strdup (n_channels == 1 ? "blog-post" : "sns");
  content->body = g_strdup_printf ("%s 소식을 시민 여러분께 알려 드립니다. 많은 참여 바랍니다.", title);
  content->notes = g_strdup ("");
  content->campaign_id = campaign;
  content->line_id = f->line;
  content->cost_planned = 150000;
  content->planned_at = at;
  for (guint i = 0; i < n_channels; i++)
    {
      SotongCopy *copy = sotong_copy_new (f->channels[(first + i) % PLAN_N_CHANNELS]);

      copy->state = state;
      copy->publish_at = at;
      if (sotong_state_is_out (state))
        {
          copy->published_at = at;
          copy->remote_url = g_strdup ("https://example.org/2016/10/post");
        }
      g_ptr_array_add (content->copies, copy);
    }
  return sotong_content_add (db, content, error);
}

static void
add_contents (SotongDb     *db,
              PlanFixture  *f,
              GError      **error)
{
  static const char *const titles[] = {
    "빛초롱 축제 개막 안내", "따릉이 새 대여소", "가을 단풍길 100선", "무더위쉼터 운영 종료", "시민청 주말 공연",
    "미세먼지 행동 요령", "청년수당 신청 안내", "한강 불꽃놀이 교통 통제", "도서관 야간 개방", "김장 나눔 참여 모집",
  };
  guint n = 0;

  for (int day = 1; day <= 31; day++)
    for (int i = 0; i < (day * 7 + 3) % 4; i++, n++)
      {
        gint64 at = plan_time (10, day, 9 + 2 * i);
        SotongState state = at < NOW ? (n % 9 == 4 ? SOTONG_STATE_FAILED : n % 9 == 7 ? SOTONG_STATE_MISSED : SOTONG_STATE_PUBLISHED)
          : n % 4 == 1 ? SOTONG_STATE_APPROVED : n % 4 == 2 ? SOTONG_STATE_DRAFT : SOTONG_STATE_SCHEDULED;

        if (add_content (db, f, titles[n % G_N_ELEMENTS (titles)], at, state, n % PLAN_N_CHANNELS, 1 + n % 3,
                         day >= 12 && n % 2 == 0 ? f->campaigns[0] : SOTONG_NONE, error) == 0)
          return;
      }
}

static void
add_topics (SotongDb     *db,
            GError      **error)
{
  static const char *const names[] = { "미세먼지", "따릉이", "청년수당", "빛초롱 축제" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(SotongTopic) topic = sotong_topic_new ();

      topic->name = g_strdup (names[i]);
      topic->any_words = g_strdup (names[i]);
      topic->colour = (int) i;
      if (sotong_topic_add (db, topic, error) == 0)
        return;
    }
}

static void
add_source (SotongDb     *db,
            GError      **error)
{
  g_autoptr(SotongSource) source = sotong_source_new ();

  g_free (source->name);
  g_free (source->kind);
  g_free (source->url);
  source->name = g_strdup ("시민 게시판");
  source->kind = g_strdup ("feed");
  source->url = g_strdup ("http://127.0.0.1:9/feed");
  sotong_source_add (db, source, error);
}

static gint64
add_line (SotongDb   *db,
          gint64      programme,
          gint64      account,
          const char *name,
          gint64      amount,
          GError    **error)
{
  g_autoptr(SotongBudgetLine) line = sotong_budget_line_new ();

  line->programme_id = programme;
  line->account_id = account;
  line->name = g_strdup (name);
  line->amount = amount;
  line->formula = g_strdup ("");
  line->unit = g_strdup ("건");
  line->times = 1;
  return sotong_budget_line_insert (db, line, error);
}

static void
add_budget (SotongDb     *db,
            PlanFixture  *f,
            GError      **error)
{
  g_autoptr(SotongProgramme) programme = sotong_programme_new ();
  SotongPayment payment = { .content_id = SOTONG_NONE, .campaign_id = SOTONG_NONE, .amount = 1000000,
                            .paid_on = (char *) "2016-03-02", .payee = (char *) "", .description = (char *) "",
                            .document_number = (char *) "" };
  gint64 id, account;

  programme->year = 2016;
  programme->name = g_strdup ("온라인 시민소통");
  programme->body = g_strdup ("서울시");
  programme->bureau = g_strdup ("");
  programme->department = g_strdup ("");
  programme->kind = g_strdup ("");
  programme->starts_on = g_strdup ("2016-01-01");
  programme->ends_on = g_strdup ("2016-12-31");
  id = sotong_programme_insert (db, programme, error);
  account = id != 0 ? sotong_budget_account_insert (db, id, "201-01", "사무관리비", error) : 0;
  if (account == 0)
    return;
  f->line = add_line (db, id, account, "블로그 원고료", 75000000, error);
  f->empty_line = add_line (db, id, account, "다 쓴 항목", 1000000, error);
  payment.line_id = f->empty_line;
  sotong_payment_insert (db, &payment, error);
}

static gpointer
fill_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  PlanFixture *f = data;

  add_budget (db, f, error);
  add_channels (db, f, error);
  add_campaigns (db, f, error);
  add_contents (db, f, error);
  f->published = add_content (db, f, "개막식 현장 사진", plan_time (10, 13, 18), SOTONG_STATE_PUBLISHED, 0, 2, f->campaigns[0], error);
  f->scheduled = add_content (db, f, "주말 행사 안내", plan_time (10, 18, 10), SOTONG_STATE_SCHEDULED, 0, 3, f->campaigns[0], error);
  f->draft = add_content (db, f, "인터뷰 초안", plan_time (10, 20, 10), SOTONG_STATE_DRAFT, 0, 0, SOTONG_NONE, error);
  f->undated = add_content (db, f, "겨울 특집 기획", SOTONG_NONE, SOTONG_STATE_DRAFT, 0, 0, SOTONG_NONE, error);
  add_content (db, f, "연말 결산 카드뉴스", SOTONG_NONE, SOTONG_STATE_DRAFT, 2, 2, SOTONG_NONE, error);
  add_topics (db, error);
  add_source (db, error);
  return error != NULL && *error != NULL ? NULL : GINT_TO_POINTER (1);
}

void
plan_fixture_set_up (PlanFixture   *f,
                     gconstpointer  data)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);
  g_autoptr(SotongSecrets) secrets = sotong_secrets_new_memory ();
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  window_fixture_set_up (&f->window, data);
  f->directory = g_dir_make_tmp ("sotong-plan-XXXXXX", NULL);
  path = g_build_filename (f->directory, "plan.sotong", NULL);
  f->store = sotong_store_create (path, clock, NULL, &error);
  g_assert_no_error (error);
  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, fill_job, f, NULL, &error);
  g_assert_no_error (error);
  sotong_store_watch (f->store);
  f->context = sotong_context_new (f->store, clock, sotong_store_get_zone (f->store));
  sotong_context_set_secrets (f->context, secrets);
  sotong_window_set_context (f->window.window, f->context, "2016 온라인 시민소통");
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
}

void
plan_fixture_tear_down (PlanFixture   *f,
                        gconstpointer  data)
{
  sotong_window_set_context (f->window.window, NULL, NULL);
  window_fixture_tear_down (&f->window, data);
  sotong_store_close (f->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&f->context);
  g_clear_object (&f->store);
  remove_folder (f->directory);
  g_clear_pointer (&f->directory, g_free);
}

/* Turns the main loop until @done. */
void
plan_fixture_wait (PlanFixture     *f,
                   PlanFixtureFunc  done)
{
  while (!done (f))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A pane, in front and attached. */
SotongPane *
plan_fixture_pane (PlanFixture *f,
                   const char  *id)
{
  SotongPane *pane = sotong_workbench_show_pane (sotong_window_get_workbench (f->window.window), id);

  g_assert_nonnull (pane);
  while (!sotong_pane_get_attached (pane))
    wait_for_frames (GTK_WIDGET (f->window.window), 1);
  return pane;
}

static gpointer
get_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_content_get (db, *(gint64 *) data, error);
}

/* What the file holds, or NULL when it is deleted. */
SotongContent *
plan_fixture_content (PlanFixture *f,
                      gint64       id)
{
  return sotong_store_read (f->store, get_job, &id, NULL, NULL);
}

static gpointer
entries_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  SotongEntryQuery query = { .state = -1, .words = data };

  return sotong_content_entries (db, &query, error);
}

/* The copy of the content for a channel. */
const SotongCopy *
plan_fixture_copy_on (const SotongContent *content,
                      gint64               channel)
{
  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->channel_id == channel)
        return copy;
    }
  g_assert_not_reached ();
}

GPtrArray *
plan_fixture_entries (PlanFixture *f,
                      const char  *words)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *entries = sotong_store_read (f->store, entries_job, (gpointer) words, NULL, &error);

  g_assert_no_error (error);
  return entries;
}

static gpointer
changes_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  return sotong_change_list (db, NULL, 0, 100000, error);
}

/* How many steps the history has. */
guint
plan_fixture_n_changes (PlanFixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) changes = sotong_store_read (f->store, changes_job, NULL, NULL, &error);

  g_assert_no_error (error);
  return changes->len;
}

typedef struct {
  gint64      id;
  const char *url;
} Address;

static gpointer
address_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const Address *address = data;
  g_autoptr(SotongChannel) channel = sotong_channel_get (db, address->id, error);

  g_free (channel->url);
  channel->url = g_strdup (address->url);
  return GINT_TO_POINTER (sotong_channel_edit (db, channel, error));
}

/* Gives the practice channel an address and a token. */
void
plan_fixture_connect (PlanFixture *f,
                      const char  *url,
                      const char  *token)
{
  Address address = { f->channels[0], url };
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, f->channels[0]);
  g_autoptr(GError) error = NULL;

  sotong_store_write (f->store, SOTONG_WRITE_DEFAULT, address_job, &address, NULL, &error);
  g_assert_no_error (error);
  sotong_secrets_store (sotong_context_get_secrets (f->context), sotong_store_get_uuid (f->store), SOTONG_SECRETS_CHANNEL,
                        id, "연습 블로그", token, NULL, &error);
  g_assert_no_error (error);
}

/* The practice platform, to which the practice channel publishes from now on. */
SotongPracticeServer *
plan_fixture_serve (PlanFixture *f)
{
  g_autofree char *token = sotong_practice_server_make_token ();
  SotongPracticeServer *server = sotong_practice_server_new (token, sotong_store_get_clock (f->store));
  g_autoptr(GError) error = NULL;

  sotong_practice_server_start (server, 0, &error);
  g_assert_no_error (error);
  plan_fixture_connect (f, sotong_practice_server_get_url (server), token);
  return server;
}

/* As a program that is started anew and opens the workspace, at @now or, for 0, by the same clock. */
void
plan_fixture_start_again (PlanFixture *f,
                          gint64       now)
{
  g_autofree char *path = g_strdup (sotong_store_get_path (f->store));
  g_autoptr(SotongClock) clock = now != 0 ? sotong_clock_new_set (now) : g_object_ref (sotong_store_get_clock (f->store));
  g_autoptr(GError) error = NULL;

  sotong_window_set_context (f->window.window, NULL, NULL);
  sotong_store_close (f->store);
  g_clear_object (&f->context);
  g_clear_object (&f->store);
  f->store = sotong_store_open (path, clock, NULL, &error);
  g_assert_no_error (error);
  f->context = sotong_context_new (f->store, clock, sotong_store_get_zone (f->store));
  sotong_window_set_context (f->window.window, f->context, "2016 온라인 시민소통");
}

/* In a child: a window that shows the workspace at @path, as it was at the plan's own time. */
void
plan_fixture_open_as_child (PlanFixture *f,
                            const char  *path)
{
  g_autoptr(SotongClock) clock = sotong_clock_new_set (NOW);
  g_autoptr(GError) error = NULL;

  f->store = sotong_store_open (path, clock, NULL, &error);
  g_assert_no_error (error);
  window_fixture_set_up (&f->window, NULL);
  f->context = sotong_context_new (f->store, clock, sotong_store_get_zone (f->store));
  sotong_window_set_context (f->window.window, f->context, "2016");
  wait_for_frames (GTK_WIDGET (f->window.window), 3);
}

/* @program again with "--child", the workspace's path and the words that follow. What it leaves behind when it is killed is beside
 * the workspace, and goes with it; what it prints can be read. */
GSubprocess *
plan_fixture_start_child (PlanFixture *f,
                          const char  *program,
                          ...)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  GSubprocess *child;
  va_list more;

  g_ptr_array_add (words, (gpointer) program);
  g_ptr_array_add (words, (gpointer) "--child");
  g_ptr_array_add (words, (gpointer) sotong_store_get_path (f->store));
  va_start (more, program);
  do
    g_ptr_array_add (words, va_arg (more, char *));
  while (g_ptr_array_index (words, words->len - 1) != NULL);
  va_end (more);
  g_subprocess_launcher_setenv (launcher, "TMPDIR", f->directory, TRUE);
  child = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  g_assert_no_error (error);
  return child;
}

/* @child ends by SIGKILL, and not by itself. */
void
plan_fixture_wait_for_kill (GSubprocess *child)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
}
