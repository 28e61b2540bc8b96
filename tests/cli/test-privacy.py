#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""mentions purge and cases: what citizens wrote goes for good where it must, and gets an answer where it needs one."""
import csv
import json
import os
import unicodedata
import unittest

from clitest import Case

SECRET = "비밀스러운 사연입니다"


class Purge(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.rows = [{"external_id": f"https://person.example/{i}", "author": "박시민" if i < 2 else "최다른", "published_at": f"2016-0{i + 1}-01T12:00:00+09:00",
                      "url": f"https://person.example/{i}", "text": f"{SECRET} {'가나다라마'[i]} 따릉이 이야기를 길게 적어 봅니다"} for i in range(5)]
        self.file = self.write("../" + os.path.basename(self.dir) + "-in.jsonl", "")
        os.remove(self.file)
        self.outside = self.dir + "-outside"
        os.mkdir(self.outside)
        self.addCleanup(self.clean)
        self.ctl("topic", "add", "--name", "따릉이", "--any", "따릉이")
        self.load(now="2016-10-14T10:00:00+09:00")

    def clean(self):
        for name in os.listdir(self.outside):
            os.remove(os.path.join(self.outside, name))
        os.rmdir(self.outside)

    def load(self, **options):
        path = os.path.join(self.outside, "in.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in self.rows)
        return self.json("mentions", "import", path, "--source", "게시판", **options)

    def trend(self):
        return [(period["start"], period["total"]) for period in self.json("trend", "--topic", "따릉이", "--by", "month", "--from", "2016-01-01", "--to", "2016-06-30")["periods"]]

    def test_tables_from_before(self):
        """What was purged stays so where a table is imported that was exported before, with names or without; the import says so."""
        self.rows[0]["url"] = "https://blog.naver.com/박시민/7" # hidden in a table with the name
        self.rows[1].update(url="", external_id="1") # without an address
        self.load(now="2016-10-14T10:00:00+09:00")
        names = [os.path.join(self.outside, name) for name in ("a.csv", "a.jsonl", "b.csv", "b.jsonl")]
        for name in names:
            self.ctl("mentions", "export", "-o", name, *(("--with-authors",) if os.path.basename(name)[0] == "b" else ()), korean=True)
        n, before = self.json("mentions", "count")["mentions"], self.trend()
        gone = self.json("mentions", "purge", "--author", "박시민")["purged"]
        for name in names:
            for source in ("게시판", "다른 곳"):
                answer = self.ctl("--json", "mentions", "import", name, "--source", source)
                self.assertEqual(answer.json, {"rows": n, "new": 0, "known": n, "purged": gone}, (name, source))
                self.assertIn(f"{gone} mentions were purged here before and were not brought back", answer.err)
        self.assertEqual((self.json("mentions", "count")["mentions"], self.trend()), (n, before))
        self.no_secret("박시민", f"{SECRET} 가", f"{SECRET} 나")
        self.assertEqual(self.json("check"), {"findings": []})

    def make_older_tables(self, *which):
        """Exports as older versions of the program wrote them, without identifiers; as a spreadsheet leaves their numbers; and without these, too."""
        tables = {}
        for name, more in (("masked", ()), ("whole", ("--with-authors",))):
            path = os.path.join(self.outside, "now.csv")
            self.ctl("mentions", "export", "-o", path, *which, *more, korean=True)
            with open(path, encoding="utf-8-sig", newline="") as file:
                rows = [row[:-1] for row in csv.reader(file)]
            tables[name + ".csv"] = rows
            tables[name + "-spoilt.csv"] = rows[:1] + [["4.73E+13", *row[1:-1], row[-1].replace(" ", "  ")] for row in rows[1:]]
            path = os.path.join(self.outside, "now.jsonl")
            self.ctl("mentions", "export", "-o", path, *which, *more)
            with open(path, encoding="utf-8") as file:
                lines = [json.loads(line) for line in file]
            tables[name + ".jsonl"] = [{key: value for key, value in line.items() if key != "external_id"} for line in lines]
            tables[name + "-bare.jsonl"] = [{key: value for key, value in line.items() if key not in ("external_id", "id")} for line in lines]
        for name, rows in tables.items():
            with open(os.path.join(self.outside, name), "w", encoding="utf-8", newline="") as file:
                if name.endswith("csv"):
                    csv.writer(file).writerows(rows)
                else:
                    file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return tables

    def test_tables_of_older_versions(self):
        """What was purged stays so where a table has no identifiers: its number tells, or its words; what others wrote in that second is known."""
        for row in self.rows:
            row.update(url="", external_id="n" + row["external_id"][-1], published_at="2016-05-01T12:00:00+09:00")
        self.load(now="2016-10-14T10:00:00+09:00")
        tables = self.make_older_tables("--from", "2016-05-01", "--to", "2016-05-01")
        self.assertEqual(self.json("mentions", "purge", "--author", "박시민"), {"purged": 4})
        for name, rows in tables.items():
            answer = self.json("mentions", "import", os.path.join(self.outside, name), "--source", "다른 곳")
            self.assertEqual(answer.get("purged"), 2, name)
            if name.startswith("masked"):
                self.assertEqual((answer["rows"], answer["new"]), (6, 0), name)
        self.no_secret("박시민", f"{SECRET} 가", f"{SECRET} 나")
        self.assertEqual(self.json("check"), {"findings": []})

    def test_others_with_the_same_words(self):
        """Of a table with dates alone, what others wrote is theirs where a name tells, or a number of what has none, though they say what was purged."""
        day = {"published_at": "2016-05-01", "text": "찬성합니다"}
        self.rows = [dict(day, author="박시민")]
        self.load()
        self.ctl("mentions", "purge", "--author", "박시민")
        self.rows = [dict(day, author="박다른"), dict(day, author="박시민"), dict(day, author="박○○"), dict(day, author="")]
        self.assertEqual(self.load(), {"rows": 4, "new": 2, "known": 2, "purged": 2})
        path = self.write("numbers.csv", "번호,작성일,글쓴이,내용\n1,2016-05-01,박셋째,찬성합니다\n2,2016-05-01,박시민,찬성합니다\n3,2016-05-01,박○○,찬성합니다\n")
        self.assertEqual(self.json("mentions", "import", path, "--source", "설문"), {"rows": 3, "new": 1, "known": 2, "purged": 1})
        self.ctl("mentions", "purge", "--before", "2016-10-15")
        path = self.write("nobody.csv", "번호,작성일,글쓴이,내용\n7,2016-05-01,,찬성합니다\n,2016-05-01,,찬성합니다\n")
        self.assertEqual(self.json("mentions", "import", path, "--source", "투표"), {"rows": 2, "new": 1, "known": 1, "purged": 1})

    def test_tables_from_purged_before(self):
        """What was purged by an older version left no words: the number in the table and its second tell."""
        self.rows[0].update(url="https://blog.naver.com/박시민/7", external_id="b-7")
        self.load(now="2016-10-14T10:00:00+09:00")
        tables = self.make_older_tables()
        self.assertEqual(self.json("mentions", "purge", "--author", "박시민"), {"purged": 3})
        self.sql("DELETE FROM likeness WHERE mention_id IN (SELECT id FROM mention WHERE purged_at IS NOT NULL)")
        for name in ("masked.csv", "masked.jsonl"):
            self.assertEqual(self.json("mentions", "import", os.path.join(self.outside, name), "--source", "다른 곳")["new"], 0, name)
        self.sql("UPDATE mention SET published_at = published_at + 1 WHERE purged_at IS NOT NULL") # another second is another mention
        self.assertGreater(self.json("mentions", "import", os.path.join(self.outside, "masked.csv"), "--source", "다른 곳")["new"], 0)
        self.assertEqual(len(tables["masked.csv"]), 7)

    def test_author(self):
        """Nothing of an author's is left in any file of the workspace, and the counts are what they were."""
        mention = self.json("mentions", "list", "--author", "박시민")["mentions"][0]
        self.ctl("mentions", "label", str(mention["id"]), "negative")
        before = self.trend()
        self.ctl("mentions", "save", "단골", "--author", "박시민")
        self.ctl("mentions", "save", "단골", "--author", "박시민", "--sentiment", "negative")
        self.ctl("mentions", "save", "칭찬", "--sentiment", "positive")
        answer = self.ctl("--json", "mentions", "purge", "--author", "박시민", "--dry-run")
        self.assertEqual(answer.json, {"purged": 2})
        self.assertIn("cannot be undone", answer.err)
        self.assertEqual(len(self.json("mentions", "list", "--author", "박시민")["mentions"]), 2)
        self.assertEqual(self.json("mentions", "purge", "--author", "박시민"), {"purged": 2})
        self.no_secret("박시민", f"{SECRET} 가", f"{SECRET} 나", "person.example/0", "person.example/1")
        self.assertEqual(self.trend(), before)
        self.assertEqual(len(self.json("mentions", "search", SECRET.split()[0])["mentions"]), 3)
        self.assertEqual(self.json("mentions", "purge", "--author", "박시민"), {"purged": 0})
        self.assertEqual([row[0] for row in self.ctl("mentions", "saved").rows], ["칭찬"]) # a search for the author goes with what it found
        self.ctl("undo", code=None)
        self.no_secret("박시민", "person.example/1")
        self.ctl("topic", "edit", "따릉이", "--any", "따릉이, 자전거")
        self.assertEqual(self.trend(), before)
        self.assertEqual(self.json("mentions", "list", "--topic", "따릉이", "--sentiment", "negative", "--limit", "9")["mentions"][-1]["text"], "")

    def test_author_by_handle(self):
        """One of the two that a site tells of an author will do where it is clear who is meant; for good only the handle, which is nobody else's."""
        for number, name in enumerate(("박시민 (@park)", "박시민 (@park2)", "최다른 (@choi)", "100% 최_다른 (@c_h)", "박시민")):
            self.sql("UPDATE mention SET author = ? WHERE canonical_key LIKE ?", name, f"%/{number}")
        def listed(name):
            return [mention["author"] for mention in self.json("mentions", "list", "--author", name)["mentions"]]
        self.assertEqual(listed("박시민"), ["박시민"]) # one is called just so
        self.sql("UPDATE mention SET author = '이이웃' WHERE author = '박시민'")
        for name in ("@park", "PARK", " park "):
            self.assertEqual(listed(name), ["박시민 (@park)"])
        self.assertEqual(listed("최다른"), ["최다른 (@choi)"])
        for name in ("par", "@par", "시민", "최", "cah", "(@park)", "%"):
            self.assertEqual(listed(name), [], name)
        error = self.refused("mentions", "list", "--author", "박시민").err
        self.assertIn("“박시민 (@park)”", error)
        self.assertIn("“박시민 (@park2)”", error)
        for name in ("박시민", "최다른"): # another one may be called so
            self.assertIn(f"“{name} (@", self.refused("mentions", "purge", "--author", name, "--dry-run").err)
            self.refused("mentions", "purge", "--author", name)
        self.ctl("topic", "edit", "따릉이", "--exclude-authors", "@park, 홍길동")
        answer = self.ctl("--json", "mentions", "purge", "--author", "@park")
        self.assertEqual(answer.json, {"purged": 1})
        self.assertIn("“박시민 (@park)”", answer.err)
        self.assertEqual(self.json("topic", "list")["topics"][0]["excluded_authors"], ["홍길동"])
        self.assertEqual((listed("@park"), listed("@park2")), ([], ["박시민 (@park2)"]))

    def test_author_elsewhere(self):
        """However the name is typed, and wherever else it is kept: among those whom a topic leaves out, in its history, and in kept searches."""
        typed = unicodedata.normalize("NFD", " 박시민 ")
        self.assertEqual(len(self.json("mentions", "list", "--author", typed)["mentions"]), 2)
        self.ctl("topic", "edit", "따릉이", "--exclude-authors", "최다른, 박시민, 홍길동")
        self.ctl("topic", "edit", "따릉이", "--any", "따릉이, 자전거")
        self.ctl("mentions", "save", "한 사람", "--author", typed)
        answer = self.ctl("--json", "mentions", "purge", "--author", typed)
        self.assertEqual(answer.json, {"purged": 2})
        self.assertIn("topics", answer.err)
        self.no_secret("박시민", f"{SECRET} 가", "person.example/0")
        self.assertEqual(self.json("topic", "list")["topics"][0]["excluded_authors"], ["최다른", "홍길동"])
        self.ctl("undo", code=None)
        self.ctl("undo", code=None)
        self.ctl("redo", code=None)
        self.no_secret("박시민")
        self.ctl("check")
        anonymous = self.sql("UPDATE mention SET author = '' WHERE author = '최다른'")
        self.assertEqual(anonymous, [])
        self.refused("mentions", "purge", "--author", " ")
        self.assertEqual(len(self.json("mentions", "search", SECRET.split()[0])["mentions"]), 3)

    def test_author_in_searches(self):
        """A kept search for the author goes however the name was typed into it, with its history; one for another author stays."""
        self.sql("UPDATE mention SET author = 'Jeju가온' WHERE author = '박시민'")
        names = ("jeju가온", "@Jeju가온", "JEJU가온 ", unicodedata.normalize("NFD", "Jeju가온"), "Jeju가온")
        for i, name in enumerate(names):
            self.ctl("mentions", "save", f"찾기 {i}", "--author", name)
        self.ctl("mentions", "save", "찾기 0", "--author", "JEJU가온") # in the history of the first
        self.sql("UPDATE saved_search SET author = ? WHERE name = '찾기 3'", names[3]) # as an older version kept it
        self.ctl("mentions", "save", "다른 사람", "--author", "Jeju가온이")
        self.ctl("topic", "edit", "따릉이", "--exclude-authors", '@jeju가온, 최다른, "Jeju 가온"') # the last may be another
        self.ctl("mentions", "purge", "--author", "Jeju가온")
        self.assertEqual([row[0] for row in self.ctl("mentions", "saved").rows], ["다른 사람"])
        self.assertEqual(self.json("topic", "list")["topics"][0]["excluded_authors"], ["최다른", "Jeju 가온"])
        self.assertEqual(self.sql("SELECT count(*) FROM saved_search"), [(1,)])
        left = [str(row) for row in self.sql("SELECT coalesce(row_before, '') || coalesce(row_after, '') FROM change_row WHERE table_name IN ('saved_search', 'topic')")]
        self.assertFalse([row for row in left if "jeju" in row.lower().replace("jeju 가온", "") and "Jeju가온이" not in row], left)
        self.ctl("undo", code=None)
        self.ctl("check")

    def test_nobodys_name(self):
        """An "@" alone is a name like others, and takes no other's kept searches."""
        self.ctl("mentions", "save", "버스", "버스")
        self.ctl("mentions", "save", "버스", "시내버스")
        history = "SELECT count(*) FROM change_row WHERE table_name = 'saved_search'"
        before = self.sql(history)
        self.sql("UPDATE mention SET author = '@' WHERE author = '박시민'")
        self.assertEqual(self.json("mentions", "purge", "--author", "@"), {"purged": 2})
        self.assertEqual(self.sql(history), before)

    def test_others_at_the_address(self):
        """Where a citizen is purged whose comment came first, those of others and the article still come; the comment itself does not."""
        url = "https://news.example/5"
        def bring(source, *rows):
            path = self.write("rows.jsonl", "".join(json.dumps(dict(row, url=url), ensure_ascii=False) + "\n" for row in rows))
            return self.json("mentions", "import", path, "--source", source)
        def row(i, name, text):
            return {"external_id": f"c-{i}", "author": name, "published_at": f"2016-10-09T12:0{i}:00+09:00", "text": text}
        first = row(0, "첫시민", "출근 시간에 버스가 안 와요")
        bring("댓글", first, row(1, "이시민", "설명회는 어디서 하나요"))
        self.ctl("mentions", "purge", "--author", "첫시민")
        self.assertEqual(bring("댓글", first), {"rows": 1, "new": 0, "known": 1, "purged": 1})
        self.assertEqual(bring("다른 댓글", dict(first, external_id="z-1")), {"rows": 1, "new": 0, "known": 1, "purged": 1})
        self.assertEqual(bring("댓글", row(2, "최시민", "노선을 되돌려 주세요")), {"rows": 1, "new": 1, "known": 0})
        self.no_secret("첫시민")
        article = {"author": "기자", "published_at": "2016-10-09T11:00:00+09:00", "text": "시내버스 노선 개편안 발표\n시는 14일 노선을 열두 개 줄이는 개편안을 발표했다."}
        self.assertEqual(bring("신문", article), {"rows": 1, "new": 1, "known": 0})
        self.ctl("mentions", "purge", "--author", "기자")
        self.assertEqual(bring("다른 신문", dict(article, text=article["text"] + " 끝")), {"rows": 1, "new": 0, "known": 1, "purged": 1})
        self.assertEqual(bring("댓글", row(3, "정시민", "기사는 왜 내렸나요")), {"rows": 1, "new": 1, "known": 0})
        self.assertEqual(self.json("check"), {"findings": []})

    def test_first_of_copies(self):
        """Where the first of copies is purged the next of them that is left stands for all, and what comes later is known by it."""
        article = "서울시는 13일 가을 축제 기간에 여의도 한강공원 주변 도로의 차량 통행을 오후 두 시부터 밤 열 시까지 통제한다고 밝혔다."
        self.rows = [{"external_id": f"https://person.example/c{i}", "author": f"기자{i}", "published_at": f"2016-10-0{i + 1}T12:00:00+09:00",
                      "url": f"https://person.example/c{i}", "text": f"{article} {'가나다라마'[i]}신문"} for i in range(4)]
        self.load()
        self.sql("UPDATE mention SET author = '기자0' WHERE author = '기자1'")
        for author in ("기자0", "기자3"):
            self.ctl("mentions", "purge", "--author", author)
            self.assertEqual([mention["text"][-3:] for mention in self.json("mentions", "list", "--from", "2016-10-01", "--grouped")["mentions"]], ["다신문"])
        self.rows = [dict(self.rows[0], external_id="https://person.example/c9", url="https://person.example/c9", author="기자9", text=article + " 마신문")]
        self.load()
        grouped, = self.json("mentions", "list", "--from", "2016-10-01", "--grouped")["mentions"]
        self.assertEqual(grouped["text"][-3:], "다신문")
        self.ctl("check")

    def test_first_of_copies_taken_back(self):
        """Where the import of a first is undone, a copy that was purged takes its place only if no other can, and leads no copies to itself."""
        article = "서울시는 13일 가을 축제 기간에 여의도 한강공원 주변 도로의 차량 통행을 오후 두 시부터 밤 열 시까지 통제한다고 밝혔다."
        query = "SELECT coalesce(nullif(author, ''), 'purged'), duplicate_of IS NULL FROM mention WHERE published_at >= 1475247600 ORDER BY id"
        before = self.sql("SELECT count(*) FROM likeness_band")[0][0]
        for name, day in (("기자나", 2), ("기자다", 3), ("기자가", 1)):
            self.rows = [{"external_id": name, "author": name, "published_at": f"2016-10-0{day}T12:00:00+09:00", "text": article}]
            self.load()
        self.ctl("mentions", "purge", "--author", "기자나")
        self.assertEqual(self.sql(query), [("기자가", 1), ("purged", 0), ("기자다", 0)])
        self.ctl("undo")
        self.assertEqual(self.sql(query), [("purged", 0), ("기자다", 1)])
        self.load()
        self.assertEqual(self.sql(query), [("기자가", 0), ("purged", 0), ("기자다", 1)])
        self.ctl("mentions", "purge", "--author", "기자다")
        self.ctl("undo")
        self.assertEqual([row[0] for row in self.sql(query)], ["purged", "purged"])
        self.assertEqual(self.sql("SELECT count(*) FROM likeness_band"), [(before,)])
        self.assertEqual(self.json("check"), {"findings": []})

    def test_short_copies(self):
        """Nothing that was made of a short text is left when it is purged, of no copy."""
        self.rows = [{"external_id": f"https://person.example/s{i}", "author": "박시민" if i % 2 else "최다른", "published_at": f"2016-10-0{1 + i // 5}T12:0{i}:00+09:00",
                      "url": f"https://person.example/s{i}", "text": "버스 대출 OK"} for i in range(10)]
        before = self.sql("SELECT count(*) FROM likeness_band")
        self.load()
        self.assertGreater(self.sql("SELECT count(*) FROM likeness_band"), before)
        self.ctl("mentions", "purge", "--author", "박시민")
        self.assertEqual(len(self.json("mentions", "list", "--from", "2016-10-01", "--grouped")["mentions"]), 1 + 1)
        self.ctl("mentions", "purge", "--author", "최다른")
        self.assertEqual(self.sql("SELECT count(*) FROM likeness_band"), [(0,)])

    def test_judged_anew(self):
        """What has no text is not judged anew: it would count as uncertain."""
        mention = self.json("mentions", "list", "--author", "박시민")["mentions"][0]
        self.ctl("mentions", "purge", "--author", "박시민")
        self.sql("UPDATE mention_sentiment SET model = 'old'")
        self.assertEqual(self.ctl("sentiment", "apply").rows[0][:2], ["3", "3"])
        self.assertEqual([one["sentiment"] for one in self.json("mentions", "list", "--limit", "9")["mentions"] if one["id"] == mention["id"]], [mention["sentiment"]])

    def close_report(self):
        """Closes a report that quotes: more mentions of one matter than in the month before, all of one author."""
        self.rows = [{"external_id": f"https://person.example/q{i}", "author": "홍길동", "published_at": f"2016-09-{10 + i % 10}T12:{i:02}:00+09:00",
                      "url": f"https://person.example/q{i}", "text": f"저 홍길순에게 {'가나다라마바사'[i % 7]}로등 공사 소음으로 화를 냈습니다 {i}번째"} for i in range(40)]
        self.load()
        self.ctl("report", "freeze", "opinion", "--period", "2016-09")
        self.assertIn("“저 홍길순에게", self.frozen())

    def frozen(self):
        return "".join(row[0] for row in self.sql("SELECT body FROM report_freeze"))

    def figures(self):
        self.ctl("report", "opinion", "--period", "2016-09", "-o", self.path("../" + os.path.basename(self.outside) + "/a.csv"))
        with open(os.path.join(self.outside, "a.csv"), encoding="utf-8") as file:
            return file.read()

    def test_closed_report(self):
        """What a closed report quotes goes out of it and out of its history, and its figures stay; it can still be opened again, and that undone."""
        self.close_report()
        before = self.figures()
        self.assertIn("closed reports", self.ctl("mentions", "purge", "--author", "홍길동").err)
        self.no_secret("홍길순에게", "소음으로 화를")
        self.assertIn("(파기한 언급)", self.frozen())
        self.assertEqual(self.figures(), before)
        self.ctl("undo")
        self.ctl("redo")
        self.assertIn("(파기한 언급)", self.frozen())
        self.no_secret("홍길순에게")

    def test_closed_before(self):
        """A report closed by an earlier version does not say of whom its quotations are: what no mention says any more goes."""
        self.close_report()
        self.sql("UPDATE report_freeze SET body = replace(body, '\"m\":', '\"none\":')")
        self.sql("UPDATE change_row SET row_after = replace(row_after, '\\\"m\\\":', '\\\"none\\\":') WHERE table_name = 'report_freeze'")
        self.assertNotIn('"m":', self.frozen())
        self.ctl("mentions", "purge", "--author", "최다른")
        self.assertIn("“저 홍길순에게", self.frozen())
        self.ctl("mentions", "purge", "--author", "홍길동")
        self.no_secret("홍길순에게", "소음으로 화를")
        self.ctl("check")

    def damage(self, where="report_freeze"):
        """Cuts what is kept of a closed report in two."""
        if where == "report_freeze":
            self.sql("UPDATE report_freeze SET body = substr(body, 1, length(body) / 2) || '소음으로 화를'")
        else:
            self.sql("UPDATE change_row SET row_after = json_set(row_after, '$.body', substr(row_after ->> '$.body', 9)) WHERE table_name = 'report_freeze'")

    def test_closed_report_that_is_damaged(self):
        """A closed report that cannot be read stops nothing: all else is purged, it is named, and once it is open the next purge ends the work."""
        self.close_report()
        self.damage()
        answer = self.ctl("mentions", "purge", "--author", "홍길동", code=1)
        self.assertRegex(answer.err, "mentions were purged, but the closed report “.+” of 2016-09-01 to 2016-09-30 cannot be read")
        self.assertEqual(self.json("mentions", "list", "--author", "홍길동")["mentions"], [])
        self.assertNotIn("길순에게", str(self.sql("SELECT text, url, author FROM mention")))
        self.assertNotIn("길순에게", str(self.sql("SELECT row_before FROM change_row")))
        self.ctl("check")
        self.assertRegex(self.ctl("mentions", "purge", "--author", "홍길동", code=1, korean=True).err, "마감한 보고서 “.+”")
        self.assertEqual(self.sql("SELECT value FROM workspace WHERE name = 'purge'"), [("1",)])
        self.ctl("report", "thaw", "opinion", "--period", "2016-09")
        self.assertEqual(self.json("mentions", "purge", "--author", "홍길동"), {"purged": 0})
        self.assertEqual(self.sql("SELECT value FROM workspace WHERE name = 'purge'"), [("",)])
        self.no_secret("길순에게", "소음으로 화를")
        self.ctl("report", "freeze", "opinion", "--period", "2016-09")

    def test_history_of_a_report_that_is_damaged(self):
        """What the history keeps of a report is what the report is."""
        self.close_report()
        self.damage("change_row")
        self.assertEqual(self.json("mentions", "purge", "--author", "홍길동")["purged"], 40)
        self.no_secret("길순에게", "소음으로 화를")
        self.ctl("undo")
        self.ctl("redo")
        self.assertIn("(파기한 언급)", self.frozen())

    def holds(self, word):
        """Whether a file of the workspace holds it."""
        try:
            self.no_secret(word)
        except AssertionError:
            return True
        return False

    def test_words(self):
        """A rare word of a purged text does not stay in the list of words; a common one does."""
        self.rows[0]["text"] = "도깨비방망이 불꽃축제 다녀왔습니다 기분이 좋았어요"
        self.rows[1]["text"] = "불꽃축제 주차장 이야기를 길게 적어 봅니다 주차장 넓어요"
        self.rows[1]["author"] = "최다른"
        self.rows[2]["text"] = "불꽃축제 교통 통제 이야기를 길게 적어 봅니다"
        self.rows[3]["text"] = "불꽃축제 쓰레기 이야기를 길게 적어 봅니다"
        for row in self.rows:
            row["external_id"] += "w"
            row["url"] += "w"
        self.load()
        self.assertTrue(self.holds("방망이"))
        self.ctl("mentions", "purge", "--author", "박시민")
        self.assertFalse(self.holds("방망이"))
        self.assertIn("불꽃축제", [row["words"] for row in self.json("keywords", "--from", "2016-01-01", "--to", "2016-12-31")["keywords"]])
        self.rows = [dict(self.rows[0], external_id="https://person.example/new", url="https://person.example/new", author="최다른")]
        self.load()
        self.ctl("check")

    def test_comes_again(self):
        """What a source shows again is known again, and not counted twice."""
        self.ctl("mentions", "purge", "--author", "박시민")
        before = self.trend()
        self.assertEqual(self.load()["new"], 0)
        self.assertEqual(self.trend(), before)
        self.no_secret("박시민")

    def test_retention(self):
        """Each source keeps what it brought for so long, and no longer."""
        self.assertEqual(self.json("mentions", "purge"), {"purged": 0})
        self.sql("UPDATE source SET retention_days = 30 WHERE name = '게시판'")
        self.assertEqual(self.json("mentions", "purge", now="2016-11-01T10:00:00+09:00"), {"purged": 0})
        answer = self.ctl("mentions", "purge", now="2016-11-20T10:00:00+09:00")
        self.assertEqual(answer.out, "5\n")
        self.no_secret(SECRET, "박시민", "최다른", "person.example")

    def test_before(self):
        self.assertEqual(self.json("mentions", "purge", "--before", "2016-10-14", "--dry-run"), {"purged": 0})
        self.assertEqual(self.json("mentions", "purge", "--before", "2016-10-15", "--source", "게시판", "--dry-run"), {"purged": 5})
        self.refused("mentions", "purge", "--author", "a", "--before", "2016-10-15")
        self.refused("mentions", "purge", "all")
        self.ctl("mentions", "purge", "--source", "none", code=1)
        self.assertRegex(self.ctl("mentions", "purge", "--dry-run", korean=True).err, "[가-힣]")


class Cases(Case):
    def setUp(self):
        super().setUp()
        self.init()
        path = self.write("in.jsonl", "".join(json.dumps({"external_id": f"m{i}", "published_at": f"2016-10-0{i + 1}T12:00:00+09:00", "text": f"가로등이 꺼졌어요 {i}"},
                                                         ensure_ascii=False) + "\n" for i in range(4)))
        self.ctl("mentions", "import", path, "--source", "민원")
        self.ids = [str(mention["id"]) for mention in self.json("mentions", "list")["mentions"]]

    def test_course(self):
        number = self.json("case", "add", self.ids[0], "--department", "교통과", "--due", "2016-10-15T18:00")["id"]
        self.ctl("case", "add", self.ids[1], "--department", "공원과", "--kind", "idea")
        self.ctl("case", "add", self.ids[2], "--department", "교통과", "--kind", "answer")
        first, second, third = self.json("case", "list")["cases"]
        self.assertEqual((first["id"], first["mention"], first["kind"], first["department"], first["state"], first["due_at"], first["text"]),
                         (number, int(self.ids[0]), "answer", "교통과", "open", "2016-10-15T18:00:00+09:00", "가로등이 꺼졌어요 3"))
        self.assertEqual(len(self.json("case", "list", "--department", "교통과")["cases"]), 2)
        self.assertEqual(self.json("case", "list", "--state", "late")["cases"], [])
        self.assertEqual(len(self.json("case", "list", "--state", "late", now="2016-10-16T10:00:00+09:00")["cases"]), 1)
        self.ctl("case", "close", str(number), "--answer", "https://city.example/answer/1", now="2016-10-14T20:00:00+09:00")
        case, = self.json("case", "list", "--state", "answered")["cases"]
        self.assertEqual((case["answer"], case["closed_at"]), ("https://city.example/answer/1", "2016-10-14T20:00:00+09:00"))
        self.ctl("case", "close", str(number), code=1)
        months = self.json("case", "count")["months"]
        self.assertEqual([(month["department"], month["cases"], month["to_answer"], month["answered"], month["answer_rate"], month["answer_hours"]) for month in months],
                         [(None, 3, 2, 1, 0.5, 10.0), ("공원과", 1, 0, 0, None, None), ("교통과", 2, 2, 1, 0.5, 10.0)])
        self.assertEqual(self.ctl("case", "count").rows[1], ["2016-10", "*", "3", "2", "1", "50.0", "10.0", "0"])
        self.assertRegex(self.ctl("case", "count", korean=True).lines[0], "^달\t부서\t민원\t")

    def test_due_day(self):
        """What is due on a day is not late before its end, also today."""
        for number, day in enumerate(("2016-10-14", "20161015")):
            self.ctl("case", "add", self.ids[number], "--department", "교통과", "--due", day)
        self.assertEqual([case["due_at"] for case in self.json("case", "list")["cases"]], ["2016-10-14T23:59:00+09:00", "2016-10-15T23:59:00+09:00"])
        self.assertEqual(self.json("case", "list", "--state", "late", now="2016-10-14T18:00:00+09:00")["cases"], [])

    def test_undo(self):
        number = str(self.json("case", "add", self.ids[0], "--department", "교통과")["id"])
        self.ctl("case", "close", number)
        self.assertEqual(self.json("case", "list")["cases"][0]["state"], "closed")
        self.ctl("undo")
        self.assertEqual(self.json("case", "list")["cases"][0]["state"], "open")
        self.ctl("redo")
        self.ctl("case", "reopen", number)
        self.assertIn("is open already", self.ctl("case", "reopen", number, code=1).err)  # and no step of undo
        self.assertEqual(self.json("case", "list")["cases"][0]["state"], "open")
        for _ in range(3):
            self.ctl("undo")
        self.assertEqual(self.json("case", "list")["cases"], [])

    def test_wrong_use(self):
        for words in ([], [self.ids[0]], ["x", "--department", "a"]):
            self.refused("case", "add", *words)
        self.refused("case", "close")
        self.refused("case", "list", "--state", "lost")
        self.ctl("case", "add", self.ids[0], "--department", "a", "--kind", "pigeon", code=1)
        self.ctl("case", "add", self.ids[0], "--department", "a", "--due", "2016-10-01", code=1)
        self.ctl("case", "add", "123", "--department", "a", code=1)
        self.ctl("case", "close", "77", code=1)
        number = str(self.json("case", "add", self.ids[0], "--department", "a")["id"])
        self.ctl("case", "add", self.ids[0], "--department", "b", code=1)
        self.ctl("case", "close", number, "--answer", "here", code=1)


if __name__ == "__main__":
    unittest.main()
