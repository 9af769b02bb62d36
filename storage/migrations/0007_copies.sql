-- How articles stand to each other: what they are compared by, and what came of it.

CREATE TABLE gist (
    article_id bigint PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    dated_at timestamptz NOT NULL,
    keys integer[] NOT NULL
);
-- Without a list of entries that wait to be sorted in: every search would read it.
CREATE INDEX gist_keys ON gist USING gin (keys) WITH (fastupdate = off);

COMMENT ON TABLE gist IS 'What an article is looked for by when others are compared with it.';
COMMENT ON COLUMN gist.article_id IS 'The article.';
COMMENT ON COLUMN gist.dated_at IS 'The time that its distance to others is measured from: published_at, or first_seen_at where that is NULL.';
COMMENT ON COLUMN gist.keys IS 'Numbers of some passages; texts that share passages share numbers (pipelines/relating/sketch.py).';


CREATE TABLE pair (
    one bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    other bigint NOT NULL REFERENCES article ON DELETE CASCADE,
    relation text NOT NULL CHECK (relation IN ('version', 'duplicate', 'update', 'same_story')),
    reason text NOT NULL,
    similarity real NOT NULL CHECK (similarity BETWEEN 0 AND 1),
    PRIMARY KEY (one, other),
    CHECK (one < other)
);
CREATE INDEX pair_other ON pair (other);

COMMENT ON TABLE pair IS 'Two articles that have to do with each other. Which of them is the copy is told by article.duplicate_of.';
COMMENT ON COLUMN pair.one IS 'The article with the smaller number.';
COMMENT ON COLUMN pair.other IS 'The other article.';
COMMENT ON COLUMN pair.relation IS 'version: the same outlet''s text again, changed. duplicate: the same text. update: nearly the same with other facts. same_story: another text about the same event.';
COMMENT ON COLUMN pair.reason IS 'What the relation rests on.';
COMMENT ON COLUMN pair.similarity IS 'How much of the shorter text stands in the other, 0 to 1; for same_story how far their words agree.';

COMMENT ON COLUMN article.published_from IS 'What states it: json-ld, meta, time, text, feed, url, or import: the line that the article came with. NULL: published_at is NULL.';
COMMENT ON COLUMN article.duplicate_of IS 'The first published article within 30 days that this one is a copy of. NULL: this is the first, or the only one.';
