#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""channel, publish, outbox and practice: posts that really travel over HTTP, once each."""
import concurrent.futures
import os
import signal
import subprocess
import time
import unittest

from clitest import ATTEMPT, COPY, HANGUL, NOW, PROGRAM, TOKEN, Case


class PublishCase(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.")
        self.url = self.serve()

    def connect(self, secret=TOKEN):
        return self.json("channel", "add", "--name", "연습", "--platform", "practice", "--url", self.url, stdin=secret)["id"]

    def add(self, *more, at="2016-10-14 09:00", title="가을 소식", channel="연습"):
        words = ["--at", at] if at is not None else []
        return self.json("content", "add", "--title", title, "--type", "sns", "--channel", channel, "--text-file", self.text, *words, *more)["id"]

    def copies(self, number):
        return self.json("content", "show", str(number))["copies"]

    def state(self, number):
        return [copy["state"] for copy in self.copies(number)]

    def stats(self):
        return self.call(self.url, "stats")


class BadClock(PublishCase):
    """The clock is set back, or the office moves to another zone: nothing fires twice, nothing is silently late."""

    def at(self, text, *words, code=None):
        return self.ctl(*words, now=f"2016-10-14T{text}:00+09:00", code=code)

    def test_set_back(self):
        self.connect()
        first, second = self.add(at="2016-10-14 10:00"), self.add(at="2016-10-14 10:30", title="둘째", channel="연습")
        self.at("10:05", "publish")
        self.assertEqual((self.state(first), self.state(second)), (["published"], ["scheduled"]))
        # An hour back: what is out stays out, what waits goes on waiting.
        for clock in ("09:05", "09:59", "10:05"):
            self.at(clock, "publish")
        self.assertEqual((self.state(first), self.state(second)), (["published"], ["scheduled"]))
        self.assertEqual(self.stats()["received"], 1)
        self.at("10:31", "publish")
        self.at("09:00", "publish")
        self.at("10:31", "publish")
        self.assertEqual(self.state(second), ["published"])
        self.assertEqual(self.stats()["received"], 2)

    def test_a_wait_noted_by_a_wrong_clock(self):
        """Nine hours ahead, a platform asked to be waited for: once the clock is right its posts do not wait until the evening."""
        self.connect()
        wrong = self.add(at="2016-10-14 18:59", channel="연습")
        self.fault(self.url, "status", status=429, retry_after=600)
        self.at("19:00", "publish")
        self.at("19:05", "publish")
        self.assertEqual(self.stats()["received"], 0)
        right = self.add(at="2016-10-14 10:00", title="둘째", channel="연습")
        self.at("10:01", "publish")
        self.assertEqual((self.state(wrong), self.state(right)), (["scheduled"], ["published"]))

    def test_a_series_does_not_burst(self):
        """Weeks later nothing goes out by itself: each occurrence is missed by itself. Ten minutes late only the last goes out."""
        self.connect()
        numbers = self.json("content", "add", "--title", "주간", "--type", "sns", "--channel", "연습", "--text-file", self.text,
                            "--at", "2016-10-17 10:00", "--repeat", "weekly:mon", "--times", "4")["ids"]
        answer = self.ctl("publish", now="2016-10-31T10:10:00+09:00", code=1)
        self.assertEqual(len(answer.err.splitlines()), 2)
        self.assertEqual([self.state(number) for number in numbers], [["missed"], ["missed"], ["published"], ["scheduled"]])
        self.assertEqual(self.stats()["received"], 1)
        self.assertEqual([self.copies(number)[0]["publish_at"][5:10] for number in numbers], ["10-17", "10-24", "10-31", "11-07"])
        # What was missed can still be given another time.
        self.ctl("content", "move", str(numbers[0]), "--at", "2016-11-02 10:00", now="2016-11-01T10:00:00+09:00")
        self.assertEqual(self.state(numbers[0]), ["scheduled"])

    def test_office_moves(self):
        self.connect()
        number = self.add(at="2016-10-14 10:00")
        before = self.copies(number)[0]["publish_at"]
        self.sql("INSERT INTO workspace (name, value) VALUES ('zone', 'Europe/Berlin') ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        after = self.copies(number)[0]["publish_at"]
        self.assertEqual((before, after), ("2016-10-14T10:00:00+09:00", "2016-10-14T03:00:00+02:00"))
        self.assertEqual(self.sql("SELECT zone FROM copy")[0][0], "Asia/Seoul")
        # The same moment, so it goes out then; a time that is typed now is the new office's.
        self.at("09:59", "publish")
        self.assertEqual(self.state(number), ["scheduled"])
        self.at("10:01", "publish")
        self.assertEqual(self.state(number), ["published"])
        later = self.add(at="2016-10-29 10:00", title="베를린")
        self.ctl("content", "move", str(later), "--by-days", "1")
        self.assertEqual(self.copies(later)[0]["publish_at"], "2016-10-30T10:00:00+01:00")


class Channel(PublishCase):
    def test_add_list_test_remove(self):
        number = self.connect()
        channel, = self.json("channel", "list")["channels"]
        self.members(channel, {"id", "name", "platform", "url", "user", "handle", "health", "message", "checked_at", "wait_until"})
        self.assertEqual((channel["id"], channel["name"], channel["platform"], channel["url"]), (number, "연습", "practice", self.url))
        answer = self.json("channel", "test", "연습")
        self.assertEqual((answer["channel"], answer["outcome"], answer["http_status"]), ("연습", "ok", 200))
        self.assertIn("연습", self.ctl("channel", "test", "연습").out)
        self.no_secret(TOKEN)
        self.assertEqual(self.stats()["received"], 0)
        answer = self.ctl("channel", "remove", "연습")
        self.assertIn("not the secret", answer.err)
        self.assertEqual(self.json("channel", "list")["channels"], [])
        self.ctl("channel", "test", "연습", code=1)
        self.ctl("undo")
        channel, = self.json("channel", "list")["channels"]
        self.assertNotEqual(channel["health"], "ok")
        self.ctl("channel", "test", "연습", code=1)
        self.assertIn("secret", self.run_raw("help", "channel", "remove").out)

    def test_wrong_token(self):
        self.connect("wrong-token")
        for korean in (False, True):
            answer = self.ctl("--json", "channel", "test", "연습", code=1, korean=korean)
            self.assertEqual(answer.json["http_status"], 401)
            self.assertNotEqual(answer.json["outcome"], "ok")
            self.assertEqual(len(answer.err.splitlines()), 1)
            self.assertIn("연습", answer.err)
            self.assertNotIn("wrong-token", answer.out + answer.err)
        self.assertRegex(answer.err, HANGUL)

    def test_secrets_on_standard_input(self):
        self.ctl("--secrets-stdin", "channel", "add", "--name", "연습", "--platform", "practice", "--url", self.url)
        self.ctl("channel", "test", "연습", code=1)
        self.ctl("--secrets-stdin", "channel", "test", "연습", stdin=f"다른\tx\n연습\t{TOKEN}\n")
        self.ctl("--secrets-stdin", "channel", "test", "연습", stdin="다른\tx\n", code=1)
        number = self.add()
        self.ctl("--secrets-stdin", "publish", stdin=f"연습\t{TOKEN}\n")
        self.assertEqual(self.state(number), ["published"])
        self.no_secret(TOKEN)

    def test_names(self):
        self.connect()
        self.assertIn("연습", self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", self.url, stdin=TOKEN, code=1).err)
        self.ctl("channel", "remove", "none", code=1)
        self.ctl("channel", "test", "none", code=1)

    def test_platforms(self):
        for i, platform in enumerate(("wordpress", "ghost", "mastodon", "bluesky", "facebook", "instagram", "threads", "x", "youtube", "telegram",
                                      "naver-blog", "kakaostory", "kakao-channel")):
            self.ctl("--secrets-stdin", "channel", "add", "--name", f"c{i}", "--platform", platform, "--url", "https://city.example", "--user", "city")
        self.assertEqual(len(self.json("channel", "list")["channels"]), 13)

    def test_wrong_use(self):
        for words in ([], ["--name", "a"], ["--platform", "practice"], ["--name", "a", "--platform", "pigeon"],
                      ["--name", "a", "--platform", "practice"], ["--name", "a", "--platform", "practice", "--url", "here"],
                      ["--name", "a", "--platform", "wordpress", "--url", "http://city.example", "--user", "u"],
                      ["--name", "a", "--platform", "wordpress", "--url", "ftp://city.example", "--user", "u"],
                      ["--name", "a", "--platform", "practice", "--url", "http://user:secret@127.0.0.1:1"]):
            answer = self.refused("channel", "add", *words, stdin="s")
            self.assertNotIn("secret@", answer.err)
        self.refused("channel", "test")
        self.refused("channel", "remove")
        self.refused("channel", "remove", "a", "b")
        self.refused("channel", "list", "a")
        self.assertEqual(self.json("channel", "list")["channels"], [])

    def test_remove_while_something_waits(self):
        self.connect()
        number = self.add(at="2016-10-20 10:00")
        self.assertIn("연습", self.ctl("channel", "remove", "연습", code=1).err)
        self.ctl("undo")
        self.ctl("channel", "remove", "연습")


class Publish(PublishCase):
    def setUp(self):
        super().setUp()
        self.connect()

    def test_out_already_is_said(self):
        number = self.add()
        self.ctl("publish")
        answer = self.ctl("publish", "--content", str(number))
        self.assertIn("published already", answer.err)
        self.assertIn("연습", answer.err)
        self.assertEqual(self.stats()["posts"], 1)

    def test_once_and_never_again(self):
        due = self.add()
        later = self.add(at="2016-10-14 10:01", title="나중")
        draft = self.add(at=None, title="초안")
        status = self.json("status")
        self.assertEqual((status["scheduled"], status["due"]), (2, 1))
        run = self.json("publish")
        attempt, = run["attempts"]
        self.members(attempt, ATTEMPT)
        self.assertEqual((attempt["content_id"], attempt["channel"], attempt["outcome"], attempt["http_status"], attempt["started_at"]),
                         (due, "연습", "ok", 201, NOW))
        copy, = run["copies"]
        self.members(copy, COPY)
        self.assertEqual((copy["state"], copy["channel"], copy["publish_at"]), ("published", "연습", "2016-10-14T09:00:00+09:00"))
        self.assertTrue(copy["remote_id"])
        self.assertTrue(copy["remote_url"].startswith(self.url))
        for _ in range(3):
            self.assertEqual(self.json("publish"), {"attempts": [], "copies": []})
        self.ctl("publish", "--content", str(due))
        self.assertEqual((self.stats()["received"], self.stats()["posts"]), (1, 1))
        self.assertEqual((self.state(later), self.state(draft)), (["scheduled"], ["draft"]))
        status = self.json("status")
        self.assertEqual((status["scheduled"], status["due"], status["published"]), (1, 0, 1))
        self.members(status["channels"][0], {"id", "name", "platform", "scheduled", "due", "overdue", "failed", "unknown", "published", "next_at"})
        content = self.json("content", "show", str(due))
        self.assertEqual([a["outcome"] for a in content["attempts"]], ["ok"])

    def test_clock_decides_what_is_due(self):
        number = self.add(at="2016-10-14 10:01")
        self.assertEqual(self.ctl("publish").out, "")
        self.ctl("publish", now="2016-10-14T10:00:59+09:00")
        self.assertEqual(self.state(number), ["scheduled"])
        self.ctl("publish", now="2016-10-14T10:01:00+09:00")
        self.assertEqual(self.state(number), ["published"])

    def test_one_content_now(self):
        draft = self.add(at=None)
        other = self.add()
        row, = self.ctl("publish", "--content", str(draft)).rows
        self.assertEqual((row[0], row[2], row[3]), (str(draft), "연습", "가을 소식"))
        self.assertEqual((self.state(draft), self.state(other)), (["published"], ["scheduled"]))

    def test_wrong_use(self):
        for words in (["--content"], ["--content", "x"], ["--content", "0"], ["--content", "-3"], ["all"], ["--force"]):
            self.refused("publish", *words)
        self.ctl("publish", "--content", "999", code=1)
        for words in (["--limit", "0"], ["--limit", "x"], ["x"]):
            self.refused("outbox", "list", *words)
        for words in ([], ["1"], ["x", "--not-published"], ["1", "--not-published", "--published", "https://a.example"]):
            self.refused("outbox", "resolve", *words)

    def test_media_travels(self):
        picture = self.write("a.png", bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"))
        number = self.add("--media", picture)
        self.ctl("publish")
        self.assertEqual(self.state(number), ["published"])
        self.assertEqual(self.stats()["media"], 1)

    def test_refused(self):
        for i, korean in enumerate((False, True)):
            number = self.add()
            self.fault(self.url, "status", status=422)
            answer = self.ctl("--json", "publish", code=1, korean=korean)
            self.assertEqual(len(answer.err.splitlines()), 1)
            self.assertIn(str(number), answer.err)
            self.assertIn("연습", answer.err)
            self.assertEqual(answer.json["attempts"][0]["http_status"], 422)
            self.assertEqual(answer.json["copies"][0]["state"], "failed")
            self.ctl("publish")
            self.assertEqual(self.state(number), ["failed"])
            self.assertEqual((self.stats()["posts"], self.json("status")["failed"]), (i, 1))
            self.ctl("publish", "--content", str(number))
            self.assertEqual(self.state(number), ["published"])

    def test_the_log_speaks_the_readers_language(self):
        """Whoever publishes: in the workspace a sentence is English where its form is known."""
        self.json("channel", "add", "--name", "Town", "--platform", "practice", "--url", self.url, stdin=TOKEN)
        number = self.add(channel="Town")
        faults = [("status", {"status": 422}), ("status", {"status": 503}), ("html", {}), ("drop-before-store", {}), ("status", {"status": 401})]
        for i, (fault, more) in enumerate(faults):
            for korean in (True, False):
                self.fault(self.url, fault, **more)
                self.ctl("publish", "--content", str(number), code=None, korean=korean)
                now = f"2016-10-14T{11 + i:02d}:{30 if korean else 0:02d}:00+09:00"
                self.ctl("publish", "--due", now=now, code=None)
        for message, in self.sql("SELECT message FROM attempt_outcome UNION SELECT message FROM channel_state WHERE message <> ''"):
            self.assertNotRegex(message, HANGUL)
        english = [a["message"] for a in self.json("outbox", "list", "--limit", "1000")["attempts"]]
        korean = [a["message"] for a in self.ctl("--json", "outbox", "list", "--limit", "1000", korean=True).json["attempts"]]
        self.assertGreater(len(set(english)), 3)
        for there, here in zip(english, korean):
            self.assertNotRegex(there, HANGUL)
            self.assertRegex(here, HANGUL)

    def test_asked_to_wait(self):
        number = self.add()
        self.fault(self.url, "status", status=429, retry_after=600)
        answer = self.ctl("publish", code=1, korean=True)
        self.assertRegex(answer.err, HANGUL)
        self.assertEqual(self.state(number), ["scheduled"])
        self.ctl("publish", code=1)
        self.ctl("publish", now="2016-10-14T10:09:00+09:00", code=1)
        self.assertEqual(self.stats()["received"], 0)
        self.ctl("publish", now="2016-10-14T10:10:01+09:00")
        self.assertEqual(self.state(number), ["published"])
        self.assertEqual(self.stats()["posts"], 1)

    def publish_again_and_again(self):
        """Again and again, as a timer would; what it answers is up to the platform."""
        for minute in range(0, 15, 2):
            answer = self.run_raw("--workspace", self.workspace, "--now", f"2016-10-14T10:{minute:02}:00+09:00", "publish")
            self.assertIn(answer.code, (0, 1), answer.err)

    def test_answer_lost(self):
        """The post is there and no answer came: it is looked up, never sent twice."""
        for i, kind in enumerate(("drop-after-store", "reset", "half", "empty")):
            number = self.add(title=kind)
            self.fault(self.url, kind)
            self.publish_again_and_again()
            self.assertEqual(self.state(number), ["published"], kind)
            self.assertEqual((self.stats()["posts"], self.stats()["doubles"]), (i + 1, 0), kind)

    def test_never_arrived(self):
        for i, kind in enumerate(("drop-before-store", "html", "redirect")):
            number = self.add(title=kind)
            self.fault(self.url, kind)
            self.publish_again_and_again()
            self.assertIn(self.state(number)[0], ("published", "failed"), kind)
            self.assertLessEqual(self.stats()["posts"], i + 1, kind)
            self.assertEqual(self.stats()["doubles"], 0, kind)

    def test_nobody_there(self):
        number = self.add()
        self.stop(self.server)
        answer = self.ctl("publish", code=1)
        self.assertIn("연습", answer.err)
        self.assertIn(self.state(number)[0], ("scheduled", "failed"))

    def test_settled_by_a_person(self):
        number = self.add(at=None)
        copy, = self.copies(number)
        self.ctl("outbox", "resolve", str(copy["id"]), "--published", "not an address", code=1)
        self.ctl("outbox", "resolve", "999", "--not-published", code=1)
        self.ctl("outbox", "resolve", str(copy["id"]), "--not-published", code=1)
        for post in (f"{self.url}/posts/a1", f"{self.url}/posts/a2"):
            self.ctl("outbox", "resolve", str(copy["id"]), "--published", post)
            self.assertEqual((self.state(number), self.copies(number)[0]["remote_url"]), (["published_by_hand"], post))
        self.ctl("undo")
        self.assertEqual((self.state(number), self.copies(number)[0]["remote_url"]), (["published_by_hand"], f"{self.url}/posts/a1"))
        self.ctl("undo")
        self.assertEqual(self.state(number), ["draft"])

    def test_what_left_the_house_stays(self):
        numbers = [self.add(), self.add()]
        self.ctl("publish")
        for korean in (False, True):
            # Refused, and passed over: the next time the change before it is meant.
            answer = self.ctl("undo", code=1, korean=korean)
            self.assertIn("연습", answer.err)
        for number in numbers:
            self.assertEqual(self.state(number), ["published"])
        self.assertEqual(self.stats()["posts"], 2)
        self.ctl("undo", code=1)  # the channel, on which they are out
        for number in numbers:
            self.assertEqual(self.state(number), ["published"])
        self.assertEqual(len(self.json("channel", "list")["channels"]), 1)

    def test_outbox_list(self):
        self.add()
        self.ctl("publish")
        attempts = self.json("outbox", "list")["attempts"]
        self.assertEqual([a["outcome"] for a in attempts], ["ok"])
        self.members(attempts[0], ATTEMPT)
        self.assertEqual(len(self.ctl("outbox", "list", "--limit", "1").rows[0]), 9) # copy, time, outcome, channel, message, kind, post, status, duration

    def test_many_at_once(self):
        """Several programs on one workspace: every post goes out, none twice."""
        for i in range(12):
            self.add(title=f"소식 {i}")
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            runs = [pool.submit(self.run_raw, "--workspace", self.workspace, "--now", NOW, "publish") for _ in range(4)]
            for run in runs:
                self.assertIn(run.result().code, (0, 1), run.result().err)
        self.ctl("publish")
        stats = self.stats()
        self.assertEqual((stats["received"], stats["posts"], stats["doubles"]), (12, 12, 0))
        self.assertEqual(self.json("status")["published"], 12)

    def start_hanging(self):
        """A run that waits for an answer which never comes."""
        self.fault(self.url, "hang")
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", NOW, "publish"], env=self.environment(),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(600):
            if self.sql("SELECT state FROM copy")[0][0] == "publishing" and self.stats()["received"] + self.stats()["requests"] > 2:
                break
            time.sleep(0.05)
        return process

    def test_killed_in_the_middle(self):
        number = self.add()
        process = self.start_hanging()
        process.kill()
        process.communicate()
        self.assertEqual(self.json("status")["unknown"], 1)
        self.assertEqual(self.state(number), ["unknown"])
        self.publish_again_and_again()
        self.assertIn(self.state(number)[0], ("published", "failed"))
        self.assertLessEqual(self.stats()["posts"], 1)
        self.assertEqual(self.stats()["doubles"], 0)

    def test_stopped_politely(self):
        """SIGTERM while waiting for an answer: one sentence, and the post open or of unknown outcome."""
        number = self.add()
        process = self.start_hanging()
        process.send_signal(signal.SIGTERM)
        _out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1, err)
        self.assertTrue(err.startswith(b"sotongctl: "), err)
        self.assertIn(self.state(number)[0], ("unknown", "scheduled"))
        self.assertEqual(self.stats()["doubles"], 0)


class RealChannels(PublishCase):
    def test_a_set_clock_sends_nothing_to_a_real_platform(self):
        self.ctl("--secrets-stdin", "channel", "add", "--name", "블로그", "--platform", "wordpress", "--url", "https://city.invalid",
                 "--user", "u")
        number = self.add(channel="블로그")
        answer = self.ctl("--secrets-stdin", "publish", stdin="블로그\tsecret\n", code=1)
        self.assertIn("--real", answer.err)
        self.assertEqual(self.state(number), ["scheduled"])


class Practice(PublishCase):
    def test_connect(self):
        names = self.json("practice", "connect", "--url", self.url, stdin=TOKEN)
        self.assertEqual(set(names), {"channel", "source"})
        self.assertEqual(self.json("practice", "connect", "--url", self.url, stdin=TOKEN), names)
        self.assertEqual(len(self.json("channel", "list")["channels"]), 1)
        self.assertEqual(len(self.json("source", "list")["sources"]), 1)
        self.ctl("channel", "test", names["channel"])
        result, = self.json("fetch", "--source", names["source"])["sources"]
        self.assertEqual(result["outcome"], "ok")
        self.assertGreater(result["new"], 0)
        self.no_secret(TOKEN)

    def test_connect_wrong_token(self):
        """The token is tried at once, not by the first post."""
        answer = self.ctl("practice", "connect", "--url", self.url, stdin="wrong-token", code=1)
        self.assertEqual(len(answer.err.splitlines()), 1)
        answer = self.refused("channel", "add", "--name", "a", "--platform", "practice", stdin=TOKEN)
        self.assertIn("practice serve", answer.err)
        self.assertIn("practice connect", answer.err)

    def test_connect_wrong_use(self):
        self.refused("practice", "connect", stdin=TOKEN)
        for url in ("here", "http://city.example/", "http://a:b@127.0.0.1:1/"):
            answer = self.run_raw("--workspace", self.workspace, "practice", "connect", "--url", url, stdin=TOKEN)
            self.assertIn(answer.code, (1, 2), url)
            self.assertTrue(answer.err.startswith("sotongctl: "), answer.err)
        self.ctl("practice", "connect", "--url", self.url, code=1)
        # A token that cannot be kept leaves nothing behind, and changes nothing that is there.
        deaf = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus"}
        self.ctl("practice", "connect", "--url", self.url, stdin=TOKEN, env=deaf, code=1)
        self.assertEqual((self.json("channel", "list")["channels"], self.json("source", "list")["sources"]), ([], []))
        self.ctl("undo", code=1)
        self.ctl("practice", "connect", "--url", self.url, stdin=TOKEN)
        self.ctl("practice", "connect", "--url", "http://127.0.0.1:1", stdin=TOKEN, env=deaf, code=1)
        self.assertEqual([channel["url"] for channel in self.json("channel", "list")["channels"]], [self.url])

    def test_serve_wrong_use(self):
        for words in (["--port", "70000"], ["--port", "x"], ["now"]):
            self.refused("practice", "serve", *words, stdin="t\n")
        self.refused("practice", "serve", stdin="")
        port = self.url.rsplit(":", 1)[1]
        self.assertIn(port, self.ctl("practice", "serve", "--port", port, stdin="t\n", code=1).err)

    def test_serve_needs_no_workspace(self):
        os.unlink(self.workspace)
        self.serve(token="another")


if __name__ == "__main__":
    unittest.main()
