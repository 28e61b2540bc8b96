#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""holidays: the days off, and what a workspace changes of them; count: how long a text is for whom."""
import unittest

from clitest import Case


class Holidays(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def days(self, year, **options):
        return {(h["date"], h["kind"]): h for h in self.json("holidays", "--year", str(year), **options)["holidays"]}

    def test_a_year(self):
        days = self.days(2025)
        self.assertEqual(len(days), 19)  # two share 5 May
        self.assertEqual(days["2025-10-08", "substitute"], {"date": "2025-10-08", "name": "Substitute holiday (Chuseok)", "kind": "substitute", "lunar": False})
        self.assertEqual(days["2025-10-06", "regular"], {"date": "2025-10-06", "name": "Chuseok", "kind": "regular", "lunar": True})
        self.assertEqual(days["2025-06-03", "election"]["name"], "Presidential election")
        self.assertIn(["2025-01-27", "temporary", "Temporary holiday"], self.ctl("holidays", "--year", "2025").rows)

    def test_korean(self):
        self.assertIn(["2026-05-25", "substitute", "대체공휴일(부처님오신날)"], self.ctl("holidays", "--year", "2026", korean=True).rows)

    def test_this_year(self):
        self.assertEqual(self.ctl("--now", "2016-12-31T23:30:00+09:00", "holidays").rows[0][0], "2016-01-01")

    def test_years_out_of_range(self):
        for year in ("2009", "2051", "0", "-1", "x", "20160", "99999999999999999999"):
            self.assertIn("2010", self.refused("holidays", "--year", year).err)
        self.assertEqual(self.ctl("holidays", "--year", "2010").rows[0][0], "2010-01-01")
        self.assertEqual(self.ctl("holidays", "--year", "2050").rows[-1][0], "2050-12-26")

    def test_own(self):
        self.json("holidays", "add", "--date", "2016-10-28", "--name", "시민의 날")
        self.assertEqual(self.days(2016)["2016-10-28", "own"], {"date": "2016-10-28", "name": "시민의 날", "kind": "own", "lunar": False})
        self.assertIn("already", self.ctl("holidays", "add", "--date", "2016-10-28", "--name", "시민의 날", code=1).err)
        self.ctl("undo")
        self.assertNotIn(("2016-10-28", "own"), self.days(2016))
        self.ctl("redo")
        self.ctl("holidays", "remove", "--date", "2016-10-28")
        self.assertNotIn(("2016-10-28", "own"), self.days(2016))

    def test_temporary(self):
        self.ctl("holidays", "add", "--date", "2027-12-24", "--name", "임시공휴일", "--kind", "temporary")
        self.assertIn(("2027-12-24", "temporary"), self.days(2027))

    def test_remove_and_bring_back(self):
        self.ctl("holidays", "remove", "--date", "2016-05-06")
        self.assertNotIn(("2016-05-06", "temporary"), self.days(2016))
        self.assertIn("Remove holiday: “2016-05-06 Temporary holiday”", self.ctl("history").out)
        self.ctl("undo")
        self.assertIn(("2016-05-06", "temporary"), self.days(2016))
        self.ctl("holidays", "remove", "--date", "2016-05-06")
        self.ctl("holidays", "add", "--date", "2016-05-06", "--name", "Temporary holiday")
        self.assertFalse(self.days(2016)["2016-05-06", "temporary"]["lunar"])
        self.assertIn("no holiday", self.ctl("holidays", "remove", "--date", "2016-05-09", code=1).err)

    def test_wrong_use(self):
        for words in (["add"], ["add", "--date", "2016-10-28"], ["add", "--date", "2016-10-32", "--name", "a"],
                      ["add", "--date", "20161028", "--name", "a"], ["add", "--date", "2016-10-28", "--name", "a", "--kind", "b"],
                      ["remove"], ["remove", "--date", "x"], ["remove", "--date", "2016-10-03", "b"], ["all"]):
            self.refused("holidays", *words)
        self.ctl("holidays", "add", "--date", "2016-10-28", "--name", " ", code=1)


class Restricted(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "시정 성과를 알립니다.\n")
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--url", "https://blog.example/city")

    def add(self, at, *more, kind="blog-post", code=0):
        answer = self.ctl("--json", "content", "add", "--title", "성과", "--type", kind, "--channel", "블로그", "--at", at, "--text-file", self.text,
                          *more, code=code, now="2017-11-01T10:00:00+09:00")
        return answer.json["id"] if code == 0 else answer.err

    def test_periods(self):
        periods = {p["id"]: p for p in self.json("restricted", "list")["periods"]}
        self.assertEqual(len(periods), 11)
        first = periods["local-2018-06-13"]
        self.assertEqual((first["kind"], first["from"], first["to"], first["scope"], first["built_in"]),
                         ("election", "2017-12-15", "2018-06-13", "publicity", True))
        self.assertIn("article 86 (5)", first["legal_ground"])
        self.assertEqual([r[0] for r in self.ctl("restricted", "list", "--from", "2026-06-03", "--to", "2026-06-03").rows], ["local-2026-06-03"])
        self.assertEqual(self.ctl("restricted", "list", "--from", "2026-06-04", "--to", "2029-12-13").rows, [])

    def test_flagged(self):
        number = self.add("2018-03-01T10:00", "--publicity", "--ground", "법령에 따른 고지")
        shown = self.json("content", "show", str(number))
        self.assertEqual((shown["publicity"], shown["restriction_ground"]), (True, "법령에 따른 고지"))
        self.assertEqual([(r["kind"], r["period"]) for r in shown["restricted"]], [("election", "local-2018-06-13")])
        plain = self.add("2018-03-01T10:00")
        listed = {c["id"]: c["restricted"] for c in self.json("content", "list")["contents"]}
        self.assertEqual(listed[number], shown["restricted"])
        self.assertEqual(listed[plain], [])

    def test_refused(self):
        problem = self.add("2018-03-01T10:00", "--publicity", code=1)
        self.assertIn("180 days before the local elections of 2018 (2017-12-15 to 2018-06-13)", problem)
        self.assertIn("does not judge", problem)
        self.assertIn("2018-06-13", self.add("2018-03-01T10:00", kind="advertisement", code=1))
        self.assertEqual(self.json("content", "list")["contents"], [])

    def test_edit(self):
        number = str(self.add("2018-03-01T10:00"))
        self.ctl("content", "edit", number, "--publicity", "yes", "--ground", "조례에 따른 공고")
        shown = self.json("content", "show", number)
        self.assertEqual((len(shown["restricted"]), shown["restriction_ground"]), (1, "조례에 따른 공고"))
        self.ctl("undo")
        self.assertEqual(self.json("content", "show", number)["restricted"], [])
        self.refused("content", "edit", number, "--publicity", "maybe")

    def test_loses_its_ground(self):
        """What is on the schedule stays there, and it is told that it will be refused."""
        number = str(self.add("2018-03-01T10:00", "--publicity", "--ground", "조례에 따른 공고"))
        now = {"now": "2017-11-01T10:00:00+09:00"}
        self.assertEqual(self.ctl("content", "edit", number, "--notes", "메모", **now).err, "")
        note = self.ctl("content", "edit", number, "--ground=", **now).err
        self.assertIn("“성과” waits for 2018-03-01 10:00", note)
        self.assertIn("180 days before the local elections of 2018", note)
        self.assertEqual(self.json("content", "show", number)["copies"][0]["state"], "scheduled")
        other = str(self.add("2018-03-02T10:00", kind="sns"))
        self.assertIn("refused", self.ctl("content", "edit", other, "--publicity", "yes", **now).err)
        self.ctl("undo", **now)
        self.assertIn("refused", self.ctl("content", "edit", other, "--type", "advertisement", **now).err)

    def test_period_over_what_waits(self):
        for at, more in (("2017-11-12T10:00", []), ("2017-11-13T10:00", ["--ground", "고지"]), ("2017-11-20T10:00", [])):
            self.add(at, *more)
        answer = self.ctl("restricted", "add", "--kind", "mourning", "--name", "국가애도기간", "--from", "2017-11-10", "--to", "2017-11-16",
                          "--legal-ground", "국무회의 의결", now="2017-11-01T10:00:00+09:00")
        self.assertEqual((answer.err.count("waits for"), "2017-11-12 10:00" in answer.err, "국가애도기간" in answer.err), (1, True, True))
        answer = self.ctl("restricted", "edit", answer.out.strip(), "--to", "2017-11-30", now="2017-11-01T10:00:00+09:00")
        self.assertEqual(answer.err.count("waits for"), 2)

    def test_own(self):
        words = ["--kind", "mourning", "--name", "국가애도기간", "--from", "2017-11-10", "--to", "2017-11-16"]
        key = self.json("restricted", "add", *words, "--legal-ground", "국무회의 의결")["id"]
        self.assertIn("국가애도기간", self.add("2017-11-16T10:00", code=1))
        self.ctl("restricted", "edit", key, "--to", "2017-11-15")
        self.add("2017-11-16T10:00")
        self.assertIn([key, "mourning", "2017-11-10", "2017-11-15", "all", "국가애도기간", "국무회의 의결"], self.ctl("restricted", "list").rows)
        self.ctl("restricted", "remove", key)
        self.add("2017-11-12T10:00")
        self.assertIn("Remove restricted period: “국가애도기간”", self.ctl("history").out)
        self.ctl("undo")
        self.ctl("undo")  # the content added in between stands; its change is the one before
        self.ctl("restricted", "remove", "local-2018-06-13")
        self.add("2018-03-01T10:00", "--publicity")

    def test_remove_and_bring_back(self):
        self.ctl("restricted", "remove", "local-2018-06-13")
        self.assertEqual(len(self.json("restricted", "list")["periods"]), 10)
        self.ctl("restricted", "restore", "local-2018-06-13")
        self.assertEqual(len(self.json("restricted", "list")["periods"]), 11)
        self.ctl("undo")
        self.assertEqual(len(self.json("restricted", "list")["periods"]), 10)
        self.ctl("redo")
        self.assertIn("no restricted period", self.ctl("restricted", "restore", "local-2018-06-13", code=1).err)

    def test_due_post(self):
        """Mourning begins when the post is on the schedule already: it does not go out without a ground."""
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", "http://127.0.0.1:1", stdin="token")
        now = {"now": "2017-11-12T10:00:30+09:00"}
        number = self.json("content", "add", "--title", "소식", "--type", "sns", "--channel", "연습", "--at", "2017-11-12T10:00", "--text-file", self.text,
                           now="2017-11-01T10:00:00+09:00")["id"]
        self.ctl("restricted", "add", "--kind", "mourning", "--name", "국가애도기간", "--from", "2017-11-12", "--to", "2017-11-16",
                 "--legal-ground", "국무회의 의결")
        self.assertIn("국가애도기간", self.ctl("publish", code=1, **now).err)
        shown = self.json("content", "show", str(number))
        self.assertEqual((shown["copies"][0]["state"], shown["attempts"]), ("scheduled", []))
        self.ctl("content", "edit", str(number), "--ground", "추모 안내문")
        self.ctl("publish", code=1, **now)  # nobody listens there, but now it is tried
        self.assertEqual(len(self.json("content", "show", str(number))["attempts"]), 1)

    def test_import(self):
        """A sheet says of each line that falls under a restriction, before anything is written."""
        sheet = self.write("sheet.csv", "날짜,시간,채널,유형,제목,내용,상태\n2017-12-01,10:00,블로그,광고,하나,글,예약\n"
                                        "2018-03-01,10:00,블로그,광고,둘,글,예약\n2018-03-02,10:00,블로그,광고,셋,글,초안\n")
        now = {"now": "2017-11-01T10:00:00+09:00"}
        for more in (["--dry-run"], []):
            problem = self.ctl("content", "import", sheet, *more, code=1, **now).err
            self.assertIn("Line 3", problem)
            self.assertIn("2018-06-13", problem)
            self.assertNotIn("Line 4", problem)
        self.assertEqual(self.json("content", "list")["contents"], [])

    def test_one_a_quarter(self):
        self.add("2018-07-02T10:00", "--publicity")
        self.assertIn("2018-07-01 to 2018-09-30", self.add("2018-08-02T10:00", "--publicity", code=1))
        number = self.add("2018-08-02T10:00", "--publicity", "--ground", "법령")
        self.assertEqual([r["kind"] for r in self.json("content", "show", str(number))["restricted"]], ["quarter"])

    def test_move(self):
        number = str(self.add("2017-12-01T10:00", kind="advertisement"))
        now = {"now": "2017-11-01T10:00:00+09:00"}
        self.assertIn("does not judge", self.ctl("content", "move", number, "--at", "2018-01-10T10:00", code=1, **now).err)
        self.ctl("content", "move", number, "--at", "2017-12-14T10:00", **now)

    def test_many_drafts_are_flagged(self):
        numbers = [str(self.json("content", "add", "--title", f"성과 {n}", "--type", "sns", "--publicity", "--channel", "블로그", "--text-file", self.text)["id"]) for n in range(22)]
        lines = self.ctl("content", "move", *numbers, "--at", "2018-06-13 10:00", now="2017-11-01T10:00:00+09:00", korean=True).err.splitlines()
        self.assertEqual(len([line for line in lines if "제한 기준에 해당합니다" in line]), 20)
        self.assertIn("2건 더", lines[-1])  # no one of them is kept quiet about

    def test_draft_is_flagged(self):
        """A draft may stand in a period; that it lacks its ground is said when it comes there, and no more once it has one."""
        number = str(self.json("content", "add", "--title", "시정 성과", "--type", "sns", "--publicity", "--channel", "블로그", "--text-file", self.text)["id"])
        now = {"now": "2017-11-01T10:00:00+09:00"}
        answer = self.ctl("content", "move", number, "--at", "2018-06-13 23:59", **now)
        self.assertIn("“시정 성과” falls under a restriction", answer.err)
        self.assertIn("2018-06-13", answer.err)
        self.assertEqual(self.ctl("content", "move", number, "--at", "2018-06-14 00:00", **now).err, "")
        self.ctl("content", "move", number, "--at", "2018-06-13 10:00", **now)
        self.assertIn("falls under", self.ctl("content", "edit", number, "--tags", "성과", **now).err)
        self.assertEqual(self.ctl("content", "edit", number, "--ground", "법령에 따른 고지", **now).err, "")
        self.assertIn("근거", self.ctl("content", "edit", number, "--ground", "", korean=True, **now).err)

    def test_wrong_use(self):
        words = ["--kind", "other", "--name", "a", "--from", "2017-11-10", "--to", "2017-11-16", "--legal-ground", "b"]
        for wrong in (["add"], ["add", *words[:-2]], ["add", *words, "c"], ["add", *words, "--scope", "c"], ["add", "--kind", "c", *words[2:]],
                      ["add", *words[:6], "--to", "2017-11-09", "--legal-ground", "b"], ["edit"], ["edit", "1"], ["remove"], ["restore"], ["list", "a"], ["list", "--from", "x"]):
            self.refused("restricted", *wrong)
        self.assertIn("no restricted period", self.ctl("restricted", "remove", "7", code=1).err)


FAMILY = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"

# One text, many lengths: code points, UTF-8 bytes, graphemes, X's weight, and what else was measured.
LENGTHS = [
    ("가" * 140, 140, 420, 140, 280, {}),
    ("가" * 141, 141, 423, 141, 282, {}),
    ("가" * 139 + "ab", 141, 419, 141, 280, {}),
    ("가" * 139 + "abc", 142, 420, 142, 281, {}),
    (FAMILY, 7, 25, 1, 2, {}),
    ("\U0001F1F0\U0001F1F7", 2, 8, 1, 2, {}),
    ("\U0001F44D\U0001F3FD", 2, 8, 1, 2, {}),
    ("1\uFE0F\u20E3", 3, 7, 1, 2, {}),
    ("\u1112\u1161\u11AB\u1100\u1173\u11AF", 6, 18, 2, 4, {}),  # 한글 from a Mac
    ("…", 1, 3, 1, 2, {}), ("·", 1, 2, 1, 1, {}), ("！", 1, 3, 1, 2, {}), ("\u3000", 1, 3, 1, 2, {}),
    ("“서울”", 4, 12, 4, 6, {}),
    ("\U00020BB7漢字", 3, 10, 3, 6, {}),
    ("서울 https://www.seoul.go.kr/news/very/long/path?x=1 안내", 53, 61, 53, 33, {"mastodon": 29}),
    ("🚇 지하철 https://seoul.go.kr #서울 소식", 32, 49, 32, 44, {"mastodon": 36}),
    (FAMILY * 140, 980, 3500, 140, 280, {}),
    (FAMILY * 20, 140, 500, 20, 40, {"threads": 500}),
    (FAMILY * 12, 84, 300, 12, 24, {"threads": 300}),
]
PLATFORMS = ("practice wordpress ghost mastodon bluesky facebook instagram threads x youtube telegram "
             "naver-blog kakaostory kakao-channel").split()


class Count(Case):
    def count(self, platform, text):
        return self.json("count", "--platform", platform, stdin=text)

    def test_the_table(self):
        for text, points, size, graphemes, weight, others in LENGTHS:
            expected = {"facebook": points, "instagram": points, "youtube": size, "bluesky": graphemes, "x": weight, **others}
            for platform, used in expected.items():
                with self.subTest(platform=platform, text=text[:20]):
                    answer = self.count(platform, text)
                    self.assertEqual((answer["used"], answer["bytes"]), (used, size))

    def test_what_overflows(self):
        self.assertEqual(self.ctl("count", "--platform", "x", stdin="가" * 140).rows, [["280", "280", "weight", ""]])
        self.assertEqual(self.ctl("count", "--platform", "x", stdin="가" * 140 + "나").rows, [["282", "280", "weight", "나"]])
        self.assertTrue(self.count("x", FAMILY * 140)["fits"])
        answer = self.count("bluesky", FAMILY * 140)
        self.assertEqual((answer["fits"], answer["overflow"], answer["byte_limit"]), (False, FAMILY * 20, 3000))
        self.assertEqual(self.ctl("count", "--platform", "bluesky", stdin=FAMILY * 140).rows,
                         [["140", "300", "graphemes", FAMILY * 20], ["3500", "3000", "bytes", FAMILY * 20]])
        self.assertEqual(self.count("x", "a\u1112\u1161\u11AB" + "나" * 139)["overflow"], "나")  # no syllable is cut

    def test_hashtags(self):
        answer = self.count("instagram", " ".join(f"#태그{i}" for i in range(31)))
        self.assertEqual((answer["hashtags"], answer["hashtag_limit"], answer["fits"], answer["overflow"]), (31, 30, False, None))

    def test_every_platform(self):
        for platform in PLATFORMS:
            answer = self.count(platform, "서울\r\n소식\n")
            self.assertEqual(answer["platform"], platform)
            self.assertEqual(answer["used"], {"x": 9, "youtube": 13}.get(platform, 5))
            self.assertTrue(answer["fits"])
        self.assertEqual(self.ctl("count", "--platform", "telegram", stdin="\U0001F600").rows, [["2", "4096", "utf16_units", ""]])
        self.assertEqual(self.ctl("count", "--platform", "wordpress", stdin="").rows, [["0", "-", "code_points", ""]])

    def test_names_that_people_use(self):
        for name, platform in (("X", "x"), ("Twitter", "x"), ("트위터", "x"), ("Bluesky", "bluesky"), ("MASTODON", "mastodon")):
            self.assertEqual(self.count(name, "가")["platform"], platform)
        self.assertEqual(self.ctl("--json", "count", "--platform", "인스타그램", stdin="가", korean=True).json["platform"], "instagram")

    def test_wrong_use(self):
        for words in ([], ["--platform", "myspace"], ["--platform", "x", "text"]):
            self.refused("count", *words)
        self.assertIn("1 MB", self.ctl("count", "--platform", "x", stdin="a" * 1048577, code=1).err)


if __name__ == "__main__":
    unittest.main()
