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


if __name__ == "__main__":
    unittest.main()
