#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Time to the first frame, Sotong and a bare window in turn, on a virtual display.
# usage: bench-start.sh BUILDDIR [WORKSPACE]
set -eu

build=$(realpath "$1")
shift
here=$(dirname "$(realpath "$0")")
exec "$here/../app/with-display.sh" "$build/tests/bench/bench-start" 9 "$build/tests/bench/bare" \
  "$build/src/app/sotong" "$@"
