#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on marks of unfinished work, on paths of a machine, and on sources without a licence line."""
import os
import re
import sys

UNFINISHED = re.compile(r'\b(TODO|FIXME|XXX|HACK|not implemented|unimplemented|lorem ipsum)\b')
MACHINE = re.compile(r'/(home|work|Users|tmp/[a-z])/[A-Za-z0-9_.-]+/')
SKIP = {'.git', 'build', 'out', '__pycache__'}


def main(root):
    found = []
    for base, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIP and not name.startswith('_build')]
        for name in names:
            path = os.path.join(base, name)
            rel = os.path.relpath(path, root)
            if not name.endswith(('.c', '.h', '.ui', '.py', '.sh', '.build', '.md', '.sql', '.css', '.xml', '.in')) or rel.startswith('tests/check/'):
                continue
            with open(path, encoding='utf-8') as file:
                text = file.read()
            if name.endswith(('.c', '.h')) and 'SPDX-License-Identifier: GPL-3.0-or-later' not in text[:200]:
                found.append(f'{rel}: no licence line')
            for number, line in enumerate(text.split('\n'), 1):
                if UNFINISHED.search(line):
                    found.append(f'{rel}:{number}: unfinished: {line.strip()[:80]}')
                if MACHINE.search(line):
                    found.append(f'{rel}:{number}: a path of a machine: {line.strip()[:80]}')
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
