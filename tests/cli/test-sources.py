#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources of every kind from the command line: added, tested, fetched, with their quota and what they cost."""
import http.server
import json
import os
import subprocess
import threading
import unittest
import urllib.parse

from clitest import Case

KEYRING = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "servers", "keyring.sh")


class Site:
    """A server that takes the place of any API: a test says what each path answers."""

    def __init__(self, case):
        self.answers, self.asked, self.status, self.headers = {}, [], {}, {}
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, body=None):
                parts = urllib.parse.urlsplit(self.path)
                query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
                site.asked.append((self.command, parts.path, query, dict(self.headers), body))
                known = site.answers.get(parts.path)
                data = json.dumps(known(query) if callable(known) else known).encode() if known is not None else b"{}"
                self.send_response(site.status.get(parts.path, 200 if known is not None else 404))
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                for name, value in site.headers.get(parts.path, {}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self):
                self.answer()

            def do_POST(self):
                self.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        case.addCleanup(self.server.server_close)
        case.addCleanup(self.server.shutdown)


NEWS = {"lastBuildDate": "x", "total": 1, "start": 1, "display": 100, "items": [
    {"title": "<b>따릉이</b> 소식", "originallink": "https://paper.example/1", "link": "https://n.news.naver.com/1", "description": "정말 좋아요",
     "pubDate": "Thu, 13 Oct 2016 07:50:00 +0900"}]}


class Sources(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.site = Site(self)

    def add(self, name, kind, *more, secret="id:key", **options):
        return self.ctl("source", "add", "--name", name, "--kind", kind, "--url", self.site.url, *more, stdin=secret, **options)

    def fetch(self, secret="id:key", name="뉴스", code=0, **options):
        return self.ctl("--json", "--secrets-stdin", "fetch", "--source", name, stdin=f"{name}\t{secret}\n", code=code, **options)

    def test_words_of_topics(self):
        """Without words of its own a source searches for those of the topics, and what it brings is judged and belongs to them."""
        self.site.answers["/v1/search/news.json"] = NEWS
        self.ctl("topic", "add", "--name", "따릉이", "--any", "따릉이, 공공자전거", "--all", "서울")
        self.ctl("topic", "add", "--name", "자전거", "--any", "따릉이")
        self.add("뉴스", "naver-news")
        result, = self.fetch().json["sources"]
        self.assertEqual((result["outcome"], result["items"], result["new"]), ("ok", 3, 1))
        self.assertEqual([call[2]["query"] for call in self.site.asked], ["따릉이 서울", "공공자전거 서울", "따릉이"])
        self.assertEqual(self.site.asked[0][3]["X-Naver-Client-Secret"], "key")
        mention, = self.json("mentions", "list")["mentions"]
        self.assertEqual((mention["topics"], mention["sentiment_source"], mention["url"]), (["자전거"], "machine", "https://paper.example/1"))
        self.assertNotEqual(mention["sentiment"], "unlabelled")
        source, = self.json("source", "list")["sources"]
        self.assertEqual((source["outcome"], source["new"], source["quota"]), ("ok", 1, [{"scope": "naver", "period": "2016-10-14", "used": 3, "limit": 25000}]))
        self.no_secret("id:key")

    def test_own_words(self):
        self.site.answers["/search/v1/cafearticle"] = {"items": []}
        self.add("카페", "naver-hub-cafe", "--query", "서울 축제", "--query", "불꽃")
        self.ctl("topic", "add", "--name", "따릉이", "--any", "따릉이")
        self.fetch(name="카페")
        self.assertEqual([call[2]["query"] for call in self.site.asked], ["서울 축제", "불꽃"])
        self.assertEqual(self.site.asked[0][3]["X-NCP-APIGW-API-KEY"], "key")

    def test_switched_off(self):
        """A topic that is switched off for the source is not searched for."""
        self.site.answers["/v1/search/news.json"] = NEWS
        self.add("뉴스", "naver-news")
        answer = self.fetch(code=1)
        self.assertIn("topic", answer.err)
        self.assertEqual(self.site.asked, [])

    def test_quota(self):
        """A site that says that the day is used up is not asked again before midnight, by no source of its kind."""
        self.site.answers["/v1/search/news.json"] = {"errorMessage": "x", "errorCode": "010"}
        self.site.status["/v1/search/news.json"] = 429
        self.site.answers["/v1/search/blog.json"] = {"items": []}
        for name, kind in (("뉴스", "naver-news"), ("블로그", "naver-blog")):
            self.add(name, kind, "--query", "축제")
        result, = self.fetch(code=1).json["sources"]
        self.assertEqual((result["outcome"], result["next_try"]), ("wait", "2016-10-15T00:00:00+09:00"))
        result, = self.fetch(name="블로그", code=1).json["sources"]
        self.assertEqual((result["outcome"], result["http_status"]), ("wait", 0))
        self.assertEqual(len(self.site.asked), 1)
        result, = self.fetch(name="블로그", now="2016-10-15T00:00:01+09:00").json["sources"]
        self.assertEqual(result["outcome"], "unchanged")

    def test_cost(self):
        self.site.answers["/2/tweets/search/recent"] = lambda query: {
            "data": [{"id": str(i), "text": f"글 {i}", "created_at": "2016-10-13T01:00:00.000Z"} for i in range(1, int(query["max_results"]) + 1)],
            "meta": {"result_count": int(query["max_results"])}}
        self.site.answers["/2/tweets/counts/recent"] = {"data": [], "meta": {"total_tweet_count": 2000}}
        self.refused("source", "add", "--name", "X", "--kind", "x", "--url", self.site.url, "--query", "축제")
        for budget in ("0", "-1", "much", ""):
            self.refused("source", "add", "--name", "X", "--kind", "x", "--url", self.site.url, "--query", "축제", "--budget", budget)
        self.add("X", "x", "--query", "축제", "--budget", "1", secret="bearer")
        answer = self.ctl("--secrets-stdin", "source", "test", "X", stdin="X\tbearer\n")
        self.assertIn("$0.005 now", answer.err)
        self.assertIn("2000", answer.out)
        self.assertIn("$10.000", answer.out)
        self.assertEqual(self.json("mentions", "list")["mentions"], [])
        answer = self.fetch("bearer", "X")
        self.assertIn("$0.995", answer.err)
        self.assertEqual(answer.json["sources"][0]["new"], 100)
        source, = self.json("source", "list")["sources"]
        self.assertEqual(source["quota"], [{"scope": f"x/{source['id']}", "period": "2016-10", "used": 505, "limit": 1000}])
        for _ in range(5):
            self.fetch("bearer", "X", code=None)
        used = self.json("source", "list")["sources"][0]["quota"][0]["used"]
        self.assertLessEqual(used, 1000)
        result, = self.fetch("bearer", "X", code=1).json["sources"]
        self.assertEqual((result["outcome"], result["next_try"]), ("wait", "2016-11-01T09:00:00+09:00"))

    def test_more_than_one_fetch(self):
        """What one fetch may spend is not all that is left of the month: the next fetch goes on, and nobody is told to wait for another month."""
        def search(query):
            first = 1 if "since_id" in query else 101
            posts = [] if "since_id" in query else [{"id": f"{query['query'][1:]}{i}", "text": f"{query['query']} 글 {i} &amp; 끝", "created_at": "2016-10-13T01:00:00.000Z"}
                                                    for i in range(first, first + 100)]
            return {"data": posts, "meta": {"result_count": len(posts)}} if posts else {"meta": {"result_count": 0}}
        self.site.answers["/2/tweets/search/recent"] = search
        self.add("X", "x", *(word for i in range(1, 6) for word in ("--query", f"말{i}")), "--budget", "50", secret="bearer")
        result, = self.fetch("bearer", "X").json["sources"]
        self.assertEqual((result["outcome"], result["new"], result["next_try"]), ("ok", 300, "2016-10-14T11:00:00+09:00"))
        self.assertIn("next", result["message"])
        result, = self.fetch("bearer", "X", now="2016-10-14T11:00:00+09:00").json["sources"]
        self.assertEqual((result["outcome"], result["new"], result["message"]), ("ok", 200, None))
        self.assertIn("말1 글 101 & 끝", [mention["text"] for mention in self.json("mentions", "list", "--limit", "1000")["mentions"]])
        self.assertEqual(self.json("source", "list")["sources"][0]["failures"], 0)

    def test_stopped_in_the_middle(self):
        """A search that ends with what a fetch may spend goes on from there: nothing is left out, and nothing is paid for twice."""
        posts = {f"말{i}": [f"{i}{n}" for n in range(500, 300, -1)] for i in (1, 2)}
        def search(query):
            word, end = query["query"], int(query.get("next_token", "9999"))
            found = [i for i in posts[word] if int(query.get("since_id", "0")) < int(i) < end]
            page = found[:int(query["max_results"])]
            token = {"next_token": page[-1]} if len(page) < len(found) else {}
            return {"data": [{"id": i, "text": f"{word} 글 {i}", "created_at": "2016-10-13T01:00:00.000Z"} for i in page], "meta": {"result_count": len(page), **token}}
        self.site.answers["/2/tweets/search/recent"] = search
        self.add("X", "x", "--query", "말1", "--query", "말2", "--budget", "50", secret="bearer")
        result, = self.fetch("bearer", "X").json["sources"]
        self.assertEqual((result["outcome"], result["new"]), ("ok", 300))
        self.assertIn("next", result["message"])
        posts["말2"].insert(0, "2501")
        result, = self.fetch("bearer", "X", now="2016-10-14T11:00:00+09:00").json["sources"]
        self.assertEqual((result["outcome"], result["new"], result["message"]), ("ok", 101, None))
        self.assertEqual(self.json("source", "list")["sources"][0]["quota"][0]["used"], 401 * 5)
        self.fetch("bearer", "X", now="2016-10-14T12:00:00+09:00")
        self.assertEqual(self.json("source", "list")["sources"][0]["quota"][0]["used"], 401 * 5)

    def test_place_forgotten(self):
        """Where the site does not know the page any more the search begins anew behind what it had brought, and does not stay where it is."""
        path = "/2/tweets/search/recent"
        def search(query):
            self.site.status[path] = 400 if "next_token" in query and len(self.site.asked) > 4 else 200
            if self.site.status[path] == 400:
                return {"title": "Invalid Request", "detail": "next_token", "type": "https://api.x.com/2/problems/invalid-request"}
            first = 600 if "since_id" in query else 500 - int(query.get("next_token", "0"))
            posts = [{"id": f"{query['query'][1:]}{i}", "text": f"글 {i}", "created_at": "2016-10-13T01:00:00.000Z"} for i in range(first, first - (1 if first == 600 else 100), -1)]
            token = {} if first in (401, 600) else {"next_token": "99"}
            return {"data": posts, "meta": {"result_count": len(posts), **token}}
        self.site.answers[path] = search
        self.add("X", "x", "--query", "말1", "--query", "말2", "--budget", "50", secret="bearer")
        self.fetch("bearer", "X")
        self.assertEqual(len(self.site.asked), 3)
        self.site.asked += [()] * 2
        result, = self.fetch("bearer", "X", now="2016-10-14T11:00:00+09:00").json["sources"]
        self.assertEqual((result["outcome"], result["new"]), ("ok", 2))
        self.assertEqual([[member in call[2] for member in ("next_token", "since_id")] for call in self.site.asked[5:]], [[False, True], [True, False], [False, True]])
        self.assertEqual(self.site.asked[-1][2]["since_id"], "2500")

    def test_many_videos(self):
        """A search that finds many videos has what is said under each of them read, in the same fetch."""
        self.site.answers["/youtube/v3/search"] = {"items": [{"id": {"videoId": f"v{i}"}, "snippet": {
            "title": f"축제 {i}", "description": "글", "publishedAt": "2016-10-13T01:00:00Z", "channelTitle": "시민"}} for i in range(45)]}
        self.site.answers["/youtube/v3/commentThreads"] = lambda query: {"items": [{"id": f"c{query['videoId']}", "snippet": {"topLevelComment": {
            "id": f"c{query['videoId']}", "snippet": {"textDisplay": f"{query['videoId']} 좋아요", "publishedAt": "2016-10-13T02:00:00Z"}}}}]}
        self.add("영상", "youtube", "--query", "축제", secret="key")
        result, = self.fetch("key", "영상").json["sources"]
        self.assertEqual((result["outcome"], result["new"], result["message"]), ("ok", 90, None))
        self.assertEqual([quota["used"] for quota in self.json("source", "list")["sources"][0]["quota"]], [1, 45])

    def test_pages_that_are_not_full(self):
        """A site that leaves out some of a page has more behind it all the same."""
        def naver(query):
            start = int(query["start"])
            return {"total": 250, "start": start, "items": [
                {"title": f"글 {i}", "link": f"https://blog.naver.com/a/{i}", "description": "글", "postdate": "20161013"}
                for i in range(start, min(start + 100, 251)) if i != 7]}
        self.site.answers["/v1/search/blog.json"] = naver
        self.add("블로그", "naver-blog", "--query", "축제")
        result, = self.fetch(name="블로그").json["sources"]
        self.assertEqual((result["outcome"], result["new"]), ("ok", 249))
        self.assertEqual([call[2]["start"] for call in self.site.asked], ["1", "101", "201"])
        self.site.answers["/v1/search/blog.json"] = lambda query: {"total": 9999, "items": naver(query)["items"]} # an estimate
        self.add("블로그 둘", "naver-blog", "--query", "축제")
        self.fetch(name="블로그 둘")
        self.assertEqual([call[2]["start"] for call in self.site.asked[3:]], ["1", "101", "201", "301"])
        self.site.answers["/wp-json/"] = {"name": "b", "url": self.site.url, "namespaces": ["wp/v2"], "authentication": {}, "routes": {}}
        self.site.headers["/wp-json/wp/v2/comments"] = {"X-WP-TotalPages": "3"}
        self.site.answers["/wp-json/wp/v2/comments"] = lambda query: [] if query["page"] == "2" else [
            {"id": 100 * int(query["page"]) + i, "post": 1, "author_name": "김", "date_gmt": "2016-10-13T01:00:00", "content": {"rendered": f"댓글 {query['page']} {i}"},
             "link": f"https://b.example/p/#comment-{100 * int(query['page']) + i}"} for i in range(60)]
        self.ctl("source", "add", "--name", "댓글", "--kind", "wordpress", "--url", self.site.url)
        result, = self.json("fetch", "--source", "댓글")["sources"]
        self.assertEqual((result["outcome"], result["new"]), ("ok", 120))

    def test_trend_of_either(self):
        """Another server may do the part of either of Naver's two; where the old one is not, the new one is asked."""
        self.site.answers["/search-trend/v1/search"] = {"results": [{"title": "축제", "keywords": ["축제"], "data": [{"period": "2016-10-12", "ratio": "100"}]}]}
        self.add("검색", "naver-trend", "--query", "축제")
        result, = self.fetch(name="검색").json["sources"]
        self.assertEqual((result["outcome"], result["items"], result["message"]), ("ok", 1, None))
        self.assertEqual(self.site.asked[-1][3]["X-NCP-APIGW-API-KEY-ID"], "id")
        self.site.answers["/v1/datalab/search"] = {"errorMessage": "Scope Status Invalid", "errorCode": "024"}
        self.site.status["/v1/datalab/search"] = 403
        result, = self.fetch(name="검색", code=1).json["sources"]
        self.assertEqual(result["outcome"], "refused")
        self.assertIn("switched on", result["message"]) # the key itself is right
        del self.site.answers["/search-trend/v1/search"]
        self.site.status["/v1/datalab/search"] = 401
        result, = self.fetch(name="검색", code=1).json["sources"]
        self.assertIn("Enter it again", result["message"]) # there is no second place: the key is wrong

    def test_server_of_account(self):
        """Bluesky is searched at the server that has the account, as the session says; at its own address where that cannot be reached."""
        home, other = self.site, Site(self)
        session = {"did": "did:plc:a", "handle": "city.example", "accessJwt": "h.e30.s", "refreshJwt": "h.e30.r", "didDoc": {"service": [
            {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": other.url + "/"}]}}
        home.answers["/xrpc/com.atproto.server.createSession"] = session
        other.answers["/xrpc/app.bsky.feed.searchPosts"] = {"posts": [{"uri": "at://did:plc:u/app.bsky.feed.post/3l1", "author": {"did": "did:plc:u", "handle": "u.example"},
                                                                       "record": {"text": "안녕", "createdAt": "2016-10-13T01:00:00Z"}}]}
        self.add("하늘", "bluesky", "--query", "안녕", secret="city.example:pw")
        result, = self.fetch("city.example:pw", "하늘").json["sources"]
        self.assertEqual((result["outcome"], result["new"]), ("ok", 1))
        self.assertEqual([len(home.asked), len(other.asked)], [1, 1])
        session["didDoc"]["service"][0]["serviceEndpoint"] = "http://127.0.0.1:1"
        home.answers["/xrpc/app.bsky.feed.searchPosts"] = {"posts": []}
        result, = self.fetch("city.example:pw", "하늘").json["sources"]
        self.assertEqual((result["outcome"], result["message"]), ("unchanged", None))
        for endpoint in (f"{other.url}/elsewhere", f"{other.url}?x=", other.url.replace("//", "//u:p@"), "http://pds.example"): # no server's name, or for all to read
            session["didDoc"]["service"][0]["serviceEndpoint"] = endpoint
            del other.asked[:]
            self.assertEqual((self.fetch("city.example:pw", "하늘").json["sources"][0]["outcome"], other.asked), ("unchanged", []), endpoint)

    def test_budget_of_no_request(self):
        """What pays for not one request is not taken, nor waited for where it stands since before."""
        add = ("source", "add", "--name", "X", "--kind", "x", "--url", self.site.url, "--query", "축제", "--budget")
        for budget in ("0.02", "0.0494", "1e-9"):
            self.assertIn("$0.05", self.refused(*add, budget).err)
        self.ctl(*add, "0.05", stdin="bearer")
        self.sql("UPDATE source SET settings = replace (settings, '0.05', '0.02')")
        self.assertIn("0.02", self.sql("SELECT settings FROM source")[0][0])
        result, = self.fetch("bearer", "X", code=1).json["sources"]
        self.assertEqual(result["outcome"], "refused")
        self.assertIn("$0.05", result["message"])
        self.assertEqual(self.site.asked, [])

    def test_relative(self):
        """A search trend is no count: it stands apart, and an answer replaces the one before."""
        ratios = [10, 100]
        self.site.answers["/v1/datalab/search"] = lambda query: {"results": [{"title": "축제", "keywords": ["축제"], "data": [
            {"period": f"2016-10-{12 + i}", "ratio": ratio} for i, ratio in enumerate(ratios)]}]}
        self.add("검색", "naver-trend", "--query", "축제")
        result, = self.fetch(name="검색").json["sources"]
        self.assertEqual((result["outcome"], result["items"], result["new"]), ("ok", 2, 0))
        self.assertEqual(self.ctl("source", "trend", "검색").rows, [["name", "day", "relative (max = 100)"], ["축제", "2016-10-12", "10.00000"],
                                                                  ["축제", "2016-10-13", "100.00000"]])
        ratios[:] = [100]
        self.fetch(name="검색", now="2016-10-16T10:00:00+09:00")
        self.assertEqual([(point["day"], point["relative"]) for point in self.json("source", "trend", "검색")["points"]], [("2016-10-12", 100)])
        self.assertEqual(self.json("mentions", "list")["mentions"], [])
        method, _path, query, _headers, body = self.site.asked[0]
        self.assertEqual((method, query, body["keywordGroups"]), ("POST", {}, [{"groupName": "축제", "keywords": ["축제"]}]))

    def test_ghost_comments(self):
        """What members say under the office's own posts, and what is answered there, is tied to the post; the key goes to the posts alone."""
        key = "5f9a:" + "ab" * 32
        self.ctl("channel", "add", "--name", "블로그", "--platform", "ghost", "--url", self.site.url, stdin=key)
        number = self.json("content", "add", "--title", "소식", "--type", "blog-post", "--channel", "블로그", "--text-file", self.write("a.txt", "글"))["id"]
        self.sql("UPDATE copy SET remote_id = 'p1', state = 'published' WHERE content_id = ?", number)
        self.site.answers["/ghost/api/admin/posts/"] = {"posts": [{"id": "p1", "url": f"{self.site.url}/news/"}, {"id": "p2", "url": f"{self.site.url}/old/"}]}
        said = {"id": "c1", "html": "<p>버스가 늦어요</p>", "created_at": "2016-10-13T01:00:00.000Z", "member": {"name": "김시민"}, "replies": [
            {"id": "c2", "html": "<p>저도요</p>", "created_at": "2016-10-13T02:00:00.000Z", "member": None}]}
        self.site.answers["/members/api/comments/post/p1/"] = {"comments": [said], "meta": {"pagination": {"next": None}}}
        self.site.answers["/members/api/comments/post/p2/"] = {"comments": [], "meta": {"pagination": {"next": None}}}
        self.ctl("source", "add", "--name", "댓글", "--kind", "ghost", "--url", self.site.url)
        self.assertEqual(self.json("source", "test", "댓글")["outcome"], "ok")
        for new in (2, 0):
            result, = self.json("fetch", "--source", "댓글")["sources"]
            self.assertEqual((result["outcome"], result["new"]), ("ok", new))
        mentions = self.json("mentions", "list")["mentions"]
        self.assertEqual([(m["text"], m["author"], m.get("content"), m["url"]) for m in mentions],
                         [("저도요", "", number, f"{self.site.url}/news/?comment=c2"), ("버스가 늦어요", "김시민", number, f"{self.site.url}/news/?comment=c1")])
        self.assertEqual({"Authorization" in headers for _method, path, _query, headers, _body in self.site.asked if path.startswith("/members/")}, {False})
        self.site.status["/members/api/comments/post/p1/"] = 500
        self.assertEqual(self.json("fetch", "--source", "댓글", code=1)["sources"][0]["outcome"], "wait")
        self.no_secret(key)

    def test_json_map(self):
        self.site.answers["/"] = {"rows": [{"no": 2**53 + 1, "subject": "제목", "memo": "따릉이가 좋아요", "by": {"name": "김시민"}, "on": "2016-10-13T10:00:00+09:00"}]}
        self.refused("source", "add", "--name", "판", "--kind", "json", "--url", self.site.url, "--map", "colour=red")
        self.ctl("source", "add", "--name", "판", "--kind", "json", "--url", self.site.url, "--map", "items=rows", "--map", "id=no", "--map", "title=subject",
                 "--map", "text=memo", "--map", "author=by.name", "--map", "date=on")
        result, = self.json("fetch")["sources"]
        self.assertEqual((result["outcome"], result["new"]), ("ok", 1))
        mention, = self.json("mentions", "list")["mentions"]
        self.assertEqual((mention["text"], mention["author"], mention["published_at"]), ("제목\n따릉이가 좋아요", "김시민", "2016-10-13T10:00:00+09:00"))
        self.assertEqual(self.sql("SELECT external_id FROM sighting"), [(str(2**53 + 1),)])

    def test_json_next(self):
        """The next page may be anywhere on the same server; a key goes to no other one, were it on the same machine."""
        other = Site(self)
        other.answers["/more"] = {"items": [{"id": 2, "url": "https://a.example/2", "text": "둘"}]}
        self.site.answers["/"] = {"items": [{"id": 1, "url": "https://a.example/1", "text": "하나"}], "next": other.url + "/more"}
        self.ctl("source", "add", "--name", "판", "--kind", "json", "--url", self.site.url, "--key", stdin="user:key")
        self.assertEqual(self.fetch("user:key", "판").json["sources"][0]["new"], 1)
        self.assertEqual(other.asked, [])
        self.assertIn("another server", self.fetch("user:key", "판").json["sources"][0]["message"])
        self.site.answers["/"]["next"] = "/more"
        self.site.answers["/more"] = other.answers["/more"]
        self.assertEqual(self.fetch("user:key", "판").json["sources"][0]["new"], 1)

    def test_json_odd_items(self):
        """The first need not have all fields, nor any all of them; times may be numbers."""
        self.site.answers["/"] = {"items": [{"id": 1, "url": "https://a.example/1"}, {"id": 2, "url": "https://a.example/2", "text": "둘", "date": 1476320400},
                                            {"id": 3, "url": "https://a.example/3", "text": None}, {"id": 4, "text": ["목록"], "url": {}},
                                            {"id": 5, "url": "https://a.example/5", "text": "다섯", "date": "1476320401123"}]}
        self.ctl("source", "add", "--name", "판", "--kind", "json", "--url", self.site.url)
        result, = self.json("fetch")["sources"]
        self.assertEqual((result["outcome"], result["new"]), ("ok", 2))
        self.assertEqual([(m["text"], m["published_at"]) for m in self.json("mentions", "list")["mentions"]],
                         [("다섯", "2016-10-13T10:00:01+09:00"), ("둘", "2016-10-13T10:00:00+09:00")])
        self.site.answers["/"] = {"items": [{"nr": 6, "adresse": "https://a.example/6", "wort": "여섯"}]} # nothing is called what it was
        answer = self.ctl("--json", "fetch", "--source", "판", now="2016-10-15T10:00:00+09:00", code=1)
        self.assertEqual(answer.json["sources"][0]["outcome"], "failed")

    def test_mastodon_token(self):
        """A token that stands on standard input is taken; none is waited for."""
        self.site.answers["/api/v1/timelines/tag/%EC%B6%95%EC%A0%9C"] = []
        for name, secret in (("마을", "tok-1"), ("이웃", "")):
            self.add(name, "mastodon", "--query", "#축제", secret=secret)
            self.ctl("fetch", "--source", name)
        self.assertEqual([headers.get("Authorization") for _m, _p, _q, headers, _b in self.site.asked], ["Bearer tok-1", None])

    def test_account_as_user(self):
        """The account stands at the end of the address, or as the user of a base address, as a channel has it."""
        self.site.answers["/v25.0/123/published_posts"] = {"data": [{"id": "123_1", "created_time": "2016-10-13T01:00:00+0000", "permalink_url": "https://f.example/1",
                                                               "comments": {"data": [], "summary": {"total_count": 1}}}]}
        self.site.answers["/v25.0/123_1/comments"] = {"data": [{"id": "1_9", "message": "좋아요", "created_time": "2016-10-13T02:00:00+0000",
                                                          "from": {"name": "김시민", "id": "7"}}]}
        for name, more, url in (("끝", [], "/123"), ("사용자", ["--user", "123"], ""), ("둘 다", ["--user", "9"], "/123")):
            self.ctl("source", "add", "--name", name, "--kind", "facebook", "--url", self.site.url.rstrip("/") + url, *more, stdin="t")
            self.assertEqual(self.ctl("source", "test", name, "--secrets-stdin", stdin=f"{name}\tt\n").rows[0][1:3], ["ok", "1"], name)
        self.ctl("source", "add", "--name", "eigenes", "--kind", "facebook", "--url", self.site.url, stdin="t")
        self.site.answers["/v25.0/me"] = {"id": "123"} # whose the token is
        self.assertEqual(self.ctl("source", "test", "eigenes", "--secrets-stdin", stdin="eigenes\tt\n").rows[0][1:3], ["ok", "1"])
        self.site.answers["/v25.0/123/feed"] = self.site.answers["/v25.0/123/published_posts"] # where a right is lacking
        self.site.answers["/v25.0/123/published_posts"] = {"error": {"message": "Unsupported get request", "type": "GraphMethodException", "code": 100}}
        self.site.status["/v25.0/123/published_posts"] = 400
        self.assertEqual(self.ctl("source", "test", "끝", "--secrets-stdin", stdin="끝\tt\n").rows[0][1:3], ["ok", "1"])
        del self.site.asked[:]
        self.ctl("source", "test", "eigenes", "--secrets-stdin", stdin="eigenes\tt\n", code=1) # it may be a person's token
        self.assertNotIn("/v25.0/123/feed", [call[1] for call in self.site.asked])
        del self.site.answers["/v25.0/me"]
        self.ctl("source", "add", "--name", "keins", "--kind", "facebook", "--url", self.site.url, stdin="t")
        self.assertIn("NUMBER", self.ctl("source", "test", "keins", "--secrets-stdin", stdin="keins\tt\n", code=1).err)

    def test_answers_of_threads(self):
        """Where there is no whole conversation the answers are read; a post that is gone is none."""
        gone = {"error": {"message": "Unsupported get request", "type": "THApiException", "code": 100, "error_subcode": 33}}
        self.site.answers["/v1.0/9/threads"] = {"data": [{"id": str(i), "timestamp": "2016-10-13T01:00:00+0000", "permalink": f"https://t.example/{i}"} for i in (1, 2)]}
        for path in ("1/conversation", "1/replies", "2/conversation"):
            self.site.answers[f"/v1.0/{path}"], self.site.status[f"/v1.0/{path}"] = gone, 400
        self.site.answers["/v1.0/2/replies"] = {"data": [{"id": "21", "text": "답글", "username": "u", "timestamp": "2016-10-13T02:00:00+0000", "permalink": "https://t.example/21"}]}
        self.add("실", "threads", "--user", "9", secret="t")
        result, = self.fetch("t", "실").json["sources"]
        self.assertEqual((result["outcome"], result["new"]), ("ok", 1))
        broken = {"error": {"message": "Tried accessing nonexisting field (text)", "type": "THApiException", "code": 100}}
        for path in ("1/conversation", "1/replies", "2/conversation", "2/replies"):
            self.site.answers[f"/v1.0/{path}"], self.site.status[f"/v1.0/{path}"] = broken, 400
        result, = self.fetch("t", "실", code=1).json["sources"]
        self.assertIn("code: 100", result["message"]) # that nothing can be read is no silence

    def test_tied_to_post(self):
        """A comment on a post of ours arrives tied to it."""
        self.ctl("channel", "add", "--name", "블로그", "--platform", "wordpress", "--url", self.site.url, "--user", "city", stdin="pw")
        self.ctl("content", "add", "--title", "가을 축제", "--type", "blog-post", "--text-file", self.write("a.txt", "글"), "--channel", "블로그")
        self.sql("UPDATE copy SET state = 'published', remote_id = '812', published_at = 1476300000")
        self.site.answers["/wp-json/"] = {"name": "b", "url": self.site.url, "namespaces": ["wp/v2"], "authentication": {}, "routes": {}}
        self.site.answers["/wp-json/wp/v2/comments"] = [{"id": 5, "post": 812, "author_name": "김시민", "date_gmt": "2016-10-13T01:00:00",
                                                         "content": {"rendered": "<p>좋아요</p>"}, "link": "https://b.example/p/#comment-5"}]
        self.add("댓글", "wordpress", secret="")
        result, = self.fetch("city:pw", "댓글").json["sources"]
        self.assertEqual((result["outcome"], result["new"]), ("ok", 1))
        self.assertEqual(self.sql("SELECT c.remote_id FROM mention AS m JOIN copy AS c ON c.id = m.copy_id"), [("812",)])

    def test_test(self):
        self.site.answers["/v2/search/blog"] = {"documents": [{"title": "축제", "contents": "글", "url": "http://a.example/1", "blogname": "시민",
                                                               "datetime": "2016-10-13T00:00:00.000+09:00"}], "meta": {"is_end": True}}
        self.add("다음", "kakao-blog", "--query", "축제", secret="rest")
        answer = self.ctl("--json", "--secrets-stdin", "source", "test", "다음", stdin="다음\trest\n").json
        self.assertEqual((answer["name"], answer["outcome"], answer["items"]), ("다음", "ok", 1))
        self.assertEqual(self.json("mentions", "list")["mentions"], [])
        self.assertIsNone(self.json("source", "list")["sources"][0]["last_fetch"])
        self.site.status["/v2/search/blog"] = 401
        answer = self.ctl("--secrets-stdin", "source", "test", "다음", stdin="다음\trest\n", code=1, korean=True)
        self.assertRegex(answer.err, "[가-힣]")
        self.refused("source", "test")
        self.ctl("source", "test", "none", code=1)

    def test_odd_dates(self):
        """Dates of which nothing can be made count at the time of the fetch, which is said."""
        self.site.answers["/v1/search/news.json"] = {"items": [
            {"title": f"축제 {i}", "originallink": f"https://paper.example/{i}", "link": f"https://n.example/{i}", "description": "글", "pubDate": date}
            for i, date in enumerate(["Thu, 13 Oct 2016 07:50:00 +0900", "어제", "Fri, 32 Oct 2016 09:00:00 +0900", ""])]}
        self.add("뉴스", "naver-news", "--query", "축제")
        result, = self.fetch().json["sources"]
        self.assertEqual((result["outcome"], result["new"]), ("ok", 4))
        self.assertRegex(result["message"], "^2 items have dates that cannot be read")

    def test_no_secret(self):
        """A source whose secret is missing says so in the list of sources, and what to do; it is tried again by itself."""
        self.site.answers["/v1/search/news.json"] = {"items": []}
        self.add("뉴스", "naver-news", "--query", "축제")
        for now, then in (("10:00", "10:10"), ("10:10", "10:30"), ("10:30", "11:10"), ("11:10", "12:10")):
            answer = self.ctl("--json", "--secrets-stdin", "fetch", code=1, now=f"2016-10-14T{now}:00+09:00")
            self.assertEqual([one["outcome"] for one in answer.json["sources"]], ["refused"])
            source, = self.json("source", "list", now=f"2016-10-14T{now}:30+09:00")["sources"]
            self.assertEqual((source["outcome"], source["last_fetch"], source["next_try"], source["due"], source["quota"][0]["used"]),
                             ("refused", f"2016-10-14T{now}:00+09:00", f"2016-10-14T{then}:00+09:00", False, 0))
            self.assertEqual(source["message"], "No password or token is known for “뉴스”, so it was not read. Enter it in the settings of the source or of its channel.")
        self.assertEqual(self.json("--secrets-stdin", "fetch")["sources"], [])
        answer = self.ctl("source", "list", korean=True)
        self.assertRegex(answer.rows[0][-1], "뉴스.*[가-힣]{2} ")
        self.assertEqual(self.site.asked, [])
        self.ctl("--secrets-stdin", "source", "test", "뉴스", code=1)
        self.fetch(now="2016-10-14T12:10:00+09:00")
        source, = self.json("source", "list")["sources"]
        self.assertEqual((source["outcome"], source["message"], source["failures"]), ("unchanged", None, 0))

    def test_read_before_its_key(self):
        """A window that reads the source before its key is in the keyring gives it up; once the key is there it is due again."""
        keyring = subprocess.Popen([KEYRING, "sh", "-c", "echo $DBUS_SESSION_BUS_ADDRESS; read line || true"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(keyring.wait)
        self.addCleanup(keyring.stdout.close)
        self.addCleanup(keyring.stdin.close)
        bus = {"DBUS_SESSION_BUS_ADDRESS": keyring.stdout.readline().strip()}
        self.sql("CREATE TRIGGER a_window AFTER INSERT ON source BEGIN INSERT INTO source_state (source_id, next_due, failures) VALUES (new.id, 9e18, 3); END")
        source = self.add("뉴스", "naver-news", "--query", "축제", env=bus).rows[0][0]
        self.assertEqual(self.sql("SELECT next_due, failures FROM source_state WHERE source_id = ?", source), [(None, 0)])
        self.sql("DROP TRIGGER a_window")
        self.site.answers["/v1/search/news.json"] = NEWS
        result, = self.json("fetch", env=bus)["sources"]
        self.assertEqual((result["outcome"], self.site.asked[0][3]["X-Naver-Client-Secret"]), ("ok", "key"))

    def test_added_without_secret(self):
        """A source that cannot be read without a secret is not half added."""
        words = ("source", "add", "--name", "블로그", "--kind", "naver-blog", "--query", "버스")
        for more in ((), ("--key",)):
            self.assertIn("블로그", self.ctl(*words, *more, code=1).err)
            self.assertEqual(self.json("source", "list")["sources"], [])
        self.ctl(*words, stdin="id:key")
        self.assertEqual([source["name"] for source in self.json("source", "list")["sources"]], ["블로그"])

    def test_every_kind(self):
        """Each kind that the manual names can be added, and is known again."""
        kinds = ["feed", "json", "naver-blog", "naver-news", "naver-cafe", "naver-hub-blog", "naver-hub-news", "naver-hub-cafe", "naver-trend", "kakao-web",
                 "kakao-blog", "kakao-cafe", "kakao-video", "youtube", "x", "mastodon", "bluesky", "facebook", "instagram", "threads", "wordpress", "ghost",
                 "practice"]
        for kind in kinds:
            self.add(kind, kind, *(["--budget", "5"] if kind == "x" else []))
        self.assertEqual([source["kind"] for source in self.json("source", "list")["sources"]], kinds)
        self.ctl("source", "add", "--name", "집", "--kind", "naver-news", "--query", "a", stdin="id:key")
        self.assertEqual(self.json("source", "list")["sources"][-1]["url"], "https://openapi.naver.com")


if __name__ == "__main__":
    unittest.main()
