#!/bin/sh
# Imports the logs of two real desks, computes our figures of them, and writes them beside those of an independent script
# to docs/reference-figures.md. The logs are looked for in ../shared, or where HELPDESK_SHARED says.
#   bench/reference-figures.sh [FILE]
# Fails if a figure differs without a reason.
set -eu
cd "$(dirname -- "$0")/.."
target=${1:-$PWD/docs/reference-figures.md}
${MVN:-./mvnw} -q test -pl helpdesk-metrics -am -P '!analysis' -Dtest=ReferenceFiguresBench \
  -Dsurefire.failIfNoSpecifiedTests=false -Dhelpdesk.reference-report="$target"
[ ! -e "$target" ] || cat "$target"
