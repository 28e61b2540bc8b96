#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on the demo's workspace: plan, publish, fetch, trend, charts, budget, reports."""
import csv
import os
import shutil
import subprocess
import unittest

from clitest import MENTION, NOW, TOKEN, Case


class Demo(Case):
    def setUp(self):
        super().setUp()
        self.ctl("init", "--demo", now=None)

    def run_now(self, *words, **options):
        """The demo has its own today; no --now is needed."""
        return self.ctl(*words, now=None, **options)

    def ask(self, *words):
        return self.run_now("--json", *words).json

    def test_what_it_holds(self):
        status = self.ask("status")
        self.assertEqual((status["now"], status["clock_set"], status["made_data"]), (NOW, True, True))
        self.assertEqual(status["mentions"], 50000)
        self.assertEqual(self.ctl("--json", "status", now="2016-12-31T00:00:00+09:00").json["now"], "2016-12-31T00:00:00+09:00")
        self.assertGreaterEqual(len(self.ask("content", "list")["contents"]), 700)
        self.assertEqual(self.ask("check")["findings"], [])
        mention, = self.ask("mentions", "list", "--limit", "1")["mentions"]
        self.members(mention, MENTION)
        periods = self.ask("trend", "--by", "month")["periods"]
        self.assertEqual(sum(period["total"] for period in periods), 50000)
        self.assertGreaterEqual(len(periods), 12)
        days = self.ask("trend", "--from", "2016-01-01", "--to", "2016-12-31", "--by", "day")["periods"]
        self.assertEqual(len(days), 366)
        for period in days:
            self.assertEqual(period["total"], sum(period[s] for s in ("positive", "neutral", "negative", "uncertain", "unlabelled")))

    def test_citizens_and_advertisements(self):
        contributors = self.ask("contributor", "list")["contributors"]
        self.assertEqual({c["fee"] for c in contributors}, {150000})
        self.assertEqual(sum(c["contents"] for c in contributors), len([c for c in self.ask("content", "list")["contents"] if c["type"] == "joint"]))
        self.assertGreater(sum(c["proven"] for c in contributors), 20)
        ads = self.ask("ad", "list", "--year", "2016")["advertisements"]
        self.assertEqual({a["platform"] for a in ads}, {"facebook"})
        self.assertGreater(len([a for a in ads if a["clicks"]]), 100)

    def test_what_was_watched(self):
        self.assertEqual([rule["kind"] for rule in self.ask("alerts", "rules")["rules"]], ["volume", "negative", "word"])
        log = self.ask("alerts", "list")["alerts"]
        for topic in ("눈·제설", "수돗물", "도로 함몰"):
            stages = [one["stage"] for one in reversed(log) if one["topic"] == topic and one["rule"] == ""] # as a person set them
            self.assertEqual((len(stages), stages[-1]), (4, "none"), topic)
        raised = {(one["hour"], one["topic"], one["rule"]) for one in log if one["rule"]}
        self.assertLessEqual(raised, {(one["hour"], one["topic"], one["rule"]) for one in self.ask("alerts", "test")["alerts"]})
        self.assertEqual(self.ask("alerts", "run")["alerts"], []) # nothing is new at the demo's hour
        cases = self.ask("case", "list")["cases"]
        self.assertGreater(len(cases), 60)
        self.assertEqual({case["state"] for case in cases}, {"open", "answered", "closed"})
        self.assertGreaterEqual(len({case["department"] for case in cases}), 6)
        for case in cases:
            self.assertLess(case["opened_at"], NOW)
            self.assertEqual(bool(case["answer"]), case["state"] == "answered")
            self.assertEqual(case["closed_at"] is None, case["state"] == "open")
            self.assertTrue(case["closed_at"] is None or case["opened_at"] < case["closed_at"] < NOW, case)

    def test_money(self):
        lines = self.ask("budget", "show", "--year", "2016")["lines"]
        self.assertGreater(len(lines), 10)
        for line in lines:
            self.assertIsInstance(line["amount"], int)
        notes = self.run_now("budget", "check")
        self.assertIn("2014", notes.out + notes.err)
        self.run_now("budget", "show", "--year", "1999", code=1)
        for words in (["--year", "x"], ["2016"]):
            self.run_now("budget", "show", *words, code=2)

    @unittest.skipIf(shutil.which("pdftotext") is None, "pdftotext is not installed")
    def test_no_word_is_broken(self):
        """English words are longer than the Korean ones the columns were drawn for."""
        texts = {}
        for verb in ("budget", "performance"):
            self.run_now("report", verb, "--period", "2016", "-o", self.path("out.pdf"))
            done = subprocess.run(["pdftotext", "-raw", self.path("out.pdf"), "-"], capture_output=True, check=True)
            texts[verb] = done.stdout.decode()
            self.assertNotRegex(texts[verb], r"(?m)[a-z]-$")
        for word in ("Approval", "Continuing", "Investment", "Academic", "Technical", "contribution"):
            self.assertIn(word, texts["budget"])
        for word in ("Approval", "Published", "Scheduled", "Unlabelled", "Mentions"):
            self.assertIn(word, texts["performance"])
        # A table that goes on says so; one that begins a page says what it belongs to.
        self.assertIn("Publishing by channel (continued)", texts["performance"])
        self.assertNotIn("Positive and negative (continued)", texts["performance"])
        self.run_now("report", "performance", "--period", "2016", "-o", self.path("out.pdf"), korean=True)
        done = subprocess.run(["pdftotext", "-raw", self.path("out.pdf"), "-"], capture_output=True, check=True)
        self.assertIn("채널별 발행 (계속)", done.stdout.decode())

    def test_reports(self):
        for verb, tables in (("budget", ("totals", "basis", "settlement")), ("performance", ("deliverables", "channels", "daily"))):
            self.run_now("report", verb, "--period", "2016", "-o", self.path("out.pdf"))
            with open(self.path("out.pdf"), "rb") as file:
                self.assertEqual(file.read(5), b"%PDF-")
            for table in tables:
                for period in ("2016", "2016-02"):
                    name = self.path(f"{table}-{period}.csv")
                    self.run_now("report", verb, "--period", period, "--table", table, "-o", name, korean=True)
                    with open(name, encoding="utf-8-sig", newline="") as file:
                        rows = list(csv.reader(file))
                    self.assertGreater(len(rows), 1, name)
        for words in (["--period", "2016"], ["-o", "a.pdf"], ["--period", "2016-13", "-o", "a.pdf"], ["--period", "2016", "-o", "a.doc"],
                      ["--period", "2016", "-o", "a.csv", "--table", "nonsense"], ["--period", "2016", "-o", "a.pdf", "b"]):
            self.run_now("report", "budget", *words, code=2)
        self.run_now("report", "budget", "--period", "2016", "-o", self.path("none/a.pdf"), code=1)
        self.assertFalse(os.path.exists(self.path("a.pdf")))

    def test_charts(self):
        for verb in ("trend", "sentiment"):
            for name, magic in (("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.pdf", b"%PDF")):
                self.run_now("chart", verb, "-o", self.path(name), "--from", "2016-09-01", "--to", "2016-09-30", "--width", "600", "--height", "300")
                with open(self.path(name), "rb") as file:
                    self.assertTrue(file.read().startswith(magic), name)
            for words in ([], ["-o", "a.bmp"], ["-o", self.path("a.png"), "--width", "0"], ["-o", self.path("a.png"), "--from", "x"]):
                self.run_now("chart", verb, *words, code=2)
            self.run_now("chart", verb, "-o", self.path("a.png"), "--topic", "none", code=1)
            self.run_now("chart", verb, "-o", self.path("none/a.png"), code=1)

    def test_publish_and_fetch(self):
        url = self.serve()
        names = self.run_now("--json", "practice", "connect", "--url", url, stdin=TOKEN).json
        due = self.ask("status")["due"]
        self.assertEqual(due, 1)
        run = self.ask("publish")
        self.assertEqual([copy["state"] for copy in run["copies"]], ["published"])
        self.assertEqual(self.ask("publish"), {"attempts": [], "copies": []})
        self.assertEqual(self.call(url, "stats")["posts"], 1)
        result, = self.ask("fetch", "--source", names["source"])["sources"]
        self.assertEqual(result["outcome"], "ok")
        self.assertEqual(self.ask("status")["mentions"], 50000 + result["new"])
        self.run_now("check")
        self.no_secret(TOKEN)

    def test_nothing_real_under_the_set_clock(self):
        """A real channel says so, by name, and nothing leaves the house; nor does what is hours late."""
        for now, said in (("2016-10-14T14:05:00+09:00", "--real"), ("2016-10-14T23:00:00+09:00", "missed")):
            answer = self.ctl("--json", "publish", now=now, code=1)
            for copy in answer.json["copies"]:
                self.assertNotEqual(copy["state"], "published", copy)
            self.assertEqual(answer.json["attempts"], [])
            self.assertIn(said, answer.err)


if __name__ == "__main__":
    unittest.main()
