import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { optionsOf } from '../../../src/core/help/optionsOf.ts';
import { column, columns, newColumn } from '../../../src/core/operations/params.ts';
import { operations } from '../../../src/core/operations/registry.ts';
import { recipeJsonSchema } from '../../../src/core/recipe/jsonSchema.ts';

describe('the meaning of an option', () => {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s: is a sentence for each of them',
    (_id, operation) => {
      const bare = optionsOf(operation).filter(
        ({ description }) => !/^\S+ .*\.$/.test(description),
      );
      expect(bare.map(({ path, description }) => [path, description])).toEqual([]);
    },
  );

  it('is what the form shows, then what only the help says, then the label, then the usual', () => {
    const [operation] = operations;
    const params = z.strictObject({
      shown: z.string().meta({ title: 'Shown', description: 'In the form.' }),
      told: z.string().meta({ title: 'Told', about: 'In the help.' }),
      labelled: column().meta({ title: 'A label' }),
      column: column(),
      columns: columns(),
      as: newColumn().optional(),
      plain: z.string(),
    });
    const found = operation ? optionsOf({ ...operation, params }) : [];
    expect(found.map(({ description }) => description)).toEqual([
      'In the form.',
      'In the help.',
      'A label',
      'The column that it works on.',
      'The columns that it works on.',
      'Name of the column that it makes.',
      '',
    ]);
  });

  it('is said in one place: in the form, or in the help alone', () => {
    for (const { id, params } of operations) {
      const schema = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' });
      JSON.stringify(schema, (key, part: unknown) => {
        const keys = part !== null && typeof part === 'object' ? Object.keys(part) : [];
        const isNames = key === 'properties' || key === '$defs';
        expect(!isNames && keys.includes('about') && keys.includes('description'), id).toBe(false);
        return part;
      });
    }
  });

  it('is shown by editors of JSON', () => {
    const text = JSON.stringify(recipeJsonSchema());
    expect(text).toContain('"description":"Name of the copy."');
    expect(text).not.toContain('"about"');
  });
});
