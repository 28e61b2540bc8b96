# SPDX-License-Identifier: GPL-3.0-or-later
"""A campaign of kills at random on one platform, before a network that is in trouble. SOTONG_CRASH_KILLS is how many kills there are on each
platform, SOTONG_CRASH_SEED where the dice begin."""
import os
import random
import re
import subprocess
import threading
import time

from chaos import Chaos
from clitest import PROGRAM, TOKEN

KILLS = int(os.environ.get("SOTONG_CRASH_KILLS", "6"))
SEED = int(os.environ.get("SOTONG_CRASH_SEED", "0")) or random.randrange(1, 1000000)
FIGURES = re.compile(r"^GET .*(tweets|insights|reports|members|include=email|getProfile|getPosts|getChatMemberCount) ")  # which the daemon asks for and these sites do not have
WAITING = 5     # so many posts are due at each moment


class Killed:
    """One platform. The names of the contents stand in their texts, so that the server's posts can be told from each other."""
    platform, user, handle, secret = "", "", "", TOKEN

    def setUp(self):
        super().setUp()
        self.dice, self.seed = random.Random(SEED), f"SOTONG_CRASH_SEED={SEED}"
        self.relay = Chaos(self, SEED)
        self.relay.lead_to(self.begin())
        print(f"# {self.platform}: {self.seed}", flush=True)
        self.minute, self.numbers, self.n_killed = 0, {}, 0
        self.init()
        self.ctl("late", "set", "1440")
        self.ctl("--secrets-stdin", "channel", "add", "--name", "시청", "--platform", self.platform, "--url", self.relay.url,
                 *(["--user", self.user] if self.user else []), *(["--handle", self.handle] if self.handle else []))

    def begin(self):
        """Starts the site and returns its address."""
        raise NotImplementedError

    def texts(self):
        """What is on the site: each post's text by its number there."""
        raise NotImplementedError

    # ---- the workspace ----

    def clock(self):
        return f"2016-10-14T{10 + self.minute // 60:02}:{self.minute % 60:02}:00+09:00"

    def at(self, *words, **options):
        return self.ctl(*words, now=self.clock(), **options)

    def publish(self, *words):
        """The secret comes on standard input: on a busy machine a keyring may not answer in time, which is no matter here."""
        return self.at("--secrets-stdin", "publish", *words, "--real", stdin=f"시청\t{self.secret}\n", code=None)

    def copies(self):
        rows = self.sql("SELECT content_id, id, state, remote_id FROM copy")
        return {content: (copy, state, remote) for content, copy, state, remote in rows}

    def words(self, name):
        return f"{name}: 시민 여러분과 함께 만드는 가을 축제를 안내합니다."

    def fill(self, *more):
        done = {content for content, (_copy, state, _remote) in self.copies().items() if state in ("published", "unknown")}
        while len(self.numbers) - len(done) < WAITING:
            name = f"소식{len(self.numbers):04}호"
            text = self.write("text.txt", self.words(name))
            number = self.json("content", "add", "--title", name, "--type", "sns", "--channel", "시청", "--text-file", text, "--at", "2016-10-14 10:00", *more)["id"]
            self.numbers[number] = name

    def there(self, name):
        return [number for number, text in self.texts().items() if name in text]

    # ---- the campaign ----

    def run_and_kill(self):
        self.kill(["publish", "--due", "--real"] if self.dice.random() < 0.7 else ["daemon", "--every", "1", "--no-fetch", "--real"])

    def kill(self, verb):
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", self.clock(), "--secrets-stdin", *verb], env=self.environment(),
                                   stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        process.stdin.write(f"시청\t{self.secret}\n".encode())
        process.stdin.close()
        if self.dice.random() < 0.6:
            self.relay.kill = process.kill
        timer = threading.Timer(self.dice.uniform(0, 2 * self.length), process.kill)
        timer.start()
        process.wait(timeout=120)
        timer.cancel()
        self.relay.kill = None
        self.n_killed += process.returncode == -9

    def edit(self):
        """Somebody goes on writing: where a post is known by its words it must be found with those that it went out with."""
        for number, (_copy, state, _remote) in self.copies().items():
            if state in ("unknown", "failed", "scheduled") and self.dice.random() < 0.1:
                text = self.write("edited.txt", f"{self.numbers[number]}: 고친 안내, {self.dice.randrange(1000)}번째 글입니다.")
                self.at("content", "edit", str(number), "--text-file", text, "--real", code=None)

    def assert_honest(self):
        """Nothing is there twice, and nothing is said to be out that is not."""
        copies = self.copies()
        for number, name in self.numbers.items():
            there = self.there(name)
            _copy, state, remote = copies[number]
            self.assertLessEqual(len(there), 1, (name, state, there, self.seed))
            if state == "published":
                self.assertEqual(there, [remote], (name, self.seed))

    def settle(self):
        """Whatever happened, some runs that nobody kills and nothing disturbs bring all to an end."""
        for _ in range(30):
            self.minute += 5
            self.publish("--due")
            self.ask()
            if self.is_settled():
                break

    def is_settled(self):
        return all(state == "published" for _copy, state, _remote in self.copies().values())

    def ask(self):
        """What only a person can find out."""

    def assert_whole(self):
        copies = self.copies()
        for number, name in self.numbers.items():
            _copy, state, remote = copies[number]
            self.assertEqual((state, self.there(name)), ("published", [remote]), (name, self.seed))
        self.assertEqual(len(self.texts()), len(self.numbers), self.seed)
        self.at("check")

    def measure(self):
        """How long a run takes on this machine now: the kills are spread over it."""
        self.fill()
        begin = time.monotonic()
        self.publish("--due")
        self.length = time.monotonic() - begin

    def test_killed(self):
        self.measure()
        self.relay.rate = 0.3
        for i in range(KILLS):
            self.fill()
            self.run_and_kill()
            self.edit()
            self.minute += 2
            self.assert_honest()
        self.relay.rate = 0
        self.settle()
        self.assert_whole()
        print(f"# {self.platform}: {self.n_killed} killed, {len(self.numbers)} contents, {self.relay.n_met} of {self.relay.n_calls} calls met trouble", flush=True)


class OfSite(Killed):
    """One of threadsites."""
    kind = None

    def begin(self):
        self.platform, self.user, self.handle, self.secret = self.kind.platform, self.kind.user, self.kind.handle, self.kind.secret
        self.site = self.kind(self)
        return self.site.url

    def texts(self):
        with self.site.lock:
            return {post["id"]: post["text"] for post in self.site.posts}

    def tearDown(self):
        self.assertEqual([call for call in self.site.violations if not FIGURES.search(call)], [])
