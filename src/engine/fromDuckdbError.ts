import { AppError } from '../shared/errors.ts';

/** The engine's error as a person would say it; DuckDB's own words stay in `detail`. */
export function fromDuckdbError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const known = rules.find(({ when }) => when.test(detail));
  if (!known) {
    return new AppError('internal', 'DuckDB could not run the query.', {
      hint: 'See the details; if the data is sound, report it.',
      detail,
      cause: error,
    });
  }
  return new AppError(known.code, known.say(detail), { hint: known.hint, detail, cause: error });
}

interface Rule {
  readonly when: RegExp;
  readonly code: ConstructorParameters<typeof AppError>[0];
  readonly say: (detail: string) => string;
  readonly hint: string;
}

const first = (detail: string): string =>
  (detail.split('\n')[0] ?? '').replace(/^[A-Za-z ]+Error: /, '');

const rules: readonly Rule[] = [
  {
    when: /INTERRUPT|Interrupted/,
    code: 'cancelled',
    say: () => 'Cancelled.',
    hint: 'Run it again when you want the result.',
  },
  {
    when: /No space left on device|disk quota exceeded|max_temp_directory_size/i,
    code: 'disk-full',
    say: () => 'The disk that holds temporary files is full.',
    hint: 'Free some space, or set another folder for temporary files.',
  },
  {
    when: /Out of Memory/i,
    code: 'out-of-memory',
    say: () => 'The query needs more memory than the engine may use.',
    hint: 'Raise the memory limit, or look at fewer columns or rows.',
  },
  {
    when: /Overflow in (?:\w+ of )?(?:HUGEINT|INT128)/,
    code: 'bad-data',
    say: () => 'A sum or a middle of these numbers has more than 38 digits.',
    hint: 'Change the column to float64 first, or bring it to a larger unit.',
  },
  {
    when: /^Permission Error/,
    code: 'forbidden',
    say: () => 'The query reaches for something outside its sources.',
    hint: 'Read data only by the names of the sources; add a source for another file.',
  },
  {
    when: /CSV Error on Line: (\d+)[\s\S]*Expected Number of Columns: (\d+) Found: (\d+)/,
    code: 'bad-data',
    say: (detail) => {
      const [, line, expected, found] =
        /CSV Error on Line: (\d+)[\s\S]*Expected Number of Columns: (\d+) Found: (\d+)/.exec(
          detail,
        ) ?? [];
      return `Line ${String(line)} of the CSV has ${String(found)} columns where ${String(expected)} are expected${inFile(detail)}.`;
    },
    hint: 'Correct that line, or set the delimiter, the quote or the lines to skip.',
  },
  {
    when: /not utf-8 encoded|Invalid unicode/i,
    code: 'bad-data',
    say: (detail) => `The text is not encoded as UTF-8${inFile(detail)}.`,
    hint: 'Set the encoding of the source, such as latin-1 or utf-16, or write it as UTF-8.',
  },
  {
    when: /not utf-16 encoded/i,
    code: 'bad-data',
    say: (detail) =>
      `The text is not UTF-16, or holds characters beyond its first plane${inFile(detail)}.`,
    hint: 'Convert it first by “iconv -f UTF-16 -t UTF-8 old.csv > new.csv”.',
  },
  {
    when: /CSV Error on Line: \d+[\s\S]*Maximum line size/,
    code: 'bad-data',
    say: (detail) => `${csvLine(detail)} is longer than the reader takes${inFile(detail)}.`,
    hint: 'Check the quotes before that line; if it is sound, write the data as Parquet.',
  },
  {
    when: /CSV Error on Line: \d+[\s\S]*unterminated quote/,
    code: 'bad-data',
    say: (detail) => `${csvLine(detail)} has a quote that is not closed${inFile(detail)}.`,
    hint: 'Correct that line, or set another quote.',
  },
  {
    when: /CSV Error on Line: (\d+)/,
    code: 'bad-data',
    say: (detail) => {
      const [, line] = /CSV Error on Line: (\d+)/.exec(detail) ?? [];
      const why = /Error when converting column "(.*)"\. (.*)/.exec(detail);
      const words = why
        ? ` column “${String(why[1])}”: ${String(why[2])}`
        : ' the text is not sound';
      return `On line ${String(line)} of the CSV${words}${inFile(detail)}.`;
    },
    hint: 'Correct that line, or declare another type, encoding or quote for the source.',
  },
  {
    when: /Unsupported compression codec/,
    code: 'unsupported',
    say: (detail) => {
      const [, codec = 'unknown'] = /Unsupported compression codec "([^"]+)"/.exec(detail) ?? [];
      return `The Parquet file is compressed with ${codec}, which DuckDB does not read${inFile(detail)}.`;
    },
    hint: 'Write it with zstd, snappy, gzip, brotli or LZ4_RAW.',
  },
  {
    when: /encoding is only supported for|Unsupported (?:page )?encoding|is not supported for this (?:type|encoding)/i,
    code: 'unsupported',
    say: (detail) => {
      const [, encoding] = /([A-Z]+(?:_[A-Z]+)+) encoding/.exec(detail) ?? [];
      return `The Parquet file uses ${encoding === undefined ? 'an encoding' : `the encoding ${encoding}`} in a way that DuckDB does not read${inFile(detail)}.`;
    },
    hint: 'Write it with the default encodings.',
  },
  {
    when: /at least one non-root column/,
    code: 'bad-data',
    say: (detail) => `The Parquet file has no columns${inFile(detail)}.`,
    hint: 'Choose a file that holds at least one column.',
  },
  {
    when: /don't know what type|No magic bytes|too small to be a Parquet|Invalid Parquet|corrupt|Corrupt|TProtocolException|don't use the same|Snappy|ecompression failure|Failed to decompress|Footer length error|ZSTD Decompression/,
    code: 'bad-data',
    say: (detail) => `The Parquet file is damaged or cut off${inFile(detail)}.`,
    hint: 'Copy or write the file again.',
  },
  {
    when: /expected records, but got non-record JSON/,
    code: 'bad-data',
    say: () => 'The JSON holds no objects with columns.',
    hint: 'Each record must be one object with at least one key.',
  },
  {
    when: /Malformed JSON.*byte order mark/,
    code: 'bad-data',
    say: (detail) => `The JSON begins with a byte order mark${inFile(detail)}.`,
    hint: 'Save it as UTF-8 without one (BOM); its lines cannot be read behind it.',
  },
  {
    when: /Malformed JSON|JSON transform error|Invalid JSON/,
    code: 'bad-data',
    say: (detail) => `The JSON cannot be read: ${jsonFault(detail)}${inFile(detail)}.`,
    hint: 'Correct the file; each record must be one object.',
  },
  {
    when: /No files found|No such file|Cannot open file|does not exist on the file system/i,
    code: 'not-found',
    say: () => 'A file of the source is no longer there.',
    hint: 'Open the source again.',
  },
  {
    when: /^(?:Conversion|Invalid Input|Out of Range|Constraint|Mismatch Type|Invalid type) Error/,
    code: 'bad-data',
    say: (detail) => `A value does not fit: ${first(detail)}`,
    hint: 'Change the type, or say what becomes of values that do not fit.',
  },
  {
    when: /^(?:Parser|Syntax|Binder|Catalog|Not implemented|Parameter Not Resolved|Invalid) Error/,
    code: 'bad-sql',
    say: (detail) => `The query cannot be run: ${first(detail)}`,
    hint: 'Check names and types against the sources.',
  },
  {
    when: /^IO Error/,
    code: 'bad-data',
    say: (detail) => `A file could not be read: ${first(detail)}`,
    hint: 'Check the file and its disk, then open the source again.',
  },
];

/** What is wrong and where, without the path and DuckDB's advice. */
function jsonFault(detail: string): string {
  const fault = first(detail).replace(/ in file ["'][^"']*["']/, '');
  return (/^(.*?)(?:\. |\.?\s*$)/.exec(fault)?.[1] ?? fault).trim();
}

function csvLine(detail: string): string {
  return `Line ${/CSV Error on Line: (\d+)/.exec(detail)?.[1] ?? ''} of the CSV`;
}

function inFile(detail: string): string {
  const [, file] = /(?:file = |file ["'])([^"'\n]+)/i.exec(detail) ?? [];
  return file === undefined ? '' : ` (${file.split('/').at(-1) ?? file})`;
}
