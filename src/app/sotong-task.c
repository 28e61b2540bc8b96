/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-task.h"

#include <glib/gi18n.h>

/**
 * SotongTask:
 *
 * Something that takes a while and that a person may watch and stop: publishing, fetching,
 * an import. It stays in the window's list with the sentence it ended with until it is
 * cleared. For the main thread only.
 */
struct _SotongTask
{
  GObject          parent_instance;
  char            *title;        /* (owned) (not nullable) */
  char            *detail;       /* (owned) (not nullable): what it is at, then how it ended */
  double           fraction;     /* 0 to 1, or one of the two constants */
  SotongTaskState  state;
  GCancellable    *cancellable;  /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (SotongTask, sotong_task, G_TYPE_OBJECT)

typedef enum {
  PROP_DETAIL = 1,
  PROP_FRACTION,
  PROP_STATE,
  PROP_TITLE,
} SotongTaskProperty;

static GParamSpec *properties[PROP_TITLE + 1];

static void
sotong_task_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  SotongTask *self = SOTONG_TASK (object);

  switch ((SotongTaskProperty) prop_id)
    {
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_task_finalize (GObject *object)
{
  SotongTask *self = SOTONG_TASK (object);

  g_free (self->title);
  g_free (self->detail);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (sotong_task_parent_class)->finalize (object);
}

static void
sotong_task_class_init (SotongTaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sotong_task_get_property;
  object_class->finalize = sotong_task_finalize;
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, SOTONG_TASK_STANDING, 1, SOTONG_TASK_UNKNOWN, flags);
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, SOTONG_TASK_RUNNING, SOTONG_TASK_UNSURE, SOTONG_TASK_RUNNING, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sotong_task_init (SotongTask *self)
{
  self->cancellable = g_cancellable_new ();
  self->detail = g_strdup ("");
  self->fraction = SOTONG_TASK_UNKNOWN;
}

/**
 * sotong_task_new:
 * @title: what is being done, translated
 *
 * Returns: (transfer full): a task that runs
 */
SotongTask *
sotong_task_new (const char *title)
{
  SotongTask *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (SOTONG_TYPE_TASK, NULL);
  self->title = g_strdup (title);
  return self;
}

const char *
sotong_task_get_title (SotongTask *self)
{
  g_return_val_if_fail (SOTONG_IS_TASK (self), NULL);
  return self->title;
}

/**
 * sotong_task_get_detail:
 * @self: a task
 *
 * Returns: (transfer none): what it is at; once it is over, the sentence it ended with
 */
const char *
sotong_task_get_detail (SotongTask *self)
{
  g_return_val_if_fail (SOTONG_IS_TASK (self), NULL);
  return self->detail;
}

static void
take_detail (SotongTask *self,
             const char *detail)
{
  g_autofree char *old = NULL;

  if (g_strcmp0 (self->detail, detail) == 0)
    return;
  old = g_steal_pointer (&self->detail);
  self->detail = g_strdup (detail != NULL ? detail : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

void
sotong_task_set_detail (SotongTask *self,
                        const char *detail)
{
  g_return_if_fail (SOTONG_IS_TASK (self));

  if (!sotong_task_is_over (self))
    take_detail (self, detail);
}

double
sotong_task_get_fraction (SotongTask *self)
{
  g_return_val_if_fail (SOTONG_IS_TASK (self), SOTONG_TASK_UNKNOWN);
  return self->fraction;
}

/**
 * sotong_task_set_fraction:
 * @self: a task
 * @fraction: how much is done, 0 to 1; or `SOTONG_TASK_UNKNOWN`, or `SOTONG_TASK_STANDING`
 */
void
sotong_task_set_fraction (SotongTask *self,
                          double      fraction)
{
  g_return_if_fail (SOTONG_IS_TASK (self));

  fraction = MIN (fraction, 1);
  if (sotong_task_is_over (self) || self->fraction == fraction)
    return;
  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

SotongTaskState
sotong_task_get_state (SotongTask *self)
{
  g_return_val_if_fail (SOTONG_IS_TASK (self), SOTONG_TASK_FAILED);
  return self->state;
}

/**
 * sotong_task_is_over:
 * @self: a task
 *
 * Returns: whether it has ended, well or not
 */
gboolean
sotong_task_is_over (SotongTask *self)
{
  g_return_val_if_fail (SOTONG_IS_TASK (self), TRUE);
  return self->state != SOTONG_TASK_RUNNING && self->state != SOTONG_TASK_CANCELLING;
}

/**
 * sotong_task_get_cancellable:
 * @self: a task
 *
 * Returns: (transfer none): what the work is to be given
 */
GCancellable *
sotong_task_get_cancellable (SotongTask *self)
{
  g_return_val_if_fail (SOTONG_IS_TASK (self), NULL);
  return self->cancellable;
}

static void
set_state (SotongTask      *self,
           SotongTaskState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * sotong_task_cancel:
 * @self: a task
 *
 * Asks the work to stop. What it does about it, it says when it ends.
 */
void
sotong_task_cancel (SotongTask *self)
{
  g_return_if_fail (SOTONG_IS_TASK (self));

  if (self->state != SOTONG_TASK_RUNNING)
    return;
  set_state (self, SOTONG_TASK_CANCELLING);
  g_cancellable_cancel (self->cancellable);
}

/**
 * sotong_task_done:
 * @self: a task
 * @sentence: what came of it, translated
 */
void
sotong_task_done (SotongTask *self,
                  const char *sentence)
{
  g_return_if_fail (SOTONG_IS_TASK (self));

  take_detail (self, sentence);
  set_state (self, SOTONG_TASK_DONE);
}

/**
 * sotong_task_fail:
 * @self: a task
 * @sentence: what went wrong and what can be done, translated
 */
void
sotong_task_fail (SotongTask *self,
                  const char *sentence)
{
  g_return_if_fail (SOTONG_IS_TASK (self));

  take_detail (self, sentence);
  set_state (self, SOTONG_TASK_FAILED);
}

/**
 * sotong_task_leave:
 * @self: a task
 * @state: %SOTONG_TASK_WAITING or %SOTONG_TASK_UNSURE
 * @sentence: how things stand and what comes next, translated
 *
 * Ends a task that neither worked nor failed.
 */
void
sotong_task_leave (SotongTask      *self,
                   SotongTaskState  state,
                   const char      *sentence)
{
  g_return_if_fail (SOTONG_IS_TASK (self));
  g_return_if_fail (state == SOTONG_TASK_WAITING || state == SOTONG_TASK_UNSURE);

  take_detail (self, sentence);
  set_state (self, state);
}

/**
 * sotong_task_stop:
 * @self: a task
 * @sentence: how things stand now that the work has stopped as it was asked to, translated
 */
void
sotong_task_stop (SotongTask *self,
                  const char *sentence)
{
  g_return_if_fail (SOTONG_IS_TASK (self));

  take_detail (self, sentence);
  set_state (self, SOTONG_TASK_CANCELLED);
}

/**
 * sotong_task_end:
 * @self: a task
 * @sentence: (nullable): what came of it; %NULL when there is an @error
 * @error: (nullable): what went wrong; a cancelled request is no failure
 */
void
sotong_task_end (SotongTask   *self,
                 const char   *sentence,
                 const GError *error)
{
  g_return_if_fail (SOTONG_IS_TASK (self));
  g_return_if_fail (sentence != NULL || error != NULL);

  if (error == NULL)
    sotong_task_done (self, sentence);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sotong_task_stop (self, _("Stopped. What was not finished is as it was."));
  else
    sotong_task_fail (self, error->message);
}
