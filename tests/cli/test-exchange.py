#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""content export: what leaves the house as a calendar, a table and a workbook."""
import csv
import io
import os
import unittest
import xml.etree.ElementTree
import zipfile

from clitest import Case


def events(text):
    """The events of a calendar, each a dictionary of its lines, unfolded."""
    found, lines = [], text.replace("\r\n ", "").split("\r\n")
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
            inside = True
        elif line == "BEGIN:VALARM":
            inside = False
        elif line == "END:VALARM":
            inside = True
        elif found and inside:
            found[-1][name.partition(";")[0]] = value
    return found


class Export(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "=본문, \"따옴표\"\n둘째 줄; 셋째")
        for name in ("블로그", "카카오"):
            self.ctl("channel", "add", "--name", name, "--platform", "naver-blog", "--url", "https://blog.example/city")
        self.ctl("campaign", "add", "--name", "가을 축제", "--from", "2016-10-01", "--to", "2016-10-31")
        self.add("가을 소식", "2016-10-20 09:30", "--campaign", "가을 축제", "--channel", "카카오")
        self.add("=HYPERLINK(\"http://x\")", "2016-11-02 23:30")
        self.add("날짜 없음", None)

    def add(self, title, at, *more):
        when = ["--at", at] if at else []
        return self.json("content", "add", "--title", title, "--type", "sns", "--channel", "블로그", "--text-file", self.text,
                         "--cost", "150000", *when, *more)["id"]

    def export(self, name, *more, **options):
        answer = self.ctl("content", "export", name, *more, **options)
        self.assertEqual((answer.out, answer.err), ("", ""))
        with open(self.path(name), "rb") as file:
            return file.read()

    def table(self, *more, **options):
        data = self.export("out.csv", *more, **options)
        self.assertTrue(data.startswith(b"\xef\xbb\xbf"))
        self.assertNotIn(b"\n", data.replace(b"\r\n", b"").replace("=본문, \"\"따옴표\"\"\n".encode(), b""))
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    def test_table(self):
        rows = self.table()
        self.assertEqual([(row["publish_at"], row["channel"], row["title"], row["state"]) for row in rows],
                         [("", "블로그", "날짜 없음", "Draft"),
                          ("2016-10-20T09:30:00+09:00", "블로그", "가을 소식", "Scheduled"),
                          ("2016-10-20T09:30:00+09:00", "카카오", "가을 소식", "Scheduled"),
                          ("2016-11-02T23:30:00+09:00", "블로그", "'=HYPERLINK(\"http://x\")", "Scheduled")])
        self.assertEqual((rows[1]["campaign"], rows[1]["cost_planned_won"], rows[1]["cost_final_won"]), ("가을 축제", "150000", ""))
        self.assertEqual(rows[1]["text"], "'=본문, \"따옴표\"\n둘째 줄; 셋째")
        self.assertEqual(rows[1]["key"], rows[2]["key"])
        self.assertNotEqual(rows[0]["key"], rows[1]["key"])

    def test_table_in_korean(self):
        rows = self.table(korean=True)
        self.assertEqual((rows[1]["게시일시"], rows[1]["유형"], rows[1]["상태"]), ("2016-10-20T09:30:00+09:00", "SNS 콘텐츠", "예약"))
        self.assertEqual(rows[1]["계획비용_원"], "150000")

    def test_conditions(self):
        self.assertEqual(len(self.table("--from", "2016-10-01", "--to", "2016-10-31")), 2)
        self.assertEqual(len(self.table("--channel", "카카오")), 1)
        self.assertEqual(len(self.table("--campaign", "가을 축제")), 2)
        self.assertEqual(len(self.table("--state", "draft")), 1)
        self.assertEqual(self.table("--state", "published"), [])
        self.assertEqual(len(self.table("--from", "2016-11-02")), 1)

    def test_calendar(self):
        data = self.export("out.ics")
        self.assertTrue(data.startswith(b"BEGIN:VCALENDAR\r\n") and data.endswith(b"END:VCALENDAR\r\n"))
        self.assertEqual(data.replace(b"\r\n", b"").count(b"\n"), 0)
        self.assertLessEqual(max(map(len, data.split(b"\r\n"))), 75)
        found = events(data.decode())
        self.assertEqual([(event["SUMMARY"], event["DTSTART"], event["DTEND"], event["STATUS"]) for event in found],
                         [("가을 축제", "20161001", "20161101", "CONFIRMED"),
                          ("[블로그] 가을 소식", "20161020T093000", "20161020T100000", "CONFIRMED"),
                          ("[카카오] 가을 소식", "20161020T093000", "20161020T100000", "CONFIRMED"),
                          ("[블로그] =HYPERLINK(\"http://x\")", "20161102T233000", "20161103T000000", "CONFIRMED")])
        self.assertEqual(len({event["UID"] for event in found}), 4)
        self.assertIn(b"TZID:Asia/Seoul\r\n", data)
        self.assertIn(b"DTSTART;TZID=Asia/Seoul:20161020T093000\r\n", data)
        self.assertEqual(found[1]["CATEGORIES"], "블로그,가을 축제")
        self.assertEqual(found[1]["DTSTAMP"], "20161014T010000Z")

    def test_a_calendar_keeps_its_names(self):
        first = events(self.export("a.ics").decode())
        second = events(self.export("b.ics").decode())
        self.assertEqual([(e["UID"], e["SEQUENCE"]) for e in first], [(e["UID"], e["SEQUENCE"]) for e in second])

    def test_workbook(self):
        self.export("out.xlsx", korean=True)
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            self.assertIsNone(book.testzip())
            for name in book.namelist():
                if name.endswith((".xml", ".rels")):
                    xml.etree.ElementTree.fromstring(book.read(name))
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        self.assertIn("콘텐츠", self.name_of_sheet())
        self.assertIn("=HYPERLINK(&quot;http://x&quot;)", sheet.replace('"http://x"', "&quot;http://x&quot;"))
        self.assertNotIn("<f>", sheet)
        self.assertIn("<autoFilter", sheet)

    def name_of_sheet(self):
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            return book.read("xl/workbook.xml").decode()

    def test_the_option_for_the_file(self):
        answer = self.json("content", "export", "-o", self.path("o.csv"), "--from", "2016-10-01", "--to", "2016-10-31")
        self.assertEqual(answer, {"file": self.path("o.csv"), "rows": 2})
        self.assertTrue(os.path.exists(self.path("o.csv")))

    def test_what_was_there_stays_until_the_new_is_whole(self):
        self.write("out.csv", "old")
        os.chmod(self.path("out.csv"), 0o640)
        self.export("out.csv")
        self.assertEqual(os.stat(self.path("out.csv")).st_mode & 0o777, 0o640)
        self.assertEqual([name for name in os.listdir(self.dir) if name.startswith(".sotong-")], [])

    def test_wrong_use(self):
        for words in ([], ["a.doc"], ["a.csv", "b.csv"], ["-o", "a.csv", "b.csv"], ["a.csv", "--state", "nice"],
                      ["a.csv", "--from", "2016-10-02", "--to", "2016-10-01"]):
            self.refused("content", "export", *words)
        for words in (["--channel", "none"], ["--campaign", "none"]):
            self.assertIn("none", self.ctl("content", "export", "a.csv", *words, code=1).err)
        self.assertIn("none", self.ctl("content", "export", self.path("none/a.csv"), code=1).err)
        self.assertFalse(os.path.exists(self.path("a.csv")))


class Demo(Case):
    def test_made_data_says_so(self):
        self.ctl("init", "--demo", now=None)
        for name in ("out.csv", "out.ics", "out.xlsx"):
            self.ctl("content", "export", name, "--from", "2016-03-01", "--to", "2016-03-31", now=None)
        with open(self.path("out.csv"), encoding="utf-8-sig", newline="") as file:
            self.assertEqual({row["data_kind"] for row in csv.DictReader(file)}, {"made for demonstration"})
        with open(self.path("out.ics"), encoding="utf-8", newline="") as file:
            text = file.read()
        self.assertIn("X-WR-CALNAME:Content calendar (demo)", text)
        self.assertTrue(all("Data made for the demonstration" in event["DESCRIPTION"] for event in events(text) if event["UID"].startswith("post-")))


if __name__ == "__main__":
    unittest.main()
