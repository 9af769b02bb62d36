-- Pairs are written by the dozen for one article, under the lock that whoever deletes an article holds as well. To look up
-- and lock the two articles of each took longer than to write it.

ALTER TABLE pair DROP CONSTRAINT pair_one_fkey, DROP CONSTRAINT pair_other_fkey;

CREATE FUNCTION forget_pairs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        TRUNCATE pair;
    ELSE
        DELETE FROM pair WHERE one = OLD.id OR other = OLD.id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER forget_pairs AFTER DELETE ON article FOR EACH ROW EXECUTE FUNCTION forget_pairs();
CREATE TRIGGER forget_all_pairs AFTER TRUNCATE ON article FOR EACH STATEMENT EXECUTE FUNCTION forget_pairs();

COMMENT ON FUNCTION forget_pairs() IS 'Removes what is known of deleted articles and others.';
