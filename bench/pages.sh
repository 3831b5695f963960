#!/usr/bin/env bash
# Measures the pages of a desk with many tickets, under one client and under eight.
#
#   bench/pages.sh [TICKETS] [DATA_DIR]       defaults: 100000, a directory of its own that is kept
#
# Builds nothing: run `./mvnw -DskipTests package` first. The first run on a data directory invents the
# tickets (seeded, a year of arrivals) and waits until every reader of the log has caught up.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
tickets=${1:-100000}
data=${2:-$here/helpdesk-data/bench-$tickets}
port=${SERVER_PORT:-8097}
jar=$(ls "$here"/helpdesk-web/target/helpdesk-web-*.jar | grep -v original | head -n 1)
user=bench@desk.example
password=$(head -c 18 /dev/urandom | base64 | tr -d '+/=')
fresh=no
[ -d "$data/database" ] || fresh=yes
mkdir -p "$data"
if [ "$fresh" = yes ]; then
  (umask 077 && printf '%s' "$password" > "$data/bench-password")
fi
password=$(cat "$data/bench-password")

export HELPDESK_DATA_DIR=$data SERVER_PORT=$port
export HELPDESK_BOOTSTRAP_ADMIN_EMAIL=$user HELPDESK_BOOTSTRAP_ADMIN_PASSWORD=$password
export HELPDESK_BOOTSTRAP_API_TOKEN=bench-$(printf '%s' "$password" | tr -d '\n')-0123456789abcdef
[ "$fresh" = yes ] && export HELPDESK_SAMPLE_DATA=true HELPDESK_SAMPLE_TICKETS=$tickets HELPDESK_SAMPLE_DAYS=365

java ${JAVA_OPTS:--Xmx512m} -jar "$jar" > "$data/bench.log" 2>&1 &
pid=$!
trap 'kill $pid 2>/dev/null; wait $pid 2>/dev/null || true' EXIT
base=http://localhost:$port
until curl -fsS "$base/actuator/health/readiness" > /dev/null 2>&1; do
  kill -0 $pid || { tail -n 30 "$data/bench.log"; exit 1; }
  sleep 1
done

sql() { PGPASSWORD=$(cat "$data/password") psql -h 127.0.0.1 -p "$(cat "$data/port")" -U helpdesk -d helpdesk -At -c "$1"; }
echo "waiting for $tickets tickets and the readers of their log"
until [ "$(sql "SELECT count(*) FROM job WHERE state IN ('waiting', 'running')")" = 0 ] &&
      [ "$(sql "SELECT count(*) FROM log_reader r WHERE (r.xact, r.event_id) < (SELECT xact, id FROM ticket_event ORDER BY xact DESC, id DESC LIMIT 1)")" = 0 ]; do
  sleep 2
done
sql "VACUUM ANALYZE" > /dev/null
echo "tickets $(sql 'SELECT count(*) FROM ticket'), messages $(sql 'SELECT count(*) FROM message'), events $(sql 'SELECT count(*) FROM ticket_event')"
range=$(sql "SELECT min(number) || '-' || max(number) FROM ticket")
for clients in 1 8; do
  python3 "$here/bench/load.py" --base "$base" --user "$user" --password "$password" --tickets "$range" \
    --clients $clients --requests "${REQUESTS:-60}" --warmup 30 \
    inbox=/inbox "inbox, my open=/inbox?view=mine" ticket=/tickets/{ticket} \
    "dashboard 28 days=/dashboard?period=28" "dashboard 90 days=/dashboard?period=90"
done
