-- Version 9 of the workspace.

-- What people said of mentions is little beside what machines say, and charts mark the days that they corrected.
CREATE INDEX mention_sentiment_person ON mention_sentiment (mention_id) WHERE source = 'person';
