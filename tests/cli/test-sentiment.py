#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sentiment: texts judged line by line, without a workspace."""
import gzip
import json
import os
import subprocess
import unittest

import clitest
from clitest import Case

LABELS = {"negative", "neutral", "positive", "uncertain"}


class Classify(Case):
    def classify(self, data, *more):
        done = subprocess.run([clitest.PROGRAM, "sentiment", "classify", *more], input=data, capture_output=True, env=self.environment(), timeout=120)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return done.stdout

    def test_lines(self):
        out = self.classify("직원분이 친절해서 고마웠어요\n너무 늦고 불친절해서 화나요\n접수는 언제 시작하나요?\n".encode())
        rows = [line.split("\t") for line in out.decode().splitlines()]
        self.assertEqual([row[0] for row in rows], ["positive", "negative", "neutral"])
        for row in rows:
            self.assertEqual(len(row), 5)
            self.assertAlmostEqual(sum(map(float, row[1:4])), 1, delta=0.0003)
        self.assertIn(rows[1][4].split()[0], "너무 늦고 불친절해서 화나요")
        self.assertFalse(os.path.exists(self.path("data")))

    def test_a_line_for_a_line(self):
        data = "\n\n좋아요\n".encode() + b"\xff\xfe\x00 \xed\xa0\x80\n" + "탭\t도\r\n".encode() + b"x" * 3000000 + b"\n" + "끝".encode()
        for more in ([], ["--forced"]):
            out = self.classify(data, *more).decode()
            rows = [line.split("\t") for line in out.split("\n")[:-1]]
            self.assertEqual(len(rows), 7)
            self.assertEqual({len(row) for row in rows}, {5})
            self.assertLessEqual({row[0] for row in rows}, LABELS - ({"uncertain"} if more else set()))
        self.assertEqual(self.classify(b""), b"")

    def test_json(self):
        line = json.loads(self.classify('그는 "최악"이라고 했다 \\ 화난다\n'.encode(), "--json"))
        self.assertEqual(set(line), {"label", "p_negative", "p_neutral", "p_positive", "words"})
        self.assertIn(line["label"], LABELS)

    def test_it_answers_at_once(self):
        with subprocess.Popen([clitest.PROGRAM, "sentiment", "classify"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment()) as run:
            for _ in range(3):
                run.stdin.write("좋아요\n".encode())
                run.stdin.flush()
                self.assertTrue(run.stdout.readline().startswith(b"positive\t"))
            run.stdin.close()
            self.assertEqual(run.wait(), 0)

    def test_wrong_use(self):
        self.refused("sentiment", "classify", "file.txt")
        self.assertIn("model", self.ctl("sentiment", "classify", "--model", self.path("none"), code=1).err)
        self.write("bad.model", "SOTONGML and no more")
        self.assertIn("no model", self.ctl("sentiment", "classify", "--model", self.path("bad.model"), code=1).err)


class Evaluate(Case):
    def test_figures(self):
        path = self.write("a.tsv", "정말 좋아요 감사합니다\tpos\n최악이에요 화나요\t0\n접수는 내일 시작합니다\tneutral\n불친절해서 짜증나요\tpositive\n")
        rows = self.ctl("sentiment", "evaluate", path).rows
        self.assertEqual(rows[0], ["polar", "66.67", "2", "3"])
        self.assertEqual(rows[1], ["accuracy", "75.00", "3", "4"])
        self.assertEqual([row[0] for row in rows[2:]], ["macro_f1", "negative", "neutral", "positive"])
        figures = self.json("sentiment", "evaluate", path)
        self.assertEqual((figures["n_polar"], figures["n"], figures["confusion"]["positive"]["negative"]), (3, 4, 1))

    def test_wrong_files(self):
        self.refused("sentiment", "evaluate")
        self.assertIn("“none.tsv” cannot be read: there is no such file. Check the file and try again.",
                      self.ctl("sentiment", "evaluate", self.path("none.tsv"), code=1).err)
        self.assertIn("“none.tsv” 파일을 읽을 수 없습니다: 그런 파일이 없습니다", self.ctl("sentiment", "evaluate", self.path("none.tsv"), code=1, korean=True).err)
        self.assertIn("it is not a file", self.ctl("sentiment", "evaluate", self.dir, code=1).err)
        self.assertIn("“bad.tsv.gz” cannot be read", self.ctl("sentiment", "evaluate", self.write("bad.tsv.gz", "no gzip"), code=1).err)
        self.assertIn("line 2", self.ctl("sentiment", "evaluate", self.write("a.tsv", "a\tpos\nb\tgood\n"), code=1).err)
        for nothing in ("", "\n\n"):
            self.assertIn("no texts with labels", self.ctl("sentiment", "evaluate", self.write("none.tsv", nothing), code=1).err)

    def test_about(self):
        rows = self.ctl("sentiment", "about").rows
        self.assertEqual(rows[0][0], "version")
        self.assertEqual([row[0] for row in rows[1:5]], ["nsmc-train.tsv.gz", "nsmc-extra-positive.tsv.gz", "kote-dev.tsv.gz", "chatbot-mit.tsv.gz"])
        self.assertEqual({len(row) for row in rows[1:]}, {4})
        self.assertFalse(any("BY-SA" in row[3] for row in rows[1:]))


class Train(Case):
    def test_the_same_file_twice(self):
        lines = {"nsmc-train.tsv.gz": ["재미있는 영화\t1\t10", "지루한 영화\t0\t1"] * 40,
                 "nsmc-extra-positive.tsv.gz": ["감동적인 영화\t1\t9"] * 20, "kote-dev.tsv.gz": ["고맙습니다\t1\t1", "화가 난다\t0\t2"] * 20,
                 "chatbot-mit.tsv.gz": ["지금 몇 시야\t2"] * 10}
        for name, rows in lines.items():
            with gzip.open(self.path(name), "wt", encoding="utf-8") as file:
                file.write("\n".join(f"{i} {row}" for i, row in enumerate(rows)) + "\n")
        os.mkdir(self.path("own"))
        self.write("own/a.tsv", "".join(f"{i}번 버스가 늦어 화나요\tneg\n{i}층 도서관이 좋아요\tpos\n{i}호 창구에서 접수합니다\tneutral\n" for i in range(30)))
        for name in ("a", "b"):
            done = self.ctl("sentiment", "train", "--data", self.dir, "--own", self.path("own"), "-o", self.path(name))
            self.assertEqual([row[0] for row in done.rows], ["reviews", "comments", "civic"])
        with open(self.path("a"), "rb") as a, open(self.path("b"), "rb") as b:
            self.assertEqual(a.read(), b.read())
        self.assertLessEqual(os.path.getsize(self.path("a")), 4 << 20)
        self.assertIn("nsmc-train.tsv.gz\t80\t", self.ctl("sentiment", "about", "--model", self.path("a")).out)
        self.assertGreater(float(self.ctl("sentiment", "evaluate", "--model", self.path("a"), self.path("own/a.tsv")).rows[0][1]), 90)

    def test_wrong_use(self):
        self.refused("sentiment", "train")
        self.refused("sentiment", "train", "--data", self.dir)
        self.assertIn("nsmc-train", self.ctl("sentiment", "train", "--data", self.dir, "-o", self.path("a"), code=1).err)


class Apply(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def load(self, n, **more):
        path = self.write("in.jsonl", "".join(json.dumps({"external_id": str(i), "published_at": f"2016-10-{1 + i % 9:02}T12:00:00+09:00",
                                                          "text": f"{i}번 버스가 늦어서 정말 화가 나요"}) + "\n" for i in range(n)))
        self.ctl("mentions", "import", path, "--source", "광장", **more)

    def count(self, sentiment):
        return len(self.json("mentions", "list", "--sentiment", sentiment)["mentions"])

    def test_new_ones_are_judged(self):
        self.load(20)
        self.assertEqual((self.count("negative"), self.count("unlabelled")), (20, 0))
        self.assertEqual(self.ctl("sentiment", "apply").rows, [["20", "0", "0"]])

    def test_those_from_before(self):
        self.load(20, env={"SOTONG_MODEL": self.path("none")})
        self.assertEqual(self.count("unlabelled"), 20)
        number = self.json("mentions", "list", "--limit", "1")["mentions"][0]["id"]
        self.ctl("mentions", "label", str(number), "positive")
        self.assertEqual(self.json("sentiment", "apply"), {"seen": 20, "judged": 20, "changed": 19})
        self.assertEqual((self.count("negative"), self.count("positive")), (19, 1))
        self.ctl("check")
        self.ctl("undo")
        self.ctl("sentiment", "apply")
        self.assertEqual((self.count("negative"), self.count("positive")), (20, 0))
        self.ctl("check")
        self.refused("sentiment", "apply", "all")

    def test_the_demonstration_keeps_its_own(self):
        demo = self.path("demo.sotong")
        self.ctl("--workspace", demo, "init", "--demo")
        before = self.ctl("--workspace", demo, "trend", "--by", "month").out
        judged = self.ctl("--workspace", demo, "sentiment", "apply").rows[0]
        self.assertEqual(judged[1:], ["1040", "0"])  # what a person judged in the weekly samples, the machine judges as well
        self.assertEqual(self.ctl("--workspace", demo, "trend", "--by", "month").out, before)


class Agreement(Case):
    def setUp(self):
        super().setUp()
        self.init()
        for source in ("광장", "게시판"):
            path = self.write("in.jsonl", "".join(json.dumps({"external_id": f"{source}{i}", "published_at": f"2016-10-0{3 + i % 7}T12:00:00+09:00",
                                                              "text": f"{source} {i}번 버스가 늦어서 정말 화가 나요"}) + "\n" for i in range(40)))
            self.ctl("mentions", "import", path, "--source", source)

    def test_draw_judge_and_agree(self):
        drawn = self.json("sentiment", "sample", "--size", "20")["mentions"]
        self.assertEqual(len({mention["id"] for mention in drawn}), 20)
        self.assertEqual({mention["judged"] for mention in drawn}, {None})
        again = self.json("sentiment", "sample", "--week", "2016-10-05", "--size", "40")["mentions"]
        self.assertEqual(again, drawn) # once a week
        for i, mention in enumerate(drawn[:10]):
            self.ctl("mentions", "label", str(mention["id"]), "positive" if i == 0 else "negative")
        rows = self.json("sentiment", "agreement")["agreement"]
        self.assertEqual([row["source"] for row in rows], [None, "게시판", "광장"])
        self.assertEqual((rows[0]["drawn"], rows[0]["judged"], rows[0]["agreed"], rows[0]["share"]), (20, 10, 9, 0.9))
        self.assertAlmostEqual(rows[0]["low"], 0.596, delta=0.001)
        self.assertAlmostEqual(rows[0]["high"], 0.982, delta=0.001)
        self.assertEqual(sum(row["drawn"] for row in rows[1:]), 20)
        self.assertEqual(self.json("sentiment", "agreement", "--from", "2016-10-10")["agreement"][0]["drawn"], 0)
        self.assertEqual([row["judged"] for row in self.json("sentiment", "sample")["mentions"]].count("negative"), 9)
        self.ctl("sentiment", "apply")
        self.assertEqual(self.json("sentiment", "agreement")["agreement"], rows)
        self.ctl("check")

    def test_what_it_learns_later_changes_no_rate(self):
        """A rate says how the machine judged what it had not seen, also when it has learnt since and judges anew."""
        drawn = self.json("sentiment", "sample", "--size", "20")["mentions"]
        for mention in self.json("mentions", "list", "--limit", "80")["mentions"]:
            self.sql("INSERT INTO mention_sentiment (mention_id, source, value, at) VALUES (?, 'person', 3, 1476300000)", mention["id"])
        rows = self.json("sentiment", "agreement")["agreement"]
        self.assertEqual((rows[0]["judged"], rows[0]["agreed"]), (len(drawn), 0))
        self.sql("UPDATE mention_sentiment SET value = 3 WHERE source = 'machine'") # as what was learnt would have it
        self.assertEqual(self.json("sentiment", "agreement")["agreement"], rows)

    def test_a_week_that_goes_on(self):
        """It would be drawn without its last days, for good."""
        told = self.ctl("sentiment", "sample", "--week", "2016-10-14", code=1, now="2016-10-14T10:00:00+09:00").err
        self.assertIn("2016-10-10", told)
        self.assertIn("2016-10-17", told)
        self.assertEqual(self.sql("SELECT count(*) FROM sentiment_sample")[0][0], 0)
        self.ctl("sentiment", "sample", "--week", "2016-10-14", now="2016-10-17T00:00:00+09:00")

    def test_an_import_with_drawn_ones_is_taken_back(self):
        self.ctl("sentiment", "sample")
        self.ctl("undo")
        self.assertEqual(len(self.json("mentions", "list")["mentions"]), 40)
        self.ctl("check")

    def test_wrong_use(self):
        self.refused("sentiment", "sample", "--size", "0")
        self.refused("sentiment", "sample", "--week", "x")
        self.refused("sentiment", "agreement", "--from", "x")
        self.refused("sentiment", "agreement", "all")



class Improve(Case):
    """An office where one word means the opposite of what it means elsewhere."""

    def setUp(self):
        super().setUp()
        self.init()

    def teach(self, n, day=12, text="{} {}번 소식 꼬물꼬물 {}"):
        things = ["버스", "도로", "공원", "축제", "강좌", "광장", "도서관", "시장"]
        lines = [{"external_id": f"{day} {i}", "published_at": f"2016-10-{day}T12:00:00+09:00",
                  "text": text.format(things[i % 8], i, "좋아요 최고예요" if i % 2 else "접수 기간 안내입니다")} for i in range(n)]
        self.ctl("mentions", "import", self.write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
        for mention in self.json("mentions", "list", "--from", f"2016-10-{day}", "--to", f"2016-10-{day}", "--limit", str(n))["mentions"]:
            self.sql("INSERT INTO mention_sentiment (mention_id, source, value, at) VALUES (?, 'person', ?, 1476300000)", mention["id"],
                     1 if "좋아요" in mention["text"] else 2)

    def test_learns(self):
        self.teach(200)
        done = self.json("sentiment", "improve")
        self.assertEqual(done["learnt"] + done["held_back"], 200)
        self.assertGreater(done["right_after"], done["right_before"])
        self.assertTrue(done["used"])
        weights = self.sql("SELECT weights FROM lesson")[0][0]
        self.assertEqual(self.ctl("sentiment", "improve", "--show").rows[3], ["used", "yes"])
        again = self.json("sentiment", "improve")
        self.assertEqual(again, done)
        self.assertEqual({row[0] for row in self.sql("SELECT weights FROM lesson")}, {weights})  # the same teaches the same
        self.judge_new("10월 소식 꼬물꼬물 좋아요 최고예요", "negative")
        self.ctl("sentiment", "improve", "--off")
        self.assertEqual(self.ctl("sentiment", "improve", "--show").out, "")
        self.judge_new("11월 소식 꼬물꼬물 좋아요 최고예요", "positive")
        self.ctl("sentiment", "improve", "--on")
        self.ctl("sentiment", "improve", "--off")
        self.ctl("undo")
        self.judge_new("12월 소식 꼬물꼬물 좋아요 최고예요", "negative")
        self.ctl("sentiment", "apply")

    def test_what_was_drawn_measures(self):
        """Nothing is learnt from a weekly sample, nor from copies of what it holds: it is held back, all of it."""
        self.teach(60)
        before = self.json("sentiment", "improve")
        self.teach(80, "05", "어제 {} 앞을 {}시에 지나가며 {}")
        self.ctl("sentiment", "sample", "--size", "50")
        self.assertEqual(self.sql("SELECT count(*) FROM sentiment_sample"), [(50,)])
        done = self.json("sentiment", "improve")
        self.assertEqual(done["learnt"] + done["held_back"], 140)
        self.assertEqual(done["learnt"], before["learnt"])
        self.sql("DELETE FROM mention_sentiment WHERE source = 'person' AND mention_id IN (SELECT id FROM mention ORDER BY id DESC LIMIT 20)")
        self.assertIn("there are 40", self.ctl("sentiment", "improve", code=1).err) # the sample does not count

    def judge_new(self, text, wanted):
        line = {"external_id": text, "published_at": "2016-10-13T12:00:00+09:00", "text": text}
        self.ctl("mentions", "import", self.write("new.jsonl", json.dumps(line) + "\n"), "--source", "광장")
        mention = [one for one in self.json("mentions", "list", "--limit", "500")["mentions"] if one["text"] == text][0]
        self.assertEqual(mention["sentiment"], wanted, text)

    def test_too_little(self):
        self.assertIn("50", self.ctl("sentiment", "improve", code=1).err)
        self.teach(20)
        self.ctl("sentiment", "improve", code=1)
        self.ctl("sentiment", "improve", "--on", code=1)
        self.refused("sentiment", "improve", "--on", "--off")


class Words(Case):
    """Words that the office knows better."""

    def setUp(self):
        super().setUp()
        self.init()

    def bring(self, name, *texts):
        rows = [{"external_id": f"{name}{i}", "published_at": f"2016-10-12T09:{i:02}:00+09:00", "text": text} for i, text in enumerate(texts)]
        self.ctl("mentions", "import", self.write(name, "".join(json.dumps(row) + "\n" for row in rows)), "--source", "광장")

    def sentiments(self):
        return {mention["text"]: mention["sentiment"] for mention in self.json("mentions", "list")["mentions"]}

    def test_override(self):
        self.bring("a.jsonl", "무정차 통과라니 너무 불편하고 답답해요", "정말 고맙습니다 최고예요")
        before = self.sentiments()
        self.assertEqual(list(before.values()).count("negative"), 1)
        self.ctl("sentiment", "override", "무정차", "positive")
        self.assertEqual(self.ctl("sentiment", "override").rows, [["무정차", "positive"]])
        self.bring("b.jsonl", "무정차로 지나가서 너무 불편하고 답답했어요")
        self.assertEqual(self.sentiments()["무정차로 지나가서 너무 불편하고 답답했어요"], "positive")
        self.ctl("sentiment", "apply")
        self.assertEqual(set(self.sentiments().values()), {"positive"})
        # The longest word wins, and a person's word about a mention wins over both.
        self.ctl("sentiment", "override", "무정차 통과", "neutral")
        self.ctl("sentiment", "apply")
        self.assertEqual(self.sentiments()["무정차 통과라니 너무 불편하고 답답해요"], "neutral")
        mention, = [m for m in self.json("mentions", "list")["mentions"] if m["text"].startswith("무정차로")]
        self.ctl("mentions", "label", str(mention["id"]), "negative")
        self.ctl("sentiment", "apply")
        self.assertEqual(self.sentiments()[mention["text"]], "negative")
        self.ctl("sentiment", "override", "무정차 통과", "--remove")
        self.ctl("sentiment", "override", "무정차", "--remove")
        self.ctl("sentiment", "apply")
        self.assertEqual(self.sentiments()["무정차 통과라니 너무 불편하고 답답해요"], "negative")

    def test_stop_words(self):
        self.bring("a.jsonl", *[f"도서관 강좌 신청 {i}" for i in range(20)])
        days = ["--from", "2016-10-12", "--to", "2016-10-12"]
        words = {row[0] for row in self.ctl("keywords", *days).rows}
        self.assertIn("강좌", words)
        self.ctl("keywords", "stop", "강좌")
        self.assertEqual(self.ctl("keywords", "stop").rows, [["강좌"]])
        self.assertEqual({row[0] for row in self.ctl("keywords", *days).rows}, words - {"강좌"})
        self.ctl("keywords", "stop", "강좌", code=1)
        self.ctl("undo")
        self.assertEqual({row[0] for row in self.ctl("keywords", *days).rows}, words)

    def test_wrong_use(self):
        self.refused("sentiment", "override", "낱말")
        self.refused("sentiment", "override", "낱말", "uncertain")
        self.refused("keywords", "stop", "a", "b")
        self.ctl("sentiment", "override", "없음", "--remove", code=1)
        self.ctl("keywords", "stop", " ", code=1)


if __name__ == "__main__":
    unittest.main()
