# SPDX-License-Identifier: GPL-3.0-or-later
"""The program without a window: what is due goes out, a notification says that it goes on, a machine about to sleep waits
for it, and a click brings the window back. Beside stand-ins for logind and for who shows notifications."""
import datetime
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest

import dbus
import dbusmock

SOTONG, SOTONGCTL = os.environ["SOTONG"], os.environ["SOTONGCTL"]
TOKEN = "practice-token-8f2c"
MANAGER = "org.freedesktop.login1.Manager"
NOTIFICATIONS = "org.freedesktop.Notifications"


def wait_for(ready, what, seconds=40):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = ready()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(what)


class Service(unittest.TestCase):
    def setUp(self):
        self.env = {k: v for k, v in os.environ.items() if k != "G_DEBUG"}
        self.env["DISPLAY"] = os.environ["SOTONG_DISPLAY"]
        self.dir = tempfile.TemporaryDirectory()
        self.addCleanup(self.dir.cleanup)
        self.workspace = os.path.join(self.dir.name, "city.sotong")
        daemon = self.start(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"], stdout=subprocess.PIPE, text=True)
        self.env["DBUS_SYSTEM_BUS_ADDRESS"] = daemon.stdout.readline().strip()
        self.addCleanup(daemon.stdout.close)
        self.logind = self.mock(self.env["DBUS_SYSTEM_BUS_ADDRESS"], "org.freedesktop.login1", "/org/freedesktop/login1", MANAGER)
        self.logind.AddMethod(MANAGER, "Inhibit", "ssss", "h", "import os\nends = os.pipe()\nself.__dict__.setdefault('locks', []).append(ends[0])\n"
                              "ret = dbus.types.UnixFd(ends[1])\nos.close(ends[1])\n", dbus_interface=dbusmock.MOCK_IFACE)
        self.logind.AddMethod(MANAGER, "Held", "", "i", "import select\n"
                              "ret = 0\nfor fd in getattr(self, 'locks', []):\n    ret += 0 if select.select([fd], [], [], 0)[0] else 1\n",
                              dbus_interface=dbusmock.MOCK_IFACE)
        self.shown = self.mock(os.environ["DBUS_SESSION_BUS_ADDRESS"], NOTIFICATIONS, "/org/freedesktop/Notifications", NOTIFICATIONS)
        self.shown.AddMethods(NOTIFICATIONS, [("GetCapabilities", "", "as", 'ret = ["actions", "body"]'), ("CloseNotification", "u", "", ""),
                                              ("GetServerInformation", "", "ssss", 'ret = ("x", "x", "1", "1.2")'),
                                              ("Notify", "susssasa{sv}i", "u", "ret = 7")], dbus_interface=dbusmock.MOCK_IFACE)
        self.ctl("init")
        server = self.start([SOTONGCTL, "practice", "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        server.stdin.write(TOKEN + "\n")
        server.stdin.close()
        self.addCleanup(server.stdout.close)
        self.url = server.stdout.readline().strip()
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", self.url, stdin=TOKEN)

    def start(self, words, **more):
        process = subprocess.Popen(words, env=self.env, **more)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        return process

    def mock(self, address, name, path, interface):
        env = dict(self.env, DBUS_SESSION_BUS_ADDRESS=address)
        process = subprocess.Popen([sys.executable, "-m", "dbusmock", "--session", name, path, interface], env=env, stdout=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        bus = dbus.bus.BusConnection(address)
        wait_for(lambda: bus.name_has_owner(name), f"{name} did not start")
        return bus.get_object(name, path)

    def ctl(self, *words, stdin=""):
        done = subprocess.run([SOTONGCTL, "--workspace", self.workspace, *words], input=stdin, env=self.env, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def add(self, seconds):
        at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
        text = os.path.join(self.dir.name, "t.txt")
        with open(text, "w", encoding="utf-8") as file:
            file.write("본문\n")
        return json.loads(self.ctl("--json", "content", "add", "--title", "소식", "--type", "sns", "--channel", "연습", "--text-file", text,
                                   "--at", at.isoformat(timespec="seconds")))["id"]

    def is_out(self, number):
        return json.loads(self.ctl("--json", "content", "show", str(number)))["copies"][0]["state"] == "published"

    def notified(self):
        return [str(args[3]) for _at, name, args in self.shown.GetCalls(dbus_interface=dbusmock.MOCK_IFACE) if name == "Notify"]

    def second(self, seconds=None):
        """Another workspace, whose posts go to the same place; one of them in so many seconds."""
        path = os.path.join(self.dir.name, "other.sotong")
        first, self.workspace = self.workspace, path
        self.ctl("init")
        self.ctl("channel", "add", "--name", "연습", "--platform", "practice", "--url", self.url, stdin=TOKEN)
        if seconds:
            self.add(seconds)
        self.workspace = first
        return path

    def named(self, name):
        """How many windows have a workspace of this name."""
        tree = subprocess.run(["xwininfo", "-root", "-tree"], env=self.env, capture_output=True, text=True, check=False).stdout
        return sum(f'"{name} — Sotong"' in line for line in tree.splitlines())

    def windows(self):
        """Windows that can be seen, by the X server's own word."""
        tree = subprocess.run(["xwininfo", "-root", "-tree"], env=self.env, capture_output=True, text=True, check=False).stdout
        ids = [line.split()[0] for line in tree.splitlines() if '"sotong"' in line.lower() or "sotong" in line.lower()]
        return [i for i in ids if "IsViewable" in subprocess.run(["xwininfo", "-id", i], env=self.env, capture_output=True, text=True, check=False).stdout]

    def test_without_a_window(self):
        number = self.add(8)
        later = self.add(5 * 3600)
        program = self.start([SOTONG, "--lang", "en", "--background", self.workspace])
        wait_for(lambda: "Sotong goes on publishing" in self.notified(), "nothing says that it goes on")
        wait_for(lambda: self.is_out(number), "it did not go out")
        self.assertEqual(self.windows(), [])
        wait_for(lambda: self.logind.Held(dbus_interface=MANAGER) == 1, "the machine would not wait")
        self.logind.EmitSignal(MANAGER, "PrepareForSleep", "b", [True], dbus_interface=dbusmock.MOCK_IFACE)
        wait_for(lambda: self.logind.Held(dbus_interface=MANAGER) == 0, "the lock was not given back")
        wait_for(lambda: "Posts wait while the computer sleeps" in self.notified(), "nothing says what waits")
        self.logind.EmitSignal(MANAGER, "PrepareForSleep", "b", [False], dbus_interface=dbusmock.MOCK_IFACE)
        wait_for(lambda: self.logind.Held(dbus_interface=MANAGER) == 1, "the lock was not taken again")
        self.assertFalse(self.is_out(later))
        # Started again by the person: the same program shows its window.
        again = subprocess.run([SOTONG, self.workspace], env=self.env, timeout=60, check=False)
        self.assertEqual(again.returncode, 0)
        wait_for(self.windows, "the window did not come")
        self.assertIsNone(program.poll())

    def test_two_workspaces(self):
        """What is told of one workspace has its name, and takes nothing of the other's away."""
        self.add(5 * 3600)
        other = self.second(5 * 3600)
        self.start([SOTONG, "--lang", "en", "--background", self.workspace, other])
        wait_for(lambda: self.logind.Held(dbus_interface=MANAGER) == 2, "the machine would not wait for both")
        self.logind.EmitSignal(MANAGER, "PrepareForSleep", "b", [True], dbus_interface=dbusmock.MOCK_IFACE)

        def told():
            calls = self.shown.GetCalls(dbus_interface=dbusmock.MOCK_IFACE)
            return [args for _at, name, args in calls if name == "Notify" and str(args[3]) == "Posts wait while the computer sleeps"]
        wait_for(lambda: len(told()) == 2, "not both were told of")
        self.assertEqual(sorted(str(args[4]).split("\n", maxsplit=1)[0] for args in told()), ["city", "other"])
        self.assertEqual([int(args[1]) for args in told()], [0, 0]) # neither takes the other's place

    def test_activation(self):
        """The desktop starts the program by its name on the bus, as when a notification is clicked after it has ended."""
        services, config = os.path.join(self.dir.name, "services"), os.path.join(self.dir.name, "bus.conf")
        os.makedirs(services)
        with open(os.path.join(os.environ["SOTONG_SOURCE"], "data", "org.sotong.Sotong.service.in"), encoding="utf-8") as file:
            text = file.read().replace("@bindir@/sotong", SOTONG)
        with open(os.path.join(services, "org.sotong.Sotong.service"), "w", encoding="utf-8") as file:
            file.write(text)
        with open(config, "w", encoding="utf-8") as file: # a bus with nothing else to be started
            file.write(f"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><servicedir>{services}</servicedir>"
                       '<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>')
        daemon = subprocess.Popen(["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--print-address"], env=self.env,
                                  stdout=subprocess.PIPE, text=True)
        self.addCleanup(daemon.wait)
        self.addCleanup(daemon.terminate)
        self.addCleanup(daemon.stdout.close)
        bus = dbus.bus.BusConnection(daemon.stdout.readline().strip())
        self.assertFalse(bus.name_has_owner("org.sotong.Sotong"))
        program = bus.get_object("org.sotong.Sotong", "/org/sotong/Sotong")
        program.ActivateAction("show-outbox", dbus.Array(["sign-in"], signature="v"), {}, dbus_interface="org.freedesktop.Application")
        wait_for(self.windows, "the window did not come")
        owner = dbus.Interface(bus.get_object("org.freedesktop.DBus", "/org/freedesktop/DBus"), "org.freedesktop.DBus")
        pid = int(owner.GetConnectionUnixProcessID("org.sotong.Sotong"))
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            self.assertIn(b"--gapplication-service", file.read())
        program.Activate({}, dbus_interface="org.freedesktop.Application")

        def click(path, target, content):
            parameter = dbus.Struct((path, target, dbus.Int64(content)), signature="ssx")
            program.ActivateAction("show", dbus.Array([parameter], signature="v"), {}, dbus_interface="org.freedesktop.Application")
        other = self.second()
        click(other, "content", 1)
        click(other, "pane:cases", 0) # while it is being opened
        wait_for(lambda: self.named("other") == 1, "the workspace that it tells of did not come")
        click(self.workspace, "pane:cases", 0)
        wait_for(lambda: self.named("city") == 1, "the first did not come")
        for target, content in ("content", 1), ("content", 999), ("pane:none", 0), ("missed", 0), ("", 0), ("what", 0), ("sign_in 연습", 0):
            click(other, target, content)
        program.ActivateAction("show-outbox", dbus.Array(["pane:cases"], signature="v"), {}, dbus_interface="org.freedesktop.Application")
        click(os.path.join(self.dir.name, "gone.sotong"), "missed", 0)
        self.assertEqual((self.named("city"), self.named("other")), (1, 1))
        self.assertFalse(os.path.exists(os.path.join(self.dir.name, "gone.sotong")))
        program.ActivateAction("quit", dbus.Array([], signature="v"), {}, dbus_interface="org.freedesktop.Application")
        wait_for(lambda: not bus.name_has_owner("org.sotong.Sotong"), "it did not end")


if __name__ == "__main__":
    unittest.main()
