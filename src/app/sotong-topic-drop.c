/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/sotong-topic-drop.h"
#include "store/sotong-topic.h"

static gboolean
is_same (GtkStringList *names,
         GArray        *ids,
         GPtrArray     *topics)
{
  if (topics->len + 1 != ids->len)
    return FALSE;
  for (guint i = 0; i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      if (topic->id != g_array_index (ids, gint64, i + 1) || !g_str_equal (topic->name, gtk_string_list_get_string (names, i + 1)))
        return FALSE;
    }
  return TRUE;
}

/**
 * sotong_topic_drop_choose:
 * @drop: the drop-down
 * @ids: (element-type gint64): its topics
 * @chosen: a topic, or 0; one that is not there leaves it as it is
 */
void
sotong_topic_drop_choose (GtkDropDown *drop,
                          GArray      *ids,
                          gint64       chosen)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == chosen)
        gtk_drop_down_set_selected (drop, i);
    }
}

/**
 * sotong_topic_drop_fill:
 * @drop: a drop-down over a #GtkStringList
 * @ids: (element-type gint64): its topics, which are set
 * @topics: (element-type SotongTopic): all there are
 * @chosen: a topic, or 0
 *
 * Lists the topics; a list that holds them already is left alone, for it may be open.
 */
void
sotong_topic_drop_fill (GtkDropDown *drop,
                        GArray      *ids,
                        GPtrArray   *topics,
                        gint64       chosen)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (drop));
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  gint64 all = 0;

  if (is_same (list, ids, topics))
    return;
  g_ptr_array_add (names, (gpointer) _("All mentions"));
  g_array_set_size (ids, 0);
  g_array_append_val (ids, all);
  for (guint i = 0; i < topics->len; i++)
    {
      const SotongTopic *topic = g_ptr_array_index (topics, i);

      g_ptr_array_add (names, topic->name);
      g_array_append_val (ids, topic->id);
    }
  g_ptr_array_add (names, NULL);
  gtk_string_list_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), (const char * const *) names->pdata);
  gtk_drop_down_set_selected (drop, 0);
  sotong_topic_drop_choose (drop, ids, chosen);
}
