#!/usr/bin/env bash
# Measures the dashboards of a desk with many tickets: one client, eight, and again while events come in.
#
#   bench/figures.sh [TICKETS] [DATA_DIR]     defaults: 1000000, a directory of its own that is kept
#
# Builds nothing: run `./mvnw -DskipTests package` first. The first run on a data directory invents the tickets
# (seeded, a year of arrivals; a million takes some 20 minutes on two cores). EVENTS: how many a second come in
# during the last part (50). REQUESTS: how often each page is asked for.
set -euo pipefail
tickets=${1:-1000000}
data=${2:-}
. "$(dirname "$0")/desk.sh"

today=$(date -u +%F)
ask() {
  python3 "$here/bench/load.py" --base "$base" --user "$user" --password "$password" --tickets "$range" \
    --clients "$1" --requests "${REQUESTS:-40}" --warmup 10 \
    "today=/dashboard?period=today" "28 days=/dashboard?period=28" "90 days=/dashboard?period=90" \
    "28 days, a team=/dashboard?period=28&team=$team" "28 days, a channel=/dashboard?period=28&channel=email" \
    "13 months=/dashboard?from=$(date -u -d "$today -395 days" +%F)&to=$(date -u -d "$today +1 day" +%F)" \
    "a metric, 28 days=/dashboard/metrics/first_response_time?period=28"
}
team=$(sql "SELECT coalesce(min(id), 1) FROM team")
for clients in 1 8; do ask $clients; done
echo "while ${EVENTS:-50} events a second come in:"
python3 "$here/bench/events.py" --base "$base" --token "$token" --rate "${EVENTS:-50}" --numbers "$range" &
events=$!
sleep 5
for clients in 1 8; do ask $clients; done
kill -TERM $events
wait $events || true
