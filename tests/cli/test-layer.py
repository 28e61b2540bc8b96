#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""layer: events of other calendars, from files and from addresses, good and bad ones."""
import email.utils
import http.server
import os
import signal
import socket
import subprocess
import threading
import time
import unicodedata
import unittest

from clitest import PROGRAM, Case

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//KO\r\n"
ZONE = ("BEGIN:VTIMEZONE\r\nTZID:Korea Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n")


def event(uid, start, summary="행사", *more):
    name = "DTSTART;VALUE=DATE" if len(start) == 8 else "DTSTART"
    return "".join(line + "\r\n" for line in ("BEGIN:VEVENT", f"UID:{uid}", f"{name}:{start}", f"SUMMARY:{summary}", *more, "END:VEVENT"))


def calendar(*events, head=HEAD):
    return head + "".join(events) + "END:VCALENDAR\r\n"


class Layer(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def add(self, text, *more, **options):
        return self.ctl("--json", "layer", "add", self.write("a.ics", text), *more, **options)

    def events(self, start="2016-10-01", end="2016-10-31"):
        return [(entry["from"], entry["to"], entry["summary"]) for entry in self.json("layer", "events", "--from", start, "--to", end)["events"]]

    def test_a_file(self):
        answer = self.add(calendar("X-WR-CALNAME:시 행사\r\n", event("a", "20161021", "축제", "DTEND;VALUE=DATE:20161024", "LOCATION:한강"),
                                   event("b", "20161020T003000Z", "회의", "DURATION:PT1H")))
        self.assertEqual((answer.json["added"], answer.err), (2, ""))
        self.assertEqual(self.events(), [("2016-10-20T09:30:00+09:00", "2016-10-20T10:30:00+09:00", "회의"), ("2016-10-21", "2016-10-23", "축제")])
        layer, = self.json("layer", "list")["layers"]
        self.assertEqual((layer["name"], layer["kind"], layer["events"], layer["message"]), ("시 행사", "file", 2, ""))
        # one that lasts is there on each of its days
        self.assertEqual(self.events("2016-10-23", "2016-10-23"), [("2016-10-21", "2016-10-23", "축제")])
        self.assertEqual(self.events("2016-10-24", "2016-10-24"), [])

    def test_a_layer_by_its_name(self):
        self.add(calendar("X-WR-CALNAME:시 행사\r\n", event("a", "20161021")))
        self.assertIn("시 축제", self.ctl("layer", "refresh", "시 행사", "시 축제", code=1).err)
        self.assertEqual(self.ctl("layer", "refresh", "시 행사").rows, [["1", "0", "0", "0"]])
        self.assertIn("시 축제", self.ctl("layer", "remove", "시 축제", code=1).err)
        self.ctl("layer", "remove", "시 행사")
        self.assertEqual(self.json("layer", "list")["layers"], [])
        self.ctl("layer", "remove", "시 행사", code=1)

    def test_content_import_takes_a_calendar(self):
        path = self.write("holidays.ics", calendar(event("a", "20161021")))
        first = self.json("content", "import", path)
        self.assertEqual(self.json("layer", "list")["layers"][0]["name"], "holidays.ics")
        self.write("holidays.ics", calendar(event("a", "20161022"), event("b", "20161023")))
        again = self.json("content", "import", path)
        self.assertEqual((again["id"], again["added"], again["changed"], again["removed"]), (first["id"], 1, 1, 0))
        self.assertEqual(self.json("content", "list")["contents"], [])
        self.write("holidays.ics", calendar(event("b", "20161024"), event("c", "20161025"), event("d", "20161025")))
        before = self.events()
        dry = self.json("content", "import", path, "--dry-run")
        self.assertEqual((dry["id"], dry["added"], dry["changed"], dry["removed"]), (first["id"], 2, 1, 1))
        self.assertEqual(self.events(), before)
        other = self.write("other.ics", calendar(event("a", "20161021")))
        self.assertEqual(self.ctl("content", "import", other, "--dry-run").rows, [["-", "1", "0", "0"]])
        self.assertEqual(len(self.json("layer", "list")["layers"]), 1)
        self.assertIn("none.ics", self.ctl("content", "import", self.path("none.ics"), "--dry-run", code=1).err)
        self.refused("content", "import", path, "--charset", "CP949")

    def test_rows_of_events(self):
        self.add(calendar(ZONE, "".join((
            event("a", "20161003T000000Z", "주간", "RRULE:FREQ=WEEKLY", "EXDATE:20161017T000000Z"),
            event("a", "20161025T050000Z", "옮긴 주간", "RECURRENCE-ID:20161024T000000Z"),
            event("c", "20161001T090000", "세 번", "RRULE:FREQ=DAILY;COUNT=3"),
            event("d", "20161001", "매달", "RRULE:FREQ=MONTHLY;BYMONTHDAY=31"),
            event("e", "20160101", "없는 날", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
            event("f", "20150101", "지난해", "RRULE:FREQ=DAILY;UNTIL=20151231"),
            event("g", "20161005", "더한 날", "RDATE;VALUE=DATE:20161007"),
            event("h", "20161010T000000Z", "없던 일", "STATUS:CANCELLED")))))
        self.assertEqual([(start, summary) for start, _, summary in self.events()],
                         [("2016-10-01T09:00:00+09:00", "세 번"), ("2016-10-02T09:00:00+09:00", "세 번"), ("2016-10-03T09:00:00+09:00", "세 번"),
                          ("2016-10-03T09:00:00+09:00", "주간"), ("2016-10-05", "더한 날"), ("2016-10-07", "더한 날"), ("2016-10-10T09:00:00+09:00", "주간"),
                          ("2016-10-25T14:00:00+09:00", "옮긴 주간"), ("2016-10-31", "매달"), ("2016-10-31T09:00:00+09:00", "주간")])

    def test_the_last_of_a_row(self):
        # UNTIL counts the last one, whether it is told in UTC, as Google and Outlook do, or as a day
        seoul = "DTSTART;TZID=Asia/Seoul:201610"
        self.add(calendar(event("a", "20161004T010000Z", "협의", "RRULE:FREQ=WEEKLY;UNTIL=20161018T010000Z").replace("DTSTART:20161004T010000Z", seoul + "04T100000"),
                          event("b", "20161005T010000Z", "점검", "RRULE:FREQ=WEEKLY;UNTIL=20161019").replace("DTSTART:20161005T010000Z", seoul + "05T100000"),
                          event("c", "20161006", "휴관", "RRULE:FREQ=WEEKLY;UNTIL=20161019T150000Z"),
                          event("d", "20161006T160000Z", "배포", "RRULE:FREQ=WEEKLY;UNTIL=20161020T155959Z"),
                          event("e", "20161017", "전시", "RRULE:FREQ=DAILY;UNTIL=20161019T235959Z"), head=HEAD + ZONE))
        days = {name: [start[8:10] for start, _end, summary in self.events() if summary == name] for name in ("협의", "점검", "휴관", "배포", "전시")}
        self.assertEqual(days, {"협의": ["04", "11", "18"], "점검": ["05", "12", "19"], "휴관": ["06", "13", "20"], "배포": ["07", "14"],
                                "전시": ["17", "18", "19"]})

    def test_one_of_a_row_told_in_another_zone(self):
        # the row in Seoul's time, what was moved and what was called off in UTC, as servers write them
        row = event("a", "x", "협의", "RRULE:FREQ=WEEKLY;COUNT=4").replace("DTSTART:x", "DTSTART;TZID=Asia/Seoul:20161004T100000")
        self.add(calendar(row, event("a", "20161012T010000Z", "옮긴 협의", "RECURRENCE-ID;TZID=Asia/Seoul:20161011T100000"),
                          event("a", "20161018T010000Z", "협의", "RECURRENCE-ID:20161018T010000Z", "STATUS:CANCELLED")))
        self.assertEqual([(start[8:16], summary) for start, _end, summary in self.events()],
                         [("04T10:00", "협의"), ("12T10:00", "옮긴 협의"), ("25T10:00", "협의")])

    def test_lines_folded_in_the_middle_of_a_letter(self):
        # a program that counts bytes and not letters, as RFC 5545 3.1 warns
        lines = calendar(*(event(f"u{i}", f"201610{11 + i}T010000Z", "x" * i + "시민 참여 예산 한마당 개막식과 축하 공연, 부대 행사 안내") for i in range(3))).encode()
        folded = b"".join(line[:75] + b"".join(b"\r\n " + line[at:at + 74] for at in range(75, len(line), 74)) + b"\r\n"
                          for line in lines.split(b"\r\n")[:-1])
        self.assertRaises(UnicodeDecodeError, folded.decode)
        for data in (folded, b"\xef\xbb\xbf" + folded, folded.replace(b"\r", b"")):
            self.assertEqual(self.ctl("content", "import", self.write("a.ics", data)).err, "")
            self.assertEqual([summary for _start, _end, summary in self.events()],
                             ["x" * i + "시민 참여 예산 한마당 개막식과 축하 공연, 부대 행사 안내" for i in range(3)])

    def test_rules_without_end(self):
        """Followed as far as they are looked at, and no further."""
        answer = self.add(calendar(event("a", "19000101T000000Z", "날마다", "RRULE:FREQ=DAILY"), event("b", "19700101T000000Z", "쉬지 않고", "RRULE:FREQ=SECONDLY"),
                                   event("c", "19700101", "모든 날", "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU")))
        self.assertIn("쉬지 않고", answer.err)
        self.assertEqual(len(self.events("2016-10-01", "2016-10-31")), 62)
        self.assertLessEqual(len(self.events("1000-01-01", "9000-12-31")), 2001)

    def test_zones(self):
        self.add(calendar(ZONE, event("a", "20161003T090000", "떠 있는 시각"),
                          event("b", "x").replace("DTSTART:x", "DTSTART;TZID=Korea Standard Time:20161004T090000"),
                          event("c", "x").replace("DTSTART:x", "DTSTART;TZID=America/New_York:20161005T200000"),
                          event("d", "x").replace("DTSTART:x", "DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Seoul:20161007T090000")))
        self.assertEqual([start for start, _, _ in self.events()], [f"2016-10-{day}T09:00:00+09:00" for day in ("03", "04", "06", "07")])

    def test_zones_of_the_calendar_itself(self):
        """What a calendar says of a zone that nobody else knows counts, with its summer time, for single events and for rows of them."""
        def half(kind, start, offset, rule):
            return f"BEGIN:{kind}\r\nDTSTART:{start}\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:{offset}\r\n{rule}END:{kind}\r\n"

        def zone(name, *parts):
            return f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n" + "".join(parts) + "END:VTIMEZONE\r\n"

        def at(uid, name, time, *more):
            return event(uid, "x", uid, *more).replace("DTSTART:x", f"DTSTART;TZID={name}:{time}")
        old = half("STANDARD", "19700101T000000", "-0100", "RRULE:FREQ=YEARLY;UNTIL=19800101T000000Z;BYMONTH=1;BYDAY=1SU\r\n")
        summer = half("DAYLIGHT", "19810329T020000", "+0200", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n")
        winter = half("STANDARD", "19961027T030000", "+0100", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n")
        strange = half("DAYLIGHT", "19810329T020000", "+0200", "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=25\r\n")
        answer = self.add(HEAD + zone("Mitte", old, summer, winter) + zone("Rand", strange, winter) + zone("Fest", old, half("STANDARD", "19900101T000000", "+0530", ""))
                          + calendar(at("w", "Mitte", "20161003T090000", "RRULE:FREQ=WEEKLY;COUNT=5"), at("s", "Mitte", "20160715T090000"),
                                     at("r", "Rand", "20160716T090000"), at("f", "Fest", "20160717T090000"), head=""))
        starts = [(start[5:16], summary) for start, _, summary in self.events("2016-07-01", "2016-11-30")]
        self.assertEqual(starts, [("07-15T16:00", "s"), ("07-16T17:00", "r"), ("07-17T12:30", "f"), ("10-03T16:00", "w"), ("10-10T16:00", "w"),
                                  ("10-17T16:00", "w"), ("10-24T16:00", "w"), ("10-31T17:00", "w")])
        self.assertIn("“Rand” changes in the year in a way that is not known", answer.err)
        self.assertNotIn("Mitte", answer.err)
        self.assertNotIn("Fest", answer.err)

    def test_a_zone_behind_its_events(self):
        """The order of the parts of a calendar is free."""
        zone = ZONE.replace("Korea Standard Time", "Musterzeit").replace("TZOFFSETTO:+0900", "TZOFFSETTO:+0100")
        answer = self.add(calendar(event("a", "x").replace("DTSTART:x", "DTSTART;TZID=Musterzeit:20161003T090000"),
                                   event("b", "x", "행사", "RRULE:FREQ=DAILY;COUNT=2").replace("DTSTART:x", "DTSTART;TZID=Musterzeit:20161004T090000"), zone,
                                   event("c", "x").replace("DTSTART:x", "DTSTART;TZID=Musterzeit:20161008T090000")))
        self.assertEqual((answer.json["added"], answer.err), (3, ""))
        self.assertEqual([start for start, _, _ in self.events()], [f"2016-10-{day}T17:00:00+09:00" for day in ("03", "04", "05", "08")])
        for text in (calendar(event("d", "20161010"), zone)[:-30], calendar(event("d", "20161010"))[:-30] + ZONE):
            self.assertIn("ends in the middle", self.add(text, "--name", text[-9:]).err)

    def test_a_zone_that_nobody_knows(self):
        """Its events are there, at the office's time, and it is said: the zone's name, how many, and what to do."""
        text = calendar(event("a", "x").replace("DTSTART:x", "DTSTART;TZID=Musterzeit:20161003T090000"),
                        event("b", "x", "행사", "RRULE:FREQ=DAILY;COUNT=3").replace("DTSTART:x", "DTSTART;TZID=Musterzeit:20161004T090000"),
                        event("c", "x").replace("DTSTART:x", "DTSTART;TZID=Elsewhere/City:20161008T090000"), event("d", "20161009T000000Z"))
        answer = self.add(text)
        self.assertEqual(answer.json["added"], 4)
        self.assertEqual(len(self.events()), 6)
        self.assertIn("“Musterzeit” is not known: 2 events were taken at the office’s time", answer.err)
        self.assertIn("“Elsewhere/City” is not known: 1 event was taken at the office’s time", answer.err)
        self.assertIn("Asia/Seoul", answer.err)
        self.assertIn("“Musterzeit”", self.ctl("layer", "refresh", "1").err)
        self.assertIn("“Musterzeit”", self.ctl("content", "import", self.write("b.ics", text), "--dry-run").err)

    def test_hangul_of_a_mac(self):
        self.add(unicodedata.normalize("NFD", calendar(event("a", "20161003", "한글 행사"))))
        self.assertEqual(self.events()[0][2], "한글 행사")

    def test_doubles_and_versions(self):
        answer = self.add(calendar(event("a", "20161003", "옛", "SEQUENCE:1"), event("a", "20161004", "새", "SEQUENCE:2"), event("a", "20161005", "더 옛", "SEQUENCE:0")))
        self.assertIn("2 events", answer.err)
        self.assertEqual(self.events(), [("2016-10-04", "2016-10-04", "새")])
        self.write("a.ics", calendar(event("a", "20161006", "아주 옛", "SEQUENCE:1")))
        self.assertEqual(self.json("layer", "refresh", "1")["changed"], 0)
        self.write("a.ics", calendar(event("a", "20161006", "가장 새", "SEQUENCE:3")))
        self.assertEqual(self.json("layer", "refresh", "1")["changed"], 1)
        self.assertEqual(self.events(), [("2016-10-06", "2016-10-06", "가장 새")])

    def test_broken_events_cost_no_other(self):
        answer = self.add(calendar(event("a", "20161003", "좋음"), event("b", "nonsense", "깨짐"), event("c", "20161004", "줄", "this is no line", "DTEND:x"),
                                   event("d", "20161399", "없는 날"), "BEGIN:VEVENT\r\nUID:e\r\nSUMMARY:날 없음\r\nEND:VEVENT\r\n",
                                   event("f", "20161005", "큰 그림", "ATTACH:" + "A" * 2000000)))
        self.assertEqual([summary for _, _, summary in self.events()], ["좋음", "줄"])
        for text in ("깨짐", "없는 날", "날 없음", "Line 9:", "1 MB", "passed over"):
            self.assertIn(text, answer.err)

    def test_no_calendar(self):
        for text, words in (("", "a.ics"), ("hello", "BEGIN:VCALENDAR"), ("<html></html>", "BEGIN:VCALENDAR"), (b"\xff\xfe\x00\x01" * 50, "BEGIN:VCALENDAR")):
            self.assertIn(words, self.add(text, code=1).err)
        self.assertIn("none.ics", self.ctl("layer", "add", self.path("none.ics"), code=1).err)
        self.ctl("layer", "add", self.dir, code=1)
        self.assertEqual(self.json("layer", "list")["layers"], [])
        answer = self.add(HEAD + event("a", "20161003") + "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:2016")
        self.assertIn("middle", answer.err)
        self.assertEqual(len(self.events()), 1)

    def test_fifty_megabytes(self):
        with open(self.path("big.ics"), "w", encoding="utf-8") as file:
            file.write(HEAD)
            for i in range(50000):
                file.write(event(str(i), "20161003", "큰 달력 " * 100))
            file.write("END:VCALENDAR\r\n")
        self.assertGreater(os.path.getsize(self.path("big.ics")), 50 << 20)
        self.assertEqual(self.json("layer", "add", self.path("big.ics"))["added"], 50000)
        self.assertIn("64 MB", self.ctl("layer", "add", "/dev/zero", code=1).err)

    def test_more_events_than_anybody_reads(self):
        with open(self.path("many.ics"), "w", encoding="utf-8") as file:
            file.write(HEAD)
            for i in range(500002):
                file.write(f"BEGIN:VEVENT\r\nUID:{i}\r\nDTSTART:20161003\r\nEND:VEVENT\r\n")
            file.write("END:VCALENDAR\r\n")
        self.assertIn("500000", self.ctl("layer", "add", self.path("many.ics"), code=1).err)
        self.assertEqual(self.json("layer", "list")["layers"], [])

    def test_undo(self):
        self.add(calendar(event("a", "20161003")))
        self.ctl("undo")
        self.assertEqual((self.events(), self.json("layer", "list")["layers"]), ([], []))
        self.ctl("redo")
        self.assertEqual(len(self.events()), 1)
        self.ctl("layer", "remove", "1")
        self.assertEqual(self.events(), [])
        self.ctl("undo")
        self.assertEqual(len(self.events()), 1)

    def test_names(self):
        self.add(calendar(event("a", "20161003")), "--name", "행사")
        self.assertIn("already", self.add(calendar(event("a", "20161003")), "--name", "행사", code=1).err)

    def test_wrong_use(self):
        for words in (["add"], ["add", "a", "b"], ["remove"], ["list", "x"], ["events"], ["events", "--from", "x", "--to", "y"],
                      ["events", "--from", "2016-10-01"]):
            self.refused("layer", *words)
        for words in (["remove", "9"], ["remove", "x"], ["refresh", "x"], ["refresh", "9"]):
            self.assertIn("layer", self.ctl("layer", *words, code=1).err)


class Calendars(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        server = self.server
        server.seen.append((self.path, self.headers.get("If-None-Match")))
        if server.status != 200:
            self.send_response(server.status)
            self.end_headers()
            return
        if self.headers.get("If-None-Match") == server.tag:
            self.send_response(304)
            self.end_headers()
            return
        data = server.text.encode()
        self.send_response(200)
        self.send_header("ETag", server.tag)
        self.send_header("Last-Modified", email.utils.formatdate(0, usegmt=True))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Subscribed(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Calendars)
        self.server.seen, self.server.status, self.server.tag, self.server.text = [], 200, '"1"', calendar(event("a", "20161003", "하나"))
        thread = threading.Thread(target=self.server.serve_forever)
        thread.start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(thread.join)
        self.addCleanup(self.server.shutdown)
        self.url = f"http://127.0.0.1:{self.server.server_port}/a.ics"

    def layer(self):
        return self.json("layer", "list")["layers"][0]

    def test_asked_only_for_what_is_new(self):
        self.assertEqual(self.json("layer", "add", self.url, "--name", "시")["added"], 1)
        self.assertEqual((self.layer()["kind"], self.layer()["address"]), ("subscribed", self.url))
        self.assertEqual(self.json("layer", "refresh")["added"], 0)
        self.assertEqual(self.server.seen, [("/a.ics", None), ("/a.ics", '"1"')])
        self.server.tag, self.server.text = '"2"', calendar(event("b", "20161004", "둘"))
        answer = self.json("layer", "refresh")
        self.assertEqual((answer["added"], answer["removed"]), (1, 1))

    def test_what_cannot_be_reached(self):
        """What happened and what can be done now; nothing is added."""
        with socket.create_server(("127.0.0.1", 0)) as closed:
            url = f"http://127.0.0.1:{closed.getsockname()[1]}/a.ics"
        err = self.ctl("layer", "add", url, code=1).err
        self.assertIn("127.0.0.1 cannot be reached", err)
        self.assertIn("Nothing was added. Check the address, or try again later.", err)
        for address in ("ftp://calendar.example/a.ics", "calendar://a"):
            self.assertIn("as in https://", self.ctl("layer", "add", address, code=1).err)
        self.assertEqual(self.json("layer", "list")["layers"], [])

    def test_what_is_known_stays(self):
        self.server.status = 404
        self.assertIn("Nothing was added.", self.ctl("layer", "add", self.url, code=1).err)
        self.server.status = 200
        self.json("layer", "add", self.url)
        for status in (404, 500, 301):
            self.server.status = status
            self.assertIn(str(status), self.ctl("layer", "refresh", code=1).err)
        self.assertEqual(self.layer()["events"], 1)
        self.assertIn("301", self.layer()["message"])
        self.server.status, self.server.tag, self.server.text = 200, '"3"', "<html>Sign in</html>"
        self.assertIn("VCALENDAR", self.ctl("layer", "refresh", code=1).err)
        self.server.shutdown()
        self.server.server_close()
        err = self.ctl("layer", "refresh", code=1).err
        self.assertIn("127.0.0.1 cannot be reached: no server answers there.", err)
        self.assertIn("What is known of the calendar stays.", err)
        self.assertEqual(self.layer()["events"], 1)

    def test_the_daemon_reads_them_by_the_clock(self):
        self.json("layer", "add", self.url, "--every", "30")
        self.server.tag, self.server.text = '"2"', calendar(event("a", "20161003", "하나"), event("b", "20161004", "둘"))
        self.assertIn("layers-read", self.run_daemon("2016-10-14T10:31:00+09:00"))
        self.assertEqual(self.layer()["events"], 2)

    def test_a_zone_that_nobody_knows_is_told_once(self):
        """By whatever reads it by itself; it stands with the layer as long as it is so."""
        self.json("layer", "add", self.url, "--every", "30")
        self.assertEqual(self.layer()["message"], "")
        doubt = "The time zone “Musterzeit” is not known"

        def at(day, zone):
            return calendar(event("a", "x").replace("DTSTART:x", f"DTSTART;TZID={zone}:201610{day}T090000"))
        self.server.tag, self.server.text = '"2"', at("03", "Musterzeit")
        self.assertIn(doubt, self.run_daemon("2016-10-14T10:31:00+09:00"))
        self.assertIn(doubt, self.layer()["message"])
        self.assertNotIn(doubt, self.run_daemon("2016-10-14T11:02:00+09:00"))  # nothing is new
        self.server.tag, self.server.text = '"3"', at("04", "Musterzeit")
        self.assertNotIn(doubt, self.run_daemon("2016-10-14T11:33:00+09:00"))  # another time, in the same zone
        self.assertIn(doubt, self.layer()["message"])
        self.server.status = 500  # and neither does a failure make it forgotten
        self.run_daemon("2016-10-14T12:04:00+09:00")
        self.assertIn("500", self.layer()["message"])
        self.server.status = 200
        self.run_daemon("2016-10-14T12:35:00+09:00")
        self.assertIn(doubt, self.layer()["message"])
        self.server.tag, self.server.text = '"4"', at("05", "Asia/Seoul")
        self.assertNotIn(doubt, self.run_daemon("2016-10-14T13:06:00+09:00"))
        self.assertEqual(self.layer()["message"], "")

    def run_daemon(self, now):
        """Runs it until it has asked the server."""
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", now, "daemon", "--every", "1"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=self.environment())
        self.addCleanup(process.kill)
        seen = len(self.server.seen)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and len(self.server.seen) == seen:
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, err), (0, ""))
        return out

    def test_nothing_is_added_that_cannot_be_read(self):
        self.server.status = 404
        self.ctl("layer", "add", self.url, code=1)
        self.ctl("layer", "add", self.url.replace("//", "//me:secret-7d@"), code=1)
        self.assertEqual(self.json("layer", "list")["layers"], [])
        self.no_secret("secret-7d")


if __name__ == "__main__":
    unittest.main()
