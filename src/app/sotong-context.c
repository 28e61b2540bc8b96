/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-context.h"

/**
 * SotongContext:
 *
 * What the panes of one window have in common while a workspace is open: the store, the clock
 * and the office's zone, and what a person has chosen in one pane that the others follow: the
 * content being edited, the topic, campaign and channel, and one range of time.
 *
 * Panes set these and listen to `notify`; no pane knows another. For the main thread only.
 */
struct _SotongContext
{
  GObject      parent_instance;
  SotongStore *store;      /* (owned) (nullable) */
  SotongClock *clock;      /* (owned) (not nullable) */
  GTimeZone   *zone;       /* (owned) (not nullable) */
  SotongSecrets   *secrets;    /* (owned) (nullable): the desktop's keyring, once it is asked for */
  SotongPublisher *publisher;  /* (owned) (nullable): once it is asked for */
  GListStore      *tasks;      /* (owned) (not nullable) (element-type SotongTask): the newest first */
  gint64       content;    /* 0: none */
  gint64       topic;      /* 0: all */
  gint64       campaign;   /* 0: all */
  gint64       channel;    /* 0: all */
  gint64       mention;    /* 0: none */
  SotongPeriod *period;    /* (owned): the range of all panes that have none of their own */
  int          period_users; /* panes that are seen and show time */
  SotongRange  shown;      /* of show_mentions(), valid when @has_shown */
  gboolean     has_shown;
  SotongSavedSearch  *search;  /* (owned) (nullable): of show_search() */
  SotongMentionQuery *query;   /* (owned) (nullable): what @search is for */
  char        *shown_words; /* (owned) (nullable): of show_words() */
  gboolean     shown_once;  /* they were counted once of the copies of a text */
};

G_DEFINE_FINAL_TYPE (SotongContext, sotong_context, G_TYPE_OBJECT)

typedef enum {
  PROP_CAMPAIGN = 1,
  PROP_CHANNEL,
  PROP_CONTENT,
  PROP_MENTION,
  PROP_PERIOD_SHOWN,
  PROP_RANGE,
  PROP_SEARCH,
  PROP_SHOWN,
  PROP_TOPIC,
} SotongContextProperty;

static GParamSpec *properties[PROP_TOPIC + 1];

enum {
  SIGNAL_EDITOR_WANTED,
  SIGNAL_NEW_CONTENT,
  SIGNAL_OPEN_CONTENT,
  SIGNAL_SHOW_MENTIONS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
sotong_context_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SotongContext *self = SOTONG_CONTEXT (object);

  switch ((SotongContextProperty) prop_id)
    {
    case PROP_CAMPAIGN:
      g_value_set_int64 (value, self->campaign);
      break;
    case PROP_CHANNEL:
      g_value_set_int64 (value, self->channel);
      break;
    case PROP_CONTENT:
      g_value_set_int64 (value, self->content);
      break;
    case PROP_MENTION:
      g_value_set_int64 (value, self->mention);
      break;
    case PROP_PERIOD_SHOWN:
      g_value_set_boolean (value, self->period_users > 0);
      break;
    case PROP_RANGE:
      g_value_set_boolean (value, sotong_period_get_range (self->period, NULL));
      break;
    case PROP_SEARCH:
      g_value_set_boolean (value, self->search != NULL);
      break;
    case PROP_SHOWN:
      g_value_set_boolean (value, self->has_shown);
      break;
    case PROP_TOPIC:
      g_value_set_int64 (value, self->topic);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_context_finalize (GObject *object)
{
  SotongContext *self = SOTONG_CONTEXT (object);

  g_signal_handlers_disconnect_by_data (self->period, self);
  g_object_unref (self->period);
  g_object_unref (self->tasks);
  g_clear_pointer (&self->search, sotong_saved_search_free);
  g_clear_pointer (&self->query, sotong_mention_query_free);
  g_free (self->shown_words);
  g_clear_object (&self->publisher);
  g_clear_object (&self->secrets);
  g_clear_object (&self->store);
  g_object_unref (self->clock);
  g_time_zone_unref (self->zone);
  G_OBJECT_CLASS (sotong_context_parent_class)->finalize (object);
}

static GParamSpec *
id_pspec (const char *name)
{
  return g_param_spec_int64 (name, NULL, NULL, 0, G_MAXINT64, 0,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
sotong_context_class_init (SotongContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sotong_context_get_property;
  object_class->finalize = sotong_context_finalize;

  properties[PROP_CAMPAIGN] = id_pspec ("campaign");
  properties[PROP_CHANNEL] = id_pspec ("channel");
  properties[PROP_CONTENT] = id_pspec ("content");
  properties[PROP_MENTION] = id_pspec ("mention");
  properties[PROP_PERIOD_SHOWN] = g_param_spec_boolean ("period-shown", NULL, NULL, FALSE,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RANGE] = g_param_spec_boolean ("range", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH] = g_param_spec_boolean ("search", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWN] = g_param_spec_boolean ("shown", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TOPIC] = id_pspec ("topic");
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * SotongContext::editor-wanted:
   * @self: the context
   *
   * A content is about to be opened: the editor, which may not have been made yet, comes to the
   * front before it is told which.
   */
  signals[SIGNAL_EDITOR_WANTED] =
    g_signal_new ("editor-wanted", SOTONG_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SotongContext::new-content:
   * @self: the context
   * @planned_at: the day it is to stand on, in seconds since 1970 UTC, or `SOTONG_NONE`
   *
   * A new content is to be written: the editor comes to the front, empty.
   */
  signals[SIGNAL_NEW_CONTENT] =
    g_signal_new ("new-content", SOTONG_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);

  /**
   * SotongContext::open-content:
   * @self: the context
   * @content: the content's id
   * @channel: the channel whose row is to be shown, or 0 for none in particular
   *
   * A content was opened (again): the editor comes to the front. The `content` property has
   * been set already.
   */
  signals[SIGNAL_OPEN_CONTENT] =
    g_signal_new ("open-content", SOTONG_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  /**
   * SotongContext::show-mentions:
   * @self: the context
   * @start: seconds since 1970 UTC
   * @end: exclusive
   *
   * A stretch of time was chosen in the chart: the mentions of it are to be shown.
   */
  signals[SIGNAL_SHOW_MENTIONS] =
    g_signal_new ("show-mentions", SOTONG_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
range_changed_cb (SotongContext *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RANGE]);
}

static void
sotong_context_init (SotongContext *self)
{
  self->period = sotong_period_new ();
  g_signal_connect_swapped (self->period, "notify::range", G_CALLBACK (range_changed_cb), self);
  self->tasks = g_list_store_new (SOTONG_TYPE_TASK);
}

/**
 * sotong_context_new:
 * @store: (nullable): the open workspace
 * @clock: what the workspace takes for now
 * @zone: the office's time zone
 *
 * Returns: (transfer full): a context in which nothing is chosen
 */
SotongContext *
sotong_context_new (SotongStore *store,
                    SotongClock *clock,
                    GTimeZone   *zone)
{
  SotongContext *self;

  g_return_val_if_fail (SOTONG_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  self = g_object_new (SOTONG_TYPE_CONTEXT, NULL);
  self->store = store != NULL ? g_object_ref (store) : NULL;
  self->clock = g_object_ref (clock);
  self->zone = g_time_zone_ref (zone);
  return self;
}

/**
 * sotong_context_get_store:
 * @self: the context
 *
 * Returns: (transfer none) (nullable): the open workspace
 */
SotongStore *
sotong_context_get_store (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), NULL);
  return self->store;
}

/**
 * sotong_context_get_clock:
 * @self: the context
 *
 * Returns: (transfer none): the clock of the workspace
 */
SotongClock *
sotong_context_get_clock (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), NULL);
  return self->clock;
}

/**
 * sotong_context_get_zone:
 * @self: the context
 *
 * Returns: (transfer none): the office's time zone, in which days begin and times are shown
 */
GTimeZone *
sotong_context_get_zone (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), NULL);
  return self->zone;
}

/**
 * sotong_context_now:
 * @self: the context
 *
 * Returns: the clock's time, in seconds since 1970 UTC
 */
gint64
sotong_context_now (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), 0);
  return sotong_clock_now (self->clock);
}

/**
 * sotong_context_get_secrets:
 * @self: the context
 *
 * Returns: (transfer none): where the secrets of channels and sources are kept: the desktop's
 *   keyring unless something else was set
 */
SotongSecrets *
sotong_context_get_secrets (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), NULL);

  if (self->secrets == NULL)
    self->secrets = sotong_secrets_new_keyring (0);
  return self->secrets;
}

/**
 * sotong_context_set_secrets:
 * @self: the context
 * @secrets: where secrets are kept; before anything is published
 */
void
sotong_context_set_secrets (SotongContext *self,
                            SotongSecrets *secrets)
{
  g_return_if_fail (SOTONG_IS_CONTEXT (self));
  g_return_if_fail (SOTONG_IS_SECRETS (secrets));
  g_return_if_fail (self->publisher == NULL);

  g_set_object (&self->secrets, secrets);
}

/**
 * sotong_context_get_publisher:
 * @self: the context
 *
 * Returns: (transfer none) (nullable): what publishes for this window; %NULL without a workspace
 */
SotongPublisher *
sotong_context_get_publisher (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), NULL);

  if (self->publisher == NULL && self->store != NULL)
    self->publisher = sotong_publisher_new (self->store, sotong_context_get_secrets (self));
  return self->publisher;
}

/**
 * sotong_context_get_tasks:
 * @self: the context
 *
 * Returns: (transfer none) (element-type SotongTask): what is under way or has ended since the
 *   list was cleared, the newest first
 */
GListModel *
sotong_context_get_tasks (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), NULL);
  return G_LIST_MODEL (self->tasks);
}

static void
set_id (SotongContext         *self,
        gint64                *field,
        gint64                 id,
        SotongContextProperty  property)
{
  if (*field == id)
    return;
  *field = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * sotong_context_get_content:
 * @self: the context
 *
 * Returns: the id of the content being looked at, or 0
 */
gint64
sotong_context_get_content (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), 0);
  return self->content;
}

/**
 * sotong_context_set_content:
 * @self: the context
 * @content: the id of a content that was selected, or 0 for none
 *
 * Makes @content the one being looked at; the editor stays where it is.
 */
void
sotong_context_set_content (SotongContext *self,
                            gint64         content)
{
  g_return_if_fail (SOTONG_IS_CONTEXT (self));
  set_id (self, &self->content, content, PROP_CONTENT);
}

/**
 * sotong_context_new_content:
 * @self: the context
 * @planned_at: the day it is to stand on, in seconds since 1970 UTC, or `SOTONG_NONE`
 *
 * Brings the editor to the front with a content that is still to be written.
 */
void
sotong_context_new_content (SotongContext *self,
                            gint64         planned_at)
{
  g_return_if_fail (SOTONG_IS_CONTEXT (self));
  g_signal_emit (self, signals[SIGNAL_EDITOR_WANTED], 0);
  g_signal_emit (self, signals[SIGNAL_NEW_CONTENT], 0, planned_at);
}

/**
 * sotong_context_get_mention:
 * @self: the context
 *
 * Returns: the id of the mention being looked at, or 0
 */
gint64
sotong_context_get_mention (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), 0);
  return self->mention;
}

/**
 * sotong_context_set_mention:
 * @self: the context
 * @mention: the id of a mention that was selected, or 0 for none
 */
void
sotong_context_set_mention (SotongContext *self,
                            gint64         mention)
{
  g_return_if_fail (SOTONG_IS_CONTEXT (self));
  set_id (self, &self->mention, mention, PROP_MENTION);
}

/**
 * sotong_context_open_content:
 * @self: the context
 * @content: the id of a content, or 0 for none
 *
 * Makes @content the one being looked at and, unless it is 0, brings the editor to the front.
 */
void
sotong_context_open_content (SotongContext *self,
                             gint64         content)
{
  sotong_context_open_copy (self, content, 0);
}

/**
 * sotong_context_open_copy:
 * @self: the context
 * @content: the id of a content, or 0 for none
 * @channel: the id of a channel it goes to, or 0 for none in particular
 *
 * As sotong_context_open_content(), and the editor goes to the row of @channel: there it stands why a post did not go out.
 */
void
sotong_context_open_copy (SotongContext *self,
                          gint64         content,
                          gint64         channel)
{
  g_return_if_fail (SOTONG_IS_CONTEXT (self));

  set_id (self, &self->content, content, PROP_CONTENT);
  if (content == 0)
    return;
  g_signal_emit (self, signals[SIGNAL_EDITOR_WANTED], 0);
  g_signal_emit (self, signals[SIGNAL_OPEN_CONTENT], 0, content, channel);
}

/**
 * sotong_context_get_topic:
 * @self: the context
 *
 * Returns: the id of the chosen topic, or 0 for all
 */
gint64
sotong_context_get_topic (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), 0);
  return self->topic;
}

/**
 * sotong_context_set_topic:
 * @self: the context
 * @topic: the id of a topic, or 0 for all
 */
void
sotong_context_set_topic (SotongContext *self,
                          gint64         topic)
{
  g_return_if_fail (SOTONG_IS_CONTEXT (self));
  set_id (self, &self->topic, topic, PROP_TOPIC);
}

/**
 * sotong_context_get_campaign:
 * @self: the context
 *
 * Returns: the id of the chosen campaign, or 0 for all
 */
gint64
sotong_context_get_campaign (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), 0);
  return self->campaign;
}

/**
 * sotong_context_set_campaign:
 * @self: the context
 * @campaign: the id of a campaign, or 0 for all
 */
void
sotong_context_set_campaign (SotongContext *self,
                             gint64         campaign)
{
  g_return_if_fail (SOTONG_IS_CONTEXT (self));
  set_id (self, &self->campaign, campaign, PROP_CAMPAIGN);
}

/**
 * sotong_context_get_channel:
 * @self: the context
 *
 * Returns: the id of the chosen channel, or 0 for all
 */
gint64
sotong_context_get_channel (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), 0);
  return self->channel;
}

/**
 * sotong_context_set_channel:
 * @self: the context
 * @channel: the id of a channel, or 0 for all
 */
void
sotong_context_set_channel (SotongContext *self,
                            gint64         channel)
{
  g_return_if_fail (SOTONG_IS_CONTEXT (self));
  set_id (self, &self->channel, channel, PROP_CHANNEL);
}

/**
 * sotong_context_get_period:
 * @self: the context
 *
 * Returns: (transfer none): the range that panes show together, with what they compare it, their cursor and what is in view
 */
SotongPeriod *
sotong_context_get_period (SotongContext *self)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), NULL);
  return self->period;
}

/**
 * sotong_context_use_period:
 * @self: the context
 * @users: 1 when a pane that shows time comes into view, -1 when it goes
 *
 * The range that can be chosen for all panes is shown while there is one that heeds it.
 */
void
sotong_context_use_period (SotongContext *self,
                           int            users)
{
  gboolean before = self->period_users > 0;

  g_return_if_fail (SOTONG_IS_CONTEXT (self));

  self->period_users += users;
  if (before != (self->period_users > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERIOD_SHOWN]);
}

/**
 * sotong_context_get_range:
 * @self: the context
 * @out_range: (out) (optional): the range of time that the charts show
 *
 * Returns: whether a range is chosen; %FALSE leaves each pane its own
 */
gboolean
sotong_context_get_range (SotongContext *self,
                          SotongRange   *out_range)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), FALSE);

  return sotong_period_get_range (self->period, out_range);
}

/**
 * sotong_context_set_range:
 * @self: the context
 * @range: (nullable): the range all panes show, or %NULL for each pane's own
 */
void
sotong_context_set_range (SotongContext     *self,
                          const SotongRange *range)
{
  g_return_if_fail (SOTONG_IS_CONTEXT (self));

  sotong_period_set_range (self->period, range);
}

/**
 * sotong_context_get_shown:
 * @self: the context
 * @out_range: (out) (optional): the stretch of time whose mentions were asked for
 *
 * Returns: whether sotong_context_show_mentions() narrows the list of mentions
 */
gboolean
sotong_context_get_shown (SotongContext *self,
                          SotongRange   *out_range)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), FALSE);

  if (out_range != NULL)
    *out_range = self->shown;
  return self->has_shown;
}

/**
 * sotong_context_show_mentions:
 * @self: the context
 * @range: (nullable): a stretch of time, such as the day that was clicked; %NULL to show all
 *   days of the panes' range again
 *
 * Asks for the mentions of @range and brings their pane to the front. What the charts show
 * stays as it is.
 */
void
sotong_context_show_mentions (SotongContext     *self,
                              const SotongRange *range)
{
  sotong_context_show_words (self, NULL, FALSE, range);
}

/**
 * sotong_context_get_shown_words:
 * @self: the context
 * @out_once: (out) (optional): whether copies of one text counted once
 *
 * Returns: (transfer none) (nullable): what sotong_context_show_words() asked for
 */
const char *
sotong_context_get_shown_words (SotongContext *self,
                                gboolean      *out_once)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), NULL);
  if (out_once != NULL)
    *out_once = self->shown_once;
  return self->shown_words;
}

/**
 * sotong_context_show_words:
 * @self: the context
 * @words: (nullable): nouns, one or several with ", " between
 * @once: whether copies of one text counted once
 * @range: (nullable): likewise; see sotong_context_show_mentions()
 *
 * Asks for the mentions of @range that were counted for any of @words.
 */
void
sotong_context_show_words (SotongContext     *self,
                           const char        *words,
                           gboolean           once,
                           const SotongRange *range)
{
  SotongRange empty = { 0, 0 };

  g_return_if_fail (SOTONG_IS_CONTEXT (self));

  g_free (self->shown_words);
  self->shown_words = g_strdup (words);
  self->shown_once = once;
  self->has_shown = range != NULL;
  self->shown = range != NULL ? *range : empty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
  if (range == NULL)
    return;
  /* What was clicked is shown whole. */
  sotong_context_show_search (self, NULL, NULL);
  g_signal_emit (self, signals[SIGNAL_SHOW_MENTIONS], 0, range->start, range->end);
}

/**
 * sotong_context_get_search:
 * @self: the context
 * @out_query: (out) (optional) (transfer none) (nullable): which mentions it is for
 *
 * Returns: (transfer none) (nullable): the kept search that narrows the list of mentions
 */
const SotongSavedSearch *
sotong_context_get_search (SotongContext             *self,
                           const SotongMentionQuery **out_query)
{
  g_return_val_if_fail (SOTONG_IS_CONTEXT (self), NULL);

  if (out_query != NULL)
    *out_query = self->query;
  return self->search;
}

/**
 * sotong_context_show_search:
 * @self: the context
 * @search: (transfer full) (nullable): a kept search; %NULL ends the one that is shown
 * @query: (transfer full) (nullable): what it is for
 *
 * Makes the search's topic that of all panes, and brings the list of mentions to the front, narrowed by the rest.
 */
void
sotong_context_show_search (SotongContext      *self,
                            SotongSavedSearch  *search,
                            SotongMentionQuery *query)
{
  gboolean had = self->search != NULL;

  g_return_if_fail (SOTONG_IS_CONTEXT (self));

  g_clear_pointer (&self->search, sotong_saved_search_free);
  g_clear_pointer (&self->query, sotong_mention_query_free);
  self->search = search;
  self->query = query;
  if (search != NULL)
    {
      self->has_shown = FALSE;
      sotong_context_set_topic (self, query->topic_id);
    }
  if (had || search != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
  if (search != NULL)
    g_signal_emit (self, signals[SIGNAL_SHOW_MENTIONS], 0, query->range.start, query->range.end);
}
