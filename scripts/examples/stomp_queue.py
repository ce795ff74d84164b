"""Serves a queue over STOMP 1.2, by the rules of README.md under "Over STOMP"."""
import base64
import contextlib
import os
import re
import signal
import socket
import ssl
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

stopping = threading.Event()
unwanted = set()  # messages whose results nobody waits for any more


def serve(name, answer, credentials, port="61613", queue="tasks"):
    """Answers messages until it is told to stop, and connects again for ever.

    answer(headers, body) gives the body and the headers of the result of a message. Headers are
    as they come, with their escapes, so that they can go back as they are.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    try:
        with open(credentials) as file:
            lines = file.read().replace("\\\\", "\\").splitlines()
    except OSError as problem:
        sys.exit(f"worker: no credentials, which the master writes: {problem}")
    login = dict(line.split("=", 1) for line in lines if "=" in line)
    if not {"url", "user", "password"} <= login.keys():
        sys.exit(f"worker: {credentials} is not a credentials file")
    while not stopping.is_set():
        try:
            with contextlib.closing(Broker(login, int(port), name)) as broker:
                take(broker, queue, answer)
        except Exception as problem:
            print(f"worker: {problem}; connecting again to STOMP at port {port}, {login['url']}",
                  file=sys.stderr, flush=True)
            stopping.wait(1)
    print("worker exit.", flush=True)


def stop(number, _):
    stopping.set()
    signal.signal(number, signal.SIG_DFL)  # the second time it ends at once


def take(broker, queue, answer):
    try:
        broker.receive()
    except Refused as problem:
        sys.exit(f"worker: {problem}: take the credentials file of the broker that runs now")
    broker.send("SUBSCRIBE", id=0, destination=queue, ack="client-individual",
                **{"consumer-window-size": 0})
    while not stopping.is_set():
        command, headers, body = broker.receive()
        if command == "MESSAGE":
            do(broker, answer, headers, body)
    broker.ask("UNSUBSCRIBE", id=0)  # hands back what was not begun; to hang up counts as a death
    broker.send("DISCONNECT")


def do(broker, answer, message, body):
    """The result first, then the acknowledgement: killed in between, it is answered twice."""
    number = message["message-id"].split(",")[1]
    if number not in unwanted:
        with broker.beating():
            result, headers = answer(message, body)
        try:
            broker.ask("SEND", result, persistent="true",
                       destination=message.get("reply-to", "results"), **headers)
        except Refused as problem:
            if "does not exist" in str(problem):  # it is dropped when it comes back
                unwanted.add(number)
            raise
    broker.send("ACK", id=message["ack"])


class Refused(Exception):
    """What the broker says in an ERROR, after which it hangs up."""


class Broker:
    """A connection for one thread."""

    def __init__(self, login, port, name):
        host = re.search(r"tcp://\[?([^\],?]+)\]?:\d+", login["url"])[1]
        self.socket = socket.create_connection((host, port), timeout=20)
        if "authority" in login:  # TLS: this one is trusted, and no other
            trust = ssl.create_default_context(cadata=base64.b64decode(login["authority"]))
            self.socket = trust.wrap_socket(self.socket, server_hostname=host)
        self.file = self.socket.makefile("rb")
        self.send("CONNECT", login=login["user"], passcode=login["password"], host=host, **{
            "accept-version": "1.2", "heart-beat": "10000,1000",
            "client-id": f"worker/{name}/1/{os.urandom(8).hex()}"})

    def close(self):
        self.file.close()
        self.socket.close()

    def send(self, command, body="", **headers):
        lines = [command, *(f"{name}:{value}" for name, value in headers.items()), "", body]
        self.socket.sendall("\n".join(lines).encode() + b"\0")

    def ask(self, command, body="", **headers):
        """Sends a frame and waits until the broker has done it."""
        self.send(command, body, receipt=command, **headers)
        while self.receive()[1].get("receipt-id") != command:
            pass

    def receive(self):
        """The next frame: command, headers, body. All are empty at a heart-beat, each second."""
        if not self.file.peek():
            raise ConnectionError("the broker hung up")
        command, headers = self.file.readline().decode().strip(), {}
        if not command:
            self.socket.sendall(b"\n")
            return "", {}, ""
        for line in iter(lambda: self.file.readline().decode().rstrip("\r\n"), ""):
            headers.setdefault(*line.split(":", 1))  # of two of one name the first counts
        if command == "ERROR":
            raise Refused(headers["message"].replace(r"\c", ":"))
        body = self.file.read(int(headers.get("content-length", 0)) + 1)
        return command, headers, body[:-1].decode()

    @contextlib.contextmanager
    def beating(self):
        """Keeps the connection for long: the broker hangs up on who is silent for 20 s."""
        def beat():
            while not done.wait(5):
                self.socket.sendall(b"\n")
        done = threading.Event()
        with ThreadPoolExecutor() as beside:
            beside.submit(beat)
            try:
                yield
            finally:
                done.set()
