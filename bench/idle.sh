#!/bin/sh
# Builds the jar if there is none, then runs bench/idle.py: see there.
set -e
cd "$(dirname "$0")/.."
[ -n "$(find helpdesk-web/target -maxdepth 1 -name 'helpdesk-web-*.jar' 2>/dev/null)" ] || ./mvnw -q -DskipTests package
exec python3 bench/idle.py "$@"
