-- A channel that asks to be left alone for a while is.

ALTER TABLE channel ADD COLUMN ask_again_at timestamptz;

COMMENT ON COLUMN channel.ask_again_at IS 'It asked not to be asked again before this time. NULL: it did not.';
