#!/usr/bin/env python3
"""Lets a desk live: so many events a second through its API, until it is ended; says how fresh its figures are.

    bench/events.py --base http://localhost:8080 --token … [--rate 50] --numbers LOW-HIGH

New tickets, notes, priorities, tags, solving and reopening of random tickets, seeded. Once a second it opens a
ticket and asks for `tickets_created` of today until that counts it: the time between is printed at the end, with
how many events there were. Python's standard library only.
"""
import argparse
import datetime
import http.client
import json
import random
import signal
import statistics
import sys
import threading
import time
from urllib.parse import urlsplit


class Program:
    def __init__(self, base, token):
        self.url = urlsplit(base)
        self.headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
        self.connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=60)

    def ask(self, method, path, body=None):
        self.connection.request(method, path, None if body is None else json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status == 429:
            time.sleep(1)
            return None
        if answer.status >= 400:
            raise SystemExit(f"{method} {path}: {answer.status} {text.decode()[:300]}")
        return json.loads(text) if text else None


def opened(program, n):
    return program.ask("POST", "/api/v1/tickets", {
        "subject": f"While it is measured {n}", "text": "Where is my parcel?",
        "requester": {"email": f"measured{n % 500}@customer.example", "name": "Somebody"}})


def one(program, chance, low, high, n):
    """-> how many events that was"""
    path = f"/api/v1/tickets/{chance.randint(low, high)}"
    what = chance.random()
    if what < 0.3:
        opened(program, n)
        return 2
    if what < 0.5:
        program.ask("POST", path + "/notes", {"text": "Looked at it."})
    elif what < 0.7:
        program.ask("PATCH", path, {"priority": chance.choice(["low", "normal", "high", "urgent"])})
    elif what < 0.8:
        program.ask("PATCH", path, {"tags": [chance.choice(["late-by-shipper", "refund", "address"])]})
    else:
        program.ask("PATCH", path, {"status": chance.choice(["open", "resolved"])})
    return 1


def live(options, ended, counted):
    program, chance, n = Program(options.base, options.token), random.Random(7), 0
    low, high = (int(x) for x in options.numbers.split("-"))
    low = max(low, high - 20_000)  # who writes has a ticket that is not old
    began, done = time.monotonic(), 0
    while not ended.is_set():
        try:
            done += one(program, chance, low, high, n)
        except SystemExit as refused:  # a closed ticket, for one
            counted["refused"] = str(refused)
        n += 1
        ahead = done / options.rate - (time.monotonic() - began)
        if ahead > 0:
            time.sleep(ahead)
    counted["events"], counted["seconds"] = done, time.monotonic() - began


def fresh(options, ended, took):
    program, n = Program(options.base, options.token), 0
    today = datetime.datetime.now(datetime.timezone.utc).date()
    path = f"/api/v1/metrics/tickets_created?from={today - datetime.timedelta(days=1)}&to={today + datetime.timedelta(days=2)}" \
           "&channel=api&tag={tag}"
    while not ended.wait(1):
        n += 1
        tag = f"fresh-{int(time.time())}-{n}"
        ticket = opened(program, n)
        program.ask("PATCH", f"/api/v1/tickets/{ticket['number']}", {"tags": [tag]})
        began = time.monotonic()
        while not ended.is_set():
            answer = program.ask("GET", path.replace("{tag}", tag))
            if answer and answer["n"] == 1:
                took.append(time.monotonic() - began)
                break


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://localhost:8080")
    parser.add_argument("--token", required=True)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--numbers", required=True)
    options = parser.parse_args()
    ended, counted, took = threading.Event(), {}, []
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    signal.signal(signal.SIGINT, lambda *_: ended.set())
    threads = [threading.Thread(target=live, args=(options, ended, counted)),
               threading.Thread(target=fresh, args=(options, ended, took))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = counted.get("events", 0) / max(counted.get("seconds", 1), 1)
    print(f"{counted.get('events', 0)} events, {rate:.0f} a second; the last that was refused: {counted.get('refused')}")
    if took:
        print(f"a figure counts a new ticket after {statistics.median(took):.2f} s (median of {len(took)}, longest {max(took):.2f} s)")


if __name__ == "__main__":
    main()
