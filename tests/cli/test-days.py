#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""holidays: the days off, and what a workspace changes of them."""
import unittest

from clitest import Case


class Holidays(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def days(self, year, **options):
        return {(h["date"], h["kind"]): h for h in self.json("holidays", "--year", str(year), **options)["holidays"]}

    def test_a_year(self):
        days = self.days(2025)
        self.assertEqual(len(days), 19)  # two share 5 May
        self.assertEqual(days["2025-10-08", "substitute"], {"date": "2025-10-08", "name": "Substitute holiday (Chuseok)", "kind": "substitute", "lunar": False})
        self.assertEqual(days["2025-10-06", "regular"], {"date": "2025-10-06", "name": "Chuseok", "kind": "regular", "lunar": True})
        self.assertEqual(days["2025-06-03", "election"]["name"], "Presidential election")
        self.assertIn(["2025-01-27", "temporary", "Temporary holiday"], self.ctl("holidays", "--year", "2025").rows)

    def test_korean(self):
        self.assertIn(["2026-05-25", "substitute", "대체공휴일(부처님오신날)"], self.ctl("holidays", "--year", "2026", korean=True).rows)

    def test_this_year(self):
        self.assertEqual(self.ctl("--now", "2016-12-31T23:30:00+09:00", "holidays").rows[0][0], "2016-01-01")

    def test_years_out_of_range(self):
        for year in ("2009", "2051", "0", "-1", "x", "20160", "99999999999999999999"):
            self.assertIn("2010", self.refused("holidays", "--year", year).err)
        self.assertEqual(self.ctl("holidays", "--year", "2010").rows[0][0], "2010-01-01")
        self.assertEqual(self.ctl("holidays", "--year", "2050").rows[-1][0], "2050-12-26")

    def test_own(self):
        self.json("holidays", "add", "--date", "2016-10-28", "--name", "시민의 날")
        self.assertEqual(self.days(2016)["2016-10-28", "own"], {"date": "2016-10-28", "name": "시민의 날", "kind": "own", "lunar": False})
        self.assertIn("already", self.ctl("holidays", "add", "--date", "2016-10-28", "--name", "시민의 날", code=1).err)
        self.ctl("undo")
        self.assertNotIn(("2016-10-28", "own"), self.days(2016))
        self.ctl("redo")
        self.ctl("holidays", "remove", "--date", "2016-10-28")
        self.assertNotIn(("2016-10-28", "own"), self.days(2016))

    def test_temporary(self):
        self.ctl("holidays", "add", "--date", "2027-12-24", "--name", "임시공휴일", "--kind", "temporary")
        self.assertIn(("2027-12-24", "temporary"), self.days(2027))

    def test_remove_and_bring_back(self):
        self.ctl("holidays", "remove", "--date", "2016-05-06")
        self.assertNotIn(("2016-05-06", "temporary"), self.days(2016))
        self.assertIn("Remove holiday: “2016-05-06 Temporary holiday”", self.ctl("history").out)
        self.ctl("undo")
        self.assertIn(("2016-05-06", "temporary"), self.days(2016))
        self.ctl("holidays", "remove", "--date", "2016-05-06")
        self.ctl("holidays", "add", "--date", "2016-05-06", "--name", "Temporary holiday")
        self.assertFalse(self.days(2016)["2016-05-06", "temporary"]["lunar"])
        self.assertIn("no holiday", self.ctl("holidays", "remove", "--date", "2016-05-09", code=1).err)

    def test_wrong_use(self):
        for words in (["add"], ["add", "--date", "2016-10-28"], ["add", "--date", "2016-10-32", "--name", "a"],
                      ["add", "--date", "20161028", "--name", "a"], ["add", "--date", "2016-10-28", "--name", "a", "--kind", "b"],
                      ["remove"], ["remove", "--date", "x"], ["remove", "--date", "2016-10-03", "b"], ["all"]):
            self.refused("holidays", *words)
        self.ctl("holidays", "add", "--date", "2016-10-28", "--name", " ", code=1)


if __name__ == "__main__":
    unittest.main()
