#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A cache or gateway before a platform passes a post on and says in the platform's name that it is not ready. Where it can be looked for it is found;
where it cannot, by nobody or not by this account, a person is asked; and it is never there twice."""
import http.client
import http.server
import importlib
import re
import subprocess
import threading
import unittest

import channelsites
import mastodonsite
import threadsites
import wordpresssite
from clitest import HANGUL, PROGRAM, TOKEN, Case

BUSY = b"<html><title>503 Backend fetch failed</title></html>"
NO = b'{"code": "rest_forbidden", "title": "Forbidden", "message": "-", "status": 403}'


class Cache(http.server.ThreadingHTTPServer):
    """Passes every call on. Of those like `post` the first @masked are answered in its own name; those like `look` are answered with the status `shut`, if that is one."""
    daemon_threads = True

    def __init__(self, case, upstream, post, look):
        super().__init__(("127.0.0.1", 0), Pass)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.host, self.post, self.look = upstream.partition("://")[2], re.compile(post), re.compile(look)
        self.masked, self.status, self.shut, self.sent = 0, 503, 0, 0
        self.late = 0  # the next post like that is answered at once and passed on only so many seconds after
        self.victim, self.when = None, None  # who dies at the next post, and at what moment
        threading.Thread(target=self.serve_forever, daemon=True).start()
        case.addCleanup(self.server_close)
        case.addCleanup(self.shutdown)


class Pass(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args):
        pass

    def handle_one(self):
        cache, what = self.server, f"{self.command} {self.path}"
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if cache.shut and cache.look.match(what):
            return self.answer(cache.shut, [("Content-Type", "application/json")], NO)
        posts = bool(cache.post.match(what))
        if posts and self.strikes("sent"):
            return None
        call = (self.command, self.path, body or None, {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection", "content-length")})
        if posts and cache.late > 0:
            cache.timer = threading.Timer(cache.late, self.forward, call)
            cache.timer.start()
            cache.late, cache.sent = 0, cache.sent + 1
            return self.answer(503, [("Content-Type", "text/html"), ("Retry-After", "1")], BUSY)
        reply, data = self.forward(*call)
        if posts and self.strikes("done"):
            return None
        if posts:
            cache.sent += 1
            if cache.masked > 0:
                cache.masked -= 1
                return self.answer(cache.status, [("Content-Type", "text/html")], BUSY)
        self.answer(reply.status, [(name, value) for name, value in reply.getheaders()
                                   if name.lower() not in ("connection", "content-length", "transfer-encoding", "date", "server")], data)
        return self.strikes("answered") if posts else None

    def forward(self, *call):
        upstream = http.client.HTTPConnection(self.server.host, timeout=60)
        upstream.request(*call)
        reply = upstream.getresponse()
        data = reply.read()
        upstream.close()
        return reply, data

    def strikes(self, when):
        """The caller dies here, as by kill -9; nobody hears the rest."""
        cache = self.server
        if cache.victim is None or cache.when != when:
            return False
        victim, cache.victim = cache.victim, None
        victim.kill()
        victim.wait()
        self.close_connection = True
        return True

    def answer(self, status, headers, data):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = handle_one


class Masked:
    platform, user, handle, secret, post, look = "", "", "", TOKEN, "", ""
    blind = False  # nobody can look
    keyed = False  # the platform itself keeps a second one out

    def setUp(self):
        super().setUp()
        self.init()
        self.cache = Cache(self, self.begin(), self.post, self.look)
        self.begun()
        self.ctl("channel", "add", "--name", "시청", "--platform", self.platform, "--url", self.cache.url, *(["--user", self.user] if self.user else []),
                 *(["--handle", self.handle] if self.handle else []), stdin=self.secret)
        self.number = self.add(0)

    def add(self, i):
        text = self.write("text.txt", f"시민 여러분과 함께 만드는 {i}번째 가을 축제를 안내합니다.")
        return self.json("content", "add", "--title", "가을", "--type", "sns", "--channel", "시청", "--text-file", text, "--at", "2016-10-14 10:00")["id"]

    def begun(self):
        """Where the site tells its own address, that is the cache's."""

    def state(self):
        return self.sql("SELECT state FROM copy WHERE content_id = ?", self.number)[0][0]

    def runs(self):
        """The clock's turns, and a person's in between."""
        for minute, words in (("00", ["--due"]), ("02", ["--due"]), ("05", ["--content", str(self.number)]), ("09", ["--due"]), ("14", ["--content", str(self.number)])):
            answer = self.ctl("publish", *words, "--real", now=f"2016-10-14T10:{minute}:00+09:00", code=None, korean=True)
        return answer

    def test_once(self):
        for i, status in enumerate((503, 502, 504) if self.blind else (503,)):
            with self.subTest(status=status):
                self.number = self.add(i) if i > 0 else self.number
                self.cache.masked, self.cache.status = 4, status
                answer = self.runs()
                self.assertEqual((self.count(), self.state()), (i + 1, "unknown" if self.blind else "published"), answer.err)

    def test_late(self):
        """What is passed on is not there yet when it is looked for at once."""
        self.cache.late = 4
        self.ctl("publish", "--content", str(self.number), "--real", now="2016-10-14T10:00:00+09:00", code=None)
        self.assertEqual((self.count(), self.cache.sent), (0, 1))
        self.ctl("publish", "--content", str(self.number), "--real", now="2016-10-14T10:02:00+09:00", code=None)
        self.cache.timer.join()
        self.assertEqual((self.count(), self.state()), (1, "unknown" if self.blind else "published"))

    def test_killed(self):
        """By kill -9 when the post is on its way, when it is there and not answered, and when the answer is there and its number not written down."""
        for i, when in enumerate(("sent", "done", "answered")):
            with self.subTest(when=when):
                self.number = self.add(i) if i > 0 else self.number
                before = self.count()
                self.cache.when = when
                self.cache.victim = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", "2016-10-14T10:00:00+09:00", "publish", "--content", str(self.number),
                                                      "--real"], env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                self.cache.victim.wait(60)
                answer = self.runs()
                if self.blind and self.state() == "unknown":
                    self.assertEqual(self.count() - before, when != "sent")
                else:
                    self.assertEqual((self.count() - before, self.state()), (1, "published"), answer.err)
                there = self.sql("SELECT remote_id FROM copy WHERE content_id = ?", self.number)[0][0]
                self.assertEqual(there is None, self.state() == "unknown")

    def test_shut(self):
        """The account may not look: from the first answer that proves nothing it is a person's, but where the platform knows its key again."""
        self.cache.masked, self.cache.shut = 4, 403
        answer = self.runs()
        self.assertEqual(self.count(), 1)
        if self.keyed:
            return
        self.assertEqual((self.state(), self.cache.sent), ("unknown", 1), answer.err)
        self.assertRegex(answer.err, HANGUL)


class OnTelegram(Masked, Case):
    platform, user, secret, post, look, blind = "telegram", "@city_news", channelsites.BOT, "POST .*/sendMessage", "GET nothing", True

    def begin(self):
        self.site = channelsites.Telegram()
        self.addCleanup(self.site.close)
        return self.site.url

    def count(self):
        return len(self.site.posts)

    def test_a_limit_is_no_doubt(self):
        """Telegram itself says that it took nothing, and when it will: it goes out by itself."""
        self.site.limited = 1
        self.runs()
        self.assertEqual((self.count(), self.state()), (1, "published"))


class OnWordPress(Masked, Case):
    platform, user, secret, post, look = "wordpress", "u", "app password", r"POST /wp-json/wp/v2/posts/\d+", "GET /wp-json/wp/v2/posts"

    def begin(self):
        self.site = wordpresssite.Site()
        self.addCleanup(self.site.close)
        return self.site.url

    def begun(self):
        self.site.url = self.cache.url

    def test_missed(self):
        """Its time passes while it may be there: it is not said to be out nowhere, and a person's wish to have it out begins with a look."""
        self.cache.masked, self.cache.shut = 1, 503
        self.ctl("publish", "--due", "--real", now="2016-10-14T10:00:00+09:00", code=None)
        self.assertEqual(self.count(), 1)
        self.assertEqual(self.state(), "scheduled")
        self.cache.shut = 0
        answer = self.ctl("publish", "--due", "--real", now="2016-10-14T18:00:00+09:00", code=None, korean=True)
        self.assertEqual((self.state(), self.count()), ("missed", 1), answer.err)
        self.assertIn("이미 올라가 있을 수도 있습니다", answer.err)
        self.ctl("publish", "--content", str(self.number), "--real", now="2016-10-14T18:01:00+09:00")
        self.assertEqual((self.state(), self.count()), ("published", 1))

    def count(self):
        return len([post for post in self.site.posts if post["status"] == "publish"])


class OnMastodon(Masked, Case):
    platform, secret, post, look, keyed = "mastodon", "mastodon-token-5d1e", "POST /api/v1/statuses", "GET /api/v1/accounts/.*/statuses", True

    def begin(self):
        self.site = mastodonsite.start(self, self.secret)
        return self.site.url

    def count(self):
        return len(self.site.state["posts"])


class OfSite(Masked):
    kind = None

    def begin(self):
        self.platform, self.user, self.handle, self.secret = self.kind.platform, self.kind.user, self.kind.handle, self.kind.secret
        self.site = self.kind(self)
        return self.site.url

    def count(self):
        return self.site.n_made


class TwiceTakingX(threadsites.X):
    """It does not mind the same words again."""

    def create(self, asked):
        number = str(1859000000000000001 + self.n_made)
        self.put(number, asked["text"], None, time=threadsites.utc()[:-3] + "Z")
        return 201, {"data": {"id": number, "text": asked["text"]}}


class OnX(OfSite, Case):
    kind, post, look = TwiceTakingX, "POST /2/tweets", r"GET /2/users/\d+/tweets"


class OnThreads(OfSite, Case):
    kind, post, look = threadsites.Threads, "POST .*/threads_publish", r"GET .*(/threads\?|/7\d+\?)"


class OnBluesky(OfSite, Case):
    kind, post, look, keyed = threadsites.Bluesky, "POST /xrpc/com.atproto.repo.(put|create)Record", "GET /xrpc/com.atproto.repo.getRecord", True


class OnFacebook(Masked, Case):
    meta = importlib.import_module("test-meta")
    platform, user, secret, post, look = "facebook", "1000", meta.TOKEN, "POST .*/1000/feed", "GET .*/(published|scheduled)_posts"

    def begin(self):
        self.site = self.meta.Site()
        self.addCleanup(self.site.server_close)
        self.addCleanup(self.site.shutdown)
        threading.Thread(target=self.site.serve_forever, daemon=True).start()
        return self.site.url

    def count(self):
        return len(self.site.posts)


class OnPractice(Masked, Case):
    platform, post, look = "practice", "POST .*/posts$", "GET .*/posts"

    def begin(self):
        self.upstream = self.serve()
        return self.upstream

    def count(self):
        return self.call(self.upstream, "stats")["posts"]


if __name__ == "__main__":
    unittest.main()
