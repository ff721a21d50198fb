import { describe, expect, it } from 'vitest';
import { operations } from '../../../src/core/operations/registry.ts';
import {
  completeExpression,
  errorPlace,
} from '../../../webview/workbench/form/model/completeExpression.ts';
import { expressionName } from '../../../webview/workbench/form/model/expressionName.ts';
import { emptyScope } from '../../../webview/workbench/form/model/formScope.ts';
import { searchOperations } from '../../../webview/workbench/form/model/searchOperations.ts';
import { parseExpression } from '../../../src/core/expression/parse.ts';

const catalogue = operations.map(({ id, version, title, category, summary, synonyms }) => {
  return { id, version, title, category, summary, synonyms, params: {}, examples: [] };
});
const found = (query: string) =>
  searchOperations(catalogue, query).flatMap((group) => group.operations.map(({ id }) => id));

describe('the search for an operation', () => {
  it.each([
    ['filter', 'filter-rows'],
    ['FILL', 'fill-missing'],
    ['rename', 'rename-column'],
    ['dummies', 'one-hot-encode'],
    ['group by', 'group-aggregate'],
    ['merge', 'merge-columns'],
    ['impute', 'fill-missing'],
    ['cast', 'change-type'],
    ['train test', 'split-dataset'],
    ['weekday', 'extract-date-parts'],
    ['srt', 'sort-rows'],
  ])('%s finds %s first', (query, id) => {
    expect(found(query)[0]).toBe(id);
  });

  it('finds nothing by what is nowhere, and all by nothing', () => {
    expect(found('zebra')).toEqual([]);
    expect(found('filter zebra')).toEqual([]);
    expect([...found('')].sort()).toEqual(operations.map(({ id }) => id).sort());
    expect(searchOperations(catalogue, '').map(({ label }) => label)).toEqual([
      'Rows',
      'Columns',
      'Missing values',
      'Text',
      'Numbers',
      'Dates and times',
      'Categories',
      'Tables',
      'Windows',
      'Split',
    ]);
  });
});

describe('completion of expressions', () => {
  const scope = {
    ...emptyScope,
    columns: [
      { name: 'delay', type: { kind: 'int64' } as const },
      { name: 'departed at', type: { kind: 'timestamp' } as const },
      { name: 'say "hi"', type: { kind: 'text' } as const },
      { name: 'case', type: { kind: 'text' } as const },
    ],
    parameters: [{ name: 'since', type: 'date' }],
    functions: [{ name: 'date_add', signature: 'date_add(unit, count, value)', summary: '' }],
  };
  const at = (text: string, ask = false) => {
    const caret = text.indexOf('|');
    const { from, to, items } = completeExpression(text.replace('|', ''), caret, scope, ask);
    return { from, to, inserts: items.map(({ insert }) => insert) };
  };

  it.each([
    ['de|', 0, 2, ['delay', '"departed at"']],
    ['1 + da|', 4, 6, ['date_add()']],
    ['x >= :s|', 5, 7, [':since']],
    ['"dep|', 0, 4, ['"departed at"']],
    ['"dep|"', 0, 5, ['"departed at"']],
    ['hi|', 0, 2, ['"say ""hi"""']],
    ['cas|', 0, 3, ['"case"']],
    ["'de|", 3, 3, []],
    ['1e|', 2, 2, []],
    ['delay + |', 8, 8, []],
  ])('%s', (text, from, to, inserts) => {
    expect(at(text)).toEqual({ from, to, inserts });
  });

  it('offers all when asked where no word has begun', () => {
    expect(at('delay + |', true).inserts).toHaveLength(6);
  });

  it.each(['delay', 'departed at', 'say "hi"', 'case', 'date', 'Größe', '1st', 'a-b', 'true'])(
    'writes the name %s so that it is read as that column',
    (name) => {
      expect(parseExpression(expressionName(name))).toMatchObject({ name });
    },
  );

  it.each([
    ['There is no column “b” at character 5.', 'a + bcd > 1', 'bcd'],
    ['“+” needs numbers, not text at character 1.', '"a b" + 1', '"a b"'],
    ['It ends too early at character 4.', 'a +', '+'],
  ])('marks the place of “%s”', (message, text, marked) => {
    const place = errorPlace(text, message);
    expect(place && text.slice(place.from, place.to)).toBe(marked);
  });
});
