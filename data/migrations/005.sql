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
-- E-mail of alerts: one row of settings, and the letters that are to go out.
CREATE TABLE alert_mail (
  id INTEGER PRIMARY KEY,
  host TEXT NOT NULL DEFAULT '',         -- empty: no mail
  port INTEGER NOT NULL DEFAULT 587,
  security TEXT NOT NULL DEFAULT 'starttls', -- starttls, tls, none
  login TEXT NOT NULL DEFAULT '',        -- empty: without signing in; the password is in the keyring
  sender TEXT NOT NULL DEFAULT '',
  recipients TEXT NOT NULL DEFAULT '',   -- one a line
  least_stage INTEGER NOT NULL DEFAULT 1 -- lower ones are not mailed
);
INSERT INTO alert_mail (id) VALUES (1);
CREATE TABLE alert_letter (
  id INTEGER PRIMARY KEY,
  address TEXT NOT NULL,
  state TEXT NOT NULL,                   -- waiting, sending, sent, failed, unknown
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '',
  machine TEXT NOT NULL DEFAULT '',      -- who sends it
  boot TEXT NOT NULL DEFAULT '',
  process BIGINT NOT NULL DEFAULT 0,
  process_start BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX alert_letter_waiting ON alert_letter (next_at) WHERE state IN ('waiting', 'sending');
CREATE TABLE alert_letter_event (
  letter_id BIGINT NOT NULL REFERENCES alert_letter (id),
  event_id BIGINT NOT NULL REFERENCES alert_event (id),
  PRIMARY KEY (letter_id, event_id)
) WITHOUT ROWID;

-- How many read it, where a source says so; and the mention that an alert was raised for.
ALTER TABLE mention ADD COLUMN reach BIGINT;
ALTER TABLE alert_rule ADD COLUMN reach BIGINT NOT NULL DEFAULT 0;
ALTER TABLE alert_event ADD COLUMN mention_id BIGINT;
CREATE INDEX mention_reach ON mention (reach) WHERE reach IS NOT NULL;

-- What the office's corrections taught the classifier beside its model, and which of that is in use.
CREATE TABLE lesson (
  id INTEGER PRIMARY KEY,
  made_at BIGINT NOT NULL,
  n_learnt BIGINT NOT NULL,              -- mentions that a person judged, to learn from
  n_held BIGINT NOT NULL,                -- those kept apart to try it on
  n_before BIGINT NOT NULL,              -- of these, judged as the person did: by the model alone
  n_after BIGINT NOT NULL,               -- and with the lesson
  weights BLOB NOT NULL
);
CREATE TABLE lesson_choice (
  id INTEGER PRIMARY KEY,
  lesson_id BIGINT REFERENCES lesson (id) -- null: the model alone
);
INSERT INTO lesson_choice (id) VALUES (1);
-- Reports: the office's own form of a kind, what was frozen of a period, and those that are made by themselves.
CREATE TABLE report_form (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                    -- opinion, ...; "" of all kinds that have none of their own
  body TEXT NOT NULL,                    -- the template as it was written
  logo TEXT NOT NULL DEFAULT '',         -- a PNG in base64
  removed_at BIGINT
);
CREATE TABLE report_freeze (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  topic_id BIGINT NOT NULL DEFAULT 0,
  campaign TEXT NOT NULL DEFAULT '',
  frozen_at BIGINT NOT NULL,
  body TEXT NOT NULL,                    -- JSON: the document as it was
  removed_at BIGINT
);
CREATE INDEX report_freeze_period ON report_freeze (kind, starts_at);
CREATE TABLE report_schedule (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  topic_id BIGINT NOT NULL DEFAULT 0,
  rule TEXT NOT NULL,                    -- daily, weekly:mon, monthly:1
  minute INTEGER NOT NULL,               -- of the office's day
  span TEXT NOT NULL,                    -- last-week, last-month, this-month, this-year
  format TEXT NOT NULL,                  -- hwpx, pdf, xlsx, csv
  folder TEXT NOT NULL,
  since BIGINT NOT NULL,                 -- made for what is due later than that
  removed_at BIGINT
);
CREATE TABLE report_run (
  schedule_id BIGINT NOT NULL REFERENCES report_schedule (id),
  due_at BIGINT NOT NULL,
  ran_at BIGINT NOT NULL,
  path TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',      -- why it was not made
  PRIMARY KEY (schedule_id, due_at)
);
ALTER TABLE alert_mail ADD COLUMN stages TEXT NOT NULL DEFAULT ''; -- what the office calls the four stages, one a line
