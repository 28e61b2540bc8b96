#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Long texts on Bluesky, X and Threads by sotongctl, from the schedule to the withdrawal, killed at each marked point."""
import subprocess
import unittest

from clitest import NOW, PROGRAM, Case
from threadsites import Bluesky, Threads, X


class Long:
    kind = None
    # What was sent without an answer and is not there had to be given its time: each such moment takes a platform without keys ten seconds.
    lost_before = range(1, 2)

    def setUp(self):
        super().setUp()
        self.init()
        self.site = self.kind(self)
        self.ctl("channel", "add", "--name", "서울", "--platform", self.kind.platform, "--url", self.site.url, "--user", self.kind.user,
                 *(["--handle", self.kind.handle] if self.kind.handle else []), stdin=self.kind.secret)

    def tearDown(self):
        self.assertEqual(self.site.violations, [])
        self.no_secret(self.kind.secret)

    def body(self, n=4):
        """A text of @n posts, one of which has an address in it."""
        size = {300: 230, 280: 105, 500: 400}[self.site.limit]
        line = "시민 여러분과 함께 만드는 가을 축제를 안내합니다. "
        return "\n\n".join(f"{i}번째 소식 & 안내 https://www.example.com/{i} 입니다. " + (line * 20)[:size - 50].rstrip() for i in range(1, n + 1))

    def add(self, body=None, at="2016-10-14 09:55"):
        text = self.write("thread.txt", body or self.body())
        return self.json("content", "add", "--title", "긴 소식", "--type", "sns", "--channel", "서울", "--thread", "--text-file", text, "--at", at)["id"]

    def copy(self, number):
        return self.json("content", "show", str(number))["copies"][0]

    def attempts(self, number):
        return self.json("outbox", "list", "--content", str(number))["attempts"]

    def kill(self, *verb):
        """Runs a verb, and the platform kills it at the moment that was set."""
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", NOW, *verb], env=self.environment(),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.site.lost[3] = process.kill
        self.assertEqual(process.wait(timeout=120), -9)

    def assert_out(self, number, body=None, n=4):
        copy, texts = self.copy(number), self.site.chain()
        self.assertEqual((copy["state"], copy["thread"], copy["remote_id"]), ("published", True, self.site.posts[0]["id"]))
        self.assertTrue(copy["remote_url"].startswith("https://"), copy)
        self.assertEqual((len(texts), self.site.received), (n, n))
        self.assertEqual("".join("".join(texts).split()), "".join((body or self.body()).split()))

    def test_whole_way(self):
        """Scheduled, counted, waiting, out, in the log, not corrected where nothing can be, and taken off from the end."""
        self.assertEqual(self.json("channel", "test", "서울")["outcome"], "ok")
        number = self.add()
        self.assertEqual(self.json("content", "show", str(number))["problems"], [])
        self.assertEqual(len(self.json("count", "--channel", "서울", "--thread", stdin=self.body())["posts"]), 4)
        self.assertEqual(self.json("status")["due"], 1)
        self.assertEqual([copy["result"] for copy in self.json("publish", "--dry-run", "--real")["copies"]], ["planned"])
        self.assertEqual(self.site.posts, [])
        self.ctl("publish", "--due", "--real")
        self.assert_out(number)
        log = self.attempts(number)
        self.assertEqual([attempt["outcome"] for attempt in log], ["ok"] * 4)
        self.assertEqual([(attempt["kind"], attempt["part"], attempt["n_parts"]) for attempt in log], [("publish", part, 4) for part in (4, 3, 2, 1)])
        self.ctl("publish", "--due", "--real")
        self.assertEqual(self.site.received, 4)
        before = self.site.chain()
        answer = self.ctl("content", "edit", str(number), "--text-file", self.write("new.txt", self.body().replace("2번째", "두 번째")), "--real", code=1)
        self.assertIn("https://", answer.err)
        self.assertEqual(self.site.chain(), before)
        self.ctl("content", "delete", str(number), "--real")
        self.assertEqual(self.site.posts, [])
        status = self.json("status")
        self.assertEqual((status["published"], status["withdrawn"], status["channels"][0]["withdrawn"]), (0, 1, 1))
        self.assertEqual([row[5:7] for row in self.ctl("outbox", "list").rows][:2], [["delete", ""], ["publish", "4/4"]])
        self.ctl("publish", "--due", "--real")
        self.assertEqual(self.site.received, 4)

    def test_lost_answers(self):
        """Whichever answer is lost, before or after the post was taken: each post is there once."""
        for when, skips in (("before", self.lost_before), ("after", range(3))):
            for skip in skips:
                with self.subTest(when=when, skip=skip):
                    self.site.posts, self.site.received = [], 0
                    body = self.body(3).replace("소식", f"소식 {when} {skip}")
                    number = self.add(body)
                    self.site.lose("create", when, skip)
                    self.ctl("publish", "--real", "--content", str(number), code=None)
                    if self.copy(number)["state"] != "published":
                        self.ctl("publish", "--real", "--content", str(number))
                    self.assert_out(number, body, 3)

    def test_killed(self):
        """Killed at each marked point of each post: what is out is found and never sent again."""
        points = [("create", "before", skip) for skip in self.lost_before] + [("create", "after", skip) for skip in range(3)]
        if self.kind is Threads:
            points += [("container", when, 1) for when in ("before", "after")]
        for what, when, skip in points:
            with self.subTest(what=what, when=when, skip=skip):
                self.site.posts, self.site.received = [], 0
                body = self.body(3).replace("소식", f"소식 {what} {when} {skip}")
                number = self.add(body)
                self.site.lose(what, when, skip)
                self.kill("publish", "--real", "--content", str(number))
                self.assertEqual(self.copy(number)["state"], "unknown")
                self.assertEqual(len(self.site.posts), skip + (when == "after" and what == "create"))
                self.ctl("publish", "--real", "--content", str(number))
                self.assert_out(number, body, 3)

    def test_told_in_the_language_of_the_reader(self):
        """What a run without a language wrote into the log is told to a reader of Korean in Korean; names and what a platform says stay."""
        number = self.add()
        self.site.refuse = "3번째"
        self.ctl("publish", "--due", "--real", code=1)
        english = self.attempts(number)
        korean = self.json("outbox", "list", "--content", str(number), korean=True)["attempts"]
        self.assertIn("Post 3 of the 4 of its thread.", english[0]["message"])
        for attempt in korean[1:]:
            self.assertTrue(attempt["message"].startswith("타래 4개 가운데"), attempt)
        self.assertTrue(korean[0]["message"].startswith("타래 4개 가운데 3번째"), korean[0])
        self.assertIn("“서울”", korean[0]["message"])
        self.assertEqual([{**attempt, "message": ""} for attempt in korean], [{**attempt, "message": ""} for attempt in english])

    def test_rest_refused(self):
        """The third post is refused: said with its number; mended or not, the first two stay the only ones of theirs."""
        number = self.add()
        self.site.refuse = "3번째"
        answer = self.ctl("publish", "--due", "--real", code=1)
        self.assertIn("3", answer.err)
        self.assertEqual((self.copy(number)["state"], len(self.site.chain())), ("failed", 2))
        self.ctl("publish", "--due", "--real")
        self.assertEqual(len(self.site.posts), 2)
        self.site.refuse = None
        self.ctl("publish", "--real", "--content", str(number))
        self.assert_out(number)

    def test_begun_taken_off(self):
        """What began and did not end can be taken off."""
        number = self.add()
        self.site.refuse = "3번째"
        self.ctl("publish", "--due", "--real", code=1)
        self.ctl("content", "delete", str(number), "--real")
        self.assertEqual(self.site.posts, [])
        self.site.refuse = None
        self.ctl("publish", "--due", "--real")
        self.assertEqual((self.site.posts, self.site.received), ([], 2))

    def test_withdrawal_killed(self):
        """Killed while it is taken off: done again, it takes off what is left, and nothing is sent anew."""
        for when in ("before", "after"):
            with self.subTest(when=when):
                self.site.posts, self.site.received = [], 0
                number = self.add(self.body().replace("소식", f"소식 {when}"))
                self.ctl("publish", "--real", "--content", str(number))
                self.site.lose("remove", when, 1)
                self.kill("content", "delete", str(number), "--real")
                self.assertEqual(len(self.site.chain()), 3 - (when == "after"))
                self.ctl("publish", "--due", "--real")
                self.ctl("content", "delete", str(number), "--real")
                self.assertEqual((self.site.posts, self.site.received), ([], 4))


class OnBluesky(Long, Case):
    kind = Bluesky
    lost_before = range(3)


class OnX(Long, Case):
    kind = X


class OnThreads(Long, Case):
    kind = Threads


if __name__ == "__main__":
    unittest.main()
