#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""content export and import: what leaves the house as a calendar, a table or a workbook, and a contractor's sheet that comes in."""
import csv
import io
import os
import shutil
import subprocess
import unicodedata
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
        self.assertEqual(rows[2]["cost_planned_won"], "")  # once a content: the column can be summed
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

    def test_print(self):
        """Month, week and list as pages; the others of the calendar's filters choose what is on them."""
        for view, pages in (("month", 1), ("week", 1), ("list", 1)):
            answer = self.json("calendar", "print", "-o", f"{view}.pdf", "--view", view, "--day", "2016-10-20", korean=True)
            self.assertEqual(answer, {"file": f"{view}.pdf", "pages": pages})
            with open(self.path(f"{view}.pdf"), "rb") as file:
                self.assertEqual(file.read(5), b"%PDF-")
            if shutil.which("pdftotext"):
                text = subprocess.run(["pdftotext", self.path(f"{view}.pdf"), "-"], capture_output=True, check=True).stdout.decode()
                self.assertIn("가을소식", text.replace(" ", "").replace("\n", ""))
        self.ctl("calendar", "print", "-o", "LOUD.PDF")
        self.assertTrue(os.path.exists(self.path("LOUD.PDF")))
        if shutil.which("pdftotext"):
            self.ctl("calendar", "print", "-o", "none.pdf", "--view", "list", "--day", "2016-12-01", "--channel", "카카오", korean=True)
            text = subprocess.run(["pdftotext", self.path("none.pdf"), "-"], capture_output=True, check=True).stdout.decode()
            self.assertIn("계획된", text)
            self.assertIn("카카오", text)

    def test_print_keeps_what_was_there(self):
        self.write("old.pdf", "before")
        os.mkdir(self.path("folder.pdf"))
        self.ctl("calendar", "print", "-o", "old.pdf", "--channel", "없는 채널", code=1)
        with open(self.path("old.pdf"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "before")
        self.assertRegex(self.ctl("calendar", "print", "-o", "folder.pdf", code=1, korean=True).err, "[가-힣]")
        for words in ([], ["-o", "a.txt"], ["-o", "a.pdf", "--view", "year"], ["-o", "a.pdf", "--day", "tomorrow"], ["-o", "a.pdf", "--state", "x"],
                      ["-o", "a.pdf", "--from", "2016-10-01"], ["-o", "a.pdf", "b.pdf"]):
            self.refused("calendar", "print", *words)
            self.assertFalse(os.path.exists(self.path("a.pdf")))

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

    def test_filters(self):
        """A list and a file of it choose as the calendar does: by type, person in charge, campaign and words, each and all together."""
        self.ctl("person", "add", "--name", "김주무관")
        self.ctl("type", "add", "카드뉴스")
        self.add("Autumn 단풍", "2016-10-25 10:00")
        self.ctl("content", "edit", "1", "--owner", "김주무관")
        self.ctl("content", "edit", "4", "--type", "카드뉴스", "--owner", "김주무관")
        for words, numbers in ((["--type", "sns"], [1, 2, 3]), (["--type", "카드뉴스"], [4]), (["--person", "김주무관"], [1, 4]),
                               (["--campaign", "가을 축제"], [1]), (["--search", "autumn"], [4]), (["--search", "소식 둘째"], [1]),
                               (["--search", "본문"], [1, 2, 3, 4]), (["--search", " "], [1, 2, 3, 4]), (["--search", "없는낱말"], []),
                               (["--person", "김주무관", "--type", "sns", "--campaign", "가을 축제", "--search", "가을", "--from", "2016-10-20"], [1]),
                               (["--person", "김주무관", "--from", "2016-10-21", "--to", "2016-10-31", "--state", "scheduled"], [4])):
            self.assertEqual(sorted(c["id"] for c in self.json("content", "list", *words)["contents"]), numbers)
            self.assertEqual(sorted({int(row[0]) for row in self.ctl("content", "list", *words).rows}), numbers)
            self.assertEqual(len({row["title"] for row in self.table(*words)}), len(numbers))
            self.assertEqual(self.json("content", "export", "out.xlsx", *words)["rows"], len(self.table(*words)))
        for words in (["--type", "none"], ["--state", "nice"], ["--from", "2016-10-02", "--to", "2016-10-01"]):
            self.refused("content", "list", *words)
        for words in (["--channel", "none"], ["--campaign", "none"], ["--person", "none"]):
            self.assertIn("none", self.ctl("content", "list", *words, code=1).err)

    def test_wrong_use(self):
        for words in ([], ["a.doc"], ["a.csv", "b.csv"], ["-o", "a.csv", "b.csv"], ["a.csv", "--state", "nice"], ["a.csv", "--type", "nice"],
                      ["a.csv", "--from", "2016-10-02", "--to", "2016-10-01"]):
            self.refused("content", "export", *words)
        for words in (["--channel", "none"], ["--campaign", "none"], ["--person", "none"]):
            self.assertIn("none", self.ctl("content", "export", "a.csv", *words, code=1).err)
        self.assertIn("none", self.ctl("content", "export", self.path("none/a.csv"), code=1).err)
        self.assertFalse(os.path.exists(self.path("a.csv")))


SHEET = """관리번호,게시일,시간,매체,제목,내용,유형,캠페인,원고료
A-1,2016. 10. 20.(목),오후 3시,블로그,첫 글,"본문, 하나",블로그,가을 축제,"150,000원"
A-2,2016/10/21,,블로그/카카오,둘째 글,본문 둘,SNS,,
A-3,20161022,09:05,카카오,=SUM(A1),"여러 줄
본문",,,
"""


class Import(Case):
    def setUp(self):
        super().setUp()
        self.init()
        for name in ("블로그", "카카오"):
            self.ctl("channel", "add", "--name", name, "--platform", "naver-blog", "--url", "https://blog.example/city")
        self.ctl("campaign", "add", "--name", "가을 축제", "--from", "2016-10-01", "--to", "2016-10-31")

    def take(self, sheet, *more, **options):
        return self.json("content", "import", self.write("sheet.csv", sheet), *more, **options)

    def refuse(self, sheet, *more):
        """Nothing is written; the sentences that say why."""
        before = self.sql("SELECT count(*), max(id) FROM content")
        answer = self.ctl("content", "import", self.write("sheet.csv", sheet), *more, code=1)
        self.assertEqual(answer.out, "")
        self.assertEqual(self.sql("SELECT count(*), max(id) FROM content"), before)
        return answer.err

    def posts(self):
        return sorted((copy["publish_at"] or "", copy["channel"], content["title"], copy["state"])
                      for content in self.json("content", "list")["contents"] for copy in content["copies"])

    def test_a_month(self):
        answer = self.take(SHEET)
        self.assertEqual((answer["rows"], answer["add"], answer["update"], answer["same"], answer["keep"]), (3, 4, 0, 0, 0))
        self.assertEqual(self.posts(), [("2016-10-20T15:00:00+09:00", "블로그", "첫 글", "draft"),
                                        ("2016-10-21T10:00:00+09:00", "블로그", "둘째 글", "draft"),
                                        ("2016-10-21T10:00:00+09:00", "카카오", "둘째 글", "draft"),
                                        ("2016-10-22T09:05:00+09:00", "카카오", "=SUM(A1)", "draft")])
        content = self.json("content", "show", str(answer["posts"][0]["content_id"]))
        self.assertEqual((content["type"], content["campaign"], content["cost"], content["text"]), ("blog-post", "가을 축제", 150000, "본문, 하나"))
        content = self.json("content", "show", str(answer["posts"][3]["content_id"]))
        self.assertEqual(content["text"], "여러 줄\n본문")

    def test_rows_without_a_channel(self):
        """They are imported as drafts that go nowhere, and each is named."""
        sheet = "제목,채널,게시일\n하나,블로그,2016-11-01\n둘,,2016-11-02\n셋,,2016-11-03\n"
        for words in (["--dry-run"], []):
            answer = self.ctl("content", "import", self.write("sheet.csv", sheet), *words)
            self.assertEqual(len(answer.rows), 3)
            self.assertIn("Line 3, column “채널” (B): No channel stands here", answer.err)
            self.assertIn("Line 4, column “채널” (B): No channel stands here", answer.err)
            self.assertNotIn("Line 2", answer.err)
        self.assertEqual(len(self.posts()), 1)
        again = self.take(sheet)
        self.assertEqual((again["same"], [note["line"] for note in again["notes"]], again["problems"]), (3, [3, 4], []))
        answer = self.ctl("content", "import", self.write("sheet.csv", sheet), "--channel", "카카오")
        self.assertNotIn("No channel", answer.err)
        many = "제목,채널,게시일\n" + "".join(f"글 {i},,2016-11-05\n" for i in range(203))
        answer = self.ctl("content", "import", self.write("many.csv", many), "--dry-run")
        self.assertEqual(answer.err.count("No channel stands here"), 200)
        self.assertIn("3 more rows name no channel.", answer.err)

    def test_columns_that_are_not_used(self):
        """What is left aside is said, before and when it is imported; it is no error."""
        sheet = "제목,채널,게시일,비고,,=HYPERLINK(1),,주소\n하나,블로그,2016-11-01,나중,자료,x,,https://example.org/1\n"
        answer = self.ctl("content", "import", self.write("sheet.csv", sheet), "--dry-run")
        self.assertIn("3 columns are not used", answer.err)
        self.assertIn("“비고” (D), E, “=HYPERLINK(1)” (F).", answer.err)
        self.assertEqual(len(answer.rows), 1)
        answer = self.ctl("--json", "content", "import", self.write("sheet.csv", sheet))
        self.assertIn("“비고” (D)", answer.err)
        self.assertEqual(answer.json["unused_columns"], [{"column": 4, "heading": "비고"}, {"column": 5, "heading": ""}, {"column": 6, "heading": "=HYPERLINK(1)"}])
        self.assertEqual(len(self.posts()), 1)
        answer = self.ctl("--json", "content", "import", self.write("sheet.csv", sheet), "--mapping", "text=비고,tags=5,type=", "--mapping", "officer=")
        self.assertEqual([column["column"] for column in answer.json["unused_columns"]], [6])
        self.assertEqual(self.take("제목,채널,게시일\n둘,블로그,2016-11-02\n")["unused_columns"], [])
        many = "제목," + ",".join(f"열{i}" for i in range(60)) + "\n셋" + ",x" * 60 + "\n"
        answer = self.ctl("content", "import", self.write("many.csv", many), "--channel", "블로그", "--dry-run")
        self.assertIn("60 columns are not used", answer.err)
        self.assertIn("“열11” (M), ….", answer.err)
        self.assertNotIn("열12”", answer.err)

    def test_encodings_and_separators(self):
        for data in (SHEET.encode("cp949"), b"\xef\xbb\xbf" + SHEET.encode(), b"\xff\xfe" + SHEET.encode("utf-16-le"),
                     unicodedata.normalize("NFD", SHEET).encode(), SHEET.replace("\n", "\r\n").encode()):
            self.take(data)
            self.assertEqual(len(self.posts()), 4)
            self.assertEqual(self.posts()[0][2], "첫 글")
        for charset in ("utf-16-le", "utf-16-be"):
            self.assertEqual(self.take(SHEET.encode(charset))["same"], 4)
        table = "제목\t채널\t날짜\n탭\t블로그\t2016-11-01\n"
        self.assertEqual(self.take(table)["separator"], "\t")
        for separator in (";", "|"):
            self.assertEqual(self.take(table.replace("\t", separator).replace("탭", f"글 {ord(separator)}"))["add"], 1)

    def test_damaged(self):
        """A character that was cut makes its line wrong, and no other encoding of the sheet."""
        data = SHEET.rstrip("\n").encode() + "끝".encode()[:2]
        answer = self.ctl("content", "import", self.write("sheet.csv", data), code=1)
        self.assertIn("Line 4: Column 9 ", answer.err)
        self.assertIn("bytes that are no text in UTF-8", answer.err)
        self.assertEqual(self.posts(), [])

    def test_again(self):
        self.take(SHEET)
        before = self.posts()
        self.assertEqual(self.take(SHEET)["same"], 4)
        self.assertEqual(self.posts(), before)
        moved = self.take(SHEET.replace("2016/10/21", "2016/10/25").replace("둘째 글", "고친 둘째 글"))
        self.assertEqual((moved["add"], moved["update"], moved["same"]), (0, 2, 2))
        self.assertEqual(self.posts()[2:], [("2016-10-25T10:00:00+09:00", "블로그", "고친 둘째 글", "draft"),
                                            ("2016-10-25T10:00:00+09:00", "카카오", "고친 둘째 글", "draft")])

    def test_again_without_keys(self):
        sheet = "제목,채널,날짜,내용\n하나,블로그,2016-11-01 09:00,가\n하나,블로그,2016-11-02 09:00,나\n무날짜,블로그,,다\n"
        self.assertEqual(self.take(sheet)["add"], 3)
        answer = self.take(sheet.replace("09:00,나", "11:00,더 긴 나"))
        self.assertEqual((answer["add"], answer["update"], answer["same"]), (0, 1, 2))
        self.assertEqual([post[0] for post in self.posts()], ["", "2016-11-01T09:00:00+09:00", "2016-11-02T11:00:00+09:00"])

    def test_again_with_other_titles_and_days(self):
        """What an earlier sheet brought and this one names otherwise is changed, not doubled."""
        sheet = ("제목,채널,날짜,내용\n가을 소식,블로그,2016-11-01 09:00,가\n주간 시정,블로그,2016-11-07 09:00,나\n주간 시정,블로그,2016-11-14 09:00,나\n"
                 "단풍 길,블로그,2016-11-30 09:00,다\n")
        self.assertEqual(self.take(sheet)["add"], 4)
        answer = self.take(sheet.replace("가을 소식", "가을 소식 모음").replace("2016-11-14", "2016-11-15").replace("단풍 길", "남산 산책").replace(",다", ",라"))
        self.assertEqual((answer["add"], answer["update"], answer["same"]), (1, 2, 1))
        self.assertEqual([(post[0][5:10], post[2]) for post in self.posts()],
                         [("11-01", "가을 소식 모음"), ("11-07", "주간 시정"), ("11-15", "주간 시정"), ("11-30", "남산 산책"), ("11-30", "단풍 길")])
        self.ctl("undo")
        self.assertEqual(self.take(sheet)["same"], 4)
        # The next month's sheet takes nothing from this one's, nor does a sheet change what a person wrote.
        self.assertEqual(self.take("제목,채널,날짜,내용\n주간 시정,블로그,2016-12-05 09:00,나\n")["add"], 1)
        self.ctl("content", "add", "--title", "직접 쓴 글", "--type", "sns", "--channel", "카카오", "--at", "2016-12-06T09:00",
                 "--text-file", self.write("text.txt", "본문"))
        self.assertEqual(self.take("제목,채널,날짜,내용\n직접 쓴 글,카카오,2016-12-07 09:00,본문\n직접 쓴 글 둘,카카오,2016-12-06 09:00,본문\n")["add"], 2)

    def test_again_with_its_first_or_last_row_elsewhere(self):
        """The days of the sheet are others then; what the sheet before brought at their edge is moved all the same."""
        sheet = ("제목,채널,날짜,내용\n가을 소식,블로그,2016-11-01 09:00,가\n주간 시정,블로그,2016-11-07 09:00,나\n남산 산책,블로그,2016-11-14 09:00,다\n"
                 "단풍 길,블로그,2016-11-30 09:00,라\n")
        for old, new in (("11-01", "11-10"), ("11-30", "11-20"), ("11-01", "12-05"), ("11-30", "10-20")):
            with self.subTest(moved=f"{old} {new}"):
                self.assertEqual(self.take(sheet)["add"], 4)
                answer = self.take(sheet.replace(old, new))
                self.assertEqual((answer["add"], answer["update"], answer["same"]), (0, 1, 3))
                self.assertEqual(sorted(post[0][5:10] for post in self.posts()), sorted({"11-01", "11-07", "11-14", "11-30"} - {old} | {new}))
                self.ctl("undo")
                self.assertEqual(self.take(sheet)["same"], 4)
                self.ctl("undo")
        # The next month's sheet may begin with this one's last row, and repeat a title: that is another post.
        self.take(sheet)
        answer = self.take("제목,채널,날짜,내용\n단풍 길,블로그,2016-11-30 09:00,라\n가을 소식,블로그,2016-12-01 09:00,마\n첫눈,블로그,2016-12-20 09:00,바\n")
        self.assertEqual((answer["add"], answer["update"], answer["same"]), (2, 0, 1))
        self.assertEqual(len(self.posts()), 6)

    def test_a_year_is_not_guessed(self):
        for day in ("11/23", "11.23.", "11월 23일(수)", "11-23 09:30"):
            self.assertIn("does not say the year", self.refuse(f"제목,채널,날짜\n하나,블로그,{day}\n"))
        for day in ("26.12.4", "'26. 12. 4.(금) 09:30", "26-12-04", "26년 12월 4일"):
            self.assertIn("year of two digits", self.refuse(f"제목,채널,날짜\n하나,블로그,{day}\n"))
        self.assertIn("no day that exists", self.refuse("제목,채널,날짜\n하나,블로그,2016-02-30\n"))

    def test_a_day_alone_keeps_the_time(self):
        self.take("key,title,channel,date\nk,가,블로그,2016-11-01 16:20\n")
        self.assertEqual(self.take("key,title,channel,date\nk,가,블로그,2016-11-01\n")["same"], 1)
        self.take("key,title,channel,date\nk,가,블로그,2016-11-03\n")
        self.assertEqual(self.posts()[0][0], "2016-11-03T16:20:00+09:00")

    def test_what_an_earlier_sheet_brought_gets_its_key(self):
        self.take("title,channel,date\n가,블로그,2016-11-01\n")
        self.assertEqual(self.take("key,title,channel,date\nk,가,블로그,2016-11-01\n")["update"], 1)
        self.assertEqual(self.take("key,title,channel,date\nk,나,블로그,2016-12-01\n")["update"], 1)
        self.assertEqual(len(self.posts()), 1)

    def test_dry_run(self):
        answer = self.ctl("content", "import", self.write("sheet.csv", SHEET), "--dry-run")
        self.assertEqual([row[:2] + row[3:] for row in answer.rows], [["2", "add", "블로그", "첫 글"], ["3", "add", "블로그", "둘째 글"],
                                                                      ["3", "add", "카카오", "둘째 글"], ["4", "add", "카카오", "=SUM(A1)"]])
        self.assertEqual(self.posts(), [])
        self.assertEqual(self.sql("SELECT count(*) FROM sheet_mapping"), [(0,)])

    def test_one_step_of_undo(self):
        self.take(SHEET)
        after = self.posts()
        self.assertIn("sheet.csv", self.ctl("undo").out)
        self.assertEqual(self.posts(), [])
        self.ctl("redo")
        self.assertEqual(self.posts(), after)
        self.take(SHEET.replace("첫 글", "바뀐 글"))
        self.ctl("undo")
        self.assertEqual(self.posts(), after)

    def test_undone_and_imported_again(self):
        self.take(SHEET)
        self.ctl("undo")
        self.assertEqual(self.take(SHEET)["add"], 4)
        self.assertEqual(len(self.posts()), 4)

    def test_what_is_out_stays(self):
        self.take(SHEET)
        self.sql("UPDATE copy SET state = 'published', published_at = publish_at WHERE channel_id = 2")
        before = self.posts()
        answer = self.ctl("--json", "content", "import", self.write("sheet.csv", SHEET.replace("2016", "2017").replace("글", "새 글").replace("본문", "새 본문")))
        self.assertEqual((answer.json["keep"], answer.json["update"]), (2, 2))
        self.assertIn("Line 3", answer.err)
        self.assertIn("Line 4", answer.err)
        self.assertEqual([post for post in self.posts() if post[1] == "카카오"], [post for post in before if post[1] == "카카오"])
        number = answer.json["posts"][1]["content_id"]
        content = self.json("content", "show", str(number))
        self.assertEqual((content["title"], content["text"]), ("둘째 글", "본문 둘"))
        self.assertEqual({copy["channel"]: copy["text"] for copy in content["copies"]}, {"블로그": "새 본문 둘", "카카오": None})

    def test_states(self):
        self.take("제목,채널,날짜,상태\n가,블로그,2016-11-01 09:00,예약\n나,블로그,2016-11-02 09:00,Draft\n")
        self.assertEqual([post[3] for post in self.posts()], ["scheduled", "draft"])
        err = self.refuse("제목,채널,날짜,상태\n다,블로그,2016-10-01 09:00,예약\n라,블로그,2016-11-02,published\n마,블로그,,예약\n바,블로그,2016-11-02,멋짐\n")
        self.assertIn("Line 2, column “날짜” (C)", err)
        self.assertIn("Line 3, column “상태” (D)", self.refuse("제목,채널,날짜,상태\n다,블로그,2016-11-01,\n라,블로그,2016-11-02,published\n"))
        self.assertIn("Line 4, column “상태” (D)", err)
        self.assertIn("멋짐", err)

    def test_own_copy_texts_come_back(self):
        """What is exported and imported again changes nothing."""
        self.take("key,title,channel,date,text\nk,가,블로그,2016-11-01,길고 긴 글\nk,짧은 가,카카오,2016-11-02,짧은 글\n")
        self.ctl("content", "export", "out.csv")
        with open(self.path("out.csv"), "rb") as file:
            data = file.read()
        answer = self.take(data)
        self.assertEqual((answer["same"], answer["add"], answer["update"]), (2, 0, 0))
        self.ctl("content", "export", "out.csv", korean=True)
        with open(self.path("out.csv"), "rb") as file:
            self.assertEqual(self.take(file.read())["same"], 2)

    def test_line_ends_around_a_text_are_no_change(self):
        text = self.write("text.txt", "\n첫째 줄\n\n끝 줄\n\n")
        number = self.json("content", "add", "--title", "끝이 빈 글", "--type", "sns", "--channel", "블로그", "--channel", "카카오",
                           "--text-file", text, "--at", "2016-11-20 10:00")["id"]
        before = self.sql("SELECT body FROM content WHERE id = ?", number)
        self.assertTrue(before[0][0].endswith("끝 줄\n\n"), before)
        self.ctl("content", "export", "round.csv")
        self.assertEqual({row[1] for row in self.ctl("content", "import", "round.csv").rows}, {"same"})
        self.assertEqual(self.sql("SELECT body FROM content WHERE id = ?", number), before)
        self.assertEqual(self.sql("SELECT count(*) FROM copy WHERE content_id = ? AND (title IS NOT NULL OR body IS NOT NULL)", number), [(0,)])
        # One channel's text is changed: the others keep theirs to the last line end.
        with open(self.path("round.csv"), "rb") as file:
            sheet = file.read().decode("utf-8-sig")
        self.take(sheet.replace("끝 줄", "딴 줄", 1))
        self.assertEqual(self.sql("SELECT body FROM content WHERE id = ?", number), before)
        self.assertEqual(self.sql("SELECT count(*) FROM copy WHERE content_id = ? AND body LIKE '%딴 줄%'", number), [(1,)])

    def test_mapping(self):
        sheet = "가,나,다,라\n제목 하나,블로그,2016-11-01,글\n"
        self.assertIn("title", self.refuse(sheet))
        self.take(sheet, "--mapping", "title=가,channel=2", "--mapping", "date=다")
        self.assertEqual(self.posts(), [("2016-11-01T10:00:00+09:00", "블로그", "제목 하나", "draft")])
        # the same headings are known from now on
        self.assertEqual(self.take(sheet.replace("하나", "둘"))["add"], 1)
        self.assertEqual(self.take(sheet.replace("하나", "셋"), "--mapping", "text=라")["add"], 1)
        for words in ("title=없음", "poem=가", "title", "title=9"):
            self.refused("content", "import", self.path("sheet.csv"), "--mapping", words)
        self.assertIn("title", self.refuse(sheet, "--mapping", "title="))

    def test_one_channel_for_all(self):
        sheet = "제목,날짜\n가,2016-11-01\n"
        self.assertIn("channel", self.refuse(sheet))
        self.take(sheet, "--channel", "카카오")
        self.assertEqual(self.posts()[0][1], "카카오")
        self.assertIn("none", self.refuse(sheet, "--channel", "none"))

    def test_problems_have_their_place(self):
        err = self.refuse(SHEET + 'A-4,2016.2.30.,,라디오,,"두\n줄",시,봄 축제,많이\nA-5,45000,25:00,블로그,글,,,,\n')
        for text in ("Line 6, column “게시일” (B)", "2016.2.30.", "Line 6, column “매체” (D)", "라디오", "Line 6, column “제목” (E)", "Line 6, column “유형” (G)",
                     "Line 6, column “캠페인” (H)", "봄 축제", "Line 6, column “원고료” (I)", "많이", "Line 8, column “게시일” (B)", "45000"):
            self.assertIn(text, err)
        self.assertIn("8 things", err)
        self.assertNotIn("“title”", err)

    def test_amounts(self):
        """As offices write them: in won, in thousands, with full-width digits, less than nothing."""
        head = "제목,채널,날짜,비용\n"
        for number, (text, won) in enumerate((("１，０００원", 1000), ("\"1,000원\"", 1000), ("10천원", 10000), ("15만원", 150000), ("₩500", 500), ("-", 0))):
            self.take(head + f"글 {number},블로그,2016-11-01,{text}\n")
            self.assertEqual(self.sql("SELECT cost_planned FROM content WHERE title = ?", f"글 {number}"), [(won,)])
        self.take("제목,채널,날짜,비용(천원)\n천,블로그,２０１６．１１．１,150\n원,블로그,2016-11-01,\"150,000원\"\n")
        self.assertEqual(self.sql("SELECT cost_planned FROM content WHERE title IN ('천', '원')"), [(150000,), (150000,)])
        for text in ("△1,000", "▲1,000", "-1,000", "－１,０００원", "(1,000)", "△1천원"):
            self.assertIn("less than nothing", self.refuse(head + f"글,블로그,2016-11-01,\"{text}\"\n"))
        self.assertIn("no amount", self.refuse(head + "글,블로그,2016-11-01,\"1,00\"\n"))

    def test_units(self):
        """What stands above the columns, beside their headings or in each row says in what costs are; what is not clear is never won."""
        body = "제목,채널,날짜,비용,확정비용\n글 {0},블로그,2016-11-01,150,120\n"
        costs = "SELECT cost_planned, cost_final FROM content WHERE title = ?"
        for n, (above, planned, final) in enumerate((("(단위 : 천원)", 150000, 120000), ("[단위:천원]", 150000, 120000), ("(단위：천원)", 150000, 120000), ("2016년 11월 원고 (천원)", 150000, 120000),
                                                     ("\"(비용: 천원, 확정비용: 원)\"", 150000, 120), ("(단위: 원)", 150, 120), ("11월 계획", 150, 120), (",,,(천원),(원)", 150000, 120),
                                                     ("(단위: 비용 천원 / 확정비용 만원)", 150000, 1200000))):
            done = self.ctl("--json", "content", "import", self.write("sheet.csv", above + "\n" + body.format(n)))
            self.assertEqual(self.sql(costs, f"글 {n}"), [(planned, final)], above)
            self.assertEqual("stands above the columns" in done.err, max(planned, final) > 150, (above, done.err))
        for head, planned in (("비용(백만원)", 150000000), ("비용_만원", 1500000), ("cost_planned_won", 150)):
            self.take(f"(단위: 천원)\n제목,채널,날짜,{head}\n글 {head},블로그,2016-11-01,150\n")
            self.assertEqual(self.sql(costs, f"글 {head}"), [(planned, None)], head)
        for above in ("(비용: 천원)", "(단위: 천원, 원)", "(단위: 달러)", "(집행액: 천원)"):
            self.assertIn(f"“{above}” stands above the columns, and it is not clear", self.refuse(f"\"{above}\"\n" + body.format("x")), above)
        self.assertIn("stands above other figures", self.refuse("총 사업비 (단위: 천원)\n본예산,\"418,000\"\n" + body.format("x")))
        self.assertIn("The column “비용(달러)” is in a unit", self.refuse("제목,채널,날짜,비용(달러)\n글,블로그,2016-11-01,150\n"))
        done = self.ctl("content", "import", self.write("11월(천원).csv", body.format("x")), code=1)
        self.assertIn("Only the file's name says", done.err)
        # A column of units, each row in its own.
        rows = "제목,채널,날짜,비용,단위\n가,블로그,2016-11-02,150,천원\n나,블로그,2016-11-02,1500,원\n다,블로그,2016-11-02,2,백만원\n라,블로그,2016-11-02,,\n"
        self.assertEqual(self.take(rows)["unused_columns"], [])
        self.assertEqual([self.sql(costs, title)[0][0] for title in "가나다라"], [150000, 1500, 2000000, None])
        for unit, said in (("조원", "Line 3, column “단위” (E): “조원” in the column “단위” is no unit"), ("건", "“건” in the column “단위” is no unit"), ("", "the column “단위” is empty")):
            self.assertIn(said, self.refuse(f"제목,채널,날짜,비용,단위\n마,블로그,2016-11-02,150,천원\n바,블로그,2016-11-02,1500,{unit}\n"), unit)
        # One of pieces is none, and is told as a column that is not used.
        self.assertEqual(len(self.take("제목,채널,날짜,비용,단위\n사,블로그,2016-11-02,150,건\n")["unused_columns"]), 1)
        self.assertEqual(self.sql(costs, "사"), [(150, None)])

    def test_years_of_no_plan(self):
        """A day that exists, but in no year that anybody plans for, has its own sentence."""
        for day in ("9999-12-31", "9999.12.31. 10:00", "1899-12-31"):
            err = self.refuse(f"제목,채널,날짜\n글,블로그,{day}\n")
            self.assertIn("Line 2, column “날짜” (C)", err)
            self.assertIn(day[:4], err)
            self.assertNotIn("no day that exists", err)

    def test_the_same_row_twice(self):
        self.assertIn("Line 2 ", self.refuse("제목,채널,날짜\n가,블로그,2016-11-01\n가,블로그,2016-11-01\n"))
        self.assertIn("Line 2 ", self.refuse("key,제목,채널,날짜\nk,가,블로그,2016-11-01\nk,나,블로그,2016-11-02\n"))

    def test_rows_of_one_key_agree(self):
        """What a content has once may be left out or repeated, but not said in two ways."""
        head = "key,제목,채널,날짜,비용,유형,태그\nk,가,블로그,2016-11-01,100,SNS,축제\n"
        for row, column in (("k,가,카카오,2016-11-01,99,,", "비용"), ("k,가,카카오,2016-11-01,,블로그,", "유형"), ("k,가,카카오,2016-11-01,,,교통", "태그")):
            err = self.refuse(head + row + "\n")
            self.assertIn(f"Line 3, column “{column}”", err)
            self.assertIn("Line 2 has the same key and says otherwise", err)
        self.take(head + "k,가,카카오,2016-11-01,100,SNS,\n")

    def test_numbered_rows_are_no_keys(self):
        """Each month's sheet begins at 1 again."""
        self.take("연번,제목,채널,날짜\n1,가,블로그,2016-11-01\n")
        self.assertEqual(self.take("연번,제목,채널,날짜\n1,나,블로그,2016-12-01\n")["add"], 1)
        self.assertEqual(len(self.posts()), 2)

    def book(self, name, rows, properties="", hidden=()):
        """A workbook as a contractor sends it: numbers as numbers, days and times among them."""
        cell = lambda value: f"<c t='inlineStr'><is><t>{value}</t></is></c>" if isinstance(value, str) else f"<c><v>{value}</v></c>"
        lines = "".join(f"<row r='{n}' hidden='{int(n in hidden)}'>{''.join(map(cell, row))}</row>" for n, row in enumerate(rows, 1))
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        with zipfile.ZipFile(self.path(name), "w") as book:
            book.writestr("xl/workbook.xml", f"<workbook xmlns:r='{office}'>{properties}<sheets><sheet name='1' sheetId='1' r:id='rId1'/></sheets></workbook>")
            book.writestr("xl/_rels/workbook.xml.rels", f"<Relationships><Relationship Id='rId1' Type='{office}/worksheet' Target='worksheets/sheet1.xml'/></Relationships>")
            book.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{lines}</sheetData></worksheet>")
        return self.path(name)

    def test_contractors_workbook(self):
        """As the same table of separated values: days and times are numbers there, whatever they are counted from."""
        rows = [["11월 계획"], ["제목", "채널", "날짜", "시간", "비용(원)"], ["첫 글", "블로그", 42675, 0.625, 150000], ["둘째 글", "블로그", 42676.4375, "", 0],
                ["셋째 글", "블로그", 42677, 42677.770833333336, ""], ["넷째 글", "블로그", 42678, "", ""], ["다섯째 글", "블로그", "2016. 11. 5.", "오후 3시", ""]]
        want = [("2016-11-01T15:00:00+09:00", "블로그", "첫 글", "draft"), ("2016-11-02T10:30:00+09:00", "블로그", "둘째 글", "draft"),
                ("2016-11-03T18:30:00+09:00", "블로그", "셋째 글", "draft"), ("2016-11-04T10:00:00+09:00", "블로그", "넷째 글", "draft"),
                ("2016-11-05T15:00:00+09:00", "블로그", "다섯째 글", "draft")]
        book = self.book("업체 계획.csv", rows)  # whatever it is called
        answer = self.json("content", "import", book)
        self.assertEqual((answer["add"], answer["charset"], answer["separator"]), (5, "UTF-8", ""))
        self.assertEqual(self.posts(), want)
        self.assertEqual(self.sql("SELECT cost_planned FROM content ORDER BY id LIMIT 1"), [(150000,)])
        self.assertEqual(self.json("content", "import", book)["same"], 5)
        mac = [[cell - 1462 if isinstance(cell, (int, float)) and 20000 < cell < 80000 else cell for cell in row] for row in rows]
        self.assertEqual(self.json("content", "import", self.book("맥.xlsx", mac, "<workbookPr date1904='1'/>"))["same"], 5)
        answer = self.ctl("content", "import", self.book("숨김.xlsx", rows, hidden=(4, 5)), "--dry-run")
        self.assertIn("2 rows that the workbook hides", answer.out + answer.err)
        err = self.ctl("content", "import", self.book("틀림.xlsx", [rows[1], ["가", "블로그", 99999, 1.5, ""]]), code=1).err
        self.assertIn("Line 2, column “날짜” (C)", err)
        self.assertIn("Line 2, column “시간” (D)", err)
        for name in ("옛것.xls", "암호.xlsx"):  # Excel 97, and what has a password
            with open(self.path(name), "wb") as file:
                file.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
            self.assertIn("old form (.xls), or one with a password", self.ctl("content", "import", self.path(name), code=1).err)
        self.ctl("content", "export", self.path("우리 것.xlsx"))
        self.assertEqual({k: v for k, v in self.json("content", "import", self.path("우리 것.xlsx"), "--dry-run").items() if k in ("add", "update", "same")},
                         {"add": 0, "update": 0, "same": 5})

    def test_bad_sheets(self):
        wide = ",".join(f"c{i}" for i in range(40000))
        for sheet, text in ((wide + "\n" + wide + "\n", "Line 1"), ("제목,채널\n가,\"" + "가" * 1800000 + "\"\n", "Line 2: column 2"),
                            ("제목,채널\n\"가,블로그\n", "Line 2"), ("", "sheet.csv"), ("제목,채널\n", "no rows"), (b"PK\x03\x04xx", "workbook"),
                            ("제목,채널,내용\n가,블로그," + "나" * 400000 + "\n", "Line 2, column “내용” (C)"),
                            ("제목,채널\n" + "가" * 501 + ",블로그\n", "Line 2, column “제목” (A)")):
            self.assertIn(text, self.refuse(sheet))
        for verb in (["content", "import"], ["budget", "import"], ["ad", "import"]):
            err = self.ctl(*verb, self.path("none.csv"), code=1).err
            self.assertIn("“none.csv” cannot be read: there is no such file.", err)
            self.assertNotIn(self.dir, err) # the library's words, which are English in every language
        self.assertIn("“none.ics” cannot be read: there is no such file.", self.ctl("content", "import", self.path("none.ics"), code=1).err)
        self.assertIn(self.dir.rsplit("/", 1)[1], self.ctl("content", "import", self.dir, code=1).err)

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_no_permission(self):
        for name in ("a.csv", "a.ics"):
            os.chmod(self.write(name, "x"), 0)
            err = self.ctl("content", "import", self.path(name), code=1).err
            self.assertIn(f"“{name}” cannot be read: this account may not open it.", err)
            self.assertNotIn(self.dir, err)

    def test_no_sheet_at_all(self):
        """Bytes that are no text are called that, and not a sheet whose columns are unknown."""
        self.assertIn("“sheet.csv”, line 1:", self.refuse(bytes(range(128, 256)) * 4))
        self.assertIn("“sheet.csv”, line 1:", self.refuse("제목,채널,내".encode() + b"\xff\xfe,x\n" + "가,블로그,나\n".encode()))

    def test_names_of_types(self):
        """As contractors write them, with white space and without."""
        rows = (("블로그 게시물", "blog-post"), ("블로그글", "blog-post"), ("SNS콘텐츠", "sns"), ("sns  콘텐츠", "sns"), ("공동콘텐츠", "joint"),
                ("시민 참여 캠페인", "citizen-campaign"), ("페이스북광고", "advertisement"), ("분석보고서", "report"))
        self.take("제목,채널,날짜,유형\n" + "".join(f"글 {i},블로그,2016-11-0{i + 1},{name}\n" for i, (name, _) in enumerate(rows)))
        self.assertEqual(self.sql("SELECT type_id FROM content ORDER BY id"), [(id,) for _, id in rows])
        self.ctl("type", "add", "카드 뉴스")
        self.take("제목,채널,날짜,유형\n새 글,블로그,2016-11-20,카드 뉴스\n새 글,블로그,2016-11-21,카드뉴스\n")
        self.assertEqual(self.sql("SELECT content_type.name FROM content JOIN content_type ON content_type.id = content.type_id WHERE title = '새 글'"), [("카드 뉴스",)] * 2)
        self.assertIn("뉴스 카드", self.refuse("제목,채널,날짜,유형\n헌 글,블로그,2016-11-20,뉴스 카드\n"))

    def test_many_problems_are_counted(self):
        err = self.refuse("제목,채널\n" + "가,없음\n" * 500)
        self.assertLess(len(err.splitlines()), 250)
        self.assertIn("500 things", err)

    def test_formulas_stay_text(self):
        self.take("title,channel,text\n'=1+1,블로그,\"=HYPERLINK(\"\"http://x\"\")\"\n")
        content = self.json("content", "show", "1")
        self.assertEqual((content["title"], content["text"]), ("=1+1", '=HYPERLINK("http://x")'))

    def test_wrong_use(self):
        self.refused("content", "import")
        self.refused("content", "import", "a.csv", "b.csv")
        self.refused("content", "import", self.write("a.csv", SHEET), "--separator", "x")
        self.refused("content", "import", self.path("a.csv"), "--name", "층")


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

    def test_a_table_of_one_language_is_read_in_the_other(self):
        """Every type and state of a year's programme, and the mark of made data, which is no unknown column."""
        self.ctl("init", "--demo", now=None)
        for korean in (False, True):
            self.ctl("content", "export", "out.csv", now=None, korean=korean)
            with open(self.path("out.csv"), encoding="utf-8-sig", newline="") as file:
                rows = len(list(csv.reader(file))) - 1
            done = self.json("content", "import", "out.csv", "--dry-run", now=None, korean=not korean)
            self.assertEqual((done["add"], done["update"], done["same"] + done["keep"]), (0, 0, rows))
            self.assertEqual(done["unused_columns"], [])


if __name__ == "__main__":
    unittest.main()
