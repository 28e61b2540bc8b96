#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Proportional memory (PSS) with a workspace open, beside a bare Adwaita window and the program without one, in one run on a
# virtual display. bench-import 5000000 FOLDER leaves FOLDER/ours.sotong with five million mentions.
# usage: [SECONDS_OPEN=30] bench-memory.sh BUILDDIR WORKSPACE
set -eu

if [ "${IN_DISPLAY:-}" != yes ]; then
  IN_DISPLAY=yes exec "$(dirname "$(realpath "$0")")/../app/with-display.sh" "$(realpath "$0")" "$(realpath "$1")" "$(realpath "$2")"
fi
build=$1
workspace=$2
wait_s=${SECONDS_OPEN:-30}
export SOTONG_START_LOG="$HOME/start"

# pss NAME COMMAND…: starts it, waits that long behind its first frame, and prints what it takes
pss() {
  name=$1
  shift
  rm -f "$SOTONG_START_LOG"
  "$@" >"$HOME/out" 2>&1 &
  process=$!
  while [ ! -s "$SOTONG_START_LOG" ] && kill -0 "$process"; do # written with the first frame
    sleep 1
  done
  sleep "$wait_s"
  kib=$(awk '/^Pss:/ { print $2 }' "/proc/$process/smaps_rollup")
  kill "$process" 2>/dev/null || :
  wait "$process" 2>/dev/null || :
  echo "$name $kib" >>"$HOME/all"
  printf '%-30s %7.1f MB\n' "$name" "$(echo "$kib" | awk '{ print $1 / 1000 * 1.024 }')"
}

pss bare "$build/tests/bench/bare"
pss without-workspace "$build/src/app/sotong"
pss with-workspace "$build/src/app/sotong" "$workspace"
awk '{ kib[$1] = $2 } END { printf "workspace to bare %.2f, to none %.2f; wanted: 150 MB at most\n", kib["with-workspace"] / kib["bare"], kib["with-workspace"] / kib["without-workspace"] }' "$HOME/all"
