-- late flights
--
-- The recipe as a DuckDB script: `duckdb -bail < script.sql`, or execute() in Python.
-- Change here what the inputs are (a file, a folder or a glob each), the parameters, and the
-- folder to write to, which must exist.
SET VARIABLE main = 's3://sluice-demo/flights/';
SET VARIABLE airports = 's3://sluice-demo/airports.csv';
SET VARIABLE until = TIMESTAMP '2001-07-01 00:00:00';
SET VARIABLE late_minutes = 15::BIGINT;
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

-- The files of airports, in byte order.
SET VARIABLE airports_folder = (
  SELECT
    CASE
      WHEN getvariable('airports') IN (
        SELECT file FROM glob(getvariable('airports'))
      ) THEN regexp_replace(getvariable('airports'), '/[^/]*$', '')
      ELSE rtrim(regexp_replace(getvariable('airports'), '/[^/]*[*?\[].*$', ''), '/')
    END
);
SET VARIABLE airports_files = (
  SELECT list(file ORDER BY file)
  FROM glob([getvariable('airports'), rtrim(getvariable('airports'), '/') || '/**'])
  WHERE
    NOT regexp_matches(
      substr(file, length(getvariable('airports_folder')) + 1),
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
      CAST(date AS TIMESTAMP) AS date,
      CAST(delay AS BIGINT) AS delay,
      CAST(distance AS BIGINT) AS distance,
      CAST(origin AS VARCHAR) AS origin,
      CAST(destination AS VARCHAR) AS destination,
      CAST("month" AS BIGINT) AS "month"
    FROM read_parquet(
      getvariable('main_files'),
      union_by_name = true,
      hive_partitioning = true,
      hive_types_autocast = false
    )
  ),
  -- Input airports
  airports AS (
    SELECT
      CAST(iata AS VARCHAR) AS iata,
      CAST("name" AS VARCHAR) AS "name",
      CAST(city AS VARCHAR) AS city,
      CAST(state AS VARCHAR) AS state,
      CAST(country AS VARCHAR) AS country,
      CAST(latitude AS DOUBLE) AS latitude,
      CAST(longitude AS DOUBLE) AS longitude
    FROM read_csv(
      getvariable('airports_files'),
      auto_detect = FALSE,
      columns = {
        'iata': 'VARCHAR',
        'name': 'VARCHAR',
        'city': 'VARCHAR',
        'state': 'VARCHAR',
        'country': 'VARCHAR',
        'latitude': 'DOUBLE',
        'longitude': 'DOUBLE'
      },
      header = TRUE,
      delim = ',',
      quote = '"',
      escape = '"',
      nullstr = '',
      skip = 0,
      comment = '',
      hive_partitioning = false
    )
  ),
  -- window · Filter rows: The last file holds a few flights of the next half-year.
  step_1 AS (
    SELECT * FROM main WHERE (date < CAST(getvariable('until') AS TIMESTAMP)) AND (distance > 0)
  ),
  -- late · Formula: What is to be predicted. The delay itself is known only after departure and
  -- is dropped below.
  step_2 AS (
    SELECT *, delay >= CAST(getvariable('late_minutes') AS BIGINT) AS late FROM step_1
  ),
  -- day · Formula
  step_3 AS (
    SELECT *, CAST(date AS DATE) AS "day" FROM step_2
  ),
  -- split · Split dataset: By day: flights of one day share its weather, so a day lies in one
  -- part only.
  step_4 AS (
    SELECT
      * EXCLUDE (__sluice_u),
      CASE WHEN __sluice_u < 0.8::DOUBLE THEN 'train' ELSE 'validation' END AS part
    FROM (
      SELECT
        *,
        (
          '0x' || md5('7|' || coalesce("day"::VARCHAR, '\N'))[1:8]
        )::UBIGINT / 4294967296 AS __sluice_u
      FROM step_3
    )
  ),
  -- clock · Extract date parts
  step_5 AS (
    SELECT
      *,
      hour(date)::INTEGER AS departs_hour,
      minute(date)::INTEGER AS departs_minute,
      isodow(date)::INTEGER AS departs_weekday
    FROM step_4
  ),
  -- time_of_day · Formula
  step_6 AS (
    SELECT
      *,
      CASE
        WHEN departs_hour < 6 THEN 'night'
        WHEN departs_hour < 12 THEN 'morning'
        WHEN departs_hour < 18 THEN 'afternoon'
        ELSE 'evening'
      END AS time_of_day
    FROM step_5
  ),
  -- from · Join
  step_7 AS (
    SELECT
      l.date,
      l.delay,
      l.distance,
      l.origin,
      l.destination,
      l."month",
      l.late,
      l."day",
      l.part,
      l.departs_hour,
      l.departs_minute,
      l.departs_weekday,
      l.time_of_day,
      r."name",
      r.city,
      r.state,
      r.country,
      r.latitude,
      r.longitude
    FROM step_6 AS l
    LEFT JOIN airports AS r ON l.origin = r.iata
  ),
  -- to · Join
  step_8 AS (
    SELECT
      l.date,
      l.delay,
      l.distance,
      l.origin,
      l.destination,
      l."month",
      l.late,
      l."day",
      l.part,
      l.departs_hour,
      l.departs_minute,
      l.departs_weekday,
      l.time_of_day,
      l."name",
      l.city,
      l.state,
      l.country,
      l.latitude,
      l.longitude,
      r."name" AS name_destination,
      r.city AS city_destination,
      r.state AS state_destination,
      r.country AS country_destination,
      r.latitude AS latitude_destination,
      r.longitude AS longitude_destination
    FROM step_7 AS l
    LEFT JOIN airports AS r ON l.destination = r.iata
  ),
  -- features · Select columns: Only what is known before departure.
  step_9 AS (
    SELECT
      late,
      part,
      distance,
      "month",
      departs_hour,
      departs_minute,
      departs_weekday,
      time_of_day,
      latitude,
      longitude,
      latitude_destination,
      longitude_destination
    FROM step_8
  ),
  -- places · Fill missing values
  step_10 AS (
    SELECT
      * REPLACE (
        coalesce(latitude, 39.2::DOUBLE) AS latitude,
        coalesce(longitude, -86.3::DOUBLE) AS longitude,
        coalesce(latitude_destination, 39.1::DOUBLE) AS latitude_destination,
        coalesce(longitude_destination, -86.25::DOUBLE) AS longitude_destination
      )
    FROM step_9
  ),
  -- encode · One-hot encode
  step_11 AS (
    SELECT
      * EXCLUDE (time_of_day),
      (CASE WHEN time_of_day = 'afternoon' THEN 1 ELSE 0 END)::TINYINT AS time_of_day_afternoon,
      (CASE WHEN time_of_day = 'evening' THEN 1 ELSE 0 END)::TINYINT AS time_of_day_evening,
      (CASE WHEN time_of_day = 'morning' THEN 1 ELSE 0 END)::TINYINT AS time_of_day_morning,
      (CASE WHEN time_of_day = 'night' THEN 1 ELSE 0 END)::TINYINT AS time_of_day_night
    FROM step_10
  )
SELECT
  late,
  part,
  distance,
  "month",
  departs_hour,
  departs_minute,
  departs_weekday,
  latitude,
  longitude,
  latitude_destination,
  longitude_destination,
  time_of_day_afternoon,
  time_of_day_evening,
  time_of_day_morning,
  time_of_day_night
FROM step_11;

-- Checks
SELECT
  CASE
    WHEN failed THEN error(
      'error: the check ''late is never null'' does not hold (' || found || ')'
    )
  END AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (SELECT count(*) FILTER (WHERE late IS NULL) AS found, count(*) AS judged FROM result)
);
SELECT
  CASE
    WHEN failed THEN error(
      'error: the check ''distance is from 1 to 6000'' does not hold (' || found || ')'
    )
  END AS "check"
FROM (
  SELECT found > 0 AS failed, found, judged
  FROM (
    SELECT
      count(*) FILTER (WHERE (distance < 1) OR (distance > 6000)) AS found,
      count(distance) AS judged
    FROM result
  )
);
SELECT
  'warn: the check ''the number of rows is at least 1000000'' does not hold (' || found || ')' AS "check"
FROM (SELECT count(*) < 1000000 AS failed, count(*) AS found, NULL AS judged FROM result)
WHERE failed;

SELECT
  CASE
    WHEN (
      SELECT count(*)
      FROM (SELECT * FROM result WHERE part = 'train')
      WHERE
        NOT isfinite(latitude)
        OR NOT isfinite(longitude)
        OR NOT isfinite(latitude_destination)
        OR NOT isfinite(longitude_destination)
    ) > 0 THEN error(
      'Output train has rows with NaN or infinity, which CSV for training cannot hold. Replace or filter them first.'
    )
  END AS "check";

SELECT
  CASE
    WHEN (
      SELECT count(*)
      FROM (SELECT * FROM result WHERE part = 'validation')
      WHERE
        NOT isfinite(latitude)
        OR NOT isfinite(longitude)
        OR NOT isfinite(latitude_destination)
        OR NOT isfinite(longitude_destination)
    ) > 0 THEN error(
      'Output validation has rows with NaN or infinity, which CSV for training cannot hold. Replace or filter them first.'
    )
  END AS "check";

-- Output train
COPY (
  SELECT
    late::TINYINT AS late,
    distance,
    "month",
    departs_hour,
    departs_minute,
    departs_weekday,
    latitude,
    longitude,
    latitude_destination,
    longitude_destination,
    time_of_day_afternoon,
    time_of_day_evening,
    time_of_day_morning,
    time_of_day_night
  FROM result
  WHERE part = 'train'
) TO (getvariable('out') || '/train') (
  FORMAT csv, DELIMITER ',', HEADER FALSE, FILE_SIZE_BYTES '1000GB', FILENAME_PATTERN 'part-0000{i}'
);

-- Output validation
COPY (
  SELECT
    late::TINYINT AS late,
    distance,
    "month",
    departs_hour,
    departs_minute,
    departs_weekday,
    latitude,
    longitude,
    latitude_destination,
    longitude_destination,
    time_of_day_afternoon,
    time_of_day_evening,
    time_of_day_morning,
    time_of_day_night
  FROM result
  WHERE part = 'validation'
) TO (getvariable('out') || '/validation') (
  FORMAT csv, DELIMITER ',', HEADER FALSE, FILE_SIZE_BYTES '1000GB', FILENAME_PATTERN 'part-0000{i}'
);

COMMIT;
