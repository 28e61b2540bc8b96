/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-text-row.h"
#include "store/sotong-store.h"
#include "window-fixture.h"

G_BEGIN_DECLS
/* 2016-10-14 10:00 +09:00 */
#define PANES_NOW G_GINT64_CONSTANT (1476406800)

/* A window in which a workspace is open, with a pane in front. */
typedef struct {
  WindowFixture  window;
  SotongStore   *store;      /* (owned) */
  SotongContext *context;    /* (owned) */
  char          *directory;  /* (owned) */
} PanesFixture;

void         panes_set_up        (PanesFixture  *f,
                                  gconstpointer  data);
void         panes_tear_down     (PanesFixture  *f,
                                  gconstpointer  data);
GtkWidget   *panes_show          (PanesFixture  *f,
                                  const char    *id);
void         panes_spin          (guint          ms);
void         panes_click         (GtkWidget     *widget);
gboolean     panes_press         (GtkWidget     *widget,
                                  guint          keyval);
GtkWidget   *panes_find_text     (GtkWidget     *widget,
                                  const char    *text);
/* Until @condition holds; a test that waits for ever is ended by its runner. */
static inline gboolean
panes_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Looks again now and then: what another thread brings about need not wake this one. */
#define panes_wait_until(condition) \
  G_STMT_START { \
    guint tick_id = g_timeout_add (20, panes_tick_cb, NULL); \
    while (!(condition)) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (tick_id); \
  } G_STMT_END

SotongStore *panes_store_new     (char        **out_directory);
void         panes_store_free    (SotongStore  *store,
                                  char         *directory);
gint64       panes_add_topic     (SotongStore  *store,
                                  const char   *word);
void         panes_add_mentions  (SotongStore  *store,
                                  guint         n_mentions,
                                  gint64        step_s);
void         panes_add_budget    (SotongStore  *store);
SotongTextRow *panes_text_row    (GtkWidget    *pane,
                                  guint         position);
gboolean     panes_row_says      (GtkWidget    *pane,
                                  guint         position,
                                  int           column,
                                  const char   *text);
G_END_DECLS
