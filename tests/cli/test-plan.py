#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""campaign and content: what is planned, before anything is sent."""
import struct
import subprocess
import unicodedata
import unittest
import zlib

import clitest
from clitest import CONTENT, COPY, Case


def png(width=2, height=2):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"\x20\x40\x80" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Campaign(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def test_add_and_list(self):
        number = self.json("campaign", "add", "--name", "가을 축제", "--from", "2016-10-01", "--to", "2016-10-31", "--goal", "손님 10만")["id"]
        self.assertEqual(self.json("campaign", "list")["campaigns"],
                         [{"id": number, "name": "가을 축제", "goal": "손님 10만", "from": "2016-10-01", "to": "2016-10-31", "owner": None, "agency": None,
                           "contents": 0}])
        self.assertEqual(self.ctl("campaign", "list").rows, [[str(number), "2016-10-01", "2016-10-31", "가을 축제"]])

    def test_one_day(self):
        self.ctl("campaign", "add", "--name", "a", "--from", "2016-02-29", "--to", "2016-02-29")
        campaign = self.json("campaign", "list")["campaigns"][0]
        self.assertEqual((campaign["from"], campaign["to"]), ("2016-02-29", "2016-02-29"))

    def test_the_same_name(self):
        words = ["campaign", "add", "--name", "a", "--from", "2016-10-01", "--to", "2016-10-02"]
        self.ctl(*words)
        self.assertIn("already", self.ctl(*words, code=1).err)

    def test_wrong_use(self):
        for words in ([], ["--name", "a"], ["--name", "a", "--from", "2016-10-01"], ["--name", "a", "--from", "x", "--to", "2016-10-01"],
                      ["--name", "a", "--from", "2016-10-02", "--to", "2016-10-01"], ["--name", "a", "--from", "2016-10-01", "--to", "2016-10-02", "b"]):
            self.refused("campaign", "add", *words)
        for more in (["--colour", "12"], ["--target", "sns"], ["--target", "sns=many"], ["--stage", "평가"], ["--done", "평가=2016-02-30"]):
            self.refused("campaign", "add", "--name", "a", "--from", "2016-10-01", "--to", "2016-10-02", *more)
        self.refused("campaign", "list", "all")
        for verb in ("show", "edit", "remove"):
            self.refused("campaign", verb)
            self.assertIn("no campaign", self.ctl("campaign", verb, "없음", code=1).err)
        self.ctl("campaign", "add", "--name", " ", "--from", "2016-10-01", "--to", "2016-10-02", code=1)
        self.assertEqual(self.json("campaign", "list")["campaigns"], [])


    def test_all_of_it(self):
        self.ctl("person", "add", "--name", "김주무관")
        number = self.json("campaign", "add", "--name", "봄꽃", "--from", "2016-03-21", "--to", "2016-05-15", "--goal", "꽃길 안내", "--owner", "김주무관",
                           "--agency", "공원 이야기", "--message", "대중교통으로", "--message", "꽃은 눈으로만", "--hashtags", "#봄꽃", "--colour", "3",
                           "--target", "blog-post=20", "--target", "sns=4", "--stage", "Master plan=2016-03-01", "--done", "Master plan=2016-03-04",
                           "--stage", "평가=2016-06-01")["id"]
        campaign = self.json("campaign", "show", "봄꽃")
        self.assertEqual(campaign, self.json("campaign", "show", str(number)))
        self.assertEqual({k: campaign[k] for k in ("id", "name", "goal", "from", "to", "owner", "agency", "key_messages", "hashtags", "colour", "lines",
                                                   "contents", "paid")},
                         {"id": number, "name": "봄꽃", "goal": "꽃길 안내", "from": "2016-03-21", "to": "2016-05-15", "owner": "김주무관",
                          "agency": "공원 이야기", "key_messages": ["대중교통으로", "꽃은 눈으로만"], "hashtags": "#봄꽃", "colour": 3, "lines": [],
                          "contents": 0, "paid": 0})
        self.assertEqual([(s["name"], s["planned_on"], s["done_on"]) for s in campaign["stages"]],
                         [("Master plan", "2016-03-01", "2016-03-04"), ("Budget allocation", None, None), ("Carrying out and spending", None, None),
                          ("Report of results", None, None), ("평가", "2016-06-01", None)])
        self.assertEqual([(t["type"], t["promised"], t["verdict"]) for t in campaign["targets"]], [("blog-post", 20, "missed"), ("sns", 4, "missed")])

    def test_bands_are_told_apart(self):
        for name, more in (("하나", []), ("둘", []), ("셋", ["--colour", "11"]), ("넷", [])):
            self.ctl("campaign", "add", "--name", name, "--from", "2016-10-01", "--to", "2016-10-31", *more)
        self.assertEqual([self.json("campaign", "show", name)["colour"] for name in ("하나", "둘", "셋", "넷")], [0, 1, 11, 2])
        self.ctl("campaign", "edit", "둘", "--goal", "목표")
        self.assertEqual(self.json("campaign", "show", "둘")["colour"], 1)

    def test_types_by_the_names_that_are_shown(self):
        self.ctl("type", "add", "카드뉴스")
        self.ctl("campaign", "add", "--name", "봄꽃", "--from", "2016-03-21", "--to", "2016-05-15", "--target", "블로그 글=5", "--target", "카드뉴스=2",
                 "--target", "SNS=3", korean=True)
        self.assertEqual({t["type"]: t["promised"] for t in self.json("campaign", "show", "봄꽃")["targets"]}, {"blog-post": 5, "카드뉴스": 2, "sns": 3})
        self.ctl("campaign", "edit", "봄꽃", "--target", "Blog post=6")
        self.assertIn(("blog-post", 6), [(t["type"], t["promised"]) for t in self.json("campaign", "show", "봄꽃")["targets"]])
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--url", "https://blog.example/city")
        answer = self.ctl("content", "add", "--title", "글", "--type", "SNS 콘텐츠", "--channel", "블로그", "--text-file", self.write("t.txt", "글"), korean=True)
        self.assertEqual(self.json("content", "show", answer.out.strip())["type"], "sns")
        self.assertEqual(len(self.ctl("content", "list", "--type", "SNS 콘텐츠", korean=True).rows), 1)
        self.ctl("type", "add", "SNS 콘텐츠")  # one of the office's own goes before
        self.assertEqual(len(self.ctl("content", "list", "--type", "SNS 콘텐츠", korean=True).rows), 0)
        self.assertEqual(len(self.ctl("content", "list", "--type", "sns").rows), 1)

    def test_messages_have_a_line_each(self):
        self.ctl("campaign", "add", "--name", "봄꽃", "--from", "2016-03-21", "--to", "2016-05-15", "--message", "대중교통으로", "--message", "꽃은 눈으로만")
        self.assertEqual([row[1] for row in self.ctl("campaign", "show", "봄꽃").rows if row[0] == "messages"], ["대중교통으로", "꽃은 눈으로만"])

    def test_stages_of_the_procedure_in_either_language(self):
        """A campaign made on one desktop has its stages dated on another: none is doubled."""
        for korean, planned, done, dropped in ((False, "예산배정", "결과보고", "시행 및 집행"),
                                               (True, "Budget allocation", "Report of results", "Carrying out and spending")):
            name = f"봄꽃 {korean}"
            self.ctl("campaign", "add", "--name", name, "--from", "2016-03-21", "--to", "2016-05-15", "--stage", f"{planned}=2016-03-02",
                     "--stage", "평가=2016-06-01", korean=korean)
            self.ctl("campaign", "edit", name, "--done", f"{unicodedata.normalize('NFD', done)}=2016-06-02", "--drop-stage", dropped, korean=korean)
            stages = self.json("campaign", "show", name)["stages"]
            self.assertEqual([(s["planned_on"], s["done_on"]) for s in stages], [(None, None), ("2016-03-02", None), (None, "2016-06-02"), ("2016-06-01", None)])
            self.assertEqual(stages[1]["name"], "예산배정" if korean else "Budget allocation")

    def test_edit(self):
        self.ctl("campaign", "add", "--name", "봄꽃", "--from", "2016-03-21", "--to", "2016-05-15", "--target", "sns=4", "--message", "하나")
        before = self.json("campaign", "show", "봄꽃")
        self.ctl("campaign", "edit", "봄꽃", "--name", "꽃", "--to", "2016-05-20", "--target", "sns=0", "--target", "joint=2",
                 "--drop-stage", "Budget allocation", "--done", "Master plan=2016-03-04", "--message", "둘")
        after = self.json("campaign", "show", "꽃")
        self.assertEqual((after["id"], after["from"], after["to"], after["key_messages"]), (before["id"], "2016-03-21", "2016-05-20", ["둘"]))
        self.assertEqual([(t["type"], t["promised"]) for t in after["targets"]], [("joint", 2)])
        self.assertEqual([s["done_on"] for s in after["stages"]], ["2016-03-04", None, None])
        self.ctl("undo")
        self.assertEqual(self.json("campaign", "show", "봄꽃"), before)
        self.ctl("redo")
        self.assertEqual(self.json("campaign", "show", "꽃"), after)
        self.ctl("campaign", "edit", "꽃", "--done", "Master plan=")
        self.assertIsNone(self.json("campaign", "show", "꽃")["stages"][0]["done_on"])
        for wrong in (["--drop-stage", "없음"], ["--owner", "없음"], ["--line", "없음"], ["--target", "poem=1"], ["--from", "2016-06-01"], ["--name", " "]):
            self.ctl("campaign", "edit", "꽃", *wrong, code=1)

    def test_remove(self):
        self.ctl("campaign", "add", "--name", "봄꽃", "--from", "2016-03-21", "--to", "2016-05-15")
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--url", "https://blog.example/city")
        self.ctl("content", "add", "--title", "꽃길", "--type", "sns", "--channel", "블로그", "--campaign", "봄꽃", "--text-file", self.write("a.txt", "글"))
        self.assertIn("1 content belongs", self.ctl("campaign", "remove", "봄꽃", code=1).err)
        self.ctl("campaign", "remove", "봄꽃", "--keep-contents")
        self.assertEqual(self.json("campaign", "list")["campaigns"], [])
        self.assertEqual(len(self.json("content", "list")["contents"]), 1)
        self.ctl("undo")
        self.assertEqual([c["contents"] for c in self.json("campaign", "list")["campaigns"]], [1])


class Types(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def types(self):
        return [t["id"] for t in self.json("type", "list")["types"]]

    def test_own(self):
        built_in = self.types()
        self.assertEqual(len(built_in), 7)
        self.ctl("type", "add", "카드뉴스")
        self.assertEqual(self.types(), built_in + ["카드뉴스"])
        self.assertIn("already", self.ctl("type", "add", "카드뉴스", code=1).err)
        self.ctl("channel", "add", "--name", "블로그", "--platform", "naver-blog", "--url", "https://blog.example/city")
        self.ctl("promise", "set", "--type", "카드뉴스", "--quantity", "3")
        number = self.json("content", "add", "--title", "한 장", "--type", "카드뉴스", "--channel", "블로그", "--text-file", self.write("a.txt", "글"))["id"]
        self.assertEqual(self.json("content", "show", str(number))["type"], "카드뉴스")
        self.assertEqual([(t["name"], t["draft"]) for t in self.json("promise")["targets"]], [("카드뉴스", 1)])
        self.refused("content", "add", "--title", "한 장", "--type", "영상", "--channel", "블로그", "--text-file", self.write("a.txt", "글"))
        self.ctl("type", "remove", "카드뉴스")
        self.assertEqual(self.types(), built_in)
        self.assertIn("stays", self.ctl("type", "remove", "sns", code=1).err)
        self.refused("type", "add")


class Names(Case):
    def test_composed_and_not(self):
        """A Mac types 지하철 in single letters: it is the same name, stored and looked up."""
        self.init()
        nfc, nfd = unicodedata.normalize("NFC", "지하철"), unicodedata.normalize("NFD", "지하철")
        adds = (["topic", "add", "--any", "역"], ["source", "add", "--kind", "import"], ["campaign", "add", "--from", "2016-10-01", "--to", "2016-10-02"],
                ["channel", "add", "--platform", "naver-blog", "--url", "https://blog.example/city"])
        for words in adds:
            self.ctl(*words, "--name", f" {nfd}\n")
            self.assertIn("already", self.ctl(*words, "--name", nfc, code=1).err)
            self.assertIn("already", self.ctl(*words, "--name", nfd, code=1).err)
            plural = words[0] + "s"
            self.assertEqual([thing["name"] for thing in self.json(words[0], "list")[plural]], [nfc])
        self.ctl("trend", "--topic", nfd, "--from", "2016-10-01", "--to", "2016-10-02")
        self.ctl("contributor", "add", "--pen-name", nfd, code=None)
        text = self.write("text.txt", "안녕하세요")
        number = self.json("content", "add", "--title", "가", "--type", "sns", "--channel", nfd, "--campaign", nfd, "--text-file", text)["id"]
        content = self.json("content", "show", str(number))
        self.assertEqual((content["campaign"], content["copies"][0]["channel"]), (nfc, nfc))
        self.assertEqual(len(self.json("content", "list", "--channel", nfd)["contents"]), 1)
        self.ctl("person", "add", "--name", nfd)
        self.ctl("content", "edit", str(number), "--campaign=")
        self.ctl("content", "edit", str(number), "--campaign", nfd, "--owner", nfd)
        content = self.json("content", "show", str(number))
        self.assertEqual((content["campaign"], content["owner"]), (nfc, nfc))
        self.ctl("campaign", "edit", nfd, "--owner", nfd)
        self.assertEqual(self.json("campaign", "show", nfd)["owner"], nfc)
        self.ctl("content", "export", "out.csv", "--campaign", nfd, "--channel", nfd)
        with open(self.path("out.csv"), encoding="utf-8-sig") as file:
            self.assertEqual(len(file.read().splitlines()), 2)
        self.ctl("slot", "list", "--channel", nfd)
        self.ctl("type", "add", nfd)
        self.assertIn("already", self.ctl("type", "add", nfc, code=1).err)
        number = self.json("content", "add", "--title", "가", "--type", nfd, "--channel", nfd, "--text-file", text)["id"]
        self.assertEqual(self.json("content", "show", str(number))["type"], nfc)
        self.ctl("promise", "set", "--type", nfd, "--quantity", "3", "--campaign", nfd)
        self.ctl("content", "edit", str(number), "--type", "sns")
        self.ctl("content", "edit", str(number), "--type", nfd)
        self.assertEqual(self.json("content", "show", str(number))["type"], nfc)
        self.ctl("type", "remove", nfd)
        self.ctl("source", "remove", nfd)


class Content(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.\n")
        for name, platform in (("블로그", "naver-blog"), ("카카오", "kakao-channel")):
            self.ctl("channel", "add", "--name", name, "--platform", platform, "--url", "https://blog.example/city")

    def add(self, *more, code=0, channel="블로그", title="가을 소식"):
        answer = self.ctl("--json", "content", "add", "--title", title, "--type", "blog-post", "--channel", channel, "--text-file", self.text,
                          *more, code=code)
        return answer.json["id"] if code == 0 else answer

    def show(self, number):
        return self.json("content", "show", str(number))

    def test_draft(self):
        number = self.add()
        content = self.show(number)
        self.members(content, CONTENT)
        self.assertEqual((content["id"], content["title"], content["type"], content["campaign"]), (number, "가을 소식", "blog-post", None))
        self.assertEqual(content["text"].strip(), "안녕하세요, 시민 여러분.")
        self.assertEqual(content["attempts"], [])
        copy, = content["copies"]
        self.members(copy, COPY)
        self.assertEqual((copy["channel"], copy["state"], copy["publish_at"], copy["remote_id"], copy["remote_url"]),
                         ("블로그", "draft", None, None, None))

    def test_scheduled(self):
        number = self.add("--at", "2016-10-20 09:30", "--channel", "카카오")
        copies = self.show(number)["copies"]
        self.assertEqual([(copy["channel"], copy["state"], copy["publish_at"]) for copy in copies],
                         [("블로그", "scheduled", "2016-10-20T09:30:00+09:00"), ("카카오", "scheduled", "2016-10-20T09:30:00+09:00")])

    def test_channels_after_one_option(self):
        """--channel N… may stand for several."""
        number = self.json("content", "add", "--title", "t", "--type", "sns", "--text-file", self.text, "--channel", "블로그", "카카오")["id"]
        self.assertEqual([copy["channel"] for copy in self.show(number)["copies"]], ["블로그", "카카오"])

    def test_a_channel_twice_is_one_post(self):
        answer = self.ctl("content", "add", "--title", "t", "--type", "sns", "--text-file", self.text, "--channel", "블로그", "--channel", "블로그", code=1)
        self.assertIn("블로그", answer.err)
        self.assertEqual(self.json("content", "list")["contents"], [])

    def test_types(self):
        for kind in ("blog-post", "sns", "joint", "citizen-campaign", "advertisement", "white-paper", "report"):
            number = self.json("content", "add", "--title", kind, "--type", kind, "--channel", "블로그", "--text-file", self.text)["id"]
            self.assertEqual(self.show(number)["type"], kind)

    def test_money_and_campaign(self):
        self.ctl("campaign", "add", "--name", "축제", "--from", "2016-10-01", "--to", "2016-10-31")
        number = self.add("--campaign", "축제", "--cost", "1,500,000")
        content = self.show(number)
        self.assertEqual((content["campaign"], content["cost"]), ("축제", 1500000))
        self.assertEqual(self.json("campaign", "list")["campaigns"][0]["contents"], 1)

    def test_media(self):
        picture = self.write("사진.png", png())
        number = self.add("--media", picture)
        attachment, = self.show(number)["attachments"]
        self.assertEqual((attachment["file_name"], attachment["media_type"], attachment["size"]), ("사진.png", "image/png", len(png())))

    def test_media_that_is_not_there(self):
        answer = self.add("--media", self.path("none.png"), code=1)
        self.assertIn("none.png", answer.err)
        self.assertEqual(self.json("content", "list")["contents"], [])

    def test_text_of_the_office(self):
        self.text = self.write("cp949.txt", "안녕하세요, 시민 여러분.".encode("cp949"))
        self.assertEqual(self.show(self.add())["text"], "안녕하세요, 시민 여러분.")

    def test_text_that_is_too_long(self):
        self.text = self.write("long.txt", "가" * 400000)
        self.assertIn("long.txt", self.add(code=1).err)
        self.text = "/dev/zero"
        self.assertIn("/dev/zero", self.add(code=1).err)

    def test_empty_text(self):
        self.text = self.write("empty.txt", " \n")
        number = self.add()
        answer = self.add("--at", "2016-10-20 09:00", code=1)
        self.assertIn("empty.txt", answer.err)
        self.assertEqual(len(self.json("content", "list")["contents"]), 1)
        self.text = self.write("text.txt", "안녕하세요")
        number = self.add("--at", "2016-10-20 09:00")
        answer = self.ctl("content", "edit", str(number), "--text-file", self.path("empty.txt"), code=1)
        self.assertIn("empty.txt", answer.err)
        self.assertEqual(self.show(number)["text"], "안녕하세요")

    def test_what_is_no_text(self):
        """Refused with the byte and the line; nothing is cut out of it silently."""
        noise = bytes((i * 7919 + (i * i) // 3) % 256 for i in range(3000))
        for data, line in ((b"a\0b", "byte 2 (line 1)"), ("둘째 줄\n".encode() + b"\0", "line 2"), (noise, "line"), (b"\x89PNG\r\n\x1a\nIHDR", "byte 7 "),
                           ("안녕\n하세".encode() + b"\xff\xfe" + "요".encode(), "line 2"), ("안녕".encode()[:-1], "line 1")):
            self.text = self.write("noise.txt", data)
            answer = self.add(code=1)
            self.assertIn("noise.txt", answer.err)
            self.assertIn(line, answer.err)
            self.assertEqual(len(answer.err.splitlines()), 1)
        self.assertEqual(self.json("content", "list")["contents"], [])
        done = subprocess.run([clitest.PROGRAM, "count", "--platform", "x"], input=b"a\0b", capture_output=True, env=self.environment())
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(b"byte 2", done.stderr)

    def test_wide_text(self):
        self.text = self.write("wide.txt", "안녕하세요".encode("utf-16"))
        self.assertEqual(self.show(self.add())["text"], "안녕하세요")
        self.text = self.write("mark.txt", "안녕하세요".encode("utf-8-sig"))
        self.assertEqual(self.show(self.add())["text"], "안녕하세요")

    def test_text_file_that_is_not_there(self):
        self.text = self.path("none.txt")
        self.assertIn("none.txt", self.add(code=1).err)
        self.text = self.dir
        self.assertIn(self.dir, self.add(code=1).err)

    def test_names_that_are_not_there(self):
        for more in (["--channel", "none"], ["--campaign", "none"], ["--budget-line", "none"]):
            self.assertIn("none", self.add(*more, code=1).err)
        self.assertEqual(self.json("content", "list")["contents"], [])

    def test_wrong_use(self):
        base = ["content", "add", "--title", "t", "--type", "sns", "--channel", "블로그", "--text-file", self.text]
        for more in (["--cost", "much"], ["--cost", "-1"], ["--at", "soon"], ["--at", "2016-02-30 10:00"], ["--type", "poem"]):
            self.refused(*base, *more)
        for lacking in ("--title", "--type", "--channel", "--text-file"):
            i = base.index(lacking)
            self.refused(*base[:i], *base[i + 2:])
        self.refused("content", "show")
        self.refused("content", "show", "x")
        self.refused("content", "list", "x")
        self.refused("content", "list", "--state", "nice")
        self.refused("content", "list", "--from", "2016-10-02", "--to", "2016-10-01")
        self.ctl("content", "add", "--title", " \t", "--type", "sns", "--channel", "블로그", "--text-file", self.text, code=1)
        self.assertIn("7", self.ctl("content", "show", "7", code=1).err)

    def test_list(self):
        first = self.add("--at", "2016-10-20 09:30", "--channel", "카카오", title="첫째")
        second = self.add("--at", "2016-10-21 09:30", title="둘째")
        third = self.add(title="셋째")
        everything = self.json("content", "list")["contents"]
        self.assertEqual({content["id"] for content in everything}, {first, second, third})
        for content in everything:
            self.members(content, CONTENT)
            for copy in content["copies"]:
                self.members(copy, COPY)

        def numbers(*words):
            return [content["id"] for content in self.json("content", "list", *words)["contents"]]
        self.assertEqual(numbers("--from", "2016-10-20", "--to", "2016-10-20"), [first])
        self.assertEqual(numbers("--from", "2016-10-21"), [second])
        self.assertEqual(numbers("--to", "2016-10-20"), [first])
        self.assertEqual(numbers("--state", "draft"), [third])
        self.assertEqual(numbers("--channel", "카카오"), [first])
        self.assertIn("none", self.ctl("content", "list", "--channel", "none", code=1).err)
        rows = self.ctl("content", "list").rows
        self.assertEqual(len(rows), 4)
        for row in rows:
            self.assertEqual(len(row), 5)

    def test_undo_takes_the_copies_along(self):
        number = self.add("--at", "2016-10-20 09:30", "--media", self.write("a.png", png()))
        self.ctl("undo")
        self.assertEqual(self.json("content", "list")["contents"], [])
        self.ctl("content", "show", str(number), code=1)
        self.ctl("redo")
        content = self.show(number)
        self.assertEqual(content["copies"][0]["state"], "scheduled")
        self.assertEqual(len(content["attachments"]), 1)
        self.assertEqual(len(self.json("history", str(number))["changes"]), 3)

    def test_tabs_and_lines_in_titles(self):
        self.add(title="one\ttwo\nthree")
        row, = self.ctl("content", "list").rows
        self.assertEqual(len(row), 5)
        self.assertNotIn("\n", row[4])


if __name__ == "__main__":
    unittest.main()
