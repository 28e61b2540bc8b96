/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "exchange/sotong-sheet-import.h"

G_BEGIN_DECLS
/* What the cells of a sheet are looked up in. */
typedef struct {
  SotongDb                 *db;
  const SotongSheet        *sheet;
  const SotongSheetMapping *mapping;
  GTimeZone                *zone;
  gint64                    now;
  SotongSheetPlan          *plan;
  GHashTable               *channels;   /* folded name -> SotongChannel */
  GPtrArray                *list;       /* (element-type SotongChannel) */
  GHashTable               *types;      /* folded name -> id */
  GHashTable               *campaigns;  /* folded name -> GINT_TO_POINTER (index + 1) into ids */
  GArray                   *campaign_ids;
  GHashTable               *people;     /* folded name -> id, as text */
  GHashTable               *by_key;     /* key -> SotongSheetItem: of this sheet */
  GHashTable               *places;     /* title, channel and day -> line + 1 */
  GHashTable               *taken;      /* ids of contents that this sheet has found */
  const char               *channel;    /* (nullable): of rows that name none */
  struct {
    gint64   unit;                      /* what a number without a unit of its own counts, in won */
    gint64   headed;                    /* what the heading itself says of it, or 0 */
    gboolean said;                      /* the heading, or what stands above, says it */
    int      column;                    /* where each row says it, or -1 */
  }                         costs[2];   /* planned and final */
} SotongSheetReader;

/* The cells of one row, understood. */
typedef struct {
  char      *key;
  char      *title;
  char      *body;          /* (nullable) */
  char      *type;          /* (nullable) */
  char      *tags;          /* (nullable) */
  GPtrArray *channels;      /* (element-type SotongChannel, unowned) */
  gint64     at;
  gboolean   day_only;
  int        state;
  gint64     campaign_id;
  gint64     owner_id;
  gint64     cost_planned;
  gint64     cost_final;
} SotongSheetCells;

gboolean sotong_sheet_reader_init    (SotongSheetReader       *self,
                                      GError                 **error);
void     sotong_sheet_reader_clear   (SotongSheetReader       *self);
void     sotong_sheet_reader_problem (SotongSheetReader       *self,
                                      guint64                  line,
                                      int                      column,
                                      char                    *message);
gboolean sotong_sheet_reader_cells   (SotongSheetReader       *self,
                                      const SotongSheetLine   *line,
                                      SotongSheetCells        *cells);
void     sotong_sheet_plan_note      (SotongSheetPlan         *plan,
                                      guint64                  line,
                                      int                      column,
                                      char                    *message);
gboolean sotong_sheet_reader_refuse  (SotongSheetReader       *self,
                                      const SotongSheetLine   *line,
                                      SotongSheetRole          role,
                                      char                    *message);
void     sotong_sheet_settle_units   (SotongSheetReader       *self);
int      sotong_sheet_find_units     (const SotongSheet       *sheet,
                                      const SotongSheetMapping *mapping,
                                      SotongSheetRole          role,
                                      gboolean                *out_several);
gboolean sotong_sheet_read_won       (SotongSheetReader       *self,
                                      const SotongSheetLine   *line,
                                      SotongSheetRole          role,
                                      gint64                  *out_won);
gboolean sotong_sheet_take_id        (SotongSheetReader       *self,
                                      SotongSheetItem         *item,
                                      gint64                   id);
gboolean sotong_sheet_find_again     (SotongSheetReader       *self,
                                      GError                 **error);
void     sotong_sheet_cells_clear    (SotongSheetCells        *cells);
gboolean sotong_sheet_count_unapproved (SotongDb             *db,
                                        SotongSheetPlan      *plan,
                                        GError              **error);
gboolean sotong_sheet_merge          (const SotongSheetItem   *item,
                                      SotongContent           *content);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SotongSheetCells, sotong_sheet_cells_clear)
G_END_DECLS
