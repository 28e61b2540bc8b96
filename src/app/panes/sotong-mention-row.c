/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-mention-row.h"

/**
 * SotongMentionRow:
 *
 * A place in the list of mentions. It stands there before its mention was read, and tells
 * by `notify::loaded` when it has come, or has come anew.
 */
struct _SotongMentionRow
{
  GObject        parent_instance;
  SotongMention *mention; /* (owned) (nullable): null until it was read */
};

G_DEFINE_FINAL_TYPE (SotongMentionRow, sotong_mention_row, G_TYPE_OBJECT)

typedef enum {
  PROP_LOADED = 1,
} SotongMentionRowProperty;

static GParamSpec *properties[PROP_LOADED + 1];

static void
sotong_mention_row_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  SotongMentionRow *self = SOTONG_MENTION_ROW (object);

  switch ((SotongMentionRowProperty) prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->mention != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_mention_row_finalize (GObject *object)
{
  SotongMentionRow *self = SOTONG_MENTION_ROW (object);

  g_clear_pointer (&self->mention, sotong_mention_free);
  G_OBJECT_CLASS (sotong_mention_row_parent_class)->finalize (object);
}

static void
sotong_mention_row_class_init (SotongMentionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sotong_mention_row_get_property;
  object_class->finalize = sotong_mention_row_finalize;
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sotong_mention_row_init (SotongMentionRow *self)
{
}

SotongMentionRow *
sotong_mention_row_new (void)
{
  return g_object_new (SOTONG_TYPE_MENTION_ROW, NULL);
}

/**
 * sotong_mention_row_get_mention:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the mention, once it was read
 */
const SotongMention *
sotong_mention_row_get_mention (SotongMentionRow *self)
{
  g_return_val_if_fail (SOTONG_IS_MENTION_ROW (self), NULL);
  return self->mention;
}

/**
 * sotong_mention_row_take:
 * @self: a row
 * @mention: (transfer full): what was read
 *
 * Puts the mention into its place.
 */
void
sotong_mention_row_take (SotongMentionRow *self,
                         SotongMention    *mention)
{
  g_return_if_fail (SOTONG_IS_MENTION_ROW (self));

  g_clear_pointer (&self->mention, sotong_mention_free);
  self->mention = mention;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}
