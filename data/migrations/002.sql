-- Sotong's workspace, version 2: the planner's day.

------------------------------------------------------------------------------
-- Campaigns and contents

ALTER TABLE content ADD COLUMN restriction_ground TEXT NOT NULL DEFAULT ''; -- why it may go out in a restricted period
ALTER TABLE content ADD COLUMN publicity INTEGER NOT NULL DEFAULT 0; -- tells of the city's plans, results or activities
CREATE INDEX content_publicity ON content (publicity) WHERE publicity = 1;

ALTER TABLE change ADD COLUMN session TEXT NOT NULL DEFAULT ''; -- of writing: what follows in it is the same step of undo

------------------------------------------------------------------------------
-- The calendar

-- A content that comes back: each occurrence is a content of its own.
CREATE TABLE content_series (
  id INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,                    -- weekly:mon,wed and the like
  starts_at BIGINT NOT NULL,             -- the first planned date
  until_day TEXT,                        -- null: by count
  times INTEGER,                         -- null: by day
  removed_at BIGINT
);
ALTER TABLE content ADD COLUMN series_id BIGINT REFERENCES content_series (id);
ALTER TABLE content ADD COLUMN series_at BIGINT;  -- the date it was planned for; it stays when the content is moved
CREATE INDEX content_series_at ON content (series_id, series_at);

CREATE TABLE channel_slot (              -- when a channel usually posts
  id INTEGER PRIMARY KEY,
  channel_id BIGINT NOT NULL REFERENCES channel (id),
  days INTEGER NOT NULL,                 -- of the week: bit 0 Monday to bit 6 Sunday
  minute INTEGER NOT NULL,               -- of the office's day
  skip_holidays INTEGER NOT NULL DEFAULT 0,
  made INTEGER NOT NULL DEFAULT 0,
  removed_at BIGINT
);
CREATE INDEX channel_slot_channel ON channel_slot (channel_id);

-- What a workspace changes of the holidays that the program knows.
CREATE TABLE holiday_edit (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',         -- what people call it; of a hidden one, for the history
  kind TEXT NOT NULL,                    -- own, temporary, election, ...; hidden: those of the day do not hold
  removed_at BIGINT
);
CREATE INDEX holiday_edit_day ON holiday_edit (day);

-- Days on which contents need a written ground, beside those that follow from the elections.
CREATE TABLE restricted_period (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                    -- election, mourning, disaster, other
  name TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,                 -- inclusive
  legal_ground TEXT NOT NULL,            -- what the rule rests on, quoted
  scope TEXT NOT NULL,                   -- publicity, all
  replaces TEXT,                         -- the election's period that it stands for, local-2018-06-13
  hidden INTEGER NOT NULL DEFAULT 0,     -- that period does not hold here
  removed_at BIGINT
);

------------------------------------------------------------------------------
-- Approval

ALTER TABLE person ADD COLUMN deputy_id BIGINT REFERENCES person (id); -- who acts while the person is away (대결)
ALTER TABLE person ADD COLUMN away INTEGER NOT NULL DEFAULT 0;

-- The way a content of a type takes, a row a step; of type '' when the type has none of its own.
CREATE TABLE approval_line (
  id INTEGER PRIMARY KEY,
  type_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,                    -- review, cooperation, delegated (전결: ends the line), decision
  person_id BIGINT NOT NULL REFERENCES person (id),
  removed_at BIGINT
);

-- A time that a content was submitted; its steps are in approval_step.
CREATE TABLE approval_round (
  id INTEGER PRIMARY KEY,
  content_id BIGINT NOT NULL REFERENCES content (id),
  round INTEGER NOT NULL,
  drafter_id BIGINT NOT NULL REFERENCES person (id),
  submitted_at BIGINT NOT NULL,
  outcome TEXT,                          -- null: open; approved, returned, recalled, changed
  closed_at BIGINT
);
CREATE INDEX approval_round_content ON approval_round (content_id, round);
CREATE INDEX approval_round_open ON approval_round (content_id) WHERE outcome IS NULL;

-- What was submitted, word for word, so that the next round can show what changed.
CREATE TABLE approval_copy (
  id INTEGER PRIMARY KEY,
  content_id BIGINT NOT NULL REFERENCES content (id),
  round INTEGER NOT NULL,
  copy_id BIGINT NOT NULL REFERENCES copy (id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  publish_at BIGINT,
  media TEXT NOT NULL,                   -- a line a file: name, alternative text, fingerprint
  seal TEXT NOT NULL                     -- fingerprint of all of it
);
CREATE INDEX approval_copy_content ON approval_copy (content_id, round);

ALTER TABLE approval_step ADD COLUMN account TEXT NOT NULL DEFAULT ''; -- the desktop account that acted
ALTER TABLE approval_step ADD COLUMN asked_by BIGINT REFERENCES person (id); -- who asked for this cooperation

------------------------------------------------------------------------------
-- In and out

ALTER TABLE content ADD COLUMN import_key TEXT NOT NULL DEFAULT ''; -- by which a contractor's sheet knows it
CREATE INDEX content_import_key ON content (import_key) WHERE import_key <> '';
CREATE INDEX content_title ON content (title);

-- Which column of a sheet is what, for each set of headings that was imported.
CREATE TABLE sheet_mapping (
  headings TEXT NOT NULL PRIMARY KEY,    -- a digest of them
  mapping TEXT NOT NULL,                 -- role=column, ...
  used_at BIGINT NOT NULL
);

-- What calendars that others hold were last told of a post or a campaign.
CREATE TABLE calendar_said (
  uid TEXT NOT NULL PRIMARY KEY,
  content_id BIGINT REFERENCES content (id),
  copy_id BIGINT REFERENCES copy (id),   -- null: a content without copies
  campaign_id BIGINT REFERENCES campaign (id),
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,               -- exclusive
  status TEXT NOT NULL,                  -- tentative, confirmed, cancelled
  sequence INTEGER NOT NULL DEFAULT 0,   -- grows when time or status change
  summary TEXT NOT NULL,
  said_at BIGINT NOT NULL
);

-- What lies in a CalDAV collection of ours.
CREATE TABLE caldav_resource (
  collection TEXT NOT NULL,              -- its address
  name TEXT NOT NULL,
  etag TEXT NOT NULL DEFAULT '',
  digest TEXT NOT NULL,                  -- of what was sent, without the times of sending
  PRIMARY KEY (collection, name)
);

-- Events beside the contents: a file's, or those of an address that is looked at again.
CREATE TABLE event_layer (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                    -- file, subscribed
  address TEXT NOT NULL DEFAULT '',      -- a path or a web address
  colour INTEGER NOT NULL DEFAULT 0,     -- index into the program's palette
  etag TEXT,
  last_modified TEXT,
  checked_at BIGINT,
  changed_at BIGINT,
  message TEXT NOT NULL DEFAULT '',      -- why it could not be read the last time
  removed_at BIGINT
);
CREATE UNIQUE INDEX event_layer_name ON event_layer (name) WHERE removed_at IS NULL;

CREATE TABLE layer_event (
  id INTEGER PRIMARY KEY,
  layer_id BIGINT NOT NULL REFERENCES event_layer (id),
  uid TEXT NOT NULL,
  recurrence_id TEXT NOT NULL DEFAULT '', -- of one that was moved out of its row; a local time
  sequence INTEGER NOT NULL DEFAULT 0,
  modified_at BIGINT NOT NULL DEFAULT 0,
  summary TEXT NOT NULL,
  location TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  all_day INTEGER NOT NULL DEFAULT 0,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,               -- exclusive
  zone TEXT NOT NULL DEFAULT '',         -- in which it recurs
  rule TEXT NOT NULL DEFAULT '',         -- RRULE
  exceptions TEXT NOT NULL DEFAULT '',   -- EXDATE and RDATE
  repeats_until BIGINT,                  -- null: without end, or once
  UNIQUE (layer_id, uid, recurrence_id)
);
CREATE INDEX layer_event_time ON layer_event (layer_id, starts_at);
------------------------------------------------------------------------------
-- What stands beside a content's text

ALTER TABLE content ADD COLUMN proof_url TEXT NOT NULL DEFAULT ''; -- where a joint content stands on the citizen's channel

ALTER TABLE contributor ADD COLUMN rights TEXT NOT NULL DEFAULT ''; -- what the office may do with text and pictures
ALTER TABLE contributor ADD COLUMN fee BIGINT;                      -- won a content

CREATE TABLE checklist_item (
  id INTEGER PRIMARY KEY,
  content_id BIGINT NOT NULL REFERENCES content (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  done_at BIGINT,
  done_by TEXT NOT NULL DEFAULT '',      -- the desktop account
  removed_at BIGINT
);
CREATE INDEX checklist_item_content ON checklist_item (content_id);

CREATE TABLE content_event (             -- 시정참여행사: of a content that invites to one
  content_id INTEGER PRIMARY KEY REFERENCES content (id),
  place TEXT NOT NULL DEFAULT '',
  starts_on TEXT,
  ends_on TEXT,
  participants BIGINT
);

ALTER TABLE advertisement ADD COLUMN platform TEXT NOT NULL DEFAULT '';

-- Which links get marks for the statistics of the city's site, and which. What is empty in a
-- narrower rule is the wider one's: campaign and channel, channel, campaign, workspace.
CREATE TABLE link_rule (
  id INTEGER PRIMARY KEY,
  campaign_id BIGINT REFERENCES campaign (id),
  channel_id BIGINT REFERENCES channel (id),
  domains TEXT NOT NULL DEFAULT '',      -- separated by blanks
  source TEXT NOT NULL DEFAULT '',
  medium TEXT NOT NULL DEFAULT '',
  campaign TEXT NOT NULL DEFAULT '',
  removed_at BIGINT
);

-- A content's versions are found in the history.
CREATE INDEX change_row_text ON change_row (table_name, row_key) WHERE table_name IN ('content', 'copy');

------------------------------------------------------------------------------
-- Monitoring

-- The hourly counts summed over all hours.
CREATE TABLE rollup_total (
  topic_id BIGINT NOT NULL,
  source_id BIGINT NOT NULL,
  sentiment INTEGER NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (topic_id, source_id, sentiment)
) WITHOUT ROWID;
INSERT INTO rollup_total (topic_id, source_id, sentiment, n)
  SELECT topic_id, source_id, sentiment, sum(n) FROM rollup_hour GROUP BY topic_id, source_id, sentiment;
CREATE INDEX rollup_total_source ON rollup_total (source_id, topic_id);

ALTER TABLE fetch_run ADD COLUMN made_source INTEGER NOT NULL DEFAULT 0; -- an import under way that made its source: it goes with it
