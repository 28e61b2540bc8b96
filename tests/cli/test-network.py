#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad networks and bad keepers of secrets: a proxy that is needed, one that wants a name, one that lets nobody through, a
certificate that is not the site's, a portal before the network, a clock that is wrong; and a keyring that is locked or gone.
Nothing of it may cost a post, or send one twice."""
import os
import socket
import ssl
import subprocess
import threading
import unittest

from clitest import Case, HANGUL, TOKEN
from listener import Listener
from wordpresssite import Site, page

HERE = os.path.dirname(os.path.abspath(__file__))

# Within a Secret Service of its own: says where it is, and locks it when it is told to.
LOCK = """
echo "$DBUS_SESSION_BUS_ADDRESS"
read line || exit 0
gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets \\
  --method org.freedesktop.Secret.Service.Lock "['/org/freedesktop/secrets/collection/login']" >/dev/null
echo locked
read line || exit 0
"""


class Proxy(Listener):
    """What stands between: notes what it is asked, and answers with what it was told to or lets the bytes through."""

    def __init__(self, answer=None, to=None):
        self.asked, self.answer, self.to = [], answer, to
        super().__init__()

    def serve(self, connection):
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                data = connection.recv(4096)
                if not data:
                    return
                head += data
            self.asked.append(head.split(b"\r\n")[0].decode())
            if self.to is None:
                connection.sendall(self.answer.encode())
                return
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with socket.create_connection(self.to) as there:
                back = threading.Thread(target=self.pump, args=(there, connection), daemon=True)
                back.start()
                self.pump(connection, there)
                back.join(10)

    @staticmethod
    def pump(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


class NetworkCase(Case):
    SITE = "https://blog.city.invalid"

    def setUp(self):
        self.env_more = {}
        super().setUp()
        self.init()
        self.text = self.write("post.txt", "본문입니다.\n")
        self.ctl("channel", "add", "--name", "블로그", "--platform", "wordpress", "--url", self.SITE, "--user", "u", stdin="app password")
        self.number = self.json("content", "add", "--title", "소식", "--type", "sns", "--channel", "블로그", "--text-file", self.text,
                                "--at", "2016-10-14 10:00")["id"]

    def environment(self, korean=False):
        env = {k: v for k, v in super().environment(korean).items() if k.lower() not in ("http_proxy", "https_proxy", "no_proxy", "all_proxy")}
        return {**env, **self.env_more}

    def behind(self, name, **options):
        self.proxy = Proxy(**options)
        self.addCleanup(self.proxy.close)
        self.env_more = {name: self.proxy.url}

    def state(self):
        return self.sql("SELECT state FROM copy WHERE content_id = ?", self.number)[0][0]

    def not_burnt(self, korean, names):
        """The post stands as it stood, nothing was noted as sent, and a person reads why."""
        answer = self.ctl("publish", "--due", "--real", code=1, korean=korean)
        self.assertEqual(self.state(), "scheduled", answer.err)
        attempts = self.json("outbox", "list")["attempts"]
        self.assertEqual([a["outcome"] for a in attempts if a["outcome"] not in ("wait", "not-sent")], [], attempts)
        self.assertRegex(answer.err, names)
        return answer


class Proxies(NetworkCase):
    def test_wants_a_name(self):
        for name in ("HTTPS_PROXY", "https_proxy"):
            self.behind(name, answer=page("407 Proxy Authentication Required", "no", 'Proxy-Authenticate: Basic realm="city"'))
            self.not_burnt(True, "407")
            self.assertEqual(set(self.proxy.asked), {"CONNECT blog.city.invalid:443 HTTP/1.1"})
            self.assertRegex(self.ctl("channel", "test", "블로그", code=1, korean=True).err, "407")

    def test_lets_nobody_through(self):
        for status in ("403 Forbidden", "502 Bad Gateway", "302 Found", "511 Network Authentication Required"):
            self.behind("HTTPS_PROXY", answer=page(status, "<html>로그인하십시오</html>", "Content-Type: text/html", "Location: http://portal.invalid/login"))
            self.not_burnt(True, status[:3])

    def test_is_gone(self):
        self.env_more = {"HTTPS_PROXY": "http://127.0.0.1:1"}
        self.assertRegex(self.not_burnt(True, "blog.city.invalid").err, "네트워크의 프록시가 응답하지 않음")

    def test_is_used_for_sources(self):
        feed = ('<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><item><title>따릉이</title><guid>1</guid>'
                '<link>http://news.invalid/1</link><pubDate>Fri, 14 Oct 2016 00:00:00 +0000</pubDate></item></channel></rss>')
        self.behind("HTTP_PROXY", answer=page("200 OK", feed, "Content-Type: application/rss+xml"))
        self.ctl("source", "add", "--name", "뉴스", "--kind", "feed", "--url", "http://news.invalid/rss")
        self.ctl("fetch")
        self.assertEqual(self.proxy.asked, ["GET http://news.invalid/rss HTTP/1.1"])
        self.assertEqual([m["text"] for m in self.json("mentions", "list")["mentions"]], ["따릉이"])

    def test_not_for_this_machine(self):
        url = self.serve()
        self.behind("HTTP_PROXY", answer=page("502 Bad Gateway", ""))
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", url, stdin=TOKEN)
        self.ctl("channel", "test", "연습")
        self.assertEqual(self.proxy.asked, [])


class Certificate(NetworkCase):
    def test_of_somebody_else(self):
        """Through a proxy that leads elsewhere: the other end has a certificate, but not the site's."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(HERE, "..", "fixtures", "nobodys-certificate.pem"))
        heard = []
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)

        def answer():
            while True:
                try:
                    connection, _address = listener.accept()
                except OSError:
                    return
                try:
                    with context.wrap_socket(connection, server_side=True) as secure:
                        heard.append(secure.recv(1000))
                except (ssl.SSLError, OSError):
                    pass

        threading.Thread(target=answer, daemon=True).start()
        self.behind("HTTPS_PROXY", to=listener.getsockname())
        self.assertRegex(self.not_burnt(True, "blog.city.invalid").err, HANGUL)
        self.assertEqual([data for data in heard if data], [])
        self.assertGreater(len(self.proxy.asked), 0)


class WrongClock(NetworkCase):
    def site(self, ahead):
        site = Site(ahead)
        self.addCleanup(site.close)
        self.ctl("channel", "edit", "블로그", "--url", site.url, now=None)
        return site

    def due(self):
        return self.ctl("--json", "content", "add", "--title", "새 소식", "--type", "sns", "--channel", "블로그", "--text-file", self.text,
                        now=None).json["id"]

    def test_either_way(self):
        """The site's clock is twenty minutes from ours: what is out is out, once, also when its answer was lost."""
        for ahead in (-20 * 60, 20 * 60):
            with self.subTest(ahead=ahead):
                site = self.site(ahead)
                number = self.due()
                self.ctl("publish", "--content", str(number), now=None)
                self.assertEqual(self.sql("SELECT state FROM copy WHERE content_id = ?", number), [("published",)])
                site.lose = True
                lost = self.due()
                self.ctl("publish", "--content", str(lost), now=None, code=None)
                site.lose = False
                self.ctl("publish", "--content", str(lost), now=None, code=None)
                self.assertEqual(self.sql("SELECT state FROM copy WHERE content_id = ?", lost), [("published",)])
                self.assertEqual(len(site.posts), 2)

    def test_into_the_bin(self):
        """An editor of the site removes a post whose answer was lost: that is told, and it goes out again only once it is gone for good."""
        site = self.site(0)
        site.lose = site.bin = True
        number = self.due()
        for _ in range(2):
            answer = self.ctl("publish", "--content", str(number), now=None, code=1)
            self.assertIn("The post is in the bin of “블로그”", answer.err)
            self.assertEqual((self.sql("SELECT state FROM copy WHERE content_id = ?", number), len(site.posts)), ([("failed",)], 1))
        site.lose = site.bin = False
        site.posts[0].update(slug="gone")
        self.ctl("publish", "--content", str(number), now=None)
        self.assertEqual((self.sql("SELECT state FROM copy WHERE content_id = ?", number), len(site.posts)), ([("published",)], 2))

    def test_a_portal_sends_on(self):
        """Before the network is open everything leads to a page for signing in: no success, and nothing is lost."""
        site = self.site(0)
        site.portal = True
        number = self.due()
        answer = self.ctl("publish", "--content", str(number), now=None, code=1, korean=True)
        self.assertRegex(answer.err, HANGUL)
        self.assertNotEqual(self.sql("SELECT state FROM copy WHERE content_id = ?", number), [("published",)])
        site.portal = False
        for _ in range(3):
            self.ctl("publish", "--content", str(number), now=None, code=None)
        self.assertEqual((self.sql("SELECT state FROM copy WHERE content_id = ?", number), len(site.posts)), ([("published",)], 1))


    def test_a_page_that_refuses(self):
        """Where a look does not tell either, nothing is sent or moved before one does; where it tells that nothing is there, it is a refusal."""
        site = self.site(0)
        number = self.due()
        site.forbidden = 2
        answer = self.ctl("publish", "--content", str(number), now=None, code=1)
        self.assertIn("leaves open whether the post is there (status 403), and a look there did not tell.", answer.err)
        self.assertEqual((self.sql("SELECT state FROM copy WHERE content_id = ?", number), len(site.posts)), ([("unknown",)], 0))
        for _ in range(2):
            self.ctl("publish", "--content", str(number), now=None, code=None)
        self.assertEqual((self.sql("SELECT state FROM copy WHERE content_id = ?", number), len(site.posts)), ([("published",)], 1))
        second = self.due()
        site.forbidden = 1
        self.ctl("publish", "--content", str(second), now=None, code=1)
        self.assertEqual((self.sql("SELECT state FROM copy WHERE content_id = ?", second), len(site.posts)), ([("failed",)], 1))


class Masked(NetworkCase):
    """A cache before the site says "not ready" in its name, although the site has done what it was asked, or was down for a while."""

    def setUp(self):
        super().setUp()
        self.server = Site()
        self.addCleanup(self.server.close)
        self.ctl("channel", "edit", "블로그", "--url", self.server.url)

    def test_done_all_the_same(self):
        self.server.mask = [503] * 4
        for minute in ("00", "02", "05", "09"):
            self.ctl("publish", "--due", "--real", now=f"2016-10-14T10:{minute}:00+09:00", code=None)
        self.assertEqual((self.state(), len(self.server.posts)), ("published", 1))

    def test_nobody_can_look(self):
        """It was done, and the site is down then: it stays due, and is found once somebody can look."""
        self.server.mask, self.server.refusal = [503], "503 Service Unavailable"
        self.server.down_after = 3
        for minute, state in (("00", "scheduled"), ("02", "scheduled"), ("05", "scheduled"), ("09", "published")):
            self.ctl("publish", "--due", "--real", now=f"2016-10-14T10:{minute}:00+09:00", code=None)
            self.assertEqual((self.state(), len(self.server.posts)), (state, 1))

    def test_a_page_instead_of_a_list(self):
        """What answers in the site's name has no list of posts: nothing is sent again, whoever asks, before somebody can look."""
        self.server.mask = [503]
        for minute, status in (("00", "503 Service Unavailable"), ("02", "200 OK"), ("05", "200 OK")):
            self.server.unlisted = status
            self.ctl("publish", "--content", str(self.number), "--real", now=f"2016-10-14T10:{minute}:00+09:00", code=None)
            self.assertEqual((self.state() in ("scheduled", "unknown"), len(self.server.posts)), (True, 1))
        self.server.unlisted = None
        self.ctl("publish", "--content", str(self.number), "--real", now="2016-10-14T10:09:00+09:00")
        self.assertEqual((self.state(), len(self.server.posts)), ("published", 1))

    def test_down_for_a_while(self):
        self.server.forbidden, self.server.refusal = 3, "503 Service Unavailable"
        for minute, state, n in (("00", "scheduled", 0), ("02", "scheduled", 0), ("05", "published", 1)):
            self.ctl("publish", "--due", "--real", now=f"2016-10-14T10:{minute}:00+09:00", code=None)
            self.assertEqual((self.state(), len(self.server.posts)), (state, n))

    def test_asks_for_peace(self):
        """The site says how long it wants to be left alone, and is; then the post goes out, once."""
        self.server.resting = 600
        for minute, most in (("00", 3), ("05", 0), ("11", 3)):
            self.server.asked = 0
            self.ctl("publish", "--due", "--real", now=f"2016-10-14T10:{minute}:00+09:00", code=None)
            self.assertEqual((self.state(), self.server.asked > 0), ("scheduled", most > 0))
            self.assertLessEqual(self.server.asked, most)
        self.server.resting = None
        for minute, state, n in (("15", "scheduled", 0), ("22", "published", 1)):
            self.ctl("publish", "--due", "--real", now=f"2016-10-14T10:{minute}:00+09:00", code=None)
            self.assertEqual((self.state(), len(self.server.posts)), (state, n))

    def test_asks_for_peace_for_hours(self):
        """Too long for what is due: a person hears that it is missed and why, and has it out once the site is back."""
        self.server.resting = 7200
        self.ctl("publish", "--due", "--real", now="2016-10-14T10:00:00+09:00", code=None)
        answer = self.ctl("publish", "--due", "--real", now="2016-10-14T10:40:00+09:00", code=None)
        self.assertIn("“블로그” had it wait until 2016-10-14 12:00, so it is missed.", answer.err)
        self.server.resting = None
        self.ctl("publish", "--due", "--real", now="2016-10-14T12:10:00+09:00", code=None)
        self.assertEqual((self.state(), len(self.server.posts)), ("missed", 0))
        self.ctl("publish", "--content", str(self.number), "--real", now="2016-10-14T12:11:00+09:00")
        self.assertEqual((self.state(), len(self.server.posts)), ("published", 1))

    def test_down_for_an_account_that_may_not_look(self):
        """It may publish and not list: it is sent once the site is ready, however it says that it does not tell."""
        for status in ("403 Forbidden", "401 Unauthorized"):
            with self.subTest(status=status):
                self.server.unlisted, self.server.posts = status, []
                self.server.forbidden, self.server.refusal = 1, "503 Service Unavailable"
                number = self.json("content", "add", "--title", "소식", "--type", "sns", "--channel", "블로그", "--text-file", self.text,
                                   "--at", "2016-10-14 10:00")["id"] if status[:3] == "401" else self.number
                for minute, state, n in (("00", "scheduled", 0), ("02", "published", 1)):
                    self.ctl("publish", "--content", str(number), "--real", now=f"2016-10-14T10:{minute}:00+09:00", code=None)
                    self.assertEqual((self.sql("SELECT state FROM copy WHERE content_id = ?", number), len(self.server.posts)), ([(state,)], n))


class Unlisted(NetworkCase):
    """An account may publish and not see what is there: after an answer that was lost a person has to look, and has the last word."""

    def lost(self, status):
        server = Site()
        self.addCleanup(server.close)
        self.ctl("channel", "edit", "블로그", "--url", server.url)
        server.unlisted, server.lose = status, True
        self.ctl("publish", "--content", str(self.number), "--real", now="2016-10-14T10:00:00+09:00", code=1)
        server.lose = False
        for minute in ("02", "05"):
            answer = self.ctl("publish", "--content", str(self.number), "--real", now=f"2016-10-14T10:{minute}:00+09:00", code=1)
            self.assertEqual((self.state(), len(server.posts)), ("unknown", 1))
        self.assertIn("Look there yourself, then say here whether it is published.", answer.err)
        return server

    def test_not_there(self):
        for status in ("403 Forbidden", "401 Unauthorized"):
            with self.subTest(status=status):
                if status[:3] == "401":
                    self.number = self.json("content", "add", "--title", "소식", "--type", "sns", "--channel", "블로그", "--text-file", self.text,
                                            "--at", "2016-10-14 10:00")["id"]
                server = self.lost(status)
                server.posts.clear()  # it was not there after all
                copy = self.sql("SELECT id FROM copy WHERE content_id = ?", self.number)[0][0]
                self.ctl("outbox", "resolve", str(copy), "--not-published")
                self.ctl("publish", "--due", "--real", now="2016-10-14T10:06:00+09:00", code=None)
                self.assertEqual((self.state(), len(server.posts)), ("failed", 0))
                self.ctl("publish", "--content", str(self.number), "--real", now="2016-10-14T10:07:00+09:00")
                self.assertEqual((self.state(), len(server.posts)), ("published", 1))

    def test_there_all_the_same(self):
        """Whoever overlooked it is not believed where the program can see it."""
        server = self.lost("403 Forbidden")
        copy = self.sql("SELECT id FROM copy WHERE content_id = ?", self.number)[0][0]
        self.ctl("outbox", "resolve", str(copy), "--not-published")
        server.unlisted = None
        self.ctl("publish", "--content", str(self.number), "--real", now="2016-10-14T10:07:00+09:00")
        self.assertEqual((self.state(), len(server.posts)), ("published", 1))

    def test_nobody_can_look_now(self):
        """A site that is down tells nobody anything: as long as one may still look it waits, and the person's word holds until then."""
        server = self.lost("403 Forbidden")
        copy = self.sql("SELECT id FROM copy WHERE content_id = ?", self.number)[0][0]
        self.ctl("outbox", "resolve", str(copy), "--not-published")
        server.posts.clear()
        server.unlisted = "503 Service Unavailable"
        self.ctl("publish", "--content", str(self.number), "--real", now="2016-10-14T10:07:00+09:00", code=None)
        self.assertEqual((self.state(), len(server.posts)), ("scheduled", 0))
        server.unlisted = "403 Forbidden"
        self.ctl("publish", "--due", "--real", now="2016-10-14T10:09:00+09:00")
        self.assertEqual((self.state(), len(server.posts)), ("published", 1))


class Keyring(NetworkCase):
    def test_missing(self):
        """No Secret Service at all: nothing is sent, the post stays, and a person reads what to do."""
        self.env_more = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=" + self.path("nobody")}
        answer = self.ctl("publish", "--due", "--real", code=1, korean=True)
        self.assertRegex(answer.err, HANGUL)
        self.assertEqual((self.state(), self.json("outbox", "list")["attempts"]), ("scheduled", []))
        answer = self.ctl("channel", "test", "블로그", code=1, korean=True)
        self.assertRegex(answer.err, HANGUL)

    def test_locked(self):
        """A keyring that nobody unlocked: the sentence says so, nothing is sent or noted, no secret is lost, and later it goes out."""
        url = self.serve()
        keyring = subprocess.Popen([os.path.join(HERE, "..", "servers", "keyring.sh"), "sh", "-c", LOCK], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   text=True, env={**os.environ, "TMPDIR": self.dir})
        self.addCleanup(keyring.wait)
        self.addCleanup(keyring.stdout.close)
        self.addCleanup(keyring.stdin.close)
        self.env_more = {"DBUS_SESSION_BUS_ADDRESS": keyring.stdout.readline().strip()}
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", url, stdin=TOKEN)
        self.ctl("channel", "test", "연습")
        number = self.json("content", "add", "--title", "공지", "--type", "sns", "--channel", "연습", "--text-file", self.text, "--at", "2016-10-14 10:00")["id"]
        keyring.stdin.write("lock\n")
        keyring.stdin.flush()
        self.assertEqual(keyring.stdout.readline().strip(), "locked")
        for args in (("publish", "--content", str(number)), ("channel", "test", "연습"), ("metrics", "fetch", "--channel", "연습")):
            english = self.ctl(*args, code=1).err
            self.assertIn("locked", english)
            self.assertIn("연습", english)
            self.assertRegex(self.ctl(*args, code=1, korean=True).err, "잠")
        answer = self.ctl("channel", "add", "--name", "새로", "--platform", "practice", "--url", url, stdin="another-token", code=1)
        self.assertIn("locked", answer.err)
        self.assertNotIn("another-token", answer.out + answer.err)
        self.assertEqual(self.sql("SELECT state FROM copy WHERE content_id = ?", number), [("scheduled",)])
        self.assertEqual(self.sql("SELECT count(*) FROM attempt"), [(0,)])
        self.ctl("--secrets-stdin", "publish", "--content", str(number), stdin=f"연습\t{TOKEN}\n")
        self.assertEqual(self.sql("SELECT state FROM copy WHERE content_id = ?", number), [("published",)])

    def test_secrets_on_standard_input_instead(self):
        url = self.serve()
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", url, stdin=TOKEN)
        self.env_more = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=" + self.path("nobody")}
        self.ctl("--secrets-stdin", "channel", "test", "연습", stdin=f"연습\t{TOKEN}\n")


if __name__ == "__main__":
    unittest.main()
