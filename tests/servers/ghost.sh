#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Ghost from npm on SQLite, with a custom integration's key.
name=ghost
port=18468
version=6.65.0
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

url=http://127.0.0.1:$port

need() {
  packages curl jq python3 make g++  # its SQLite is compiled once
  node_runtime
  ghost_tree
}

# The package has parts of itself as archives beside its package.json: it is unpacked first, and what it
# needs is put inside it.
ghost_tree() {
  tree=$trees/ghost-$version
  [ -f "$tree/.whole" ] && return
  say "fetches ghost@$version by npm, once, into $tree"
  rm -rf "$tree"
  mkdir -p "$tree"
  npm_in "$tree" pack "ghost@$version"
  tar -xzf "$tree/ghost-$version.tgz" -C "$tree"
  rm "$tree/ghost-$version.tgz"
  npm_in "$tree/package" install --legacy-peer-deps --ignore-scripts
  npm_in "$tree/package" rebuild better-sqlite3
  touch "$tree/.whole"
}

admin() { # admin ROUTE [curl's options] : as the owner's browser
  local route=$1
  shift
  curl -fsS -m 60 -H "Origin: $url" -H 'Content-Type: application/json' -b "$home/cookies" -c "$home/cookies" "$@" "$url/ghost/api/admin/$route"
}

set_up_site() {
  [ -s "$home/key" ] && return
  jq -nc --arg p "$(password login)" '{setup:[{name:"관리자",email:"admin@example.org",password:$p,blogTitle:"소통 블로그"}]}' |
    admin authentication/setup/ --data-binary @- -o "$home/setup.json"
  jq -nc --arg p "$(password login)" '{username:"admin@example.org",password:$p}' | admin session/ --data-binary @- -o "$home/session"
  admin 'integrations/?include=api_keys' -d '{"integrations":[{"name":"tests"}]}' |
    jq -r '.integrations[0].api_keys[] | select(.type == "admin").secret' >"$home/key"
}

begin() {
  node_runtime
  ghost_tree
  mkdir -p "$home"/content/{adapters,data,files,images,logs,media,public,settings}
  [ -d "$home/content/themes" ] || cp -rL "$tree/package/content/themes" "$home/content/themes"
  cd "$tree/package"  # where it looks for its own package.json
  NODE_ENV=production url=$url server__host=127.0.0.1 server__port=$port \
    database__client=better-sqlite3 database__connection__filename=$home/content/data/ghost.db database__useNullAsDefault=true \
    mail__transport=stub paths__contentPath=$home/content logging__transports='["stdout"]' \
    privacy__useUpdateCheck=false privacy__useGravatar=false privacy__useRpcPing=false security__staffDeviceVerification=false \
    daemon ghost node index.js
  until_ready ghost curl -fsS -m 5 "$url/ghost/api/admin/site/"
  set_up_site
}

vars() {
  echo "SOTONG_TEST_GHOST_URL=$url"
  echo "SOTONG_TEST_GHOST_KEY=$(cat "$home/key")"
}

main "$@"
