/** One expression on a small table: cells in canonical text, and what each row must give. */
export interface ExpressionCase {
  readonly expression: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly (string | null)[])[];
  readonly expected: readonly (string | null)[];
  /** The run must stop with an error that says this. */
  readonly error?: string;
  /** The recipe's parameters: type and canonical text. */
  readonly parameters?: Readonly<Record<string, readonly [string, string]>>;
}

type Cells = readonly (string | null)[];

/** Expressions over the same rows. */
export function table(
  columns: Readonly<Record<string, string>>,
  rows: readonly Cells[],
  expected: Readonly<Record<string, Cells>>,
): ExpressionCase[] {
  return Object.entries(expected).map(([expression, cells]) => ({
    expression,
    columns,
    rows,
    expected: cells,
  }));
}

/** An expression that must stop the run, saying this. */
export function fails(
  expression: string,
  columns: Readonly<Record<string, string>>,
  cells: readonly string[],
  error: string,
): ExpressionCase {
  return { expression, columns, rows: cells.map((cell) => [cell]), expected: [], error };
}
