#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""chart KIND: of a table on standard input and of the workspace, as pictures, tables and sentences."""
import os
import re
import struct
import subprocess
import unittest

from clitest import Case

KINDS = ["line", "step", "area", "stacked-area", "percent-area", "stacked-bars", "percent-bars", "grouped-bars", "diverging", "average",
         "threshold", "heatmap", "calendar", "ranking", "cloud", "slope", "bullet", "waterfall", "multiples", "sparkline"]
DAYS = "day\tpositive\tnegative\n2016-10-01\t5\t9\n2016-10-02\t7\t2\n2016-10-05\t3\t4\n"
NAMES = "name\tnow\tbefore\n따릉이\t90\t40\n미세먼지\t50\t70\n버스\t10\t\n"


class Chart(Case):
    def chart(self, *words, table="", code=0):
        """Without --workspace, with a table on standard input: a text, or bytes as they are."""
        table = table if isinstance(table, bytes) else table.encode()
        done = subprocess.run([os.environ["SOTONGCTL"], "--lang", "en", "chart", *words], input=table, capture_output=True, cwd=self.dir,
                              env={**os.environ, "XDG_DATA_HOME": self.dir, "SOTONG_WORKSPACE": ""}, timeout=120, check=False)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout.decode(), done.stderr.decode()

    def content(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def test_every_kind_of_a_table(self):
        for kind in KINDS:
            table = NAMES if kind in ("ranking", "cloud", "slope", "bullet", "waterfall") else DAYS
            for ending, begin in (("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")):
                self.chart(kind, "-o", f"{kind}.{ending}", "--width", "500", "--height", "220", table=table)
                self.assertTrue(self.content(f"{kind}.{ending}").startswith(begin), kind)
            self.assertEqual(struct.unpack(">II", self.content(f"{kind}.png")[16:24]), (500, 220))
            out, _ = self.chart(kind, "--table", table=table)
            self.assertGreater(len(out.splitlines()), 3, kind)
            out, _ = self.chart(kind, "--describe", table=table)
            self.assertGreater(len(out), 10, kind)

    def test_ordinary_and_odd_tables(self):
        for kind in KINDS:
            self.chart(kind, "-o", "empty.png")
            if kind not in ("slope", "bullet", "calendar"):
                self.chart(kind, "-o", "one.png", table="1\t2\n")
        self.chart("line", "-o", "two.png", table="1 2\n2 3\n3 5\n")
        self.chart("bars", "-o", "other-name.png", table=NAMES)
        self.chart("line", "-o", "values.png", table="1\n2\n3\n")

    def test_gaps_are_gaps(self):
        out, _ = self.chart("line", "--table", table=DAYS)
        lines = out.splitlines()
        self.assertEqual(lines[0].split("\t")[:3], ["Start", "positive", "negative"])
        self.assertEqual([line.split("\t")[0] for line in lines[1:]], [f"2016-10-0{day}" for day in range(1, 6)])
        self.assertEqual(lines[3].split("\t")[1:], ["", "", "no data"])
        out, _ = self.chart("line", "--describe", table=DAYS)
        self.assertIn("There is no data for 2 days: Mon 3 Oct – Tue 4 Oct.", out)

    def test_order_numbers_and_csv(self):
        out, _ = self.chart("line", "--table", table="3\t30\n1\t1,000\n2\t△5\n4\t-\n")
        self.assertEqual([line.split("\t")[:2] for line in out.splitlines()[1:]], [["1", "1000"], ["2", "-5"], ["3", "30"], ["4", ""]])
        self.chart("ranking", "-o", "r.csv", table=NAMES)
        self.assertTrue(self.content("r.csv").startswith(b"\xef\xbb\xbf"))
        self.assertIn("따릉이,90,40", self.content("r.csv").decode())
        out, _ = self.chart("waterfall", "--table", table="a\t100\nb\t-30\nc\t=\n")
        self.assertEqual([line.split("\t")[1] for line in out.splitlines()[1:]], ["100", "-30", "70"])
        out, _ = self.chart("average", "--window", "2", "--table", table="".join(f"{i}\t{i % 2}\n" for i in range(6)))
        self.assertIn("0.5", out)

    def test_honesty(self):
        _, err = self.chart("line", "-o", "x.png", "--relative", "positive", table=DAYS, code=2)
        self.assertIn("Relative figures", err)
        self.chart("line", "-o", "x.svg", "--relative", "all", table=DAYS)
        _, err = self.chart("area", "-o", "y.png", "--log", table=DAYS, code=2)
        self.assertIn("stand on zero", err)
        self.assertFalse(os.path.exists(self.path("y.png")))
        self.chart("line", "-o", "log.png", "--log", table=DAYS)
        self.chart("line", "-o", "right.png", "--right", "1", "--no-zero", table=DAYS)
        self.chart("line", "-o", "right.png", "--right", "2", table=DAYS, code=2)
        self.chart("line", "-o", "m.png", "--mark", "2016-10-02 Fair", "--mark", "2016-10-01..2016-10-03 Campaign", "--threshold", "6:Alarm", table=DAYS)

    def test_corrected(self):
        """Figures that a person has corrected are marked: in the picture, in its table, in its sentence."""
        for place, table, lines in (("2016-10-02", DAYS, [1]), ("2016-10-01..2016-10-02", DAYS, [0, 1]), ("2", "1\t5\n2\t6\n4\t7\n", [1]),
                                    ("버스", "따릉이\t5\n버스\t6\n", [1])):
            kind = "bars" if "버스" in table else "line"
            out, _ = self.chart(kind, "--table", "--corrected", place, table=table)
            self.assertEqual([i for i, line in enumerate(out.splitlines()[1:]) if "corrected by hand" in line], lines, place)
            self.chart(kind, "-o", "marked.svg", "--corrected", place, table=table)
            self.chart(kind, "-o", "plain.svg", table=table)
            self.assertNotEqual(self.content("marked.svg"), self.content("plain.svg"))
        for place in ("2015-10-02", "someday", ""):
            _, err = self.chart("line", "-o", "x.png", "--corrected", place, table=DAYS, code=2)
            self.assertIn(f"“{place}” is no place", err)
        self.assertFalse(os.path.exists(self.path("x.png")))

    def test_wrong_use(self):
        for words in (["line"], ["pie", "-o", "x.png"], ["line", "-o", "x.gif"], ["line", "-o", "x.png", "--width", "0"],
                      ["line", "-o", "x.png", "--style", "pink"], ["line", "-o", "x.png", "extra"], ["average", "-o", "x.png", "--window", "1"],
                      ["line", "-o", "x.png", "--threshold", "much"], ["line", "-o", "x.png", "--mark", "someday Fair"]):
            self.chart(*words, table=DAYS, code=2)
        _, err = self.chart("line", "-o", "x.png", table="1\t2\n2\tmany\n", code=2)
        self.assertIn("Line 2", err)
        self.chart("line", "-o", "no/such/folder.png", table=DAYS, code=1)

    def test_tables_of_offices(self):
        for day in ("2016.10.{}", "2016. 10. {}.", "2016/10/{}", "2016년 10월 {}일"):
            out, _ = self.chart("line", "--describe", table=f"{day.format(14)}\t5\r\n{day.format(16)}\t6\r\n")
            self.assertIn("There is no data for 1 day: Sat 15 Oct.", out, day)
        out, _ = self.chart("ranking", "--describe", table="이름\t건수\n따릉이\t7\n똠\t2\n".encode("cp949"))
        self.assertIn("따릉이", out)
        _, err = self.chart("line", "-o", "x.png", table=b"a\xff\xfe\t5\n", code=2)
        self.assertIn("is not a text", err)
        _, err = self.chart("line", "-o", "x.png", table="# made by hand\n\n2016-13-01\t5\n", code=2)
        self.assertIn("Line 3: “2016-13-01” is no day of the calendar", err)
        _, err = self.chart("line", "-o", "x.png", table="2016-10-01\tmany\n", code=2)
        self.assertIn("“many” is not a number", err)
        # Nothing is left out or put together in silence.
        _, err = self.chart("line", "-o", "x.png", table="1,2\n2,4\n", code=2)
        self.assertIn("Line 1: “1,2” is not a number", err)
        _, err = self.chart("line", "-o", "x.png", table="1\t1e999\n2\t4\n", code=2)
        self.assertIn("Line 1: “1e999” is not a number", err)
        _, err = self.chart("line", "-o", "x.png", table="1\t-inf\n2\t4\n", code=2)
        self.assertIn("“-inf” is not a number", err)
        _, err = self.chart("line", "-o", "x.png", table="1\t2\n2\t4\t5\n", code=2)
        self.assertIn("Line 2 has 3 cells, the first line 2.", err)
        _, err = self.chart("line", "-o", "x.png", table="2016-10-01\t2\n2016-10-02\t4\n2016-10-01\t5\n", code=2)
        self.assertIn("2016-10-01 stands in two lines.", err)
        _, err = self.chart("heatmap", "-o", "x.png", table="2016-10-01\t2\n2016-10-02\t4\n2016-10-01\t5\n", code=2)
        self.assertIn("2016-10-01 stands in two lines.", err)
        out, _ = self.chart("line", "--table", table="날짜\t2015년\t2016년\n1\t1,234\t1,234,567.5\t\t\n")
        self.assertIn("1234\t1234567.5", out)
        _, err = self.chart("line", "-o", "x.png", table="1\t1e308\n2\t-1e308\n", code=2)
        self.assertIn("Line 1: “1e308” is too large", err)
        self.chart("line", "-o", "x.png", table="1\t1e300\n2\t-1e300\n")
        _, err = self.chart("line", "-o", "x.png", table="날짜,건수\n2016-10-01,5\n", code=2)
        self.assertIn("put tabs in their place", err)
        out, _ = self.chart("ranking", "--table", table="# 손으로 셈\n#날짜\t건수\n#서울불꽃축제\t120\n#따릉이\t80\n#1\t7\n종로\t5\n")
        self.assertEqual([line.split("\t")[0] for line in out.splitlines()[1:]], ["#서울불꽃축제", "#따릉이", "종로"])
        out, _ = self.chart("ranking", "--table", table="#2016불꽃축제\t120\n#2016-10-01T10:00\t7\n종로\t5\n")
        self.assertEqual([line.split("\t")[0] for line in out.splitlines()[1:]], ["#2016불꽃축제", "종로"])
        out, _ = self.chart("bars", "--table", table="월\t2016\n1\t5\n2\t6\n")
        self.assertEqual([line.split("\t")[:2] for line in out.splitlines()], [["Start", "2016"], ["1", "5"], ["2", "6"]])
        # A first row without a day is no head, and one with a wrong day is told.
        out, _ = self.chart("ranking", "--table", table="미상\t3\n2016-10-01\t5\n")
        self.assertEqual([line.split("\t")[1] for line in out.splitlines()[1:]], ["5", "3"])
        _, err = self.chart("line", "-o", "x.png", table="2016-13-40\t5\n2016-10-01\t6\n", code=2)
        self.assertIn("“2016-13-40” is no day", err)
        for empty in ("", "-", "NA"):
            _, err = self.chart("line", "-o", "x.png", table=f"1\t5\n{empty}\t6\n", code=2)
            self.assertIn(f"Line 2: “{empty}” is not a number", err)
        for head in ("지역\t2015\t2016\n", "\t2016\t2015\n", '"지역"\t"2015"\t"2016"\n'):
            out, _ = self.chart("grouped-bars", "--table", table=head + '종로\t12\t"1,030"\n"중구, 을지로"\t15\t20\n')
            self.assertEqual(out.splitlines()[0].split("\t")[1:3], [word.strip('"') for word in head.strip("\n").split("\t")[1:]])
            self.assertEqual([line.split("\t")[:3] for line in out.splitlines()[1:]], [["종로", "12", "1030"], ["중구, 을지로", "15", "20"]])
        out, _ = self.chart("line", "--describe", table="날짜\t2016\n2016-10-01\t5\n2016-10-03\t6\n")
        self.assertIn("2016 11", out)
        self.assertIn("no data for 1 day", out)
        out, _ = self.chart("line", "--table", table="1\t5\r2\t9\r")
        self.assertEqual([line.split("\t")[:2] for line in out.splitlines()[1:]], [["1", "5"], ["2", "9"]])
        out, _ = self.chart("line", "--describe", table="1\t0.001\n2\t0.004\n")
        self.assertIn("0.004", out)
        # Up and down say which is which: a count below zero would stand on the wrong side.
        _, err = self.chart("diverging", "-o", "x.png", table="1\t-5\n2\t3\n", code=2)
        self.assertIn("Figures below 0", err)
        self.chart("diverging", "-o", "x.png", table="a\tpositive\tnegative\n1\t5\t-3\n2\t3\t-1\n")
        self.chart("cloud", "-o", "c.svg", table="버스\t-5\n따릉이\t3\n")
        # More series than there are looks: that is said, and not where each has a chart of its own.
        many = "".join(f"{row}\t" + "\t".join(str(row + i) for i in range(12)) + "\n" for row in range(3))
        self.assertIn("12 series share 8 looks", self.chart("line", "--table", table=many)[0])
        self.assertNotIn("looks", self.chart("multiples", "--table", table=many)[0])
        for wrong in ("0", "-3"):
            _, err = self.chart("average", "-o", "x.png", "--window", wrong, table="1\t2\n", code=2)
            self.assertIn("--window takes", err)
            _, err = self.chart("average", "-o", "x.png", "--k", wrong, table="1\t2\n", code=2)
            self.assertIn("--k takes", err)

    def test_many_points(self):
        table = "".join(f"{i}\t{i % 997}.5\n" for i in range(200000))
        self.chart("line", "-o", "many.png", "--width", "1600", "--height", "600", table=table)
        out, _ = self.chart("line", "--describe", table=table)
        self.assertIn("199,999", out)

    def test_search_trends(self):
        self.init()
        self.assertIn("naver-trend", self.ctl("chart", "line", "--searches", "--table", now=None, code=1).err)
        self.sql("INSERT INTO source (name, kind, url, interval_s, enabled) VALUES ('검색어 추이', 'naver-trend', '', 86400, 1)")
        for day, ratio in (("2016-10-01", 100), ("2016-10-02", 40.5), ("2016-10-04", 12)):
            self.sql(f"INSERT INTO relative_point SELECT max(id), '버스', '{day}', {ratio}, 1 FROM source")
        rows = self.ctl("chart", "line", "--searches", "--table", now=None).rows
        figures = {row[0][:10]: row[1] for row in rows if row[0].startswith("2016-")}
        self.assertEqual(figures.get("2016-10-02"), "40.5", rows)
        self.assertIn(figures.get("2016-10-03", ""), ("", "-"), rows) # a day between is a gap
        self.assertNotIn("2016-10-04", self.ctl("chart", "line", "--searches", "--to", "2016-10-02", "--table", now=None).out)
        self.ctl("chart", "area", "--searches", "-o", self.path("s.svg"), now=None)
        for wrong in (["ranking"], ["line", "--topic", "버스"], ["line", "--bucket", "week"]):
            self.ctl("chart", *wrong, "--searches", "--table", now=None, code=2)

    def test_notes_stand_in_the_charts(self):
        self.ctl("init", "--demo", now=None)
        day = ["--from", "2016-10-01", "--to", "2016-10-14"]
        self.ctl("note", "add", "--title", "Snow plan told", "--from", "2016-10-03", now=None)
        band = self.ctl("--json", "note", "add", "--title", "Campaign", "--from", "2016-10-05", "--to", "2016-10-07", now=None).json
        self.assertEqual(len(self.ctl("--json", "note", "list", now=None).json["notes"]), 2)
        said = self.ctl("chart", "line", "--describe", *day, now=None).out
        self.assertIn("Snow plan told (Mon 3 Oct)", said)
        self.assertIn("Campaign (Wed 5 Oct–Fri 7 Oct)", said)
        self.assertNotIn("Snow", self.ctl("chart", "line", "--describe", "--show", "none", *day, now=None).out)
        self.assertIn("posts that went out", self.ctl("chart", "line", "--describe", "--show", "notes,posts,events,campaigns", *day, now=None).out)
        self.sql("INSERT INTO alert_event (rule_id, topic_id, hour, found_at, stage, value, threshold, reason) VALUES (0, 0, 409923, 1, 4, 9, 3, 'many'), (-1, 0, 409950, 1, 0, 0, 0, 'quiet')")
        self.assertIn("Serious (Thu 6 Oct), Over (Fri 7 Oct).", self.ctl("chart", "line", "--describe", "--show", "alerts", *day, now=None).out)
        self.assertNotIn("Serious", self.ctl("chart", "line", "--describe", *day, now=None).out)
        self.ctl("chart", "line", "-o", self.path("x.png"), "--show", "dreams", now=None, code=2)
        self.ctl("note", "remove", str(band["id"]), now=None)
        self.ctl("undo", now=None)
        self.assertEqual(len(self.ctl("--json", "note", "list", now=None).json["notes"]), 2)
        self.ctl("note", "add", "--title", " ", "--from", "2016-10-03", now=None, code=1)
        self.ctl("note", "remove", "999", now=None, code=1)
        self.ctl("note", "add", now=None, code=2)

    def test_another_time_beside(self):
        self.ctl("init", "--demo", now=None)
        days = ("--from", "2016-10-01", "--to", "2016-10-14")
        head, *lines = self.ctl("chart", "line", "--table", "--compare", "previous", *days, now=None).out.splitlines()
        self.assertEqual(head.split("\t"), ["Start", "Total", "The time before: start", "The time before", "Note"])
        self.assertEqual([line.split("\t")[2] for line in lines], [f"2016-09-{day}" for day in range(17, 31)])
        before = [line.split("\t")[1] for line in self.ctl("chart", "line", "--table", "--from", "2016-09-17", "--to", "2016-09-30", now=None).out.splitlines()[1:]]
        self.assertEqual([line.split("\t")[3] for line in lines], before)
        self.assertIn("the time before ", lines[0])
        bars = self.ctl("chart", "bars", "--describe", "--compare", "previous", *days, now=None).out
        self.assertIn("the time before ", bars)
        said = re.search(r"the time before [^·]*", lines[0]).group().strip()
        for kind in ("stacked-bars", "average", "threshold"):  # the same change, whatever is drawn
            self.assertIn(said, self.ctl("chart", kind, "--describe", "--compare", "previous", *days, now=None).out)
        week = self.ctl("chart", "line", "--describe", "--compare", "last-year", "--bucket", "week", "--from", "2016-10-10", "--to", "2016-10-16", now=None).out
        self.assertRegex(week, "last year .*, of which [0-9]+ of [0-9]+ days were collected")
        part = self.ctl("chart", "line", "--describe", "--compare", "previous", "--bucket", "month", "--from", "2016-10-05", "--to", "2016-10-14", now=None).out
        alone = self.ctl("chart", "line", "--table", "--from", "2016-09-05", "--to", "2016-09-14", now=None).out.splitlines()[1:]
        hours = self.ctl("chart", "line", "--table", "--from", "2016-09-14", "--to", "2016-09-14", "--bucket", "hour", now=None).out.splitlines()[11:]
        before = sum(int(line.split("\t")[1]) for line in alone) - sum(int(line.split("\t")[1]) for line in hours)
        self.assertIn(f"the time before {before:,} ", part)  # from the 5th until ten o'clock on the 14th
        weeks = self.ctl("chart", "multiples", "--describe", "--compare", "last-year", "--bucket", "week", "--from", "2016-08-01", now=None).out
        self.assertIn("the same weeks of last year", weeks)
        self.assertNotIn("the same days", weeks)
        for kind in ("step", "area", "ranking", "slope", "cloud"):
            self.ctl("chart", kind, "--compare", "previous", "-o", self.path(f"{kind}.png"), *days, now=None)
        for kind in ("bullet", "waterfall", "sparkline", "heatmap", "calendar"):
            says, usage = self.ctl("chart", kind, "--compare", "previous", "-o", self.path("no.png"), now=None, code=2).err.splitlines()
            self.assertIn("--compare", says)
            self.assertNotIn("--compare", usage)
        self.assertIn("last-year", self.ctl("chart", "line", "--compare", "yesterday", "-o", self.path("no.png"), now=None, code=2).err)
        self.assertIn("column of its own", self.chart("line", "--compare", "previous", "-o", "no.png", table=DAYS, code=2)[1])

    def test_what_people_corrected(self):
        """Charts of the sentiment mark the days of mentions that somebody judged otherwise than the machine, and count these."""
        self.ctl("init", "--demo", now=None)
        days = ("--from", "2016-10-08", "--to", "2016-10-14")
        found = self.ctl("--json", "mentions", "search", "한강", "--limit", "40", *days, now=None).json["mentions"]
        same, other = (next(m for m in found if m["sentiment"] == kind and m["published_at"] < "2016-10-13") for kind in ("positive", "negative"))

        def marked(*words):
            lines = self.ctl("chart", "stacked-bars", "--table", *days, *words, now=None).out.splitlines()[1:]
            return [line.split("\t")[0] for line in lines if "corrected by hand" in line], lines[0]

        self.assertEqual(marked()[0], [])
        self.ctl("mentions", "label", str(same["id"]), "positive", now=None)  # as the machine had it
        self.assertEqual(marked()[0], [])
        self.ctl("mentions", "label", str(other["id"]), "positive", now=None)
        where, first = marked()
        self.assertEqual(where, [other["published_at"][:10]])
        self.assertIn("1 mention corrected by people", first)
        self.assertEqual(marked("--topic", other["topics"][0])[0], where)
        lines = self.ctl("chart", "line", "--table", *days, now=None).out  # what was counted was not corrected
        self.assertNotIn("corrected", lines)
        self.ctl("chart", "sentiment", "-o", self.path("marked.svg"), *days, now=None)
        self.ctl("undo", now=None)
        self.assertEqual(marked()[0], [])
        self.ctl("chart", "sentiment", "-o", self.path("plain.svg"), *days, now=None)
        self.assertNotEqual(self.content("marked.svg"), self.content("plain.svg"))

    def test_every_kind_of_the_workspace(self):
        self.ctl("init", "--demo", now=None)
        for kind in KINDS:
            self.ctl("chart", kind, "-o", self.path(f"w-{kind}.png"), now=None)
            self.assertGreater(os.path.getsize(self.path(f"w-{kind}.png")), 500, kind)
        for by in ("topic", "source", "word"):
            self.ctl("chart", "ranking", "--by", by, "-o", self.path("by.png"), now=None)
        line = self.ctl("chart", "line", "--describe", "--from", "2016-10-01", "--to", "2016-10-14", now=None)
        self.assertIn("times the usual", self.ctl("chart", "line", "--describe", now=None).out)
        self.assertIn("Total", line.out)
        self.ctl("chart", "line", "-o", self.path("x.png"), "--topic", "no such topic", now=None, code=1)


if __name__ == "__main__":
    unittest.main()
