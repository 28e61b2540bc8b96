/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
gboolean  sotong_content_set_owner (SotongDb  *db,
                                    gint64     content_id,
                                    gint64     person_id,
                                    GError   **error);
gboolean  sotong_content_get_owner (SotongDb  *db,
                                    gint64     content_id,
                                    gint64    *out_person_id,
                                    char     **out_name,
                                    GError   **error);
gboolean  sotong_content_set_final_cost (SotongDb  *db,
                                         gint64     content_id,
                                         gint64     won,
                                         GError   **error);
G_END_DECLS
