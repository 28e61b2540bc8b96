#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""promise: what the year promised, and how it stands."""
import csv
import os
import unittest
import zipfile

from clitest import HANGUL, Case

TARGET = {"id", "type", "campaign", "name", "promised", "done", "scheduled", "draft", "unit", "pace_expected", "projected_on", "verdict", "line"}
VERDICTS = {"met", "on-track", "late", "missed", "not-begun", "unknown"}


class Empty(Case):
    """A workspace in which nothing was promised yet."""

    def setUp(self):
        super().setUp()
        self.init()

    def targets(self, *more):
        return self.json("promise", *more)["targets"]

    def test_nothing(self):
        answer = self.ctl("promise")
        self.assertEqual(answer.out, "")
        self.assertIn("promise set", answer.err)
        self.assertEqual(self.targets(), [])
        answer = self.ctl("promise", "--year", "2014")  # a new workspace knows no year: nothing is promised in any
        self.assertEqual(answer.out, "")
        self.assertIn("promise set", answer.err)
        self.assertEqual(self.targets("--year", "2014"), [])
        for words in ([], ["--year", "2014"]):
            answer = self.ctl("promise", *words, "-o", self.path("promise.csv"), code=1)
            self.assertIn("promise set", answer.err)
            self.assertFalse(os.path.exists(self.path("promise.csv")))
        self.ctl("promise", "set", "--type", "sns", "--quantity", "40", "--year", "2016")
        self.assertIn("2014", self.ctl("promise", "--year", "2014", code=1).err)

    def test_set_and_remove(self):
        number = self.json("promise", "set", "--type", "blog-post", "--quantity", "500", "--unit", "건")["id"]
        target, = self.targets()
        self.members(target, TARGET)
        self.assertEqual((target["id"], target["type"], target["campaign"], target["line"], target["unit"]), (number, "blog-post", None, None, "건"))
        # 500 × 288 ÷ 366 = 393.4
        self.assertEqual((target["promised"], target["done"], target["pace_expected"], target["projected_on"], target["verdict"]),
                         (500, 0, 393, None, "unknown"))
        self.assertEqual(self.json("promise", "set", "--type", "blog-post", "--quantity", "480")["id"], number)
        self.assertEqual([(t["promised"], t["unit"]) for t in self.targets()], [(480, "건")])
        self.ctl("promise", "remove", str(number))
        self.assertEqual(self.targets(), [])
        self.assertIn("no such promise", self.ctl("promise", "remove", str(number), code=1).err)
        self.assertIn("no such promise", self.ctl("promise", "show", str(number), code=1).err)
        for left in ([480], [500], []):
            self.ctl("undo")
            self.assertEqual([t["promised"] for t in self.targets()], left)
        self.ctl("redo")
        self.assertEqual([t["promised"] for t in self.targets()], [500])
        self.assertEqual(self.ctl("check").code, 0)
        self.assertEqual(self.ctl("budget", "check").code, 0)

    def test_another_year(self):
        self.ctl("promise", "set", "--type", "report", "--quantity", "12", "--year", "2017")
        target, = self.targets("--year", "2017")
        self.assertEqual((target["pace_expected"], target["verdict"]), (0, "not-begun"))
        target, = self.targets("--year", "2017", "--now", "2018-01-01")
        self.assertEqual((target["pace_expected"], target["verdict"]), (12, "missed"))

    def test_of_a_campaign(self):
        self.ctl("campaign", "add", "--name", "축제", "--from", "2016-10-01", "--to", "2016-10-20")
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--url", "https://blog.example/city")
        self.ctl("promise", "set", "--type", "sns", "--quantity", "2", "--campaign", "축제")
        text = self.write("text.txt", "안녕하세요\n")
        add = ["content", "add", "--type", "sns", "--channel", "블로그", "--text-file", text, "--title", "축제 소식"]
        self.ctl(*add, "--campaign", "축제", "--at", "2016-10-18 10:00")
        self.ctl(*add, "--at", "2016-10-18 11:00")
        target, = self.targets()
        self.assertEqual((target["campaign"], target["scheduled"], target["draft"]), ("축제", 1, 0))
        self.assertEqual(target["pace_expected"], 1)  # 2 × 14 ÷ 20
        self.ctl(*add, "--campaign", "축제", "--at", "2016-10-20 23:00")
        target, = self.targets()
        self.assertEqual((target["scheduled"], target["projected_on"], target["verdict"]), (2, "2016-10-20", "on-track"))
        self.assertIn("no campaign", self.ctl("promise", "set", "--type", "sns", "--quantity", "2", "--campaign", "없음", code=1).err)

    def test_wrong_use(self):
        for words in (["set"], ["set", "--type", "sns"], ["set", "--type", "sns", "--quantity", "0"], ["set", "--type", "sns", "--quantity", "1000001"],
                      ["set", "--type", "sns", "--quantity", "many"], ["set", "--type", "sns", "--quantity", "1", "more"], ["--year", "0"],
                      ["--year", "now"], ["-o", "promise.xls"], ["remove"], ["remove", "all"], ["show"]):
            self.refused("promise", *words)
        self.assertIn("no type", self.ctl("promise", "set", "--type", "poem", "--quantity", "1", code=1).err)
        self.assertIn("no budget line", self.ctl("promise", "set", "--type", "sns", "--quantity", "1", "--line", "없음", code=1).err)
        self.assertEqual(self.targets(), [])


class Demo(Case):
    """The programme of 2016, as its document promised it."""

    def setUp(self):
        super().setUp()
        self.ctl("init", "--demo")

    def test_as_promised(self):
        targets = self.json("promise", "--year", "2016")["targets"]
        self.assertEqual([(t["type"], t["promised"]) for t in targets],
                         [("blog-post", 500), ("sns", 40), ("joint", 40), ("citizen-campaign", 3), ("white-paper", 1), ("advertisement", 150)])
        self.assertEqual([t["pace_expected"] for t in targets], [t["promised"] * 288 // 366 for t in targets])
        for target in targets:
            self.members(target, TARGET)
            self.assertIn(target["verdict"], VERDICTS)
            # Each figure is as many contents.
            behind = self.json("promise", "show", str(target["id"]))["contents"]
            for state in ("done", "scheduled", "draft"):
                self.assertEqual(len([c for c in behind if c["state"] == state]), target[state], (target["type"], state))
        self.assertEqual(targets, self.json("promise")["targets"])

    def rows_of(self, name):
        with open(self.path(name), encoding="utf-8-sig") as file:
            return list(csv.DictReader(file))

    def test_equals_the_report(self):
        self.ctl("report", "performance", "--period", "2016-10", "-o", "performance.csv")
        self.ctl("promise", "--now", "2016-10-31T23:59:59+09:00", "-o", "promise.csv")
        report, promise = map(self.rows_of, ("performance.csv", "promise.csv"))
        self.assertEqual([(row["target"], row["done"], row["scheduled"]) for row in report],
                         [(row["promised"], row["done"], row["scheduled"]) for row in promise])

    def test_moves_with_the_calendar(self):
        channel = self.json("channel", "list")["channels"][0]["name"]
        text = self.write("text.txt", "안녕하세요\n")

        def papers():
            target, = (t for t in self.json("promise")["targets"] if t["type"] == "white-paper")
            return target["done"], target["scheduled"], target["draft"], target["verdict"], target["projected_on"]
        self.assertEqual(papers(), (0, 0, 1, "unknown", None))
        self.ctl("content", "add", "--title", "백서", "--type", "white-paper", "--channel", channel, "--text-file", text, "--at", "2016-12-20 10:00")
        self.assertEqual(papers(), (0, 1, 1, "on-track", "2016-12-20"))
        self.ctl("undo")
        self.assertEqual(papers(), (0, 0, 1, "unknown", None))

    def test_in_the_offices_form(self):
        """The file is made as other reports are: in the office's form."""
        self.ctl("report", "template", "set", "promise", self.write("form.txt", "title = 약속 이행 현황\n"))
        self.ctl("promise", "-o", "a.hwpx", korean=True)
        with zipfile.ZipFile(self.path("a.hwpx")) as package:
            self.assertIn("약속 이행 현황", package.read("Contents/section0.xml").decode())
        self.ctl("promise", "-o", "a.xlsx", korean=True)

    def test_korean_and_pdf(self):
        self.ctl("promise", "-o", "a.csv", korean=True)
        self.assertTrue(all(HANGUL.search(name) for name in self.rows_of("a.csv")[0]))
        self.ctl("promise", "-o", "a.pdf")
        with open(self.path("a.pdf"), "rb") as file:
            self.assertEqual(file.read(5), b"%PDF-")


if __name__ == "__main__":
    unittest.main()
