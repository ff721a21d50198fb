import { readFile } from 'node:fs/promises';
import { LIST, VARCHAR } from '@duckdb/node-api';
import { rangeRef, readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { ident, joinSql, lit, sql, trusted } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { SourceOptions } from '../../shared/source.ts';
import { AppError } from '../../shared/errors.ts';
import { badFile, unsupportedFile } from './badFile.ts';
import { distinctNames } from './distinctNames.ts';
import { columnLetters, columnType } from './excelCell.ts';
import { ExcelTable } from './excelTable.ts';
import { parquetSink } from './parquetSink.ts';
import type { Sink, SinkOptions } from './parquetSink.ts';

/** The streaming reader does not tell merged cells; in larger workbooks they are not looked for. */
const LOOKED_AT = 2 * 1024 * 1024;

/** What was found out of a workbook. */
export interface ConvertedExcel {
  readonly options: SourceOptions;
  readonly sheets: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Turns one sheet of a workbook into Parquet. Rows are streamed; a column's type is that of all its
 * cells, text where they differ. Formulas count with the value that was saved; errors are null.
 */
export async function convertExcel(
  path: string,
  given: SourceOptions,
  sinkOptions: SinkOptions,
): Promise<ConvertedExcel> {
  try {
    const bytes = await readFile(path);
    const { sheets, merged } = await sheetsOf(bytes, given.sheet);
    const sheet = given.sheet ?? sheets[0];
    if (sheet === undefined || !sheets.includes(sheet)) throw noSheet(path, given.sheet, sheets);
    const table = new ExcelTable(given.header);
    let names: readonly string[] = [];
    let renamed: readonly string[] = [];
    await parquetSink(
      [{ name: 'cells', type: String(LIST(VARCHAR)) }],
      sinkOptions,
      async (sink) => {
        try {
          await fill(sink, table, bytes, sheet, given.range);
        } catch (error) {
          throw known(path, error, sinkOptions.signal);
        }
        if (table.width() === 0) throw badFile(path, `has nothing in the sheet “${sheet}”`);
        const places = table.places();
        ({ names, notes: renamed } = distinctNames(
          places.map((place) => table.header?.[place] ?? columnLetters(place)),
        ));
        return finalColumns(table, places, names);
      },
    );
    const range = given.range === undefined ? {} : { range: given.range };
    return {
      options: { sheet, header: table.header !== undefined, ...range },
      sheets,
      notes: [...sheetNote(sheet, sheets), ...mergedNote(merged), ...renamed, ...table.notes()],
    };
  } catch (error) {
    throw known(path, error, sinkOptions.signal);
  }
}

async function fill(
  sink: Sink,
  table: ExcelTable,
  bytes: Uint8Array,
  sheet: string,
  range: string | undefined,
): Promise<void> {
  const options = range === undefined ? { sheet } : { sheet, range };
  for await (const row of streamXlsxRows(bytes, options)) {
    const chunk = table.add(row.index, row.values);
    if (!chunk) continue;
    sink.append.appendDataChunk(chunk);
    await sink.took(chunk.rowCount);
  }
  const last = table.rest();
  if (!last) return;
  sink.append.appendDataChunk(last);
  await sink.took(last.rowCount);
}

function finalColumns(table: ExcelTable, places: readonly number[], names: readonly string[]): Sql {
  const columns = places.map(
    (place, at) =>
      sql`CAST(cells[${lit(place + 1)}] AS ${trusted(columnType(table.kindsOf(place)))}) AS ${ident(names[at] ?? '')}`,
  );
  return sql`SELECT ${joinSql(columns)} FROM rows`;
}

/** The names of all sheets, and the merged ranges of the one that is read. */
async function sheetsOf(
  bytes: Uint8Array,
  asked: string | undefined,
): Promise<{ readonly sheets: readonly string[]; readonly merged: readonly string[] }> {
  const sheets: string[] = [];
  const { sheets: read } = await readXlsx(bytes, {
    sheets: ({ name }) => {
      sheets.push(name);
      return bytes.length <= LOOKED_AT && name === (asked ?? sheets[0]);
    },
    range: 'A1:A1',
  });
  const merged = (read[0]?.merges ?? []).map((range) =>
    rangeRef(range.startRow, range.startCol, range.endRow, range.endCol),
  );
  return { sheets, merged };
}

function mergedNote(merged: readonly string[]): string[] {
  if (merged.length === 0) return [];
  const shown = merged.slice(0, 5).join(', ');
  const more = merged.length > 5 ? ` and ${String(merged.length - 5)} more` : '';
  return [
    `Cells are merged (${shown}${more}): the value stands in the first of them, the others are null.`,
  ];
}

function sheetNote(sheet: string, sheets: readonly string[]): string[] {
  if (sheets.length < 2) return [];
  const others = sheets.filter((name) => name !== sheet);
  const shown = others.slice(0, 10).map((name) => `“${name}”`);
  const more = others.length > 10 ? `, and ${String(others.length - 10)} more` : '';
  return [`This is the sheet “${sheet}”; the workbook also has ${shown.join(', ')}${more}.`];
}

function noSheet(path: string, asked: string | undefined, sheets: readonly string[]): AppError {
  const there = sheets.map((name) => `“${name}”`).join(', ');
  return asked === undefined
    ? badFile(path, 'has no sheet')
    : new AppError('not-found', `There is no sheet “${asked}” in the workbook.`, {
        hint: `Its sheets are ${there}.`,
      });
}

function known(path: string, error: unknown, signal: AbortSignal): unknown {
  if (error instanceof AppError || signal.aborted) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'EncryptedFileError') {
    return unsupportedFile(
      path,
      'is protected by a password',
      'Save the workbook without a password.',
    );
  }
  return badFile(path, 'is a damaged Excel workbook, or was cut off', error);
}
