/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* What a source is told besides its address; what is NULL or 0 is not said. */
typedef struct {
  const char * const *queries;  /* (nullable): what it searches for */
  const char * const *maps;     /* (nullable): "FIELD=PATH": where what stands in JSON */
  const char         *user;     /* (nullable): the account's name */
  double              budget;   /* US dollars a month */
  gboolean            secret;   /* has a secret though its kind needs none */
} SotongSourceSettings;

char *sotong_source_settings_to_json (const SotongSourceSettings *self) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
