-- purchase features
--
-- The recipe as a DuckDB script: `duckdb -bail < script.sql`, or execute() in Python.
-- Change here what the inputs are (a file, a folder or a glob each), the parameters, and the
-- folder to write to, which must exist.
SET VARIABLE main = '/recipes/../events/';
SET VARIABLE users = '/recipes/../users.csv';
SET VARIABLE since = TIMESTAMP '2026-01-01 00:00:00';
SET VARIABLE factor = 2::DOUBLE;
SET VARIABLE out = 'out';

SET TimeZone = 'UTC';

-- The files of main, in byte order.
SET VARIABLE main_folder = (
  SELECT
    CASE
      WHEN getvariable('main') IN (SELECT file FROM glob(getvariable('main'))) THEN regexp_replace(
        getvariable('main'),
        '/[^/]*$',
        ''
      )
      ELSE rtrim(regexp_replace(getvariable('main'), '/[^/]*[*?\[].*$', ''), '/')
    END
);
SET VARIABLE main_files = (
  SELECT list(file ORDER BY file)
  FROM glob([getvariable('main'), rtrim(getvariable('main'), '/') || '/**'])
  WHERE
    NOT regexp_matches(
      substr(file, length(getvariable('main_folder')) + 1),
      '/(\.|_[^=/]*(/|$))|\.crc$'
    )
);

-- The files of users, in byte order.
SET VARIABLE users_folder = (
  SELECT
    CASE
      WHEN getvariable('users') IN (
        SELECT file FROM glob(getvariable('users'))
      ) THEN regexp_replace(getvariable('users'), '/[^/]*$', '')
      ELSE rtrim(regexp_replace(getvariable('users'), '/[^/]*[*?\[].*$', ''), '/')
    END
);
SET VARIABLE users_files = (
  SELECT list(file ORDER BY file)
  FROM glob([getvariable('users'), rtrim(getvariable('users'), '/') || '/**'])
  WHERE
    NOT regexp_matches(
      substr(file, length(getvariable('users_folder')) + 1),
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
      CAST(id AS BIGINT) AS id,
      CAST(user_id AS BIGINT) AS user_id,
      CAST("at" AS TIMESTAMP) AS "at",
      CAST(amount AS FLOAT) AS amount,
      CAST(kind AS VARCHAR) AS kind,
      CAST(bought AS BOOLEAN) AS bought,
      CAST("month" AS BIGINT) AS "month",
      substr(filename, length(getvariable('main_folder')) + 2) AS __sluice_file,
      file_row_number AS __sluice_row
    FROM read_parquet(
      getvariable('main_files'),
      union_by_name = true,
      hive_partitioning = true,
      hive_types_autocast = false
    )
  ),
  -- Input users
  users AS (
    SELECT
      CASE
        WHEN regexp_full_match(id, '\s*(?:[+-]?[0-9]+|0[xX][0-9A-Fa-f]+|0[bB][01]+)\s*') THEN CAST(
          id AS BIGINT
        )
        WHEN id IS NOT NULL THEN error(
          concat('“', left(id, 100), '” in the column “id” is no int64')
        )
      END AS id,
      CAST("name" AS VARCHAR) AS "name",
      CAST(age AS VARCHAR) AS age,
      CAST(joined AS DATE) AS joined,
      CAST(vip AS BOOLEAN) AS vip
    FROM read_csv(
      getvariable('users_files'),
      auto_detect = FALSE,
      columns = {
        'id': 'VARCHAR',
        'name': 'VARCHAR',
        'age': 'VARCHAR',
        'joined': 'DATE',
        'vip': 'BOOLEAN'
      },
      header = TRUE,
      delim = ',',
      quote = '"',
      escape = '"',
      nullstr = '',
      skip = 0,
      comment = '',
      dateformat = '%Y-%m-%d',
      hive_partitioning = false
    )
  ),
  -- recent · Filter rows: Rows without a time are kept.
  step_1 AS (
    SELECT * FROM main WHERE ("at" >= CAST(getvariable('since') AS TIMESTAMP)) OR ("at" IS NULL)
  ),
  -- parts · Split dataset
  step_2 AS (
    SELECT
      * EXCLUDE (__sluice_u),
      CASE WHEN __sluice_u < 0.5::DOUBLE THEN 'train' ELSE 'validation' END AS part
    FROM (
      SELECT
        *,
        (
          '0x' || md5('7|' || __sluice_file || ':' || __sluice_row)[1:8]
        )::UBIGINT / 4294967296 AS __sluice_u
      FROM step_1
    )
  ),
  -- people · Join
  step_3 AS (
    SELECT
      l.id,
      l.user_id,
      l."at",
      l.amount,
      l.kind,
      l.bought,
      l."month",
      l.part,
      r."name",
      r.age,
      r.joined,
      r.vip
    FROM step_2 AS l
    LEFT JOIN users AS r ON l.user_id = r.id
  ),
  -- ages · Change type
  step_4 AS (
    SELECT
      * REPLACE (
        TRY_CAST(regexp_extract(age, '^[ \t\r\n]*([+-]?[0-9]+)[ \t\r\n]*$', 1) AS BIGINT) AS age
      )
    FROM step_3
  ),
  -- no-age · Fill missing values
  step_5 AS (
    SELECT
      * REPLACE (coalesce(age, 35::BIGINT) AS age, coalesce(amount, 3.25::DOUBLE::FLOAT) AS amount)
    FROM step_4
  ),
  -- score · Formula
  step_6 AS (
    SELECT
      *,
      (CAST(amount AS DOUBLE) * CAST(getvariable('factor') AS DOUBLE)) + (
        CAST(coalesce(age, 0::BIGINT) AS DOUBLE) / 4::DOUBLE
      ) AS score
    FROM step_5
  ),
  -- clock · Extract date parts
  step_7 AS (
    SELECT *, hour("at")::INTEGER AS at_hour, isodow("at")::INTEGER AS at_weekday FROM step_6
  ),
  -- kinds · One-hot encode
  step_8 AS (
    SELECT
      * EXCLUDE (kind),
      (CASE WHEN kind = 'app' THEN 1 ELSE 0 END)::TINYINT AS kind_app,
      (CASE WHEN kind = 'web' THEN 1 ELSE 0 END)::TINYINT AS kind_web
    FROM step_7
  ),
  -- nick · Rename column
  step_9 AS (
    SELECT * RENAME ("name" AS "user name") FROM step_8
  ),
  -- order · Sort rows
  step_10 AS (
    SELECT * FROM step_9 ORDER BY score DESC NULLS LAST, id NULLS LAST
  )
SELECT
  id,
  user_id,
  "at",
  amount,
  bought,
  "month",
  part,
  "user name",
  age,
  joined,
  vip,
  score,
  at_hour,
  at_weekday,
  kind_app,
  kind_web
FROM step_10;

-- Checks
SELECT
  CASE
    WHEN failed THEN error('error: the check ''id is never null'' does not hold (' || found || ')')
  END AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (SELECT count(*) FILTER (WHERE id IS NULL) AS found, count(*) AS judged FROM result)
);
SELECT
  CASE
    WHEN failed THEN error('error: the check ''id is unique'' does not hold (' || found || ')')
  END AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (
    SELECT coalesce(sum(n - 1), 0)::BIGINT AS found, coalesce(sum(n), 0)::BIGINT AS judged
    FROM (SELECT count(*) AS n FROM result GROUP BY id)
  )
);
SELECT 'warn: the check ''age is from 30 to 120'' does not hold (' || found || ')' AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (
    SELECT count(*) FILTER (WHERE (age < 30) OR (age > 120)) AS found, count(age) AS judged
    FROM result
  )
)
WHERE failed;
SELECT
  CASE
    WHEN failed THEN error(
      'error: the check ''the number of rows is at least 1'' does not hold (' || found || ')'
    )
  END AS "check"
FROM (SELECT count(*) < 1 AS failed, count(*) AS found, NULL AS judged FROM result);

-- Output all
COPY (
  SELECT
    id,
    user_id,
    "at",
    amount,
    bought,
    "month",
    "user name",
    age,
    joined,
    vip,
    score,
    at_hour,
    at_weekday,
    kind_app,
    kind_web
  FROM result
) TO (getvariable('out') || '/all') (
  FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, FILE_SIZE_BYTES '1000GB', FILENAME_PATTERN 'part-0000{i}'
);

-- Output train
COPY (
  SELECT
    id,
    user_id,
    "at",
    amount,
    bought,
    "month",
    "user name",
    age,
    joined,
    vip,
    score,
    at_hour,
    at_weekday,
    kind_app,
    kind_web
  FROM result
  WHERE part = 'train'
) TO (getvariable('out') || '/train') (
  FORMAT csv, DELIMITER ',', HEADER TRUE, FILE_SIZE_BYTES '1000GB', FILENAME_PATTERN 'part-0000{i}'
);

-- Output rest
COPY (
  SELECT
    id,
    user_id,
    "at",
    amount,
    bought,
    "month",
    "user name",
    age,
    joined,
    vip,
    score,
    at_hour,
    at_weekday,
    kind_app,
    kind_web
  FROM result
  WHERE part = 'validation'
) TO (getvariable('out') || '/rest') (
  FORMAT parquet, COMPRESSION snappy, FILE_SIZE_BYTES '1000GB', FILENAME_PATTERN 'part-0000{i}'
);

COMMIT;
