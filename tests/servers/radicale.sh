#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Debian's Radicale with one account and one empty calendar.
name=radicale
port=18432
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

url=http://127.0.0.1:$port

need() { packages curl radicale; }

dav() { # dav METHOD PATH [curl's options]
  local method=$1 path=$2
  shift 2
  curl -fsS -X "$method" -u "planner:$(password secret)" "$@" "$url$path"
}

begin() {
  printf 'planner:%s\n' "$(password secret)" >"$home/users"
  cat >"$home/config" <<INI
[server]
hosts = 127.0.0.1:$port
[auth]
type = htpasswd
htpasswd_filename = $home/users
htpasswd_encryption = plain
delay = 0
[rights]
type = owner_only
[storage]
filesystem_folder = $home/collections
[web]
type = none
INI
  # the system's own Python, whatever other comes first
  daemon radicale /usr/bin/python3 /usr/bin/radicale --config "$home/config"
  until_ready radicale dav OPTIONS / -o /dev/null
  dav PROPFIND /planner/content/ -H 'Depth: 0' -o /dev/null 2>/dev/null ||
    dav MKCALENDAR /planner/content/ -H 'Content-Type: application/xml' -o /dev/null --data-binary \
      '<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop><D:displayname>content</D:displayname></D:prop></D:set></C:mkcalendar>'
}

vars() {
  cat <<ENV
CALDAV_URL=$url/planner/content/
CALDAV_USER=planner
CALDAV_PASSWORD=$(password secret)
ENV
}

main "$@"
