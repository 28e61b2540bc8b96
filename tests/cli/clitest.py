# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of sotongctl share: a workspace in a folder of its own, the program run as
a person runs it, and a practice platform that really listens."""
import contextlib
import datetime
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import unittest
import urllib.request

PROGRAM = os.environ["SOTONGCTL"]
TOKEN = "practice-token-8f2c"
NOW = "2016-10-14T10:00:00+09:00"
HANGUL = re.compile("[가-힣]")

CONTENT = {"id", "title", "type", "campaign", "copies"}
COPY = {"id", "channel", "state", "publish_at", "remote_id", "remote_url"}
ATTEMPT = {"content_id", "copy_id", "channel", "started_at", "outcome", "http_status", "message"}
MENTION = {"id", "sources", "topics", "author", "published_at", "url", "text", "sentiment", "sentiment_source"}
PERIOD = {"start", "total", "positive", "neutral", "negative", "uncertain", "unlabelled", "gap"}


class Answer:
    """What a run printed and how it ended."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return self.out.splitlines()

    @property
    def rows(self):
        return [line.split("\t") for line in self.lines]


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.dir = tempfile.mkdtemp(prefix="sotong-cli-")
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)
        self.workspace = os.path.join(self.dir, "city.sotong")

    def path(self, name):
        return os.path.join(self.dir, name)

    def read(self):
        with open(self.workspace, "rb") as file:
            return file.read()

    def write(self, name, text):
        data = text if isinstance(text, bytes) else text.encode()
        with open(self.path(name), "wb") as file:
            file.write(data)
        return self.path(name)

    def environment(self, korean=False):
        env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "SOTONG_WORKSPACE"))}
        env.update(LC_ALL="C.UTF-8", XDG_DATA_HOME=self.path("data"), XDG_CONFIG_HOME=self.path("config"), XDG_CACHE_HOME=self.path("cache"),
                   XDG_STATE_HOME=self.path("state"))
        if korean:
            env["LANGUAGE"] = "ko"
        return env

    def run_raw(self, *args, stdin="", korean=False, env=None, timeout=120):
        environment = self.environment(korean)
        environment.update(env or {})
        done = subprocess.run([PROGRAM, *args], input=stdin.encode(), capture_output=True, env=environment, cwd=self.dir, timeout=timeout)
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    def ctl(self, *args, code=0, stdin="", korean=False, now=NOW, workspace=None, env=None):
        """Runs a verb on the workspace, checks how it ends and that what it says is fit to be read."""
        words = ["--workspace", workspace or self.workspace]
        if now is not None:
            words += ["--now", now]
        answer = self.run_raw(*words, *args, stdin=stdin, korean=korean, env=env)
        self.check(answer, code, args)
        return answer

    def check(self, answer, code, args):
        shown = f"{args}: exit {answer.code}\n{answer.out}\n{answer.err}"
        if code is not None:
            self.assertEqual(answer.code, code, shown)
        self.assertNotRegex(answer.err, r"\*\*|CRITICAL|WARNING|AddressSanitizer|runtime error", shown)
        self.assertNotIn("(null)", answer.out + answer.err, shown)
        if answer.code != 0:
            self.assertTrue(answer.err.startswith("sotongctl: "), shown)
        if answer.code in (1, 3):
            for line in answer.err.splitlines():
                self.assertTrue(line.startswith("sotongctl: "), shown)
                self.assertGreater(len(line), 20, shown)
        if answer.code == 3:
            self.assertEqual(len(answer.err.splitlines()), 1, shown)

    def json(self, *args, **options):
        return self.ctl("--json", *args, **options).json

    def refused(self, *args, **options):
        """A wrong use: exit 2, and the verb's own line of use."""
        answer = self.ctl(*args, code=2, **options)
        self.assertEqual(answer.out, "")
        return answer

    def init(self):
        self.ctl("init")

    def sql(self, text, *values):
        """The file as another program sees it, once sotongctl has ended."""
        with contextlib.closing(sqlite3.connect(self.workspace)) as db:
            rows = db.execute(text, values).fetchall()
            db.commit()
            return rows

    def members(self, thing, names):
        self.assertLessEqual(names, set(thing), f"{names - set(thing)} lacks in {thing}")

    def is_time(self, text):
        self.assertRegex(text, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")
        return datetime.datetime.fromisoformat(text)

    def no_secret(self, *secrets):
        """No file of the workspace holds one."""
        for folder, _folders, names in os.walk(self.dir):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    data = file.read()
                for secret in secrets:
                    self.assertNotIn(secret.encode(), data, os.path.join(folder, name))

    # ---- the practice platform ----

    def serve(self, *args, token=TOKEN, now=NOW):
        """Starts one and returns its address."""
        process = subprocess.Popen([PROGRAM, "--now", now, "practice", "serve", *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=self.environment())
        process.stdin.write(token.encode() + b"\n")
        process.stdin.close()
        self.addCleanup(self.stop, process)
        self.server = process
        line = process.stdout.readline().decode().strip()
        self.assertRegex(line, r"^http://127\.0\.0\.1:\d+$")
        return line

    def stop(self, process):
        if process.stdout.closed:
            return
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        process.stdout.close()
        error = process.stderr.read().decode()
        process.stderr.close()
        self.assertEqual(error, "")
        self.assertEqual(process.returncode, 0)

    def call(self, url, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{url}/api/v1/{path}", data=data,
                                         headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def fault(self, url, kind, **more):
        self.call(url, "faults", {"kind": kind, **more})
