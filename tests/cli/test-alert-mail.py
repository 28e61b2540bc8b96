#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""alerts mail: letters about alerts, each once, to a mail server that is strict with what it hears."""
import base64
import email
import email.policy
import json
import shutil
import socket
import socketserver
import ssl
import subprocess
import threading
import unittest

from clitest import Case

LOGIN, PASSWORD = "office", "mail-pass-51c0"
REFUSED = "nobody@city.example"


class Talk(socketserver.StreamRequestHandler):
    """One connection; what is not in order is answered with 503 and remembered."""

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def fault(self, line):
        self.server.faults.append(line)
        self.say("503 not in this order")

    def handle(self):
        self.sender, self.to, self.secure, self.known = None, [], False, False
        self.say("220 practice ESMTP")
        while True:
            raw = self.rfile.readline()
            if not raw:
                return
            if not raw.endswith(b"\r\n"):
                self.server.faults.append(f"line without CRLF: {raw!r}")
            line = raw.decode("ascii").rstrip("\r\n")
            verb = line.split(" ", 1)[0].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            if not getattr(self, "on_" + verb.lower(), self.fault)(line):
                continue
            return

    def on_ehlo(self, line):
        self.say("250-practice")
        if self.server.tls and not self.secure:
            self.say("250-STARTTLS")
        if self.server.login:
            self.say("250-AUTH PLAIN")
        self.say("250 8BITMIME")

    def on_starttls(self, line):
        if not self.server.tls or self.secure:
            return self.fault(line)
        self.say("220 go on")
        try:
            self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            return True
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.secure = True

    def on_auth(self, line):
        parts = line.split(" ")
        answer = parts[2] if len(parts) > 2 else None
        if answer is None:
            self.say("334 ")
            answer = self.rfile.readline().decode("ascii").strip()
        if base64.b64decode(answer).decode() != f"\0{LOGIN}\0{PASSWORD}":
            self.say("535 5.7.8 wrong name or password")
            return
        self.known = True
        self.say("235 welcome")

    def on_mail(self, line):
        if self.sender is not None or (self.server.login and not self.known):
            return self.fault(line) if self.sender else self.say("530 5.7.0 sign in first")
        self.sender = line.split("<", 1)[1].split(">", 1)[0]
        self.say("250 ok")

    def on_rcpt(self, line):
        to = line.split("<", 1)[1].split(">", 1)[0]
        if self.sender is None:
            return self.fault(line)
        if to == REFUSED:
            self.say("550 5.1.1 no such person")
            return
        self.to.append(to)
        self.say("250 ok")

    def on_data(self, line):
        if not self.to:
            return self.fault(line)
        self.say("354 go on")
        lines = []
        while (raw := self.rfile.readline()) != b".\r\n":
            if not raw:
                return True
            if len(raw) > 1000 or not raw.endswith(b"\r\n"):
                self.server.faults.append(f"line of a letter: {raw!r}")
            lines.append(raw[1:] if raw.startswith(b".") else raw)
        self.server.n_tries += 1
        if self.server.then == "wait":
            self.say("451 4.7.1 come back later")
            return
        self.server.letters.append((self.sender, self.to, email.message_from_bytes(b"".join(lines), policy=email.policy.default)))
        if self.server.then == "break":
            return True
        self.say("250 taken")
        self.sender, self.to = None, []


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class Mail(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.server = Server(("127.0.0.1", 0), Talk)
        self.server.letters, self.server.faults, self.server.n_tries = [], [], 0
        self.server.then, self.server.login, self.server.tls = "take", False, None
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.port = str(self.server.server_address[1])

    def tearDown(self):
        self.assertEqual(self.server.faults, [])
        super().tearDown()

    def set(self, *more, to=("chief@city.example",), **options):
        words = [word for address in to for word in ("--to", address)]
        return self.ctl("alerts", "mail", "--server", "127.0.0.1", "--port", self.port, "--security", "none", "--from", "sotong@city.example", *words, *more,
                        **options)

    def raise_one(self, code=0, url="https://forum.example/1", **options):
        line = {"external_id": "1", "published_at": "2016-10-14T09:30:00+09:00", "text": "축대가 붕괴될까 걱정입니다", "url": url}
        self.ctl("alerts", "add", "--name", "위기", "--kind", "word", "--word", "붕괴")
        self.ctl("mentions", "import", self.write("in.jsonl", json.dumps(line) + "\n"), "--source", "광장")
        return self.ctl("alerts", "run", code=code, **options)

    def letters(self):
        return self.json("alerts", "letters")["letters"]

    def test_told(self):
        self.assertEqual(self.ctl("alerts", "mail").out, "")
        self.assertEqual(self.set(to=("chief@city.example", "desk@city.example")).rows,
                         [["127.0.0.1", self.port, "none", "", "sotong@city.example", "chief@city.example desk@city.example", "attention"]])
        self.raise_one()
        self.assertEqual(sorted(to for _, tos, _ in self.server.letters for to in tos), ["chief@city.example", "desk@city.example"])
        sender, _, letter = self.server.letters[0]
        self.assertEqual(sender, "sotong@city.example")
        self.assertIn("위기", letter["Subject"])
        self.assertEqual(letter.get_content_type(), "text/plain")
        lines = letter.get_content().splitlines()
        self.assertEqual(lines[:2], ["Attention  위기 · All mentions", "2016-10-14 09:00"])
        self.assertIn("축대가 붕괴될까", lines[2])
        self.assertEqual(lines[3:5], ["https://forum.example/1", ""])
        self.assertEqual(letter["Date"], "Fri, 14 Oct 2016 10:00:00 +0900")
        self.assertNotEqual(self.server.letters[0][2]["Message-ID"], self.server.letters[1][2]["Message-ID"])
        self.assertEqual(self.ctl("alerts", "list").rows[0][-1], "sotongctl, chief@city.example, desk@city.example")
        self.assertEqual({one["state"] for one in self.letters()}, {"sent"})
        self.ctl("alerts", "run")
        self.assertEqual(self.server.n_tries, 2)

    def test_address(self):
        """What signs in does not leave the office: it stays with the mention."""
        self.set()
        address = "https://desk:secret@forum.example/1?at=a@b&access_token=t0ken&sid=8f3c1a&no=7"
        self.raise_one(url=address)
        self.assertEqual(self.server.letters[0][2].get_content().splitlines()[3:5], ["https://forum.example/1?at=a@b&no=7", ""])
        self.assertIn(address, self.ctl("mentions", "search", "붕괴").out)

    def test_again_and_once(self):
        self.set()
        self.server.then = "wait"
        answer = self.raise_one(code=1)
        self.assertIn("451", answer.err)
        one, = self.letters()
        self.assertEqual((one["state"], one["tries"], one["next_at"]), ("waiting", 1, "2016-10-14T10:01:00+09:00"))
        self.ctl("alerts", "run")  # not yet
        self.assertEqual(self.server.n_tries, 1)
        self.assertEqual(self.ctl("alerts", "list").rows[0][-1], "sotongctl")
        self.server.then = "take"
        self.ctl("alerts", "run", now="2016-10-14T10:02:00+09:00")
        self.ctl("alerts", "run", now="2016-10-14T10:03:00+09:00")
        self.assertEqual((len(self.server.letters), self.server.n_tries), (1, 2))
        self.assertEqual(self.ctl("alerts", "list").rows[0][-1], "sotongctl, chief@city.example")

    def test_line_breaks(self):
        """After the whole letter was sent nobody knows: it is not sent again."""
        self.set()
        self.server.then = "break"
        self.raise_one(code=1)
        self.server.then = "take"
        self.ctl("alerts", "run", now="2016-10-15T10:02:00+09:00")
        self.assertEqual(len(self.server.letters), 1)
        self.assertEqual([one["state"] for one in self.letters()], ["unknown"])

    def test_nobody_there(self):
        self.set("--port", "1")
        answer = self.raise_one(code=1)
        self.assertIn("127.0.0.1", answer.err)
        self.assertEqual([one["state"] for one in self.letters()], ["waiting"])
        for hours in range(1, 30):
            self.ctl("alerts", "run", now=f"2016-10-{14 + hours // 12:02}T{10 + hours % 12:02}:00:00+09:00", code=None)
        self.assertEqual([one["state"] for one in self.letters()], ["failed"])

    def test_refused(self):
        self.set(to=(REFUSED, "desk@city.example"))
        answer = self.raise_one(code=1)
        self.assertIn("550", answer.err)
        self.assertEqual({one["to"]: one["state"] for one in self.letters()}, {REFUSED: "failed", "desk@city.example": "sent"})
        self.assertEqual(self.ctl("alerts", "list").rows[0][-1], "sotongctl, desk@city.example")

    def test_sign_in(self):
        self.server.login = True
        self.assertIn("530", (self.set(), self.ctl("alerts", "mail-test", code=1))[1].err)
        self.set("--login", LOGIN, stdin=f"127.0.0.1\t{PASSWORD}\n", code=None)
        secret = f"127.0.0.1\t{PASSWORD}\n"
        self.assertEqual(self.ctl("--secrets-stdin", "alerts", "mail-test", stdin=secret).rows, [["chief@city.example", "sent"]])
        self.assertEqual(self.ctl("--secrets-stdin", "alerts", "mail-test", "other@city.example", stdin=secret).rows, [["other@city.example", "sent"]])
        wrong = self.ctl("--secrets-stdin", "alerts", "mail-test", stdin="127.0.0.1\twrong\n", code=1)
        self.assertNotIn("wrong\n", wrong.err.replace("wrong name", ""))
        self.no_secret(PASSWORD)

    def test_why_in_our_words(self):
        """Nothing of a library's English stands in a Korean sentence."""
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        self.set("--port", str(port))
        self.assertIn("(서버가 연결을 받지 않습니다)", self.ctl("alerts", "mail-test", code=1, korean=True).err)
        self.set("--server", "mail.invalid", code=None)
        self.assertIn("(그런 이름의 서버가 없습니다)", self.ctl("alerts", "mail-test", code=1, korean=True).err)

    @unittest.skipUnless(shutil.which("openssl"), "there is no openssl")
    def test_starttls(self):
        key, certificate = self.path("key.pem"), self.path("certificate.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate], check=True, capture_output=True)
        self.set("--security", "starttls")
        self.assertIn("not safe", self.ctl("alerts", "mail-test", code=1).err)  # no STARTTLS: nothing is sent in the clear
        self.server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.server.tls.load_cert_chain(certificate, key)
        self.assertIn("not safe", self.ctl("alerts", "mail-test", code=1).err)  # nobody knows the certificate
        self.ctl("alerts", "mail-test", env={"SSL_CERT_FILE": certificate})
        self.assertEqual(len(self.server.letters), 1)

    def test_quiet_and_least(self):
        self.set("--least", "caution")
        self.raise_one()
        self.assertEqual(self.letters(), [])

    def test_quiet_hours(self):
        """At the end of quiet hours one letter goes out about what was found in them."""
        self.set()
        self.ctl("alerts", "add", "--name", "밤", "--kind", "word", "--word", "축대", "--word", "걱정", "--quiet", "09:00-11:00")
        self.raise_one()
        self.assertEqual(len(self.server.letters), 1)  # the other rule's
        self.ctl("alerts", "remove", "위기")
        self.assertEqual(self.ctl("alerts", "run", now="2016-10-14T10:59:00+09:00").rows, [])
        self.assertEqual(len(self.ctl("alerts", "run", now="2016-10-14T11:00:00+09:00").rows), 1)
        self.ctl("alerts", "run", now="2016-10-14T11:01:00+09:00")
        self.assertEqual(len(self.server.letters), 2)
        self.assertNotIn("Found at", self.server.letters[0][2].get_content())
        self.assertIn("Found at 2016-10-14 10:00, when nobody was to be told.", self.server.letters[1][2].get_content())

    def test_settings(self):
        self.set()
        self.ctl("undo")
        self.assertEqual(self.ctl("alerts", "mail").out, "")
        self.ctl("redo")
        self.ctl("alerts", "mail", "--off")
        self.assertEqual(self.ctl("alerts", "mail").out, "")
        self.ctl("alerts", "mail-test", code=1)
        for words in (["--to", "no address"], ["--from", "a@b\r\nBcc: c@d"], ["--security", "plain"], ["--server", "a b"], ["--port", "70000"],
                      ["--server", "mail.city.example", "--login", "x"]):
            self.set(*words, code=1)
        self.refused("alerts", "mail", "--least", "much")


if __name__ == "__main__":
    unittest.main()
