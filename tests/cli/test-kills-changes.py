#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Corrections, withdrawals, pictures and threads by sotongctl, killed at random again and again before a network that is in trouble. Afterwards
each post is there once, with the words that the workspace says, what was taken off is nowhere, and check finds nothing wrong.

How many kills, and where the dice begin, says killed.py."""
import unittest

import mastodonsite
import threadsites
from clitest import Case
from killed import KILLS, Killed, OfSite

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082")


class Changed(Killed):
    """What is out is changed, too, and taken off again."""
    corrects = True

    def setUp(self):
        super().setUp()
        self.said, self.gone = {}, set()

    def withdrawn(self):
        """Contents of which the workspace says that they were taken off, or that are deleted."""
        return {row[0] for row in self.sql("SELECT content_id FROM copy JOIN content ON content.id = content_id WHERE withdrawn_at IS NOT NULL OR content.removed_at IS NOT NULL")}

    def out(self):
        withdrawn = self.withdrawn()
        return [number for number, (_copy, state, _remote) in self.copies().items() if state == "published" and number not in withdrawn]

    def change_and_kill(self):
        numbers = self.out()
        if not numbers:
            return
        number = self.dice.choice(numbers)
        if self.corrects and self.dice.random() < 0.7:
            text = self.write("changed.txt", f"{self.numbers[number]}: 바로잡은 안내, {self.dice.randrange(100000)}번째 글입니다.")
            self.kill(["content", "edit", str(number), "--text-file", text, "--real"])
        else:
            self.gone.add(number)
            self.kill(["content", "delete", str(number), "--real"])

    def body(self, number):
        return self.sql("SELECT body FROM content WHERE id = ?", number)[0][0]

    def assert_honest(self):
        copies, withdrawn = self.copies(), self.withdrawn()
        for number, name in self.numbers.items():
            there = self.there(name)
            _copy, state, remote = copies[number]
            self.assertLessEqual(len(there), 1, (name, state, there, self.seed))
            if number in withdrawn:
                self.assertEqual(there, [], (name, state, self.seed))
            elif state == "published" and number not in self.gone:
                self.assertEqual(there, [remote], (name, self.seed))

    def finish(self, *verb):
        """Until it is done: what stands in its way is over by now."""
        for _ in range(5):
            self.minute += 5
            answer = self.at("--secrets-stdin", *verb, "--real", stdin=f"시청\t{self.secret}\n", code=None)
            if answer.code == 0:
                return
        self.fail(f"{verb}: {answer.err} ({self.seed})")

    def is_settled(self):
        return all(state == "published" for number, (_copy, state, _remote) in self.copies().items() if number not in self.gone)

    def assert_whole(self):
        withdrawn = self.withdrawn()
        for number in self.numbers:
            if number in self.gone:
                if number not in withdrawn:
                    self.finish("content", "delete", str(number))
            elif self.corrects:
                self.finish("content", "correct", str(number))
        copies, texts = self.copies(), self.texts()
        for number, name in self.numbers.items():
            _copy, state, remote = copies[number]
            if number in self.gone:
                self.assertEqual(self.there(name), [], (name, self.seed))
                continue
            self.assertEqual((state, self.there(name)), ("published", [remote]), (name, self.seed))
            if self.corrects:
                self.assertIn(self.body(number), texts[remote], (name, self.seed))
        self.assertEqual(len(texts), len(self.numbers) - len(self.gone), self.seed)
        self.at("check")

    def test_killed(self):
        self.measure()
        self.relay.rate = 0.3
        for i in range(KILLS):
            self.fill()
            (self.change_and_kill if i % 3 else self.run_and_kill)()
            self.minute += 2
            self.assert_honest()
        self.relay.rate = 0
        self.settle()
        self.assert_whole()
        print(f"# {self.platform}: {self.n_killed} killed, {len(self.numbers)} contents, {len(self.gone)} taken off, {self.relay.n_met} of {self.relay.n_calls} calls met trouble", flush=True)


class OnPractice(Changed, Case):
    """With a picture each, which goes with its post once, whatever happened between."""
    platform = "practice"

    def begin(self):
        self.upstream = self.serve()
        return self.upstream

    def posts(self):
        return [post for post in self.call(self.upstream, "posts")["posts"] if post["state"] != "removed"]

    def texts(self):
        return {str(post["id"]): post["title"] + post["text"] for post in self.posts()}

    def fill(self, *more):
        before = set(self.numbers)
        super().fill(*more)
        for number in set(self.numbers) - before:
            with open(self.path(f"{number}.png"), "wb") as file:
                file.write(PNG + str(number).encode())
            self.ctl("content", "attach", str(number), self.path(f"{number}.png"), "--alt", "그림")

    def assert_whole(self):
        super().assert_whole()
        for post in self.posts():
            self.assertEqual(len(post["media"]), 1, (post, self.seed))


class OnMastodon(Changed, Case):
    platform, secret = "mastodon", "mastodon-token-5d1e"

    def begin(self):
        self.site = mastodonsite.start(self, self.secret)
        return self.site.url

    def texts(self):
        return {post["id"]: post["content"].removeprefix("<p>").removesuffix("</p>") for post in self.site.state["posts"]}


class OfThreads(OfSite, Changed):
    """A long text is several posts: each of them is there once, and in their order."""
    corrects = False

    def words(self, name):
        size = {300: 200, 280: 95, 500: 320}[self.kind.limit]  # no two go into one post
        return "\n\n".join(f"{i}번째 {name}: " + ("시민 여러분과 함께 만드는 가을 축제를 안내합니다. " * 20)[:size].rstrip() for i in range(1, 4))

    def fill(self, *more):
        super().fill("--thread", *more)

    def parts(self, name):
        with self.site.lock:
            return [(post["id"], post["parent"], post["text"]) for post in self.site.posts if name in post["text"]]

    def there(self, name):
        """The first of its posts, where it is one thread; more than one where a post is there twice."""
        parts = self.parts(name)
        self.assertEqual(len({text for _id, _parent, text in parts}), len(parts), (name, parts, self.seed))
        return [number for number, parent, _text in parts if parent is None]

    def texts(self):
        return {number: text for number, text in super().texts().items() if "1번째" in text}

    def assert_whole(self):
        super().assert_whole()
        for number, name in self.numbers.items():
            self.assertEqual(len(self.parts(name)), 0 if number in self.gone else 3, (name, self.seed))
            self.assertEqual([parent for _id, parent, _text in self.parts(name)], [None, *[n for n, _parent, _text in self.parts(name)][:-1]][:len(self.parts(name))])


class OnBluesky(OfThreads, Case):
    kind = threadsites.Bluesky


class OnX(OfThreads, Case):
    kind = threadsites.X


class OnThreads(OfThreads, Case):
    kind = threadsites.Threads


if __name__ == "__main__":
    unittest.main()
