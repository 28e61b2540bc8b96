#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A workspace that lies twice on one machine publishes once; one that was moved is known again."""
import os
import shutil
import unittest

from clitest import HANGUL, TOKEN, Case


class Copied(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.")
        self.url = self.serve()
        self.json("channel", "add", "--name", "연습", "--platform", "practice", "--url", self.url, stdin=TOKEN)
        self.number = str(self.json("content", "add", "--title", "가을 소식", "--type", "sns", "--channel", "연습", "--text-file", self.text,
                                    "--at", "2016-10-14 10:30")["id"])
        self.copy = self.path("copy.sotong")

    def at(self, text, *words, **options):
        return self.ctl(*words, now=f"2016-10-14T{text}:00+09:00", **options)

    def state(self, workspace=None):
        return self.json("content", "show", self.number, workspace=workspace)["copies"][0]["state"]

    def posts(self):
        return self.call(self.url, "stats")["posts"]

    def test_the_copy_asks(self):
        self.at("10:01", "publish", "--due") # nothing is due, but from now on this file publishes
        shutil.copy(self.workspace, self.copy)
        for words in (["--due"], ["--content", self.number]):
            answer = self.at("10:31", "publish", *words, workspace=self.copy, code=1, korean=True)
            self.assertIn(self.workspace, answer.err)
            self.assertIn("--take-over", answer.err)
            self.assertRegex(answer.err, HANGUL)
        self.assertEqual((self.state(self.copy), self.posts()), ("scheduled", 0))
        self.at("10:32", "publish", "--due")
        self.assertEqual((self.state(), self.posts()), ("published", 1))
        # A person says so: what the other has sent is found, and not sent again.
        self.at("10:33", "publish", "--due", "--take-over", workspace=self.copy)
        self.assertEqual((self.state(self.copy), self.posts()), ("published", 1))
        # Asked once.
        self.at("10:34", "publish", "--due", workspace=self.copy)

    def test_a_moved_file_goes_on(self):
        moved = self.path("올해.sotong")
        os.rename(self.workspace, moved)
        self.at("10:31", "publish", "--due", workspace=moved)
        self.assertEqual((self.state(moved), self.posts()), ("published", 1))
        # The place is noted anew: a copy at the old one asks.
        shutil.copy(moved, self.workspace)
        self.assertIn(moved, self.at("10:32", "publish", "--due", code=1).err)

    def test_a_link_is_the_same_file(self):
        link = self.path("link.sotong")
        os.symlink(self.workspace, link)
        self.at("10:31", "publish", "--due", workspace=link)
        self.assertEqual((self.state(), self.posts()), ("published", 1))

    def test_put_back_from_a_copy(self):
        """A file that is put back where it was is the one that publishes."""
        shutil.copy(self.workspace, self.copy)
        os.remove(self.workspace)
        shutil.copy(self.copy, self.workspace)
        self.at("10:31", "publish", "--due")
        self.assertEqual((self.state(), self.posts()), ("published", 1))

    def knows(self, name):
        return bool(self.sql("SELECT 1 FROM workspace WHERE name = ?", name))

    def test_put_back_after_publishing(self):
        """What was sent since the backup was made is not in it: it asks once, and looks for it first."""
        self.at("10:01", "publish", "--due")
        if not self.knows("publisher-born"):
            self.skipTest("this file system does not know when a file came into being")
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due")
        os.remove(self.workspace)
        os.rename(self.copy, self.workspace)
        for words in (["--due"], ["--content", self.number]):
            answer = self.at("10:32", "publish", *words, code=1, korean=True)
            self.assertIn("--take-over", answer.err)
            self.assertIn("백업", answer.err)
        self.assertEqual((self.state(), self.posts()), ("scheduled", 1))
        self.at("10:33", "publish", "--due", "--take-over")
        self.assertEqual((self.state(), self.posts()), ("published", 1))
        self.at("10:34", "publish", "--due")

    def test_moved_to_another_disk(self):
        """Nothing lies where it was, so there is nothing on this computer that could send the same; whether it is this one must be known."""
        self.at("10:01", "publish", "--due")
        known = self.knows("publisher-hardware") or not self.knows("publisher-born")
        shutil.copy(self.workspace, self.copy)
        os.remove(self.workspace)
        self.at("10:31", "publish", "--due", workspace=self.copy, code=0 if known else 1)
        self.assertEqual((self.state(self.copy), self.posts()), ("published", 1) if known else ("scheduled", 0))

    def test_copied_to_a_clone(self):
        """A computer set up from the same picture has the same machine-id and the same folders, but not the same hardware."""
        self.at("10:01", "publish", "--due")
        if not self.knows("publisher-hardware"):
            self.skipTest("this computer has no network hardware of its own")
        self.sql("UPDATE workspace SET value = '0123456789abcdef' WHERE name = 'publisher-hardware'")
        answer = self.at("10:31", "publish", "--due", code=1, korean=True)
        self.assertIn("복제", answer.err)
        self.assertEqual((self.state(), self.posts()), ("scheduled", 0))
        self.at("10:32", "publish", "--due", "--take-over")
        self.assertEqual((self.state(), self.posts()), ("published", 1))
        self.at("10:33", "publish", "--due")

    def test_a_pattern_for_others(self):
        """What has never published is a form to be copied: nobody is asked."""
        shutil.copy(self.workspace, self.copy)
        self.at("10:31", "publish", "--due", workspace=self.copy)
        self.assertEqual((self.state(self.copy), self.posts()), ("published", 1))


if __name__ == "__main__":
    unittest.main()
