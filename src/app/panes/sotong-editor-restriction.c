/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-restriction.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-editor-field.h"
#include "util/sotong-text.h"

/**
 * SotongEditorRestriction:
 *
 * Whether a content is publicity of the city, and when one of its days falls under a restriction: which,
 * on what legal ground, and the entry for the ground on which it may go out all the same. Its
 * signal “changed” comes when a person changed something.
 */
struct _SotongEditorRestriction
{
  GtkWidget            parent_instance;
  gboolean             updating;
  SotongEditorPreedit *preedit;  /* (owned): of @ground */

  /* (unowned): template children */
  GtkWidget           *box;
  GtkCheckButton      *publicity;
  GtkWidget           *flagged;
  GtkLabel            *why;
  GtkLabel            *legal;
  GtkEntry            *ground;
};

G_DEFINE_FINAL_TYPE (SotongEditorRestriction, sotong_editor_restriction, GTK_TYPE_WIDGET)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (SotongEditorRestriction *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sotong_editor_restriction_dispose (GObject *object)
{
  SotongEditorRestriction *self = SOTONG_EDITOR_RESTRICTION (object);

  g_clear_object (&self->preedit);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (sotong_editor_restriction_parent_class)->dispose (object);
}

static void
sotong_editor_restriction_class_init (SotongEditorRestrictionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_editor_restriction_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-editor-restriction.ui");
  gtk_widget_class_bind_template_child (widget_class, SotongEditorRestriction, box);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorRestriction, publicity);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorRestriction, flagged);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorRestriction, why);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorRestriction, legal);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorRestriction, ground);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
sotong_editor_restriction_init (SotongEditorRestriction *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->preedit = sotong_editor_preedit_new (GTK_WIDGET (self->ground));
}

/**
 * sotong_editor_restriction_put:
 * @self: the widget
 * @publicity: whether the content is marked as publicity of the city
 * @ground: (nullable): its written ground
 *
 * Shows what is stored. There is no signal.
 */
void
sotong_editor_restriction_put (SotongEditorRestriction *self,
                               gboolean                 publicity,
                               const char              *ground)
{
  g_return_if_fail (SOTONG_IS_EDITOR_RESTRICTION (self));

  self->updating = TRUE;
  gtk_check_button_set_active (self->publicity, publicity);
  sotong_editor_field_put (GTK_EDITABLE (self->ground), ground);
  self->updating = FALSE;
}

/**
 * sotong_editor_restriction_build:
 * @self: the widget
 * @content: gets what the person has
 */
void
sotong_editor_restriction_build (SotongEditorRestriction *self,
                                 SotongContent           *content)
{
  g_return_if_fail (SOTONG_IS_EDITOR_RESTRICTION (self));

  content->publicity = gtk_check_button_get_active (self->publicity);
  g_free (content->restriction_ground);
  content->restriction_ground = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->ground))));
}

static void
add_at (GPtrArray                    *list,
        const SotongRestrictionRules *rules,
        const SotongContent          *content,
        gint64                        time)
{
  g_autoptr(GPtrArray) found = sotong_restriction_find (rules, content->id, content->type, content->publicity, time);

  while (found->len > 0)
    {
      SotongRestriction *restriction = g_ptr_array_steal_index (found, 0);
      gboolean known = FALSE;

      for (guint i = 0; i < list->len && !known; i++)
        {
          const SotongRestriction *other = g_ptr_array_index (list, i);

          known = g_str_equal (other->name, restriction->name) && g_str_equal (other->starts_on, restriction->starts_on);
        }
      if (known)
        sotong_restriction_free (restriction);
      else
        g_ptr_array_add (list, restriction);
    }
}

/* A copy without a time may be published now. */
static GPtrArray *
find (const SotongRestrictionRules *rules,
      const SotongContent          *content,
      gint64                        now)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sotong_restriction_free);
  gint64 otherwise = content->planned_at != SOTONG_NONE ? content->planned_at : now;

  for (guint i = 0; i < content->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (!sotong_state_is_out (copy->state))
        add_at (list, rules, content, copy->publish_at != SOTONG_NONE ? copy->publish_at : otherwise);
    }
  if (content->copies->len == 0)
    add_at (list, rules, content, otherwise);
  return list;
}

static void
show_found (SotongEditorRestriction *self,
            GPtrArray               *found)
{
  g_autoptr(GString) legal = g_string_new (NULL);
  g_autofree char *names = NULL, *why = NULL;

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (legal, "%s%s", i > 0 ? "\n" : "", ((SotongRestriction *) g_ptr_array_index (found, i))->legal_ground);
  names = sotong_restriction_describe (found);
  if (sotong_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->ground))))
    /* Translators: %s is the names of restricted periods. */
    why = g_strdup_printf (_("Its day falls under a restriction: %s. It is scheduled and published only with a written ground. "
                             "Whether the post is allowed is yours to decide."), names);
  else
    why = g_strdup_printf (_("Its day falls under a restriction: %s. It goes out on the ground written below."), names);
  gtk_label_set_text (self->why, why);
  gtk_label_set_text (self->legal, legal->str);
}

/**
 * sotong_editor_restriction_update:
 * @self: the widget
 * @rules: (nullable): what was read; %NULL while nothing is
 * @content: the content as it stands in the editor
 * @now: the workspace's time
 *
 * Shows why the content needs a ground, or nothing of it.
 */
void
sotong_editor_restriction_update (SotongEditorRestriction      *self,
                                  const SotongRestrictionRules *rules,
                                  const SotongContent          *content,
                                  gint64                        now)
{
  g_autoptr(GPtrArray) found = NULL;

  g_return_if_fail (SOTONG_IS_EDITOR_RESTRICTION (self));

  if (rules == NULL)
    return;
  found = find (rules, content, now);
  gtk_widget_set_visible (self->flagged, found->len > 0);
  if (found->len > 0)
    show_found (self, found);
}

/**
 * sotong_editor_restriction_holds:
 * @self: the widget
 * @rules: (nullable): what was read
 * @content: the content as it stands in the editor
 * @time: when a copy is to go out, or `SOTONG_NONE`
 *
 * Returns: whether the copy may not be scheduled for @time before a ground is written
 */
gboolean
sotong_editor_restriction_holds (SotongEditorRestriction      *self,
                                 const SotongRestrictionRules *rules,
                                 const SotongContent          *content,
                                 gint64                        time)
{
  g_autoptr(GPtrArray) found = NULL;

  g_return_val_if_fail (SOTONG_IS_EDITOR_RESTRICTION (self), FALSE);

  if (rules == NULL || time == SOTONG_NONE || !sotong_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->ground))))
    return FALSE;
  found = sotong_restriction_find (rules, content->id, content->type, content->publicity, time);
  return found->len > 0;
}

gboolean
sotong_editor_restriction_is_flagged (SotongEditorRestriction *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_RESTRICTION (self), FALSE);
  return gtk_widget_get_visible (self->flagged);
}

GtkEntry *
sotong_editor_restriction_get_entry (SotongEditorRestriction *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_RESTRICTION (self), NULL);
  return self->ground;
}

SotongEditorPreedit *
sotong_editor_restriction_get_preedit (SotongEditorRestriction *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_RESTRICTION (self), NULL);
  return self->preedit;
}
