#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What this computer remembers outside of a workspace: a file that is older than what was sent from here, or another copy, asks; nothing else does."""
import concurrent.futures
import glob
import os
import shutil
import subprocess
import threading
import time
import unittest

import channelsites
import mastodonsite
from clitest import HANGUL, PROGRAM, TOKEN, Case


class Remembered(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.site = mastodonsite.start(self, TOKEN)
        self.json("channel", "add", "--name", "시청", "--platform", "mastodon", "--url", self.site.url, stdin=TOKEN)
        self.number = self.add("가을 소식")
        self.copy = self.path("copy.sotong")

    def at(self, text, *words, **options):
        return self.ctl(*words, now=f"2016-10-14T{text}:00+09:00", **options)

    def add(self, title, at="2016-10-14 10:30", channel="시청"):
        text = self.write("text.txt", f"{title}: 안녕하세요, 시민 여러분.")
        return str(self.json("content", "add", "--title", title, "--type", "sns", "--channel", channel, "--text-file", text, "--at", at)["id"])

    def states(self, workspace=None):
        rows = self.json("content", "list", workspace=workspace)["contents"]
        return [row["copies"][0]["state"] for row in rows]

    def out(self):
        """How many posts are there, and how often one was sent."""
        return len(self.site.state["posts"]), self.site.state["received"]

    def overwrite(self, source):
        """As cp does: the same file, with other bytes."""
        born = os.stat(self.workspace).st_ino
        for end in ("-wal", "-shm"):
            self.assertFalse(os.path.exists(self.workspace + end))
        with open(source, "rb") as there, open(self.workspace, "r+b") as here:
            here.write(there.read())
            here.truncate()
        self.assertEqual(os.stat(self.workspace).st_ino, born)

    def memory(self):
        files = glob.glob(self.path("state/sotong/published/*"))
        self.assertEqual(len(files), 1)
        return files[0]

    def asks(self, answer, title="가을 소식"):
        self.assertIn("--take-over", answer.err)
        self.assertIn(f"“{title}”", answer.err)

    # ---- what asks ----

    def test_overwritten_from_within(self):
        self.at("10:01", "publish", "--due") # from now on this file publishes
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due")
        self.overwrite(self.copy)
        for words in (["--due"], ["--content", self.number]):
            answer = self.at("10:32", "publish", *words, code=1, korean=True)
            self.asks(answer)
            self.assertRegex(answer.err, HANGUL)
            self.assertIn("백업", answer.err)
        self.assertEqual((self.states(), self.out()), (["scheduled"], (1, 1)))
        self.at("10:33", "publish", "--due", "--take-over") # what was sent is found
        self.assertEqual((self.states(), self.out()), (["published"], (1, 1)))
        self.at("10:34", "publish", "--due")
        self.add("둘째 소식", "2016-10-14 10:40")
        self.at("10:41", "publish", "--due")
        self.assertEqual((self.states(), self.out()), (["published"] * 2, (2, 2)))

    def test_the_same_backup_again(self):
        """Each time it is put back it is older than what was sent."""
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due")
        for minute in (32, 34):
            self.overwrite(self.copy)
            self.asks(self.at(f"10:{minute}", "publish", "--due", code=1))
            self.at(f"10:{minute + 1}", "publish", "--due", "--take-over")
            self.assertEqual((self.states(), self.out()), (["published"], (1, 1)))

    def test_a_draft_is_looked_for_as_well(self):
        """What was written, put onto the schedule and sent since the backup: in it there is a draft."""
        draft = self.add("초안", "2016-10-15 09:00")
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--content", draft)
        sent = self.out()
        self.overwrite(self.copy)
        self.asks(self.at("10:32", "publish", "--content", draft, code=1), "초안")
        self.at("10:33", "publish", "--content", draft, "--take-over")
        self.assertEqual(self.out(), sent)

    def test_two_copies_before_the_first_publishing(self):
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due")
        self.asks(self.at("10:32", "publish", "--due", workspace=self.copy, code=1))
        self.assertEqual((self.states(self.copy), self.out()), (["scheduled"], (1, 1)))
        self.at("10:33", "publish", "--due", "--take-over", workspace=self.copy)
        self.assertEqual((self.states(self.copy), self.out()), (["published"], (1, 1)))
        self.at("10:34", "publish", "--due", workspace=self.copy)

    def test_two_copies_take_turns(self):
        """Whichever sends a post first, the other one asks before the same."""
        self.add("둘째 소식", "2016-10-14 10:40")
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due")
        self.at("10:33", "publish", "--due", "--take-over", workspace=self.copy)
        self.at("10:41", "publish", "--due", workspace=self.copy)
        self.asks(self.at("10:42", "publish", "--due", code=1), "둘째 소식")
        self.at("10:43", "publish", "--due", "--take-over")
        self.assertEqual((self.states(), self.states(self.copy), self.out()), (["published"] * 2, ["published"] * 2, (2, 2)))

    def test_two_copies_at_the_same_moment(self):
        """Both begin before either has sent anything."""
        for i in range(24):
            self.add(f"소식 {i}")
        shutil.copy(self.workspace, self.copy)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            runs = [pool.submit(self.at, "10:31", "publish", "--due", workspace=path, code=None) for path in (self.workspace, self.copy)]
            for run in runs:
                self.assertIn(run.result().code, (0, 1), run.result().err)
        self.assertEqual(self.out(), (25, 25))
        for path in (self.workspace, self.copy):
            self.at("10:33", "publish", "--due", "--take-over", workspace=path, code=None)
            self.assertEqual((self.states(path), self.out()), (["published"] * 25, (25, 25)))

    def test_where_nothing_can_be_looked_up(self):
        """Telegram tells nobody what is there: the officer is asked about the post itself, though the file was taken over."""
        site = channelsites.Telegram()
        self.addCleanup(site.close)
        self.ctl("content", "delete", self.number)
        self.ctl("channel", "add", "--name", "텔레그램", "--platform", "telegram", "--url", site.url, "--user", "@city_news", stdin=channelsites.BOT)
        text = self.write("text.txt", "오늘의 소식입니다.")
        number = str(self.json("content", "add", "--title", "소식", "--type", "sns", "--channel", "텔레그램", "--text-file", text,
                               "--at", "2016-10-14 10:30")["id"])
        secret = {"stdin": f"텔레그램\t{channelsites.BOT}\n", "code": None}
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "--secrets-stdin", "publish", "--due", "--real", **secret)
        self.assertEqual(len(site.posts), 1)
        self.overwrite(self.copy)
        self.asks(self.at("10:32", "--secrets-stdin", "publish", "--due", "--real", **secret), "소식")
        self.at("10:33", "--secrets-stdin", "publish", "--due", "--real", "--take-over", **secret)
        self.at("10:34", "--secrets-stdin", "publish", "--due", "--real", **secret)
        self.assertEqual(len(site.posts), 1)
        copy, = self.json("content", "show", number)["copies"]
        self.assertEqual(copy["state"], "unknown")
        self.at("10:35", "outbox", "resolve", str(copy["id"]), "--published", "https://t.me/city_news/1")
        self.at("10:36", "--secrets-stdin", "publish", "--due", "--real", **secret)
        self.assertEqual(len(site.posts), 1)

    # ---- what does not ----

    def test_workspaces_of_one_pattern(self):
        """Two offices begin with the same file: what each writes for itself is no concern of the other."""
        self.ctl("content", "delete", self.number)
        shutil.copy(self.workspace, self.copy)
        first, second = self.workspace, self.copy
        for minute in (31, 33, 35):
            for path in (first, second):
                self.workspace = path
                self.add(f"{os.path.basename(path)} {minute}", f"2016-10-14 10:{minute}")
                self.at(f"10:{minute}", "publish", "--due")
        self.assertEqual(self.out(), (6, 6))

    def test_practice(self):
        """It never leaves the computer: a teacher gives everybody a copy of one file, and each publishes for itself, and the same again."""
        url = self.serve()
        self.ctl("content", "delete", self.number)
        self.json("channel", "add", "--name", "연습", "--platform", "practice", "--url", url, stdin=TOKEN)
        self.add("첫 연습", channel="연습")
        copies = [self.path(f"copy-{i}.sotong") for i in range(2)]
        for path in copies:
            shutil.copy(self.workspace, path)
        for path in copies:
            self.at("10:31", "publish", "--due", workspace=path)
            self.assertEqual(self.states(path), ["published"])
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due")
        self.overwrite(self.copy)
        self.at("10:32", "publish", "--due")
        self.assertEqual((self.states(), self.call(url, "stats")["received"]), (["published"], 4))
        self.assertEqual(glob.glob(self.path("state/sotong/published/*")), [])

    def test_a_demo_made_anew(self):
        demo = self.path("demo.sotong")
        for _ in range(2):
            self.ctl("init", "--demo", workspace=demo, now=None)
            answer = self.ctl("publish", "--due", workspace=demo, now=None, code=None)
            self.assertNotIn("--take-over", answer.err)
            os.remove(demo)

    def test_killed_in_the_middle(self):
        self.site.state["then"] = threading.Event().wait
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", "2016-10-14T10:31:00+09:00", "publish", "--due"],
                                   env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(1200):
            if self.out()[1] > 0:
                break
            time.sleep(0.05)
        process.kill()
        process.wait()
        self.assertEqual(os.path.getsize(self.memory()), 64)
        self.at("10:32", "publish", "--due", code=None)
        self.at("10:33", "publish", "--due")
        self.assertEqual((self.states(), self.out()[0]), (["published"], 1))

    def test_killed_before_it_was_remembered(self):
        """The claim is on the disk, and no more."""
        self.at("10:31", "publish", "--due")
        os.remove(self.memory())
        self.add("둘째 소식", "2016-10-14 10:40")
        self.at("10:41", "publish", "--due")
        self.assertEqual((self.states(), self.out()), (["published"] * 2, (2, 2)))

    def test_a_claim_that_a_stopped_machine_lost(self):
        """A long run does not wait for the disk with each claim. What was due is looked up, and nobody is asked."""
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due")
        self.overwrite(self.copy)
        channel, = self.sql("SELECT id FROM channel")[0]
        self.sql("INSERT INTO publish_run (machine, boot, process, process_start, started_at, channels) SELECT value, 'an earlier one', 1, 1,"
                 " ?, ? FROM workspace WHERE name = 'publisher'", int(time.time()) - 60, str(channel))
        self.at("10:32", "publish", "--due")
        self.assertEqual((self.states(), self.out()), (["published"], (1, 1)))

    def test_two_programs_on_one_file(self):
        for i in range(24):
            self.add(f"소식 {i}")
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            for run in [pool.submit(self.at, "10:31", "publish", "--due", code=None) for _ in range(3)]:
                self.assertNotIn("--take-over", run.result().err)
        self.at("10:32", "publish", "--due")
        self.assertEqual((self.states(), self.out()), (["published"] * 25, (25, 25)))
        self.assertEqual(os.path.getsize(self.memory()), 25 * 64)

    def test_many_are_not_compared_again(self):
        for i in range(80):
            self.add(f"소식 {i}")
        self.at("10:31", "publish", "--due")
        self.at("10:32", "publish", "--due")
        end, _attempt = self.sql("SELECT value FROM workspace WHERE name = 'remembered'")[0][0].split()
        self.assertEqual(int(end), 81 * 64)
        # Where it does not fit the file all is compared, and right.
        self.sql("UPDATE workspace SET value = '128 0123456789abcdef' WHERE name = 'remembered'")
        self.add("둘째 소식", "2016-10-14 10:40")
        self.at("10:41", "publish", "--due")
        self.assertEqual(self.out(), (82, 82))

    def test_refused_undone_and_sent_again(self):
        self.site.state["refuses"] = True
        self.at("10:31", "publish", "--due", code=None)
        self.assertEqual((self.states(), self.out()), (["failed"], (0, 1)))
        self.site.state["refuses"] = False
        self.at("10:32", "content", "edit", self.number, "--title", "고친 소식")
        self.at("10:33", "undo")
        self.at("10:34", "redo")
        self.at("10:35", "publish", "--content", self.number)
        self.assertEqual((self.states(), self.out()[0]), (["published"], 1))

    # ---- where nothing can be remembered ----

    def test_nowhere_to_write(self):
        with open(self.path("state"), "w") as file:
            file.write("a file where the folder should be")
        self.at("10:31", "publish", "--due")
        self.assertEqual((self.states(), self.out()), (["published"], (1, 1)))

    def test_read_but_not_written(self):
        """A person who has taken over is not asked for ever."""
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due")
        path = self.memory()
        with open(path, "rb") as file:
            kept = file.read()
        self.overwrite(self.copy)
        self.at("10:33", "publish", "--due", "--take-over")
        with open(path, "wb") as file:
            file.write(kept)
        self.at("10:34", "publish", "--due")

    def test_damaged(self):
        self.add("둘째 소식", "2016-10-14 10:40")
        self.add("셋째 소식", "2016-10-14 10:50")
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due")
        path = self.memory()
        with open(path, "wb") as file:
            file.write(b"\0\xff\n\n" * 300 + b"\n000000000000000g 0 0 1\n" + b"x" * 70)
        self.at("10:41", "publish", "--due")
        self.at("10:51", "publish", "--due")
        self.assertEqual((self.states(), self.out()), (["published"] * 3, (3, 3)))
        # What was noted behind the damage counts, and what stood before it is lost.
        self.overwrite(self.copy)
        self.asks(self.at("10:52", "publish", "--due", code=1), "둘째 소식")

    def test_shortened(self):
        """Of a very long one the older half is forgotten, and what was noted behind it counts."""
        self.add("둘째 소식", "2016-10-14 10:40")
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due")
        path = self.memory()
        with open(path, "r+b") as file:
            first = file.read()
            file.write(b"".join(b"\n%016x %s 000000000000" % (10**6 + i, b"0123456789abcdef 0123456789abcdef") for i in range(150000)))
        self.at("10:41", "publish", "--due")
        self.assertLess(os.path.getsize(path), 2 * 1024 * 1024 + 1024)
        with open(path, "rb") as file:
            data = file.read()
        self.assertEqual((first in data, self.out()), (False, (2, 2)))
        self.overwrite(self.copy)
        self.asks(self.at("10:42", "publish", "--due", code=1), "둘째 소식")
        self.assertEqual(self.out(), (2, 2))

    def test_deleted_meanwhile(self):
        """A run that goes on writes into the new one."""
        self.add("둘째 소식")
        begin, end = threading.Event(), threading.Event()
        self.site.state["then"] = lambda: (begin.set(), end.wait(60))
        shutil.copy(self.workspace, self.copy)
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            run = pool.submit(self.at, "10:31", "publish", "--due", code=None)
            self.assertTrue(begin.wait(60))
            os.remove(self.memory())
            end.set()
            run.result()
        self.assertEqual(os.path.getsize(self.memory()), 64)

    def test_a_relative_folder(self):
        """Wherever it was begun, it is the same one: such a setting is no place."""
        env = {"XDG_STATE_HOME": "state", "HOME": self.path("home")}
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due", env=env)
        self.assertFalse(os.path.exists(self.path("state/sotong/published")))
        self.assertEqual(len(os.listdir(self.path("home/.local/state/sotong/published"))), 1)
        self.asks(self.at("10:32", "publish", "--due", workspace=self.copy, env=env, code=1))
        self.assertEqual(self.out(), (1, 1))

    def test_cut_off(self):
        self.add("둘째 소식", "2016-10-14 10:40")
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due")
        with open(self.memory(), "r+b") as file:
            file.truncate(40)
        self.at("10:41", "publish", "--due")
        self.overwrite(self.copy)
        self.asks(self.at("10:42", "publish", "--due", code=1), "둘째 소식")

    def test_no_file_at_all(self):
        """A folder, or a pipe, in its place."""
        self.at("10:31", "publish", "--due")
        path = self.memory()
        os.remove(path)
        for make, remove in ((os.mkdir, os.rmdir), (os.mkfifo, os.remove)):
            make(path)
            self.add(make.__name__, "2016-10-14 10:40")
            self.at("10:41", "publish", "--due")
            remove(path)
        self.assertEqual(self.out(), (3, 3))

    def test_nothing_of_it_tells_what_was_sent(self):
        self.at("10:31", "publish", "--due")
        with open(self.memory(), "rb") as file:
            data = file.read()
        self.assertRegex(data.decode(), r"^\n[0-9a-f]{16} [0-9a-f]{16} [0-9a-f]{16} [0-9]{12}$")
        self.assertEqual(os.stat(self.memory()).st_mode & 0o777, 0o600)


if __name__ == "__main__":
    unittest.main()
