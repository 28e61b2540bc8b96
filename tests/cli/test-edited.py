#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A post whose answer was lost is edited before anybody has looked for it, on platforms that know a post by its words: it is found by
those it went out with, and not sent once more with others. And the same words twice are two posts, or a refusal, but never one."""
import subprocess
import unittest

import mastodonsite
from clitest import NOW, PROGRAM, Case
from threadsites import Threads, X


# The smallest picture: one point.
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0000000"
                    "0049454e44ae426082")


class Edited:
    def setUp(self):
        super().setUp()
        self.init()
        self.start()

    def add(self, body="가을 축제를 엽니다.", title="소식"):
        return self.json("content", "add", "--title", title, "--type", "sns", "--channel", "서울", "--text-file", self.write("text.txt", body),
                         "--at", "2016-10-14 09:55")["id"]

    def copy(self, number):
        return self.json("content", "show", str(number))["copies"][0]

    def kill(self, number):
        """The platform has taken the post, and the program is dead."""
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--now", NOW, "publish", "--real", "--content", str(number)],
                                   env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.then(process.kill)
        self.assertEqual(process.wait(timeout=120), -9)
        self.assertEqual(self.copy(number)["state"], "unknown")

    def edit(self, number, body):
        self.ctl("content", "edit", str(number), "--text-file", self.write("new.txt", body), "--real", code=None)

    def assert_known_to_differ(self, number):
        """What was found is a line of the log, so that a correction knows that they differ; what was sent keeps its words."""
        self.assertIn("가을", self.sql("SELECT body FROM attempt WHERE kind = 'look-up' ORDER BY id DESC LIMIT 1")[0][0])
        self.assertIn("가을", self.sql("SELECT body FROM attempt WHERE kind = 'publish' ORDER BY id LIMIT 1")[0][0])

    def test_edited(self):
        number = self.add()
        self.kill(number)
        self.edit(number, "겨울 축제를 엽니다.")
        self.ctl("publish", "--real")
        self.assertEqual((self.copy(number)["state"], len(self.texts())), ("published", 1))
        self.assertIn("가을", self.texts()[0])
        self.assertIn("before it was edited", self.ctl("outbox", "list").out)
        self.assert_known_to_differ(number)

    def test_edited_and_asked_for(self):
        """The same, when a person publishes it at once."""
        number = self.add()
        self.kill(number)
        self.edit(number, "겨울 축제를 엽니다.")
        told = self.ctl("publish", "--real", "--content", str(number))
        self.assertEqual((self.copy(number)["state"], len(self.texts())), ("published", 1))
        self.assertIn("가을", self.texts()[0])
        self.assertIn("before it was edited", told.err)
        self.assert_known_to_differ(number)


class OnSite(Edited):
    kind = None

    def start(self):
        self.site = self.kind(self)
        self.ctl("channel", "add", "--name", "서울", "--platform", self.kind.platform, "--url", self.site.url, "--user", self.kind.user,
                 *(["--handle", self.kind.handle] if self.kind.handle else []), stdin=self.kind.secret)

    def tearDown(self):
        self.assertEqual(self.site.violations, [])

    def then(self, what):
        self.site.lose("create", "after", then=what)

    def texts(self):
        return [post["text"] for post in self.site.posts]


class OnX(OnSite, Case):
    kind = X

    def test_same_words(self):
        """X takes no words twice: the second is refused, and not taken for the first."""
        first, second = self.add(), self.add()
        self.ctl("publish", "--real", "--content", str(first))
        self.ctl("publish", "--real", "--content", str(second), code=1)
        self.assertEqual((self.copy(second)["state"], self.copy(second)["remote_id"]), ("failed", None))
        self.assertEqual(len(self.texts()), 1)


class OnThreads(OnSite, Case):
    kind = Threads


class OnMastodon(Edited, Case):
    def start(self):
        server = mastodonsite.start(self, "mastodon-token")
        self.state = server.state
        self.ctl("channel", "add", "--name", "서울", "--platform", "mastodon", "--url", server.url, stdin="mastodon-token")

    def then(self, what):
        self.state["then"] = what

    def texts(self):
        return [post["content"] for post in self.state["posts"]]

    def kill(self, number):
        super().kill(number)
        for post in self.state["posts"]:  # the server keeps keys for an hour
            post["key"] = None

    def attach(self, number):
        self.ctl("content", "attach", str(number), self.write("가을.png", PNG))

    def assert_files_told(self, number, known):
        self.assertEqual((self.copy(number)["state"], [[each["id"] for each in post["media_attachments"]] for post in self.state["posts"]]), ("published", [[]]))
        self.assertIn("files it had before it was edited", self.ctl("outbox", "list").out)
        self.assertEqual(self.sql("SELECT media FROM attempt WHERE kind = 'look-up' ORDER BY id DESC LIMIT 1")[0][0], known)

    def test_other_files(self):
        """A picture is added before anybody has looked: the post without it is found, and what stands there is not taken for what was to be."""
        number = self.add()
        self.kill(number)
        self.attach(number)
        self.ctl("publish", "--real")
        self.assert_files_told(number, "")  # those of the one attempt that was made: none

    def test_other_files_by_key(self):
        """The server does not list it yet, and answers with it by its key: one post, and it is told that it is the old one."""
        number = self.add()
        Edited.kill(self, number)
        self.attach(number)
        self.state["lags"] = True
        self.ctl("publish", "--real")
        self.assert_files_told(number, None)  # of two attempts: which they are is not known

    def test_other_files_never_arrived(self):
        """The first attempt was refused: the present files go out, and nothing else is said."""
        number = self.add()
        self.state["token"] = "another"
        self.ctl("publish", "--real", code=None)
        self.state["token"] = "mastodon-token"
        self.attach(number)
        self.ctl("publish", "--real", "--content", str(number))
        self.assertEqual((self.copy(number)["state"], len(self.state["posts"][0]["media_attachments"])), ("published", 1))
        self.assertNotIn("before it was edited", self.ctl("outbox", "list").out)

    def test_corrected(self):
        """What was found with earlier words is sent the new ones as a correction; then nothing is left to correct."""
        number = self.add()
        self.kill(number)
        self.edit(number, "겨울 축제를 엽니다.")
        self.ctl("publish", "--real")
        self.assertIn("가을", self.texts()[0])
        self.ctl("content", "correct", str(number), "--real")
        self.assertEqual((len(self.texts()), self.copy(number)["state"]), (1, "published"))
        self.assertIn("겨울", self.texts()[0])


if __name__ == "__main__":
    unittest.main()
