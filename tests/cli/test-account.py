#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts of channels: their health, their settings, and a sign-in that is renewed."""
import http.server
import json
import threading
import unittest
import urllib.parse

from clitest import HANGUL, TOKEN, Case


class SignIn(http.server.BaseHTTPRequestHandler):
    """The practice platform's account alone, with a token that is over and is renewed once."""
    token, refresh, renewals = "fresh", "r1", 0

    def log_message(self, *args):
        pass

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.headers.get("Authorization") != f"Bearer {self.server.token}":
            self.answer(401, {"error": "unauthorized", "message": "over"})
        else:
            self.answer(200, {"id": "1", "name": "시청"})

    def do_POST(self):
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if form.get("refresh_token") != [self.server.refresh]:
            self.answer(400, {"error": "invalid_grant", "message": "used"})
            return
        self.server.renewals += 1
        self.server.refresh = "r2"
        self.answer(200, {"access_token": self.server.token, "refresh_token": "r2", "expires_in": 7200})


class AccountCase(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def stand_in(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), SignIn)
        server.token, server.refresh, server.renewals = "fresh", "r1", 0
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server

    def add(self, url, name="연습"):
        return self.json("--secrets-stdin", "channel", "add", "--name", name, "--platform", "practice", "--url", url)["id"]


class Health(AccountCase):
    def test_health(self):
        url = self.serve()
        self.add(url)
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog")
        known = self.json("channel", "health", "--known")["channels"]
        self.assertEqual([(c["name"], c["health"], c["checked_at"]) for c in known], [("연습", "", None), ("블로그", "", None)])
        asked = self.json("--secrets-stdin", "channel", "health", stdin=f"연습\t{TOKEN}\n")["channels"]
        self.assertEqual([c["health"] for c in asked], ["ok", ""])
        self.assertEqual(asked[0]["checked_at"], asked[0]["good_at"])
        self.assertIsNone(asked[0]["warning"])
        listed = self.json("channel", "list")["channels"]
        self.assertEqual(listed, asked)

    def test_wrong(self):
        url = self.serve()
        self.add(url)
        answer = self.ctl("--secrets-stdin", "channel", "health", "연습", stdin="연습\twrong\n", code=1)
        row = answer.rows[0]
        self.assertEqual(row[:3], ["연습", "practice", "sign-in"])
        self.assertEqual(row[4], "-")
        self.assertTrue(row[7])
        self.assertRegex(self.ctl("--secrets-stdin", "channel", "health", stdin="연습\twrong\n", code=1, korean=True).err, HANGUL)
        self.assertEqual(self.json("channel", "health", "--known")["channels"][0]["health"], "sign-in")
        self.ctl("channel", "health", "없음", code=1)
        self.refused("channel", "health", "a", "b")

    def test_two_accounts_of_one_platform(self):
        url = self.serve()
        self.add(url, "본청")
        self.add(url, "보건소")
        answer = self.ctl("--json", "--secrets-stdin", "channel", "health", stdin=f"본청\t{TOKEN}\n보건소\twrong\n", code=1)
        self.assertEqual([c["health"] for c in answer.json["channels"]], ["ok", "sign-in"])
        self.assertIn("보건소", answer.err)
        self.assertNotIn("본청", answer.err)


class Renewal(AccountCase):
    def test_with_secrets_on_standard_input(self):
        server = self.stand_in()
        self.add(f"http://127.0.0.1:{server.server_port}")
        secret = json.dumps({"access_token": "over", "refresh_token": "r1"})
        answer = self.ctl("--secrets-stdin", "channel", "test", "연습", stdin=f"연습\t{secret}\n")
        self.assertEqual(server.renewals, 1)
        self.assertIn("연습", answer.err)
        self.assertEqual(len(answer.err.splitlines()), 1)
        self.assertNotIn("fresh", answer.out + answer.err)
        # What was given is used up: said, and not tried over and over.
        answer = self.ctl("--secrets-stdin", "channel", "test", "연습", stdin=f"연습\t{secret}\n", code=1)
        self.assertEqual(server.renewals, 1)
        self.assertEqual(self.json("channel", "list")["channels"][0]["health"], "sign-in")

    def test_a_line_for_nobody(self):
        """A mistyped name is told of by its line; what stands in it may be a secret on the wrong side of the tab."""
        server = self.stand_in()
        self.add(f"http://127.0.0.1:{server.server_port}")
        self.add(f"http://127.0.0.1:{server.server_port}", name="다른 연습")
        lines = "연숩\tfresh\nSECRET-1\t연습\n다른 연습\tfresh\n연습\tfresh\n"
        answer = self.ctl("--secrets-stdin", "channel", "test", "연습", stdin=lines)
        self.assertEqual([line.split(":")[1].split()[:2] for line in answer.err.splitlines()], [["Line", "1"], ["Line", "2"]])
        self.assertNotRegex(answer.err, "SECRET-1|fresh|연숩")
        self.assertRegex(self.ctl("--secrets-stdin", "channel", "test", "연습", stdin=lines, korean=True).err, HANGUL)

    def test_with_a_keyring(self):
        server = self.stand_in()
        secret = json.dumps({"access_token": "over", "refresh_token": "r1"})
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", f"http://127.0.0.1:{server.server_port}", stdin=secret)
        for _ in range(3):
            self.assertEqual(self.ctl("channel", "test", "연습").err, "")
        self.assertEqual(server.renewals, 1)

    def test_a_token_that_holds_is_not_renewed(self):
        server = self.stand_in()
        self.add(f"http://127.0.0.1:{server.server_port}")
        secret = json.dumps({"access_token": "fresh", "refresh_token": "r1"})
        self.assertEqual(self.ctl("--secrets-stdin", "channel", "test", "연습", stdin=f"연습\t{secret}\n").err, "")
        self.assertEqual(server.renewals, 0)


class Edit(AccountCase):
    def test_edit(self):
        url = self.serve()
        number = self.add("http://127.0.0.1:9")
        self.ctl("channel", "edit", "연습", "--url", url, "--handle", "city", "--name", "연습장")
        channel = self.json("channel", "list")["channels"][0]
        self.assertEqual((channel["id"], channel["name"], channel["url"], channel["handle"]), (number, "연습장", url, "city"))
        self.ctl("undo")
        self.assertEqual(self.json("channel", "list")["channels"][0]["name"], "연습")
        self.ctl("redo")
        self.assertEqual(self.json("channel", "list")["channels"][0]["name"], "연습장")
        self.ctl("--secrets-stdin", "channel", "test", "연습장", stdin=f"연습장\t{TOKEN}\n")

    def test_secret(self):
        url = self.serve()
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", url, stdin="wrong")
        self.ctl("channel", "test", "연습", code=1)
        self.ctl("channel", "edit", "연습", "--secret", stdin="", code=1)
        self.ctl("channel", "edit", "연습", "--secret", stdin=TOKEN)
        self.ctl("channel", "test", "연습")
        self.assertNotIn(TOKEN.encode(), self.read())

    def test_wrong(self):
        self.add("http://127.0.0.1:9")
        self.refused("channel", "edit", "연습")
        self.refused("channel", "edit", "연습", "--url", "here")
        self.refused("--secrets-stdin", "channel", "edit", "연습", "--secret")
        self.ctl("channel", "edit", "없음", "--user", "a", code=1)
        self.assertEqual(self.json("channel", "list")["channels"][0]["url"], "http://127.0.0.1:9")


class Login(AccountCase):
    def test_pasted(self):
        url = self.serve()
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", url, stdin="wrong")
        self.assertIn("연습 계정", self.ctl("channel", "login", "연습", stdin=TOKEN).out)
        self.assertEqual(self.json("channel", "list")["channels"][0]["health"], "ok")
        self.ctl("channel", "login", "연습", stdin="wrong-again", code=1)
        self.assertEqual(self.json("channel", "list")["channels"][0]["health"], "sign-in")
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog")
        self.ctl("channel", "login", "블로그", code=1)
        self.refused("channel", "login")
        self.refused("channel", "login", "연습", "--port", "70000")
        self.refused("--secrets-stdin", "channel", "login", "연습", stdin="")

    def test_no_app_and_timeout(self):
        self.ctl("channel", "add", "--name", "엑스", "--platform", "x", "--url", "http://127.0.0.1:9", stdin="{}")
        self.assertIn("client_id", self.ctl("channel", "login", "엑스", code=1).err)
        answer = self.ctl("channel", "login", "엑스", "--client-id", "city", "--timeout", "1", code=None)
        self.assertEqual(answer.code, 1)
        address = urllib.parse.urlparse(answer.lines[0])
        self.assertEqual((address.netloc, address.path), ("127.0.0.1:9", "/i/oauth2/authorize"))
        query = urllib.parse.parse_qs(address.query)
        self.assertEqual(query["client_id"], ["city"])
        self.assertEqual(query["code_challenge_method"], ["S256"])


class Group(AccountCase):
    def setUp(self):
        super().setUp()
        self.url = self.serve()
        for name in ("본청", "보건소", "도서관"):
            self.ctl("channel", "add", "--name", name, "--platform", "practice", "--url", self.url, stdin=TOKEN)
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.")

    def groups(self):
        return self.json("channel", "group", "list")["groups"]

    def content(self, *words, **options):
        return self.json("content", "add", "--title", "가을 소식", "--text-file", self.text, *words, **options)["id"]

    def test_group(self):
        self.ctl("channel", "group", "add", "기관", "--channel", "본청", "--channel", "보건소", "--type", "sns", "--tags", "가을, 소식")
        self.assertEqual([(g["name"], g["channels"], g["type"], g["tags"], g["people"]) for g in self.groups()],
                         [("기관", ["본청", "보건소"], "sns", "가을, 소식", [])])
        number = self.content("--group", "기관", "--channel", "본청")
        shown = self.json("content", "show", str(number))
        self.assertEqual([c["channel"] for c in shown["copies"]], ["본청", "보건소"])
        self.assertEqual((shown["type"], shown["tags"]), ("sns", "가을, 소식"))
        self.assertEqual(self.json("content", "show", str(self.content("--group", "기관", "--type", "blog-post", "--tags", "겨울")))["tags"], "겨울")
        self.ctl("publish", "--content", str(number))
        self.assertEqual(self.call(self.url, "stats")["posts"], 2)

    def test_set_remove_undo(self):
        self.ctl("channel", "group", "add", "기관", "--channel", "본청")
        self.ctl("channel", "group", "set", "기관", "--channel", "도서관", "--remove-channel", "본청", "--name", "산하 기관")
        self.assertEqual([(g["name"], g["channels"]) for g in self.groups()], [("산하 기관", ["도서관"])])
        self.ctl("undo")
        self.assertEqual([(g["name"], g["channels"]) for g in self.groups()], [("기관", ["본청"])])
        self.ctl("redo")
        self.ctl("channel", "group", "remove", "산하 기관")
        self.assertEqual(self.groups(), [])
        self.ctl("undo")
        self.assertEqual(self.groups()[0]["channels"], ["도서관"])

    def test_people(self):
        self.ctl("person", "add", "--name", "김주무", "--role", "주무관", "--login", "somebody-else")
        self.ctl("channel", "group", "add", "기관", "--channel", "보건소", "--person", "김주무", "--type", "sns")
        number = self.content("--channel", "본청", "--channel", "보건소", "--type", "sns")
        answer = self.ctl("--json", "publish", "--content", str(number), code=1)
        self.assertIn("보건소", answer.err)
        self.assertEqual([c["state"] for c in self.json("content", "show", str(number))["copies"]], ["published", "draft"])
        self.ctl("channel", "group", "set", "기관", "--anybody")
        self.ctl("publish", "--content", str(number))
        self.assertEqual([c["state"] for c in self.json("content", "show", str(number))["copies"]], ["published", "published"])

    def test_people_and_the_clock(self):
        """Whoever may not publish there does not by putting it on the schedule; one who may does."""
        self.ctl("person", "add", "--name", "김주무", "--role", "주무관", "--login", "somebody-else")
        number = self.content("--channel", "보건소", "--type", "sns", "--at", "2016-10-14 10:00")
        self.ctl("channel", "group", "add", "기관", "--channel", "보건소", "--person", "김주무", "--type", "sns")
        answer = self.ctl("publish", "--due", code=1, korean=True)
        self.assertIn("보건소", answer.err)
        self.assertRegex(answer.err, HANGUL)
        self.assertEqual((self.json("content", "show", str(number))["copies"][0]["state"], self.call(self.url, "stats")["received"]), ("scheduled", 0))
        self.assertEqual(self.json("outbox", "list")["attempts"], [])
        self.sql("UPDATE change SET actor = 'somebody-else' WHERE subject_kind = 'content' AND subject_id = ?", number)
        self.ctl("publish", "--due")
        self.assertEqual(self.json("content", "show", str(number))["copies"][0]["state"], "published")

    def test_wrong(self):
        self.ctl("channel", "group", "add", "기관")
        self.assertIn("기관", self.ctl("channel", "group", "add", "기관", code=1).err)
        self.ctl("channel", "group", "set", "없음", "--tags", "a", code=1)
        self.ctl("channel", "group", "add", "다른", "--channel", "없음", code=1)
        for words in ([], ["add"], ["list", "a"], ["spin", "a"], ["add", "a", "--type", "poem"]):
            self.refused("channel", "group", *words)
        self.ctl("content", "add", "--title", "a", "--text-file", self.text, "--group", "기관", "--type", "sns", code=1)
        self.ctl("content", "add", "--title", "a", "--text-file", self.text, "--group", "없음", code=1)


class OnPlatform(AccountCase):
    def test_waits_there(self):
        url = self.serve()
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", url, stdin=TOKEN, now=None)
        text = self.write("text.txt", "안녕하세요.")
        fixed = self.write("fixed.txt", "안녕하십니까.")
        number = self.json("content", "add", "--title", "가을 소식", "--type", "sns", "--text-file", text, "--channel", "연습",
                           "--at", "2099-01-01 10:00", "--schedule-on-platform", now=None)["id"]
        self.ctl("publish", now=None)
        copy = self.json("content", "show", str(number), now=None)["copies"][0]
        self.assertEqual(copy["state"], "scheduled")
        there = self.call(url, "posts/" + copy["remote_id"])
        self.assertEqual((there["state"], there["publish_at"][:10]), ("scheduled", "2099-01-01"))
        self.ctl("content", "edit", str(number), "--text-file", fixed, now=None)
        there = self.call(url, "posts/" + copy["remote_id"])
        self.assertEqual((there["text"], there["state"], there["publish_at"][:10]), ("안녕하십니까.", "scheduled", "2099-01-01"))
        self.ctl("content", "delete", str(number), now=None)
        self.assertEqual(self.call(url, "posts/" + copy["remote_id"])["state"], "removed")
        self.ctl("content", "show", str(number), code=1, now=None)


if __name__ == "__main__":
    unittest.main()
