# Starts a desk with that many invented tickets and waits until all that follows them has caught up. To be sourced:
# uses $tickets and $data, gives $here, $base, $user, $password, $token, $range and the function sql; ends the desk at exit.
here=$(cd "$(dirname "$0")/.." && pwd)
data=${data:-$here/helpdesk-data/bench-$tickets}
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
token=bench-$(printf '%s' "$password" | tr -d '\n')-0123456789abcdef
export HELPDESK_BOOTSTRAP_API_TOKEN=$token
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

settled() {
  [ "$(sql "SELECT count(*) FROM job WHERE state IN ('waiting', 'running')")" = 0 ] &&
    [ "$(sql "SELECT count(*) FROM log_reader r WHERE (r.xact, r.event_id) < (SELECT xact, id FROM ticket_event ORDER BY xact DESC, id DESC LIMIT 1)")" = 0 ] &&
    [ "$(sql "SELECT count(*) FROM summed_day")" -ge "$(sql "SELECT current_date - CAST(min(at) AS date) FROM contribution WHERE measure = 28")" ]
}
echo "waiting for $tickets tickets, the readers of their log and the sums of their days"
until settled; do sleep 2; done
sql "VACUUM ANALYZE" > /dev/null
range=$(sql "SELECT min(number) || '-' || max(number) FROM ticket")
echo "tickets $(sql 'SELECT count(*) FROM ticket'), messages $(sql 'SELECT count(*) FROM message'), events $(sql 'SELECT count(*) FROM ticket_event'), contributions $(sql 'SELECT count(*) FROM contribution'), sums $(sql 'SELECT count(*) FROM day_sum')"
