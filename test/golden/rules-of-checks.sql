-- rules on orders
--
-- The recipe as a DuckDB script: `duckdb -bail < script.sql`, or execute() in Python.
-- Change here what the inputs are (a file, a folder or a glob each), the parameters, and the
-- folder to write to, which must exist.
SET VARIABLE main = 's3://lake/orders/';
SET VARIABLE users = '/recipes/../users.parquet';
SET VARIABLE since = DATE '2026-01-01';
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
      CAST(order_id AS BIGINT) AS order_id,
      CAST(user_id AS INTEGER) AS user_id,
      CAST(country AS VARCHAR) AS country,
      CAST(amount AS DECIMAL(10, 2)) AS amount,
      CAST(weight AS DOUBLE) AS weight,
      CAST(state AS VARCHAR) AS state,
      CAST(ordered_at AS TIMESTAMP) AS ordered_at,
      CAST(paid_at AS TIMESTAMP) AS paid_at
    FROM read_parquet(
      getvariable('main_files'),
      union_by_name = true,
      hive_partitioning = true,
      hive_types_autocast = false
    )
  ),
  -- a1 · Filter rows
  step_1 AS (
    SELECT * FROM main WHERE amount IS NOT NULL
  )
SELECT order_id, user_id, country, amount, weight, state, ordered_at, paid_at FROM step_1;

-- Checks
SELECT
  'warn: the check ''user_id is not null in at least 95 % of the rows'' does not hold (' || found || ')' AS "check"
FROM (
  SELECT judged > 0 AND (judged - found) / judged < 0.95::DOUBLE AS failed, found, judged
  FROM (SELECT count(*) FILTER (WHERE user_id IS NULL) AS found, count(*) AS judged FROM result)
)
WHERE failed;
SELECT
  CASE
    WHEN failed THEN error(
      'error: the check ''order_id is unique'' does not hold (' || found || ')'
    )
  END AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (
    SELECT coalesce(sum(n - 1), 0)::BIGINT AS found, coalesce(sum(n), 0)::BIGINT AS judged
    FROM (SELECT count(*) AS n FROM result GROUP BY order_id)
  )
);
SELECT
  CASE
    WHEN failed THEN error(
      'error: the check ''amount is from 0 to 10000 in at least 99 % of the rows'' does not hold (' || found || ')'
    )
  END AS "check"
FROM (
  SELECT judged > 0 AND (judged - found) / judged < 0.99::DOUBLE AS failed, found, judged
  FROM (
    SELECT
      count(*) FILTER (WHERE (amount < 0.00) OR (amount > 10000.00)) AS found,
      count(amount) AS judged
    FROM result
  )
);
SELECT
  CASE
    WHEN failed THEN error(
      'error: the check ''state is one of “open”, “paid”, “sent”'' does not hold (' || found || ')'
    )
  END AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (
    SELECT
      count(*) FILTER (WHERE NOT (state IN ('open', 'paid', 'sent'))) AS found,
      count(state) AS judged
    FROM result
  )
);
SELECT 'warn: the check ''state matches “^[a-z]+$”'' does not hold (' || found || ')' AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (
    SELECT
      count(*) FILTER (WHERE NOT regexp_matches(state, '\A[a-z]+\z')) AS found,
      count(state) AS judged
    FROM result
  )
)
WHERE failed;
SELECT
  CASE
    WHEN failed THEN error(
      'error: the check ''amount is of type decimal(10,2)'' does not hold (' || found || ')'
    )
  END AS "check"
FROM (
  SELECT found > 0 AS failed, found, NULL AS judged
  FROM (
    SELECT
      CAST(typeof(any_value(amount)) <> typeof(CAST(NULL AS DECIMAL(10, 2))) AS INTEGER) AS found
    FROM result
  )
);
SELECT
  'warn: the check ''state ≠ “paid” or paid_at on or after :since'' does not hold (' || found || ')' AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (
    SELECT
      count(*) FILTER (
        WHERE (
          (state <> 'paid') OR (paid_at >= CAST(CAST(getvariable('since') AS DATE) AS TIMESTAMP))
        ) IS NOT TRUE
      ) AS found,
      count(*) AS judged
    FROM result
  )
)
WHERE failed;
SELECT
  'warn: the check ''the newest ordered_at is no older than 36 hours'' does not hold (' || coalesce(
    found::VARCHAR,
    'no value'
  ) || ')' AS "check"
FROM (
  SELECT age IS NULL OR age > 129600000000 AS failed, age // 3600000000 AS found, NULL AS judged
  FROM (SELECT epoch_us(now()) - epoch_us(max(ordered_at)) AS age FROM result)
)
WHERE failed;
SELECT
  CASE
    WHEN failed THEN error(
      'error: the check ''user_id, country are found in id, country of users in at least 90 % of the rows'' does not hold (' || found || ')'
    )
  END AS "check"
FROM (
  SELECT judged > 0 AND (judged - found) / judged < 0.9::DOUBLE AS failed, found, judged
  FROM (
    SELECT count(*) FILTER (WHERE NOT is_known) AS found, count(*) AS judged
    FROM (
      SELECT
        EXISTS (
          SELECT 1
          FROM (
            SELECT
              CAST(id AS BIGINT) AS id,
              CAST(country AS VARCHAR) AS country,
              CAST("name" AS VARCHAR) AS "name"
            FROM read_parquet(
              getvariable('users_files'),
              union_by_name = true,
              hive_partitioning = false
            )
          ) AS other
          WHERE other.id = checked.user_id AND other.country = checked.country
        ) AS is_known
      FROM result AS checked
      WHERE checked.user_id IS NOT NULL AND checked.country IS NOT NULL
    )
  )
);
SELECT
  CASE
    WHEN failed THEN error(
      'error: the check ''ordered_at ≤ paid_at'' does not hold (' || found || ')'
    )
  END AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (
    SELECT
      count(*) FILTER (WHERE NOT (ordered_at <= paid_at)) AS found,
      count(*) FILTER (WHERE ordered_at IS NOT NULL AND paid_at IS NOT NULL) AS judged
    FROM result
  )
);
SELECT
  CASE
    WHEN failed THEN error(
      'error: the check ''the number of rows is at least 100'' does not hold (' || found || ')'
    )
  END AS "check"
FROM (SELECT count(*) < 100 AS failed, count(*) AS found, NULL AS judged FROM result);
SELECT
  'warn: the check ''the mean of amount is from 5 to 500'' does not hold (' || coalesce(
    found::VARCHAR,
    'no value'
  ) || ')' AS "check"
FROM (
  SELECT found IS NULL OR NOT (found >= 5 AND found <= 500) AS failed, found, judged
  FROM (SELECT nullif(avg(amount::DOUBLE), 'nan') AS found, count(*) AS judged FROM result)
)
WHERE failed;
SELECT
  'warn: the check ''the greatest value of weight is at most 30'' does not hold (' || coalesce(
    found::VARCHAR,
    'no value'
  ) || ')' AS "check"
FROM (
  SELECT found IS NULL OR NOT (found <= 30) AS failed, found, judged
  FROM (SELECT nullif(max(weight), 'nan') AS found, count(*) AS judged FROM result)
)
WHERE failed;
SELECT
  'warn: the check ''the number of different values of state is at least 2'' does not hold (' || coalesce(
    found::VARCHAR,
    'no value'
  ) || ')' AS "check"
FROM (
  SELECT found IS NULL OR NOT (found >= 2) AS failed, found, judged
  FROM (SELECT count(DISTINCT state) AS found, count(*) AS judged FROM result)
)
WHERE failed;
SELECT
  'warn: the check ''the share of nulls of paid_at is at most 0.5'' does not hold (' || coalesce(
    found::VARCHAR,
    'no value'
  ) || ')' AS "check"
FROM (
  SELECT found IS NULL OR NOT (found <= 0.5::DOUBLE) AS failed, found, judged
  FROM (
    SELECT
      coalesce(count(*) FILTER (WHERE paid_at IS NULL) / nullif(count(*), 0), 0) AS found,
      count(*) AS judged
    FROM result
  )
)
WHERE failed;

-- Output result
COPY (
  SELECT order_id, user_id, country, amount, weight, state, ordered_at, paid_at FROM result
) TO (getvariable('out') || '/result') (
  FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, FILE_SIZE_BYTES '1000GB', FILENAME_PATTERN 'part-0000{i}'
);

COMMIT;
