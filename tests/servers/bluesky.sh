#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A Bluesky data server with its directory, from npm, as one empty network on every start.
name=bluesky
port=18583
version=0.6.7
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

url=http://127.0.0.1:$port

need() {
  packages curl jq python3 make g++  # its SQLite is compiled once
  node_runtime
  npm_tree "atproto-dev-env-$version" better-sqlite3 "@atproto/dev-env@$version"
}

write_network() {
  cat >"$home/net/net.mjs" <<'JS'
import net from 'node:net'
// the servers name no host when they listen: they stay on this machine
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...a) {
  if (typeof a[0] === 'number' && typeof a[1] !== 'string') a.splice(1, 0, '127.0.0.1')
  else if (a[0] && typeof a[0] === 'object' && a[0].port !== undefined && !a[0].host) a[0] = { ...a[0], host: '127.0.0.1' }
  return listen.apply(this, a)
}
const { TestNetworkNoAppView } = await import('@atproto/dev-env')
const port = Number(process.env.PORT)
const network = await TestNetworkNoAppView.create({ pds: { port, hostname: 'localhost', enableDidDocWithSession: true }, plc: { port: port + 1 } })
console.log('network is up')
const stop = async () => { try { await network.close() } finally { process.exit(0) } }
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
JS
}

call() { # call METHOD [curl's options]
  local method=$1
  shift
  curl -fsS -m 30 -H 'Content-Type: application/json' "$@" "$url/xrpc/$method"
}

begin() {
  need
  rm -rf "$home/net"
  mkdir -p "$home/net/tmp"
  ln -sfn "$tree/node_modules" "$home/net/node_modules"
  write_network
  cd "$home/net"
  PORT=$port TMPDIR=$home/net/tmp NODE_ENV=development LOG_ENABLED=0 daemon net node net.mjs
  until_ready net grep -q 'network is up' "$home/net.log"
  jq -nc --arg p "$(password login)" '{email:"city@example.org",handle:"city.test",password:$p}' |
    call com.atproto.server.createAccount --data-binary @- >"$home/net/city.json"
  jq -nc '{name:"tests"}' | call com.atproto.server.createAppPassword \
    -H "Authorization: Bearer $(jq -r .accessJwt "$home/net/city.json")" --data-binary @- >"$home/net/app-password.json"
}

vars() {
  echo "SOTONG_TEST_BLUESKY_URL=$url"
  echo "SOTONG_TEST_BLUESKY_USER=city.test"
  echo "SOTONG_TEST_BLUESKY_PASSWORD=$(jq -r .password "$home/net/app-password.json")"
}

main "$@"
