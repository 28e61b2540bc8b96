#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""channel.py ghost|bluesky|wordpress: a channel on a real server by sotongctl, with runs that are killed in the middle."""
import base64
import http.client
import http.server
import json
import os
import random
import subprocess
import sys
import threading
import unittest
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from clitest import NOW, PROGRAM, Case  # noqa: E402

NAME = sys.argv.pop(1)


class Ghost:
    url, user, secret = os.environ.get("SOTONG_TEST_GHOST_URL"), None, os.environ.get("SOTONG_TEST_GHOST_KEY")
    many = 12  # its feed has the newest fifteen
    moments = ("POST /ghost/api/admin/posts/", "PUT /ghost/api/admin/posts/")

    @staticmethod
    def titles():
        with urllib.request.urlopen(Ghost.url + "/rss/", timeout=30) as answer:
            return answer.read().decode()

    @staticmethod
    def count(title):
        return Ghost.titles().count(f"<title><![CDATA[{title}]]></title>")


class Bluesky:
    url, user, secret = (os.environ.get(f"SOTONG_TEST_BLUESKY_{part}") for part in ("URL", "USER", "PASSWORD"))
    many = 20
    moments = ("POST /xrpc/com.atproto.repo.createRecord",)

    @staticmethod
    def count(title):
        query = urllib.parse.urlencode({"repo": Bluesky.user, "collection": "app.bsky.feed.post", "limit": 100})
        with urllib.request.urlopen(f"{Bluesky.url}/xrpc/com.atproto.repo.listRecords?{query}", timeout=30) as answer:
            return sum(title in record["value"]["text"] for record in json.load(answer)["records"])


class WordPress:
    url, user, secret = (os.environ.get(f"SOTONG_TEST_WORDPRESS_{part}") for part in ("URL", "USER", "PASSWORD"))
    many = 20
    moments = ()  # the site names its own address for the API, so nothing passes the relay

    @staticmethod
    def count(title):
        query = urllib.parse.urlencode({"search": title, "status": "any", "context": "edit", "per_page": 100})
        key = base64.b64encode(f"{WordPress.user}:{WordPress.secret}".encode()).decode()
        request = urllib.request.Request(f"{WordPress.url}/wp-json/wp/v2/posts?{query}", headers={"Authorization": f"Basic {key}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return sum(post["title"]["raw"] == title for post in json.load(answer))


SERVER = {"ghost": Ghost, "bluesky": Bluesky, "wordpress": WordPress}[NAME]


class Relay(http.server.BaseHTTPRequestHandler):
    """Passes everything on. When the server has done what `moment` names, the victim is killed and no answer goes back."""
    protocol_version = "HTTP/1.1"
    moment, victim, kills = None, None, 0

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        there = http.client.HTTPConnection(urllib.parse.urlsplit(SERVER.url).netloc, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection", "accept-encoding")}
        there.request(self.command, self.path, body, headers)
        answer = there.getresponse()
        data = answer.read()
        there.close()
        self.close_connection = True
        if Relay.moment and f"{self.command} {self.path}".startswith(Relay.moment):
            Relay.moment = None
            Relay.kills += 1
            Relay.victim.kill()
            return
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("connection", "transfer-encoding", "content-length", "keep-alive"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = pass_on

    def log_message(self, *args):
        pass


class RelayServer(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a program that was killed takes no answer
            super().handle_error(request, client_address)


class Channel(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.relay = RelayServer(("127.0.0.1", 0), Relay)
        threading.Thread(target=self.relay.serve_forever, daemon=True).start()
        self.addCleanup(self.relay.server_close)
        self.addCleanup(self.relay.shutdown)
        user = ["--user", SERVER.user] if SERVER.user else []
        self.ctl("channel", "add", "--name", "새 채널", "--platform", NAME, "--url", f"http://127.0.0.1:{self.relay.server_port}", *user,
                 stdin=SERVER.secret)

    def add(self, title):
        return self.json("content", "add", "--title", title, "--type", "sns", "--channel", "새 채널",
                         "--text-file", self.write("text.txt", f"{title}: 시민 여러분, 안녕하세요."), "--at", "2016-10-14 09:55")["id"]

    def copy(self, number):
        return self.json("content", "show", str(number))["copies"][0]

    def title(self, words):
        return f"{words} {os.path.basename(self.dir)}"

    def test_life(self):
        self.assertEqual(self.json("channel", "test", "새 채널")["outcome"], "ok")
        title = self.title("첫 소식")
        number = self.add(title)
        self.ctl("publish", "--real")
        copy = self.copy(number)
        self.assertEqual(copy["state"], "published")
        self.assertTrue(copy["remote_id"])
        self.assertTrue(copy["remote_url"].startswith("http"), copy)
        self.assertEqual(SERVER.count(title), 1)
        self.ctl("publish", "--real")
        self.assertEqual(SERVER.count(title), 1)
        self.no_secret(SERVER.secret)

    @unittest.skipUnless(SERVER.moments, "what is sent passes no relay")
    def test_killed_in_the_middle(self):
        """The server has done it, the program is dead: the next run finds out, and there is one post."""
        self.ctl("channel", "test", "새 채널")
        for i, moment in enumerate(SERVER.moments):
            title = self.title(f"끊긴 소식 {i}")
            number = self.add(title)
            before, Relay.moment = Relay.kills, moment
            Relay.victim = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", NOW, "publish", "--real"], env=self.environment(),
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.assertEqual(Relay.victim.wait(timeout=120), -9)
            self.assertEqual(Relay.kills, before + 1)
            for _ in range(3):
                self.ctl("publish", "--real", code=None)
                if self.copy(number)["state"] == "published":
                    break
            copy = self.copy(number)
            self.assertEqual(copy["state"], "published")
            self.assertTrue(copy["remote_id"])
            self.assertEqual(SERVER.count(title), 1)

    def test_killed_at_random(self):
        """A run of many posts that is killed again and again: each is there once, none is missing, and each has its own number."""
        chance = random.Random(20161014)
        titles = [self.title(f"이어지는 소식 {i:02}") for i in range(SERVER.many)]
        numbers = [self.add(title) for title in titles]
        for kill in range(30):
            run = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", NOW, "publish", "--real"], env=self.environment(),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                run.wait(timeout=chance.uniform(0.05, 2.5) if kill < 12 else 300)
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
            copies = [self.copy(number) for number in numbers]
            if all(copy["state"] == "published" for copy in copies):
                break
        self.assertEqual({copy["state"] for copy in copies}, {"published"})
        self.assertEqual(len({copy["remote_id"] for copy in copies}), len(titles))
        self.assertEqual([SERVER.count(title) for title in titles], [1] * len(titles))


if __name__ == "__main__":
    unittest.main()
