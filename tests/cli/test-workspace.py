#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""init, status, undo, redo, history, help, and every way in which a workspace can be unusable."""
import fcntl
import os
import pathlib
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import unittest

import clitest
from clitest import HANGUL, NOW, PROGRAM, Case


class Init(Case):
    def test_makes_a_private_file(self):
        self.assertEqual(self.ctl("init").out, "")
        self.assertEqual(stat.S_IMODE(os.stat(self.workspace).st_mode), 0o600)
        self.assertEqual(self.sql("PRAGMA application_id")[0][0], 0x53544E47)
        self.assertEqual(self.sql("PRAGMA journal_mode")[0][0], "wal")
        self.assertGreater(self.sql("PRAGMA user_version")[0][0], 0)

    def test_keeps_what_was_open_to_others_to_its_owner(self):
        self.init()
        for mode in (0o644, 0o660, 0o777):
            os.chmod(self.workspace, mode)
            self.assertEqual(self.ctl("status").err, "")
            self.assertEqual(stat.S_IMODE(os.stat(self.workspace).st_mode), mode & 0o700)

    def test_what_another_keeps_open_is_said(self):
        if os.geteuid() != 0:
            self.skipTest("only root can give a file away")
        self.init()
        os.chown(self.workspace, 12345, -1)
        os.chmod(self.workspace, 0o646)
        self.assertIn("Other people", self.ctl("status").err)
        self.assertRegex(self.ctl("status", korean=True).err, HANGUL)
        self.assertEqual(stat.S_IMODE(os.stat(self.workspace).st_mode), 0o646)

    def test_leaves_what_is_there(self):
        self.write("city.sotong", "my diary")
        self.ctl("init", code=3)
        with open(self.workspace) as file:
            self.assertEqual(file.read(), "my diary")

    def test_folder_that_is_not_there(self):
        """A mistyped name must not make folders; only the person's own place is made."""
        answer = self.ctl("init", code=3, workspace=self.path("a/b/city.sotong"))
        self.assertIn(self.path("a/b"), answer.err)
        self.assertFalse(os.path.exists(self.path("a")))

    def test_without_a_name_takes_the_persons_own(self):
        answer = self.run_raw("init")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertTrue(os.path.exists(self.path("data/sotong/workspace.sotong")))
        self.assertEqual(self.run_raw("status").code, 0)

    def test_takes_the_name_from_the_environment(self):
        answer = self.run_raw("init", env={"SOTONG_WORKSPACE": self.path("other.sotong")})
        self.assertEqual(answer.code, 0, answer.err)
        self.assertTrue(os.path.exists(self.path("other.sotong")))

    def test_folder_that_cannot_be_made(self):
        self.write("file", "")
        self.ctl("init", code=3, workspace=self.path("file/city.sotong"))

    def test_short_option_with_its_value(self):
        self.init()
        with tempfile.TemporaryDirectory() as folder:
            written = [os.path.join(folder, name) for name in ("빈칸 없이.ics", "equals.ics")]
            self.ctl("campaign", "add", "--name", "-oman", "--from", "2016-10-01", "--to", "2016-10-02")
            self.ctl("content", "export", "-o" + written[0])
            self.ctl("content", "export", "-o=" + written[1])
            for file in written:
                with open(file, encoding="utf-8") as opened:
                    self.assertIn("-oman", opened.read())

    def test_wrong_use(self):
        self.refused("init", "too-many")
        self.refused("init", "--nonsense")
        self.assertFalse(os.path.exists(self.workspace))


class Unusable(Case):
    """Exit 3, one sentence, and the file as it was."""

    def untouched(self, *words):
        os.chmod(self.workspace, stat.S_IMODE(os.stat(self.workspace).st_mode) | 0o040)
        mode = os.stat(self.workspace).st_mode
        before = self.read()
        for korean in (False, True):
            for verb in (["status"], ["content", "list"], ["undo"], ["publish"]):
                answer = self.ctl(*verb, code=3, korean=korean)
                self.assertIn("city.sotong", answer.err)
                self.assertEqual(answer.out, "")
        self.assertEqual(self.read(), before)
        self.assertEqual(os.stat(self.workspace).st_mode, mode)
        self.assertEqual([name for name in os.listdir(self.dir) if name.startswith("city")], ["city.sotong"])
        for word in words:
            self.assertIn(word, self.ctl("status", code=3).err)

    def test_none(self):
        self.assertIn("There is no workspace", self.ctl("status", code=3).err)
        self.assertIn("sotongctl init", self.ctl("status", code=3).err)
        self.assertFalse(os.path.exists(self.workspace))

    def test_text(self):
        self.write("city.sotong", "This is a letter, long enough to be read as a header. " * 10)
        self.untouched("is not a workspace")

    def test_empty(self):
        self.write("city.sotong", "")
        self.untouched("is not a workspace")

    def test_folder(self):
        os.mkdir(self.workspace)
        self.assertIn("is not a workspace", self.ctl("status", code=3).err)

    def test_pipe(self):
        os.mkfifo(self.workspace)
        self.assertIn("is not a workspace", self.ctl("status", code=3).err)

    def test_other_database(self):
        with sqlite3.connect(self.workspace) as db:
            db.execute("CREATE TABLE t (a)")
        db.close()
        self.untouched("is not a workspace")

    def test_newer(self):
        self.init()
        db = sqlite3.connect(self.workspace)
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA user_version = 1000")
        db.close()
        self.untouched("newer version")

    def test_in_the_log(self):
        """What a program that was ended left in the log alone is refused as well, and not brought into the file."""
        log = pathlib.Path(self.workspace + "-wal")
        for sql, words in (("PRAGMA user_version = 1000", "newer version"), ("PRAGMA user_version = 3", "tables are not those of the version"),
                           ("DELETE FROM workspace WHERE name = 'uuid'", "damaged")):
            for name in os.listdir(self.dir):
                if name.startswith("city"):
                    os.unlink(self.path(name))
            self.init()
            subprocess.run([sys.executable, "-c", "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None); "
                            "db.execute(sys.argv[2]); os._exit(0)", self.workspace, sql], check=True)
            before = self.read(), log.read_bytes()
            self.assertGreater(len(before[1]), 0)
            for verb in (["status"], ["undo"]):
                self.assertIn(words, self.ctl(*verb, code=3).err)
            self.assertEqual((self.read(), log.read_bytes()), before, sql)

    def test_another_version_than_it_says(self):
        for version in (0, 3):
            self.init()
            db = sqlite3.connect(self.workspace)
            db.execute(f"PRAGMA user_version = {version}")
            db.close()
            self.untouched("damaged", "version")
            os.unlink(self.workspace)

    def test_cut_off(self):
        self.init()
        os.truncate(self.workspace, 8192)
        self.untouched("damaged")

    def test_damaged_inside(self):
        self.init()
        size = os.path.getsize(self.workspace)
        with open(self.workspace, "r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * (size - 4096))
        answer = self.ctl("status", code=3)
        self.assertIn("damaged", answer.err)

    def test_damaged_pages(self):
        """Wherever the rubbish lies: a sentence, no warning of the library, and check answers in JSON."""
        self.init()
        self.ctl("campaign", "add", "--name", "가을 축제", "--from", "2016-10-01", "--to", "2016-10-31")
        whole = self.read()
        found = 0
        for at in range(4096, len(whole), 3 * 4096):
            self.write("city.sotong", whole[:at] + b"\x5a\xc3\x07\x91" * 1024 + whole[at + 4096:])
            answer = self.ctl("status", code=None)
            self.assertIn(answer.code, (0, 1, 3), at)
            answer = self.ctl("--json", "check", code=None)
            self.assertIn(answer.code, (1, 3), at)
            if answer.code == 1:
                self.assertTrue(answer.json["findings"], at)
                self.members(answer.json["findings"][0], {"kind", "note", "message"})
                found += 1
            for end in ("-wal", "-shm"):
                if os.path.exists(self.workspace + end):
                    os.unlink(self.workspace + end)
        self.assertGreater(found, 10)

    def test_locks_that_another_lost(self):
        """A file chooser looks into the files of a folder, which takes its process' locks on an open workspace."""
        self.init()
        self.ctl("campaign", "add", "--name", "봄", "--from", "2016-03-01", "--to", "2016-03-31")
        window = sqlite3.connect(self.workspace)
        self.addCleanup(window.close)
        self.assertEqual(window.execute("SELECT count(*) FROM campaign").fetchone()[0], 1)
        present = open(self.workspace + "-wal", "rb")
        self.addCleanup(present.close)
        fcntl.flock(present, fcntl.LOCK_SH)
        for end in ("", "-wal", "-shm"):
            with open(self.workspace + end, "rb") as file:
                file.read(16)
        self.ctl("campaign", "list")
        window.execute("UPDATE campaign SET name = '가을'")
        window.commit()
        self.assertIn("가을", self.ctl("campaign", "list").out)

    def test_read_only_file(self):
        self.init()
        os.chmod(self.workspace, 0o400)
        self.untouched("cannot be written to")

    def test_read_only_folder(self):
        os.mkdir(self.path("shelf"))
        self.workspace = self.path("shelf/city.sotong")
        self.init()
        os.chmod(self.path("shelf"), 0o500)
        self.addCleanup(os.chmod, self.path("shelf"), 0o700)
        self.ctl("status", code=3)
        self.assertEqual(os.listdir(self.path("shelf")), ["city.sotong"])


class Status(Case):
    def test_empty(self):
        self.init()
        status = self.json("status")
        self.assertEqual(status["workspace"], self.workspace)
        self.assertEqual(status["now"], NOW)
        self.assertIs(status["clock_set"], True)
        self.assertIs(status["made_data"], False)
        for member in ("scheduled", "due", "overdue", "publishing", "failed", "unknown", "published", "mentions"):
            self.assertEqual(status[member], 0, member)
        self.assertEqual(status["channels"], [])
        self.assertEqual(status["sources"], [])

    def test_text(self):
        self.init()
        lines = self.ctl("status").lines
        self.assertEqual(lines[0], self.workspace)
        self.assertTrue(lines[1].startswith(NOW))

    def test_no_budget(self):
        """What to do next is said where there is none at all."""
        self.init()
        for words in (["budget", "show"], ["budget", "show", "--year", "2016"], ["report", "budget", "--period", "2016", "-o", self.path("out.pdf")]):
            self.assertIn("sotongctl budget import", self.ctl(*words, code=1).err)

    def test_machines_clock(self):
        self.init()
        self.assertIs(self.ctl("--json", "status", now=None).json["clock_set"], False)

    def test_now_without_offset_is_the_offices(self):
        self.init()
        for text in ("2016-10-14T10:00", "2016-10-14 10:00", "2016-10-14T01:00:00Z", "2016-10-13T20:00:00-05:00"):
            self.assertEqual(self.json("status", now=text)["now"], NOW, text)

    def test_wrong_now(self):
        self.init()
        for text in ("tomorrow", "", "2016-13-01", "2016-10-14T25:00", "2016-02-30", "14.10.2016"):
            self.refused("status", now=text)

    def test_options_after_the_verb(self):
        self.init()
        answer = self.run_raw("status", "--json", "--workspace=" + self.workspace, "--now=" + NOW)
        self.assertEqual(answer.json["now"], NOW)

    def test_wrong_use(self):
        self.init()
        for words in (["status", "all"], ["status", "--all"], ["undo", "2"], ["redo", "x"], ["history", "0"], ["history", "-1"], ["history", "x"],
                      ["history", "1", "2"], ["nonsense"], ["content"], ["content", "nonsense"]):
            self.refused(*words)
        for words, said in ((["publish", "--content", "abc"], "--content takes a whole number in digits, as 12, and not “abc”."),
                            (["publish", "--content", "0x10"], "0x10"), (["publish", "--content", "1 2"], "1 2"), (["publish", "--content="], "whole number"),
                            (["publish", "--content", "99999999999999999999"], "as large as 99999999999999999999"),
                            (["mentions", "list", "--limit", "99999999999"], "as large as"), (["mentions", "list", "--limit", "1e3"], "1e3"),
                            (["alerts", "add", "--sigma", "2,5"], "2,5"), (["alerts", "add", "--sigma", "nan"], "nan"),
                            (["publish", "--content"], "--content lacks"), (["chart", "trend", "-o"], "-o lacks"),
                            (["publish", "--conten", "1"], "no option “--conten”"), (["publish", "-x"], "no option “-x”"),
                            (["publish", "--dry-run=yes"], "--dry-run stands alone")):
            self.assertIn(said, self.refused(*words).err)
            self.assertRegex(self.refused(*words, korean=True).err.splitlines()[0], HANGUL)
        self.assertEqual(self.ctl("mentions", "list", "--limit", "08").err, "")
        for words in (["--lang", "fr", "status"], ["--lang", "korean", "status"]):
            self.assertIn("ko or en", self.refused(*words).err)
        self.ctl("--lang", "ko_KR.UTF-8", "status")
        done = subprocess.run([PROGRAM, "--workspace", self.workspace, "campaign", "add", "--name", b"\xff\xfe", "--from", "2016-10-01", "--to", "2016-10-02"],
                              capture_output=True, env=self.environment())
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"--name", done.stderr.splitlines()[0])
        for words in (["--workspace"], ["status", "--now"], ["--lang"]):
            answer = self.run_raw(*words)
            self.assertEqual(answer.code, 2, words)
            self.assertTrue(answer.err.startswith("sotongctl: " + words[-1] + " lacks"))
        self.assertNotIn(" \n", self.refused("status", "--all").err)


    def test_clock_set_back(self):
        """Told of, since posts go out by it; a clock that sets itself right by a little is not."""
        self.init()
        self.ctl("campaign", "add", "--name", "a", "--from", "2016-10-01", "--to", "2016-10-31")
        self.assertEqual(self.ctl("status", now="2016-10-14T09:55:00+09:00").err, "")
        for options in ((), ("--json",)):
            self.ctl("undo" if not options else "redo", now="2016-10-13T10:00:00+09:00")  # somebody goes on working
            err = self.ctl(*options, "status", now="2016-10-13T10:00:00+09:00").err
            self.assertIn("The clock says 2016-10-13T10:00:00+09:00, but a change was made at 2016-10-14T10:00:00+09:00.", err)


class Help(Case):
    def test_overview(self):
        for words in (["help"], ["--help"], ["-h"]):
            answer = self.run_raw(*words)
            self.assertEqual((answer.code, answer.err), (0, ""), words)
            self.assertIn("content add", answer.out)
        self.assertEqual(self.run_raw().code, 2)

    def test_each_verb(self):
        overview = self.run_raw("help").out
        verbs = [line[2:27].strip() for line in overview.splitlines() if line.startswith("  ") and not line.startswith("  --")]
        self.assertGreater(len(verbs), 20)
        for verb in verbs:
            for korean in (False, True):
                answer = self.run_raw("help", *verb.split(), korean=korean)
                self.assertEqual(answer.code, 0, verb)
                self.assertTrue(answer.out.startswith("sotongctl " + verb), verb)
        self.assertEqual(self.run_raw("help", "nonsense").code, 2)

    def test_verbs_that_issues_name(self):
        overview = self.run_raw("help").out
        for verb in ("init", "status", "channel add", "channel list", "channel test", "channel remove", "source add", "source list",
                     "source remove", "topic add", "topic list", "campaign add", "campaign list", "content add", "content list",
                     "content show", "publish", "fetch", "mentions list", "mentions search", "mentions import", "mentions label",
                     "trend", "chart trend", "chart sentiment", "budget show", "budget check", "report budget", "report performance",
                     "check", "undo", "redo", "history", "practice serve"):
            self.assertRegex(overview, rf"(?m)^  {verb} +[A-Z]")

    def test_every_period_of_the_trend(self):
        """What --by takes is what its help and the manual say."""
        self.init()
        said = re.search(r"--by (\S+)\]", self.run_raw("help", "trend").out).group(1).split("|")
        self.assertEqual(said, ["hour", "day", "week", "month", "quarter", "year"])
        self.assertIn("|".join(said), self.run_raw("help", "--manual").out)
        for period in said:
            self.ctl("trend", "--by", period)
        self.assertIn(", ".join(said[:-1]), self.ctl("trend", "--by", "decade", code=2).err)

    def test_version(self):
        self.assertRegex(self.run_raw("--version").out, r"^sotongctl \d+\.\d+")

    def test_manual_can_be_formatted(self):
        manual = self.run_raw("help", "--manual").out
        self.assertTrue(manual.startswith(".TH SOTONGCTL 1"))
        if shutil.which("groff") is None:
            return
        for device in ("-Tascii", "-Tutf8"):
            done = subprocess.run(["groff", "-man", device, "-ww", "-k"], input=manual.encode(), capture_output=True)
            self.assertEqual(done.stderr.decode(), "")
        self.assertIn("EXIT STATUS", re.sub(".\x08|\x1b\\[[0-9;]*m", "", done.stdout.decode()))

    def test_manual_for_terminals_without_such_letters(self):
        for language in ("en", "ko"):
            manual = self.run_raw("--lang", language, "help", "--manual").out
            known = {chr(int(code, 16)) for code in re.findall(r"(?m)^\.fchar \\\[u([0-9A-F]{4,6})\] \S", manual)}
            self.assertEqual({letter for letter in manual if ord(letter) >= 0x80 and letter not in "‘’“”"}, known)
            self.assertIn("⇥", known)

    def test_full_output_is_noticed(self):
        self.init()
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "--workspace", self.workspace, "status"], stdout=full, stderr=subprocess.PIPE,
                                  env=self.environment())
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith(b"sotongctl: "))


class Undo(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def campaigns(self):
        return [campaign["name"] for campaign in self.json("campaign", "list")["campaigns"]]

    def add(self, name):
        self.ctl("campaign", "add", "--name", name, "--from", "2016-10-01", "--to", "2016-10-31")

    def test_nothing(self):
        self.assertIn("nothing to undo", self.ctl("undo", code=1).err)
        self.assertIn("nothing to redo", self.ctl("redo", code=1).err)

    def test_there_and_back(self):
        for name in ("가을 축제", "book fair", "snow"):
            self.add(name)
        self.assertIn("snow", self.json("undo")["undone"])
        self.assertIn("book fair", self.ctl("undo").out)
        self.assertEqual(self.campaigns(), ["가을 축제"])
        self.assertIn("book fair", self.json("redo")["redone"])
        self.ctl("redo")
        self.assertEqual(sorted(self.campaigns()), sorted(["가을 축제", "book fair", "snow"]))
        self.ctl("redo", code=1)

    def test_something_new_ends_redo(self):
        self.add("one")
        self.ctl("undo")
        self.add("two")
        self.ctl("redo", code=1)
        self.assertEqual(self.campaigns(), ["two"])

    def test_a_hundred(self):
        for i in range(101):
            self.add(f"campaign {i}")
        for i in range(100):
            self.ctl("undo")
        self.assertEqual(self.campaigns(), ["campaign 0"])
        for i in range(100):
            self.ctl("redo")
        self.assertEqual(len(self.campaigns()), 101)

    def test_no_commands_to_the_terminal(self):
        """A name with control characters, as an older program may have stored it."""
        self.add("bad\nnew\x1b[31mline")
        self.assertEqual(self.campaigns(), ["bad new[31mline"])
        self.sql("UPDATE campaign SET name = ?", "bad\nnew\x1b[31m\u009bline")
        self.sql("UPDATE change SET subject = ?", "bad\nnew\x1b[31m\u009bline")
        for words in (["history"], ["campaign", "list"], ["undo"], ["redo"], ["campaign", "add", "--name", "a\x1b[31m", "--from", "x", "--to", "y\x1b"]):
            answer = self.ctl(*words, code=None)
            self.assertNotRegex(answer.out + answer.err, "[\x1b\u009b]", words)
            self.assertLessEqual(len(answer.lines), 3, words)

    def test_history(self):
        self.add("가을 축제")
        self.ctl("undo")
        changes = self.json("history")["changes"]
        self.assertEqual([change["action"] for change in changes], ["undo", "campaign.add"])
        for change in changes:
            self.members(change, {"id", "at", "who", "action", "subject", "subject_id", "undo_state", "text"})
            self.assertEqual(change["at"], NOW)
            self.assertTrue(change["who"])
        self.assertEqual(changes[1]["undo_state"], "undone")
        for row in self.ctl("history").rows:
            self.assertEqual(len(row), 4)

    def test_history_of_a_content(self):
        """One that was deleted has left its changes; one that never was is said."""
        self.ctl("channel", "add", "--name", "연습", "--platform", "naver-blog", "--url", "https://blog.example/city")
        self.ctl("content", "add", "--title", "하나", "--type", "blog-post", "--channel", "연습", "--text-file", self.write("t.txt", "글"))
        self.ctl("content", "delete", "1")
        self.assertEqual([change["action"] for change in self.json("history", "1")["changes"]], ["content.remove", "content.add"])
        for options in ((), ("--json",)):
            answer = self.ctl(*options, "history", "999", code=1)
            self.assertEqual(answer.out, "")
            self.assertIn("There is no content 999.", answer.err)


class Korean(Case):
    def test_says_it_in_korean(self):
        self.init()
        for words, code in ((["status"], 0), (["help"], 0), (["undo"], 1), (["nonsense"], 2), (["content", "show", "7"], 1),
                            (["publish", "--content", "x"], 2), (["init"], 3)):
            answer = self.ctl(*words, code=code, korean=True)
            self.assertRegex(answer.out + answer.err, HANGUL, words)
            answer = self.ctl("--lang", "ko", *words, code=code)
            self.assertRegex(answer.out + answer.err, HANGUL, words)
            answer = self.ctl("--lang", "en", *words, code=code, korean=True)
            self.assertNotRegex(answer.out + answer.err, HANGUL, words)

    def test_names_and_numbers_stay(self):
        """What programs read is the same in every language."""
        self.init()
        self.ctl("campaign", "add", "--name", "book fair", "--from", "2016-10-01", "--to", "2016-10-31", korean=True)
        for words in (["status"], ["campaign", "list"], ["content", "list"], ["trend", "--from", "2016-10-01", "--to", "2016-10-03"]):
            self.assertEqual(self.ctl("--json", *words).out, self.ctl("--json", *words, korean=True).out)
        self.assertEqual(self.ctl("trend", "--from", "2016-10-01", "--to", "2016-10-03").out,
                         self.ctl("trend", "--from", "2016-10-01", "--to", "2016-10-03", korean=True).out)


if __name__ == "__main__":
    unittest.main()
