#!/bin/sh
# `run.sh start [...]`: makes sure that everything is installed, then becomes the script, so that a signal sent
# to this process reaches it.
set -eu
cd "$(dirname "$0")/.."
script=$1
shift
if [ "$script" = test ]; then
  sh scripts/ensure-installed.sh --tests
else
  sh scripts/ensure-installed.sh
fi
exec node --import tsx "scripts/src/$script.ts" "$@"
