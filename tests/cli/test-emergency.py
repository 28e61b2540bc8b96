#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""emergency: the stopwatch, checked wordings, publishing past the hold, ratifying, and what becomes of what was held."""
import os
import pwd
import unittest

from clitest import HANGUL, TOKEN, Case

ACCOUNT = pwd.getpwuid(os.getuid()).pw_name
FIELDS = ["--what", "시간당 50mm 폭우", "--where", "중앙동 일대", "--when", "14일 10시부터", "--do", "외출을 삼가 주십시오"]
SHELTER = ["--shelter", "중앙초등학교 강당"]


class EmergencyCase(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.")
        self.url = self.serve()
        for name in ("하나", "둘"):
            self.json("channel", "add", "--name", name, "--platform", "practice", "--url", self.url, stdin=TOKEN)

    def at(self, time, *words, **options):
        return self.ctl(*words, now=f"2016-10-14T{time}:00+09:00", **options)

    def add(self, at, title="가을 소식"):
        return self.json("content", "add", "--title", title, "--type", "sns", "--channel", "하나", "--text-file", self.text, "--at", at)["id"]

    def states(self, number):
        return [copy["state"] for copy in self.json("content", "show", str(number))["copies"]]

    def status(self, **options):
        return self.json("emergency", "status", **options)

    def posts(self):
        return self.call(self.url, "stats")["posts"]

    def start(self, time="10:02", *words):
        return self.at(time, "--json", "emergency", "start", "--kind", "heavy-rain", "--detected", "10:00", *words).json

    def compose(self, time="10:05", *words):
        return self.at(time, "--json", "emergency", "compose", *FIELDS, *SHELTER, *words).json["copies"]


class Stopwatch(EmergencyCase):
    def test_from_detection_to_publication(self):
        number = self.add("2016-10-14 10:30")
        started = self.start()
        self.assertEqual((started["open"], started["started_s"], started["composed_s"], started["held"]), (True, 120, None, 1))
        self.assertEqual(self.states(number), ["held"])
        copies = self.compose()
        content = copies[0]["content_id"]
        self.assertEqual([(c["channel"], c["form"], c["fits"]) for c in copies], [("하나", "long", True), ("둘", "long", True)])
        self.assertIn("중앙초등학교", copies[0]["text"])
        self.assertEqual(self.posts(), 0)
        rows = self.at("10:07", "emergency", "publish").rows
        self.assertEqual([row[:3] for row in rows], [[str(content), "published", "하나"], [str(content), "published", "둘"]])
        self.assertEqual(self.posts(), 2)
        status = self.status()
        self.assertEqual((status["composed_s"], status["first_published_s"], status["all_published_s"], status["published"], status["ratification"]),
                         (300, 420, 420, 2, "none"))
        self.assertEqual(status["first_published_at"], "2016-10-14T10:07:00+09:00")
        # Twice asked, once out; what is held stays.
        self.at("10:08", "emergency", "publish")
        self.assertEqual((self.posts(), self.states(number)), (2, ["held"]))
        shown = dict((row[0], row[1:]) for row in self.ctl("emergency", "status").rows)
        self.assertEqual((shown["composed"][1], shown["all_published"][1], shown["ended"]), ("300", "420", ["-", "-"]))

    def test_by_hand(self):
        """What a person has to post of it is in their list as long as it is open; the history calls it what people do."""
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--user", "city", stdin="")
        self.start()
        self.compose()
        self.assertEqual(self.json("outbox", "by-hand")["posts"], [])
        self.at("10:06", "emergency", "publish")
        post, = self.json("outbox", "by-hand")["posts"]
        self.assertEqual(post["channel"], "블로그")
        self.at("10:08", "publish", "--by-hand", str(post["copy_id"]), "--url", "https://blog.naver.com/city/223100000001")
        self.assertEqual((self.json("outbox", "by-hand")["posts"], self.status()["all_published_s"]), ([], 480))
        self.at("10:10", "emergency", "end")
        self.assertNotIn("heavy-rain", self.ctl("history").out)
        self.at("10:11", "undo")
        self.assertEqual((self.status()["open"], self.ctl("history").out.count("Heavy rain")), (True, 5))

    def test_one_channel_fails(self):
        self.start()
        self.compose()
        self.fault(self.url, "status", status=400, times=1)
        self.at("10:06", "emergency", "publish", code=1)
        status = self.status()
        self.assertEqual((status["first_published_s"], status["all_published_s"], status["published"]), (360, None, 1))
        self.at("10:09", "emergency", "publish")
        status = self.status()
        self.assertEqual((status["first_published_s"], status["all_published_s"], self.posts()), (360, 540, 2))

    def test_one_at_a_time(self):
        self.at("10:00", "emergency", "status", code=1)
        self.start()
        self.at("10:03", "emergency", "start", "--kind", "fire", code=1)
        self.at("10:04", "emergency", "end")
        self.assertEqual(self.status()["ended_s"], 240)
        self.at("10:05", "emergency", "end", code=1)
        self.at("10:05", "emergency", "start", "--kind", "fire")
        self.assertEqual(self.status()["kind"], "fire")


class Wording(EmergencyCase):
    def test_missing_fields_are_named(self):
        self.start()
        for i, name in enumerate(("--what", "--where", "--when", "--do")):
            words = FIELDS[:2 * i] + FIELDS[2 * i + 2:]
            self.assertIn(name, self.refused("emergency", "compose", *words, *SHELTER).err)
        self.assertIn("--shelter", self.refused("emergency", "compose", *FIELDS).err)
        self.assertIn("--what", self.refused("emergency", "compose", "--what", "  ", *FIELDS[2:], *SHELTER).err)
        self.assertIsNone(self.status()["composed_s"])

    def test_nothing_is_cut(self):
        """What is too long is refused: a warning that ends in the middle is none."""
        self.start()
        self.assertIn("--do", self.refused("emergency", "compose", *FIELDS[:-1], "대피 " * 300, *SHELTER, korean=True).err)
        self.assertIsNone(self.status()["composed_s"])
        self.ctl("emergency", "compose", *FIELDS[:-1], "대" * 333, *SHELTER, code=None)
        self.assertIsNotNone(self.status()["composed_s"])

    def test_every_kind_in_both_languages(self):
        for kind in ("heavy-rain", "heavy-snow", "heat", "earthquake", "fire", "outage", "infection", "other"):
            self.ctl("emergency", "start", "--kind", kind)
            for language in ("ko", "en"):
                copy = self.json("emergency", "compose", "--what", "W", "--where", "X", "--when", "Y", "--do", "Z", "--shelter", "S",
                                 "--language", language, "--channel", "하나")["copies"][0]
                for word in ("W", "X", "Y", "Z", "S", "119"):
                    self.assertIn(word, copy["text"])
                (self.assertRegex if language == "ko" else self.assertNotRegex)(copy["text"], HANGUL)
            self.ctl("emergency", "end")

    def test_short_form_where_the_long_one_does_not_fit(self):
        for name, platform in (("엑스", "x"), ("유튜브", "youtube")):
            self.ctl("--secrets-stdin", "channel", "add", "--name", name, "--platform", platform, "--url", self.url, "--user", "city")
        self.start()
        fields = [*FIELDS[:-1], "외출을 삼가고, 낮은 곳에 계신 분은 지금 높은 곳으로 옮겨 주십시오", *SHELTER]
        answer = self.at("10:03", "--json", "emergency", "compose", *fields)
        copies = {copy["channel"]: copy for copy in answer.json["copies"]}
        self.assertEqual((copies["하나"]["form"], copies["엑스"]["form"], copies["유튜브"]["form"]), ("long", "short", "none"), copies["엑스"])
        self.assertEqual((copies["엑스"]["limit"], copies["엑스"]["fits"]), (280, True))
        self.assertLessEqual(copies["엑스"]["used"], 280)
        self.assertIn("유튜브", answer.err)
        self.assertEqual(len(self.json("content", "show", str(copies["하나"]["content_id"]))["copies"]), 3)
        row = self.at("10:04", "emergency", "compose", *fields, "--channel", "엑스").rows[0]
        self.assertEqual((row[1], row[2], row[3]), ("short", f"{copies['엑스']['used']}/280", "엑스"))
        long = ["--what", "가" * 200, *FIELDS[2:], *SHELTER]
        self.assertIn("엑스", self.at("10:04", "emergency", "compose", *long, "--channel", "엑스", code=1, korean=True).err)

    def test_channels(self):
        self.ctl("channel", "group", "add", "구청", "--channel", "둘")
        self.start()
        for words, names in ((["--group", "구청"], ["둘"]), (["--all"], ["하나", "둘"]), (["--group", "all"], ["하나", "둘"]),
                             (["--channel", "둘", "--channel", "하나", "--channel", "둘"], ["둘", "하나"])):
            self.assertEqual([copy["channel"] for copy in self.compose("10:05", *words)], names)
        self.ctl("emergency", "compose", *FIELDS, *SHELTER, "--channel", "없음", code=1)
        self.refused("emergency", "compose", *FIELDS, *SHELTER, "--channel", "둘", "--all")

    def test_composed_again(self):
        self.start()
        first = self.compose()[0]["content_id"]
        second = self.compose("10:06")[0]["content_id"]
        self.assertEqual(self.status()["content_id"], second)
        self.ctl("content", "show", str(first), code=1)
        self.ctl("undo")
        self.assertEqual((self.status()["content_id"], self.states(first)), (first, ["draft", "draft"]))
        self.ctl("redo")
        self.assertEqual(self.status()["content_id"], second)
        self.at("10:07", "emergency", "publish")
        self.at("10:08", "emergency", "compose", *FIELDS, *SHELTER, code=1)

    def test_wrong_use(self):
        self.refused("emergency", "start")
        self.refused("emergency", "start", "--kind", "flood")
        self.refused("emergency", "start", "--kind", "fire", "--detected", "soon")
        self.ctl("emergency", "start", "--kind", "fire", "--detected", "2016-10-14 11:00", code=1)
        for words in (["compose", *FIELDS], ["publish"], ["ratify"], ["end"]):
            self.assertRegex(self.ctl("emergency", *words, code=1, korean=True).err, HANGUL)
        self.start()
        self.ctl("emergency", "publish", code=1)
        self.refused("emergency", "end", "--release", "--drop")
        self.refused("emergency", "end", "--shift", "soon")
        self.refused("emergency", "compose", *FIELDS, *SHELTER, "--language", "fr")


class End(EmergencyCase):
    def test_what_was_held(self):
        """Each way of dealing with it, and one step back to where all is held."""
        past, later = self.add("2016-10-14 10:30", "지난"), self.add("2016-10-14 15:00", "나중")
        for words, states in ((["--release"], ["scheduled", "scheduled"]), (["--drop"], ["draft", "draft"]),
                              (["--shift", "2h"], ["scheduled", "scheduled"]), ([], ["missed", "scheduled"])):
            with self.subTest(words):
                if not self.json("hold", "show")["on"]:
                    self.start()
                rows = self.at("11:00", "emergency", "end", *words).rows
                self.assertEqual([row[0] for row in rows], [str(past), str(later)])
                self.assertEqual((self.states(past) + self.states(later), self.json("hold", "show")["on"], self.status()["open"]), (states, False, False))
                self.at("11:00", "undo")
                self.assertEqual((self.states(past) + self.states(later), self.json("hold", "show")["on"], self.status()["open"]),
                                 (["held", "held"], True, True))

    def test_the_hold_is_not_ended_in_silence(self):
        """The hold of an emergency ends with it; who ends it alone says what becomes of what is held, and hears that the emergency is open."""
        number = self.add("2016-10-14 10:30")
        self.start()
        answer = self.at("10:10", "hold", "off", code=1, korean=True)
        self.assertRegex(answer.err, HANGUL)
        self.assertIn("emergency end", answer.err)
        self.assertEqual((self.states(number), self.json("hold", "show")["on"]), (["held"], True))
        answer = self.at("10:10", "hold", "off", "--release")
        self.assertIn("still open", answer.err)
        self.assertEqual((self.states(number), self.json("hold", "show")["on"], self.status()["open"]), (["scheduled"], False, True))
        self.at("10:11", "undo")
        self.assertEqual((self.states(number), self.json("hold", "show")["on"]), (["held"], True))

    def test_the_start_is_one_step(self):
        number = self.add("2016-10-14 10:30")
        self.start()
        self.ctl("undo")
        self.assertEqual((self.states(number), self.json("hold", "show")["on"]), (["scheduled"], False))
        self.ctl("emergency", "status", code=1)
        self.ctl("redo")
        self.assertEqual((self.states(number), self.status()["open"]), (["held"], True))

    def test_what_is_out_stays(self):
        self.start()
        self.compose()
        self.at("10:06", "emergency", "publish")
        self.at("10:07", "undo", code=1)
        self.assertEqual((self.status()["published"], self.posts()), (2, 2))

    def test_the_hold_was_on_or_is_over(self):
        self.ctl("hold", "on")
        self.start()
        self.assertIn("still open", self.ctl("hold", "off").err)
        self.assertEqual(self.at("10:10", "emergency", "end", "--release").rows, [])
        self.assertFalse(self.status()["open"])


class Approval(EmergencyCase):
    def setUp(self):
        super().setUp()
        for name, role, more in (("김주무", "주무관", ["--login", ACCOUNT]), ("이팀장", "팀장", []), ("최과장", "과장", []), ("정부장", "부장", [])):
            self.json("person", "add", "--name", name, "--role", role, *more)
        self.ctl("approval", "line", "set", "--steps", "review:팀장,decision:과장")
        self.ctl("approval", "on")

    def test_published_first_ratified_later(self):
        self.start()
        content = self.compose()[0]["content_id"]
        self.ctl("publish", "--content", str(content), code=1)
        self.assertEqual(self.posts(), 0)
        answer = self.at("10:07", "emergency", "publish")
        self.assertIn("ratif", answer.err)
        self.assertEqual((self.posts(), self.status()["ratification"], self.status()["publisher"]), (2, "waiting", "김주무"))
        self.assertIn("Emergency approval", self.ctl("history").out)
        for who in ([], ["--as", "김주무"], ["--as", "팀장"], ["--as", "부장"]):
            self.at("10:20", "emergency", "ratify", *who, code=1)
        self.assertEqual(self.status()["ratification"], "waiting")
        self.at("10:30", "emergency", "end")
        answer = self.at("11:00", "--json", "emergency", "ratify", "--as", "과장", "--reason", "적절한 조치").json
        self.assertEqual((answer["ratification"], answer["ratified_by"], answer["ratify_reason"]), ("ratified", "최과장", "적절한 조치"))
        self.at("11:01", "emergency", "ratify", "--as", "과장", code=1)
        self.ctl("undo")
        self.assertEqual(self.status()["ratification"], "waiting")
        self.ctl("redo")
        self.assertEqual(self.status()["ratification"], "ratified")

    def test_who_decides_started_it(self):
        self.start("10:02", "--as", "과장")
        self.compose()
        self.at("10:07", "emergency", "publish", "--as", "과장")
        self.assertIn("최과장", self.at("10:08", "emergency", "ratify", "--as", "과장", code=1).err)
        self.ctl("person", "edit", "과장", "--deputy", "팀장", "--away")
        self.at("10:09", "emergency", "ratify", "--as", "팀장")
        self.assertEqual(self.status()["ratified_by"], "이팀장")

    def test_nothing_went_out(self):
        """Nobody is told to ratify what nobody has read; the same words go out later under the same approval."""
        self.start()
        self.compose()
        self.fault(self.url, "status", status=400, times=2)
        self.assertNotIn("ratif", self.at("10:06", "emergency", "publish", code=1).err)
        self.assertEqual((self.posts(), self.status()["first_published_s"]), (0, None))
        self.assertIn("ratif", self.at("10:08", "emergency", "publish").err)
        self.assertEqual((self.posts(), self.status()["ratification"]), (2, "waiting"))

    def test_nobody_of_the_office(self):
        self.start()
        self.compose()
        self.ctl("person", "edit", "주무관", "--login=")
        self.at("10:07", "emergency", "publish", code=1)
        self.assertEqual((self.posts(), self.status()["ratification"]), (0, "none"))


if __name__ == "__main__":
    unittest.main()
