#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""report KIND: every kind as every file, the same figures in all of them, and texts that mean harm."""
import contextlib
import csv
import html
import json
import os
import re
import shutil
import sqlite3
import subprocess
import unittest
import zipfile
from collections import Counter

from clitest import Case

KINDS = {"budget-statement": "2016", "settlement": "2016", "opinion": "2016-02", "campaign": "2016", "disclosure": "2016-09", "whitepaper": "2016"}
SOURCE = {
    "totals": [["계", "280395", "161600", "418000", "256400", "158"], ["사무관리비", "237600", "157600", "414000", "256400", "162"],
               ["시책추진업무추진비", "4000", "4000", "4000", "", ""]],
    "settlement": [["2012", "543923", "0", "0", "543923", "448637", "0", "95286"], ["2013", "286195", "0", "0", "286195", "258187", "0", "28008"],
                   ["2014", "280395", "0", "0", "280395", "262470", "0", "17925"]],
    "basis": [["사무관리비", "시대표 블로그 운영 및 행사", "", "94000"], ["사무관리비", "블로그 운영 및 관리", "150,000원*500건", "75000"],
              ["사무관리비", "블로거 시정행사 공동콘텐츠 기획 발행", "150,000원*40회", "6000"], ["사무관리비", "블로그 시민캠페인", "3,000,000원", "3000"],
              ["사무관리비", "모바일 반응형 웹 콘텐츠 개발", "10,000,000원", "10000"], ["사무관리비", "시대표SNS운영", "", "120000"],
              ["사무관리비", "SNS 콘텐츠 제작 및 배포", "1,000,000원*40회", "40000"], ["사무관리비", "SNS 시민참여 캠페인 추진", "10,000,000원*3회", "30000"],
              ["사무관리비", "SNS소셜 미디어 백서제작", "35,000,000원 (250P/500부)", "35000"], ["사무관리비", "시정콘텐츠 페이스북 광고", "100,000원*150회", "15000"],
              ["사무관리비", "소셜미디어 통합 모니터링", "", "200000"], ["사무관리비", "분석보고서 작성", "86,000,000원", "86000"],
              ["사무관리비", "빅데이터 분석 및 모니터링 시스템", "114,000,000원", "114000"],
              ["시책추진업무추진비", "소셜미디어를 통한 시민과의 소통 활성화", "4,000,000원", "4000"]],
    "schedule": [["계", "", "418000", ""], ["기본계획 수립", "2016.01~2016.02", "", "블로그, SNS, 통합모니터링 운영계획 수립"],
                 ["사업시행 및 예산집행", "2016.02~2016.12", "418000", "블로그, SNS, 통합모니터링 시행 및 예산집행"],
                 ["결과보고", "2016.06~2016.12", "", "사업성과 및 미비점 등 보고"]],
}
HOSTILE = ["=1+1", "@SUM(A1)", "<b>&\"']]>", "👍🏽 이모지", "각ㄱ각", "a\x01b\x1f", "가" * 32768, "..\\..\\x", "%s%n"]


class Reports(Case):
    demo = None

    def setUp(self):
        super().setUp()
        if Reports.demo is None:
            self.ctl("init", "--demo", now=None)
            Reports.demo = self.read()
        self.write("city.sotong", Reports.demo)

    def report(self, kind, name, *more, period=None, code=0):
        return self.ctl("report", kind, "--period", period or KINDS[kind], "-o", self.path(name), *more, code=code, korean=True)

    def rows(self, name):
        with open(self.path(name), encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))[1:]

    def pdf_text(self, name):
        return subprocess.run(["pdftotext", "-layout", self.path(name), "-"], capture_output=True, check=True).stdout.decode()

    def hwpx_text(self, name):
        with zipfile.ZipFile(self.path(name)) as package:
            self.assertEqual(package.namelist()[0], "mimetype")
            text = package.read("Contents/section0.xml").decode()
        return html.unescape(" ".join(re.findall(r"<hp:t>(.*?)</hp:t>", re.sub(r"<hp:(lineBreak|tab)/>", " ", text), re.S)))

    def sheets(self, name):
        """Every number of a workbook, and its formulas."""
        numbers, formulas = [], []
        with zipfile.ZipFile(self.path(name)) as book:
            self.assertIsNone(book.testzip())
            for part in book.namelist():
                if part.startswith("xl/worksheets/sheet"):
                    text = book.read(part).decode()
                    numbers += [float(v) for v in re.findall(r"<c [^>]*?(?<!t=\"s\")>(?:<f>[^<]*</f>)?<v>([-0-9.eE]+)</v>", text)]
                    formulas += [html.unescape(f) for f in re.findall(r"<f>([^<]*)</f>", text)]
        return numbers, formulas

    def test_statement_figure_for_figure(self):
        for table, wanted in SOURCE.items():
            self.report("budget-statement", "b.csv", "--table", table)
            self.assertEqual([row[:len(wanted[0])] for row in self.rows("b.csv")], wanted, table)
        self.report("budget-statement", "설명서 한 부.hwpx")
        text = self.hwpx_text("설명서 한 부.hwpx")
        for words in ("소셜미디어를 통한 시민과의 소통 활성화", "기본 현황", "예산 설명", "사업 설명", "사업효과", "최근 3년 결산현황", "☑연례반복", "☑직접수행", "□민간이전", "☑계속", "□투자심사",
                      "☑경상", "총사업비", "사업시행주체", "서울특별시", "○ 시대표 블로그 운영 및 행사 = 94,000천원", "- 블로그 운영 및 관리 = 75,000천원", "150,000원*500건",
                      "(단위 : 천원)", "2014년 예산액", "서울블로거데이 추진계획(뉴미디어담당관-1221호, 2009.02.13.)", "2013년도", "카카오토리", "향후 기대효과", "38,795"):
            self.assertIn(words, text)
        _numbers, formulas = (self.report("budget-statement", "b.xlsx"), self.sheets("b.xlsx"))[1]
        for formula in ("D4-C4", "IF(C4=0,\"-\",TRUNC(E4*100/C4))", "B4+C4+D4", "SUM(C5:C7)", "SUM(C5:C6)", "E4-F4-G4", "SUM(C5:C8)", "150000*500/1000", "10000000*3/1000"):
            self.assertIn(formula, formulas)
        self.report("budget-statement", "no.pdf", period="1999", code=1)
        self.assertFalse(os.path.exists(self.path("no.pdf")))

    @unittest.skipIf(shutil.which("pdftotext") is None, "pdftotext is not installed")
    def test_all_kinds_say_the_same(self):
        for kind in KINDS:
            for end in ("pdf", "hwpx", "xlsx", "csv"):
                self.report(kind, f"{kind}.{end}")
            pdf, hwpx = re.sub(r"\s+", " ", self.pdf_text(f"{kind}.pdf")), self.hwpx_text(f"{kind}.hwpx")
            numbers, _formulas = self.sheets(f"{kind}.xlsx")
            figures = 0
            for row in self.rows(f"{kind}.csv"):
                for cell in row:
                    if not re.fullmatch(r"-?\d+(\.\d)?", cell):
                        continue
                    figures += 1
                    self.assertIn(float(cell), numbers, (kind, row))
                    shown = {f"{abs(float(cell)):,.1f}"} if "." in cell else {f"{abs(int(cell)):,}", str(abs(int(cell)))}
                    self.assertTrue(any(s in pdf for s in shown), (kind, cell, row))
                    self.assertTrue(any(s in hwpx for s in shown), (kind, cell, row))
            self.assertGreater(figures, 3, kind)
            with open(self.path(f"{kind}.csv"), "rb") as file:
                self.assertEqual(file.read(3), b"\xef\xbb\xbf")

    @unittest.skipIf(shutil.which("pdftotext") is None, "pdftotext is not installed")
    def test_every_figure_in_every_file(self):
        """Each figure of each table is as often in the workbook and on the pages as it is in the document for Hangul, in every kind."""
        def figures(text):
            return Counter(float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text))
        for kind, period in (*KINDS.items(), ("budget", "2016-09"), ("performance", "2016-02"), ("opinion", "2016-W07"), ("promise", None)):
            for end in ("pdf", "hwpx", "xlsx"):
                if period is None:
                    self.ctl(kind, "-o", self.path(f"f.{end}"), korean=True)
                else:
                    self.report(kind, f"f.{end}", period=period)
            with zipfile.ZipFile(self.path("f.hwpx")) as package:
                body = re.sub(r"<hp:(lineBreak|tab)[^>]*/>", " ", package.read("Contents/section0.xml").decode())
            tables = [table for table in re.findall(r"<hp:tbl .*?</hp:tbl>", body, re.S) if "일러두기" not in table]  # the contents have each file's own pages
            cells = [" ".join(re.findall(r"<hp:t>(.*?)</hp:t>", cell, re.S)).strip() for table in tables for cell in re.findall(r"<hp:tc .*?</hp:tc>", table, re.S)]
            printed = figures(" ".join(cell for cell in cells if re.fullmatch(r"△?[\d,]+(\.\d+)?%?", cell)))
            self.assertGreater(sum(printed.values()), 20, kind)
            with zipfile.ZipFile(self.path("f.xlsx")) as book:
                texts = " ".join(re.findall(r"<t[^>]*>(.*?)</t>", book.read("xl/sharedStrings.xml").decode(), re.S))
            sheets = Counter(abs(n) for n in self.sheets("f.xlsx")[0]) + figures(texts)
            self.assertEqual(printed - sheets, Counter(), kind)
            self.assertEqual(printed - figures(self.pdf_text("f.pdf")), Counter(), kind)

    def test_new_office(self):
        """Without a department, past years and a schedule, and with budgets of single won: nothing is left open, and what is shown adds up or says that it does not."""
        os.remove(self.path("city.sotong"))
        self.ctl("init")
        for year, blog, talk in (("2015", 3000000, 300500), ("2016", 3500700, 0)):
            text = f"통계목,예산 항목,예산액\n사무관리비,블로그,{blog}\n사무관리비,백서,1000500\n시책추진업무추진비,간담회,{talk}\n"
            with open(self.path("b.csv"), "w", encoding="utf-8") as file:
                file.write(text)
            self.ctl("budget", "import", self.path("b.csv"), "--year", year, "--programme", "소통")
        for kind in ("budget-statement", "budget", "settlement"):
            self.report(kind, "a.hwpx", period="2016")
            text = self.hwpx_text("a.hwpx")
            self.assertIn("해당 없음", text, kind)
            self.assertNotIn("  |  ", text, kind)
            self.report(kind, "a.pdf", period="2016")
            self.assertNotIn("|", self.pdf_text("a.pdf"), kind)
            if kind == "settlement":
                continue
            self.assertEqual(text.count("표시된 항목의 합이 계와 다를 수 있음"), 2, kind)  # in the totals of three years and in the basis
            self.report(kind, "a.csv", period="2016")
            for row in self.rows("a.csv"):
                self.assertEqual(int(row[4]), int(row[3]) - int(row[2]), (kind, row))
                self.assertEqual(int(row[5]), int(int(row[4]) * 100 / int(row[2])), (kind, row))

    def test_opinion(self):
        self.report("opinion", "month.hwpx")
        month = self.hwpx_text("month.hwpx")
        for part in ("2016년 2월 온라인 여론 분석", "요약", "언급량 추이", "긍·부정 추이", "주요 이슈", "연관어", "채널별 운영 성과", "계획 대비 실적", "시사점 및 조치사항", "분석 방법", "결측 기간", "일치율"):
            self.assertIn(part, month)
        self.assertIn("순위는 전기에 견주어 두드러지게 늘어난 순", month)
        self.report("opinion", "week.hwpx", period="2016-W07")
        week = self.hwpx_text("week.hwpx")
        self.assertIn("2016년 2월 15일 주간", week)
        for part in ("연관어", "채널별 운영 성과"):
            self.assertNotIn(part, week)
        for period in ("2016-W07", "2016-W39"):
            self.report("opinion", "week.pdf", period=period)
            self.assertRegex(self.pdf_text("week.pdf"), r"-\s*2\s*/\s*2\s*-", period)
            first, second = self.pdf_text("week.pdf").split("\f")[:2]
            for part in ("총 언급량", "시사점 및 조치사항", "분석 방법", "결측 기간", "일치율"): # the first page is complete by itself
                self.assertIn(part, first)
            for n, part in enumerate(("언급량 추이", "긍·부정 추이", "주요 이슈"), 1):
                self.assertRegex(first, rf"{n}\. {part} 1부\.")
                self.assertIn(f"붙임 {n} {part}", second)
            self.assertRegex(first, r"1부\.  ?끝\.")
        lines = "".join(f"시민의 물음이 많아 안내를 미리 하여야 함 {n}\n" for n in range(4))
        for note, pages in ((lines, 2), (lines * 5, 3)):  # the charts are lower then, as long as that is of use
            self.ctl("report", "note", "--period", "2016-W39", "--text", note)
            self.report("opinion", "week.pdf", period="2016-W39")
            self.assertRegex(self.pdf_text("week.pdf"), rf"-\s*{pages}\s*/\s*{pages}\s*-")
        self.report("opinion", "none.hwpx", period="2030-01")
        self.assertIn("기간에 수집된 언급이 없음", self.hwpx_text("none.hwpx"))
        self.assertIn("없는 주제", self.report("opinion", "x.pdf", "--topic", "없는 주제", code=1).err)
        for bad in ("2016-W00", "2016-W54", "2015-W5", "2017-W53", "x"):
            self.report("opinion", "x.pdf", period=bad, code=2)
        self.report("opinion", "fall.pdf", period="2016-10")
        fall = self.pdf_text("fall.pdf")
        self.report("opinion", "fall.csv", period="2016-10")
        falls = [row for row in self.rows("fall.csv") if row[3].startswith("-")]
        self.assertTrue(falls)
        for row in falls: # a form writes what is less with a triangle, a data file with a sign
            self.assertIn(f"△{int(row[3][1:]):,}", fall)
            self.assertIn(f"△{row[4][1:]}", fall)
        self.assertIn("같은 시간만큼만", re.sub(r"\s+", " ", fall)) # the summary and the table hold it against the same time
        whole = next(row for row in self.rows("fall.csv") if row[0] == "계")
        self.assertIn(f"{abs(int(whole[2]) - int(whole[1])):,} ({whole[4].lstrip('-')}%)", re.sub(r"\s+", " ", fall))
        counts = {row[0]: int(row[2]) for row in (self.report("opinion", "c.csv"), self.rows("c.csv"))[1]}
        trend = self.json("trend", "--from", "2016-02-01", "--to", "2016-02-29", "--by", "month")["periods"]
        self.assertEqual(counts["계"], sum(p["total"] for p in trend))

    def test_shares_of_channels(self):
        """The channels' shares come to 100 % where their counts come to the total, whatever is rounded."""
        n = 0
        for week in range(30, 40):
            self.report("opinion", "c.csv", "--table", "channels", period=f"2016-W{week}")
            total, *channels = self.rows("c.csv")
            if sum(int(row[2]) for row in channels) == int(total[2]):
                n += 1
                self.assertEqual(sum(int(row[5].replace(".", "")) for row in channels), 1000, week)
        self.assertGreater(n, 3)

    def test_week_that_runs(self):
        """Words are held against the same part of the week before as the summary is, and nothing that is still to come is counted."""
        lines = [{"external_id": f"{day}-{i}", "published_at": f"{day}T15:00:00+09:00", "text": f"{word} 이야기 {i}"}
                 for day, word in (("2016-09-26", "까치놀"), ("2016-10-01", "돌다리"), ("2016-10-08", "뭇별")) for i in range(30)]
        lines += [{"external_id": f"now-{word}-{i}", "published_at": "2016-10-04T15:00:00+09:00", "text": f"{word} 이야기 {i}"}
                  for word in ("까치놀", "돌다리") for i in range(30)]
        for word in ("까치놀", "돌다리", "뭇별"):
            self.ctl("keywords", "dictionary", word)
        self.ctl("mentions", "import", self.write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
        self.ctl("--now", "2016-10-06T12:00:00+09:00", "report", "opinion", "--period", "2016-W40", "--table", "issues", "-o", self.path("i.csv"), now=None, korean=True)
        issues = [row[1] for row in self.rows("i.csv")]
        self.assertTrue(any("돌다리" in words for words in issues), issues)
        self.assertFalse(any(word in words for words in issues for word in ("까치놀", "뭇별")), issues)

    def test_quotes_name_nobody(self):
        """Neither who wrote it nor whom to call, however the number is written."""
        for week, day, call, word in (("2016-W10", "2016-03-09", "010 1234 5678", "까치놀"), ("2016-W14", "2016-04-06", "02)123-4567", "돌다리"),
                                      ("2016-W18", "2016-05-04", "(031) 1234.5678", "뭇별"), ("2016-W22", "2016-06-01", "kim-park+1@ab-cd.go.kr", "솔바람")):
            self.ctl("keywords", "dictionary", word)
            lines = [{"external_id": f"{word}-{i}", "published_at": f"{day}T{10 + i // 60}:{i % 60:02}:00+09:00", "author": "홍길동전",
                      "text": f"홍길동전의 {call} {word}" if i == 99 else f"{word} 이야기 {i}"} for i in range(100)]
            self.ctl("mentions", "import", self.write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
            self.report("opinion", "i.csv", "--table", "issues", period=week)
            quotes = [row[6] for row in self.rows("i.csv") if word in row[1]]
            self.assertEqual(quotes, [f"“***의 *** {word}”"], self.rows("i.csv"))

    def test_what_became_of_an_issue(self):
        """Beside an issue stand the cases of its own mentions, of the period and the topic, whichever of its words they have, by their numbers."""
        for word in ("까치놀", "돌다리"):
            self.ctl("keywords", "dictionary", word)
        self.ctl("topic", "add", "--name", "놀이마당", "--any", "까치놀")
        lines = [{"external_id": f"k{i}", "published_at": f"2016-03-09T{10 + i // 60}:{i % 60:02}:00+09:00", "author": f"시민{i}",
                  "text": "돌다리 옆을 고쳐 주세요" if i == 99 else f"까치놀 돌다리 이야기 {i}"} for i in range(100)]
        lines.append({"external_id": "old", "published_at": "2016-02-03T10:00:00+09:00", "author": "옛시민", "text": "까치놀 돌다리는 언제 고치나요"})
        self.ctl("mentions", "import", self.write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
        ids = {mention["text"]: mention["id"] for mention in self.json("mentions", "search", "돌다리", "--limit", "200")["mentions"]}
        add = lambda text, now: self.ctl("--now", now, "case", "add", str(ids[text]), "--department", "도로과", now=None).rows[0][0]
        add("까치놀 돌다리는 언제 고치나요", "2016-02-04T10:00:00+09:00") # before the period
        first = add("까치놀 돌다리 이야기 7", "2016-03-10T10:00:00+09:00")
        other = add("돌다리 옆을 고쳐 주세요", "2016-03-10T11:00:00+09:00") # of no topic
        self.ctl("--now", "2016-03-11T10:00:00+09:00", "case", "close", first, "--answer", "https://city.example/a", now=None)
        add("까치놀 돌다리 이야기 8", "2016-03-20T10:00:00+09:00") # after it
        lines = [{"external_id": "older", "published_at": "2016-02-05T10:00:00+09:00", "author": "옛이웃", "text": "까치놀 돌다리를 아직도 안 고쳤나요"}]
        self.ctl("mentions", "import", self.write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
        ids = {mention["text"]: mention["id"] for mention in self.json("mentions", "search", "돌다리", "--limit", "200")["mentions"]}
        add("까치놀 돌다리를 아직도 안 고쳤나요", "2016-03-10T12:00:00+09:00") # in the period, of a mention that is not counted in it
        self.ctl("--lang", "en", "report", "opinion", "--period", "2016-W10", "--table", "issues", "-o", self.path("e.csv"), korean=True)
        self.assertIn(f"2 received 1 answered No. {first}, {other}", [" ".join(row[7].split()) for row in self.rows("e.csv")])
        for more, said in (((), f"접수 2 답변 1 번호 {first}, {other}"), (("--topic", "놀이마당"), f"접수 1 답변 1 번호 {first}")):
            self.report("opinion", "i.csv", "--table", "issues", *more, period="2016-W10")
            self.assertEqual([" ".join(row[7].split()) for row in self.rows("i.csv") if "돌다리" in row[1]], [said], self.rows("i.csv"))

    def test_issues_are_counted_by_what_is_shown(self):
        """A week's edition that shows some of an issue's words says how many more it is counted by, and quotes a mention that is counted."""
        words = ("까치놀", "돌다리", "뭇별", "솔바람", "샛별")
        for word in (*words, "까치놀이터"):
            self.ctl("keywords", "dictionary", word)
        lines = [{"external_id": f"a{i}", "published_at": f"2016-03-09T10:{i % 60:02}:00+09:00", "text": " ".join(words) + f" {i}"} for i in range(60)]
        lines += [{"external_id": f"b{i}", "published_at": f"2016-03-09T11:{i:02}:00+09:00", "text": f"{word} {i}"} for i, word in enumerate(words)]
        lines.append({"external_id": "c", "published_at": "2016-03-10T12:00:00+09:00", "text": "까치놀이터 개장"})
        self.ctl("mentions", "import", self.write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
        issue, = [one for one in self.json("issues", "--from", "2016-03-07", "--to", "2016-03-13")["issues"] if "뭇별" in one["words"]]
        self.assertEqual((sorted(issue["words"].split(", ")), issue["mentions"]), (sorted(words), 65))
        self.report("opinion", "i.csv", "--table", "issues", period="2016-W10")
        row, = [row for row in self.rows("i.csv") if row[1].split(", ")[0] in words]
        self.assertEqual((row[1], row[2]), (", ".join(issue["words"].split(", ")[:3]) + " 외 2개", "65"))
        self.assertNotIn("까치놀이터", row[6])
        self.ctl("--lang", "en", "report", "opinion", "--period", "2016-W10", "--table", "issues", "-o", self.path("e.csv"))
        self.assertTrue(any(row[1].endswith(" and 2 more") for row in self.rows("e.csv")), self.rows("e.csv"))

    def test_quotes_of_short_names(self):
        """A name of two letters is one where it stands for itself, and in no longer word."""
        for week, day, said, shown, word in (("2016-W10", "2016-03-09", "이슬입니다, 이슬비에", "***입니다, 이슬비에", "까치놀"), ("2016-W14", "2016-04-06", "저 이슬은 이슬람", "저 ***은 이슬람", "돌다리"),
                                             ("2016-W18", "2016-05-04", "풀이슬 (이슬)", "풀이슬 (***)", "뭇별"),
                                             ("2016-W20", "2016-05-18", "이슬님께서 이슬이도 이슬아 이슬만", "***님께서 ***이도 ***아 ***만", "샛별"), ("2016-W22", "2016-06-01", "Kim입니다 KIM", "***입니다 ***", "솔바람")):
            self.ctl("keywords", "dictionary", word)
            author = "kim" if "K" in said else "이슬"
            lines = [{"external_id": f"{word}-{i}", "published_at": f"{day}T{10 + i // 60}:{i % 60:02}:00+09:00", "author": author,
                      "text": f"{said} {word}" if i == 99 else f"{word} 이야기 {i}"} for i in range(100)]
            self.ctl("mentions", "import", self.write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
            self.report("opinion", "i.csv", "--table", "issues", period=week)
            quotes = [row[6] for row in self.rows("i.csv") if word in row[1]]
            self.assertEqual(quotes, [f"“{shown} {word}”"], self.rows("i.csv"))

    def test_time_before_with_gaps(self):
        """What cannot be compared is so in the summary, in the table of the channels and of the words."""
        with sqlite3.connect(self.workspace) as db:
            db.execute("DELETE FROM fetch_run WHERE covered_from < strftime('%s', '2016-02-01') AND covered_to > strftime('%s', '2016-01-05')")
            db.execute("DELETE FROM rollup_hour WHERE hour >= strftime('%s', '2016-01-05') / 3600 AND hour < strftime('%s', '2016-01-31') / 3600")
        self.report("opinion", "gaps.hwpx")
        text = self.hwpx_text("gaps.hwpx")
        for words in ("전기 대비 비교 불가", "전기는 수집하지 못한 시간이 많아 견주지 않음", "전기간은 수집하지 못한 시간이 많아 순위를 견주지 않음"):
            self.assertIn(words, text)
        self.report("opinion", "gaps.csv")
        rows = self.rows("gaps.csv")
        self.assertGreater(int(rows[0][2]), 0)
        self.assertEqual({(row[1], row[3], row[4]) for row in rows}, {("", "", "")})
        self.report("opinion", "words.csv", "--table", "words")
        self.assertEqual({(row[3], row[4].lstrip("'")) for row in self.rows("words.csv")}, {("", "-")})

    def test_search_trend_is_no_channel(self):
        """There is nothing to count in it, nor is it missing where nobody counts."""
        with sqlite3.connect(self.workspace) as db:
            db.execute("INSERT INTO source (name, kind, url, interval_s, enabled) VALUES ('검색어 추이', 'naver-trend', '', 86400, 1)")
        self.report("opinion", "week.hwpx", period="2016-W07")
        text = self.hwpx_text("week.hwpx")
        self.assertIn("언급량 추이", text)
        self.assertNotIn("검색어 추이", text)

    def test_what_posts_got_in_a_month(self):
        """A post that goes on in the next month counts there with what came on top, so that the months add up to their time together."""
        with sqlite3.connect(self.path("city.sotong")) as db:
            copy, channel = db.execute("SELECT copy.id, channel.name FROM copy JOIN channel ON channel.id = channel_id"
                                       " WHERE published_at IS NOT NULL AND channel.name = '서울시 페이스북' LIMIT 1").fetchone()
            db.execute("DELETE FROM copy_metric")
            for day, views, likes in (("2016-02-28", 1000, 30), ("2016-03-02", 1600, 35), ("2016-03-09", 2500, 50)):
                db.execute("INSERT INTO copy_metric VALUES (?, ?, 'views', ?, 0), (?, ?, 'reactions', ?, 0)", (copy, day, views, copy, day, likes))
        db.close()
        for month, told in (("2016-02", ["1000", "30", "3.0"]), ("2016-03", ["1500", "20", "1.3"]), ("2016-04", ["", "", ""])):
            self.report("opinion", "p.csv", "--table", "posts", period=month)
            row, = [r for r in self.rows("p.csv") if r[0] == channel]
            self.assertEqual([cell.strip("-") for cell in row[2:5]], told, month)

    def test_settlement_of_a_closed_year(self):
        self.ctl("budget", "change", "--line", "7", "--amount", "5000000", "--document", "추경-1", "--reason", "확대")
        self.ctl("budget", "carry", "--line", "9", "--amount", "33500000", "--kind", "사고", "--reason", "납기")
        self.report("settlement", "open.hwpx")
        self.assertIn("마감 전의 수치", self.hwpx_text("open.hwpx"))
        self.ctl("budget", "close", "--year", "2016", "--early", "--reason", "x")
        self.report("settlement", "closed.csv")
        before = self.rows("closed.csv")
        self.ctl("budget", "execute", "--line", "2", "--amount", "12000", "--correction", "--reason", "누락")
        self.report("settlement", "again.csv")
        self.assertEqual(self.rows("again.csv"), before)
        self.report("settlement", "again.hwpx")
        text = self.hwpx_text("again.hwpx")
        for words in ("마감 후 정정", "정정 12,000원", "사고이월", "기정", "경정", "증△감", "추경-1 확대", "집행잔액(결산)", "미집행액(월별 공개)"):
            self.assertIn(words, text)
        total = before[0]
        self.assertEqual([int(x) for x in total[2:6]], [418000, 0, 5000, 423000])
        for row in before:
            n = [int(x) for x in row[2:10]]
            self.assertEqual((n[3], n[7]), (n[0] + n[1] + n[2], n[3] - n[5] - n[6]))
        # What is corrected in the next year stands among the corrections, and not among what the year changed.
        later = "2017-01-05T10:00:00+09:00"
        self.ctl("budget", "execute", "--line", "2", "--year", "2016", "--amount", "777", "--date", "2017-01-04", "--correction", "--reason", "늦은 청구", now=later)
        self.ctl("budget", "change", "--line", "7", "--year", "2016", "--amount", "3000000", "--date", "2017-01-03", "--correction", "--document", "정정-1",
                 "--reason", "오기", now=later)
        self.report("settlement", "later.csv")
        self.assertEqual(self.rows("later.csv"), before)
        self.report("settlement", "later.hwpx")
        text = self.hwpx_text("later.hwpx")
        for words in ("정정 12,777원", "예산현액 마감 45,000,000원, 정정 후 48,000,000원 (정정 3,000,000원)"):
            self.assertIn(words, text)
        for words in ("정정-1", "단수를 조정"):
            self.assertNotIn(words, text)
        # A part of it is what was to the part's end, and neither closed nor corrected.
        self.report("settlement", "part.csv", period="2016-02")
        self.assertLess(int(self.rows("part.csv")[0][7]), int(total[7]))
        self.report("settlement", "part.hwpx", period="2016-02")
        text = self.hwpx_text("part.hwpx")
        self.assertIn("기간 말까지의 수치", text)
        for words in ("마감한 수치", "마감 후 정정", "추경-1", "사고이월"):
            self.assertNotIn(words, text)
        # What the year carries over is settled at its end: no part has it, and what is left is what is not spent.
        carried = sum(x["carried_out"] for x in self.json("budget", "show", "--year", "2016")["lines"] if not x["heading"])
        self.assertGreater(carried, 0)
        self.assertIn(f"현재 등록된 회계연도 전체의 차년이월 : {carried:,}원", text)
        self.assertIn("2016년도 기간 결산 보고", text)
        for row in self.rows("part.csv"):
            n = [int(x) for x in row[2:10]]
            self.assertEqual((n[6], n[7]), (0, n[3] - n[5]))
        # What was booked after the closing for a day of the part is marked as that.
        self.ctl("budget", "execute", "--line", "2", "--year", "2016", "--amount", "888", "--date", "2016-02-20", "--correction", "--reason", "늦은 청구", now=later)
        self.report("settlement", "part.hwpx", period="2016-02")
        text = self.hwpx_text("part.hwpx")
        self.assertIn("위 수치에 포함된 마감 후 정정", text)
        self.assertRegex(text, "2016-02-20 .*: 집행 888원")
        self.assertNotRegex(text, "12,777|12,000원")

    def test_white_paper_of_a_closed_year(self):
        """Its figures are those of the closing, as it says of itself, whatever was corrected since; its two tables agree."""
        self.report("whitepaper", "open.csv", "--table", "budget")
        self.ctl("budget", "close", "--year", "2016", "--early", "--reason", "x")
        self.report("whitepaper", "closed.csv", "--table", "budget")
        self.assertEqual(self.rows("closed.csv"), self.rows("open.csv"))
        self.ctl("budget", "execute", "--line", "2", "--amount", "12000", "--correction", "--reason", "누락")
        self.report("whitepaper", "again.csv", "--table", "budget")
        self.assertEqual(self.rows("again.csv"), self.rows("closed.csv"))
        self.report("whitepaper", "s.csv", "--table", "settlement")
        year, = [row for row in self.rows("s.csv") if row[0] == "2016"]
        self.assertEqual((year[4], year[5], year[7]), tuple(self.rows("again.csv")[0][i] for i in (1, 2, 5)))
        for kind in ("budget", "disclosure"):  # which have what was corrected, and say so
            self.report(kind, "b.hwpx", period="2016-10")
            self.assertIn("이후의 정정이 포함된 수치임", self.hwpx_text("b.hwpx"), kind)
            self.ctl("--lang", "en", "report", kind, "--period", "2016-10", "-o", self.path("e.hwpx"))
            self.assertIn("The year was closed on", self.hwpx_text("e.hwpx"), kind)
        self.ctl("--lang", "en", "report", "whitepaper", "--period", "2016", "-o", self.path("e.hwpx"))
        self.assertIn("As closed on 2016", self.hwpx_text("e.hwpx"))
        self.report("whitepaper", "again.hwpx")
        self.assertIn("마감한 수치이며, 이후의 변동은 결산 보고에 정정으로 따로 표시함", self.hwpx_text("again.hwpx"))

    def test_part_that_was_closed_as_a_whole(self):
        """A part of a year's settlement that was closed with the whole year's carry-over is corrected by what came in, and not by how it is made now."""
        self.ctl("budget", "carry", "--line", "9", "--amount", "33500000", "--kind", "사고", "--reason", "납기")
        self.ctl("budget", "close", "--year", "2016", "--early", "--reason", "x")
        self.ctl("report", "freeze", "settlement", "--period", "2016-02")

        def corrections():
            self.report("settlement", "p.hwpx", period="2016-02")
            return self.hwpx_text("p.hwpx").split("마감 후 정정", 1)[1]

        none = corrections()
        self.assertNotRegex(none, "마감 [0-9]")
        with contextlib.closing(sqlite3.connect(self.workspace)) as db, db: # as it was made before
            (number, body), = db.execute("SELECT id, body FROM report_freeze WHERE kind = 'settlement'")
            self.assertIn("기간 결산", body)
            report = json.loads(body.replace("기간 결산", "결산"))
            for block in report["blocks"]:
                table = block.get("table") or {"id": ""}
                if table["id"] == "lines":
                    names = [column["title"] for column in table["columns"]]
                    for cell in [cell for row in table["rows"] for cell in row["cells"] if "v" in cell]:
                        if names[cell["c"]] in ("차년이월", "집행잔액"):
                            cell.update(v=5, t="5")
                elif table["id"] == "settlement":
                    del table["rows"][-1]
            db.execute("UPDATE report_freeze SET body = ? WHERE id = ?", (json.dumps(report, ensure_ascii=False), number))
        self.assertEqual(corrections(), none)
        self.ctl("budget", "execute", "--line", "2", "--year", "2016", "--amount", "1000000", "--date", "2016-02-20", "--correction", "--reason", "늦은 청구")
        told = corrections()
        self.assertRegex(told, "집행액: 마감 [0-9,]+, 정정 [0-9,]+")
        self.assertNotRegex(told, "(차년이월|집행잔액): 마감")

    def test_correction_of_an_open_year(self):
        """Of a year that is open nothing is a correction: it stands in its year, whatever it is called."""
        told = self.ctl("budget", "execute", "--line", "2", "--year", "2016", "--amount", "777", "--date", "2015-12-30", "--correction", "--reason", "x", code=1).err
        self.assertIn("2015-12-30 is not in the fiscal year 2016", told)
        self.ctl("budget", "execute", "--line", "2", "--amount", "777", "--correction", "--reason", "x")
        self.assertEqual([p["amount"] for p in self.json("budget", "show", "--payments")["payments"] if p["correction"]], [])

    def settled(self, name, period="2016"):
        """The lines of a settlement: each adds up as printed, those of an account to its subtotal, and all of them to the first."""
        self.report("settlement", name, period=period)
        rows = [(row[0], row[1], [int(x) for x in row[2:10]]) for row in self.rows(name)]
        for _account, _line, row in rows:
            self.assertEqual((row[3], row[7]), (row[0] + row[1] + row[2], row[3] - row[5] - row[6]), row)
            self.assertGreaterEqual(row[7], 0)
        self.assertEqual(rows[0][:2], ("계", ""))
        total, lines = rows[0][2], [row for _account, line, row in rows[1:] if line != "소계"]
        self.assertEqual(total, [sum(column) for column in zip(*lines)])
        for account, line, row in rows:
            if line == "소계":
                self.assertEqual(row, [sum(column) for column in zip(*(r for a, name, r in rows if a == account and name != "소계"))], account)
        self.assertEqual([account for account, line, _row in rows if line == "소계"], ["사무관리비", "시책추진업무추진비"])
        return total, lines

    def test_settlement_adds_up_whatever_was_paid(self):
        """Payments that are no whole thousands: the page, the sheet's formulas and the years beside it say one figure."""
        paid = self.sql("SELECT sum(amount) FROM payment WHERE removed_at IS NULL")[0][0]
        before, _lines = self.settled("s.csv")
        self.report("settlement", "s.hwpx")
        self.assertNotIn("단수를 조정", self.hwpx_text("s.hwpx"))
        for line in ("2", "10", "5"):
            self.ctl("budget", "execute", "--line", line, "--amount", "999")
        total, lines = self.settled("s.csv")
        self.assertEqual(total[5], (paid + 2997) // 1000)
        self.assertEqual(total[5], before[5] + 2)
        self.report("settlement", "s.hwpx")
        for words in ("단수를 조정", f"집행액 {paid + 2997:,}원", f"집행잔액 {418000000 - paid - 2997:,}원", f"집행잔액(결산) = 예산현액 - 집행액 - 차년이월 : {total[7]:,}천원"):
            self.assertIn(words, self.hwpx_text("s.hwpx"))
        self.report("settlement", "s.xlsx")
        formulas = self.sheets("s.xlsx")[1]
        self.assertEqual(sum(f.startswith("SUM(") for f in formulas), 2 * 3 * 6) # as printed and as data: the year and its two accounts
        for row in range(4, 4 + len(lines) + 3):
            for formula in (f"B{row}+C{row}+D{row}", f"E{row}-G{row}-H{row}"):
                self.assertIn(formula, formulas)
        # Carried over, too; and among the last three years, of which one that nobody told of is named.
        self.ctl("budget", "carry", "--line", "9", "--amount", "33499500", "--kind", "명시", "--reason", "납기")
        self.ctl("budget", "close", "--early", "--reason", "x")
        total, _lines = self.settled("s.csv")
        self.report("settlement", "y.csv", "--table", "settlement")
        rows = self.rows("y.csv")
        self.assertEqual([row[0] for row in rows], ["2014", "2015", "2016"])
        self.assertEqual(rows[0], SOURCE["settlement"][2])
        self.assertEqual(rows[1][1:8], [""] * 7)
        self.assertEqual([int(x) for x in rows[2][1:8]], total[:4] + total[5:])
        self.report("settlement", "s.hwpx")
        self.assertIn("2015년은 작업 공간에 결산 자료가 없음", self.hwpx_text("s.hwpx"))

    def test_every_report_says_one_remainder(self):
        """Payments that are no whole thousands: what is left is the same thousand won in the summary, the settlement and the disclosed list."""
        for line in ("2", "10", "5"):
            self.ctl("budget", "execute", "--line", line, "--amount", "999")
        self.ctl("budget", "change", "--line", "7", "--amount", "1500", "--document", "추경-1", "--reason", "확대")
        total, lines = self.settled("s.csv")
        self.report("budget", "b.csv", "--table", "execution", period="2016")
        rows = [[int(x) for x in row[1:8]] for row in self.rows("b.csv")]
        self.assertEqual((rows[0][0], rows[0][1], rows[0][3], rows[0][5], rows[0][6]), (total[3], total[4], total[5], total[6], total[7]))
        self.assertEqual([row[6] for row in rows if row[6] in [line[7] for line in lines]][:len(lines)], [line[7] for line in lines])
        for row in rows:
            self.assertEqual((row[4], row[6]), (row[0] - row[3], row[0] - row[3] - row[5]), row)
        self.report("disclosure", "d.csv", "--table", "execution", period="2016")
        disclosed = [[int(x) for x in row[1:6]] for row in self.rows("d.csv")]
        self.assertEqual((disclosed[0][0], disclosed[0][2], disclosed[0][4]), (total[3], total[5], total[3] - total[5]))
        self.assertEqual([sum(column) for column in zip(*(row[:3] for row in disclosed[1:]))], disclosed[0][:3])
        self.report("budget", "b.hwpx", period="2016")
        self.assertIn("단수를 조정", self.hwpx_text("b.hwpx"))

    def evaluate(self, formula, cells):
        """A formula of ours, by the cells of its sheet; what is blank or a text in a sum counts as nought."""
        def value(name):
            return cells.get(name, 0)
        def total(match):
            parts = []
            for part in match.group(1).split(","):
                first, _colon, last = part.partition(":")
                column, top, bottom = first[0], int(first[1:]), int((last or first)[1:])
                parts += [value(f"{column}{row}") for row in range(top, bottom + 1)]
            return repr(float(sum(parts)))
        rate = re.fullmatch(r'IF\((.*?)=0,"-",(TRUNC|ROUND)\((.*?)(?:,([01]))?\)\)', formula)
        if rate is not None:
            zero, how, inner, digits = rate.groups()
            self.assertNotEqual(self.evaluate(zero, cells), 0, formula)
            plain = self.evaluate(inner, cells)
            if how == "TRUNC":
                return float(int(plain))
            scale = 10 ** int(digits)
            return (1 if plain >= 0 else -1) * int(abs(plain) * scale + 0.5 + 1e-9) / scale
        formula = re.sub(r"SUM\(([^)]*)\)", total, formula)
        formula = re.sub(r"[A-Z]\d+", lambda m: repr(float(value(m.group()))), formula)
        self.assertRegex(formula, r"^[-+*/().\de ]+$")
        return eval(formula)  # pylint: disable=eval-used

    def test_formulas_give_what_is_printed(self):
        """In every kind what follows from other cells is a formula, and computed again it gives the figure that is printed."""
        for line in ("2", "10", "5"):
            self.ctl("budget", "execute", "--line", line, "--amount", "999", "--date", "2016-02-20")
        for kind, period, least in (("budget-statement", "2016", 15), ("budget", "2016-02", 60), ("settlement", "2016", 100), ("performance", "2016-02", 100),
                                    ("opinion", "2016-02", 40), ("campaign", "2016", 30), ("disclosure", "2016-02", 8), ("whitepaper", "2016", 15)):
            self.report(kind, "f.xlsx", period=period)
            n = 0
            with zipfile.ZipFile(self.path("f.xlsx")) as book:
                for part in (p for p in book.namelist() if p.startswith("xl/worksheets/sheet")):
                    text = book.read(part).decode()
                    found = re.findall(r'<c r="([A-Z]\d+)"[^>]*?(t="s")?>(?:<f>([^<]*)</f>)?<v>([^<]*)</v></c>', text)
                    cells = {name: float(v) for name, shared, _f, v in found if not shared}
                    for name, _shared, formula, v in found:
                        if formula:
                            n += 1
                            self.assertAlmostEqual(self.evaluate(html.unescape(formula), cells), float(v), 6, (kind, part, name, formula))
            self.assertGreaterEqual(n, least, kind)

    def test_white_paper_tells_headings_from_lines(self):
        """In the budget of the year a heading is marked and is the sum of its lines, in the sheet by a formula; nothing is counted twice."""
        for line in ("2", "10", "5"):
            self.ctl("budget", "execute", "--line", line, "--amount", "999", "--date", "2016-02-20")
        self.ctl("budget", "change", "--line", "2", "--amount", "1000000", "--document", "추경-1", "--reason", "확대")
        self.ctl("budget", "carry", "--line", "2", "--amount", "300000", "--reason", "계약 지연")
        self.report("whitepaper", "w.csv", "--table", "budget")
        total, *rows = [(row[0], *(int(x) for x in (row[1], row[2], row[4], row[5]))) for row in self.rows("w.csv")]
        self.assertEqual(total[0], "계")
        self.assertTrue(all(row[0].startswith(("○ ", "  - ")) for row in rows))
        sums, head = {}, None
        for name, *won in rows:
            head = name if name.startswith("○") else head
            if name != head:
                sums[head] = [a + b for a, b in zip(sums.get(head, [0, 0, 0, 0]), won)]
        tops = {name: won for name, *won in rows if name.startswith("○")}
        self.assertEqual({name: tops[name] for name in sums}, sums)
        self.assertGreaterEqual(len(sums), 3)
        self.assertEqual(total[3], 300)
        for _name, available, executed, carried, remaining in (total, *rows):
            self.assertEqual(available - executed - carried, remaining)
        self.assertEqual([sum(column) for column in zip(*tops.values())], list(total[1:]))
        self.report("whitepaper", "w.hwpx")
        for words in ("○ 표시한 항목의 금액은 그 아래 - 항목의 합", "단수를 조정", "핵심 메시지"):
            self.assertIn(words, self.hwpx_text("w.hwpx"))

    def test_mentions_add_up(self):
        """Positive, neutral and negative stand together, with what is uncertain and what nobody labelled, and come to all mentions."""
        self.report("whitepaper", "f.csv", "--table", "figures")
        figures = {row[0]: int(row[1]) for row in self.rows("f.csv")}
        parts = [figures[f"{name} 언급"] for name in ("긍정", "중립", "부정", "불확실", "미분류")]
        self.assertEqual(sum(parts), figures["수집된 언급"])
        self.assertTrue(all(parts[:4]), parts)
        self.report("whitepaper", "m.csv", "--table", "month-09")
        with open(self.path("m.csv"), encoding="utf-8-sig", newline="") as file:
            self.assertEqual(next(csv.reader(file))[:8], ["일자", "언급", "긍정", "중립", "부정", "불확실", "미분류", "긍정률_퍼센트"])
        rows = [[int(x) for x in row[1:7]] for row in self.rows("m.csv") if row[1] != ""]
        self.assertGreater(len(rows), 20)
        self.assertEqual([row[0] for row in rows], [sum(row[1:]) for row in rows])
        self.report("campaign", "c.csv", "--table", "before-after", "--campaign", "봄꽃 나들이")
        for row in self.rows("c.csv"):
            self.assertEqual(int(row[1]), sum(int(x) for x in row[2:7]), row)
        # The same figures in the other files.
        for name in ("w.hwpx", "w.pdf"):
            self.report("whitepaper", name)
        pdf, hwpx = " ".join(self.pdf_text("w.pdf").split()), self.hwpx_text("w.hwpx")
        for name in ("수집된", "긍정", "중립", "부정", "불확실", "미분류"):
            self.assertIn(f"{name} 언급 {figures[name + ' 언급']:,} 건", pdf)
            self.assertIn(f"{name} 언급", hwpx)
            self.assertIn(f"{figures[name + ' 언급']:,}", hwpx)

    def test_what_stands_together(self):
        """No page ends with a line that leads the next one; a campaign that a page can hold stands on one, and one that it cannot runs on."""
        texts = "\n".join(f"메시지 {n}" for n in range(150))
        self.ctl("campaign", "add", "--name", "긴 캠페인", "--from", "2016-03-01", "--to", "2016-03-31", "--goal", "길게", "--message", texts)
        self.report("whitepaper", "w.pdf")
        done = subprocess.run(["pdftotext", "-bbox", self.path("w.pdf"), "-"], capture_output=True, check=True).stdout.decode()
        self.assertLess(max(float(y) for y in re.findall(r'<word [^>]*yMax="([\d.]+)"', done)), 842 - 25)
        pages = [[line.strip() for line in page.splitlines() if line.strip()][1:-1] for page in self.pdf_text("w.pdf").split("\f")]
        leads = [page[-1] for page in pages if page and re.match("○ (?:핵심 메시지|[0-9]{4}-[0-9-]{5} )", page[-1])]
        self.assertEqual(leads, [])
        where = {name: n for n, page in enumerate(pages) for name in page if name.startswith("- 메시지 ")}
        self.assertEqual(len(where), 150)
        self.assertEqual(len(set(where.values())), max(where.values()) - min(where.values()) + 1)
        for page in pages:
            if "5 캠페인" in page or any(line.startswith("○ 목표 :") for line in page):
                heads, goals = sum(line.startswith("□ ") for line in page), sum(line.startswith("○ 목표 :") for line in page)
                self.assertEqual(heads, goals, page)
        self.report("campaign", "c.pdf")
        for page in self.pdf_text("c.pdf").split("\f"):
            long = "메시지 1" in page or "긴 캠페인" in page
            self.assertTrue(long or len(re.findall("○ 기간 :", page)) == len(re.findall("○ 예산 :", page)), page)

    def test_campaign_parts_add_up_as_shown(self):
        """What was paid for contents and for the campaign as a whole come to what is printed as the sum of both, odd won and all."""
        name, number = self.sql("SELECT name, id FROM campaign WHERE removed_at IS NULL AND starts_on LIKE '2016%' ORDER BY id LIMIT 1")[0]
        (content,), *_more = self.sql("SELECT id FROM content WHERE removed_at IS NULL AND campaign_id = ?", number)
        self.ctl("budget", "execute", "--line", "2", "--amount", "600", "--date", "2016-02-20", "--content", str(content))
        self.ctl("budget", "execute", "--line", "2", "--amount", "600", "--date", "2016-02-20", "--campaign", str(number))
        self.report("campaign", "c.hwpx", "--campaign", name)
        found = re.findall(r"콘텐츠 지출 ([\d,]+)천원, 캠페인 전체에 대한 지출 ([\d,]+)천원, 지출 계 ([\d,]+)천원", self.hwpx_text("c.hwpx"))
        self.assertEqual(len(found), 1)
        contents, whole, paid = (int(x.replace(",", "")) for x in found[0])
        self.assertEqual(contents + whole, paid)
        self.assertEqual(whole, 1)

    def test_campaign_money_can_be_compared(self):
        """What contents were planned to cost stands beside what was paid for them; what was paid for the campaign as a whole is said apart."""
        of = "SELECT id FROM content WHERE removed_at IS NULL AND campaign_id = c.id"
        (name, planned, contents, paid), *_more = self.sql(
            f"SELECT name, (SELECT coalesce(sum(cost_planned), 0) FROM content WHERE id IN ({of})) AS planned,"
            f" (SELECT coalesce(sum(amount), 0) FROM payment WHERE removed_at IS NULL AND content_id IN ({of})) AS contents,"
            f" (SELECT coalesce(sum(amount), 0) FROM payment WHERE removed_at IS NULL AND (campaign_id = c.id OR content_id IN ({of}))) AS paid"
            " FROM campaign AS c WHERE removed_at IS NULL AND starts_on LIKE '2016%' ORDER BY paid - contents DESC, planned DESC")
        self.assertGreater(paid, contents)
        self.report("campaign", "c.csv")
        row, = [row for row in self.rows("c.csv") if row[0] == name]
        self.assertEqual([int(x) for x in row[4:7]], [planned // 1000, contents // 1000, paid // 1000])
        self.report("campaign", "c.hwpx")
        self.assertIn(f"콘텐츠 계획 {planned // 1000:,}천원에 콘텐츠 지출 {contents // 1000:,}천원, 캠페인 전체에 대한 지출 {(paid - contents) // 1000:,}천원, 지출 계 {paid // 1000:,}천원",
                      self.hwpx_text("c.hwpx"))

    def test_units_are_said(self):
        """Over every table of figures stands what they are of; counts beside won have their own word, and notes end as notes do."""
        for kind, words in (("performance", ("(단위 : 개, 건, 회, 명)", "(단위 : 건, 회, 명)", "(단위 : 회)", "채널마다 한 건으로 셈")),
                            ("budget", ("(단위 : 천원)", "(단위 : 원, 건)", "비워 둠")), ("opinion", ("(단위 : 건, 회, 명)", "(단위 : 회)")),
                            ("campaign", ("(단위 : 천원)", "콘텐츠 (건)"))):
            self.report(kind, "u.hwpx", period="2016-09")
            text = self.hwpx_text("u.hwpx")
            for word in words:
                self.assertIn(word, text, kind)
            self.assertNotRegex(text, "(입니다|습니다|둡니다)\\. *※", kind)

    def campaign_sums(self):
        """The overview's total and its rows, as numbers."""
        self.report("campaign", "c.csv")
        total, *rows = self.rows("c.csv")
        return [int(x) for x in total[3:7]], [[int(x) for x in row[3:7]] for row in rows], total

    def test_campaigns_add_up(self):
        """The overview begins with what the campaigns come to, the same in every file, and a sum of its rows in a workbook."""
        number, other = (n for n, in self.sql("SELECT id FROM campaign WHERE removed_at IS NULL AND starts_on LIKE '2016%' ORDER BY id LIMIT 2"))
        (content,), *_more = self.sql("SELECT id FROM content WHERE removed_at IS NULL AND campaign_id = ?", number)
        sums, rows, total = self.campaign_sums()
        self.assertEqual(total[:3], ["계", "", ""])
        self.assertEqual(sums, [sum(column) for column in zip(*rows)])
        self.assertEqual(sums[3] * 1000, self.sql("SELECT sum(amount) FROM payment AS p LEFT JOIN content AS c ON c.id = p.content_id WHERE p.removed_at IS NULL"
                                                  " AND coalesce(p.campaign_id, c.campaign_id) IN (SELECT id FROM campaign WHERE removed_at IS NULL)")[0][0])
        for end in ("pdf", "hwpx", "xlsx"):
            self.report("campaign", f"c.{end}")
        shown = r"계\s+" + r"\s+".join(f"{x:,}" for x in sums)
        self.assertRegex(self.hwpx_text("c.hwpx"), shown)
        if shutil.which("pdftotext"):
            self.assertRegex(self.pdf_text("c.pdf"), shown)
        numbers, formulas = self.sheets("c.xlsx")
        for column, value in zip("DEFG", sums):
            self.assertIn(float(value), numbers)
            self.assertTrue([f for f in formulas if re.fullmatch(rf"SUM\({column}\d+:{column}\d+\)", f)], column)
        # A payment that names a content of one campaign and another campaign is the content's: no won is in two rows.
        self.ctl("budget", "execute", "--line", "2", "--amount", "7000", "--date", "2016-02-20", "--content", str(content), "--campaign", str(other))
        self.assertEqual(self.campaign_sums()[0], [*sums[:2], sums[2] + 7, sums[3] + 7])
        # What was cut of the rows is said where it comes to a thousand.
        self.report("campaign", "c.hwpx")
        self.assertNotIn("버리지 않은 계", self.hwpx_text("c.hwpx"))
        for campaign in (number, other):
            self.ctl("budget", "execute", "--line", "2", "--amount", "600", "--date", "2016-02-20", "--campaign", str(campaign))
        self.assertEqual(self.campaign_sums()[0][3], sums[3] + 7)
        self.report("campaign", "c.hwpx")
        self.assertIn(f"지출 {sums[3] * 1000 + 8200:,}원", self.hwpx_text("c.hwpx"))
        # Of one alone there is nothing to add up.
        self.report("campaign", "c.csv", "--campaign", str(number))
        self.assertEqual(len(self.rows("c.csv")), 1)

    def test_year_with_carried_money_alone(self):
        """Next year's statement, before its budget is entered: nought is said, and that it is not entered; a blank would say no change."""
        self.ctl("budget", "carry", "--line", "9", "--amount", "33500000", "--kind", "명시", "--reason", "납기")
        self.ctl("budget", "close", "--early", "--reason", "x")
        self.report("budget-statement", "n.csv", "--table", "totals", period="2017")
        rows = self.rows("n.csv")
        self.assertEqual(rows[0][:6], ["계", "161600", "418000", "0", "-418000", "-100"])
        self.assertEqual(rows[1][:6], ["사무관리비", "157600", "414000", "0", "-414000", "-100"])
        self.report("budget-statement", "n.csv", "--table", "settlement", period="2017")
        self.assertEqual([row[0] for row in self.rows("n.csv")], ["2014", "2015", "2016"])
        self.report("budget-statement", "n.hwpx", period="2017")
        for words in ("△418,000", "△100", "2017년은 편성한 예산이 아직 입력되지 않아", "2015년은 작업 공간에 결산 자료가 없음"):
            self.assertIn(words, self.hwpx_text("n.hwpx"))
        self.report("budget-statement", "n.xlsx", period="2017")
        for formula in self.sheets("n.xlsx")[1]: # no sum of the rows of an empty table, which would be one of itself
            first, last = (re.findall(r"^SUM\(\w(\d+):\w(\d+)\)$", formula) or [(0, 0)])[0]
            self.assertLessEqual(int(first), int(last), formula)
        self.report("budget", "n.csv", "--table", "settlement", period="2017")
        self.assertEqual([row[0] for row in self.rows("n.csv")], ["2014", "2015", "2016"])

    def test_of_a_whole_year(self):
        """A statement and a white paper of a month would say the year's figures under the month's name."""
        for kind in ("budget-statement", "whitepaper"):
            answer = self.report(kind, "m.pdf", period="2016-02", code=1)
            self.assertIn("2016처럼", answer.err)
            self.assertFalse(os.path.exists(self.path("m.pdf")))
            self.assertIn("2016", self.ctl("report", "freeze", kind, "--period", "2016-02", code=1).err)

    def test_units_of_a_table(self):
        """Amounts of a table have one unit, which stands above it; a lump sum is counted in 식."""
        self.report("budget", "u.csv", "--table", "costs", period="2016-09")
        with open(self.path("u.csv"), encoding="utf-8-sig") as file:
            head = file.readline()
        self.assertNotIn("천원", head)
        self.assertIn("건별_집행_원", head)
        row = [row for row in self.rows("u.csv") if row[0] == "블로그 운영 및 관리"][0]
        self.assertEqual(int(row[2]), int(row[6]) // int(row[5]))
        self.report("budget", "u.hwpx", period="2016-09")
        self.assertNotIn("원, 천원", self.hwpx_text("u.hwpx"))
        self.report("performance", "d.csv", "--table", "deliverables", period="2016-09")
        self.assertEqual({row[0]: row[1] for row in self.rows("d.csv")}["SNS소셜 미디어 백서제작"], "식")
        self.assertNotIn("", [row[1] for row in self.rows("d.csv")])

    def test_opinion_head_says_it_once(self):
        self.report("opinion", "o.hwpx")
        self.assertEqual(self.hwpx_text("o.hwpx").count("뉴미디어담당관"), 1)

    def test_hostile_texts(self):
        """In the fields that people fill, and past them in those that files bring."""
        with sqlite3.connect(self.workspace) as db:
            for table, column in (("budget_line", "name"), ("payment", "payee"), ("payment", "description"), ("commitment", "counterparty"), ("campaign", "name"), ("campaign", "goal"),
                                  ("programme_text", "body"), ("programme_result", "body"), ("channel", "name"), ("source", "name"), ("content", "title")):
                for i, (rowid,) in enumerate(db.execute(f"SELECT rowid FROM {table} LIMIT 40").fetchall()):
                    text = HOSTILE[i % len(HOSTILE)] + (str(rowid) if column == "name" else "")
                    if table != "content" or len(text) < 1000:
                        db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (text, rowid))
        for kind in ("budget-statement", "settlement", "campaign", "disclosure"):
            for end in ("hwpx", "xlsx", "csv", "pdf"):
                self.report(kind, f"h.{end}")
            with zipfile.ZipFile(self.path("h.hwpx")) as package:
                section = package.read("Contents/section0.xml").decode()
            self.assertNotRegex(section, "[\x00-\x08\x0b\x0c\x0e-\x1f]")
            self.assertNotIn("<b>", section)
            with zipfile.ZipFile(self.path("h.xlsx")) as book:
                for part in book.namelist():
                    if part.endswith(".xml"):
                        text = book.read(part).decode()
                        self.assertNotRegex(text, "[\x00-\x08\x0b\x0c\x0e-\x1f]")
                        self.assertNotIn("<f>1+1", text)
            with open(self.path("h.csv"), encoding="utf-8-sig", newline="") as file:
                for row in csv.reader(file):
                    for cell in row:
                        self.assertFalse(cell[:1] in "=@" and cell[:1], cell)
            with open(self.path("h.pdf"), "rb") as file:
                self.assertEqual(file.read(5), b"%PDF-")

    def test_places_that_cannot_be(self):
        self.write("old.pdf", "old")
        self.report("settlement", "no/such/folder/s.pdf", code=1)
        self.report("settlement", "s.doc", code=2)
        self.report("settlement", "old.pdf", period="2016-13", code=2)
        self.report("settlement", "s.csv", "--table", "nothing", code=1)
        with open(self.path("old.pdf")) as file:
            self.assertEqual(file.read(), "old")
        for end in ("xlsx", "hwpx"):
            self.report("settlement", f"한글 이름과 공백 ({end}).{end}")


if __name__ == "__main__":
    unittest.main()
