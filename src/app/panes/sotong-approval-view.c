/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-approval-view.h"

#include <glib/gi18n.h>

#include "app/panes/sotong-calendar-text.h"
#include "app/sotong-diff-label.h"
#include "util/sotong-content-type.h"
#include "util/sotong-time.h"

/* One screen with all that is decided about: the line, every channel's copy, and what changed
 * since the round before, word by word. */

static GtkWidget *
add_text (GtkWidget  *box,
          const char *text,
          const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* ---- the line ---- */

/* As in an office's approval box: "10-14 15:00". */
static char *
short_time (gint64     time,
            GTimeZone *zone)
{
  int year, month, day, hour, minute, second;

  sotong_time_to_civil (time, zone, &year, &month, &day, &hour, &minute, &second);
  return g_strdup_printf ("%02d-%02d %02d:%02d", month, day, hour, minute);
}

static char *
describe_step (const SotongApprovalStep *step,
               gboolean                  is_next,
               GTimeZone                *zone)
{
  g_autofree char *at = step->at != SOTONG_NONE ? short_time (step->at, zone) : NULL;

  if (step->decision == NULL)
    return g_strdup (is_next ? _("Decides next") : _("Later"));
  if (g_str_equal (step->decision, "skipped"))
    return g_strdup (_("Passed over"));
  if (g_str_equal (step->decision, "returned"))
    return g_strdup_printf (_("Returned %s"), at != NULL ? at : "");
  if (step->kind == SOTONG_STEP_DRAFT)
    return g_strdup (at != NULL ? at : "");
  return g_strdup_printf (_("Approved %s"), at != NULL ? at : "");
}

/* An office has long titles: they are cut here, and whole in the tooltip. */
static void
add_short (GtkWidget  *box,
           const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
new_step (const SotongApprovalStep *step,
          gboolean                  is_next,
          GTimeZone                *zone)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *when;
  g_autofree char *state = describe_step (step, is_next, zone);
  g_autofree char *who = step->deputy != NULL ? g_strdup_printf ("代 %s", step->deputy) : g_strdup (step->person);
  g_autofree char *all = g_strdup_printf ("%s, %s: %s", sotong_step_kind_get_label (step->kind), who, state);

  gtk_widget_add_css_class (box, "approval-step");
  if (is_next)
    gtk_widget_add_css_class (box, "next");
  add_short (box, sotong_step_kind_get_label (step->kind), "caption");
  add_short (box, who, "strong");
  if (step->deputy != NULL)
    {
      /* Translators: %s is the person for whom a deputy decided */
      g_autofree char *owner = g_strdup_printf (_("for %s"), step->person);

      add_short (box, owner, "caption");
    }
  when = gtk_label_new (state); /* short, and its end is the hour */
  gtk_label_set_xalign (GTK_LABEL (when), 0);
  gtk_widget_add_css_class (when, "caption");
  gtk_box_append (GTK_BOX (box), when);
  if (step->reason[0] != '\0')
    add_short (box, step->reason, "caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  return box;
}

/**
 * sotong_approval_view_new_line:
 * @approval: a content's approval, with a round
 * @zone: the office's time zone
 *
 * Returns: (transfer floating): the boxes of the line, as on an office's document
 */
GtkWidget *
sotong_approval_view_new_line (const SotongApproval *approval,
                               GTimeZone            *zone)
{
  GtkWidget *flow = gtk_flow_box_new ();
  const SotongApprovalStep *next = sotong_approval_round_get_next (approval->round);

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Approval line"), -1);
  for (guint i = 0; i < approval->round->steps->len; i++)
    {
      const SotongApprovalStep *step = g_ptr_array_index (approval->round->steps, i);
      GtkWidget *child = new_step (step, step == next, zone);

      gtk_flow_box_append (GTK_FLOW_BOX (flow), child);
      gtk_widget_set_focusable (gtk_widget_get_parent (child), FALSE);
    }
  return flow;
}

/* ---- the copies ---- */

static char *
text_of_time (gint64     time,
              GTimeZone *zone)
{
  return time != SOTONG_NONE ? sotong_calendar_text_moment (time, zone) : g_strdup (_("No time"));
}

static const char *
seal_text (const SotongApprovalCopy *copy)
{
  if (copy->seal == SOTONG_SEAL_BROKEN)
    return _("Seal broken: changed after it was approved");
  return copy->seal == SOTONG_SEAL_WHOLE ? _("Sealed") : NULL;
}

static GtkWidget *
new_copy (const SotongApprovalCopy *copy,
          GTimeZone                *zone)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *time = text_of_time (copy->publish_at, zone);
  g_autofree char *before = copy->had_before ? text_of_time (copy->publish_before, zone) : NULL;
  GtkWidget *when = sotong_diff_label_new (before, time);

  gtk_widget_add_css_class (box, "approval-copy");
  add_text (head, copy->channel, "heading");
  gtk_box_append (GTK_BOX (head), when);
  gtk_widget_set_hexpand (when, TRUE);
  add_text (head, sotong_state_get_label (copy->state), "dim-label");
  gtk_box_append (GTK_BOX (box), head);
  if (seal_text (copy) != NULL)
    add_text (box, seal_text (copy), copy->seal == SOTONG_SEAL_BROKEN ? "error" : "success");
  gtk_box_append (GTK_BOX (box), sotong_diff_label_new (copy->had_before ? copy->title_before : NULL, copy->title));
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "strong");
  if (copy->body[0] != '\0' || (copy->had_before && copy->body_before[0] != '\0'))
    gtk_box_append (GTK_BOX (box), sotong_diff_label_new (copy->had_before ? copy->body_before : NULL, copy->body));
  return box;
}

static GtkWidget *
new_pictures (GPtrArray *pictures)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pictures and videos"), -1);
  for (guint i = 0; i < pictures->len; i++)
    {
      const SotongApprovalPicture *picture = g_ptr_array_index (pictures, i);
      g_autoptr(GdkTexture) texture = gdk_texture_new_for_pixbuf (picture->pixbuf);
      GtkWidget *widget = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
      const char *label = picture->alt_text[0] != '\0' ? picture->alt_text : picture->file_name;

      gtk_picture_set_can_shrink (GTK_PICTURE (widget), FALSE);
      gtk_picture_set_alternative_text (GTK_PICTURE (widget), label);
      gtk_widget_set_tooltip_text (widget, label);
      gtk_widget_set_halign (widget, GTK_ALIGN_START);
      gtk_widget_set_valign (widget, GTK_ALIGN_START);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), widget);
      gtk_widget_set_focusable (gtk_widget_get_parent (widget), FALSE);
    }
  return flow;
}

static void
add_media (GtkWidget                  *box,
           const SotongApprovalScreen *screen)
{
  const SotongApproval *approval = screen->approval;
  const char *before = NULL;

  for (guint i = 0; i < approval->copies->len && before == NULL; i++)
    before = ((SotongApprovalCopy *) g_ptr_array_index (approval->copies, i))->media_before;
  if (approval->media[0] == '\0' && (before == NULL || before[0] == '\0'))
    return;
  add_text (box, _("Pictures and videos"), "heading");
  if (screen->pictures->len > 0)
    gtk_box_append (GTK_BOX (box), new_pictures (screen->pictures));
  gtk_box_append (GTK_BOX (box), sotong_diff_label_new (before, approval->media));
}

static gboolean
is_changed (const SotongApproval *approval)
{
  for (guint i = 0; i < approval->copies->len; i++)
    {
      if (((SotongApprovalCopy *) g_ptr_array_index (approval->copies, i))->had_before)
        return TRUE;
    }
  return FALSE;
}

static void
add_head (GtkWidget            *box,
          const SotongApproval *approval,
          GTimeZone            *zone)
{
  g_autofree char *at = NULL, *text = NULL;

  add_text (box, approval->title, "title-3");
  if (approval->round == NULL)
    return;
  at = sotong_calendar_text_moment (approval->round->submitted_at, zone);
  /* Translators: a content's type, who submitted it, when, and for which time */
  text = g_strdup_printf (_("%s · submitted by %s, %s · round %d"), sotong_content_type_get_label (approval->type), approval->round->drafter, at,
                          approval->round->round);
  add_text (box, text, "dim-label");
  gtk_box_append (GTK_BOX (box), sotong_approval_view_new_line (approval, zone));
  if (approval->returned != NULL)
    {
      g_autofree char *returned = g_strdup_printf (_("Returned the last time. %s"), approval->returned);

      add_text (box, returned, "warning");
    }
  if (is_changed (approval))
    add_text (box, _("Underlined is new since the last round, struck through is gone."), "caption");
}

/**
 * sotong_approval_view_new:
 * @screen: a content's approval and its pictures
 * @zone: the office's time zone
 *
 * Returns: (transfer floating): the screen on which it is decided
 */
GtkWidget *
sotong_approval_view_new (const SotongApprovalScreen *screen,
                          GTimeZone                  *zone)
{
  const SotongApproval *approval = screen->approval;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (box, "approval-view");
  add_head (box, approval, zone);
  for (guint i = 0; i < approval->copies->len; i++)
    gtk_box_append (GTK_BOX (box), new_copy (g_ptr_array_index (approval->copies, i), zone));
  add_media (box, screen);
  if (approval->notes[0] != '\0')
    {
      add_text (box, _("Internal notes"), "heading");
      add_text (box, approval->notes, NULL);
    }
  return box;
}
