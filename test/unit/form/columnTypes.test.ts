import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Column } from '../../../src/shared/columnType.ts';
import type { Json } from '../../../src/shared/json.ts';
import { typeGroups } from '../../../src/shared/typeGroups.ts';
import type { TypeGroup } from '../../../src/shared/typeGroups.ts';
import { operations } from '../../../src/core/operations/registry.ts';
import { parseType } from '../../../src/core/sql/types.ts';
import { fieldOf } from '../../../webview/workbench/form/model/fieldOf.ts';
import { fittingColumns, noneFits } from '../../../webview/workbench/form/model/fittingColumns.ts';

const typeOf: Readonly<Record<TypeGroup, string>> = {
  ...{ integer: 'int32', decimal: 'decimal(10,2)', float: 'float64', text: 'text' },
  ...{ boolean: 'boolean', date: 'date', timestamp: 'timestamp', binary: 'binary' },
  ...{ nested: 'list<text>', other: 'time' },
};

/** Params that ask for a column, or columns, of some types only. */
const asked = operations.flatMap((operation) => {
  // SAFETY: a JSON Schema is JSON.
  const schema = z.toJSONSchema(operation.params, { io: 'input', unrepresentable: 'any' }) as Json;
  const field = fieldOf(schema);
  return (field.kind === 'group' ? field.fields : []).flatMap((inner) =>
    (inner.kind === 'column' || inner.kind === 'columns') && inner.types.length > 0
      ? [[operation.id, inner.key, operation, inner] as const]
      : [],
  );
});

describe('a picker of columns', () => {
  it('offers what fits, and says what it sought', () => {
    const columns = Object.entries(typeOf).map(([name, type]): Column => ({
      ...{ name, type: parseType(type) },
    }));
    const names = (...types: readonly TypeGroup[]) =>
      fittingColumns(columns, types).map(({ name }) => name);
    expect(names('integer', 'text')).toEqual(['integer', 'text']);
    expect(names()).toHaveLength(typeGroups.length);
    expect(fittingColumns(columns, [], parseType('int64')).map(({ name }) => name)).toEqual([
      'integer',
    ]);
    expect(noneFits([])).toBeUndefined();
    expect(noneFits(['integer', 'decimal', 'float', 'date'])).toBe(
      'No other column of number or date found',
    );
    expect(noneFits(['text'])).toBe('No other column of text found');
  });

  it.each(asked)('%s.%s hides no column that the step would take', (_id, key, operation, field) => {
    const [example] = operation.examples;
    const hidden = typeGroups.filter((group) => !field.types.includes(group));
    for (const group of hidden) {
      const probe = { name: 'probe', type: parseType(typeOf[group]) };
      const input = [
        ...example.input.columns.map(([name, type]) => ({ name, type: parseType(type) })),
        probe,
      ];
      // SAFETY: params are an object of JSON.
      const given = example.params as Readonly<Record<string, Json>>;
      const value = field.kind === 'columns' ? ['probe'] : 'probe';
      const params = operation.params.parse({ ...given, [key]: value });
      const source = (name: string) =>
        (example.sources?.[name]?.columns ?? []).map(([column, type]) => ({
          ...{ name: column, type: parseType(type) },
        }));
      const context = { params, input, parameters: {}, source, fitted: undefined };
      expect(() => operation.outputSchema(context), group).toThrow(/“probe” is/);
    }
  });
});
