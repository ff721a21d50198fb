import { z } from 'zod';
import type { ColumnType } from '../../shared/columnType.ts';
import { castRule } from '../expression/castRules.ts';
import { text } from '../expression/types.ts';
import { ex, exColumn, exLit, exTryCast } from '../expression/write.ts';
import { formatType, parseType, sameType } from '../sql/types.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { column, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { parseJsonExamples } from './examples/parseJson.ts';

const params = z.strictObject({
  column: column().meta({ about: 'The column of JSON texts.' }),
  fields: z
    .array(
      z.strictObject({
        path: z.string().min(1).meta({
          description: '$ and then .name, ."a name" or [0], such as $.items[0].price.',
        }),
        as: newColumn(),
        type: z.string().min(1).default('text').meta({
          ui: 'type',
          about: 'The type of the new column; what it cannot hold becomes null.',
        }),
      }),
    )
    .min(1)
    .meta({ title: 'Fields', about: 'The values that are taken out, each into a column.' }),
});

type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'parse-json',
  version: 1,
  title: 'Parse JSON',
  category: 'columns',
  summary:
    'Takes texts, numbers and booleans out of a column of JSON texts into new columns at the end of the table, each by a path such as $.customer.name or $.items[0].price, in the type asked for. What is not there, a JSON null, an object, an array, and a text that is no JSON (RFC 8259) give null; what the type cannot hold becomes null and is counted.',
  synonyms: [
    ...['json_extract', 'json_normalize', 'get_json_object', 'json path', 'json to columns'],
    ...['unpack json', 'expand json', 'from_json', 'hoist'],
  ],
  params,
  ...rowwise(({ params, input }) => {
    const source = requireColumn(input, params.column, ['column']);
    requireType(source, ({ kind }) => kind === 'text', 'text', ['column']);
    return params.fields.map(({ path, as, type }, index) => {
      requireNewName(input, as, ['fields', index, 'as']);
      const to = fieldType(type, ['fields', index, 'type']);
      const found = ex`json_extract_string(${exColumn(source.name)}, ${exLit(path)})`;
      return {
        name: as,
        value: exTryCast(found, text, to),
        path: ['fields', index, 'path'],
        namePath: ['fields', index, 'as'],
      };
    });
  }),
  examples: parseJsonExamples,
});

function fieldType(written: string, path: readonly (string | number)[]): ColumnType {
  const type = at(path, () => parseType(written));
  if (sameType(type, text) || castRule(text, type)) return type;
  throw new StepError(
    path,
    `A text cannot become ${formatType(type)}.`,
    'Choose text, a number, boolean, date or timestamp.',
  );
}
