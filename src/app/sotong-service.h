/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gtk/gtk.h>

#include "publish/sotong-publisher.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_SERVICE (sotong_service_get_type ())
G_DECLARE_FINAL_TYPE (SotongService, sotong_service, SOTONG, SERVICE, GObject)

SotongService *sotong_service_new      (SotongPublisher *publisher,
                                        SotongStore     *store,
                                        GApplication    *application) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_service_stop     (SotongService   *self);
void           sotong_service_announce (GApplication    *application);
G_END_DECLS
