#!/usr/bin/env python3
"""Measures pages of a running desk, as a browser would ask for them: with a session and gzip.

    bench/load.py --base http://localhost:8080 --user admin@desk.example --password … \
                  [--clients 8] [--requests 50] [--warmup 10] NAME=PATH …

Each client is a process with one keep-alive connection and its own session. All meet before each
step, so steps do not overlap. Prints per step: p50 p95 max in milliseconds, requests a second, median
bytes on the wire, errors. `{ticket}` in a path is replaced by a random number of --tickets LOW-HIGH.
Python's standard library only.
"""
import argparse
import gzip
import http.client
import multiprocessing as mp
import random
import re
import statistics
import time
from urllib.parse import urlencode, urlsplit


class Browser:
    def __init__(self, base):
        self.url = urlsplit(base)
        self.cookies = {}
        self.connection = None

    def ask(self, method, path, form=None):
        """-> status, headers, bytes, seconds from the first byte sent to the last byte read"""
        headers = {"Accept": "text/html", "Accept-Encoding": "gzip", "Host": self.url.netloc}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=60)
        start = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        took = time.perf_counter() - start
        for cookie in answer.msg.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name.strip()] = value
        return answer.status, answer.msg, content, took

    def text(self, path):
        _, headers, page, _ = self.ask("GET", path)
        if headers.get("Content-Encoding") == "gzip":
            page = gzip.decompress(page)
        return page.decode()

    def token(self, path):
        """What a form of that page must bring along."""
        return re.search(r'name="_csrf"[^>]*value="([^"]+)"', self.text(path)).group(1)

    def sign_in(self, user, password):
        form = {"username": user, "password": password, "_csrf": self.token("/login")}
        status, headers, _, _ = self.ask("POST", "/login", form)
        if status != 302 or "/login" in (headers.get("Location") or ""):
            raise SystemExit(f"sign-in failed: {status} {headers.get('Location')}")


def client(number, options, steps, door, barrier, results):
    chance = random.Random(number)
    browser = Browser(options.base)
    with door:  # one after the other: the desk slows down many tries of one person at once
        browser.sign_in(options.user, options.password)
    low, high = (int(n) for n in options.tickets.split("-"))
    for name, path in steps:
        for _ in range(options.warmup):
            browser.ask("GET", path.replace("{ticket}", str(chance.randint(low, high))))
        barrier.wait()
        times, sizes, errors = [], [], 0
        start = time.perf_counter()
        for _ in range(options.requests):
            status, _, content, took = browser.ask("GET", path.replace("{ticket}", str(chance.randint(low, high))))
            times.append(took * 1000)
            sizes.append(len(content))
            errors += status != 200
        results.put((name, times, sizes, errors, time.perf_counter() - start))
        barrier.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://localhost:8080")
    parser.add_argument("--user", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--clients", type=int, default=1)
    parser.add_argument("--requests", type=int, default=50)
    parser.add_argument("--warmup", type=int, default=10)
    parser.add_argument("--tickets", default="1001-2000")
    parser.add_argument("steps", nargs="+")
    options = parser.parse_args()
    steps = [tuple(step.split("=", 1)) for step in options.steps]
    door, barrier, results = mp.Lock(), mp.Barrier(options.clients), mp.Queue()
    workers = [
        mp.Process(target=client, args=(n, options, steps, door, barrier, results)) for n in range(options.clients)
    ]
    for worker in workers:
        worker.start()
    collected = [results.get() for _ in range(options.clients * len(steps))]
    for worker in workers:
        worker.join()
    print(f"{'step':<24}{'clients':>8}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'req/s':>8}{'bytes':>9}{'errors':>8}")
    for name, _ in steps:
        rows = [row for row in collected if row[0] == name]
        times = sorted(t for row in rows for t in row[1])
        rate = sum(len(row[1]) / row[4] for row in rows)
        size = statistics.median(s for row in rows for s in row[2])
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
        print(f"{name:<24}{options.clients:>8}{statistics.median(times):>9.1f}{p95:>9.1f}{times[-1]:>9.1f}"
              f"{rate:>8.1f}{size:>9.0f}{sum(row[3] for row in rows):>8}")


if __name__ == "__main__":
    main()
