-- Who gets the digest, how often, in which language, of what.

CREATE TABLE recipient (
    address text PRIMARY KEY CHECK (address <> ''),
    written text NOT NULL CHECK (written <> ''),
    language text NOT NULL CHECK (language IN ('ar', 'en')),
    frequency text NOT NULL CHECK (frequency IN ('daily', 'weekly')),
    operator boolean NOT NULL,
    governorates text[] NOT NULL,
    types text[] NOT NULL,
    sources text[] NOT NULL,
    added_at timestamptz NOT NULL
);

COMMENT ON TABLE recipient IS 'Somebody who gets the digest, besides those in watira.toml.';
COMMENT ON COLUMN recipient.address IS 'Mail address, in small letters.';
COMMENT ON COLUMN recipient.written IS 'As it was written, with a name where one was.';
COMMENT ON COLUMN recipient.language IS 'Of the layout; headlines are Arabic in both.';
COMMENT ON COLUMN recipient.frequency IS 'daily or weekly.';
COMMENT ON COLUMN recipient.operator IS 'Whether also the state of the sources is told.';
COMMENT ON COLUMN recipient.governorates IS 'Only events there; empty: anywhere.';
COMMENT ON COLUMN recipient.types IS 'Only events of these kinds; empty: of any.';
COMMENT ON COLUMN recipient.sources IS 'Only what one of these sources reports; empty: any.';
COMMENT ON COLUMN recipient.added_at IS 'When the entry was made, or last changed.';


ALTER TABLE digest ADD COLUMN frequency text NOT NULL DEFAULT 'daily' CHECK (frequency IN ('daily', 'weekly'));
ALTER TABLE digest DROP CONSTRAINT digest_day_key;
ALTER TABLE digest ADD UNIQUE (day, frequency);

COMMENT ON COLUMN digest.frequency IS 'daily, or weekly: what it is of, and who gets it.';
COMMENT ON COLUMN digest.day IS 'The day that it is for, in the reader''s time zone; of a week its last.';
