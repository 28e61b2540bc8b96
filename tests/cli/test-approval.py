#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""person, approval and the acts on contents: what may go out, and who said so."""
import concurrent.futures
import os
import pwd
import unittest

from clitest import HANGUL, NOW, Case, TOKEN

ACCOUNT = pwd.getpwuid(os.getuid()).pw_name
ITEM = {"id", "title", "type", "publish_at", "near", "channels", "round", "step", "person", "drafter", "submitted_at"}
PICTURE = ("89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
           "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082")
STEP = {"kind", "person", "deputy", "decision", "at", "reason", "account", "asked_by"}


class ApprovalCase(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.")
        self.url = self.serve()
        self.json("channel", "add", "--name", "연습", "--platform", "practice", "--url", self.url, stdin=TOKEN)
        self.drafter = self.person("김주무", "주무관", "--login", ACCOUNT)
        self.leader = self.person("이팀장", "팀장")
        self.budget = self.person("박예산", "예산담당")
        self.head = self.person("최과장", "과장")
        self.ctl("approval", "line", "set", "--steps", "review:팀장,decision:과장")
        self.ctl("approval", "on")

    def person(self, name, role, *more):
        return self.json("person", "add", "--name", name, "--role", role, *more)["id"]

    def add(self, *more, at="2016-10-14 12:00", title="가을 소식"):
        words = ["--at", at] if at is not None else []
        return str(self.json("content", "add", "--title", title, "--type", "sns", "--channel", "연습", "--text-file", self.text, *words, *more)["id"])

    def show(self, number):
        return self.json("content", "show", number)

    def state(self, number):
        return self.show(number)["copies"][0]["state"]

    def approved(self, **options):
        number = self.add(**options)
        self.ctl("content", "submit", number)
        self.ctl("content", "approve", number, "--as", "팀장")
        self.ctl("content", "approve", number, "--as", "과장")
        return number

    def received(self):
        return self.call(self.url, "stats")["received"]


class People(ApprovalCase):
    def test_list(self):
        self.assertEqual(self.ctl("person", "list").rows[0], [str(self.drafter), "김주무", "주무관", ACCOUNT, "", ""])
        self.ctl("person", "edit", "과장", "--deputy", "팀장", "--away")
        head = self.json("person", "list")["people"][3]
        self.assertEqual(head, {"id": self.head, "name": "최과장", "role": "과장", "login": None, "deputy": "이팀장", "away": True})
        self.ctl("person", "edit", "과장", "--deputy=", "--back", "--role", "국장")
        head = self.json("person", "list")["people"][3]
        self.assertEqual((head["role"], head["deputy"], head["away"]), ("국장", None, False))

    def test_refused(self):
        self.refused("person", "add", "--role", "팀장")
        self.refused("person", "edit")
        self.refused("person", "edit", "과장", "--away", "--back")
        self.assertIn(ACCOUNT, self.ctl("person", "add", "--name", "또", "--login", ACCOUNT, code=1).err)
        self.ctl("person", "edit", "국장", "--name", "a", code=1)
        self.ctl("person", "edit", "과장", "--away", code=1)
        self.ctl("person", "remove", "과장", code=1)
        self.ctl("person", "remove", "예산담당")
        self.assertEqual(len(self.json("person", "list")["people"]), 3)
        self.ctl("undo")
        self.assertEqual(len(self.json("person", "list")["people"]), 4)



class OnHold(ApprovalCase):
    def test_what_is_approved_meanwhile_is_held(self):
        number = self.add()
        self.ctl("content", "submit", number)
        self.ctl("content", "approve", number, "--as", "팀장")
        self.ctl("hold", "on")
        self.ctl("content", "approve", number, "--as", "과장")
        self.assertEqual((self.state(number), self.json("hold", "show")["held"]), ("held", 1))
        self.ctl("undo")
        self.assertEqual((self.state(number), self.json("hold", "show")["held"]), ("in_review", 0))
        self.ctl("redo")
        self.ctl("hold", "off", "--release")
        self.assertEqual(self.state(number), "scheduled")
        self.ctl("publish", "--due", now="2016-10-14T12:00:10+09:00")
        self.assertEqual((self.state(number), self.received()), ("published", 1))


class Lines(ApprovalCase):
    def test_list(self):
        self.ctl("approval", "line", "set", "--type", "sns", "--steps", "review:팀장, cooperation:예산담당, delegated:과장")
        self.assertEqual(self.ctl("approval", "line", "list").rows,
                         [["-", "review:이팀장 팀장,decision:최과장 과장"], ["sns", "review:이팀장 팀장,cooperation:박예산 예산담당,delegated:최과장 과장"]])
        self.assertEqual([line["type"] for line in self.json("approval", "line", "list")["lines"]], [None, "sns"])
        self.ctl("approval", "line", "remove", "--type", "sns")
        self.assertEqual(len(self.ctl("approval", "line", "list").rows), 1)

    def test_steps_in_korean(self):
        self.ctl("approval", "line", "set", "--type", "blog-post", "--steps", "검토:팀장, 협조:예산담당,전결:주무관,결재:과장", korean=True)
        self.assertEqual(self.json("approval", "line", "list")["lines"][1]["steps"],
                         self.json("approval", "line", "list", korean=True)["lines"][1]["steps"])
        self.assertIn("review:이팀장 팀장,cooperation:박예산 예산담당,delegated:김주무 주무관,decision:최과장 과장", self.ctl("approval", "line", "list").out)
        self.assertRegex(self.ctl("approval", "line", "set", "--steps", "기안:팀장,결재:과장", code=1, korean=True).err, "검토:")
        self.assertIn("결재선 변경: “블로그 글”", self.ctl("history", korean=True).out)  # by the name that people know
        self.assertIn("결재선 변경: “블로그 글”", self.ctl("undo", korean=True).out)

    def test_unchanged_is_no_act(self):
        steps = ("approval", "line", "set", "--type", "sns", "--steps", "review:팀장,decision:과장")
        self.ctl(*steps)
        before = self.ctl("history").out
        self.ctl(*steps)
        self.assertEqual(self.ctl("history").out, before)
        self.ctl(*steps[:-1], "decision:과장")
        self.assertNotEqual(self.ctl("history").out, before)

    def test_refused(self):
        self.refused("approval", "line")
        self.refused("approval", "line", "set")
        self.refused("approval", "line", "set", "--steps", "")
        self.ctl("approval", "line", "set", "--steps", "review:팀장", code=1)
        self.ctl("approval", "line", "set", "--type", "없음", "--steps", "decision:과장", code=1)
        self.ctl("approval", "line", "remove")
        self.assertIn("line", self.ctl("content", "submit", self.add(), code=1).err)


class Acts(ApprovalCase):
    def test_whole_way(self):
        number = self.add()
        self.assertEqual(self.ctl("content", "submit", number).rows, [[number, "in_review", "review", "이팀장 팀장", "가을 소식"]])
        item, = self.json("approval", "box", "--person", "팀장")["box"]
        self.members(item, ITEM)
        self.assertEqual((item["id"], item["step"], item["near"], item["channels"]), (int(number), "review", True, "연습"))
        self.assertEqual(self.ctl("approval", "box").rows, [])
        self.assertEqual(len(self.ctl("approval", "box", "--all").rows), 1)
        self.ctl("content", "approve", number, "--as", "팀장")
        self.assertFalse(self.show(number)["sealed"])
        answer = self.json("content", "approve", number, "--as", "과장", "--note", "잘 봤습니다")["contents"]
        self.assertEqual((answer[0]["state"], answer[0]["sealed"]), ("scheduled", True))
        content = self.show(number)
        self.assertTrue(content["sealed"])
        approval = content["approval"]
        self.assertEqual((approval["on"], approval["round"], approval["outcome"]), (True, 1, "approved"))
        for step in approval["steps"]:
            self.members(step, STEP)
        self.assertEqual([(s["kind"], s["person"], s["decision"], s["account"]) for s in approval["steps"]],
                         [("draft", "김주무 주무관", "approved", ACCOUNT), ("review", "이팀장 팀장", "approved", ACCOUNT),
                          ("decision", "최과장 과장", "approved", ACCOUNT)])
        self.assertEqual(approval["steps"][2]["reason"], "잘 봤습니다")
        self.assertIn("decision\tapproved\t최과장 과장\t잘 봤습니다", self.ctl("content", "show", number).out)

    def test_return_and_again(self):
        number = self.add()
        self.ctl("content", "submit", number)
        self.refused("content", "return", number, "--as", "팀장")
        self.refused("content", "return", number, "--as", "팀장", "--reason", " ")
        self.ctl("content", "return", number, "--as", "팀장", "--reason", "사진 출처")
        self.assertEqual(self.state(number), "returned")
        self.assertEqual(self.show(number)["approval"]["steps"][1]["reason"], "사진 출처")
        self.ctl("content", "submit", number)
        self.assertEqual(self.show(number)["approval"]["round"], 2)
        self.ctl("content", "recall", number)
        self.assertEqual((self.state(number), self.show(number)["approval"]["outcome"]), ("draft", "recalled"))

    def test_show(self):
        number = self.add()
        self.ctl("content", "submit", number)
        self.ctl("content", "return", number, "--as", "팀장", "--reason", "제목")
        self.ctl("content", "edit", number, "--title", "겨울 소식")
        self.ctl("content", "move", number, "--at", "2016-10-15 12:00")
        self.ctl("content", "submit", number)
        shown = self.json("approval", "show", number)
        copy, = shown["copies"]
        self.assertEqual((copy["title_changes"], copy["text_changes"]), ("[-가을-]{+겨울+} 소식", "안녕하세요, 시민 여러분."))
        self.assertEqual((copy["publish_at_before"], copy["publish_at"]), ("2016-10-14T12:00:00+09:00", "2016-10-15T12:00:00+09:00"))
        self.assertIn("제목", shown["returned"])
        self.assertIn("[-가을-]{+겨울+} 소식", self.ctl("approval", "show", number).out)
        self.refused("approval", "show")
        self.ctl("approval", "show", "4711", code=1)

    def test_cooperation(self):
        number = self.add()
        self.ctl("content", "submit", number)
        self.refused("content", "cooperate", number, "--as", "팀장")
        self.refused("content", "approve", number, "--person", "팀장")
        self.assertEqual(self.ctl("content", "cooperate", number, "--as", "팀장", "--person", "예산담당").rows[0][2:4], ["cooperation", "박예산 예산담당"])
        self.ctl("content", "approve", number, "--as", "팀장", code=1)
        self.ctl("content", "approve", number, "--as", "예산담당")
        self.ctl("content", "approve", number, "--as", "팀장")
        self.assertEqual(self.show(number)["approval"]["steps"][1]["asked_by"], "이팀장 팀장")

    def test_own(self):
        self.ctl("approval", "line", "set", "--type", "sns", "--steps", "decision:주무관")
        number = self.add()
        self.assertIn("own", self.ctl("content", "submit", number, code=1).err)
        self.ctl("content", "submit", number, "--as", "팀장")
        self.ctl("content", "approve", number)
        self.ctl("approval", "line", "set", "--type", "sns", "--steps", "review:주무관,decision:과장")
        number = self.add()
        self.ctl("content", "submit", number)
        self.assertEqual(self.show(number)["approval"]["steps"][1]["decision"], "skipped")

    def test_accounts(self):
        number = self.add()
        self.ctl("content", "submit", number)
        self.ctl("person", "edit", "팀장", "--login", "somebody-else")
        self.assertIn("somebody-else", self.ctl("content", "approve", number, "--as", "팀장", code=1).err)
        self.ctl("content", "approve", number, code=1)
        self.ctl("person", "edit", "팀장", "--deputy", "예산담당", "--away")
        self.ctl("content", "approve", number, "--as", "예산담당")
        step = self.show(number)["approval"]["steps"][1]
        self.assertEqual((step["person"], step["deputy"], step["account"]), ("이팀장 팀장", "박예산 예산담당", ACCOUNT))
        self.assertIn("이팀장 팀장 代 박예산 예산담당", self.ctl("content", "show", number).out)
        self.ctl("person", "edit", "주무관", "--login=")
        self.assertIn(ACCOUNT, self.ctl("content", "submit", self.add(), code=1).err)

    def test_several(self):
        numbers = [self.add(title=f"소식 {i}") for i in range(3)]
        self.ctl("content", "submit", *numbers)
        self.ctl("content", "approve", numbers[1], "--as", "팀장")
        answer = self.ctl("--json", "content", "approve", *numbers, "--as", "팀장", code=1)
        self.assertEqual([str(item["id"]) for item in answer.json["contents"]], [numbers[0], numbers[2]])
        self.assertEqual(len(answer.err.splitlines()), 1)
        self.assertIn(f"sotongctl: {numbers[1]}: ", answer.err)
        self.assertEqual(len([row for row in self.ctl("history").rows if "Approve" in row[-1] or any("Approve" in cell for cell in row)]), 3)

    def test_several_are_one_step(self):
        numbers = [self.add(title=f"소식 {i}") for i in range(3)]
        self.ctl("content", "submit", *numbers)
        self.ctl("content", "approve", *numbers, "--as", "팀장")
        self.assertIn(" and 2 more", self.ctl("undo").out)
        self.assertEqual([self.state(number) for number in numbers], ["in_review"] * 3)
        self.ctl("redo")
        self.ctl("undo")
        self.ctl("undo")
        self.assertEqual([self.state(number) for number in numbers], ["scheduled"] * 3)
        for number in numbers:
            self.assertEqual(len([row for row in self.ctl("history", number).rows if any("Submit" in cell for cell in row)]), 1)

    def test_wrong_use(self):
        for verb in ("submit", "approve", "recall"):
            self.refused("content", verb)
            self.refused("content", verb, "x")
            self.assertIn("4711", self.ctl("content", verb, "4711", code=1).err)
        self.refused("approval", "on", "now")
        self.ctl("approval", "box", "--person", "없는 이", code=1)

    def test_at_once(self):
        number = self.add()
        self.ctl("content", "submit", number)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            codes = sorted(answer.code for answer in pool.map(
                lambda _: self.ctl("content", "approve", number, "--as", "팀장", code=None), range(4)))
        self.assertEqual(codes, [0, 1, 1, 1])

    def test_korean(self):
        number = self.add()
        self.assertRegex(self.ctl("content", "approve", number, "--as", "팀장", code=1, korean=True).err, HANGUL)
        self.ctl("content", "submit", number)
        self.assertIn("결재 상신", self.ctl("history", number, korean=True).out)


class Publishing(ApprovalCase):
    def test_unsealed_stays(self):
        number = self.add()
        for words in (["publish"], ["publish", "--content", number]):
            answer = self.ctl(*words, code=1, now="2016-10-14T12:01:00+09:00")
            self.assertEqual(len(answer.err.splitlines()), 1)
            self.assertIn("approved", answer.err)
        self.assertEqual(self.state(number), "scheduled")
        self.assertEqual(self.received(), 0)

    def test_sealed_goes_out(self):
        number = self.approved()
        self.ctl("publish", now="2016-10-14T12:01:00+09:00")
        self.assertEqual((self.state(number), self.received()), ("published", 1))
        self.ctl("undo", code=1, now="2016-10-14T12:02:00+09:00")

    def test_draft_with_time(self):
        """It goes onto the schedule with the last approval, and out at its time; one without a time stays approved."""
        first = self.add(at=None)
        number = str(self.json("content", "copy", first, "--at", "2016-10-14 12:00")["id"])
        self.sql("UPDATE copy SET state = 'draft' WHERE content_id = ?", number)
        for one in (first, number):
            self.ctl("content", "submit", one)
            self.ctl("content", "approve", one, "--as", "팀장")
            self.ctl("content", "approve", one, "--as", "과장")
        self.assertEqual((self.state(first), self.state(number)), ("approved", "scheduled"))
        self.ctl("publish", now="2016-10-14T12:01:00+09:00")
        self.assertEqual((self.state(first), self.state(number), self.received()), ("approved", "published", 1))

    def test_restricted_day(self):
        """What goes onto the schedule by being approved needs the same written ground as what is put there by hand."""
        number = self.add("--publicity", at=None)
        self.ctl("content", "move", number, "--at", "2018-03-01 10:00")
        self.ctl("content", "submit", number)
        self.ctl("content", "approve", number, "--as", "팀장")
        self.assertIn("ground", self.ctl("content", "approve", number, "--as", "과장", code=1).err)
        self.assertEqual(self.state(number), "in_review")
        self.ctl("content", "edit", number, "--ground", "법령에 따른 고지")
        self.ctl("content", "approve", number, "--as", "과장")
        self.assertEqual(self.state(number), "scheduled")

    def test_each_change(self):
        other = self.write("other.txt", "다른 글.")
        for words in (["content", "edit", "{}", "--title", "다른 제목"], ["content", "edit", "{}", "--text-file", other],
                      ["content", "move", "{}", "--at", "2016-10-14 13:00"], ["content", "edit", "{}", "--channel-text", f"연습={other}"],
                      ["content", "edit", "{}", "--type", "blog-post"]):
            number = self.approved()
            self.assertIn("approved any more", self.ctl(*[number if word == "{}" else word for word in words]).err)
            content = self.show(number)
            self.assertEqual((content["sealed"], content["approval"]["copies"][0]["seal"], content["copies"][0]["state"]), (False, "broken", "draft"))
            self.ctl("publish", "--content", number, code=1, now="2016-10-14T14:00:00+09:00")
            self.ctl("undo")
            self.assertEqual((self.show(number)["sealed"], self.state(number)), (True, "scheduled"))
            self.ctl("redo")
            self.assertEqual((self.show(number)["sealed"], self.state(number)), (False, "draft"))
        self.assertEqual(self.received(), 0)

    def test_said(self):
        """Every verb that breaks a seal says so."""
        self.json("channel", "add", "--name", "광장", "--platform", "practice", "--url", self.url, stdin=TOKEN)
        self.text = self.write("text.txt", "신청 https://www.seoul.go.kr/a")
        picture = self.write("picture.png", bytes.fromhex(PICTURE))
        number = self.approved()
        for words in (["content", "edit", number, "--add-channel", "광장"], ["content", "attach", number, picture],
                      ["links", "set", "--domains", "seoul.go.kr", "--source", "sns"]):
            self.assertIn("not approved any more", self.ctl(*words).err)
            content = self.show(number)
            self.assertEqual((content["sealed"], {copy["state"] for copy in content["copies"]}), (False, {"draft"}))
            self.assertEqual(self.json("approval", "status")["unsealed"], 0)
            self.ctl("undo")
            self.assertEqual((self.show(number)["sealed"], self.state(number)), (True, "scheduled"))
        self.assertEqual(self.ctl("links", "set", "--domains", "other.example").err, "")
        self.assertEqual(self.json("content", "edit", number, "--title", "다른 제목")["unapproved"], [int(number)])
        self.ctl("undo")
        self.assertNotIn("unapproved", self.json("content", "edit", number, "--notes", "메모"))

    def test_said_of_others(self):
        """A campaign's name stands in the marks of the links, so changing it reaches contents that nobody named."""
        self.text = self.write("text.txt", "신청 https://www.seoul.go.kr/a")
        self.ctl("campaign", "add", "--name", "가을", "--from", "2016-10-01", "--to", "2016-10-31")
        self.ctl("links", "set", "--domains", "seoul.go.kr", "--source", "sns")
        number = self.approved()
        self.ctl("content", "edit", number, "--campaign", "가을")
        self.ctl("content", "submit", number)
        self.ctl("content", "approve", number, "--as", "팀장")
        self.ctl("content", "approve", number, "--as", "과장")
        answer = self.json("campaign", "edit", "가을", "--name", "늦가을")
        self.assertEqual(answer["unapproved"], [int(number)])
        self.assertEqual(self.state(number), "draft")
        self.ctl("undo")
        self.assertIn(f"Content {number}", self.ctl("campaign", "edit", "가을", "--name", "늦가을").err)

    def test_one_channel_s_text(self):
        """A copy is approved for itself: what another channel says is what was approved for that."""
        self.json("channel", "add", "--name", "광장", "--platform", "practice", "--url", self.url, stdin=TOKEN)
        number = self.approved()
        self.ctl("content", "edit", number, "--add-channel", "광장")
        self.ctl("content", "submit", number)
        self.ctl("content", "approve", number, "--as", "팀장")
        self.ctl("content", "approve", number, "--as", "과장")
        answer = self.ctl("content", "edit", number, "--channel-text", f"광장={self.write('own.txt', '광장의 글')}")
        self.assertIn("on 광장 and", answer.err)
        states = {copy["channel"]: copy["state"] for copy in self.show(number)["copies"]}
        self.assertEqual((states.pop("광장"), set(states.values()), self.show(number)["sealed"]), ("draft", {"scheduled"}, False))

    def test_changed_behind(self):
        """By another program, past all of ours: the seal is compared at the moment of sending."""
        number = self.approved()
        self.sql("UPDATE content SET body = '몰래 고친 글' WHERE id = ?", number)
        answer = self.ctl("publish", code=1, now="2016-10-14T12:01:00+09:00")
        self.assertIn("seal", answer.err)
        self.assertEqual((self.state(number), self.received()), ("scheduled", 0))

    def test_by_hand(self):
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--url", "https://blog.naver.com/city")
        number = str(self.json("content", "add", "--title", "소식", "--type", "blog-post", "--channel", "블로그", "--text-file", self.text)["id"])
        resolve = ["outbox", "resolve", str(self.show(number)["copies"][0]["id"]), "--published", "https://blog.naver.com/city/223100000001"]
        self.assertIn("approved", self.ctl(*resolve, code=1).err)
        self.assertEqual(self.state(number), "draft")
        self.ctl("content", "submit", number)
        self.ctl("content", "approve", number, "--as", "팀장")
        self.ctl("content", "approve", number, "--as", "과장")
        self.ctl(*resolve)
        self.assertEqual(self.state(number), "published_by_hand")

    def test_nobody_is_asked_to_post_what_may_not_go_out(self):
        """Where a person posts by hand they are told why not, not where: unsealed, or under a restriction that came later."""
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--url", "https://blog.naver.com/city")
        add = ["content", "add", "--type", "blog-post", "--channel", "블로그", "--text-file", self.text, "--at", "2016-10-14 12:00", "--title"]
        bare, number = (str(self.json(*add, title)["id"]) for title in ("승인 없는 글", "승인된 글"))
        self.ctl("content", "submit", number)
        self.ctl("content", "approve", number, "--as", "팀장")
        self.ctl("content", "approve", number, "--as", "과장")
        later = "2016-10-14T12:01:00+09:00"
        answer = self.ctl("publish", code=1, now=later)
        self.assertEqual([row[:2] for row in answer.rows], [[bare, "skipped"], [number, "by_hand"]])
        self.assertIn("not been approved", answer.err)
        self.assertEqual(answer.err.count("lets no program in"), 1)
        self.assertEqual([bool(post["why_not"]) for post in self.json("outbox", "by-hand", now=later)["posts"]], [True, False])
        self.assertIn("not been approved", self.ctl("outbox", "by-hand", now=later).rows[0][7])
        self.assertIn("not been approved", self.ctl("outbox", "prepare", str(self.show(bare)["copies"][0]["id"]), self.path("post"), now=later).err)
        self.ctl("restricted", "add", "--kind", "mourning", "--name", "애도", "--from", "2016-10-14", "--to", "2016-10-14", "--legal-ground", "국무회의")
        answer = self.ctl("publish", code=1, now=later)
        self.assertEqual([row[1] for row in answer.rows], ["skipped", "skipped"])
        self.assertIn("애도", answer.err)
        self.assertEqual(self.ctl("publish", "--content", number, now="2016-10-13T18:00:00+09:00").rows[0][1], "by_hand")  # now is not yet then
        self.ctl("content", "edit", number, "--ground", "안내문")
        self.assertEqual([row[1] for row in self.ctl("publish", code=1, now=later).rows], ["skipped", "by_hand"])
        self.ctl("approval", "off")
        self.ctl("content", "edit", bare, "--ground", "안내문")
        self.assertEqual([row[1] for row in self.ctl("publish", now=later).rows], ["by_hand", "by_hand"])

    def test_on_and_off(self):
        number = self.add()
        self.assertEqual(self.json("approval", "status"), {"approval": True, "waiting": 0, "unsealed": 1})
        self.ctl("approval", "off")
        self.assertIn("off", self.ctl("content", "submit", number, code=1).err)
        answer = self.ctl("approval", "on")
        self.assertIn("1 post", answer.err)
        self.ctl("content", "submit", number)
        self.assertEqual(self.ctl("approval", "status").rows, [["on", "1", "0"]])
        self.assertIn("1 content is still in review", self.ctl("approval", "off").err)
        self.assertEqual(self.ctl("approval", "status").rows[0][0], "off")
        # What is in review then is nobody's to decide: anybody takes it back, and it is not lost in between.
        self.assertEqual(self.state(number), "in_review")
        self.assertIn("off", self.ctl("content", "approve", number, "--as", "팀장", code=1).err)
        self.ctl("content", "recall", number, "--as", "과장")
        self.assertEqual(self.state(number), "draft")


class Sheets(ApprovalCase):
    def test_a_round_trip_breaks_no_seal_and_a_change_says_so(self):
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.\n")
        number = self.approved(at="2016-10-20 12:00")
        self.ctl("content", "export", "round.csv")
        answer = self.ctl("content", "import", "round.csv")
        self.assertEqual(([row[1] for row in answer.rows], answer.err), (["same"], ""))
        self.assertTrue(self.show(number)["sealed"])
        with open(self.path("round.csv"), encoding="utf-8-sig", newline="") as file:
            sheet = file.read()
        self.write("changed.csv", sheet.replace("시민 여러분", "주민 여러분"))
        self.assertIn("1 content would not be approved", self.ctl("content", "import", "changed.csv", "--dry-run").err)
        self.assertEqual(self.json("content", "import", "changed.csv", "--dry-run")["unapproved"], 1)
        self.assertEqual(self.json("content", "import", "round.csv", "--dry-run")["unapproved"], 0)
        self.assertTrue(self.show(number)["sealed"])
        self.assertIn("not approved any more", self.ctl("content", "import", "changed.csv").err)
        self.assertFalse(self.show(number)["sealed"])
        self.ctl("undo")
        self.assertTrue(self.show(number)["sealed"])


if __name__ == "__main__":
    unittest.main()
