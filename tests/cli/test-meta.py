#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facebook, Instagram and Threads through sotongctl, killed in the middle: every post goes out once."""
import base64
import datetime
import http.server
import json
import re
import subprocess
import threading
import time
import unittest
import urllib.parse

from clitest import NOW, PROGRAM, Case

TOKEN = "token-of-city-4d1"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0000000"
                    "0049454e44ae426082")

# Enough of a picture to be measured: 8 by 8 points.
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc00011080008000803011100021100031100ffd9")


class Site(http.server.ThreadingHTTPServer):
    """The Graph API in one: a Page, and an account that publishes containers."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.posts, self.containers, self.requests, self.violations = [], {}, [], []
        self.limits, self.usage = 0, None
        self.hang_at, self.hang_after, self.hanging, self.lock = None, False, threading.Event(), threading.RLock()

    def publish(self, text, **more):
        self.posts.append({"id": f"1000_{len(self.posts) + 1}", "text": text, **more,
                           "time": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S+0000")})
        return {"id": self.posts[-1]["id"]}

    def count(self, text):
        return self.requests.count(text)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, body, status=200, usage=None):
        data = json.dumps(body).encode()
        self.send_response(status)
        if usage is not None:
            self.send_header("X-Business-Use-Case-Usage", json.dumps(usage))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def fail(self, code, subcode=0, message="no"):
        self.answer({"error": {"message": message, "code": code, "error_subcode": subcode, "type": "OAuthException"}}, 400)

    def handle_one(self, method):
        site = self.server
        address = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(address.query))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kind = self.headers.get("Content-Type", "")
        form = dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True)) if kind == "application/x-www-form-urlencoded" else {}
        version = re.fullmatch(r"/v\d+\.\d+(/.*)", address.path)
        path = version[1] if version else address.path
        what = f"{method} {path}"
        with site.lock:
            site.requests.append(what)
            hangs = what == site.hang_at
            if hangs:
                site.hang_at = None
        if version is None:
            site.violations.append(f"a call without a version: {address.path}")
        if "access_token" in query:
            site.violations.append("the token stands in the address")
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self.fail(190, 463, "Session has expired")
            return
        if method == "POST" and site.limits > 0:
            site.limits -= 1
            self.answer({"error": {"message": "Page request limit reached", "code": 32}}, 400,
                        {"1000": [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 5}]})
            return
        if hangs and not site.hang_after:
            site.hanging.set()
            time.sleep(3600)
        with site.lock:
            status, reply = self.find_answer(method, path.strip("/").split("/"), query, form, body, kind)
        if hangs:
            site.hanging.set()
            time.sleep(3600)
        self.answer(reply, status, site.usage)

    def find_answer(self, method, parts, query, form, body, kind):
        site = self.server
        edge = parts[1] if len(parts) > 1 else None
        if method == "POST" and edge == "photos":
            if not kind.startswith("multipart/form-data") or b'name="source"' not in body or b"\r\n\r\nfalse\r\n" not in body:
                site.violations.append("a picture is a form with source and published=false")
            site.containers[f"5{len(site.containers)}"] = {}
            return 200, {"id": list(site.containers)[-1]}
        if method == "POST" and edge == "feed":
            pictures = [json.loads(value)["media_fbid"] for name, value in form.items() if re.fullmatch(r"attached_media\[\d\]", name)]
            if any(picture not in site.containers for picture in pictures):
                site.violations.append("an unknown picture is attached")
            later = int(form.get("scheduled_publish_time", "0"))
            if (form.get("published") == "false") != (later > 0) or (later > 0 and not 600 <= later - time.time() <= 30 * 86400):
                site.violations.append("a time that is not kept")
            return 200, site.publish(form["message"], pictures=len(pictures), later=later)
        if method == "POST" and edge in ("media", "threads"):
            number = f"7{len(site.containers)}"
            site.containers[number] = {**form, "state": "FINISHED"}
            return 200, {"id": number}
        if method == "POST" and edge in ("media_publish", "threads_publish"):
            container = site.containers.get(form.get("creation_id"))
            if container is None or container["state"] != "FINISHED":
                return 400, {"error": {"message": "no such container", "code": 24, "error_subcode": 2207006}}
            container["state"] = "PUBLISHED"
            return 200, site.publish(container.get("text", container.get("caption")), url=container.get("image_url"))
        if method == "GET" and edge in ("published_posts", "threads", "media"):
            return 200, {"data": [self.describe(post) for post in reversed(site.posts) if not post.get("later")],
                         "paging": {"cursors": {"after": "x"}}}
        if method == "GET" and edge in ("comments", "conversation"):
            return 200, {"data": [{"id": f"{parts[0]}_9", "message": "버스가 늦어요", "text": "버스가 늦어요", "from": {"name": "김시민", "id": "77"},
                                   "username": "김시민", "created_time": "2016-10-14T00:10:00+0000", "timestamp": "2016-10-14T00:10:00+0000",
                                   "permalink": f"https://site.example/{parts[0]}/9"}]}
        if method == "GET" and edge == "scheduled_posts":
            return 200, {"data": [self.describe(post) for post in site.posts if post.get("later")]}
        if method == "GET" and edge in ("threads_publishing_limit", "content_publishing_limit"):
            return 200, {"data": [{"quota_usage": 4, "config": {"quota_total": 250}}]}
        if method == "GET" and parts[0] in ("1000", "me") and edge is None:
            return 200, {"id": "1000", "name": "시청", "username": "cityhall"}
        if method == "GET" and parts[0] in site.containers:
            return 200, {"id": parts[0], "status": site.containers[parts[0]]["state"], "status_code": site.containers[parts[0]]["state"]}
        for post in site.posts:
            if post["id"] != parts[0] or edge is not None:
                continue
            if method == "GET":
                return 200, self.describe(post)
            if method == "DELETE":
                site.posts.remove(post)
            else:
                post["text"] = form["message"]
            return 200, {"success": True}
        site.violations.append(f"{method} {'/'.join(parts)} is no part of the API")
        return 404, {"error": {"message": "Unknown path", "code": 2500}}

    def describe(self, post):
        return {"id": post["id"], "message": post["text"], "text": post["text"], "caption": post["text"], "created_time": post["time"],
                "timestamp": post["time"], "is_published": not post.get("later"), "permalink": f"https://site.example/{post['id']}", "permalink_url": f"https://site.example/{post['id']}"}

    def do_GET(self):
        self.handle_one("GET")

    def do_POST(self):
        self.handle_one("POST")

    def do_DELETE(self):
        self.handle_one("DELETE")


class Library(http.server.ThreadingHTTPServer):
    """A WordPress of which only the library is used."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), LibraryHandler)
        self.url, self.files = f"http://127.0.0.1:{self.server_address[1]}", 0


class LibraryHandler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Link", f'<{self.server.url}/wp-json/>; rel="https://api.w.org/"')
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def do_HEAD(self):
        self.answer(200, {})

    def do_GET(self):
        self.answer(200, {"name": "시청", "url": self.server.url, "namespaces": ["wp/v2"]} if self.path.startswith("/wp-json/") else {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Authorization"] != "Basic " + base64.b64encode(b"editor:abcd efgh").decode():
            self.answer(401, {"code": "incorrect_password", "message": "no", "data": {"status": 401}})
        elif (self.path == "/wp-json/wp/v2/media" and body == {"image/png": PNG, "image/jpeg": JPEG}[self.headers["Content-Type"]]
              and "filename=" in self.headers["Content-Disposition"]):
            kind = self.headers["Content-Type"].split("/")[1].replace("jpeg", "jpg")
            self.server.files += 1
            self.answer(201, {"id": 50 + self.server.files, "source_url": f"{self.server.url}/a{self.server.files}.{kind}"})
        elif self.path == f"/wp-json/wp/v2/media/{50 + self.server.files}":
            self.answer(200, {"id": 50 + self.server.files})
        else:
            self.answer(404, {"code": "rest_no_route", "message": "no", "data": {"status": 404}})


class Meta(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.")
        self.picture = self.write("a.png", PNG)
        self.site = Site()
        threading.Thread(target=self.site.serve_forever, daemon=True).start()
        self.addCleanup(self.site.server_close)
        self.addCleanup(self.site.shutdown)

    def open_library(self):
        library = Library()
        threading.Thread(target=library.serve_forever, daemon=True).start()
        self.addCleanup(library.server_close)
        self.addCleanup(library.shutdown)
        return library

    def connect(self, platform, secret=TOKEN, name="채널"):
        self.ctl("channel", "add", "--name", name, "--platform", platform, "--url", self.site.url, "--user", "1000", stdin=secret)
        self.site.requests.clear()  # whose the token is was asked

    def add(self, *more, channel="채널"):
        return self.json("content", "add", "--title", "소식", "--type", "sns", "--channel", channel, "--text-file", self.text,
                         "--at", "2016-10-14 09:00", *more)["id"]

    def copy(self, number):
        return self.json("content", "show", str(number))["copies"][0]

    def kill_at(self, request, after):
        """Publishes, and dies while the platform works on @request, which it has done or not."""
        self.site.hanging.clear()
        self.site.hang_at, self.site.hang_after = request, after
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", NOW, "publish"], env=self.environment(),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertTrue(self.site.hanging.wait(60), self.site.requests)
        process.kill()
        process.communicate()

    def settle(self, number):
        """What a timer does: publish, until it is known to be out."""
        for _ in range(3):
            self.run_raw("--workspace", self.workspace, "--now", NOW, "publish")
            if self.copy(number)["state"] == "published":
                break
        self.assertEqual(self.copy(number)["state"], "published")
        self.assertEqual(self.site.violations, [])

    def killed(self, platform, request, made, *more, through=None):
        self.connect(platform)
        if through is not None:
            self.ctl("channel", "edit", "채널", "--media-through", through)
        answer = self.json("channel", "test", "채널")
        self.assertEqual((answer["outcome"], answer["http_status"]), ("ok", 200))
        self.assertEqual(self.site.posts, [])
        for i, after in enumerate((False, True)):
            number = self.add(*more)
            self.kill_at(request, after)
            self.assertEqual(self.copy(number)["state"], "unknown")
            self.assertEqual(len(self.site.posts), i + after)
            self.settle(number)
            copy = self.copy(number)
            self.assertEqual(len(self.site.posts), i + 1)
            self.assertEqual((copy["remote_id"], copy["remote_url"]),
                             (self.site.posts[i]["id"], f"https://site.example/{self.site.posts[i]['id']}"))
            if made is not None:
                self.assertEqual(self.site.count(made), i + 1)
        self.json("publish")
        self.assertEqual(len(self.site.posts), 2)
        self.no_secret(TOKEN)

    def test_facebook(self):
        self.killed("facebook", "POST /1000/feed", "POST /1000/photos", "--media", self.picture)
        self.assertEqual([post["pictures"] for post in self.site.posts], [1, 1])

    def test_instagram(self):
        """A picture through the library of the office's blog; the container outlives the program."""
        library = self.open_library()
        self.ctl("channel", "add", "--name", "블로그", "--platform", "wordpress", "--url", library.url, "--user", "editor",
                 stdin="abcd efgh")
        self.killed("instagram", "POST /1000/media_publish", "POST /1000/media", "--media", self.write("a.jpg", JPEG),
                    through="블로그")
        self.assertEqual([post["url"] for post in self.site.posts], [library.url + "/a1.jpg"] * 2)
        self.assertEqual(library.files, 1)

    def test_threads(self):
        self.killed("threads", "POST /1000/threads_publish", "POST /1000/threads")

    def test_pictures_through_a_library(self):
        """Threads fetches pictures itself: they are first put into the chosen blog's library, each once."""
        library = self.open_library()
        self.connect("threads")
        problems = self.json("content", "show", str(self.add("--media", self.picture)))["problems"]
        self.assertIn("media-public", [problem["kind"] for problem in problems])
        self.ctl("publish", code=1)
        self.assertEqual(self.site.posts, [])
        self.refused("channel", "edit", "채널", "--media-through", "채널")
        self.refused("channel", "edit", "채널", "--media-through", "http://files.example/")
        self.ctl("channel", "add", "--name", "블로그", "--platform", "wordpress", "--url", library.url, "--user", "editor", stdin="wrong")
        self.ctl("channel", "edit", "채널", "--media-through", "블로그")
        number = self.add("--media", self.picture)
        self.assertEqual([p["kind"] for p in self.json("content", "show", str(number))["problems"] if p["kind"] == "media-public"], [])
        # The library's trouble is not the post's own: it waits, and the channel is not said to be at fault.
        answer = self.ctl("publish", "--content", str(number), code=1)
        self.assertIn("블로그", answer.err)
        self.assertNotEqual(self.json("channel", "list")["channels"][0]["health"], "sign-in")
        self.ctl("channel", "edit", "블로그", "--secret", stdin="abcd efgh")
        self.ctl("publish", "--content", str(number))
        self.assertEqual([post["url"] for post in self.site.posts], [library.url + "/a1.png"])
        again = self.add("--media", self.picture)
        self.ctl("publish", "--content", str(again))
        self.assertEqual(library.files, 1)
        self.assertEqual(len(self.site.posts), 2)
        self.assertEqual(self.site.violations, [])

    def test_facebook_keeps_the_time(self):
        """Handed over only for a time that Facebook keeps; found by its id until it is out, also after being killed."""
        self.connect("facebook")
        seoul = datetime.timezone(datetime.timedelta(hours=9))

        def add_in(minutes, title):
            at = (datetime.datetime.now(seoul) + datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M")
            number = self.json("content", "add", "--title", title, "--type", "sns", "--channel", "채널", "--text-file",
                               self.write(f"{title}.txt", title), "--at", at, now=None)["id"]
            self.sql("UPDATE copy SET on_platform = 1")
            return number

        add_in(5, "곧")
        far = add_in(50 * 24 * 60, "먼 날")
        self.ctl("publish", now=None)
        self.assertEqual(self.site.requests, [])
        number = add_in(120, "두 시간 뒤")
        self.site.hang_at, self.site.hang_after = "POST /1000/feed", True
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "publish"], env=self.environment(), stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        self.assertTrue(self.site.hanging.wait(60), self.site.requests)
        process.kill()
        process.communicate()
        for _ in range(2):
            self.ctl("publish", now=None)
            self.assertEqual((self.copy(number)["state"], self.copy(number)["remote_id"]), ("scheduled", "1000_1"))
        self.site.posts[0]["later"] = 0
        self.ctl("publish", now=(datetime.datetime.now(seoul) + datetime.timedelta(hours=3)).isoformat(timespec="seconds"), code=None)
        self.assertEqual((self.copy(number)["state"], self.copy(number)["remote_url"]), ("published", "https://site.example/1000_1"))
        self.assertEqual(self.site.posts[0]["text"], "두 시간 뒤")
        self.assertEqual([post["text"] for post in self.site.posts].count("두 시간 뒤"), 1)
        self.assertEqual(self.copy(far)["state"], "scheduled")
        self.assertEqual(self.site.violations, [])

    def test_asked_too_often(self):
        """The platform's own minutes are waited for, over a restart too; what was turned away need not be looked up."""
        self.connect("facebook")
        number = self.add()
        self.site.limits = 1
        answer = self.ctl("publish", code=1, korean=True)
        self.assertIn("채널", answer.err)
        self.assertEqual(self.copy(number)["state"], "scheduled")
        self.ctl("publish", now="2016-10-14T10:04:00+09:00", code=1)
        self.assertEqual(self.site.requests, ["POST /1000/feed"])
        self.ctl("publish", now="2016-10-14T10:05:01+09:00")
        self.assertEqual(self.copy(number)["state"], "published")
        self.assertEqual(self.site.requests, ["POST /1000/feed", "POST /1000/feed", "GET /1000_1"])

    def test_slower_before_the_limit(self):
        """At 80 in a hundred the next post waits, over a restart too, and no call is made meanwhile; both go out once."""
        self.connect("facebook")
        first, second, third = self.add(), self.add(), self.add()
        self.ctl("content", "move", str(third), "--at", "2016-10-20 09:00")
        self.site.usage = {"1000": [{"type": "pages", "call_count": 85, "total_time": 20, "estimated_time_to_regain_access": 0}]}
        self.ctl("publish", code=1)
        self.assertEqual([self.copy(n)["state"] for n in (first, second)], ["published", "scheduled"])
        requests = list(self.site.requests)
        self.ctl("publish", now="2016-10-14T10:00:40+09:00", code=1)
        self.assertEqual(self.site.requests, requests)
        self.site.usage = None
        self.ctl("publish", now="2016-10-14T10:01:01+09:00")
        self.assertEqual(self.copy(second)["state"], "published")
        # What a person publishes now, as a warning, is not put off by a pause that is only kept for caution.
        self.site.usage = {"1000": [{"type": "pages", "call_count": 92}]}
        fourth = self.add()
        self.ctl("publish", now="2016-10-14T10:02:00+09:00")
        self.ctl("publish", "--content", str(third), now="2016-10-14T10:02:10+09:00")
        self.assertEqual([self.copy(n)["state"] for n in (third, fourth)], ["published"] * 2)
        self.assertEqual((len(self.site.posts), self.site.violations), (4, []))

    def test_slower_after_a_correction(self):
        """What a correction and a withdrawal learn of the usage is kept as well: the next post waits, in whatever program."""
        self.connect("facebook")
        first, second, third = self.add(), self.add(), self.add()
        self.ctl("content", "move", str(second), "--at", "2016-10-14 10:05")
        self.ctl("content", "move", str(third), "--at", "2016-10-14 10:10")
        self.ctl("publish")
        for at, act, due in (("10:04:30", ("edit", str(first), "--text-file", self.write("fixed.txt", "바로잡은 소식")), second), ("10:09:30", ("delete", str(first)), third)):
            with self.subTest(act[0]):
                self.site.usage = {"1000": [{"type": "pages", "call_count": 85}]}
                self.ctl("content", *act, now=f"2016-10-14T{at}+09:00")
                self.site.usage = None
                self.site.requests.clear()
                minute = at[:3] + ("05" if at.startswith("10:04") else "10")
                self.ctl("publish", now=f"2016-10-14T{minute}:01+09:00", code=1)
                self.assertEqual((self.copy(due)["state"], self.site.requests), ("scheduled", []))
                self.ctl("publish", now=f"2016-10-14T{minute}:40+09:00")
                self.assertEqual(self.copy(due)["state"], "published")
        self.assertEqual((len(self.site.posts), self.site.violations), (2, []))

    def test_comments(self):
        """What is said under the office's own posts is read with the account of the channel, once each."""
        library = self.open_library()
        self.ctl("channel", "add", "--name", "블로그", "--platform", "wordpress", "--url", library.url, "--user", "editor", stdin="abcd efgh")
        for platform in ("facebook", "instagram", "threads"):
            with self.subTest(platform):
                self.connect(platform, name=platform)
                self.ctl("channel", "edit", platform, "--media-through", "블로그")
                number = self.add("--media", self.write("a.jpg", JPEG), channel=platform)
                self.ctl("publish")
                self.ctl("source", "add", "--name", platform, "--kind", platform, "--url", f"{self.site.url}/1000")
                for new in (len(self.site.posts), 0):
                    result, = self.json("fetch", "--source", platform)["sources"]
                    self.assertEqual((result["outcome"], result["new"]), ("ok", new))
                mentions = self.json("mentions", "list", "--source", platform)["mentions"]
                self.assertEqual({(m["author"], m["text"]) for m in mentions}, {("김시민", "버스가 늦어요")})
                self.assertEqual(len({m["url"] for m in mentions}), len(self.site.posts))
                newest = [m for m in mentions if m.get("content") == number]
                self.assertEqual([m["content_title"] for m in newest], ["소식"])
                self.assertIn(self.copy(number)["remote_id"].split("_")[-1], newest[0]["url"])
                self.ctl("mentions", "export", "--source", platform, "-o", self.path("out.jsonl"))
                with open(self.path("out.jsonl"), encoding="utf-8") as file:
                    lines = [json.loads(line) for line in file]
                self.assertEqual([line["author"][0] for line in lines if line.get("content") == number], ["김"])
                source = [s for s in self.json("source", "list")["sources"] if s["name"] == platform][0]
                self.assertEqual((source["outcome"], source["new"]), ("ok", 0))
        self.assertEqual(self.site.violations, [])
        self.refused("source", "add", "--name", "x", "--kind", "pigeon", "--url", "https://city.example/1")

    def test_token_is_over(self):
        for platform in ("facebook", "threads"):
            with self.subTest(platform):
                self.connect(platform, secret="token-of-yesterday", name=platform)
                number = self.add(channel=platform)
                answer = self.ctl("publish", "--content", str(number), code=1)
                self.assertEqual(len(answer.err.splitlines()), 1)
                self.assertNotIn("token-of-yesterday", answer.err)
                self.assertNotEqual(self.copy(number)["state"], "published")
                self.assertEqual(self.site.posts, [])
                self.ctl("channel", "test", platform, code=1)


if __name__ == "__main__":
    unittest.main()
