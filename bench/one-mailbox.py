#!/usr/bin/env python3
"""Has two nodes fetch one mailbox with 1,000 messages, and counts what is in tickets.

    bench/one-mailbox.py [--jar helpdesk-web/target/….jar] [--messages 1000] [--keep]

Nodes share a mailbox by a lease: one fetches, the other waits. So each node in turn is stopped (as by a
machine that hangs) until the other has taken over and is in the middle of the mailbox, and then goes on
where it was: both fetch the same messages at once. Near the end one node is killed with -9. Then each
message must be in the desk exactly once. Needs Dovecot 2.3 and root. Prints what it saw; exits with 1 if
a message is lost or doubled. Python's standard library only.
"""
import collections
import os
import signal
import threading

from desk import ADMIN, PASSWORD, Database, Desk, Sink, Trial, wait_for
from dovecot import Dovecot
from load import Browser
from mail_load import message

ADDRESS = "box@desk.example"
TAKES_OVER = 100  # seconds within which the other must; a node may hang with a lock, which its database ends after 60


def stored(node):
    """How many messages have been received, by now."""
    newest = node.ask("GET", "/api/v1/inbound?limit=1")[1]["items"]
    return newest[0]["id"] if newest else 0


def hang(trial, one, other, name):
    """Stops one until the other has fetched some, then lets it go on."""
    before = stored(other)
    os.kill(one.process.pid, signal.SIGSTOP)
    wanted = min(before + trial.args.messages // 10, trial.args.messages)
    took = wait_for("the other fetches", TAKES_OVER, lambda: stored(other) >= wanted)
    os.kill(one.process.pid, signal.SIGCONT)
    trial.took(f"{name} hung at {before} messages; the other fetched on to {wanted}", took)


def in_tickets(node):
    met = collections.Counter()
    for ticket in list(node.all("/api/v1/tickets?limit=200")):
        for m in node.ask("GET", f"/api/v1/tickets/{ticket['number']}")[1]["messages"]:
            if m["kind"] == "customer":
                met[m["message_id"].strip("<>")] += 1
    return met


def play(trial):
    messages, sink, dovecot = trial.args.messages, Sink(), Dovecot(ADDRESS)
    database = Database.made_by(trial.jar, trial.home, sink.port)
    database.start()
    one, two = (Desk(trial.jar, trial.home, sink.port, database.environment, name) for name in ("node-1", "node-2"))
    try:
        for n in range(messages):
            dovecot.put(f"{n:06}.trial", [message(n)])
        dovecot.start()
        starting = [threading.Thread(target=node.start) for node in (one, two)]
        for thread in starting:
            thread.start()
        for thread in starting:
            thread.join()
        browser = Browser(one.base)
        browser.sign_in(ADMIN, PASSWORD)
        dovecot.given_to(browser)
        wait_for("the first messages", 60, lambda: stored(one) > messages // 20)
        hang(trial, one, two, "node 1")
        hang(trial, two, one, "node 2")
        wait_for("nearly all", 120, lambda: stored(one) > messages * 8 // 10)
        at = stored(one)
        two.kill()
        print(f"      node 2 killed at {at} messages received")
        total = lambda: sum(1 for _ in one.all("/api/v1/inbound?limit=200"))
        trial.took("node 1 fetches the rest", wait_for("all received", 180, lambda: total() >= messages))
        idle = lambda: not one.ask("GET", "/api/v1/inbound?state=received")[1]["items"]
        trial.took("… and takes them in", wait_for("all understood", 180, idle))
        states = collections.Counter(item["state"] for item in one.all("/api/v1/inbound?limit=200"))
        met = in_tickets(one)
        doubled = sum(met.values()) - len(met)
        lost = {f"kill-{n}@customer.example" for n in range(messages)} - set(met)
        print("      received: " + ", ".join(f"{n} {state}" for state, n in states.most_common()))
        trial.see(f"{len(met)} of {messages} messages in tickets, {len(lost)} lost, {doubled} doubled",
                  len(met) == messages and not lost and not doubled)
    finally:
        for node in (one, two):
            if node.process and node.process.poll() is None:
                os.kill(node.process.pid, signal.SIGCONT)
            node.stop()
        database.stop()
        dovecot.stop()


if __name__ == "__main__":
    Trial.run("one-mailbox", __doc__, play, "each message once", messages=1000)
