#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is out is corrected where it stands, and withdrawn."""
import datetime
import json
import subprocess
import unittest
import urllib.request

from clitest import HANGUL, PROGRAM, TOKEN, Case


class CorrectCase(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.url = self.serve()
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", self.url, stdin=TOKEN)
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.")
        self.fixed = self.write("fixed.txt", "안녕하십니까, 시민 여러분.")

    def add(self, *more, channels=("연습",)):
        words = [word for channel in channels for word in ("--channel", channel)]
        return self.json("content", "add", "--title", "가을 소식", "--type", "sns", "--text-file", self.text, *words, *more)["id"]

    def out(self, **options):
        number = self.add(**options)
        self.ctl("publish", "--content", str(number), code=None)
        return number

    def copies(self, number):
        return self.json("content", "show", str(number))["copies"]

    def remove_there(self, number):
        request = urllib.request.Request(self.url + "/api/v1/posts/" + self.copies(number)[0]["remote_id"], method="DELETE", headers={"Authorization": "Bearer " + TOKEN})
        urllib.request.urlopen(request).close()

    def there(self, number, channel=0):
        return self.call(self.url, "posts/" + self.copies(number)[channel]["remote_id"])

    def kinds(self):
        return [row[0] for row in self.sql("SELECT kind || ' ' || coalesce (outcome, '') FROM attempt LEFT JOIN attempt_outcome ON attempt_id = attempt.id ORDER BY attempt.id")]


class Correct(CorrectCase):
    def test_correct(self):
        number = self.out()
        answer = self.ctl("content", "edit", str(number), "--text-file", self.fixed)
        self.assertIn("연습", answer.err)
        self.assertEqual(self.there(number)["text"], "안녕하십니까, 시민 여러분.")
        self.assertEqual(self.kinds(), ["publish ok", "update ok"])
        self.assertEqual(self.call(self.url, "stats")["posts"], 1)
        # Nothing more to say there.
        self.assertEqual(self.ctl("content", "correct", str(number)).err, "")
        self.assertEqual(self.ctl("content", "edit", str(number), "--notes", "메모").err, "")
        self.assertEqual(len(self.kinds()), 2)
        # What was out, word for word, stays.
        self.assertEqual([row[0] for row in self.sql("SELECT body FROM attempt ORDER BY id")],
                         ["안녕하세요, 시민 여러분.", "안녕하십니까, 시민 여러분."])

    def test_settled_by_its_address(self):
        """The address tells the platform's id: what a person found is corrected and deleted like any other."""
        number = self.out()
        copy, = self.copies(number)
        other = self.out()
        self.sql("UPDATE copy SET state = 'unknown', remote_id = NULL, remote_url = NULL WHERE id = ?", copy["id"])
        resolve = ["outbox", "resolve", str(copy["id"]), "--published"]
        self.assertIn("가을 소식", self.ctl(*resolve, self.copies(other)[0]["remote_url"], code=1).err)  # of another post
        self.ctl(*resolve, f" {copy['remote_url']} ")
        self.assertEqual({name: self.copies(number)[0][name] for name in ("state", "remote_id", "remote_url")},
                         {"state": "published", "remote_id": copy["remote_id"], "remote_url": copy["remote_url"]})
        self.ctl("content", "edit", str(number), "--text-file", self.fixed)
        self.assertEqual(self.there(number)["text"], "안녕하십니까, 시민 여러분.")
        self.ctl("content", "delete", str(number))
        self.assertEqual(self.call(self.url, "posts/" + copy["remote_id"])["state"], "removed")

    def test_local_only_and_undo(self):
        number = self.out()
        self.assertIn("연습", self.ctl("content", "edit", str(number), "--text-file", self.fixed, "--local-only").err)
        self.assertEqual(self.there(number)["text"], "안녕하세요, 시민 여러분.")
        self.ctl("undo")
        self.assertEqual(self.ctl("content", "correct", str(number)).err, "")
        self.ctl("redo")
        self.ctl("content", "correct", str(number))
        self.assertEqual(self.there(number)["text"], "안녕하십니까, 시민 여러분.")

    def test_own_text_of_a_channel(self):
        number = self.out()
        self.ctl("content", "edit", str(number), "--channel-text", f"연습={self.fixed}")
        self.assertEqual(self.there(number)["text"], "안녕하십니까, 시민 여러분.")
        self.assertIn("“연습”", self.ctl("undo").err)  # only here: it says so
        self.ctl("content", "correct", str(number))
        self.assertEqual(self.there(number)["text"], "안녕하세요, 시민 여러분.")

    def test_where_no_program_may(self):
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog")
        number = self.out(channels=("연습", "블로그"))
        blog = next(c for c in self.copies(number) if c["channel"] == "블로그")
        self.ctl("outbox", "resolve", str(blog["id"]), "--published", "https://blog.naver.com/city/1")
        answer = self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1)
        self.assertIn("https://blog.naver.com/city/1", answer.err)
        self.assertEqual(self.there(number)["text"], "안녕하십니까, 시민 여러분.")
        self.assertRegex(self.ctl("content", "correct", str(number), code=1, korean=True).err, HANGUL)

    def test_where_nobody_may(self):
        """Bluesky changes no post, on its page either: what can be done is said instead."""
        self.ctl("channel", "add", "--name", "블루스카이", "--platform", "bluesky", "--user", "city.example", "--url", "http://127.0.0.1:9", stdin="secret")
        number = self.out()
        self.sql("UPDATE copy SET channel_id = (SELECT id FROM channel WHERE name = '블루스카이'), remote_id = 'at://did:plc:a/app.bsky.feed.post/3k', "
                 "remote_url = 'https://bsky.app/profile/city.example/post/3k'")
        error = self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1, korean=True).err
        self.assertRegex(error, "삭제하고 새로 발행.*https://bsky.app/profile/city.example/post/3k")

    def test_refused_and_lost(self):
        number = self.out()
        self.fault(self.url, "status", path="change", status=403, times=1)
        self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1)
        self.assertEqual(self.copies(number)[0]["state"], "published")
        self.assertEqual(self.kinds()[-1], "update refused")
        self.fault(self.url, "drop-after-store", path="change", times=2)
        self.ctl("content", "correct", str(number), code=1)
        self.assertEqual(self.kinds()[-1], "update unknown")
        # Not sure, so it is sent once more; twice does no harm.
        self.ctl("content", "correct", str(number))
        self.assertEqual(self.kinds()[-1], "update ok")
        self.assertEqual(self.ctl("content", "correct", str(number)).err, "")
        # A lost answer alone is made good at once.
        self.fault(self.url, "drop-after-store", path="change", times=1)
        self.ctl("content", "edit", str(number), "--text-file", self.text)
        self.assertEqual(self.kinds()[-1], "update ok")

    def test_approval(self):
        self.ctl("person", "add", "--name", "김주무", "--role", "주무관")
        self.ctl("person", "add", "--name", "이과장", "--role", "과장", "--login", "somebody-else")
        number = self.out()
        self.sql("INSERT INTO approval_step (content_id, round, position, kind, person_id, decision, at) VALUES (?, 1, 1, 'decision', 2, 'approved', 1)", number)
        self.sql("INSERT OR REPLACE INTO workspace (name, value) VALUES ('approval', 'on')")
        answer = self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1)
        self.assertIn("이과장", answer.err)
        self.assertEqual(self.there(number)["text"], "안녕하세요, 시민 여러분.")
        self.ctl("content", "correct", str(number), "--as", "이과장", code=1)
        self.sql("UPDATE person SET login = NULL WHERE id = 2")
        self.ctl("content", "correct", str(number), "--as", "이과장")
        self.assertEqual(self.there(number)["text"], "안녕하십니까, 시민 여러분.")


def later(seconds):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


class MoveWaiting(CorrectCase):
    """What waits on its platform gets another time there, by the claim and the log of a correction."""

    def ctl(self, *args, **options):
        return super().ctl(*args, **{**options, "now": None})  # to a platform nothing is handed over under a set clock

    def waiting(self, **options):
        number = self.add("--at", "2099-01-15 10:00", "--schedule-on-platform", **options)
        self.ctl("publish")
        self.assertEqual((self.copies(number)[0]["state"], self.there(number)["state"]), ("scheduled", "scheduled"))
        return number

    def test_move(self):
        number = self.waiting()
        answer = self.ctl("content", "move", str(number), "--at", "2099-01-16 09:00")
        self.assertEqual(answer.rows[0][:2], [str(number), "2099-01-16T09:00:00+09:00"])
        self.assertIn("waits there for 2099-01-16 09:00.", answer.err)
        self.assertTrue(self.there(number)["publish_at"].startswith("2099-01-16T00:00"), self.there(number))
        self.assertTrue(self.copies(number)[0]["publish_at"].startswith("2099-01-16T09:00"))
        self.assertEqual(self.kinds()[-1], "update ok")
        self.assertEqual(self.call(self.url, "stats")["posts"], 1)
        # It is not sent a second time.
        self.ctl("publish")
        self.assertEqual((self.copies(number)[0]["state"], self.call(self.url, "stats")["posts"]), ("scheduled", 1))
        self.ctl("content", "move", str(number), "--at", "2099-01-17 09:00", korean=True)
        self.assertTrue(self.there(number)["publish_at"].startswith("2099-01-17T00:00"))
        # The new time has left the house: undo says so and leaves the plan as it is there.
        self.assertRegex(self.ctl("undo", code=1, korean=True).err, HANGUL)
        self.assertTrue(self.copies(number)[0]["publish_at"].startswith("2099-01-17T09:00"))

    def test_with_another_channel(self):
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog")
        number = self.waiting(channels=("연습", "블로그"))
        self.ctl("content", "move", str(number), "--at", "2099-01-16 09:00")
        self.assertEqual({copy["publish_at"][:16] for copy in self.copies(number)}, {"2099-01-16T09:00"})
        self.ctl("content", "move", str(number), "--at", "2099-01-18 09:00", "--channel", "블로그")
        self.assertTrue(self.there(number)["publish_at"].startswith("2099-01-16T00:00"))

    def test_refused_lost_and_too_near(self):
        number = self.waiting()
        self.assertIn("연습", self.ctl("content", "move", str(number), "--at", later(60), code=1).err)
        self.fault(self.url, "status", path="change", status=403, times=1)
        self.assertEqual(self.ctl("content", "move", str(number), "--at", "2099-01-16 09:00", code=1).out, "")
        self.assertEqual(self.kinds()[-1], "update refused")
        self.assertTrue(self.copies(number)[0]["publish_at"].startswith("2099-01-15T10:00"))
        self.fault(self.url, "drop-after-store", path="change", times=2)
        self.ctl("content", "move", str(number), "--at", "2099-01-16 09:00", code=1)
        self.assertEqual(self.kinds()[-1], "update unknown")
        # What is not sure is made sure: there again as it is here, or moved once more.
        self.ctl("content", "correct", str(number))
        self.assertTrue(self.there(number)["publish_at"].startswith("2099-01-15T01:00"))
        self.ctl("content", "move", str(number), "--at", "2099-01-16 09:00")
        self.assertTrue(self.there(number)["publish_at"].startswith("2099-01-16T00:00"))
        self.assertEqual(self.call(self.url, "stats")["posts"], 1)

    def test_by_days_stays(self):
        number = self.waiting()
        self.assertIn("연습", self.ctl("content", "move", str(number), "--by-days", "1", code=1).err)
        self.assertTrue(self.there(number)["publish_at"].startswith("2099-01-15T01:00"))


class Hold(MoveWaiting):
    """What waits on a platform goes out in spite of a hold: it says so, and can be taken back."""

    def test_move(self):
        pass

    test_with_another_channel = test_refused_lost_and_too_near = test_by_days_stays = test_move

    def key(self, number):
        return self.sql("SELECT client_key FROM copy WHERE content_id = ?", number)[0][0]

    def test_told(self):
        number = self.waiting()
        answer = self.ctl("hold", "on")
        self.assertEqual([row[:2] for row in answer.rows], [[str(number), "scheduled"]])
        for said in answer.err, self.ctl("hold", "show").err, self.ctl("hold", "list").err, self.ctl("status").err:
            self.assertIn("1 post waits on its platform itself (“연습”)", said)
            self.assertIn("hold take-back", said)
        self.assertRegex(self.ctl("hold", "list", korean=True).err, "글 1건.*회수")
        shown = self.json("hold", "show")
        self.assertEqual((shown["held"], shown["waiting_there"]), (0, 1))
        self.ctl("hold", "off", "--release")
        answer = self.ctl("emergency", "start", "--kind", "fire")
        self.assertIn(["waiting-there", "1"], answer.rows)
        self.assertIn("goes out there", answer.err)
        self.assertEqual(self.json("emergency", "status")["waiting_there"], 1)

    def test_take_back(self):
        number = self.waiting()
        remote, key = self.copies(number)[0]["remote_id"], self.key(number)
        self.assertIn("Nothing is on hold", self.ctl("hold", "take-back", code=1).err)
        answer = self.ctl("hold", "on", "--take-back")
        self.assertEqual([row[:2] for row in answer.rows], [[str(number), "held"]])
        self.assertEqual(self.call(self.url, "posts/" + remote)["state"], "removed")
        copy, = self.copies(number)
        self.assertEqual((copy["state"], copy["remote_id"]), ("held", None))
        self.assertNotEqual(self.key(number), key)
        self.assertEqual(self.kinds()[-1], "delete ok")
        shown = self.json("hold", "show")
        self.assertEqual((shown["held"], shown["waiting_there"]), (1, 0))
        self.assertIn("Nothing waits", self.ctl("hold", "take-back").err)
        self.assertEqual(self.sql("SELECT undo_state FROM change WHERE action = 'hold.on'"), [("dropped",)])
        # The end of the hold hands it over anew.
        self.ctl("publish")
        self.assertEqual(self.copies(number)[0]["state"], "held")
        self.ctl("hold", "off", "--release")
        self.ctl("publish")
        copy, = self.copies(number)
        self.assertEqual((copy["state"], self.there(number)["state"]), ("scheduled", "scheduled"))
        self.assertNotEqual(copy["remote_id"], remote)
        self.assertTrue(self.there(number)["publish_at"].startswith("2099-01-15T01:00"))

    def test_take_back_fails(self):
        number = self.waiting()
        self.ctl("hold", "on")
        self.fault(self.url, "status", path="change", status=503, times=1)
        answer = self.ctl("hold", "take-back", code=1)
        self.assertIn("It was not taken back: it waits there still.", answer.err)
        self.assertEqual([row[:2] for row in answer.rows], [[str(number), "scheduled"]])
        self.assertEqual((self.copies(number)[0]["state"], self.there(number)["state"]), ("scheduled", "scheduled"))
        self.assertEqual(self.json("status")["unsent"], 0)  # nobody is told to delete it

    def test_removed_there(self):
        """What waited there and was removed there by somebody has failed, and goes out anew, once, when a person says so."""
        number = self.waiting()
        key = self.key(number)
        self.remove_there(number)
        self.ctl("publish", "--content", str(number), code=1)
        copy, = self.copies(number)
        self.assertEqual((copy["state"], copy["remote_id"], copy["remote_url"]), ("failed", None, None))
        self.assertNotEqual(self.key(number), key)
        self.assertEqual(self.kinds()[-1], "look-up not-sent")
        self.ctl("publish", "--content", str(number))
        copy, = self.copies(number)
        self.assertEqual((copy["state"], self.there(number)["state"]), ("published", "published"))

    def test_deleted_while_waiting(self):
        """What was taken back before its time goes out later as another post: the platform may remember the key of the first."""
        number = self.waiting()
        key = self.key(number)
        self.ctl("content", "delete", str(number))
        self.assertNotEqual(self.key(number), key)

    def test_not_there_any_more(self):
        """Somebody removed it there, or it has gone out: it is not held, or it might go out twice."""
        number = self.waiting()
        self.remove_there(number)
        answer = self.ctl("hold", "on", "--take-back", code=1)
        self.assertIn("does not wait on “연습” any more", answer.err)
        self.assertEqual(self.copies(number)[0]["state"], "scheduled")


class Unsent(CorrectCase):
    """A correction or withdrawal that did not arrive says so, and stays open work until it is done or not wanted any more."""

    def test_correction(self):
        number = self.out()
        self.fault(self.url, "status", path="change", status=503, times=1)
        answer = self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1)
        self.assertIn("the old text is still there", answer.err)
        self.assertIn(f"content correct {number}", answer.err)
        self.assertNotIn("tried again", answer.err)
        self.fault(self.url, "status", path="change", status=503, times=1)
        answer = self.ctl("content", "correct", str(number), code=1, korean=True)
        self.assertIn("전의 글이 그곳에 그대로", answer.err)
        self.assertNotIn("다시 시도합니다", answer.err)
        self.assertEqual(self.json("status")["unsent"], 1)
        self.assertIn(f"sotongctl content correct {number}\t연습", self.ctl("status").out)
        # Taken back here, there is nothing to send; done again, there is.
        self.ctl("undo")
        self.assertEqual(self.json("status")["unsent"], 0)
        self.ctl("redo")
        self.assertEqual(self.json("status")["unsent"], 1)
        self.ctl("content", "correct", str(number))
        self.assertEqual((self.json("status")["unsent"], self.there(number)["text"]), (0, "안녕하십니까, 시민 여러분."))

    LATER = "2016-10-14T10:%02d:%02d+09:00"

    def test_sent_again_by_itself(self):
        """What the platform had no time for goes once more with a later publishing, as it was sent, and then no more."""
        number = self.out()
        self.fault(self.url, "status", path="change", status=503, times=1)
        answer = self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1)
        self.assertIn("by itself with the first publishing from 2016-10-14 10:01 on", answer.err)
        self.assertIn("이후 첫 게시 때 저절로 한 번 더 보냅니다", self.ctl("outbox", "list", korean=True).out)
        self.ctl("publish", now=self.LATER % (0, 50))
        self.assertEqual(self.kinds(), ["publish ok", "update wait"])
        self.fault(self.url, "status", path="change", status=503, times=1)
        told = self.ctl("publish", now=self.LATER % (1, 0), code=1)
        self.assertIn("10:03 on", told.err)  # the pause doubles
        self.assertEqual(self.json("status")["unsent"], 1)
        self.ctl("publish", now=self.LATER % (2, 50))
        answer = self.ctl("publish", now=self.LATER % (3, 0))
        self.assertEqual([row[:2] for row in answer.rows], [[str(number), "corrected"]])
        self.assertEqual(self.kinds(), ["publish ok", "update wait", "update wait", "update ok"])
        self.assertEqual((self.json("status")["unsent"], self.there(number)["text"]), (0, "안녕하십니까, 시민 여러분."))
        self.ctl("publish", now=self.LATER % (30, 0))
        self.assertEqual(len(self.kinds()), 4)

    def test_list_that_cannot_be_read(self):
        """It is told, with what to do, and nothing is lost: the next publishing sends it."""
        number = self.out()
        self.fault(self.url, "status", path="change", status=503, times=1)
        self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1)
        self.sql("ALTER TABLE copy_part RENAME TO away")
        told = self.ctl("publish", now=self.LATER % (5, 0), code=1)
        self.assertIn("could not be read", told.err)
        self.assertEqual(told.out, "")
        self.assertRegex(self.ctl("publish", now=self.LATER % (5, 0), code=1, korean=True).err, HANGUL)
        self.assertEqual(self.json("publish", now=self.LATER % (5, 0), code=1)["copies"], [])
        self.sql("ALTER TABLE away RENAME TO copy_part")
        self.assertEqual([row[1] for row in self.ctl("publish", now=self.LATER % (5, 0)).rows], ["corrected"])

    def test_only_what_was_sent_goes_again(self):
        """Words that were changed since, a change that was taken back, and what is on hold are sent by nobody but a person."""
        number = self.out()
        self.fault(self.url, "status", path="change", status=503, times=1)
        self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1)
        self.ctl("undo")
        self.ctl("publish", now=self.LATER % (5, 0))
        self.ctl("redo")
        (body,), = self.sql("SELECT body FROM content")
        self.sql("UPDATE content SET body = ?", "아직 보내지 않은 말")
        self.ctl("publish", now=self.LATER % (6, 0))
        self.assertEqual(self.json("status")["unsent"], 1)
        self.sql("UPDATE content SET body = ?", body)
        self.ctl("hold", "on")
        self.ctl("publish", now=self.LATER % (7, 0))
        self.assertEqual(self.kinds(), ["publish ok", "update wait"])
        self.ctl("hold", "off", "--release")
        self.ctl("publish", now=self.LATER % (8, 0))
        self.assertEqual(self.kinds(), ["publish ok", "update wait", "update ok"])

    def test_the_time_that_is_asked_for(self):
        """A platform that says when is asked no sooner, for posts too, over a restart."""
        number = self.out()
        self.fault(self.url, "status", path="change", status=429, retry_after=600, times=1)
        answer = self.ctl("content", "delete", str(number), code=1)
        self.assertIn("from 2016-10-14 10:10 on", answer.err)
        self.ctl("publish", now=self.LATER % (9, 50))
        self.assertEqual(self.kinds(), ["publish ok", "delete wait"])
        answer = self.ctl("publish", now=self.LATER % (10, 0))
        self.assertEqual([row[:2] for row in answer.rows], [[str(number), "withdrawn"]])
        self.assertEqual((self.json("status")["unsent"], self.json("status")["withdrawn"]), (0, 1))

    def test_the_daemon_sends_it_again(self):
        number = self.out()
        self.fault(self.url, "status", path="change", status=503, times=1)
        self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1)
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--json", "--now", self.LATER % (5, 0), "daemon", "--no-fetch"],
                                   stdout=subprocess.PIPE, text=True, env=self.environment())
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        results = (json.loads(line)["event"] for line in process.stdout)
        self.assertIn("corrected", results)
        process.terminate()
        process.wait(60)
        self.assertEqual(self.there(number)["text"], "안녕하십니까, 시민 여러분.")

    def test_a_day_later_it_is_a_persons(self):
        number = self.out()
        self.fault(self.url, "status", path="change", status=503, times=1)
        self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1)
        self.ctl("publish", now="2016-10-15T10:00:00+09:00")
        self.assertEqual(self.kinds(), ["publish ok", "update wait"])
        self.assertEqual(self.json("status")["unsent"], 1)

    def test_withdrawal(self):
        number = self.out()
        self.fault(self.url, "status", path="change", status=503, times=1)
        answer = self.ctl("content", "delete", str(number), code=1)
        self.assertIn("it is still there", answer.err)
        self.assertIn(f"sotongctl content delete {number}\t연습", self.ctl("status").out)
        self.ctl("content", "delete", str(number))
        self.assertEqual((self.json("status")["unsent"], self.json("status")["withdrawn"]), (0, 1))

    def test_refused_is_no_open_work(self):
        number = self.out()
        self.fault(self.url, "status", path="change", status=403, times=1)
        self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1)
        self.assertEqual(self.json("status")["unsent"], 0)


class Withdraw(CorrectCase):
    def test_withdraw(self):
        number = self.out()
        remote = self.copies(number)[0]["remote_id"]
        answer = self.ctl("content", "delete", str(number))
        self.assertEqual(answer.rows, [[str(number)]])
        self.assertEqual(self.call(self.url, "posts/" + remote)["state"], "removed")
        copy = self.copies(number)[0]
        self.assertEqual(copy["state"], "published")
        self.assertTrue(copy["withdrawn_at"].startswith("2016-10-14T10:00"))
        self.assertEqual(self.kinds(), ["publish ok", "delete ok"])
        self.assertNotEqual(self.ctl("undo", code=None).code, None)
        self.assertIsNotNone(self.copies(number)[0]["withdrawn_at"])
        # It says nothing any more anywhere: an edit sends nothing.
        self.ctl("content", "edit", str(number), "--text-file", self.fixed)
        self.assertEqual(len(self.kinds()), 2)

    def test_taken_down_is_not_published(self):
        """What was taken down counts and looks nowhere as published; that it was out, and when, stays on record."""
        self.ctl("promise", "set", "--type", "sns", "--quantity", "10")
        number, other = self.out(), self.out()
        done = lambda: [(target["done"], target["scheduled"], target["draft"]) for target in self.json("promise")["targets"]]
        self.assertEqual(done(), [(2, 0, 0)])
        self.ctl("content", "delete", str(number))
        self.assertEqual(done(), [(1, 0, 0)])
        self.assertEqual([(row[0], row[2]) for row in self.ctl("content", "list").rows], [(str(number), "withdrawn"), (str(other), "published")])
        self.assertEqual([row[0] for row in self.ctl("content", "list", "--state", "withdrawn").rows], [str(number)])
        self.assertEqual([row[0] for row in self.ctl("content", "list", "--state", "published").rows], [str(other)])
        shown = self.ctl("content", "show", str(number)).out
        self.assertIn("\twithdrawn\t연습\t", shown)
        self.assertIn("\twithdrawn\t2016-10-14T10:00:", shown)
        self.assertEqual(self.copies(number)[0]["state"], "published")
        # Asked for again it says what became of it; its new words are not said to stand anywhere.
        self.assertIn("taken down", self.ctl("publish", "--content", str(number), code=None).err)
        self.assertIn("내린", self.ctl("publish", "--content", str(number), code=None, korean=True).err)
        self.assertEqual(self.ctl("content", "edit", str(number), "--text-file", self.fixed).err, "")
        # The copy of it goes out like any other.
        copy = self.json("content", "copy", str(number))["id"]
        self.ctl("publish", "--content", str(copy))
        self.assertEqual(done(), [(2, 0, 0)])

    def test_group_of_channels(self):
        """Who may not publish on a channel corrects and takes down nothing there."""
        self.ctl("person", "add", "--name", "김주무", "--role", "주무관", "--login", "somebody-else")
        number = self.out()
        self.ctl("channel", "group", "add", "기관", "--channel", "연습", "--person", "김주무")
        answer = self.ctl("content", "edit", str(number), "--text-file", self.fixed, code=1)
        self.assertIn("not among them", answer.err)
        self.assertIn("not among them", self.ctl("content", "delete", str(number), code=1).err)
        self.ctl("content", "correct", str(number), "--as", "김주무", code=1)
        self.assertEqual((self.there(number)["text"], self.there(number)["state"]), ("안녕하세요, 시민 여러분.", "published"))
        self.assertEqual(self.kinds(), ["publish ok"])
        self.sql("UPDATE person SET login = NULL")
        self.ctl("content", "correct", str(number), "--as", "김주무")
        self.assertEqual(self.there(number)["text"], "안녕하십니까, 시민 여러분.")
        # Whoever approved it may as well.
        self.ctl("person", "add", "--name", "이과장", "--role", "과장")
        self.sql("INSERT INTO approval_step (content_id, round, position, kind, person_id, decision, at) VALUES (?, 1, 1, 'decision', 2, 'approved', 1)", number)
        self.sql("INSERT OR REPLACE INTO workspace (name, value) VALUES ('approval', 'on')")
        self.ctl("content", "edit", str(number), "--text-file", self.text, "--local-only")
        self.ctl("content", "correct", str(number), "--as", "이과장")
        self.assertEqual(self.there(number)["text"], "안녕하세요, 시민 여러분.")

    def test_removed_there_already(self):
        number = self.out()
        self.remove_there(number)
        self.ctl("content", "delete", str(number))
        self.assertIsNotNone(self.copies(number)[0]["withdrawn_at"])

    def test_by_hand(self):
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog")
        number = self.out(channels=("블로그",))
        self.ctl("outbox", "resolve", str(self.copies(number)[0]["id"]), "--published", "https://blog.naver.com/city/1")
        self.assertIn("https://blog.naver.com/city/1", self.ctl("content", "delete", str(number), code=1).err)
        self.assertIsNone(self.copies(number)[0]["withdrawn_at"])
        self.ctl("content", "delete", str(number), "--gone")
        self.assertIsNotNone(self.copies(number)[0]["withdrawn_at"])
        self.ctl("undo")
        self.assertIsNone(self.copies(number)[0]["withdrawn_at"])

    def test_the_rest_does_not_go_out(self):
        self.ctl("channel", "add", "--name", "둘째", "--platform", "practice", "--url", "http://127.0.0.1:9", stdin=TOKEN)
        number = self.out(channels=("연습", "둘째"))
        self.ctl("content", "delete", str(number))
        self.assertEqual([c["channel"] for c in self.copies(number)], ["연습"])

    def test_wrong_secret(self):
        number = self.out()
        self.ctl("channel", "edit", "연습", "--secret", stdin="wrong")
        self.ctl("content", "delete", str(number), code=1)
        self.assertIsNone(self.copies(number)[0]["withdrawn_at"])
        self.assertEqual(self.json("channel", "list")["channels"][0]["health"], "sign-in")


if __name__ == "__main__":
    unittest.main()
