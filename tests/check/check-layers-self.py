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
    ('store', '#include "util/sotong-time.h"', 0),
    ('app', '#include <gtk/gtk.h>', 0),
    ('cli', '#include "publish/sotong-publisher.h"', 0),
]
wrong = [case for case in CASES if len(list(layers.problems_of(case[0], 'x.c', case[1]))) != case[2]]
for case in wrong:
    print('not as expected:', case)
sys.exit(1 if wrong else 0)
