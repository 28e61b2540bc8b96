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


class Dictionary(Case):
    def setUp(self):
        super().setUp()
        self.init()
        rows = [(i, f"꼬물놀이터에서 아이들과 놀았어요 {i}") for i in range(12)] + [(i + 50, f"버스가 늦어요 {i}") for i in range(12)]
        self.path_in = self.write("in.jsonl", "".join(json.dumps({"external_id": str(i), "published_at": "2016-10-12T12:00:00+09:00", "text": text}) + "\n"
                                                      for i, text in rows))
        self.ctl("topic", "add", "--name", "아이", "--any", "아이들")
        self.ctl("mentions", "import", self.path_in, "--source", "광장")

    def words(self):
        return {row[0] for row in self.ctl("keywords", "--topic", "아이", "--from", "2016-10-12", "--to", "2016-10-12").rows}

    def extract(self, text):
        return self.ctl("keywords", "extract", stdin=text + "\n").out

    def test_own_word(self):
        before = self.words()
        self.assertNotIn("꼬물놀", before)
        self.ctl("keywords", "dictionary", "꼬물놀이터에")
        self.assertEqual(self.ctl("keywords", "dictionary").out, "꼬물놀이터에\n")
        self.assertIn("꼬물놀이터에", self.words())
        self.assertEqual(self.extract("꼬물놀이터에서 놀아요").split("\t")[0].strip(), "꼬물놀이터에")
        self.ctl("undo")
        self.assertEqual(self.words(), before)
        self.assertEqual(self.ctl("keywords", "dictionary").out, "")
        self.ctl("redo")
        self.assertIn("꼬물놀이터에", self.words())
        self.ctl("keywords", "dictionary", "꼬물놀이터에", "--remove")
        self.assertEqual(self.words(), before)
        self.assertEqual(self.json("keywords", "dictionary")["words"], [])

    def test_what_comes_later(self):
        self.ctl("keywords", "dictionary", "GTX꼬물")
        path = self.write("late.jsonl", "".join(json.dumps({"external_id": f"x{i}", "published_at": "2016-10-12T13:00:00+09:00",
                                                            "text": f"GTX꼬물은 아이들이 좋아해요 {i}"}) + "\n" for i in range(12)))
        self.ctl("mentions", "import", path, "--source", "광장")
        self.assertIn("GTX꼬물", self.words())
        self.assertEqual(self.ctl("sentiment", "override").out, "")
        self.assertEqual(self.ctl("keywords", "stop").out, "")

    def test_learnt(self):
        """A new name is learnt from its endings, and is found without one as well: in what comes, and in what is there."""
        texts = [f"뚜벅뚜롱을 신청했어요 {i}" for i in range(2)] + [f"뚜벅뚜롱의 혜택이 궁금해요 {i}" for i in range(2)] + [f"아이들과 뚜벅뚜롱 {i}" for i in range(12)]
        path = self.write("new.jsonl", "".join(json.dumps({"external_id": f"n{i}", "published_at": "2016-10-12T14:00:00+09:00", "text": text}) + "\n"
                                               for i, text in enumerate(texts)))
        self.ctl("mentions", "import", path, "--source", "광장")
        self.assertNotIn("뚜벅뚜롱", self.words())
        self.assertEqual(self.extract("뚜벅뚜롱 안내").strip(), "안내")
        self.assertEqual(self.ctl("keywords", "learn").out, "뚜벅뚜롱\n")
        self.assertIn("뚜벅뚜롱", self.words())
        self.assertEqual(self.extract("뚜벅뚜롱 안내").strip(), "뚜벅뚜롱\t안내")
        self.assertEqual(self.json("keywords", "learn")["words"], ["뚜벅뚜롱"])
        self.assertEqual(self.ctl("keywords", "dictionary").out, "") # that is what people write
        self.ctl("check")
        self.refused("keywords", "learn", "a")

        # What is taken out for good is not known any more, nor are words that only it taught.
        self.ctl("mentions", "purge", "--before", "2016-10-15")
        self.assertEqual(self.extract("뚜벅뚜롱 안내").strip(), "안내")
        with open(self.workspace, "rb") as file:
            self.assertFalse("뚜벅뚜롱".encode() in file.read())
        self.assertEqual(self.ctl("keywords", "learn").out, "")

    def test_dropped(self):
        """A learnt word that a person drops stays dropped until that is undone, and the workspace does not hold it for that."""
        path = self.write("new.jsonl", "".join(json.dumps({"external_id": f"n{i}", "published_at": "2016-10-12T14:00:00+09:00", "text": text}) + "\n"
                                               for i, text in enumerate(["뚜벅뚜롱을 신청했어요", "뚜벅뚜롱의 혜택이 궁금해요", "뚜벅뚜롱을 늘려 주세요",
                                                                         "뚜벅뚜롱의 시간", "아이들과 뚜벅뚜롱 나들이"])))
        self.ctl("mentions", "import", path, "--source", "광장")
        self.ctl("keywords", "learn")
        self.assertEqual(self.ctl("keywords", "learnt").out, "뚜벅뚜롱\n")
        self.ctl("keywords", "learnt", "뚜벅뚜롱", "--drop")
        self.assertEqual(self.ctl("keywords", "learnt").out, "")
        self.assertEqual(self.ctl("keywords", "learn").out, "")
        self.assertEqual(self.extract("뚜벅뚜롱 안내").strip(), "안내")
        self.assertEqual(self.ctl("keywords", "stop").out + self.ctl("sentiment", "override").out + self.ctl("keywords", "dictionary").out, "")
        self.ctl("keywords", "learnt", "뚜벅뚜롱", "--drop", code=1)
        self.ctl("undo")
        self.assertEqual(self.json("keywords", "learnt")["words"], ["뚜벅뚜롱"])
        self.ctl("redo")
        self.assertEqual(self.json("keywords", "learnt")["words"], [])
        self.ctl("mentions", "purge", "--before", "2016-10-15")
        with open(self.workspace, "rb") as file:
            self.assertFalse("뚜벅뚜롱".encode() in file.read())
        self.refused("keywords", "learnt", "뚜벅뚜롱")

    def test_also_overridden(self):
        """A word of the dictionary may say something as well, whichever was first, also one of an older workspace."""
        self.ctl("keywords", "dictionary", "제로페이")
        self.ctl("sentiment", "override", "제로페이", "negative")
        self.ctl("sentiment", "override", "온통대전", "positive")
        self.ctl("keywords", "dictionary", "온통대전")
        self.sql("INSERT INTO office_word (kind, text) VALUES ('noun', '꼬물꼬물숲')") # as it was written before
        self.ctl("keywords", "dictionary", "꼬물꼬물숲", code=1)
        self.ctl("sentiment", "override", "꼬물꼬물숲", "positive")
        self.assertEqual(self.ctl("keywords", "dictionary").lines, ["꼬물꼬물숲", "온통대전", "제로페이"])
        self.assertEqual(self.ctl("sentiment", "override").rows, [["꼬물꼬물숲", "positive"], ["온통대전", "positive"], ["제로페이", "negative"]])
        self.ctl("undo")
        self.assertEqual(self.ctl("keywords", "dictionary").lines, ["꼬물꼬물숲", "온통대전", "제로페이"])
        self.ctl("keywords", "dictionary", "꼬물꼬물숲", "--remove")
        self.ctl("sentiment", "override", "제로페이", "--remove")
        self.assertEqual(self.ctl("keywords", "dictionary").lines, ["온통대전", "제로페이"])
        self.ctl("check")

    def test_wrong(self):
        for word in ("가", "두 낱말", "가나다1", "a" * 40, ""):
            self.ctl("keywords", "dictionary", word, code=1)
        self.ctl("keywords", "dictionary", "꼬물")
        self.ctl("keywords", "dictionary", "꼬물", code=1)
        self.ctl("keywords", "dictionary", "없음", "--remove", code=1)
        self.refused("keywords", "dictionary", "a", "b")


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

    def test_issues_before(self):
        """What an issue is held against is counted as it is: the mentions with any of its words."""
        lines = [("2016-10-11", "까치놀 돌다리 이야기")] * 20 + [("2016-10-08", "까치놀 구경")] * 4 + [("2016-10-08", "돌다리 구경")] * 3 + [("2016-10-08", "까치놀 돌다리")] * 2
        for word in ("까치놀", "돌다리"):
            self.ctl("keywords", "dictionary", word)
        path = self.write("more.jsonl", "".join(json.dumps({"external_id": f"b{i}", "published_at": f"{day}T13:{i % 60:02}:00+09:00", "text": f"{text} {i}"}) + "\n"
                                                for i, (day, text) in enumerate(lines)))
        self.ctl("mentions", "import", path, "--source", "광장")
        issue, = [one for one in self.json("issues", "--from", "2016-10-10", "--to", "2016-10-12")["issues"] if "까치놀" in one["words"]]
        self.assertIn("돌다리", issue["words"])
        self.assertEqual((issue["mentions"], issue["before"]), (20, 9))

    def test_copies(self):
        days = ["--from", "2016-10-10", "--to", "2016-10-12"]
        path = self.write("flood.jsonl", "".join(json.dumps({"external_id": f"f{i}", "published_at": f"2016-10-12T20:{i // 60:02}:{i % 60:02}+09:00",
                                                             "text": "버스 광고 보고 대출 상담 전화 주시면 선물을 드립니다"}) + "\n" for i in range(400)))
        self.ctl("mentions", "import", path, "--source", "광고판")
        flood, = [word for word in self.json("keywords", "--topic", "버스", *days)["keywords"] if word["words"] == "대출"]
        self.assertEqual((flood["mentions"], flood["weight"]), (400, 53)) # fifty, the 100th, 200th and 400th
        once = {row[0]: row[1] for row in self.ctl("keywords", "--topic", "버스", *days, "--once").rows}
        self.assertNotIn("대출", once)
        self.assertNotIn("대출", self.ctl("issues", *days, "--once").out)
        issues = self.json("issues", *days)["issues"]
        self.assertTrue(any("대출" in issue["words"] for issue in issues)) # one of several, not all
        self.assertTrue(any("강좌" in issue["words"] for issue in issues))
        self.assertIn("once", self.ctl("keywords", "--help").out)

    def test_wrong_use(self):
        for words in ([], ["--from", "2016-10-10"], ["--from", "2016-10-12", "--to", "2016-10-10"], ["--from", "x", "--to", "2016-10-10"],
                      ["--from", "2016-10-10", "--to", "2016-10-10", "--limit", "0"]):
            self.refused("keywords", *words)
            self.refused("issues", *words)
        self.ctl("keywords", "--topic", "없음", "--from", "2016-10-10", "--to", "2016-10-12", code=1)


if __name__ == "__main__":
    unittest.main()
