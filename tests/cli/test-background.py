# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishing without a window: the autostart file, the portal's permission, and a machine that goes to sleep, beside
stand-ins for the portal and for logind that python3-dbusmock puts on buses of their own."""
import datetime
import json
import os
import signal
import subprocess
import sys
import time
import unittest

import dbus
import dbusmock

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from clitest import Case, HANGUL, PROGRAM, TOKEN  # noqa: E402

PORTAL, PORTAL_PATH, BACKGROUND = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Background"
LOGIND, LOGIND_PATH, MANAGER = "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"


class BackgroundCase(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.text = self.write("post.txt", "본문입니다.\n")


class Autostart(BackgroundCase):
    def file(self):
        return os.path.join(self.path("config"), "autostart", "org.sotong.Sotong.desktop")

    def test_on_and_off(self):
        self.assertEqual(self.ctl("autostart").rows, [["off", "-"]])
        self.assertEqual(self.ctl("autostart", "on").rows, [["on", self.workspace]])
        self.assertEqual(self.json("autostart"), {"autostart": True, "workspace": self.workspace})
        with open(self.file(), encoding="utf-8") as file:
            text = file.read()
        self.assertIn(f'--background "{self.workspace}"\n', text)
        self.assertEqual(subprocess.run(["desktop-file-validate", self.file()], capture_output=True, text=True).stdout, "")
        self.ctl("autostart", "off")
        self.assertFalse(os.path.exists(self.file()))
        self.assertEqual(self.ctl("autostart", "off").rows, [["off", "-"]])
        self.refused("autostart", "maybe")

    def test_switched_off_by_the_desktop(self):
        self.ctl("autostart", "on")
        with open(self.file(), encoding="utf-8") as file:
            text = file.read()
        for line in ("Hidden=true\n", "X-GNOME-Autostart-enabled=false\n"):
            with open(self.file(), "w", encoding="utf-8") as file:
                file.write(text.replace("X-GNOME-Autostart-enabled=true\n", "") + line)
            self.assertEqual(self.ctl("autostart").rows, [["off", "-"]])

    def test_a_name_with_everything(self):
        odd = self.path('시청 "50%" $a `b` \\c.sotong')
        os.rename(self.workspace, odd)
        self.assertEqual(self.ctl("autostart", "on", workspace=odd).rows[0][0], "on")
        self.assertEqual(self.json("autostart")["workspace"], odd)
        self.assertEqual(subprocess.run(["desktop-file-validate", self.file()], capture_output=True, text=True).stdout, "")

    def test_a_folder_that_cannot_be_written(self):
        self.write("config", "not a folder")
        answer = self.ctl("autostart", "on", code=1, korean=True)
        self.assertRegex(answer.err, HANGUL)


class Mocked(BackgroundCase):
    """With a bus of its own and something on it."""

    def bus(self, name):
        daemon = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"], stdout=subprocess.PIPE, text=True)
        self.addCleanup(daemon.stdout.close)
        self.addCleanup(daemon.wait)
        self.addCleanup(daemon.terminate)
        address = daemon.stdout.readline().strip()
        self.buses[name] = address
        return dbus.bus.BusConnection(address)

    def mock(self, bus, name, path, interface):
        env = dict(os.environ, DBUS_SESSION_BUS_ADDRESS=self.buses[bus])
        env.pop("G_DEBUG", None)
        process = subprocess.Popen([sys.executable, "-m", "dbusmock", "--session", name, path, interface], env=env, stdout=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        connection = dbus.bus.BusConnection(self.buses[bus])
        for _ in range(200):
            if connection.name_has_owner(name):
                break
            time.sleep(0.05)
        return connection.get_object(name, path)

    def setUp(self):
        self.buses = {}
        super().setUp()

    def environment(self, korean=False):
        env = super().environment(korean)
        for name, variable in (("session", "DBUS_SESSION_BUS_ADDRESS"), ("system", "DBUS_SYSTEM_BUS_ADDRESS")):
            if name in self.buses:
                env[variable] = self.buses[name]
        return env


class Portal(Mocked):
    def start(self, response, results):
        self.bus("session")
        portal = self.mock("session", PORTAL, PORTAL_PATH, BACKGROUND)
        # The place of the request is made of the caller's name on the bus and the token that it chose.
        code = ("sender = [c for c in self.connection.list_names() if c.startswith(':')]\n"
                "token = str(args[1]['handle_token'])\n"
                "ret = dbus.ObjectPath('/org/freedesktop/portal/desktop/request/x/' + token)\n"
                "import dbus.lowlevel\n"
                "for name in sender:\n"
                "    place = '/org/freedesktop/portal/desktop/request/' + name[1:].replace('.', '_') + '/' + token\n"
                "    message = dbus.lowlevel.SignalMessage(place, 'org.freedesktop.portal.Request', 'Response')\n"
                f"    message.append({response}, {results}, signature='ua{{sv}}')\n"
                "    self.connection.send_message(message)\n")
        portal.AddMethod(BACKGROUND, "RequestBackground", "sa{sv}", "o", code, dbus_interface=dbusmock.MOCK_IFACE)
        portal.AddProperty(BACKGROUND, "version", dbus.UInt32(1), dbus_interface=dbusmock.MOCK_IFACE)
        return portal

    def calls(self, portal):
        return [args for _at, name, args in portal.GetCalls(dbus_interface=dbusmock.MOCK_IFACE) if name == "RequestBackground"]

    def test_allowed(self):
        portal = self.start(0, "{'background': True, 'autostart': False}")
        self.assertEqual(self.ctl("autostart", "on").rows, [["on", self.workspace]])
        (parent, options), = self.calls(portal)
        self.assertEqual(parent, "")
        self.assertEqual((len(options["reason"]) > 10, [str(w) for w in options["commandline"]][1:]), (True, ["--background", self.workspace]))

    def test_denied(self):
        for response, results in ((1, "{}"), (0, "{'background': False}")):
            with self.subTest(response=response):
                self.start(response, results)
                answer = self.ctl("autostart", "on", code=1, korean=True)
                self.assertRegex(answer.err, HANGUL)
                self.assertEqual(self.ctl("autostart").rows, [["off", "-"]])

    def test_a_desktop_without(self):
        self.bus("session")
        self.mock("session", PORTAL, PORTAL_PATH, "org.freedesktop.portal.Other")
        self.assertEqual(self.ctl("autostart", "on").rows, [["on", self.workspace]])


class Mail(Mocked):
    """A report as a letter in the person's own mail program."""

    EMAIL = "org.freedesktop.portal.Email"

    def report(self, **options):
        self.ctl("report", "performance", "--period", "2016-10", "-o", self.path("보고 서.pdf"), "--email", **options)

    def test_letter(self):
        self.bus("session")
        portal = self.mock("session", PORTAL, PORTAL_PATH, self.EMAIL)
        got = self.path("attached")
        code = ("import os\n"
                "fd = args[1]['attachment_fds'][0].take()\n"
                f"with open({got!r}, 'wb') as file:\n"
                "    file.write(os.pread(fd, 1 << 24, 0))\n"
                "os.close(fd)\n"
                "self.said = str(args[1]['subject']) + '|' + str(args[1]['body'])\n"
                "ret = dbus.ObjectPath('/org/freedesktop/portal/desktop/request/x/y')\n")
        portal.AddMethod(self.EMAIL, "ComposeEmail", "sa{sv}", "o", code, dbus_interface=dbusmock.MOCK_IFACE)
        portal.AddMethod(self.EMAIL, "Said", "", "s", "ret = self.said", dbus_interface=dbusmock.MOCK_IFACE)
        self.report()
        with open(got, "rb") as attached, open(self.path("보고 서.pdf"), "rb") as file:
            self.assertEqual(attached.read(), file.read())
        subject, body = portal.Said(dbus_interface=self.EMAIL).split("|")
        self.assertIn("2016", subject + body)
        self.assertIn(subject, body)

    def test_a_desktop_without(self):
        self.bus("session")
        self.report(code=1)
        self.assertTrue(os.path.exists(self.path("보고 서.pdf")))


class Sleep(Mocked):
    """logind: Inhibit gives the writing end of a pipe, so that the stand-in sees when it is given back."""

    def setUp(self):
        super().setUp()
        self.bus("system")
        self.logind = self.mock("system", LOGIND, LOGIND_PATH, MANAGER)
        code = ("import os\n"
                "ends = os.pipe()\n"
                "self.__dict__.setdefault('locks', []).append((str(args[0]), str(args[1]), str(args[2]), str(args[3]), ends[0]))\n"
                "ret = dbus.types.UnixFd(ends[1])\n"
                "os.close(ends[1])\n")
        held = ("import os, select\n"
                "ret = []\n"
                "for what, who, why, mode, fd in getattr(self, 'locks', []):\n"
                "    if not select.select([fd], [], [], 0)[0]:\n"
                "        ret.append(mode + ' ' + what + ' ' + who + ': ' + why)\n"
                "ret = dbus.Array(ret, signature='s')\n")
        self.logind.AddMethod(MANAGER, "Inhibit", "ssss", "h", code, dbus_interface=dbusmock.MOCK_IFACE)
        self.logind.AddMethod(MANAGER, "Held", "", "as", held, dbus_interface=dbusmock.MOCK_IFACE)
        self.logind.AddProperty(MANAGER, "InhibitDelayMaxUSec", dbus.UInt64(8000000), dbus_interface=dbusmock.MOCK_IFACE)
        self.url = self.serve(now=datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"))
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", self.url, stdin=TOKEN, now=None)

    def held(self):
        return sorted(str(lock) for lock in self.logind.Held(dbus_interface=MANAGER))

    def until(self, ready, what):
        for _ in range(200):
            if ready():
                return
            time.sleep(0.1)
        self.fail(what)

    def prepare(self, begins):
        self.logind.EmitSignal(MANAGER, "PrepareForSleep", "b", [begins], dbus_interface=dbusmock.MOCK_IFACE)

    def start(self, *words):
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "--json", "daemon", "--no-fetch", *words], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=self.environment())
        self.addCleanup(process.kill)
        self.until(lambda: self.held() or process.poll() is not None, "no lock was taken")
        if process.poll() is not None:
            self.fail(f"it ended by itself ({process.returncode}): {process.stderr.read()}")
        return process

    def end(self, process):
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, err), (0, ""))
        self.assertEqual(self.held(), [])
        return [json.loads(line) for line in out.splitlines()]

    def add(self, in_seconds, title="소식"):
        at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=in_seconds)
        return self.ctl("--json", "content", "add", "--title", title, "--type", "sns", "--channel", "연습", "--text-file", self.text,
                        "--at", at.isoformat(timespec="seconds"), now=None).json["id"]

    def state(self, number):
        return self.sql("SELECT state FROM copy WHERE content_id = ?", number)[0][0]

    def test_nothing_soon(self):
        """Nothing due within an hour: the machine may sleep, it only waits a moment before."""
        self.add(2 * 3600)
        process = self.start()
        self.assertEqual([lock.split(":sh")[0] for lock in self.held()], ["delay sleep"])
        self.prepare(True)
        self.until(lambda: self.held() == [], "the lock was not given back")
        self.prepare(False)
        self.until(lambda: len(self.held()) == 1, "the lock was not taken again")
        events = self.end(process)
        self.assertEqual([e["event"] for e in events], ["started", "sleeping", "woke", "stopped"])
        self.assertIn("1", events[1]["message"])

    def test_why_figures_are_missing(self):
        """The daily run tells it once, as the run by hand does, and another program does not tell it again."""
        self.fault(self.url, "status", path="metrics", status=403, times=9)
        for told in (1, 0):
            process = self.start()
            self.until(lambda: self.sql("SELECT count(*) FROM channel_state WHERE figures_message <> ''")[0][0] > 0, "it was not noted")
            time.sleep(1)
            events = [e for e in self.end(process) if e["event"] == "figures-missing"]
            self.assertEqual([(e["where"], "403" in e["message"]) for e in events], [("연습", True)] * told)

    def test_a_busy_logind(self):
        """A lock that logind was too busy to give is asked for once more, by itself."""
        code = ("import os\n"
                "self.__dict__.setdefault('asked', []).append(1)\n"
                "if len(self.asked) == 1:\n"
                "    raise dbus.exceptions.DBusException('busy', name='org.freedesktop.DBus.Error.NoReply')\n"
                "ends = os.pipe()\n"
                "self.__dict__.setdefault('locks', []).append((str(args[0]), str(args[1]), str(args[2]), str(args[3]), ends[0]))\n"
                "ret = dbus.types.UnixFd(ends[1])\n"
                "os.close(ends[1])\n")
        self.logind.AddMethod(MANAGER, "Inhibit", "ssss", "h", code, dbus_interface=dbusmock.MOCK_IFACE)
        process = self.start()
        self.assertEqual([lock.split(":sh")[0] for lock in self.held()], ["delay sleep"])
        self.end(process)

    def test_asks_while_posts_are_due(self):
        number = self.add(1800)
        process = self.start()
        self.until(lambda: len(self.held()) == 2, "the machine does not ask")
        block, delay = self.held()
        self.assertTrue(block.startswith("block sleep:shutdown Sotong: ") and "1" in block, block)
        self.assertTrue(delay.startswith("delay sleep:shutdown Sotong: "), delay)
        self.ctl("content", "schedule", str(number), "--at", "2030-01-01 10:00", code=None, now=None)
        self.sql("UPDATE copy SET publish_at = publish_at + 86400 WHERE content_id = ?", number)
        self.until(lambda: len(self.held()) == 1, "the machine asks for nothing")
        self.end(process)

    def test_due_within_the_delay(self):
        """What is due in the seconds that are left goes out; the lock is held until then."""
        process = self.start("--every", "3600")
        soon, later = self.add(4), self.add(3 * 3600, title="나중")
        self.prepare(True)
        self.until(lambda: self.held() == [], "the lock was not given back")
        self.assertEqual((self.state(soon), self.state(later)), ("published", "scheduled"))
        events = self.end(process)
        self.assertEqual([e["event"] for e in events], ["started", "published", "sleeping", "stopped"])

    def test_late_after_waking(self):
        """What was slept through is late as after any pause: missed, not sent."""
        process = self.start("--every", "1")
        number = self.add(3600)
        self.prepare(True)
        self.until(lambda: not any(lock.startswith("delay") for lock in self.held()), "the lock was not given back")
        process.send_signal(signal.SIGSTOP)
        self.sql("UPDATE copy SET publish_at = publish_at - 4 * 86400, scheduled_at = scheduled_at - 5 * 86400 WHERE content_id = ?", number)
        process.send_signal(signal.SIGCONT)
        self.prepare(False)
        self.until(lambda: self.state(number) == "missed", "it is not missed")
        self.assertIn("missed", [e["event"] for e in self.end(process)])

    def test_without_logind(self):
        self.buses["system"] = "unix:path=" + self.path("nobody")
        number = self.add(1)
        process = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "daemon", "--no-fetch"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=self.environment())
        self.addCleanup(process.kill)
        self.until(lambda: self.state(number) == "published", "it does not publish")
        process.send_signal(signal.SIGTERM)
        _out, err = process.communicate(timeout=60)
        self.assertEqual((process.returncode, err), (0, ""))


if __name__ == "__main__":
    unittest.main()
