/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-kept-topic.h"

#include "store/sotong-topic.h"

/**
 * SotongKeptTopic:
 *
 * A topic that a layout keeps, of the window or of one pane.
 *
 * A layout is a person's and goes with every workspace, while ids are one workspace's. So it has the topic's name too, and the
 * workspace: in that one the id counts, whatever the topic is called by now; in another the topic of the same name is taken.
 * Where there is neither, all topics are shown.
 */
struct _SotongKeptTopic
{
  GObject        parent_instance;
  SotongContext *context;      /* (owned) (nullable) */
  GCancellable  *cancellable;  /* (owned) (nullable): while it is looked up */
  gint64         id;           /* 0: all; -1: none is kept */
  char          *name;         /* (owned) (not nullable): as far as it is known */
  char          *workspace;    /* (owned) (not nullable): whose @id it is; empty: not said */
};

G_DEFINE_FINAL_TYPE (SotongKeptTopic, sotong_kept_topic, G_TYPE_OBJECT)

enum {
  SIGNAL_FOUND,
  SIGNAL_GONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

typedef struct {
  gint64   id;
  char    *name;
  gboolean same;  /* the workspace is the one that gave the id */
} Topic;

static void
topic_free (Topic *topic)
{
  g_free (topic->name);
  g_free (topic);
}

static void
forget_question (SotongKeptTopic *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
take (SotongKeptTopic *self,
      gint64           id,
      const char      *name,
      const char      *workspace)
{
  g_autofree char *old_name = self->name, *old_workspace = self->workspace;

  self->id = id;
  self->name = g_strdup (name);
  self->workspace = g_strdup (workspace);
}

/* A store's job: the topic as it is here, with the id 0 when it is not. */
static gpointer
find_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Topic *wanted = data;
  g_autoptr(GPtrArray) topics = sotong_topic_list (db, error);
  Topic *found;

  if (topics == NULL)
    return NULL;
  found = g_new0 (Topic, 1);
  for (guint i = 0; i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      if (wanted->same ? topic->id == wanted->id : g_strcmp0 (topic->name, wanted->name) == 0)
        {
          found->id = topic->id;
          found->name = g_strdup (topic->name);
          break;
        }
    }
  return found;
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(SotongKeptTopic) self = user_data;
  Topic *found = sotong_store_read_finish (SOTONG_STORE (object), result, NULL);
  g_autofree char *wanted = NULL;
  gint64 before;

  if (found == NULL || self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    {
      g_clear_pointer (&found, topic_free);
      return;
    }
  g_clear_object (&self->cancellable);
  before = sotong_kept_topic_get (self);
  wanted = g_strdup (self->name);
  take (self, found->id, found->name != NULL ? found->name : "", sotong_store_get_uuid (SOTONG_STORE (object)));
  if (found->id != before)
    g_signal_emit (self, signals[SIGNAL_FOUND], 0);
  if (found->id == 0)
    g_signal_emit (self, signals[SIGNAL_GONE], 0, wanted);
  topic_free (found);
}

static gboolean
is_here (SotongKeptTopic *self)
{
  return *self->workspace == '\0'
         || g_strcmp0 (self->workspace, sotong_store_get_uuid (sotong_context_get_store (self->context))) == 0;
}

/* What it is called, and whether it is there. */
static void
look_up (SotongKeptTopic *self)
{
  SotongStore *store = self->context != NULL ? sotong_context_get_store (self->context) : NULL;
  Topic *wanted;

  forget_question (self);
  if (store == NULL || self->id <= 0)
    return;
  wanted = g_new0 (Topic, 1);
  wanted->id = self->id;
  wanted->name = g_strdup (self->name);
  wanted->same = is_here (self);
  self->cancellable = g_cancellable_new ();
  sotong_store_read_async (store, find_job, wanted, (GDestroyNotify) topic_free, (GDestroyNotify) topic_free, self->cancellable, found_cb,
                           g_object_ref (self));
}

static void
sotong_kept_topic_dispose (GObject *object)
{
  SotongKeptTopic *self = SOTONG_KEPT_TOPIC (object);

  forget_question (self);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (sotong_kept_topic_parent_class)->dispose (object);
}

static void
sotong_kept_topic_finalize (GObject *object)
{
  SotongKeptTopic *self = SOTONG_KEPT_TOPIC (object);

  g_free (self->name);
  g_free (self->workspace);
  G_OBJECT_CLASS (sotong_kept_topic_parent_class)->finalize (object);
}

static void
sotong_kept_topic_class_init (SotongKeptTopicClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_kept_topic_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_kept_topic_finalize;

  /**
   * SotongKeptTopic::found:
   *
   * It was looked up, and its id is another one now.
   */
  signals[SIGNAL_FOUND] = g_signal_new ("found", SOTONG_TYPE_KEPT_TOPIC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SotongKeptTopic::gone:
   * @self: a kept topic
   * @name: what it was called; empty when an old layout does not say
   *
   * The workspace does not have it: all topics are shown instead.
   */
  signals[SIGNAL_GONE] = g_signal_new ("gone", SOTONG_TYPE_KEPT_TOPIC, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sotong_kept_topic_init (SotongKeptTopic *self)
{
  take (self, -1, "", "");
}

/**
 * sotong_kept_topic_new:
 *
 * Returns: (transfer full): one that keeps no topic
 */
SotongKeptTopic *
sotong_kept_topic_new (void)
{
  return g_object_new (SOTONG_TYPE_KEPT_TOPIC, NULL);
}

/**
 * sotong_kept_topic_set_context:
 * @self: a kept topic
 * @context: (nullable): the open workspace's
 *
 * The topic is looked up in the workspace, of which another than before may have it under another id.
 */
void
sotong_kept_topic_set_context (SotongKeptTopic *self,
                               SotongContext   *context)
{
  g_return_if_fail (SOTONG_IS_KEPT_TOPIC (self));

  if (!g_set_object (&self->context, context))
    return;
  look_up (self);
}

/* The topic's id in the open workspace: 0 for all, also until one of another workspace has been found; -1: none is kept. */
gint64
sotong_kept_topic_get (SotongKeptTopic *self)
{
  g_return_val_if_fail (SOTONG_IS_KEPT_TOPIC (self), -1);

  if (self->id <= 0)
    return self->id;
  return self->context == NULL || sotong_context_get_store (self->context) == NULL || is_here (self) ? self->id : 0;
}

/**
 * sotong_kept_topic_set:
 * @self: a kept topic
 * @id: of the open workspace; 0 for all, -1 for none
 */
void
sotong_kept_topic_set (SotongKeptTopic *self,
                       gint64           id)
{
  SotongStore *store;

  g_return_if_fail (SOTONG_IS_KEPT_TOPIC (self));

  if (id == sotong_kept_topic_get (self))
    return;
  store = self->context != NULL ? sotong_context_get_store (self->context) : NULL;
  take (self, id, "", store != NULL ? sotong_store_get_uuid (store) : "");
  look_up (self);
}

/**
 * sotong_kept_topic_load:
 * @self: a kept topic
 * @layout: of [method@Sotong.KeptTopic.save], or with the id alone as layouts once were; without one no topic is kept
 */
void
sotong_kept_topic_load (SotongKeptTopic *self,
                        GVariantDict    *layout)
{
  const char *name = "", *workspace = "";
  gint64 id = -1;

  g_return_if_fail (SOTONG_IS_KEPT_TOPIC (self));
  g_return_if_fail (layout != NULL);

  if (g_variant_dict_lookup (layout, "topic", "x", &id))
    {
      g_variant_dict_lookup (layout, "topic-name", "&s", &name);
      g_variant_dict_lookup (layout, "topic-workspace", "&s", &workspace);
    }
  take (self, MAX (id, -1), name, workspace);
  look_up (self);
}

/**
 * sotong_kept_topic_save:
 * @self: a kept topic
 * @layout: what it is written into, unless none is kept
 */
void
sotong_kept_topic_save (SotongKeptTopic *self,
                        GVariantDict    *layout)
{
  g_return_if_fail (SOTONG_IS_KEPT_TOPIC (self));
  g_return_if_fail (layout != NULL);

  if (self->id < 0)
    return;
  g_variant_dict_insert (layout, "topic", "x", self->id);
  if (*self->name != '\0')
    g_variant_dict_insert (layout, "topic-name", "s", self->name);
  if (*self->workspace != '\0')
    g_variant_dict_insert (layout, "topic-workspace", "s", self->workspace);
}
