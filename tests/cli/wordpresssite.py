# SPDX-License-Identifier: GPL-3.0-or-later
"""A WordPress on this machine, and answers written out in full."""
import email.utils
import json
import re
import time

from listener import Listener


def page(status, body, *headers):
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body.encode())}", "Connection: close", "", body]
    return "\r\n".join(lines)


class Site(Listener):
    """A WordPress that answers as it must, by a clock of its own, or as a portal does that stands before the network."""

    def __init__(self, ahead=0):
        self.ahead, self.posts, self.portal, self.lose = ahead, [], False, False
        self.forbidden, self.refusal = 0, "403 Forbidden"  # so many of the next calls for posts are refused with a page, by something before the site
        self.down_after = 0  # so many calls for posts are refused after a masked one
        self.resting, self.asked = None, 0  # how long the site wants everything to wait, in seconds; how often it was asked meanwhile
        self.unlisted = None  # the status with which the account is not let see any list of posts
        self.mask = []  # what stands before the site answers the next calls for posts, which are done, with these statuses and a page
        self.bin = False  # an editor of the site puts what goes out into the bin, before anybody looks
        super().__init__()

    def serve(self, connection):
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                data = connection.recv(65536)
                if not data:
                    break
                head += data
            if not head:
                return
            head, _, body = head.partition(b"\r\n\r\n")
            length = int((re.search(rb"(?i)content-length: *(\d+)", head) or [0, b"0"])[1])
            while len(body) < length:
                data = connection.recv(65536)
                if not data: # the caller is dead
                    return
                body += data
            answer = self.answer(*head.split(b"\r\n")[0].decode().split(" ")[:2], body)
            if answer is not None:
                connection.sendall(answer.encode())

    def now(self):
        return time.time() + self.ahead

    def answer(self, method, path, body):
        date = f"Date: {email.utils.formatdate(self.now(), usegmt=True)}"
        if self.resting is not None:
            self.asked += 1
            return page("503 Service Unavailable", "<html>점검 중</html>", f"Retry-After: {self.resting}", "Content-Type: text/html", date)
        if self.portal:
            return page("302 Found", "<html>로그인</html>", "Location: http://portal.invalid/login", "Content-Type: text/html", date)
        if self.forbidden > 0 and path.startswith("/wp-json/wp/v2/posts"):
            self.forbidden -= 1
            return page(self.refusal, "<html>차단</html>", "Content-Type: text/html", date)
        if self.mask and path.startswith("/wp-json/wp/v2/posts/") and method == "POST":
            status, masked, self.mask = self.mask[0], self.mask[1:], []
            self.answer(method, path, body)
            self.mask, self.forbidden = masked, self.down_after
            return page(f"{status} -", "<html>Backend fetch failed</html>", "Content-Type: text/html", date)
        json_type = "Content-Type: application/json; charset=UTF-8"
        route = path.partition("?")[0]
        if route == "/":
            return page("200 OK", "<html></html>", f'Link: <{self.url}/wp-json/>; rel="https://api.w.org/"', "Content-Type: text/html", date)
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(self.now()))
        if route == "/wp-json/wp/v2/posts" and method == "POST":
            sent = json.loads(body)
            post = {"id": 100 + len(self.posts), "link": f"{self.url}/?p={100 + len(self.posts)}", "status": sent["status"], "date_gmt": stamp,
                    "modified_gmt": stamp, "slug": sent["slug"], "title": {"raw": sent["title"], "rendered": sent["title"]},
                    "content": {"raw": sent["content"], "rendered": sent["content"]}}
            self.posts.append(post)
            return page("201 Created", json.dumps(post), json_type, date)
        if route.startswith("/wp-json/wp/v2/posts/") and method == "POST":
            post = self.posts[int(route.rpartition("/")[2]) - 100]
            post.update(status=json.loads(body)["status"], date_gmt=stamp, modified_gmt=stamp)
            if self.bin:
                post.update(status="trash", slug=post["slug"] + "__trashed")
            return None if self.lose else page("200 OK", json.dumps(post), json_type, date)
        if route == "/wp-json/wp/v2/posts" and self.unlisted:
            return page(self.unlisted, json.dumps({"code": "rest_forbidden", "message": "-", "data": {"status": int(self.unlisted[:3])}}), json_type, date)
        if route == "/wp-json/wp/v2/posts":
            slug = re.search(r"slug=([^&]*)", path)
            return page("200 OK", json.dumps([p for p in self.posts if slug and p["slug"] in slug[1].split(",")]), json_type, date)
        if route == "/wp-json/":
            return page("200 OK", json.dumps({"name": "시청", "url": self.url, "namespaces": ["wp/v2"], "authentication": {}}), json_type, date)
        return page("404 Not Found", json.dumps({"code": "rest_no_route", "message": "-", "data": {"status": 404}}), json_type, date)
