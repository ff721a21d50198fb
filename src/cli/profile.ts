import { resolve } from 'node:path';
import Table from 'cli-table3';
import type { ColumnProfile, ProfileValue } from '../shared/profile/columnProfile.ts';
import { AppError } from '../shared/errors.ts';
import type { Insight } from '../shared/profile/insight.ts';
import { profileReport } from '../core/report/profileReport.ts';
import { wholeProfile } from '../jobs/wholeProfile.ts';
import { writeAtomic } from '../jobs/writeAtomic.ts';
import type { CommandContext } from './context.ts';
import { profileInsights } from './profileInsights.ts';
import { readThresholds } from './readThresholds.ts';
import { grouped, short } from './terminal.ts';

/** Flags of `sluice profile`. */
export interface ProfileFlags {
  readonly columns?: readonly string[];
  readonly sample?: number;
  readonly html?: string;
  readonly thresholds?: string;
  readonly json: boolean;
}

/** `sluice profile <uri>`: every column's figures, as a table or as JSON. */
export async function profileCommand(
  context: CommandContext,
  uri: string,
  flags: ProfileFlags,
): Promise<number> {
  const { session, terminal, call } = context;
  const thresholds =
    flags.thresholds === undefined ? undefined : await readThresholds(flags.thresholds);
  // Of a recipe the rows after its steps are meant.
  const format = uri.endsWith('.sluice.json') ? ({ format: 'recipe' } as const) : {};
  const located = await session.locate('main', { uri, ...format }, process.cwd(), call);
  const open = await session.openSources([located], false, call);
  const schema = open['main']?.opened.schema ?? [];
  for (const name of flags.columns ?? []) {
    if (schema.some((column) => column.name === name)) continue;
    throw new AppError('usage', `There is no column “${name}”.`, {
      hint: `The columns are: ${schema.map((column) => column.name).join(', ')}.`,
    });
  }
  const order = {
    query: { sql: 'SELECT * FROM "main"' },
    ...(flags.columns ? { columns: flags.columns } : {}),
    ...(flags.sample === undefined ? {} : { sample: flags.sample }),
  };
  for (const note of open['main']?.opened.notes ?? []) terminal.note(note);
  if (flags.html !== undefined) {
    const page = resolve(flags.html);
    if (located.local?.paths.includes(page)) {
      throw new AppError('usage', `${page} is the data themselves.`, {
        hint: 'Give --html another path; nothing was written.',
      });
    }
    const { snapshot } = located;
    const { query, ...chosen } = order;
    const whole = await wholeProfile(
      session,
      { uri, snapshot, sql: query.sql, thresholds, ...chosen },
      call,
    );
    await writeAtomic(page, profileReport(whole));
    terminal.line(`Wrote ${page}.`);
    return 0;
  }
  const profile = await session.run('profile', order, call);
  if (flags.json) {
    const { insights, whole } = await profileInsights(
      session,
      { ...order, thresholds },
      profile,
      call,
    );
    if (!whole) terminal.note(leftOut);
    terminal.document({
      uri,
      snapshot: located.snapshot,
      rows: profile.rows,
      columns: profile.columns.map((column) => ({
        ...column,
        insights: insights.filter(({ columns }) => columns.includes(column.name)).map(told),
      })),
      insights: insights.map(told),
    });
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

const leftOut =
  'The table is large, so insights into texts, tails and pairs of columns were left out. Use --sample or --columns to have them of a part.';

function told({ id, severity, message }: Insight): Pick<Insight, 'id' | 'severity' | 'message'> {
  return { id, severity, message };
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
