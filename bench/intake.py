#!/usr/bin/env python3
"""Sends messages to a desk as fast as it takes them, and prints how many a second go through the whole intake.

    bench/intake.py [--jar helpdesk-web/target/….jar] [--messages 4000] [--senders 8]

Starts the packaged jar on an embedded database of its own (which really writes: fsync is on) and hands it
small messages over HTTP; every third answers the one before it. A message is counted when it is stored,
parsed, threaded, indexed and its event written. Once by one sender who waits for nothing but the answer
that it is stored, once by one who waits until each message is in its ticket, once by many senders. Prints
figures and asserts that all is in tickets. Python's standard library only.
"""
import http.client
import json
import threading
import time
import uuid

from desk import MAILBOX, TOKEN, Desk, Sink, Trial, wait_for


class Sender:
    """One connection that stays open, as a mail gateway's does."""

    def __init__(self, desk, wait=False):
        self.connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=60)
        self.path = "/api/v1/inbound/email" + ("?wait=true" if wait else "")

    def send(self, mail):
        headers = {"Authorization": "Bearer " + TOKEN, "Content-Type": "message/rfc822"}
        self.connection.request("POST", self.path, mail, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status not in (200, 202):
            raise SystemExit(f"{answer.status} {text.decode()}")


def mail(run, n):
    answers = f"In-Reply-To: <{run}-{n - 1}@customer.example>\r\n" if n % 3 == 2 else ""
    who = n - 1 if n % 3 == 2 else n
    return (
        f"From: Customer {who} <customer{who}@customer.example>\r\nTo: {MAILBOX}\r\nSubject: Order {who}\r\n"
        f"Message-ID: <{run}-{n}@customer.example>\r\n{answers}"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{'Where is my parcel? ' * 40}\r\n"
    ).encode()


def waiting(desk):
    return bool(desk.ask("GET", "/api/v1/inbound?state=received&limit=1")[1]["items"])


def measure(trial, desk, what, messages, senders, wait=False):
    run, numbers, lock = uuid.uuid4().hex, iter(range(messages)), threading.Lock()

    def work():
        sender = Sender(desk, wait)
        while True:
            with lock:
                n = next(numbers, None)
            if n is None:
                return
            sender.send(mail(run, n))

    threads = [threading.Thread(target=work) for _ in range(senders)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = time.monotonic() - began
    if wait_for("all in tickets", 300, lambda: not waiting(desk)) is None:
        trial.see(what + ": not all was taken in", False)
    done = time.monotonic() - began
    print(f"{what}: {messages} messages, answered {messages / stored:.0f}/s, in tickets {messages / done:.0f}/s", flush=True)


def play(trial):
    desk = Desk(trial.jar, trial.home, Sink().port)
    messages, senders = trial.args.messages, trial.args.senders
    try:
        desk.start()
        measure(trial, desk, "warming up", messages // 4, senders)
        measure(trial, desk, "one sender, each message waited for", messages // 4, 1, wait=True)
        measure(trial, desk, "one sender", messages, 1)
        measure(trial, desk, f"{senders} senders", messages, senders)
        states = desk.ask("GET", "/api/v1/inbound?state=quarantined&limit=1")[1]["items"]
        trial.see("none is quarantined", not states)
        tickets = sum(1 for _ in desk.all("/api/v1/tickets?limit=200"))
        sent = messages // 4, messages // 4, messages, messages
        wanted = sum(n - (n // 3) for n in sent)
        trial.see(f"{sum(sent)} messages in {tickets} tickets", tickets == wanted)
    finally:
        desk.stop()


if __name__ == "__main__":
    Trial.run("intake", __doc__, play, "all in tickets", messages=4000, senders=8)
