#!/usr/bin/env python3
"""Kills the desk with -9 while mail comes in and answers go out, and counts what is left.

    bench/kill-nine.py [--jar helpdesk-web/target/….jar] [--messages 500] [--replies 100] [--kills 5]
                       [--seed 9] [--keep]

Starts the packaged jar on an embedded database of its own, set up from the environment, with a mail
server of its own that takes everything. Programs send messages to the API and answer tickets; what
gets no answer is asked again under the same key. At random points the process is killed and started
again. Then every message must be in the desk once, every answer must be in its ticket once, and must
have been sent at least once, always under the same Message-ID. Prints the figures; exits with 1 if
anything is lost, doubled or not to be recognised. Python's standard library only.
"""
import argparse
import asyncio
import collections
import glob
import http.client
import json
import os
import queue
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

TOKEN = "kill-nine-token-0123456789"
MAILBOX = "help@desk.example"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Sink:
    """Takes every mail, a little slowly, so that a kill finds some on their way."""

    def __init__(self):
        self.port = free_port()
        self.mails = []
        threading.Thread(target=lambda: asyncio.run(self.serve()), daemon=True).start()

    async def serve(self):
        server = await asyncio.start_server(self.talk, "127.0.0.1", self.port)
        async with server:
            await server.serve_forever()

    async def talk(self, reader, writer):
        try:
            await self.say(writer, "220 sink.example ESMTP")
            while line := await reader.readline():
                verb = line.split(b" ")[0].strip().upper()
                if verb == b"DATA":
                    await self.say(writer, "354 Go ahead")
                    mail = await reader.readuntil(b"\r\n.\r\n")
                    await asyncio.sleep(0.03)
                    self.mails.append(mail.decode("latin-1"))
                    await asyncio.sleep(0.03)
                    await self.say(writer, "250 2.0.0 Taken")
                elif verb == b"QUIT":
                    await self.say(writer, "221 2.0.0 Bye")
                    break
                else:
                    await self.say(writer, "250 2.0.0 OK")
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the desk was killed in the middle of a sentence
        finally:
            writer.close()

    @staticmethod
    async def say(writer, line):
        writer.write(line.encode() + b"\r\n")
        await writer.drain()


class Desk:
    """The product as a process that can be killed and started again."""

    def __init__(self, jar, home, smtp_port):
        self.jar, self.home, self.port = jar, home, free_port()
        self.log = open(os.path.join(home, "desk.log"), "ab")
        self.starts = []
        self.env = dict(
            os.environ,
            SERVER_PORT=str(self.port),
            HELPDESK_DATA_DIR=os.path.join(home, "data"),
            HELPDESK_BOOTSTRAP_ADMIN_EMAIL="admin@desk.example",
            HELPDESK_BOOTSTRAP_ADMIN_PASSWORD="a quiet harbour",
            HELPDESK_BOOTSTRAP_API_TOKEN=TOKEN,
            HELPDESK_BOOTSTRAP_MAILBOX=MAILBOX,
            HELPDESK_SMTP_HOST="127.0.0.1",
            HELPDESK_SMTP_PORT=str(smtp_port),
            HELPDESK_SMTP_SECURITY="none",
            HELPDESK_OUTBOX_LEASE="10s",
            HELPDESK_API_RATE_LIMIT="10000",
        )
        self.process = None

    def start(self):
        began = time.monotonic()
        self.process = subprocess.Popen(
            ["java", "-Xmx512m", "-jar", self.jar], env=self.env, stdout=self.log, stderr=self.log
        )
        while time.monotonic() - began < 180:
            if self.process.poll() is not None:
                sys.exit(f"The desk does not start, see {self.log.name}")
            try:
                if self.ask("GET", "/api/v1/tickets?limit=1")[0] == 200:
                    self.starts.append(time.monotonic() - began)
                    return
            except OSError:
                pass
            except http.client.HTTPException:
                pass
            time.sleep(0.2)
        sys.exit("The desk is not ready after three minutes")

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)

    def ask(self, method, path, body=None, kind="application/json", key=None):
        """-> status, decoded answer; raises OSError or HTTPException where there is none"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Authorization": "Bearer " + TOKEN}
        if body is not None:
            headers["Content-Type"] = kind
        if key:
            headers["Idempotency-Key"] = key
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else None
        finally:
            connection.close()

    def all(self, path):
        cursor = ""
        while cursor is not None:
            status, page = self.ask("GET", path + ("&cursor=" + cursor if cursor else ""))
            if status != 200:
                sys.exit(f"{path}: {status} {page}")
            yield from page["items"]
            cursor = page["next_cursor"]


class Load:
    """Sends messages and answers, each again until it is answered."""

    def __init__(self, desk, messages, replies):
        self.desk, self.replies = desk, replies
        self.incoming, self.outgoing = queue.Queue(), queue.Queue()
        for n in range(messages):
            self.incoming.put(n)
        self.lock = threading.Lock()
        self.answered, self.unanswered, self.todo = 0, 0, messages + replies
        self.problems = []

    def run(self):
        workers = [threading.Thread(target=self.send, daemon=True) for _ in range(8)]
        workers += [threading.Thread(target=self.reply, daemon=True) for _ in range(3)]
        for worker in workers:
            worker.start()

    def done(self):
        with self.lock:
            return self.answered >= self.todo

    def send(self):
        while not self.done():
            try:
                n = self.incoming.get(timeout=0.5)
            except queue.Empty:
                continue
            wanted = n < self.replies
            path = "/api/v1/inbound/email" + ("?wait=true" if wanted else "")
            answer = self.attempt((200, 202), path, message(n), "message/rfc822", None)
            if answer is None:
                self.incoming.put(n)
            elif wanted:
                ticket = answer.get("ticket")
                if ticket:
                    self.outgoing.put((n, ticket))
                else:  # taken in, not yet understood: ask again, which is the same message
                    with self.lock:
                        self.answered -= 1
                    self.incoming.put(n)

    def reply(self):
        while not self.done():
            try:
                n, ticket = self.outgoing.get(timeout=0.5)
            except queue.Empty:
                continue
            body = json.dumps({"text": f"Answer number {n} of the kill test."})
            path = f"/api/v1/tickets/{ticket}/replies"
            if self.attempt((200, 201), path, body, "application/json", f"answer-{n}") is None:
                self.outgoing.put((n, ticket))

    def attempt(self, good, path, body, kind, key):
        try:
            status, answer = self.desk.ask("POST", path, body, kind, key)
        except (OSError, http.client.HTTPException, ValueError):
            with self.lock:
                self.unanswered += 1
            time.sleep(0.3)
            return None
        if status in good:
            with self.lock:
                self.answered += 1
            return answer
        with self.lock:
            self.unanswered += 1
            if 400 <= status < 500 and status not in (409, 425, 429):
                self.problems.append(f"{path}: {status} {answer}")
                self.answered = self.todo
        time.sleep(0.3)
        return None


def message(n):
    return (
        f"From: Customer {n} <customer{n}@customer.example>\r\n"
        f"To: {MAILBOX}\r\n"
        f"Subject: Kill test {n}\r\n"
        f"Message-ID: <kill-{n}@customer.example>\r\n"
        "Date: Sun, 22 Nov 2026 09:00:00 +0000\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\n"
        f"This is message {n}. " + "It has a few words. " * 20 + "\r\n"
    ).encode()


def wait_for(what, seconds, ready):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if ready():
            return True
        time.sleep(0.5)
    print(f"LATE: {what} after {seconds} s")
    return False


def header(mail, name):
    found = re.search(rf"(?im)^{name}:\s*(.+?)\s*$", mail)
    return found.group(1) if found else None


def count(desk, sink, messages, replies):
    """-> the faults found"""
    faults = []
    met = collections.Counter()
    answers = {}
    for ticket in list(desk.all("/api/v1/tickets?limit=200")):
        whole = desk.ask("GET", f"/api/v1/tickets/{ticket['number']}")[1]
        for m in whole["messages"]:
            if m["kind"] == "customer":
                met[m["message_id"].strip("<>")] += 1
            elif m["kind"] == "agent":
                number = re.search(r"Answer number (\d+)", m["text"]).group(1)
                answers.setdefault(number, []).append(m)
    wanted = {f"kill-{n}@customer.example" for n in range(messages)}
    lost, doubled = wanted - set(met), {i for i, times in met.items() if times > 1}
    stray = set(met) - wanted
    for name, ids in (("lost", lost), ("doubled", doubled), ("stray", stray)):
        if ids:
            faults.append(f"{len(ids)} messages {name}: {sorted(ids)[:5]}")

    sent = collections.Counter((header(mail, "Message-ID") or "").strip("<>") for mail in sink.mails)
    texts = collections.defaultdict(set)
    for mail in sink.mails:
        found = re.search(r"Answer number (\d+)", mail)
        texts[found.group(1) if found else None].add((header(mail, "Message-ID") or "").strip("<>"))
    for n in map(str, range(replies)):
        written = answers.get(n, [])
        if len(written) != 1:
            faults.append(f"answer {n} is in the desk {len(written)} times")
            continue
        message_id = (written[0]["message_id"] or "").strip("<>")
        if texts[n] != {message_id}:
            faults.append(f"answer {n} is {message_id}, but was sent as {texts[n] or 'nothing'}")
        if written[0]["delivery"]["state"] != "sent":
            faults.append(f"answer {n} is {written[0]['delivery']}")
    unknown = set(texts) - set(map(str, range(replies)))
    if unknown:
        faults.append(f"mails nobody wrote: {unknown}")
    print(f"messages  {messages} wanted, {len(met)} in the desk, {sum(met.values()) - len(met)} doubled")
    print(
        f"answers   {replies} wanted, {sum(map(len, answers.values()))} in the desk,"
        f" {len(sent)} sent, {sum(sent.values())} deliveries"
        f" ({sum(sent.values()) - len(sent)} of them again, under the same Message-ID)"
    )
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--jar")
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--replies", type=int, default=100)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--keep", action="store_true", help="leave data and log behind")
    args = parser.parse_args()
    jars = [args.jar] if args.jar else glob.glob("helpdesk-web/target/helpdesk-web-*.jar")
    if len(jars) != 1 or not os.path.exists(jars[0]):
        sys.exit("No packaged jar: run ./mvnw package first, or name one with --jar")
    home = tempfile.mkdtemp(prefix="kill-nine-")
    os.chmod(home, 0o755)  # as root, the database runs as another user, who must get in
    sink = Sink()
    desk = Desk(os.path.abspath(jars[0]), home, sink.port)
    chance = random.Random(args.seed)
    faults = []
    try:
        desk.start()
        print(f"started   in {desk.starts[0]:.1f} s on port {desk.port}")
        load = Load(desk, args.messages, args.replies)
        total = args.messages + args.replies
        load.run()
        for n, mark in enumerate(sorted(chance.sample(range(total // 20, total * 9 // 10), args.kills))):
            wait_for(f"{mark} answers", 300, lambda: load.answered >= mark or load.done())
            time.sleep(chance.random() * 0.3)
            desk.kill()
            print(f"kill {n + 1}    at {load.answered} of {total} answered, {len(sink.mails)} mails out")
            desk.start()
        if not wait_for("all requests answered", 300, load.done):
            faults.append(f"only {load.answered} of {total} requests were answered")
        faults += load.problems
        idle = lambda: not desk.ask("GET", "/api/v1/inbound?state=received")[1]["items"]
        wait_for("everything taken in is understood", 120, idle)
        out = lambda: len({header(m, "Message-ID") for m in sink.mails}) >= args.replies
        wait_for("everything is sent", 120, out)
        time.sleep(12)  # a lease that a dead process held runs out, its mail goes again
        starts = ", ".join(f"{s:.1f}" for s in desk.starts[1:])
        print(f"restarts  took {starts} s; {load.unanswered} requests got no answer and were sent again")
        faults += count(desk, sink, args.messages, args.replies)
    finally:
        desk.stop()
        if args.keep or faults:
            print(f"left      {home}")
        else:
            shutil.rmtree(home, ignore_errors=True)
    for fault in faults:
        print("FAULT    ", fault)
    print("FAILED" if faults else "nothing lost, nothing doubled")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
