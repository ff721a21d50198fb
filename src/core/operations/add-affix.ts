import { z } from 'zod';
import { ex, exLit, joinEx } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { columns } from './params.ts';
import { rowwise } from './rowwise.ts';
import { writtenInPlace } from './textColumns.ts';

const params = z.strictObject({
  columns: columns(),
  prefix: z.string().default('').meta({ about: 'The text that is put before each text.' }),
  suffix: z.string().default('').meta({ about: 'The text that is put after each text.' }),
  onlyMissing: z.boolean().default(false).meta({
    title: 'Only where it is missing',
    description: 'A text that begins (ends) with it already gets no second one.',
  }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'add-affix',
  version: 1,
  title: 'Add prefix or suffix',
  category: 'text',
  summary:
    'Puts a text before and another one after each text, also around empty ones. Whole numbers become text. Null stays null.',
  synonyms: [
    ...['prefix', 'suffix', 'prepend', 'append', 'concat', 'quote', 'add quotes', 'paste'],
    ...['add characters', 'wrap'],
  ],
  params,
  ...rowwise((context) => {
    const { params } = context;
    if (params.prefix === '' && params.suffix === '') {
      throw new StepError(['prefix'], 'There is nothing to add.', 'Give a prefix or a suffix.');
    }
    return writtenInPlace(context, (text) => affixed(text, params));
  }),
  examples: [
    {
      name: 'a prefix and a suffix',
      input: {
        columns: [
          ['a', 'text'],
          ['n', 'int16'],
        ],
        rows: [
          ['é', 1],
          ['', -2],
          [null, null],
        ],
      },
      params: { columns: ['a', 'n'], prefix: '"🚀', suffix: "'$1", onlyMissing: false },
      output: {
        columns: [
          ['a', 'text'],
          ['n', 'text'],
        ],
        rows: [
          ['"🚀é\'$1', '"🚀1\'$1'],
          ['"🚀\'$1', '"🚀-2\'$1'],
          [null, null],
        ],
      },
    },
    {
      name: 'only where it is missing',
      input: { columns: [['a', 'text']], rows: [['http://x'], ['x/'], [''], ['/'], [null]] },
      params: { columns: ['a'], prefix: 'http://', suffix: '/', onlyMissing: true },
      output: {
        columns: [['a', 'text']],
        rows: [['http://x/'], ['http://x/'], ['http:///'], ['http:///'], [null]],
      },
    },
    {
      name: 'a suffix in an empty table',
      input: { columns: [['a', 'text']], rows: [] },
      params: { columns: ['a'], prefix: '', suffix: ' kg', onlyMissing: false },
      output: { columns: [['a', 'text']], rows: [] },
    },
  ],
});

function affixed(text: ExpressionText, { prefix, suffix, onlyMissing }: Params): ExpressionText {
  const [before, after] = [exLit(prefix), exLit(suffix)];
  const parts = [
    ...(prefix === ''
      ? []
      : [
          onlyMissing
            ? ex`case when starts_with(${text}, ${before}) then '' else ${before} end`
            : before,
        ]),
    text,
    ...(suffix === ''
      ? []
      : [
          onlyMissing
            ? ex`case when ends_with(${text}, ${after}) then '' else ${after} end`
            : after,
        ]),
  ];
  return joinEx(parts, ' || ');
}
