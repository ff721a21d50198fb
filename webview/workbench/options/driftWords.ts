import type { FileDrift } from '../../../src/shared/source.ts';

/** `b.parquet: lacks x; has y besides; z is text, read as int64`. */
export function driftWords({ file, missing, extra, retyped }: FileDrift): string {
  const parts = [
    ...(missing.length > 0 ? [`lacks ${some(missing)}`] : []),
    ...(extra.length > 0 ? [`has ${some(extra)} besides`] : []),
    ...retyped
      .slice(0, 5)
      .map(({ column, type, readAs }) => `${column} is ${type}, read as ${readAs}`),
  ];
  return `${file}: ${parts.join('; ')}`;
}

function some(names: readonly string[]): string {
  const more = names.length - 5;
  return `${names.slice(0, 5).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}
