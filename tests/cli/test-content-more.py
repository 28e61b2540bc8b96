#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands beside a content's text: versions, checks, checklist, contributors, advertisements, marks of links."""
import os
import struct
import unittest
import zlib

from clitest import TOKEN, Case


def png(width=2, height=2, told=None):
    """A real picture; @told is the size that its head claims."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"\x20\x40\x80" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", *(told or (width, height)), 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Base(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("text.txt", "안녕하세요, 시민 여러분.")
        for name, platform in (("블로그", "naver-blog"), ("인스타", "instagram"), ("트위터", "x")):
            self.ctl("--secrets-stdin", "channel", "add", "--name", name, "--platform", platform, "--url", "https://blog.example/city", "--user", "city")

    def add(self, *more, channel="블로그", kind="blog-post", code=0, **options):
        answer = self.ctl("--json", "content", "add", "--title", "가을 소식", "--type", kind, "--channel", channel, "--text-file", self.text, *more,
                          code=code, **options)
        return answer.json["id"] if code == 0 else answer

    def show(self, number):
        return self.json("content", "show", str(number))

    def undo(self):
        self.ctl("undo")


class Versions(Base):
    def test_list_diff_restore(self):
        number = str(self.add())
        self.ctl("content", "edit", number, "--text-file", self.write("b.txt", "안녕하세요, 서울 시민 여러분."))
        self.ctl("content", "edit", number, "--channel-text", "블로그=" + self.write("c.txt", "블로그 글"), "--title", "늦가을 소식")
        self.ctl("content", "edit", number, "--notes", "텍스트가 아님")
        versions = self.json("content", "versions", number)["versions"]
        self.assertEqual([(v["version"], v["title"], v["action"], len(v["copies"])) for v in versions],
                         [(1, "가을 소식", "content.add", 0), (2, "가을 소식", "content.edit", 0), (3, "늦가을 소식", "content.edit", 1)])
        self.is_time(versions[0]["at"])
        self.assertTrue(versions[0]["by"])
        self.assertEqual(self.ctl("content", "versions", number).rows[2][0], "3")
        self.assertIn("{+서울 +}시민", self.ctl("content", "diff", number, "1", "2").out)
        self.assertIn("[-서울 -]시민", self.ctl("content", "diff", number, "2", "1").out)
        self.assertIn("{+", self.ctl("content", "diff", number, "1").out)
        runs = self.json("content", "diff", number, "1", "2")["diff"]
        self.assertEqual("".join(r["text"] for r in runs if r["kind"] != "added"), "가을 소식\n\n안녕하세요, 시민 여러분.")
        self.assertEqual("".join(r["text"] for r in runs if r["kind"] != "removed"), "가을 소식\n\n안녕하세요, 서울 시민 여러분.")

        self.ctl("content", "restore", number, "1")
        content = self.show(number)
        self.assertEqual((content["title"], content["text"], content["copies"][0]["text"], content["notes"]),
                         ("가을 소식", "안녕하세요, 시민 여러분.", None, "텍스트가 아님"))
        self.undo()
        self.assertEqual(self.show(number)["title"], "늦가을 소식")
        self.assertEqual(len(self.json("content", "versions", number)["versions"]), 5)

    def test_wrong_use(self):
        number = str(self.add())
        for words in (["versions"], ["versions", "x"], ["diff", number], ["diff", number, "0", "1"], ["diff", number, "a", "1"], ["restore", number]):
            self.refused("content", *words)
        self.assertIn("1", self.ctl("content", "diff", number, "1", "7", code=1).err)
        self.assertIn("7", self.ctl("content", "restore", number, "7", code=1).err)
        self.ctl("content", "versions", "4711", code=1)


class Problems(Base):
    def kinds(self, number):
        return sorted((p["channel"] or "", p["file_name"] or "", p["kind"], p["severity"]) for p in self.show(number)["problems"])

    def test_every_channel(self):
        picture = self.write("사진.png", png())
        answer = self.ctl("--json", "content", "add", "--title", "t", "--type", "sns", "--text-file", self.text, "--channel", "블로그", "인스타",
                          "--media", picture)
        self.assertIn("인스타", answer.err)
        self.assertIn("사진.png", answer.err)
        self.assertIn("JPEG", answer.err)
        self.assertEqual([k for k in self.kinds(answer.json["id"]) if k[3] == "error"],
                         [("인스타", "", "media-public", "error"), ("인스타", "사진.png", "media-type", "error")])
        self.assertIn((None, "사진.png", "alt-missing", "warning"), [(p["channel"], p["file_name"], p["kind"], p["severity"])
                                                                      for p in self.show(answer.json["id"])["problems"]])

    def test_text_of_each(self):
        self.text = self.write("long.txt", "가" * 141)
        number = self.add("--channel", "트위터")
        problem, = self.show(number)["problems"]
        self.assertEqual((problem["channel"], problem["kind"]), ("트위터", "text-long"))
        self.assertIn("282", problem["message"])
        self.assertIn("282", self.ctl("content", "show", str(number)).out)

    def test_a_picture_that_lies(self):
        """By what it holds, not by its name: a program is refused, a PNG called JPEG is taken as PNG."""
        self.assertIn("lie.jpg", self.add("--media", self.write("lie.jpg", b"MZ\x90\0 a program"), code=1).err)
        number = self.add("--media", self.write("png.jpg", png()))
        self.assertEqual(self.show(number)["attachments"][0]["media_type"], "image/png")
        self.assertIn("file-name", [p["kind"] for p in self.show(number)["problems"]])

    def test_a_picture_that_lies_is_told_at_once(self):
        lie = self.write("거짓.jpg", png())
        answer = self.ctl("content", "add", "--title", "가을 소식", "--type", "sns", "--channel", "트위터", "--text-file", self.write("t.txt", "글"), "--media", lie)
        self.assertIn("거짓.jpg", answer.err)
        self.assertIn("PNG", answer.err)
        plain = str(self.add("--channel", "트위터"))
        self.assertIn("거짓.jpg", self.ctl("content", "attach", plain, lie).err)
        self.assertNotIn("참.png", self.ctl("content", "attach", str(self.add("--channel", "트위터")), self.write("참.png", png()), "--alt", "빛").err)

    def test_what_is_no_address_proves_nothing(self):
        self.ctl("contributor", "add", "--pen-name", "골목산책", "--fee", "150000")
        for wrong in ("주소 아님", "2016.10.14", "ftp://blog.example.org/7", "https://"):
            self.refused("content", "add", "--title", "골목", "--type", "joint", "--channel", "트위터", "--text-file", self.write("t.txt", "글"),
                         "--contributor", "골목산책", "--proof", wrong)
        number = str(self.add("--contributor", "골목산책", kind="joint"))
        self.refused("content", "edit", number, "--proof", "주소 아님")
        self.assertEqual(self.json("contributor", "show", "골목산책")["proven"], 0)
        self.ctl("content", "edit", number, "--proof", "https://blog.example.org/7")
        self.assertEqual((self.json("contributor", "show", "골목산책")["proven"], self.json("contributor", "show", "골목산책")["fees"]), (1, 150000))
        self.ctl("content", "edit", number, "--proof", "blog.example.org/7")
        self.assertEqual(self.json("contributor", "show", "골목산책")["proven"], 1)
        self.ctl("content", "edit", number, "--proof=")
        self.assertEqual(self.json("contributor", "show", "골목산책")["proven"], 0)

    def test_bad_files(self):
        self.assertIn("30000", self.add("--media", self.write("huge.png", png(told=(30000, 30000))), code=1).err)
        self.assertIn("empty.png", self.add("--media", self.write("empty.png", b""), code=1).err)
        self.assertIn("gone.png", self.add("--media", self.path("gone.png"), code=1).err)
        os.mkfifo(self.path("pipe.png"))
        self.assertIn("pipe.png", self.add("--media", self.path("pipe.png"), code=1).err)
        self.assertEqual(self.json("content", "list")["contents"], [])

    def test_attach(self):
        number = str(self.add(channel="인스타"))
        self.assertEqual([p["kind"] for p in self.show(number)["problems"]], ["media-missing"])
        first, second = self.write("a.png", png()), self.write("b.png", png(4, 4))
        answer = self.ctl("content", "attach", number, first, second, "--alt", "광장의 불빛")
        self.assertIn("a.png", answer.err)
        self.assertIn("인스타", answer.err)
        files = self.show(number)["attachments"]
        self.assertEqual([(f["file_name"], f["alt_text"], f["width"]) for f in files], [("a.png", "광장의 불빛", 2), ("b.png", "", 4)])
        shown = [line.split("\t")[2:] for line in self.ctl("content", "show", number).lines if line.startswith("\tfile\t")]
        self.assertEqual(shown, [[str(files[0]["id"]), "a.png", "광장의 불빛"], [str(files[1]["id"]), "b.png", ""]])
        self.ctl("content", "describe", number, str(files[1]["id"]), "밤의 광장")
        self.assertEqual(self.show(number)["attachments"][1]["alt_text"], "밤의 광장")
        self.ctl("content", "detach", number, str(files[0]["id"]))
        self.assertEqual([f["file_name"] for f in self.show(number)["attachments"]], ["b.png"])
        for _ in range(3):
            self.undo()
        self.assertEqual(self.show(number)["attachments"], [])
        self.ctl("content", "detach", number, "4711", code=1)
        self.ctl("content", "attach", number, first, self.path("gone.png"), code=1)     # all or none
        with open(first, "rb") as whole:
            cut = self.write("cut.png", whole.read()[:-9])
        self.assertIn("“cut.png” is cut short", self.ctl("content", "attach", number, first, cut, code=1).err)
        self.assertEqual(self.show(number)["attachments"], [])
        for words in (["attach", number], ["attach", first], ["describe", number, "1"], ["detach", number]):
            self.refused("content", *words)

    def test_korean(self):
        answer = self.add("--media", self.write("gone.png", b""), code=1, korean=True)
        self.assertRegex(answer.err, "[가-힣]")


class Beside(Base):
    def test_checklist(self):
        number = str(self.add())
        self.ctl("content", "checklist", number, "--add", "교통과 확인")
        self.ctl("content", "checklist", number, "--usual")
        items = self.show(number)["checklist"]
        self.assertEqual(len(items), 7)
        self.assertEqual((items[0]["text"], items[0]["done"]), ("교통과 확인", False))
        self.ctl("content", "checklist", number, "--done", str(items[0]["id"]))
        done = self.show(number)["checklist"][0]
        self.assertTrue(done["done"] and done["done_by"])
        self.is_time(done["done_at"])
        self.assertIn("[x]", self.ctl("content", "show", number).out)
        self.undo()
        self.assertFalse(self.show(number)["checklist"][0]["done"])
        other = str(self.add())
        self.ctl("content", "checklist", other, "--remove", str(items[0]["id"]), code=1)
        for words in ([number], [number, "--usual", "--done", "1"], ["--usual"], [number, "--done", "x"]):
            self.refused("content", "checklist", *words)

    def test_consent(self):
        """A joint content that is scheduled without a consent is told; it is scheduled all the same."""
        self.ctl("contributor", "add", "--pen-name", "골목산책")
        answer = self.ctl("--json", "content", "add", "--title", "골목", "--type", "joint", "--channel", "블로그", "--text-file", self.text,
                          "--contributor", "골목산책", "--at", "2016-10-20 10:00")
        self.assertEqual([(w["kind"], w["title"]) for w in answer.json["warnings"]], [("consent", "골목산책")])
        self.assertIn("No consent of the contributor “골목산책” is noted", answer.err)
        number = str(answer.json["id"])
        self.assertEqual(self.show(number)["copies"][0]["state"], "scheduled")
        self.assertIn("“골목산책”", self.ctl("content", "move", number, "--at", "2016-10-21 10:00").err)
        self.ctl("content", "edit", number, "--contributor=")
        self.assertIn("No contributor is named", self.ctl("content", "move", number, "--at", "2016-10-22 10:00").err)
        self.ctl("content", "edit", number, "--contributor", "골목산책")
        self.ctl("contributor", "edit", "1", "--consent", "2016-03-02 동의서")
        self.assertIn("pictures of the contributor “골목산책” is not noted", self.ctl("content", "move", number, "--at", "2016-10-23 10:00").err)
        self.ctl("contributor", "edit", "1", "--rights", "출처를 적고 쓸 수 있음")
        self.assertEqual(self.ctl("content", "move", number, "--at", "2016-10-23 11:00").err, "")
        self.ctl("contributor", "remove", "1")  # what was noted holds
        self.assertEqual(self.ctl("content", "move", number, "--at", "2016-10-23 12:00").err, "")
        self.undo()
        self.undo()
        self.ctl("contributor", "edit", "1", "--consent", "")
        draft = self.ctl("--json", "content", "add", "--title", "초안", "--type", "joint", "--channel", "인스타", "--text-file", self.write("d.txt", "다른 글"))
        self.assertEqual(draft.json["warnings"], [])

    def test_contributor(self):
        first = self.json("contributor", "add", "--pen-name", "골목산책", "--url", "https://blog.example.org/walk", "--consent", "2016-03-02 동의서",
                          "--rights", "글·사진 이용 허락", "--fee", "150000")["id"]
        number = str(self.add("--contributor", "골목산책", kind="joint"))
        self.assertEqual((self.show(number)["contributor"], self.show(number)["proof_url"]), ("골목산책", None))
        self.ctl("content", "edit", number, "--proof", "https://blog.example.org/walk/7", "--tags", "골목, 산책")
        content = self.show(number)
        self.assertEqual((content["proof_url"], content["tags"]), ("https://blog.example.org/walk/7", "골목, 산책"))
        self.assertEqual(self.json("contributor", "list")["contributors"],
                         [{"id": first, "pen_name": "골목산책", "url": "https://blog.example.org/walk", "consent": "2016-03-02 동의서",
                           "rights": "글·사진 이용 허락", "fee": 150000, "contents": 1, "proven": 1}])
        self.ctl("contributor", "edit", str(first), "--fee", "", "--pen-name", "골목 산책")
        self.assertEqual(self.ctl("contributor", "list").rows, [[str(first), "1", "-", "골목 산책", "https://blog.example.org/walk"]])
        self.undo()
        self.assertEqual(self.json("contributor", "list")["contributors"][0]["fee"], 150000)
        self.ctl("content", "edit", number, "--contributor", "")
        self.assertIsNone(self.show(number)["contributor"])
        # A copy of the content is of the same citizen, and stands nowhere yet.
        self.undo()
        copy = self.json("content", "copy", number)["id"]
        self.assertEqual((self.show(copy)["contributor"], self.show(copy)["proof_url"]), ("골목산책", None))
        self.assertIn("없음", self.add("--contributor", "없음", code=1).err)
        self.assertIn("already", self.ctl("contributor", "add", "--pen-name", "골목산책", code=1).err)
        self.ctl("contributor", "add", "--pen-name", "x", "--url", "ftp://x", code=1)
        for words in (["add"], ["edit", "1", "--fee", "x"], ["edit"], ["list", "all"]):
            self.refused("contributor", *words)

    def test_contributor_by_name(self):
        first = self.json("contributor", "add", "--pen-name", "골목산책")["id"]
        self.assertEqual(self.json("contributor", "show", "골목산책"), self.json("contributor", "show", str(first)))
        self.ctl("contributor", "edit", "골목산책", "--fee", "150000")
        self.assertEqual(self.json("contributor", "show", " 골목산책 ")["fee"], 150000)
        # A pen name that is another's number: either is still named by what is its own.
        second = self.json("contributor", "add", "--pen-name", str(first))["id"]
        for verb in ("show", "edit", "remove"):
            said = self.ctl("contributor", verb, str(first), code=1).err
            self.assertIn(f"Say {second} for the one, “골목산책” for the other", said)
        self.ctl("contributor", "remove", str(second))
        self.assertEqual(self.json("contributor", "show", str(first))["pen_name"], "골목산책")
        self.ctl("contributor", "remove", "골목산책")
        for verb in ("show", "edit", "remove"):
            self.assertIn("골목산책", self.ctl("contributor", verb, "골목산책", code=1).err)
            self.refused("contributor", verb)

    def test_event(self):
        number = str(self.add(kind="citizen-campaign"))
        self.assertIsNone(self.show(number)["event"])
        self.ctl("content", "event", number, "--place", "서울광장", "--from", "2016-10-22", "--participants", "300")
        self.assertEqual(self.show(number)["event"], {"place": "서울광장", "from": "2016-10-22", "to": "2016-10-22", "participants": 300})
        self.assertIn("\tEvent\t서울광장\t2016-10-22\t2016-10-22\t300\n", self.ctl("content", "show", number).out)
        self.ctl("content", "event", number, "--to", "2016-10-23")
        self.assertEqual(self.show(number)["event"]["to"], "2016-10-23")
        self.undo()
        self.assertEqual(self.show(number)["event"]["to"], "2016-10-22")
        self.ctl("content", "event", number, "--to", "2016-10-01", code=1)
        self.refused("content", "event", number, "--participants", "many")

    def test_advertisements(self):
        boosted = self.add()
        number = str(self.add(kind="advertisement"))
        self.ctl("ad", "set", number, "--platform", "facebook", "--boosts", str(boosted), "--from", "2016-10-01", "--to", "2016-10-07",
                 "--spend", "300,000", "--reach", "12000", "--clicks", "340")
        ad, = self.json("ad", "list")["advertisements"]
        self.assertEqual((ad["platform"], ad["boosted"], ad["from"], ad["to"], ad["spend"], ad["reach"], ad["clicks"]),
                         ("facebook", boosted, "2016-10-01", "2016-10-07", 300000, 12000, 340))
        self.assertEqual(self.show(number)["advertisement"]["clicks"], 340)
        self.assertIn("\tAdvertisement\tfacebook\t2016-10-01\t2016-10-07\t300000\t12000\t340\t가을 소식\n", self.ctl("content", "show", number).out)
        self.assertIsNone(self.show(boosted)["advertisement"])
        self.assertIn("not an advertisement", self.ctl("ad", "set", str(boosted), "--spend", "1", code=1).err)
        self.assertEqual(self.json("ad", "list", "--year", "2015")["advertisements"], [])
        self.assertEqual(self.ctl("ad", "list", "--year", "2016").rows,
                         [[number, "2016-10-01", "2016-10-07", "300000", "12000", "340", "facebook", "가을 소식"]])
        self.undo()
        self.assertIsNone(self.show(number)["advertisement"]["spend"])
        self.ctl("ad", "set", number, "--boosts", number, code=1)
        self.refused("ad", "set", number, "--spend", "-3")

    def test_days_under_other_headings(self):
        for begin, end in (("게재 시작", "게재 종료"), ("집행 시작일", "집행 종료일"), ("광고 시작일", "광고 종료일")):
            answer = self.ctl("ad", "import", self.write("a.csv", f"캠페인 이름,{begin},{end},도달\n{begin},2016-10-01,2016-10-31,5\n"))
            self.assertEqual((answer.out, answer.err), ("1\t0\n", ""))
        self.assertEqual([(a["from"], a["to"]) for a in self.json("ad", "list")["advertisements"]], [("2016-10-01", "2016-10-31")] * 3)

    def test_import_of_advertisements(self):
        sheet = self.write("광고.csv", ("캠페인 이름,매체,보고 시작,보고 종료,지출 금액 (KRW),도달,링크 클릭\r\n"
                                      '축제 알림,facebook,2016-10-01,2016-10-07,"300,000",12000,340\r\n'
                                      "길 안내,facebook,2016. 10. 3.,2016. 10. 9.,150000.00,8000,-\r\n").encode("cp949"))
        self.assertEqual(self.json("ad", "import", sheet), {"added": 2, "changed": 0})
        self.assertEqual([(a["title"], a["from"], a["spend"], a["clicks"]) for a in self.json("ad", "list")["advertisements"]],
                         [("축제 알림", "2016-10-01", 300000, 340), ("길 안내", "2016-10-03", 150000, None)])
        again = self.write("again.csv", "title;from;clicks\n축제 알림;2016-10-01;400\n")
        self.assertEqual(self.ctl("ad", "import", again).out, "0\t1\n")
        self.assertEqual([(a["clicks"], a["reach"]) for a in self.json("ad", "list")["advertisements"]], [(400, 12000), (None, 8000)])
        self.undo()
        self.undo()
        self.assertEqual(self.json("ad", "list")["advertisements"], [])

    def test_one_advertisement_on_several_platforms(self):
        """Each line keeps its money, and comes again to where it was."""
        head = "광고 이름,매체,시작일,지출\n"
        sheet = head + "축제,페이스북,20161001,100000\n축제,인스타그램,2016.10.1.,200000\n"
        self.assertEqual(self.json("ad", "import", self.write("s.csv", sheet)), {"added": 2, "changed": 0})
        self.assertEqual(self.json("ad", "import", self.write("s.csv", sheet.replace("200000", "250000"))), {"added": 0, "changed": 2})
        self.assertEqual([(a["platform"], a["from"], a["spend"]) for a in self.json("ad", "list")["advertisements"]],
                         [("페이스북", "2016-10-01", 100000), ("인스타그램", "2016-10-01", 250000)])
        # named otherwise, and in another order, each line is still one of them
        again = head + "축제,인스타그램,20161001,7\n축제,Facebook,20161001,8\n"
        self.assertEqual(self.json("ad", "import", self.write("s.csv", again)), {"added": 0, "changed": 2})
        self.assertEqual([(a["platform"], a["spend"]) for a in self.json("ad", "list")["advertisements"]], [("Facebook", 8), ("인스타그램", 7)])
        for double in (head + "축제,페이스북,20161001,1\n축제,페이스북,2016-10-01,2\n", "title,from,spend\n축제,2016-10-01,1\n축제,2016-10-01,2\n"):
            self.assertIn("line 3: Line 2 has the same title", self.ctl("ad", "import", self.write("d.csv", double), code=1).err)
        self.assertEqual([a["spend"] for a in self.json("ad", "list")["advertisements"]], [8, 7])
        # what ran elsewhere is another one, also when it comes in a sheet of its own
        self.assertEqual(self.json("ad", "import", self.write("n.csv", head + "축제,네이버,20161001,30\n")), {"added": 1, "changed": 0})
        self.assertEqual([(a["platform"], a["spend"]) for a in self.json("ad", "list")["advertisements"]], [("Facebook", 8), ("인스타그램", 7), ("네이버", 30)])
        # and where a sheet does not say where, it is the one there is
        self.assertEqual(self.json("ad", "import", self.write("o.csv", "title,from,spend\n홍보,2016-10-01,1\n")), {"added": 1, "changed": 0})
        self.assertEqual(self.json("ad", "import", self.write("o.csv", head + "홍보,유튜브,20161001,2\n")), {"added": 0, "changed": 1})

    def test_columns_of_a_sheet(self):
        """Amounts as offices call them; a column that is not known is named, never passed over."""
        for number, name in enumerate(("집행금액", "광고비", "소진액", "총비용", "사용 금액")):
            self.ctl("ad", "import", self.write("s.csv", f"광고명,시작일,{name}\n광고 {number},2016-10-01,100000\n"))
        self.assertEqual([a["spend"] for a in self.json("ad", "list")["advertisements"]], [100000] * 5)
        answer = self.ctl("ad", "import", self.write("s.csv", "광고명,시작일,쓴 돈,도달\n다른 광고,2016-10-02,5,10\n"))
        self.assertIn("“쓴 돈”", answer.err)
        self.assertIn("1 column is not used", answer.err)

    def test_damaged_sheet(self):
        sheet = self.write("cut.csv", "title,from,clicks\n축제 알림,2016-10-01,400\n".encode() + "길 안내".encode()[:-1] + b",2016-10-01,4\n")
        self.assertIn("line 3: Column 1 holds bytes", self.ctl("ad", "import", sheet, code=1).err)
        self.assertEqual(self.json("ad", "list")["advertisements"], [])

    def test_wrong_sheets(self):
        wrong = self.write("wrong.csv", "title,from,spend\n가,2016-02-30,100\n나,2016-10-01,many\n다,2016-10-01,100\n,2016-10-01,5\n")
        answer = self.ctl("ad", "import", wrong, code=1)
        for number in (2, 3, 5):
            self.assertIn(f"line {number}", answer.err)
        self.assertEqual(self.json("ad", "list")["advertisements"], [])
        self.assertIn("columns", self.ctl("ad", "import", self.write("none.csv", "a,b\n1,2\n"), code=1).err)
        self.ctl("ad", "import", self.path("gone.csv"), code=1)
        self.ctl("ad", "import", self.write("wide.csv", "title," * 40000 + "\n"), code=1)
        self.refused("ad", "import")


class Links(Base):
    def test_rules(self):
        self.ctl("campaign", "add", "--name", "가을", "--from", "2016-10-01", "--to", "2016-10-31")
        self.ctl("links", "set", "--domains", "seoul.go.kr")
        self.ctl("links", "set", "--channel", "블로그", "--source", "blog")
        self.ctl("links", "set", "--campaign", "가을", "--campaign-mark", "autumn16")
        rows = self.json("links", "list")["links"]
        self.assertEqual([(r["campaign"], r["channel"], r["domains"], r["source"], r["campaign_mark"]) for r in rows],
                         [(None, None, "seoul.go.kr", "", ""), ("가을", None, "", "", "autumn16"), (None, "블로그", "", "blog", "")])
        self.ctl("links", "remove", str(rows[1]["id"]))
        self.assertEqual(len(self.ctl("links", "list").rows), 2)
        self.undo()
        self.assertEqual(len(self.ctl("links", "list").rows), 3)
        self.ctl("links", "set", "--domains", "https://seoul.go.kr/", code=1)
        self.ctl("links", "set", "--channel", "없음", "--source", "x", code=1)
        self.ctl("links", "remove", "4711", code=1)
        self.refused("links", "set")

    def test_sent_as_counted(self):
        """What arrives on the platform has the marks, word for word as the attempt; the stored text has none."""
        url = self.serve()
        self.ctl("--secrets-stdin", "channel", "add", "--name", "연습", "--platform", "practice", "--url", url)
        self.ctl("links", "set", "--domains", "seoul.go.kr", "--campaign-mark", "autumn")
        self.text = self.write("link.txt", "신청: https://www.seoul.go.kr/a")
        number = str(self.add("--notes", "비밀 메모", "--tags", "비밀 태그", channel="연습"))
        self.ctl("content", "checklist", number, "--add", "비밀 점검")
        self.ctl("--secrets-stdin", "publish", "--content", number, stdin=f"연습\t{TOKEN}\n")
        posts = self.call(url, "posts")["posts"]
        sent = "신청: https://www.seoul.go.kr/a?utm_source=practice&utm_medium=social&utm_campaign=autumn"
        self.assertEqual(posts[0]["text"], sent)
        self.assertNotIn("비밀", str(posts))
        self.assertEqual(self.show(number)["text"], "신청: https://www.seoul.go.kr/a")
        self.assertEqual(self.sql("SELECT body FROM attempt WHERE kind = 'publish'"), [(sent,)])


if __name__ == "__main__":
    unittest.main()
