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
        self.assertEqual(rule[1:], ["위기", "word", "5.0", "10", "50", "22:00-07:00", "6", "붕괴 누출", "10000"])
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
        self.refused("alerts", "list", "--from", "2016-10-14")
        self.refused("alerts", "test", "--from", "x", "--to", "y")
        self.refused("alerts", "remove")
        self.ctl("alerts", "add", "--name", "a", "--kind", "word", code=1)
        self.ctl("alerts", "add", "--name", "a", "--kind", "negative", "--share", "0", code=1)
        self.ctl("alerts", "remove", "없음", code=1)


if __name__ == "__main__":
    unittest.main()
