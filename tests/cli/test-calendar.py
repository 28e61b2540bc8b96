#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""calendar sync against a small, strict CalDAV collection that listens on this machine and can misbehave."""
import base64
import http.server
import re
import socket
import threading
import unittest
import urllib.parse

from clitest import Case

PASSWORD = "calendar-secret-5b1d"
OTHERS = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:others\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


class Collection(http.server.BaseHTTPRequestHandler):
    """Preconditions are demanded: an entry is never written blindly."""
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body="", **headers):
        data = body.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def handle_one(self, method):
        server = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        name = urllib.parse.unquote(self.path.rpartition("/")[2])
        folder = self.path.rpartition("/")[0]
        server.log.append((method, name))
        if self.headers.get("Authorization") != "Basic " + base64.b64encode(f"planner:{PASSWORD}".encode()).decode():
            return self.answer(401)
        if folder != "/planner/content":
            return self.answer(404)
        return getattr(self, "on_" + method.lower())(server, name, body)

    def do_PROPFIND(self):
        self.handle_one("PROPFIND")

    def do_GET(self):
        self.handle_one("GET")

    def do_PUT(self):
        self.handle_one("PUT")

    def do_DELETE(self):
        self.handle_one("DELETE")

    def on_propfind(self, server, name, body):
        kind = "<D:collection/>" + ("<C:calendar/>" if server.calendar else "")
        rows = [("/planner/content/", kind, "")] + [("/planner/content/" + urllib.parse.quote(key), "", tag) for key, (tag, _) in server.entries.items()]
        self.answer(207, '<?xml version="1.0"?><D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">' + "".join(
            f"<D:response><D:href>{href}</D:href><D:propstat><D:prop><D:resourcetype>{kind}</D:resourcetype><D:getetag>{tag}</D:getetag></D:prop>"
            "<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>" for href, kind, tag in rows) + "</D:multistatus>")

    def on_get(self, server, name, body):
        if name not in server.entries:
            return self.answer(404)
        tag, text = server.entries[name]
        return self.answer(200, text, ETag=tag)

    def is_stale(self, server, name):
        there = server.entries.get(name)
        if self.headers.get("If-None-Match") == "*":
            return there is not None
        return there is None or self.headers.get("If-Match") != there[0]

    def on_put(self, server, name, body):
        fault = server.faults.pop(0) if server.faults else ""
        if fault in ("503", "403", "500"):
            return self.answer(int(fault))
        if fault == "drop":
            return self.drop()
        if self.is_stale(server, name):
            return self.answer(412)
        server.n += 1
        server.entries[name] = (f'"{server.n}"', body)
        if fault == "lose":
            return self.drop()
        return self.answer(204) if fault == "silent" else self.answer(201, ETag=server.entries[name][0])

    def on_delete(self, server, name, body):
        if name not in server.entries:
            return self.answer(404)
        if self.is_stale(server, name):
            return self.answer(412)
        del server.entries[name]
        return self.answer(204)

    def drop(self):
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


class Sync(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "본문")
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--url", "https://blog.example/city")
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collection)
        self.server.entries, self.server.faults, self.server.log, self.server.n, self.server.calendar = {"others.ics": ('"o"', OTHERS)}, [], [], 0, True
        thread = threading.Thread(target=self.server.serve_forever)
        thread.start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(thread.join)
        self.addCleanup(self.server.shutdown)
        self.url = f"http://127.0.0.1:{self.server.server_port}/planner/content"

    def add(self, title, at):
        return self.json("content", "add", "--title", title, "--type", "sns", "--channel", "블로그", "--text-file", self.text, "--at", at)["id"]

    def sync(self, code=0, password=PASSWORD):
        self.server.log.clear()
        answer = self.ctl("--json", "calendar", "sync", "--caldav", self.url, "--user", "planner", stdin=password + "\n", code=code)
        self.no_secret(PASSWORD)
        self.assertNotIn(PASSWORD, answer.out + answer.err)
        self.assertEqual(self.server.entries["others.ics"], ('"o"', OTHERS))
        return answer

    def counts(self, code=0):
        answer = self.sync(code).json
        return answer["sent"], answer["same"], answer["removed"], answer["failed"]

    def ours(self):
        return sorted(name for name in self.server.entries if name != "others.ics")

    def test_only_what_changed_is_sent(self):
        for day in range(20, 30):
            self.add(f"글 {day}", f"2016-10-{day} 09:30")
        self.assertEqual(self.counts(), (10, 0, 0, 0))
        self.assertEqual(self.counts(), (0, 10, 0, 0))
        self.assertEqual(self.server.log, [("PROPFIND", "")])
        self.sql("UPDATE copy SET publish_at = publish_at + 3600 WHERE id = 3")
        self.sql("UPDATE content SET removed_at = 1 WHERE id = 5")
        self.assertEqual(self.counts(), (1, 8, 1, 0))
        self.assertEqual(sorted(method for method, _ in self.server.log), ["DELETE", "PROPFIND", "PUT"])
        self.assertEqual(len(self.ours()), 9)
        moved = [text for _, text in self.server.entries.values() if "SEQUENCE:1" in text]
        self.assertEqual(len(moved), 1)
        self.assertIn("20161022T103000", moved[0])

    def test_a_lost_reply_is_looked_up(self):
        """The entry is there: it is not sent again."""
        self.add("글", "2016-10-20 09:30")
        self.server.faults = ["lose"]
        self.assertEqual(self.counts(), (1, 0, 0, 0))
        self.assertEqual([method for method, _ in self.server.log], ["PROPFIND", "PUT", "GET"])
        self.assertEqual(self.counts(), (0, 1, 0, 0))

    def test_a_call_that_did_not_arrive_is_made_again(self):
        self.add("글", "2016-10-20 09:30")
        self.server.faults = ["drop"]
        self.assertEqual(self.counts(), (1, 0, 0, 0))
        self.assertEqual([method for method, _ in self.server.log], ["PROPFIND", "PUT", "GET", "PUT"])

    def test_a_connection_that_always_breaks(self):
        self.add("글", "2016-10-20 09:30")
        self.server.faults = ["drop", "drop"]
        self.assertEqual(self.counts(code=1), (0, 0, 0, 1))
        self.assertEqual(self.counts(), (1, 0, 0, 0))

    def test_a_server_that_is_not_there(self):
        with socket.create_server(("127.0.0.1", 0)) as closed:
            url = f"http://127.0.0.1:{closed.getsockname()[1]}/city/"
        err = self.ctl("calendar", "sync", "--caldav", url, "--user", "u", stdin="secret", code=1).err
        self.assertIn("127.0.0.1 cannot be reached", err)
        self.assertIn("Nothing was changed there. Check the address, or try again later.", err)

    def test_a_server_that_tells_no_version(self):
        self.add("글", "2016-10-20 09:30")
        self.server.faults = ["silent"]
        self.assertEqual(self.counts(), (1, 0, 0, 0))
        self.sql("UPDATE copy SET publish_at = publish_at + 3600")
        self.assertEqual(self.counts(), (1, 0, 0, 0))

    def test_one_that_is_refused(self):
        """The others are sent all the same."""
        for day in range(20, 23):
            self.add(f"글 {day}", f"2016-10-{day} 09:30")
        self.server.faults = ["", "403"]
        answer = self.sync(code=1)
        self.assertEqual((answer.json["sent"], answer.json["failed"]), (2, 1))
        self.assertIn("글 21", answer.err)
        self.assertEqual(self.counts(), (1, 2, 0, 0))

    def test_a_busy_server(self):
        """What was sent until then is remembered."""
        for day in range(20, 23):
            self.add(f"글 {day}", f"2016-10-{day} 09:30")
        self.server.faults = ["", "503"]
        answer = self.ctl("calendar", "sync", "--caldav", self.url, "--user", "planner", stdin=PASSWORD, code=1)
        self.assertIn("later", answer.err)
        self.assertEqual(self.counts(), (2, 1, 0, 0))

    def test_others_changes_are_told(self):
        self.add("글", "2016-10-20 09:30")
        self.sync()
        name, = self.ours()
        self.server.entries[name] = ('"x"', self.server.entries[name][1].replace("글", "남의 글"))
        answer = self.sync()
        self.assertEqual(answer.json["sent"], 1)
        self.assertIn("글", answer.err)
        self.assertNotIn("남의 글", self.server.entries[name][1])
        del self.server.entries[name]
        self.assertIn("deleted", self.sync().err)
        self.assertEqual(self.ours(), [name])
        # rewritten by the server itself: nobody's change
        self.server.entries[name] = ('"y"', re.sub(r"DTSTAMP:\w+", "DTSTAMP:20200101T000000Z", self.server.entries[name][1]).replace("\r\n", "\n"))
        self.assertEqual(self.counts(), (0, 1, 0, 0))

    def test_entries_of_another_workspace_stay(self):
        self.add("글", "2016-10-20 09:30")
        self.sync()
        first = self.ours()
        second = self.path("second.sotong")
        self.ctl("init", workspace=second)
        self.ctl("calendar", "sync", "--caldav", self.url, "--user", "planner", stdin=PASSWORD, workspace=second)
        self.assertEqual(self.ours(), first)

    def test_refusals(self):
        self.add("글", "2016-10-20 09:30")
        self.assertIn("password", self.ctl("calendar", "sync", "--caldav", self.url, "--user", "planner", stdin="wrong", code=1).err)
        self.assertIn("calendar", self.ctl("calendar", "sync", "--caldav", self.url + "/none", "--user", "planner", stdin=PASSWORD, code=1).err)
        self.assertIn("http://", self.ctl("calendar", "sync", "--caldav", "http://calendar.example/x", "--user", "planner", stdin=PASSWORD, code=1).err)
        self.server.calendar = False
        self.assertIn("calendar", self.sync_fails())
        self.server.shutdown()
        self.server.server_close()
        self.assertIn("127.0.0.1", self.sync_fails())
        self.assertEqual(self.ours(), [])

    def sync_fails(self):
        return self.ctl("calendar", "sync", "--caldav", self.url, "--user", "planner", stdin=PASSWORD, code=1).err

    def test_wrong_use(self):
        for words in ([], ["--caldav", self.url], ["--user", "u"], ["--caldav", "calendar", "--user", "u"], ["--caldav", "ftp://a/b", "--user", "u"],
                      ["--caldav", self.url.replace("//", f"//u:{PASSWORD}@"), "--user", "u"], ["--caldav", self.url, "--user", "u", "x"]):
            self.assertNotIn(PASSWORD, self.refused("calendar", "sync", *words, stdin=PASSWORD).err)


if __name__ == "__main__":
    unittest.main()
