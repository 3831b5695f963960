#!/usr/bin/env python3
"""Runs two nodes on one database at once, with no balancer before them, and looks whether they are one desk.

    bench/two-nodes.py [--jar helpdesk-web/target/….jar] [--messages 200] [--replies 40] [--keep]

Who signs in at one node is signed in at the other, and out again; what is answered at one shows up on a
page that is open at the other; the same mail at both at the same moment is one message; a node that is
killed with -9 in the middle of its work leaves it to the other, and may come back. Prints what it saw;
exits with 1 if any of that is not so. Python's standard library only.
"""
import gzip
import random
import re
import threading
import time
from urllib.parse import urlencode

from desk import ADMIN, PASSWORD, Database, Desk, Sink, Stream, Trial, wait_for
from load import Browser
from mail_load import Load, count, header, message


def page(browser, path):
    """-> status, text, where it sends us"""
    browser.connection = None  # an old one may have been closed for its silence
    status, headers, content, _ = browser.ask("GET", path)
    if headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    return status, content.decode("utf-8", "replace"), headers.get("Location") or ""


def at_other_node(browser, node):
    """The same person, with the same cookies, at another node."""
    other = Browser(node.base)
    other.cookies = browser.cookies
    return other


def one_session(trial, one, two):
    here = Browser(one.base)
    here.sign_in(ADMIN, PASSWORD)
    there = at_other_node(here, two)
    status, _, where = page(there, "/inbox")
    trial.see(f"signed in at node 1, the inbox of node 2 answers {status} {where}".rstrip(), status == 200)
    return here, there


def sign_out(trial, here, there):
    _, text, _ = page(there, "/inbox")
    token = re.search(r'name="_csrf"[^>]*value="([^"]+)"', text).group(1)
    there.ask("POST", "/logout", {"_csrf": token})
    status, _, where = page(here, "/inbox")
    trial.see(f"signed out at node 2, the inbox of node 1 answers {status} {where}", "/login" in where)


def seen_live(trial, one, two, there):
    status, answer = one.ask("POST", "/api/v1/inbound/email?wait=true", message(0), "message/rfc822")
    number = answer["ticket"]
    _, text, _ = page(there, f"/tickets/{number}")
    topic = re.search(r"topics=(ticket-\d+)", text).group(1)
    stream = Stream(there, "/events?" + urlencode({"topics": topic}))
    wait_for("a page is open at node 2", 20, lambda: stream.opened)
    time.sleep(1)
    asked = time.monotonic()
    one.ask("POST", f"/api/v1/tickets/{number}/replies", '{"text": "Written at node 1."}')
    wait_for("node 2 hears of it", 10, lambda: stream.hears(topic, asked))
    heard = stream.hears(topic, asked)
    took = "never" if heard is None else f"after {(heard - asked) * 1000:.0f} ms"
    trial.see(f"an answer given at node 1: a page open at node 2 heard of it {took}", heard is not None)
    trial.see("… and shows it when read again", "Written at node 1." in page(there, f"/tickets/{number}")[1])


def same_mail_at_both(trial, one, two, how_many):
    """Each message at both nodes at the same moment."""
    answers, threads = [], []
    for n in range(how_many):
        together = threading.Barrier(2)
        for node in (one, two):
            threads.append(threading.Thread(target=post, args=(node, 10_000 + n, together, answers)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = {}
    for status, answer in answers:
        states[answer.get("state", status)] = states.get(answer.get("state", status), 0) + 1
    tickets = [t for t in one.all("/api/v1/tickets?limit=200") if t["subject"].startswith("Kill test 10")]
    said = ", ".join(f"{n} {state}" for state, n in sorted(states.items()))
    trial.see(f"{how_many} mails at both nodes at once: {said}; {len(tickets)} tickets", len(tickets) == how_many)
    trial.see("… half of them known as duplicates", states == {"processed": how_many, "duplicate": how_many})


def post(node, n, together, answers):
    together.wait()
    answers.append(node.ask("POST", "/api/v1/inbound/email?wait=true", message(n), "message/rfc822"))


class Both:
    """Whichever node is asked; the one that is dead gives no answer, as behind no balancer."""

    def __init__(self, nodes):
        self.nodes, self.chance = nodes, random.Random(4)

    def ask(self, *words, **more):
        return self.chance.choice(self.nodes).ask(*words, **more)


def killed_in_the_middle(trial, one, two, sink, messages, replies):
    before = len(sink.mails)
    both = Both([one, two])
    load = Load(both, messages, replies)
    load.run()
    wait_for("a third of the work", 120, lambda: load.answered >= (messages + replies) // 3)
    two.kill()
    both.nodes = [one]
    print(f"      node 2 killed at {load.answered} of {messages + replies} answered")
    trial.took("node 1 takes the rest of the requests", wait_for("all answered", 180, load.done))
    idle = lambda: not one.ask("GET", "/api/v1/inbound?state=received")[1]["items"]
    trial.took("node 1 understands what node 2 had in hand", wait_for("everything is understood", 120, idle))
    sent = lambda: len({header(m, "Message-ID") for m in sink.mails[before:]}) >= replies
    trial.took("node 1 sends what node 2 had in hand", wait_for("everything is sent", 120, sent))
    time.sleep(12)  # the lease of the dead node runs out, its mail goes again
    mails = Sent(sink.mails[before:])
    for fault in load.problems + count(one, mails, messages, replies, others=True):
        trial.see(fault, False)
    two.start()
    trial.see(f"node 2 is back after {two.starts[-1]:.1f} s", two.ask("GET", "/api/v1/tickets?limit=1")[0] == 200)


class Sent:
    def __init__(self, mails):
        self.mails = mails


def play(trial):
    sink = Sink()
    database = Database.made_by(trial.jar, trial.home, sink.port)
    database.start()
    one, two = (Desk(trial.jar, trial.home, sink.port, database.environment, name) for name in ("node-1", "node-2"))
    try:
        starting = [threading.Thread(target=node.start) for node in (one, two)]
        for thread in starting:
            thread.start()
        for thread in starting:
            thread.join()
        trial.see("both started at once", one.starts and two.starts)
        here, there = one_session(trial, one, two)
        seen_live(trial, one, two, there)
        same_mail_at_both(trial, one, two, 40)
        killed_in_the_middle(trial, one, two, sink, trial.args.messages, trial.args.replies)
        sign_out(trial, here, at_other_node(here, two))
    finally:
        one.stop()
        two.stop()
        database.stop()


if __name__ == "__main__":
    Trial.run("two-nodes", __doc__, play, "two nodes, one desk", messages=200, replies=40)
