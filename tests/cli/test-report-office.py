#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands around the reports: the office's own form, the closing of a period, reports made by themselves, and the history
for an auditor."""
import csv
import html
import json
import os
import re
import struct
import subprocess
import unittest
import zipfile
import zlib

from clitest import PROGRAM, Case

MONTH = "2016-02"


def png(width, height):
    """A picture of one colour."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = (b"\0" + b"\x33\x66\x99" * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def jpeg_size(data):
    """Width and height as the frame's header has them."""
    at = 2
    while data[at + 1] not in (0xc0, 0xc1, 0xc2):
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    height, width = struct.unpack(">HH", data[at + 5:at + 9])
    return width, height


class ReportOffice(Case):
    demo = None

    def setUp(self):
        super().setUp()
        if ReportOffice.demo is None:
            self.ctl("init", "--demo", now=None)
            ReportOffice.demo = self.read()
        self.write("city.sotong", ReportOffice.demo)

    def hwpx(self, kind, period, *more):
        self.ctl("report", kind, "--period", period, "-o", self.path("r.hwpx"), *more, korean=True)
        with zipfile.ZipFile(self.path("r.hwpx")) as package:
            text = package.read("Contents/section0.xml").decode()
            self.pictures = [name for name in package.namelist() if name.startswith("BinData/")]
        return [html.unescape(t) for t in re.findall(r"<hp:t>(.*?)</hp:t>", re.sub(r"<hp:(lineBreak|tab)[^>]*/>", " ", text), re.S)]

    def photo(self):
        """The photograph in the package that was read last; its list says what it is."""
        name, = [name for name in self.pictures if name.endswith(".jpg")]
        with zipfile.ZipFile(self.path("r.hwpx")) as package:
            self.assertIn(f'href="{name}" media-type="image/jpeg"', package.read("Contents/content.hpf").decode())
            return package.read(name)

    def csv(self, *words, **options):
        self.ctl(*words, "-o", self.path("r.csv"), **options)
        with open(self.path("r.csv"), encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))

    # ---- a year before the ledger ----

    def test_settlement_of_a_past_year(self):
        """It is what a later year's statement prints; of a year or a part of one of which none does there is none."""
        rows = self.csv("report", "settlement", "--period", "2014", korean=True)
        self.assertEqual([row[0] for row in rows[1:]], ["2012", "2013", "2014"])
        self.assertEqual(rows[3][1:], ["280395", "0", "0", "280395", "262470", "0", "17925"])
        self.assertEqual([row[0] for row in self.csv("report", "settlement", "--period", "2013", korean=True)[1:]], ["2011", "2012", "2013"])
        self.assertEqual(self.csv("report", "settlement", "--period", "2013", korean=True)[1][1:], [""] * 7)
        texts = self.hwpx("settlement", "2014")
        self.assertIn("2014년도 결산 보고", texts)
        self.assertTrue([t for t in texts if "2016년 예산서에 기재된 수치" in t], texts)
        for period in ("2011", "2015", "2014-02"):
            self.assertIn(period[:4], self.ctl("report", "settlement", "--period", period, "-o", self.path("no.csv"), code=1).err)
            self.assertFalse(os.path.exists(self.path("no.csv")))

    # ---- templates ----

    def test_template(self):
        before = self.hwpx("opinion", MONTH)
        pictures = len(self.pictures)
        with open(self.path("logo.png"), "wb") as file:
            file.write(png(40, 20))
        text = ("# 사무실 서식\ntitle = {title} (안)\norganisation = 시민소통담당관\napproval = 담당, 팀장, 국장\nlogo = logo.png\n"
                "order = 시사점 및 조치사항, 요약\nhide = 연관어\nheading:요약 = 핵심 요약\nword:언급량 = 언급 건수\nfoot = 문의 : 2133-0000\n")
        self.ctl("report", "template", "set", "opinion", self.write("t.txt", text))
        self.assertEqual(self.ctl("report", "template", "show", "opinion").out, text)
        after = self.hwpx("opinion", MONTH)
        joined = "\n".join(after)
        for words in ("보고 (안)", "시민소통담당관", "국장", "□ 핵심 요약", "□ 언급 건수 추이", "※ 문의 : 2133-0000"):
            self.assertIn(words, joined)
        for words in ("□ 연관어", "□ 요약", "언급량 추이", "주무관"):
            self.assertNotIn(words, joined)
        self.assertLess(after.index("□ 시사점 및 조치사항"), after.index("□ 핵심 요약"))
        self.assertLess(before.index("□ 요약"), before.index("□ 시사점 및 조치사항"))
        self.assertEqual(len(self.pictures), pictures + 1)
        figures = [sorted(t for t in texts if re.fullmatch(r"[\d,.△-]+", t)) for texts in (before, after)]
        self.assertEqual(set(figures[1]) - set(figures[0]), set())  # the form brings no figure
        self.ctl("undo")
        self.assertIn("□ 요약", self.hwpx("opinion", MONTH))
        self.ctl("report", "template", "set", "opinion", "t.txt") # from where it lies, the logo beside it
        self.assertEqual(self.hwpx("opinion", MONTH), after)
        self.assertEqual(len(self.pictures), pictures + 1)
        self.ctl("report", "template", "remove", "opinion")
        self.assertEqual(self.hwpx("opinion", MONTH), before)
        self.ctl("report", "template", "remove", "opinion", code=1)

    def test_template_file(self):
        """A form that Windows saved is read; one that is none is refused with its name, and what was kept stays."""
        text = "title = {title} (안)\nfoot = 똠방각하\n"
        self.ctl("report", "template", "set", "opinion", self.write("t.txt", text.encode("cp949")))
        self.assertEqual(self.ctl("report", "template", "show", "opinion").out, text)
        self.assertIn("none.txt", self.ctl("report", "template", "set", "opinion", self.path("none.txt"), code=1).err)
        self.assertIn("folder", self.ctl("report", "template", "set", "opinion", self.dir, code=1).err)
        self.assertIn("/dev/zero", self.ctl("report", "template", "check", "opinion", "/dev/zero", code=1).err)
        self.assertIn("not a text", self.ctl("report", "template", "set", "opinion", self.write("t.txt", b"title = \xff\xff\n"), code=1).err)
        self.assertEqual(self.ctl("report", "template", "show", "opinion").out, text)

    def attached(self, texts):
        """The list where the report itself ends, and the headings of what is attached."""
        listed = [t for t in texts if t.startswith("붙임  ")]
        return "".join(listed), [t for t in texts if re.match(r"붙임( \d)? [^ ]", t)]

    def test_week_is_one_page_with_attachments(self):
        """What is attached is listed as offices list it, whatever the form leaves out or puts elsewhere, and also of a week that was closed."""
        week = "2016-W38"
        texts = self.hwpx("opinion", week)
        self.assertEqual(self.attached(texts), ("붙임  1. 언급량 추이 1부. 2. 긍·부정 추이 1부. 3. 주요 이슈 1부.  끝.", ["붙임 1 언급량 추이", "붙임 2 긍·부정 추이", "붙임 3 주요 이슈"]))
        self.assertFalse([t for t in self.hwpx("opinion", MONTH) if t.startswith("붙임")])
        for form, listed, headings in (
            ("hide = 긍·부정 추이\nheading:주요 이슈 = 이번 주 이슈\n", "1. 언급량 추이 1부. 2. 이번 주 이슈 1부.  끝.", ["붙임 1 언급량 추이", "붙임 2 이번 주 이슈"]),
            ("hide = 언급량 추이, 긍·부정 추이\n", "주요 이슈 1부.  끝.", ["붙임 주요 이슈"]),
            ("order = 주요 이슈, 요약\n", "1. 언급량 추이 1부. 2. 긍·부정 추이 1부.  끝.", ["붙임 1 언급량 추이", "붙임 2 긍·부정 추이"])):
            self.ctl("report", "template", "set", "opinion", self.write("t.txt", form))
            self.assertEqual(self.attached(self.hwpx("opinion", week)), ("붙임  " + listed, headings), form)
            self.ctl("undo")
        self.ctl("report", "template", "set", "opinion", self.write("t.txt", "hide = 언급량 추이, 긍·부정 추이, 주요 이슈\n"))
        self.assertEqual(self.attached(self.hwpx("opinion", week)), ("", []))
        self.ctl("undo")
        self.ctl("report", "freeze", "opinion", "--period", week)
        closed = self.hwpx("opinion", week)
        self.assertEqual(self.attached(closed), self.attached(texts))  # the list is that of the closing; corrections stand behind what it lists
        self.assertEqual([t for t in closed if "마감 후 정정" in t], ["□ 마감 후 정정"])
        self.assertGreater(closed.index("□ 마감 후 정정"), closed.index("붙임 3 주요 이슈"))
        self.ctl("report", "note", "--period", week, "--text", "다시 적은 말\n나중의 일 | 교통과")
        self.assertEqual(self.hwpx("opinion", week), closed)  # as it was closed, and a plan made later corrects no figure

    def test_implications_and_next_steps(self):
        """A line with bars is a row of the table; messages that a department had to answer when the period ended stand there too."""
        week, monday = "2016-W38", "2016-09-19"
        mentions = self.json("mentions", "search", "서울", "--from", monday, "--to", "2016-09-25", "--limit", "3")["mentions"]
        self.ctl("--now", "2016-09-21T10:00:00+09:00", "case", "add", str(mentions[0]["id"]), "--department", "다른과", "--due", "2016-09-30", now=None)
        number = self.ctl("--now", "2016-09-22T10:00:00+09:00", "case", "add", str(mentions[1]["id"]), "--department", "누리과", "--due", "2016-09-23", now=None).out.split()[0]
        self.ctl("report", "note", "--period", week, "--text", "안내가 늦었음\n 안내문 보완 | 교통과 | 9. 30. | 진행 중\n||\n현장 | 점검")
        texts = self.hwpx("opinion", week)
        self.assertIn("○ 안내가 늦었음", texts)
        self.assertFalse([t for t in texts if "|" in t and "2016" not in t])
        rows = self.csv("report", "opinion", "--period", week, "--table", "tasks", korean=True)[1:]
        self.assertEqual([row[:4] for row in rows[:2]], [["안내문 보완", "교통과", "9. 30.", "진행 중"], ["현장", "점검", "", ""]])
        self.assertEqual(len(rows), 4)
        self.assertRegex(rows[3][1], "^.+ 외 [0-9]+$")  # a week has no room for more; of a month all are told
        whole = self.csv("report", "opinion", "--period", "2016-09", "--table", "tasks", korean=True)[1:]
        self.assertIn(["시민 의견 1건 처리", "누리과", "2016. 9. 23.", "기한 지남"], [row[:4] for row in whole])
        self.ctl("--now", "2016-10-10T10:00:00+09:00", "case", "close", number, "--answer", "https://example.org/1", now=None)
        self.assertEqual(self.csv("report", "opinion", "--period", week, "--table", "tasks", korean=True)[1:], rows)  # it was open then
        self.ctl("report", "note", "--period", week, "--text", "")
        self.assertIn("○ (담당자 작성)", self.hwpx("opinion", week))

    def test_template_of_all(self):
        self.ctl("report", "template", "set", "all", self.write("t.txt", "foot = 모두\n"))
        self.ctl("report", "template", "set", "settlement", self.write("t.txt", "foot = 결산만\napproval = none\n"))
        self.assertIn("※ 모두", self.hwpx("campaign", "2016"))
        own = self.hwpx("settlement", "2016")
        self.assertIn("※ 결산만", own)
        self.assertNotIn("※ 모두", own)
        self.assertNotIn("팀장", own)

    def test_template_sections_are_numbered_anew(self):
        self.ctl("report", "template", "set", "settlement", self.write("t.txt", "order = 차년이월\nhide = 예산변경\n"))
        headings = [t for t in self.hwpx("settlement", "2016") if re.match(r"\d ", t)]
        self.assertEqual(headings[0], "1 차년이월")
        self.assertEqual([t[:2] for t in headings], [f"{i + 1} " for i in range(len(headings))])

    def test_nobody_is_named_in_public(self):
        """What everybody may read hides a citizen wherever the name stands, and the numbers; firms keep theirs."""
        for payee, words in (("김민수", "시민 블로거 김민수 원고료 010-1234-5678 kim@example.com, 2016-09-12 행사"), ("블로거 박지성", "박지성 사진"),
                             ("네이버", "광고 2016-09"), ("주식회사 남산", "인쇄 02-120-0000")):
            self.ctl("budget", "execute", "--line", "3", "--amount", "1000", "--date", "2016-09-12", "--payee", payee, "--description", words)
        self.ctl("budget", "commit", "--line", "3", "--amount", "2000", "--date", "2016-09-13", "--counterparty", "홍길동", "--description", "홍길동 강연")
        rows = {row[2]: row[3] for row in self.csv("report", "disclosure", "--period", "2016-09", "--table", "payments", korean=True)}
        self.assertEqual(rows["시민 블로거 김*수 원고료 *** ***, 2016-09-12 행사"], "김*수")
        self.assertEqual(rows["박*성 사진"], "블로거 박*성")
        self.assertEqual(rows["광고 2016-09"], "네이버")
        self.assertEqual(rows["인쇄 ***"], "주식회사 남산")
        contract, = [row for row in self.csv("report", "disclosure", "--period", "2016-09", "--table", "contracts", korean=True) if "강연" in row[1]]
        self.assertEqual(contract[1:3], ["홍*동 강연", "홍*동"])

    def test_disclosed_lists_have_totals(self):
        """Above each list stands what its rows come to, which is what the ledger says of the period, in every format."""
        self.ctl("budget", "execute", "--line", "3", "--amount", "150700", "--date", "2016-09-12", "--payee", "네이버", "--description", "광고")
        (number,) = self.ctl("budget", "execute", "--line", "3", "--amount", "5000", "--date", "2016-09-13", "--payee", "네이버", "--description", "광고").lines
        self.ctl("budget", "execute", "--cancel", number, "--amount", "700", "--date", "2016-09-14", "--reason", "반납")
        self.ctl("budget", "commit", "--line", "3", "--amount", "200300", "--date", "2016-09-13", "--counterparty", "남산", "--description", "인쇄")
        of = "SELECT coalesce(sum(amount), 0), count(*) FROM"
        where = "removed_at IS NULL AND {} BETWEEN '2016-09-01' AND '2016-09-30'"
        sums = {"contracts": self.sql(f"{of} commitment WHERE {where.format('committed_on')}")[0]}
        for table, sign in (("policy", "LIKE"), ("payments", "NOT LIKE")):
            sums[table] = self.sql(f"{of} payment WHERE {where.format('paid_on')} AND line_id IN (SELECT l.id FROM budget_line AS l"
                                   f" JOIN budget_account AS a ON a.id = l.account_id WHERE a.name {sign} '%업무추진비%')")[0]
        pages = self.hwpx("disclosure", "2016-09")
        for table, column in (("policy", 4), ("payments", 4), ("contracts", 3)):
            won, n = sums[table]
            head, *rows = self.csv("report", "disclosure", "--period", "2016-09", "--table", table, korean=True)[1:]
            self.assertEqual((head[0], head[1], int(head[column])), ("계", f"{n}건", won), table)
            self.assertEqual((sum(int(row[column]) for row in rows), len(rows)), (won, n), table)
            self.assertIn(f"{won:,}", pages)
        self.ctl("report", "disclosure", "--period", "2016-09", "-o", self.path("d.xlsx"), korean=True)
        with zipfile.ZipFile(self.path("d.xlsx")) as book:
            sheets = "".join(book.read(part).decode() for part in book.namelist() if part.startswith("xl/worksheets/sheet"))
        for won, _n in sums.values():
            self.assertRegex(sheets, rf"<f>SUM\([DE]\d+:[DE]\d+\)</f><v>{won}</v>")

    def test_what_a_payee_is(self):
        """Who is a person the ledger says; the look of a name decides only where nobody said it, and the list says how often."""
        execute = ["budget", "execute", "--line", "3", "--amount", "1000", "--date", "2016-09-12"]
        for payee, kind in (("서울시", "public"), ("이마트", "firm"), ("최고미디어스쿨", "person"), ("정동길", None), ("블로거 나래", "개인")):
            self.ctl(*execute, "--payee", payee, "--description", f"{payee} 몫", *(["--payee-kind", kind] if kind else []))
        self.ctl("budget", "commit", "--line", "3", "--amount", "2000", "--date", "2016-09-13", "--counterparty", "전주시", "--payee-kind", "public", "--description", "협약")
        def listed():
            return {row[4] + row[2]: row[3] for row in self.csv("report", "disclosure", "--period", "2016-09", "--table", "payments", korean=True)[1:] if row[4] == "1000"}
        self.assertEqual(sorted(listed().values()), sorted(["서울시", "이마트", "최*****쿨", "정*길", "블로거 나*"]))
        self.assertIn("1000최*****쿨 몫", listed())
        contract, = [row for row in self.csv("report", "disclosure", "--period", "2016-09", "--table", "contracts", korean=True) if row[1] == "협약"]
        self.assertEqual(contract[2], "전주시")
        looks = [t for t in self.hwpx("disclosure", "2016-09") if "이름의 모양으로 판단함" in t]
        self.assertEqual(len(looks), 1)
        self.assertIn("1건은", looks[0])
        payments = self.json("budget", "show", "--payments")["payments"]
        self.assertEqual({p["payee"]: p["payee_kind"] for p in payments if p["amount"] == 1000},
                         {"서울시": "public", "이마트": "firm", "최고미디어스쿨": "person", "정동길": None, "블로거 나래": "person"})
        # Said later of all that have the name; one step of undo.
        self.ctl(*execute, "--payee", "정동길", "--description", "둘째")
        self.assertEqual(self.json("budget", "payee", "정동길", "--kind", "firm"), {"marked": 2})
        self.assertIn("정동길", listed().values())
        self.assertFalse([t for t in self.hwpx("disclosure", "2016-09") if "이름의 모양으로 판단함" in t])
        self.ctl("undo")
        self.assertNotIn("정동길", listed().values())
        self.ctl("redo")
        self.assertIn("정동길", listed().values())
        self.ctl("budget", "payee", "없는 곳", "--kind", "firm", code=1)
        self.refused("budget", "payee", "정동길", "--kind", "robot")
        self.refused(*execute, "--payee", "x", "--payee-kind", "robot")
        # From a file, whose wrong word is told with its line.
        head = "항목,지출일자,지출액,지급처,지급처 구분,적요,문서번호\n"
        line = payments[0]["line"]
        self.ctl("budget", "import", self.write("in.csv", head + f"{line},2016-09-14,1001,한마음,업체,파일,가-1\n{line},2016-09-14,1002,한마음회,,파일,가-2\n"))
        self.assertEqual([p["payee_kind"] for p in self.json("budget", "show", "--payments")["payments"] if p["description"] == "파일"].count("firm"), 1)
        wrong = self.ctl("budget", "import", self.write("in.csv", head + f"{line},2016-09-14,1003,한마음,로봇,파일,가-3\n"), code=1, korean=True).err
        for word in ("2", "로봇", "지급처 구분", "개인, 업체, 공공"):
            self.assertIn(word, wrong)

    def test_closed_list(self):
        """What came into the middle of a list is one correction, and so is its total; the rows behind it are none."""
        whole = self.hwpx("disclosure", "2016-09")
        self.ctl("report", "freeze", "disclosure", "--period", "2016-09", korean=True)
        self.ctl("budget", "execute", "--line", "2", "--amount", "777000", "--date", "2016-09-12", "--payee", "늦은 업체", "--description", "늦은 영수증")
        again = self.hwpx("disclosure", "2016-09")
        self.assertEqual(again[:len(whole)], whole)
        told = [t for t in again[len(whole):] if "지출 내역" in t]
        self.assertEqual(len(told), 3, told)
        self.assertTrue("계" in told[0] and "41,150,000" in told[0] and "41,927,000" in told[0], told)
        self.assertTrue(all("2016-09-12" in t for t in told[1:]) and "777,000" in told[2], told)

    def test_closed_without_table(self):
        """Where there was nothing to show when it was closed, all that stands there today came in since."""
        whole = self.hwpx("budget", "2016-03")
        self.ctl("report", "freeze", "budget", "--period", "2016-03", korean=True)
        self.assertIn("○ 없음: 지금의 수치와 같음", self.hwpx("budget", "2016-03"))
        self.ctl("budget", "change", "--line", "2", "--amount", "777000", "--date", "2016-03-12", "--document", "추경-1", "--reason", "늦은 추경")
        again = self.hwpx("budget", "2016-03")
        self.assertEqual(again[:len(whole)], whole)
        self.assertIn("○ 기간 말까지 해당 없음", whole)
        told = [t for t in again[len(whole):] if "예산변경 · 2016-03-12" in t]
        self.assertTrue(len(told) == 4 and "777" in told[3], told)  # that it came, 기정, 경정, 증△감

    def test_closed_blank(self):
        """Where a blank was closed, a figure that came since is told as any other that changed."""
        self.sql("DELETE FROM settlement WHERE year = 2013")
        whole = self.hwpx("budget", "2016-03")
        self.ctl("report", "freeze", "budget", "--period", "2016-03", korean=True)
        programme, = [row[0] for row in self.sql("SELECT id FROM programme WHERE year = 2016")]
        self.sql("INSERT INTO settlement (programme_id, year, original, carried_in, changed, available, executed, carried_out, remaining)"
                 " VALUES (?, 2013, 286195000, 0, 0, 286195000, 258187000, 0, 28008000)", programme)
        again = self.hwpx("budget", "2016-03")
        self.assertEqual(again[:len(whole)], whole)
        told = [t for t in again[len(whole):] if "2013" in t]
        self.assertEqual(len(told), 7, again[len(whole):])
        self.assertTrue(all("마감 -," in t for t in told) and "286,195" in told[0] and "28,008" in told[6], told)

    def test_closed_with_fewer_columns(self):
        """A table that has got a column since is held against today's by the columns' titles."""
        self.ctl("report", "freeze", "opinion", "--period", MONTH, korean=True)
        body = json.loads(self.sql("SELECT body FROM report_freeze")[0][0])
        tables = [block["table"] for block in body["blocks"] + body["data"] if block.get("table", {}).get("id") == "issues"]
        for table in tables:
            at = [column["title"] for column in table["columns"]].index("중립")
            for row in table["rows"]:
                row["cells"] = [dict(cell, c=cell["c"] - (cell["c"] > at)) for cell in row["cells"] if cell["c"] != at]
            del table["columns"][at]
        self.assertEqual(len(tables), 2)
        self.sql("UPDATE report_freeze SET body = ?", json.dumps(body))
        texts = self.hwpx("opinion", MONTH)
        self.assertNotIn("중립", texts[texts.index("이슈"):texts.index("주요 내용")])
        self.assertIn("○ 없음: 지금의 수치와 같음", texts)

    def test_list_closed_without_total(self):
        """Lists that were closed before they had a total have got one since, which is no correction."""
        self.ctl("report", "freeze", "disclosure", "--period", "2016-09", korean=True)
        (ident, body), = self.sql("SELECT id, body FROM report_freeze")
        document = json.loads(body)
        totals = 0
        for table in [b["table"] for b in document["blocks"] if b.get("table")]:
            totals += sum(bool(row["flags"] & 2) for row in table["rows"])
            table["rows"] = [row for row in table["rows"] if not row["flags"] & 2]
        self.sql("UPDATE report_freeze SET body = ? WHERE id = ?", json.dumps(document, ensure_ascii=False), ident)
        self.assertGreaterEqual(totals, 2)
        self.assertFalse([t for t in self.hwpx("disclosure", "2016-09") if "정정" in t and "계" in t])

    def test_template_with_unknown_parts(self):
        """Which line, and which parts there are; a week's edition has fewer, and that is no mistake."""
        bad = self.write("bad.txt", "# 서식\nhide = 연관어, 없는 부분\nfoot =\norder = 요약, 예산변경\n")
        lines = self.ctl("report", "template", "set", "opinion", bad, code=1, korean=True).err.splitlines()
        self.assertEqual([int(re.search(r"(\d+)번째 줄", line).group(1)) for line in lines], [2, 3, 4], lines)
        self.assertIn("“없는 부분”", lines[0])
        for name in ("요약", "언급량 추이", "시사점 및 조치사항", "마감 후 정정"):
            self.assertIn(name, lines[0])
        self.assertNotIn("예산변경,", lines[0])
        self.assertIn("“예산변경”", lines[2])
        found = self.ctl("report", "template", "check", bad, code=1).err.splitlines()  # of any kind: the budget has such a part
        self.assertEqual(len(found), 2, found)
        self.assertEqual(len(self.ctl("report", "template", "check", "opinion", bad, code=1).err.splitlines()), 3)
        self.assertEqual(self.ctl("report", "template", "check", "all", self.write("good.txt", "order = 단가, 2015년도 추진일정\nhide = 서울블로거데이\n")).out, "")
        self.assertIn("서울블로거데이", self.ctl("report", "template", "check", "budget", "good.txt", code=1).err)
        self.refused("report", "template", "check", "poem", bad)
        self.ctl("report", "template", "set", "campaign", self.write("c.txt", "hide = 서울블로거데이\n"))
        self.assertFalse([t for t in self.hwpx("campaign", "2016") if re.fullmatch(r"\d+ 서울블로거데이", t)])

    def test_template_in_the_other_language(self):
        """A part has a name in each language; a template that names it in one holds for the other."""
        self.ctl("report", "template", "set", "budget", self.write("t.txt", "order = 단가, 예산변경\nhide = 2016년도 추진일정\n"))
        for korean, first, hidden in ((False, "Unit costs", "Schedule of 2016"), (True, "단가", "2016년도 추진일정")):
            self.ctl("report", "budget", "--period", "2016-09", "-o", self.path("b.hwpx"), korean=korean)
            with zipfile.ZipFile(self.path("b.hwpx")) as package:
                texts = re.findall("<hp:t>([^<]*)</hp:t>", package.read("Contents/section0.xml").decode())
            headings = [t for t in texts if re.match(r"\d ", t)]
            self.assertEqual(headings[0], f"1 {first}")
            self.assertFalse([t for t in texts if t.endswith(hidden)])

    def test_parts_are_known(self):
        """Every part that a report has can be named in a template."""
        known = {}
        for kind, period in (("budget-statement", "2016"), ("budget", "2016-09"), ("settlement", "2016"), ("performance", MONTH), ("opinion", MONTH),
                             ("opinion", "2016-W05"), ("disclosure", "2016-09"), ("whitepaper", "2016"), ("campaign", "2016")):
            for korean in (True, False):
                self.ctl("report", kind, "--period", period, "-o", self.path("b.hwpx"), korean=korean)
                with zipfile.ZipFile(self.path("b.hwpx")) as package:
                    body = package.read("Contents/section0.xml").decode()
                sign = r"(?:□|붙임(?: \d)?|Attachment(?: \d)?) " if kind == "opinion" else r"\d+ "
                styled = re.findall(r'styleIDRef="1"[^>]*>.*?<hp:t>([^<]*)</hp:t>', body) if kind != "opinion" else re.findall(f"<hp:t>({sign}[^<]*)</hp:t>", body)
                names = [re.sub("^" + sign, "", t) for t in styled if re.match(sign, t)]
                self.assertGreater(len(names), 2, kind)
                for name in names:
                    self.ctl("report", "template", "check", kind, self.write("n.txt", f"hide = {html.unescape(name)}\n"))
                known.setdefault(kind, []).extend(names)
        self.assertIn("Indicators", known["performance"])

    def test_template_with_errors(self):
        """Which line; and nothing is kept."""
        bad = self.write("bad.txt", "# 서식\ntitle = {title}\ntilte = x\nfoo\ntitle = y\nfoot =\nword: = 없음\n" + "\n" * 600 + "foot = 너무 뒤\n")
        for verb in (("check", bad), ("set", "opinion", bad)):
            lines = self.ctl("report", "template", *verb, code=1).err.splitlines()
            self.assertEqual([int(re.search(r"line (\d+)", line).group(1)) for line in lines], [3, 4, 5, 6, 7, 501], lines)
        self.assertIn("title = {title}", self.ctl("report", "template", "show", "opinion").out)  # the example
        self.assertEqual(self.ctl("report", "template", "check", self.write("good.txt", "title = {title}\n\n# x\n")).out, "")
        self.assertIn("PNG", self.ctl("report", "template", "set", "opinion", self.write("l.txt", f"logo = {bad}\n"), code=1).err)
        self.assertRegex(self.ctl("report", "template", "set", "opinion", self.write("l.txt", "# x\nlogo = nothere.png\n"), code=1).err, "line 2: .*nothere.png")
        self.refused("report", "template", "set", "poem", bad)
        self.refused("report", "template", "set", "opinion")
        self.refused("report", "template")

    # ---- closing ----

    def test_closed_period(self):
        """The same figures whatever has come in since; what changed stands as corrections."""
        rows = self.csv("report", "performance", "--period", MONTH, "--table", "channels", korean=True)
        whole = self.hwpx("performance", MONTH)
        self.ctl("report", "freeze", "performance", "--period", MONTH, korean=True)
        unchanged = self.hwpx("performance", MONTH)
        self.assertEqual(unchanged[:len(whole)], whole)
        self.assertIn("○ 없음: 지금의 수치와 같음", unchanged)
        # Once more is no failure, and changes nothing.
        body = self.sql("SELECT * FROM report_freeze")
        answer = self.ctl("report", "freeze", "performance", "--period", MONTH)
        self.assertRegex(answer.out, "closed already, since 2016-10-14")
        self.assertEqual(self.json("report", "freeze", "performance", "--period", MONTH), {"closed_since": "2016-10-14T10:00:00+09:00"})
        self.assertEqual(self.sql("SELECT * FROM report_freeze"), body)
        self.sql("UPDATE copy SET state = 'failed', published_at = NULL WHERE id IN (SELECT id FROM copy WHERE state = 'published' "
                 "AND published_at BETWEEN 1454252400 AND 1456700000 LIMIT 5)")
        again = self.hwpx("performance", MONTH)
        self.assertEqual(again[:len(whole)], whole)
        self.assertTrue([t for t in again[len(whole):] if "마감" in t and "정정" in t])
        self.assertNotIn("○ 없음: 지금의 수치와 같음", again)
        self.assertEqual(self.csv("report", "performance", "--period", MONTH, "--table", "channels", korean=True), rows)
        self.assertNotEqual(self.hwpx("performance", "2016")[:len(whole)], whole)  # another period is open
        self.ctl("report", "thaw", "performance", "--period", MONTH)
        self.assertNotEqual(self.csv("report", "performance", "--period", MONTH, "--table", "channels", korean=True), rows)
        self.ctl("undo")
        self.assertEqual(self.csv("report", "performance", "--period", MONTH, "--table", "channels", korean=True), rows)
        self.ctl("undo")
        self.ctl("report", "thaw", "performance", "--period", MONTH, code=1)

    def test_closed_of_several_campaigns(self):
        """Each campaign is held against itself, and named where it is corrected."""
        self.ctl("report", "freeze", "campaign", "--period", "2016-03", korean=True)
        self.assertIn("○ 없음: 지금의 수치와 같음", self.hwpx("campaign", "2016-03"))
        whole = [row[1] for row in self.sql("SELECT id, name FROM campaign WHERE removed_at IS NULL")]
        lines = [{"external_id": f"p{i}", "published_at": f"2016-03-08T10:{i % 60:02}:00+09:00", "text": f"까치놀 {i}"} for i in range(500)]
        self.ctl("mentions", "import", self.write("late.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
        told = [text for text in self.hwpx("campaign", "2016-03") if re.match("○ .*마감 .*, 정정 ", text)]
        self.assertGreater(len(told), 3)
        for text in told:
            self.assertTrue(any(text.startswith(f"○ {name} · 캠페인 전후의 언급 · ") for name in whole), text)
        self.ctl("campaign", "edit", "미세먼지 바로 알기", "--name", "먼지 바로 알기")
        again = [text for text in self.hwpx("campaign", "2016-03") if re.match("○ .*마감 .*, 정정 ", text)]
        self.assertEqual([text for text in again if "캠페인 전후의 언급" in text], told)

    def test_closed_charts(self):
        """The charts of what was closed are drawn of the figures of then, whatever came in since; so are those of a workbook."""
        def charts(kind, period):
            self.hwpx(kind, period)
            with zipfile.ZipFile(self.path("r.hwpx")) as package:
                said = re.findall("<hp:shapeComment>(.*?)</hp:shapeComment>", package.read("Contents/section0.xml").decode(), re.S)
                return said, [package.read(name) for name in self.pictures], self.workbook_charts(kind, period)
        which = (("opinion", MONTH), ("opinion", "2016-W07"), ("performance", MONTH))
        before = [charts(*one) for one in which]
        for kind, period in which:
            self.ctl("report", "freeze", kind, "--period", period, korean=True)
        lines = [{"external_id": f"late{i}", "published_at": f"2016-02-16T10:{i % 60:02}:00+09:00", "text": f"뒤늦은 까치놀 {i}"} for i in range(3000)]
        self.ctl("mentions", "import", self.write("late.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
        for one, (said, pictures, sheets) in zip(which, before):
            self.assertGreater(len(pictures), 0, one)
            now = charts(*one)
            self.assertEqual(now[0], said, one)
            self.assertEqual(now[2], sheets, one)
            self.assertTrue(now[1] == pictures, one)
            told = [text for text in self.hwpx(*one) if "정정" in text]
            self.assertEqual([text for text in told if "· 행:" in text and "광장" not in text and "이슈" not in text], [], one)
            name = "요약 · 총 언급량" if one[0] == "opinion" else "수치 · 언급량"
            self.assertTrue(any(re.match(rf"○ {name}: 마감 [\d,]+, 정정 [\d,]+$", text) for text in told), told)
            self.ctl("report", "thaw", one[0], "--period", one[1])
            self.assertFalse(charts(*one)[1] == pictures, one)

    def closed_before_charts_were_kept(self, kind, period):
        """As an older version closed it: of its charts there is nothing but what they are called."""
        self.ctl("report", "freeze", kind, "--period", period, korean=True)
        body = json.loads(self.sql("SELECT body FROM report_freeze ORDER BY id DESC LIMIT 1")[0][0])
        charts = [block for block in body["blocks"] if block.pop("figures", None)]
        self.sql("UPDATE report_freeze SET body = ? WHERE id = (SELECT max(id) FROM report_freeze)", json.dumps(body))
        return charts

    def test_closed_without_charts(self):
        """Where the figures of a chart were not kept it is told that it is of today's, or that it is gone."""
        charts = self.closed_before_charts_were_kept("performance", MONTH)
        told = [text for text in self.hwpx("performance", MONTH) if text.startswith("지금의 수치로 그림 : 마감할 때의 수치가 남아 있지 않음 / ")]
        self.assertEqual(len(told), len(charts))
        self.assertEqual([text.split(" / ")[1] for text in told], [chart["text"] for chart in charts])
        self.closed_before_charts_were_kept("opinion", "2016-W07")
        gone = "이 자리에 있던 그림은 마감할 때 보존되지 않았고 지금의 보고서에도 없음"
        self.assertNotIn(gone, "".join(self.hwpx("opinion", "2016-W07")))
        lines = [{"external_id": f"late{i}", "published_at": f"2016-02-16T10:{i % 60:02}:00+09:00", "text": f"뒤늦은 까치놀 {i}"} for i in range(3000)]
        self.ctl("mentions", "import", self.write("late.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
        self.assertIn(gone, "".join(self.hwpx("opinion", "2016-W07")))

    def test_closed_in_another_language(self):
        """Columns that are called otherwise are held against those in their place."""
        self.ctl("--lang", "en", "report", "freeze", "performance", "--period", MONTH)
        lines = [{"external_id": f"late{i}", "published_at": f"2016-02-16T10:{i % 60:02}:00+09:00", "text": f"뒤늦은 까치놀 {i}"} for i in range(30)]
        self.ctl("mentions", "import", self.write("late.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
        told = [text for text in self.hwpx("performance", MONTH) if "정정" in text]
        self.assertTrue([text for text in told if "Mentions" in text and re.search("마감 [\\d,]+, 정정 [\\d,]+$", text)], told)

    def test_campaign_that_is_not_there_any_more(self):
        """A campaign is not held against another one that stands in its place today."""
        self.ctl("report", "freeze", "campaign", "--period", "2016-03", korean=True)
        self.ctl("campaign", "edit", "겨울철 재난 예방", "--from", "2016-06-01", "--to", "2016-06-30")
        self.ctl("campaign", "edit", "서울블로거데이", "--from", "2016-03-28", "--to", "2016-03-30")
        told = [text for text in self.hwpx("campaign", "2016-03") if "정정" in text]
        self.assertTrue([text for text in told if "총괄" in text], told)
        self.assertEqual([text for text in told if text.startswith("○ 겨울철 재난 예방 · ")], [], told)

    def test_campaign_that_is_called_like_a_number(self):
        """What was closed of one campaign is not shown as that of another, and what was closed twice is opened at once."""
        (first, name), (other, _) = self.sql("SELECT id, name FROM campaign WHERE removed_at IS NULL ORDER BY id")[:2]
        which = ["--period", "2016", "--campaign"]
        later = {"now": "2017-01-05T10:00:00+09:00"}
        closed = lambda campaign: any("마감 후 정정" in text for text in self.hwpx("campaign", "2016", "--campaign", campaign))
        self.ctl("report", "freeze", "campaign", *which, str(first), **later)
        self.sql("UPDATE campaign SET name = ? WHERE id = ?", str(first), other)
        self.assertTrue(closed(name))
        self.assertFalse(closed(str(other)))
        self.sql("UPDATE campaign SET name = '다른 캠페인' WHERE id = ?", other)
        self.sql("INSERT INTO report_freeze (kind, starts_at, ends_at, topic_id, campaign, frozen_at, body) SELECT kind, starts_at, ends_at, topic_id, ?, frozen_at, body"
                 " FROM report_freeze", name)
        self.ctl("report", "thaw", "campaign", *which, name)
        self.assertFalse(closed(name))
        self.ctl("undo")
        self.assertTrue(closed(name))
        self.assertEqual(self.sql("SELECT count(*) FROM report_freeze WHERE removed_at IS NULL"), [(2,)])
        self.ctl("redo")
        self.assertFalse(closed(name))

    def test_closed_campaign(self):
        """A campaign is the same one by its name and by its number, also after it was renamed."""
        number, name = self.sql("SELECT id, name FROM campaign WHERE removed_at IS NULL ORDER BY id LIMIT 1")[0]
        which = ["--period", "2016", "--campaign"]
        self.ctl("report", "freeze", "campaign", *which, name, now="2017-01-05T10:00:00+09:00")
        closed = lambda campaign: any("마감 후 정정" in text for text in self.hwpx("campaign", "2016", "--campaign", campaign))
        self.assertTrue(closed(name))
        self.assertTrue(closed(str(number)))
        self.assertIn("already", self.ctl("report", "freeze", "campaign", *which, str(number), now="2017-01-05T10:00:00+09:00").out)
        self.ctl("campaign", "edit", str(number), "--name", "새 이름")
        self.assertTrue(closed("새 이름"))
        self.ctl("report", "thaw", "campaign", *which, "새 이름")
        self.assertFalse(closed(str(number)))
        self.sql("UPDATE report_freeze SET campaign = '새 이름', removed_at = NULL")  # as an older version kept it
        self.assertTrue(closed(str(number)))

    def test_closed_of_every_kind(self):
        for kind, period in (("budget-statement", "2016"), ("opinion", MONTH), ("campaign", "2016-09"), ("disclosure", "2016-09")):
            before = self.hwpx(kind, period)
            pictures = len(self.pictures)
            self.ctl("report", "freeze", kind, "--period", period, korean=True)
            after = self.hwpx(kind, period)
            self.assertEqual(after[:len(before)], before, kind)
            self.assertEqual(len(self.pictures), pictures, kind)
            signs = [re.match(r"□|\d+", text).group() for text in after if text.endswith("마감 후 정정")]  # as the report's own headings
            self.assertEqual([sign == "□" for sign in signs], [kind == "opinion"], (kind, signs))
        self.refused("report", "freeze", "settlement")
        self.refused("report", "freeze", "settlement", "--period", "2016-13")

    def test_closed_when_it_is_over(self):
        """What still runs or has not begun is not closed: each later booking would be a correction."""
        for kind, period, word in (("budget", "2016-10", "still runs"), ("settlement", "2016", "still runs"), ("opinion", "2016-12", "has not begun"),
                                   ("whitepaper", "2017", "has not begun")):
            answer = self.ctl("report", "freeze", kind, "--period", period, code=1)
            self.assertIn(word, answer.err)
        self.assertEqual(self.sql("SELECT id FROM report_freeze"), [])
        self.ctl("report", "freeze", "settlement", "--period", "2016", now="2017-01-02T09:00:00+09:00")
        self.ctl("report", "freeze", "budget-statement", "--period", "2016", korean=True)

    def test_whole_period_is_closed(self):
        """All kinds of a month at once, one step of undo; what was closed stays as it was."""
        self.ctl("report", "freeze", "opinion", "--period", "2016-09")
        self.assertEqual(self.json("report", "freeze", "all", "--period", "2016-09", korean=True), {"closed": 4})
        self.assertEqual(self.sql("SELECT kind FROM report_freeze WHERE removed_at IS NULL ORDER BY kind"),
                         [(kind,) for kind in ("budget", "campaign", "disclosure", "opinion", "performance")])
        self.assertEqual(self.json("report", "freeze", "all", "--period", "2016-09"), {"closed": 0})
        self.assertIn("○ 없음: 지금의 수치와 같음", self.hwpx("disclosure", "2016-09"))
        self.ctl("undo")
        self.assertEqual(self.sql("SELECT kind FROM report_freeze WHERE removed_at IS NULL"), [("opinion",)])
        self.ctl("redo")
        self.assertEqual(self.sql("SELECT count(*) FROM report_freeze WHERE removed_at IS NULL"), [(5,)])
        before = self.sql("SELECT count(*) FROM change")
        for period, words in (("2016-10", "2016-10-01 to 2016-10-31 cannot be closed yet: the period still runs"), ("2016", "Close them from 2017-01-01 on"),
                              ("2016-12", "has not begun")):
            self.assertIn(words, self.ctl("report", "freeze", "all", "--period", period, code=1).err)
        self.assertRegex(self.ctl("report", "freeze", "all", "--period", "2016", code=1, korean=True).err, "2016-01-01.*2016-12-31.*끝나지 않.*2017-01-01부터")
        self.assertEqual(self.sql("SELECT count(*) FROM change"), before)
        self.assertEqual(self.sql("SELECT count(*) FROM report_freeze WHERE removed_at IS NULL"), [(5,)])
        self.refused("report", "freeze", "all", "--period", "2016-09", "--topic", "x")
        self.refused("report", "freeze", "all")

    def test_same_figures(self):
        """Two reports of one month print the same shares and the same change."""
        opinion, performance = self.hwpx("opinion", MONTH), self.hwpx("performance", MONTH)
        at, there = opinion.index("긍정률"), performance.index("긍정률(%)")
        self.assertEqual([text.rstrip("%") for text in opinion[at + 5:at + 7]], performance[there + 5:there + 7])
        self.assertRegex(performance[there + 5], r"^\d+\.\d$")
        change = re.search(r"\((.*)%\)", opinion[at + 4])
        if change is not None:
            self.assertIn(change.group(1) + " %", performance[there + 4])

    # ---- what the year and the month have ----

    def test_best_posts_and_cases(self):
        """The five posts with most reactions, by the figures that were read; and what became of citizens' messages."""
        self.assertFalse([t for t in self.hwpx("opinion", MONTH) if "게시물별 수치가 없어" in t])
        self.sql("DELETE FROM copy_metric")
        self.assertTrue([t for t in self.hwpx("opinion", MONTH) if "게시물별 수치가 없어" in t])
        copies = self.sql("SELECT id FROM copy WHERE state = 'published' AND published_at BETWEEN 1454252400 AND 1456700000 ORDER BY id LIMIT 7")
        for n, (copy,) in enumerate(copies):
            for metric, value in (("views", 1000 + n), ("reactions", 10 * n), ("comments", n), ("shares", 1)):
                for day in ("2016-02-20", "2016-02-25"):
                    self.sql("INSERT INTO copy_metric (copy_id, day, metric, value, captured_at) VALUES (?, ?, ?, ?, 1456400000)", copy, day, metric,
                             value if day > "2016-02-22" else 1)
        mention, = self.sql("SELECT id FROM mention LIMIT 1")[0]
        self.sql("INSERT INTO citizen_case (mention_id, kind, department, state, opened_at, closed_at) VALUES (?, 'answer', '소통시험과', 'answered', 1455000000, 1455100000)",
                 mention)
        rows = self.csv("report", "opinion", "--period", MONTH, "--table", "best", korean=True)
        self.assertEqual([(row[0], row[4], row[5]) for row in rows[1:]], [(str(i + 1), str(1006 - i), str(11 * (6 - i) + 1)) for i in range(5)])
        self.assertTrue(all(row[3].startswith("2016-02-") for row in rows[1:]))
        cases = self.csv("report", "opinion", "--period", MONTH, "--table", "cases", korean=True)
        self.assertEqual([row[:5] for row in cases if row[0] == "소통시험과"], [["소통시험과", "1", "1", "0", "0"]])
        channels = self.csv("report", "opinion", "--period", MONTH, "--table", "posts", korean=True)
        self.assertEqual(sum(int(row[3] or 0) for row in channels[1:]), sum(11 * n + 1 for n in range(7)))
        self.assertTrue(any(int(row[5] or 0) > 0 for row in channels[1:]))

    def workbook_charts(self, kind, period):
        """What each chart of a report's workbook is called, its kind, and the cells that its series show, as the workbook holds them."""
        self.ctl("report", kind, "--period", period, "-o", self.path("r.xlsx"), korean=True)
        with zipfile.ZipFile(self.path("r.xlsx")) as book:
            parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels"))}
        names = re.findall(r'<sheet name="([^"]*)"', parts["xl/workbook.xml"])
        charts = []
        for part in sorted(name for name in parts if re.fullmatch(r"xl/charts/chart\d+\.xml", name)):
            series = []
            for ref in re.findall(r"<c:val><c:numRef><c:f>([^<]*)</c:f>", parts[part]):
                sheet, column, first, last = re.fullmatch(r"'?([^'!]*)'?!\$([A-Z])\$(\d+):\$\2\$(\d+)", html.unescape(ref)).groups()
                cells = parts[f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"]
                found = [re.search(rf'<c r="{column}{r}"([^>]*?)(?:/>|>(?:<v>([^<]*)</v>)?</c>)', cells) for r in range(int(first), int(last) + 1)]
                self.assertTrue(all(f is not None and 't="s"' not in f.group(1) for f in found), ref)
                series.append([f.group(2) and float(f.group(2)) for f in found])
            charts.append((re.search(r"<a:t>([^<]*)</a:t>", parts[part]).group(1), re.search(r"<c:(line|bar)Chart>", parts[part]).group(1), series))
        return charts

    def test_workbook_charts(self):
        """A workbook's charts are its own: they show its cells, and what is not known is no 0."""
        charts = self.workbook_charts("performance", MONTH)
        self.assertEqual(sorted({c[:2] for c in charts}), [("긍·부정 추이", "bar"), ("언급량 추이", "line")])
        daily = self.csv("report", "performance", "--period", MONTH, "--table", "daily", korean=True)[1:]
        self.assertEqual(charts[0][2], [[float(row[1]) for row in daily]])
        self.assertEqual([len(s) for s in charts[1][2]], [29] * 3)
        channels = self.csv("report", "opinion", "--period", MONTH, "--table", "channels", korean=True)[1:]
        title, kind, series = self.workbook_charts("opinion", MONTH)[0]
        self.assertEqual((title, kind, series[1]), ("채널별 언급량", "bar", [float(row[2]) for row in channels if row[0] != "계"]))
        (title, kind, series), = self.workbook_charts("budget", "2016-09")
        self.assertEqual((title, kind, [len(s) for s in series]), ("집행 속도", "line", [12] * 4))
        self.assertEqual(series[2][8:], [277889.0, None, None, None])
        self.assertTrue(all(v is None for v in series[3][:9]) and all(series[3][9:]), series[3])
        self.assertEqual(self.workbook_charts("disclosure", "2016-09"), [])

    def test_notes_in_a_workbook(self):
        """What is said below a table on the page stands below it on its sheet."""
        self.ctl("report", "budget-statement", "--period", "2016", "-o", self.path("r.xlsx"), korean=True)
        with zipfile.ZipFile(self.path("r.xlsx")) as book:
            texts = html.unescape("".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xml")))
            names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
            settled = book.read(f"xl/worksheets/sheet{names.index('최근 3년 결산현황') + 1}.xml").decode()
            styles = book.read("xl/styles.xml").decode()
            codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
            formats = [codes.get(n) for n in re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs")[1])]
        self.assertRegex(texts, "※ 2014년: [^<]*241,600천원[^<]*38,795천원")
        year, amount = (re.search(rf'<c r="{cell}" s="(\d+)"><v>(\d+)</v>', settled).groups() for cell in ("A4", "B4"))
        self.assertEqual((year[1], formats[int(year[0])], amount[1]), ("2012", "0", "543923")) # a year has no separator
        self.assertIn("#,##0", formats[int(amount[0])])

    def test_english_forms(self):
        """Who asks for English has the forms' own words in it, with the same figures; nobody else has."""
        for kind, period, korean, english in (("opinion", MONTH, "주요 이슈", "Main issues"), ("campaign", "2016", "캠페인 총괄", "All campaigns"),
                                              ("disclosure", "2016-09", "업무추진비 사용 내역", "Use of the promotion allowance"),
                                              ("whitepaper", "2016", "수치로 보는 한 해", "The year in figures"),
                                              ("performance", "2016-09", "성과지표", "Indicators")):
            texts = {}
            for language in ("en", "ko", None):
                self.ctl(*(("--lang", language) if language else ()), "report", kind, "--period", period, "-o", self.path("r.hwpx"), korean=True)
                with zipfile.ZipFile(self.path("r.hwpx")) as package:
                    texts[language] = [html.unescape(t) for t in re.findall(r"<hp:t>(.*?)</hp:t>", package.read("Contents/section0.xml").decode(), re.S)]
            joined = {language: "\n".join(words) for language, words in texts.items()}
            self.assertTrue(english in joined["en"] and korean not in joined["en"], kind)
            for language in ("ko", None):
                self.assertTrue(korean in joined[language] and english not in joined[language], (kind, language))
            figures = [[t for t in texts[language] if re.fullmatch(r"[\d,.△-]+", t) and not re.fullmatch(r"\d{4}-\d\d-\d\d", t)]
                       for language in ("en", "ko")] # a day is written otherwise in each
            self.assertEqual(figures[0], figures[1], kind)

    def test_english_columns(self):
        """Data files name their columns in the language that was asked for; the figures below are the same."""
        for kind, period, korean, english in (
                ("opinion", MONTH, "채널,전기,당기,증감,증감률_퍼센트,비중_퍼센트", "channel,before,now,change,change_percent,share_percent"),
                ("campaign", "2016", "캠페인,시작일,종료일,콘텐츠,콘텐츠_계획_천원,콘텐츠_지출_천원,지출_천원",
                 "campaign,begins,ends,contents,contents_planned_thousand_won,contents_paid_thousand_won,paid_thousand_won"),
                ("disclosure", MONTH, "과목,예산현액_천원,기간_지출액_천원,지출액_누계_천원,집행률_퍼센트,미집행액_천원",
                 "account,available_thousand_won,paid_in_the_period_thousand_won,paid_so_far_thousand_won,rate_percent,unspent_thousand_won")):
            rows = {}
            for language in ("ko", "en"):
                self.ctl("--lang", language, "report", kind, "--period", period, "-o", self.path("r.csv"), korean=True)
                with open(self.path("r.csv"), encoding="utf-8-sig") as file:
                    rows[language] = file.read().splitlines()
            self.assertEqual([*(re.sub(",(data_kind|자료구분)$", "", rows[x][0]) for x in ("ko", "en"))], [korean, english])
            self.assertEqual([re.findall(r"[\d.-]+", row) for row in rows["ko"][1:]], [re.findall(r"[\d.-]+", row) for row in rows["en"][1:]])
        # A strip of headlines is there to be looked at
        self.assertIn("“strip”", self.ctl("report", "opinion", "--period", MONTH, "--table", "strip", "-o", self.path("strip.csv"), code=1).err)
        self.assertFalse(os.path.exists(self.path("strip.csv")))

    def test_english_cells(self):
        """Cells that hold words of the form are English too; what people wrote and the names of channels are not touched."""
        def cells(kind, period, language):
            self.ctl("--lang", language, "report", kind, "--period", period, "-o", self.path("r.hwpx"), korean=True)
            with zipfile.ZipFile(self.path("r.hwpx")) as package:
                return [html.unescape(t) for t in re.findall(r"<hp:t>(.*?)</hp:t>", package.read("Contents/section0.xml").decode(), re.S)]
        pairs = [("긍정", "Positive"), ("부정", "Negative"), ("신규", "New"), ("결측", "No data"), ("비교 불가", "Not comparable"), ("구독자", "Followers"),
                 ("방문자", "Visitors"), ("수집된 언급", "Mentions collected"), ("긍정 언급", "Positive mentions")]
        seen = set()
        for kind, period in (("opinion", "2016-09"), ("opinion", "2016"), ("opinion", "2016-01"), ("whitepaper", "2016")):
            korean, english = cells(kind, period, "ko"), cells(kind, period, "en")
            self.assertEqual(len(korean), len(english), kind)
            for old, new in pairs:
                if old in korean:
                    seen.add(old)
                    self.assertTrue(old not in english and english.count(new) >= korean.count(old), (kind, period, old))
            weeks = [t[:10] for t in korean if re.fullmatch(r"\d{4}-\d\d-\d\d 주", t)]
            self.assertEqual([t[8:] for t in english if t.startswith("Week of ")], weeks, (kind, period))
            if kind == "whitepaper" or period != "2016":
                self.assertTrue(weeks)
            if kind == "whitepaper":
                self.assertEqual(english[english.index("Mentions collected") + 2], "items")
            self.assertFalse([t for t in english if "전체 주제로" in t or "비교 불가" in t or re.search(r"목표 \d|^\d+월", t)], (kind, period))
            self.assertEqual([t for t in korean if re.fullmatch("“.*”", t)], [t for t in english if re.fullmatch("“.*”", t)], (kind, period))
        self.assertTrue({"긍정", "부정", "신규", "비교 불가", "구독자"} <= seen, seen)

    def test_indicators_of_a_month(self):
        """Of a month the figures fill the width of the page: what they mean stands in a table of its own; a file of data has one table."""
        month = self.csv("report", "performance", "--period", MONTH, "--table", "kpi", korean=True)
        self.assertEqual(month[0][-4:-1], ["당월_실적", "전년_동월", "측정방법_출처"])
        names = [row[month[0].index("성과지표")] for row in month[1:]]
        texts = self.hwpx("performance", MONTH)
        at = texts.index("측정방법")
        self.assertEqual(texts[at - 1:at + 2], ["성과지표", "측정방법", "출처"])
        self.assertEqual([text for text in texts[at:] if text in names], names)
        self.assertIn(month[1][-2].split("\n")[0], texts[at:])
        self.assertIn("측정방법·출처", self.hwpx("performance", "2016"))

    def test_white_paper_months_of_topics(self):
        """The months of a topic are those of the year, made of their own days: a week that begins in the old year is none of them."""
        paper = self.hwpx("whitepaper", "2016")
        months = [t for t in paper if re.fullmatch(r"\d{4}-\d{2}", t)]
        self.assertIn("2016-02", months)
        self.assertEqual([m for m in months if not m.startswith("2016-")], [])

    def test_white_paper_of_what_was_marked(self):
        content, title = self.sql("SELECT c.id, c.title FROM content c JOIN copy ON copy.content_id = c.id WHERE copy.state = 'published' LIMIT 1")[0]
        missing = "\n".join(self.hwpx("whitepaper", "2016"))
        for words in ("“백서” 꼬리표를 붙인 콘텐츠가 없음", "시간선에 남긴 메모가 없음"):
            self.assertIn(words, missing)
        self.sql("UPDATE content SET tags = '봄, 백서' WHERE id = ?", content)
        self.ctl("note", "add", "--from", "2016-03-02", "--title", "미세먼지 대책 발표")
        paper = self.hwpx("whitepaper", "2016")
        self.assertTrue([t for t in paper if "미세먼지 대책 발표" in t])
        at = paper.index("□ 백서에 담기로 한 콘텐츠", paper.index("9 한 해의 표시", paper.index("9 한 해의 표시") + 1))
        self.assertIn(title, paper[at + 1])
        self.assertNotIn("“백서” 꼬리표를 붙인 콘텐츠가 없음", paper)

    def test_white_paper_of_pictures(self):
        """Each picture stands with its description and what the office may do with it; where nobody wrote that, it is missing."""
        content, = self.sql("SELECT c.id FROM content c JOIN copy ON copy.content_id = c.id WHERE copy.state = 'published' LIMIT 1")[0]
        picture = self.write("야경.png", png(1600, 400))
        self.ctl("content", "attach", str(content), picture, "--alt", "다리 위의 불빛")
        self.sql("INSERT INTO contributor (pen_name, channel_url, consent, rights) VALUES ('밤산책', '', '', '')")
        self.sql("UPDATE content SET contributor_id = (SELECT max(id) FROM contributor) WHERE id = ?", content)
        paper = "\n".join(self.hwpx("whitepaper", "2016"))
        for words in ("사진·영상 : 다리 위의 불빛 (야경.png)", "이용 범위 : 밤산책 — 적지 않음", "사진의 이용 범위를 적지 않은 시민 콘텐츠 1건"):
            self.assertIn(words, paper)
        self.assertFalse([name for name in self.pictures if name.endswith(".jpg")])  # nobody said that it may be printed
        self.sql("UPDATE contributor SET rights = '시 채널과 백서' WHERE pen_name = '밤산책'")
        paper = "\n".join(self.hwpx("whitepaper", "2016"))
        self.assertIn("사진·영상 : 다리 위의 불빛 (야경.png)", paper)
        self.assertIn("이용 범위 : 밤산책 — 시 채널과 백서", paper)
        self.assertNotIn("이용 범위를 적지 않은", paper)
        self.assertNotIn("인쇄하지 못한 사진", paper)
        upright = self.photo()
        self.assertEqual(jpeg_size(upright), (1000, 250))  # made small enough for a page
        # A photograph that the camera held on its side stands upright; a file that is no picture is told, and the paper is made.
        exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
        turned = upright[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + upright[2:]
        self.sql("UPDATE blob SET data = ? WHERE sha256 = (SELECT sha256 FROM attachment WHERE file_name = '야경.png')", turned)
        self.sql("UPDATE attachment SET media_type = 'image/jpeg' WHERE file_name = '야경.png'")
        self.hwpx("whitepaper", "2016")
        self.assertEqual(jpeg_size(self.photo()), (250, 1000))
        self.ctl("report", "whitepaper", "--period", "2016", "-o", self.path("r.pdf"), korean=True)
        with open(self.path("r.pdf"), "rb") as file:
            self.assertIn(b"/DCTDecode", file.read())
        self.sql("UPDATE blob SET data = ? WHERE sha256 = (SELECT sha256 FROM attachment WHERE file_name = '야경.png')", turned[:300])
        self.assertIn("인쇄하지 못한 사진: 야경.png", "\n".join(self.hwpx("whitepaper", "2016")))

    # ---- by themselves ----

    def test_schedule(self):
        """Every Monday at 08:00, once, late if need be; about the week before."""
        folder = self.path("월요 보고")
        number = self.ctl("report", "schedule", "add", "opinion", "--every", "weekly:mon", "--at", "08:00", "--folder", folder).out.strip()
        run = ["report", "schedule", "run"]
        self.assertEqual(self.ctl(*run, now="2016-10-17T07:59:00+09:00").out, "")
        made = self.ctl(*run, now="2016-10-17T08:00:00+09:00").out.strip()
        self.assertEqual(os.path.dirname(made), folder)
        self.assertIn("2016-10-10", made)
        with zipfile.ZipFile(made) as package:
            self.assertIn("2016년 10월 10일 주간", package.read("Contents/section0.xml").decode())
        self.assertEqual(self.ctl(*run, now="2016-10-17T09:00:00+09:00").out, "")
        late = self.ctl(*run, now="2016-11-09T09:00:00+09:00").lines  # three Mondays were missed: each for its own week, the oldest first
        self.assertEqual([name[-15:-5] for name in late], ["2016-10-17", "2016-10-24", "2016-10-31"])
        for name in late:
            with zipfile.ZipFile(name) as package:
                self.assertIn(f"{int(name[-10:-8])}월 {int(name[-7:-5])}일 주간", package.read("Contents/section0.xml").decode())
        self.assertEqual(self.ctl(*run, now="2016-11-09T09:01:00+09:00").out, "")
        (shown,) = self.json("report", "schedule", "list", now="2016-11-09T09:00:00+09:00")["schedules"]
        self.assertEqual((shown["id"], shown["every"], shown["at"], shown["about"], shown["format"]), (int(number), "weekly:mon", "08:00", "last-week", "hwpx"))
        self.assertEqual((shown["next"], shown["last"], shown["file"]), ("2016-11-14T08:00:00+09:00", "2016-11-07T08:00:00+09:00", late[2]))
        again = ["report", "schedule", "add", "opinion", "--every", "weekly:mon", "--folder"]
        self.assertIn(f"Schedule {number} makes the same report", self.ctl(*again, folder, code=1).err)
        other = self.ctl(*again, self.path("다른 곳")).out.strip()
        self.ctl("report", "schedule", "remove", other)
        self.ctl("report", "schedule", "remove", number)
        self.assertEqual(self.json("report", "schedule", "list")["schedules"], [])
        self.ctl("undo")
        self.assertEqual(len(self.json("report", "schedule", "list")["schedules"]), 1)
        self.ctl("report", "schedule", "add", "budget", "--every", "monthly:31", "--folder", folder)  # about a month, as often as it is made
        self.assertEqual([one["about"] for one in self.json("report", "schedule", "list")["schedules"]], ["last-week", "last-month"])
        self.ctl("report", "schedule", "remove", "99", code=1)

    def test_missed_days_of_one_year(self):
        """Days that were missed and are about the same year make one report of it."""
        self.ctl("report", "schedule", "add", "budget", "--every", "daily", "--about", "this-year", "--format", "csv", "--folder", self.path("out"))
        made = self.ctl("report", "schedule", "run", now="2016-10-20T09:00:00+09:00").lines
        self.assertEqual([os.path.basename(name)[-14:] for name in made], ["dget summary 2016.csv"[-14:]])
        self.assertEqual(self.ctl("report", "schedule", "run", now="2016-10-20T10:00:00+09:00").out, "")

    def test_schedule_of_months_and_failures(self):
        self.write("file", "in the way")
        add = ["report", "schedule", "add", "budget", "--every", "monthly:31", "--about", "last-month", "--format", "pdf", "--folder"]
        self.ctl(*add, self.path("file"))
        answer = self.ctl("report", "schedule", "run", now="2016-10-31T08:30:00+09:00", code=1)
        self.assertIn("file", answer.err)
        (shown,) = self.json("report", "schedule", "list", now="2016-11-30T07:00:00+09:00")["schedules"]
        self.assertIsNone(shown["file"])
        self.assertIn("file", shown["message"])
        self.assertEqual(shown["next"], "2016-11-30T08:00:00+09:00")  # a month that is shorter: its last day
        for bad in (["--every", "weekly:never"], ["--every", "monthly:0"], ["--at", "25:00"], ["--about", "never"], ["--format", "doc"]):
            words = ["report", "schedule", "add", "budget", "--every", "daily", "--folder", self.dir, *bad]
            self.refused(*words)
        self.refused("report", "schedule", "add", "budget", "--every", "daily")

    def test_schedule_of_whole_years(self):
        """What is of a year is not made of a month: refused with what fits, and unasked it is about the year."""
        add = ["report", "schedule", "add"]
        for kind in ("whitepaper", "settlement", "budget-statement", "promise"):
            answer = self.ctl(*add, kind, "--every", "monthly:1", "--about", "this-month", "--folder", self.dir, code=2)
            self.assertIn("last-year or this-year", answer.err)
            self.assertIn("last-week, last-month and this-month", answer.err)
        self.assertEqual(self.json("report", "schedule", "list")["schedules"], [])
        number = self.ctl(*add, "whitepaper", "--every", "monthly:1", "--format", "csv", "--folder", self.path("백서")).out.strip()
        self.ctl(*add, "budget", "--every", "monthly:1", "--about", "last-year", "--format", "csv", "--folder", self.path("결산"), now="2017-01-01T07:00:00+09:00")
        self.assertEqual([s["about"] for s in self.json("report", "schedule", "list")["schedules"]], ["this-year", "last-year"])
        self.assertIn(" 2016.csv", self.ctl("report", "schedule", "run", number).out)
        made = self.ctl("report", "schedule", "run", now="2017-01-02T09:00:00+09:00").lines
        self.assertEqual(sorted(os.path.basename(os.path.dirname(name)) + name[-9:-4] for name in made), ["결산 2016", "백서 2016", "백서 2017"])

    def test_schedules_do_not_write_one_file(self):
        """A week and a month that begin on one day, and each topic, are files of their own; who has one made by hand gets what was missed too."""
        folder = self.path("여론")
        add = ["report", "schedule", "add", "opinion", "--format", "csv", "--folder", folder, "--every"]
        topics = [name for name, in self.sql("SELECT name FROM topic WHERE removed_at IS NULL ORDER BY id LIMIT 2")]
        then = {"now": "2016-07-31T10:00:00+09:00"}
        self.sql("UPDATE topic SET name = '안전/재난' WHERE name = ?", topics[1])
        numbers = [self.ctl(*add, *more, **then).out.strip() for more in (["weekly:mon"], ["monthly:1"], ["weekly:mon", "--topic", topics[0]], ["weekly:mon", "--topic", "안전/재난"])]
        made = [self.ctl("report", "schedule", "run", number, now="2016-09-01T09:00:00+09:00").lines for number in numbers]
        self.assertEqual([len(one) for one in made], [5, 2, 5, 5], made)  # the Mondays of August; the first days of two months
        every = [os.path.basename(name) for one in made for name in one]
        self.assertEqual(len(set(every)), 17, every)
        self.assertEqual(sorted(os.listdir(folder)), sorted(every))
        self.assertTrue(all(name in "".join(every) for name in (" 2016-08-01.csv", " 2016-08.csv", f" {topics[0]} 2016-08-01.csv", " 안전_재난 2016-08-01.csv")), every)
        self.assertEqual(self.ctl("report", "schedule", "run", now="2016-09-01T09:30:00+09:00").out, "")

    def test_daemon_makes_them(self):
        self.ctl("report", "schedule", "add", "budget", "--every", "daily", "--at", "08:00", "--about", "this-year", "--format", "csv", "--folder", self.path("out"))
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", "2016-10-15T08:00:05+09:00", "--json", "daemon", "--no-fetch", "--every", "1"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment())
        self.addCleanup(self.stop, process)
        for line in process.stdout:
            event = json.loads(line)
            if event["event"].startswith("report"):
                break
        self.assertEqual(event["event"], "report-made", event)
        with open(event["what"], encoding="utf-8-sig", newline="") as file:
            self.assertEqual(list(csv.reader(file))[1][3], "418000")

    # ---- for an auditor ----

    def test_history_export(self):
        """Who, when, why, and the won before and after; what was undone says so."""
        self.ctl("budget", "execute", "--line", "2", "--amount", "12000", "--payee", "업체", "--document", "지출-7", "--reason", "원고료")
        self.ctl("budget", "change", "--line", "7", "--amount", "5000000", "--document", "추경-1", "--reason", "=사업 확대")
        self.ctl("budget", "execute", "--line", "2", "--amount", "34000", "--payee", "업체")
        self.ctl("undo")
        rows = self.csv("history", "export", "--money")
        self.assertEqual(len(rows[0]), 13)
        by_won = {row[12]: row for row in rows[1:]}
        self.assertEqual(by_won["12000"][7:13], ["Payment", "블로그 운영 및 관리", "지출-7", "", "12000", "12000"])
        self.assertEqual((by_won["12000"][5], by_won["12000"][6]), ("원고료", "in force"))
        self.assertEqual(by_won["34000"][6], "undone")
        self.assertEqual(by_won["5000000"][5], "'=사업 확대")
        self.is_time(by_won["12000"][1])
        self.ctl("kpi", "set", "--name", "방문자")
        self.assertGreater(len(self.csv("history", "export")), len(self.csv("history", "export", "--money")))
        self.assertEqual(len(self.csv("history", "export", "--period", "2015")), 1)
        self.ctl("history", "export", "-o", self.path("h.xlsx"))
        with zipfile.ZipFile(self.path("h.xlsx")) as book:
            self.assertIn("<v>12000</v>", book.read("xl/worksheets/sheet1.xml").decode())
        self.refused("history", "export")
        self.refused("history", "export", "-o", self.path("h.pdf"))


if __name__ == "__main__":
    unittest.main()
