import type { Json } from '../../../src/shared/json.ts';

const column = { type: 'string', minLength: 1, ui: 'column', title: 'Column' };
const severity = {
  type: 'string',
  enum: ['error', 'warn'],
  labels: { error: 'fails the run', warn: 'warns' },
  title: 'If it does not hold',
};

function rule(
  name: string,
  properties: { readonly [key: string]: Json },
  required: string[],
): Json {
  return {
    type: 'object',
    properties: { rule: { const: name }, ...properties, severity },
    required: ['rule', ...required, 'severity'],
  };
}

/** The form of a check: the rule decides what more is asked. */
export const checkSchema: Json = {
  title: 'Rule',
  oneOf: [
    rule('not-null', { column }, ['column']),
    rule(
      'unique',
      { columns: { type: 'array', minItems: 1, items: column, ui: 'columns', title: 'Columns' } },
      ['columns'],
    ),
    rule(
      'in-range',
      {
        column,
        min: { ui: 'literal', title: 'From' },
        max: { ui: 'literal', title: 'To' },
      },
      ['column'],
    ),
    rule(
      'row-count',
      {
        min: { type: 'integer', minimum: 0, title: 'At least' },
        max: { type: 'integer', minimum: 0, title: 'At most' },
      },
      [],
    ),
  ],
};
