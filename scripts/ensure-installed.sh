#!/bin/sh
# Brings what `npm start` and `npm test` need and is not there yet: the npm packages, and the program Prometheus;
# with `--tests` also Chromium, with `--packages-only` no program. Programs come by apt-get (Debian, as root); else
# a sentence says what to install.
set -eu
cd "$(dirname "$0")/.."

major=$(node -p 'process.versions.node.split(".")[0]')
case "$major" in
  20 | 22) ;;
  *)
    echo "Node 20.19+ or 22.12+ is needed; this is $(node --version)." >&2
    exit 1
    ;;
esac

# True when every package of the lock file lies in node_modules in its version. npm writes its own list of what is
# installed last, so that a torn install is seen as well.
installed() {
  node -e '
    const { packages: wanted } = require("./package-lock.json");
    const { packages: there } = require("./node_modules/.package-lock.json");
    const missing = Object.entries(wanted).filter(([path, { version, optional, devOptional, link }]) =>
      path.includes("node_modules/") && !optional && !devOptional && !link && there[path]?.version !== version);
    process.exit(missing.length > 0 ? 1 : 0);
  ' 2>/dev/null
}

if ! installed; then
  echo "Installing npm packages (3 to 6 minutes, once) ..."
  # npm says nothing for minutes while it unpacks and compiles: show that it is at work.
  npm ci --no-audit --no-fund --loglevel=error --foreground-scripts=false &
  npm=$!
  trap 'kill "$npm" 2>/dev/null; exit 130' INT TERM
  waited=0
  before=
  while kill -0 "$npm" 2>/dev/null; do
    sleep 1
    waited=$((waited + 1))
    if [ $((waited % 15)) -eq 0 ]; then
      unpacked=$(find node_modules -maxdepth 3 -name package.json 2>/dev/null | wc -l)
      if [ "$unpacked" = "$before" ]; then
        echo "  ... ${waited} s, downloading, or compiling the database driver"
      else
        echo "  ... ${waited} s, ${unpacked} packages unpacked"
      fi
      before=$unpacked
    fi
  done
  wait "$npm" || {
    echo "npm ci did not finish. A C++ compiler, make and Python 3 are needed (Debian: apt-get install build-essential python3)." >&2
    exit 1
  }
  trap - INT TERM
  echo "Installed in ${waited} s."
fi

[ "${1:-}" != "--packages-only" ] || exit 0

# Prometheus is optional for the portal; Chromium is for the tests alone.
missing=
command -v prometheus >/dev/null || missing="$missing prometheus"
without="Going on with the built-in mesh's own numbers."
if [ "${1:-}" = "--tests" ]; then
  command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="$missing chromium"
  without="Some tests need it and will fail."
fi
[ -n "$missing" ] || exit 0

# Runs a command and says every few seconds how far it is: its last line, without the addresses in it.
# Its whole output lies in $log. It is a child of this shell itself, so that Ctrl-C ends it.
watched() {
  "$@" >"$log" 2>&1 &
  child=$!
  trap 'kill "$child" 2>/dev/null; rm -f "$log"; exit 130' INT TERM
  while kill -0 "$child" 2>/dev/null; do
    sleep 1
    waited=$((waited + 1))
    if [ $((waited % 5)) -eq 0 ]; then
      echo "  ... ${waited} s, $(tail -n 1 "$log" | sed 's#https*://[^ ]* *##g' | cut -c 1-90)"
    fi
  done
  trap - INT TERM
  wait "$child"
}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing with apt-get (a minute, once):$missing ..."
  # Programs alone: nothing is started as a service on this machine.
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  log=$(mktemp)
  waited=0
  patience="-o Acquire::http::Timeout=15 -o Acquire::Retries=1"
  if watched apt-get $patience update && watched apt-get $patience install -y --no-install-recommends $missing; then
    rm -f "$log"
    echo "Installed:$missing."
    exit 0
  fi
  echo "apt-get did not bring them: $(tail -n 1 "$log" | sed 's#https*://[^ ]* *##g')" >&2
  rm -f "$log"
fi
echo "Not installed:$missing. On Debian: sudo apt-get install$missing" >&2
echo "$without" >&2
