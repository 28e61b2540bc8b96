#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""X, YouTube and Telegram as a person uses them: added, tested, published on, killed in the middle, published again."""
import signal
import subprocess
import threading
import unittest

from channelsites import BOT, SECRET, Server, Telegram, X, YouTube
from clitest import HANGUL, NOW, PROGRAM, Case


class ChannelCase(Case):
    platform, user, secret, server = None, None, SECRET, None

    def setUp(self):
        super().setUp()
        self.init()
        self.site = self.server()
        self.addCleanup(self.site.close)
        words = ["--user", self.user] if self.user else []
        self.json("channel", "add", "--name", "우리", "--platform", self.platform, "--url", self.site.url, *words,
                  stdin=self.secret)

    def tearDown(self):
        self.assertEqual(self.site.violations, [])
        self.no_secret(self.secret)

    def add(self, *more):
        text = self.write("text.txt", "가을 축제 & 안내\nhttps://seoul.go.kr/a 로 오세요")
        return self.json("content", "add", "--title", "가을 축제", "--type", "sns", "--channel", "우리", "--text-file", text,
                         "--at", "2016-10-14 09:55", *more)["id"]

    def copy(self, number):
        return self.json("content", "show", str(number))["copies"][0]

    def kill_in_the_middle(self):
        """The platform has the post, the answer does not come, and the program dies."""
        self.site.hang.set()
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", NOW, "publish"], env=self.environment(),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertTrue(self.site.arrived.wait(60))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.site.release.set()


class OnX(ChannelCase):
    platform, server = "x", X

    def test_publish(self):
        self.assertEqual(self.json("channel", "test", "우리")["outcome"], "ok")
        number = self.add()
        self.ctl("publish")
        copy = self.copy(number)
        self.assertEqual((copy["state"], copy["remote_id"], copy["remote_url"]),
                         ("published", "1859000000000000001", "https://x.com/city/status/1859000000000000001"))
        self.assertEqual(len(self.site.posts), 1)

    def test_killed(self):
        number = self.add()
        self.kill_in_the_middle()
        self.ctl("publish")
        self.assertEqual(self.copy(number)["state"], "published")
        self.assertEqual(self.copy(number)["remote_id"], "1859000000000000001")
        self.ctl("publish")
        self.assertEqual(len(self.site.posts), 1)


class OnYouTube(ChannelCase):
    platform, server = "youtube", YouTube

    def film(self):
        number = self.add()
        self.ctl("content", "attach", str(number), self.write("축제.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08moov" + bytes(9 * 1024 * 1024)))
        return number

    def test_publish(self):
        self.assertEqual(self.json("channel", "test", "우리")["outcome"], "ok")
        number = self.film()
        self.ctl("publish")
        copy = self.copy(number)
        self.assertEqual((copy["state"], copy["remote_id"], copy["remote_url"]),
                         ("published", "film1", "https://www.youtube.com/watch?v=film1"))
        self.assertEqual(self.site.film["snippet"]["title"], "가을 축제")

    def test_killed(self):
        """After the last byte: the session is asked and has the film."""
        number = self.film()
        self.kill_in_the_middle()
        self.ctl("publish")
        self.assertEqual((self.copy(number)["state"], self.copy(number)["remote_id"]), ("published", "film1"))
        self.assertEqual((len(self.site.sessions), len(self.site.posts)), (1, 1))

    def test_killed_between(self):
        """Half of it is there: the next run goes on in the same session."""
        number = self.film()
        put, stopped = self.site.put, threading.Event()

        def put_once(span, body):
            answer = put(span, body)
            if not stopped.is_set():
                stopped.set()
                self.site.arrived.set()
                self.site.release.wait(60)
            return answer

        self.site.put = put_once
        self.kill_in_the_middle()
        self.site.hang.clear()
        self.assertGreater(self.site.received, 0)
        before = self.site.received
        self.ctl("publish")
        self.assertEqual((self.copy(number)["state"], len(self.site.sessions), len(self.site.posts)), ("published", 1, 1))
        self.assertLess(before, self.site.film["size"])

    def test_locked(self):
        """A film that YouTube locks away is told of in plain words."""
        number = self.film()
        put = self.site.put

        def put_locked(span, body):
            if self.site.film:
                self.site.film["status"]["privacyStatus"] = "private"
            return put(span, body)

        self.site.put = put_locked
        answer = self.ctl("publish", code=1)
        self.assertIn("private", answer.err)
        self.assertIn("YouTube Studio", answer.err)
        self.assertEqual(self.copy(number)["state"], "failed")
        self.assertEqual(len(self.site.posts), 1)


class OnTelegram(ChannelCase):
    platform, user, secret, server = "telegram", "@city_news", BOT, Telegram

    def test_publish(self):
        self.assertEqual(self.json("channel", "test", "우리")["outcome"], "ok")
        number = self.add()
        self.ctl("publish")
        self.assertEqual((self.copy(number)["state"], self.copy(number)["remote_url"]), ("published", "https://t.me/city_news/1"))

    def test_killed(self):
        """Nobody can look: unknown, never sent again by itself, and a person's word is the last."""
        number = self.add()
        self.kill_in_the_middle()
        for korean in (False, True):
            answer = self.ctl("publish", code=1, korean=korean)
            self.assertNotIn("AAHdqTcv", answer.out + answer.err)
        self.assertEqual([row[5] for row in self.ctl("outbox", "list").rows], ["publish"])  # what nobody can look up is not noted as looked up
        self.assertEqual(self.copy(number)["state"], "unknown")
        self.assertEqual(len(self.site.posts), 1)
        copy = self.copy(number)["id"]
        self.ctl("outbox", "resolve", str(copy), "--not-published")
        self.ctl("publish")
        self.assertEqual(len(self.site.posts), 1)
        self.ctl("publish", "--content", str(number))
        self.assertEqual(self.copy(number)["state"], "published")
        self.assertEqual(len(self.site.posts), 2)

    def test_word_taken_back(self):
        """What a person said by mistake can be undone, and then counts for nothing: the post is of unknown outcome as before."""
        number = self.add()
        self.kill_in_the_middle()
        self.ctl("publish", code=1)
        copy = str(self.copy(number)["id"])
        self.ctl("outbox", "resolve", copy, "--not-published")
        self.ctl("undo")
        for _ in range(2):
            self.ctl("publish", "--content", str(number), code=1)
            self.assertEqual((self.copy(number)["state"], len(self.site.posts)), ("unknown", 1))
        self.ctl("outbox", "resolve", copy, "--published", "https://t.me/city_news/7")
        self.ctl("outbox", "resolve", copy, "--published", "https://t.me/city_news/1")  # the right one
        self.assertEqual((self.copy(number)["remote_id"], self.copy(number)["remote_url"]), ("1", "https://t.me/city_news/1"))
        self.ctl("undo")
        self.assertEqual((self.copy(number)["remote_id"], self.copy(number)["remote_url"]), ("7", "https://t.me/city_news/7"))
        self.ctl("undo")
        self.assertEqual((self.copy(number)["state"], self.copy(number)["remote_id"], self.copy(number)["remote_url"]), ("unknown", None, None))
        self.ctl("redo")
        self.assertEqual(self.copy(number)["state"], "published")
        self.ctl("outbox", "resolve", copy, "--not-published")
        self.assertEqual((self.copy(number)["state"], self.copy(number)["remote_url"]), ("failed", None))
        self.ctl("publish", "--content", str(number))
        self.assertEqual((self.copy(number)["state"], len(self.site.posts)), ("published", 2))
        self.ctl("outbox", "resolve", copy, "--published", "https://t.me/city_news/1", code=1)  # the platform itself has told
        self.ctl("outbox", "resolve", copy, "--not-published", code=1)

    def test_word_and_what_went_on(self):
        """What was said cannot be taken back once the platform itself has told of the post."""
        number = self.add()
        self.kill_in_the_middle()
        self.ctl("publish", code=1)
        self.ctl("outbox", "resolve", str(self.copy(number)["id"]), "--published", "https://t.me/city_news/1")
        self.ctl("content", "edit", str(number), "--text-file", self.write("new.txt", "가을 축제가 하루 늦춰졌습니다"))
        self.ctl("content", "correct", str(number))
        for _ in range(3):
            self.ctl("undo", code=None)
            self.assertEqual((self.copy(number)["state"], self.copy(number)["remote_id"]), ("published", "1"))

    def test_address_of_elsewhere(self):
        number = self.add()
        self.kill_in_the_middle()
        self.ctl("publish", code=1)
        copy = str(self.copy(number)["id"])
        for url in ("https://blog.naver.com/city/1", "https://t.me.example/city_news/1", "https://nott.me/city_news/1"):
            answer = self.ctl("outbox", "resolve", copy, "--published", url, code=1, korean=True)
            for word in (url, "https://t.me/", "우리", "주소"):
                self.assertIn(word, answer.err)
            self.assertEqual(self.copy(number)["state"], "unknown")
        self.ctl("outbox", "resolve", copy, "--published", "https://T.me/city_news/1")
        self.assertEqual(self.copy(number)["state"], "published")

    def test_told_in_the_readers_language(self):
        """What a run in Korean wrote is kept in English, and told in the language of whoever reads it."""
        number = self.add()
        self.kill_in_the_middle()
        self.assertRegex(self.ctl("publish", code=1, korean=True).err, HANGUL)
        self.ctl("channel", "edit", "우리", "--name", "Town")
        self.assertNotRegex("".join(row[4] for row in self.ctl("outbox", "list", "--content", str(number)).rows), HANGUL)
        for row in self.ctl("outbox", "list", "--content", str(number), korean=True).rows:
            self.assertRegex(row[4], HANGUL)

    def test_found_by_a_person(self):
        """The address that a person found tells the number there, also where the channel's name stands without its sign."""
        for user in ("@city_news", "city_news"):
            with self.subTest(user=user):
                self.ctl("channel", "edit", "우리", "--user", user)
                number = self.add()
                self.kill_in_the_middle()
                self.ctl("publish", code=1)
                there = len(self.site.posts)
                self.ctl("outbox", "resolve", str(self.copy(number)["id"]), "--published", f"https://t.me/city_news/{there}")
                self.assertEqual((self.copy(number)["state"], self.copy(number)["remote_id"]), ("published", str(there)))
                self.site.arrived.clear()
                self.site.release.clear()

    def test_wrong_token(self):
        self.ctl("channel", "remove", str(self.json("channel", "list")["channels"][0]["id"]))
        self.assertEqual(self.json("channel", "list")["channels"], [])
        self.ctl("channel", "add", "--name", "다른", "--platform", "telegram", "--url", self.site.url, "--user", "@city_news", stdin="1:wrong-token")
        answer = self.ctl("channel", "test", "다른", code=1)
        self.assertNotIn("wrong-token", answer.out + answer.err)
        self.no_secret("wrong-token")


class Pages(Server):
    """What a person posted: pages that everybody can see."""

    def answer(self, method, path, query, headers, body):
        return (200, {}, {}) if path == "/seoul/1" else (404, {}, {})


class ByHand(Case):
    """Naver Blog and Kakao let no program in: prepared here, posted by a person, noted here."""

    def setUp(self):
        super().setUp()
        self.init()
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--user", "seoul", stdin="")
        self.ctl("channel", "add", "--name", "카카오", "--platform", "kakao-channel", stdin="")

    def add(self, channel="블로그", at="2016-10-14 09:55"):
        text = self.write("text.txt", "가을 축제 안내\n오세요")
        return self.json("content", "add", "--title", "가을 축제", "--type", "sns", "--channel", channel, "--text-file", text, "--at", at)["id"]

    def copy(self, number):
        return self.json("content", "show", str(number))["copies"][0]

    def test_due(self):
        number, later = self.add(), self.add(at="2016-10-14 15:00")
        answer = self.ctl("publish")  # nothing has failed: it is a person's turn
        self.assertEqual([row[1] for row in answer.rows], ["by_hand"])
        self.assertEqual(len(answer.err.splitlines()), 1)
        self.assertIn(f"by hand: {number} “가을 축제” (블로그)", answer.err)
        self.assertIn("https://blog.naver.com/seoul?Redirect=Write", answer.err)
        self.assertEqual(self.copy(number)["state"], "scheduled")
        post, = self.json("outbox", "by-hand")["posts"]
        self.assertEqual((post["content_id"], post["title"], post["text"], post["files"]), (number, "가을 축제", "가을 축제 안내\n오세요", []))
        self.assertNotEqual(post["copy_id"], self.copy(later)["id"])

    def test_note(self):
        number = self.add()
        copy = str(self.copy(number)["id"])
        for wrong in ("https://blog.naver.com/seoul", "https://blog.naver.com/busan/223100000001", "https://example.com/1"):
            self.ctl("publish", "--by-hand", copy, "--url", wrong, code=1)
        self.refused("publish", "--by-hand", copy)
        self.refused("publish", "--by-hand", copy, "--url", "https://blog.naver.com/seoul/1", "--content", str(number))
        self.ctl("publish", "--by-hand", copy, "--url", "https://m.blog.naver.com/PostView.naver?blogId=seoul&logNo=223100000001")
        self.assertEqual((self.copy(number)["state"], self.copy(number)["remote_url"]),
                         ("published_by_hand", "https://blog.naver.com/seoul/223100000001"))
        self.assertEqual(self.json("outbox", "by-hand")["posts"], [])
        self.assertEqual(self.json("outbox", "list")["attempts"][0]["kind"], "by-hand")
        self.assertEqual(self.json("status")["published"], 1)
        self.ctl("publish")
        # An address that stayed in the clipboard is not noted for the next one.
        other = self.add()
        answer = self.ctl("publish", "--by-hand", str(self.copy(other)["id"]), "--url", "https://blog.naver.com/seoul/223100000001", code=1)
        self.assertIn("가을 축제", answer.err)
        # A correction of it is looked at as the note was, and kept in the same form.
        for wrong in ("https://blog.naver.com/busan/223100000001", "https://example.com/1"):
            self.ctl("outbox", "resolve", copy, "--published", wrong, code=1)
        self.ctl("outbox", "resolve", copy, "--published", "https://m.blog.naver.com/seoul/223100000009")
        self.assertEqual((self.copy(number)["state"], self.copy(number)["remote_url"]), ("published_by_hand", "https://blog.naver.com/seoul/223100000009"))
        self.ctl("undo")
        self.assertEqual(self.copy(number)["remote_url"], "https://blog.naver.com/seoul/223100000001")
        # Naver's own short address will do, and is kept as it is; no other site's.
        for wrong in ("https://naver.me/", "https://naver.me/a/b", "https://me2.do/FxAbC9dE"):
            self.ctl("outbox", "resolve", copy, "--published", wrong, code=1)
        self.ctl("outbox", "resolve", copy, "--published", "naver.me/FxAbC9dE")
        self.assertEqual((self.copy(number)["state"], self.copy(number)["remote_url"]), ("published_by_hand", "https://naver.me/FxAbC9dE"))
        answer = self.ctl("publish", "--by-hand", str(self.copy(other)["id"]), "--url", "https://naver.me/FxAbC9dE", code=1)
        self.assertIn("가을 축제", answer.err)
        self.ctl("undo")
        # It is a note of ours: undone and done again.
        self.ctl("publish", "--by-hand", str(self.copy(other)["id"]), "--url", "https://blog.naver.com/seoul/223100000002")
        self.ctl("undo")
        self.assertEqual(self.copy(other)["state"], "scheduled")
        self.ctl("redo")
        self.assertEqual(self.copy(other)["state"], "published_by_hand")

    def test_prepare(self):
        number = self.add("카카오")
        self.ctl("content", "attach", str(number), self.write("단풍.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0" + bytes(8) + b"IEND" + bytes(4)))
        self.ctl("outbox", "prepare", str(self.copy(number)["id"]), self.path("post"))
        with open(self.path("post/text.txt"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "가을 축제 안내\n오세요")
        with open(self.path("post/title.txt"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "가을 축제")
        with open(self.path("post/01 단풍.png"), "rb") as file:
            self.assertTrue(file.read().startswith(b"\x89PNG"))
        self.ctl("outbox", "prepare", "999", self.path("post"), code=1)

    def test_check(self):
        """Whether a page answers is asked when a person wants it, before anything is noted."""
        site = Pages()
        self.addCleanup(site.close)
        self.ctl("channel", "add", "--name", "여기", "--platform", "naver-blog", "--url", site.url, stdin="")
        number = self.add("여기")
        copy = str(self.copy(number)["id"])
        self.assertIn("404", self.ctl("publish", "--by-hand", copy, "--url", f"{site.url}/seoul/2", "--check", code=1).err)
        self.assertEqual(self.copy(number)["state"], "scheduled")
        self.ctl("publish", "--by-hand", copy, "--url", f"{site.url}/seoul/1", "--check")
        self.assertEqual(self.copy(number)["remote_url"], f"{site.url}/seoul/1")


if __name__ == "__main__":
    unittest.main()
