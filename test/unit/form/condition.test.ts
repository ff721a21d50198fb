import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../src/shared/columnType.ts';
import type { Json } from '../../../src/shared/json.ts';
import {
  addTo,
  replaceNode,
  simplified,
  withColumn,
  withTest,
} from '../../../webview/workbench/form/model/conditionEdits.ts';
import { emptyTest, nodeOf } from '../../../webview/workbench/form/model/conditionNode.ts';
import type { ConditionNode } from '../../../webview/workbench/form/model/conditionNode.ts';
import { conditionOf } from '../../../webview/workbench/form/model/conditionOf.ts';
import { testsFor } from '../../../webview/workbench/form/model/conditionWords.ts';
import { typedOperand } from '../../../webview/workbench/form/model/operand.ts';

const columns: Schema = [
  { name: 'n', type: { kind: 'int64' } },
  { name: 'x', type: { kind: 'float64' } },
  { name: 'price', type: { kind: 'decimal', precision: 10, scale: 2 } },
  { name: 'town', type: { kind: 'text' } },
  { name: 'day', type: { kind: 'date' } },
  { name: 'ok', type: { kind: 'boolean' } },
];

const through = (condition: Json): unknown => {
  const node = nodeOf(condition);
  return node && conditionOf(node, columns).condition;
};
const typed = (column: string, text: string): ConditionNode => {
  const node = emptyTest(column);
  return node.kind === 'test'
    ? { ...node, operands: node.operands.map((operand) => typedOperand(operand, text)) }
    : node;
};
const testOf = (node: ConditionNode | undefined) => {
  if (node?.kind !== 'test') throw new Error('It is no test.');
  return node;
};

describe('conditions of documents', () => {
  it.each<[string, Json]>([
    ['nested groups', { all: [{ any: [{ column: 'n', is: 'is-null' }] }, { any: [] }] }],
    ['not of not', { not: { not: { column: 'town', is: 'contains', value: '%' } } }],
    ['a range', { column: 'n', is: 'between', value: [1, '9007199254740993'] }],
    ['a list with null', { column: 'town', is: 'in', value: ['', null, 'a'] }],
    ['a parameter', { column: 'day', is: 'after', value: { param: 'since' } }],
    ['another column', { column: 'n', is: 'less', value: { column: 'x' } }],
    ['a text where a number is', { column: 'n', is: 'equals', value: '5' }],
    ['an expression', { expression: 'n > 1' }],
  ])('come back as they were: %s', (_, condition) => {
    expect(through(condition)).toEqual(condition);
  });

  it.each<Json>([null, 'x', { all: 3 }, { column: 'n', is: 'odd' }, { all: [{ if: 1 }] }])(
    'that are none are left to the JSON box: %j',
    (condition) => {
      expect(nodeOf(condition)).toBeUndefined();
    },
  );
});

describe('a typed value', () => {
  it.each<[string, string, Json]>([
    ['n', '12', 12],
    ['n', '-9007199254740993', '-9007199254740993'],
    ['n', '1.5', 1.5],
    ['x', '1e3', 1000],
    ['x', 'Infinity', 'Infinity'],
    ['price', '0.10', '0.10'],
    ['town', '12', '12'],
    ['day', '2026-01-31', '2026-01-31'],
    ['ok', 'true', true],
  ])('beside %s: %s', (column, text, value) => {
    expect(conditionOf(typed(column, text), columns)).toEqual({
      condition: { column, is: 'equals', value },
      issues: [],
    });
  });

  it.each([
    ['n', 'many', 'This is not a number.'],
    ['price', '1,5', 'This is not a number.'],
    ['day', '31.1.2026', 'Write a date as 2026-01-31.'],
    ['ok', 'yes', 'Write true or false.'],
  ])('beside %s that cannot be meant: %s', (column, text, message) => {
    expect(conditionOf(typed(column, text), columns)).toEqual({
      condition: undefined,
      issues: [{ path: ['value'], message, wrong: true }],
    });
  });

  it('that is not there yet is missing, not wrong, at its place', () => {
    const node = nodeOf({ any: [{ expression: 'n > 1' }, { not: { column: 'n', is: 'less' } }] });
    expect(node && conditionOf(node, columns).issues).toEqual([
      { path: ['any', 1, 'not', 'value'], message: 'Give a value.', wrong: false },
    ]);
  });
});

describe('edits of conditions', () => {
  const tree = nodeOf({ all: [{ expression: 'a' }, { any: [{ expression: 'b' }] }] });
  const children = tree?.kind === 'group' ? tree.children : [];

  it('add beside a single test by making a group', () => {
    const one = nodeOf({ expression: 'a' });
    const two = nodeOf({ expression: 'b' });
    if (!one || !two) throw new Error('These are conditions.');
    expect(conditionOf(addTo(one, one.id, two), columns).condition).toEqual({
      all: [{ expression: 'a' }, { expression: 'b' }],
    });
  });

  it('take a group away with its last part, and a group of one becomes that one', () => {
    const inner = children[1]?.kind === 'group' ? children[1].children[0] : undefined;
    if (!tree || !inner) throw new Error('It is a group in a group.');
    const left = simplified(replaceNode(tree, inner.id, () => undefined));
    expect(conditionOf(left, columns).condition).toEqual({ expression: 'a' });
  });

  it('keep what was typed while the word changes there and back', () => {
    const test = testOf(nodeOf({ column: 'n', is: 'greater', value: 5 }));
    const list = testOf(withTest(test, 'in'));
    expect(conditionOf(list, columns).condition).toEqual({ column: 'n', is: 'in', value: [5] });
    const none = testOf(withTest(list, 'is-null'));
    expect(conditionOf(none, columns).condition).toEqual({ column: 'n', is: 'is-null' });
    expect(conditionOf(withTest(none, 'less'), columns).condition).toEqual({
      column: 'n',
      is: 'less',
      value: 5,
    });
  });

  it('take a word that the new column can have', () => {
    const test = testOf(nodeOf({ column: 'n', is: 'greater', value: 5 }));
    expect(testOf(withColumn(test, 'ok', { kind: 'boolean' })).is).toBe('equals');
    expect(testOf(withColumn(test, 'x', { kind: 'float64' })).is).toBe('greater');
    expect(testsFor({ kind: 'list', item: { kind: 'text' } })).toEqual(['is-null', 'is-not-null']);
  });
});
