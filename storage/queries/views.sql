-- name: view_columns
-- The columns of some views, in the order of the names given, with what the comments say of view and column.
SELECT
    class.relname, obj_description(class.oid, 'pg_class'), attribute.attname,
    format_type(attribute.atttypid, attribute.atttypmod), col_description(class.oid, attribute.attnum)
FROM pg_class AS class
JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid AND attribute.attnum > 0 AND NOT attribute.attisdropped
WHERE class.relnamespace = 'public'::regnamespace AND class.relkind = 'v' AND class.relname = ANY (%(names)s::text[])
ORDER BY array_position(%(names)s::text[], class.relname::text), attribute.attnum;
