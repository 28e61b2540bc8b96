#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""topic edit and topic preview: what a topic holds, and what it would hold with other words."""
import json
import unittest

from clitest import Case

TEXTS = ["따릉이가 좋아요", "따릉이 광고 할인", "따릉이 광고 이벤트", "버스가 늦어요", "따릉이 공공 자전거 이야기"]


class Topics(Case):
    def setUp(self):
        super().setUp()
        self.init()
        rows = [{"external_id": f"m{i}", "author": "광고꾼" if i == 1 else f"시민{i}", "published_at": f"2016-10-0{i + 1}T12:00:00+09:00",
                 "url": f"https://{'blog.example/spam' if i == 2 else 'plaza.example'}/{i}", "text": text} for i, text in enumerate(TEXTS)]
        path = self.write("in.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        self.ctl("mentions", "import", path, "--source", "광장")
        self.ctl("topic", "add", "--name", "따릉이", "--any", "따릉이")

    def texts(self):
        return [mention["text"] for mention in self.json("mentions", "list", "--topic", "따릉이")["mentions"]]

    def test_preview(self):
        answer = self.json("topic", "preview", "따릉이", "--add-not", "광고")
        self.assertEqual((answer["now"], answer["after"], answer["removed"], answer["added"]), (4, 2, 2, 0))
        self.assertEqual([mention["text"] for mention in answer["mentions"]], ["따릉이 광고 이벤트", "따릉이 광고 할인"])
        self.assertEqual(len(self.texts()), 4)
        rows = self.ctl("topic", "preview", "따릉이", "--any", "따릉이, 버스", "--not", '"공공 자전거"', "--limit", "1").rows
        self.assertEqual(rows[:4], [["now", "4"], ["after", "4"], ["removed", "1"], ["added", "1"]])
        self.assertEqual(rows[4][2], "따릉이 공공 자전거 이야기")
        self.refused("topic", "preview")
        self.ctl("topic", "preview", "none", "--not", "a", code=1)

    def test_number(self):
        """What a list or an added one shows as its number is understood in place of the name, which goes first."""
        number = self.ctl("topic", "add", "--name", "버스", "--any", "버스").out.strip()
        self.assertEqual(self.ctl("topic", "preview", number).rows[0][0], "now")
        other = self.ctl("topic", "add", "--name", str(int(number) + 1000), "--any", "아무도").out.strip()
        self.ctl("topic", "edit", str(int(number) + 1000), "--name", number)
        self.ctl("topic", "edit", number, "--any", "정류장")
        self.assertEqual([row[3] for row in self.ctl("topic", "list").rows if row[0] == other], ["정류장"])
        self.ctl("topic", "preview", "4711", code=1)
        source = self.ctl("source", "add", "--name", "소식", "--kind", "feed", "--url", "http://127.0.0.1:9/").out.strip()
        self.ctl("source", "remove", source)
        self.ctl("source", "remove", source, code=1)

    def test_edit(self):
        self.ctl("topic", "edit", "따릉이", "--not", "광고", "--name", "자전거")
        topic, = self.json("topic", "list")["topics"]
        self.assertEqual((topic["name"], topic["mentions"], topic["any"], topic["not"]), ("자전거", 2, ["따릉이"], ["광고"]))
        self.ctl("undo")
        self.assertEqual(len(self.texts()), 4)
        self.ctl("redo")
        self.assertEqual(self.json("topic", "list")["topics"][0]["mentions"], 2)
        self.ctl("topic", "edit", "자전거", "--any", "", code=1)
        self.refused("topic", "edit")
        self.refused("topic", "edit", "자전거")

    def test_authors_and_sites(self):
        self.ctl("topic", "edit", "따릉이", "--exclude-authors", "광고꾼", "--exclude-sites", "https://blog.example/spam/")
        self.assertEqual(self.texts(), ["따릉이 공공 자전거 이야기", "따릉이가 좋아요"])
        self.assertEqual(self.json("topic", "list")["topics"][0]["excluded_sites"], ["blog.example/spam"])
        path = self.write("more.jsonl", json.dumps({"external_id": "n", "author": "광고꾼", "published_at": "2016-10-10T12:00:00+09:00", "text": "따릉이 또 광고"}) + "\n")
        self.ctl("mentions", "import", path, "--source", "광장")
        self.assertEqual(len(self.texts()), 2)
        self.ctl("topic", "edit", "따릉이", "--exclude-authors", "", "--exclude-sites", "example")
        self.assertEqual(len(self.texts()), 1)  # the one without an address

    def test_sources(self):
        self.ctl("topic", "edit", "따릉이", "--source-off", "광장")
        self.assertEqual(self.texts(), [])
        self.ctl("undo")
        self.assertEqual(len(self.texts()), 4)
        self.ctl("redo")
        self.ctl("topic", "edit", "따릉이", "--source-on", "광장")
        self.assertEqual(len(self.texts()), 4)
        self.ctl("topic", "edit", "따릉이", "--source-off", "none", code=1)

    def test_removed_stays_removed(self):
        number = self.json("mentions", "list", "--topic", "따릉이")["mentions"][0]["id"]
        self.sql("UPDATE topic_hit SET removed = 1 WHERE mention_id = ?", number)
        for words in ("따릉이", "따릉이, 버스"):
            self.ctl("topic", "edit", "따릉이", "--any", words)
            self.assertNotIn(number, [mention["id"] for mention in self.json("mentions", "list", "--topic", "따릉이")["mentions"]])
        self.assertEqual(self.json("topic", "preview", "따릉이")["added"], 0)


if __name__ == "__main__":
    unittest.main()
