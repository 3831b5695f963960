#!/bin/sh
# Damages real mail at random, the same for the same seed, and puts it through the whole intake.
#   bench/mail-fuzz.sh [MESSAGES] [SEED]
set -eu
cd "$(dirname -- "$0")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
${MVN:-./mvnw} -q test -pl helpdesk-core -am -P '!analysis' -Dtest=MailFuzzBench \
  -Dsurefire.failIfNoSpecifiedTests=false -Dhelpdesk.fuzz="${1:-20000}" -Dhelpdesk.fuzz-seed="${2:-20261125}" \
  >"$log" 2>&1 || status=$?
sed -n 's/^mail-fuzz: //p' "$log"
[ $status -eq 0 ] || tail -40 "$log"
exit $status
