"""What the trials under bench/ share: the product as a process, its database as another, a mail server.

Python's standard library only.
"""
import argparse
import asyncio
import glob
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

TOKEN = "trial-token-0123456789"
ADMIN, PASSWORD = "admin@desk.example", "a quiet harbour"
MAILBOX = "help@desk.example"
NO_ANSWER = (OSError, http.client.HTTPException, ValueError)


class Trial:
    """What was seen. Each has a folder of its own, which stays behind if anything was not as it should be."""

    def __init__(self, name, args):
        self.args, self.jar, self.faults = args, packaged_jar(args.jar), []
        self.home = tempfile.mkdtemp(prefix=name + "-")
        os.chmod(self.home, 0o755)  # as root, the database runs as another user, who must get in

    @staticmethod
    def run(name, doc, play, good, **numbers):
        """Reads the arguments (numbers: with their defaults), plays, says how it ended and exits so."""
        parser = argparse.ArgumentParser(description=doc.split("\n")[0])
        parser.add_argument("--jar")
        parser.add_argument("--keep", action="store_true", help="leave data and logs behind")
        for number, default in numbers.items():
            parser.add_argument("--" + number, type=int, default=default)
        # whoever ends a trial ends what it started, too
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        trial = Trial(name, parser.parse_args())
        ended = False
        try:
            play(trial)
            ended = True
        finally:
            if trial.args.keep or trial.faults or not ended:
                print("left ", trial.home)
            else:
                shutil.rmtree(trial.home, ignore_errors=True)
        print("FAILED" if trial.faults else good)
        sys.exit(1 if trial.faults else 0)

    def see(self, words, good):
        print(("ok    " if good else "FAULT ") + words, flush=True)
        if not good:
            self.faults.append(words)

    def took(self, words, seconds):
        self.see(words + (" never" if seconds is None else f" after {seconds:.1f} s"), seconds is not None)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def packaged_jar(named=None):
    """-> the jar that was named, or the one that the build made"""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    jars = [named] if named else glob.glob(os.path.join(here, "helpdesk-web/target/helpdesk-web-*.jar"))
    if len(jars) != 1 or not os.path.exists(jars[0]):
        sys.exit("No packaged jar: run ./mvnw -DskipTests package first, or name one with --jar")
    return os.path.abspath(jars[0])


def wait_for(what, seconds, ready):
    """-> how many seconds it took, None (and a line that says so) if it did not come"""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        try:
            if ready():
                return time.monotonic() - began
        except NO_ANSWER:
            pass
        time.sleep(0.1)
    print(f"LATE: {what} after {seconds} s")
    return None


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

    def __init__(self, jar, home, smtp_port, database=None, name="desk"):
        """database: where an outside one is (see Database.environment); else it brings its own"""
        self.jar, self.home, self.name, self.port = jar, home, name, free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = open(os.path.join(home, name + ".log"), "ab")
        self.starts = []
        self.env = dict(
            os.environ,
            SERVER_PORT=str(self.port),
            HELPDESK_DATA_DIR=os.path.join(home, "data"),
            HELPDESK_BOOTSTRAP_ADMIN_EMAIL=ADMIN,
            HELPDESK_BOOTSTRAP_ADMIN_PASSWORD=PASSWORD,
            HELPDESK_BOOTSTRAP_API_TOKEN=TOKEN,
            HELPDESK_BOOTSTRAP_MAILBOX=MAILBOX,
            HELPDESK_SMTP_HOST="127.0.0.1",
            HELPDESK_SMTP_PORT=str(smtp_port),
            HELPDESK_SMTP_SECURITY="none",
            HELPDESK_OUTBOX_LEASE="10s",
            HELPDESK_API_RATE_LIMIT="10000",
            **(database or {}),
        )
        self.process = None

    def start(self):
        began = time.monotonic()
        self.process = subprocess.Popen(
            ["java", "-Xmx512m", "-jar", self.jar], env=self.env, stdout=self.log, stderr=self.log
        )
        while time.monotonic() - began < 600:
            if self.process.poll() is not None:
                sys.exit(f"The desk does not start, see {self.log.name}")
            try:
                if self.ask("GET", "/api/v1/tickets?limit=1")[0] == 200:
                    self.starts.append(time.monotonic() - began)
                    return
            except NO_ANSWER:
                pass
            time.sleep(0.2)
        sys.exit("The desk is not ready after ten minutes")

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)

    def ask(self, method, path, body=None, kind="application/json", key=None):
        """-> status, decoded answer; raises one of NO_ANSWER where there is none"""
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


class Database:
    """The PostgreSQL that a desk left in its data directory, run as one that is not the desk's own."""

    def __init__(self, home):
        data = os.path.join(home, "data")
        self.directory = os.path.join(data, "database")
        self.control = glob.glob(os.path.join(data, "postgres-*", "bin", "pg_ctl"))[0]
        self.log = os.path.join(data, "log", "start.log")
        self.environment = {
            "SPRING_DATASOURCE_URL": "jdbc:postgresql://127.0.0.1:%s/helpdesk" % self.read(data, "port"),
            "SPRING_DATASOURCE_USERNAME": "helpdesk",
            "SPRING_DATASOURCE_PASSWORD": self.read(data, "password"),
        }

    @staticmethod
    def made_by(jar, home, smtp_port):
        """A desk of its own sets it up and goes."""
        founder = Desk(jar, home, smtp_port, name="founder")
        founder.start()
        founder.stop()
        return Database(home)

    @staticmethod
    def read(data, name):
        with open(os.path.join(data, name)) as file:
            return file.read().strip()

    def start(self):
        self.run("--log=" + self.log, "--wait", "start")

    def stop(self, mode="fast"):
        self.run("--mode=" + mode, "--wait", "stop")

    def run(self, *words):
        command = self.as_owner() + [self.control, "--pgdata=" + self.directory, *words]
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if ended.returncode:
            sys.exit(f"pg_ctl {words[-1]} failed, see {self.log}")

    def as_owner(self):
        """PostgreSQL refuses to be root: as the product does, see helpdesk.database.PostgresUser."""
        if os.getuid() != 0:
            return []
        owner = os.stat(self.directory).st_uid
        if owner == 0:
            return ["unshare", "--user"]
        return ["setpriv", f"--reuid={owner}", f"--regid={owner}", "--clear-groups"]


class Stream:
    """An open page: hears what the desk tells it to read again, and comes again as a browser does."""

    def __init__(self, browser, path):
        self.url, self.path = browser.url, path
        self.cookie = "; ".join(f"{k}={v}" for k, v in browser.cookies.items())
        self.heard, self.opened = [], 0
        threading.Thread(target=self.follow, daemon=True).start()

    def follow(self):
        while True:
            try:
                connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=60)
                connection.request("GET", self.path, headers={"Cookie": self.cookie, "Accept": "text/event-stream"})
                answer = connection.getresponse()
                if answer.status == 200:
                    self.opened += 1
                    while line := answer.readline():
                        if line.startswith(b"event:"):
                            self.heard.append((line[6:].decode().strip(), time.monotonic()))
            except NO_ANSWER:
                pass
            time.sleep(1)

    def hears(self, topic, since):
        """-> when it first heard of the topic after that moment, or None"""
        return next((at for what, at in list(self.heard) if what == topic and at > since), None)
