#!/usr/bin/env python3
"""Sends a message of 200 MB through a desk with 512 MB of heap, and one that is too large.

    bench/big-message.py [--jar helpdesk-web/target/….jar] [--megabytes 200] [--limit 250] [--keep]

Once over HTTP, once from a mailbox by IMAP: the message must end in a ticket with its attachment, which is
read back byte for byte. Then one above the limit: refused at once over HTTP; from the mailbox only its
headers are kept, in quarantine with the reason, and the next message comes through. Needs Dovecot 2.3 and
root. Prints figures; exits with 1 if anything is not so. Python's standard library only.
"""
import base64
import hashlib
import http.client
import random
import time

from desk import ADMIN, PASSWORD, TOKEN, Desk, Sink, Trial, wait_for
from dovecot import Dovecot
from load import Browser
from mail_load import message

ADDRESS = "box@desk.example"
BOUNDARY = "the-boundary-of-a-large-message"
LINE = 57  # bytes that make one line of 76 letters


class Big:
    """A message with one attachment of random bytes, made in pieces: the same for the same name."""

    def __init__(self, name, megabytes):
        self.name, self.lines = name, megabytes * 1024 * 1024 // 78
        self.head = (
            f"From: Customer <big@customer.example>\r\nTo: {ADDRESS}\r\nSubject: {name}\r\n"
            f"Message-ID: <{name}@customer.example>\r\nMIME-Version: 1.0\r\n"
            f'Content-Type: multipart/mixed; boundary="{BOUNDARY}"\r\n\r\n'
            f"--{BOUNDARY}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHere is the film.\r\n"
            f"--{BOUNDARY}\r\nContent-Type: video/mp4\r\nContent-Transfer-Encoding: base64\r\n"
            'Content-Disposition: attachment; filename="film.mp4"\r\n\r\n'
        ).encode()
        self.foot = f"--{BOUNDARY}--\r\n".encode()
        self.size = len(self.head) + self.lines * 78 + len(self.foot)

    def content(self):
        chance, left = random.Random(self.name), self.lines
        while left:
            lines = min(left, 20_000)
            yield chance.randbytes(lines * LINE)
            left -= lines

    def parts(self):
        yield self.head
        for piece in self.content():
            rows = (piece[at:at + LINE] for at in range(0, len(piece), LINE))
            yield b"".join(base64.b64encode(row) + b"\r\n" for row in rows)
        yield self.foot

    def digest(self):
        whole = hashlib.sha256()
        for piece in self.content():
            whole.update(piece)
        return whole.hexdigest()


def post(desk, big):
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=300)
    headers = {"Authorization": "Bearer " + TOKEN, "Content-Type": "message/rfc822", "Content-Length": str(big.size)}
    connection.putrequest("POST", "/api/v1/inbound/email?wait=true")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    try:
        for part in big.parts():
            connection.send(part)
    except (BrokenPipeError, ConnectionResetError):
        pass  # it need not hear all of what it refuses
    answer = connection.getresponse()
    answer.read()
    return answer.status


def ticket_of(desk, subject):
    found = [t for t in desk.all("/api/v1/tickets?limit=200") if t["subject"] == subject]
    return desk.ask("GET", f"/api/v1/tickets/{found[0]['number']}")[1] if found else None


def read_back(trial, desk, big, how):
    whole = ticket_of(desk, big.name)
    files = whole["messages"][0]["attachments"] if whole else []
    trial.see(f"{how}: in a ticket with {len(files)} attachment", len(files) == 1)
    if len(files) != 1:
        return
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=300)
    url = files[0]["url"]
    path = url[url.index("/", 8):] if url.startswith("http") else url
    connection.request("GET", path, headers={"Authorization": "Bearer " + TOKEN})
    answer, whole = connection.getresponse(), hashlib.sha256()
    while piece := answer.read(1 << 20):
        whole.update(piece)
    trial.see(f"{how}: read back byte for byte", whole.hexdigest() == big.digest())


def largest_memory(desk):
    with open(f"/proc/{desk.process.pid}/status") as file:
        return next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmHWM"))


def play(trial):
    args, dovecot = trial.args, Dovecot(ADDRESS)
    desk = Desk(trial.jar, trial.home, Sink().port)
    desk.env["HELPDESK_INTAKE_MAX_MESSAGE_SIZE"] = f"{args.limit}MB"
    over = args.limit * 6 // 5
    try:
        dovecot.start()
        desk.start()
        browser = Browser(desk.base)
        browser.sign_in(ADMIN, PASSWORD)
        dovecot.given_to(browser)

        big = Big("big-by-http", args.megabytes)
        began = time.monotonic()
        status = post(desk, big)
        trial.see(f"{args.megabytes} MB over HTTP: {status} after {time.monotonic() - began:.1f} s", status == 200)
        read_back(trial, desk, big, "over HTTP")

        big = Big("big-by-imap", args.megabytes)
        dovecot.put("1.big", big.parts())
        took = wait_for("it is fetched", 300, lambda: ticket_of(desk, big.name))
        trial.took(f"{args.megabytes} MB by IMAP: in a ticket", took)
        read_back(trial, desk, big, "by IMAP")

        status = post(desk, Big("too-big-by-http", over))
        trial.see(f"{over} MB over HTTP: {status}", status == 413)
        dovecot.put("2.toobig", Big("too-big-by-imap", over).parts())
        dovecot.put("3.next", [message(1)])
        kept = lambda: [i for i in desk.ask("GET", "/api/v1/inbound?state=quarantined")[1]["items"]]
        wait_for("it is in quarantine", 120, kept)
        trial.see(f"{over} MB by IMAP: {'; '.join(i['reason'] for i in kept())}", len(kept()) == 1)
        trial.took("the next message is in a ticket", wait_for("the next", 60, lambda: ticket_of(desk, "Kill test 1")))
        print(f"      most memory of the process, heap of 512 MB included: {largest_memory(desk)} MB")
    finally:
        desk.stop()
        dovecot.stop()


if __name__ == "__main__":
    Trial.run("big-message", __doc__, play, "large messages pass, too large ones are told", megabytes=200, limit=250)
