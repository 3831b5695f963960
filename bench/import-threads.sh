#!/bin/sh
# Imports mail, threads open, into an empty desk of its own, twice, and prints the counts.
#   bench/import-threads.sh FILE|FOLDER...      (.eml, .mbox, zip; folders with all below them)
set -eu
[ $# -gt 0 ] || { echo "usage: $0 FILE|FOLDER..." >&2; exit 2; }
paths=
for path in "$@"; do
  [ -e "$path" ] || { echo "$0: there is no $path" >&2; exit 2; }
  full=$(CDPATH= cd -- "$(dirname -- "$path")" && pwd)/$(basename -- "$path")
  paths=${paths:+$paths,}$full
done
cd "$(dirname -- "$0")/.."
${MVN:-./mvnw} -q test -pl helpdesk-core -am -P '!analysis' -Dtest=ImportThreadsBench \
  -Dsurefire.failIfNoSpecifiedTests=false -Dhelpdesk.import="$paths" | sed -n 's/^import-threads: //p'
