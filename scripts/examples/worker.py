#!/usr/bin/env python3
"""A worker in Python's standard library alone: worker.py CREDENTIALS [STOMP_PORT [QUEUE]]

It serves a queue beside workers in Java, one task at a time: start one for each processor.
Change work() for other work. The rest keeps the rules of README.md, under "Messages"; how to
talk to the broker is in stomp_queue.py, which has to be in the same directory.
"""
import json
import os
import signal
import socket
import sys
import time

import stomp_queue

NAME = f"{socket.gethostname()}-{os.getpid()}"


def work(payload):
    """One task: what this returns is its result, what it raises is its failure."""
    number = int(payload)
    return f"{number} * {number} = {number * number}"


def run(payload, limit):
    """Works for so many seconds at most, or without a limit if it is 0."""
    print(f"run task {payload[:40]}...", flush=True)
    try:
        signal.setitimer(signal.ITIMER_REAL, limit)
        try:
            return {"ok": str(work(payload))}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except KeyboardInterrupt:  # raised by the timer
        return {"failed": "timeout: took longer than its limit", "task": payload}
    except Exception as error:
        return {"failed": f"error: {error}"[:10_000], "task": payload}


def outcomes(message, payloads):
    """What becomes of the tasks of a message, which comes back when it has killed its worker."""
    comes_back = message["redelivered"] == "true"
    crashes = int(message.get("crashes", 0)) + comes_back
    limit = int(message.get("timeout_ms", 0)) / 1000
    for payload in payloads:
        if crashes >= 3:
            yield {"failed": "crash: killed its worker 3 times", "task": payload}
        elif comes_back or stomp_queue.stopping.is_set():
            yield {"again": payload, "crashes": crashes}
        else:
            yield run(payload, limit)


def answer(message, body):
    """The body and the headers of the result; without it the broker delivers again later."""
    echoed = ("correlation-id", "job", "first", "count", "attempt")
    headers = {name: message[name] for name in echoed if name in message}
    if "job" not in message:  # of another program: the body is the one payload
        return str(work(body)), headers
    began = time.monotonic()
    results = list(outcomes(message, json.loads(body)))
    headers["worker"] = NAME
    headers["run_micros"] = int((time.monotonic() - began) * 1e6)
    for kind in ("failed", "again"):
        headers[kind] = sum(kind in each for each in results)
    return json.dumps(results), headers


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    stomp_queue.serve(NAME, answer, *sys.argv[1:])
