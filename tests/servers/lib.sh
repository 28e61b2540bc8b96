# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the scripts of this folder share. A script sets `name` and `port`, sources this file,
# defines need, begin and vars, and calls `main "$@"`:
#
#   NAME.sh start   starts the server on 127.0.0.1 and prints VARIABLE=VALUE lines
#   NAME.sh vars    prints them again
#   NAME.sh stop    ends it; its data stay
#   NAME.sh clean   ends it and removes its data
#
# SOTONG_SERVERS (a folder), SOTONG_TREES (a folder for npm's packages, which is worth keeping
# between runs) and PORT may be set by the caller. What cannot be fetched ends a script with 77.

set -euo pipefail
umask 077
export LC_ALL=C.UTF-8
port=${PORT:-$port}
home=${SOTONG_SERVERS:-${TMPDIR:-/tmp}/sotong-test-servers-$(id -u)}/$name

say() { printf '%s: %s\n' "$name" "$*" >&2; }
fail() { say "$*"; exit 1; }

# packages NAME... : installs those that are missing, where that is allowed.
packages() {
  local p missing=()
  for p in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null | grep -qx installed || missing+=("$p")
  done
  [ ${#missing[@]} -eq 0 ] && return
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || fail "needs these packages: ${missing[*]}"
    root=(sudo -n)
  fi
  say "installs ${missing[*]}"
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update >&2
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >&2
}

# npm_tree FOLDER BUILD SPEC... : a folder with exactly these npm packages, made once; sets tree.
# No package's install script is run, but those of BUILD are compiled.
trees=${SOTONG_TREES:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/sotong-test-servers}
npm_tree() {
  local build=$2
  tree=$trees/$1
  shift 2
  [ -f "$tree/.whole" ] && return
  command -v npm >/dev/null || packages npm
  say "fetches $* by npm, once, into $tree"
  rm -rf "$tree"
  mkdir -p "$tree"
  echo '{"name":"tree","private":true}' >"$tree/package.json"
  npm_in "$tree" install --ignore-scripts "$@"
  [ -z "$build" ] || npm_in "$tree" rebuild "$build"
  touch "$tree/.whole"
}

npm_in() { # npm_in FOLDER [npm's words]
  local folder=$1
  shift
  (cd "$folder" && npm_config_build_from_source=true npm --no-audit --no-fund --omit=dev --loglevel=error "$@" >"$trees/npm.log" 2>&1) || {
    tail -n 10 "$trees/npm.log" >&2
    say "npm could not $1 what it needs"
    exit 77
  }
}

# node_runtime : the Node that the servers are known to run on, from npm, first in PATH.
node_runtime() {
  local machine
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) say "there is no Node for $(uname -m)"; exit 77 ;;
  esac
  npm_tree "node-22.23.3-$machine" '' "node-linux-$machine@22.23.3"
  export npm_config_nodedir=$tree/node_modules/node-linux-$machine
  export PATH=$npm_config_nodedir/bin:$PATH
}

# password FILE : random letters, made once.
password() {
  [ -s "$home/$1" ] || od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$home/$1"
  cat "$home/$1"
}

born() { cut -d' ' -f22 "/proc/$1/stat" 2>/dev/null || true; }  # a process's start; its name must have no blanks

# daemon ID COMMAND... : runs it in the background and remembers which process it is.
daemon() {
  local id=$1
  shift
  setsid "$@" >"$home/$id.log" 2>&1 </dev/null &
  printf '%s %s\n' $! "$(born $!)" >"$home/$id.pid"
}

alive() {
  local pid start
  [ -s "$home/$1.pid" ] || return 1
  read -r pid start <"$home/$1.pid"
  [ -n "$start" ] && [ "$(born "$pid")" = "$start" ]
}

# until_ready ID COMMAND... : waits for COMMAND to succeed, as long as process ID lives.
until_ready() {
  local id=$1 i
  shift
  for ((i = 0; i < 300; i++)); do
    "$@" >/dev/null 2>&1 && return
    alive "$id" || break
    sleep 0.2
  done
  tail -n 20 "$home/$id.log" >&2
  fail "$id did not become ready"
}

end_one() {
  local pid i
  if alive "$1"; then
    read -r pid _ <"$home/$1.pid"
    kill "$pid" 2>/dev/null || true
    for ((i = 0; i < 100; i++)); do
      alive "$1" || break
      sleep 0.1
    done
    kill -KILL -- "-$pid" 2>/dev/null || true
  fi
  rm -f "$home/$1.pid"
}

end_all() {
  local f
  while read -r f; do  # the last started first: sites before their databases
    [ -n "$f" ] && end_one "$(basename "$f" .pid)"
  done < <(ls -t "$home"/*.pid 2>/dev/null || true)
}

running() {
  local f any=1
  for f in "$home"/*.pid; do
    [ -e "$f" ] && alive "$(basename "$f" .pid)" || return 1
    any=0
  done
  return $any
}

main() {
  case ${1:-} in
    start)
      if ! running; then
        end_all
        need >&2
        mkdir -p "$home"
        ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || fail "port $port is taken; set PORT"
        trap 'result=$?; [ $result -eq 0 ] || end_all; exit $result' EXIT
        begin >&2
      fi
      vars
      ;;
    vars) running || fail "is not running"; vars ;;
    stop) end_all ;;
    clean)
      end_all
      [ ! -s "$home/socket-folder" ] || rm -rf "$(cat "$home/socket-folder")"
      rm -rf "$home"
      ;;
    *) fail "start, vars, stop or clean?" ;;
  esac
}
