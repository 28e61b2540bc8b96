/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "store/sotong-store.h"
#include "store/sotong-topic.h"
#include "util/sotong-random.h"

/* Made mentions for measuring: Korean, about ninety characters each, a year long. */

static inline double
wall_s (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

static inline double
cpu_s (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* Kilobytes of a line of /proc/self/status. */
static inline long
status_kb (const char *name)
{
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  found = strstr (text, name);
  return found != NULL ? strtol (found + strlen (name) + 1, NULL, 10) : 0;
}

static inline void
write_mentions (const char *path,
                int         n)
{
  static const char * const places[] = { "한강공원", "광화문광장", "시청 앞", "강남역", "동네 도서관", "구청 민원실", "지하철 2호선", "무더위쉼터", "청년센터", "따릉이 대여소", "재래시장", "어린이대공원" };
  static const char * const things[] = { "축제 안내", "청년수당 신청", "따릉이 요금", "미세먼지 대책", "버스 배차", "주차 단속", "불법 투기 신고", "야시장 운영", "소음 민원", "무료 와이파이", "재난 문자", "보육 지원" };
  static const char * const feelings[] = { "정말 고맙습니다", "너무 불편해요", "조금 아쉽네요", "아이들이 좋아해요", "다시는 안 갈래요", "생각보다 괜찮았어요", "왜 이렇게 늦나요", "담당자분이 친절했어요", "개선이 필요합니다", "자주 이용하고 있어요" };
  static const char * const starts[] = { "어제", "오늘 아침에", "지난 주말", "퇴근길에", "가족과 함께", "친구 말로는", "뉴스를 보니", "처음으로", "오랜만에", "혼자서" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (2016);
  gint64 time = G_GINT64_CONSTANT (1444748400); /* 2015-10-14 */
  FILE *out = fopen (path, "w");

  for (int i = 0; i < n; i++)
    {
      time_t at;
      struct tm tm;
      char when[40];

      time += g_rand_int_range (rand, 0, 2 * 31536000 / MAX (n, 1) + 1);
      at = (time_t) time + 9 * 3600;
      gmtime_r (&at, &tm);
      strftime (when, sizeof when, "%Y-%m-%dT%H:%M:%S+09:00", &tm);
      fprintf (out, "{\"external_id\":\"%08x%08x\",\"author\":\"시민%d\",\"published_at\":\"%s\",\"url\":\"https://blog.example.org/post/%d?id=%08x\",\"text\":\"%s %s에서 %s 이야기를 들었는데 %s. %s %s도 %s, %d번째 글입니다.\"}\n",
               g_rand_int (rand), g_rand_int (rand), g_rand_int_range (rand, 0, 50000), when, i, g_rand_int (rand),
               starts[g_rand_int_range (rand, 0, G_N_ELEMENTS (starts))], places[g_rand_int_range (rand, 0, G_N_ELEMENTS (places))],
               things[g_rand_int_range (rand, 0, G_N_ELEMENTS (things))], feelings[g_rand_int_range (rand, 0, G_N_ELEMENTS (feelings))],
               places[g_rand_int_range (rand, 0, G_N_ELEMENTS (places))], things[g_rand_int_range (rand, 0, G_N_ELEMENTS (things))],
               feelings[g_rand_int_range (rand, 0, G_N_ELEMENTS (feelings))], i);
    }
  fclose (out);
}

static inline gpointer
add_topics_job (SotongDb      *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  static const char * const topics[][2] = {
    { "축제", "축제\n야시장" }, { "따릉이", "따릉이" }, { "수당", "청년수당\n보육" }, { "민원", "민원\n신고\n단속" }, { "교통", "버스\n지하철\n주차" }, { "쉼터", "무더위쉼터\n와이파이" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      g_autoptr(SotongTopic) topic = sotong_topic_new ();

      topic->name = g_strdup (topics[i][0]);
      topic->any_words = g_strdup (topics[i][1]);
      if (sotong_topic_add (db, topic, error) == 0)
        return NULL;
    }
  return db;
}
