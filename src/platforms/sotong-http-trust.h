/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
char *sotong_http_describe_distrust (const char           *host,
                                     GTlsCertificateFlags  faults,
                                     const GError         *cause) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
