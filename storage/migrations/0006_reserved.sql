-- Holds the place of another migration; nothing to do.
SELECT 1;
