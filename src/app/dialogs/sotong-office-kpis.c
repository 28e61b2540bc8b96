/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-dialog-parts.h"
#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "app/dialogs/sotong-office-lists.h"
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-kpi.h"
#include "util/sotong-text.h"
#include "util/sotong-time.h"
#include "util/sotong-won.h"

/* The indicators of the office: how each is measured, what is to be reached, what was, and who says so. */

#define MAX_TEXT 2000
#define NO_BREAK_SPACE "\302\240"

/* ---- reading ---- */

typedef struct {
  SotongKpi       *kpi;      /* (owned) */
  int              year;
  int              month;
  SotongKpiFigures of_year;  /* (owned) */
  SotongKpiFigures of_month; /* (owned) of the month before this one, which is over */
} Item;

static void
item_free (Item *item)
{
  sotong_kpi_free (item->kpi);
  sotong_kpi_figures_clear (&item->of_year);
  sotong_kpi_figures_clear (&item->of_month);
  g_free (item);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Item, item_free)

static gpointer
list_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) kpis = sotong_kpi_list (db, error);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  gint64 month = sotong_time_bucket_start (sotong_db_now (db), SOTONG_BUCKET_MONTH, sotong_db_get_zone (db)) - 1;

  while (kpis != NULL && kpis->len > 0)
    {
      g_autoptr(Item) item = g_new0 (Item, 1);

      item->kpi = g_ptr_array_steal_index (kpis, 0);
      sotong_time_to_civil (month, sotong_db_get_zone (db), &item->year, &item->month, NULL, NULL, NULL, NULL);
      if (!sotong_kpi_get_figures (db, item->kpi, item->year, 0, &item->of_year, error)
          || !sotong_kpi_get_figures (db, item->kpi, item->year, item->month, &item->of_month, error))
        return NULL;
      g_ptr_array_add (items, g_steal_pointer (&item));
    }
  return kpis != NULL ? g_steal_pointer (&items) : NULL;
}

/* ---- the form ---- */

static SotongKpi *
copy_kpi (const SotongKpi *kpi)
{
  SotongKpi *copy = g_new0 (SotongKpi, 1);

  copy->id = kpi->id;
  copy->name = g_strdup (kpi->name);
  copy->definition = g_strdup (kpi->definition);
  copy->source = g_strdup (kpi->source);
  copy->unit = g_strdup (kpi->unit);
  copy->metric = g_strdup (kpi->metric);
  copy->channel = g_strdup (kpi->channel);
  copy->channel_id = kpi->channel_id;
  copy->group = g_strdup (kpi->group);
  copy->group_id = kpi->group_id;
  return copy;
}

/* An indicator to be edited, or a new one, and the channels that it may count. */
typedef struct {
  SotongKpi *kpi;       /* (owned) (nullable) */
  GPtrArray *groups;    /* (owned) (element-type SotongChannelGroup) */
  GPtrArray *channels;  /* (owned) (element-type SotongChannel) */
} Offer;

static void
offer_free (Offer *offer)
{
  sotong_kpi_free (offer->kpi);
  g_clear_pointer (&offer->groups, g_ptr_array_unref);
  g_clear_pointer (&offer->channels, g_ptr_array_unref);
  g_free (offer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

typedef struct {
  SotongForm    *form;      /* (unowned): the fields go with it */
  SotongContext *context;   /* (owned) */
  Offer         *offer;     /* (owned) */
  GtkWidget     *name;      /* (nullable) */
  GtkWidget     *definition, *source, *unit, *metric, *scope;
  GtkWidget     *target, *value, *said_by;
} Fields;

static void
fields_free (gpointer  data,
             GClosure *closure)
{
  Fields *fields = data;

  g_object_unref (fields->context);
  offer_free (fields->offer);
  g_free (fields);
}

static const struct {
  const char *id;
  const char *label;
} metrics[] = {
  { "", N_("Typed in, with who says so") }, { "visitors", N_("Visitors a month, on the average") }, { "followers", N_("Followers") },
  { "growth", N_("Growth of followers (%)") }, { "engagement", N_("Engagement with posts (%)") }, { "answers", N_("Share of questions answered (%)") },
  { "positive", N_("Share of positive mentions (%)") }, { "negative", N_("Share of negative mentions (%)") },
  { "agreement", N_("Agreement of the machine with the officer (%)") }, { "published", N_("Published posts") },
};

typedef struct {
  SotongKpi      kpi;      /* its texts are owned */
  gboolean       has_target, has_value;
  SotongKpiValue target, value;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->kpi.name);
  g_free (wanted->kpi.definition);
  g_free (wanted->kpi.source);
  g_free (wanted->kpi.unit);
  g_free (wanted->value.source);
  g_free (wanted);
}

static gpointer
save_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  const Wanted *w = data;
  gint64 id;

  if (!sotong_change_begin (db, "kpi.set", "kpi", 0, w->kpi.name, error) || (id = sotong_kpi_set (db, &w->kpi, error)) == 0)
    return NULL;
  sotong_change_set_subject (db, id, NULL);
  if (w->has_target && !sotong_kpi_set_target (db, id, w->target.year, w->target.value, error))
    return NULL;
  return !w->has_value || sotong_kpi_set_value (db, id, &w->value, error) ? data : NULL;
}

static char *
text_of (GtkWidget *row)
{
  g_autofree char *clean = sotong_text_clean (sotong_form_get_text (row), -1, MAX_TEXT);

  return g_strstrip (sotong_text_single_line (clean, MAX_TEXT));
}

/* "2016=130,000": an empty field says nothing; %FALSE after a word about what is wrong. */
static gboolean
read_value (Fields         *fields,
            GtkWidget      *row,
            gboolean        months,
            gboolean       *out_has,
            SotongKpiValue *value)
{
  g_autofree char *text = text_of (row);

  *out_has = *text != '\0';
  if (!*out_has || sotong_kpi_value_parse (text, months, value))
    return TRUE;
  sotong_form_fail (fields->form, months ? _("The value is not one. Write the year or the month before it, and one decimal at most, as 2016=130,000 or 2016-02=61.5.")
                                         : _("The target is not one. Write the year before it, and one decimal at most, as 2016=130,000."));
  return FALSE;
}

/* All channels, then the groups, then the channels: as the choices stand. */
static void
take_scope (Fields    *fields,
            SotongKpi *kpi)
{
  guint at = adw_combo_row_get_selected (ADW_COMBO_ROW (fields->scope)), n_groups = fields->offer->groups->len;

  kpi->all_channels = at == 0 || at > n_groups + fields->offer->channels->len;
  if (kpi->all_channels)
    return;
  if (at <= n_groups)
    kpi->group_id = ((const SotongChannelGroup *) g_ptr_array_index (fields->offer->groups, at - 1))->id;
  else
    kpi->channel_id = ((const SotongChannel *) g_ptr_array_index (fields->offer->channels, at - 1 - n_groups))->id;
}

static GtkWidget *
add_scope (Fields *fields)
{
  const Offer *offer = fields->offer;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;
  guint chosen = 0;

  g_strv_builder_add (builder, _("All channels"));
  for (guint i = 0; i < offer->groups->len; i++)
    {
      const SotongChannelGroup *group = g_ptr_array_index (offer->groups, i);
      /* Translators: a group of channels */
      g_autofree char *name = g_strdup_printf (_("Group: %s"), group->name);

      g_strv_builder_add (builder, name);
      if (offer->kpi != NULL && offer->kpi->group_id == group->id)
        chosen = 1 + i;
    }
  for (guint i = 0; i < offer->channels->len; i++)
    {
      const SotongChannel *channel = g_ptr_array_index (offer->channels, i);

      g_strv_builder_add (builder, channel->name);
      if (chosen == 0 && offer->kpi != NULL && offer->kpi->channel_id == channel->id)
        chosen = 1 + offer->groups->len + i;
    }
  names = g_strv_builder_end (builder);
  return sotong_form_add_choice (fields->form, _("Channels that count"), (const char * const *) names, chosen);
}

static void
accepted_cb (Fields *fields)
{
  Wanted *w = g_new0 (Wanted, 1);
  guint metric = adw_combo_row_get_selected (ADW_COMBO_ROW (fields->metric));

  w->kpi.name = fields->offer->kpi != NULL ? g_strdup (fields->offer->kpi->name) : text_of (fields->name);
  w->kpi.definition = text_of (fields->definition);
  w->kpi.source = text_of (fields->source);
  w->kpi.unit = text_of (fields->unit);
  w->kpi.metric = (char *) metrics[MIN (metric, G_N_ELEMENTS (metrics) - 1)].id;
  take_scope (fields, &w->kpi);
  w->value.source = text_of (fields->said_by);
  if (*w->kpi.name == '\0')
    sotong_form_fail (fields->form, _("An indicator needs a name."));
  else if (adw_combo_row_get_selected (ADW_COMBO_ROW (fields->scope)) == GTK_INVALID_LIST_POSITION)
    sotong_form_fail_at (fields->form, fields->scope, _("Choose the channels that count. What you meant is not there any more under its name."));
  else if (read_value (fields, fields->target, FALSE, &w->has_target, &w->target) && read_value (fields, fields->value, TRUE, &w->has_value, &w->value))
    {
      if (w->has_value && *w->value.source == '\0' && *w->kpi.source == '\0')
        sotong_form_fail (fields->form, _("Who says so? A value that is typed in needs its source."));
      else
        {
          sotong_form_write (fields->form, sotong_context_get_store (fields->context), save_job, w, wanted_free, NULL);
          return;
        }
    }
  wanted_free (w);
}

/* What is typed outlives a killed program. */
static void
watch (const Fields *fields)
{
  static const char *const keys[] = { "definition", "source", "unit", "metric", "=scope", "target", "value", "said-by", "name", NULL };
  static const char *const of_stored[] = { "definition", "source", "unit", "metric", "=scope", "target", "value", "said-by", NULL };
  GtkWidget *const rows[] = { fields->definition, fields->source, fields->unit, fields->metric, fields->scope, fields->target, fields->value,
                              fields->said_by, fields->name };
  g_autofree char *which = g_strdup_printf ("kpi:%" G_GINT64_FORMAT, fields->offer->kpi != NULL ? fields->offer->kpi->id : 0);

  sotong_form_journal_watch (fields->form, sotong_context_get_store (fields->context), which, rows, fields->name != NULL ? keys : of_stored, NULL);
}

static void
present_form (SotongListDialog *dialog,
              gpointer          data)
{
  Offer *offer = data;
  const SotongKpi *kpi = offer->kpi;
  Fields *fields = g_new0 (Fields, 1);
  const char *names[G_N_ELEMENTS (metrics) + 1] = { NULL };
  guint chosen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      names[i] = _(metrics[i].label);
      if (kpi != NULL && g_str_equal (kpi->metric, metrics[i].id))
        chosen = i;
    }
  fields->form = sotong_form_new (GTK_WINDOW (dialog), kpi != NULL ? kpi->name : _("Add Indicator"), kpi != NULL ? _("_Save") : _("_Add"));
  fields->context = g_object_ref (sotong_list_dialog_get_context (dialog));
  fields->offer = offer;
  fields->name = kpi == NULL ? sotong_form_add_entry (fields->form, _("Name"), "") : NULL;
  fields->definition = sotong_form_add_entry (fields->form, _("How it is measured"), kpi != NULL ? kpi->definition : "");
  fields->source = sotong_form_add_entry (fields->form, _("Where the values come from"), kpi != NULL ? kpi->source : "");
  fields->unit = sotong_form_add_entry (fields->form, _("Unit"), kpi != NULL ? kpi->unit : "");
  fields->metric = sotong_form_add_choice (fields->form, _("Computed from"), names, chosen);
  fields->scope = add_scope (fields);
  sotong_form_add_group (fields->form, _("Target and value"), _("Each with its year or month before it, as 2016=130,000 or 2016-02=61.5; what is left empty stays as it is."));
  fields->target = sotong_form_add_entry (fields->form, _("Target of a year"), "");
  fields->value = sotong_form_add_entry (fields->form, _("Value of a year or month"), "");
  fields->said_by = sotong_form_add_entry (fields->form, _("Who says so"), "");
  g_signal_connect_data (fields->form, "accepted", G_CALLBACK (accepted_cb), fields, fields_free, G_CONNECT_SWAPPED);
  watch (fields);
  gtk_window_set_default_size (GTK_WINDOW (fields->form), 520, 640);
  gtk_window_present (GTK_WINDOW (fields->form));
}

static gpointer
offer_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(Offer) offer = g_new0 (Offer, 1);
  const SotongKpi *kpi = ((const Offer *) data)->kpi;

  offer->kpi = kpi != NULL ? copy_kpi (kpi) : NULL;
  offer->groups = sotong_channel_group_list (db, error);
  offer->channels = offer->groups != NULL ? sotong_channel_list (db, error) : NULL;
  return offer->channels != NULL ? g_steal_pointer (&offer) : NULL;
}

static void
ask (SotongListDialog *dialog,
     const SotongKpi  *kpi)
{
  Offer *offer = g_new0 (Offer, 1);

  offer->kpi = kpi != NULL ? copy_kpi (kpi) : NULL;
  sotong_list_dialog_read (dialog, offer_job, offer, (GDestroyNotify) offer_free, (GDestroyNotify) offer_free, present_form);
}

static void
add (SotongListDialog *dialog)
{
  ask (dialog, NULL);
}

/* ---- rows ---- */

static void
edit_cb (GtkWidget        *button,
         SotongListDialog *dialog)
{
  ask (dialog, g_object_get_data (G_OBJECT (button), "sotong-kpi"));
}

static gpointer
remove_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  return sotong_kpi_remove (db, *(const gint64 *) data, error) ? data : NULL;
}

static void
remove_cb (GtkWidget        *button,
           SotongListDialog *dialog)
{
  gint64 id = sotong_list_dialog_get_id (button);

  sotong_list_dialog_write (dialog, remove_job, g_memdup2 (&id, sizeof id), g_free);
}

static char *
format_value (gint64   tenths,
              gboolean with_tenths)
{
  g_autofree char *whole = tenths != SOTONG_NONE ? sotong_number_group (ABS (tenths) / 10) : NULL;

  if (whole == NULL)
    return g_strdup ("-");
  if (!with_tenths)
    return g_strdup_printf ("%s%s", tenths < 0 ? "-" : "", whole);
  return g_strdup_printf ("%s%s.%d", tenths < 0 ? "-" : "", whole, (int) (ABS (tenths) % 10));
}

/* A label and its value stand on the same line, however narrow the list is. */
static void
add_figure (GString    *text,
            const char *separator,
            const char *label,
            gint64      value,
            gboolean    with_tenths)
{
  g_autofree char *shown = format_value (value, with_tenths);
  g_autoptr(GString) pair = g_string_new (NULL);

  g_string_printf (pair, "%s %s", label, shown);
  g_string_replace (pair, " ", NO_BREAK_SPACE, 0);
  g_string_append_printf (text, "%s%s", separator, pair->str);
}

static char *
describe (const Item *item)
{
  g_autoptr(GString) figures = g_string_new (NULL);
  g_autofree char *month = g_strdup_printf ("%d-%02d", item->year, item->month), *before = g_strdup_printf ("%d-%02d", item->year - 1, item->month);
  g_autofree char *target = g_strdup_printf (_("Target %d"), item->year), *reached = g_strdup_printf (_("Reached %d"), item->year);
  const char *source = item->of_year.said_by != NULL && *item->of_year.said_by != '\0' ? item->of_year.said_by : item->kpi->source;
  const char *scope = *item->kpi->group != '\0' ? item->kpi->group : item->kpi->channel;
  gboolean tenths = sotong_kpi_figures_have_tenths (item->kpi, &item->of_year) || sotong_kpi_figures_have_tenths (item->kpi, &item->of_month);

  add_figure (figures, "", target, item->of_year.target, tenths);
  add_figure (figures, " · ", reached, item->of_year.value, tenths);
  add_figure (figures, "\n", month, item->of_month.value, tenths);
  add_figure (figures, " · ", before, item->of_month.before, tenths);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *year = g_strdup_printf ("%d", item->year - 3 + i);

      add_figure (figures, i > 0 ? " · " : "\n", year, item->of_year.past[i], tenths);
    }
  if (*scope != '\0' && sotong_kpi_has_scope (item->kpi->metric))
    g_string_append_printf (figures, _("\nChannels: %s"), scope);
  /* Translators: the figures of an indicator; how it is measured; where the values come from */
  return g_strdup_printf (_("%s\nMeasured: %s\nSource: %s"), figures->str, *item->kpi->definition != '\0' ? item->kpi->definition : "-",
                          source != NULL && *source != '\0' ? source : "-");
}

static GtkWidget *
make_row (SotongListDialog *dialog,
          gconstpointer     data)
{
  const Item *item = data;
  g_autofree char *title = *item->kpi->unit != '\0' ? g_strdup_printf ("%s (%s)", item->kpi->name, item->kpi->unit) : g_strdup (item->kpi->name);
  g_autofree char *subtitle = describe (item), *edit = g_strdup_printf (_("Edit %s"), item->kpi->name);
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), item->kpi->name);
  GtkWidget *row = sotong_dialog_new_row (title, subtitle);
  GtkWidget *button = sotong_list_dialog_new_button (dialog, "sotong-edit-symbolic", edit, item->kpi->id, G_CALLBACK (edit_cb));

  g_object_set_data_full (G_OBJECT (button), "sotong-kpi", copy_kpi (item->kpi), (GDestroyNotify) sotong_kpi_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sotong_list_dialog_new_button (dialog, "sotong-remove-symbolic", remove, item->kpi->id, G_CALLBACK (remove_cb)));
  return row;
}

static const SotongListDialogInfo info = {
  N_("Indicators"),
  N_("What the office promised to reach in a year, how it is measured, and what was reached; a summary of results shows them by the office's form."),
  N_("There is none."),
  SOTONG_AREA_HISTORY,
  list_job,
  make_row,
  add,
};

/**
 * sotong_kpis_dialog_new:
 * @window: a window with a workspace
 *
 * Returns: (transfer full): a dialog with the office's indicators
 */
SotongListDialog *
sotong_kpis_dialog_new (SotongWindow *window)
{
  return sotong_list_dialog_new (window, &info);
}
