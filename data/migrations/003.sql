-- Sotong's workspace, version 3.

------------------------------------------------------------------------------
-- Layers of events

ALTER TABLE event_layer ADD COLUMN every_minutes INTEGER NOT NULL DEFAULT 60; -- how often a subscribed one is looked at

------------------------------------------------------------------------------
-- The office

-- One row, once the office's time zone was changed; before that the workspace's setting holds.
CREATE TABLE office (
  id INTEGER PRIMARY KEY,
  zone TEXT NOT NULL
);

------------------------------------------------------------------------------
-- The outbox

-- When it was put on the schedule, or its time was changed: what was late then is not missed at once.
ALTER TABLE copy ADD COLUMN scheduled_at BIGINT;

CREATE TABLE outbox_setting (            -- one row, of id 1; none: what the program has
  id INTEGER PRIMARY KEY,
  late_s BIGINT NOT NULL                 -- how long after its time a post still goes out by itself
);

-- Times in which nothing goes out by itself.
CREATE TABLE hold (
  id INTEGER PRIMARY KEY,
  started_at BIGINT NOT NULL,
  account TEXT NOT NULL DEFAULT '',      -- the desktop account that acted
  reason TEXT NOT NULL DEFAULT '',
  ended_at BIGINT,                       -- null: it holds
  removed_at BIGINT
);
-- Accounts

ALTER TABLE channel_state ADD COLUMN good_at BIGINT;    -- when a call last went well
ALTER TABLE channel_state ADD COLUMN expires_at BIGINT; -- when a person must have signed in again
ALTER TABLE channel_state ADD COLUMN quota_left BIGINT; -- posts that the platform takes yet in its own period
ALTER TABLE copy ADD COLUMN withdrawn_at BIGINT;        -- when what was out was taken off the platform

-- Figures that a person typed in.
CREATE TABLE metric_entry (
  id INTEGER PRIMARY KEY,
  channel_id BIGINT NOT NULL REFERENCES channel (id),
  copy_id BIGINT REFERENCES copy (id),   -- null: of the account
  day TEXT NOT NULL,
  metric TEXT NOT NULL,
  value BIGINT NOT NULL,
  captured_at BIGINT NOT NULL,
  source TEXT NOT NULL DEFAULT '',
  removed_at BIGINT
);
CREATE INDEX metric_entry_channel ON metric_entry (channel_id, day);

-- The program that publishes from the workspace by the clock: one row, of id 1, while there is one.
CREATE TABLE daemon (
  id INTEGER PRIMARY KEY,
  machine TEXT NOT NULL,
  boot TEXT NOT NULL,
  process BIGINT NOT NULL,
  process_start BIGINT NOT NULL,
  started_at BIGINT NOT NULL
);

-- What contents of a group of channels begin with, and who may publish there; without people anybody.
ALTER TABLE channel_group ADD COLUMN type_id TEXT NOT NULL DEFAULT '';
ALTER TABLE channel_group ADD COLUMN tags TEXT NOT NULL DEFAULT '';
CREATE TABLE channel_group_person (
  group_id BIGINT NOT NULL REFERENCES channel_group (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  PRIMARY KEY (group_id, person_id)
);

-- Where the pictures of a channel are put for its platform to fetch them.
ALTER TABLE channel ADD COLUMN media_channel_id BIGINT REFERENCES channel (id); -- into its library
ALTER TABLE channel ADD COLUMN media_url TEXT NOT NULL DEFAULT '';              -- or they lie below this address
CREATE TABLE public_media (
  channel_id BIGINT NOT NULL REFERENCES channel (id),
  sha256 TEXT NOT NULL,
  remote_id TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (channel_id, sha256)
);
-- Mentions drawn by lot, some a week, for a person to judge without seeing what the machine said.
CREATE TABLE sentiment_sample (
  mention_id BIGINT NOT NULL REFERENCES mention (id),
  week BIGINT NOT NULL,                  -- its first second, in the office's zone
  drawn_at BIGINT NOT NULL,
  PRIMARY KEY (mention_id)
) WITHOUT ROWID;
CREATE INDEX sentiment_sample_week ON sentiment_sample (week);

-- Emergencies: from when something was detected to when all channels told of it. One is open at a time.
CREATE TABLE emergency (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                    -- heavy-rain, ...
  detected_at BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  account TEXT NOT NULL DEFAULT '',      -- the desktop account that started it
  person_id BIGINT REFERENCES person (id),
  content_id BIGINT REFERENCES content (id),
  composed_at BIGINT,
  published_at BIGINT,                   -- when somebody had it published, past the line of approval
  publisher_id BIGINT REFERENCES person (id),
  publisher_account TEXT NOT NULL DEFAULT '',
  to_ratify INTEGER NOT NULL DEFAULT 0,  -- approval was shortened
  ratified_at BIGINT,
  ratifier_id BIGINT REFERENCES person (id),
  ratify_reason TEXT NOT NULL DEFAULT '',
  ended_at BIGINT,                       -- null: it is open
  removed_at BIGINT
);
