/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "cli/sotong-cli.h"
#include "store/sotong-mention.h"

G_BEGIN_DECLS
/* How a list is asked for on the command line. */
typedef struct {
  char *topic;
  char *source;
  char *from;
  char *to;
  char *sentiment;
  char *author;
  char *saved;
  int   limit;
  gboolean grouped;
} SotongCliMentionFilter;

void     sotong_cli_mention_filter_clear (SotongCliMentionFilter *o);
gboolean sotong_cli_mention_filter_make_query (SotongCli              *cli,
                                               SotongCliMentionFilter *o,
                                               SotongMentionQuery     *query);

int      sotong_cli_mentions_list   (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
int      sotong_cli_mentions_search (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
int      sotong_cli_mentions_import (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
int      sotong_cli_mentions_count  (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
int      sotong_cli_mentions_export (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
int      sotong_cli_mentions_save   (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
int      sotong_cli_mentions_saved  (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
int      sotong_cli_mentions_purge  (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
int      sotong_cli_mentions_label  (SotongCli    *cli,
                                     int           argc,
                                     char        **argv);
gboolean sotong_cli_find_author     (SotongCli    *cli,
                                     char        **author,
                                     gboolean      for_good);
gboolean sotong_cli_find_topic      (SotongCli    *cli,
                                     const char   *name,
                                     gint64       *out_id);
gboolean sotong_cli_find_source     (SotongCli    *cli,
                                     const char   *name,
                                     gint64       *out_id);
void     sotong_cli_send_letters    (SotongCli    *cli);
G_END_DECLS
