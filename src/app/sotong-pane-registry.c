/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-inspector-pane.h"
#include "app/panes/sotong-activity-pane.h"
#include "app/panes/sotong-alerts-pane.h"
#include "app/panes/sotong-approval-pane.h"
#include "app/panes/sotong-cases-pane.h"
#include "app/panes/sotong-ledger-pane.h"
#include "app/panes/sotong-calendar-pane.h"
#include "app/panes/sotong-chart-pane.h"
#include "app/panes/sotong-editor-pane.h"
#include "app/panes/sotong-mentions-pane.h"
#include "app/panes/sotong-navigator-pane.h"
#include "app/panes/sotong-promise-pane.h"
#include "app/panes/sotong-sources-pane.h"
#include "app/panes/sotong-trend-pane.h"
#include "app/panes/sotong-words-pane.h"
#include "app/sotong-pane-registry.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define COPIES SOTONG_PANE_COPIES
#define EXTRA_COPIES (SOTONG_PANE_EXTRA | SOTONG_PANE_COPIES)

/* In the order of the View menu. The first of an area is in front in a new layout. */
static const SotongPaneInfo panes[] = {
  { "navigator", N_("Navigator"), "sotong-navigator-symbolic", PANEL_AREA_START, sotong_navigator_pane_get_type },
  { "calendar", N_("Calendar"), "sotong-calendar-symbolic", PANEL_AREA_CENTER, sotong_calendar_pane_get_type, 0, COPIES },
  { "content", N_("Content"), "sotong-content-symbolic", PANEL_AREA_CENTER, sotong_editor_pane_get_type },
  { "mentions", N_("Mentions"), "sotong-mentions-symbolic", PANEL_AREA_CENTER, sotong_mentions_pane_get_type, 0, COPIES },
  { "trend", N_("Trend"), "sotong-trend-symbolic", PANEL_AREA_CENTER, sotong_trend_pane_get_type, 0, COPIES },
  { "words", N_("Associated Words"), "sotong-words-symbolic", PANEL_AREA_CENTER, sotong_words_pane_get_type, 0, COPIES },
  { "issues", N_("What Is New"), "sotong-words-symbolic", PANEL_AREA_CENTER, sotong_words_pane_get_type, 0, EXTRA_COPIES },
  { "sentiment", N_("Sentiment"), "sotong-sentiment-symbolic", PANEL_AREA_CENTER, sotong_chart_pane_get_type, 0, EXTRA_COPIES },
  { "sources", N_("Sources and Topics"), "sotong-sources-symbolic", PANEL_AREA_CENTER, sotong_chart_pane_get_type, 0, EXTRA_COPIES },
  { "heat", N_("Heat Map"), "sotong-heat-symbolic", PANEL_AREA_CENTER, sotong_chart_pane_get_type, 0, EXTRA_COPIES },
  { "posts", N_("Post Performance"), "sotong-posts-symbolic", PANEL_AREA_CENTER, sotong_chart_pane_get_type, 0, EXTRA_COPIES },
  { "effect", N_("Campaign Effect"), "sotong-effect-symbolic", PANEL_AREA_CENTER, sotong_chart_pane_get_type, 0, EXTRA_COPIES },
  { "searches", N_("Search Trend"), "sotong-trend-symbolic", PANEL_AREA_CENTER, sotong_chart_pane_get_type, 0, EXTRA_COPIES },
  { "pace", N_("Budget Pace"), "sotong-pace-symbolic", PANEL_AREA_CENTER, sotong_chart_pane_get_type, 0, EXTRA_COPIES },
  { "budget", N_("Budget"), "sotong-budget-symbolic", PANEL_AREA_CENTER, sotong_ledger_pane_get_type, 0, COPIES },
  { "approval", N_("Approval Box"), "sotong-approval-symbolic", PANEL_AREA_CENTER, sotong_approval_pane_get_type },
  { "inspector", N_("Details"), "sotong-inspector-symbolic", PANEL_AREA_END, sotong_inspector_pane_get_type },
  { "promise", N_("Promise Meter"), "sotong-promise-symbolic", PANEL_AREA_END, sotong_promise_pane_get_type, 1, COPIES },
  { "activity", N_("Activity"), "sotong-activity-symbolic", PANEL_AREA_BOTTOM, sotong_activity_pane_get_type },
  { "alerts", N_("Alerts"), "sotong-warning-symbolic", PANEL_AREA_BOTTOM, sotong_alerts_pane_get_type, 0, COPIES },
  { "cases", N_("Cases"), "sotong-case-symbolic", PANEL_AREA_BOTTOM, sotong_cases_pane_get_type, 0, COPIES },
  { "collection", N_("Collection"), "sotong-collect-symbolic", PANEL_AREA_BOTTOM, sotong_sources_pane_get_type, 0, EXTRA_COPIES },
};

/**
 * sotong_pane_registry_get:
 * @n_panes: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_panes): all kinds of panes
 */
const SotongPaneInfo *
sotong_pane_registry_get (guint *n_panes)
{
  *n_panes = G_N_ELEMENTS (panes);
  return panes;
}

/**
 * sotong_pane_registry_lookup:
 * @id: an id, perhaps from a layout saved by another version; “trend#2” is a copy
 *
 * Returns: (transfer none) (nullable): the kind of pane; %NULL when this version has none
 */
const SotongPaneInfo *
sotong_pane_registry_lookup (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      gsize length = strlen (panes[i].id);

      if (strncmp (panes[i].id, id, length) == 0
          && (id[length] == '\0' || (id[length] == '#' && (panes[i].flags & SOTONG_PANE_COPIES))))
        return &panes[i];
    }
  return NULL;
}

/* (transfer full) (nullable): what is on the tab of a pane: “Trend”, of its second copy “Trend 2”. */
char *
sotong_pane_registry_title (const char *id)
{
  const SotongPaneInfo *info = sotong_pane_registry_lookup (id);
  const char *copy = strchr (id, '#');

  if (info == NULL)
    return NULL;
  return copy != NULL ? g_strdup_printf ("%s %s", _(info->title), copy + 1) : g_strdup (_(info->title));
}

/**
 * sotong_pane_registry_create:
 * @id: a pane's id
 *
 * Makes a pane with its id, title and symbol.
 *
 * Returns: (transfer floating) (nullable): the pane; %NULL when this version has none such
 */
SotongPane *
sotong_pane_registry_create (const char *id)
{
  const SotongPaneInfo *info = sotong_pane_registry_lookup (id);
  g_autofree char *title = NULL;

  if (info == NULL)
    return NULL;
  title = sotong_pane_registry_title (id);
  return g_object_new (info->get_type (),
                       "id", id,
                       "title", title,
                       "symbol", info->symbol,
                       NULL);
}
