# SPDX-License-Identifier: GPL-3.0-or-later
"""X, YouTube and Telegram on this machine, each of which can keep a caller waiting after it has obeyed."""
import contextlib
import http.server
import json
import threading
import time
import urllib.parse

SECRET = "acc-9b1c7e"
BOT = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


class Server:
    """A platform on loopback. A subclass answers; what it does not know is a violation."""

    def __init__(self):
        self.posts, self.violations, self.requests = [], [], []
        self.hang = threading.Event()     # set: the next post is done, and never answered
        self.arrived = threading.Event()  # it is done
        self.release = threading.Event()
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_args):
                pass

            def handle_one(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                path, _, query = self.path.partition("?")
                server.requests.append(f"{self.command} {path}")
                answer = server.answer(self.command, path, dict(urllib.parse.parse_qsl(query)), self.headers, body)
                if answer is None:
                    server.violations.append(f"{self.command} {self.path}")
                    answer = (404, {}, {"title": "Not found"})
                status, headers, data = answer
                data = json.dumps(data).encode() if data is not None else b""
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                if data:
                    self.send_header("Content-Type", "application/json; charset=utf-8")
                for name, value in headers.items():
                    self.send_header(name, value)
                with contextlib.suppress(OSError):  # the caller may be dead
                    self.end_headers()
                    self.wfile.write(data)

            do_GET = do_POST = do_PUT = do_DELETE = handle_one

        self.httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.httpd.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.httpd.server_address[1]}"
        threading.Thread(target=self.httpd.serve_forever, daemon=True).start()

    def close(self):
        self.release.set()
        self.httpd.shutdown()
        self.httpd.server_close()

    def keep(self, post):
        """The post is there from now on; whether the caller ever hears of it is another thing."""
        self.posts.append(post)
        if self.hang.is_set():
            self.hang.clear()
            self.arrived.set()
            self.release.wait(60)


class X(Server):
    def answer(self, method, path, query, headers, body):
        if headers.get("Authorization") != f"Bearer {SECRET}":
            return 401, {}, {"title": "Unauthorized", "status": 401}
        if (method, path) == ("GET", "/2/users/me"):
            return 200, {}, {"data": {"id": "42", "username": "city", "name": "시청"}}
        if (method, path) == ("GET", "/2/users/42/tweets"):
            return 200, {}, {"data": self.posts[::-1], "meta": {"result_count": len(self.posts)}} if self.posts else {"meta": {"result_count": 0}}
        if (method, path) == ("POST", "/2/tweets"):
            post = {"id": str(1859000000000000001 + len(self.posts)), "text": json.loads(body)["text"].replace("&", "&amp;"),
                    "created_at": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())}
            self.keep(post)
            return 201, {}, {"data": {"id": post["id"], "text": post["text"]}}
        return None


class Telegram(Server):
    limited = 0  # so many of the next messages are too many

    def answer(self, method, path, query, headers, body):
        prefix = f"/bot{BOT}/"
        if not path.startswith(prefix):
            return 401, {}, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        name = path[len(prefix):]
        if (method, name) == ("GET", "getMe"):
            return 200, {}, {"ok": True, "result": {"id": 7, "is_bot": True, "username": "city_bot"}}
        if (method, name) == ("GET", "getChat") and query == {"chat_id": "@city_news"}:
            return 200, {}, {"ok": True, "result": {"id": -1001, "title": "시청 소식", "username": "city_news", "type": "channel"}}
        if (method, name) == ("GET", "getChatMember") and query == {"chat_id": "@city_news", "user_id": "7"}:
            return 200, {}, {"ok": True, "result": {"status": "administrator", "user": {"id": 7, "is_bot": True}, "can_post_messages": True}}
        if (method, name) == ("POST", "sendMessage"):
            data = json.loads(body)
            if data["chat_id"] != "@city_news":
                return None
            if self.limited > 0:
                self.limited -= 1
                return 429, {}, {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 35", "parameters": {"retry_after": 35}}
            self.keep(data)
            return 200, {}, {"ok": True, "result": {"message_id": len(self.posts), "date": 1, "chat": {"id": -1001, "username": "city_news"}}}
        if (method, name) == ("POST", "editMessageText"):
            number = json.loads(body)["message_id"]
            return 200, {}, {"ok": True, "result": {"message_id": number, "date": 1, "chat": {"id": -1001, "username": "city_news"}}}
        return None


class YouTube(Server):
    """Uploads in sessions; a film is made when its last byte is there."""

    def __init__(self):
        super().__init__()
        self.sessions, self.film, self.received = [], None, 0

    def answer(self, method, path, query, headers, body):
        if headers.get("Authorization") != f"Bearer {SECRET}":
            return 401, {}, {"error": {"code": 401, "message": "Invalid Credentials", "errors": [{"reason": "authError"}]}}
        if (method, path) == ("GET", "/youtube/v3/channels"):
            return 200, {}, {"items": [{"id": "UC1", "snippet": {"title": "시청 TV"}, "contentDetails": {"relatedPlaylists": {"uploads": "UU1"}}}]}
        if (method, path) == ("GET", "/youtube/v3/playlistItems"):
            return 200, {}, {"items": []}
        if (method, path) == ("POST", "/upload/youtube/v3/videos"):
            self.film = json.loads(body)
            self.film["size"] = int(headers["X-Upload-Content-Length"])
            self.sessions.append(self.film)
            return 200, {"Location": f"{self.url}/upload/s{len(self.sessions)}"}, None
        if method == "PUT" and path == f"/upload/s{len(self.sessions)}":
            return self.put(headers["Content-Range"], body)
        return None

    def put(self, span, body):
        size = self.film["size"]
        if span != f"bytes */{size}":
            if span != f"bytes {self.received}-{self.received + len(body) - 1}/{size}":
                return None
            self.received += len(body)
            if self.received == size:
                self.keep(self.film)
        if self.received < size:
            return 308, {"Range": f"bytes=0-{self.received - 1}"} if self.received else {}, None
        return 200, {}, {"id": f"film{len(self.posts)}", "status": {"privacyStatus": self.film["status"]["privacyStatus"]}}
