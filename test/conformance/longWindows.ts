import type { Json } from '../../src/core/operations/define.ts';
import { caseOf } from './caseOf.ts';
import type { OperationCase } from './operationCases.ts';

/** Windows of many rows, in two groups that take turns; the figures are added up here row by row. */
export function longWindows(): readonly OperationCase[] {
  const rows = 500;
  const large = new Map<number, number>([
    [90, 1e300],
    [301, Infinity],
    [304, NaN],
  ]);
  const values = Array.from({ length: rows }, (_, i) =>
    i % 7 === 3 ? null : (large.get(i) ?? ((i * 37) % 101) / 4 - 9),
  );
  const plain = values.map((x) => (x === null || Math.abs(x) < 100 ? x : 1));
  const ofGroup = (i: number, before: number, after: number, from: typeof values): number[] => {
    const group = values.flatMap((_, at) => (at % 2 === i % 2 ? [at] : []));
    const place = group.indexOf(i);
    const around = group.slice(Math.max(0, place - before), place + after + 1);
    return around.flatMap((at) => from[at] ?? []);
  };
  const window = (
    statistic: string,
    type: string,
    [before, after]: readonly [number, number],
    figure: (inside: readonly number[]) => Json,
    to = 'float64',
  ): OperationCase => {
    const isFloat = type === 'float64';
    const from = isFloat ? values : plain;
    const cell = (x: number | null): Json =>
      isFloat && x !== null ? written(x) : (x?.toFixed(2) ?? null);
    const columns = [
      ['g', 'int8'],
      ['x', type],
    ] as const;
    return caseOf(
      'rolling-statistic',
      `${statistic} of ${type}, ${String(before + after + 1)} rows`,
      {
        input: { columns, rows: from.map((x, i) => [i % 2, cell(x)]) },
        params: {
          ...{ column: 'x', statistic, rows: before + after + 1, least: 2, as: 'y' },
          ...{ window: after > 0 ? 'centred' : 'preceding', group: ['g'], order: [] },
        },
        output: {
          columns: [...columns, ['y', to]],
          rows: from.map((x, i) => {
            const inside = ofGroup(i, before, after, from);
            return [i % 2, cell(x), inside.length < 2 ? null : figure(inside)];
          }),
        },
      },
    );
  };
  const preceding = [119, 0] as const;
  const centred = [75, 74] as const;
  const cents = (x: number): string => x.toFixed(2);
  return [
    window('sum', 'float64', preceding, (inside) => written(sumOf(inside))),
    window('sum', 'float64', centred, (inside) => written(sumOf(inside))),
    window('mean', 'float64', centred, (inside) => written(sumOf(inside) / inside.length)),
    window('mean', 'decimal(10,2)', [499, 0], (inside) => sumOf(inside) / inside.length),
    window('std', 'float64', preceding, (inside) => written(stdOf(inside))),
    window('std', 'float64', centred, (inside) => written(stdOf(inside))),
    window('std', 'decimal(10,2)', preceding, stdOf),
    stdByTime(),
    window('sum', 'decimal(10,2)', centred, (inside) => cents(sumOf(inside)), 'decimal(38,2)'),
    window(
      'min',
      'decimal(10,2)',
      preceding,
      (inside) => cents(Math.min(...inside)),
      'decimal(10,2)',
    ),
    window(
      'max',
      'decimal(38,2)',
      preceding,
      (inside) => cents(Math.max(...inside)),
      'decimal(38,2)',
    ),
  ];
}

/** Deviations of a week whose ends move from the days before 1970 to those after it. */
function stdByTime(): OperationCase {
  const day = (at: number): string => new Date(at * 86_400_000).toISOString().slice(0, 10);
  const rows = Array.from({ length: 300 }, (_, i) => {
    const at = ((i * 53) % 60) - 30;
    return { at, x: i % 11 === 4 ? null : i === 150 ? 1e15 : ((i * 37) % 101) / 4 + 1e6 };
  });
  const columns = [
    ['day', 'date'],
    ['x', 'float64'],
  ] as const;
  return caseOf('rolling-by-time', 'deviations of a week', {
    input: { columns, rows: rows.map(({ at, x }) => [day(at), x]) },
    params: {
      ...{ time: 'day', column: 'x', statistic: 'std', last: 7, unit: 'day' },
      ...{ ends: 'earlier', least: 2, as: 'y', group: [] },
    },
    output: {
      columns: [...columns, ['y', 'float64']],
      rows: rows.map(({ at, x }) => {
        const inside = rows.flatMap((one) =>
          one.at < at && one.at >= at - 7 ? (one.x ?? []) : [],
        );
        return [day(at), x, inside.length < 2 ? null : stdOf(inside)];
      }),
    },
  });
}

function stdOf(numbers: readonly number[]): number {
  const mean = sumOf(numbers) / numbers.length;
  return Math.sqrt(sumOf(numbers.map((x) => (x - mean) ** 2)) / (numbers.length - 1));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, x) => sum + x, 0);
}

function written(x: number): Json {
  return Number.isNaN(x) ? 'nan' : Number.isFinite(x) ? x : x > 0 ? 'inf' : '-inf';
}
