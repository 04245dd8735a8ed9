#!/bin/sh
# Brings what `npm start` and `npm test` need: the npm packages, then (Debian, root) prometheus and chromium.
set -eu
cd "$(dirname "$0")/.."

major=$(node -p 'process.versions.node.split(".")[0]')
case "$major" in
  20 | 22) ;;
  *) echo "Node 20.19+ or 22.12+ is needed; this is $(node --version)." >&2; exit 1 ;;
esac

# npm writes this file last, so a torn install is seen and made again.
if [ ! -f node_modules/.package-lock.json ]; then
  echo "Installing npm packages (about 5 minutes, once) ..."
  npm ci --no-audit --no-fund --loglevel=error --foreground-scripts=false
fi
