#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is full or broken and a program that is killed, at each single write: nothing lost,
nothing doubled, one clear sentence."""
import errno
import json
import os
import shutil
import signal
import struct
import unittest
import zlib

from clitest import NOW, TOKEN, Case

BAD_DISK = os.environ["BAD_DISK"]


class BadDays(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.")
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--url", "https://blog.example/city")
        self.rows = self.write("in.jsonl", "".join(
            json.dumps({"external_id": f"m{i}", "published_at": "2016-10-01T12:00:00+09:00", "text": f"따릉이 {i} 이야기"}) + "\n" for i in range(300)))
        self.add = ["content", "add", "--title", "t", "--type", "sns", "--channel", "블로그", "--text-file", self.text]

    def keep(self):
        """The workspace as it is now, to begin with again."""
        shutil.copy(self.workspace, self.path("kept"))

    def begin_again(self):
        for end in ("", "-wal", "-shm"):
            if os.path.exists(self.workspace + end):
                os.unlink(self.workspace + end)
        shutil.copy(self.path("kept"), self.workspace)

    def on_bad_disk(self, words, at, error, now=NOW, **options):
        env = {"LD_PRELOAD": BAD_DISK, "BAD_DISK_FILE": "city.sotong", "BAD_DISK_AT": str(at), "BAD_DISK_ERRNO": str(error),
               "BAD_DISK_COUNT": self.path("count")}
        return self.run_raw("--workspace", self.workspace, "--now", now, *words, env=env, **options)

    def count(self, words, **options):
        """How often a verb writes."""
        self.begin_again()
        answer = self.on_bad_disk(words, 0, 0, **options)
        self.assertEqual(answer.code, 0, answer.err)
        with open(self.path("count")) as file:
            return int(file.read())

    def steps(self, n):
        """Each of a few writes, and of many a part."""
        return sorted(set(list(range(1, min(n, 12) + 1)) + list(range(12, n + 1, max(1, n // 12))) + [n]))

    def whole(self, before, after, shown, n):
        """It holds what was there before or all of what came; and is sound."""
        found = [len(self.json(*words)[member]) for words, member in (
            (["content", "list"], "contents"), (["mentions", "list"], "mentions"), (["history"], "changes"))]
        self.assertIn(found, (before, after), shown)
        self.ctl("check")

    def try_all(self, words, before, after):
        self.keep()
        n = self.count(words)
        self.assertGreater(n, 3)
        for error in (errno.ENOSPC, errno.EIO, 0):
            for at in self.steps(n):
                self.begin_again()
                answer = self.on_bad_disk(words, at, error)
                shown = f"{words} write {at} of {n}, error {error}: exit {answer.code}\n{answer.out}\n{answer.err}"
                if error == 0:
                    self.assertEqual(answer.code, -signal.SIGKILL, shown)
                else:
                    self.assertIn(answer.code, (0, 1, 3), shown)
                    self.assertNotRegex(answer.err, r"\*\*|CRITICAL|\(null\)", shown)
                    if answer.code != 0:
                        self.assertTrue(answer.err.startswith("sotongctl: "), shown)
                        self.assertLessEqual(len(answer.err.splitlines()), 2, shown)
                self.whole(before, after, shown, n)
                if answer.code == 0:
                    self.whole(after, after, shown, n)

    def test_content(self):
        self.try_all(self.add, [0, 0, 1], [1, 0, 2])

    def test_attachment_gone(self):
        """A file is kept in the workspace whatever becomes of the one it came from; one that the workspace has lost is said by its name, and
        nothing goes out without it."""
        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 2, 0, 0, 0))
               + chunk(b"IDAT", zlib.compress((b"\0" + b"abc" * 9) * 9)) + chunk(b"IEND", b""))
        self.ctl(*self.add)
        picture = self.write("포스터.png", png)
        self.ctl("content", "attach", "1", picture, "--alt", "행사 포스터")
        os.unlink(picture)
        self.ctl("check")
        self.assertEqual(self.json("content", "show", "1")["attachments"][0]["size"], len(png))
        self.sql("DELETE FROM blob")
        self.assertIn("“포스터.png” of content 1 “t” is missing", self.ctl("check", code=1).err)
        shown = self.json("content", "show", "1")
        self.assertEqual((len(shown["attachments"]), shown["attachments"][0]["size"]), (1, None))
        self.assertIn("file-missing", [problem["kind"] for problem in shown["problems"]])
        self.assertEqual(shown["text"], "안녕하세요, 시민 여러분.")

    def test_undo(self):
        self.ctl(*self.add)
        self.try_all(["undo"], [1, 0, 2], [0, 0, 3])

    def test_full_says_so(self):
        self.keep()
        n = self.count(self.add)
        self.begin_again()
        answer = self.on_bad_disk(self.add, n // 2, errno.ENOSPC)
        self.assertNotEqual(answer.code, 0)
        self.assertIn("full", answer.err)

    def test_full_disk_can_be_read(self):
        """Not a byte has room beside the file, and what is in it is still shown; the file stays as it is."""
        self.ctl(*self.add)
        self.ctl("mentions", "import", self.rows, "--source", "광장")
        before = self.read()
        for words in (["status"], ["content", "list"], ["content", "show", "1"], ["trend"], ["mentions", "search", "따릉이"], ["source", "list"], ["history"],
                      ["check"], ["report", "performance", "--period", "2016", "-o", self.path("out.csv")]):
            well = self.ctl(*words)
            full = self.on_bad_disk(words, 1, errno.ENOSPC)
            self.assertEqual((full.code, full.out, full.err), (0, well.out, well.err), words)
            self.assertEqual(self.read(), before, words)
        # Who stays would keep the file from all others.
        full = self.on_bad_disk(["daemon"], 1, errno.ENOSPC)
        self.assertEqual(full.code, 3)
        self.assertIn("is full", full.err)
        for words in (self.add, ["undo"], ["topic", "add", "--name", "버스", "--any", "버스"]):
            full = self.on_bad_disk(words, 1, errno.ENOSPC)
            self.assertEqual(full.code, 1, words)
            self.assertIn("is full. Nothing was written", full.err)
            self.assertEqual(self.read(), before, words)
        self.ctl("check")

    def test_full_disk_for_a_new_one(self):
        """It is told by the name that was given, and nothing is left there."""
        for name in os.listdir(self.dir):
            if name.startswith("city"):
                os.unlink(self.path(name))
        for words in (["init"], ["init", "--demo"]):
            answer = self.on_bad_disk(words, 3, errno.ENOSPC)
            self.assertEqual(answer.code, 3, answer.err)
            self.assertRegex(answer.err, r"city\.sotong” cannot be made: there is no room left\. Choose another folder\.$")
            self.assertEqual([name for name in os.listdir(self.dir) if name.startswith("city")], [])

    def test_import(self):
        """Taken back when it did not come to its end, at the latest when it is done again."""
        words = ["mentions", "import", self.rows, "--source", "광장"]
        self.keep()
        n = self.count(words)
        for error in (errno.ENOSPC, errno.EIO, 0):
            for at in self.steps(n):
                self.begin_again()
                answer = self.on_bad_disk(words, at, error)
                shown = f"write {at} of {n}, error {error}: exit {answer.code}\n{answer.out}\n{answer.err}"
                if error != 0:
                    self.assertIn(answer.code, (0, 1, 3), shown)
                    self.assertNotRegex(answer.err, r"\*\*|CRITICAL|\(null\)", shown)
                self.ctl("check", code=None)
                again = self.ctl("--json", *words)
                self.assertEqual(again.json["rows"], 300, shown)
                self.assertEqual(self.json("status")["mentions"], 300, shown)
                self.assertEqual(sum(p["total"] for p in self.json("trend", "--from", "2016-10-01", "--to", "2016-10-01")["periods"]), 300, shown)
                self.ctl("check")

    def test_import_full_disk(self):
        """A part that stands on the disk is told of as such, and goes at the next start."""
        rows = self.write("many.jsonl", "".join(
            json.dumps({"external_id": f"m{i}", "published_at": "2016-10-01T12:00:00+09:00", "text": f"따릉이 {i}"}) + "\n" for i in range(25000)))
        words = ["mentions", "import", rows, "--source", "큰 광장"]
        self.keep()
        n = self.count(words)
        left = 0
        for at in (n // 2, n * 3 // 5):
            self.begin_again()
            answer = self.on_bad_disk(words, at, errno.ENOSPC)
            self.assertEqual(answer.code, 1, answer.err)
            self.assertIn("full", answer.err)
            if self.sql("SELECT count(*) FROM mention")[0][0] > 0:
                left += 1
                self.assertNotIn("Nothing was written", answer.err)
                self.assertIn("will be taken back", answer.err)
            again = self.ctl("--json", "status")
            self.assertEqual(again.json["mentions"], 0)
            self.assertEqual(again.json["sources"], [])
            self.assertEqual(self.sql("SELECT count(*) FROM mention"), [(0,)])
        self.assertGreater(left, 0)

    def test_publish(self):
        """Claim, send, note: however the disk fails, the platform gets the post once."""
        url = self.serve()
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", url, stdin=TOKEN)
        number = self.json("content", "add", "--title", "t", "--type", "sns", "--channel", "연습", "--text-file", self.text,
                           "--at", "2016-10-14 09:00")["id"]
        self.keep()
        n = self.count(["publish"])
        sent = self.call(url, "stats")["received"]
        self.assertEqual(sent, 1)
        for error in (errno.ENOSPC, errno.EIO, 0):
            for at in range(1, n + 1):
                # Another key, so that it is another post to the platform.
                self.begin_again()
                self.sql("UPDATE copy SET client_key = ?", f"20161014-key-{error}-{at}")
                before = self.call(url, "stats")
                answer = self.on_bad_disk(["publish"], at, error)
                shown = f"write {at} of {n}, error {error}: exit {answer.code}\n{answer.out}\n{answer.err}"
                if error != 0:
                    self.assertNotRegex(answer.err, r"\*\*|CRITICAL|\(null\)", shown)
                for hour in (10, 12, 15, 19):
                    self.run_raw("--workspace", self.workspace, "--now", f"2016-10-14T{hour}:00:00+09:00", "publish")
                after = self.call(url, "stats")
                self.assertEqual(after["posts"] - before["posts"], 1, shown)
                self.assertEqual(after["doubles"], before["doubles"], shown)
                state = self.json("content", "show", str(number))["copies"][0]["state"]
                self.assertEqual(state, "published", shown)
                self.ctl("check")


if __name__ == "__main__":
    unittest.main()
