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
