#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command with a Secret Service of its own: a private D-Bus and an
# unlocked gnome-keyring without a display, both gone when the command ends.
#
#   keyring.sh COMMAND [ARGUMENT...]     runs the command within it
#   keyring.sh --locked COMMAND ...      the same with a keyring that nobody unlocked
#
# The environment of the command has DBUS_SESSION_BUS_ADDRESS and
# XDG_RUNTIME_DIR of that bus; nothing of the person's own keyring is touched.
set -eu
umask 077

fail() { echo "keyring.sh: $*" >&2; exit 99; }

unlock=yes
if [ "${1:-}" = --locked ]; then
  unlock=no
  shift
fi
[ $# -gt 0 ] || fail "say which command to run"
for program in dbus-daemon gnome-keyring-daemon gdbus; do
  command -v "$program" >/dev/null ||
    fail "$program is not installed, so secrets cannot be tested. Install the packages dbus-daemon, gnome-keyring and libglib2.0-bin."
done

dir=$(mktemp -d "${TMPDIR:-/tmp}/sotong-keyring-XXXXXX")
bus=
keyring=
stop() {
  # By the ids of what was started here, the keyring first.
  if [ -n "$keyring" ]; then kill "$keyring" 2>/dev/null || :; wait "$keyring" 2>/dev/null || :; fi
  if [ -n "$bus" ]; then kill "$bus" 2>/dev/null || :; wait "$bus" 2>/dev/null || :; fi
  rm -rf "$dir" 2>/dev/null || : # a portal may hold a folder in it for a moment longer
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir "$dir/run" "$dir/data" "$dir/home"
export HOME="$dir/home" XDG_DATA_HOME="$dir/data" XDG_RUNTIME_DIR="$dir/run"
export DBUS_SESSION_BUS_ADDRESS="unix:path=$dir/run/bus"
unset DISPLAY WAYLAND_DISPLAY GNOME_KEYRING_CONTROL

# Waits up to ten seconds for a command to succeed.
wait_for() {
  n=0
  until "$@" >/dev/null 2>&1; do
    n=$((n + 1))
    [ "$n" -lt 100 ] || return 1
    sleep 0.1
  done
}
ask_keyring() {
  gdbus call --session --timeout 5 --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets \
    --method org.freedesktop.Secret.Service.ReadAlias default
}
# Asking for the service itself before it is there would make the bus start another one.
has_owner() {
  gdbus call --session --timeout 5 --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus \
    --method org.freedesktop.DBus.NameHasOwner org.freedesktop.secrets | grep -q true
}
has_default() { ask_keyring | grep -q /collection/; }

# What the tests set to find mistakes in the program must not stop the servers.
plain() { exec env -u G_DEBUG -u G_MESSAGES_DEBUG -u MALLOC_PERTURB_ -u MALLOC_CHECK_ -u LD_PRELOAD "$@"; }

plain dbus-daemon --session --nofork --nopidfile --address="$DBUS_SESSION_BUS_ADDRESS" 2>"$dir/bus.log" &
bus=$!
wait_for test -S "$dir/run/bus" || { cat "$dir/bus.log" >&2; fail "the D-Bus daemon did not start"; }

# The password comes without a line end on standard input.
printf 'sotong-test' >"$dir/password"
plain gnome-keyring-daemon --foreground --unlock --components=secrets <"$dir/password" >"$dir/keyring.log" 2>&1 &
keyring=$!
wait_for has_owner && wait_for has_default || { cat "$dir/keyring.log" >&2; fail "the keyring did not start"; }

if [ "$unlock" = no ]; then
  gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets \
    --method org.freedesktop.Secret.Service.Lock "['/org/freedesktop/secrets/collection/login']" >/dev/null
fi

status=0
"$@" || status=$?
exit "$status"
