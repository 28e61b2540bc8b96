#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad days of the reports: a full disk, a file that is open or locked, no font, texts that mean harm in every field of
every kind, a period in which nothing was, and money at the edge of what can be counted."""
import contextlib
import csv
import errno
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import unittest
import zipfile

from clitest import NOW, Case

BAD_DISK = os.environ["BAD_DISK"]
KINDS = {"budget-statement": "2016", "budget": "2016", "settlement": "2016", "performance": "2016-02", "opinion": "2016-02", "campaign": "2016",
         "disclosure": "2016-09", "whitepaper": "2016"}
ENDS = ("hwpx", "pdf", "xlsx", "csv")
HOSTILE = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "<b>&\"']]>", "👍🏽 이모지", "각ㄱ각", "a\x01b\x1f\x7fc", "가" * 32768,
           "..\\..\\x", "%s%n", "\u202ertl\u202c", "{r}{end}", "줄\n바꿈\t칸", "&#x1;&amp;"]
# What people and files fill; the words of the program itself (kinds, states, days) are not among them.
FIELDS = (("agency", "name"), ("person", "name"), ("person", "role"), ("programme", "name"), ("programme", "body"), ("programme", "bureau"),
          ("programme", "department"), ("programme_text", "label"), ("programme_text", "body"), ("programme_step", "name"),
          ("programme_step", "detail"), ("programme_result", "body"), ("budget_account", "name"), ("budget_account", "code"), ("budget_line", "name"),
          ("budget_line", "unit"), ("budget_change", "reason"), ("budget_change", "document_number"), ("commitment", "counterparty"),
          ("commitment", "description"), ("commitment", "document_number"), ("carry_over", "reason"), ("campaign", "name"), ("campaign", "goal"),
          ("campaign", "key_messages"), ("campaign", "hashtags"), ("campaign_stage", "name"), ("channel", "name"), ("channel", "url"),
          ("payment", "payee"), ("payment", "description"), ("payment", "document_number"), ("source", "name"), ("topic", "name"),
          ("deliverable_target", "unit"), ("kpi", "name"), ("kpi", "definition"), ("kpi", "unit"), ("kpi_value", "source"), ("content", "title"),
          ("copy", "title"), ("copy", "remote_url"), ("mention", "text"), ("mention", "author"), ("report_note", "body"))


class ReportBadDays(Case):
    demo = None

    def setUp(self):
        super().setUp()
        if ReportBadDays.demo is None:
            self.ctl("init", "--demo", now=None)
            ReportBadDays.demo = self.read()
        self.write("city.sotong", ReportBadDays.demo)

    def report(self, kind, path, *more, period=None, code=0, **options):
        return self.ctl("report", kind, "--period", period or KINDS[kind], "-o", path, *more, code=code, **options)

    def on_bad_disk(self, words, at, error):
        env = {"LD_PRELOAD": BAD_DISK, "BAD_DISK_FILE": "/.sotong-", "BAD_DISK_AT": str(at), "BAD_DISK_ERRNO": str(error), "BAD_DISK_COUNT": self.path("count")}
        answer = self.run_raw("--workspace", self.workspace, "--now", NOW, *words, env=env)
        self.assertNotRegex(answer.err, r"\*\*|CRITICAL|\(null\)|ERROR")
        return answer

    def half_made(self):
        return [name for name in os.listdir(self.dir) if name.startswith(".sotong-")]

    def test_full_disk(self):
        """A report that does not fit leaves the old one as it was, and nothing beside it; one clear sentence."""
        for end in ENDS:
            old = self.write("보고 서." + end, "the old one")
            words = ["report", "performance", "--period", "2016-02", "-o", old]
            self.assertEqual(self.on_bad_disk(words[:-1] + [self.path("fresh." + end)], 0, 0).code, 0)
            with open(self.path("count")) as file:
                n = int(file.read())
            self.assertGreater(n, 0, end)
            for error, places in ((errno.ENOSPC, {1, max(1, n // 2), n}), (errno.EIO, {n})):
                for at in sorted(places):
                    answer = self.on_bad_disk(words, at, error)
                    self.assertEqual(answer.code, 1, (end, at, answer.err))
                    self.assertEqual(len(answer.err.splitlines()), 1, answer.err)
                    self.assertTrue(answer.err.startswith("sotongctl: "), answer.err)
                    self.assertIn("What was there before is unchanged", answer.err)
                    if error == errno.ENOSPC:
                        self.assertIn("there is no room left", answer.err)
                    with open(old) as file:
                        self.assertEqual(file.read(), "the old one")
                    self.assertEqual(self.half_made(), [])
            self.on_bad_disk(words, 0, 0)
            self.assertGreater(os.path.getsize(old), 300)

    def test_no_room_for_what_is_set_aside(self):
        """A library's own files beside the target, on a disk on which nothing can grow."""
        old = self.write("old.xlsx", "the old one")
        script = 'trap "" XFSZ; ulimit -f 64; exec "$@"'
        done = subprocess.run(["bash", "-c", script, "-", os.environ["SOTONGCTL"], "--workspace", self.workspace, "--now", NOW, "report", "whitepaper",
                               "--period", "2016", "-o", old], capture_output=True, env=self.environment(), timeout=120)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(len(done.stderr.decode().splitlines()), 1, done.stderr)
        with open(old) as file:
            self.assertEqual(file.read(), "the old one")
        self.assertEqual(self.half_made(), [])

    def test_open_elsewhere(self):
        """Who has the old file open keeps reading it; who opens it then has the new one. A link stays a link."""
        for end in ENDS:
            path = self.write("열린 파일." + end, "the old one")
            os.symlink(path, self.path("link." + end))
            with open(path) as reader:
                self.report("settlement", self.path("link." + end))
                self.assertEqual(reader.read(), "the old one")
            self.assertGreater(os.path.getsize(path), 300)
            self.assertTrue(os.path.islink(self.path("link." + end)))

    def test_link_to_nothing_yet(self):
        """A link to a file that is not there makes the file where it points, and stays; one into no folder, or round in a circle, says so."""
        os.mkdir(self.path("archive"))
        writers = {end: lambda path: self.report("settlement", path) for end in ENDS}
        writers.update({end: lambda path: self.ctl("content", "export", path) for end in ("ics", "csv", "xlsx")})
        writers.update({end + ".": lambda path: self.ctl("mentions", "export", "-o", path) for end in ("csv", "jsonl", "xlsx")})
        writers.update({end + " ": lambda path: self.ctl("chart", "trend", "-o", path) for end in ("png", "svg", "pdf", "csv", "tsv")})
        writers["csv  "] = lambda path: self.ctl("history", "export", "-o", path)
        for number, (end, write) in enumerate(writers.items()):
            name = "%d.%s" % (number, end.strip(" ."))
            link, between = self.path("link-" + name), self.path("between-" + name)
            os.symlink(os.path.join("archive", name), between)
            os.symlink(between, link)
            write(link)
            self.assertTrue(os.path.islink(link) and os.path.islink(between), end)
            self.assertGreater(os.path.getsize(self.path(os.path.join("archive", name))), 0, end)
            before = os.stat(self.path(os.path.join("archive", name))).st_ino
            os.chmod(self.path(os.path.join("archive", name)), 0o600)
            write(link)
            self.assertTrue(os.path.islink(link) and os.path.islink(between), end)
            self.assertNotEqual(os.stat(self.path(os.path.join("archive", name))).st_ino, before, end)
            self.assertEqual(os.stat(self.path(os.path.join("archive", name))).st_mode & 0o777, 0o600, end)
        self.assertEqual(self.half_made(), [])

    def test_link_to_a_pipe(self):
        """What a link of /proc leads to has no path, but is written; a device is not replaced by a picture."""
        os.symlink("/proc/self/fd/1", self.path("out.csv"))
        self.assertIn("2016-10", self.ctl("chart", "trend", "-o", self.path("out.csv")).out)
        os.mkfifo(self.path("fifo.png"))
        end = os.open(self.path("fifo.png"), os.O_RDWR | os.O_NONBLOCK)
        self.ctl("chart", "trend", "--width", "100", "--height", "100", "-o", self.path("fifo.png"))
        self.assertEqual(os.read(end, 4), b"\x89PNG")
        os.close(end)
        self.assertTrue(stat.S_ISFIFO(os.stat(self.path("fifo.png")).st_mode))

    def test_link_to_nowhere(self):
        for end in ("pdf", "csv", "png", "tsv"):
            words = ["chart", "trend", "-o"] if end in ("png", "tsv") else ["report", "settlement", "--period", "2016", "-o"]
            nowhere, one, other = self.path("nowhere." + end), self.path("one." + end), self.path("other." + end)
            os.symlink(self.path("missing/x." + end), nowhere)
            os.symlink(other, one)
            os.symlink(one, other)
            err = self.ctl(*words, nowhere, code=1).err
            self.assertNotIn("XXXX", err)
            self.assertIn("nowhere." + end, err)
            self.assertIn("link that leads back to itself", self.ctl(*words, one, code=1).err)
            self.assertTrue(os.path.islink(nowhere) and os.path.islink(one) and os.path.islink(other))

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_locked(self):
        for end in ENDS:
            path = self.write("locked." + end, "the old one")
            os.chmod(path, 0o444)
            self.assertIn("this account may not write there", self.report("settlement", path, code=1).err)
            with open(path) as file:
                self.assertEqual(file.read(), "the old one")

    def test_places(self):
        """Korean and blanks in every part of the path; a folder, a device and nothing as targets."""
        folder = self.path("2016년 보고서 (최종) [수정]")
        os.mkdir(folder)
        for end in ENDS:
            path = os.path.join(folder, f"결산 보고 '16 %d & <최종>.{end}")
            self.report("settlement", path)
            self.assertGreater(os.path.getsize(path), 300)
            os.mkdir(self.path("folder." + end))
            self.assertIn("it is a folder", self.report("settlement", self.path("folder." + end), code=1).err)
        self.report("settlement", "", code=2)

    def with_fonts(self, folder, end):
        fonts = self.write("fonts.conf", f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{folder}</dir>'
                           f'<cachedir>{self.path("font-cache")}</cachedir></fontconfig>')
        return self.run_raw("--workspace", self.workspace, "--now", NOW, "report", "settlement", "--period", "2016", "-o", self.write("n." + end, "old"),
                            env={"FONTCONFIG_FILE": fonts, "G_DEBUG": ""})

    def test_no_font(self):
        """No font with Hangul: no pages of boxes, but a sentence; the files that need no font are made. Another Korean font will do."""
        answer = self.with_fonts("/nowhere", "pdf")
        self.assertEqual(answer.code, 1, answer.err)
        self.assertIn("fonts-nanum", answer.err)
        with open(self.path("n.pdf")) as file:
            self.assertEqual(file.read(), "old")
        for end in ("hwpx", "xlsx", "csv"):
            self.assertEqual(self.with_fonts("/nowhere", end).code, 0, answer.err)
            self.assertGreater(os.path.getsize(self.path("n." + end)), 300)
        if os.path.exists("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"):
            self.assertEqual(self.with_fonts("/usr/share/fonts/opentype/noto", "pdf").code, 0)
            self.assertGreater(os.path.getsize(self.path("n.pdf")), 10000)

    def fill(self, table, column, i, rowid, db):
        text = HOSTILE[i % len(HOSTILE)] + (str(rowid) if column in ("name", "title") else "")
        with contextlib.suppress(sqlite3.IntegrityError):
            db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (text, rowid))

    def check_files(self, kind):
        with zipfile.ZipFile(self.path("h.hwpx")) as package:
            for part in ("Contents/section0.xml", "Contents/content.hpf"):
                text = package.read(part).decode()
                self.assertNotRegex(text, "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202e]", kind)
                self.assertNotIn("<b>", text)
                subprocess.run(["python3", "-c", "import sys,xml.dom.minidom as m; m.parseString(sys.stdin.buffer.read())"], input=text.encode(), check=True)
        with zipfile.ZipFile(self.path("h.xlsx")) as book:
            for part in book.namelist():
                if part.endswith(".xml"):
                    text = book.read(part).decode()
                    self.assertNotRegex(text, "[\x00-\x08\x0b\x0c\x0e-\x1f]", (kind, part))
                    self.assertNotRegex(text, r"<f>(1\+1|SUM\(A1\)|cmd|-?2\+3)", (kind, part))
                    for cell in re.findall(r"<t[^>]*>([^<]*)</t>", text):
                        self.assertLessEqual(len(cell), 32767 + 5 * cell.count("&"))
        with open(self.path("h.csv"), encoding="utf-8-sig", newline="") as file:
            csv.field_size_limit(1 << 20)
            for row in csv.reader(file):
                for cell in row:
                    self.assertNotRegex(cell, r"\A[=@+\t\r]", kind)
                    self.assertFalse(cell.startswith("-") and not re.fullmatch(r"-|-?[\d.]+", cell), (kind, cell))
        if shutil.which("qpdf") is not None:
            done = subprocess.run(["qpdf", "--check", self.path("h.pdf")], capture_output=True)
            self.assertEqual(done.returncode, 0, done.stdout)

    def test_hostile_everywhere(self):
        """Every field that a person or a file fills, every kind, every format."""
        self.ctl("kpi", "set", "--name", "방문자", "--unit", "명", "--year", "2016", "--target", "1000", code=None)
        with contextlib.closing(sqlite3.connect(self.workspace)) as db:
            for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                db.execute(f'DROP TRIGGER "{name}"')
            for table, column in FIELDS:
                for i, (rowid,) in enumerate(db.execute(f"SELECT rowid FROM {table} ORDER BY rowid DESC LIMIT 60").fetchall()):
                    self.fill(table, column, i, rowid, db)
            db.commit()
        for kind in KINDS:
            for end in ENDS:
                self.report(kind, self.path("h." + end))
            self.check_files(kind)

    def test_nothing_there(self):
        """A period without data and a topic that nobody wrote about: written, and it says so; or one clear sentence."""
        number = self.ctl("topic", "add", "--name", "아무도 쓰지 않은 말", "--any", "쀍쀍쀍쀍", code=None)
        self.assertEqual(number.code, 0, number.err)
        for end in ENDS:
            self.report("opinion", self.path("t." + end), "--topic", "아무도 쓰지 않은 말")
            self.report("performance", self.path("t." + end), "--topic", "아무도 쓰지 않은 말")
            for kind, period in (("opinion", "1999-01"), ("performance", "1999-01"), ("campaign", "1999"), ("disclosure", "1999-01"), ("whitepaper", "1999")):
                answer = self.report(kind, self.path(f"e-{kind}.{end}"), period=period, code=None)
                self.assertIn(answer.code, (0, 1), answer.err)
                self.assertIn("Check the period" if kind != "disclosure" else "1999", answer.err)
                self.assertEqual(os.path.exists(self.path(f"e-{kind}.{end}")), answer.code == 0)
            for kind in ("budget-statement", "budget", "settlement"):
                self.assertIn("1999", self.report(kind, self.path(f"e-{kind}.{end}"), period="1999", code=1).err)

    def test_edge_of_int64(self):
        """Money that cannot be added up is told of, or shown as what it is; no report shows a sum that wrapped."""
        for amount in (9223372036854775807, -9223372036854775808, 9007199254740993):
            self.write("city.sotong", ReportBadDays.demo)
            self.sql("UPDATE payment SET amount = ? WHERE id = (SELECT min(id) FROM payment)", amount)
            self.sql("UPDATE budget_total SET amount = ? WHERE id = (SELECT min(id) FROM budget_total)", amount)
            self.sql("UPDATE kpi_value SET value = ?", amount)
            for kind in KINDS:
                for end in ENDS:
                    answer = self.report(kind, self.path("e." + end), code=None)
                    self.assertIn(answer.code, (0, 1), (kind, end, answer.err))

    def test_two_years_open(self):
        """Each year's report has its own money while both are open."""
        before = {}
        for kind in ("settlement", "budget", "budget-statement"):
            self.report(kind, self.path("a.csv"))
            with open(self.path("a.csv"), "rb") as file:
                before[kind] = file.read()
        self.ctl("budget", "import", self.write("next.csv", "사업명,과목,산출근거명,산출근거식,예산액\n소통,사무관리비,블로그,,50000\n"), "--year", "2017",
                 "--programme", "소통 2017", code=None)
        years = {row[0] for row in self.sql("SELECT year FROM programme WHERE removed_at IS NULL")}
        self.assertEqual(years, {2016, 2017})
        for kind in before:
            self.report(kind, self.path("a.csv"))
            with open(self.path("a.csv"), "rb") as file:
                self.assertEqual(file.read(), before[kind], kind)
        self.report("settlement", self.path("b.csv"), period="2017")
        with open(self.path("b.csv"), encoding="utf-8-sig", newline="") as file:
            self.assertEqual(list(csv.reader(file))[1][2], "50")


if __name__ == "__main__":
    unittest.main()
