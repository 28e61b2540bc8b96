-- Version 8 of the workspace.

-- Corrections and withdrawals are few among the posts, and are asked for every few seconds.
CREATE INDEX attempt_change ON attempt (started_at, id) WHERE kind IN ('update', 'delete');

-- Why figures of a channel could not be read when they were asked for last, in English; "": all could.
ALTER TABLE channel_state ADD COLUMN figures_message TEXT NOT NULL DEFAULT '';
