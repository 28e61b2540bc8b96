/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* One point of a relative series, of whose answer the largest is 100. */
typedef struct {
  char   *name;
  char   *day;         /* YYYY-MM-DD */
  double  ratio;
  gint64  fetched_at;
} SotongRelative;

void       sotong_relative_free  (SotongRelative  *relative);
gboolean   sotong_relative_clear (SotongDb        *db,
                                  gint64           source_id,
                                  GError         **error);
gboolean   sotong_relative_add   (SotongDb        *db,
                                  gint64           source_id,
                                  const char      *name,
                                  const char      *day,
                                  double           ratio,
                                  GError         **error);
GPtrArray *sotong_relative_list  (SotongDb        *db,
                                  gint64           source_id,
                                  GError         **error);
G_END_DECLS
