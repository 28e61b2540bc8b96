/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-people-dialog.h"
#include "store/sotong-approval.h"
#include "store/sotong-person.h"

G_BEGIN_DECLS
/* What the dialog shows, as it was read. */
typedef struct {
  gboolean   on;
  gint64     unsealed;  /* posts on the schedule that would not go out */
  GPtrArray *people;    /* (element-type SotongPerson) */
  GPtrArray *lines;     /* (element-type SotongApprovalLine) */
} SotongPeople;

struct _SotongPeopleDialog
{
  AdwPreferencesWindow  parent_instance;
  SotongContext        *context;      /* (owned) (nullable) */
  SotongPeople         *people;       /* (owned) (nullable) */
  GSignalGroup         *store;        /* (owned) */
  GCancellable         *cancellable;  /* (owned) (nullable) */
  AdwPreferencesGroup  *people_group;
  AdwPreferencesGroup  *lines_group;
  AdwActionRow         *on_row;
  GtkSwitch            *on_switch;
  GPtrArray            *rows;         /* (owned) (element-type GtkWidget): of both groups, to take them away again */
  gboolean              updating;
};

void sotong_people_dialog_edit_person (SotongPeopleDialog       *self,
                                       const SotongPerson       *person);
void sotong_people_dialog_edit_line   (SotongPeopleDialog       *self,
                                       const char               *type);
G_END_DECLS
