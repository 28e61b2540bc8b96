# SPDX-License-Identifier: GPL-3.0-or-later
"""Bluesky, X and Threads on this machine, for long texts: each by its documented contract, each able to lose an answer."""
import base64
import datetime
import http.server
import json
import threading
import time
import unicodedata
import urllib.parse


class Lost(Exception):
    """The connection breaks here."""


def utc(fraction=True):
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f" if fraction else "%Y-%m-%dT%H:%M:%S")


class Site(http.server.ThreadingHTTPServer):
    """What the three have in common. `lose` names the moment at which one call ends without an answer."""
    daemon_threads = True
    secret = "thread-token-77b1"
    user, handle, limit = "1000", "", 0

    def __init__(self, case):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.posts, self.received, self.violations, self.lost, self.refuse = [], 0, [], None, None
        self.n_made = 0  # of all times: no number is given twice
        self.lock = threading.RLock()
        threading.Thread(target=self.serve_forever, daemon=True).start()
        case.addCleanup(self.server_close)
        case.addCleanup(self.shutdown)

    def lose(self, what, when, skip=0, then=lambda: None):
        """The call @what after @skip others like it: its answer is lost, "before" or "after" it was obeyed."""
        self.lost = [what, when, skip, then]

    def moment(self, what, when):
        if self.lost is None or self.lost[:2] != [what, when]:
            return
        if self.lost[2] > 0:
            self.lost[2] -= 1
            return
        then, self.lost = self.lost[3], None
        then()
        raise Lost

    def obey(self, what, function, *args):
        with self.lock:
            self.moment(what, "before")
            answer = function(*args)
            self.moment(what, "after")
            return answer

    def find(self, number):
        found = [post for post in self.posts if post["id"] == number]
        return found[0] if found else None

    def put(self, number, text, parent, **more):
        self.received += 1
        self.n_made += 1
        if parent is not None and self.find(parent) is None:
            self.violations.append(f"{number} answers what is not there")
        self.posts.append({"id": number, "text": text, "parent": parent, **more})
        return self.posts[-1]

    def first(self, number):
        while self.find(number)["parent"] is not None:
            number = self.find(number)["parent"]
        return number

    def chain(self):
        """The texts there, in the order in which they answer each other; one line, or it is none."""
        posts, last, texts = list(self.posts), None, []
        while posts:
            found = [post for post in posts if post["parent"] == last]
            if len(found) != 1:
                raise AssertionError(f"no thread: {self.posts}")
            texts, last = texts + [found[0]["text"]], found[0]["id"]
            posts.remove(found[0])
        return texts

    def violate(self, text):
        self.violations.append(text)
        return 400, {"error": "InvalidRequest", "message": text, "title": text}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def handle_any(self):
        address = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(address.query))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            status, thing = self.server.answer(self.command, address.path, query, body, self.headers)
        except Lost:
            self.close_connection = True
            return
        data = json.dumps(thing).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any


class Bluesky(Site):
    """A data server: docs.bsky.app. A record key that is taken is answered by a plain 500, as the real one does."""
    platform, user, secret, limit = "bluesky", "city.test", "app-pass-word", 300
    did = "did:plc:city1234567890"
    POST = "app.bsky.feed.post"

    def __init__(self, case):
        super().__init__(case)
        self.access = self.refresh = None
        self.sessions = 0

    def jwt(self, scope, seconds):
        part = lambda thing: base64.urlsafe_b64encode(json.dumps(thing).encode()).decode().rstrip("=")
        now = int(time.time())
        self.sessions += 1
        return f"{part({'alg': 'HS256'})}.{part({'scope': scope, 'sub': self.did, 'iat': now, 'exp': now + seconds, 'jti': self.sessions})}.c2ln"

    def session(self):
        self.access, self.refresh = self.jwt("com.atproto.access", 7200), self.jwt("com.atproto.refresh", 7776000)
        return 200, {"did": self.did, "handle": self.user, "accessJwt": self.access, "refreshJwt": self.refresh, "active": True}

    def uri(self, rkey):
        return f"at://{self.did}/{self.POST}/{rkey}"

    def answer(self, method, path, query, body, headers):
        name, bearer = path.removeprefix("/xrpc/"), headers.get("Authorization", "").removeprefix("Bearer ")
        if (method, name) == ("POST", "com.atproto.server.createSession"):
            asked = json.loads(body)
            if (asked.get("identifier"), asked.get("password")) != (self.user, self.secret):
                return 401, {"error": "AuthenticationRequired", "message": "Invalid identifier or password"}
            return self.session()
        if (method, name) == ("POST", "com.atproto.server.refreshSession"):
            return self.session() if bearer == self.refresh and not body else (400, {"error": "ExpiredToken", "message": "Token has been revoked"})
        if (method, name) == ("GET", "com.atproto.repo.getRecord"):
            post = self.find(self.uri(query.get("rkey")))
            if query.get("repo") not in (self.did, self.user) or query.get("collection") != self.POST:
                return self.violate("getRecord of another repository")
            return (200, post["answer"] | {"value": post["record"]}) if post else (400, {"error": "RecordNotFound", "message": "Could not locate record"})
        if not bearer:
            return 401, {"error": "AuthMissing", "message": "Authentication Required"}
        if bearer != self.access:
            return 400, {"error": "ExpiredToken", "message": "Token has expired"}
        if (method, name) == ("GET", "com.atproto.server.getSession"):
            return 200, {"did": self.did, "handle": self.user, "active": True}
        if method == "POST" and name in ("com.atproto.repo.createRecord", "com.atproto.repo.putRecord"):
            return self.obey("create", self.create, json.loads(body))
        if (method, name) == ("POST", "com.atproto.repo.deleteRecord"):
            return self.obey("remove", self.remove, json.loads(body))
        return self.violate(f"{method} {path} is no part of the API")

    def create(self, asked):
        record, rkey = asked["record"], asked.get("rkey")
        letters = sum(1 for c in unicodedata.normalize("NFC", record["text"]) if not unicodedata.combining(c))
        if asked["repo"] != self.did or asked["collection"] != self.POST or record["$type"] != self.POST:
            return self.violate("createRecord elsewhere")
        if rkey is None or len(rkey) != 13 or set(rkey) - set("234567abcdefghijklmnopqrstuvwxyz"):
            return self.violate("no record key of one's own")
        if not record["createdAt"].endswith("Z") and "+" not in record["createdAt"]:
            return self.violate("createdAt without a zone")
        if letters > 300 or len(record["text"].encode()) > 3000:
            return 400, {"error": "InvalidRequest", "message": "grapheme too big (maximum 300)"}
        if self.refuse is not None and self.refuse in record["text"]:
            return 400, {"error": "InvalidRequest", "message": "not these words"}
        if self.find(self.uri(rkey)) is not None:
            return 500, {"error": "InternalServerError", "message": "Internal Server Error"}
        reply, parent = record.get("reply"), None
        if reply is not None:
            parent = reply["parent"]["uri"]
            for end in (reply["parent"], reply["root"]):
                if self.find(end["uri"]) is None or self.find(end["uri"])["answer"]["cid"] != end["cid"]:
                    return self.violate("an answer to what is not there")
            if reply["root"]["uri"] != self.first(parent):
                return self.violate("the root is not what the thread began with")
        made = {"uri": self.uri(rkey), "cid": f"bafyrei{len(self.posts):052d}"}
        self.put(self.uri(rkey), record["text"], parent, record=record, answer=made)
        return 200, {**made, "validationStatus": "valid"}

    def remove(self, asked):
        self.posts = [post for post in self.posts if post["id"] != f"at://{asked['repo']}/{asked['collection']}/{asked['rkey']}"]
        return 200, {}


class X(Site):
    """docs.x.com, version 2: no key, no edit, and the same words not twice."""
    platform, user, handle, limit = "x", "city", "city", 280

    def answer(self, method, path, query, body, headers):
        if headers.get("Authorization") != f"Bearer {self.secret}":
            return 401, {"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}
        if (method, path) == ("GET", "/2/users/me"):
            return 200, {"data": {"id": "2244994945", "username": "city", "name": "시청"}}
        if (method, path) == ("POST", "/2/tweets"):
            if headers.get("Content-Type", "").split(";")[0] != "application/json":
                return self.violate("a post is JSON")
            return self.obey("create", self.create, json.loads(body))
        if (method, path) == ("GET", "/2/users/2244994945/tweets"):
            return self.timeline(query)
        if method == "DELETE" and path.startswith("/2/tweets/"):
            return self.obey("remove", self.remove, path.rsplit("/", 1)[1])
        return self.violate(f"{method} {path} is no part of the API")

    def create(self, asked):
        text, reply = asked.get("text"), asked.get("reply", {}).get("in_reply_to_tweet_id")
        if set(asked) - {"text", "media", "reply", "made_with_ai"}:
            return self.violate("an unknown member")
        if self.refuse is not None and self.refuse in text:
            return 403, {"title": "Forbidden", "type": "about:blank", "status": 403, "detail": "You are not permitted to perform this action."}
        if any(post["text"] == text for post in self.posts):
            return 403, {"title": "Forbidden", "type": "about:blank", "status": 403, "detail": "You are not allowed to create a Tweet with duplicate content."}
        number = str(1859000000000000001 + self.n_made)
        self.put(number, text, reply, time=utc()[:-3] + "Z")
        return 201, {"data": {"id": number, "text": self.shorten(text)[0]}}

    @staticmethod
    def shorten(text):
        """As X returns it: addresses are its own short ones."""
        urls, words = [], text.split(" ")
        for i, word in enumerate(words):
            if word.startswith("https://"):
                urls.append({"url": f"https://t.co/{i}", "expanded_url": word})
                words[i] = urls[-1]["url"]
        return " ".join(words), urls

    def timeline(self, query):
        if not 5 <= int(query.get("max_results", "10")) <= 100:
            return self.violate("max_results is 5 to 100")
        newest, begin, data = self.posts[::-1], int(query.get("pagination_token", "0")), []
        end = begin + int(query.get("max_results", "10"))
        for post in newest[begin:end]:
            text, urls = self.shorten(post["text"])
            data.append({"id": post["id"], "text": text.replace("&", "&amp;"), "created_at": post["time"], "entities": {"urls": urls}})
        more = {"next_token": str(end)} if end < len(newest) else {}
        return 200, {"meta": {"result_count": len(data), **more}, **({"data": data} if data else {})}

    def remove(self, number):
        there = self.find(number)
        if there is None:
            return 404, {"title": "Not Found Error", "type": "https://api.x.com/2/problems/resource-not-found", "detail": "no such Tweet"}
        self.posts.remove(there)
        return 200, {"data": {"deleted": True}}


class Threads(Site):
    """developers.facebook.com/docs/threads: a container first, which is published once; answers stand in a list of their own."""
    platform, limit = "threads", 500

    def __init__(self, case):
        super().__init__(case)
        self.containers = {}

    def fail(self, code, subcode=0, message="no"):
        return 400, {"error": {"message": message, "type": "OAuthException", "code": code, "error_subcode": subcode, "fbtrace_id": "A1"}}

    def answer(self, method, path, query, body, headers):
        if not path.startswith("/v1.0/"):
            return self.violate(f"{path} without a version")
        parts = path.strip("/").split("/")[1:]
        if headers.get("Authorization") != f"Bearer {self.secret}" or "access_token" in query:
            return self.fail(190, 463, "Session has expired")
        if method == "POST" and headers.get("Content-Type") != "application/x-www-form-urlencoded":
            return self.violate("a form was expected")
        form = dict(urllib.parse.parse_qsl(body.decode()))
        if (method, parts) == ("POST", ["1000", "threads"]):
            return self.obey("container", self.contain, form)
        if (method, parts) == ("POST", ["1000", "threads_publish"]):
            return self.obey("create", self.create, form)
        if method == "GET" and parts[0] == "1000" and parts[1:] in (["threads"], ["replies"]):
            answers = parts[1] == "replies"
            return 200, {"data": [self.describe(post) for post in self.posts[::-1] if (post["parent"] is not None) == answers]}
        if (method, parts) == ("GET", ["1000", "threads_publishing_limit"]):
            return 200, {"data": [{"quota_usage": 4, "config": {"quota_total": 250, "quota_duration": 86400}}]}
        if method == "GET" and parts in (["1000"], ["me"]):
            return 200, {"id": "1000", "username": "city"}
        if method == "GET" and parts[0] in self.containers:
            return 200, {"id": parts[0], "status": self.containers[parts[0]]["state"]}
        if len(parts) == 1 and self.find(parts[0]) is not None:
            return (200, self.describe(self.find(parts[0]))) if method == "GET" else self.obey("remove", self.remove, parts[0])
        if method in ("GET", "DELETE") and len(parts) == 1:
            return self.fail(100, 33, "Object does not exist")
        return self.violate(f"{method} {path} is no part of the API")

    def contain(self, form):
        if form.get("media_type") != "TEXT" or not form.get("text") or set(form) - {"media_type", "text", "reply_to_id"}:
            return self.violate(f"a container of {sorted(form)}")
        if len(form["text"]) > 500:
            return self.fail(100, message="text must be at most 500 characters")
        if self.refuse is not None and self.refuse in form["text"]:
            return self.fail(100, message="these words are not taken")  # of this post alone: 368 would be of the account
        number = f"17{len(self.containers):015d}"
        self.containers[number] = {**form, "state": "FINISHED"}
        return 200, {"id": number}

    def create(self, form):
        container = self.containers.get(form.get("creation_id"))
        if container is None or container["state"] != "FINISHED":
            return self.fail(24, 2207006, "no such container")
        container["state"] = "PUBLISHED"
        number = f"18{self.n_made:015d}"
        self.put(number, container["text"], container.get("reply_to_id"), time=utc(False) + "+0000")
        return 200, {"id": number}

    @staticmethod
    def describe(post):
        return {"id": post["id"], "text": post["text"], "timestamp": post["time"], "permalink": f"https://www.threads.net/@city/post/{post['id']}"}

    def remove(self, number):
        self.posts.remove(self.find(number))
        return 200, {"success": True, "deleted_id": number}
