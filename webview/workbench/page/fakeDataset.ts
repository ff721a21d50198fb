import type { Basis } from '../../../src/shared/profile/columnProfile.ts';
import type { Correlation, DatasetDetails } from '../../../src/shared/profile/datasetDetails.ts';
import { chance } from './fakeColumns.ts';
import type { FakeColumn } from './fakeColumns.ts';

/** How the made-up data are looked at. */
interface FakeLook {
  readonly sample: number | undefined;
  readonly exactDuplicates: boolean | undefined;
}

/** Made-up figures of several columns at once. */
export function fakeDataset(
  columns: readonly FakeColumn[],
  rows: number,
  { sample, exactDuplicates = false }: FakeLook,
): DatasetDetails {
  const sampled = sample !== undefined && sample < rows ? sample : undefined;
  const basis: Basis = sampled === undefined ? 'exact' : 'estimate';
  const names = columns.map(({ name }) => name);
  const part = (share: number): number => Math.round(rows * share);
  const some = names.slice(0, 300);
  const patterns = [
    ...[0.11, 0.06, 0.03, 0.012, 0.0004].map((share, at) => ({
      columns: some.filter((_, index) => chance(index, at) < 0.25),
      rows: part(share),
    })),
  ].filter(({ columns: gone, rows: count }) => count > 0 && (gone.length > 0 || rows > 0));
  const isSmall = names.length < 2 || rows === 0;
  return {
    rows,
    columns: names.length,
    ...(sampled === undefined ? {} : { sampled }),
    duplicates: { rows: part(0.013), basis: exactDuplicates || rows === 0 ? 'exact' : 'estimate' },
    missing: { patterns: isSmall ? [] : patterns, pairs: [] },
    correlations: isSmall ? [] : correlations(columns.slice(0, 60), rows),
    constant: names.filter((_, at) => at % 9 === 8),
    equalColumns: names.length > 5 ? [names.slice(3, 5)] : [],
    basis: { missing: basis, correlations: basis, equalColumns: basis },
  };
}

function correlations(columns: readonly FakeColumn[], rows: number): readonly Correlation[] {
  const isNumber = ({ type }: FakeColumn): boolean =>
    ['int32', 'int64', 'float64', 'decimal'].includes(type.kind);
  const isText = ({ type }: FakeColumn): boolean => ['text', 'boolean'].includes(type.kind);
  return columns.flatMap((a, at) =>
    columns.slice(at + 1).flatMap((b, offset): Correlation[] => {
      const luck = chance(at, offset) * 2 - 1;
      const pair = { a: a.name, b: b.name, rows: Math.round(rows * 0.97) };
      if (isNumber(a) && isNumber(b)) {
        return [
          { ...pair, measure: 'pearson', value: luck },
          { ...pair, measure: 'spearman', value: Math.sign(luck) * Math.sqrt(Math.abs(luck)) },
        ];
      }
      if (isText(a) && isText(b)) return [{ ...pair, measure: 'cramers-v', value: luck ** 2 }];
      if (isText(a) && isNumber(b)) {
        return [{ ...pair, measure: 'correlation-ratio', value: Math.abs(luck) }];
      }
      return [];
    }),
  );
}
