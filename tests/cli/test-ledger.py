#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger: execute, commit, change, carry, close, import, reconcile, pace; what it refuses, and that all of it can be taken back."""
import contextlib
import csv
import html
import json
import os
import sqlite3
import unittest
import zipfile

from clitest import Case

BLOG, ADS, PAPER, MOBILE, SNS = "블로그 운영 및 관리", "시정콘텐츠 페이스북 광고", "SNS소셜 미디어 백서제작", "모바일 반응형 웹 콘텐츠 개발", "SNS 콘텐츠 제작 및 배포"
PROGRAMME = "소셜미디어를 통한 시민과의 소통 활성화"
MAX = 2 ** 63 - 1
OVER = "2017-01-04T10:00:00+09:00" # 2016 is


class Ledger(Case):
    demo = None

    def setUp(self):
        """Each test has a copy of the demo's workspace, which is made once."""
        super().setUp()
        if Ledger.demo is None:
            self.ctl("init", "--demo", now=None)
            Ledger.demo = self.read()
        self.write("city.sotong", Ledger.demo)

    def line(self, name, year="2016"):
        found, = [x for x in self.json("budget", "show", "--year", year)["lines"] if x["name"] == name and not x["heading"]]
        return found

    def whole(self, year="2016"):
        return self.json("budget", "show", "--year", year)["total"]

    def listed(self, what):
        return self.json("budget", "show", f"--{what}")[{"carry": "carry_overs"}.get(what, what)]

    def balanced(self, year="2016"):
        show = self.json("budget", "show", "--year", year)
        for row in show["lines"] + show["accounts"] + [show["total"]]:
            if row.get("heading"):
                continue
            self.assertEqual(row["available"], row["amount"] + row["carried_in"] + row["changed"], row)
            self.assertEqual(row["remaining"], row["available"] - row["executed"] - row["carried_out"], row)
            self.assertEqual(row["unspent"], row["available"] - row["executed"], row)
            self.assertGreaterEqual(row["remaining"], 0)
            self.assertLessEqual(row["committed"], row["available"])
        leaves = [x for x in show["lines"] if not x["heading"]]
        for member in ("amount", "available", "committed", "executed", "remaining"):
            self.assertEqual(sum(x[member] for x in leaves), show["total"][member])

    def execute(self, line, amount, *more, **options):
        return self.json("budget", "execute", "--line", line, "--amount", str(amount), *more, **options)

    # ---- executing ----

    def costs(self):
        return self.sql("SELECT id, cost_final, line_id FROM content WHERE id IN (1, 2)")

    def test_execute(self):
        before = self.line(BLOG)
        done = self.execute(BLOG, "300,001", "--content", "1", "--content", "2", "--payee", "제작사", "--document", "지출-1", "--reason", "정산")
        self.assertEqual(len(done["payments"]), 2)
        paid = [p for p in self.listed("payments") if p["id"] in done["payments"]]
        self.assertEqual([(p["amount"], p["content"], p["payee"], p["document"], p["date"]) for p in paid],
                         [(150001, 1, "제작사", "지출-1", "2016-10-14"), (150000, 2, "제작사", "지출-1", "2016-10-14")])
        after = self.line(BLOG)
        self.assertEqual(after["executed"] - before["executed"], 300001)
        self.assertEqual(before["remaining"] - after["remaining"], 300001)
        self.assertEqual(after["committed"], before["committed"])  # drawn from the contract
        self.balanced()
        self.assertIn("정산", self.ctl("history").lines[0])
        self.ctl("undo")
        self.assertEqual(self.line(BLOG), before)
        self.ctl("redo")
        self.assertEqual(self.line(BLOG), after)

    def test_execute_parts(self):
        """Contents of one payment each have their won, which come to the whole; one step of undo."""
        before, cost = self.line(BLOG)["executed"], self.costs()
        done = self.execute(BLOG, 300001, "--content", "1=100,001", "--content", "2=200천원")
        self.assertEqual(len(done["payments"]), 2)
        paid = {p["content"]: p["amount"] for p in self.listed("payments") if p["id"] in done["payments"]}
        self.assertEqual(paid, {1: 100001, 2: 200000})
        self.assertEqual(self.line(BLOG)["executed"] - before, 300001)
        self.ctl("undo")
        self.assertEqual((self.line(BLOG)["executed"], self.costs()), (before, cost))
        for amount, parts, words in ((300000, ("1=100000", "2=199999"), "1 won"), (300000, ("1=100000", "2=200001"), "1 won"),
                                     (10, (f"1={2 ** 63 - 1}", f"2={2 ** 63 - 1}"), "above nothing")):
            answer = self.ctl("budget", "execute", "--line", BLOG, "--amount", str(amount), *[w for p in parts for w in ("--content", p)], code=1)
            self.assertIn(words, answer.err)
        for parts in (("1=100", "2"), ("1=0", "2=300"), ("1=-1", "2=301"), ("1=", "2=300"), ("=1", "2=300")):
            self.refused("budget", "execute", "--line", BLOG, "--amount", "300", *[w for p in parts for w in ("--content", p)])
        self.assertEqual((self.line(BLOG)["executed"], self.costs()), (before, cost))

    def test_overspending(self):
        left = self.line(BLOG)["remaining"]
        answer = self.ctl("budget", "execute", "--line", BLOG, "--amount", str(left + 1), code=1)
        self.assertRegex(answer.err, r"\b1 won are missing")
        answer = self.ctl("budget", "execute", "--line", BLOG, "--amount", str(left + 1234567), code=1, korean=True)
        self.assertIn("1,234,567원", answer.err)
        # What a contract binds is not paid to somebody else.
        free = self.line(MOBILE)
        answer = self.ctl("budget", "execute", "--line", MOBILE, "--amount", str(free["remaining"]))
        self.assertEqual(self.line(MOBILE)["remaining"], 0)
        self.assertIn("1 won", self.ctl("budget", "execute", "--line", MOBILE, "--amount", "1", code=1).err)
        self.balanced()

    def test_bound_money(self):
        line = self.line(PAPER)
        self.assertEqual((line["committed"], line["executed"]), (33500000, 0))
        self.ctl("budget", "commit", "--line", PAPER, "--amount", "1000000", "--counterparty", "인쇄소")
        answer = self.ctl("budget", "execute", "--line", PAPER, "--amount", "34000000", code=1)
        self.assertIn("500,000", answer.err)
        self.assertIn("33,500,000 won are missing", answer.err)
        # What remains is shown as 35,000,000: who may not bind it is told why.
        answer = self.ctl("budget", "commit", "--line", PAPER, "--amount", "600000", code=1)
        self.assertIn("100,000 won are missing. 35,000,000 won remain, and commitments that are not paid yet leave 500,000 won", answer.err)
        answer = self.ctl("budget", "commit", "--line", PAPER, "--amount", "600000", code=1, korean=True)
        self.assertIn("500,000원만 남습니다", answer.err)
        self.execute(PAPER, 33500000)
        self.execute(PAPER, 500000)
        second, = [c for c in self.listed("commitments") if c["counterparty"] == "인쇄소"]
        self.assertEqual(second["unpaid"], 500000)
        self.balanced()

    def test_paid_back(self):
        number = self.execute(BLOG, 150000, "--content", "3")["id"]
        self.assertIn("reason", self.ctl("budget", "execute", "--cancel", str(number), code=1).err)
        back = self.json("budget", "execute", "--cancel", str(number), "--amount", "50000", "--reason", "과오납")["id"]
        entry, = [p for p in self.listed("payments") if p["id"] == back]
        self.assertEqual((entry["amount"], entry["cancels"], entry["content"]), (-50000, number, 3))
        refused = self.ctl("budget", "execute", "--cancel", str(number), "--amount", "100001", "--reason", "더", code=1)
        self.assertIn("100,001 won cannot come back: 100,000 won are left", refused.err)
        self.ctl("budget", "execute", "--cancel", str(number), "--reason", "나머지")
        self.assertEqual(sum(p["amount"] for p in self.listed("payments") if number in (p["id"], p["cancels"])), 0)
        self.balanced()

    def test_costs(self):
        costs = {c["line"]: c for c in self.listed("costs")}
        lines = {x["name"]: x for x in self.json("budget", "show")["lines"]}
        for name, cost in costs.items():
            self.assertEqual(cost["named"] + cost["unnamed"], lines[name]["executed"], name)
        self.assertEqual((costs[BLOG]["unit_planned"], costs[BLOG]["unit_actual"], costs[BLOG]["published"], costs[BLOG]["quantity"]), (150000, 150000, 384, 500))
        self.assertEqual((costs[ADS]["unit_actual"], costs[MOBILE]["unit_actual"], costs[PAPER]["per_1000_views"]), (100000, None, None))

    def test_line_of_a_content(self):
        """What a content costs stands on one line: its own, or that which paid first."""
        self.ctl("budget", "check")
        before = self.json("budget", "show")
        answer = self.ctl("budget", "execute", "--line", ADS, "--amount", "100000", "--content", "1", code=1)
        self.assertTrue(BLOG in answer.err and ADS in answer.err, answer.err)
        answer = self.ctl("budget", "execute", "--line", ADS, "--amount", "100000", "--content", "1", code=1, korean=True)
        self.assertTrue(BLOG in answer.err and ADS in answer.err and "예산 항목" in answer.err, answer.err)
        self.assertEqual(self.json("budget", "show"), before)
        # One without a line gets the line that pays for it, and keeps it.
        number = str(self.json("content", "add", "--title", "항목 없는 글", "--type", "blog-post", "--channel", "서울마니아", "--text-file", self.write("글.txt", "글"))["id"])
        self.execute(ADS, 100000, "--content", number)
        self.assertEqual(self.json("content", "show", number)["budget_line"], ADS)
        self.assertRegex(self.ctl("content", "show", number).out, rf"\tBudget line\t{ADS}\n\tFinal cost\t100000\n")
        self.assertIn(BLOG, self.ctl("budget", "execute", "--line", BLOG, "--amount", "1000", "--content", number, code=1).err)
        answer = self.ctl("content", "edit", number, "--budget-line", BLOG, code=1)
        self.assertTrue(BLOG in answer.err and ADS in answer.err, answer.err)
        self.assertIn("100,000 won", self.ctl("content", "edit", number, "--cost-final", "99999", code=1).err)
        self.ctl("content", "edit", number, "--title", "다른 제목")
        self.ctl("content", "edit", number, "--budget-line", "")
        self.assertIn(ADS, self.ctl("budget", "execute", "--line", BLOG, "--amount", "1000", "--content", number, code=1).err)
        self.ctl("budget", "check")
        # Paid back in whole, it is free again.
        paid, = [p["id"] for p in self.listed("payments") if str(p["content"]) == number]
        self.ctl("budget", "execute", "--cancel", str(paid), "--reason", "다른 항목")
        self.ctl("content", "edit", number, "--budget-line", BLOG)
        self.execute(BLOG, 150000, "--content", number)
        self.ctl("budget", "check")
        self.balanced()
        for _ in range(3):
            self.ctl("undo")
        for _ in range(3):
            self.ctl("redo")
        self.ctl("budget", "check")
        self.assertEqual(self.ctl("check").code, 0)

    def test_campaign_in_the_costs(self):
        """A campaign that was paid for as a whole is a piece, and its posts' views are what the money reached."""
        line = "블로그 시민캠페인"
        cost, = [c for c in self.listed("costs") if c["line"] == line]
        self.assertEqual((cost["named"], cost["for_campaigns"], cost["unnamed"], cost["paid_for"], cost["unit_actual"]), (2850000, 2850000, 0, 1, 2850000))
        self.execute(line, 100000, "--campaign", "블로그 시민캠페인: 고마운 이웃에게")
        self.execute(line, 50000)
        cost, = [c for c in self.listed("costs") if c["line"] == line]
        self.assertEqual((cost["named"], cost["for_campaigns"], cost["unnamed"], cost["paid_for"], cost["unit_actual"]), (2950000, 2950000, 50000, 1, 2950000))
        self.assertEqual(cost["named"] + cost["unnamed"], self.line(line)["executed"])
        self.ctl("report", "budget", "--period", "2016-10", "--table", "costs", "-o", self.path("c.csv"), korean=True)
        with open(self.path("c.csv"), encoding="utf-8-sig") as file:
            row, = [x for x in file.read().splitlines() if x.startswith(line)]
        self.assertEqual(row.split(",")[6:8], ["2950000", "50000"])

    def test_days_to_come(self):
        """What an extract or a contract dates after today is kept as it was given; the check says so until the day has come."""
        note = self.ctl("budget", "check").out
        self.ctl("budget", "commit", "--line", MOBILE, "--amount", "1", "--date", "2016-11-01")
        self.assertIn("2016: 1 entry is dated after today, on 2016-11-01", self.ctl("budget", "check").out)
        self.ctl("budget", "commit", "--line", MOBILE, "--amount", "1", "--date", "2016-10-15")
        path = self.write("앞날.csv", f"line,date,amount\n{BLOG},2016-10-14,1\n{BLOG},2016-12-01,1\n")
        self.ctl("budget", "import", path)
        self.assertIn("2016: 3 entries are dated after today, the first on 2016-10-15", self.ctl("budget", "check").out)
        self.assertIn("2016년: 3건", self.ctl("budget", "check", korean=True).out)
        self.assertEqual(self.ctl("budget", "check", now="2016-12-01T00:00:00+09:00").out, note)

    def test_paid_on_a_day_to_come(self):
        """What a person enters as paid was paid: a day after the workspace's today is a slip, of what came back too."""
        paid = self.execute(BLOG, 150000, "--date", "2016-10-14")["id"]
        before = self.json("budget", "show")
        for day in ("2016-10-15", "2016. 10. 15.", "2016-12-31"):
            for run in (("--line", BLOG, "--amount", "1"), ("--cancel", str(paid), "--reason", "반납")):
                answer = self.ctl("budget", "execute", *run, "--date", day, code=1)
                self.assertRegex(answer.err, r"2016-1[02]-\d\d has not come yet: today is 2016-10-14\. Write the day")
        self.assertRegex(self.ctl("budget", "execute", "--line", BLOG, "--amount", "1", "--date", "2016-10-15", code=1, korean=True).err,
                         "아직 오지 않은 날.*2016-10-15.*2016-10-14.*날짜를")
        self.assertEqual(self.json("budget", "show"), before)
        # The day is the office's: 15:00 UTC is its midnight.
        self.ctl("budget", "execute", "--line", BLOG, "--amount", "1", "--date", "2016-10-15", now="2016-10-14T14:59:59Z", code=1)
        self.execute(BLOG, 1, "--date", "2016-10-15", now="2016-10-14T15:00:00Z")
        self.ctl("budget", "execute", "--cancel", str(paid), "--reason", "반납", "--date", "2016-10-15", now="2016-10-14T15:00:00Z")
        self.balanced()

    # ---- committing and changing ----

    def test_commit(self):
        self.assertRegex(self.ctl("budget", "commit", "--line", MOBILE, "--amount", "200001", code=1).err, r"\b1 won are missing")
        number = self.json("budget", "commit", "--line", MOBILE, "--amount", "200000", "--counterparty", "업체", "--document", "계약-7")["id"]
        self.execute(MOBILE, 150000, "--commitment", str(number))
        self.assertIn("50,000", self.ctl("budget", "commit", "--cancel", str(number), "--amount", "50001", "--reason", "x", code=1).err)
        self.ctl("budget", "commit", "--cancel", str(number), "--reason", "필요 없음")
        mine = [c for c in self.listed("commitments") if number in (c["id"], c["cancels"])]
        self.assertEqual([(c["amount"], c["unpaid"]) for c in mine], [(200000, 0), (-50000, None)])
        self.assertIn("50,000", self.ctl("budget", "execute", "--line", MOBILE, "--amount", "50000", "--commitment", str(number), code=1).err)
        self.balanced()
        self.ctl("undo")
        self.assertEqual([c["unpaid"] for c in self.listed("commitments") if c["id"] == number], [50000])

    def test_change(self):
        for lacking in (["--reason", "확대"], ["--document", "추경-1"]):
            self.refused("budget", "change", "--line", SNS, "--amount", "5000000", *lacking)
        self.ctl("budget", "change", "--line", SNS, "--amount", "+5000000", "--document", "추경-1", "--reason", "확대", "--date", "2016. 7. 1.")
        self.ctl("budget", "change", "--line", SNS, "--amount", "△1,000천원", "--document", "추경-2", "--reason", "감액")
        changes = self.listed("changes")
        self.assertEqual([(c["before"], c["after"], c["amount"], c["kind"], c["date"], c["document"], c["reason"]) for c in changes],
                         [(40000000, 45000000, 5000000, "supplementary", "2016-07-01", "추경-1", "확대"),
                          (45000000, 44000000, -1000000, "supplementary", "2016-10-14", "추경-2", "감액")])
        line = self.line(SNS)
        self.assertEqual((line["amount"], line["changed"], line["available"]), (40000000, 4000000, 44000000))
        # A transfer is both of its halves, one step.
        self.ctl("budget", "change", "--from", PAPER, "--to", ADS, "--amount", "1,500,000", "--document", "전용-1", "--reason", "부족")
        pair = self.listed("changes")[2:]
        self.assertEqual([(c["amount"], c["kind"]) for c in pair], [(-1500000, "transfer"), (1500000, "transfer")])
        self.assertEqual([pair[0]["pair"], pair[1]["pair"]], [pair[1]["id"], pair[0]["id"]])
        self.assertEqual(self.whole()["available"], 422000000)
        # The lines say which way it goes; a sign beside them could only be a slip.
        self.refused("budget", "change", "--from", PAPER, "--to", ADS, "--amount", "-1000", "--document", "x", "--reason", "x")
        # What is bound cannot be taken.
        self.assertRegex(self.ctl("budget", "change", "--from", PAPER, "--to", ADS, "--amount", "1", "--document", "x", "--reason", "x", code=1).err, r"\b1 won are missing")
        self.ctl("budget", "change", "--from", ADS, "--to", ADS, "--amount", "1", "--document", "x", "--reason", "x", code=1)
        self.balanced()
        self.ctl("undo")
        self.assertEqual(len(self.listed("changes")), 2)

    def test_edges(self):
        before = self.json("budget", "show")
        for amount in (MAX, -MAX, MAX - 1):
            self.ctl("budget", "change", "--line", ADS, "--amount", str(amount), "--document", "x", "--reason", "x", code=1)
        self.ctl("budget", "execute", "--line", ADS, "--amount", str(MAX), code=1)
        self.ctl("budget", "commit", "--line", ADS, "--amount", str(MAX), code=1)
        for bad in ("0", "-1", "1.5", "9223372036854775808", "-9223372036854775809", "x", ""):
            self.refused("budget", "execute", "--line", ADS, "--amount", bad)
        self.refused("budget", "execute", "--line", ADS, "--amount", "1", "--date", "2016-02-30")
        self.assertIn("heading", self.ctl("budget", "execute", "--line", "시대표SNS운영", "--amount", "1", code=1).err)
        self.assertIn("2016", self.ctl("budget", "execute", "--line", "2", "--amount", "1", "--date", "2017-01-02", code=1).err)
        self.ctl("budget", "execute", "--line", "없는 항목", "--amount", "1", code=1)
        self.ctl("budget", "execute", "--line", ADS, "--amount", "1", "--content", "999999", code=1)
        self.assertEqual(self.json("budget", "show"), before)

    # ---- the year's end ----

    def test_rename(self):
        """A budget gets another name, in one step that can be undone and stands in the history; a closed year keeps its own."""
        name = self.json("budget", "show")["programme"]
        self.refused("budget", "rename", "--year", "2016")
        self.refused("budget", "rename", "--name", " ")
        self.refused("budget", "rename", "--name", "x", "--year", "이천")
        self.assertIn("2031", self.ctl("budget", "rename", "--name", "x", "--year", "2031", code=1).err)
        self.assertEqual(self.sql("SELECT count(*) FROM change WHERE action = 'budget.rename'"), [(0,)])
        self.ctl("budget", "rename", "--name", name)  # it is called so: nothing happens
        self.assertEqual(self.sql("SELECT count(*) FROM change WHERE action = 'budget.rename'"), [(0,)])
        self.ctl("budget", "rename", "--name", "  시민 소통\n강화 ", "--reason", "조직 개편")
        self.assertEqual(self.json("budget", "show")["programme"], "시민 소통 강화")
        line = self.ctl("history").lines[0]
        self.assertTrue("시민 소통 강화" in line and "조직 개편" in line, line)
        self.ctl("report", "budget-statement", "--period", "2016", "-o", self.path("설명서.hwpx"))
        with zipfile.ZipFile(self.path("설명서.hwpx")) as package:
            self.assertIn("시민 소통 강화", package.read("Contents/section0.xml").decode())
        self.ctl("undo")
        self.assertEqual(self.json("budget", "show")["programme"], name)
        self.ctl("redo")
        self.assertEqual(self.json("budget", "show")["programme"], "시민 소통 강화")
        self.ctl("budget", "close", "--year", "2016", "--early", "--reason", "마감")
        self.assertIn("closed", self.ctl("budget", "rename", "--name", "다른 이름", "--year", "2016", code=1).err)
        self.assertEqual(self.json("budget", "show", "--year", "2016")["programme"], "시민 소통 강화")
        self.ctl("undo")
        self.ctl("undo")
        self.assertEqual(self.json("budget", "show")["programme"], name)
        self.assertEqual(self.ctl("check").code, 0)

    def test_remove(self):
        """A line with which something was done stays, and the answer says what; any other goes and comes back."""
        before = self.json("budget", "show")
        self.refused("budget", "remove", "--line", BLOG)
        self.refused("budget", "remove", "--reason", "x")
        answer = self.ctl("budget", "remove", "--line", BLOG, "--reason", "x", code=1).err
        self.assertRegex(answer, f"{BLOG}.*[1-9][0-9]* payments, commitments.* 0 lines below it")
        heading = next(x for x in before["lines"] if x["heading"])
        below = self.ctl("budget", "remove", "--line", str(heading["id"]), "--reason", "x", code=1).err
        self.assertRegex(below, r"\b0 payments.*[1-9][0-9]* lines below it")
        self.assertIn("no budget line", self.ctl("budget", "remove", "--line", "9999", "--reason", "x", code=1).err)
        self.assertEqual(self.json("budget", "show"), before)
        # A line of one's own, with which nothing is done yet
        self.write("lines.csv", "통계목,산출내역,예산액\n사무관리비,시험 사업 운영,1000000\n")
        self.ctl("budget", "import", self.path("lines.csv"), "--year", "2016")
        added = self.json("budget", "show")
        self.ctl("budget", "check")  # the totals of the year went with its lines, those of past years stay as they were printed
        self.assertEqual(self.sql("SELECT amount FROM budget_total WHERE year = 2016 ORDER BY amount"), [(4000000,), (415000000,), (419000000,)])
        self.assertEqual(self.sql("SELECT amount FROM budget_total WHERE year = 2014 AND account_id IS NULL"), [(280395000,)])
        number = self.line("시험 사업 운영")["id"]
        self.assertEqual(self.ctl("budget", "remove", "--line", "시험 사업 운영", "--reason", "사업 취소").rows, [[str(number)]])
        self.assertEqual(self.json("budget", "show"), before)
        self.assertIn("사업 취소", self.ctl("history").lines[0])
        self.ctl("budget", "check")
        self.ctl("undo")
        self.assertEqual(self.json("budget", "show"), added)
        self.ctl("budget", "check")
        # One below a heading, which goes with it; a file may say what the heading is then, and nothing else
        part = "통계목,산출내역,예산액\n사무관리비,○ 시대표 블로그 운영 및 행사,%s\n사무관리비,- 시험 공모,500000\n"
        self.write("part.csv", part % "95000000")
        self.assertIn("Line 2", self.ctl("budget", "import", self.path("part.csv"), "--year", "2016", code=1).err)
        self.assertEqual(self.json("budget", "show"), added)
        self.write("part.csv", part % "94500000")
        self.ctl("budget", "import", self.path("part.csv"), "--year", "2016")
        amounts = {x["name"]: x["amount"] for x in self.json("budget", "show")["lines"]}
        self.assertEqual((amounts["시대표 블로그 운영 및 행사"], amounts["시험 공모"]), (94500000, 500000))
        self.ctl("budget", "check")
        self.ctl("budget", "remove", "--line", "시험 공모", "--reason", "x")
        self.assertEqual(self.json("budget", "show"), added)
        self.ctl("undo")
        self.ctl("budget", "check")
        self.ctl("undo")
        self.assertEqual(self.json("budget", "show"), added)
        # One that a content names, too
        self.ctl("content", "add", "--title", "새 글", "--type", "blog-post", "--channel", "서울마니아", "--text-file", self.write("글.txt", "글"), "--budget-line", "시험 사업 운영")
        self.assertIn("1 contents", self.ctl("budget", "remove", "--line", "시험 사업 운영", "--reason", "x", code=1).err)
        self.ctl("undo")
        self.ctl("budget", "remove", "--line", "시험 사업 운영", "--reason", "x")
        self.ctl("undo")
        self.ctl("redo")
        self.assertEqual(self.json("budget", "show"), before)
        self.ctl("undo")
        self.ctl("budget", "close", "--year", "2016", "--early", "--reason", "마감")
        self.assertIn("closed", self.ctl("budget", "remove", "--line", str(number), "--reason", "x", code=1).err)
        self.ctl("undo")
        self.ctl("undo")
        self.assertEqual(self.json("budget", "show"), before)
        self.assertEqual(self.ctl("check").code, 0)

    def test_close(self):
        self.refused("budget", "carry", "--line", PAPER, "--amount", "1")
        self.refused("budget", "carry", "--line", PAPER, "--amount", "1", "--reason", "x", "--kind", "y")
        self.ctl("budget", "carry", "--line", PAPER, "--amount", "33,500,000", "--kind", "명시", "--reason", "납기 이월")
        # By accident goes what is committed and not paid, unless the law has another ground.
        self.assertIn("500,000", self.ctl("budget", "carry", "--line", ADS, "--amount", "500000", "--kind", "accident", "--reason", "사고", code=1).err)
        self.ctl("budget", "carry", "--line", ADS, "--amount", "500000", "--kind", "accident", "--reason", "경상 경비의 이월")
        frozen = self.json("budget", "show", "--year", "2016")
        done = self.json("budget", "close", "--year", "2016", "--reason", "마감", now=OVER)
        self.assertEqual((done["year"], done["next_year"], done["lines_carried"], done["carried"]), (2016, 2017, 2, 34000000))
        self.assertEqual(self.json("budget", "show", "--year", "2016", workspace=done["backup"]), frozen)
        self.assertEqual(sqlite3.connect(done["backup"]).execute("PRAGMA integrity_check").fetchone(), ("ok",))
        self.assertEqual((self.line(PAPER, "2017")["carried_in"], self.line(ADS, "2017")["available"]), (33500000, 500000))
        # What a contract binds of it is bound in the next year too, by the same contract.
        self.assertEqual(self.line(PAPER, "2017")["committed"], 33500000)
        old, = [c for c in self.json("budget", "show", "--commitments", "--year", "2016")["commitments"] if c["line"] == PAPER]
        new, = [c for c in self.json("budget", "show", "--commitments", "--year", "2017")["commitments"] if c["line"] == PAPER]
        self.assertEqual({**old, "id": 0, "line_id": 0}, {**new, "id": 0, "line_id": 0})
        self.assertIn("33,500,000", self.ctl("budget", "commit", "--line", PAPER, "--amount", "33500000", "--date", "2017-01-05", now="2017-01-05", code=1).err)
        # The next year's report has this year from its ledger; its own column is nought, for nothing was entered.
        self.ctl("report", "budget", "--period", "2017", "-o", self.path("t.csv"))
        with open(self.path("t.csv"), encoding="utf-8-sig") as file:
            self.assertEqual(file.read().splitlines()[1], "Total,161600,418000,0,-418000,-100")
        self.assertEqual({c["carried_to"] is not None for c in self.json("budget", "show", "--carry", "--year", "2016")["carry_overs"]}, {True})
        # Closed: nothing but corrections, and the carry-over goes over once.
        copies = sorted(os.listdir(self.dir))
        self.assertIn("2016", self.ctl("budget", "close", "--year", "2016", code=1).err)
        self.assertEqual(sorted(os.listdir(self.dir)), copies) # no copy of a closing that did not happen
        for words in (["execute", "--line", "2", "--amount", "1"], ["commit", "--line", "5", "--amount", "1"],
                      ["change", "--line", "2", "--amount", "1", "--document", "x", "--reason", "x"], ["carry", "--line", "2", "--amount", "1", "--reason", "x"]):
            self.assertIn("closed", self.ctl("budget", *words, code=1).err)
        self.ctl("budget", "execute", "--line", "2", "--amount", "10", "--correction", code=1)
        self.ctl("budget", "execute", "--line", "2", "--amount", "10", "--correction", "--reason", "누락분")
        self.assertEqual([p["correction"] for p in self.json("budget", "show", "--payments", "--year", "2016")["payments"]].count(True), 1)
        # The new year is open, and its lines are found by their names on its days.
        number = self.json("budget", "execute", "--line", PAPER, "--amount", "1000", "--date", "2017-01-05", now="2017-01-05")["id"]
        self.assertEqual([p["line"] for p in self.json("budget", "show", "--payments", "--year", "2017")["payments"] if p["id"] == number], [PAPER])
        self.assertEqual(self.line(PAPER, "2017")["executed"], 1000)
        self.assertEqual(self.line(PAPER)["executed"], 0)
        self.assertEqual(self.ctl("check").code, 0)
        for _ in range(3):
            self.ctl("undo")
        self.assertEqual(self.json("budget", "show", "--year", "2016"), frozen)
        self.ctl("budget", "show", "--year", "2017", "--payments", code=1)
        self.assertEqual(self.ctl("check").code, 0)
        self.ctl("redo")
        self.assertEqual(self.line(PAPER, "2017")["carried_in"], 33500000)

    def state(self):
        """All that the ledger says, and what is closed."""
        found = {}
        with contextlib.closing(sqlite3.connect(self.workspace)) as db:
            db.row_factory = sqlite3.Row
            for table in ("budget_line", "budget_change", "commitment", "payment", "carry_over", "closed_line", "settlement", "fiscal_year", "programme",
                          "report_freeze", "content"):
                rows = [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY 1")]
                if table == "fiscal_year":  # one that has no budget any more says nothing
                    rows = [row for row in rows if row["closed_at"] is not None]
                found[table] = [{k: v for k, v in row.items() if k not in ("revision", "updated_at")} for row in rows if row.get("removed_at") is None]
        return found

    def test_every_act_goes_back(self):
        """Each act of the ledger is one step: taken back nothing of it is left, done again all of it is there; and the history says who, when and why."""
        contract = next(c for c in self.listed("commitments") if c["unpaid"])["id"]
        payment = self.json("budget", "show", "--payments")["payments"][-1]["id"]
        acts = ((["budget", "commit", "--line", MOBILE, "--amount", "1000", "--counterparty", "업체", "--reason", "사유 1"], "사유 1"),
                (["budget", "commit", "--cancel", str(contract), "--amount", "1000", "--reason", "사유 2"], "사유 2"),
                (["budget", "execute", "--line", BLOG, "--amount", "1001", "--content", "1", "--content", "2", "--reason", "사유 3"], "사유 3"),
                (["budget", "execute", "--cancel", str(payment), "--amount", "10", "--reason", "사유 4"], "사유 4"),
                (["budget", "change", "--line", SNS, "--amount", "5000", "--document", "추경-1", "--reason", "사유 5"], "사유 5"),
                (["budget", "change", "--from", PAPER, "--to", ADS, "--amount", "1000", "--document", "전용-1", "--reason", "사유 6"], "사유 6"),
                (["budget", "carry", "--line", PAPER, "--amount", "1000", "--kind", "명시", "--reason", "사유 7"], "사유 7"),
                (["budget", "carry", "--line", ADS, "--amount", "1000", "--kind", "사고", "--reason", "부대경비, 사유 8"], "사유 8"),
                (["report", "freeze", "budget", "--period", "2016-09"], "2016"),
                (["budget", "close", "--year", "2016", "--early", "--reason", "사유 9"], "사유 9"),
                (["budget", "execute", "--line", BLOG, "--year", "2016", "--amount", "10", "--correction", "--reason", "사유 10"], "사유 10"))
        for act, reason in acts:
            before = self.state()
            self.ctl(*act)
            after = self.state()
            self.assertNotEqual(before, after, act)
            self.assertIn(reason, self.ctl("history").lines[0], act)
            self.ctl("undo")
            self.assertTrue(self.state() == before, act)
            self.ctl("redo")
            self.assertTrue(self.state() == after, act)
        self.assertEqual(self.ctl("check").code, 0)
        # An auditor's file has every step with its reason.
        self.ctl("history", "export", "-o", self.path("감사.csv"))
        with open(self.path("감사.csv"), encoding="utf-8-sig") as file:
            text = file.read()
        for n in range(1, 11):
            self.assertIn(f"사유 {n}", text)

    def test_backup_that_cannot_be(self):
        self.write("there.sotong", "x")
        for place in ("there.sotong", "no/such/folder/b.sotong"):
            self.ctl("budget", "close", "--backup", self.path(place), now=OVER, code=1)
        self.assertEqual(self.sql("SELECT closed_at FROM fiscal_year WHERE year = 2016"), [(None,)])
        with open(self.path("there.sotong")) as file:
            self.assertEqual(file.read(), "x")
        self.ctl("budget", "close", "--backup", self.path("이름이 긴 백업.sotong"), now=OVER)
        self.assertTrue(os.path.exists(self.path("이름이 긴 백업.sotong")))

    def test_backup_is_its_owners(self):
        """Citizens' cases and messages are in it: nobody else reads it, whatever the umask lets others do."""
        before = os.umask(0)
        try:
            self.ctl("budget", "close", "--backup", self.path("named.sotong"), now=OVER)
            self.ctl("undo")
            done = self.json("budget", "close", now=OVER)
        finally:
            os.umask(before)
        for path in (self.workspace, self.path("named.sotong"), done["backup"]):
            self.assertEqual(os.stat(path).st_mode & 0o777, 0o600, path)

    def closed(self):
        return self.sql("SELECT year FROM fiscal_year WHERE closed_at IS NOT NULL ORDER BY year")

    def test_close_when_it_is_over(self):
        """The oldest open year is closed, once it is over, or with a reason in its last days; never one that has not begun."""
        copies = sorted(os.listdir(self.dir))
        self.assertIn("2016-12-31", self.ctl("budget", "close", code=1).err)
        self.assertIn("--early", self.ctl("budget", "close", "--year", "2016", "--reason", "x", code=1).err)
        self.assertIn("reason", self.ctl("budget", "close", "--early", now="2016-12-31T23:59:59+09:00", code=1).err)
        self.ctl("budget", "close", now="2016-12-31T14:59:59Z", code=1) # the office's day
        self.write("2017.csv", "통계목,예산과목,산출근거,예산액\n사무관리비,원고료,\"50,000원*10건*2회\",1000000\n")
        self.ctl("budget", "import", self.path("2017.csv"), "--year", "2017")
        self.assertIn("begins on 2017-01-01", self.closed_out_of_turn().err)
        self.assertIn("2016", self.ctl("budget", "close", "--year", "2017", now="2018-01-01T00:00:00+09:00", code=1).err)
        self.ctl("budget", "close", "--year", "2030", now=OVER, code=1)
        self.assertEqual(self.closed(), [])
        self.assertEqual(sorted(os.listdir(self.dir)), sorted(copies + ["2017.csv"])) # nothing was copied for nothing
        self.assertEqual(self.json("budget", "close", now="2016-12-31T15:00:00Z")["year"], 2016)
        self.assertEqual(self.closed(), [(2016,)])
        self.assertIn("2017-12-31", self.ctl("budget", "close", now=OVER, code=1).err)
        self.assertEqual(self.json("budget", "close", "--early", "--reason", "연말 마감", now="2017-12-29")["year"], 2017)
        self.assertIn("연말 마감", self.ctl("history").lines[0])
        self.assertIn("nothing to close", self.ctl("budget", "close", now="2018-02-01", code=1).err)
        self.ctl("undo")
        self.ctl("undo")
        self.assertEqual(self.closed(), [])

    def closed_out_of_turn(self):
        """Next year's closing, with this year's out of the way."""
        self.ctl("budget", "close", "--year", "2016", "--early", "--reason", "x")
        refused = self.ctl("budget", "close", "--early", "--reason", "x", code=1)
        self.ctl("undo")
        for name in os.listdir(self.dir):
            if name.startswith("city-2016-"):
                os.unlink(self.path(name))
        return refused

    def test_accident_without_its_contract(self):
        """What goes over by accident rests on a contract: it cannot be cancelled under it, and what got past is told and not closed."""
        contract, = [c for c in self.listed("commitments") if c["line"] == PAPER]
        carry = lambda *more: self.ctl("budget", "carry", "--line", PAPER, "--amount", "33500000", "--kind", "accident", *more)
        carry("--reason", "납기")
        for amount in ("0", "1", "33500000"):
            words = ["--amount", amount] if amount != "0" else []
            self.assertIn("33,500,000", self.ctl("budget", "commit", "--cancel", str(contract["id"]), *words, "--reason", "계약 해지", code=1).err)
        self.ctl("budget", "check")
        kept = self.read()
        self.ctl("undo")
        self.ctl("budget", "commit", "--cancel", str(contract["id"]), "--amount", "1", "--reason", "감액")
        with contextlib.closing(sqlite3.connect(self.workspace)) as db, db: # as an older program let it
            db.execute("INSERT INTO carry_over (line_id, kind, amount, reason) SELECT id, 'accident', 33500000, '납기' FROM budget_line WHERE name = ?", (PAPER,))
        told = self.ctl("budget", "check", code=1)
        self.assertIn("33,499,999", told.out + told.err)
        copies = sorted(os.listdir(self.dir))
        self.assertIn("33,499,999", self.ctl("budget", "close", now=OVER, code=1).err)
        self.assertEqual(sorted(os.listdir(self.dir)), copies)
        self.write("city.sotong", kept)
        self.ctl("undo")
        carry("--reason", "입찰 공고한 금액") # another ground of the law needs no contract
        self.ctl("budget", "commit", "--cancel", str(contract["id"]), "--reason", "계약 해지")
        self.ctl("budget", "check")
        self.assertEqual(self.json("budget", "close", now=OVER)["carried"], 33500000)

    def test_preview_says_what_is_refused(self):
        """A preview does what the import would and takes it back: what the ledger does not take is told of each row, and nothing of it is left."""
        head = "지출일,예산 항목,지출액,문서번호\n"
        before, history = self.state(), self.ctl("history").lines
        bad = {BLOG: "2016-10-11,%s,99999999,a-1", ADS: "2015-10-11,%s,1000,a-2", "시대표SNS운영": "2016-10-11,%s,1000,a-3"}
        good = f"2016-10-11,{BLOG},1000,a-4\n"
        for name, row in bad.items():
            path = self.write("one.csv", head + good + row % name + "\n")
            seen = self.json("budget", "import", path, "--preview", code=1)
            self.assertEqual([(r["file_line"], r["state"]) for r in seen["rows"]], [(2, "new"), (3, "refused")], name)
            self.assertEqual((seen["added"], seen["problems"]), (1, 1))
            told = self.ctl("budget", "import", path, "--preview", code=1)
            refused = self.ctl("budget", "import", path, code=1)
            why = next(line.split("Line 3: ")[1] for line in refused.err.splitlines() if "Line 3: " in line)
            self.assertIn(why, told.err)
        path = self.write("all.csv", head + good + "".join(row % name + "\n" for name, row in bad.items()))
        seen = self.json("budget", "import", path, "--preview", code=1)
        self.assertEqual([r["state"] for r in seen["rows"]], ["new"] + ["refused"] * 3)
        # Two rows that fit one by one and not together; and what came back of what was never paid
        left = self.line(MOBILE)["remaining"]
        path = self.write("two.csv", head + f"2016-10-11,{MOBILE},{left},b-1\n2016-10-12,{MOBILE},1,b-2\n2016-10-11,{PAPER},-1,b-3\n")
        seen = self.json("budget", "import", path, "--preview", code=1)
        self.assertEqual([r["state"] for r in seen["rows"]], ["new", "refused", "refused"])
        self.assertEqual(seen["added"], 1)
        # Of a budget: lines of a year that is closed
        lines = self.write("l.csv", "통계목,예산과목,산출근거,예산액\n사무관리비,새 항목,,1000000\n")
        self.assertEqual(self.json("budget", "import", lines, "--year", "2016", "--preview")["added"], 1)
        self.assertTrue(self.state() == before)
        self.assertEqual(self.ctl("history").lines, history)
        path = self.write("good.csv", head + good)
        self.assertEqual(self.json("budget", "import", path, "--preview")["added"], 1)
        self.assertEqual(self.json("budget", "import", path)["added"], 1)
        self.ctl("undo")
        self.assertTrue(self.state() == before)
        self.ctl("budget", "close", "--early", "--reason", "x")
        refused, told = self.ctl("budget", "import", lines, "--year", "2016", code=1), self.ctl("budget", "import", lines, "--year", "2016", "--preview", code=1)
        self.assertIn("closed", refused.err)
        self.assertIn("closed", told.err)

    def test_lines_are_looked_at_first(self):
        """A preview says what an import would do, and a file whose lines have no names is told, not passed over."""
        rows = "사무관리비,원고료,\"50,000원*10건*2회\",1000000\n사무관리비,광고,\"500,000원*4회\",2000000\n계,계,,3000000\n"
        path = self.write("2018.csv", "통계목,예산과목,산출근거,예산액\n" + rows)
        counts, shown = [], []
        for options in (["--preview"], [], ["--preview"], []):
            done = self.json("budget", "import", path, "--year", "2018", *options)
            counts.append((done["added"], done["known"]))
            if options:
                shown.append([(r["file_line"], r["state"], r["kind"], r["account"], r["line"], r["amount"]) for r in done["rows"]])
        self.assertEqual(counts, [(2, 0), (2, 0), (0, 2), (0, 2)])
        self.assertEqual(shown, [[(2, state, "line", "사무관리비", "원고료", 1000000), (3, state, "line", "사무관리비", "광고", 2000000)] for state in ("new", "known")])
        self.assertEqual(self.ctl("budget", "import", path, "--year", "2018", "--preview").rows[0][:6], ["2", "known", "line", "사무관리비", "원고료", "1000000"])
        costs = {x["line"]: (x["unit_planned"], x["quantity"]) for x in self.json("budget", "show", "--costs", "--year", "2018")["costs"]}
        self.assertEqual(costs, {"원고료": (50000, 10), "광고": (500000, 4)})
        self.assertIn("--year", self.ctl("budget", "import", path, "--preview", code=1).err)
        self.write("2018.csv", "통계목,예산과목,산출근거,예산액\n" + rows.replace("2000000", "2000001").replace("1000000", "백만"))
        wrong = self.ctl("budget", "import", path, "--year", "2018", "--preview", code=1).err
        self.assertTrue("Line 2: “백만” in the column “예산액” is not a whole amount" in wrong and "Line 3: the ledger has the line with another amount" in wrong, wrong)
        nameless = self.write("이름 없는 항목.csv", "과목,산출근거,예산액\n원고료,\"50,000원*10건\",500000\n")
        for options in (["--preview"], []):
            self.assertIn("was not understood", self.ctl("budget", "import", nameless, "--year", "2019", *options, code=1).err)
        self.assertNotIn(2019, [x[0] for x in self.sql("SELECT year FROM programme")])

    def test_accounts_with_codes(self):
        """An account may carry its code in brackets or before it, as offices write it; it is one account, whoever names it."""
        path = self.write("codes.csv", "과목,예산 항목,예산액\n사무관리비(201-01),하나,1000\n201-01 사무관리비,둘,2000\n사무관리비,셋,3000\n시책추진업무추진비 (203-03),넷,4000\n")
        self.assertEqual({x["account"] for x in self.json("budget", "import", path, "--year", "2018", "--preview")["rows"]}, {"사무관리비", "시책추진업무추진비"})
        self.assertEqual(self.json("budget", "import", path, "--year", "2018")["added"], 4)
        self.assertEqual(self.sql("SELECT a.name, a.code FROM budget_account a JOIN programme p ON p.id = programme_id WHERE year = 2018 ORDER BY a.id"),
                         [("사무관리비", "201-01"), ("시책추진업무추진비", "203-03")])

    SHEET = ("과목,세부 산출내역,산출근거,예산액\n합 계,,,143000000\n사무관리비,ㅇ 시대표 블로그,,94000000\n,- 운영비,\"150,000원*500건\",75000000\n"
             ",– 공동콘텐츠,,6000000\n,ㆍ 편집,\"100,000원*40회\",4000000\n,ㆍ 번역,,2000000\n,- 부대비,,13000000\n"
             ",○ SNS,,40000001\n,- 운영비,\"1,000,000원×40회\",40000000\n사무관리비,소 계,,134000000\n"
             "시책추진업무추진비,,,9000000\n,소통,\"4,000,000원\",4000000\n,운영비,\"5,000,000원\",5000000\n계,,,143000000\n")

    def tree(self, year="2018"):
        return [(x["depth"], x["name"], x["amount"], x["heading"]) for x in self.json("budget", "show", "--year", year)["lines"]]

    def test_sheet_as_offices_write_it(self):
        """The letter ㅇ for the circle, any stroke for the dash, three levels, sums between the lines: each won counts once, on every day that the sheet is read."""
        lines = [(0, "시대표 블로그", 94000000, True), (1, "운영비", 75000000, False), (1, "공동콘텐츠", 6000000, True), (2, "편집", 4000000, False),
                 (2, "번역", 2000000, False), (1, "부대비", 13000000, False), (0, "SNS", 40000001, True), (1, "운영비", 40000000, False),
                 (0, "소통", 4000000, False), (0, "운영비", 5000000, False)]
        path = self.write("b.csv", self.SHEET)
        for options in (["--preview"], []):
            done = self.ctl("budget", "import", path, "--year", "2018", *options)
            self.assertEqual(done.rows[-1], ["10", "0"])
            self.assertEqual(done.err.splitlines(), ["sotongctl: The budget of 2018 is called “Budget of 2018”. Another name can be given with --programme.",
                                                     "sotongctl: Line 9: “SNS” says 40,000,001 won, and its lines add up to 40,000,000 won."])
        self.assertEqual(self.tree(), lines)
        self.assertEqual(self.whole("2018")["amount"], 143000000)
        for _ in range(2):
            self.assertEqual(self.ctl("budget", "import", path, "--year", "2018").rows[-1], ["0", "10"])
        self.assertEqual(self.tree(), lines)
        # A sum that is another than that of its lines is told; the lines are taken.
        self.write("c.csv", self.SHEET.replace("143000000\n사", "143000001\n사").replace(",,,9000000", ",,,8000000"))
        told = self.ctl("budget", "import", self.path("c.csv"), "--year", "2019", "--preview").err
        self.assertIn("Line 2: “계” says 143,000,001 won, and its lines add up to 143,000,000 won", told)
        self.assertIn("Line 12: “시책추진업무추진비” says 8,000 thousand won, and its lines add up to 9,000 thousand won", told)
        # A line that comes later stands with those of its heading, in the reports too.
        self.write("d.csv", self.SHEET.replace(",○ SNS", ",- 추가운영,,1000000\n,○ SNS"))
        self.assertEqual(self.ctl("budget", "import", self.path("d.csv"), "--year", "2018").rows[-1], ["1", "10"])
        lines[0] = (0, "시대표 블로그", 95000000, True)
        lines.insert(6, (1, "추가운영", 1000000, False))
        self.assertEqual(self.tree(), lines)
        self.ctl("report", "whitepaper", "--period", "2018", "--table", "budget", "-o", self.path("w.csv"))
        with open(self.path("w.csv"), encoding="utf-8-sig", newline="") as file:
            budget = {row[0]: row[1] for row in csv.reader(file)}
        self.assertEqual((budget["○ 시대표 블로그"], budget["  - 공동콘텐츠"], budget["    ㆍ 편집"], budget["○ SNS"]), ("95000", "6000", "4000", "40000"))
        self.balanced("2018")

    def test_lines_of_one_name(self):
        """Money never goes to one of two lines unseen: both are named; what an extract says of the account tells them apart, and so does a year's end."""
        now = "2018-03-02T10:00:00+09:00"
        self.ctl("budget", "import", self.write("b.csv", self.SHEET), "--year", "2018", now=now)
        ids = [x["id"] for x in self.json("budget", "show", "--year", "2018")["lines"] if x["name"] == "운영비"]
        for verb in (["execute"], ["commit"], ["carry", "--reason", "x"]):
            told = self.ctl("budget", *verb, "--line", "운영비", "--amount", "1000", now=now, code=1).err
            self.assertIn(f"{ids[0]} (시대표 블로그), {ids[1]} (SNS), {ids[2]} (시책추진업무추진비)", told)
        self.execute(str(ids[1]), 1000, now=now)
        heads = "통계목,산출근거명,지출일자,지출액,문서번호\n"
        both = self.write("x.csv", heads + "사무관리비(201-01),운영비,2018-02-01,2000,가\n시책추진업무추진비,운영비,2018-02-01,3000,나\n")
        told = self.ctl("budget", "import", both, now=now, code=1).err
        self.assertIn("Line 2: “운영비” is the name of more than one line", told)
        self.assertNotIn("Line 3", told)
        one = self.write("y.csv", heads + f"시책추진업무추진비,운영비,2018-02-01,3000,나\n사무관리비,{ids[0]},2018-02-01,2000,가\n")
        for added in ("2", "0"):
            self.assertEqual(self.ctl("budget", "import", one, now=now).rows[-1][0], added)
        self.assertEqual([x["executed"] for x in self.json("budget", "show", "--year", "2018")["lines"] if x["name"] == "운영비"], [2000, 1000, 3000])
        self.ctl("report", "settlement", "--period", "2018", "-o", self.path("s.csv"), now=now)
        with open(self.path("s.csv"), encoding="utf-8-sig", newline="") as file:
            self.assertEqual([row[1] for row in csv.reader(file) if "운영비" in row[1]], ["운영비(시대표 블로그)", "운영비(SNS)", "운영비"])
        # Each carries over to a line of its own, and the history says what came in.
        for line, won in zip(ids, (5000000, 7000000, 1000)):
            self.ctl("budget", "carry", "--line", str(line), "--amount", str(won), "--reason", "이월", now=now)
        for year in ("2016", "2018"):
            self.ctl("budget", "close", "--year", year, now="2019-01-03T10:00:00+09:00")
        self.assertEqual([(x["depth"], x["name"], x["carried_in"]) for x in self.json("budget", "show", "--year", "2019")["lines"] if not x["heading"]],
                         [(1, "운영비", 5000000), (1, "운영비", 7000000), (0, "운영비", 1000)])
        self.ctl("history", "export", "-o", self.path("h.csv"), "--money")
        with open(self.path("h.csv"), encoding="utf-8-sig", newline="") as file:
            moved = [int(row[12]) for row in csv.reader(file) if row[7] == "Budget line" and row[4] == "Close the fiscal year: “2018”"]
        self.assertEqual(sorted(won for won in moved if won != 0), [1000, 5000000, 7000000])
        self.assertEqual(self.ctl("budget", "check", "--year", "2019").err, "")

    HEADS = "통계목,산출근거명,지출일자,지출액,문서번호\n"
    OVER_2018 = "2019-01-03T10:00:00+09:00"

    def carry_over_2018(self, won=5000000):
        """2018 with one 운영비, which carries money over; 2016 is closed."""
        now = "2018-03-02T10:00:00+09:00"
        self.ctl("budget", "import", self.write("8.csv", "통계목,통계목코드,예산 항목,예산액\n사무관리비,201-01,운영비,9000000\n"), "--year", "2018", now=now)
        self.ctl("budget", "carry", "--line", "운영비", "--year", "2018", "--amount", str(won), "--reason", "이월", now=now)
        self.ctl("budget", "close", "--year", "2016", now=self.OVER_2018)

    def test_carry_over_to_one_of_several(self):
        """Where more than one line of the next year could get what is carried over, none does: they are named with their numbers."""
        self.carry_over_2018()
        lines = "통계목,통계목코드,예산 항목,예산액\n사무관리비,201-01,○ 블로그,1000\n,,- 운영비,1000\n사무관리비,201-01,○ SNS,2000\n,,- 운영비,2000\n"
        self.ctl("budget", "import", self.write("9.csv", lines), "--year", "2019", now=self.OVER_2018)
        ids = [x["id"] for x in self.json("budget", "show", "--year", "2019")["lines"] if x["name"] == "운영비"]
        before = self.state()
        for _ in range(2):
            told = self.ctl("budget", "close", "--year", "2018", now=self.OVER_2018, code=1).err
            self.assertIn(f"more than one line of the budget of 2019 could be meant: {ids[0]} (블로그), {ids[1]} (SNS)", told)
        self.assertTrue(self.state() == before)
        # One of them chosen, that one gets it; what is no such line is none.
        line, = [x["id"] for x in self.json("budget", "show", "--year", "2018")["lines"] if x["name"] == "운영비"]
        self.assertIn(f"--into {line}=NUMBER", told)
        self.refused("budget", "close", "--year", "2018", "--into", "x")
        self.ctl("budget", "close", "--year", "2018", "--into", f"{line}={line}", now=self.OVER_2018, code=1)
        self.ctl("budget", "close", "--year", "2018", "--into", f"{line}={ids[1]}", now=self.OVER_2018)
        self.assertEqual([x["carried_in"] for x in self.json("budget", "show", "--year", "2019")["lines"] if x["name"] == "운영비"], [0, 5000000])
        self.ctl("undo")
        # One of them taken away, it is clear which is meant.
        self.ctl("budget", "remove", "--line", str(ids[0]), "--reason", "중복")
        self.assertEqual(self.json("budget", "close", "--year", "2018", now=self.OVER_2018)["carried"], 5000000)
        self.assertEqual([(x["id"], x["carried_in"]) for x in self.json("budget", "show", "--year", "2019")["lines"] if x["name"] == "운영비"], [(ids[1], 5000000)])

    def test_carry_over_by_account(self):
        """The account tells lines of one name apart, by its code where two accounts have one name."""
        self.carry_over_2018()
        lines = "통계목,통계목코드,예산 항목,예산액\n시책추진업무추진비,203-03,운영비,1000\n사무관리비,201-01,운영비,2000\n"
        self.ctl("budget", "import", self.write("9.csv", lines), "--year", "2019", now=self.OVER_2018)
        programme, = self.sql("SELECT id FROM programme WHERE year = 2019")[0]
        with contextlib.closing(sqlite3.connect(self.workspace)) as db, db: # of one name, before the right one
            db.execute("UPDATE budget_account SET name = '사무관리비', code = '301-01' WHERE programme_id = ? AND code = '203-03'", (programme,))
        self.ctl("budget", "close", "--year", "2018", now=self.OVER_2018)
        self.assertEqual([x["carried_in"] for x in self.json("budget", "show", "--year", "2019")["lines"] if x["name"] == "운영비"], [0, 5000000])

    def test_choice_that_is_none(self):
        """What is said of where a carry-over goes is followed, or the closing is refused with both numbers: it is never passed over."""
        self.carry_over_2018()
        lines = "통계목,통계목코드,예산 항목,예산액\n사무관리비,201-01,운영비,1000\n사무관리비,201-01,다른 것,2000\n"
        self.ctl("budget", "import", self.write("9.csv", lines), "--year", "2019", now=self.OVER_2018)
        right, other = (x["id"] for x in self.json("budget", "show", "--year", "2019")["lines"])
        line, = [x["id"] for x in self.json("budget", "show", "--year", "2018")["lines"]]
        before = self.state()
        for choices, said in (([f"{line}={other}"], (f"“운영비” ({line}) carries over cannot go to line {other}", f"{right} (사무관리비)")),
                              ([f"{line}={right}", f"{line}={other}"], (f"line {line} carries over cannot go to line {right} and to line {other}",)),
                              ([f"99999={right}"], (f"line 99999 is none of the budget of 2018 that carries money over, so nothing can go from it to line {right}",)),
                              ([f"{other}={right}"], (f"line {other} is none of the budget of 2018 that carries money over", f"to line {right}"))):
            told = self.ctl("budget", "close", "--year", "2018", *[word for choice in choices for word in ("--into", choice)], now=self.OVER_2018, code=1).err
            for part in said:
                self.assertIn(part, told)
        self.assertTrue(self.state() == before)
        self.ctl("budget", "close", "--year", "2018", "--into", f"{line}={right}", now=self.OVER_2018)
        self.assertEqual([x["carried_in"] for x in self.json("budget", "show", "--year", "2019")["lines"]], [5000000, 0])
        self.ctl("undo")
        self.ctl("budget", "remove", "--line", str(right), "--reason", "중복")
        told = self.ctl("budget", "close", "--year", "2018", "--into", f"{line}={other}", now=self.OVER_2018, code=1).err
        self.assertIn(f"“운영비” ({line}) carries over cannot go to line {other}. No line of the budget of 2019 is the same", told)
        self.assertIn("--into", self.ctl("budget", "close", "--help").out)

    def change_accounts(self, year, *accounts):
        """Gives the year's accounts other names and codes, which no import would."""
        with contextlib.closing(sqlite3.connect(self.workspace)) as db, db:
            ids = [x[0] for x in db.execute("SELECT a.id FROM budget_account a JOIN programme p ON p.id = programme_id WHERE year = ? ORDER BY a.id", (year,))]
            for number, (name, code) in zip(ids, accounts):
                db.execute("UPDATE budget_account SET name = ?, code = ? WHERE id = ?", (name, code, number))

    def test_accounts_renumbered(self):
        """An account of the same name is the same when it has another code next year; of two it is asked which, or told, and none gets it by chance."""
        self.carry_over_2018()
        both = "통계목,통계목코드,예산 항목,예산액\n사무관리비,201-03,운영비,1000\n시책추진업무추진비,301-01,운영비,2000\n"
        self.ctl("budget", "import", self.write("9.csv", both), "--year", "2019", now=self.OVER_2018)
        ids = [x["id"] for x in self.json("budget", "show", "--year", "2019")["lines"]]
        line, = [x["id"] for x in self.json("budget", "show", "--year", "2018")["lines"]]

        def carried():
            return [(x["id"], x["carried_in"]) for x in self.json("budget", "show", "--year", "2019")["lines"]]

        self.ctl("budget", "close", "--year", "2018", now=self.OVER_2018)
        self.assertEqual(carried(), [(ids[0], 5000000), (ids[1], 0)])
        self.ctl("undo")
        # Two of the name: both have another code; or this year's has none.
        for mine, theirs in (("201-01", ("201-03", "301-01")), ("", ("201-03", "301-01")), ("201-01", ("", ""))):
            self.change_accounts(2018, ("사무관리비", mine))
            self.change_accounts(2019, *[("사무관리비", code) for code in theirs])
            told = self.ctl("budget", "close", "--year", "2018", now=self.OVER_2018, code=1).err
            self.assertIn("more than one line of the budget of 2019 could be meant: " +
                          ", ".join(f"{number} ({f'사무관리비 {code}'.strip()})" for number, code in zip(ids, theirs)), told)
        self.ctl("budget", "close", "--year", "2018", "--into", f"{line}={ids[1]}", now=self.OVER_2018)
        self.assertEqual(carried(), [(ids[0], 0), (ids[1], 5000000)])
        self.ctl("undo")
        # Neither has the line: it is not put into one of them.
        for number in ids:
            self.ctl("budget", "remove", "--line", str(number), "--reason", "없음")
        self.change_accounts(2018, ("사무관리비", ""))
        self.change_accounts(2019, ("사무관리비", "201-03"), ("사무관리비", "301-01"))
        told = self.ctl("budget", "close", "--year", "2018", now=self.OVER_2018, code=1).err
        self.assertIn("“운영비” carries money over, and the budget of 2019 has more than one account “사무관리비” and no such line", told)

    def test_accounts_of_one_name_stay_two(self):
        """Two accounts of one name with lines of one name stay two in a year that has neither."""
        now = "2018-03-02T10:00:00+09:00"
        self.ctl("budget", "import", self.write("8.csv", "통계목,통계목코드,예산 항목,예산액\n사무관리비,201-01,운영비,9000000\n시책추진업무추진비,203-03,운영비,8000000\n"),
                 "--year", "2018", now=now)
        for codes in (("201-01", "201-03"), ("", "201-03")):
            self.change_accounts(2018, *[("사무관리비", code) for code in codes])
            for n, x in enumerate(self.json("budget", "show", "--year", "2018")["lines"]):
                self.ctl("budget", "carry", "--line", str(x["id"]), "--amount", str(1000 + n), "--reason", "이월", now=now)
            for year in ("2016", "2018"):
                self.ctl("budget", "close", "--year", year, now=self.OVER_2018)
            self.assertEqual(self.sql("SELECT a.code, l.carried_in FROM budget_line l JOIN budget_account a ON a.id = l.account_id JOIN programme p ON p.id = l.programme_id"
                                      " WHERE year = 2019 AND l.removed_at IS NULL ORDER BY l.id"), [(codes[0], 1000), (codes[1], 1001)])
            for _ in range(4):
                self.ctl("undo")

    def test_account_that_is_another(self):
        """The account that an extract says is not overruled by the only line of that name: the row is told with both."""
        before = self.state()
        path = self.write("x.csv", self.HEADS + f"사무관리비,{BLOG},2016-10-11,1000,가\n시책추진업무추진비,{BLOG},2016-10-12,2000,나\n")
        for options in (["--preview"], []):
            told = self.ctl("budget", "import", path, *options, code=1).err
            self.assertIn(f"Line 3: “{BLOG}” stands in the account “사무관리비 201-01” in the budget of 2016, and not in “시책추진업무추진비”", told)
            self.assertNotIn("Line 2", told)
        self.assertTrue(self.state() == before)
        answer = self.ctl("--json", "budget", "reconcile", path, code=1)
        self.assertIn("Line 3", answer.err)
        by_code = self.write("y.csv", "통계목코드,산출근거명,지출일자,지출액\n" + f"203-03,{BLOG},2016-10-12,2000\n201-01,{BLOG},2016-10-12,2000\n")
        told = self.ctl("budget", "import", by_code, code=1).err
        self.assertIn("Line 2", told)
        self.assertNotIn("Line 3", told)
        self.assertIn("“203-03”", told)

    def test_account_spelled_otherwise(self):
        """An account that is only written otherwise is the same; one that the year has not says nothing; one that is another is refused."""
        self.ctl("budget", "import", self.write("8.csv", "통계목,통계목코드,예산 항목,예산액\n사무관리비,201-01,운영비,9000000\n시책추진업무추진비,203-03,간담회,100000\n"),
                 "--year", "2018", now="2018-03-02T10:00:00+09:00")
        heads = "통계목,통계목코드,산출근거명,지출일자,지출액,문서번호\n"
        same = (",20101", "201-01,", "20101,", "사무 관리비,", "201-01-사무관리비,", "201-01사무관리비,", "사무관리비 201-01,", "일반운영비/사무관리비,", "201 일반운영비,",
                "사무관리비,201", ",201-01", "사무관리비,301-99", "없는과목,", ",999-99", "일반운영비,")
        path = self.write("s.csv", heads + "".join(f"{account},운영비,2018-02-01,{n + 1},가-{n}\n" for n, account in enumerate(same)))
        self.assertEqual(self.ctl("budget", "import", path, "--preview", now="2018-03-02T10:00:00+09:00").err, "")
        self.assertEqual(self.ctl("budget", "import", path, now="2018-03-02T10:00:00+09:00").rows[-1], [str(len(same)), "0"])
        self.ctl("budget", "reconcile", path, now="2018-03-02T10:00:00+09:00")
        other = (",20303", "203-03,", "시책추진 업무추진비,", "203-03-시책추진업무추진비,", "203 업무추진비,", "업무추진비>시책추진업무추진비,", "사무관리비,203-03")
        path = self.write("o.csv", heads + "".join(f"{account},운영비,2018-02-01,1,나\n" for account in other))
        told = self.ctl("budget", "import", path, now="2018-03-02T10:00:00+09:00", code=1).err
        for n in range(len(other)):
            self.assertIn(f"Line {n + 2}: “운영비” stands in the account “사무관리비 201-01” in the budget of 2018", told)

    def test_extract_of_accounts(self):
        """An extract that names only an account, or the programme, gets the lines that it has, to say which; one alone is the one."""
        lines = [x for x in self.json("budget", "show", "--year", "2016")["lines"] if not x["heading"]]
        office, other = [x for x in lines if x["account"] == "사무관리비"], [x for x in lines if x["account"] != "사무관리비"]
        programme = self.json("budget", "show", "--year", "2016")["programme"]
        named = ", ".join(f"{x['id']} ({x['name']})" for x in office[:6])
        before = self.state()
        heads = "세부사업명,통계목,지출일자,지출액\n"
        several = f"but the account “사무관리비 201-01” of the budget of 2016, which has {len(office)} lines: {named} …. Write the number or the name of the one that is meant instead."
        for text, name in (("통계목,지출일자,지출액\n사무관리비,2016-10-12,151\n", "사무관리비"), ("통계목,지출일자,지출액\n사무관리비(201-01),2016-10-12,151\n", "사무관리비(201-01)"),
                           ("통계목,지출일자,지출액\n201-01,2016-10-12,151\n", "201-01"), (heads + f"{programme},사무관리비,2016-10-12,151\n", "사무관리비"), (heads.replace("세부", "") + f"{programme},사무관리비,2016-10-12,151\n", programme),
                           (heads + "사무관리비,사무관리비,2016-10-12,151\n", "사무관리비")):
            for verb in (["import"], ["import", "--preview"], ["reconcile"]):
                told = self.ctl("budget", *verb, self.write("x.csv", text), code=1).err
                self.assertIn(f"Line 2: “{name}” names no line, {several}", told, text)
                self.assertNotIn("There is no budget line", told)
        self.assertIn(several, self.ctl("budget", "execute", "--line", "사무관리비", "--amount", "1", code=1).err)
        self.assertIn("There is no budget line “없는 것”", self.ctl("budget", "import", self.write("x.csv", "통계목,지출일자,지출액\n없는 것,2016-10-12,151\n"), code=1).err)
        self.assertTrue(self.state() == before)
        # Said which, by number or by name, it is that one; and an account with one line alone says enough.
        path = self.write("x.csv", f"통계목,지출일자,지출액\n{office[1]['id']},2016-10-12,151\n{office[0]['name']},2016-10-12,152\n{other[0]['account']},2016-10-12,153\n")
        self.assertEqual(len(other), 1)
        self.assertEqual([(r["line"], r["amount"]) for r in self.json("budget", "import", path, "--preview")["rows"]], [(str(office[1]["id"]), 151), (office[0]["name"], 152), (other[0]["account"], 153)])
        self.assertEqual(self.json("budget", "import", path)["added"], 3)
        self.assertEqual([self.line(x["name"])["executed"] - x["executed"] for x in (office[1], office[0], other[0])], [151, 152, 153])

    def test_reconcile_with_an_ambiguous_name(self):
        """A name that several lines have is said with them, and what the ledger has of them all is no difference."""
        now = "2018-03-02T10:00:00+09:00"
        self.ctl("budget", "import", self.write("b.csv", self.SHEET), "--year", "2018", now=now)
        ids = [x["id"] for x in self.json("budget", "show", "--year", "2018")["lines"] if x["name"] == "운영비"]
        rows = ((ids[0], 1000, "가"), (ids[1], 2000, "나"), (ids[1], 1000, "다"))
        for line, won, document in rows:
            self.execute(str(line), won, "--date", "2018-02-01", "--document", document, now=now)
        text = self.HEADS + "".join(f"사무관리비,운영비,2018-02-01,{won},{document}\n" for _line, won, document in rows)
        for name, changed in (("x.csv", text), ("y.csv", text.replace("가", "").replace("다", ""))):
            answer = self.ctl("--json", "budget", "reconcile", self.write(name, changed), now=now, code=1)
            for line in (2, 3, 4):
                self.assertIn(f"Line {line}: “운영비” is the name of more than one line of the budget of 2018: {ids[0]} (시대표 블로그), {ids[1]} (SNS)", answer.err)
            found = json.loads(answer.out)
            self.assertEqual(found["differences"], [])
            self.assertEqual([(x["line_id"], x["line"], x["file"], x["ledger"], x["difference"]) for x in found["lines"]], [(None, "운영비", 4000, 4000, 0)])
        # What is different stays so.
        answer = self.ctl("--json", "budget", "reconcile", self.write("z.csv", text.replace("2000", "2500")), now=now, code=1)
        found = json.loads(answer.out)
        self.assertEqual([(d["kind"], d["file"], d["ledger"]) for d in found["differences"]], [("file", 2500, None), ("ledger", None, 2000)])
        self.assertEqual([x["difference"] for x in found["lines"]], [500])

    def sheet(self, text, year, heads="통계목,예산 항목,예산액\n", code=None):
        """Looks at a sheet, then takes it. Returns what is said and the lines that come."""
        path = self.write("s.csv", heads + text)
        told = self.ctl("budget", "import", path, "--year", str(year), "--programme", "x", "--preview", code=code).err.splitlines()
        self.assertEqual(self.ctl("budget", "import", path, "--year", str(year), "--programme", "x", code=code).err.splitlines(), told)
        if code:
            self.assertNotIn(year, [x[0] for x in self.sql("SELECT year FROM programme")])
            return told, []
        lines = [(x["name"], x["amount"]) for x in self.json("budget", "show", "--year", str(year))["lines"]]
        self.assertEqual(self.ctl("budget", "import", path, "--year", str(year)).rows[-1], ["0", str(len(lines))])
        return told, lines

    def test_account_without_lines_comes_first(self):
        """A sheet that begins with an account which has an amount and no lines: it is a line of that name if the sheet says so, which is told."""
        rest = "사무관리비,하나,1000\n사무관리비,둘,2000\n"
        taken = "“시책추진업무추진비” has no lines of its own and was taken as a line of 4,000 won."
        lines = [("시책추진업무추진비", 4000), ("하나", 1000), ("둘", 2000)]
        self.assertEqual(self.sheet("시책추진업무추진비,,4000\n" + rest + "계,,7000\n", 2018), ([f"sotongctl: Line 2: {taken}"], lines))
        self.assertEqual(self.sheet("합계,,7000\n시책추진업무추진비(203-03),,4000\n" + rest, 2019), ([f"sotongctl: Line 3: {taken}"], lines))
        by_code = "통계목,통계목코드,예산 항목,예산액\n"
        self.assertEqual(self.sheet("시책추진업무추진비,203-03,,4000\n사무관리비,201-01,하나,1000\n,,둘,2000\n", 2020, by_code), ([f"sotongctl: Line 2: {taken}"], lines))
        # With lines of its own, wherever they stand, it is their sum; and so is the sum of all under the programme's name.
        for n, first in enumerate(("사무관리비,,3000\n", "소통 활성화,,3000\n", "소통 활성화,,3000\n사무관리비,,3000\n", "소통,,3000\n홍보,,3000\n")):
            self.assertEqual(self.sheet(first + rest, 2021 + n), ([], lines[1:]))
        self.assertEqual(self.sheet("시책추진업무추진비,,4000\n", 2026), ([f"sotongctl: Line 2: {taken}"], lines[:1]))

    def test_sum_of_the_programme_is_no_line(self):
        """A sum under the programme's name that the lines miss by a won is told, and the budget does not come twice."""
        rest = "사무관리비,하나,218000\n시책추진업무추진비,둘,200001\n"
        said = "“도시홍보사업” says 418,000 won, and its lines add up to 418,001 won."
        lines = [("하나", 218000), ("둘", 200001)]
        for n, more in enumerate(("", "계,,418001\n", "계,,418000\n")):
            told, found = self.sheet("도시홍보사업,,418000\n" + rest + more, 2018 + n)
            self.assertEqual((told[0], found), (f"sotongctl: Line 2: {said}", lines))
            self.assertEqual(len(told), 2 if n == 2 else 1)

    def test_sheet_of_accounts_alone(self):
        """Accounts without lines are taken alike: as lines, where their codes or the sheet's sums say so, or none of them."""
        accounts = "사무관리비,,1000\n시책추진업무추진비,,2000\n"
        lines = [("사무관리비", 1000), ("시책추진업무추진비", 2000)]
        taken = [f"“{name}” has no lines of its own and was taken as a line of {won:,} won." for name, won in lines]
        for n, (text, first) in enumerate(((accounts + "계,,3000\n", 2), ("소통,,3000\n" + accounts, 3), ("소통,,3000\n" + accounts + "합계,,3000\n", 3),
                                           ("사무관리비(201-01),,1000\n203-03 시책추진업무추진비,,2000\n", 2))):
            self.assertEqual(self.sheet(text, 2018 + n), ([f"sotongctl: Line {first + i}: {taken[i]}" for i in range(2)], lines))
        told, _none = self.sheet(accounts, 2022, code=1)
        for n, (name, _won) in enumerate(lines):
            self.assertIn(f"Line {n + 2}: the account “{name}” has no lines.", told[n])
        # The sum of a part, between the lines, is none of them, nor is it passed over.
        told, _none = self.sheet("사무관리비,하나,1000\n시정소식지,,2000\n시책추진업무추진비,둘,2000\n", 2023, code=1)
        self.assertIn("Line 3: the account “시정소식지” has no lines.", told[0])
        # Of several lines one account without any, at the end
        self.assertEqual(self.sheet("사무관리비,하나,1000\n시책추진업무추진비,,2000\n계,,3000\n", 2024), ([f"sotongctl: Line 3: {taken[1]}"], [("하나", 1000), lines[1]]))

    def test_name_of_a_new_budget(self):
        """A year's first budget is called as is said, or as its sheet is headed, or by its year; never by its file. The answer says how."""
        body = "통계목,예산 항목,예산액\n사무관리비,하나,1000\n"
        for year, text, name in ((2018, "시민 소통 활성화 예산,,\n(단위 : 원),,\n" + body, "시민 소통 활성화 예산"), (2019, "(단위 : 원),,\n" + body, "Budget of 2019"),
                                 (2020, body, "Budget of 2020")):
            path = self.write("파일 이름.csv", text)
            for options in (["--preview"], []):
                self.assertIn(f"The budget of {year} is called “{name}”", self.ctl("budget", "import", path, "--year", str(year), "--preview").err)
            self.assertEqual(self.json("budget", "import", path, "--year", str(year))["programme"], name)
            self.assertIsNone(self.json("budget", "import", path, "--year", str(year))["programme"])
            self.assertEqual(self.sql("SELECT name FROM programme WHERE year = ?", year), [(name,)])
        # A remark, a day, the heading of some columns is no name; what speaks of a budget is it before what does not.
        for above, name in ((",,당초예산\n", None), (",,2018년도 편성안\n", None), ("작성일 : 2016. 12. 20.,,\n", None), ("2016. 12. 20.,,\n", None), ("2016-12-20 출력,,\n", None),
                            ("작성자 홍길동,,\n", None), ("담당부서 뉴미디어담당관,,\n", None), ("예산액(천원),,\n", None), ("- 1 -,,\n", None), ("<단위 천원>,,\n", None),
                            ("시민과 함께,,\n,,\n2018년 세출예산 명세,,\n2017. 11. 3.,,\n,,당초예산\n", "2018년 세출예산 명세"), ("시민과 함께,,\n,,당초\n", "시민과 함께")):
            path = self.write("t.csv", above + body)
            self.assertIn(f"The budget of 2023 is called “{name or 'Budget of 2023'}”", self.ctl("budget", "import", path, "--year", "2023", "--preview").err, above)
        # A title may have a colon; a word with a colon behind it, an amount, a person or a day is a remark, and what is called the name is it.
        for above, name in (("2027년 예산: 시민과 함께", "2027년 예산: 시민과 함께"), ("소통 2027 ： 시민과 함께", "소통 2027 ： 시민과 함께"), ("세출예산명세서 : 뉴미디어", "세출예산명세서 : 뉴미디어"),
                            ("사업명 : 시민과의 소통", "시민과의 소통"), ("세부 사업: 시민과의 소통: 2027", "시민과의 소통: 2027"), ("제 목 : 소통", "소통"), ("사업명 :", None),
                            ("소관 : 시민소통기획관", None), ("실·국: 시민소통기획관", None), ("작 성 자 : 홍길동", None), ("예산 담당자: 홍길동", None), ("2016년 예산 : 418,000천원", None),
                            ("자료 출처: e호조", None), ("예산 총액: 약 4억원", None), ("출력 09:30", None), ("https://example.org", None), ("사업기간 : 연중", None),
                            ("회계 구분 : 일반회계", None), ("예산 구분: 본예산", None), ("예산 과목: 201-01", None), ("조회 조건: 전체", None), ("조직 명 : 시민소통기획관", None),
                            ("출력 자: 홍길동", None), ("소관 기관: 서울시", None), ("인쇄물 제작 사업: 시민과 함께", "인쇄물 제작 사업: 시민과 함께")):
            path = self.write("t.csv", f'"{above}",,\n\n' + body)
            self.assertIn(f"The budget of 2023 is called “{name or 'Budget of 2023'}”", self.ctl("budget", "import", path, "--year", "2023", "--preview").err, above)
        self.ctl("budget", "import", self.path("파일 이름.csv"), "--year", "2021", korean=True)
        self.assertEqual(self.sql("SELECT name FROM programme WHERE year = 2021"), [("2021년 예산",)])
        self.assertEqual(self.ctl("budget", "import", self.path("파일 이름.csv"), "--year", "2022", "--programme", "소통").err, "")
        self.assertEqual(self.sql("SELECT name FROM programme WHERE year = 2022"), [("소통",)])

    def test_year_without_a_budget(self):
        """Which years have a budget is said, and where a later statement's figures of the year are found."""
        for verb in (["report", "budget", "--period", "2014", "-o", self.path("x.csv")], ["budget", "pace", "--year", "2014"]):
            told = self.ctl(*verb, code=1).err
            self.assertIn("no budget for the year 2014. Years with a budget: 2016. What a later statement prints of it is shown by “sotongctl budget show --year”", told)
        told = self.ctl("report", "budget", "--period", "2030", "-o", self.path("x.csv"), code=1).err
        self.assertIn("no budget for the year 2030. Years with a budget: 2016.", told)
        self.assertNotIn("statement", told)
        self.assertIn("280395000", self.ctl("budget", "show", "--year", "2014").out)

    def test_lines_that_are_wrong(self):
        """Of each line that cannot be taken it is said which cell; a basis that comes to something else is said, and taken as it is."""
        heads = "과목,예산 항목,예산액,산출식\n"
        path = self.write("bad.csv", heads + ",블로그,1000,\n사무관리비,하나,1,\n사무관리비,,2000,\n사무관리비,둘,,\n사무관리비,셋,-5,\n")
        for options in (["--preview"], []):
            said = self.ctl("budget", "import", path, "--year", "2018", *options, code=1).err
            for line in ("Line 2: its account is missing", "Line 4: the budget line has no name", "Line 5: the column “예산액” is empty",
                         "Line 6: a budget line is not below nothing"):
                self.assertIn(line, said)
        self.assertNotIn(2018, [x[0] for x in self.sql("SELECT year FROM programme")])
        path = self.write("basis.csv", heads + "사무관리비,블로그,6000001,\"150,000원*40회\"\n사무관리비,행사,6000000,\"150,000원*40회\"\n")
        for options in (["--preview"], []):
            done = self.ctl("budget", "import", path, "--year", "2018", *options)
            self.assertEqual(done.rows[-1], ["2", "0"])
            self.assertIn("Line 2: “블로그” is 6,000,001 won, and its basis of calculation 150,000원*40회 comes to 6,000,000 won", done.err)
            self.assertNotIn("Line 3", done.err)

    def test_two_years_open(self):
        self.write("2017.csv", "통계목명,통계목코드,세부 산출내역,산출식,예산액(천원)\n사무관리비,201-01,○ 시대표 블로그 운영 및 행사,,\"80,000\"\n"
                               "사무관리비,,- 블로그 운영 및 관리,\"160,000원*500건\",80000\n시책추진업무추진비,203-03,업무추진,\"4,000,000원\",4000\n")
        self.refused_import = self.ctl("budget", "import", self.path("2017.csv"), code=1)
        self.assertIn("--year", self.refused_import.err)
        self.assertEqual(self.json("budget", "import", self.path("2017.csv"), "--year", "2017", "--programme", "소통 2017")["added"], 3)
        self.assertEqual(self.json("budget", "import", self.path("2017.csv"), "--year", "2017")["added"], 0)
        self.assertEqual(self.whole("2017")["amount"], 84000000)
        self.assertEqual([x["heading"] for x in self.json("budget", "show", "--year", "2017")["lines"]], [True, False, False])
        costs = {x["line"]: (x["unit_planned"], x["quantity"]) for x in self.json("budget", "show", "--costs", "--year", "2017")["costs"]}
        self.assertEqual((costs[BLOG], costs["업무추진"]), ((160000, 500), (4000000, 1)))
        self.execute(BLOG, 160000, "--date", "2017-02-01", now="2017-02-01")
        self.execute(BLOG, 150000, "--date", "2016-12-30", now="2017-02-01")
        self.execute(BLOG, 1000, "--year", "2016", "--date", "2016-12-31", now="2017-02-01")
        self.assertEqual(self.line(BLOG, "2017")["executed"], 160000)
        self.assertEqual(self.line(BLOG, "2016")["executed"], 57600000 + 151000)
        self.assertEqual(self.json("budget", "pace", "--year", "2017", now="2017-02-01")["executed"], 160000)
        self.balanced("2016")
        self.balanced("2017")

    # ---- pace ----

    def test_pace(self):
        pace = self.json("budget", "pace", now="2016-05-20")
        self.assertEqual((pace["target_day"], pace["target_percent"], pace["target_amount"], pace["available"]), ("2016-06-30", 58, 242440000, 418000000))
        self.assertEqual(pace["even_today"], 418000000 * 141 // 366)
        self.assertEqual(pace["target_today"], 242440000 * 141 // 182)
        self.assertEqual(pace["verdict"], "behind")
        self.assertEqual(pace["needed"], 242440000 - pace["executed"])
        self.assertEqual(pace["payments_needed"], -(-pace["needed"] // pace["usual_payment"]))
        self.assertEqual(pace["days_left"], 41)
        self.assertTrue(pace["executed"] < pace["forecast_low"] <= pace["forecast"] <= pace["forecast_high"] <= 418000000)
        self.assertEqual(pace["points"][-1]["even"], 418000000)
        self.assertEqual([p["actual"] for p in pace["points"] if p["day"] > "2016-05-20"], [None] * 8)
        self.assertEqual(self.json("budget", "pace")["verdict"], "missed")
        self.ctl("budget", "target", "60", "--by", "2016-12-31")
        self.assertEqual((self.json("budget", "pace")["target_amount"], self.json("budget", "pace")["verdict"]), (250800000, "reached"))
        self.ctl("undo")
        self.assertEqual(self.json("budget", "pace")["target_percent"], 58)
        for bad in (["0", "--by", "2016-06-30"], ["101", "--by", "2016-06-30"], ["50"], ["50", "--by", "x"]):
            self.refused("budget", "target", *bad)
        early = self.json("budget", "pace", now="2015-12-01")
        self.assertEqual((early["executed"], early["forecast"]), (0, None))
        self.assertEqual(self.json("budget", "pace", "--line", ADS)["available"], 15000000)

    # ---- import and reconciliation ----

    EXTRACT = ("원장 추출\n\n구분,산출근거명,지출일자,지출액,거래처,적요,문서번호\n"
               f"지출,{BLOG},2016. 10. 12.,\"150,000\",필진,원고료,결의-1\n지출,{BLOG},2016. 10. 12.,\"150,000\",필진,원고료,결의-1\n"
               f"원인행위,{MOBILE},20161011,\"200,000원\",업체,유지보수,계약-9\n지출,{MOBILE},2016-10-13,200천원,업체,유지보수,결의-2\n합계,합계,,700000,,,\n")

    def test_import(self):
        path = self.write("원장 추출.csv", self.EXTRACT)
        before = self.json("budget", "show")
        preview = self.json("budget", "import", path, "--preview")
        self.assertEqual((preview["added"], preview["known"]), (4, 0))
        self.assertEqual(self.ctl("budget", "import", path, "--preview").rows[-1], ["4", "0"])
        self.assertEqual([(r["state"], r["kind"], r["amount"]) for r in preview["rows"]],
                         [("new", "payment", 150000), ("new", "payment", 150000), ("new", "commitment", 200000), ("new", "payment", 200000)])
        self.assertEqual(self.json("budget", "show"), before)
        for counts in ((4, 0), (0, 4)):
            done = self.json("budget", "import", path)
            self.assertEqual((done["added"], done["known"]), counts)
        self.assertEqual(self.ctl("budget", "import", path, "--preview").rows[-1], ["0", "4"])
        self.assertEqual(self.line(BLOG)["executed"], 57900000)
        self.assertEqual((self.line(MOBILE)["committed"], self.line(MOBILE)["executed"]), (10000000, 10000000))
        self.balanced()
        self.ctl("undo")
        self.assertEqual(self.json("budget", "show"), before)

    def test_import_that_fails(self):
        before = self.json("budget", "show")
        path = self.write("bad.csv", f"line,date,amount\n{BLOG},2016-10-12,100\n없는 항목,2016-10-12,100\n{BLOG},2016-13-12,100\n{BLOG},2016-10-12,1.5\n")
        answer = self.ctl("budget", "import", path, code=1)
        for line in ("Line 3", "Line 4: “2016-13-12” in the column “date” is not a day", "Line 5: “1.5” in the column “amount” is not a whole amount"):
            self.assertIn(line, answer.err)
        over = self.write("over.csv", f"line,date,amount\n{BLOG},2016-10-12,100\n{MOBILE},2016-10-12,200001\n")
        self.assertIn("Line 3", self.ctl("budget", "import", over, code=1).err)
        cut = f"line,date,amount\n{BLOG},2016-10-12,100\n".encode() + f"{BLOG}".encode()[:-1] + b",2016-10-12,100\n"
        self.assertIn("line 3: Column 1 holds bytes that are no text in UTF-8", self.ctl("budget", "import", self.write("cut.csv", cut), code=1).err)
        self.assertIn("--map", self.ctl("budget", "import", self.write("x.csv", "a,b\n1,2\n"), code=1).err)
        self.ctl("budget", "import", self.write("empty.csv", ""), code=1)
        self.ctl("budget", "import", self.path("none.csv"), code=1)
        self.ctl("budget", "import", self.write("no.xlsx", b"PK\x03\x04 no workbook"), code=1)
        self.assertEqual(self.json("budget", "show"), before)

    def test_mapping(self):
        path = self.write("m.csv", f"항,언제,얼마,x\n{BLOG},2016/10/12,150001,1\n".encode("cp949"))
        self.ctl("budget", "import", path, code=1)
        self.ctl("budget", "import", path, "--map", "line=항,date=언제,amount=9", code=1)
        self.ctl("budget", "import", path, "--map", "wer=1", code=1)
        self.assertEqual(self.json("budget", "import", path, "--map", "line=항,date=언제,amount=3")["added"], 1)
        # Such a file is known from then on, to import and to compare; what a column is can be said anew, or that it is none.
        again = self.write("n.csv", f"항,언제,얼마,x\n{BLOG},2016/10/12,150002,1\n{BLOG},2016/10/12,150001,1\n")
        self.assertEqual((self.json("budget", "import", again)["added"], self.json("budget", "import", again)["known"]), (1, 2))
        self.assertEqual([d for d in self.json("budget", "reconcile", again)["differences"] if d["kind"] != "ledger"], [])
        self.assertIn("amount=언제", self.ctl("budget", "import", again, "--map", "line=1,amount=2,date=", code=1).err)
        self.ctl("budget", "import", again, "--map", "", code=1)

    def test_mapping_below_a_title(self):
        """Where no heading is known the headings are the first full row, not the title above them."""
        path = self.write("제목.csv", f"우리 과 장부,,\n,,\n가,나,다\n{BLOG},2016-10-12,4321\n")
        self.assertEqual(self.json("budget", "import", path, "--map", "line=가,date=나,amount=다")["added"], 1)

    def test_names_of_columns(self):
        """What offices call the line where its basis is not named; an account beside it is not the line."""
        for n, head in enumerate(("지급일,과목,사업명,지급액", "계약일자,통계목명,내역사업,계약금액(원)", "day,account,name,amount")):
            path = self.write("이름.csv", f"{head}\n2016-10-12,사무관리비,{PAPER},{1001 + n}\n")
            self.assertEqual(self.json("budget", "import", path)["added"], 1, head)
        both = self.write("둘.csv", f"사업명,산출근거명,지출일자,지출액\n소셜미디어를 통한 시민과의 소통 활성화,{BLOG},2016-10-12,2001\n")
        self.assertEqual([r["line"] for r in self.json("budget", "import", both, "--preview")["rows"]], [BLOG])

    def test_unit_above_the_columns(self):
        """“(단위 : 천원)” above the columns holds for each amount that names no unit of its own, and that it was read so is told."""
        body = "사무관리비,하나,1500\n사무관리비,둘,\"2,000,000원\"\n"
        for above, head, first, told in (("(단위 : 천원),,", "예산액", 1500000, True), ("2018년 예산 (단위:천원),,", "예산액", 1500000, True), (",,단위 : 백만원", "예산액", 1500000000, True),
                                         ("[ 천원 ],,", "예산액", 1500000, True), ("\"(단위 : 건, 천원)\",,", "예산액", 1500000, True), ("(단위 : 원),,", "예산액", 1500, False),
                                         ("(단위 : 천원),,", "예산액(원)", 1500, False), ("단위사업 : 홍보 지원,,", "예산액", 1500, False), ("시민과 함께,,", "예산액(백만원)", 1500000000, False),
                                         ("시민과 함께,,", "예산액_천원", 1500000, False)):
            path = self.write("단위.csv", f"{above}\n통계목,예산 항목,{head}\n{body}")
            done = self.ctl("--json", "budget", "import", path, "--year", "2018", "--preview")
            self.assertEqual([r["amount"] for r in done.json["rows"]], [first, 2000000], (above, head))
            self.assertEqual("stands above the columns" in done.err, told, (above, head, done.err))
        # Written in any of the ways that sheets have; what speaks of something else is none.
        for above, head, first in (("（단위 ： 천원）,,", "예산액", 1500000), ("※ 단위 : 천원(부가세 포함),,", "예산액", 1500000), ("〈단위∶千원〉,,", "예산액", 1500000),
                                   ("(천원 단위),,", "예산액", 1500000), ("(단위 : 천원 미만 절사),,", "예산액", 1500000), ("\"(단위 : 원, 천원 미만 절사)\",,", "예산액", 1500), ("(단위 : 1천원),,", "예산액", 1500000), ("\"(단위 : 1,000원)\",,", "예산액", 1500000),
                                   ("2018년 예산(백만원),,", "예산액", 1500000000), ("단위,천원,", "예산액", 1500000), ("(단위 : 십억원),,", "예산액", 1500000000000),
                                   ("(단위 : 천원),,", "예산액(단위 원)", 1500), ("(단위 : 천원),,", "\"예산액(VAT포함, 원)\"", 1500), ("(단위 : 천원),,", "예산액(₩)", 1500),
                                   ("시민,,", "예산액(단위 백만원)", 1500000000), ("시민,,", "예산액（백만 원）", 1500000000), ("시민,,", "예산액_백만원", 1500000000),
                                   ("시민,,", "예산액(십만원)", 150000000), ("시민,,", "예산액[억원]", 150000000000), ("총예산,418000,천원", "예산액", 1500),
                                   ("총예산(단위: 천원),418000,", "예산액", 1500), ("홍보 지원(5천원),,", "예산액", 1500), ("\"홍보 지원(1,000원)\",,", "예산액", 1500),
                                   ("단위과제 : 천원,,", "예산액", 1500), ("시민,,", "\"예산액(1,000,000원)\"", 1500)):
            path = self.write("단위.csv", f"{above}\n통계목,예산 항목,{head}\n사무관리비,하나,1500\n")
            done = self.ctl("--json", "budget", "import", path, "--year", "2018", "--preview")
            self.assertEqual([r["amount"] for r in done.json["rows"]], [first], (above, head, done.err))
        for rows in ("통계목,예산 항목,예산액\n,,(천원)", "통계목,예산 항목,예산액\n,,천원", "통계목,예산 항목,예산액\n,,(단위: 천원)", "통계목,예산 항목,예산액,(단위: 천원)"):
            path = self.write("단위.csv", f"시민,,\n{rows}\n사무관리비,하나,1500\n")
            self.assertEqual([r["amount"] for r in self.json("budget", "import", path, "--year", "2018", "--preview")["rows"]], [1500000], rows)
        # Another table's, or in the wrong place: nothing is guessed.
        for above in ("예산 현황 (단위: 천원),,\n예산현액,418000,", "예산현액,\"418,000\",(단위: 천원)"):
            path = self.write("단위.csv", f"{above}\n지출 내역,,\n통계목,예산 항목,예산액\n사무관리비,하나,1500\n")
            self.assertIn("stands above other figures", self.ctl("budget", "import", path, "--year", "2018", code=1).err)
        for name in ("지출(천원).csv", "지출_백만원.csv", "지출(단위 천원).csv"):
            path = self.write(name, "통계목,예산 항목,예산액\n사무관리비,하나,1500\n")
            self.assertIn("Only the file's name says", self.ctl("budget", "import", path, "--year", "2018", code=1).err)
            path = self.write(name, "통계목,예산 항목,예산액(원)\n사무관리비,하나,1500\n")
            self.assertEqual([r["amount"] for r in self.json("budget", "import", path, "--year", "2018", "--preview")["rows"]], [1500])
        path = self.write("단위.csv", "(단위: 천원),,\n회계연도,2018,20180102\n통계목,예산 항목,예산액\n사무관리비,하나,1500\n")
        self.assertEqual([r["amount"] for r in self.json("budget", "import", path, "--year", "2018", "--preview")["rows"]], [1500000])
        path = self.write("단위.csv", "통계목,예산 항목,예산액\n사무관리비,하나,1500\n,,(단위: 천원)\n")
        self.assertIn("Line 3: “(단위: 천원)” says in what the amounts are, but stands below them.", self.ctl("budget", "import", path, "--year", "2018", code=1).err)
        path = self.write("아래.csv", f"산출근거명,지출일자,지출액\n{BLOG},2016-10-12,151\n※ 단위: 천원,,\n")
        self.assertIn("stands below them", self.ctl("budget", "import", path, code=1).err)
        path = self.write("단위.csv", "시민,,\n통계목,예산 항목,예산액\n,,(천 달러)\n사무관리비,하나,1500\n")
        self.assertIn("Line 3", self.ctl("budget", "import", path, "--year", "2018", code=1).err)
        path = self.write("지출.csv", f"지출 내역 (단위: 천원),,\n산출근거명,지출일자,지출액\n{BLOG},2016-10-12,151\n")
        self.assertEqual([r["amount"] for r in self.json("budget", "import", path, "--preview")["rows"]], [151000])
        self.assertEqual(self.json("budget", "import", path)["added"], 1)
        self.assertEqual([d for d in self.json("budget", "reconcile", path)["differences"] if d["file"] is not None], [])
        self.assertIn("stands above the columns", self.ctl("budget", "reconcile", path).err)

    def amounts(self, rows, heads, *args):
        """What a budget of 2018 (with 예산액 to be read) or an extract of 2016 (with 집행액) has been understood as, over CSV and over XLSX; or the sentence that refuses it."""
        answers = []
        for name, write in (("표.csv", self.write_rows), ("표.xlsx", self.write_book)):
            path = write(name, rows + heads)
            done = self.ctl("--json", "budget", "import", path, "--year", "2018" if args != ("extract",) else "2016", "--preview", code=None)
            answers.append([r["amount"] for r in done.json["rows"]] if done.code == 0 else done.err)
        self.assertEqual(str(answers[0]).replace("표.csv", ""), str(answers[1]).replace("표.xlsx", ""))
        return answers[0]

    def write_rows(self, name, rows):
        path = self.path(name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    def write_book(self, name, rows):
        cells = "".join("<row>" + "".join(f"<c><v>{cell}</v></c>" if not isinstance(cell, str) else f"<c t='inlineStr'><is><t>{html.escape(cell)}</t></is></c>" for cell in row) + "</row>" for row in rows)
        with zipfile.ZipFile(self.path(name), "w") as book:
            book.writestr("xl/worksheets/sheet1.xml", f"<?xml version='1.0' encoding='UTF-8'?><worksheet><sheetData>{cells}</sheetData></worksheet>")
        return self.path(name)

    def test_units_of_named_columns(self):
        """“(예산: 천원, 집행: 원)”: each column is read in its own unit; where it is not clear which, nothing is read."""
        budget = [["통계목", "예산 항목", "예산액", "집행액"], ["사무관리비", "하나", 1500, 700]]
        paid = [["산출근거명", "지출일자", "예산액", "집행액"], [BLOG, "2016-10-12", 1500, 700]]
        for above in ("(예산: 천원, 집행: 원)", "(단위 : 예산 천원, 집행 원)", "[단위: 예산액 - 천원 / 집행액 - 원]", "（예산：천원，집행：원）", "예산액(천원), 집행액(원)",
                      "※ 단위: 예산(천원), 집행(원)", "2018년 현황 (예산액: 천원, 집행액: 원)", "(단위: 예산 1,000원, 집행 원)"):
            self.assertEqual(self.amounts([[above]], budget), [1500000], above)
            self.assertEqual(self.amounts([[above]], paid, "extract"), [700], above)
        # Of cells of their own, each above its column; of rows, the lower one; of names without a unit, the next.
        for above in ([["", "", "예산: 천원", "집행: 원"]], [["", "", "(천원)", "(원)"]], [["(단위: 천원)"], ["(집행: 원)"]], [["(예산: 천원", " 집행: 원)"]], [["(단위: 천원, 집행: 원)"]]):
            self.assertEqual(self.amounts(above, budget), [1500000], above)
            self.assertEqual(self.amounts(above, paid, "extract"), [700], above)
        for above, won in (("(예산액·집행액: 천원)", 1500000), ("(단위: 건, 금액: 천원)", 1500000), ("금액: 천원", 1500000), ("(단위:천원)", 1500000), ("[단위 : 천원]", 1500000), ("(단위：천원)", 1500000),
                           ("홍보 지원(5천원)", 1500), ("단위과제 : 천원", 1500), ("구분: 회원, 지원", 1500), ("(단위: 명, 회원)", 1500)):
            self.assertEqual(self.amounts([[above]], budget), [won], above)
        self.assertEqual(self.amounts([], [["산출근거명", "지출일자", "금액(천원)"], [BLOG, "2016-10-12", 151]], "extract"), [151000])
        # The money of another column, two units for one, money that is no won: refused, with what stands above and the column.
        for above in ("(예산현액: 천원, 집행: 원)", "(집행: 원)", "(단위: 천원, 원)", "(천원, 원)", "(단위: 달러)", "(천 달러)", "(단위: 조원)", "(단위: 천)", "(단위: 10천원)", "(예산: 천원, 예산: 원)",
                      "(단위: 부가세 제외 천원)"):
            said = self.amounts([[above]], budget)
            self.assertIn(f"“{above}” stands above the columns, and it is not clear from it in what “예산액” is.", said, above)
        said = self.amounts([["(예산: 천원, 집행: 원)"]], [["산출근거명", "지출일자", "금액"], [BLOG, "2016-10-12", 700]], "extract")
        self.assertIn("in what “금액” is", said)
        # The heading's own unit holds whatever stands above, and so does an amount's.
        self.assertEqual(self.amounts([["(단위: 달러)"]], [["통계목", "예산 항목", "예산액(천원)"], ["사무관리비", "하나", 1500]]), [1500000])
        self.assertIn("The column “예산액(달러)” is in a unit that is not known.", self.amounts([], [["통계목", "예산 항목", "예산액(달러)"], ["사무관리비", "하나", 1500]]))
        path = self.write_rows("이름.csv", [["(예산: 천원, 집행: 원)"]] + budget)
        done = self.ctl("budget", "import", path, "--year", "2018", now="2018-03-02T10:00:00+09:00")
        self.assertIn("The budget of 2018 is called “Budget of 2018”", done.err)
        self.assertIn("“(예산: 천원, 집행: 원)” stands above the columns", done.err)
        self.assertEqual([x["amount"] for x in self.json("budget", "show", "--year", "2018")["lines"]], [1500000])

    def test_column_of_units(self):
        """A column headed “단위” says in what the amount of each row is; what it does not say is never taken for won."""
        heads = ["통계목", "예산 항목", "예산액", "단위"]
        rows = [["사무관리비", "하나", 1500, "천원"], ["사무관리비", "둘", 2500, "원"], ["사무관리비", "셋", 3, "백만원"], ["사무관리비", "넷", "2,000,000원", "천원"], ["사무관리비", "다섯", 1.5, "[천 원]"]]
        self.assertEqual(self.amounts([], [heads] + rows), [1500000, 2500, 3000000, 2000000, 1500])
        self.assertEqual(self.amounts([["(단위: 백만원)"]], [heads] + rows), [1500000, 2500, 3000000, 2000000, 1500])
        self.assertEqual(self.amounts([["(단위: 백만원)"]], [heads, rows[0], ["사무관리비", "둘", 2, ""]]), [1500000, 2000000])
        paid = [["지출일자", "단위", "지출액", "산출근거명"], ["2016-10-12", "천원", 151, BLOG], ["2016-10-13", "원", 151007, BLOG]]
        self.assertEqual(self.amounts([], paid, "extract"), [151000, 151007])
        # Units of pieces and times are none of money; one that is none is refused where the others are.
        self.assertEqual(self.amounts([], [["통계목", "예산 항목", "수량", "단위", "예산액"], ["사무관리비", "하나", 500, "건", 1500], ["사무관리비", "둘", 3, "회", 700]]), [1500, 700])
        for cell, said in (("조원", "Line 3: “조원” in the column “단위” is no unit that amounts are taken in. Write 원, 천원"), ("건", "Line 3: “건” in the column “단위”"), ("천 달러", "Line 3: “천 달러” in the"),
                           ("", "Line 3: the column “단위” is empty, and nothing else says in what the amount is.")):
            self.assertIn(said, self.amounts([], [heads, rows[0], ["사무관리비", "둘", 2500, cell]]), cell)
        self.assertIn("Line 2: “달러” in the column “단위”", self.amounts([], [heads, ["사무관리비", "하나", 1500, "달러"]]))
        both = [["통계목", "예산 항목", "예산액(천원)", "단위"], ["사무관리비", "하나", 1500, "천원"]]
        self.assertEqual(self.amounts([], both), [1500000])
        self.assertIn("Line 3: the amounts are headed “예산액(천원)”, and this row says “원”", self.amounts([], both + [["사무관리비", "둘", 1500, "원"]]))
        # Of two such columns the one behind the amounts; else a person says which.
        two = [["통계목", "예산 항목", "예산액", "단위", "집행액", "금액단위"], ["사무관리비", "하나", 1500, "천원", 700, "원"]]
        self.assertEqual(self.amounts([], two), [1500000])
        apart = [["단위", "금액단위", "통계목", "예산 항목", "예산액"], ["원", "천원", "사무관리비", "하나", 1500]]
        self.assertIn("More than one column of “표.", self.ctl("budget", "import", self.write_rows("표.csv", apart), "--year", "2018", code=1).err)
        path = self.write_rows("표.csv", apart)
        for words, won in (("unit=금액단위", 1500000), ("unit=1", 1500), ("unit=", 1500)):
            self.assertEqual([r["amount"] for r in self.json("budget", "import", path, "--year", "2018", "--preview", "--map", words)["rows"]], [won], words)
        # Imported so, the amounts are in the ledger, and the columns are known again.
        path = self.write_rows("지출.csv", paid)
        self.assertEqual(self.json("budget", "import", path)["added"], 2)
        self.assertEqual(self.json("budget", "import", path)["known"], 2)
        self.assertEqual([d for d in self.json("budget", "reconcile", path)["differences"] if d["file"] is not None], [])

    def extract(self, text, *args, **options):
        return self.ctl("--json", "budget", "import", self.write("추출.csv", text), "--preview", *args, **options)

    def test_what_was_bound_is_no_payment(self):
        """What a contract binds is a commitment, also where no row says so, but the headings; where an extract has both, what was paid is read."""
        for head in ("원인행위일자,원인행위번호,산출근거명,원인행위액", "계약일,계약번호,산출근거명,금액", "일자,계약번호,산출근거명,계약금액(원)", "지출원인행위일,문서번호,산출근거명,지출원인행위액"):
            rows = self.extract(f"{head}\n2016-10-12,계약-9,{MOBILE},200000\n").json["rows"]
            self.assertEqual([(r["kind"], r["amount"], r["document"]) for r in rows], [("commitment", 200000, "계약-9")], head)
        # A row that says itself what it is counts; a day of a contract beside a payment makes none of it.
        rows = self.extract(f"구분,원인행위일,산출근거명,원인행위액\n지출,2016-10-12,{MOBILE},1000\n,2016-10-12,{MOBILE},2000\n").json["rows"]
        self.assertEqual([r["kind"] for r in rows], ["payment", "commitment"])
        self.assertEqual([r["kind"] for r in self.extract(f"계약일,산출근거명,지출액\n2016-10-12,{MOBILE},1000\n").json["rows"]], ["payment"])
        for head, kinds in (("금액", ["commitment", "payment"]), ("지출액", ["payment", "payment"])):  # of what was paid “계약” is how it was bought
            rows = self.extract(f"구분,일자,산출근거명,{head}\n계약,2016-10-12,{MOBILE},1000\n지출,2016-10-12,{MOBILE},2000\n").json["rows"]
            self.assertEqual([r["kind"] for r in rows], kinds)
        # What is paid of a contract in parts is paid, and so is its amount on the day of a payment.
        rows = self.extract(f"지급일자,구분,산출근거명,금액\n2016-10-12,계약금,{BLOG},1000\n2016-10-12,계약대금,{BLOG},2000\n").json["rows"]
        self.assertEqual([r["kind"] for r in rows], ["payment", "payment"])
        self.assertEqual([r["kind"] for r in self.extract(f"계약명,계약금액,지급일,산출근거명\n가,1000,2016-10-12,{BLOG}\n").json["rows"]], ["payment"])
        both = (f"원인행위일자,원인행위번호,원인행위액,지출일자,지출결의번호,지출액,산출근거명\n2016-08-01,계약-1,300000,2016-10-12,결의-1,\"150,001\",{BLOG}\n"
                f"2016-08-02,계약-2,400000,,,,{BLOG}\n2016-08-03,계약-3,500000,,,0,{BLOG}\n합계,,1200000,,,150001,\n")
        done = self.extract(both)
        self.assertEqual([(r["kind"], r["date"], r["amount"], r["document"]) for r in done.json["rows"]], [("payment", "2016-10-12", 150001, "결의-1")])
        self.assertIn("the column “원인행위액” was not. To take the commitments name their columns with --map", done.err)
        self.assertIn("Lines 3, 4 have commitments and no payments and were left out.", done.err)
        rows = self.extract(both, "--map", "amount=원인행위액,date=원인행위일자,document=원인행위번호", code=1).json["rows"]
        self.assertEqual([(r["kind"], r["date"], r["amount"], r["document"]) for r in rows[:1]], [("commitment", "2016-08-01", 300000, "계약-1")])

    def test_what_came_back(self):
        """Money that came back is less than nothing whatever its sign in the file; of what was cancelled nothing is guessed."""
        head = "구분,산출근거명,지출일자,지출액,적요\n"
        text = head + f"지출,{BLOG},2016-10-11,300001,가\n반납,{BLOG},2016-10-12,100000,나\n여입결의,{BLOG},2016-10-12,50000,나\n반납,{BLOG},2016-10-13,△25000,나\n"
        done = self.extract(text)
        self.assertEqual([r["amount"] for r in done.json["rows"]], [300001, -100000, -50000, -25000])
        self.assertIn("Lines 3, 4 say that their money came back and were taken as less than nothing.", done.err)
        paid = self.line(BLOG)["executed"]
        path = self.write("반납.csv", text)
        self.assertEqual([self.json("budget", "import", path)["added"] for _ in range(2)], [4, 0])
        self.assertEqual(self.line(BLOG)["executed"], paid + 125001)
        self.assertEqual([d for d in self.json("budget", "reconcile", path)["differences"] if d["file"] is not None], [])
        self.balanced()
        # It may be what the next payment is made from.
        left = self.line(MOBILE)["remaining"]
        rows = [f"지출,{MOBILE},2016-10-11,{left},가", f"반납,{MOBILE},2016-10-12,{left},나", f"지출,{MOBILE},2016-10-13,{left},다"]
        for lines in (rows, rows[::-1]):
            self.assertEqual(self.json("budget", "import", self.write("다시.csv", head + "\n".join(lines) + "\n"))["added"], 3)
            self.assertEqual(self.line(MOBILE)["remaining"], 0)
            self.ctl("undo")
        # What came back of a contract's payment is to be paid of it again: the contract binds what it did.
        self.assertEqual(self.line(BLOG)["committed"], 75000000)
        path = self.write("계약.csv", f"구분,산출근거명,일자,금액,채주,결의번호\n반납,{ADS},2016-10-13,40000,㈜가나,결의-8\n지출,{ADS},2016-10-12,300000,㈜가나,결의-8\n"
                          f"원인행위,{ADS},2016-10-11,300000,㈜가나,계약-8\n지출,{ADS},2016-10-13,100000,㈜다라,결의-9\n반납,{ADS},2016-10-13,100000,㈜다라,결의-9\n")
        before = self.line(ADS)
        self.assertEqual(self.json("budget", "import", path)["added"], 5)
        after = self.line(ADS)
        self.assertEqual((after["committed"] - before["committed"], after["executed"] - before["executed"]), (300000, 260000))
        self.assertEqual([c["unpaid"] for c in self.listed("commitments") if c["document"] == "계약-8"], [40000])
        self.balanced()
        for row, other in (("지출취소", ""), ("지출", "취소"), ("", "반려"), ("지출", "Cancelled")):
            text = f"구분,산출근거명,지출일자,지출액,처리상태\n{row},{BLOG},2016-10-12,1000,{other}\n지출,{BLOG},2016-10-12,2000,지급완료\n지출취소,{BLOG},2016-10-12,-500,취소\n"
            done = self.extract(text, code=1)
            self.assertIn(f"Line 2: it says “{other or row}”, and its amount is above nothing", done.err)
            self.assertEqual([r["amount"] for r in done.json["rows"]], [2000, -500])
        for asked, n in (("Y", 1), ("예", 1), ("N", 2), ("", 2), ("취소", 1)):
            done = self.extract(f"산출근거명,지출일자,지출액,취소여부\n{BLOG},2016-10-12,1000,{asked}\n{BLOG},2016-10-12,2000,N\n", code=None)
            self.assertEqual(len(done.json["rows"]), n, asked)
        # In a column of its own, in its own unit; beside a payment it has no day.
        done = self.extract(f"산출근거명,지출일자,지출액,반납액(천원)\n{BLOG},2016-10-11,300000,0\n{BLOG},2016-10-12,,100\n{ADS},2016-10-13,0,50\n")
        self.assertEqual([r["amount"] for r in done.json["rows"]], [300000, -100000, -50000])
        done = self.extract(f"산출근거명,원인행위액,지출일자,지출액,반납액\n{BLOG},300000,2016-10-12,,1000\n{BLOG},300000,2016-10-12,0,-1000\n")
        self.assertEqual([r["amount"] for r in done.json["rows"]], [-1000, -1000])
        for cell in ("1천", str(-MAX - 1)):
            self.assertIn(f"Line 2: “{cell}” in the column “반납액” is not a whole amount",
                          self.extract(f"산출근거명,지출일자,지출액,반납액\n{BLOG},2016-10-11,300000,{cell}\n{BLOG},2016-10-12,1,-\n", code=1).err)
        # What did not come back, or is paid back to others.
        rows = self.extract("".join([head] + [f"{kind},{BLOG},2016-10-12,1000,가\n" for kind in ("지출(반납 없음)", "반납예정", "반환금", "과오납 환급")])).json["rows"]
        self.assertEqual([r["amount"] for r in rows], [1000] * 4)
        rows = self.extract(f"산출근거명,지출일자,지출액,취소여부\n{BLOG},2016-10-12,1000,미취소\n{BLOG},2016-10-12,2000,취소 없음\n").json["rows"]
        self.assertEqual([r["amount"] for r in rows], [1000, 2000])
        self.assertIn("Line 2: 1,000 won of the amount came back", self.extract(f"산출근거명,지출일자,지출액,반납액\n{BLOG},2016-10-11,300000,1000\n", code=1).err)

    def test_names_that_finance_systems_use(self):
        """Days, numbers and payees as the systems' own sheets head them; the day of the payment goes before that of its entry."""
        for head in ("세부사업명,지출결의일자,지출결의서번호,산출근거명,채주명,지출결의액(원)", "세부사업,지급명령일,지급명령번호,예산과목,거래처명,지급명령액", "세부사업명,이체일자,전표번호,산출내역,상호,이체금액"):
            rows = self.extract(f"{head}\n소통,2016. 10. 12.,제7호,{BLOG},㈜가나,1500\n").json["rows"]
            self.assertEqual([(r["date"], r["document"], r["line"], r["payee"], r["amount"]) for r in rows], [("2016-10-12", "제7호", BLOG, "㈜가나", 1500)], head)
        rows = self.extract(f"회계일자,산출근거명,지출일자,지출액\n2016-10-01,{BLOG},2016-10-12,1500\n").json["rows"]
        self.assertEqual([r["date"] for r in rows], ["2016-10-12"])
        # Beside the plainer ones they stand back, wherever they are: what was imported by these is known again.
        rows = self.extract("지출결의일자,지급명령번호,결의금액,거래처명,과목명,지급일자,결의번호,지급액,채주,통계목,산출내역\n"
                            f"2016-10-10,명-1,5000,거래처,일반운영비,2016-10-12,결-1,1500,㈜가나,사무관리비,{BLOG}\n").json["rows"]
        self.assertEqual([(r["date"], r["document"], r["payee"], r["amount"]) for r in rows], [("2016-10-12", "결-1", "㈜가나", 1500)])
        self.assertEqual([r["payee"] for r in self.extract(f"계약상대자,업체명,일자,산출내역,지출액\n㈜가나,다라,2016-10-12,{BLOG},1\n").json["rows"]], ["㈜가나"])

    def test_numbers_of_one_side(self):
        """What was recorded without a number and comes with one is added, but told of: it may be the same."""
        self.ctl("budget", "execute", "--line", BLOG, "--amount", "1000", "--date", "2016-10-12")
        text = f"전표번호,산출내역,지출일자,지출액\n가,{BLOG},2016-10-12,1000\n나,{BLOG},2016-10-12,1000\n다,{BLOG},2016-10-13,1000\n"
        told = "Line 2 has the budget line, the day and the amount of an entry in the ledger"
        self.assertIn(told, self.extract(text).err)
        path = self.write("번호.csv", text)
        self.assertIn(told, self.ctl("budget", "import", path).err)
        again = self.ctl("--json", "budget", "import", path)
        self.assertEqual((again.json["added"], "document number" in again.err), (0, False))

    def test_headings_in_two_rows(self):
        """Where cells are merged the headings stand in two rows: one above several columns, or one of both rows' height."""
        for n, (above, below, amount) in enumerate((("예산과목,지출,,적요", ",일자,금액,", 1500), ("예산과목,지출(천원),,적요", ",일자,금액,", 1500000), ("예산과목,지출(천원),,적요", ",일자,금액(원),", 1500),
                                                    ("구분,지출,,적요", "예산과목,지출일자,지출액,내용", 1500), ("번호,,,", "예산과목,지출일자,지출액,적요", 1500))):
            path = self.write("두 줄.csv", f"지출 원장,,,\n{above}\n{below}\n{BLOG},2016-10-12,1500,원고료\n")
            rows = self.json("budget", "import", path, "--preview")["rows"]
            self.assertEqual([(r["line"], r["date"], r["amount"], r["file_line"]) for r in rows], [(BLOG, "2016-10-12", amount, 4)], (above, below))
            if n == 0:
                self.assertEqual(self.json("budget", "import", path)["added"], 1)
                self.assertEqual(self.json("budget", "import", path, "--map", "line=1,date=일자,amount=3")["known"], 1)
        # A row that has an amount is none of the headings, whatever its words; nor is one that is not right above or below.
        path = self.write("세 줄.csv", f"항목,,지출,구분\n코드,산출내역,지출일,금액(천원)\n7,{BLOG},2016-10-12,1.5\n")
        self.assertEqual([(r["line"], r["amount"]) for r in self.json("budget", "import", path, "--preview")["rows"]], [(BLOG, 1500)])
        for head, row, amount in (("예산과목,일자,금액,적요", f"{BLOG},2016-10-12,1500,내용", 1500), ("예산과목,일자,금액(천원),거래처구분", f"{BLOG},2016-10-12,132.5,업체", 132500),
                                  ("통계목,일자,금액(천원),거래처구분,예산과목", f",2016. 10. 12.,△0.5,업체,{BLOG}", -500)):
            path = self.write("한 줄.csv", f"{head}\n{row}\n")
            self.assertEqual([r["amount"] for r in self.json("budget", "import", path, "--preview")["rows"]], [amount], row)
        path = self.write("한 줄.csv", f"예산과목,지급일,금액,거래처구분\n{BLOG},시월 초,일백만원,업체\n{BLOG},2016-10-12,1500,업체\n")
        self.assertIn("Line 2: “시월 초”", self.ctl("budget", "import", path, code=1).err)

    def test_sums_of_an_extract(self):
        """Sums stand in whatever column an extract has them in, with or without what they are of; none is a payment."""
        rows = [f"1,2016-10-12,{BLOG},1000,가", "10월 소계,,,1000,", ",월 계,,1000,", f"2,2016-10-13,{BLOG},2000,나", ",,,3000,누 계", ",,합  계,3000,", "총계,,,3000,", ",,,3000,합계"]
        path = self.write("합.csv", "번호,지출일자,예산과목,지출액,적요\n" + "\n".join(rows) + "\n")
        done = self.json("budget", "import", path, "--preview")
        self.assertEqual([r["amount"] for r in done["rows"]], [1000, 2000])
        self.assertIn("Lines 3, 4, 6, 8, 9 say that they are the sums of others", self.ctl("budget", "import", path, "--preview").err)
        # What is of a line and a day is no sum, whatever is said of it; what is of neither and says nothing is told.
        path = self.write("아님.csv", f"번호,지출일자,예산과목,지출액,적요\n1,2016-10-12,{BLOG},1000,합계\n")
        self.assertEqual([r["amount"] for r in self.json("budget", "import", path, "--preview")["rows"]], [1000])
        self.assertNotIn("sum", self.ctl("budget", "import", path, "--preview").err)
        for row in (f"1,2016-10-12,{BLOG},1000,10월 소계산 용역", f"1,2016-10-12,월계동 주민센터,1000,", f"1,,{BLOG},1000,원고료 합계", "1,2016-10-12,,1000,원고료 합계", f"1,,{BLOG},1000,누계수",
                    f"총계상사,,{BLOG},1000,", f"합계동,2016-10-12,,1000,"):
            path = self.write("아님.csv", f"번호,지출일자,예산과목,지출액,적요\n{row}\n2,2016-10-12,{BLOG},1000,나\n")
            answer = self.ctl("--json", "budget", "import", path, "--preview", code=0 if "소계산" in row else 1)
            told = answer.json["problems"] > 0
            self.assertEqual(len(answer.json["rows"]), 1 if told else 2, (row, answer.err))
            self.assertEqual(told, "소계산" not in row, row)
        # A sum that was filled down to has a line and a day.
        for row in (f"소계,2016-10-31,{BLOG},1000,", f"1,2016-10-31,{BLOG},10월 누계,", f"10월 소계,2016-10-31,{BLOG},1000,", "1,2016-10-31,10월 소계,1000,"):
            path = self.write("채움.csv", f"번호,지출일자,예산과목,지출액,적요\n1,2016-10-12,{BLOG},1000,가\n{row}\n")
            answer = self.ctl("--json", "budget", "import", path, "--preview")
            self.assertEqual(len(answer.json["rows"]), 1, row)
            self.assertIn("Line 3 says that it is the sum of others and was left out.", answer.err, row)
        path = self.write("모름.csv", f"번호,지출일자,예산과목,지출액,적요\n1,2016-10-12,{BLOG},1000,가\n,,,1000,\n")
        self.assertIn("Line 3: no cell says of which budget line it is", self.ctl("budget", "import", path, code=1).err)
        path = self.write("영.csv", f"지출일자,예산과목,지출액(천원)\n2016-10-12,{BLOG},1.5\n2016-10-12,{BLOG},0\n")
        self.assertIn("Line 3: the column “지출액(천원)” has no won in it", self.ctl("budget", "import", path, code=1).err)
        self.assertEqual([r["amount"] for r in self.json("budget", "import", path, "--preview", code=1)["rows"]], [1500])

    def test_powers_of_ten_in_a_workbook(self):
        """Programs store larger numbers as 1.5E7, which no person sees there."""
        head = "".join(f"<c t='inlineStr'><is><t>{name}</t></is></c>" for name in ("사업명", "지출일자", "지출액"))
        rows = "".join(f"<row><c t='inlineStr'><is><t>{PAPER}</t></is></c><c><v>{day}</v></c><c><v>{amount}</v></c></row>"
                       for day, amount in (("42655.0", "1.5E7"), ("4.2656E4", "1.2345678e+07"), ("42657", "-1.0E7"), ("42657", "3132456.0000000005")))
        with zipfile.ZipFile(self.path("거듭.xlsx"), "w") as book:
            book.writestr("xl/worksheets/sheet1.xml", f"<?xml version='1.0' encoding='UTF-8'?><worksheet><sheetData><row>{head}</row>{rows}</sheetData></worksheet>")
        self.assertEqual([(r["date"], r["amount"]) for r in self.json("budget", "import", self.path("거듭.xlsx"), "--preview")["rows"]],
                         [("2016-10-12", 15000000), ("2016-10-13", 12345678), ("2016-10-14", -10000000), ("2016-10-14", 3132456)])

    def test_hidden_rows_of_a_workbook(self):
        """Rows that a filter hides are rows of the file, and that they were read is told."""
        head = "".join(f"<c t='inlineStr'><is><t>{name}</t></is></c>" for name in ("사업명", "지출일자", "지출액"))
        rows = "".join(f"<row{hidden}><c t='inlineStr'><is><t>{BLOG}</t></is></c><c><v>42655</v></c><c><v>{amount}</v></c></row>"
                       for hidden, amount in (("", 1000), (" hidden='1'", 2000), (" hidden='true'", 3000), (" hidden='0'", 4000)))
        with zipfile.ZipFile(self.path("숨은 행.xlsx"), "w") as book:
            book.writestr("xl/worksheets/sheet1.xml", f"<?xml version='1.0' encoding='UTF-8'?><worksheet><sheetData><row>{head}</row>{rows}<row hidden='1'/></sheetData></worksheet>")
        done = self.ctl("--json", "budget", "import", self.path("숨은 행.xlsx"), "--preview")
        self.assertEqual([r["amount"] for r in done.json["rows"]], [1000, 2000, 3000, 4000])
        self.assertIn("2 rows that the workbook hides were read like the others", done.err)

    def test_more_back_than_paid(self):
        """What came back may stand above what was paid, but more than was paid cannot come back."""
        before, paid = self.json("budget", "show"), self.line(BLOG)["executed"]
        back = self.write("반납.csv", f"line,date,amount,document\n{BLOG},2016-10-12,-99999999999,가\n")
        self.assertIn("Line 2", self.ctl("budget", "import", back, code=1).err)
        self.assertEqual(self.json("budget", "show"), before)
        turned = self.write("거꾸로.csv", f"line,date,amount\n{BLOG},2016-10-13,△200000\n{BLOG},2016-10-12,300000\n")
        self.assertEqual(self.json("budget", "import", turned)["added"], 2)
        self.assertEqual(self.line(BLOG)["executed"], paid + 100000)

    def test_reconcile_without_documents(self):
        """An extract without numbers of documents is compared by line, day and amount; two that agree are no difference."""
        self.ctl("budget", "import", self.write("번호.csv", f"line,date,amount,document\n{BLOG},2016-10-12,150001,결의-7\n"))
        without = self.write("무번호.csv", f"line,date,amount\n{BLOG},2016-10-12,150001\n")
        self.assertEqual([d for d in self.json("budget", "reconcile", without)["differences"] if 150001 in (d["file"], d["ledger"])], [])
        other = self.write("다른 번호.csv", f"line,date,amount,document\n{BLOG},2016-10-12,150001,결의-8\n")
        found = [(d["file"], d["ledger"]) for d in self.json("budget", "reconcile", other)["differences"] if 150001 in (d["file"], d["ledger"])]
        self.assertEqual(len(found), 2)
        self.assertFalse([pair for pair in found if pair[0] == pair[1]])

    def test_workbook(self):
        """A workbook as spreadsheets write it: shared texts, days as numbers, an amount as a formula with its value."""
        texts = ["산출근거명", "지출일자", "지출액(천원)", BLOG]
        shared = "".join(f"<si><t>{t}</t><rPh sb='0' eb='1'><t>소리</t></rPh></si>" for t in texts)
        rows = ("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c></row>"
                "<row r='3'><c r='A3' t='s'><v>3</v></c><c r='B3'><v>42655</v></c><c r='C3'><f>100+51</f><v>151</v></c></row>"
                f"<row r='4'><c r='A4' t='inlineStr'><is><t>{BLOG}</t></is></c><c r='B4'><v>42656.5</v></c><c r='C4'><v>300.0</v></c></row>")
        with zipfile.ZipFile(self.path("책.xlsx"), "w") as book:
            book.writestr("xl/sharedStrings.xml", f"<?xml version='1.0' encoding='UTF-8'?><sst>{shared}</sst>")
            book.writestr("xl/worksheets/sheet1.xml", f"<?xml version='1.0' encoding='UTF-8'?><worksheet><sheetData>{rows}</sheetData></worksheet>")
        preview = self.json("budget", "import", self.path("책.xlsx"), "--preview")
        self.assertEqual([(r["date"], r["amount"]) for r in preview["rows"]], [("2016-10-12", 151000), ("2016-10-13", 300000)])
        self.assertEqual(self.json("budget", "import", self.path("책.xlsx"))["added"], 2)

    def test_formulas_without_values(self):
        """A program that computes nothing writes formulas alone: that is told beside what is missing, and so is a workbook of the old kind."""
        head = "".join(f"<c t='inlineStr'><is><t>{name}</t></is></c>" for name in ("사업명", "지출일자", "지출액"))
        row = f"<c t='inlineStr'><is><t>{BLOG}</t></is></c><c><v>42655</v></c><c><f>100*151</f><v/></c>"
        with zipfile.ZipFile(self.path("수식.xlsx"), "w") as book:
            book.writestr("xl/worksheets/sheet1.xml", f"<?xml version='1.0' encoding='UTF-8'?><worksheet><sheetData><row>{head}</row><row>{row}</row></sheetData></worksheet>")
        told = self.ctl("budget", "import", self.path("수식.xlsx"), code=1).err
        self.assertIn("1 cell has a formula and no value", told)
        self.assertIn("Line 2: the column “지출액” is empty", told)
        # One in a sum, which is left out, is no matter.
        with zipfile.ZipFile(self.path("합.xlsx"), "w") as book:
            rows = row.replace("<f>100*151</f><v/>", "<v>151</v>") + "</row><row><c t='inlineStr'><is><t>합계</t></is></c><c/><c><f>SUM(C2)</f><v/></c>"
            book.writestr("xl/worksheets/sheet1.xml", f"<?xml version='1.0' encoding='UTF-8'?><worksheet><sheetData><row>{head}</row><row>{rows}</row></sheetData></worksheet>")
        done = self.ctl("--json", "budget", "import", self.path("합.xlsx"), "--preview")
        self.assertEqual(([r["amount"] for r in done.json["rows"]], "formula" in done.err), ([151], False))
        old = self.write("옛.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
        self.assertIn("“옛.xls” is a workbook of the old form (.xls)", self.ctl("budget", "import", old, code=1).err)

    def test_sum_below_the_programme(self):
        """A budget's sum may stand in a column that is not read; it is none of the lines, and held against them."""
        body = "부서,세부사업명,통계목,산출근거명,예산액\n뉴미디어,소통,사무관리비,하나,1500\n뉴미디어,소통,,둘,500\n"
        for row, told in (("계,,,,2000", False), (",합 계,,,2001", True), (",소계,,,7", False)):
            done = self.ctl("--json", "budget", "import", self.write("계.csv", body + row + "\n"), "--year", "2018", "--preview")
            self.assertEqual([r["amount"] for r in done.json["rows"]], [1500, 500], row)
            self.assertEqual("add up to" in done.err, told, row)

    PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
    OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def workbook(self, name, sheets, properties="", prefix="worksheets/", main="xl/workbook.xml"):
        """A workbook of sheets in the order of its window: (part, state, serial of a day, amount); the last relationship is the first sheet's."""
        folder = main.rsplit("/", 1)[0]
        with zipfile.ZipFile(self.path(name), "w") as book:
            book.writestr("_rels/.rels", f"<Relationships xmlns='{self.PACKAGE}'><Relationship Id='rId1' Type='{self.OFFICE}/officeDocument' Target='{main}'/></Relationships>")
            book.writestr(main, f"<workbook xmlns:r='{self.OFFICE}'>{properties}<sheets>"
                          + "".join(f"<sheet name='{n}' sheetId='{9 - n}' {state} r:id='rId{n + 1}'/>" for n, (_, state, _, _) in enumerate(sheets)) + "</sheets></workbook>")
            book.writestr(f"{folder}/_rels/{main.rsplit('/', 1)[1]}.rels", f"<Relationships xmlns='{self.PACKAGE}'>" + "".join(
                f"<Relationship Id='rId{n + 1}' Type='{self.OFFICE}/{'chartsheet' if day is None else 'worksheet'}' Target='{prefix}{part}'/>"
                for n, (part, _, day, _) in reversed(list(enumerate(sheets)))) + "</Relationships>")
            for part, _, day, amount in sheets:
                rows = ("<row>" + "".join(f"<c t='inlineStr'><is><t>{name}</t></is></c>" for name in ("사업명", "지출일자", "지출액")) + "</row>"
                        f"<row><c t='inlineStr'><is><t>{BLOG}</t></is></c><c><v>{day}</v></c><c><v>{amount}</v></c></row>")
                book.writestr(os.path.normpath(f"/{folder}/{prefix}{part}" if prefix[0] != "/" else prefix + part)[1:], f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
        return self.path(name)

    def previewed(self, *workbook, **how):
        return [(r["date"], r["amount"]) for r in self.json("budget", "import", self.workbook(*workbook, **how), "--preview")["rows"]]

    def test_days_from_1904(self):
        """A workbook may count its days from 1904, as those that came from a Mac do."""
        sheet = [("sheet1.xml", "", 42655 - 1462, 1000)]
        for n, yes in enumerate(("1", "true")):
            self.assertEqual(self.previewed(f"맥{n}.xlsx", sheet, f"<workbookPr date1904='{yes}'/>"), [("2016-10-12", 1000)])
        self.assertEqual(self.previewed("아님.xlsx", [("sheet1.xml", "", 42655, 1000)], "<workbookPr date1904='0'/>"), [("2016-10-12", 1000)])
        self.assertEqual(self.json("budget", "import", self.workbook("맥.xlsx", sheet, "<workbookPr date1904='1'/>"))["added"], 1)
        self.assertEqual([p["date"] for p in self.listed("payments") if p["amount"] == 1000], ["2016-10-12"])
        self.assertEqual([d for d in self.json("budget", "reconcile", self.path("맥.xlsx"))["differences"] if d["file"] == 1000], [])

    def test_first_sheet(self):
        """The first sheet is the first that the workbook shows, whatever its part is called and wherever it lies."""
        first, second = ("sheet2.xml", "", 42655, 2000), ("sheet1.xml", "", 42655, 1000)
        self.assertEqual(self.previewed("순서.xlsx", [first, second]), [("2016-10-12", 2000)])
        self.assertEqual(self.previewed("절대.xlsx", [first, second], prefix="/xl/worksheets/"), [("2016-10-12", 2000)])
        self.assertEqual(self.previewed("다른 곳.xlsx", [first, second], prefix="../sheets/", main="book/main.xml"), [("2016-10-12", 2000)])
        for state in ("hidden", "veryHidden"):
            self.assertEqual(self.previewed("숨김.xlsx", [("sheet1.xml", f"state='{state}'", 42655, 1000), first]), [("2016-10-12", 2000)])
        self.assertEqual(self.previewed("모두 숨김.xlsx", [("sheet2.xml", "state='hidden'", 42655, 2000), ("sheet1.xml", "state='hidden'", 42655, 1000)]), [("2016-10-12", 2000)])
        self.assertEqual(self.previewed("차트.xlsx", [("sheet1.xml", "", None, 1000), first]), [("2016-10-12", 2000)])
        with zipfile.ZipFile(self.path("순서.xlsx")) as book, zipfile.ZipFile(self.path("대문자.xlsx"), "w") as other:  # the names of parts are one in capitals or not
            for part in book.namelist():
                other.writestr(part.replace("worksheets/s", "Worksheets/S"), book.read(part))
        self.assertEqual([r["amount"] for r in self.json("budget", "import", self.path("대문자.xlsx"), "--preview")["rows"]], [2000])

    def test_too_many_rows(self):
        """A workbook is held to as many rows as other files are."""
        head = "<row>" + "".join(f"<c t='inlineStr'><is><t>{name}</t></is></c>" for name in ("사업명", "지출일자", "지출액")) + "</row>"
        with zipfile.ZipFile(self.path("많음.xlsx"), "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr("xl/worksheets/sheet1.xml", "<?xml version='1.0' encoding='UTF-8'?><worksheet><sheetData>" + head
                          + "<row><c><v>1</v></c></row>" * 200001 + "</sheetData></worksheet>")
        self.assertIn("more than 200000 rows", self.ctl("budget", "import", self.path("많음.xlsx"), code=1).err)

    def test_escapes_of_a_workbook(self):
        """Excel writes the CR of a line end, and what XML cannot hold, as _xHHHH_, in shared texts and in those of a cell."""
        def book(name, mark):
            shared = "".join(f"<si><t>{text}</t></si>" for text in ("사업명", "지출일자", "지출액", "적요", "거래처", f"첫 줄{mark}\n둘째 줄", "가_x005F_x000D_나_x00 _xZZZZ_ _x"))
            head = "".join(f"<c t='s'><v>{i}</v></c>" for i in range(5))
            row = (f"<c t='inlineStr'><is><t>{BLOG}{mark}</t></is></c><c><v>42655</v></c><c><v>1000</v></c><c t='s'><v>5</v></c><c t='s'><v>6</v></c>")
            with zipfile.ZipFile(self.path(name), "w") as file:
                file.writestr("xl/sharedStrings.xml", f"<?xml version='1.0' encoding='UTF-8'?><sst>{shared}</sst>")
                file.writestr("xl/worksheets/sheet1.xml", f"<?xml version='1.0' encoding='UTF-8'?><worksheet><sheetData><row>{head}</row><row>{row}</row>"
                              "</sheetData></worksheet>")
            return self.path(name)
        self.assertEqual(self.json("budget", "import", book("줄.xlsx", "_x000D_"))["added"], 1)
        self.assertEqual([(p["description"], p["payee"]) for p in self.listed("payments") if p["amount"] == 1000],
                         [("첫 줄 둘째 줄", "가_x000D_나_x00 _xZZZZ_ _x")])
        self.assertEqual(self.json("budget", "import", book("또.xlsx", ""))["added"], 0)

    def test_reconcile(self):
        path = self.write("원장.csv", self.EXTRACT)
        self.ctl("budget", "import", path)
        self.assertEqual([d for d in self.json("budget", "reconcile", path)["differences"] if d["kind"] != "ledger"], [])
        changed = self.write("다른.csv", self.EXTRACT.replace("200천원", "150천원").replace(f"지출,{BLOG}", f"지출,{ADS}", 1))
        before = self.read()
        answer = self.json("budget", "reconcile", changed)
        kinds = [(d["kind"], d["line"], d["file"], d["ledger"]) for d in answer["differences"] if d["document"].startswith("결의")]
        self.assertIn(("amount", MOBILE, 150000, 200000), kinds)
        self.assertIn(("ledger", BLOG, None, 150000), kinds)
        self.assertEqual([d["file_line"] for d in answer["differences"] if d["kind"] == "amount" and d["line"] == MOBILE], [7])
        for row in answer["lines"]:
            self.assertEqual(row["difference"], row["file"] - row["ledger"])
        self.assertEqual(self.read(), before)
        self.assertIn("amount\t7", self.ctl("budget", "reconcile", changed).out)

    def test_reconcile_days(self):
        """Which days are compared is said, and what the ledger has on others is no part of the answer, whatever its document."""
        pay = ["budget", "execute", "--line", PAPER, "--date"]
        self.ctl(*pay, "2016-10-10", "--amount", "1000", "--document", "결의-71")
        self.ctl(*pay, "2016-10-11", "--amount", "2000", "--document", "결의-72")
        self.ctl(*pay, "2016-10-13", "--amount", "3000", "--document", "결의-73")
        head = "지출일,예산 항목,지출액,문서번호\n"
        two = self.write("둘.csv", head + f"2016. 10. 10.,{PAPER},1000,결의-71\n2016-10-12,{PAPER},2500,결의-73\n")
        answer = self.json("budget", "reconcile", two)
        self.assertEqual((answer["from"], answer["to"]), ("2016-10-10", "2016-10-12"))
        paper = [(d["kind"], d["file"], d["ledger"]) for d in answer["differences"] if d["line"] == PAPER]
        self.assertEqual(paper, [("file", 2500, None), ("ledger", None, 2000)])  # that of the 13th is of another day
        row, = [x for x in answer["lines"] if x["line"] == PAPER]
        self.assertEqual((row["file"], row["ledger"]), (3500, 3000))
        self.assertEqual(sum((d["file"] or 0) - (d["ledger"] or 0) for d in answer["differences"]), sum(x["difference"] for x in answer["lines"]))
        self.assertIn("Extract of 2016-10-10 to 2016-10-12; the ledger is counted over the same days.", self.ctl("budget", "reconcile", two).err)
        one = self.write("하루.csv", head + f"2016-10-13,{PAPER},3000,결의-73\n")
        self.assertIn("Extract of 2016-10-13; the ledger is counted on the same day.", self.ctl("budget", "reconcile", one).err)
        none = self.ctl("budget", "reconcile", self.write("없음.csv", head + f"어제,{PAPER},3000,결의-73\n"), code=1)
        self.assertIn("nothing was compared", none.err)
        self.assertEqual(none.out, "")

    def sums(self, text, *args, code=0):
        """What differs of a sheet of sums, by line of the file, figure and line; and all that was compared."""
        answer = self.ctl("--json", "budget", "reconcile", self.write("집행현황.csv", text), *args, code=code).json
        for row in answer["lines"]:
            self.assertEqual(row["difference"], row["file"] - row["ledger"])
        return [(d["kind"], d["file_line"], d["figure"], d["line"], d["file"], d["ledger"]) for d in answer["differences"]], answer["lines"]

    def test_reconcile_sums(self):
        """A sheet of sums without days, as finance systems print of a year, is held against the year's ledger, figure by figure."""
        whole = self.whole()
        accounts = {a["account"]: a for a in self.json("budget", "show")["accounts"]}
        office, policy = accounts["사무관리비"], accounts["시책추진업무추진비"]
        rows = "".join(f"{PROGRAMME},{name},{x['available']},{x['committed']},{x['executed']},-,{x['remaining']},67\n" for name, x in (("사무관리비(201-01)", office), ("203-03 시책추진업무추진비", policy)))
        text = (f"세출예산 집행현황,,,,,,,\n(단위 : 원),,,,,,,\n세부사업,통계목,예산현액,원인행위액,지출액,차년도이월액,집행잔액,집행률(%)\n{rows}"
                f"합계,,\"{whole['available']:,}\",{whole['committed']},{whole['executed']},0,{whole['remaining']},67\n")
        differences, lines = self.sums(text)
        self.assertEqual(differences, [])
        self.assertEqual([(x["file_line"], x["figure"], x["file"]) for x in lines][-5:], [(6, "available", whole["available"]), (6, "committed", whole["committed"]),
                                                                                        (6, "executed", whole["executed"]), (6, "carried_out", 0), (6, "remaining", whole["remaining"])])
        self.assertIn("The file has sums and no days: they were held against all that the ledger of 2016 has.", self.ctl("budget", "reconcile", "집행현황.csv").err)
        off = text.replace(str(policy["executed"]), str(policy["executed"] - 1000))
        self.assertEqual(self.sums(off)[0][-1], ("amount", 5, "executed", "시책추진업무추진비", policy["executed"] - 1000, policy["executed"]))
        # The settlement of one's own is such a sheet, in both of its forms.
        self.ctl("budget", "change", "--from", ADS, "--to", PAPER, "--amount", "1000000", "--document", "전용-1", "--reason", "면수")
        self.ctl("budget", "carry", "--line", PAPER, "--amount", "2000000", "--reason", "발간 지연")
        for name in ("결산.csv", "결산.xlsx"):
            self.ctl("report", "settlement", "--period", "2016", "-o", self.path(name))
            answer = self.json("budget", "reconcile", self.path(name))
            self.assertEqual((answer["differences"], {x["figure"] for x in answer["lines"]}),
                             ([], {"original", "carried_in", "available", "committed", "executed", "carried_out", "remaining"}), name)
            self.assertGreater(len(answer["lines"]), 90)
        self.ctl("undo")
        self.ctl("undo")
        # In thousands, with headings and their account's sum; a line that the file has nowhere is a difference, an account that stands for its lines is not.
        tree = {x["name"]: x for x in self.json("budget", "show")["lines"]}
        heads = ["시대표 블로그 운영 및 행사", "시대표SNS운영", "소셜미디어 통합 모니터링"]
        text = ("(단위 : 천원),,,\n과목,세부 산출내역,예산액,집행액\n"
                + "".join(f"{'사무관리비' if i == 0 else ''},○ {name},{tree[name]['amount'] // 1000},{tree[name]['executed'] // 1000}\n" for i, name in enumerate(heads))
                + f",소계,414000,{office['executed'] // 1000}\n시책추진업무추진비,,4000,{policy['executed'] // 1000}\n계,,418000,{whole['executed'] // 1000}\n")
        self.assertEqual(self.sums(text)[0], [])
        without = text.replace(f",○ {heads[1]},120000,{tree[heads[1]]['executed'] // 1000}\n", "")
        missing = {d[3] for d in self.sums(without)[0]}
        self.assertEqual(missing, {SNS, "SNS 시민참여 캠페인 추진", PAPER, ADS})
        self.assertEqual({d[0] for d in self.sums(without)[0]}, {"ledger"})
        # What the ledger has not, what is no amount, and columns that a person names.
        found, lines = self.sums(f"산출근거명,당초예산,집행액\n없는 사업,1000,\n{BLOG},칠천,{tree[BLOG]['executed']}\n", code=1)
        self.assertIn(("file", 2, "original", "없는 사업", 1000, None), found)
        self.assertIn((3, 0), [(x["file_line"], x["difference"]) for x in lines])
        self.assertEqual([d for d in self.sums(f"가,나\n{ADS},1\n", "--map", "line=가,amount=나")[0] if d[0] == "amount"], [("amount", 2, "executed", ADS, 1, tree[ADS]["executed"])])
        self.assertIn(["amount", "2", "-", "executed", ADS, "1", str(tree[ADS]["executed"]), ""], self.ctl("budget", "reconcile", "집행현황.csv", "--map", "line=가,amount=나").rows)
        self.assertIn("no column", self.ctl("budget", "reconcile", "집행현황.csv", "--map", "line=가,amount=다", code=1).err)
        # What was set may be told with its changes or without them.
        self.ctl("budget", "change", "--line", PAPER, "--amount", "1000000", "--document", "추경-1", "--reason", "면수")
        for amount, n in ((35000000, 0), (36000000, 0), (37000000, 1)):
            self.assertEqual(len([d for d in self.sums(f"산출근거명,예산액\n{PAPER},{amount}\n")[0] if d[0] == "amount"]), n, amount)
        self.ctl("undo")
        self.assertEqual(self.json("budget", "show")["total"], whole)

    def test_reconcile_sums_until_a_day(self):
        """A title that says of which day the sums are holds them against what the ledger had then."""
        self.ctl("budget", "change", "--line", PAPER, "--amount", "1000000", "--document", "추경-1", "--reason", "면수", "--date", "2016-10-05")
        paid = {name: self.sql("SELECT coalesce(sum(p.amount), 0) FROM payment AS p JOIN budget_line AS l ON l.id = p.line_id WHERE l.name = ? AND p.removed_at IS NULL"
                               " AND p.paid_on <= '2016-09-30'", name)[0][0] for name in (BLOG, PAPER)}
        now = {name: self.line(name) for name in (BLOG, PAPER)}
        self.assertLess(paid[BLOG], now[BLOG]["executed"])
        text = (f"산출근거명,예산현액(A),지출액(B),집행잔액(A-B)\n{BLOG},{now[BLOG]['available']},{paid[BLOG]},{now[BLOG]['available'] - paid[BLOG]}\n"
                f"{PAPER},{now[PAPER]['available'] - 1000000},{paid[PAPER]},{now[PAPER]['available'] - 1000000 - paid[PAPER]}\n")
        for title in ("세출예산 집행현황(2016. 9. 30. 기준)", "2016년 9월말 현재", "2016. 9월 말 현재", "집행현황 (2016.9.30.)", "'16. 9. 30. 기준", "9. 30. 현재", "9월말 현재",
                      "기준일 : 2016-09-30", "기준일자: 2016.09.30", "2016년 9월 30일(금) 현재", "2016. 9. 30.(금) 기준"):
            for year in ((), ("--year", "2016")):
                self.assertEqual([d for d in self.sums(f"{title},,,\n{text}", *year)[0] if d[0] == "amount"], [], title)
            self.assertIn("sums as of 2016-09-30: they were held against what the ledger has until that day", self.ctl("budget", "reconcile", "집행현황.csv").err)
            self.assertEqual(self.json("budget", "reconcile", "집행현황.csv")["to"], "2016-09-30")
        # A day that is none, of another year, or of a print is not it.
        for title in ("세출예산 집행현황", "2016. 9. 31. 기준", "2017. 2. 28. 기준", "출력일시 2016. 9. 30. 10:00", "2016. 1. 1. ~ 2016. 9. 30.", "물가 1.5 기준"):
            self.assertNotEqual([d for d in self.sums(f"{title},,,\n{text}", "--year", "2016")[0] if d[0] == "amount"], [], title)
            self.assertIn("held against all that the ledger of 2016 has", self.ctl("budget", "reconcile", "집행현황.csv", "--year", "2016").err)

    def test_reconcile_sums_of_other_meanings(self):
        """What is summed up goes before a month's own, and without a carry-over what remains is what is not spent."""
        self.ctl("budget", "carry", "--line", PAPER, "--amount", "2000000", "--reason", "발간 지연")
        paper = self.line(PAPER)
        for head in ("지출액(당월),지출액(누계)", "금월 지출액,지출누계액", "지출액,지출액 누계"):
            self.assertEqual([d for d in self.sums(f"산출근거명,{head}\n{PAPER},7,{paper['executed']}\n")[0] if d[0] == "amount"], [], head)
        for head, left, n in (("집행잔액", paper["remaining"], 0), ("집행잔액", paper["unspent"], 0), ("집행잔액", paper["unspent"] - 1, 1)):
            self.assertEqual(len([d for d in self.sums(f"산출근거명,{head}\n{PAPER},{left}\n")[0] if d[0] == "amount"]), n, left)
        found = [d[2] for d in self.sums(f"산출근거명,차년도이월액,집행잔액\n{PAPER},2000000,{paper['unspent']}\n")[0] if d[0] == "amount"]
        self.assertEqual(found, ["remaining"])

    def test_reconcile_sums_above_their_lines(self):
        """A sum may stand before what it is of, and name it; the programme may too, though a line is called so."""
        show, whole = self.json("budget", "show"), self.whole()
        accounts = {x["account"]: x for x in show["accounts"]}
        lines = [x for x in show["lines"] if not x["heading"] and x["account"] == "사무관리비"]
        heading = next(x for x in show["lines"] if x["name"] == "시대표SNS운영")

        def figures(x):
            return f"{x['available']},{x['executed']}\n"
        sums = {name: f"{name} 소계,{figures(x)}" for name, x in accounts.items()}
        body = "".join(f"{x['name']},{figures(x)}" for x in lines)
        sheets = ("산출내역,예산현액,지출액\n" + sums["시책추진업무추진비"] + sums["사무관리비"] + body + f"시대표SNS운영 소계,{figures(heading)}" + f"합계,{figures(whole)}",
                  "통계목,산출내역,예산현액,지출액\n" + "".join(f"{name} 계,소계,{figures(x)}" for name, x in accounts.items())
                  + "".join(f"사무관리비,{x['name']},{figures(x)}" for x in lines) + f"합계,,{figures(whole)}",
                  f"세부사업,통계목,예산현액,지출액\n{PROGRAMME},,{figures(whole)}" + "".join(f",{name},{figures(x)}" for name, x in accounts.items()),
                  f"과목,예산현액,지출액\n{PROGRAMME},{figures(whole)}" + "".join(f"{name},{figures(x)}" for name, x in accounts.items()))
        for text in sheets:
            self.assertEqual(self.sums(text)[0], [], text)

    def test_reconcile_with_unknown_lines(self):
        """A line that the ledger has not is a difference as others are, and stops nothing."""
        self.ctl("budget", "import", self.write("원장.csv", self.EXTRACT))
        text = self.EXTRACT.replace("합계,합계", "지출,○ 없는 사업,2016-10-13,\"70,000\",업체,,결의-9\n지출,○ 없는 사업,2016-10-14,\"30,000\",업체,,결의-10\n"
                                    "지출,또 없는 사업,2016-10-13,5000,,,\n합계,합계")
        answer = self.json("budget", "reconcile", self.write("모르는.csv", text))
        self.assertEqual([(d["kind"], d["file_line"], d["line"], d["file"], d["ledger"], d["entry"]) for d in answer["differences"] if d["kind"] != "ledger"],
                         [("file", 8, "없는 사업", 70000, None, None), ("file", 9, "없는 사업", 30000, None, None), ("file", 10, "또 없는 사업", 5000, None, None)])
        self.assertEqual([(x["line_id"], x["line"], x["file"], x["ledger"], x["difference"]) for x in answer["lines"] if x["line_id"] is None],
                         [(None, "없는 사업", 100000, 0, 100000), (None, "또 없는 사업", 5000, 0, 5000)])
        self.assertEqual([x["difference"] for x in answer["lines"] if x["line"] == MOBILE], [0])
        rows = self.ctl("budget", "reconcile", "모르는.csv").rows
        self.assertIn(["file", "8", "-", "2016-10-13", "없는 사업", "70000", "-", "결의-9"], rows)
        self.assertIn(["line", "-", "-", "-", "없는 사업", "100000", "0", "100000"], rows)
        # A row that cannot be read is told, and the others are compared all the same.
        broken = self.write("깨진.csv", text.replace("2016-10-13,5000", "2016-13-13,5000"))
        answer = self.ctl("budget", "reconcile", broken, code=1)
        self.assertIn("Line 10", answer.err)
        self.assertIn(["line", "-", "-", "-", "없는 사업", "100000", "0", "100000"], answer.rows)


if __name__ == "__main__":
    unittest.main()
