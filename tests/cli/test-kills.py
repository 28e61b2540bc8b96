#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sotongctl publish and sotongctl daemon, killed at random again and again, before servers that drop calls and answers, answer late, by
half, twice or with nothing, while the texts are edited in between. Afterwards each content is there once, the workspace knows its number there, and check finds nothing wrong.

How many kills, and where the dice begin, says killed.py."""
import unittest

import channelsites
import mastodonsite
import threadsites
import wordpresssite
from clitest import Case
from killed import Killed, OfSite


class OnBluesky(OfSite, Case):
    kind = threadsites.Bluesky


class TwiceTakingX(threadsites.X):
    """It does not mind the same words again, so that nothing but the program keeps them from being there twice."""

    def create(self, asked):
        number = str(1859000000000000001 + self.n_made)
        self.put(number, asked["text"], None, time=threadsites.utc()[:-3] + "Z")
        return 201, {"data": {"id": number, "text": asked["text"]}}


class OnX(OfSite, Case):
    kind = TwiceTakingX


class OnThreads(OfSite, Case):
    kind = threadsites.Threads


class OnTelegram(Killed, Case):
    """Where nothing can be looked up a person is asked: once, and what they say is what counts."""
    platform, user, secret = "telegram", "@city_news", channelsites.BOT

    def begin(self):
        self.site = channelsites.Telegram()
        self.addCleanup(self.site.close)
        return self.site.url

    def texts(self):
        return {str(i): post["text"] for i, post in enumerate(list(self.site.posts), 1)}

    def ask(self):
        for number, (copy, state, _remote) in self.copies().items():
            there = self.there(self.numbers[number])
            if state == "unknown" and there:
                self.at("outbox", "resolve", str(copy), "--published", f"https://t.me/city_news/{there[0]}")
            elif state == "unknown":
                self.at("outbox", "resolve", str(copy), "--not-published")
                self.publish("--content", str(number))


class OnMastodon(Killed, Case):
    platform, secret = "mastodon", "mastodon-token-5d1e"

    def begin(self):
        self.site = mastodonsite.start(self, self.secret)
        return self.site.url

    def texts(self):
        return {post["id"]: post["content"] for post in self.site.state["posts"]}


class OnWordPress(Killed, Case):
    platform, user, secret = "wordpress", "u", "app password"

    def begin(self):
        self.site = wordpresssite.Site()
        self.addCleanup(self.site.close)
        upstream, self.site.url = self.site.url, self.relay.url
        return upstream

    def texts(self):
        return {str(post["id"]): post["title"]["raw"] for post in self.site.posts if post["status"] == "publish"}


class OnPractice(Killed, Case):
    platform = "practice"

    def begin(self):
        self.upstream = self.serve()
        return self.upstream

    def texts(self):
        return {str(post["id"]): post["title"] + post["text"] for post in self.call(self.upstream, "posts")["posts"]}


if __name__ == "__main__":
    unittest.main()
