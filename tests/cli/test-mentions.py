#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""mentions count, export, save and saved: copies counted both ways, and files for the departments."""
import csv
import html
import io
import json
import os
import re
import shutil
import unittest
import zipfile

from clitest import Case

ARTICLE = ("서울시는 13일 가을 축제 기간에 여의도 한강공원 주변 도로의 차량 통행을 오후 두 시부터 밤 열 시까지 통제한다고 밝혔다. "
           "시민들은 지하철과 시내버스를 이용해 달라고 시 관계자는 당부했다.")


class Mentions(Case):
    def setUp(self):
        super().setUp()
        self.init()
        rows = [{"external_id": f"a{i}", "author": f"김기자{i}", "published_at": f"2016-10-0{i + 1}T12:00:00+09:00", "url": f"https://p{i}.example/1",
                 "text": f"[{i}보] {ARTICLE} 기자 {i}"} for i in range(5)]
        rows += [{"external_id": "b", "author": "이시민", "published_at": "2016-10-07T12:00:00+09:00", "url": "https://c.example/9", "text": "=1+1 버스, \"늦어요\"\n둘째 줄 😀"}]
        path = self.write("in.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        self.ctl("mentions", "import", path, "--source", "신문")

    def test_both_ways(self):
        self.assertEqual(self.json("mentions", "count"), {"mentions": 6, "articles": 2})
        self.assertEqual(self.ctl("mentions", "count", "한강공원").rows, [["mentions", "5"], ["articles", "1"]])
        self.assertEqual(self.json("mentions", "count", "--from", "2016-10-01", "--to", "2016-10-02"), {"mentions": 2, "articles": 1})
        whole = self.json("mentions", "list")["mentions"]
        self.assertEqual([mention["copies"] for mention in whole], [1, 5, 5, 5, 5, 5])
        grouped = self.json("mentions", "list", "--grouped")["mentions"]
        self.assertEqual([mention["copies"] for mention in grouped], [1, 5])
        self.assertIn(grouped[1]["id"], [mention["id"] for mention in whole[1:]])
        self.assertEqual(len(self.json("mentions", "search", "한강공원", "--grouped", "--limit", "1")["mentions"]), 1)

    def test_csv(self):
        self.ctl("mentions", "export", "-o", "out.csv")
        with open(self.path("out.csv"), "rb") as file:
            data = file.read()
        self.assertTrue(data.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        self.assertEqual(len(rows), 7)
        self.assertEqual(rows[1][1:4], ["2016-10-07T12:00:00+09:00", "신문", ""])
        self.assertEqual((rows[1][4], rows[2][4]), ("이○○", "김○○"))
        self.assertEqual(rows[2][6], "5")
        self.assertNotIn("이시민".encode(), data)
        self.assertFalse(rows[1][8].startswith("="))
        self.ctl("mentions", "export", "-o", "out.csv", "--with-authors")
        with open(self.path("out.csv"), "rb") as file:
            self.assertIn("이시민".encode(), file.read())

    def test_addresses_name_nobody(self):
        """An address holds the author's handle on many sites: it is hidden with the name, and a table that hides it loses no row when it is imported."""
        places = ("https://x.com/citykim/status/1", "https://bsky.app/profile/citykim/post/2", "https://mastodon.example/@citykim/3", "https://blog.naver.com/citykim/4",
                  "https://citykim.tistory.com/5", "https://other.tistory.com/5", "https://www.youtube.com/@citykim", "https://board.example/view?by=citykim&no=6")
        rows = [{"external_id": f"h{i}", "author": "citykim", "published_at": f"2016-10-09T12:0{i}:00+09:00", "url": url, "text": f"{'가나다라마바사아'[i]} 동네에 가로등을 놓아 주세요"}
                for i, url in enumerate(places)]
        self.ctl("mentions", "import", self.write("more.jsonl", "".join(json.dumps(row) + "\n" for row in rows)), "--source", "광장")
        for name in ("out.csv", "out.jsonl"):
            self.ctl("mentions", "export", "-o", name, "--from", "2016-10-09")
            with open(self.path(name), encoding="utf-8-sig") as file:
                text = file.read()
            self.assertNotIn("citykim", text)
            for shown in ("https://x.com/○○/status/1", "https://blog.naver.com/○○/4", "https://board.example/view?by=○○&no=6"):
                self.assertIn(shown, text)
            other = self.path("other.sotong")
            self.ctl("init", workspace=other)
            self.assertEqual(self.json("mentions", "import", name, "--source", "광장", workspace=other), {"rows": 8, "new": 8, "known": 0})
            self.assertEqual({mention["url"] for mention in self.json("mentions", "list", workspace=other)["mentions"]}, {None})
            os.unlink(other)
        self.ctl("mentions", "export", "-o", "out.csv", "--from", "2016-10-09", "--with-authors")
        with open(self.path("out.csv"), encoding="utf-8-sig") as file:
            self.assertIn("https://x.com/citykim/status/1", file.read())

    def test_in_korean(self):
        """Who opens a table reads no English in it; what a program reads keeps its words."""
        self.ctl("mentions", "label", str(self.json("mentions", "list", "--limit", "1")["mentions"][0]["id"]), "negative")
        for korean, word in ((True, "부정"), (False, "negative")):
            self.ctl("mentions", "export", "-o", "out.csv", korean=korean)
            with open(self.path("out.csv"), encoding="utf-8-sig") as file:
                self.assertEqual(list(csv.reader(file))[1][5], word)
        self.ctl("mentions", "export", "-o", "out.jsonl", korean=True)
        with open(self.path("out.jsonl"), encoding="utf-8") as file:
            self.assertEqual(json.loads(file.readline())["sentiment"], "negative")

    def test_comes_back(self):
        """What is exported is imported again as it was, without the names that the export hid."""
        was = [[mention[key] for key in ("published_at", "url", "text")] for mention in self.json("mentions", "list")["mentions"]]
        for name, korean in (("out.csv", False), ("out.csv", True), ("out.jsonl", False)):
            self.ctl("mentions", "export", "-o", name, korean=korean)
            other = self.path("other.sotong")
            self.ctl("init", workspace=other)
            self.assertEqual(self.json("mentions", "import", name, "--source", "신문", workspace=other), {"rows": 6, "new": 6, "known": 0})
            now = self.json("mentions", "list", workspace=other)["mentions"]
            self.assertEqual([[mention[key] for key in ("published_at", "url", "text")] for mention in now], was)
            self.assertEqual({mention["author"] for mention in now}, {""})
            os.unlink(other)

    def test_comes_back_where_it_is(self):
        """A table that hides authors, and with them most addresses, brings nothing new where its mentions are."""
        rows = [{"external_id": f"h{i}", "author": name, "published_at": f"2016-10-08T12:0{i // 3}:00+09:00",
                 "url": f"https://x.com/{name}/status/{i}", "text": f"{'가나다라마바사아'[i]} 동네에 가로등을 놓아 주세요"}
                for i, name in enumerate(("citykim", "citykim", "김시민", "이시민", "박시민", "citykim", "최시민", "이시민"))]
        rows += [{"external_id": f"s{i}", "author": name, "published_at": "2016-10-08T13:00:00+09:00", "text": "찬성합니다"}
                 for i, name in enumerate(("김시민", "이시민"))]
        self.json("mentions", "import", self.write("a.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)), "--source", "광장")
        self.ctl("topic", "add", "--name", "가로등", "--any", "가로등", "--exclude-authors", "citykim")
        n = self.json("mentions", "count")
        for source in ("광장", "다른 곳"):
            for name in ("out.csv", "out.jsonl"):
                self.ctl("mentions", "export", "-o", name)
                self.assertEqual(self.json("mentions", "import", name, "--source", source), {"rows": 16, "new": 0, "known": 16})
                self.assertEqual(self.json("mentions", "count"), n)
                self.assertEqual(self.ctl("topic", "list").rows[0][2], "5") # who is left out stays out
        self.assertEqual(self.json("check"), {"findings": []})

    def test_comments_come_back_each(self):
        """Comments that share their article's address, some with the same words, are as many where a table of them is imported, once and again."""
        rows = [{"external_id": f"c{i}", "author": f"{'김이박최'[i % 4]}시민{i}", "published_at": f"2016-10-08T12:00:{i // 4:02}+09:00", "url": "https://news.example/a/1",
                 "text": "찬성합니다" if i < 8 else f"{'가나다라마바사아'[i - 8]} 동네도 부탁합니다"} for i in range(16)]
        rows.append(dict(rows[0], external_id="twin", author="김이웃", text="찬성합니다")) # the same letter, second and words
        self.ctl("mentions", "import", self.write("c.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)), "--source", "광장")
        self.assertEqual(self.json("mentions", "count", "--source", "광장")["mentions"], 17)
        for name, more in (("out.csv", ()), ("out.jsonl", ()), ("out.csv", ("--with-authors",)), ("out.jsonl", ("--with-authors",)), ("out.xlsx", ())):
            self.ctl("mentions", "export", "-o", name, "--source", "광장", *more, korean=True)
            if name == "out.xlsx":
                name = self.sheet_as_csv(name)
            other = self.path("other.sotong")
            self.ctl("init", workspace=other)
            for n in (17, 0):
                self.assertEqual(self.json("mentions", "import", name, "--source", "댓글", workspace=other), {"rows": 17, "new": n, "known": 17 - n}, (name, more))
            self.assertEqual(self.json("mentions", "count", workspace=other)["mentions"], 17)
            os.unlink(other)
            self.assertEqual(self.json("mentions", "import", name, "--source", "댓글"), {"rows": 17, "new": 0, "known": 17}, (name, more))
        self.assertEqual(self.json("check"), {"findings": []})

    def test_copy_of_a_workspace(self):
        """What a copy of the workspace's file collected by itself is not taken for what the other one exports under the same identifiers."""
        def bring(where, letters):
            rows = [{"external_id": f"{letters}{i}", "published_at": "2016-10-08", "author": f"{letters}시민", "text": f"{letters} 동네 {i}번째 골목에 가로등을 놓아 주세요"} for i in range(500)]
            self.ctl("mentions", "import", self.write("own.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)), "--source", "민원", workspace=where)

        other = self.path("other.sotong")
        shutil.copy(self.workspace, other)
        bring(self.workspace, "윗")
        bring(other, "아랫")
        self.ctl("mentions", "export", "-o", "out.jsonl", "--with-authors")
        for new in (500, 0):
            self.assertEqual(self.json("mentions", "import", "out.jsonl", "--source", "받은 것", workspace=other), {"rows": 506, "new": new, "known": 506 - new})
        self.assertEqual(self.json("check", workspace=other), {"findings": []})

    def test_ids_of_others(self):
        """Of a table of another system the first column that may be an id's is one, whatever stands behind it."""
        table = "번호,글번호,식별자,identifier,작성일,내용\n{},{},{},{},2016-10-08,가로등이 어두워요\n"
        for ids, new in (((7, 8, 9, 10), 1), ((7, 1, 2, 3), 0), ((6, 8, 9, 10), 1)):
            path = self.write("board.csv", table.format(*ids))
            self.assertEqual(self.json("mentions", "import", path, "--source", "게시판"), {"rows": 1, "new": new, "known": 1 - new}, ids)

    def test_workbooks(self):
        """A workbook is not imported, and it is said what to do with it."""
        self.ctl("mentions", "export", "-o", "out.xlsx")
        self.write("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        for name in ("out.xlsx", "old.xls"):
            answer = self.ctl("mentions", "import", name, "--source", "신문", code=1)
            self.assertIn(f"“{name}” is a workbook. Nothing was imported.", answer.err)

    def sheet_as_csv(self, name):
        """As a spreadsheet saves it: what it shows of the cells."""
        with zipfile.ZipFile(self.path(name)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        rows = [[html.unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", cell, re.S))) or (re.findall(r"<v>(.*?)</v>", cell) or [""])[0]
                 for cell in re.findall(r"<c [^>]*?(?:/>|>.*?</c>)", row, re.S)] for row in re.findall(r"<row.*?</row>", sheet, re.S)]
        for row in rows[1:]:
            row[0] = f"{float(row[0]):.5E}" # a narrow column
        with open(self.path("saved.csv"), "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return "saved.csv"

    def test_no_address_with_authors(self):
        """A table with the names as they are brings nothing new either, where a mention has no address."""
        rows = [{"external_id": f"n{i}", "author": "이시민", "published_at": "2016-10-08T12:00:00+09:00", "text": f"{word} 길이 어두워요"} for i, word in enumerate("가나다")]
        self.ctl("mentions", "import", self.write("n.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)), "--source", "광장")
        for name in ("out.csv", "out.jsonl"):
            self.ctl("mentions", "export", "-o", name, "--with-authors")
            self.assertEqual(self.json("mentions", "import", name, "--source", "광장"), {"rows": 9, "new": 0, "known": 9})

    def test_future(self):
        path = self.write("late.csv", "date,text\n2099-01-01,나중 글\n")
        answer = self.ctl("mentions", "import", path, "--source", "신문")
        self.assertIn("1 mention is dated in the future", answer.err)
        self.assertEqual(self.json("mentions", "list", "--limit", "1")["mentions"][0]["published_at"], "2016-10-14T10:00:00+09:00")

    def test_comments_below_one_article(self):
        """They come with its address, and none of them is lost."""
        rows = [{"external_id": str(i), "author": f"시민{i}", "published_at": f"2016-10-09T1{i}:00:00+09:00", "url": "https://news.example/5?utm_source=a#c",
                 "text": text} for i, text in enumerate(("버스가 안 와요", "지하철은 와요", "둘 다 타요"))]
        path = self.write("comments.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        self.assertEqual(self.json("mentions", "import", path, "--source", "댓글"), {"rows": 3, "new": 3, "known": 0})
        for source in ("댓글", "다른 댓글"):
            self.assertEqual(self.json("mentions", "import", path, "--source", source), {"rows": 3, "new": 0, "known": 3})
        self.assertEqual([mention["text"] for mention in self.json("mentions", "list", "--source", "댓글")["mentions"]], [row["text"] for row in rows[::-1]])
        self.assertEqual(self.json("check"), {"findings": []})

    def test_the_same_said_twice(self):
        number = str(self.json("mentions", "list", "--limit", "1")["mentions"][0]["id"])
        for _ in range(2):
            self.ctl("mentions", "label", number, "negative")
        self.ctl("undo")
        self.assertNotEqual(self.json("mentions", "list", "--limit", "1")["mentions"][0]["sentiment_source"], "person")

    def test_undo_of_import(self):
        """It says that it cannot be redone, and so does what was done to its mentions."""
        self.ctl("mentions", "label", str(self.json("mentions", "list", "--limit", "1")["mentions"][0]["id"]), "negative")
        self.ctl("undo")
        self.assertIn("It cannot be redone", self.ctl("undo").err)
        answer = self.ctl("redo", code=1)
        self.assertIn("It will not be offered again.", answer.err)
        self.assertNotIn("the change before it", answer.err)
        self.assertIn("nothing to redo", self.ctl("redo", code=1).err)

    def test_end_of_options(self):
        self.assertEqual(self.ctl("mentions", "search", "--", "-없는말").out, "")
        self.assertEqual(self.ctl("mentions", "search", "--", "-").out, "")
        self.assertEqual(len(self.ctl("mentions", "search", "--limit", "1", "--", "버스").rows), 1)
        self.refused("mentions", "search", "--")
        self.refused("mentions", "search", "--", "--limit", "1")
        self.assertIn("ends the options", self.run_raw("help").out)

    def test_jsonl(self):
        self.ctl("mentions", "export", "-o", "out.jsonl", "한강공원")
        with open(self.path("out.jsonl"), encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        self.assertEqual(len(rows), 5)
        self.assertEqual((rows[0]["author"], rows[0]["copies"], rows[0]["published_at"]), ("김○○", 5, "2016-10-05T12:00:00+09:00"))

    def test_xlsx(self):
        self.ctl("mentions", "export", "-o", "out.xlsx", "--author", "이시민")
        with zipfile.ZipFile(self.path("out.xlsx")) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        self.assertEqual(len(re.findall("<row ", sheet)), 2)
        self.assertIn("=1+1 버스", sheet)
        self.assertNotIn("<f>", sheet)
        self.assertNotIn("이시민", sheet)

    def test_wrong_use(self):
        for number in ("0", "-1", "x"):
            self.refused("mentions", "list", "--limit", number)
        for words in ([], ["-o", "a.csv", "b", "c"], ["--limit", "3", "-o", "a.csv"]):
            self.refused("mentions", "export", *words)
        self.assertIn(".xlsx", self.refused("mentions", "export", "-o", "out.doc").err)
        self.ctl("mentions", "export", "-o", self.path("no/where.csv"), code=1)
        self.refused("mentions", "save")
        self.refused("mentions", "count", "a", "b")

    def test_saved(self):
        self.ctl("mentions", "save", "축제", "한강공원", "--from", "2016-10-04", "--source", "신문")
        self.assertEqual(self.json("mentions", "saved")["searches"], [{"name": "축제", "words": "한강공원", "topic": None, "source": "신문", "sentiment": None,
                                                                     "author": None, "from": "2016-10-04", "to": None}])
        self.assertEqual(self.json("mentions", "count", "--saved", "축제"), {"mentions": 2, "articles": 1})
        self.assertEqual(len(self.json("mentions", "list", "--saved", "축제")["mentions"]), 2)
        self.assertEqual(len(self.json("mentions", "list", "--saved", "축제", "--from", "2016-10-05")["mentions"]), 1)
        self.ctl("mentions", "save", "축제", "늦어요")
        self.assertEqual(self.json("mentions", "count", "--saved", "축제")["mentions"], 1)
        self.ctl("undo")
        self.assertEqual(self.json("mentions", "count", "--saved", "축제")["mentions"], 2)
        self.ctl("mentions", "count", "--saved", "none", code=1)


if __name__ == "__main__":
    unittest.main()
