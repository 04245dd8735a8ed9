#!/bin/sh
# `run.sh start [...]`: makes sure that everything is installed, then becomes the script, so that a signal sent
# to this process reaches it.
set -eu
cd "$(dirname "$0")/.."
script=$1
shift
case "$script" in
  test) sh scripts/ensure-installed.sh --tests ;;
  pack) sh scripts/ensure-installed.sh --packages-only ;;
  *) sh scripts/ensure-installed.sh ;;
esac
exec node --import tsx "scripts/src/$script.ts" "$@"
