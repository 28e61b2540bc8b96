#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-feeds.py SOTONGCTL [FEEDS]: so many feeds from a server on this machine, fetched by sotongctl and by newsboat in the same run.

Each begins with an empty folder, reads all feeds once and keeps what is in them; both may ask eight at a time."""
import contextlib
import http.server
import os
import pathlib
import resource
import shutil
import socketserver
import sqlite3
import subprocess
import sys
import tempfile
import time

ITEMS = 20
ITEM = """<item><title>소식 {feed}-{item}: 청년수당 신청이 시작됩니다</title><link>http://127.0.0.1:{port}/post/{feed}/{item}</link>
<guid>feed-{feed}-{item}</guid><pubDate>Thu, 13 Oct 2016 {hour:02}:{item:02}:00 +0900</pubDate>
<description>{feed}번 게시판의 {item}번째 글입니다. 주민센터에서 신청을 받고 있으며 자세한 것은 누리집에서 볼 수 있습니다.</description></item>
"""


def feed(number, port):
    items = "".join(ITEM.format(feed=number, item=item, port=port, hour=number % 24) for item in range(ITEMS))
    return (f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>게시판 {number}</title>'
            f"<link>http://127.0.0.1:{port}/</link><description>소식</description>{items}</channel></rss>").encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = feed(int(self.path.rsplit("/", 1)[1].removesuffix(".xml")), self.server.server_address[1])
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128


def serve(pipe):
    """In a process of its own, so that what it uses is not counted."""
    server = Server(("127.0.0.1", 0), Handler)
    os.write(pipe, str(server.server_address[1]).encode() + b"\n")
    server.serve_forever()


def timed(command, env):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{command[0]}: {done.stderr.decode()[:500]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run_sotong(program, folder, urls, env):
    workspace = str(folder / "bench.sotong")
    subprocess.run([program, "--workspace", workspace, "init"], env=env, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([program, "--workspace", workspace, "source", "add", "--name", "0", "--kind", "feed", "--url", urls[0]], env=env, check=True,
                   stdout=subprocess.DEVNULL)
    with contextlib.closing(sqlite3.connect(workspace)) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(source)") if row[1] not in ("id", "name", "url")]
        for number, url in enumerate(urls[1:], 1):
            db.execute(f"INSERT INTO source (name, url, {', '.join(columns)}) SELECT ?, ?, {', '.join(columns)} FROM source WHERE name = '0'",
                       (str(number), url))
        db.commit()
    times = timed([program, "--workspace", workspace, "fetch"], env)
    with contextlib.closing(sqlite3.connect(workspace)) as db:
        return times, db.execute("SELECT count(*) FROM mention").fetchone()[0]


def run_newsboat(folder, urls, env):
    (folder / "urls").write_text("\n".join(urls) + "\n")
    (folder / "config").write_text("reload-threads 8\n")
    times = timed(["newsboat", "-u", str(folder / "urls"), "-C", str(folder / "config"), "-c", str(folder / "cache.db"), "-x", "reload"], env)
    with contextlib.closing(sqlite3.connect(folder / "cache.db")) as db:
        return times, db.execute("SELECT count(*) FROM rss_item").fetchone()[0]


def show(name, times, items, feeds):
    print(f"{name:10} {times[0]:7.2f} s wall, {times[1]:6.2f} s CPU, {feeds / times[0]:7.0f} feeds/s, {items} items")


def main():
    program, feeds = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        serve(write)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sotong-bench-"))
    try:
        port = int(os.read(read, 16))
        urls = [f"http://127.0.0.1:{port}/feed/{number}.xml" for number in range(feeds)]
        env = dict(os.environ, XDG_DATA_HOME=str(folder / "data"), XDG_CONFIG_HOME=str(folder / "config-home"), HOME=str(folder), LC_ALL="C.UTF-8")
        ours, n = run_sotong(program, folder, urls, env)
        show("sotongctl", ours, n, feeds)
        if shutil.which("newsboat") is None:
            print("newsboat is not installed: nothing to compare with")
            return
        theirs, n = run_newsboat(folder, urls, env)
        show("newsboat", theirs, n, feeds)
        print(f"newsboat's time to ours: {theirs[0] / ours[0]:.2f} (wanted: above 1)")
    finally:
        os.kill(child, 15)
        os.waitpid(child, 0)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
