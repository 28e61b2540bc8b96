/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/dialogs/sotong-form.h"

G_BEGIN_DECLS
void sotong_form_keyring_wait (SotongForm   *self,
                               GCancellable *waiting);
void sotong_form_keyring_fail (SotongForm   *self,
                               GCancellable *waiting,
                               const char   *message);
G_END_DECLS
