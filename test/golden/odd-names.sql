-- names that """hurt\
--
-- The recipe as a DuckDB script: `duckdb -bail < script.sql`, or execute() in Python.
-- Change here what the inputs are (a file, a folder or a glob each), the parameters, and the
-- folder to write to, which must exist.
SET VARIABLE main_ = '/data/in "quotes"/*.csv';
SET VARIABLE class = '/recipes/class.jsonl';
SET VARIABLE main = 1.50::DECIMAL(10,2);
SET VARIABLE "on" = TRUE;
SET VARIABLE "at" = TIMESTAMPTZ '2026-01-01 00:00:00+00';
SET VARIABLE out = 'out';

SET TimeZone = 'UTC';

-- The files of main, in byte order.
SET VARIABLE main_folder = (
  SELECT
    CASE
      WHEN getvariable('main_') IN (
        SELECT file FROM glob(getvariable('main_'))
      ) THEN regexp_replace(getvariable('main_'), '/[^/]*$', '')
      ELSE rtrim(regexp_replace(getvariable('main_'), '/[^/]*[*?\[].*$', ''), '/')
    END
);
SET VARIABLE main_files = (
  SELECT list(file ORDER BY file)
  FROM glob([getvariable('main_'), rtrim(getvariable('main_'), '/') || '/**'])
  WHERE
    NOT regexp_matches(
      substr(file, length(getvariable('main_folder')) + 1),
      '/(\.|_[^=/]*(/|$))|\.crc$'
    )
);

-- The files of class, in byte order.
SET VARIABLE class_folder = (
  SELECT
    CASE
      WHEN getvariable('class') IN (
        SELECT file FROM glob(getvariable('class'))
      ) THEN regexp_replace(getvariable('class'), '/[^/]*$', '')
      ELSE rtrim(regexp_replace(getvariable('class'), '/[^/]*[*?\[].*$', ''), '/')
    END
);
SET VARIABLE class_files = (
  SELECT list(file ORDER BY file)
  FROM glob([getvariable('class'), rtrim(getvariable('class'), '/') || '/**'])
  WHERE
    NOT regexp_matches(
      substr(file, length(getvariable('class_folder')) + 1),
      '/(\.|_[^=/]*(/|$))|\.crc$'
    )
);

-- What fails ends the transaction, and nothing more is written.
BEGIN TRANSACTION;

CREATE OR REPLACE TEMP TABLE result AS
WITH
  -- Input main
  main AS (
    SELECT
      CAST("a""b" AS VARCHAR) AS "a""b",
      CAST("it's" AS DATE) AS "it's",
      CAST("select" AS DOUBLE) AS "select",
      CAST("^all$" AS BOOLEAN) AS "^all$",
      CAST("price.net" AS DECIMAL(12, 2)) AS "price.net"
    FROM read_csv(
      getvariable('main_files'),
      auto_detect = FALSE,
      columns = {
        'a"b': 'VARCHAR',
        'it''s': 'DATE',
        'select': 'DOUBLE',
        '^all$': 'BOOLEAN',
        'price.net': 'DECIMAL(12,2)'
      },
      header = FALSE,
      delim = ';',
      quote = '''',
      escape = '"',
      nullstr = 'NA',
      skip = 0,
      comment = '',
      dateformat = '%d/%m/%Y',
      decimal_separator = ',',
      hive_partitioning = false
    )
  ),
  -- Input class
  "class" AS (
    SELECT CAST("a""b" AS VARCHAR) AS "a""b", CAST(tags AS VARCHAR[]) AS tags
    FROM read_json(
      getvariable('class_files'),
      format = 'newline_delimited',
      records = 'true',
      columns = {'a"b': 'VARCHAR', 'tags': 'VARCHAR[]'},
      hive_partitioning = false
    )
  ),
  -- x"""y · Join: first line import os # second
  step_1 AS (
    SELECT l."a""b", l."it's", l."select", l."^all$", l."price.net", r.tags
    FROM main AS l
    INNER JOIN "class" AS r ON l."a""b" = r."a""b"
  ),
  -- f · Filter rows
  step_2 AS (
    SELECT *
    FROM step_1
    WHERE
      ("price.net" >= TRY_CAST(CAST(getvariable('main') AS DECIMAL(10, 2)) AS DECIMAL(12, 2)))
      AND ("^all$" = CAST(getvariable('on') AS BOOLEAN))
      AND ("a""b" IN ('O''Hara', 'say "hi"', 'a\b', 'line
break'))
  ),
  -- g · Group and aggregate
  step_3 AS (
    SELECT "select", sum("price.net")::DECIMAL(38, 2) AS "total 😀", max("it's") AS "last"
    FROM step_2
    GROUP BY "select"
  ),
  -- s · Sort rows
  step_4 AS (
    SELECT * FROM step_3 ORDER BY "select" NULLS FIRST
  )
SELECT "select", "total 😀", "last" FROM step_4;

-- Checks
SELECT
  CASE
    WHEN failed THEN error(
      'error: the check ''total 😀 is at least 0.00'' does not hold (' || found || ')'
    )
  END AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (
    SELECT count(*) FILTER (WHERE "total 😀" < 0.00) AS found, count("total 😀") AS judged
    FROM result
  )
);
SELECT 'warn: the check ''last is at most 2030-01-01'' does not hold (' || found || ')' AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (
    SELECT count(*) FILTER (WHERE "last" > DATE '2030-01-01') AS found, count("last") AS judged
    FROM result
  )
)
WHERE failed;
SELECT
  CASE
    WHEN failed THEN error('error: the check ''select is unique'' does not hold (' || found || ')')
  END AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (
    SELECT coalesce(sum(n - 1), 0)::BIGINT AS found, coalesce(sum(n), 0)::BIGINT AS judged
    FROM (SELECT count(*) AS n FROM result GROUP BY "select")
  )
);
SELECT 'warn: the check ''total 😀 is never null'' does not hold (' || found || ')' AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (SELECT count(*) FILTER (WHERE "total 😀" IS NULL) AS found, count(*) AS judged FROM result)
)
WHERE failed;

-- Output result
COPY (
  SELECT "select", "total 😀", "last" FROM result
) TO (getvariable('out') || '/result') (
  FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, FILE_SIZE_BYTES '1000GB', FILENAME_PATTERN 'part-0000{i}'
);

COMMIT;
