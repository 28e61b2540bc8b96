/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-figures-entry.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form.h"
#include "plan/sotong-month.h"
#include "store/sotong-figure.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

/* A figure that a person reads off a platform's own page and types in. */

typedef struct {
  SotongForm    *form;      /* (unowned): what is here goes with it */
  SotongContext *context;   /* (owned) */
  char          *channel;   /* (owned): its name */
  gint64         channel_id;
  gint64         copy_id;   /* 0: of the account */
  guint          metrics[SOTONG_FIGURES_N_METRICS]; /* what the choice offers */
  GtkWidget     *metric;
  GtkWidget     *day;
  GtkWidget     *number;
  GtkWidget     *source;
} Fields;

static void
fields_free (gpointer  data,
             GClosure *closure)
{
  Fields *fields = data;

  g_object_unref (fields->context);
  g_free (fields->channel);
  g_free (fields);
}

static gpointer
enter_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return sotong_figure_enter (db, data, error) ? data : NULL;
}

static char *
dup_line (GtkWidget *entry)
{
  g_autofree char *line = sotong_text_single_line (sotong_form_get_text (entry), 200);

  return g_strdup (g_strstrip (line));
}

static void
accepted_cb (Fields *fields)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (fields->metric));
  g_autofree char *number = dup_line (fields->number);
  g_autofree char *day = sotong_form_dup_day (fields->day);
  SotongFigure *figure;
  gint64 value = SOTONG_NONE, parsed;

  if (!sotong_month_parse_day (day, &parsed))
    {
      sotong_form_fail (fields->form, _("The day is written as 2016-10-14."));
      return;
    }
  if (number[0] != '\0' && (!sotong_won_parse (number, &value) || value < 0))
    {
      sotong_form_fail (fields->form, _("The figure is a whole number, as 1,200. Empty, it takes away what was typed in for that day."));
      return;
    }
  figure = g_new0 (SotongFigure, 1);
  figure->channel_id = fields->channel_id;
  figure->copy_id = fields->copy_id;
  figure->channel = g_strdup (fields->channel);
  figure->day = g_steal_pointer (&day);
  figure->metric = g_strdup (sotong_figures_metric_name (fields->metrics[chosen]));
  figure->value = value;
  figure->source = dup_line (fields->source);
  if (figure->source[0] == '\0')
    {
      g_free (figure->source);
      figure->source = g_strdup ("person");
    }
  sotong_form_write (fields->form, sotong_context_get_store (fields->context), enter_job, figure, (GDestroyNotify) sotong_figure_free, NULL);
}

/* What the platform tells by itself says so: it need not be typed in. */
static void
add_metrics (Fields                     *fields,
             const SotongFiguresData    *data,
             const SotongFiguresSubject *subject)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) labels = NULL;
  guint n = 0;

  for (guint i = 0; i < SOTONG_FIGURES_N_METRICS; i++)
    if (sotong_figures_metric_suits (i, subject->platform, fields->copy_id != 0) || data->fetched[i])
      {
        g_autofree char *label = data->fetched[i] ? g_strdup_printf (_("%s (read by itself)"), sotong_figures_metric_label (i))
                                                  : g_strdup (sotong_figures_metric_label (i));

        fields->metrics[n++] = i;
        g_strv_builder_add (builder, label);
      }
  labels = g_strv_builder_end (builder);
  fields->metric = sotong_form_add_choice (fields->form, _("Figure"), (const char * const *) labels, 0);
}

/**
 * sotong_figures_entry_present:
 * @parent: the dialog of the figures
 * @context: its context, with a workspace
 * @data: whose figures it shows
 *
 * Asks for one figure of the account or post that @data is of, among those that its platform has. One step of undo.
 */
void
sotong_figures_entry_present (GtkWindow               *parent,
                              SotongContext           *context,
                              const SotongFiguresData *data)
{
  const SotongFiguresSubject *subject = sotong_figures_get_subject (data);
  gint64 now = sotong_clock_now (sotong_store_get_clock (sotong_context_get_store (context)));
  g_autofree char *today = sotong_time_format_iso (now, sotong_context_get_zone (context));
  g_autofree char *description = NULL;
  Fields *fields;

  g_return_if_fail (subject != NULL);
  fields = g_new0 (Fields, 1);
  fields->form = sotong_form_new (parent, _("Type In a Figure"), _("_Save"));
  fields->context = g_object_ref (context);
  fields->channel = g_strdup (subject->name);
  fields->channel_id = data->channel_id;
  fields->copy_id = data->copy_id;
  today[10] = '\0';
  description = g_strdup_printf (_("Of “%s”, as its own page tells it. What is typed in comes before what is read, and can be undone."),
                                 data->title != NULL ? data->title : subject->name);
  sotong_form_add_group (fields->form, NULL, description);
  add_metrics (fields, data, subject);
  fields->day = sotong_form_add_entry (fields->form, _("Day"), today);
  fields->number = sotong_form_add_entry (fields->form, _("Number"), NULL);
  fields->source = sotong_form_add_entry (fields->form, _("Who says so"), NULL);
  g_signal_connect_data (fields->form, "accepted", G_CALLBACK (accepted_cb), fields, fields_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (fields->form));
}
