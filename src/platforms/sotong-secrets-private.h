/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-secrets.h"

G_BEGIN_DECLS
void        sotong_secrets_wipe       (gpointer            memory,
                                       gsize               length);
const char *sotong_secrets_owner_name (SotongSecretsOwner  owner);
G_END_DECLS
