#!/usr/bin/env python3
"""Takes the database away from a running desk and gives it back, and looks whether all goes on by itself.

    bench/database-away.py [--jar helpdesk-web/target/….jar] [--seconds 10] [--keep]

Twice: once it is stopped in order, once as by a fall (`immediate`). Meanwhile pages and API must answer
503 within seconds, readiness must be DOWN and liveness UP. Afterwards, without a restart: the same
session, the open page, intake, outbox and the timed work. Prints what it saw; exits with 1 if anything
is not so. Python's standard library only.
"""
import http.client
import json
import time

from desk import ADMIN, PASSWORD, Database, Desk, Sink, Stream, Trial, wait_for
from load import Browser
from mail_load import message


class Guarded:
    """A desk, its database, and a page that is open all the time."""

    def __init__(self, trial):
        self.see, self.took = trial.see, trial.took
        self.sink, self.written = Sink(), 0
        self.database = Database.made_by(trial.jar, trial.home, self.sink.port)
        self.database.start()
        self.desk = Desk(trial.jar, trial.home, self.sink.port, self.database.environment)

    def start(self):
        self.desk.start()
        self.browser = Browser(self.desk.base)
        self.browser.sign_in(ADMIN, PASSWORD)
        self.stream = Stream(self.browser, "/events?topics=inbox")
        wait_for("a page is open", 20, lambda: self.stream.opened)

    def get(self, path, accept, cookies=False):
        """-> status, content type, text, seconds"""
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.desk.port, timeout=60)
        headers = {"Accept": accept}
        if cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.browser.cookies.items())
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        return answer.status, answer.getheader("Content-Type") or "", text, time.monotonic() - began

    def away(self, mode, seconds):
        print(f"--- the database stops ({mode})")
        self.database.stop(mode)
        for name, cookies in (("with a session", True), ("without one", False)):
            status, kind, text, took = self.get("/inbox", "text/html", cookies)
            words = f"a page {name}: {status} {kind.split(';')[0]} in {took:.1f} s"
            self.see(words, status in (302, 503) and not cookies or status == 503 and "<h1>" in text and took < 7)
        status, kind, text, took = self.get("/login", "text/html")
        self.see(f"the sign-in page: {status} in {took:.1f} s", status == 503)
        status, answer = self.desk.ask("POST", "/api/v1/inbound/email", message(90_000), "message/rfc822")
        self.see(f"a mail through the API: {status} {answer['detail']}", status == 503)
        status, _, text, took = self.get("/actuator/health/readiness", "application/json")
        self.see(f"readiness: {status} {json.loads(text)['status']} in {took:.1f} s", status == 503)
        status, _, text, _ = self.get("/actuator/health/liveness", "application/json")
        self.see(f"liveness: {status} {json.loads(text)['status']}", status == 200)
        status, _, _, _ = self.get("/assets/desk.css", "text/css")
        self.see(f"the stylesheet: {status}", status == 200)
        time.sleep(seconds)

    def back(self):
        self.database.start()
        began = time.monotonic()
        print("--- the database is back")
        ready = lambda: self.get("/actuator/health/readiness", "application/json")[0] == 200
        self.took("readiness is UP", wait_for("readiness", 60, ready))
        status, _, _, _ = self.get("/inbox", "text/html", True)
        self.see(f"the same session reads its inbox: {status}", status == 200)
        heard = lambda: self.stream.hears("refresh", began) or self.stream.hears("inbox", began)
        self.took("the open page is told to read again", wait_for("the open page", 60, heard))
        time.sleep(1)
        self.work()

    def work(self):
        self.written += 1
        asked = time.monotonic()
        status, answer = self.desk.ask(
            "POST", "/api/v1/inbound/email?wait=true", message(90_000 + self.written), "message/rfc822")
        self.see(f"a mail is taken in and understood: {status} {answer.get('state')}", answer.get("state") == "processed")
        if answer.get("ticket") is None:
            return
        self.took("the open page hears of it", wait_for("inbox", 10, lambda: self.stream.hears("inbox", asked)))
        words = f"Answer behind trouble number {self.written}."
        self.desk.ask("POST", f"/api/v1/tickets/{answer['ticket']}/replies", json.dumps({"text": words}))
        out = lambda: any(words in mail for mail in list(self.sink.mails))
        self.took("its answer is sent", wait_for("the answer", 60, out))


def play(trial):
    guarded = Guarded(trial)
    try:
        guarded.start()
        guarded.work()
        for mode in ("fast", "immediate"):
            guarded.away(mode, trial.args.seconds)
            guarded.back()
        trial.see("never restarted", guarded.desk.process.poll() is None and len(guarded.desk.starts) == 1)
    finally:
        guarded.desk.stop()
        guarded.database.stop()


if __name__ == "__main__":
    Trial.run("database-away", __doc__, play, "away and back, and nothing else", seconds=10)
