-- Version 5 of the workspace.

-- An act of a person on several things at once: a record for each of them, one step of undo for all.
ALTER TABLE change ADD COLUMN act_id BIGINT;   -- the first record of the act; null for an act with one record
CREATE INDEX change_act ON change (act_id) WHERE act_id IS NOT NULL;
-- A text too long for one post may go out as a thread, a chain of replies: which copies may, and the posts of those that
-- have begun to. A post without an id there is armed, and perhaps out.
ALTER TABLE copy ADD COLUMN thread INTEGER NOT NULL DEFAULT 0;
CREATE TABLE copy_part (
  copy_id BIGINT NOT NULL REFERENCES copy (id),
  part INTEGER NOT NULL,                 -- from 1
  body TEXT NOT NULL,
  client_key TEXT NOT NULL,
  remote_id TEXT,
  remote_url TEXT,
  PRIMARY KEY (copy_id, part)
);
ALTER TABLE attempt ADD COLUMN part INTEGER NOT NULL DEFAULT 0;    -- of a thread; 0: the whole
ALTER TABLE attempt ADD COLUMN n_parts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempt ADD COLUMN whole TEXT;                         -- the text of which the body is a part
ALTER TABLE attempt ADD COLUMN media TEXT;                         -- fingerprint of the files that went with it; null: not known

-- Runs of the publisher whose claims do not wait for the disk one by one: what was due on their channels is looked up when
-- the machine stopped in the middle of one.
CREATE TABLE publish_run (
  id INTEGER PRIMARY KEY,
  machine TEXT NOT NULL,
  boot TEXT NOT NULL,
  process BIGINT NOT NULL,
  process_start BIGINT NOT NULL,
  started_at BIGINT NOT NULL,            -- by the machine's own clock
  channels TEXT NOT NULL                 -- ids, separated by commas
);
