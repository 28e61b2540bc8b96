# SPDX-License-Identifier: GPL-3.0-or-later
"""A Mastodon server on this machine, for one account."""
import datetime
import http.server
import json
import threading
import urllib.parse


class Server(http.server.BaseHTTPRequestHandler):
    """One account, by docs.joinmastodon.org. `then` is what happens after the next post was taken."""
    protocol_version = "HTTP/1.1"

    def answer(self, status, thing, **headers):
        data = json.dumps(thing).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def html(self, body):
        return "<p>" + body["status"].replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br />") + "</p>"

    def one(self, number, data):
        posts = self.server.state["posts"]
        found = [post for post in posts if post["id"] == number]
        if not found:
            return self.answer(404, {"error": "Record not found"})
        if self.command == "PUT":
            found[0]["content"] = self.html(json.loads(data))
        elif self.command == "DELETE":
            posts.remove(found[0])
        return self.answer(200, found[0])

    def post(self, body):
        state = self.server.state
        key = self.headers.get("Idempotency-Key")
        state["received"] += 1
        if state["busy"]:
            until = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=4)
            return self.answer(429, {"error": "Too many requests"}, X_RateLimit_Reset=until.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        if state["refuses"]:
            return self.answer(422, {"error": "Validation failed"})
        known = [post for post in state["posts"] if post["key"] == key]
        if not known:
            now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
            number = str(113511234567890000 + state["made"])  # of all times: no number is given twice
            state["made"] += 1
            known = [{"id": number, "created_at": now, "url": f"https://m.example/@city/{number}", "key": key,
                      "media_attachments": [{"id": each, "type": "image"} for each in body.get("media_ids", [])],
                      "content": self.html(body), "in_reply_to_id": body.get("in_reply_to_id")}]
            state["posts"] += known
        if state["mask"] > 0:
            state["mask"] -= 1
            return self.answer(503, {"error": "Service Unavailable"})
        then = None
        if state["skip"] == 0:
            then, state["then"] = state["then"], None
        state["skip"] = max(0, state["skip"] - 1)
        if then is not None:
            then()
            self.close_connection = True
            return None
        return self.answer(200, known[0])

    def handle_any(self):
        state = self.server.state
        path = urllib.parse.urlsplit(self.path).path
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if path == "/api/v2/instance" and state["letters"]:
            self.answer(200, {"domain": "m.example", "configuration": {"statuses": {"max_characters": state["letters"], "max_media_attachments": 4}}})
        elif self.headers.get("Authorization") != f"Bearer {state['token']}":
            self.answer(401, {"error": "The access token is invalid"})
        elif path == "/api/v1/accounts/verify_credentials":
            self.answer(200, {"id": "1", "acct": "city", "display_name": "서울시", "followers_count": 7, "statuses_count": 3})
        elif (self.command, path) == ("POST", "/api/v2/media") and b'name="file"' in body:
            state["files"] += 1
            self.answer(200, {"id": str(900 + state["files"]), "type": "image", "url": "https://m.example/file"})
        elif (self.command, path) == ("POST", "/api/v1/statuses"):
            self.post(json.loads(body))
        elif path == "/api/v1/accounts/1/statuses" and state["unlisted"]:
            self.answer(403, {"error": "This action is outside the authorized scopes"})
        elif path == "/api/v1/accounts/1/statuses":
            self.answer(200, [post for post in state["posts"][::-1] if not state["lags"]] if "max_id" not in self.path else [])
        elif path.startswith("/api/v1/statuses/"):
            self.one(path.rsplit("/", 1)[1], body)
        elif path == "/api/v1/scheduled_statuses":
            self.answer(200, [])
        else:
            self.answer(404, {"error": "Record not found"})

    do_GET = do_POST = do_PUT = do_DELETE = handle_any

    def log_message(self, *args):
        pass


def start(case, token):
    """Starts one. Its `state` says what it has, and what it is to do."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.state = {"posts": [], "token": token, "then": None, "busy": False, "refuses": False, "received": 0, "made": 0, "letters": 0, "skip": 0, "files": 0, "lags": False,
                    "mask": 0, "unlisted": False}
    server.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    case.addCleanup(server.server_close)
    case.addCleanup(server.shutdown)
    return server
