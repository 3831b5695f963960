#!/usr/bin/env python3
"""Gives a desk what it should not be given, and prints what it says.

    bench/bad-input.py [--jar helpdesk-web/target/….jar] [--keep]

Malformed mail, an attachment of 50 MB, a message of 300 MB, 10,000 recipients, HTML with script, a wrong
token, a survey link that nobody was sent, no SMTP server, no database at the start. Each must get a clear
answer, and nothing may be lost. (A link that has expired needs a clock to turn: SurveyPagesTest.) Exits
with 1 if anything is not so. Python's standard library only.
"""
import base64
import http.client
import os
import subprocess
import time

from desk import ADMIN, MAILBOX, PASSWORD, Desk, Sink, Trial, free_port
from load import Browser

HEAD = f"From: Customer <odd@customer.example>\r\nTo: {MAILBOX}\r\n"


def send(desk, mail):
    status, answer = desk.ask("POST", "/api/v1/inbound/email?wait=true", mail, "message/rfc822")
    return status, answer or {}


def messages(trial, desk):
    for name, mail in (
        ("mail without a sender", b"Subject: Nobody\r\n\r\nHello\r\n"),
        ("bytes that are no mail", bytes(range(256)) * 40),
        ("headers without an end", b"From: a@customer.example\r\nSubject: " + b"x" * 300_000),
    ):
        status, answer = send(desk, mail)
        state, reason = answer.get("state"), answer.get("reason")
        kept = desk.ask("GET", f"/api/v1/inbound/{answer.get('id')}")[0] == 200
        told = state == "processed" or bool(reason)
        trial.see(f"{name}: {status} {state}, {reason or 'ticket ' + str(answer.get('ticket'))}", kept and told)
    status, answer = send(desk, b"")
    trial.see(f"an empty message: {status} {answer.get('detail')}", status == 400)

    film = base64.encodebytes(os.urandom(50 * 1024 * 1024)).replace(b"\n", b"\r\n")
    mail = (HEAD + "Subject: A film\r\nMessage-ID: <film@customer.example>\r\nMIME-Version: 1.0\r\n"
            "Content-Type: video/mp4\r\nContent-Transfer-Encoding: base64\r\n"
            'Content-Disposition: attachment; filename="film.mp4"\r\n\r\n').encode() + film
    status, answer = send(desk, mail)
    files = desk.ask("GET", f"/api/v1/tickets/{answer.get('ticket')}")[1]["messages"][0]["attachments"]
    trial.see(f"an attachment of 50 MB: {status} {answer.get('state')}, {files[0]['size']} bytes kept",
              files[0]["size"] == 50 * 1024 * 1024)
    status, answer = too_large(desk)
    trial.see(f"a message of 300 MB: {status}", status == 413)

    many = ",\r\n ".join(f"person{n}@customer.example" for n in range(10_000))
    mail = HEAD + f"Cc: {many}\r\nSubject: To all\r\nMessage-ID: <all@customer.example>\r\n\r\nHello all\r\n"
    status, answer = send(desk, mail.encode())
    ticket = desk.ask("GET", f"/api/v1/tickets/{answer.get('ticket')}")[1]
    reply = desk.ask("POST", f"/api/v1/tickets/{answer['ticket']}/replies", '{"text": "Thank you"}')
    copies = len(ticket["messages"][0]["cc"])
    trial.see(f"10,000 recipients: {status} {answer.get('state')}, {copies} shown; a reply: {reply[0]},"
              f" copied to {len(reply[1].get('cc', []))}", status == 200 and reply[0] == 201)

    mail = HEAD + ("Subject: Click\r\nMessage-ID: <click@customer.example>\r\nContent-Type: text/html\r\n\r\n"
                   "<p onclick='steal()'>Look <script>steal()</script><a href='javascript:steal()'>here</a></p>\r\n")
    status, answer = send(desk, mail.encode())
    html = desk.ask("GET", f"/api/v1/tickets/{answer['ticket']}")[1]["messages"][0]["html"]
    trial.see(f"HTML with script: {status} {answer.get('state')}, kept as {html.strip()}", "steal" not in html)


def too_large(desk):
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=60)
    connection.putrequest("POST", "/api/v1/inbound/email")
    connection.putheader("Authorization", "Bearer " + "trial-token-0123456789")
    connection.putheader("Content-Type", "message/rfc822")
    connection.putheader("Content-Length", str(300 * 1024 * 1024))
    connection.endheaders()
    try:
        for _ in range(300):
            connection.send(b"x" * 1024 * 1024)
    except OSError:
        pass  # it need not hear all of what it refuses
    answer = connection.getresponse()
    return answer.status, answer.read()


def strangers(trial, desk):
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=30)
    connection.request("GET", "/api/v1/tickets", headers={"Authorization": "Bearer wrong"})
    answer = connection.getresponse()
    trial.see(f"a wrong token: {answer.status} {answer.read().decode()[:160]}", answer.status == 401)
    connection.request("GET", "/s/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    title = text[text.find("<h1") : text.find("</h1>")].split(">")[-1]
    trial.see(f"a survey link that nobody was sent: {answer.status} {title}", 400 <= answer.status < 500 and title)


def no_smtp(trial, desk):
    _, answer = send(desk, (HEAD + "Subject: Waiting\r\nMessage-ID: <waiting@customer.example>\r\n\r\nHello\r\n").encode())
    number = answer["ticket"]
    desk.ask("POST", f"/api/v1/tickets/{number}/replies", '{"text": "This waits"}')
    state = lambda: desk.ask("GET", f"/api/v1/tickets/{number}")[1]["messages"][-1]["delivery"]
    time.sleep(3)
    browser = Browser(desk.base)
    browser.sign_in(ADMIN, PASSWORD)
    page = browser.text("/admin/outbox")
    trial.see(f"no SMTP server: the reply is {state()}; the outbox shows it: {'Waiting' in page}",
              state()["state"] in ("queued", "deferred") and "Waiting" in page)


def no_database(trial):
    env = dict(os.environ, SPRING_DATASOURCE_URL=f"jdbc:postgresql://127.0.0.1:{free_port()}/helpdesk",
               SPRING_DATASOURCE_USERNAME="helpdesk", SPRING_DATASOURCE_PASSWORD="x", SERVER_PORT=str(free_port()),
               HELPDESK_DATA_DIR=os.path.join(trial.home, "none"))
    began = time.monotonic()
    ended = subprocess.run(["java", "-jar", trial.jar], env=env, capture_output=True, text=True, timeout=180)
    said = [line for line in (ended.stdout + ended.stderr).splitlines() if "atabase" in line and "at " not in line[:8]]
    print("      " + "\n      ".join(line[:200] for line in said[:6]))
    trial.see(f"no database at the start: ended with {ended.returncode} after {time.monotonic() - began:.0f} s",
              ended.returncode != 0 and bool(said))


def play(trial):
    desk = Desk(trial.jar, trial.home, Sink().port)
    for name in ("HELPDESK_SMTP_HOST", "HELPDESK_SMTP_PORT", "HELPDESK_SMTP_SECURITY"):
        del desk.env[name]
    try:
        desk.start()
        messages(trial, desk)
        strangers(trial, desk)
        no_smtp(trial, desk)
    finally:
        desk.stop()
    no_database(trial)


if __name__ == "__main__":
    Trial.run("bad-input", __doc__, play, "each got a clear answer, nothing is lost")
