# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay before a server on this machine, that does to each call what bad networks and bad servers do: it drops it before or after
it was obeyed, passes the answer on late, by half, twice or empty. The order in which it does so comes from a number."""
import http.client
import random
import threading
import time
import urllib.parse

from listener import Listener

KINDS = ("before", "after", "late", "half", "twice", "empty")


class Chaos(Listener):
    def __init__(self, case, seed):
        self.dice = random.Random(seed)
        self.rate = 0.0                 # how many of the calls meet something
        self.kill = None                # what is called once, before or after a call is obeyed
        self.n_calls, self.n_met = 0, 0
        self.lock = threading.Lock()
        self.upstream = None
        super().__init__()
        case.addCleanup(self.close)

    def lead_to(self, url):
        self.upstream = urllib.parse.urlsplit(url).netloc

    def throw(self):
        with self.lock:
            self.n_calls += 1
            kind = self.dice.choice(KINDS) if self.dice.random() < self.rate else None
            self.n_met += kind is not None
            kill, moment = self.kill, self.dice.choice(("before", "after"))
            if kill is not None and self.dice.random() < 0.5:
                self.kill = None
            else:
                kill = None
            return kind, kill, moment, self.dice.uniform(0, 0.15)

    def serve(self, connection):
        try:
            with connection, connection.makefile("rb") as reader:
                while self.pass_on(connection, reader):
                    pass
        except (OSError, http.client.HTTPException):
            pass

    @staticmethod
    def read_call(reader):
        line = reader.readline().decode()
        if not line.strip():
            return None
        headers = []
        while (header := reader.readline().decode("latin-1").rstrip("\r\n")):
            headers.append(tuple(header.split(": ", 1)))
        length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
        return line.split(" "), headers, reader.read(length)

    def obey(self, method, path, headers, body):
        there = http.client.HTTPConnection(self.upstream, timeout=30)
        try:
            there.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers:
                if name.lower() not in ("connection", "keep-alive"):
                    there.putheader(name, self.upstream if name.lower() == "host" else value)
            there.endheaders(body or None)
            answer = there.getresponse()
            data = answer.read()
            lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
            lines += [f"{name}: {value}" for name, value in answer.getheaders() if name.lower() not in ("connection", "content-length", "transfer-encoding")]
            return lines, data
        finally:
            there.close()

    def pass_on(self, connection, reader):
        call = self.read_call(reader)
        if call is None:
            return False
        (method, path, _version), headers, body = call
        kind, kill, moment, delay = self.throw()
        if kill is not None and moment == "before":
            kill()
        if kind == "before":
            return False
        lines, data = self.obey(method, path, headers, body)
        if kill is not None and moment == "after":
            kill()
        if kind == "after":
            return False
        if kind == "late":
            time.sleep(delay)
        if kind == "empty":
            data = b""
        whole = "\r\n".join([*lines, f"Content-Length: {len(data)}", "", ""]).encode() + data
        if kind == "half":
            connection.sendall(whole[:max(1, len(whole) - len(data) // 2 - 1)])
            return False
        connection.sendall(whole * (2 if kind == "twice" else 1))
        return kind != "twice"
