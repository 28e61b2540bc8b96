#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails when a source with texts for people is missing from POTFILES.in, or Korean is not complete.

usage: check-translation.py SOURCE_ROOT
"""
import os
import re
import subprocess
import sys
import tempfile

CALL = r'\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2?)\s*\(\s*(?:GETTEXT_PACKAGE\s*,\s*)?'
MARK = re.compile(CALL + '"')
UI_MARK = re.compile(r'translatable="(?:yes|true|1)"')
# A name has one particle behind it, or a noun that takes one; nobody reads two of them aloud.
TWO_PARTICLES = re.compile(r'[을를이가은는와과]\([을를이가은는와과]\)|\(으\)로|\(이\)(?:라|나|며|란)')
# An office writes to its people in one way of speaking.
FAMILIAR = re.compile(r'[가-힣]세요[.!\s"]')
# xgettext knows PRId64 and %zu; of G_GINT64_FORMAT and its like it would keep half a sentence.
# What to do next is said in commands to those alone who type commands.
COMMAND = re.compile(r'\b_\s*\((?:\s|PRI\w+|"(?:[^"\\]|\\.)*")*?"(?:[^"\\]|\\.)*sotongctl')
SAID = re.compile(r'(?:SOTONG_SAY \(|sotong_i18n_is_command \(\)\s*\?[^;:]*)$')
HALF = re.compile(CALL + r'(?:"(?:[^"\\]|\\.)*"|\s|,)*G_G[A-Z0-9]+_FORMAT')


def sources(root):
    for top in ('src', 'ui', 'data'):
        for base, _, names in os.walk(os.path.join(root, top)):
            for name in names:
                path = os.path.join(base, name)
                rel = os.path.relpath(path, root)
                if name.endswith('.c') or name.endswith('.h'):
                    with open(path, encoding='utf-8') as file:
                        text = file.read()
                    if HALF.search(text):
                        raise SystemExit(f'{rel}: a text with G_GINT64_FORMAT or its like in it cannot be translated; write PRId64 or %zu')
                    for match in COMMAND.finditer('' if rel.startswith('src/cli/') else text):
                        if not SAID.search(text[:match.start()]):
                            raise SystemExit(f'{rel}: a text names sotongctl to somebody in the window; write SOTONG_SAY')
                    if MARK.search(text):
                        yield rel
                elif name.endswith('.ui'):
                    with open(path, encoding='utf-8') as file:
                        if UI_MARK.search(file.read()):
                            yield rel


def main(root):
    found = []
    with open(os.path.join(root, 'po', 'POTFILES.in'), encoding='utf-8') as file:
        listed = {line.strip() for line in file if line.strip() and not line.startswith('#')}
    wanted = set(sources(root))
    found += [f'po/POTFILES.in: {path} has texts and is not listed' for path in sorted(wanted - listed)]
    found += [f'po/POTFILES.in: {path} does not exist' for path in sorted(listed) if not os.path.exists(os.path.join(root, path))]
    po = os.path.join(root, 'po', 'ko.po')
    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, 'sotong.pot')
        subprocess.run(['xgettext', '--from-code=UTF-8', '-k_', '-kN_', '-kC_:1c,2', '-kNC_:1c,2', '-kngettext:1,2',
                        '-kg_dngettext:2,3', '-kg_dpgettext2:2c,3', '--add-comments', '-o', pot,
                        '-f', os.path.join(root, 'po', 'POTFILES.in'), '-D', root], check=True, cwd=root)
        merged = os.path.join(folder, 'ko.po')
        subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '-o', merged, po, pot], check=True)
        missing = subprocess.run(['msgattrib', '--untranslated', '--no-obsolete', '--no-wrap', merged],
                                 check=True, capture_output=True, text=True).stdout
        fuzzy = subprocess.run(['msgattrib', '--only-fuzzy', '--no-obsolete', '--no-wrap', po],
                               check=True, capture_output=True, text=True).stdout
        for kind, text in (('not translated', missing), ('fuzzy', fuzzy)):
            # A text of several lines begins with an empty one; the file's head is nothing else.
            for match in re.finditer(r'^msgid ((?:".*"\n)+)', text, re.M):
                words = ''.join(line.strip('"') for line in match.group(1).splitlines())
                if words:
                    found.append(f'po/ko.po: {kind}: "{words}"')
        subprocess.run(['msgfmt', '--check', '-o', os.path.join(folder, 'ko.mo'), po], check=True)
    # Only in an entry that is marked so does gettext know what <PRId64> is; another is silently never found.
    with open(po, encoding='utf-8') as file:
        for entry in file.read().split('\n\n'):
            if '<PRI' in entry and 'c-format' not in entry:
                found.append(f'po/ko.po: “#, c-format” is missing: {entry}')
            if TWO_PARTICLES.search(entry.replace('"\n"', '')):
                found.append(f'po/ko.po: two particles at once: {entry}')
            if FAMILIAR.search(entry.replace('"\n"', '')):
                found.append(f'po/ko.po: “…십시오” is how the others end, not “…세요”: {entry}')
    for line in found[:200]:
        print(line)
    print(f'{len(wanted)} files with texts, {len(found)} problems')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
