/** Rows with one fault, and what must be said of it. */
export interface InsightCase {
  readonly name: string;
  /** A SELECT of literal rows, or of rows counted by `i`. */
  readonly sql: string;
  readonly target?: string;
  readonly id: string;
  readonly severity: 'high' | 'medium' | 'low';
  readonly message: string;
  /** Titles of the fixes, in order; each must mend the finding. */
  readonly fixes: readonly string[];
  /** Rows that the condition must find; undefined where there is none. */
  readonly rows?: number;
}

/** Rows counted by `i`. */
export const rows = (select: string, count: number): string =>
  `SELECT ${select} FROM range(${String(count)}) t(i) ORDER BY i`;

/** At least one case for every rule. */
export const insightCases: readonly InsightCase[] = [
  {
    name: 'numbers with gaps',
    sql: rows('CASE WHEN i % 10 = 0 THEN NULL ELSE i % 7 END AS a, i % 3 AS b', 1000),
    ...{ id: 'missing:a', severity: 'medium', rows: 100 },
    message: 'a is empty in 100 rows (10 %).',
    fixes: ['Fill with the median', 'Fill with the mean', 'Drop these rows'],
  },
  {
    name: 'a text that is mostly empty',
    sql: rows("CASE WHEN i % 5 > 0 THEN NULL ELSE 'x' || i % 6 END AS a, i % 3 AS b", 2000),
    ...{ id: 'missing:a', severity: 'high', rows: 1600 },
    message: 'a is empty in 1,600 rows (80 %).',
    fixes: [
      ...['Leave out a', 'Fill with the most frequent value', 'Fill with “(none)”'],
      'Drop these rows',
    ],
  },
  {
    name: 'gaps of the target',
    sql: rows('CASE WHEN i = 3 THEN NULL ELSE i % 2 = 0 END AS churned, i % 3 AS b', 50),
    ...{ target: 'churned', id: 'missing:churned', severity: 'high', rows: 1 },
    message: 'churned is empty in 1 row (2 %).',
    fixes: ['Drop these rows'],
  },
  {
    name: 'no value at all',
    sql: rows('CAST(NULL AS DOUBLE) AS a, i % 3 AS b', 40),
    ...{ id: 'empty-column:a', severity: 'high' },
    message: 'a has no values.',
    fixes: ['Leave out a'],
  },
  {
    name: 'words in place of nothing',
    sql: rows(
      "CASE i % 20 WHEN 0 THEN 'N/A' WHEN 1 THEN '?' WHEN 2 THEN '' WHEN 3 THEN '  ' ELSE 'k' || i % 4 END AS a",
      200,
    ),
    ...{ id: 'disguised-missing:a', severity: 'medium', rows: 40 },
    message: 'a holds blank text, “?” and “N/A” in place of nothing in 40 rows (20 %).',
    fixes: ['Make them empty'],
  },
  {
    name: 'a number in place of nothing',
    sql: rows('CASE WHEN i % 20 = 0 THEN -999 ELSE 15 + i % 30 END AS temperature', 400),
    ...{ id: 'disguised-missing:temperature', severity: 'medium', rows: 20 },
    message: 'temperature holds -999 in place of nothing in 20 rows (5 %).',
    fixes: ['Make them empty'],
  },
  {
    name: 'one value',
    sql: rows("'EU' AS region, i % 3 AS b", 30),
    ...{ id: 'constant:region', severity: 'medium' },
    message: 'region is EU in every row.',
    fixes: ['Leave out region'],
  },
  {
    name: 'one value, or none',
    sql: rows('CASE WHEN i % 2 = 0 THEN 1 END AS flag, i % 3 AS b', 30),
    ...{ id: 'constant:flag', severity: 'low' },
    message: 'flag is 1 wherever it is filled.',
    fixes: ['Leave out flag'],
  },
  {
    name: 'nearly always the same',
    sql: rows('i % 250 = 7 AS a, i % 3 AS b', 1000),
    ...{ id: 'near-constant:a', severity: 'low', rows: 4 },
    message: 'a is false in all but 4 rows (0.4 %).',
    fixes: ['Leave out a'],
  },
  {
    name: 'numbers counted up',
    sql: rows('i + 1000 AS order_no, i % 3 AS b', 500),
    ...{ id: 'identifier:order_no', severity: 'low' },
    message: 'order_no is different in every row: it names rows and teaches a model nothing.',
    fixes: ['Leave out order_no'],
  },
  {
    name: 'codes',
    sql: rows("'A-' || (i * 7919 + 10000) AS ticket, i % 3 AS b", 500),
    ...{ id: 'identifier:ticket', severity: 'low' },
    message: 'ticket is different in every row: it names rows and teaches a model nothing.',
    fixes: ['Leave out ticket'],
  },
  {
    name: 'many categories',
    sql: rows(
      "'s' || CASE WHEN i % 10 = 0 THEN 30 + i // 10 % 120 ELSE i % 18 END AS shop, i AS b",
      5000,
    ),
    ...{ id: 'high-cardinality:shop', severity: 'low' },
    message: 'shop has 138 different values, too many for a column each.',
    fixes: ['Keep the 20 most frequent, call the rest “other”'],
  },
  {
    name: 'numbers among words',
    sql: rows(
      "CASE WHEN i % 4 = 0 THEN 'low' WHEN i % 7 = 0 THEN 'high' ELSE CAST(i % 90 AS VARCHAR) END AS level",
      280,
    ),
    ...{ id: 'mixed-types:level', severity: 'medium', rows: 100 },
    message: 'level mixes numbers with other text: 100 rows (36 %) hold no number.',
    fixes: ['Change to int64'],
  },
  {
    name: 'whole numbers as text',
    sql: rows("CASE WHEN i % 50 = 1 THEN 'ten' ELSE CAST(i % 40 AS VARCHAR) END AS pieces", 200),
    ...{ id: 'numbers-as-text:pieces', severity: 'medium', rows: 4 },
    message: 'pieces is text, but holds numbers in 196 rows (98 %).',
    fixes: ['Change to int64'],
  },
  {
    name: 'sums of money as text',
    sql: rows(
      "CASE i % 4 WHEN 0 THEN '$1,2' || (10 + i % 80) || '.50' WHEN 1 THEN '(' || i % 70 || '.25)' WHEN 2 THEN i % 60 || '.75' ELSE '12 %' END AS amount",
      400,
    ),
    ...{ id: 'numbers-as-text:amount', severity: 'medium' },
    message: 'amount is text, but holds numbers in 400 rows (100 %).',
    fixes: ['Read as numbers, without their signs'],
  },
  {
    name: 'ISO dates as text',
    sql: rows("CAST(DATE '2024-01-01' + CAST(i % 90 AS INT) AS VARCHAR) AS day", 300),
    ...{ id: 'dates-as-text:day', severity: 'medium' },
    message: 'day is text, but holds dates in 300 rows (100 %).',
    fixes: ['Change to date'],
  },
  {
    name: 'dates in two ways',
    sql: rows(
      "CASE WHEN i % 3 = 0 THEN strftime(DATE '2024-01-01' + CAST(i AS INT), '%d/%m/%Y') ELSE CAST(DATE '2024-01-01' + CAST(i AS INT) AS VARCHAR) END AS day",
      300,
    ),
    ...{ id: 'dates-as-text:day', severity: 'medium' },
    message: 'day is text, but holds dates in 300 rows (100 %).',
    fixes: ['Read as dates, day first'],
  },
  {
    name: 'dates that may be read in two ways',
    sql: rows("'0' || (1 + i % 9) || '/0' || (1 + i % 7) || '/2024' AS day", 100),
    ...{ id: 'dates-as-text:day', severity: 'medium' },
    message: 'day is text, but holds dates in 100 rows (100 %).',
    fixes: ['Change to date, day first', 'Change to date, month first'],
  },
  {
    name: 'times as text',
    sql: rows(
      "strftime(TIMESTAMP '2024-01-01' + INTERVAL 1 HOUR * i, '%Y-%m-%dT%H:%M:%S') AS at",
      100,
    ),
    ...{ id: 'dates-as-text:at', severity: 'medium' },
    message: 'at is text, but holds dates in 100 rows (100 %).',
    fixes: ['Change to timestamp'],
  },
  {
    name: 'yes and no',
    sql: rows(
      "CASE i % 4 WHEN 0 THEN 'yes' WHEN 1 THEN 'No' WHEN 2 THEN 'TRUE' ELSE 'f' END AS paid",
      100,
    ),
    ...{ id: 'booleans-as-text:paid', severity: 'medium' },
    message: 'paid is text, but says yes or no in 100 rows (100 %).',
    fixes: ['Change to boolean'],
  },
  {
    name: 'on and off',
    sql: rows("CASE i % 2 WHEN 0 THEN 'on' ELSE 'off' END AS light", 100),
    ...{ id: 'booleans-as-text:light', severity: 'medium' },
    message: 'light is text, but says yes or no in 100 rows (100 %).',
    fixes: ['Read as yes and no'],
  },
  {
    name: 'postcodes',
    sql: rows("lpad(CAST(i * 37 % 900 AS VARCHAR), 5, '0') AS zip", 1800),
    ...{ id: 'leading-zeros:zip', severity: 'low', rows: 1800 },
    message:
      'zip has leading zeros in 1,800 rows (100 %), which a cast to a number would lose: keep it as text.',
    fixes: [],
  },
  {
    name: 'capitals',
    sql: rows(
      "CASE i % 10 WHEN 0 THEN 'LAGOS' WHEN 1 THEN 'lagos' WHEN 2 THEN 'Oslo' ELSE 'Lagos' END AS city",
      200,
    ),
    ...{ id: 'inconsistent-case:city', severity: 'medium', rows: 40 },
    message:
      'city writes the same in several ways (in capitals) in 40 rows (20 %): “Lagos”, “LAGOS” and “lagos”.',
    fixes: ['Write each in its most frequent way', 'Write all in lower case'],
  },
  {
    name: 'spaces that split a category',
    sql: rows(
      "CASE i % 10 WHEN 0 THEN ' Oslo' WHEN 1 THEN 'New  York' WHEN 2 THEN 'Oslo' ELSE 'New York' END AS city",
      200,
    ),
    ...{ id: 'inconsistent-spacing:city', severity: 'medium', rows: 40 },
    message: 'city has spaces too many in 40 rows (20 %), which splits 2 categories.',
    fixes: ['Take them away'],
  },
  {
    name: 'spaces at the ends only',
    sql: rows("CASE i % 4 WHEN 0 THEN ' a\t' ELSE 'b' END AS word", 200),
    ...{ id: 'inconsistent-spacing:word', severity: 'low', rows: 50 },
    message: 'word has spaces too many in 50 rows (25 %).',
    fixes: ['Take them away'],
  },
  {
    name: 'accents, and a slip of the finger',
    sql: rows(
      "CASE WHEN i % 50 = 0 THEN 'Sao Paulo' WHEN i % 50 = 1 THEN 'Normay' WHEN i % 2 = 0 THEN 'São Paulo' ELSE 'Norway' END AS place",
      500,
    ),
    ...{ id: 'similar-categories:place', severity: 'medium', rows: 20 },
    message:
      'place writes the same in several ways (in spelling) in 20 rows (4 %): “Norway” and “Normay”.',
    fixes: ['Write each in its most frequent way'],
  },
  {
    name: 'rare categories',
    sql: rows(
      "CASE i WHEN 3 THEN 'amber' WHEN 4 THEN 'violet' WHEN 5 THEN 'violet' ELSE ['red', 'green', 'blue'][1 + i % 3] END AS colour",
      1000,
    ),
    ...{ id: 'rare-categories:colour', severity: 'low', rows: 3 },
    message: 'colour has 2 rare categories with 3 rows (0.3 %) together.',
    fixes: ['Call them all “other”'],
  },
  {
    name: 'outliers of whole numbers',
    sql: rows(
      'CAST(CASE WHEN i % 200 = 0 THEN 100000 + i ELSE 40 + (i * 7919) % 31 + (i * 31) % 23 END AS INT) AS age',
      2000,
    ),
    ...{ id: 'outliers:age', severity: 'medium', rows: 10 },
    message: 'age lies far from the rest in 10 rows (0.5 %): above 98.',
    fixes: ['Cap them at the fences', 'Drop these rows'],
  },
  {
    name: 'dates in words without a comma',
    sql: rows("strftime(DATE '1990-01-01' + CAST(i * 7 AS INT), '%b %d %Y') AS released", 500),
    ...{ id: 'dates-as-text:released', severity: 'medium' },
    message: 'released is text, but holds dates in 500 rows (100 %).',
    fixes: ['Change to date'],
  },
  {
    name: 'a long tail',
    sql: rows('exp(8 * (i * 7919 % 1000) / 1000.0) AS price', 1000),
    ...{ id: 'skew:price', severity: 'low' },
    message: 'price has a long tail to the right (skewness 2.2).',
    fixes: ['Replace by ln(x)'],
  },
  {
    name: 'a long tail with zeros',
    sql: rows(
      'CASE WHEN i % 10 = 0 THEN 0 ELSE exp(8 * (i * 7919 % 1000) / 1000.0) END AS price',
      1000,
    ),
    ...{ id: 'skew:price', severity: 'low' },
    message: 'price has a long tail to the right (skewness 2.3).',
    fixes: ['Replace by ln(1 + x)'],
  },
  {
    name: 'infinities',
    sql: rows(
      "CASE WHEN i % 100 = 0 THEN CAST('inf' AS DOUBLE) WHEN i % 100 = 1 THEN CAST('-inf' AS DOUBLE) ELSE i % 17 END AS ratio",
      1000,
    ),
    ...{ id: 'infinities:ratio', severity: 'high', rows: 20 },
    message: 'ratio is infinite in 20 rows (2 %).',
    fixes: ['Make them empty'],
  },
  {
    name: 'NaN',
    sql: rows("CASE WHEN i % 100 = 0 THEN CAST('nan' AS FLOAT) ELSE i % 17 END AS ratio", 1000),
    ...{ id: 'not-a-number:ratio', severity: 'medium', rows: 10 },
    message: 'ratio is NaN in 10 rows (1 %), which is not counted as empty.',
    fixes: ['Make them empty'],
  },
  {
    name: 'repeated rows',
    sql: rows('(i % 95) * 1.5 AS a, (i % 95) * (i % 95) AS b', 100),
    ...{ id: 'duplicate-rows:', severity: 'medium' },
    message: '5 rows (5 %) repeat another row.',
    fixes: [],
  },
  {
    name: 'a column twice',
    sql: rows('(i * 7919 % 101) / 7.0 AS a, (i * 31 % 17) AS b, (i * 7919 % 101) / 7.0 AS c', 200),
    ...{ id: 'equal-columns:a,c', severity: 'medium' },
    message: 'a and c hold the same in every row.',
    fixes: ['Leave out c'],
  },
  {
    name: 'gaps in the same rows',
    sql: rows(
      'CASE WHEN i % 12 > 0 THEN i * 31 % 17 END AS a, CASE WHEN i % 12 > 0 THEN i * 7 % 19 END AS b, CASE WHEN i % 12 > 0 THEN i * 5 % 23 END AS c, i % 3 AS d',
      1200,
    ),
    ...{ id: 'missing-together:a,b,c', severity: 'medium', rows: 100 },
    message: 'a, b and c are empty together in 100 rows (8.3 %).',
    fixes: ['Drop these rows'],
  },
  {
    name: 'dates to come',
    sql: rows(
      "CASE WHEN i % 50 = 0 THEN DATE '2205-01-01' - 3 - CAST(i AS INT) * 300 ELSE DATE '2020-01-01' + CAST(i * 7 % 900 AS INT) END AS at",
      200,
    ),
    ...{ id: 'future-dates:at', severity: 'medium', rows: 4 },
    message: 'at lies in the future in 4 rows (2 %).',
    fixes: ['Make them empty', 'Drop these rows'],
  },
  {
    name: 'times that were never set',
    sql: rows(
      "CASE WHEN i % 20 = 0 THEN TIMESTAMP '1970-01-01' WHEN i = 1 THEN TIMESTAMP '0001-01-01' ELSE TIMESTAMP '2020-01-01' + INTERVAL 7 HOUR * (i * 7 % 900) END AS at",
      200,
    ),
    ...{ id: 'implausible-dates:at', severity: 'medium', rows: 11 },
    message:
      'at is hardly possible in 11 rows (5.5 %): from 0001-01-01 00:00:00 to 2020-09-18 08:00:00.',
    fixes: ['Make them empty', 'Drop these rows'],
  },
  {
    name: 'times out of order',
    sql: rows(
      "TIMESTAMPTZ '2020-01-01 00:00:00+00' + INTERVAL 1 HOUR * (i - CASE WHEN i % 50 = 10 THEN 5 ELSE 0 END) AS at",
      200,
    ),
    ...{ id: 'unsorted-time:at', severity: 'low' },
    message: 'at goes back in time 4 times.',
    fixes: ['Sort by it'],
  },
  {
    name: 'times in two zones',
    sql: rows(
      "strftime(TIMESTAMP '2024-01-01' + INTERVAL 1 HOUR * i, '%Y-%m-%dT%H:%M:%S') || CASE WHEN i % 10 = 0 THEN '+02:00' WHEN i % 10 = 1 THEN '' ELSE 'Z' END AS at",
      100,
    ),
    ...{ id: 'mixed-time-zones:at', severity: 'high', rows: 20 },
    message: 'at mixes time zones (Z, +02:00 and no zone): 20 rows (20 %) are not in Z.',
    fixes: [],
  },
  {
    name: 'a rare class',
    sql: rows('i % 25 = 0 AS fraud, i % 3 AS b', 500),
    ...{ target: 'fraud', id: 'class-imbalance:fraud', severity: 'medium', rows: 20 },
    message: 'The target fraud is out of balance: true has only 20 rows (4 %).',
    fixes: [],
  },
  {
    name: 'e-mail addresses',
    sql: rows("'p' || i % 90 || '@example.com' AS contact, i % 3 AS b", 200),
    ...{ id: 'personal-data:contact', severity: 'high' },
    message: 'contact seems to hold e-mail addresses in 200 rows (100 %).',
    fixes: ['Leave out contact'],
  },
  {
    name: 'a name that says enough',
    sql: rows("['Ann', 'Bo', 'Cy'][1 + i % 3] AS firstName, i % 3 AS b", 200),
    ...{ id: 'personal-data:firstName', severity: 'low' },
    message: 'firstName is named as if it held names of people.',
    fixes: ['Leave out firstName'],
  },
];
