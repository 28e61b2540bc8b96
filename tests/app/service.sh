#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command, to which the display is known under another name as well: the keyring's script takes it away.
SOTONG_DISPLAY=$DISPLAY
export SOTONG_DISPLAY
exec "$@"
