import { resolve } from 'node:path';
import Table from 'cli-table3';
import type { ColumnProfile, ProfileValue } from '../shared/contracts/engine.ts';
import { AppError } from '../shared/errors.ts';
import { writeAtomic } from '../jobs/writeAtomic.ts';
import type { CommandContext } from './context.ts';
import { profilePage } from './profilePage.ts';
import { grouped } from './terminal.ts';

/** Flags of `sluice profile`. */
export interface ProfileFlags {
  readonly columns?: readonly string[];
  readonly sample?: number;
  readonly html?: string;
  readonly json: boolean;
}

/** `sluice profile <uri>`: every column's figures, as a table or as JSON. */
export async function profileCommand(
  context: CommandContext,
  uri: string,
  flags: ProfileFlags,
): Promise<number> {
  const { session, terminal, call } = context;
  const located = await session.locate('main', { uri }, process.cwd(), call);
  const open = await session.openSources([located], false, call);
  const schema = open['main']?.opened.schema ?? [];
  for (const name of flags.columns ?? []) {
    if (schema.some((column) => column.name === name)) continue;
    throw new AppError('usage', `There is no column “${name}”.`, {
      hint: `The columns are: ${schema.map((column) => column.name).join(', ')}.`,
    });
  }
  const profile = await session.run(
    'profile',
    {
      query: { sql: 'SELECT * FROM "main"' },
      ...(flags.columns ? { columns: flags.columns } : {}),
      ...(flags.sample === undefined ? {} : { sample: flags.sample }),
    },
    call,
  );
  for (const note of open['main']?.opened.notes ?? []) terminal.note(note);
  if (flags.json) {
    terminal.document({
      uri,
      snapshot: located.snapshot,
      rows: profile.rows,
      columns: profile.columns.map((column) => ({ ...column, insights: [] })),
      insights: [],
    });
    return 0;
  }
  if (flags.html !== undefined) {
    const page = resolve(flags.html);
    if (located.local?.paths.includes(page)) {
      throw new AppError('usage', `${page} is the data themselves.`, {
        hint: 'Give --html another path; nothing was written.',
      });
    }
    await writeAtomic(page, profilePage(uri, profile));
    terminal.line(`Wrote ${page}.`);
    return 0;
  }
  const sampled =
    profile.sampled === undefined ? '' : `, figures from ${grouped(profile.sampled)} of them`;
  terminal.line(
    `${uri}: ${grouped(profile.rows)} rows${sampled}, ${String(profile.columns.length)} columns, ${String(located.files.length)} file${located.files.length === 1 ? '' : 's'}`,
  );
  terminal.line(profileTable(profile.columns));
  return 0;
}

function profileTable(columns: readonly ColumnProfile[]): string {
  const table = new Table({
    head: ['column', 'type', 'nulls', 'distinct', 'min', 'median', 'max', 'mean', 'most frequent'],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right', 'left'],
  });
  for (const column of columns) {
    const top = column.top?.[0];
    table.push([
      short(column.name, 30),
      short(column.type, 20),
      grouped(column.nulls),
      `${column.basis['distinct'] === 'exact' ? '' : '≈ '}${grouped(column.distinct)}`,
      shown(column.min),
      shown(column.quantiles?.p50),
      shown(column.max),
      shown(column.mean),
      top === undefined ? '' : `${shown(top.value)} (${grouped(top.count)})`,
    ]);
  }
  return table.toString();
}

function shown(value: ProfileValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number' && !Number.isInteger(value))
    return String(Number(value.toPrecision(6)));
  return short(JSON.stringify(String(value)).slice(1, -1), 26);
}

function short(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
