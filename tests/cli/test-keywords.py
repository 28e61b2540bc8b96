#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""keywords: what texts are about."""
import json
import subprocess
import unicodedata
import unittest

import clitest
from clitest import Case


class Extract(Case):
    def extract(self, data, *more):
        done = subprocess.run([clitest.PROGRAM, "keywords", "extract", *more], input=data, capture_output=True, env=self.environment(), timeout=120)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return done.stdout

    def test_a_line_for_a_line(self):
        out = self.extract("도서관에서 강좌를 신청했어요\n\n정말 좋아요\n\t어린이집의 급식".encode()).decode()
        self.assertEqual(out, "도서관\t강좌\t신청\n\n\n어린이집\t급식\n")
        self.assertEqual(self.extract(b""), b"")
        self.assertEqual(self.extract(b"\xff\x00\xfe\n" + "가".encode() * 2000000 + b"\n").count(b"\n"), 2)

    def test_parts_of_syllables(self):
        out = self.extract(unicodedata.normalize("NFD", "도서관에서 강좌를\n").encode()).decode()
        self.assertEqual(out, "도서관\t강좌\n")

    def test_json(self):
        self.assertEqual(json.loads(self.extract("버스가 늦어요\n".encode(), "--json")), ["버스"])

    def test_wrong_use(self):
        self.refused("keywords", "extract", "a")


class Associated(Case):
    def setUp(self):
        super().setUp()
        self.init()
        rows = []
        for i in range(30):
            day, before = f"2016-10-{10 + i % 3}", f"2016-10-0{7 + i % 3}"
            rows += [(day, f"버스 배차가 너무 늦어서 답답해요 {i}"), (day, f"도서관 강좌를 신청했어요 {i}"), (before, f"도서관이 좋아요 {i}")]
            if i % 3 == 0:
                rows.append((before, f"버스 배차가 조금 나아졌어요 {i}"))
        path = self.write("in.jsonl", "".join(json.dumps({"external_id": str(i), "published_at": day + f"T12:{i % 60:02}:00+09:00", "text": text}) + "\n"
                                              for i, (day, text) in enumerate(rows)))
        self.ctl("topic", "add", "--name", "버스", "--any", "버스")
        self.ctl("mentions", "import", path, "--source", "광장")

    def test_topic(self):
        days = ["--from", "2016-10-10", "--to", "2016-10-12"]
        rows = self.ctl("keywords", "--topic", "버스", *days).rows
        self.assertEqual([row[0] for row in rows], ["배차"]) # the topic's own word goes without saying
        self.assertEqual(rows[0][1:4], ["30", "10", "+20"])
        self.assertGreater(float(rows[0][4]), 30)
        self.assertEqual(rows[0][5], "30")
        word, = self.json("keywords", "--topic", "버스", *days)["keywords"]
        self.assertEqual((word["words"], word["mentions"], word["before"], word["negative"]), ("배차", 30, 10, 30))

    def test_issues(self):
        issues = self.json("issues", "--from", "2016-10-10", "--to", "2016-10-12")["issues"]
        self.assertEqual(sorted(issues[0]["words"].split(", ")), ["강좌", "신청"])
        self.assertEqual((issues[0]["mentions"], issues[0]["before"]), (30, 0))
        self.assertEqual(len(self.json("issues", "--from", "2016-10-10", "--to", "2016-10-12", "--limit", "1")["issues"]), 1)
        self.assertEqual(self.json("issues", "--from", "2015-10-10", "--to", "2015-10-12")["issues"], [])

    def test_wrong_use(self):
        for words in ([], ["--from", "2016-10-10"], ["--from", "2016-10-12", "--to", "2016-10-10"], ["--from", "x", "--to", "2016-10-10"],
                      ["--from", "2016-10-10", "--to", "2016-10-10", "--limit", "0"]):
            self.refused("keywords", *words)
            self.refused("issues", *words)
        self.ctl("keywords", "--topic", "없음", "--from", "2016-10-10", "--to", "2016-10-12", code=1)


if __name__ == "__main__":
    unittest.main()
