#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kpi: indicators with targets, typed and computed values; report note."""
import csv
import unittest

from clitest import Case


class Kpi(Case):
    demo = None

    def setUp(self):
        super().setUp()
        if Kpi.demo is None:
            self.ctl("init", "--demo", now=None)
            Kpi.demo = self.read()
        self.write("city.sotong", Kpi.demo)
        self.known = max(k["id"] for k in self.json("kpi", "show")["indicators"])

    def shown(self, *more):
        """What is not of the demonstration."""
        return [k for k in self.json("kpi", "show", *more)["indicators"] if k["id"] > self.known]

    def one(self, name, *more):
        found, = [k for k in self.json("kpi", "show", *more)["indicators"] if k["name"] == name]
        return found

    def test_typed(self):
        number = self.json("kpi", "set", "--name", "월평균 방문자", "--definition", "한 해 방문자 / 12", "--source", "블로그 관리자 통계", "--unit", "명", "--target", "2016=130,000",
                           "--value", "2013=126,128", "--value", "2016-02=61.5", "--said-by", "예산 설명서")["id"]
        kpi = self.one("월평균 방문자", "--period", "2016")
        self.assertEqual((kpi["id"], kpi["target"], kpi["value"], kpi["past"], kpi["unit"]), (number, 130000, None, {"2013": 126128, "2014": None, "2015": None}, "명"))
        month = self.one("월평균 방문자", "--period", "2016-02")
        self.assertEqual((month["value"], month["value_source"]), (61.5, "예산 설명서"))
        self.assertEqual(self.one("월평균 방문자", "--period", "2017-02")["year_before"], 61.5)
        self.ctl("kpi", "set", "월평균 방문자", "--target", "2016=140000")
        self.assertEqual(self.one("월평균 방문자")["target"], 140000)
        self.ctl("undo")
        self.assertEqual(self.one("월평균 방문자")["target"], 130000)
        self.ctl("undo")
        self.assertEqual(self.shown(), [])
        self.ctl("redo")
        self.assertEqual(self.one("월평균 방문자")["target"], 130000)
        self.ctl("kpi", "remove", "월평균 방문자")
        self.assertEqual(self.shown(), [])

    def test_values_are_kept_as_typed(self):
        """A tenth is the smallest that is kept: what is finer is refused with a sentence, not rounded in silence."""
        self.ctl("kpi", "set", "--name", "응답률", "--source", "x", "--unit", "%")
        before = self.one("응답률")
        for words in (["--value", "2016-09=12.34"], ["--value", "2016=0.05"], ["--target", "2016=99.99"], ["--value", "2016=1e3"], ["--value", "2016=0x10"],
                      ["--value", "2016-09=61,5"], ["--target", "2016=13,00"], ["--value", "2016=1234,567"], ["--value", "2016=,100"], ["--value", "2016=1,000,00.5"]):
            self.assertIn("One decimal at most", self.ctl("kpi", "set", "응답률", *words, code=2).err)
        self.assertEqual(self.one("응답률"), before)
        for typed, kept in (("12.3", 12.3), ("12.30", 12.3), ("-0.5", -0.5), ("12.", 12), ("1,234.5", 1234.5), ("△1,234", None), ("1,234,567", 1234567), ("-12,345.6", -12345.6)):
            if kept is None: # the sign of money is none of numbers
                self.refused("kpi", "set", "응답률", "--value", f"2016-09={typed}")
                continue
            self.ctl("kpi", "set", "응답률", "--value", f"2016-09={typed}")
            self.assertEqual(self.one("응답률", "--period", "2016-09")["value"], kept)

    def test_one_indicator_is_written_alike(self):
        """Shares have a decimal each, and people none: 29.0 beside 30.1, and no part of a person."""
        self.ctl("kpi", "set", "--name", "응답률", "--source", "x", "--unit", "%", "--target", "2016=29", "--value", "2014=30.1", "--value", "2015=28", "--said-by", "x")
        self.ctl("kpi", "set", "--name", "참여자", "--source", "x", "--unit", "명", "--target", "2016=1200", "--value", "2015=1100", "--said-by", "x")
        self.ctl("kpi", "set", "--name", "방문자", "--source", "x", "--unit", "명", "--metric", "visitors")
        self.ctl("report", "performance", "--period", "2016", "--table", "kpi", "-o", self.path("k.csv"), korean=True)
        with open(self.path("k.csv"), encoding="utf-8-sig", newline="") as file:
            rows = {row[0]: row[2:7] for row in csv.reader(file)}
        self.assertEqual(rows["응답률"], ["", "30.1", "28.0", "29.0", ""])
        self.assertEqual(rows["참여자"], ["", "", "1100", "1200", ""])
        self.assertRegex(rows["방문자"][4], r"^\d+$")
        self.assertIsInstance(self.one("방문자", "--period", "2016")["value"], int)

    def test_channels_that_count(self):
        """An indicator is of the channels of a group, or of one, and says so; the agencies' do not count then."""
        own = self.one("대표 SNS 관계망", "--period", "2016-09")
        self.assertEqual(own["group"], "대표 SNS")
        def followers(where):
            return self.sql("SELECT sum(v) FROM (SELECT value AS v, max(day) FROM channel_metric WHERE metric = 'followers' AND value IS NOT NULL AND day < '2016-10-01'"
                            f" AND channel_id IN (SELECT channel_id FROM channel_group_member JOIN channel_group AS g ON g.id = group_id WHERE {where}) GROUP BY channel_id)")[0][0]
        self.assertEqual(own["value"], followers("g.name = '대표 SNS'"))
        self.ctl("kpi", "set", "대표 SNS 관계망", "--group", "기관 SNS")
        self.assertEqual(self.one("대표 SNS 관계망", "--period", "2016-09")["value"], followers("g.name = '기관 SNS'"))
        self.ctl("kpi", "set", "대표 SNS 관계망", "--target", "2016=1") # what is not said stays
        self.assertEqual(self.one("대표 SNS 관계망")["group"], "기관 SNS")
        self.ctl("kpi", "set", "대표 SNS 관계망", "--group", "")
        everything = self.one("대표 SNS 관계망", "--period", "2016-09")
        self.assertEqual((everything["group"], everything["value"]), (None, followers("1 = 1")))
        self.assertGreater(everything["value"], own["value"])
        self.ctl("kpi", "set", "대표 SNS 관계망", "--channel", "서울시 페이스북")
        self.assertEqual((self.one("대표 SNS 관계망")["group"], self.one("대표 SNS 관계망")["channel"]), (None, "서울시 페이스북"))
        for _step in range(4):
            self.ctl("undo")
        self.assertEqual(self.one("대표 SNS 관계망", "--period", "2016-09"), own)
        for metric in ("visitors", "growth", "engagement", "published"):
            self.ctl("kpi", "set", "--name", metric, "--metric", metric, "--unit", "건", "--source", "소통")
            whole = self.one(metric, "--period", "2016-09")["value"]
            self.ctl("kpi", "set", metric, "--group", "대표 블로그" if metric == "visitors" else "대표 SNS")
            if metric != "visitors": # which blogs alone have
                self.assertNotEqual(self.one(metric, "--period", "2016-09")["value"], None, metric)
            if metric in ("growth", "published"):
                self.assertNotEqual(self.one(metric, "--period", "2016-09")["value"], whole, metric)
        self.assertEqual(self.one("visitors", "--period", "2016-09")["group"], "대표 블로그")
        self.assertIn("없는 묶음", self.ctl("kpi", "set", "published", "--group", "없는 묶음", code=1).err)
        self.refused("kpi", "set", "published", "--group", "대표 SNS", "--channel", "서울마니아")
        with open(self.path("k.csv"), "w"):
            pass
        self.ctl("report", "performance", "--period", "2016", "--table", "kpi", "-o", self.path("k.csv"), korean=True)
        with open(self.path("k.csv"), encoding="utf-8-sig", newline="") as file:
            rows = {row[0]: row for row in csv.reader(file)}
        self.assertIn("(대상 : 대표 SNS)", rows["대표 SNS 관계망"][8])
        self.assertNotIn("대상", rows["블로그 연간 방문"][8])
        for name in ("서울마니아 월평균 방문", "페이스북 증가율", "대표 SNS 관계망", "블로그 연간 방문"): # what the statement has figures of
            self.assertNotEqual(rows[name][5], "", name)

    def test_source_of_the_indicator(self):
        """A value has the source that is said with it, else the indicator's own; without any it is refused."""
        self.ctl("kpi", "set", "--name", "구독자", "--source", "관리자 화면", "--unit", "명")
        self.ctl("kpi", "set", "--name", "구독자", "--value", "2016-02=100")
        self.assertEqual(self.one("구독자", "--period", "2016-02")["value_source"], "관리자 화면")
        self.ctl("kpi", "set", "--name", "구독자", "--value", "2016-03=110", "--said-by", "담당자")
        self.assertEqual(self.one("구독자", "--period", "2016-03")["value_source"], "담당자")
        self.assertIn("source", self.ctl("kpi", "set", "--name", "근거 없음", "--value", "2016=1", code=1).err)

    def csv_rows(self, table):
        self.ctl("report", "performance", "--period", "2016-02", "--table", table, "-o", self.path("t.csv"), korean=True)
        with open(self.path("t.csv"), encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))[1:]

    def test_agencies(self):
        channels, agencies = self.csv_rows("channels"), self.csv_rows("agencies")
        for agency in agencies:
            mine = [row for row in channels if row[1] == agency[0]]
            self.assertEqual((int(agency[1]), int(agency[2])), (len(mine), sum(int(row[2]) for row in mine)))
        self.assertEqual(sum(int(a[1]) for a in agencies), len(channels))
        best = self.csv_rows("best")
        self.assertEqual(len(best), 5)
        self.assertEqual([int(row[5]) for row in best], sorted((int(row[5]) for row in best), reverse=True))

    def test_computed(self):
        for metric, unit in (("engagement", "%"), ("answers", "%"), ("visitors", "명"), ("followers", "명"), ("growth", "%"), ("positive", "%"), ("negative", "%"), ("published", "건"), ("agreement", "%")):
            self.ctl("kpi", "set", "--name", metric, "--metric", metric, "--unit", unit, "--source", "소통")
        month = {k["name"]: k["value"] for k in self.shown("--period", "2016-02")}
        trend, = self.json("trend", "--from", "2016-02-01", "--to", "2016-02-29", "--by", "month")["periods"]
        labelled = trend["positive"] + trend["neutral"] + trend["negative"]
        self.assertAlmostEqual(month["positive"], trend["positive"] * 100 / labelled, delta=0.06)
        self.assertAlmostEqual(month["negative"], trend["negative"] * 100 / labelled, delta=0.06)
        sample, = self.sql("SELECT count(*), sum(p.value = s.machine_value) FROM sentiment_sample AS s JOIN mention_sentiment AS p ON p.mention_id = s.mention_id"
                           " AND p.source = 'person' WHERE s.week >= strftime('%s', '2016-01-31 15:00:00') AND s.week < strftime('%s', '2016-02-29 15:00:00')")
        self.assertAlmostEqual(month["agreement"], sample[1] * 100 / sample[0], delta=0.06)
        rows = self.sql("SELECT sum(value) FROM channel_metric WHERE metric = 'visitors' AND day LIKE '2016-02-%'")
        self.assertEqual(month["visitors"], rows[0][0])
        self.assertGreater(month["followers"], 1000)
        self.assertIsInstance(month["published"], int)
        self.ctl("kpi", "set", "--name", "visitors", "--channel", "서울마니아")
        self.assertLess(self.one("visitors", "--period", "2016-02")["value"], rows[0][0])
        # A count that a person typed in counts as one that was read, and in its place.
        was, = self.sql("SELECT value FROM channel_metric JOIN channel ON channel.id = channel_id WHERE metric = 'visitors' AND name = '서울마니아' AND day = '2016-02-10'")[0]
        before = self.one("visitors", "--period", "2016-02")["value"]
        self.ctl("metrics", "set", "--channel", "서울마니아", "--day", "2016-02-10", f"visitors={was + 500}")
        self.assertEqual(self.one("visitors", "--period", "2016-02")["value"], before + 500)
        self.ctl("metrics", "set", "--channel", "서울나들이", "--day", "2016-02-10", "followers=4000")
        self.assertEqual(self.one("followers", "--period", "2016-02")["value"], month["followers"] + 4000)
        # What a person typed goes before what was computed.
        self.ctl("kpi", "set", "--name", "positive", "--value", "2016-02=50", "--said-by", "담당자")
        self.assertEqual((self.one("positive", "--period", "2016-02")["value"], self.one("positive", "--period", "2016-02")["value_source"]), (50, "담당자"))
        self.assertEqual({k["value"] for k in self.json("kpi", "show", "--period", "2031")["indicators"]} - {None}, set())
        # Nothing was counted then, which is no nought.
        self.assertEqual({k["value"] for k in self.shown("--period", "2014")} | {v for k in self.shown("--period", "2014") for v in k["past"].values()}, {None})
        cases = [case for case in self.json("case", "list")["cases"] if case["opened_at"].startswith("2016-02") and case["kind"] == "answer"]
        self.assertAlmostEqual(month["answers"], sum(case["state"] == "answered" for case in cases) * 100 / len(cases), delta=0.1)
        posts = self.csv_rows("posts")
        seen, reactions = (sum(int(row[i]) for row in posts if row[i] not in ("", "-")) for i in (2, 3))
        self.assertAlmostEqual(month["engagement"], reactions * 100 / seen, delta=0.06)
        self.ctl("report", "performance", "--period", "2016", "--table", "kpi", "-o", self.path("k.csv"), korean=True)
        with open(self.path("k.csv"), encoding="utf-8-sig", newline="") as file:
            self.assertEqual(len(list(csv.reader(file))), 1 + len(self.json("kpi", "show")["indicators"]))
        self.ctl("report", "performance", "--period", "2016-02", "--table", "kpi", "-o", self.path("k.csv"), korean=True)
        with open(self.path("k.csv"), encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        self.assertEqual(head[8:10], ["당월_실적", "전년_동월"])
        self.assertEqual([row[8] for row in rows if row[0] == "published"], [str(month["published"])])
        self.assertEqual(self.ctl("check").code, 0)

    def test_wrong(self):
        for bad in (["--name", "x", "--target", "2016"], ["--name", "x", "--target", "2016-02=1"], ["--name", "x", "--value", "2016-13=1"], ["--name", "x", "--value", "2016=viel"],
                    ["--target", "2016=1"]):
            self.refused("kpi", "set", *bad)
        self.assertIn("visitors, followers, growth, engagement, answers", self.refused("kpi", "set", "--name", "x", "--metric", "magic").err)
        self.ctl("kpi", "set", "--name", "x", "--value", "2016=1", code=1)
        self.ctl("kpi", "set", "--name", " ", code=1)
        self.ctl("kpi", "remove", "nobody", code=1)
        self.refused("kpi", "show", "--period", "x")
        self.refused("kpi", "show", "--period", "")

    def test_note(self):
        words = ("--period", "2016-02")
        self.assertEqual(self.json("report", "note", *words)["text"], "")
        self.ctl("report", "note", *words, "--text", "미세먼지 안내를 앞당김\n- 야간 대응 보강")
        self.assertIn("앞당김", self.ctl("report", "note", *words).out)
        self.assertEqual(self.json("report", "note", "--period", "2016-03")["text"], "")
        self.ctl("report", "opinion", *words, "-o", self.path("o.hwpx"))
        self.ctl("undo")
        self.assertEqual(self.json("report", "note", *words)["text"], "")
        self.refused("report", "note")
        self.refused("report", "note", "--period", "x")


if __name__ == "__main__":
    unittest.main()
