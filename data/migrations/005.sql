-- Version 5 of the workspace.

-- An act of a person on several things at once: a record for each of them, one step of undo for all.
ALTER TABLE change ADD COLUMN act_id BIGINT;   -- the first record of the act; null for an act with one record
CREATE INDEX change_act ON change (act_id) WHERE act_id IS NOT NULL;
