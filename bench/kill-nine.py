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
import random
import time

from desk import Desk, Sink, Trial, wait_for
from mail_load import Load, count, header


def play(trial):
    args, sink = trial.args, Sink()
    desk = Desk(trial.jar, trial.home, sink.port)
    chance = random.Random(args.seed)
    total = args.messages + args.replies
    try:
        desk.start()
        print(f"started   in {desk.starts[0]:.1f} s on port {desk.port}")
        load = Load(desk, args.messages, args.replies)
        load.run()
        for n, mark in enumerate(sorted(chance.sample(range(total // 20, total * 9 // 10), args.kills))):
            wait_for(f"{mark} answers", 300, lambda: load.answered >= mark or load.done())
            time.sleep(chance.random() * 0.3)
            desk.kill()
            print(f"kill {n + 1}    at {load.answered} of {total} answered, {len(sink.mails)} mails out")
            desk.start()
        trial.took("all requests answered", wait_for("all requests answered", 300, load.done))
        idle = lambda: not desk.ask("GET", "/api/v1/inbound?state=received")[1]["items"]
        wait_for("everything taken in is understood", 120, idle)
        out = lambda: len({header(m, "Message-ID") for m in sink.mails}) >= args.replies
        wait_for("everything is sent", 120, out)
        time.sleep(12)  # a lease that a dead process held runs out, its mail goes again
        starts = ", ".join(f"{s:.1f}" for s in desk.starts[1:])
        print(f"restarts  took {starts} s; {load.unanswered} requests got no answer and were sent again")
        for fault in load.problems + count(desk, sink, args.messages, args.replies):
            trial.see(fault, False)
    finally:
        desk.stop()


if __name__ == "__main__":
    good = "nothing lost, nothing doubled"
    Trial.run("kill-nine", __doc__, play, good, messages=500, replies=100, kills=5, seed=9)
