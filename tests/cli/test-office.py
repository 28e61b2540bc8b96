#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the office keeps beside its contents: events typed by hand, contributors, its time zone."""
import unittest

from clitest import Case


class Office(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def test_events(self):
        number = self.json("event", "add", "--title", "시민의 날", "--from", "2016-10-20", "--to", "2016-10-21", "--place", "광장")["id"]
        self.ctl("event", "add", "--title", "회의", "--from", "2016-10-21 14:00", "--layer", "과 일정")
        self.assertEqual([row[1:] for row in self.ctl("event", "list").rows],
                         [["2016-10-20", "2016-10-21", "Own events", "시민의 날", "광장"],
                          ["2016-10-21 14:00", "2016-10-21 15:00", "과 일정", "회의", ""]])
        days = self.ctl("layer", "events", "--from", "2016-10-20", "--to", "2016-10-20").rows
        self.assertEqual(days, [["2016-10-20", "2016-10-21", "Own events", "시민의 날"]])
        self.ctl("event", "edit", str(number), "--from", "2016-10-25")
        self.assertEqual(self.json("event", "list")["events"][-1]["to"], "2016-10-25")
        self.ctl("event", "remove", str(number))
        self.assertEqual(len(self.ctl("event", "list").rows), 1)
        self.ctl("undo")
        self.ctl("undo")
        self.assertEqual(self.json("event", "list")["events"][0]["from"], "2016-10-20")
        self.assertEqual(len(self.ctl("layer", "list").rows), 2)
        self.ctl("layer", "refresh", "1", code=1)

    def test_events_refused(self):
        self.refused("event", "add", "--title", "가")
        self.refused("event", "edit")
        self.ctl("event", "add", "--title", "가", "--from", "2016-02-30", code=1)
        self.ctl("event", "add", "--title", "가", "--from", "2016-10-20 11:00", "--to", "2016-10-20 10:00", code=1)
        self.ctl("event", "edit", "4711", "--title", "가", code=1)
        self.ctl("event", "remove", "4711", code=1)
        self.assertEqual(self.ctl("event", "list").out, "")

    def test_intervals(self):
        path = self.write("a.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20161026\r\nSUMMARY:행사\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
        self.ctl("layer", "add", path, "--every", "1", code=1)
        self.ctl("layer", "add", path, "--every", "15")
        self.assertIsNone(self.json("layer", "list")["layers"][0]["every_minutes"])

    def test_contributors(self):
        number = str(self.json("contributor", "add", "--pen-name", "은행나무", "--fee", "150000")["id"])
        shown = self.json("contributor", "show", number)
        self.assertEqual((shown["contents"], shown["fees"]), ([], 0))
        self.ctl("contributor", "remove", number)
        self.assertEqual(self.ctl("contributor", "list").out, "")
        self.ctl("contributor", "show", number, code=1)
        self.ctl("undo")
        self.assertEqual(len(self.ctl("contributor", "list").rows), 1)

    def test_zone(self):
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog")
        text = self.write("text.txt", "글")
        content = str(self.json("content", "add", "--title", "아침 글", "--type", "sns", "--channel", "블로그", "--text-file", text,
                                "--at", "2016-10-20 08:00")["id"])
        self.ctl("event", "add", "--title", "하루", "--from", "2016-10-20")
        self.assertEqual(self.ctl("zone").out, "Asia/Seoul\n")
        self.ctl("zone", "Asia/Nowhere", code=1)
        self.refused("zone", "Asia/Seoul", "UTC")
        answer = self.ctl("--json", "zone", "Europe/Berlin")
        self.assertEqual(answer.json["zone"], "Europe/Berlin")
        self.assertIn("keeps its days", answer.err)
        self.assertEqual(self.ctl("zone", "Europe/Berlin").err, "")
        self.assertEqual(self.json("content", "show", content)["copies"][0]["publish_at"], "2016-10-20T01:00:00+02:00")
        self.assertEqual(self.json("event", "list")["events"][0]["from"], "2016-10-20")
        self.assertIn("Europe/Berlin", self.ctl("history").out)
        self.ctl("undo")
        self.assertEqual(self.ctl("zone").out, "Asia/Seoul\n")
        self.assertEqual(self.json("content", "show", content)["copies"][0]["publish_at"], "2016-10-20T08:00:00+09:00")
        self.ctl("redo")
        self.assertEqual(self.ctl("zone").out, "Europe/Berlin\n")


if __name__ == "__main__":
    unittest.main()
