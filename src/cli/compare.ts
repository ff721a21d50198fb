import { resolve } from 'node:path';
import Table from 'cli-table3';
import { compareReport } from '../core/report/compareReport.ts';
import type { LocatedSource } from '../jobs/locatedSource.ts';
import { writeAtomic } from '../jobs/writeAtomic.ts';
import type { EngineQuery } from '../shared/contracts/engine.ts';
import { AppError } from '../shared/errors.ts';
import type { ColumnDrift, DriftResult } from '../shared/profile/drift.ts';
import type { CommandContext } from './context.ts';
import { recipeQuery } from '../jobs/recipeQuery.ts';
import { grouped, short } from './terminal.ts';

/** Flags of `sluice compare`. */
export interface CompareFlags {
  readonly columns?: readonly string[];
  readonly sample?: number;
  readonly html?: string;
  readonly json: boolean;
}

/** The two sides, as they are named on the command line. */
interface Sides<T> {
  readonly before: T;
  readonly after: T;
}

/** One side, ready to be asked. */
interface Side {
  readonly query: EngineQuery;
  readonly located: readonly LocatedSource[];
}

/** A recipe's sources have names of their own; none is this. */
const OTHER = '__sluice_compared';

/** `sluice compare <before> <after>`: how far each column of a dataset, or of a recipe, moved. */
export async function compareCommand(
  context: CommandContext,
  named: Sides<string>,
  flags: CompareFlags,
): Promise<number> {
  const { session, terminal, call } = context;
  const { before, after } = await sides(context, named);
  const drift = await session.drift(before.query, after.query, call, {
    ...(flags.columns ? { columns: flags.columns } : {}),
    ...(flags.sample === undefined ? {} : { sample: flags.sample }),
  });
  if (flags.json) {
    terminal.document({
      before: { uri: named.before, snapshot: before.located[0]?.snapshot, ...drift.before },
      after: { uri: named.after, snapshot: after.located[0]?.snapshot, ...drift.after },
      columns: drift.columns,
    });
    return 0;
  }
  if (flags.html !== undefined) {
    const page = resolve(flags.html);
    const read = [...before.located, ...after.located].flatMap(({ local }) => local?.paths ?? []);
    if ([...read, resolve(named.before), resolve(named.after)].includes(page)) {
      throw new AppError('usage', `${page} is one of the two that are compared.`, {
        hint: 'Give --html another path; nothing was written.',
      });
    }
    await writeAtomic(page, compareReport(named, drift));
    terminal.line(`Wrote ${page}.`);
    return 0;
  }
  terminal.line(`before: ${named.before}, ${size(drift.before)}`);
  terminal.line(`after: ${named.after}, ${size(drift.after)}`);
  terminal.line(driftTable(drift.columns));
  const moved = drift.columns.filter(({ state }) => state !== 'same').length;
  terminal.line(
    moved === 0
      ? 'No column moved.'
      : `${grouped(moved)} of ${grouped(drift.columns.length)} columns moved.`,
  );
  return 0;
}

/** Opens both sides at once; one of them may be a recipe, whose rows after its steps are meant. */
async function sides(context: CommandContext, named: Sides<string>): Promise<Sides<Side>> {
  const { session, call } = context;
  const locate = (name: string, uri: string): Promise<LocatedSource> =>
    session.locate(name, { uri }, process.cwd(), call);
  const [first, second] = [isRecipe(named.before), isRecipe(named.after)];
  if (first && second) {
    throw new AppError('usage', 'Only one of the two may be a recipe.', {
      hint: 'Run one of them, and compare with what it wrote.',
    });
  }
  if (!first && !second) {
    const before = await locate('main', named.before);
    const after = await locate(OTHER, named.after);
    notes(context, await session.openSources([before, after], false, call));
    return {
      before: { query: all('main'), located: [before] },
      after: { query: all(OTHER), located: [after] },
    };
  }
  const other = await locate(OTHER, first ? named.after : named.before);
  const path = first ? named.before : named.after;
  const { sql, located } = await recipeQuery(session, path, { beside: [other] }, call);
  const recipe = { query: { sql }, located };
  const dataset = { query: all(OTHER), located: [other] };
  return first ? { before: recipe, after: dataset } : { before: dataset, after: recipe };
}

function notes(
  { terminal }: CommandContext,
  open: Readonly<Record<string, { readonly opened: { readonly notes: readonly string[] } }>>,
): void {
  for (const { opened } of Object.values(open))
    for (const note of opened.notes) terminal.note(note);
}

function all(name: string): EngineQuery {
  return { sql: `SELECT * FROM "${name}"` };
}

function isRecipe(target: string): boolean {
  return target.endsWith('.sluice.json');
}

function size({ rows, sampled, columns }: DriftResult['before']): string {
  const some = sampled === undefined ? '' : `, figures from ${grouped(sampled)} of them`;
  return `${grouped(rows)} rows${some}, ${String(columns.length)} columns`;
}

function driftTable(columns: readonly ColumnDrift[]): string {
  const table = new Table({
    head: ['column', 'type', 'state', 'PSI', 'KS', 'p', 'missing', 'new', 'lost'],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'left', 'left', 'right', 'right', 'right', 'right', 'left', 'left'],
  });
  for (const column of columns) {
    const { name, types, state, psi, ks, missing, newCategories, lostCategories } = column;
    const { before, after } = types;
    table.push([
      short(name, 30),
      short(
        before === after || !before || !after ? (before ?? after ?? '') : `${before} → ${after}`,
        30,
      ),
      state,
      figure(psi),
      figure(ks?.d),
      // A p that vanished in the arithmetic is small, not none.
      figure(ks && Math.max(ks.p, Number.MIN_VALUE)),
      missing ? moved(percent(missing.before), percent(missing.after)) : '',
      categories(newCategories),
      categories(lostCategories),
    ]);
  }
  return table.toString();
}

function moved(before: string, after: string): string {
  return before === after ? before : `${before} → ${after}`;
}

function categories(values: ColumnDrift['newCategories'] = []): string {
  const [first] = values;
  if (!first) return '';
  const more =
    values.length > 1 ? ` and ${values.length >= 50 ? 'more' : String(values.length - 1)}` : '';
  return `${short(JSON.stringify(first.value).slice(1, -1), 16)}${more}`;
}

function figure(value: number | undefined): string {
  if (value === undefined) return '';
  return value !== 0 && value < 0.0005 ? '< 0.001' : value.toFixed(3);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
