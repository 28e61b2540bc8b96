/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "demo/sotong-demo-plan.h"
#include "util/sotong-time.h"

G_BEGIN_DECLS
#define SOTONG_DEMO_DAY 86400
#define SOTONG_DEMO_SEOUL (9 * 3600) /* no summer time in the year shown */

/* Indices into the channels. */
typedef enum {
  SOTONG_DEMO_CHANNEL_MANIA,
  SOTONG_DEMO_CHANNEL_NADRI,
  SOTONG_DEMO_CHANNEL_FACEBOOK,
  SOTONG_DEMO_CHANNEL_X,
  SOTONG_DEMO_CHANNEL_INSTAGRAM,
  SOTONG_DEMO_CHANNEL_KAKAOSTORY,
  SOTONG_DEMO_CHANNEL_YOUTUBE,
  SOTONG_DEMO_CHANNEL_FIRST_AGENCY,
  SOTONG_DEMO_CHANNEL_PRACTICE = SOTONG_DEMO_CHANNEL_FIRST_AGENCY + 12,
  SOTONG_DEMO_N_CHANNELS,
} SotongDemoChannelId;

extern const SotongDemoChannel    sotong_demo_channels[SOTONG_DEMO_N_CHANNELS];
extern const SotongDemoCommitment sotong_demo_commitments[];
extern const gsize                sotong_demo_n_commitments;
extern const SotongDemoCampaign   sotong_demo_campaigns[];
extern const gsize                sotong_demo_n_campaigns;

gboolean sotong_demo_is_working_day (gint64          day);
void     sotong_demo_make_contents  (SotongDemoPlan *plan,
                                     SotongRandom   *random);
void     sotong_demo_make_payments  (SotongDemoPlan *plan,
                                     SotongRandom   *random);
void     sotong_demo_make_metrics   (SotongDemoPlan *plan,
                                     SotongRandom   *random);
G_END_DECLS
