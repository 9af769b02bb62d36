-- What sites say to all crawlers, in files that are asked for seldom: robots.txt and tdmrep.json.

CREATE TABLE site_file (
    url text PRIMARY KEY CHECK (octet_length(url) <= 2048),
    asked_at timestamptz NOT NULL,
    status integer NOT NULL,
    body bytea NOT NULL
);

COMMENT ON TABLE site_file IS 'What a site says to all crawlers: its robots.txt and /.well-known/tdmrep.json as last answered.';
COMMENT ON COLUMN site_file.url IS 'Address of the file.';
COMMENT ON COLUMN site_file.asked_at IS 'When it was asked for; an answer counts for an hour (robots.txt) or a day (tdmrep.json).';
COMMENT ON COLUMN site_file.status IS 'HTTP status of the answer; 404: the site says nothing.';
COMMENT ON COLUMN site_file.body IS 'The file, where the status is a good one.';
