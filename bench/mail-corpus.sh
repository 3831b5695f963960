#!/bin/sh
# Puts every message of the sets of real mail through the whole intake, prints what became of them, and writes it to
# docs/mail-corpus.md. The sets are looked for in ../shared, or where HELPDESK_SHARED says.
#   bench/mail-corpus.sh [FILE]
# Fails if a message is lost or a deviation has no reason. A new reason goes into
# helpdesk-core/src/test/resources/helpdesk/channel/email/mail-corpus.tsv.
set -eu
cd "$(dirname -- "$0")/.."
target=${1:-$PWD/docs/mail-corpus.md}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
${MVN:-./mvnw} -q test -pl helpdesk-core -am -P '!analysis' -Dtest=MailCorpusBench \
  -Dsurefire.failIfNoSpecifiedTests=false -Dhelpdesk.corpus="$target" >"$log" 2>&1 || status=$?
grep -E '^\||^UNEXPLAINED|^  (expected|is)|ERROR' "$log" || cat "$log"
exit $status
