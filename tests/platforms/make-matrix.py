#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make-matrix.py FOLDER [--check]: writes MATRIX.md, which says by what test each ability of each connector is shown.

FOLDER holds the programs test-NAME and test-NAME-real of a build; they are asked what tests they have, so a
test is called /platforms/NAME/CELL or /platforms/NAME/CELL/MORE. With --check nothing is written: it fails if the
file is not what would be written, or if a cell is shown by nothing."""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CELLS = ("publish-text", "picture", "video", "reply", "schedule", "edit", "delete", "metrics", "refresh", "rate-limit", "lost-reply",
         "duplicate", "refused", "html", "redirect")
PLATFORMS = ("wordpress", "ghost", "mastodon", "bluesky", "facebook", "instagram", "threads", "x", "youtube", "telegram")

# The tests of WordPress are older than these words.
ALIASES = {
    "wordpress": (
        (r"content|root/.*", "publish-text"), (r"media", "picture"), (r"double|straggler", "duplicate"),
        (r"change-and-remove", "edit"), (r"change-and-remove", "delete"), (r"sign-in|case(-late)?/40[034].*", "refused"),
        (r"case(-late)?/(429|503.*)", "rate-limit"), (r"case(-late)?/html", "html"), (r"case(-late)?/redirect", "redirect"),
        (r"case(-late)?/(drop-.*|warning.*|empty.*|cut.*|no-id|500-.*)", "lost-reply"),
    ),
}
# What no capability says: why a platform has none of it.
NOT_OFFERED = {
    ("wordpress", "reply"): "a post answers no other", ("ghost", "reply"): "a post answers no other",
    ("youtube", "reply"): "a video answers no other", ("facebook", "reply"): "a Page’s post answers no other",
    ("instagram", "reply"): "a post answers no other",
    ("wordpress", "refresh"): "an application password does not end", ("ghost", "refresh"): "a token is made for every call",
    ("mastodon", "refresh"): "a token does not end", ("telegram", "refresh"): "a bot’s token does not end",
    ("telegram", "duplicate"): "a bot cannot read the channel: after a lost answer a person is asked",
    ("youtube", "picture"): "the post is the video",
}
# What a platform offers and this program makes no use of.
NOT_USED = {}
# What the table of capabilities says.
CAPABILITIES = {"schedule": "can_schedule", "edit": "can_edit", "delete": "can_delete", "metrics": "has_metrics"}
HEAD = """# What each connector can do, and the test that shows it

Made by `tests/platforms/make-matrix.py BUILD/tests/platforms`; the test “matrix” fails when it is not up to date. A number says how many
tests show the cell; they are named below. “–” is not offered by the platform, “no” not used by this program. The servers in these tests stand in for the
platforms and hold their callers to the documents; those of the last section are real ones, which
`build-aux/check --full` starts. Naver Blog, KakaoStory and KakaoTalk Channel let no program in and are posted by hand.
"""


def read_capabilities():
    with open(os.path.join(HERE, "..", "..", "src", "platforms", "sotong-capabilities.c"), encoding="utf-8") as file:
        text = file.read()
    return dict(re.findall(r"static const SotongCapabilities \w+ = \{\s*\.name = \"([a-z-]+)\"(.*?)\n\};", text, re.S))


def list_tests(folder, program):
    path = os.path.join(folder, program)
    if not os.path.exists(path):
        return []
    environment = dict(os.environ, SOTONG_TEST_WORDPRESS_URL="-", SOTONG_TEST_GHOST_URL="-", SOTONG_TEST_BLUESKY_URL="-", LC_ALL="C.UTF-8")
    out = subprocess.run([path, "--tap", "-l"], capture_output=True, text=True, env=environment, check=True).stdout
    # Newer versions of GLib list them as remarks of TAP.
    return sorted(name for name in (line.removeprefix("# ") for line in out.splitlines()) if name.startswith("/platforms/"))


def cells_of(platform, test):
    rest = test[len(f"/platforms/{platform}/"):]
    cells = {cell for pattern, cell in ALIASES.get(platform, ()) if re.fullmatch(pattern, rest)}
    first = rest.split("/")[0]
    return cells | ({first} if first in CELLS else set())


def why_not(platform, cell, capabilities):
    """Why a cell is not offered; None if it is."""
    block = capabilities[platform]
    if (platform, cell) in NOT_OFFERED:
        return NOT_OFFERED[platform, cell]
    if cell in CAPABILITIES and f".{CAPABILITIES[cell]} = TRUE" not in block:
        return ""
    if cell == "publish-text" and ".needs_media = TRUE" in block:
        return "there are no posts of text alone"
    return None


def make(folder):
    capabilities = read_capabilities()
    platforms = [name for name in PLATFORMS if list_tests(folder, f"test-{name}")]
    shown, missing, sections = {}, [], []
    for platform in platforms:
        tests = list_tests(folder, f"test-{platform}")
        lines = [f"\n## {platform}\n"]
        for cell in CELLS:
            mine = [test for test in tests if cell in cells_of(platform, test)]
            reason = why_not(platform, cell, capabilities)
            names = ", ".join(f"`{test}`" for test in mine)
            unused = NOT_USED.get((platform, cell)) if not mine else None
            if reason is None and unused is None and not mine:
                missing.append(f"{platform}: {cell}")
            shown[platform, cell] = "–" if reason is not None else "no" if unused else str(len(mine))
            if unused:
                names = f"not used by this program: {unused}"
            if reason is not None:
                names = "not offered by the platform" + (f": {reason}" if reason else "") + (f" ({names})" if mine else "")
            lines.append(f"- {cell}: {names or 'shown by nothing'}")
        besides = [test for test in tests if not cells_of(platform, test)]
        if besides:
            lines.append("- besides: " + ", ".join(f"`{test}`" for test in besides))
        sections.append("\n".join(lines) + "\n")
    table = ["\n| | " + " | ".join(platforms) + " |", "|---|" + "---|" * len(platforms)]
    table += [f"| {cell} | " + " | ".join(shown[platform, cell] for platform in platforms) + " |" for cell in CELLS]
    real = ["\n## Against real servers\n"]
    for platform in platforms:
        tests = list_tests(folder, f"test-{platform}-real")
        if tests:
            real.append(f"- {platform}: " + ", ".join(f"`{test}`" for test in tests))
    return HEAD + "\n".join(table) + "\n" + "".join(sections) + "\n".join(real) + "\n", missing


def main(folder, check):
    path = os.path.join(HERE, "MATRIX.md")
    text, missing = make(folder)
    for cell in missing:
        print(f"{cell}: no test shows it")
    if not check:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return 0
    with open(path, encoding="utf-8") as file:
        same = file.read() == text
    if not same:
        print(f"MATRIX.md is not up to date: python3 tests/platforms/make-matrix.py {folder}")
    return 0 if same and not missing else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--check" in sys.argv[2:]))
