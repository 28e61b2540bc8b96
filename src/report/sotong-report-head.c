/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/sotong-report-head.h"

/**
 * sotong_report_head_clear:
 * @self: a head
 *
 * Frees what the head owns and leaves it empty.
 */
void
sotong_report_head_clear (SotongReportHead *self)
{
  g_clear_pointer (&self->organisation, g_free);
  g_clear_pointer (&self->bureau, g_free);
  g_clear_pointer (&self->department, g_free);
  g_clear_pointer (&self->programme, g_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
}
