/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <json-glib/json-glib.h>

#include "platforms/sotong-secrets.h"
#include "store/sotong-store.h"

G_BEGIN_DECLS
/* Exit codes. */
enum {
  SOTONG_CLI_DONE = 0,
  SOTONG_CLI_PARTLY = 1,        /* some of the work failed, or its outcome is unknown */
  SOTONG_CLI_USAGE = 2,
  SOTONG_CLI_NO_WORKSPACE = 3,
};

typedef struct _SotongCli SotongCli;
typedef struct _SotongCliVerb SotongCliVerb;

/* One invocation of sotongctl. */
struct _SotongCli
{
  char                *path;          /* (owned): the workspace */
  SotongStore         *store;         /* (owned) (nullable): once opened */
  SotongClock         *clock;         /* (owned) (nullable): of --now */
  char                *now;           /* (owned) (nullable): --now */
  gboolean             default_path;  /* nobody named it: the person's own */
  gboolean             named_path;    /* --workspace did */
  gboolean             json;
  gboolean             secrets_stdin; /* NAME⇥SECRET lines come on standard input */
  SotongSecrets       *secrets;       /* (owned) (nullable): once asked for */
  GCancellable        *cancellable;   /* (owned): cancelled by SIGINT and SIGTERM */
  int                  status;        /* the exit code so far */
  gint64               mark;          /* where the history ended when the workspace was opened */
  const SotongCliVerb *verb;          /* (unowned): for messages */
};

/* A verb of one or two words. The help text is the manual's too. */
struct _SotongCliVerb
{
  const char *name;     /* "channel add" */
  const char *usage;    /* what follows the name */
  const char *summary;  /* N_(): one line */
  const char *help;     /* N_(): the rest; may be NULL */
  int       (*run) (SotongCli *cli, int argc, char **argv); /* argv[0] is the verb's last word */
  gboolean    needs_workspace; /* the store is open when the verb runs */
  gboolean    stays;           /* runs until it is stopped */
};

/* Each ends with an entry without a name. */
extern const SotongCliVerb sotong_cli_workspace_verbs[];
extern const SotongCliVerb sotong_cli_campaign_verbs[];
extern const SotongCliVerb sotong_cli_type_verbs[];
extern const SotongCliVerb sotong_cli_plan_verbs[];
extern const SotongCliVerb sotong_cli_content_verbs[];
extern const SotongCliVerb sotong_cli_slot_verbs[];
extern const SotongCliVerb sotong_cli_attach_verbs[];
extern const SotongCliVerb sotong_cli_version_verbs[];
extern const SotongCliVerb sotong_cli_contributor_verbs[];
extern const SotongCliVerb sotong_cli_ad_verbs[];
extern const SotongCliVerb sotong_cli_days_verbs[];
extern const SotongCliVerb sotong_cli_promise_verbs[];
extern const SotongCliVerb sotong_cli_count_verbs[];
extern const SotongCliVerb sotong_cli_restricted_verbs[];
extern const SotongCliVerb sotong_cli_person_verbs[];
extern const SotongCliVerb sotong_cli_approval_verbs[];
extern const SotongCliVerb sotong_cli_publish_verbs[];
extern const SotongCliVerb sotong_cli_outbox_verbs[];
extern const SotongCliVerb sotong_cli_late_verbs[];
extern const SotongCliVerb sotong_cli_emergency_verbs[];
extern const SotongCliVerb sotong_cli_daemon_verbs[];
extern const SotongCliVerb sotong_cli_autostart_verbs[];
extern const SotongCliVerb sotong_cli_by_hand_verbs[];
extern const SotongCliVerb sotong_cli_monitor_verbs[];
extern const SotongCliVerb sotong_cli_case_verbs[];
extern const SotongCliVerb sotong_cli_budget_verbs[];
extern const SotongCliVerb sotong_cli_ledger_verbs[];
extern const SotongCliVerb sotong_cli_ledger_year_verbs[];
extern const SotongCliVerb sotong_cli_kpi_verbs[];
extern const SotongCliVerb sotong_cli_report_verbs[];
extern const SotongCliVerb sotong_cli_report_more_verbs[];
extern const SotongCliVerb sotong_cli_trend_verbs[];
extern const SotongCliVerb sotong_cli_note_verbs[];
extern const SotongCliVerb sotong_cli_chart_verbs[];
extern const SotongCliVerb sotong_cli_exchange_verbs[];
extern const SotongCliVerb sotong_cli_calendar_print_verbs[];
extern const SotongCliVerb sotong_cli_layer_verbs[];
extern const SotongCliVerb sotong_cli_event_verbs[];
extern const SotongCliVerb sotong_cli_sentiment_verbs[];
extern const SotongCliVerb sotong_cli_keyword_verbs[];
extern const SotongCliVerb sotong_cli_office_word_verbs[];
extern const SotongCliVerb sotong_cli_alert_mail_verbs[];
extern const SotongCliVerb sotong_cli_improve_verbs[];
extern const SotongCliVerb sotong_cli_alert_verbs[];
extern const SotongCliVerb sotong_cli_agreement_verbs[];

const SotongCliVerb * const *sotong_cli_get_verb_lists (void);

gboolean       sotong_cli_parse        (SotongCli           *cli,
                                        const GOptionEntry  *entries,
                                        int                 *argc,
                                        char              ***argv);
gboolean       sotong_cli_parse_options (SotongCli          *cli,
                                        const GOptionEntry  *entries,
                                        int                 *argc,
                                        char              ***argv);
int            sotong_cli_usage        (SotongCli           *cli,
                                        const char          *message);
char          *sotong_cli_type_id      (SotongDb            *db,
                                        const char          *typed) G_GNUC_WARN_UNUSED_RESULT;
gboolean       sotong_cli_knows_type   (SotongCli           *cli,
                                        char               **type);
int            sotong_cli_fail         (SotongCli           *cli,
                                        GError              *error);
void           sotong_cli_problem      (SotongCli           *cli,
                                        const char          *where,
                                        const char          *message);
void           sotong_cli_note         (SotongCli           *cli,
                                        const char          *message);
gboolean       sotong_cli_open         (SotongCli           *cli);
SotongSecrets *sotong_cli_get_secrets  (SotongCli           *cli,
                                        GError             **error);
char          *sotong_cli_read_secret  (SotongCli           *cli,
                                        GError             **error);
void           sotong_cli_note_renewed (SotongCli           *cli);
void           sotong_cli_note_unknown (SotongCli           *cli);

/* Output. JSON goes out whole at the end; text as it comes. */
JsonBuilder   *sotong_cli_json_begin   (void) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_cli_json_time    (JsonBuilder         *builder,
                                        const char          *member,
                                        gint64               time,
                                        GTimeZone           *zone);
void           sotong_cli_json_int     (JsonBuilder         *builder,
                                        const char          *member,
                                        gint64               value);
void           sotong_cli_json_text    (JsonBuilder         *builder,
                                        const char          *member,
                                        const char          *text);
void           sotong_cli_json_print   (JsonBuilder         *builder);
JsonBuilder   *sotong_cli_list_begin   (SotongCli           *cli,
                                        const char          *member) G_GNUC_WARN_UNUSED_RESULT;
int            sotong_cli_list_end     (SotongCli           *cli,
                                        JsonBuilder         *builder);
int            sotong_cli_print_id     (SotongCli           *cli,
                                        gint64               id);
int            sotong_cli_print_file   (SotongCli           *cli,
                                        const char          *output);
int            sotong_cli_confirm      (SotongCli           *cli,
                                        gint64               id);
void           sotong_cli_print        (const char          *format,
                                        ...) G_GNUC_PRINTF (1, 2);
void           sotong_cli_print_field  (const char          *text,
                                        gboolean             last);
G_END_DECLS
