/** The bench's recipe of twenty steps over the ten-million-row file, written to Parquet. */
export function benchRecipe(source: string, output: string): object {
  const steps: (readonly [op: string, params: object])[] = [
    ['filter-rows', { where: { column: 'age', is: 'at-least', value: 18 } }],
    ['filter-rows', { where: { column: 'amount', is: 'greater', value: 0 } }],
    ['fill-missing', { columns: ['score'], with: 'constant', value: 0 }],
    ['fill-missing', { columns: ['note'], with: 'constant', value: 'none' }],
    ['formula', { column: 'gross', expression: 'amount * 1.19' }],
    ['formula', { column: 'log_amount', expression: 'ln(amount + 1)' }],
    [
      'formula',
      {
        column: 'age_group',
        expression: "case when age < 30 then 'young' when age < 60 then 'middle' else 'old' end",
      },
    ],
    ['formula', { column: 'domain', expression: "split_part(email, '@', 2)" }],
    ['formula', { column: 'city_upper', expression: 'upper(city)' }],
    [
      'extract-date-parts',
      { column: 'seen_at', parts: ['year', 'month', 'weekday', 'hour'], prefix: 'seen' },
    ],
    ['extract-date-parts', { column: 'born_on', parts: ['year'], prefix: 'born' }],
    ['change-type', { columns: ['tier'], to: 'int32', onError: 'null' }],
    ['change-type', { columns: ['price'], to: 'float64', onError: 'null' }],
    ['formula', { column: 'worth', expression: 'price * score' }],
    ['rename-column', { from: 'reference', to: 'ref' }],
    ['formula', { column: 'high', expression: 'balance > 500' }],
    [
      'formula',
      { column: 'ratio_clean', expression: 'case when isnan(ratio) then null else ratio end' },
    ],
    ['filter-rows', { where: { column: 'balance', is: 'greater', value: -900 } }],
    ['select-columns', { columns: [...kept] }],
    ['one-hot-encode', { columns: ['country'] }],
  ];
  return {
    sluice: 1,
    name: 'bench',
    parameters: [],
    sources: { main: { uri: source, format: 'parquet', options: {} } },
    steps: steps.map(([op, params], at) => ({
      id: `s${String(at + 1)}`,
      ...{ op, version: 1, params, enabled: true, note: '' },
    })),
    fitted: {},
    checks: [],
    outputs: [{ name: 'all', format: 'parquet', uri: output, options: { compression: 'zstd' } }],
  };
}

const kept = [
  ...['id', 'user_id', 'age', 'amount', 'gross', 'log_amount', 'age_group', 'balance', 'high'],
  ...['score', 'price', 'worth', 'city_upper', 'domain', 'token', 'seen_at', 'seen_year'],
  ...['seen_month', 'seen_weekday', 'seen_hour', 'born_year', 'active', 'note', 'ref', 'tier'],
  ...['ratio_clean', 'country'],
] as const;
