/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>

G_BEGIN_DECLS
/* What of a source's settings a person types; what else stands there stays. */
typedef struct {
  char     *rest;     /* (owned): the settings as they were */
  GStrv     queries;  /* (owned) (nullable) */
  double    budget;   /* US dollars a month; 0: none */
  gboolean  secret;   /* it has a key though its kind needs none */
} SotongSourceValues;

SotongSourceValues *sotong_source_values_new     (const char               *settings) G_GNUC_WARN_UNUSED_RESULT;
void                sotong_source_values_free    (SotongSourceValues       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongSourceValues, sotong_source_values_free)
char               *sotong_source_values_to_json (const SotongSourceValues *self) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
