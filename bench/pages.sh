#!/usr/bin/env bash
# Measures the pages of a desk with many tickets, under one client and under eight.
#
#   bench/pages.sh [TICKETS] [DATA_DIR]       defaults: 100000, a directory of its own that is kept
#
# Builds nothing: run `./mvnw -DskipTests package` first. The first run on a data directory invents the
# tickets (seeded, a year of arrivals) and waits until every reader of the log has caught up.
set -euo pipefail
tickets=${1:-100000}
data=${2:-}
. "$(dirname "$0")/desk.sh"
for clients in 1 8; do
  python3 "$here/bench/load.py" --base "$base" --user "$user" --password "$password" --tickets "$range" \
    --clients $clients --requests "${REQUESTS:-60}" --warmup 30 \
    inbox=/inbox "inbox, my open=/inbox?view=mine" ticket=/tickets/{ticket} \
    "dashboard 28 days=/dashboard?period=28" "dashboard 90 days=/dashboard?period=90"
done
