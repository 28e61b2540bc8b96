#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""content edit, move, copy and delete: what is done to contents that are there."""
import unittest

from clitest import Case


class Lifecycle(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.\n")
        for name in ("블로그", "서울마니아"):
            self.ctl("channel", "add", "--name", name, "--platform", "naver-blog", "--url", "https://blog.example/city")

    def add(self, *more, title="가을 소식", channel="블로그"):
        return self.json("content", "add", "--title", title, "--type", "blog-post", "--channel", channel, "--text-file", self.text, *more)["id"]

    def show(self, number):
        return self.json("content", "show", str(number))

    def times(self, number):
        return [copy["publish_at"] for copy in self.show(number)["copies"]]

    def publish(self, number):
        self.sql("UPDATE copy SET state = 'published', published_at = publish_at WHERE content_id = ?", number)

    def n_changes(self):
        return self.sql("SELECT count(*) FROM change")[0][0]


class Edit(Lifecycle):
    def test_plan_and_text(self):
        number = self.add("--at", "2016-10-20 10:00")
        self.ctl("campaign", "add", "--name", "축제", "--from", "2016-10-01", "--to", "2016-10-31")
        before = self.n_changes()
        answer = self.json("content", "edit", str(number), "--title", "새 제목", "--text-file", self.write("new.txt", "새 본문"), "--type", "sns",
                           "--campaign", "축제", "--cost", "1,000", "--cost-final", "900", "--notes", "비밀 메모")
        self.assertEqual(answer["id"], number)
        content = self.show(number)
        self.assertEqual((content["title"], content["text"], content["type"], content["campaign"], content["cost"], content["cost_final"], content["notes"]),
                         ("새 제목", "새 본문", "sns", "축제", 1000, 900, "비밀 메모"))
        self.assertEqual(self.times(number), ["2016-10-20T10:00:00+09:00"])
        self.assertEqual(self.n_changes(), before + 1)
        self.ctl("undo")
        content = self.show(number)
        self.assertEqual((content["title"], content["campaign"], content["cost_final"]), ("가을 소식", None, None))
        self.ctl("redo")
        self.ctl("content", "edit", str(number), "--campaign=", "--cost=", "--cost-final", "")
        content = self.show(number)
        self.assertEqual((content["title"], content["campaign"], content["cost"], content["cost_final"]), ("새 제목", None, None, None))

    def test_channels(self):
        number = self.add("--at", "2016-10-20 10:00")
        own = self.write("own=1.txt", "마니아에게만")
        self.ctl("content", "edit", str(number), "--add-channel", "서울마니아", "--channel-text", f"서울마니아={own}")
        copies = self.show(number)["copies"]
        self.assertEqual([(copy["channel"], copy["state"], copy["publish_at"], copy["text"]) for copy in copies],
                         [("블로그", "scheduled", "2016-10-20T10:00:00+09:00", None),
                          ("서울마니아", "scheduled", "2016-10-20T10:00:00+09:00", "마니아에게만")])
        self.ctl("content", "edit", str(number), "--channel-text", "서울마니아=", "--remove-channel", "블로그")
        copy, = self.show(number)["copies"]
        self.assertEqual((copy["channel"], copy["text"]), ("서울마니아", None))
        self.assertIn("블로그", self.ctl("content", "edit", str(number), "--remove-channel", "블로그", code=1).err)
        self.assertIn("none", self.ctl("content", "edit", str(number), "--add-channel", "none", "--title", "x", code=1).err)
        self.assertEqual(self.show(number)["title"], "가을 소식")

    def test_what_is_out(self):
        number = self.add("--at", "2016-10-20 10:00", "--channel", "서울마니아")
        self.sql("UPDATE copy SET state = 'published' WHERE content_id = ? AND channel_id = 1", number)
        self.assertIn("블로그", self.ctl("content", "edit", str(number), "--title", "b").err)
        own = self.write("own.txt", "own")
        for more in (["--channel-text", f"블로그={own}"], ["--remove-channel", "블로그"]):
            self.assertIn("블로그", self.ctl("content", "edit", str(number), *more, code=1).err)
        self.assertEqual(len(self.show(number)["copies"]), 2)

    def test_no_such_attachment(self):
        """A name that was typed wrong is not called a file that was there."""
        answer = self.ctl("content", "add", "--title", "t", "--type", "sns", "--channel", "블로그", "--text-file", self.text,
                          "--media", self.path("none.png"), code=1)
        self.assertIn("There is no file “none.png”.", answer.err)
        self.assertEqual(self.json("content", "list")["contents"], [])

    def test_wrong_use(self):
        number = str(self.add())
        for cost in ("--cost", "--cost-final"):
            self.assertIn("1,000,000,000,000,000 won", self.ctl("content", "edit", number, cost, "9223372036854775807", code=1).err)
        self.ctl("content", "edit", number, "--cost", "1000000000000000")
        for words in ([], [number], ["x", "--title", "a"], [number, "1", "--title", "a"], [number, "--type", "poem"], [number, "--cost", "much"],
                      [number, "--cost-final", "-1"], [number, "--channel-text", "블로그"]):
            self.refused("content", "edit", *words)
        self.assertIn("4711", self.ctl("content", "edit", "4711", "--title", "a", code=1).err)
        self.ctl("content", "edit", number, "--title", " ", code=1)
        self.assertIn("none.txt", self.ctl("content", "edit", number, "--text-file", self.path("none.txt"), code=1).err)
        self.assertIn("none", self.ctl("content", "edit", number, "--campaign", "none", code=1).err)


class Owner(Lifecycle):
    def test_owner_and_tags(self):
        number = self.add()
        self.ctl("person", "add", "--name", "김주무관")
        self.ctl("content", "edit", str(number), "--owner", "김주무관", "--tags", "축제, 가을")
        self.assertEqual(self.show(number)["owner"], "김주무관")
        self.ctl("undo")
        self.assertEqual(self.show(number)["owner"], None)
        self.ctl("redo")
        self.ctl("content", "edit", str(number), "--owner=")
        self.assertEqual(self.show(number)["owner"], None)
        self.assertIn("none", self.ctl("content", "edit", str(number), "--owner", "none", "--title", "x", code=1).err)
        self.assertEqual(self.show(number)["title"], "가을 소식")


class Slots(Lifecycle):
    def test_add_list_remove(self):
        number = self.json("slot", "add", "--channel", "서울마니아", "--days", "mon-fri", "--at", "10:00", "--skip-holidays")["id"]
        self.ctl("slot", "add", "--channel", "블로그", "--days", "토,일", "--at", "9:05")
        slots = self.json("slot", "list")["slots"]
        self.assertEqual([(slot["channel"], slot["days"], slot["at"], slot["skip_holidays"]) for slot in slots],
                         [("블로그", "sat,sun", "09:05", False), ("서울마니아", "mon-fri", "10:00", True)])
        self.assertEqual(slots[1]["next_free"], "2016-10-17T10:00:00+09:00")
        self.assertEqual(self.ctl("slot", "list", "--channel", "서울마니아").rows, [[str(number), "서울마니아", "mon-fri", "10:00", "skip-holidays"]])
        self.ctl("slot", "remove", str(number))
        self.assertEqual(len(self.json("slot", "list")["slots"]), 1)
        self.ctl("undo")
        self.assertEqual(len(self.json("slot", "list")["slots"]), 2)
        self.ctl("undo")
        self.ctl("undo")
        self.assertEqual(self.json("slot", "list")["slots"], [])

    def test_next_slot(self):
        self.ctl("slot", "add", "--channel", "서울마니아", "--days", "mon-fri", "--at", "10:00")
        numbers = [self.add("--at", "next-slot", channel="서울마니아", title=f"t{i}") for i in range(3)]
        self.assertEqual([self.times(number)[0] for number in numbers], [f"2016-10-{day}T10:00:00+09:00" for day in (17, 18, 19)])
        draft = self.add(channel="서울마니아")
        self.ctl("content", "move", str(draft), "--at", "next-slot")
        self.assertEqual(self.times(draft), ["2016-10-20T10:00:00+09:00"])
        # The first two go; each takes the first that is free then, and leaves its own.
        self.ctl("content", "delete", str(numbers[0]))
        answer = self.ctl("content", "move", str(draft), str(numbers[2]), "--at", "next-slot")
        self.assertEqual([row[1] for row in answer.rows], ["2016-10-17T10:00:00+09:00", "2016-10-19T10:00:00+09:00"])
        self.ctl("undo")
        self.assertEqual(self.times(draft), ["2016-10-20T10:00:00+09:00"])

    def test_no_slots(self):
        self.assertIn("slots", self.ctl("content", "add", "--title", "t", "--type", "sns", "--channel", "블로그", "--text-file", self.text,
                                        "--at", "next-slot", code=1).err)
        number = self.add()
        self.assertIn("블로그", self.ctl("content", "move", str(number), "--at", "next-slot", code=1).err)

    def test_wrong_use(self):
        for words in ([], ["--channel", "블로그"], ["--channel", "블로그", "--days", "moon", "--at", "10:00"],
                      ["--channel", "블로그", "--days", "mon", "--at", "25:00"], ["--channel", "블로그", "--days", "mon", "--at", "10"]):
            self.refused("slot", "add", *words)
        self.refused("slot", "remove", "x")
        self.refused("slot", "list", "x")
        self.ctl("slot", "remove", "9", code=1)
        self.assertIn("none", self.ctl("slot", "add", "--channel", "none", "--days", "mon", "--at", "10:00", code=1).err)
        self.ctl("slot", "add", "--channel", "블로그", "--days", "daily", "--at", "10:00")
        self.assertIn("already", self.ctl("slot", "add", "--channel", "블로그", "--days", "mon", "--at", "10:00", code=1).err)


class Warnings(Lifecycle):
    LONG = "서울시는 가을을 맞아 시민 여러분께 한강공원에서 열리는 음악회 소식을 알려 드립니다. 많은 참여를 바랍니다. 공연은 저녁 일곱 시에 시작합니다."

    def test_clash(self):
        first = self.add("--at", "2016-10-20 10:00", title="먼저")
        self.text = self.write("other.txt", "전혀 다른 이야기입니다.")
        answer = self.ctl("--json", "content", "add", "--title", "나중", "--type", "sns", "--channel", "블로그", "--text-file", self.text,
                          "--at", "2016-10-20 10:29")
        warning, = answer.json["warnings"]
        self.assertEqual((warning["kind"], warning["content_id"], warning["channel"], warning["at"]),
                         ("clash", first, "블로그", "2016-10-20T10:00:00+09:00"))
        self.assertIn("먼저", answer.err)
        number = answer.json["id"]
        self.assertEqual(self.json("content", "move", str(number), "--at", "2016-10-20 10:30")["contents"][0]["warnings"], [])
        self.assertEqual(len(self.json("content", "move", str(number), "--at", "2016-10-20 09:31")["contents"][0]["warnings"]), 1)
        self.assertEqual(len(self.json("content", "edit", str(number), "--title", "바꿈")["warnings"]), 1)

    def test_similar(self):
        self.text = self.write("long.txt", self.LONG)
        first = self.add("--at", "2016-10-20 10:00", title="한강 음악회")
        self.text = self.write("again.txt", "다시 알립니다! " + self.LONG.replace("시민 여러분께 ", ""))
        answer = self.ctl("--json", "content", "add", "--title", "한강 음악회", "--type", "sns", "--channel", "서울마니아", "--text-file", self.text,
                          "--at", "2016-11-02 10:00")
        self.assertEqual([(warning["kind"], warning["content_id"]) for warning in answer.json["warnings"]], [("similar", first)])
        self.assertIn("한강 음악회", answer.err)
        number = answer.json["id"]
        self.assertEqual(self.json("content", "move", str(number), "--at", "2016-11-04 10:00")["contents"][0]["warnings"], [])
        self.assertEqual([warning["kind"] for warning in self.json("content", "copy", str(number), "--at", "2016-11-10 10:00")["warnings"]], ["similar"])

    def test_withdrawn_is_in_no_way(self):
        """What was taken off the channel again is no post there: neither its time nor its words are warned of."""
        self.text = self.write("long.txt", self.LONG)
        first = self.add("--at", "2016-10-14 10:00", title="한강 음악회")
        again = ["--json", "content", "add", "--title", "한강 음악회", "--type", "sns", "--channel", "블로그", "--text-file", self.text, "--at", "2016-10-14 10:10"]
        self.assertEqual({warning["kind"] for warning in self.ctl(*again).json["warnings"]}, {"clash", "similar"})
        self.ctl("undo")
        copy = str(self.show(first)["copies"][0]["id"])
        self.ctl("publish", "--by-hand", copy, "--url", "https://blog.naver.com/city/223100000001")
        self.assertEqual({warning["kind"] for warning in self.ctl(*again).json["warnings"]}, {"clash", "similar"})
        self.ctl("undo")
        self.ctl("content", "delete", str(first), "--gone")
        self.assertIsNotNone(self.show(first)["copies"][0]["withdrawn_at"])
        self.assertEqual(self.ctl(*again).json["warnings"], [])


class Series(Lifecycle):
    def series(self, *more, at="2016-10-17 10:00", repeat="weekly:mon"):
        return self.json("content", "add", "--title", "주간 소식", "--type", "sns", "--channel", "서울마니아", "--text-file", self.text, "--at", at,
                         "--repeat", repeat, *more)["ids"]

    def days(self, numbers):
        return [self.times(number)[0][5:16] for number in numbers]

    def test_each_is_its_own(self):
        before = self.n_changes()
        numbers = self.series("--until", "2016-11-07")
        self.assertEqual(self.days(numbers), ["10-17T10:00", "10-24T10:00", "10-31T10:00", "11-07T10:00"])
        content = self.show(numbers[2])
        self.assertEqual((content["repeat"], content["planned_for"]), ("weekly:mon", "2016-10-31T10:00:00+09:00"))
        self.assertEqual(self.n_changes(), before + 1)
        self.assertEqual(self.sql("SELECT count(DISTINCT uuid), count(DISTINCT series_id), count(DISTINCT series_at) FROM content")[0], (4, 1, 4))
        self.assertEqual(self.sql("SELECT count(DISTINCT client_key) FROM copy")[0][0], 4)
        self.ctl("content", "edit", str(numbers[1]), "--title", "이것만")
        self.ctl("content", "move", str(numbers[1]), "--at", "2016-10-25 11:00")
        self.assertEqual([self.show(number)["title"] for number in numbers], ["주간 소식", "이것만", "주간 소식", "주간 소식"])
        self.assertEqual(self.days(numbers), ["10-17T10:00", "10-25T11:00", "10-31T10:00", "11-07T10:00"])
        for _i in range(3):
            self.ctl("undo")
        self.assertEqual(self.json("content", "list")["contents"], [])
        self.ctl("redo")
        self.assertEqual(len(self.json("content", "list")["contents"]), 4)

    def test_following(self):
        numbers = self.series("--times", "4")
        before = self.n_changes()
        # One that was moved still follows by the date it was planned for.
        self.ctl("content", "move", str(numbers[3]), "--at", "2016-10-18 10:00")
        self.ctl("content", "edit", str(numbers[1]), "--title", "새 제목", "--following")
        self.assertEqual([self.show(number)["title"] for number in numbers], ["주간 소식", "새 제목", "새 제목", "새 제목"])
        self.ctl("content", "move", str(numbers[1]), "--at", "2016-10-26 09:30", "--following")
        self.assertEqual(self.days(numbers), ["10-17T10:00", "10-26T09:30", "11-02T09:30", "10-20T09:30"])
        self.ctl("content", "move", str(numbers[2]), "--by-days", "7", "--following")
        self.assertEqual(self.days(numbers), ["10-17T10:00", "10-26T09:30", "11-09T09:30", "10-27T09:30"])
        self.ctl("content", "delete", str(numbers[2]), "--following")
        self.assertEqual([content["id"] for content in self.json("content", "list")["contents"]], numbers[:2])
        self.assertEqual(self.n_changes(), before + 5)
        for _i in range(4):
            self.ctl("undo")
        self.assertEqual([self.show(number)["title"] for number in numbers], ["주간 소식"] * 4)

    def test_warnings_of_those_that_follow(self):
        """A change of several is looked at for each of them: another post in its way, and a restricted period without a ground."""
        numbers = self.series("--times", "3")
        self.ctl("channel", "add", "--name", "새 채널", "--platform", "naver-blog", "--url", "https://blog.example/new")
        self.ctl("content", "add", "--title", "먼저 있던 글", "--type", "sns", "--channel", "새 채널", "--text-file", self.write("other.txt", "전혀 다른 이야기"),
                 "--at", "2016-10-31 10:10")
        answer = self.ctl("content", "edit", str(numbers[0]), "--add-channel", "새 채널", "--following")
        self.assertIn(f"{numbers[2]}: “새 채널” has “먼저 있던 글”", answer.err)
        self.assertNotIn(f"{numbers[1]}: “새 채널”", answer.err)
        self.ctl("restricted", "add", "--kind", "mourning", "--name", "추모", "--from", "2016-10-24", "--to", "2016-10-24", "--scope", "all",
                 "--legal-ground", "국무회의")
        answer = self.ctl("content", "edit", str(numbers[0]), "--tags", "새 말", "--following")
        self.assertIn("waits for 2016-10-24 10:00, which falls under a restriction", answer.err)

    def test_what_is_out_stays(self):
        numbers = self.series("--times", "3")
        self.publish(numbers[1])
        answer = self.ctl("content", "delete", str(numbers[0]), "--following", code=1)
        self.assertIn(f"{numbers[1]}: ", answer.err)
        self.assertEqual([content["id"] for content in self.json("content", "list")["contents"]], [numbers[1]])
        self.assertIn("서울마니아", self.ctl("content", "edit", str(numbers[1]), "--title", "x", "--following").err)

    def test_those_past_are_not_made(self):
        numbers = self.series("--until", "2016-10-24", at="2016-09-05 10:00")
        self.assertEqual(self.days(numbers), ["10-17T10:00", "10-24T10:00"])

    def test_rules(self):
        self.assertEqual(self.days(self.series("--times", "3", at="2016-10-31 10:00", repeat="monthly:31")), ["10-31T10:00", "11-30T10:00", "12-31T10:00"])
        self.assertEqual(self.days(self.series("--times", "2", repeat="monthly:last-fri")), ["10-28T10:00", "11-25T10:00"])
        self.assertEqual(self.days(self.series("--times", "3", repeat="daily")), ["10-17T10:00", "10-18T10:00", "10-19T10:00"])

    def test_first_day_is_told(self):
        """A day that the rule does not have is no first day, and what is past is not made: the day that is the first is said."""
        def add(at, repeat):
            return self.ctl("content", "add", "--title", "t", "--type", "sns", "--channel", "서울마니아", "--text-file", self.text, "--at", at,
                            "--repeat", repeat, "--times", "3")
        self.assertEqual(add("2016-10-17 10:00", "weekly:mon").err, "")
        other = add("2016-10-19 10:00", "weekly:mon")
        self.assertIn("The first one is on 2016-10-24 (Mon): 2016-10-19 (Wed) is not in “every week on Mon”.", other.err)
        self.assertEqual(self.days([int(row[0]) for row in other.rows]), ["10-24T10:00", "10-31T10:00", "11-07T10:00"])
        self.assertIn("The first one is on 2016-10-31 (Mon): 2016-10-05 (Wed) is not in", add("2016-10-05 10:00", "monthly:last-mon").err)
        self.assertIn("The first one is on 2016-10-17 (Mon): those before are past", add("2016-10-10 10:00", "weekly:mon").err)
        answer = self.json("content", "add", "--title", "t", "--type", "sns", "--channel", "서울마니아", "--text-file", self.text,
                           "--at", "2016-10-19 10:00", "--repeat", "weekly:mon", "--times", "3")
        self.assertEqual(answer["first_at"], "2016-10-24T10:00:00+09:00")

    def test_missed_ones_do_not_burst(self):
        """Each keeps its own planned date: weeks later each is late by itself, and none goes out."""
        numbers = self.series("--times", "3")
        self.ctl("publish", now="2016-11-20T10:00:00+09:00", code=None)
        states = [self.show(number)["copies"][0]["state"] for number in numbers]
        self.assertEqual(self.days(numbers), ["10-17T10:00", "10-24T10:00", "10-31T10:00"])
        self.assertNotIn("published", states)
        self.assertEqual(self.sql("SELECT count(*) FROM attempt")[0][0], 0)

    def test_no_warning_of_its_own_series(self):
        self.text = self.write("long.txt", Warnings.LONG)
        answer = self.json("content", "add", "--title", "주간 소식", "--type", "sns", "--channel", "서울마니아", "--text-file", self.text,
                           "--at", "2016-10-17 10:00", "--repeat", "daily", "--times", "5")
        self.assertEqual(answer["warnings"], [])

    def test_wrong_use(self):
        base = ["content", "add", "--title", "t", "--type", "sns", "--channel", "블로그", "--text-file", self.text]
        for more in (["--repeat", "daily", "--times", "3"], ["--at", "2016-10-20 10:00", "--repeat", "daily"], ["--times", "3"],
                     ["--at", "2016-10-20 10:00", "--repeat", "yearly", "--times", "3"], ["--at", "2016-10-20 10:00", "--repeat", "daily", "--times", "1"],
                     ["--at", "2016-10-20 10:00", "--repeat", "daily", "--times", "367"], ["--at", "next-slot", "--repeat", "daily", "--times", "3"],
                     ["--at", "2016-10-20 10:00", "--repeat", "daily", "--until", "soon"],
                     ["--at", "2016-10-20 10:00", "--repeat", "daily", "--until", "2016-10-20"],
                     ["--at", "2016-10-20 10:00", "--repeat", "daily", "--until", "2016-10-30", "--times", "3"]):
            self.refused(*base, *more)
        before = self.sql("SELECT count(*) FROM content")
        for rule in ("daily", "monthly:15"):
            self.assertIn("366", self.refused(*base, "--at", "2016-10-20 10:00", "--repeat", rule, "--until", "2099-12-31").err)
        self.assertEqual(self.sql("SELECT count(*) FROM content"), before)
        single = str(self.add("--at", "2016-10-20 10:00"))
        for words in (["delete", single], ["move", single, "--by-days", "1"], ["edit", single, "--title", "x"]):
            self.assertIn("series", self.ctl("content", *words, "--following", code=1).err)
        self.refused("content", "delete", single, "2", "--following")


class Move(Lifecycle):
    def test_several_by_days(self):
        numbers = [self.add("--at", f"2016-10-{day} 09:30", title=f"t{day}") for day in (20, 21, 22)]
        before = self.n_changes()
        answer = self.ctl("content", "move", *map(str, numbers), "--by-days", "1")
        self.assertEqual(answer.rows, [[str(number), f"2016-10-{day}T09:30:00+09:00", f"t{day - 1}"] for number, day in zip(numbers, (21, 22, 23))])
        self.assertEqual(self.n_changes(), before + 1)
        self.ctl("undo")
        self.assertEqual([self.times(number)[0][:10] for number in numbers], ["2016-10-20", "2016-10-21", "2016-10-22"])
        self.ctl("redo")
        self.ctl("content", "move", str(numbers[0]), "--by-days", "-2")
        self.assertEqual(self.times(numbers[0]), ["2016-10-19T09:30:00+09:00"])

    def test_what_cannot_move_is_said(self):
        out, fine, soon = self.add("--at", "2016-10-20 10:00"), self.add("--at", "2016-10-21 10:00"), self.add("--at", "2016-10-15 10:00")
        self.publish(out)
        answer = self.ctl("--json", "content", "move", str(out), str(fine), str(soon), "4711", "--by-days", "-2", code=1)
        self.assertEqual([(content["id"], content["at"]) for content in answer.json["contents"]], [(fine, "2016-10-19T10:00:00+09:00")])
        lines = [line for line in answer.err.splitlines() if "much like" not in line]
        self.assertEqual(len(lines), 3)
        for line, number, word in zip(lines, (out, soon, 4711), ("블로그", "past", "4711")):
            self.assertTrue(line.startswith(f"sotongctl: {number}: "), line)
            self.assertIn(word, line)
        self.assertEqual(self.times(out), ["2016-10-20T10:00:00+09:00"])
        self.assertEqual(self.times(soon), ["2016-10-15T10:00:00+09:00"])

    def test_the_history_counts_what_was_done(self):
        numbers = [str(self.add("--at", "2016-10-20 10:00")) for _ in range(3)]
        self.publish(numbers[0])
        self.ctl("content", "move", *numbers, "4711", "--by-days", "1", code=1)
        self.assertIn("“가을 소식 (+1)”", self.ctl("history").lines[0])
        # It is in the history of each, also of what the act is not named after.
        for number in numbers[1:]:
            self.assertIn("“가을 소식 (+1)”", self.ctl("history", number).lines[0])
        self.assertNotIn("(+1)", "".join(self.ctl("history", numbers[0]).lines))
        self.ctl("content", "delete", numbers[1], "998", "999", code=1)
        self.assertIn("“가을 소식”", self.ctl("history").lines[0])
        self.assertNotIn("(+", self.ctl("history").lines[0])

    def test_years_that_no_calendar_knows(self):
        self.assertIn("9999", self.ctl("content", "add", "--title", "a", "--type", "sns", "--channel", "블로그", "--text-file", self.text,
                                       "--at", "9999-01-01 00:00", code=1).err)
        number = str(self.add("--at", "9998-12-31 10:00"))
        self.assertIn("9999", self.ctl("content", "move", number, "--by-days", "1", code=1).err)
        self.assertIn("9999", self.ctl("content", "move", number, "--at", "9999-06-01 10:00", code=1).err)
        self.assertIn("9999", self.ctl("content", "copy", number, "--at", "9999-06-01 10:00", code=1).err)
        self.assertEqual(self.times(int(number)), ["9998-12-31T10:00:00+09:00"])
        self.assertEqual(len(self.json("content", "list")["contents"]), 1)
        self.ctl("campaign", "add", "--name", "축제", "--from", "1900-01-01", "--to", "9998-12-31")
        for words in (["--from", "1899-12-31", "--to", "2016-10-02"], ["--from", "2016-10-02", "--to", "9999-01-01"]):
            self.assertIn("years 1900 to 9998", self.ctl("campaign", "add", "--name", "먼 날", *words, code=1).err)
            self.assertIn("years 1900 to 9998", self.ctl("campaign", "edit", "축제", *words, code=1).err)
        campaign, = self.json("campaign", "list")["campaigns"]
        self.assertEqual((campaign["from"], campaign["to"]), ("1900-01-01", "9998-12-31"))

    def test_to_a_time(self):
        number = self.add("--at", "2016-10-20 10:00", "--channel", "서울마니아")
        self.ctl("content", "move", str(number), "--at", "2016-10-25 11:00", "--channel", "서울마니아")
        self.assertEqual(self.times(number), ["2016-10-20T10:00:00+09:00", "2016-10-25T11:00:00+09:00"])
        self.ctl("content", "move", str(number), "--at", "2016-10-26T02:00:00Z")
        self.assertEqual(self.times(number), ["2016-10-26T11:00:00+09:00"] * 2)
        self.assertIn("past", self.ctl("content", "move", str(number), "--at", "2016-10-13 10:00", code=1).err)

    def test_part_of_it_is_out(self):
        number = self.add("--at", "2016-10-20 10:00", "--channel", "서울마니아")
        self.sql("UPDATE copy SET state = 'published' WHERE content_id = ? AND channel_id = 1", number)
        answer = self.ctl("content", "move", str(number), "--by-days", "1", code=1)
        self.assertIn("블로그", answer.err)
        self.assertEqual(self.times(number), ["2016-10-20T10:00:00+09:00", "2016-10-21T10:00:00+09:00"])

    def test_wrong_use(self):
        number = str(self.add("--at", "2016-10-20 10:00"))
        for words in ([number], ["--by-days", "1"], [number, "--by-days", "1", "--at", "2016-10-21 10:00"], [number, "--by-days", "0"],
                      [number, "--by-days", "soon"], [number, "x", "--by-days", "1"], [number, "--at", "soon"]):
            self.refused("content", "move", *words)
        self.ctl("content", "move", number, "--by-days", "99999", code=1)
        self.assertIn("none", self.ctl("content", "move", number, "--by-days", "1", "--channel", "none", code=1).err)


class CopyAndDelete(Lifecycle):
    def test_a_day_alone_is_no_midnight(self):
        """Moved, a content keeps its hour; a new one takes the hour that the calendar takes."""
        early, late = self.add("--at", "2016-10-20 09:30"), self.add("--at", "2016-10-21 18:00")
        draft = self.add()
        self.ctl("content", "move", str(early), str(late), str(draft), "--at", "2016-10-25")
        self.assertEqual([self.times(n)[0] for n in (early, late)], ["2016-10-25T09:30:00+09:00", "2016-10-25T18:00:00+09:00"])
        self.ctl("undo")
        self.assertEqual([self.times(n)[0] for n in (early, late)], ["2016-10-20T09:30:00+09:00", "2016-10-21T18:00:00+09:00"])
        self.assertEqual(self.times(self.add("--at", "2016-10-25")), ["2016-10-25T10:00:00+09:00"])
        copied = self.json("content", "copy", str(early), "--at", "2016-10-27")["id"]
        self.assertEqual(self.times(copied), ["2016-10-27T10:00:00+09:00"])
        self.ctl("content", "move", str(early), "--at", "2016-10-28T00:00")
        self.assertEqual(self.times(early), ["2016-10-28T00:00:00+09:00"])

    def test_copy(self):
        number = self.add("--at", "2016-10-20 10:00")
        self.publish(number)
        self.sql("UPDATE copy SET remote_id = 'r', remote_url = 'https://blog.example/1'")
        copied = self.json("content", "copy", str(number), "--at", "2016-10-27 10:00")["id"]
        copy, = self.show(copied)["copies"]
        self.assertEqual((copy["state"], copy["publish_at"], copy["remote_id"], copy["remote_url"], copy["published_at"]),
                         ("scheduled", "2016-10-27T10:00:00+09:00", None, None, None))
        self.assertEqual(self.sql("SELECT count(DISTINCT client_key), count(DISTINCT uuid) FROM copy JOIN content ON content.id = content_id")[0], (2, 2))
        draft = self.json("content", "copy", str(number))["id"]
        copy, = self.show(draft)["copies"]
        self.assertEqual((copy["state"], copy["publish_at"]), ("draft", None))
        self.ctl("undo")
        self.assertIn(str(draft), self.ctl("content", "show", str(draft), code=1).err)

    def test_copy_of_draft(self):
        """With a time it is scheduled, as one that is added with a time is."""
        draft = self.json("content", "copy", str(self.add()), "--at", "2016-10-27 10:00")["id"]
        copy, = self.show(draft)["copies"]
        self.assertEqual((copy["state"], copy["publish_at"]), ("scheduled", "2016-10-27T10:00:00+09:00"))
        self.ctl("content", "edit", str(draft := self.add()), "--text-file", self.write("empty.txt", ""))
        self.assertIn("empty post", self.ctl("content", "copy", str(draft), "--at", "2016-10-27 10:00", code=1).err)
        self.ctl("content", "copy", str(draft))

    def test_copy_wrong_use(self):
        number = str(self.add())
        for words in ([], ["x"], [number, number], [number, "--at", "soon"]):
            self.refused("content", "copy", *words)
        self.assertIn("past", self.ctl("content", "copy", number, "--at", "2016-10-01 10:00", code=1).err)
        self.assertIn("4711", self.ctl("content", "copy", "4711", code=1).err)

    def test_delete(self):
        out, a, b = self.add("--at", "2016-10-20 10:00"), self.add(), self.add()
        before = self.n_changes()
        self.publish(out)
        answer = self.ctl("content", "delete", str(out), str(a), str(b), "4711", code=1)
        self.assertEqual(answer.rows, [[str(a)], [str(b)]])
        self.assertEqual([line.split(": ")[1] for line in answer.err.splitlines()], [str(out), "4711"])
        self.assertIn("record", answer.err)
        self.assertEqual([content["id"] for content in self.json("content", "list")["contents"]], [out])
        self.assertEqual(self.n_changes(), before + 1)
        self.ctl("undo")
        self.assertEqual(len(self.json("content", "list")["contents"]), 3)
        self.assertEqual(self.sql("SELECT count(*) FROM content WHERE removed_at IS NOT NULL")[0][0], 0)
        for state in ("publishing", "unknown", "published_by_hand"):
            self.sql("UPDATE copy SET state = ? WHERE content_id = ?", state, a)
            self.assertIn("블로그", self.ctl("content", "delete", str(a), code=None).err)
        self.refused("content", "delete")
        self.refused("content", "delete", "x")


if __name__ == "__main__":
    unittest.main()
