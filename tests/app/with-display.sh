#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a command on a virtual display with a D-Bus session and directories of its own.
# usage: with-display.sh COMMAND [ARGUMENT]...
set -eu

home=$(mktemp -d)
trap 'rm -rf "$home" 2>/dev/null || :' EXIT INT TERM # a portal may hold a folder in it for a moment longer
mkdir -m 0700 "$home/run"
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data"
export XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state" XDG_RUNTIME_DIR="$home/run"
export GSK_RENDERER="${GSK_RENDERER:-cairo}" GDK_BACKEND=x11 LC_ALL=C.UTF-8
export GTK_A11Y="${GTK_A11Y:-test}" GSETTINGS_BACKEND=memory GTK_THEME= NO_AT_BRIDGE=1
unset GTK_THEME WAYLAND_DISPLAY DISPLAY LANGUAGE 2>/dev/null || true

xvfb-run -a -s "-screen 0 1920x1080x24 -nolisten tcp" dbus-run-session -- "$@"
