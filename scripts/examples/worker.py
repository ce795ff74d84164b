#!/usr/bin/env python3
"""A worker in Python's standard library alone: worker.py CREDENTIALS [STOMP_PORT [QUEUE]]

It serves a queue beside workers in Java, one task at a time: start it as often as there are processors. Change work()
for another kind of work; the rest keeps the rules that README.md states under "Messages" and "Over STOMP"."""
import base64, concurrent.futures, json, os, re, signal, socket, ssl, sys, threading, time

NAME = f"{socket.gethostname()}-{os.getpid()}"
stopping, unwanted, TimeLimit = threading.Event(), set(), type("TimeLimit", (Exception,), {})


def work(payload):
    """One task: what this returns is its result, what it raises is its failure."""
    number = int(payload)
    return f"{number} * {number} = {number * number}"


def outcome(payload, limit, deaths, comes_back):
    if deaths >= 3:
        return {"failed": "crash: killed its worker 3 times", "task": payload}
    if comes_back or stopping.is_set():
        return {"again": payload, "crashes": deaths}
    print(f"run task {payload[:40]}...", flush=True)
    try:
        signal.setitimer(signal.ITIMER_REAL, limit)
        try:
            return {"ok": str(work(payload))}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except Exception as error:
        reason = "timeout" if isinstance(error, TimeLimit) else "error"
        return {"failed": f"{reason}: {error}"[:10_000], "task": payload}


def answer(task, body):
    """The headers and the body of the result. Headers that come back as they are need no unescaping and no escaping."""
    reply = {name: task[name] for name in ("correlation-id", "job", "first", "count", "attempt") if name in task}
    reply |= {"destination": task.get("reply-to", "results"), "persistent": "true"}
    if "job" not in task:  # of another program: when it fails, the broker is hung up on, and tries it again later
        return reply, str(work(body))
    comes_back, began = task["redelivered"] == "true", time.monotonic()
    limit, deaths = int(task.get("timeout_ms", 0)) / 1000, int(task.get("crashes", 0)) + comes_back
    outcomes = [outcome(payload, limit, deaths, comes_back) for payload in json.loads(body)]
    reply |= {kind: sum(kind in each for each in outcomes) for kind in ("failed", "again")}
    return reply | {"worker": NAME, "run_micros": int((time.monotonic() - began) * 1e6)}, json.dumps(outcomes)


class Broker:
    def __init__(self, login, port):
        host = re.search(r"tcp://\[?([^\],?]+)\]?:\d+", login["url"])[1]
        self.socket = socket.create_connection((host, port), timeout=20)
        if "authority" in login:  # TLS: this one is trusted, and no other
            context = ssl.create_default_context(cadata=base64.b64decode(login["authority"]))
            self.socket = context.wrap_socket(self.socket, server_hostname=host)
        self.file, name = self.socket.makefile("rb"), f"worker/{NAME}/1/{os.urandom(8).hex()}"
        self.send("CONNECT", {"accept-version": "1.2", "host": host, "heart-beat": "10000,1000", "client-id": name,
                              "login": login["user"], "passcode": login["password"]})

    def send(self, command, headers, body=""):
        lines = [command, *(f"{name}:{value}" for name, value in headers.items()), "", body + "\0"]
        self.socket.sendall("\n".join(lines).encode())

    def next(self):
        """Waits for the next frame: command, headers and body. All are empty at a heart-beat, which comes each second."""
        if not self.file.peek():
            raise ConnectionError("the broker hung up")
        lines = [*iter(lambda: self.file.readline().decode().rstrip("\r\n"), "")]
        if not lines:
            self.socket.sendall(b"\n")
            return "", {}, ""
        headers = dict(line.split(":", 1) for line in reversed(lines[1:]))  # of two of one name the first counts
        body = self.file.read(int(headers.get("content-length", 0))).decode()
        while self.file.read(1) not in b"\0":
            pass
        if lines[0] == "ERROR":  # the broker hangs up after it
            raise ConnectionRefusedError(headers["message"].replace(r"\c", ":"))
        return lines[0], headers, body

    def ask(self, command, headers, body=""):
        """Sends a frame and waits until the broker has done it."""
        self.send(command, {**headers, "receipt": command}, body)
        while self.next()[1].get("receipt-id") != command:
            pass

    def beating(self, run, *arguments):
        """Runs what may take long, with heart-beats from beside: the broker hangs up on who is silent for 20 s."""
        def beat():
            while not done.wait(5):
                self.socket.sendall(b"\n")
        done = threading.Event()
        with concurrent.futures.ThreadPoolExecutor() as beside:
            beside.submit(beat)
            try:
                return run(*arguments)
            finally:
                done.set()

    def do(self, task, body):
        """The result first, then the acknowledgement: killed in between, the task is answered twice, and never lost."""
        message = task["message-id"].split(",")[1]
        if message not in unwanted:
            reply = self.beating(answer, task, body)
            try:
                self.ask("SEND", *reply)
            except ConnectionRefusedError as problem:
                if "does not exist" in str(problem):  # nobody waits for it any more: it is dropped when it comes back
                    unwanted.add(message)
                raise
        self.send("ACK", {"id": task["ack"]})


def serve(broker, queue):
    try:
        broker.next()
    except ConnectionRefusedError as problem:
        sys.exit(f"worker: {problem}")
    broker.send("SUBSCRIBE", {"id": 0, "destination": queue, "ack": "client-individual", "consumer-window-size": 0})
    while not stopping.is_set():
        command, *task = broker.next()
        if command == "MESSAGE":
            broker.do(*task)
    broker.ask("UNSUBSCRIBE", {"id": 0})  # hands back what was not begun; to hang up would count as its worker's death
    broker.send("DISCONNECT", {})


def stop(number, _):
    stopping.set()
    signal.signal(number, signal.SIG_DFL)  # the second time it ends at once


def late(*_):
    raise TimeLimit("took longer than its limit")


def main(credentials, port="61613", queue="tasks"):
    for number, handler in (signal.SIGTERM, stop), (signal.SIGINT, stop), (signal.SIGALRM, late):
        signal.signal(number, handler)
    with open(credentials) as file:
        login = dict(line.rstrip("\n").replace("\\\\", "\\").split("=", 1) for line in file if "=" in line)
    while not stopping.is_set():
        try:
            broker = Broker(login, int(port))
            with broker.socket, broker.file:
                serve(broker, queue)
        except Exception as problem:
            print(f"worker: {problem}; connecting again", file=sys.stderr, flush=True)
            stopping.wait(1)
    print("worker exit.", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
