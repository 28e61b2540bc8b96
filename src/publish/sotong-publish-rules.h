/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-capabilities.h"
#include "store/sotong-channel.h"

G_BEGIN_DECLS
#define SOTONG_PUBLISH_ERROR (sotong_publish_error_quark ())

/**
 * SotongPublishError:
 * @SOTONG_PUBLISH_ERROR_SETTINGS: a channel's settings cannot work; the message says which
 * @SOTONG_PUBLISH_ERROR_OTHER_MACHINE: another machine publishes from this workspace: ask whether to take over
 * @SOTONG_PUBLISH_ERROR_OTHER_FILE: this file is a copy of one on this machine that publishes: ask in the same way
 * @SOTONG_PUBLISH_ERROR_REAL: the clock is set and the channel is a real one: ask first
 * @SOTONG_PUBLISH_ERROR_NO_SECRET: no password or token is stored for the channel
 * @SOTONG_PUBLISH_ERROR_NO_CONNECTOR: this program cannot publish there by itself
 * @SOTONG_PUBLISH_ERROR_NO_KEYRING: the Secret Service could not be asked, so whether one is stored is not known
 */
typedef enum {
  SOTONG_PUBLISH_ERROR_SETTINGS,
  SOTONG_PUBLISH_ERROR_OTHER_MACHINE,
  SOTONG_PUBLISH_ERROR_OTHER_FILE,
  SOTONG_PUBLISH_ERROR_REAL,
  SOTONG_PUBLISH_ERROR_NO_SECRET,
  SOTONG_PUBLISH_ERROR_NO_CONNECTOR,
  SOTONG_PUBLISH_ERROR_NO_KEYRING,
} SotongPublishError;
GQuark sotong_publish_error_quark (void);

gboolean sotong_publish_check_settings (const char           *platform,
                                        const char           *url,
                                        const char           *user,
                                        GError              **error);
gboolean sotong_publish_check_channel  (const SotongChannel  *channel,
                                        GError              **error);
gboolean sotong_publish_is_real        (const SotongChannel  *channel);
gboolean sotong_publish_is_elsewhere   (const GError         *error);
G_END_DECLS
