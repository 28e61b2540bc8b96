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


if __name__ == "__main__":
    unittest.main()
