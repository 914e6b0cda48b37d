// What makes reading quick where there is much: the index of words of a partition, made once when it is worth one, and the
// few rows whose figures are missing.

export const sql = `
-- Rows whose figures are to be made anew: none, mostly.
CREATE INDEX event_block_lacking ON runlight.event_block (run) WHERE figures IS NULL;

-- Makes the index of words of the newest partition that lacks it and is worth one: it is full, or has many blocks. Until then its
-- words are looked through. Answers whether it made one; false, too, where somebody writes into it just now.
CREATE FUNCTION runlight.index_words() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE
  part record;
  blocks bigint;
BEGIN
  FOR part IN
    SELECT c.relname AS name, substring(c.relname FROM '^event_block_([0-9]+)$')::bigint AS number
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'runlight.event_block'::regclass
      AND to_regclass(format('runlight.%I', c.relname || '_words')) IS NULL
    ORDER BY number DESC
  LOOP
    EXECUTE format('SELECT count(*) FROM (SELECT FROM runlight.%I LIMIT 1025) AS counted', part.name) INTO blocks;
    IF blocks > 1024
      OR blocks > 64 AND (part.number + 1) * 1024 <= (SELECT coalesce(max(id), 0) FROM runlight.runs) THEN
      EXECUTE format('CREATE INDEX %I ON runlight.%I USING gin (words)', part.name || '_words', part.name);
      RETURN true;
    END IF;
  END LOOP;
  RETURN false;
EXCEPTION
  WHEN lock_not_available OR duplicate_table OR unique_violation OR undefined_table THEN RETURN false;
END $$;
`
