-- Sotong's workspace, version 2: the planner's day.

------------------------------------------------------------------------------
-- Campaigns and contents

ALTER TABLE content ADD COLUMN restriction_ground TEXT NOT NULL DEFAULT ''; -- why it may go out in a restricted period

------------------------------------------------------------------------------
-- The calendar

------------------------------------------------------------------------------
-- Approval

------------------------------------------------------------------------------
-- In and out
