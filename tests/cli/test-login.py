#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in through the browser by sotongctl, beside stand-ins of the platforms and a browser that allows, denies, forges or comes twice;
then the tokens: renewed once by two processes at a time, and kept before they are used."""
import base64
import hashlib
import http.server
import json
import re
import signal
import socket
import subprocess
import threading
import unittest
import urllib.error
import urllib.parse
import urllib.request

from clitest import PROGRAM, Case

PAGE = "<html>Sign in to this network</html>"


class Server(http.server.BaseHTTPRequestHandler):
    """The token endpoints by RFC 6749 and RFC 7636, and as much of each platform as a test of the channel asks for."""
    protocol_version = "HTTP/1.1"

    def answer(self, status, thing, kind="application/json"):
        data = thing.encode() if isinstance(thing, str) else json.dumps(thing).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def token(self, form):
        state = self.server.state
        if state["page"]:
            return self.answer(200, PAGE, "text/html")
        if form["grant_type"] == "refresh_token":
            if form["refresh_token"] != f"refresh-{state['n']}" or form.get("client_id") != "city":
                return self.answer(400, {"error": "invalid_request"})
            state["n"] += 1
            state["owners"] = {f"access-{state['n']}": state["who"]}  # the old pair is dead
            return self.answer(200, {"token_type": "bearer", "expires_in": 7200, "access_token": f"access-{state['n']}", "refresh_token": f"refresh-{state['n']}"})
        asked = state["codes"].pop(form["code"], None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if asked is None or asked["redirect_uri"] != form["redirect_uri"] or asked["code_challenge"] != challenge:
            return self.answer(400, {"error": "invalid_grant"})
        state["n"] += 1
        state["owners"][f"access-{state['n']}"] = state["who"]
        return self.answer(200, {"token_type": "bearer", "access_token": f"access-{state['n']}", "refresh_token": f"refresh-{state['n']}", "expires_in": 7200})

    def handle_any(self):
        state = self.server.state
        path = urllib.parse.urlsplit(self.path).path
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        state["asked"].append(f"{self.command} {path}")
        if path == "/api/v1/apps":
            return self.answer(200, {"id": "1", "client_id": "registered", "client_secret": "its-secret"})
        if path in ("/oauth/token", "/2/oauth2/token"):
            with state["lock"]:
                return self.token(dict(urllib.parse.parse_qsl(body.decode())))
        if path == "/":
            return self.answer(200, {"namespaces": ["wp/v2"]})
        kind, _, token = self.headers.get("Authorization", "").partition(" ")
        if kind == "Basic":
            token = base64.b64decode(token).decode().partition(":")[2]
        if token not in state["owners"]:
            return self.answer(401, {"title": "Unauthorized", "status": 401, "error": "The access token is invalid"})
        if path == "/2/tweets" and state["hang"] is not None:
            state["hang"].set()
            state["release"].wait(30)
            self.close_connection = True
            return None
        who = state["owners"][token]
        if state["down"]:
            return self.answer(503, {"title": "Service Unavailable", "status": 503})
        if path == "/api/v1/accounts/verify_credentials":
            return self.answer(200, {"id": who[0], "acct": who[1], "display_name": "시청"})
        if path == "/2/users/me":
            return self.answer(200, {"data": {"id": who[0], "name": "시청", "username": who[1]}})
        if path == "/youtube/v3/channels":
            return self.answer(200, {"items": [{"id": "UC" + who[0], "snippet": {"title": "시청", "customUrl": "@" + who[1]}}]})
        if path == "/xrpc/com.atproto.server.getSession":
            return self.answer(200, {"did": "did:plc:" + who[0], "handle": who[1], "active": True})
        if path.endswith("/wp/v2/users/me"):
            return self.answer(200, {"id": int(who[0]), "name": "시청", "username": who[1], "slug": who[1], "capabilities": {"publish_posts": True}})
        graph = re.sub(r"^/v\d+\.\d+/", "/", path)
        if graph != path and graph in ("/me", "/" + who[0]):  # of the Graph APIs: an account, by its number
            return self.answer(200, {"id": who[0], "name": who[1], "username": who[1]})
        if path.endswith("_publishing_limit"):
            return self.answer(200, {"data": [{"quota_usage": 4, "config": {"quota_total": 250}}]})
        if graph != path and (re.fullmatch(r"/\d+", graph) or graph == "/me/accounts"):
            return self.answer(400, {"error": {"message": "Unsupported get request", "type": "GraphMethodException", "code": 100, "error_subcode": 33}})
        return self.answer(404, {"title": "Not Found", "status": 404})

    do_GET = do_POST = handle_any

    def log_message(self, *args):
        pass


def visit(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


class Login(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
        self.server.daemon_threads = True
        self.server.state = self.state = {"codes": {}, "asked": [], "n": 0, "page": False, "hang": None, "who": ("22", "city"), "owners": {}, "down": False, "lock": threading.Lock(),
                                          "release": threading.Event()}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def add(self, platform, secret=""):
        self.ctl("channel", "add", "--name", "서울", "--platform", platform, "--url", f"http://127.0.0.1:{self.server.server_port}",
                 *(["--user", "city"] if platform == "x" else []), stdin=secret)

    def start(self, *words):
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "channel", "login", "서울", "--timeout", "30", *words],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment())
        self.addCleanup(process.kill)
        found = None
        while found is None and (line := process.stdout.readline()):
            found = re.search(r"https?://\S+", line)
        self.assertIsNotNone(found, "no address to open")
        return process, dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(found.group(0)).query))

    def end(self, process, code):
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, code, out + err)
        return out, err

    def allow(self, asked):
        self.assertEqual((asked["response_type"], asked["code_challenge_method"]), ("code", "S256"))
        self.assertRegex(asked["redirect_uri"], r"^http://127\.0\.0\.1:[0-9]+/")
        self.state["codes"]["one"] = asked
        return asked["redirect_uri"] + "?" + urllib.parse.urlencode({"code": "one", "state": asked["state"]})

    def test_allowed(self):
        """A channel of a platform that lets the browser sign in needs nothing before that."""
        for platform, secret in (("mastodon", ""), ("x", '{"client_id": "city"}')):
            with self.subTest(platform=platform):
                self.add(platform, secret)
                process, asked = self.start()
                self.assertEqual(visit(urllib.parse.urljoin(asked["redirect_uri"], "/favicon.ico")), 404)
                self.assertEqual(visit(self.allow(asked)), 200)
                self.assertIn("시청" if platform == "mastodon" else "city", self.end(process, 0)[0])
                with self.assertRaises(OSError):  # nobody listens any more: a second visit is none
                    visit(asked["redirect_uri"] + "?code=two&state=" + asked["state"])
                self.ctl("channel", "test", "서울", now=None)
                self.ctl("channel", "remove", "서울")
        self.no_secret("access-1", "refresh-1", "access-2", "refresh-2", "its-secret")

    def test_not_offered(self):
        self.ctl("channel", "add", "--name", "봇", "--platform", "telegram", "--user", "city", stdin="", code=1)

    def test_added_without_a_secret(self):
        """That it still has to be signed in is said, unless its secret is given each time."""
        answer = self.ctl("channel", "add", "--name", "나중", "--platform", "wordpress", "--url", "https://blog.example", "--user", "editor", stdin="")
        self.assertIn("“sotongctl channel login”", answer.err)
        answer = self.ctl("--secrets-stdin", "channel", "add", "--name", "매번", "--platform", "wordpress", "--url", "https://blog.example", "--user", "editor")
        self.assertEqual(answer.err, "")

    def test_turned_away(self):
        self.add("x", '{"client_id": "city"}')
        for more in ("?code=one&state=forged", "?error=access_denied&state={state}", "?state={state}"):
            with self.subTest(more=more):
                process, asked = self.start()
                self.state["codes"]["one"] = asked
                visit(asked["redirect_uri"] + more.format(state=asked["state"]))
                self.end(process, 1)
                self.assertNotIn("POST /2/oauth2/token", self.state["asked"])

    def test_nobody_comes(self):
        """The page was closed: that is said when the time is over, or at once when the person gives up; a later sign-in works."""
        self.add("mastodon")
        process, asked = self.start("--timeout", "1")
        self.assertIn("browser", self.end(process, 1)[1])
        with self.assertRaises(OSError):
            visit(self.allow(asked))
        process, asked = self.start()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0)
        self.assertFalse([line for line in self.state["asked"] if line.startswith("POST /oauth/token")])
        self.sign_in(0)

    def test_cut_short(self):
        """A browser that goes away in the middle of its first line, and one that says nothing, keep nobody from signing in."""
        self.add("mastodon")
        process, asked = self.start()
        place = urllib.parse.urlsplit(asked["redirect_uri"])
        for words in (b"", b"GET /?code=one&sta", b"\0\xff\r\n\r\n", b"POST / HTTP/1.1\r\n\r\n"):
            with socket.create_connection((place.hostname, place.port), timeout=10) as browser:
                browser.sendall(words)
        self.assertEqual(visit(self.allow(asked)), 200)
        self.end(process, 0)

    def sign_in(self, code):
        process, asked = self.start()
        visit(self.allow(asked))
        return self.end(process, code)

    def test_other_account(self):
        """The browser was signed in as somebody else: nothing is taken, and what was there goes on."""
        self.add("x", '{"client_id": "city"}')
        self.sign_in(0)
        self.state["who"] = ("33", "mayor")
        err = self.sign_in(1)[1]
        self.assertRegex(err, "“city”.*“mayor”")
        self.ctl("channel", "test", "서울", now=None)
        self.assertEqual(self.state["asked"].count("POST /2/oauth2/token"), 2)

    def test_learned_account(self):
        """Where the settings name no account the first sign-in says whose the channel is; what is kept is told again."""
        self.add("mastodon")
        self.sign_in(0)
        self.assertEqual(self.sql("SELECT user_name FROM channel")[0][0], "city")
        self.sign_in(0)
        self.state["who"] = ("33", "mayor")
        self.assertRegex(self.sign_in(1)[1], "“city”.*“mayor”")
        self.ctl("channel", "edit", "서울", "--user", "@Mayor@127.0.0.1")
        self.sign_in(0)

    def test_account_before(self):
        """Where no account is named, whose the channel is, is asked with the sign-in that is there."""
        self.add("mastodon")
        self.sign_in(0)
        self.sql("UPDATE channel SET user_name = ''")
        self.state["who"] = ("33", "mayor")
        self.assertRegex(self.sign_in(1)[1], "“city”.*“mayor”")
        del self.state["owners"]["access-1"]  # it is over: nobody can say whose it was
        self.sign_in(0)
        self.assertEqual(self.sql("SELECT user_name FROM channel")[0][0], "mayor")

    def test_not_asked(self):
        """Whose account it is cannot be asked: then it is not taken either."""
        self.add("x", '{"client_id": "city"}')
        self.state["down"] = True
        self.assertIn("could not be asked", self.sign_in(1)[1])

    def test_typed(self):
        """A token of another account is taken neither with a new channel nor for one that is there; the old one goes on."""
        self.state["owners"] = {"ours": ("22", "city"), "also-ours": ("22", "city"), "theirs": ("33", "mayor")}
        for platform, user in (("mastodon", None), ("x", "@City"), ("youtube", None), ("youtube", "@city"), ("bluesky", "city"), ("wordpress", "city")):
            with self.subTest(platform=platform, user=user):
                self.other_typed(platform, user)
        self.no_secret("also-ours", "theirs")

    def other_typed(self, platform, user):
        def secret(name):  # Bluesky's are of two tokens; one alone is an app password, which goes with the account's name
            return json.dumps({"access_token": name, "refresh_token": "again"}) if platform == "bluesky" else name
        def edit(name, code, *words):
            return self.ctl("channel", "edit", "서울", "--secret", *words, stdin=secret(name), code=code, now=None).err
        add = ("channel", "add", "--name", "서울", "--platform", platform, "--url", f"http://127.0.0.1:{self.server.server_port}")
        self.assertRegex(self.ctl(*add, "--user", "city", stdin=secret("theirs"), code=1, now=None).err, "“city”.*(“mayor”|“UC33”).*nothing was added")
        self.assertEqual(self.ctl("channel", "list", now=None).out, "")
        self.ctl(*add, *(["--user", user] if user else []), stdin=secret("ours"), now=None)
        kept = self.sql("SELECT user_name FROM channel ORDER BY id DESC")[0][0]
        self.assertEqual(kept, user or {"mastodon": "city", "youtube": "UC22"}[platform])
        self.assertRegex(edit("theirs", 1), f"“{kept}”.*(“mayor”|“UC33”).*stays")
        if platform == "bluesky":
            self.assertRegex(self.ctl("channel", "login", "서울", stdin=secret("theirs"), code=1, now=None).err, "“city”.*“mayor”.*stays")
        self.assertIn("is ready", self.ctl("channel", "test", "서울", now=None).out)
        if platform not in ("bluesky", "wordpress"):
            self.state["down"] = True
            self.assertIn("could not be asked", edit("theirs", 1))
            self.state["down"] = False
        del self.state["owners"]["ours"]  # revoked: nobody can be asked whose it was, and the settings know
        self.assertRegex(edit("theirs", 1), "“mayor”|“UC33”")
        edit("also-ours", 0)
        self.ctl("channel", "test", "서울", now=None)
        edit("theirs", 0, "--user", "UC33" if platform == "youtube" else "mayor")
        self.ctl("channel", "test", "서울", now=None)
        self.ctl("channel", "remove", "서울", now=None)
        self.state["owners"]["ours"] = ("22", "city")

    def test_typed_graph(self):
        """Where accounts have numbers too: a token of another account is not taken, and it is told by name and number."""
        self.state["owners"] = {"ours": ("22", "city"), "also-ours": ("22", "city"), "theirs": ("33", "mayor")}
        for platform in ("facebook", "instagram", "threads"):
            with self.subTest(platform=platform):
                add = ("channel", "add", "--name", "서울", "--platform", platform, "--url", f"http://127.0.0.1:{self.server.server_port}", "--user", "22")
                self.assertRegex(self.ctl(*add, stdin="theirs", code=1, now=None).err, r"“22”.*“mayor \(33\)”.*nothing was added")
                self.ctl(*add, stdin="ours", now=None)
                self.assertRegex(self.ctl("channel", "edit", "서울", "--secret", stdin="theirs", code=1, now=None).err, r"“22”.*“mayor \(33\)”.*stays")
                self.assertIn("is ready", self.ctl("channel", "test", "서울", now=None).out)
                self.ctl("channel", "edit", "서울", "--secret", stdin="also-ours", now=None)
                self.ctl("channel", "edit", "서울", "--secret", "--user", "33", stdin="theirs", now=None)
                self.ctl("channel", "edit", "서울", "--user", "22", now=None)  # and what is kept is another's from now on
                self.assertRegex(self.ctl("channel", "test", "서울", code=1, now=None).err, r"“mayor” \(33\), not to the account number 22")
                self.ctl("channel", "remove", "서울", now=None)
        self.no_secret("also-ours", "theirs")

    def test_typed_unknown(self):
        """A token that the platform does not take is no wrong account: it is kept, and what is wrong is said when the account is asked."""
        self.state["owners"] = {"ours": ("22", "city")}
        self.add("x", "ours")
        self.ctl("channel", "edit", "서울", "--secret", stdin="nobody's", now=None)
        self.ctl("channel", "test", "서울", code=1, now=None)

    def test_other_settings(self):
        """The account in the settings is another than that of the sign-in which is kept: the channel says under whose name it publishes."""
        self.state["owners"] = {"ours": ("22", "city")}
        self.add("x", "ours")
        self.ctl("channel", "edit", "서울", "--user", "mayor", now=None)
        self.assertRegex(self.ctl("channel", "test", "서울", code=1, now=None).err, "“mayor” in its settings.*belongs to “city”")
        self.assertIn("refused", self.ctl("channel", "health", "서울", "--known", now=None).out)
        self.ctl("channel", "edit", "서울", "--user", "@CITY", now=None)
        self.ctl("channel", "test", "서울", now=None)

    def test_no_token(self):
        """A page of the network in place of the token, and a port that somebody else has."""
        self.add("x", '{"client_id": "city"}')
        self.state["page"] = True
        process, asked = self.start()
        visit(self.allow(asked))
        self.assertIn("no token", self.end(process, 1)[1])
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            self.assertIn("Choose another port", self.ctl("channel", "login", "서울", "--port", str(taken.getsockname()[1]), code=1, now=None).err)

    def over(self):
        """An access token that is over, and a refresh token that can be used once."""
        self.state["n"] = 1
        self.add("x", json.dumps({"client_id": "city", "access_token": "old", "refresh_token": "refresh-1"}))

    def test_two_at_once(self):
        """Two processes whose token is over: one renews it, the other takes what that one has kept."""
        self.over()
        both = [subprocess.Popen([PROGRAM, "--workspace", self.workspace, "channel", "test", "서울"], stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True, env=self.environment()) for _ in range(2)]
        for process in both:
            self.end(process, 0)
        self.assertEqual(self.state["asked"].count("POST /2/oauth2/token"), 1)

    def test_kept_before_use(self):
        """Killed in its first call with the new token: the token was kept before, and serves the next run."""
        self.over()
        text = self.write("text.txt", "안내")
        number = self.ctl("--json", "content", "add", "--title", "안내", "--type", "sns", "--channel", "서울", "--text-file", text, now=None).json["id"]
        self.state["hang"] = threading.Event()
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "publish", "--content", str(number)], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env=self.environment())
        self.addCleanup(process.kill)
        self.assertTrue(self.state["hang"].wait(60))
        process.kill()
        process.wait()
        self.state["hang"] = None
        self.state["release"].set()
        self.ctl("channel", "test", "서울", now=None)
        self.assertEqual(self.state["asked"].count("POST /2/oauth2/token"), 1)


if __name__ == "__main__":
    unittest.main()
