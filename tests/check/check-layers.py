#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails when the core includes GTK, when a layer knows one above it, when SQL stands outside the store, or when
the store asks in a way that only SQLite understands."""
import os
import re
import sys

# What each layer may include, besides itself. Nothing knows app or cli.
MAY = {
    'util': set(),
    'words': {'util'},
    'store': {'util'},
    'platforms': {'util'},
    'plan': {'platforms', 'store', 'util'},
    'budget': {'store', 'util'},
    'monitor': {'platforms', 'store', 'util', 'words'},
    'publish': {'plan', 'platforms', 'store', 'util'},
    'chart': {'util'},
    'report': {'budget', 'chart', 'monitor', 'plan', 'publish', 'store', 'util'},
    'exchange': {'budget', 'plan', 'platforms', 'store', 'util'},
    'demo': {'budget', 'monitor', 'plan', 'publish', 'store', 'util'},
}
CORE = set(MAY)
TOP = {'app': CORE, 'cli': CORE}
TOOLKIT = re.compile(r'^(gtk|gdk|gsk|adwaita|libpanel|panel)([-./]|$)')
SQL = re.compile(r'"\s*(SELECT\s.+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+TABLE\s)')

# What other engines do not read: a number taken for a truth, two values that may be NULL compared by
# IS, the larger of two values by the name of an aggregate.
OWN_SQL = re.compile(r'".*(\bWHEN \$\d+ THEN|\b(AND|OR|NOT|WHERE) \$\d+( AND| OR|\)|"|$)|\bIS (NOT )?\$\d|\b(max|min) ?\(([^()]|\([^()]*\))*,)')
BETWEEN = re.compile(r'\bBETWEEN \S+ AND \$\d+')


def problems_of(layer, path, text):
    allowed = (MAY.get(layer) or TOP.get(layer) or set()) | {layer}
    for number, line in enumerate(text.split('\n'), 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^">]+)[">]', line)
        if match:
            name = match.group(1)
            head = name.split('/')[0]
            if layer in CORE and TOOLKIT.match(name):
                yield f'{path}:{number}: the core includes {name}'
            if '/' in name and head in (CORE | set(TOP)) and head not in allowed:
                yield f'{path}:{number}: {layer} may not know {head} ({name})'
            if name == 'sqlite3.h' and layer != 'store':
                yield f'{path}:{number}: only the store speaks to SQLite'
        if layer != 'store' and SQL.search(line):
            yield f'{path}:{number}: SQL outside the store'
        if layer == 'store' and OWN_SQL.search(BETWEEN.sub('BETWEEN', line)):
            yield f'{path}:{number}: SQL that only SQLite understands'


def main(root):
    found = []
    n = 0
    for layer in sorted(os.listdir(os.path.join(root, 'src'))):
        folder = os.path.join(root, 'src', layer)
        if not os.path.isdir(folder):
            continue
        if layer not in MAY and layer not in TOP:
            found.append(f'src/{layer}: a layer that nobody has placed; add it here and to src/README.md')
        for base, _, names in os.walk(folder):
            for name in sorted(names):
                if name.endswith(('.c', '.h')):
                    n += 1
                    path = os.path.join(base, name)
                    with open(path, encoding='utf-8') as file:
                        found += problems_of(layer, os.path.relpath(path, root), file.read())
    if n < 10:
        found.append('no sources were found')
    for line in found:
        print(line)
    print(f'{n} files, {len(found)} problems')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
