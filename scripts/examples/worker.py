#!/usr/bin/env python3
"""A worker in Python's standard library alone: worker.py CREDENTIALS [STOMP_PORT [QUEUE]]

It serves a queue beside workers in Java. Change work() for another kind of work; the rest keeps the rules that README.md
states under "Messages" and "Over STOMP". One task at a time: start it as often as there are processors."""
import base64, json, os, re, signal, socket, ssl, sys, threading, time

NAME = f"{socket.gethostname()}-{os.getpid()}"
stopping = threading.Event()
unwanted = set()


class TimeLimit(Exception):
    """The time limit of the task that runs is over."""


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


def answer(broker, task, body):
    """The result first, then the acknowledgement: killed in between, the task is answered twice, and never lost."""
    if task["message-id"].split(",")[1] in unwanted:
        return broker.send("ACK", {"id": task["ack"]})
    reply = {name: task[name] for name in ("correlation-id", "job", "first", "count", "attempt") if name in task}
    if "job" in task:
        comes_back, began = task["redelivered"] == "true", time.monotonic()
        limit, deaths = int(task.get("timeout_ms", 0)) / 1000, int(task.get("crashes", 0)) + comes_back
        outcomes = broker.beating(lambda: [outcome(each, limit, deaths, comes_back) for each in json.loads(body)])
        result, place = json.dumps(outcomes), "results." + task["job"]
        reply |= {"worker": NAME, "run_micros": int((time.monotonic() - began) * 1e6),
                  **{kind: sum(kind in each for each in outcomes) for kind in ("failed", "again")}}
    else:  # of another program: when it fails, the broker is hung up on, and tries it again later
        result, place = broker.beating(lambda: str(work(body))), "results"
    problem = broker.ask("SEND", {"destination": task.get("reply-to", place), "persistent": "true", **reply}, result)
    if problem:  # with which the broker hangs up
        if "does not exist" in problem:  # nobody waits for it any more: it is dropped when it comes back
            unwanted.add(task["message-id"].split(",")[1])
        raise ConnectionError(problem)
    broker.send("ACK", {"id": task["ack"]})


class Broker:
    """A connection to the broker, which hangs up on one that was silent for 20 s."""

    def __init__(self, login, port):
        host = re.search(r"tcp://\[?([^\],?]+)\]?:\d+", login["url"])[1]
        self.socket = socket.create_connection((host, port), timeout=20)
        if "authority" in login:  # TLS: this one is trusted, and no other
            context = ssl.create_default_context(cadata=base64.b64decode(login["authority"]))
            self.socket = context.wrap_socket(self.socket, server_hostname=host)
        self.file = self.socket.makefile("rb")
        self.send("CONNECT", {"accept-version": "1.2", "host": host, "login": login["user"],
                              "passcode": login["password"], "heart-beat": "10000,1000",
                              "client-id": f"worker/{NAME}/1/{os.urandom(8).hex()}"}, escape=str)
        if (frame := self.next())[0] != "CONNECTED":
            sys.exit(f"worker: {frame[1]['message']}")

    def send(self, command, headers, body="", escape=lambda text: re.sub(
            r"[\\\n\r:]", lambda found: "\\" + "\\nrc"["\\\n\r:".index(found[0])], text)):
        lines = [command] + [f"{name}:{escape(str(value))}" for name, value in headers.items()]
        self.socket.sendall(("\n".join(lines) + "\n\n" + body + "\0").encode())

    def next(self):
        """Waits for the next frame: command, headers and body. All are empty at a heart-beat, which comes each second."""
        if not (line := self.file.readline()):
            raise ConnectionError("the broker hung up")
        if line == b"\n":
            self.socket.sendall(b"\n")
            return "", {}, ""
        command, headers = line.decode().strip(), {}
        while (line := self.file.readline().decode().rstrip("\n")):
            name, value = (re.sub(r"\\(.)", lambda found: "\\\n\r:"["\\nrc".index(found[1])], part)
                           for part in line.split(":", 1))
            headers.setdefault(name, value)
        body = self.file.read(int(headers.get("content-length", 0))).decode()
        while self.file.read(1) not in (b"\0", b""):
            pass
        return command, headers, body

    def ask(self, command, headers, body=""):
        """Sends a frame and waits until the broker has done it; says why not, if it has not."""
        self.send(command, {**headers, "receipt": command}, body)
        while (frame := self.next())[1].get("receipt-id") != command and frame[0] != "ERROR":
            pass
        return frame[1]["message"] if frame[0] == "ERROR" else None

    def beating(self, run):
        """Runs something that takes long, with heart-beats from beside; next() sends the others."""
        def beat():
            while not done.wait(5):
                try:
                    self.socket.sendall(b"\n")
                except OSError:
                    return  # who uses the connection next is told
        done = threading.Event()
        beside = threading.Thread(target=beat, daemon=True)
        beside.start()
        try:
            return run()
        finally:
            done.set()
            beside.join()


def serve(broker, queue):
    broker.send("SUBSCRIBE", {"id": 0, "destination": queue, "ack": "client-individual", "consumer-window-size": 0})
    while not stopping.is_set():
        command, headers, body = broker.next()
        if command == "ERROR":
            raise ConnectionError(headers["message"])
        if command == "MESSAGE":
            answer(broker, headers, body)
    broker.ask("UNSUBSCRIBE", {"id": 0})  # hands back what was not begun; to hang up would count as its worker's death
    broker.send("DISCONNECT", {})


def main(credentials, port="61613", queue="tasks"):
    def stop(number, _):
        stopping.set()
        signal.signal(number, signal.SIG_DFL)  # the second time it ends at once

    def late(*_):
        raise TimeLimit("took longer than its limit")

    for number, handler in (signal.SIGTERM, stop), (signal.SIGINT, stop), (signal.SIGALRM, late):
        signal.signal(number, handler)
    with open(credentials) as file:
        login = dict(line.rstrip("\n").replace("\\\\", "\\").split("=", 1) for line in file if "=" in line)
    while not stopping.is_set():
        try:
            broker = Broker(login, int(port))
            try:
                serve(broker, queue)
            finally:
                broker.file.close()
                broker.socket.close()
        except Exception as problem:
            print(f"worker: {problem}; connecting again", file=sys.stderr, flush=True)
            stopping.wait(1)
    print("worker exit.", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
