-- Version 6 of the workspace.

-- What the machine said of a mention when it was drawn by lot: with that a person's word is compared, whatever it says later.
ALTER TABLE sentiment_sample ADD COLUMN machine_value INTEGER; -- of those drawn before, what it says now is the best that is known
UPDATE sentiment_sample SET machine_value = (SELECT g.value FROM mention_sentiment AS g WHERE g.mention_id = sentiment_sample.mention_id
  AND g.source = (SELECT max(s.source) FROM mention_sentiment AS s WHERE s.mention_id = g.mention_id AND s.source <> 'person'));
