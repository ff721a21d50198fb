import { z } from 'zod';
import { defineOperation } from './define.ts';
import { lookingUp } from './lookingUp.ts';
import type { LookupParams } from './lookingUp.ts';
import { column, newColumn, otherSource, sourceColumn } from './params.ts';
import { lookupValuesExamples } from './examples/lookupValues.ts';

const params = z.strictObject({
  column: column().meta({
    ui: 'column',
    types: ['text', 'integer', 'boolean', 'date', 'decimal'],
    title: 'Values to look up',
    about: 'The column whose values are looked up.',
  }),
  with: otherSource().meta({
    ui: 'source',
    title: 'In the table',
    about: 'Another source, with keys and their results.',
  }),
  key: sourceColumn().meta({
    ui: 'source-column',
    like: 'column',
    title: 'Its column of keys',
    about: 'The column of that table in which the values are looked for.',
  }),
  result: sourceColumn().meta({
    ui: 'source-column',
    types: ['integer', 'decimal', 'float', 'text', 'boolean', 'date', 'timestamp'],
    title: 'Its column of results',
    about: 'The column of that table whose values come in.',
  }),
  as: newColumn().optional().meta({
    ui: 'new-column',
    title: 'New column',
    description: 'Left out: the results take the places of the values.',
  }),
  missing: z.enum(['null', 'keep', 'default']).default('null').meta({
    title: 'What is not found',
    description: 'What stands for a value that is not found; keep: the value itself.',
  }),
  default: z
    .string()
    .optional()
    .meta({
      title: 'Default',
      about: 'What stands for a value that is not found.',
      when: { missing: ['default'] },
    }),
});

export default defineOperation<LookupParams>({
  id: 'lookup-values',
  version: 1,
  title: 'Look up values',
  category: 'tables',
  summary:
    'Maps each value by a table of keys and results from another source, without a change to the rows. A key that stands there several times gives its smallest result; a key without a result, and a null, are not found. What is not found becomes null, a default, or stays as it is.',
  synonyms: [
    'vlookup',
    'xlookup',
    'map',
    'map values',
    'recode',
    'translate',
    'replace by table',
    'enrich',
  ],
  params,
  ...lookingUp,
  examples: lookupValuesExamples,
});
