#!/usr/bin/env python3
"""Puts mails into a mailbox one by one and measures how long an open inbox takes to hear of each.

    bench/idle.py [--jar helpdesk-web/target/….jar] [--messages 20]

The mailbox is watched by IDLE; the inbox is open as in a browser. Counted is from the moment the mail lies
in the mailbox to the word that the list has changed, and to a list, read again, that shows it. Needs
Dovecot 2.3 and root. Prints figures; exits with 1 if a mail does not come. Python's standard library only.
"""
import statistics
import time

from desk import ADMIN, PASSWORD, Desk, Sink, Stream, Trial, wait_for
from dovecot import Dovecot
from load import Browser
from mail_load import message

ADDRESS = "box@desk.example"


def play(trial):
    dovecot = Dovecot(ADDRESS)
    desk = Desk(trial.jar, trial.home, Sink().port)
    heard, shown = [], []
    try:
        dovecot.start()
        desk.start()
        browser = Browser(desk.base)
        browser.sign_in(ADMIN, PASSWORD)
        dovecot.given_to(browser)
        stream = Stream(browser, "/events?topics=inbox")
        wait_for("a page is open", 20, lambda: stream.opened)
        dovecot.put("first", [message(9_000)])
        wait_for("the mailbox is watched", 60, lambda: "Kill test 9000" in browser.text("/inbox"))
        time.sleep(5)  # until the watch has gone from fetching to waiting
        for n in range(trial.args.messages):
            put = time.monotonic()
            dovecot.put(f"{n:04}", [message(n)])
            wait_for("the inbox hears of it", 30, lambda: stream.hears("inbox", put))
            wait_for("it is shown", 30, lambda: f"Kill test {n}<" in browser.text("/inbox"))
            if stream.hears("inbox", put):
                heard.append(stream.hears("inbox", put) - put)
                shown.append(time.monotonic() - put)
            time.sleep(0.5)
        trial.see(f"{len(heard)} of {trial.args.messages} mails came", len(heard) == trial.args.messages)
        for words, seconds in (("heard of", heard), ("shown", shown)):
            print(f"      {words}: median {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s")
    finally:
        desk.stop()
        dovecot.stop()


if __name__ == "__main__":
    Trial.run("idle", __doc__, play, "each mail came to the open inbox", messages=20)
