-- What was mailed, to whom.

CREATE TABLE digest (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    day date NOT NULL UNIQUE,
    period_from timestamptz NOT NULL,
    period_to timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    CHECK (period_from <= period_to)
);

COMMENT ON TABLE digest IS 'The digest of a day: the period whose new articles it covers.';
COMMENT ON COLUMN digest.id IS 'Number of the digest.';
COMMENT ON COLUMN digest.day IS 'The day that it is for, in the reader''s time zone.';
COMMENT ON COLUMN digest.period_from IS 'It covers articles first seen from this time on.';
COMMENT ON COLUMN digest.period_to IS 'It covers articles first seen before this time.';
COMMENT ON COLUMN digest.created_at IS 'When it was opened.';


CREATE TABLE delivery (
    digest_id bigint NOT NULL REFERENCES digest ON DELETE CASCADE,
    recipient text NOT NULL CHECK (recipient <> ''),
    state text NOT NULL CHECK (state IN ('sending', 'sent', 'failed')),
    message_id text NOT NULL,
    claimed_at timestamptz NOT NULL,
    finished_at timestamptz,
    attempts integer NOT NULL DEFAULT 1 CHECK (attempts >= 1),
    detail text NOT NULL DEFAULT '',
    PRIMARY KEY (digest_id, recipient),
    CHECK ((state = 'sending') = (finished_at IS NULL))
);

COMMENT ON TABLE delivery IS 'A digest on its way to one recipient.';
COMMENT ON COLUMN delivery.digest_id IS 'The digest.';
COMMENT ON COLUMN delivery.recipient IS 'Mail address.';
COMMENT ON COLUMN delivery.state IS 'sending: claimed, outcome not recorded (if it stays so, the sender died; it is not sent again). sent: the server took it. failed: the server did not take it; may be claimed again.';
COMMENT ON COLUMN delivery.message_id IS 'Message-ID of the last attempt.';
COMMENT ON COLUMN delivery.claimed_at IS 'When the last attempt began.';
COMMENT ON COLUMN delivery.finished_at IS 'When its outcome was recorded. NULL: it is not.';
COMMENT ON COLUMN delivery.attempts IS 'Attempts begun.';
COMMENT ON COLUMN delivery.detail IS 'What the mail server or the network said; empty: nothing.';
