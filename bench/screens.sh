#!/bin/sh
# Takes pictures of every page, light and dark, on a desk and on a phone, into helpdesk-web/target/screens,
# and says what is wider than its window or not accessible. Needs a Chromium. Then look at them.
set -eu
cd "$(dirname -- "$0")/.."
HELPDESK_TESTS_REQUIRE=browser ${MVN:-./mvnw} -q test -pl helpdesk-web -am -P '!analysis' -Dtest='ScreensBench,SetUpScreensBench' \
  -Dsurefire.failIfNoSpecifiedTests=false | sed -n 's/^screens: //p'
