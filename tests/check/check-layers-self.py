#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of the layers must find what it is there for."""
import importlib.util
import sys

spec = importlib.util.spec_from_file_location('check_layers', sys.argv[1])
layers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(layers)

CASES = [
    ('store', '#include <gtk/gtk.h>', 1),
    ('chart', '#include <adwaita.h>', 1),
    ('util', '#include "store/sotong-store.h"', 1),
    ('platforms', '#include "store/sotong-store.h"', 1),
    ('store', '#include "monitor/sotong-fetch.h"', 1),
    ('report', '#include "app/sotong-window.h"', 1),
    ('monitor', '#include <sqlite3.h>', 1),
    ('plan', '  "SELECT id FROM content"', 1),
    ('store', '"SELECT CASE WHEN $1 THEN 2 ELSE 3 END"', 1),
    ('store', '"UPDATE use SET used = max(use.used + $3, 0)"', 1),
    ('store', '"SELECT max (coalesce (part, 0), 1) FROM attempt"', 1),
    ('store', '"SELECT max(hour + 1), min (coalesce (at, 0)) FROM run WHERE hour BETWEEN $1 AND $2"', 0),
    ('store', '"SELECT CASE WHEN $1 <> 0 THEN 2 ELSE 3 END"', 0),
    ('store', '#include "util/sotong-time.h"', 0),
    ('app', '#include <gtk/gtk.h>', 0),
    ('cli', '#include "publish/sotong-publisher.h"', 0),
]
wrong = [case for case in CASES if len(list(layers.problems_of(case[0], 'x.c', case[1]))) != case[2]]
for case in wrong:
    print('not as expected:', case)
sys.exit(1 if wrong else 0)
