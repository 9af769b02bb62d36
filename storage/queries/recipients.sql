-- name: recipients
-- Who gets the digest, besides those in the settings.
SELECT address, written, language, frequency, operator, governorates, types, sources FROM recipient ORDER BY address;

-- name: put_recipient
-- Add a recipient, or change what is known of one.
INSERT INTO recipient (address, written, language, frequency, operator, governorates, types, sources, added_at)
VALUES (
    %(address)s, %(written)s, %(language)s, %(frequency)s, %(operator)s, %(governorates)s, %(types)s, %(sources)s,
    %(now)s
)
ON CONFLICT (address) DO UPDATE
SET written = excluded.written,
    language = excluded.language,
    frequency = excluded.frequency,
    operator = excluded.operator,
    governorates = excluded.governorates,
    types = excluded.types,
    sources = excluded.sources,
    added_at = excluded.added_at;

-- name: remove_recipient
-- Remove a recipient.
DELETE FROM recipient WHERE address = %(address)s;
