-- Version 4 of the workspace.

-- The ledger: what is taken back names what it takes back, a transfer its other half, a correction of
-- a closed year that it is one; a change of the budget keeps what was there before it (기정).
ALTER TABLE payment ADD COLUMN cancels_id BIGINT REFERENCES payment (id);
ALTER TABLE payment ADD COLUMN correction INTEGER NOT NULL DEFAULT 0;
ALTER TABLE commitment ADD COLUMN cancels_id BIGINT REFERENCES commitment (id);
ALTER TABLE commitment ADD COLUMN correction INTEGER NOT NULL DEFAULT 0;
ALTER TABLE budget_change ADD COLUMN before_amount BIGINT;
ALTER TABLE budget_change ADD COLUMN pair_id BIGINT REFERENCES budget_change (id);
ALTER TABLE budget_change ADD COLUMN correction INTEGER NOT NULL DEFAULT 0;
ALTER TABLE carry_over ADD COLUMN carried_to BIGINT REFERENCES budget_line (id);
ALTER TABLE carry_over ADD COLUMN document_number TEXT NOT NULL DEFAULT '';
CREATE INDEX payment_sum ON payment (line_id, removed_at, paid_on, amount, commitment_id);
CREATE INDEX payment_commitment ON payment (commitment_id) WHERE commitment_id IS NOT NULL;

-- What share of the budget is to be executed by a day: the fast-execution target of the half-year.
CREATE TABLE budget_target (
  id INTEGER PRIMARY KEY,
  year BIGINT NOT NULL,
  day TEXT NOT NULL,
  percent BIGINT NOT NULL,
  removed_at BIGINT
);

-- The figures of a year's lines as they were when it was closed; what comes later is a correction.
CREATE TABLE closed_line (
  line_id INTEGER PRIMARY KEY REFERENCES budget_line (id),
  original BIGINT NOT NULL,
  carried_in BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  available BIGINT NOT NULL,
  committed BIGINT NOT NULL,
  executed BIGINT NOT NULL,
  carried_out BIGINT NOT NULL,
  remaining BIGINT NOT NULL
);
-- What was used of the quotas that sites give: calls a day, or thousandths of a US dollar a month.
CREATE TABLE quota_use (
  scope TEXT NOT NULL,                   -- naver, kakao-blog, x/3 (of one source), ...
  period TEXT NOT NULL,                  -- 2016-10-14 or 2016-10
  used BIGINT NOT NULL,
  PRIMARY KEY (scope, period)
) WITHOUT ROWID;

-- How often words were searched for, relative to the largest of one answer, which is 100: no counts, and never joined.
CREATE TABLE relative_point (
  source_id BIGINT NOT NULL REFERENCES source (id),
  name TEXT NOT NULL,
  day TEXT NOT NULL,                     -- the first of its period
  ratio DOUBLE PRECISION NOT NULL,
  fetched_at BIGINT NOT NULL,
  PRIMARY KEY (source_id, name, day)
) WITHOUT ROWID;
ALTER TABLE channel_state ADD COLUMN text_limit BIGINT; -- how long a post may be by the server's own word, in the platform's units
CREATE INDEX copy_remote ON copy (remote_id) WHERE remote_id IS NOT NULL; -- which post a comment answers
-------------------------------------------------------------------------------
-- Words of the mentions: found once, counted by day

CREATE TABLE word (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
);

CREATE TABLE mention_word (              -- the nouns of a mention; one without any has an empty row
  mention_id INTEGER PRIMARY KEY,
  words BLOB NOT NULL                    -- ids of words, rising, as sotong-word-code.c writes them
);

-- How many mentions of a day of Korea (level 0), of 8, 64 and 512 days hold each word; topic 0 is all mentions.
CREATE TABLE word_count (
  topic_id BIGINT NOT NULL,
  level INTEGER NOT NULL,
  block BIGINT NOT NULL,                 -- days since 1970, divided by 8 a level
  counts BLOB NOT NULL,
  PRIMARY KEY (topic_id, level, block)
);

CREATE TABLE word_stale (                -- days to be counted anew; asked before that, their mentions are counted
  topic_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  PRIMARY KEY (topic_id, day)
) WITHOUT ROWID;

CREATE TABLE word_state (
  name TEXT NOT NULL PRIMARY KEY,        -- below: mentions with lower ids may not have had their words found
  value BIGINT NOT NULL
) WITHOUT ROWID;

-- What the office writes into a report of a period itself: its implications and measures.
CREATE TABLE report_note (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  topic_id BIGINT NOT NULL DEFAULT 0,
  body TEXT NOT NULL,
  removed_at BIGINT
);

-- Indicators (성과지표), what they are to be in a year, and what they were where a person typed it in; in tenths.
CREATE TABLE kpi (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  definition TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT '',
  metric TEXT NOT NULL DEFAULT '',       -- what it is computed from; '': typed in
  channel_id BIGINT REFERENCES channel (id),
  position BIGINT NOT NULL DEFAULT 0,
  removed_at BIGINT
);
CREATE TABLE kpi_target (
  id INTEGER PRIMARY KEY,
  kpi_id BIGINT NOT NULL REFERENCES kpi (id),
  year BIGINT NOT NULL,
  value BIGINT NOT NULL,
  removed_at BIGINT
);
CREATE TABLE kpi_value (
  id INTEGER PRIMARY KEY,
  kpi_id BIGINT NOT NULL REFERENCES kpi (id),
  year BIGINT NOT NULL,
  month BIGINT NOT NULL DEFAULT 0,       -- 0: of the year
  value BIGINT NOT NULL,
  source TEXT NOT NULL,
  removed_at BIGINT
);
-- Copies of one article: the first of them is known by its likeness, and mention.duplicate_of leads to it.
CREATE TABLE likeness (
  mention_id INTEGER PRIMARY KEY,
  bucket BIGINT NOT NULL,                -- two weeks of its time of publication
  sketch BLOB NOT NULL                   -- the smallest digests of its pieces, 32 bits each, rising
);
CREATE TABLE likeness_band (
  bucket BIGINT NOT NULL,
  digest BIGINT NOT NULL,                -- one of the smallest
  mention_id BIGINT NOT NULL,
  PRIMARY KEY (bucket, digest, mention_id)
) WITHOUT ROWID;
CREATE INDEX mention_duplicate ON mention (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE TABLE likeness_state (            -- how far the mentions from before this version have been compared
  id INTEGER PRIMARY KEY,
  done BIGINT NOT NULL,
  last BIGINT NOT NULL
);
INSERT INTO likeness_state (id, done, last) SELECT 1, -1, coalesce(max(id), -1) FROM mention;

-- Searches that a person keeps by a name.
CREATE TABLE saved_search (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  words TEXT NOT NULL DEFAULT '',
  topic TEXT NOT NULL DEFAULT '',        -- by its name: a topic may be removed
  source TEXT NOT NULL DEFAULT '',
  sentiment TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  first_day TEXT NOT NULL DEFAULT '',    -- as it was typed
  last_day TEXT NOT NULL DEFAULT '',
  removed_at BIGINT
);
CREATE UNIQUE INDEX saved_search_name ON saved_search (name) WHERE removed_at IS NULL;

ALTER TABLE mention ADD COLUMN purged_at BIGINT; -- when its text, author and address were taken out for good
CREATE INDEX mention_purged ON mention (purged_at) WHERE purged_at IS NOT NULL;

-- Mentions that a department has to do with.
CREATE TABLE citizen_case (
  id INTEGER PRIMARY KEY,
  mention_id BIGINT NOT NULL,
  kind TEXT NOT NULL,                    -- answer, idea, opinion
  department TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',    -- open, answered, closed
  opened_at BIGINT NOT NULL,
  due_at BIGINT,
  closed_at BIGINT,
  answer_url TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  removed_at BIGINT
);
CREATE INDEX citizen_case_mention ON citizen_case (mention_id);
-------------------------------------------------------------------------------
-- Alerts: rules, and a log of what they found

CREATE TABLE alert_rule (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                    -- volume, negative, word
  topic_id BIGINT,                       -- null: every topic, and all mentions together
  sigma DOUBLE PRECISION NOT NULL DEFAULT 5,   -- of volume: deviations above the mean
  least BIGINT NOT NULL DEFAULT 10,      -- fewer mentions than these raise nothing
  share DOUBLE PRECISION NOT NULL DEFAULT 0.5, -- of negative: from this share on
  words TEXT NOT NULL DEFAULT '',        -- of word: one a line
  quiet_from INTEGER NOT NULL DEFAULT 0, -- minutes of the office's day; equal: never quiet
  quiet_to INTEGER NOT NULL DEFAULT 0,
  cadence_hours INTEGER NOT NULL DEFAULT 24,   -- the same is not told again so soon, unless it grew
  snoozed_until BIGINT,
  removed_at BIGINT
);

CREATE TABLE alert_event (
  id INTEGER PRIMARY KEY,
  rule_id BIGINT NOT NULL,               -- 0: the rule of a workspace without rules of its own
  topic_id BIGINT NOT NULL,              -- 0: all mentions
  hour BIGINT NOT NULL,                  -- hours since 1970 UTC
  found_at BIGINT NOT NULL,
  stage INTEGER NOT NULL,                -- 1 attention, 2 caution, 3 alert, 4 serious
  value DOUBLE PRECISION NOT NULL,
  threshold DOUBLE PRECISION NOT NULL,
  reason TEXT NOT NULL,
  told TEXT NOT NULL DEFAULT ''          -- whom, or why nobody was
);
CREATE INDEX alert_event_rule ON alert_event (rule_id, topic_id, hour);

-- Words that the office knows better: stop words of the keywords, and overrides of the classifier.
CREATE TABLE office_word (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                    -- stop, negative, neutral, positive
  text TEXT NOT NULL,
  removed_at BIGINT
);
CREATE UNIQUE INDEX office_word_text ON office_word (text, CASE WHEN kind = 'stop' THEN 0 ELSE 1 END) WHERE removed_at IS NULL;
