import type { MessageConnection } from 'vscode-jsonrpc';
import type {
  Reading,
  Side,
  TableRef,
  WorkbenchContract,
  WorkbenchEvents,
} from '../../../src/shared/contracts/workbench.ts';
import type { WorkbenchState } from '../../../src/shared/contracts/workbenchState.ts';
import { AppError, throwIfCancelled } from '../../../src/shared/errors.ts';
import type { RecipeEdit } from '../../../src/shared/recipeEdit.ts';
import type { Handlers } from '../../../src/shared/rpc/contract.ts';
import { sendEvent } from '../../../src/shared/rpc/events.ts';
import { cellText } from '../table/cellText.ts';
import { chance, fakeColumns } from './fakeColumns.ts';
import type { FakeColumn } from './fakeColumns.ts';
import { fakeFind } from './fakeFind.ts';
import { fakeInsights } from './fakeInsights.ts';
import { fakeDataset } from './fakeDataset.ts';
import { fakeDetails } from './fakeDetails.ts';
import { fakeHelp } from './fakeHelp.ts';
import { fakeOtherDrift, fakeOtherValues } from './fakeOther.ts';
import { fakePage } from './fakePage.ts';
import { fakeProfile } from './fakeProfile.ts';
import { fakeCatalogue, fakeCheckForm, fakeRecipe } from './fakeRecipe.ts';
import { fakeReadPreview } from './fakeReading.ts';
import { fakeState } from './fakeState.ts';
import { fakeTransfer } from './fakeTransfer.ts';
import type { Mode } from './mode.ts';

const removedRows = 3102;

/** Answers the workbench's contract from made-up data, as `mode` says. */
export function fakeHandlers(
  mode: Mode,
  connection: MessageConnection,
): Handlers<WorkbenchContract> {
  const columns = fakeColumns(mode);
  let revision = 0;
  let previewing: RecipeEdit | undefined =
    mode.what === 'preview' ? { kind: 'set-params', id: 'e5', params: {} } : undefined;
  let asked: Reading | undefined;
  let asking = mode.what === 'question';
  const state = (): Promise<WorkbenchState> => {
    revision += 1;
    const { question, ...made } = fakeState(mode, revision, previewing);
    const { source } = made;
    return Promise.resolve({
      ...made,
      ...(question && asking ? { question } : {}),
      source: asked && source ? { ...source, asked: asked.options } : source,
    });
  };
  const wait = async (signal: AbortSignal, share = 1): Promise<void> => {
    if (mode.delay > 0) {
      await new Promise((resolve) => setTimeout(resolve, mode.delay * share));
    }
    throwIfCancelled(signal);
    if (mode.what === 'crash') {
      throw new AppError('engine-crashed', 'The engine stopped while it was reading this table.', {
        hint: 'Try again: it is started anew.',
        detail: 'signal SIGKILL',
      });
    }
  };
  const rowsOf = ({ view }: TableRef, side?: Side): number => {
    if (side === 'removed') return removedRows;
    const share = view.filters.length > 0 ? 0.1376 : 1;
    return Math.floor(mode.rows * share * (view.find === '' ? 1 : 0.01));
  };
  const rowAt = (table: TableRef, row: number): number => {
    const { view } = table;
    const spread = view.filters.length > 0 ? row * 7 : row;
    return view.sort[0]?.descending === true ? rowsOf(table) - 1 - spread : spread;
  };
  const column = (name: string): FakeColumn => {
    const found = columns.find((one) => one.name === name);
    if (found) return found;
    // A column that a previewed change takes away.
    return { name, type: { kind: 'text' }, value: (row) => `gate ${row % 40}` };
  };
  const event = <K extends keyof WorkbenchEvents>(name: K, value: WorkbenchEvents[K]): void => {
    sendEvent<WorkbenchEvents, K>(connection, name, value);
  };

  return {
    ready: async ({ reading }, { signal }) => {
      asked = reading;
      if (mode.what !== 'crash') await wait(signal);
      if (mode.what === 'busy') {
        const since = Date.now();
        event('activity', [
          { id: 1, what: 'Fetching', done: 4_100_000, total: 128_000_000, unit: 'bytes', since },
          { id: 2, what: 'Counting rows', done: 1, total: 2, unit: 'rows', since },
        ]);
      }
      if (mode.what === 'question' || mode.what === 'transfer') event('activity', [fakeTransfer()]);
      return state();
    },
    catalogue: () => Promise.resolve(fakeCatalogue),
    checkForm: () => Promise.resolve(fakeCheckForm),
    help: ({ op }) => Promise.resolve(fakeHelp(op)),
    select: () => {
      previewing = undefined;
      return state();
    },
    page: async ({ table, side, offset, limit, columns: names, maxText }, { signal }) => {
      await wait(signal);
      const rows = Math.max(0, Math.min(limit, rowsOf(table, side) - offset));
      const chosen = names.map(column);
      const values = chosen.map((one) =>
        Array.from({ length: rows }, (_, at) => {
          const row = rowAt(table, offset + at);
          const value = one.value(row);
          if (side === 'before' && one.name === 'tail_number' && chance(row, 99) < 0.1) return null;
          return typeof value === 'string' ? value.slice(0, maxText + 1) : value;
        }),
      );
      return fakePage(
        chosen.map(({ name, type }) => ({ name, type })),
        values,
      );
    },
    count: async ({ table, side }, { signal }) => {
      await wait(signal, 2);
      return { rows: rowsOf(table, side) };
    },
    find: async (params, { signal }) => {
      await wait(signal);
      return { cell: fakeFind(column, (row) => rowAt(params.table, row), params) };
    },
    findCount: async (_params, { signal }) => {
      await wait(signal, 6);
      return { rows: 1180, cells: 1204 };
    },
    profile: async ({ table, columns: names, stage }, { signal }) => {
      await wait(signal, stage === undefined ? 4 : 1.5);
      const rows = rowsOf(table);
      const sample = stage === undefined ? rows : 50_000;
      const full = sample >= rows;
      return {
        rows,
        ...(full ? {} : { sampled: sample }),
        columns: names.map((name) => fakeProfile(column(name), rows, full)),
      };
    },
    details: async ({ table, columns: names, sample }, { signal }) => {
      await wait(signal, sample === undefined ? 5 : 2);
      if (mode.what === 'figures') throw figuresFailed();
      const rows = rowsOf(table);
      const full = sample === undefined || sample >= rows;
      return {
        rows,
        ...(full ? {} : { sampled: sample }),
        columns: names.map((name) => fakeDetails(column(name), rows, full)),
      };
    },
    dataset: async ({ table, sample, exactDuplicates }, { signal }) => {
      await wait(signal, sample === undefined ? 6 : 3);
      if (mode.what === 'figures') throw figuresFailed();
      return fakeDataset(columns, rowsOf(table), { sample, exactDuplicates });
    },
    insights: async ({ table, sample, target }, { signal }) => {
      await wait(signal, sample === undefined ? 6 : 2);
      if (mode.what === 'figures') throw figuresFailed();
      return fakeInsights(columns, rowsOf(table), { sample, target, times: mode.findings });
    },
    cell: async ({ table, row, column: name }, { signal }) => {
      await wait(signal);
      const { type, value } = column(name);
      const found = value(rowAt(table, row));
      if (found === null) return { text: '', isNull: true };
      // What is cut in the table is a million characters in full.
      if (typeof found === 'string' && found.length > 256) {
        return { text: 'long '.repeat(200_000), isNull: false };
      }
      if (typeof found === 'object') return { text: JSON.stringify(found), isNull: false };
      if (typeof found === 'bigint') return { text: found.toString(), isNull: false };
      return { text: cellText(found, type).text, isNull: false };
    },
    series: async ({ column: name }, { signal }) => {
      await wait(signal, 2);
      const start = Date.UTC(2001, 0, 1);
      const months = Array.from(
        { length: 26 },
        (_, at) => BigInt(start + at * 7 * 86_400_000) * 1000n,
      );
      const counts = months.map((_, at) =>
        BigInt(80_000 + Math.floor(chance(at, name.length) * 60_000)),
      );
      return {
        unit: 'week',
        page: fakePage(
          [
            { name: 'at', type: { kind: 'timestamp' } },
            { name: 'count', type: { kind: 'int64' } },
          ],
          [months, counts],
        ),
      };
    },
    stepInput: () =>
      Promise.resolve({
        schema: columns.map(({ name, type }) => ({ name, type })),
        parameters: fakeRecipe('recipe', []).recipe.parameters,
        sources: {},
        functions: [],
      }),
    suggestions: () => Promise.resolve([]),
    preview: async ({ edit }, { signal }) => {
      await wait(signal);
      previewing = edit;
      return state();
    },
    countMatches: () => state(),
    discard: () => {
      previewing = undefined;
      return state();
    },
    apply: (applied) => {
      document.body.dataset['applied'] = JSON.stringify(applied);
      previewing = undefined;
      return state();
    },
    learn: () => Promise.resolve({ learned: [] }),
    code: () =>
      Promise.resolve({
        text: '# 5 Late if 15 minutes or more behind schedule\ndf = df.assign(late=df["delay"] >= 15)\n',
      }),
    checks: () =>
      Promise.resolve([
        {
          ...{ title: 'delay is never null', severity: 'error', passed: false },
          ...{ found: 2, of: 2_999_921, sample: { columns: ['delay'], rows: [[null], [null]] } },
        },
        {
          ...{ title: 'the number of rows is at least 1000000', severity: 'warn', passed: true },
          ...{ found: 2_999_921, of: null },
        },
      ]),
    cancel: () => {
      event('activity', []);
      return Promise.resolve(null);
    },
    answerTransfer: (answered) => {
      document.body.dataset['answered'] = JSON.stringify(answered);
      asking = false;
      void state().then((next) => {
        event('state', next);
      });
      return Promise.resolve(null);
    },
    askAboutTransfers: () => Promise.resolve(null),
    reload: state,
    readPreview: async ({ reading }, { signal }) => {
      await wait(signal);
      return fakeReadPreview(reading);
    },
    applyReading: ({ reading }) => {
      asked = reading;
      return state();
    },
    otherDrift: async (params, { signal }) => {
      await wait(signal);
      return fakeOtherDrift(mode, params);
    },
    otherValues: async (_params, { signal }) => {
      await wait(signal, 6);
      return fakeOtherValues;
    },
    applyOther: (applied) => {
      document.body.dataset['applied'] = JSON.stringify(applied);
      return state();
    },
    command: (command) => {
      document.body.dataset['command'] = JSON.stringify(command);
      if (command.id === 'useOtherData') {
        event('other', { source: command.source, uri: '/data/exports/july/flights-2002.parquet' });
      }
      return Promise.resolve(null);
    },
  };
}

function figuresFailed(): AppError {
  return new AppError('out-of-memory', 'There is not enough memory for these figures.', {
    hint: 'Raise sluice.memoryLimit, or choose “Estimate only”.',
    detail: 'Out of Memory Error: failed to allocate data of size 256.0 MiB',
  });
}
