/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "store/sotong-content.h"

G_BEGIN_DECLS
/* Which contents a verb is about: the calendar's filters, as options. */
typedef struct {
  char            *from;      /* (owned) (nullable), as are the others: %NULL for any */
  char            *to;
  char            *state;
  char            *channel;
  char            *campaign;
  char            *type;
  char            *person;
  char            *search;
  SotongEntryQuery query;     /* what they come to; it lends its texts from here */
} SotongCliFilter;

/* Their places in a verb's options. */
#define SOTONG_CLI_FILTER_OPTIONS(filter) \
  { "from", 0, 0, G_OPTION_ARG_STRING, &(filter).from, NULL, NULL }, \
  { "to", 0, 0, G_OPTION_ARG_STRING, &(filter).to, NULL, NULL }, \
  { "state", 0, 0, G_OPTION_ARG_STRING, &(filter).state, NULL, NULL }, \
  { "channel", 0, 0, G_OPTION_ARG_STRING, &(filter).channel, NULL, NULL }, \
  { "campaign", 0, 0, G_OPTION_ARG_STRING, &(filter).campaign, NULL, NULL }, \
  { "type", 0, 0, G_OPTION_ARG_STRING, &(filter).type, NULL, NULL }, \
  { "person", 0, 0, G_OPTION_ARG_STRING, &(filter).person, NULL, NULL }, \
  { "search", 0, 0, G_OPTION_ARG_STRING, &(filter).search, NULL, NULL }

/* And in its help. */
#define SOTONG_CLI_FILTER_USAGE "[--from D] [--to D] [--type TYPE] [--state S] [--channel N] [--campaign C] [--person P] [--search WORDS]"

gboolean sotong_cli_filter_check (SotongCli        *cli,
                                  SotongCliFilter  *filter);
gboolean sotong_cli_filter_find  (SotongDb         *db,
                                  SotongCliFilter  *filter,
                                  GError          **error);
void     sotong_cli_filter_clear (SotongCliFilter  *filter);
G_END_DECLS
