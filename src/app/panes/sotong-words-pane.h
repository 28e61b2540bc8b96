/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "app/sotong-pane.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_WORDS_PANE (sotong_words_pane_get_type ())
G_DECLARE_FINAL_TYPE (SotongWordsPane, sotong_words_pane, SOTONG, WORDS_PANE, SotongPane)
G_END_DECLS
