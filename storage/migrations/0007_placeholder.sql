-- Holds the number until the migration that it is reserved for is merged; nothing to do.
SELECT 1;
