/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS
#define SOTONG_STORE_ERROR (sotong_store_error_quark ())

/**
 * SotongStoreError:
 * @SOTONG_STORE_ERROR_FAILED: SQLite failed in a way that no other code names
 * @SOTONG_STORE_ERROR_NOT_FOUND: no such file, or no such row
 * @SOTONG_STORE_ERROR_NOT_OURS: the file is no workspace of Sotong
 * @SOTONG_STORE_ERROR_DAMAGED: the file is damaged
 * @SOTONG_STORE_ERROR_NEWER: a newer version of the program wrote the file
 * @SOTONG_STORE_ERROR_READ_ONLY: the file or its folder cannot be written
 * @SOTONG_STORE_ERROR_GONE: the file was replaced, moved or deleted while it was open
 * @SOTONG_STORE_ERROR_BUSY: another program kept the file locked
 * @SOTONG_STORE_ERROR_FULL: the disk is full
 * @SOTONG_STORE_ERROR_EXISTS: there is one already
 * @SOTONG_STORE_ERROR_INVALID: what was to be written breaks a rule
 * @SOTONG_STORE_ERROR_CONFLICT: somebody else changed it in between
 * @SOTONG_STORE_ERROR_LEFT_HOUSE: it was published and cannot be taken back
 * @SOTONG_STORE_ERROR_NOTHING: nothing to undo or redo
 * @SOTONG_STORE_ERROR_IN_USE: other things belong to it
 */
typedef enum {
  SOTONG_STORE_ERROR_FAILED,
  SOTONG_STORE_ERROR_NOT_FOUND,
  SOTONG_STORE_ERROR_NOT_OURS,
  SOTONG_STORE_ERROR_DAMAGED,
  SOTONG_STORE_ERROR_NEWER,
  SOTONG_STORE_ERROR_READ_ONLY,
  SOTONG_STORE_ERROR_GONE,
  SOTONG_STORE_ERROR_BUSY,
  SOTONG_STORE_ERROR_FULL,
  SOTONG_STORE_ERROR_EXISTS,
  SOTONG_STORE_ERROR_INVALID,
  SOTONG_STORE_ERROR_CONFLICT,
  SOTONG_STORE_ERROR_LEFT_HOUSE,
  SOTONG_STORE_ERROR_NOTHING,
  SOTONG_STORE_ERROR_IN_USE,
} SotongStoreError;

GQuark sotong_store_error_quark (void);
G_END_DECLS
