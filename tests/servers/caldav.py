#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""calendar sync against the calendar that CALDAV_URL, CALDAV_USER and CALDAV_PASSWORD name."""
import base64
import os
import re
import sys
import unittest
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from clitest import Case  # noqa: E402

URL, USER, PASSWORD = (os.environ[name] for name in ("CALDAV_URL", "CALDAV_USER", "CALDAV_PASSWORD"))
OTHERS = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:others\r\nDTSTAMP:20161001T000000Z\r\n"
          "DTSTART:20161015T010000Z\r\nSUMMARY:남의 일정\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


class Sync(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "본문")
        for name in ("블로그", "카카오"):
            self.ctl("channel", "add", "--name", name, "--platform", "naver-blog", "--url", "https://blog.example/city")
        self.empty() # of what a run that was killed left there
        self.call("PUT", "others.ics", OTHERS)
        self.addCleanup(self.empty)

    def call(self, method, name="", body=None, **headers):
        token = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        request = urllib.request.Request(URL + name, method=method, data=body.encode() if body is not None else None,
                                         headers={"Authorization": f"Basic {token}", "Content-Type": "text/calendar", **headers})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read().decode()

    def names(self):
        text = self.call("PROPFIND", **{"Depth": "1"})
        return sorted(re.findall(r"href>[^<]*/([^</]+\.ics)<", text))

    def empty(self):
        for name in self.names():
            self.call("DELETE", name)

    def sync(self, code=0, password=PASSWORD):
        answer = self.ctl("--json", "calendar", "sync", "--caldav", URL, "--user", USER, stdin=password + "\n", code=code)
        self.no_secret(PASSWORD)
        return answer

    def counts(self):
        answer = self.sync().json
        return answer["sent"], answer["same"], answer["removed"], answer["failed"]

    def add(self, title, at, *more):
        return self.json("content", "add", "--title", title, "--type", "sns", "--channel", "블로그", "--text-file", self.text, "--at", at, *more)["id"]

    def test_life(self):
        self.ctl("campaign", "add", "--name", "가을 축제", "--from", "2016-10-01", "--to", "2016-10-31")
        self.add("첫 글", "2016-10-20 09:30", "--channel", "카카오")
        self.add("둘째, 글; \\", "2016-10-21 09:30")
        self.assertEqual(self.counts(), (4, 0, 0, 0))
        self.assertEqual(len(self.names()), 5)
        self.assertEqual(self.counts(), (0, 4, 0, 0))
        whole = self.call("GET")
        self.assertIn("SUMMARY:[카카오] 첫 글", whole)
        self.assertIn("20161020T093000", whole)
        # moved, changed and deleted contents follow
        self.sql("UPDATE copy SET publish_at = publish_at + 86400 WHERE channel_id = 2")
        self.assertEqual(self.counts(), (1, 3, 0, 0))
        self.assertIn("20161021T093000", self.call("GET"))
        self.sql("UPDATE content SET removed_at = 1 WHERE id = 1")
        self.assertEqual(self.counts(), (0, 2, 2, 0))
        self.assertNotIn("첫 글", self.call("GET"))
        self.sql("UPDATE content SET removed_at = NULL WHERE id = 1")
        self.assertEqual(self.counts(), (2, 2, 0, 0))
        self.assertIn("남의 일정", self.call("GET"))

    def test_what_others_do(self):
        self.add("첫 글", "2016-10-20 09:30")
        self.sync()
        name = next(name for name in self.names() if name.startswith("post-"))
        self.call("PUT", name, self.call("GET", name).replace("첫 글", "남이 고친 글"))
        answer = self.sync()
        self.assertEqual(answer.json["sent"], 1)
        self.assertIn("첫 글", answer.err)
        self.assertIn("첫 글", self.call("GET", name))
        self.call("DELETE", name)
        answer = self.sync()
        self.assertEqual(answer.json["sent"], 1)
        self.assertIn("deleted", answer.err)
        self.assertEqual(self.counts(), (0, 1, 0, 0))

    def test_a_run_that_was_forgotten(self):
        """What a killed run sent is known again, and nothing is there twice."""
        self.add("첫 글", "2016-10-20 09:30")
        self.sync()
        self.sql("DELETE FROM caldav_resource")
        self.assertEqual(self.counts(), (0, 1, 0, 0))
        self.sql("DELETE FROM caldav_resource")
        self.sql("UPDATE copy SET publish_at = publish_at + 3600")
        self.assertEqual(self.counts(), (1, 0, 0, 0))
        self.assertEqual(len(self.names()), 2)

    def test_refusals(self):
        self.assertIn("password", self.sync(code=1, password="wrong").err)
        for address in (URL + "none/", URL.replace("content/", "")):
            answer = self.ctl("calendar", "sync", "--caldav", address, "--user", USER, stdin=PASSWORD, code=1)
            self.assertIn("calendar", answer.err)


if __name__ == "__main__":
    unittest.main()
