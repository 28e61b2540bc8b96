-- Sotong's workspace, version 1.
--
-- Times are seconds since 1970 UTC; a time that a person chose has its zone
-- beside it. Days are text, YYYY-MM-DD, in the office's zone. Money is whole won.
-- "made" marks rows that were made up for the demo. Rows that a person removes
-- keep a removed_at, so that what points at them still tells the truth.

-- The workspace itself: one row a setting (uuid, name, zone, demo_now, ...).
CREATE TABLE workspace (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

-- The machines that opened the workspace; workspace.publisher names the one that may publish.
CREATE TABLE machine (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  last_seen BIGINT NOT NULL
);

------------------------------------------------------------------------------
-- People

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL DEFAULT '',
  login TEXT,                            -- the desktop account that acts for the person
  position INTEGER NOT NULL DEFAULT 0,
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);

CREATE TABLE person_group (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  removed_at BIGINT
);

CREATE TABLE person_group_member (
  group_id BIGINT NOT NULL REFERENCES person_group (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  PRIMARY KEY (group_id, person_id)
);

CREATE TABLE agency (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);

------------------------------------------------------------------------------
-- The programme and its money

CREATE TABLE fiscal_year (
  year INTEGER PRIMARY KEY,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  closed_at BIGINT
);

CREATE TABLE programme (
  id INTEGER PRIMARY KEY,
  year BIGINT NOT NULL REFERENCES fiscal_year (year),
  name TEXT NOT NULL,
  body TEXT NOT NULL DEFAULT '',         -- who carries it out: the city
  bureau TEXT NOT NULL DEFAULT '',
  department TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT '',
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);

-- The statement's own words, in order: purpose, ground, content, effect, ...
CREATE TABLE programme_text (
  id INTEGER PRIMARY KEY,
  programme_id BIGINT NOT NULL REFERENCES programme (id),
  part TEXT NOT NULL,
  position INTEGER NOT NULL,
  label TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL
);

CREATE TABLE programme_step (
  id INTEGER PRIMARY KEY,
  programme_id BIGINT NOT NULL REFERENCES programme (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  starts_on TEXT NOT NULL,               -- a month, YYYY-MM
  ends_on TEXT NOT NULL,
  amount BIGINT,
  detail TEXT NOT NULL DEFAULT ''
);

CREATE TABLE programme_result (
  id INTEGER PRIMARY KEY,
  programme_id BIGINT NOT NULL REFERENCES programme (id),
  year INTEGER NOT NULL,
  body TEXT NOT NULL
);

CREATE TABLE budget_account (            -- 과목
  id INTEGER PRIMARY KEY,
  programme_id BIGINT NOT NULL REFERENCES programme (id),
  code TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  removed_at BIGINT
);

-- A total as it was printed, of an account or (account_id null) of the programme.
-- Of past years this is data of its own: its parts need not reach it.
CREATE TABLE budget_total (
  id INTEGER PRIMARY KEY,
  programme_id BIGINT NOT NULL REFERENCES programme (id),
  account_id BIGINT REFERENCES budget_account (id),
  year INTEGER NOT NULL,
  amount BIGINT NOT NULL
);

-- Lines and their basis of calculation. A line with children is a heading: its
-- amount is what was printed, never added to theirs.
CREATE TABLE budget_line (
  id INTEGER PRIMARY KEY,
  programme_id BIGINT NOT NULL REFERENCES programme (id),
  account_id BIGINT NOT NULL REFERENCES budget_account (id),
  parent_id BIGINT REFERENCES budget_line (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  amount BIGINT NOT NULL,                -- 당초예산
  formula TEXT NOT NULL DEFAULT '',      -- as printed, 150,000원*500건
  unit_price BIGINT,
  quantity BIGINT,
  unit TEXT NOT NULL DEFAULT '',
  times BIGINT NOT NULL DEFAULT 1,
  carried_in BIGINT NOT NULL DEFAULT 0,  -- 전년이월
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);
CREATE INDEX budget_line_parent ON budget_line (parent_id);

CREATE TABLE budget_change (             -- 예산변경: supplementary budgets and transfers
  id INTEGER PRIMARY KEY,
  line_id BIGINT NOT NULL REFERENCES budget_line (id),
  kind TEXT NOT NULL,                    -- supplementary, transfer
  amount BIGINT NOT NULL,
  decided_on TEXT NOT NULL,
  document_number TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  removed_at BIGINT
);
CREATE INDEX budget_change_line ON budget_change (line_id);

CREATE TABLE commitment (                -- 원인행위
  id INTEGER PRIMARY KEY,
  line_id BIGINT NOT NULL REFERENCES budget_line (id),
  amount BIGINT NOT NULL,
  committed_on TEXT NOT NULL,
  counterparty TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  document_number TEXT NOT NULL DEFAULT '',
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);
CREATE INDEX commitment_line ON commitment (line_id);

CREATE TABLE carry_over (                -- 차년이월
  id INTEGER PRIMARY KEY,
  line_id BIGINT NOT NULL REFERENCES budget_line (id),
  kind TEXT NOT NULL,                    -- approved (명시), accident (사고)
  amount BIGINT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  removed_at BIGINT
);

CREATE TABLE settlement (                -- 결산, one row a year, as printed
  id INTEGER PRIMARY KEY,
  programme_id BIGINT NOT NULL REFERENCES programme (id),
  year INTEGER NOT NULL,
  original BIGINT NOT NULL,
  carried_in BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  available BIGINT NOT NULL,
  executed BIGINT NOT NULL,
  carried_out BIGINT NOT NULL,
  remaining BIGINT NOT NULL,
  UNIQUE (programme_id, year)
);

CREATE TABLE content_type (
  id TEXT NOT NULL PRIMARY KEY,          -- blog-post, sns, joint, ...
  name TEXT NOT NULL,                    -- for own types; built-in ones are named by the program
  position INTEGER NOT NULL,
  built_in INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);
INSERT INTO content_type (id, name, position, built_in) VALUES
  ('blog-post', '', 1, 1),
  ('sns', '', 2, 1),
  ('joint', '', 3, 1),
  ('citizen-campaign', '', 4, 1),
  ('white-paper', '', 5, 1),
  ('advertisement', '', 6, 1),
  ('report', '', 7, 1);

CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  programme_id BIGINT REFERENCES programme (id),
  name TEXT NOT NULL,
  goal TEXT NOT NULL DEFAULT '',
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  owner_id BIGINT REFERENCES person (id),
  agency_id BIGINT REFERENCES agency (id),
  colour INTEGER NOT NULL DEFAULT 0,     -- index into the program's palette
  key_messages TEXT NOT NULL DEFAULT '',
  hashtags TEXT NOT NULL DEFAULT '',
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);
CREATE UNIQUE INDEX campaign_name ON campaign (name) WHERE removed_at IS NULL;

CREATE TABLE campaign_line (
  campaign_id BIGINT NOT NULL REFERENCES campaign (id),
  line_id BIGINT NOT NULL REFERENCES budget_line (id),
  PRIMARY KEY (campaign_id, line_id)
);

CREATE TABLE campaign_stage (
  id INTEGER PRIMARY KEY,
  campaign_id BIGINT NOT NULL REFERENCES campaign (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  planned_on TEXT,
  done_on TEXT
);

CREATE TABLE deliverable_target (
  id INTEGER PRIMARY KEY,
  programme_id BIGINT NOT NULL REFERENCES programme (id),
  campaign_id BIGINT REFERENCES campaign (id),
  type_id TEXT NOT NULL REFERENCES content_type (id),
  line_id BIGINT REFERENCES budget_line (id),
  quantity BIGINT NOT NULL,
  unit TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);

------------------------------------------------------------------------------
-- Channels

CREATE TABLE channel (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  platform TEXT NOT NULL,
  url TEXT NOT NULL DEFAULT '',
  user_name TEXT NOT NULL DEFAULT '',    -- the account on the platform
  handle TEXT NOT NULL DEFAULT '',
  agency_id BIGINT REFERENCES agency (id),
  position INTEGER NOT NULL DEFAULT 0,
  colour INTEGER NOT NULL DEFAULT 0,
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);
CREATE UNIQUE INDEX channel_name ON channel (name) WHERE removed_at IS NULL;

CREATE TABLE channel_group (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);

CREATE TABLE channel_group_member (
  group_id BIGINT NOT NULL REFERENCES channel_group (id),
  channel_id BIGINT NOT NULL REFERENCES channel (id),
  PRIMARY KEY (group_id, channel_id)
);

-- What the program knows of an account's health; kept so that a restart does not hammer.
CREATE TABLE channel_state (
  channel_id INTEGER PRIMARY KEY REFERENCES channel (id),
  checked_at BIGINT,
  health TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  wait_until BIGINT,
  api_root TEXT NOT NULL DEFAULT ''
);

CREATE TABLE channel_metric (
  channel_id BIGINT NOT NULL REFERENCES channel (id),
  day TEXT NOT NULL,
  metric TEXT NOT NULL,
  value BIGINT,                          -- null: asked for and not obtained
  captured_at BIGINT NOT NULL,
  source TEXT NOT NULL DEFAULT '',
  made INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (channel_id, day, metric)
);

------------------------------------------------------------------------------
-- Contents: one row each, with one row per channel copy and its own state

CREATE TABLE contributor (
  id INTEGER PRIMARY KEY,
  pen_name TEXT NOT NULL,
  channel_url TEXT NOT NULL DEFAULT '',
  consent TEXT NOT NULL DEFAULT '',
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);

CREATE TABLE content (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  type_id TEXT NOT NULL REFERENCES content_type (id),
  body TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',        -- never published
  tags TEXT NOT NULL DEFAULT '',
  campaign_id BIGINT REFERENCES campaign (id),
  line_id BIGINT REFERENCES budget_line (id),
  contributor_id BIGINT REFERENCES contributor (id),
  cost_planned BIGINT,
  cost_final BIGINT,
  owner_id BIGINT REFERENCES person (id),
  planned_at BIGINT,                     -- the day it stands on while no copy has a time
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,   -- grows with every change
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);
CREATE INDEX content_campaign ON content (campaign_id);
CREATE INDEX content_planned ON content (planned_at);

CREATE TABLE copy (
  id INTEGER PRIMARY KEY,
  content_id BIGINT NOT NULL REFERENCES content (id),
  channel_id BIGINT NOT NULL REFERENCES channel (id),
  title TEXT,                            -- null: the content's
  body TEXT,                             -- null: the content's
  state TEXT NOT NULL DEFAULT 'draft',
  publish_at BIGINT,
  zone TEXT NOT NULL DEFAULT 'Asia/Seoul',
  on_platform INTEGER NOT NULL DEFAULT 0, -- let the platform itself wait for the time
  client_key TEXT NOT NULL UNIQUE,       -- the slug or key by which the platform knows it again
  seal TEXT,                             -- fingerprint of what was approved
  claim_id BIGINT,                       -- the attempt that is under way
  remote_id TEXT,
  remote_url TEXT,
  published_at BIGINT,
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);
CREATE INDEX copy_content ON copy (content_id);
CREATE INDEX copy_state ON copy (state, publish_at);
CREATE INDEX copy_time ON copy (publish_at);
CREATE INDEX copy_published ON copy (published_at);
CREATE INDEX copy_channel ON copy (channel_id, publish_at);

CREATE TABLE blob (                      -- files by their SHA-256; never changed
  sha256 TEXT NOT NULL PRIMARY KEY,
  size BIGINT NOT NULL,
  data BLOB NOT NULL
);

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  content_id BIGINT NOT NULL REFERENCES content (id),
  position INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL DEFAULT 0,
  height INTEGER NOT NULL DEFAULT 0,
  alt_text TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  removed_at BIGINT
);
CREATE INDEX attachment_content ON attachment (content_id);

-- What a platform already holds of a copy: media ids, containers, upload addresses.
CREATE TABLE remote_step (
  copy_id BIGINT NOT NULL REFERENCES copy (id),
  step TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (copy_id, step)
);

-- Attempts and their outcomes are only ever added. An attempt without an outcome
-- is under way, or, when its owner is dead, of unknown outcome.
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  copy_id BIGINT NOT NULL REFERENCES copy (id),
  kind TEXT NOT NULL,                    -- publish, look-up, update, delete, by-hand
  started_at BIGINT NOT NULL,
  machine TEXT NOT NULL,
  boot TEXT NOT NULL,
  process BIGINT NOT NULL,
  process_start BIGINT NOT NULL,         -- tells a process from a later one of the same number
  lease_until BIGINT NOT NULL,
  client_key TEXT NOT NULL,
  title TEXT NOT NULL,                   -- what was about to be sent, word for word
  body TEXT NOT NULL,
  made INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX attempt_copy ON attempt (copy_id);

CREATE TABLE attempt_outcome (
  attempt_id INTEGER PRIMARY KEY REFERENCES attempt (id),
  at BIGINT NOT NULL,
  outcome TEXT NOT NULL,                 -- ok, wait, renew, refused, unknown, not-sent
  http_status INTEGER NOT NULL DEFAULT 0,
  duration_ms BIGINT NOT NULL DEFAULT 0,
  message TEXT NOT NULL DEFAULT ''
);

CREATE TABLE copy_metric (
  copy_id BIGINT NOT NULL REFERENCES copy (id),
  day TEXT NOT NULL,
  metric TEXT NOT NULL,
  value BIGINT,
  captured_at BIGINT NOT NULL,
  PRIMARY KEY (copy_id, day, metric)
);

CREATE TABLE advertisement (             -- of a content of that type
  content_id INTEGER PRIMARY KEY REFERENCES content (id),
  boosted_id BIGINT REFERENCES content (id),
  starts_on TEXT,
  ends_on TEXT,
  spend BIGINT,
  reach BIGINT,
  clicks BIGINT
);

------------------------------------------------------------------------------
-- Approval

CREATE TABLE approval_step (
  id INTEGER PRIMARY KEY,
  content_id BIGINT NOT NULL REFERENCES content (id),
  round INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,                    -- draft, review, cooperation, decision
  person_id BIGINT REFERENCES person (id),
  deputy_id BIGINT REFERENCES person (id),
  decision TEXT,                         -- approved, returned
  reason TEXT NOT NULL DEFAULT '',
  at BIGINT
);
CREATE INDEX approval_step_content ON approval_step (content_id);

------------------------------------------------------------------------------
-- Money paid, which may name what it was paid for

CREATE TABLE payment (                   -- 지출
  id INTEGER PRIMARY KEY,
  line_id BIGINT NOT NULL REFERENCES budget_line (id),
  commitment_id BIGINT REFERENCES commitment (id),
  content_id BIGINT REFERENCES content (id),
  campaign_id BIGINT REFERENCES campaign (id),
  amount BIGINT NOT NULL,
  paid_on TEXT NOT NULL,
  payee TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  document_number TEXT NOT NULL DEFAULT '',
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);
CREATE INDEX payment_line ON payment (line_id, paid_on);
CREATE INDEX payment_content ON payment (content_id);

------------------------------------------------------------------------------
-- Monitoring

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                    -- feed, practice, import, ...
  url TEXT NOT NULL DEFAULT '',
  settings TEXT NOT NULL DEFAULT '',     -- JSON, by kind
  channel_id BIGINT REFERENCES channel (id), -- whose account it reads with
  interval_s BIGINT NOT NULL DEFAULT 3600,
  retention_days BIGINT,
  enabled INTEGER NOT NULL DEFAULT 1,
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);
CREATE UNIQUE INDEX source_name ON source (name) WHERE removed_at IS NULL;

CREATE TABLE source_state (
  source_id INTEGER PRIMARY KEY REFERENCES source (id),
  cursor TEXT NOT NULL DEFAULT '',
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  next_due BIGINT,
  failures INTEGER NOT NULL DEFAULT 0,
  quota_day TEXT NOT NULL DEFAULT '',
  quota_used BIGINT NOT NULL DEFAULT 0
);

-- What was asked of a source, the time it covered and how it ended. A gap is what no
-- run covered. An import is a run too.
CREATE TABLE fetch_run (
  id INTEGER PRIMARY KEY,
  source_id BIGINT NOT NULL REFERENCES source (id),
  kind TEXT NOT NULL,                    -- fetch, import
  started_at BIGINT NOT NULL,
  finished_at BIGINT,
  covered_from BIGINT,
  covered_to BIGINT,
  outcome TEXT NOT NULL DEFAULT '',      -- '' while under way; ok, unchanged, partial, failed, cancelled
  http_status INTEGER NOT NULL DEFAULT 0,
  n_items BIGINT NOT NULL DEFAULT 0,
  n_new BIGINT NOT NULL DEFAULT 0,
  message TEXT NOT NULL DEFAULT '',
  machine TEXT NOT NULL DEFAULT '',
  boot TEXT NOT NULL DEFAULT '',
  process BIGINT NOT NULL DEFAULT 0,
  process_start BIGINT NOT NULL DEFAULT 0,
  first_sighting BIGINT,                 -- sightings of the run begin here
  made INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX fetch_run_source ON fetch_run (source_id, started_at);

CREATE TABLE topic (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  any_words TEXT NOT NULL DEFAULT '',    -- one a line
  all_words TEXT NOT NULL DEFAULT '',
  not_words TEXT NOT NULL DEFAULT '',
  excluded_authors TEXT NOT NULL DEFAULT '',
  excluded_sites TEXT NOT NULL DEFAULT '',
  colour INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL DEFAULT 0,
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);
CREATE UNIQUE INDEX topic_name ON topic (name) WHERE removed_at IS NULL;

CREATE TABLE topic_source (
  topic_id BIGINT NOT NULL REFERENCES topic (id),
  source_id BIGINT NOT NULL REFERENCES source (id),
  mode TEXT NOT NULL,                    -- whole: all it brings; off: nothing it brings
  PRIMARY KEY (topic_id, source_id)
);

-- One row per canonical key. The id sorts by time: see sotong_mention_id_first().
CREATE TABLE mention (
  id INTEGER PRIMARY KEY,
  canonical_key TEXT NOT NULL UNIQUE,
  source_id BIGINT NOT NULL REFERENCES source (id), -- the first that brought it
  author TEXT NOT NULL DEFAULT '',
  published_at BIGINT NOT NULL,
  published_precision INTEGER NOT NULL DEFAULT 0,  -- 0 exact, 1 the day, 2 zone guessed, 3 first seen
  first_seen BIGINT NOT NULL,
  url TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL,
  sentiment INTEGER NOT NULL DEFAULT 0,  -- the one in force: 0 none, 1 negative, 2 neutral, 3 positive, 4 uncertain
  sentiment_source TEXT NOT NULL DEFAULT '', -- demo, machine, person
  copy_id BIGINT REFERENCES copy (id),   -- the post of ours that it answers
  duplicate_of BIGINT,                   -- the first of the copies of one article
  made INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE sighting (
  id INTEGER PRIMARY KEY,
  source_id BIGINT NOT NULL REFERENCES source (id),
  external_id TEXT NOT NULL,
  mention_id BIGINT NOT NULL REFERENCES mention (id),
  first_seen BIGINT NOT NULL,
  run_id BIGINT REFERENCES fetch_run (id),
  UNIQUE (source_id, external_id)
);
CREATE INDEX sighting_mention ON sighting (mention_id);

CREATE TABLE topic_hit (
  topic_id BIGINT NOT NULL REFERENCES topic (id),
  mention_id BIGINT NOT NULL REFERENCES mention (id),
  removed INTEGER NOT NULL DEFAULT 0,    -- a person said that it does not belong here
  PRIMARY KEY (topic_id, mention_id)
) WITHOUT ROWID;
CREATE INDEX topic_hit_mention ON topic_hit (mention_id);

-- Every judgement of a mention, one a source; machines never overwrite a person.
CREATE TABLE mention_sentiment (
  mention_id BIGINT NOT NULL REFERENCES mention (id),
  source TEXT NOT NULL,                  -- demo, machine, person
  value INTEGER NOT NULL,
  p_negative DOUBLE PRECISION,
  p_neutral DOUBLE PRECISION,
  p_positive DOUBLE PRECISION,
  model TEXT NOT NULL DEFAULT '',
  person_id BIGINT REFERENCES person (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (mention_id, source)
) WITHOUT ROWID;

-- Counts of mentions by hour since 1970 UTC. Topic 0 is all mentions. A mention is
-- counted once a topic, under the source that brought it first.
CREATE TABLE rollup_hour (
  topic_id BIGINT NOT NULL,
  hour BIGINT NOT NULL,
  source_id BIGINT NOT NULL,
  sentiment INTEGER NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (topic_id, hour, source_id, sentiment)
) WITHOUT ROWID;

CREATE TABLE chart_mark (                -- notes on the time line
  id INTEGER PRIMARY KEY,
  at BIGINT NOT NULL,
  ends_at BIGINT,
  title TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'note',
  topic_id BIGINT REFERENCES topic (id),
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);

------------------------------------------------------------------------------
-- History: who changed what; only ever added to, but for the undo state

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,                   -- the desktop account
  action TEXT NOT NULL,                  -- content.move, mention.label, ...
  subject_kind TEXT NOT NULL DEFAULT '',
  subject_id BIGINT NOT NULL DEFAULT 0,
  subject TEXT NOT NULL DEFAULT '',      -- what a person calls it
  reason TEXT NOT NULL DEFAULT '',
  undo_state TEXT NOT NULL,              -- done, undone, dropped (no longer redoable), none (cannot be undone)
  undo_of BIGINT REFERENCES change (id)
);
CREATE INDEX change_subject ON change (subject_kind, subject_id);
CREATE INDEX change_undo ON change (undo_state, id);

CREATE TABLE change_row (
  change_id BIGINT NOT NULL REFERENCES change (id),
  seq INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_key TEXT NOT NULL,                 -- JSON: the primary key
  row_before TEXT,                       -- JSON: the row; null if there was none
  row_after TEXT,
  PRIMARY KEY (change_id, seq)
) WITHOUT ROWID;
