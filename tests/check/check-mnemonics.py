#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails when two things of one menu or one dialog have the same mnemonic, in English or in Korean.

usage: check-mnemonics.py SOURCE_ROOT
"""
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

STRING = r'_\s*\(\s*"((?:[^"\\]|\\.)*)"\s*\)'
# Calls that put several buttons into one dialog; a form has a Cancel of its own.
DIALOGS = [
    (re.compile(r'\bsotong_form_new \(([^;]*?)\);', re.S), ['_Cancel']),
    (re.compile(r'\bgtk_file_chooser_native_new \(([^;]*?)\);', re.S), []),
    (re.compile(r'\badw_message_dialog_add_responses \(([^;]*?)\);', re.S), []),
]


def korean(po):
    """The translations by text; contexts are of no account for labels with a mnemonic."""
    with tempfile.TemporaryDirectory() as folder:
        flat = os.path.join(folder, 'ko.po')
        subprocess.run(['msgcat', '--no-wrap', '--no-location', '-o', flat, po], check=True)
        with open(flat, encoding='utf-8') as file:
            return dict(re.findall(r'^msgid "(.*)"\nmsgstr "(.*)"$', file.read(), re.M))


def letter(label):
    match = re.search(r'_(\w)', label.replace('__', ''))
    return match.group(1).lower() if match else None


def ui_groups(path):
    tree = xml.etree.ElementTree.parse(path).getroot()
    parents = {child: parent for parent in tree.iter() for child in parent}
    menus = [node for node in tree.iter() if node.tag in ('menu', 'submenu')]
    for menu in menus:
        labels = []
        for item in menu.iter():
            if item.tag not in ('item', 'submenu') or item is menu:
                continue
            owner = parents[item]
            while owner.tag not in ('menu', 'submenu'):
                owner = parents[owner]
            if owner is menu:
                labels += [a.text or '' for a in item.findall('attribute') if a.get('name') == 'label']
        yield labels
    for template in tree.iter('template'):
        if not template.get('parent', '').endswith('Window') and not template.get('parent', '').endswith('Dialog'):
            continue
        labels = []
        for node in template.iter('object'):
            own = {p.get('name'): (p.text or '') for p in node.findall('property')}
            if own.get('use-underline', '').lower() in ('1', 'true', 'yes'):
                labels.append(own.get('label', ''))
        yield labels


def c_groups(path):
    with open(path, encoding='utf-8') as file:
        text = file.read()
    for call, own in DIALOGS:
        for match in call.finditer(text):
            yield own + re.findall(STRING, match.group(1))


def main(root):
    found = []
    words = korean(os.path.join(root, 'po', 'ko.po'))
    for top in ('src/app', 'ui'):
        for base, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                path = os.path.join(base, name)
                groups = ui_groups(path) if name.endswith('.ui') else c_groups(path) if name.endswith('.c') else []
                for labels in groups:
                    for language in ('en', 'ko'):
                        seen = {}
                        for label in labels:
                            shown = words.get(label, label) if language == 'ko' else label
                            key = letter(shown)
                            if key is not None and seen.setdefault(key, shown) != shown:
                                found.append(f'{os.path.relpath(path, root)}: Alt+{key.upper()} is both “{seen[key]}” and “{shown}”')
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
