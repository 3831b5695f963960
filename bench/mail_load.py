"""Customers who write and agents who answer, for the trials under bench/, and the count of what is left."""
import collections
import json
import queue
import re
import threading
import time

from desk import MAILBOX, NO_ANSWER


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
        except NO_ANSWER:
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


def header(mail, name):
    found = re.search(rf"(?im)^{name}:\s*(.+?)\s*$", mail)
    return found.group(1) if found else None


def count(desk, sink, messages, replies, others=False):
    """-> the faults found; others: whether the desk may hold messages that are not of this load"""
    faults = []
    met = collections.Counter()
    answers = {}
    for ticket in list(desk.all("/api/v1/tickets?limit=200")):
        whole = desk.ask("GET", f"/api/v1/tickets/{ticket['number']}")[1]
        for m in whole["messages"]:
            if m["kind"] == "customer":
                met[m["message_id"].strip("<>")] += 1
            elif m["kind"] == "agent":
                number = re.search(r"Answer number (\d+)", m["text"])
                if number:
                    answers.setdefault(number.group(1), []).append(m)
    wanted = {f"kill-{n}@customer.example" for n in range(messages)}
    lost, doubled = wanted - set(met), {i for i, times in met.items() if times > 1}
    stray = set() if others else set(met) - wanted
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
