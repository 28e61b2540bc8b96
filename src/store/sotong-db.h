/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "store/sotong-store-error.h"

G_BEGIN_DECLS
/**
 * SotongDb:
 *
 * One connection to the workspace, lent to a job for as long as it runs and used
 * by its thread alone. The functions of the store that take one are for jobs of
 * [method@Sotong.Store.read_async] and [method@Sotong.Store.write_async]; those
 * that write need a write job, whose transaction they are part of.
 */
typedef struct _SotongDb SotongDb;

/* No number: stands for SQL's null in the records' gint64 fields. */
#define SOTONG_NONE G_MININT64

gint64     sotong_db_now      (SotongDb *db);
GTimeZone *sotong_db_get_zone (SotongDb *db);
G_END_DECLS
