/** A step of a recipe, as far as tests care. */
export interface Step {
  readonly id: string;
  readonly op: string;
  readonly params: unknown;
}

/** A recipe over one file with one output `all`; `more` beats what is there. */
export function recipe(uri: string, steps: readonly Step[], more: object = {}): object {
  const format = /\.(\w+)$/.exec(uri)?.[1] ?? 'csv';
  return {
    sluice: 1,
    name: 'bad input',
    sources: { main: { uri, format } },
    steps: steps.map((step) => ({ version: 1, ...step })),
    outputs: [{ name: 'all', format: 'parquet', uri: 's3://nowhere/all/' }],
    ...more,
  };
}

/** The step `one`. */
export const step = (op: string, params: unknown): Step => ({ id: 'one', op, params });
