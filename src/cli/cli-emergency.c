/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "cli/sotong-cli-outbox.h"
#include "cli/sotong-cli.h"
#include "plan/sotong-emergency-text.h"
#include "publish/sotong-publisher.h"
#include "store/sotong-channel.h"
#include "store/sotong-content.h"
#include "store/sotong-emergency.h"
#include "store/sotong-hold.h"
#include "store/sotong-person.h"
#include "util/sotong-text.h"
#include "util/sotong-time-office.h"
#include "util/sotong-time.h"

/* emergency: from detection to publication, past what is scheduled. */

/* Who acts: 0 for whom the desktop account acts. */
static gboolean
find_person (SotongDb    *db,
             const char  *name,
             gint64      *out_id,
             GError     **error)
{
  g_autoptr(SotongPerson) person = NULL;

  *out_id = 0;
  if (name == NULL)
    return TRUE;
  person = sotong_person_find (db, name, error);
  if (person != NULL)
    *out_id = person->id;
  return person != NULL;
}

/* ---- status ---- */

typedef struct {
  gint64           id;         /* 0: the open one, else the last */
  SotongEmergency *emergency;  /* (owned) */
  SotongContent   *content;    /* (owned) (nullable) */
  SotongHold      *hold;       /* (owned) */
} Status;

static void
status_clear (Status *self)
{
  sotong_hold_free (self->hold);
  sotong_emergency_free (self->emergency);
  sotong_content_free (self->content);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Status, status_clear)

static gpointer
status_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Status *self = data;

  self->hold = sotong_hold_get (db, error);
  if (self->hold == NULL)
    return NULL;
  self->emergency = sotong_emergency_get (db, self->id, error);
  if (self->emergency == NULL)
    return NULL;
  if (self->emergency->content_id != SOTONG_NONE)
    self->content = sotong_content_get (db, self->emergency->content_id, NULL);
  return self;
}

static const char *
name_ratification (const SotongEmergency *emergency)
{
  return !emergency->to_ratify ? "none" : emergency->ratified_at == SOTONG_NONE ? "waiting" : "ratified";
}

/* The marks of the stopwatch, each with its seconds since detection. */
static void
list_marks (SotongCli             *cli,
            const SotongEmergency *emergency,
            JsonBuilder           *builder)
{
  const struct {
    const char *name;
    gint64      at;
  } marks[] = {
    { "detected", emergency->detected_at },
    { "started", emergency->started_at },
    { "composed", emergency->composed_at },
    { "first_published", emergency->first_out_at },
    { "all_published", emergency->all_out_at },
    { "ended", emergency->ended_at },
  };
  GTimeZone *zone = sotong_store_get_zone (cli->store);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *at = marks[i].at != SOTONG_NONE ? sotong_time_format_iso (marks[i].at, zone) : g_strdup ("-");
      g_autofree char *member = g_strconcat (marks[i].name, "_at", NULL), *seconds = g_strconcat (marks[i].name, "_s", NULL);

      if (builder == NULL && marks[i].at != SOTONG_NONE)
        sotong_cli_print ("%s\t%s\t%" PRId64 "\n", marks[i].name, at, marks[i].at - emergency->detected_at);
      else if (builder == NULL)
        sotong_cli_print ("%s\t-\t-\n", marks[i].name);
      if (builder == NULL)
        continue;
      sotong_cli_json_time (builder, member, marks[i].at, zone);
      json_builder_set_member_name (builder, seconds);
      if (marks[i].at != SOTONG_NONE)
        json_builder_add_int_value (builder, marks[i].at - emergency->detected_at);
      else
        json_builder_add_null_value (builder);
    }
}

static void
json_copies (JsonBuilder         *builder,
             const SotongContent *content)
{
  json_builder_set_member_name (builder, "copies");
  json_builder_begin_array (builder);
  for (guint i = 0; content != NULL && i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      json_builder_begin_object (builder);
      sotong_cli_json_int (builder, "id", copy->id);
      sotong_cli_json_text (builder, "channel", copy->channel);
      sotong_cli_json_text (builder, "state", sotong_state_get_name (copy->state));
      sotong_cli_json_text (builder, "remote_url", copy->remote_url);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static int
print_json (SotongCli    *cli,
            const Status *status)
{
  const SotongEmergency *emergency = status->emergency;
  g_autoptr(JsonBuilder) builder = sotong_cli_json_begin ();

  sotong_cli_json_int (builder, "id", emergency->id);
  sotong_cli_json_text (builder, "kind", emergency->kind);
  json_builder_set_member_name (builder, "open");
  json_builder_add_boolean_value (builder, emergency->ended_at == SOTONG_NONE);
  sotong_cli_json_text (builder, "who", emergency->person != NULL ? emergency->person : emergency->account);
  list_marks (cli, emergency, builder);
  if (emergency->content_id != SOTONG_NONE)
    sotong_cli_json_int (builder, "content_id", emergency->content_id);
  else
    sotong_cli_json_text (builder, "content_id", NULL);
  sotong_cli_json_text (builder, "title", status->content != NULL ? status->content->title : NULL);
  sotong_cli_json_int (builder, "channels", emergency->n_copies);
  sotong_cli_json_int (builder, "published", emergency->n_out);
  sotong_cli_json_int (builder, "held", status->hold->n_held);
  sotong_cli_json_int (builder, "waiting_there", status->hold->n_there);
  sotong_cli_json_text (builder, "publisher", emergency->publisher);
  sotong_cli_json_text (builder, "ratification", name_ratification (emergency));
  sotong_cli_json_text (builder, "ratified_by", emergency->ratifier);
  sotong_cli_json_time (builder, "ratified_at", emergency->ratified_at, sotong_store_get_zone (cli->store));
  sotong_cli_json_text (builder, "ratify_reason", emergency->ratify_reason);
  json_copies (builder, status->content);
  sotong_cli_json_print (builder);
  return cli->status;
}

static int
print_status (SotongCli *cli,
              gint64     id)
{
  g_auto(Status) status = { id };
  const SotongEmergency *emergency;
  GError *error = NULL;

  if (sotong_store_read (cli->store, status_job, &status, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (status.hold->id != 0)
    sotong_cli_note_there (cli, status.hold);
  if (cli->json)
    return print_json (cli, &status);
  emergency = status.emergency;
  sotong_cli_print ("%s\t%s\t%" PRId64 "\n", emergency->ended_at == SOTONG_NONE ? "open" : "ended", emergency->kind, emergency->id);
  list_marks (cli, emergency, NULL);
  sotong_cli_print ("published\t%d\t%d\n", emergency->n_out, emergency->n_copies);
  sotong_cli_print ("held\t%" PRId64 "\n", status.hold->n_held);
  sotong_cli_print ("waiting-there\t%" PRId64 "\n", status.hold->n_there);
  sotong_cli_print ("ratification\t%s\t", name_ratification (emergency));
  sotong_cli_print_field (emergency->ratifier != NULL ? emergency->ratifier : "-", TRUE);
  return cli->status;
}

static int
status_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  return sotong_cli_parse_options (cli, NULL, &argc, &argv) ? print_status (cli, 0) : cli->status;
}

/* ---- start ---- */

typedef struct {
  const SotongEmergencyWording *wording;
  gint64                        detected_at;
  char                         *as;          /* (nullable) */
  gint64                        id;          /* out */
} Start;

static gpointer
start_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Start *self = data;
  gint64 person;

  if (!find_person (db, self->as, &person, error))
    return NULL;
  self->id = sotong_emergency_start (db, sotong_emergency_wording_get_kind (self->wording), sotong_emergency_wording_get_label (self->wording),
                                     self->detected_at, person, error);
  return self->id != 0 ? self : NULL;
}

static int
start_verb (SotongCli  *cli,
            int         argc,
            char      **argv)
{
  g_autofree char *kind = NULL, *detected = NULL, *as = NULL;
  GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, NULL, NULL },
    { "detected", 0, 0, G_OPTION_ARG_STRING, &detected, NULL, NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, NULL, NULL },
    { NULL }
  };
  Start start = { .detected_at = SOTONG_NONE };
  g_autoptr(GError) bad = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  start.wording = sotong_emergency_wording_get (kind);
  start.as = as;
  if (start.wording == NULL)
    return sotong_cli_usage (cli, _("Say what it is with --kind: heavy-rain, heavy-snow, heat, earthquake, fire, outage, infection or other."));
  if (detected != NULL
      && !sotong_time_parse_past (detected, sotong_store_get_zone (cli->store), sotong_clock_now (sotong_store_get_clock (cli->store)),
                                  &start.detected_at, &bad))
    return sotong_cli_usage (cli, bad->message);
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, start_job, &start, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return print_status (cli, start.id);
}

/* ---- compose ---- */

typedef struct {
  char        *fields[SOTONG_N_EMERGENCY_FIELDS]; /* (owned) (nullable) */
  char       **channels;                          /* (owned) (nullable) */
  char        *group;                             /* (owned) (nullable) */
  char        *language;                          /* (owned) (nullable) */
  gboolean     all;
  const SotongEmergencyWording *wording;          /* out */
  GPtrArray   *texts;                             /* (owned) (nullable): out */
  gint64       content_id;                        /* out */
  int          missing;                           /* out: a field that is needed, or -1 */
} Compose;

static void
compose_clear (Compose *self)
{
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    g_free (self->fields[i]);
  g_strfreev (self->channels);
  g_free (self->group);
  g_free (self->language);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Compose, compose_clear)

static gboolean
add_named (SotongDb   *db,
           Compose    *self,
           GPtrArray  *list,
           GError    **error)
{
  for (char **name = self->channels; *name != NULL; name++)
    {
      SotongChannel *channel = sotong_channel_find (db, *name, error);

      if (channel == NULL)
        return FALSE;
      for (guint i = 0; channel != NULL && i < list->len; i++)
        {
          if (((SotongChannel *) g_ptr_array_index (list, i))->id == channel->id)
            g_clear_pointer (&channel, sotong_channel_free);
        }
      if (channel != NULL)
        g_ptr_array_add (list, channel);
    }
  return TRUE;
}

static gboolean
add_group (SotongDb   *db,
           Compose    *self,
           GPtrArray  *list,
           GError    **error)
{
  g_autoptr(SotongChannelGroup) group = sotong_channel_group_find (db, self->group, error);

  for (guint i = 0; group != NULL && i < group->channel_ids->len; i++)
    {
      SotongChannel *channel = sotong_channel_get (db, g_array_index (group->channel_ids, gint64, i), error);

      if (channel == NULL)
        return FALSE;
      if (channel->removed)
        sotong_channel_free (channel);
      else
        g_ptr_array_add (list, channel);
    }
  return group != NULL;
}

/* Where it goes out: all channels unless some are named. */
static GPtrArray *
list_channels (SotongDb  *db,
               Compose   *self,
               GError   **error)
{
  g_autoptr(GPtrArray) list = NULL;

  if (self->channels == NULL && self->group == NULL)
    return sotong_channel_list (db, error);
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_channel_free);
  if (self->channels != NULL ? !add_named (db, self, list, error) : !add_group (db, self, list, error))
    return NULL;
  return g_steal_pointer (&list);
}

static gpointer
compose_job (SotongDb      *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Compose *self = data;
  const char * const *fields = (const char * const *) self->fields;
  gboolean korean = g_strcmp0 (self->language, "en") != 0;

  self->content_id = sotong_emergency_compose (db, self->wording, korean, fields, self->texts, error);
  return self->content_id != 0 ? self : NULL;
}

/* What would be composed. An emergency must be open, for its kind says what is needed. */
static gpointer
plan_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Compose *self = data;
  const char * const *fields = (const char * const *) self->fields;
  g_autoptr(GPtrArray) channels = NULL;
  g_autoptr(SotongEmergency) open = NULL;
  GError *local = NULL;

  open = sotong_emergency_get_open (db, &local);
  if (open == NULL)
    {
      if (local == NULL)
        g_set_error_literal (&local, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_INVALID, _("No emergency is open, so nothing was done. Start one first."));
      g_propagate_error (error, local);
      return NULL;
    }
  self->wording = sotong_emergency_wording_get (open->kind);
  if (self->wording == NULL)
    self->wording = sotong_emergency_wording_get ("other");
  self->missing = sotong_emergency_wording_find_missing (self->wording, fields);
  if (self->missing >= 0)
    return self;
  channels = list_channels (db, self, error);
  if (channels == NULL)
    return NULL;
  self->texts = sotong_emergency_texts (self->wording, g_strcmp0 (self->language, "en") != 0, fields, channels);
  return self;
}

static void
note_text (SotongCli                 *cli,
           const SotongEmergencyText *text)
{
  g_autofree char *message = NULL;

  if (text->needs_media)
    {
      message = g_strdup_printf (_("“%s” takes no text alone, so the message does not go out there."), text->channel);
      sotong_cli_note (cli, message);
      return;
    }
  if (text->fits)
    return;
  message = g_strdup_printf (_("The message is too long even in its short form: %d of %d. Shorten what you filled in and compose it again."),
                             (int) text->used, (int) text->limit);
  sotong_cli_problem (cli, text->channel, message);
}

static void
print_text (SotongCli                 *cli,
            JsonBuilder               *builder,
            gint64                     content_id,
            const SotongEmergencyText *text)
{
  const char *form = text->needs_media ? "none" : text->brief ? "short" : "long";

  note_text (cli, text);
  if (builder == NULL)
    {
      g_autofree char *limit = text->limit > 0 ? g_strdup_printf ("%" G_GSIZE_FORMAT, text->limit) : g_strdup ("-");

      sotong_cli_print ("%" PRId64 "\t%s\t%" G_GSIZE_FORMAT "/%s\t", content_id, form, text->used, limit);
      sotong_cli_print_field (text->channel, TRUE);
      return;
    }
  json_builder_begin_object (builder);
  sotong_cli_json_int (builder, "content_id", content_id);
  sotong_cli_json_text (builder, "channel", text->channel);
  sotong_cli_json_text (builder, "platform", text->platform);
  sotong_cli_json_text (builder, "form", form);
  sotong_cli_json_int (builder, "used", (gint64) text->used);
  json_builder_set_member_name (builder, "limit");
  if (text->limit > 0)
    json_builder_add_int_value (builder, (gint64) text->limit);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "fits");
  json_builder_add_boolean_value (builder, text->fits && !text->needs_media);
  sotong_cli_json_text (builder, "text", text->body);
  json_builder_end_object (builder);
}

static int
run_compose (SotongCli *cli,
             Compose   *self)
{
  g_autoptr(JsonBuilder) builder = NULL;
  GError *error = NULL;

  if (sotong_store_read (cli->store, plan_job, self, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  if (self->missing >= 0)
    {
      g_autofree char *message = g_strdup_printf (_("This kind of emergency needs --%s (%s). Nothing was composed."),
                                                  sotong_emergency_field_get_name ((SotongEmergencyField) self->missing),
                                                  sotong_emergency_field_get_label ((SotongEmergencyField) self->missing));

      return sotong_cli_usage (cli, message);
    }
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, compose_job, self, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  builder = sotong_cli_list_begin (cli, "copies");
  for (guint i = 0; i < self->texts->len; i++)
    print_text (cli, builder, self->content_id, g_ptr_array_index (self->texts, i));
  return sotong_cli_list_end (cli, builder);
}

static int
compose_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  g_auto(Compose) self = { .missing = -1 };
  GOptionEntry entries[] = {
    { "what", 0, 0, G_OPTION_ARG_STRING, &self.fields[SOTONG_EMERGENCY_WHAT], NULL, NULL },
    { "where", 0, 0, G_OPTION_ARG_STRING, &self.fields[SOTONG_EMERGENCY_WHERE], NULL, NULL },
    { "when", 0, 0, G_OPTION_ARG_STRING, &self.fields[SOTONG_EMERGENCY_WHEN], NULL, NULL },
    { "do", 0, 0, G_OPTION_ARG_STRING, &self.fields[SOTONG_EMERGENCY_DO], NULL, NULL },
    { "shelter", 0, 0, G_OPTION_ARG_STRING, &self.fields[SOTONG_EMERGENCY_SHELTER], NULL, NULL },
    { "channel", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.channels, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &self.group, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &self.all, NULL, NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &self.language, NULL, NULL },
    { NULL }
  };

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if ((self.channels != NULL) + (self.group != NULL) + self.all > 1)
    return sotong_cli_usage (cli, _("Choose one of --channel, --group and --all."));
  if (self.language != NULL && !g_str_equal (self.language, "ko") && !g_str_equal (self.language, "en"))
    return sotong_cli_usage (cli, _("--language takes ko or en."));
  if (g_strcmp0 (self.group, "all") == 0)
    g_clear_pointer (&self.group, g_free);
  for (int i = 0; i < SOTONG_N_EMERGENCY_FIELDS; i++)
    {
      char *clean = self.fields[i] != NULL ? sotong_text_clean (self.fields[i], -1, strlen (self.fields[i]) * 4) : NULL;
      g_autofree char *sentence = NULL;

      g_free (self.fields[i]);
      self.fields[i] = clean;
      if (clean == NULL || strlen (clean) <= SOTONG_EMERGENCY_FIELD_MAX)
        continue;
      sentence = g_strdup_printf (_("--%s (%s) is too long: at most about %d letters. Nothing was composed. Shorten it."), sotong_emergency_field_get_name ((SotongEmergencyField) i),
                                  sotong_emergency_field_get_label ((SotongEmergencyField) i), SOTONG_EMERGENCY_FIELD_MAX / 3);
      return sotong_cli_usage (cli, sentence);
    }
  return run_compose (cli, &self);
}

/* ---- publish ---- */

typedef struct {
  char   *as;          /* (nullable) */
  char   *reason;      /* (nullable) */
  gint64  id;          /* out */
} Act;

static gpointer
clear_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Act *self = data;
  gint64 person;

  if (!find_person (db, self->as, &person, error))
    return NULL;
  self->id = sotong_emergency_clear (db, person, error);
  return self->id != 0 ? self : NULL;
}

static void
note_ratification (SotongCli *cli)
{
  g_auto(Status) status = { 0 };

  if (sotong_store_read (cli->store, status_job, &status, cli->cancellable, NULL) != NULL
      && status.emergency->n_out > 0 && status.emergency->to_ratify && status.emergency->ratified_at == SOTONG_NONE)
    sotong_cli_note (cli, _("It went out by emergency approval. Who decides in the approval line ratifies it with “emergency ratify”."));
}

static int
publish_verb (SotongCli  *cli,
              int         argc,
              char      **argv)
{
  g_autofree char *as = NULL;
  gboolean real = FALSE, take_over = FALSE;
  GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, NULL, NULL },
    { "real", 0, 0, G_OPTION_ARG_NONE, &real, NULL, NULL },
    { "take-over", 0, 0, G_OPTION_ARG_NONE, &take_over, NULL, NULL },
    { NULL }
  };
  g_autoptr(SotongPublisher) publisher = NULL;
  g_autoptr(GPtrArray) results = NULL;
  SotongSecrets *secrets;
  GError *error = NULL;
  Act act = { 0 };

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  act.as = as;
  secrets = sotong_cli_get_secrets (cli, &error);
  if (secrets == NULL || sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, clear_job, &act, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  publisher = sotong_publisher_new (cli->store, secrets);
  results = sotong_publisher_publish_content (publisher, act.id, 0, (real ? SOTONG_PUBLISH_ALLOW_REAL : 0) | (take_over ? SOTONG_PUBLISH_TAKE_OVER : 0),
                                              NULL, NULL, cli->cancellable, &error);
  if (results == NULL)
    return sotong_cli_fail (cli, error);
  note_ratification (cli);
  return sotong_cli_print_run (cli, results);
}

/* ---- ratify and end ---- */

static gpointer
ratify_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Act *self = data;
  gint64 person;

  if (!find_person (db, self->as, &person, error))
    return NULL;
  self->id = sotong_emergency_ratify (db, person, self->reason, error);
  return self->id != 0 ? self : NULL;
}

static int
ratify_verb (SotongCli  *cli,
             int         argc,
             char      **argv)
{
  g_autofree char *as = NULL, *reason = NULL, *clean = NULL;
  GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, NULL },
    { NULL }
  };
  GError *error = NULL;
  Act act = { 0 };

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  clean = reason != NULL ? sotong_text_clean (reason, -1, 4000) : NULL;
  act.as = as;
  act.reason = clean;
  if (sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, ratify_job, &act, cli->cancellable, &error) == NULL)
    return sotong_cli_fail (cli, error);
  return print_status (cli, act.id);
}

typedef struct {
  SotongOutboxChoice choice;
  gint64             shift_s;
} End;

static gpointer
end_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  End *self = data;

  return sotong_emergency_end (db, self->choice, self->shift_s, error);
}

static int
end_verb (SotongCli  *cli,
          int         argc,
          char      **argv)
{
  g_autofree char *shift = NULL;
  gboolean release = FALSE, suggest = FALSE, drop = FALSE;
  GOptionEntry entries[] = {
    { "release", 0, 0, G_OPTION_ARG_NONE, &release, NULL, NULL },
    { "suggest", 0, 0, G_OPTION_ARG_NONE, &suggest, NULL, NULL },
    { "shift", 0, 0, G_OPTION_ARG_STRING, &shift, NULL, NULL },
    { "drop", 0, 0, G_OPTION_ARG_NONE, &drop, NULL, NULL },
    { NULL }
  };
  End end = { SOTONG_CHOICE_AS_PLANNED };
  g_autoptr(GPtrArray) list = NULL;
  GError *error = NULL;

  if (!sotong_cli_parse_options (cli, entries, &argc, &argv))
    return cli->status;
  if (release + suggest + drop + (shift != NULL) > 1)
    return sotong_cli_usage (cli, _("Choose one of --release, --suggest, --shift DURATION and --drop."));
  end.shift_s = shift != NULL ? sotong_cli_parse_span (shift) : 0;
  if (shift != NULL && end.shift_s == 0)
    return sotong_cli_usage (cli, _("--shift takes how much later, as 30m, 2h or 1d."));
  if (release || suggest || drop || shift != NULL)
    end.choice = release ? SOTONG_CHOICE_NOW : suggest ? SOTONG_CHOICE_SUGGESTED : drop ? SOTONG_CHOICE_DROP : SOTONG_CHOICE_SHIFT;
  list = sotong_store_write (cli->store, SOTONG_WRITE_DEFAULT, end_job, &end, cli->cancellable, &error);
  if (list == NULL)
    return sotong_cli_fail (cli, error);
  return sotong_cli_print_chosen (cli, list);
}

const SotongCliVerb sotong_cli_emergency_verbs[] = {
  { "emergency start", "--kind KIND [--detected TIME] [--as PERSON]", N_("Starts an emergency and holds everything that is scheduled."),
    N_("KIND is heavy-rain, heavy-snow, heat, earthquake, fire, outage, infection or other. The stopwatch runs from --detected, or from now. One "
       "emergency is open at a time. Prints what “emergency status” does."), start_verb, TRUE },
  { "emergency compose", "--what T --where T --when T --do T [--shelter T] [--channel NAME…|--group G|--all] [--language ko|en]",
    N_("Composes the message of the open emergency from the wording of its kind."),
    N_("Heavy rain, heat, earthquake and fire need --shelter too. Without a choice of channels it goes to all; --group all is the same. A channel for "
       "which the text is too long gets the short form. Composing again takes the place of what was composed, until it is out. Prints for each "
       "channel: content, form (long, short, none), used/limit, channel."), compose_verb, TRUE },
  { "emergency publish", "[--as PERSON] [--real] [--take-over]", N_("Publishes the message of the open emergency now, although all is on hold."),
    N_("Where approval is on this is the shortened approval: it stands in the history with who acted, and “emergency ratify” follows. What is out "
       "already is not sent again, so that it can be repeated for channels that failed. Prints what “publish” does."), publish_verb, TRUE },
  { "emergency ratify", "[--reason TEXT] [--as PERSON]", N_("Ratifies the emergency approval of the latest emergency that waits for it."),
    N_("Who decides in the approval line does, or a deputy, but never who started or published it."), ratify_verb, TRUE },
  { "emergency status", "", N_("Shows the emergency that is open, or the last: its stopwatch, channels, what is held, ratification."),
    N_("For detected, started, composed, first_published, all_published and ended: the time, and seconds since detection."), status_verb, TRUE },
  { "emergency end", "[--release|--suggest|--shift DURATION|--drop]", N_("Ends the emergency and says what becomes of what is held, in one step of undo."),
    N_("As “hold off” does: --release: all as it was, and what is past goes out with the next “publish”. --suggest: what is past at times "
       "without clashes. --shift: all later. --drop: all off the schedule. Without any of them: what is still to come as it was, and what is past is missed."), end_verb, TRUE },
  { NULL }
};
