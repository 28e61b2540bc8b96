#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""alerts: what is unusual, found soon and seldom without reason."""
import datetime
import json
import pathlib
import unittest

from clitest import Case

FIXTURE = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "demo-crises.json"
TWO_HOURS = 2 * 3600


class Crises(Case):
    """The demo's year: three crises, a festival, and everything else."""

    def setUp(self):
        super().setUp()
        self.ctl("init", "--demo", now=None)

    def alerts(self, *words):
        return self.ctl("--json", "alerts", "test", *words, now=None).json["alerts"]

    def test_found_and_no_more(self):
        events = json.loads(FIXTURE.read_text())
        alerts = [(datetime.datetime.fromisoformat(alert["hour"]).timestamp(), alert) for alert in self.alerts()]
        explained = set()
        for event in events["crises"] + events["festivals"]:
            onset = event["onset_unix"]
            # What an hour holds is known when it is over.
            own = [at + 3600 - onset for at, alert in alerts if alert["topic"] == event["topic"] and at + 3600 > onset]
            self.assertLessEqual(min(own), TWO_HOURS, event["id"])
            explained |= {i for i, (at, alert) in enumerate(alerts) if onset - 3600 < at < onset + 10 * 86400}
        false = [alert for i, (at, alert) in enumerate(alerts) if i not in explained]
        self.assertLessEqual(len(false), 11, false)  # of eleven months that have a month before them

    def test_one_rule(self):
        self.assertIn("no such", self.ctl("alerts", "test", "--rule", "no such", now=None, code=1).err)
        self.ctl("alerts", "test", "--rule", "", now=None, code=2)
        self.ctl("alerts", "add", "--name", "눈", "--kind", "volume", "--topic", "눈·제설", now=None)
        self.assertEqual({alert["topic"] for alert in self.alerts("--rule", "눈")}, {"눈·제설"})
        for verb in ("test", "list"):  # a range may be open
            days = lambda *words: [alert["hour"][:10] for alert in self.ctl("--json", "alerts", verb, *words, now=None).json["alerts"]]
            self.assertEqual(days("--from", "2016-08-30"), [day for day in days() if day >= "2016-08-30"])
            self.assertEqual(days("--to", "2016-08-29"), [day for day in days() if day < "2016-08-30"])
            self.assertEqual(days("--from", "2017-01-01"), [])
            self.assertEqual(days("--from", "0001-01-01", "--to", "9999-12-31"), days())
        self.ctl("undo", now=None)
        self.ctl("alerts", "test", "--rule", "눈", now=None, code=1)


class Rules(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def bring(self, text, at):
        path = self.write("in.jsonl", json.dumps({"external_id": text, "published_at": at, "text": text}) + "\n")
        self.ctl("mentions", "import", path, "--source", "광장")

    def test_word(self):
        self.assertEqual(self.ctl("alerts", "rules").rows[0][2], "volume")
        self.ctl("alerts", "add", "--name", "위기", "--kind", "word", "--word", "붕괴", "--word", "누출", "--quiet", "22:00-07:00", "--cadence", "6")
        rule, = self.ctl("alerts", "rules").rows
        self.assertEqual(rule[1:], ["위기", "word", "5.0", "10", "50", "22:00-07:00", "6", "붕괴 누출", "10000", ""])
        self.bring("축대가 붕괴될까 걱정입니다", "2016-10-14T09:30:00+09:00")
        found, = self.ctl("alerts", "test", "--from", "2016-10-14", "--to", "2016-10-14").rows
        self.assertEqual(found[:4], ["2016-10-14T09:00:00+09:00", "attention", "위기", ""])
        self.assertEqual(self.ctl("alerts", "list").rows, [])
        raised, = self.ctl("alerts", "run").rows
        self.assertEqual(raised[-1], "sotongctl")
        self.assertEqual(self.ctl("alerts", "run").rows, [])
        logged, = self.json("alerts", "list")["alerts"]
        self.assertIn("축대", logged["reason"])
        self.ctl("alerts", "snooze", "위기", "--until", "2016-10-15T09:00:00+09:00")
        self.assertEqual(self.json("alerts", "rules")["rules"][0]["snoozed_until"], "2016-10-15T09:00:00+09:00")
        self.assertEqual(self.ctl("alerts", "rules").rows[0][-1], "2016-10-15T09:00:00+09:00")
        self.assertEqual(self.ctl("alerts", "rules", now="2016-10-15T09:00:00+09:00").rows[0][-1], "")
        self.assertIn("a time to come", self.refused("alerts", "snooze", "위기", "--until", "2016-10-14T10:00:00+09:00").err)
        self.assertEqual(self.ctl("alerts", "rules").rows[0][-1], "2016-10-15T09:00:00+09:00")
        self.ctl("alerts", "remove", "위기")
        self.assertEqual(len(self.ctl("alerts", "list").rows), 1)

    def test_reach(self):
        self.ctl("alerts", "add", "--name", "널리", "--kind", "reach", "--reach", "5000")
        lines = [{"external_id": str(i), "published_at": "2016-10-14T09:30:00+09:00", "text": f"널리 읽히는 글 {i}", "reach": reach}
                 for i, reach in enumerate([10, 4999, 5000, 80000])]
        self.ctl("mentions", "import", self.write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines)), "--source", "광장")
        self.assertEqual([row[1:6] for row in self.ctl("alerts", "run").rows],
                         [["attention", "널리", "", "5000.0", "5000.0"], ["serious", "널리", "", "80000.0", "5000.0"]])
        self.assertEqual(self.ctl("alerts", "run").rows, [])
        csv = self.write("in.csv", "게시일시,내용,조회수\n2016-10-14T09:40:00+09:00,또 다른 글,\"12,345\"\n")
        self.ctl("mentions", "import", csv, "--source", "광장")
        self.assertEqual([row[4] for row in self.ctl("alerts", "run").rows], ["12345.0"])
        wrong = self.write("wrong.jsonl", json.dumps({"published_at": "2016-10-14T09:40:00+09:00", "text": "글", "reach": "많음"}) + "\n")
        self.ctl("mentions", "import", wrong, "--source", "광장", code=1)
        self.ctl("alerts", "add", "--name", "b", "--kind", "reach", "--reach", "0", code=1)

    def test_stages(self):
        usual = self.ctl("alerts", "stages").rows
        self.assertEqual([row[0] for row in usual], ["attention", "caution", "alert", "serious"])
        self.ctl("alerts", "stages", "하나", "둘", "셋", "넷")
        self.assertEqual([row[1] for row in self.ctl("alerts", "stages").rows], ["하나", "둘", "셋", "넷"])
        self.ctl("alerts", "add", "--name", "위기", "--kind", "word", "--word", "붕괴")
        self.bring("축대가 붕괴될까 걱정입니다", "2016-10-14T09:30:00+09:00")
        raised, = self.json("alerts", "run")["alerts"]
        self.assertEqual((raised["stage"], raised["stage_name"]), ("attention", "하나"))
        self.ctl("alerts", "stages", "--usual")
        self.assertEqual(self.ctl("alerts", "stages").rows, usual)
        self.ctl("undo")
        self.assertEqual(self.json("alerts", "list")["alerts"][0]["stage_name"], "하나")
        self.ctl("alerts", "stages", "", "둘", "셋", "넷", code=1)
        for names in (("둘", "둘", "셋", "넷"), ("하나", "둘", "셋", " 하나 ")):
            self.assertIn("apart", self.ctl("alerts", "stages", *names, code=1).err)
        self.assertEqual([row[1] for row in self.ctl("alerts", "stages").rows], ["하나", "둘", "셋", "넷"])
        self.refused("alerts", "stages", "하나")

    def test_purged(self):
        """What the log quotes of a mention goes with it."""
        self.ctl("alerts", "add", "--name", "위기", "--kind", "word", "--word", "붕괴")
        self.bring("축대가 붕괴될까 걱정입니다", "2016-10-14T09:30:00+09:00")
        self.ctl("alerts", "run")
        self.ctl("mentions", "purge", "--before", "2016-10-15")
        self.assertEqual([row[6] for row in self.ctl("alerts", "list").rows], [""])
        self.assertEqual(self.sql("SELECT count(*) FROM alert_event WHERE reason <> ''"), [(0,)])

    def test_wrong_use(self):
        for words in ([], ["--name", "a"], ["--name", "a", "--kind", "x"], ["--name", "a", "--kind", "volume", "--quiet", "7-8"],
                      ["--name", "a", "--kind", "volume", "--topic", "t", "--all"], ["--name", "a", "--kind", "volume", "--quiet", "24:00-07:00"]):
            self.refused("alerts", "add", *words)
        self.refused("alerts", "test", "--from", "x", "--to", "y")
        self.refused("alerts", "remove")
        self.ctl("alerts", "add", "--name", "a", "--kind", "word", code=1)
        self.ctl("alerts", "add", "--name", "a", "--kind", "negative", "--share", "0", code=1)
        self.ctl("alerts", "remove", "없음", code=1)


class Late(Case):
    """What comes late, or says its day alone, or is found while nobody is to be told, is told all the same: once."""

    def setUp(self):
        super().setUp()
        self.init()
        self.n = 0

    def bring(self, whens, now, text="글", **more):
        lines = []
        for when in whens:
            self.n += 1
            lines.append({"external_id": str(self.n), "published_at": when, "author": f"시민{self.n}", "text": f"{text} {chr(0xac00 + 7 * self.n % 11000)}{self.n}", **more})
        path = self.write("in.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
        self.ctl("mentions", "import", path, "--source", "광장", now=self.at(now))

    def at(self, when):
        return f"2016-10-{when}:00+09:00"

    def run_at(self, when):
        return self.ctl("alerts", "run", now=self.at(when)).rows

    def usual_days(self, n, hours=("",)):
        self.bring([f"2016-10-{day:02}{hour}" for day in range(1, 14) for hour in hours for _ in range(n + day % 3)], "13T23:59")

    def spike(self, hours, n=40):
        return [f"2016-10-14T{hour:02}:{minute:02}:00+09:00" for hour in hours for minute in range(n)]

    def test_word_of_a_day(self):
        self.ctl("alerts", "add", "--name", "위기", "--kind", "word", "--word", "붕괴")
        self.bring(["2016-10-14"], "14T09:50", text="축대 붕괴 현장")
        raised, = self.run_at("14T10:00")
        self.assertEqual(raised[:3], ["2016-10-14T00:00:00+09:00", "attention", "위기"])
        self.assertEqual(self.run_at("14T10:01"), [])
        self.bring(["2016-10-01", "2016-10-12"], "14T10:02", text="지난 붕괴 이야기")  # an archive is no news
        self.assertEqual(self.run_at("14T10:03"), [])

    def test_volume_of_a_day(self):
        self.usual_days(3)
        self.assertEqual(self.run_at("13T23:59"), [])
        self.bring(["2016-10-14"] * 5, "14T09:00")
        self.assertEqual(self.run_at("14T09:30"), [])
        self.bring(["2016-10-14"] * 145, "14T11:50")
        raised, = self.run_at("14T12:00")
        self.assertEqual(raised[:2] + raised[4:5], ["2016-10-14T00:00:00+09:00", "serious", "150.0"])
        self.assertIn("150 mentions of which only the day is known. Usual on a day are", raised[6])
        self.assertEqual([self.run_at(f"14T{hour}:00") for hour in (18, 23)], [[], []])

    def test_new_source_of_days(self):
        """In the first week of a source that only says days nothing is unusual: there is nothing to compare with."""
        self.usual_days(0, ("T15:00:00+09:00",))
        self.bring(["2016-10-14"] * 50, "14T11:50")
        self.assertEqual(self.run_at("14T12:00"), [])

    def test_midnight(self):
        """What happens at midnight does not drown in what the blogs of a day bring, nor do they alarm each midnight."""
        self.usual_days(60)
        self.bring(["2016-10-14"] * 30 + self.spike([0]), "14T00:50")
        raised, = self.run_at("14T01:00")
        self.assertEqual((raised[0], raised[4]), ("2016-10-14T00:00:00+09:00", "40.0"))
        self.assertIn("40 mentions in an hour", raised[6])
        self.bring(["2016-10-14"] * 40, "14T20:00")
        self.assertEqual(self.run_at("14T23:00"), [])

    def test_fetched_late(self):
        self.ctl("alerts", "add", "--name", "널리", "--kind", "reach")
        self.bring(["2016-10-14T03:30:00+09:00"], "14T09:55", reach=50000)
        raised, = self.run_at("14T10:00")
        self.assertEqual((raised[2], raised[4]), ("널리", "50000.0"))
        self.assertEqual(self.run_at("14T10:01"), [])

    def test_word_days_late(self):
        """What is found days after it was published is told, once: by when it came in, and an archive as one thing."""
        self.ctl("alerts", "add", "--name", "위기", "--kind", "word", "--word", "붕괴", "--word", "침수", "--cadence", "6")
        self.assertEqual(self.run_at("14T09:00"), [])
        self.bring(["2016-10-09T11:00:00+09:00"], "14T09:50", text="축대 붕괴 현장")
        raised, = self.run_at("14T10:00")
        self.assertEqual(raised[:3], ["2016-10-14T09:00:00+09:00", "attention", "위기"])
        self.assertTrue(raised[6].startswith("“붕괴” was seen in a text of 2016-10-09: “축대 붕괴 현장"), raised[6])
        self.assertEqual(self.run_at("14T10:01"), [])
        self.bring(["2016-10-08T11:00:00+09:00"], "14T12:00", text="또 붕괴")  # the same word within the cadence
        self.assertEqual(self.run_at("14T12:01"), [])
        self.bring([f"2016-0{month}-0{day}T11:00:00+09:00" for month in range(3, 8) for day in range(1, 9)], "14T12:10", text="지난 침수")
        raised, = self.run_at("14T12:11")
        self.assertIn("“침수” was seen in 40 texts, the newest of 2016-07-08", raised[6])
        self.bring(["2016-10-10T11:00:00+09:00"], "14T16:30", text="뒤늦은 붕괴 글")
        self.assertIn("뒤늦은", self.run_at("14T20:00")[0][6])
        for when in ("14T21:00", "15T09:00", "16T12:00"):
            self.assertEqual(self.run_at(when), [])
        self.assertEqual(len(self.ctl("alerts", "list").rows), 3)

    def test_word_of_a_told_hour(self):
        """A second text of an hour that was told of already is told when it comes in a cadence later."""
        self.ctl("alerts", "add", "--name", "위기", "--kind", "word", "--word", "붕괴", "--cadence", "6")
        self.bring(["2016-10-13T11:00:00+09:00"], "13T11:05", text="축대 붕괴")
        self.assertEqual(len(self.run_at("13T11:06")), 1)
        self.bring(["2016-10-13T11:20:00+09:00"], "14T10:00", text="담장 붕괴")
        self.assertIn("담장", self.run_at("14T10:01")[0][6])
        self.assertEqual(self.run_at("14T10:02"), [])

    def test_reach_days_late(self):
        """Each mention that many read is told once, however late it is found, and also when another source shows it."""
        self.ctl("alerts", "add", "--name", "널리", "--kind", "reach")
        self.bring(["2016-10-01T03:30:00+09:00", "2016-10-02T03:30:00+09:00"], "14T09:55", reach=50000)
        self.assertEqual([row[0] for row in self.run_at("14T10:00")], ["2016-10-14T09:00:00+09:00"] * 2)
        self.bring(["2016-10-03T03:30:00+09:00"], "14T10:30", reach=60000, url="https://news.example/3")
        self.assertEqual([row[4] for row in self.run_at("14T10:31")], ["60000.0"])
        self.ctl("mentions", "import", self.path("in.jsonl"), "--source", "다른 곳", now=self.at("14T10:40"))
        self.assertEqual([self.run_at("14T10:41"), self.run_at("18T10:00")], [[], []])

    def test_reach_that_grows(self):
        """A mention that few read at first is told when many do, though it is old by then; once."""
        self.ctl("alerts", "add", "--name", "널리", "--kind", "reach", "--reach", "5000")
        self.bring(["2016-10-01T03:30:00+09:00", "2016-10-01T04:30:00+09:00"], "01T05:00", reach=100)
        self.assertEqual(self.run_at("01T05:01"), [])
        for day, reach in ((4, 4000), (7, 60000), (8, 61000)):
            with open(self.path("in.jsonl"), encoding="utf-8") as file:
                row = json.loads(file.readline())
            path = self.write("in.jsonl", json.dumps(dict(row, reach=reach)) + "\n")
            self.ctl("mentions", "import", path, "--source", "광장", now=self.at(f"{day:02}T09:00"))
            self.assertEqual([(raised[0], raised[4]) for raised in self.run_at(f"{day:02}T09:10")],
                             [("2016-10-07T09:00:00+09:00", "60000.0")] if day == 7 else [])
        self.assertEqual(len(self.ctl("alerts", "list").rows), 1)
        self.assertEqual(self.sql("SELECT value FROM workspace WHERE name = 'alerts-grown'"), [("",)])

    def test_after_an_import_was_taken_back(self):
        """What is imported in place of what was taken back is looked at too."""
        self.ctl("alerts", "add", "--name", "위기", "--kind", "word", "--word", "붕괴")
        self.bring(["2016-10-09T11:00:00+09:00"], "14T09:50", text="다른 글")
        self.assertEqual(self.run_at("14T09:51"), [])
        self.ctl("undo", now=self.at("14T09:52"))
        self.bring(["2016-10-09T11:00:00+09:00"], "14T09:53", text="축대 붕괴 현장")
        self.assertEqual(len(self.run_at("14T09:54")), 1)

    def test_off_overnight(self):
        """Nothing ran from two o'clock on: it is told when something runs again, as one thing, whatever the cadence."""
        self.usual_days(1, ("T00:30:00+09:00", "T12:30:00+09:00"))
        self.ctl("alerts", "add", "--name", "급증", "--kind", "volume", "--all", "--cadence", "1")
        self.bring(self.spike(range(2, 17)), "14T23:20")
        raised, = self.run_at("14T23:30")
        self.assertEqual((raised[0], raised[-1]), ("2016-10-14T02:00:00+09:00", "sotongctl"))
        self.assertEqual([self.run_at("14T23:31"), self.run_at("15T09:00")], [[], []])

    def test_new_rule(self):
        """A rule that is made today raises no alarms of yesterday; what happens today, or is found today, it tells."""
        self.bring(["2016-10-12T11:00:00+09:00", "2016-10-13T09:00:00+09:00", "2016-10-13T21:00:00+09:00"], "13T22:00", text="축대 붕괴", reach=90000)
        self.assertEqual(self.run_at("14T08:00"), [])
        self.ctl("alerts", "add", "--name", "위기", "--kind", "word", "--word", "붕괴", "--cadence", "1")
        self.ctl("alerts", "add", "--name", "널리", "--kind", "reach", "--reach", "5000")
        self.assertEqual(self.run_at("14T09:00"), [])
        self.assertEqual(self.run_at("14T11:00"), [])
        self.bring(["2016-10-11T11:00:00+09:00"], "14T12:00", text="뒤늦은 붕괴 글", reach=90000)
        self.assertEqual(sorted(row[2] for row in self.run_at("14T12:01")), ["널리", "위기"])
        self.bring(["2016-10-14T13:00:00+09:00"], "14T14:00", text="오늘 붕괴", reach=90000)
        self.assertEqual(sorted(row[2] for row in self.run_at("14T14:01")), ["널리", "위기"])

    def quiet_night(self):
        self.usual_days(1, ("T00:30:00+09:00", "T12:30:00+09:00"))
        self.ctl("alerts", "add", "--name", "급증", "--kind", "volume", "--all", "--quiet", "22:00-07:00")
        self.bring(self.spike([2]), "14T02:50")
        raised, = self.run_at("14T03:00")
        self.assertEqual(raised[-1], "quiet")
        self.bring(self.spike(range(3, 17)), "14T04:30")
        self.assertEqual(self.run_at("14T05:00"), [])

    def test_quiet_night(self):
        self.quiet_night()
        told, = self.run_at("14T07:05")
        self.assertEqual((told[0], told[-1]), ("2016-10-14T02:00:00+09:00", "sotongctl"))
        self.assertRegex(told[6], r"40 mentions in an hour\. .* Found at 2016-10-14 03:00, when nobody was to be told\.$")
        for hour in ("08", "10", "14", "21"):
            self.assertEqual(self.run_at(f"14T{hour}:05"), [])
        logged, = self.ctl("alerts", "list").rows
        self.assertEqual(logged[7:], ["2016-10-14T03:00:00+09:00", "sotongctl"])
        self.assertNotIn("Found at", logged[6])

    def test_quiet_night_that_is_past(self):
        """A night of last week is no news."""
        self.quiet_night()
        self.assertEqual(self.run_at("16T12:00"), [])
        self.assertEqual(self.ctl("alerts", "list").rows[0][-1], "quiet")

    def test_snoozed(self):
        self.ctl("alerts", "add", "--name", "위기", "--kind", "word", "--word", "붕괴", "--word", "침수")
        self.ctl("alerts", "snooze", "위기", "--until", self.at("15T12:00"))
        self.bring(["2016-10-14T11:00:00+09:00"], "14T11:10", text="축대 붕괴")
        self.assertEqual([row[-1] for row in self.run_at("14T11:30")], ["snoozed"])
        self.bring(["2016-10-15T11:00:00+09:00"], "15T11:10", text="지하차도 침수")
        self.assertEqual([row[-1] for row in self.run_at("15T11:30")], ["snoozed"])
        told, = self.run_at("15T12:05")  # the other was found more than a day ago
        self.assertIn("침수", told[6])
        self.assertEqual(self.run_at("15T12:06"), [])


if __name__ == "__main__":
    unittest.main()
