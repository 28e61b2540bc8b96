#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Time to the first frame and to filled panes: a bare window, Sotong and, where it is installed,
# gnome-calendar in turn, on a virtual display. Medians and ratios.
# usage: [ROUNDS=9] bench-start.sh BUILDDIR [WORKSPACE]
set -eu

build=$(realpath "$1")
shift
here=$(dirname "$(realpath "$0")")
other=$(command -v gnome-calendar || echo -)
exec "$here/../app/with-display.sh" "$build/tests/bench/bench-start" "${ROUNDS:-9}" \
  "$build/tests/bench/bare" "$other" "$build/src/app/sotong" "$@"
