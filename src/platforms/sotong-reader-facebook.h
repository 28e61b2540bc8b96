/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "platforms/sotong-reader.h"

G_BEGIN_DECLS
#define SOTONG_TYPE_READER_FACEBOOK (sotong_reader_facebook_get_type ())
G_DECLARE_FINAL_TYPE (SotongReaderFacebook, sotong_reader_facebook, SOTONG, READER_FACEBOOK, SotongReader)
G_END_DECLS
