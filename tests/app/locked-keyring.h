/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-context.h"

G_BEGIN_DECLS
/* A keyring that nobody opens: as the real one, it waits as long as it takes, unless it is told to stop. */
void lock_keyring (SotongContext *context);
G_END_DECLS
