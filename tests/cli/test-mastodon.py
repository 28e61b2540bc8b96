#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Mastodon channel by sotongctl: a server on this machine takes its place, answers late, not at all or too much, and the program is killed."""
import subprocess
import unittest

import mastodonsite
from clitest import NOW, PROGRAM, Case

SECRET = "mastodon-token-5d1e"
HANGUL_WORDS = "[가-힣]{3}"  # the channel's own name has two letters


class Mastodon(Case):
    def setUp(self):
        super().setUp()
        self.init()
        server = mastodonsite.start(self, SECRET)
        self.state = server.state
        self.ctl("channel", "add", "--name", "서울", "--platform", "mastodon", "--url", server.url, stdin=SECRET)

    def add(self, title="소식", at="2016-10-14 09:55"):
        text = self.write("text.txt", f"{title}: 시민 여러분 & <안녕>\n하십니까.")
        return self.json("content", "add", "--title", title, "--type", "sns", "--channel", "서울", "--text-file", text, "--at", at)["id"]

    def copy(self, number):
        return self.json("content", "show", str(number))["copies"][0]

    def test_life(self):
        self.assertEqual(self.json("channel", "test", "서울")["account"], "서울시")
        number = self.add()
        self.ctl("publish", "--real")
        copy = self.copy(number)
        self.assertEqual((copy["state"], copy["remote_id"]), ("published", "113511234567890000"))
        self.assertEqual(copy["remote_url"], "https://m.example/@city/113511234567890000")
        self.ctl("publish", "--real")
        self.assertEqual(self.state["received"], 1)
        self.no_secret(SECRET)

    def test_told_in_the_readers_language(self):
        """What was wrong with an account is told in the language of whoever reads it, not of whoever found it."""
        self.state["token"] = "another"
        self.ctl("channel", "test", "서울", code=1)
        self.assertNotRegex(self.json("channel", "health", "서울", "--known", code=None)["channels"][0]["message"], HANGUL_WORDS)
        self.assertRegex(self.json("channel", "health", "서울", "--known", code=None, korean=True)["channels"][0]["message"], HANGUL_WORDS)

    def test_own_limit(self):
        """A server that takes more or less than others says so when it is asked; from then on its limit counts."""
        text = "가" * 700
        self.assertEqual(self.json("count", "--channel", "서울", stdin=text)["limit"], 500)
        self.assertIn("text-long", self.problems(text))
        self.state["letters"] = 1000
        self.ctl("channel", "test", "서울")
        count = self.json("count", "--channel", "서울", stdin=text)
        self.assertEqual((count["channel"], count["platform"], count["used"], count["limit"], count["fits"]), ("서울", "mastodon", 700, 1000, True))
        self.assertEqual(self.json("count", "--platform", "mastodon", stdin=text)["limit"], 500)
        self.assertEqual(self.json("channel", "list")["channels"][0]["text_limit"], 1000)
        self.assertEqual(self.problems(text), [])
        self.ctl("publish", "--real")
        self.assertEqual(sum("가" * 700 in post["content"] for post in self.state["posts"]), 2)
        self.assertIn("text-long", self.problems("가" * 1001))
        self.state["letters"] = 0  # a server that does not answer this for once has not changed its mind
        self.ctl("channel", "test", "서울")
        self.assertEqual(self.json("channel", "list")["channels"][0]["text_limit"], 1000)
        self.state["letters"] = 300
        self.ctl("channel", "test", "서울")
        self.assertIn("text-long", self.problems("가" * 301))

    def problems(self, body):
        text = self.write("long.txt", body)
        number = self.json("content", "add", "--title", "긴 글", "--type", "sns", "--channel", "서울", "--text-file", text, "--at", "2016-10-14 09:55")["id"]
        return [problem["kind"] for problem in self.json("content", "show", str(number))["problems"]]

    def kill_in_the_middle(self, number):
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", NOW, "publish", "--real", "--content", str(number)],
                                   env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.state["then"] = process.kill
        self.assertEqual(process.wait(timeout=120), -9)

    def test_killed_in_the_middle(self):
        """The server has taken it, the program is dead: the next run finds it, by its words and time, among others."""
        self.ctl("publish", "--real", "--content", str(self.add("먼저")))
        number = self.add()
        self.kill_in_the_middle(number)
        received = self.state["received"]
        self.assertEqual(self.copy(number)["state"], "unknown")
        self.ctl("publish", "--real")
        copy = self.copy(number)
        self.assertEqual((copy["state"], copy["remote_id"]), ("published", "113511234567890001"))
        self.assertEqual((len(self.state["posts"]), self.state["received"]), (2, received))

    def test_same_words_twice(self):
        """A second post with the same words is a post of its own, also when its answer is lost."""
        first = self.add()
        self.ctl("publish", "--real")
        second = self.add()
        self.kill_in_the_middle(second)
        self.ctl("publish", "--real")
        ids = [self.copy(number)["remote_id"] for number in (first, second)]
        self.assertEqual(ids, ["113511234567890000", "113511234567890001"])
        self.assertEqual(len(self.state["posts"]), 2)

    def test_lost_answer(self):
        number = self.add()
        self.state["then"] = lambda: None
        self.ctl("publish", "--real")
        self.assertEqual(self.copy(number)["state"], "published")
        self.assertEqual((len(self.state["posts"]), self.state["received"]), (1, 1))

    def test_not_ready_and_may_not_look(self):
        """The server knows its key for an hour: it is asked once more, and makes no second post. Well before that is over a person is: a clock may be wrong."""
        self.state["unlisted"] = True
        for minutes in (0, 45):
            with self.subTest(minutes=minutes):
                number, posts = self.add(f"소식 {minutes}"), len(self.state["posts"])
                self.state["mask"] = 1
                self.ctl("publish", "--content", str(number), "--real", code=1)
                self.assertEqual((self.copy(number)["state"], len(self.state["posts"]) - posts), ("scheduled", 1))
                self.sql("UPDATE attempt SET started_at = started_at - ?, lease_until = lease_until - ?", minutes * 60, minutes * 60)
                self.ctl("publish", "--content", str(number), "--real", now="2016-10-14T10:05:00+09:00", code=None)
                self.assertEqual((self.copy(number)["state"], len(self.state["posts"]) - posts), ("unknown" if minutes else "published", 1))
        self.assertEqual(self.state["received"], 3)

    def test_rate_limit(self):
        """The server names the end of the wait by its own clock; nothing is sent before, and then once."""
        number = self.add()
        self.state["busy"] = True
        self.ctl("publish", "--real", code=None)
        self.state["busy"] = False
        self.assertEqual(self.copy(number)["state"], "scheduled")
        self.ctl("publish", "--real", now="2016-10-14T10:02:00+09:00", code=None)
        self.assertEqual(self.state["received"], 1)
        self.ctl("publish", "--real", now="2016-10-14T10:05:00+09:00")
        self.assertEqual((self.copy(number)["state"], self.state["received"]), ("published", 2))

    def test_token_revoked(self):
        numbers = [self.add(f"소식 {i}") for i in range(10)]
        self.state["token"] = "another"
        answer = self.ctl("publish", "--real", code=1)
        self.assertIn("서울", answer.err)
        self.assertNotIn(SECRET, answer.out + answer.err)
        self.assertEqual(self.state["received"], 0)
        self.assertEqual(self.json("channel", "list")["channels"][0]["health"], "sign-in")
        self.assertEqual(sum(self.copy(number)["state"] == "scheduled" for number in numbers), 10)

    LONG = "\n\n".join(f"{i}번째 소식입니다. " + "시민 여러분과 함께 만드는 가을 축제를 안내합니다. " * 14 for i in (1, 2, 3, 4))

    def add_thread(self, body=LONG):
        text = self.write("thread.txt", body)
        return self.json("content", "add", "--title", "긴 소식", "--type", "sns", "--channel", "서울", "--thread", "--text-file", text, "--at", "2016-10-14 09:55")["id"]

    def chain(self):
        """The texts there, in the order in which they answer each other."""
        posts, last, texts = list(self.state["posts"]), None, []
        while posts:
            found = [post for post in posts if post["in_reply_to_id"] == last]
            self.assertEqual(len(found), 1)
            texts, last = texts + [found[0]["content"]], found[0]["id"]
            posts.remove(found[0])
        return texts

    def test_thread(self):
        """A long text is a chain of replies; its correction changes what differs, and deleting takes off all of it."""
        number = self.add_thread()
        self.assertEqual(self.json("content", "show", str(number))["problems"], [])
        self.ctl("publish", "--real")
        self.assertEqual(len(self.chain()), 4)
        copy = self.copy(number)
        self.assertEqual((copy["state"], copy["thread"], copy["remote_id"]), ("published", True, "113511234567890000"))
        self.assertIn("Post 3 of the 4 of its thread.", self.ctl("outbox", "list", "--content", str(number)).out)
        text = self.write("new.txt", self.LONG.replace("2번째", "두 번째").rsplit("\n\n", 1)[0])
        self.ctl("content", "edit", str(number), "--text-file", text, "--real")
        self.assertEqual([("두 번째" in post) for post in self.chain()], [False, True, False])
        self.ctl("content", "delete", str(number), "--real")
        self.assertEqual(self.state["posts"], [])

    def test_thread_lost_answer(self):
        """After a lost answer of the third post the first two are never sent again."""
        number = self.add_thread()
        self.state["skip"], self.state["then"] = 2, lambda: None
        self.ctl("publish", "--real")
        self.assertEqual((self.copy(number)["state"], len(self.chain()), self.state["received"]), ("published", 4, 4))

    def test_thread_killed(self):
        """Killed after the third: the next run finds it, and sends the fourth alone."""
        number = self.add_thread()
        self.state["skip"] = 2
        self.kill_in_the_middle(number)
        self.assertEqual((self.copy(number)["state"], self.state["received"]), ("unknown", 3))
        self.ctl("publish", "--real", "--content", str(number))
        self.assertEqual((self.copy(number)["state"], len(self.chain()), self.state["received"]), ("published", 4, 4))

    def grow_and_kill(self):
        """A thread of three, whose correction adds a fourth: taken by the server, and the program is dead."""
        number = self.add_thread(self.LONG.rsplit("\n\n", 1)[0])
        self.ctl("publish", "--real")
        text = self.write("longer.txt", self.LONG)
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", NOW, "content", "edit", str(number), "--text-file", text, "--real"],
                                   env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.state["then"] = process.kill
        self.assertEqual(process.wait(timeout=120), -9)
        self.assertEqual(len(self.chain()), 4)
        for post in self.state["posts"]:  # the server keeps keys for an hour
            post["key"] = None
        return number

    def test_thread_correction_killed(self):
        """The text is changed once more before it is sent again: the post that arrived is found by its own words, and changed."""
        number = self.grow_and_kill()
        text = self.write("new.txt", self.LONG.replace("4번째", "네 번째"))
        self.ctl("content", "edit", str(number), "--text-file", text, "--real")
        self.assertEqual([("네 번째" in post) for post in self.chain()], [False, False, False, True])
        self.assertEqual(self.state["received"], 4)

    def test_thread_correction_killed_and_withdrawn(self):
        number = self.grow_and_kill()
        self.ctl("content", "delete", str(number), "--real")
        self.assertEqual(self.state["posts"], [])

    def test_thread_switch(self):
        number = self.add_thread()
        self.ctl("content", "edit", str(number), "--no-thread")
        self.assertEqual([problem["kind"] for problem in self.json("content", "show", str(number))["problems"]], ["text-long"])
        self.ctl("undo")
        self.assertEqual(self.json("content", "show", str(number))["problems"], [])
        self.assertEqual(len(self.json("count", "--channel", "서울", "--thread", stdin=self.LONG)["posts"]), 4)


if __name__ == "__main__":
    unittest.main()
