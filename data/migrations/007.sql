-- Version 7 of the workspace.

-- An indicator may count the channels of one group alone, as those of the office's own accounts without the agencies'.
ALTER TABLE kpi ADD COLUMN group_id BIGINT REFERENCES channel_group (id);

-- Whether money goes to a citizen, whom a public list does not name: person, firm, public; "" where nobody said so.
ALTER TABLE payment ADD COLUMN payee_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE commitment ADD COLUMN payee_kind TEXT NOT NULL DEFAULT '';
