import type { Example, ExampleTable } from '../../src/core/operations/define.ts';
import { caseOf } from './caseOf.ts';
import type { OperationCase } from './operationCases.ts';

const towns: ExampleTable = { columns: [['town', 'text']], rows: [['a'], ['new'], [null]] };

const oneHot = {
  columns: ['town'],
  maxCategories: 50,
  nulls: 'zeros',
  dropFirst: false,
  keep: false,
};
const learned = { town: ['a', 'b'] };

const ordinal = {
  columns: ['town'],
  order: 'value',
  start: 0,
  nulls: 'missing',
  maxCategories: 1000,
};
const labels = { maxCategories: 50, unseen: 'error', nulls: 'zeros', keep: false };
const rare = {
  columns: ['town'],
  ...{ keep: 'count', count: 2, value: 'Other', maxCategories: 1000 },
};
const rareLearned = { town: { kept: ['b'], rare: ['a'] } };

const targets: ExampleTable = {
  columns: [
    ['town', 'text'],
    ['y', 'int32'],
  ],
  rows: [
    ['a', 1],
    ['new', null],
    [null, 0],
  ],
};
const target = { columns: ['town'], target: 'y', smoothing: 10, maxCategories: 1000 };
const meansLearned = { town: { overall: 0.5, means: [['a', 0.25]] } };

/** Cases beyond the examples: values that were not there when a step learned, and runs that must stop. */
export function failingCases(): readonly OperationCase[] {
  return [
    withoutIdentity('multi-label-binarize', 'labels that were not seen give one 1 under other', {
      input: {
        columns: [['tags', 'text']],
        rows: [['a;new;newer'], ['a'], [''], [null], [';new']],
      },
      params: {
        ...{ column: 'tags', separator: ';', maxCategories: 50, keep: false },
        ...{ unseen: 'other', nulls: 'zeros' },
      },
      fitted: { tags: ['a', 'b'] },
      output: {
        columns: [
          ['tags_a', 'int8'],
          ['tags_b', 'int8'],
          ['tags_other', 'int8'],
        ],
        rows: [
          [1, 0, 1],
          [1, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 1],
        ],
      },
    }),
    withoutIdentity(
      'multi-label-binarize',
      'a label that was not seen stops the run',
      {
        input: { columns: [['t"ags', 'text']], rows: [['a;b'], [null], [''], ['; {new} ;a']] },
        params: { ...labels, column: 't"ags', separator: ';' },
        fitted: { 't"ags': ['a', 'b'] },
        output: {
          columns: [
            ['t"ags_a', 'int8'],
            ['t"ags_b', 'int8'],
          ],
          rows: [],
        },
      },
      't"ags holds a label that was not seen: {new}',
    ),
    withoutIdentity(
      'multi-label-binarize',
      'an item that was not seen stops the run, though no label was learned',
      {
        input: {
          columns: [
            ['id', 'int64'],
            ['l', 'list<int32>'],
          ],
          rows: [
            [1, null],
            [2, '[null,7]'],
          ],
        },
        params: { ...labels, column: 'l' },
        fitted: { l: [] },
        output: { columns: [['id', 'int64']], rows: [] },
      },
      'l holds a label that was not seen: 7',
    ),
    withoutIdentity(
      'multi-label-binarize',
      'an empty item of a list is a label as any other',
      {
        input: { columns: [['l', 'list<text>']], rows: [['["a"]'], ['["a",""]']] },
        params: { ...labels, column: 'l', keep: true },
        fitted: { l: ['a'] },
        output: {
          columns: [
            ['l', 'list<text>'],
            ['l_a', 'int8'],
          ],
          rows: [],
        },
      },
      'l holds a label that was not seen: ',
    ),
    withoutIdentity('target-encode', 'an unseen value gets the overall mean, null stays', {
      input: targets,
      params: { ...target, unseen: 'overall', nulls: 'missing' },
      fitted: meansLearned,
      output: {
        columns: [
          ['town', 'float64'],
          ['y', 'int32'],
        ],
        rows: [
          [0.25, 1],
          [0.5, null],
          [null, 0],
        ],
      },
    }),
    withoutIdentity(
      'target-encode',
      'an unseen value stops',
      {
        input: targets,
        params: { ...target, unseen: 'error', nulls: 'overall' },
        fitted: meansLearned,
        output: {
          columns: [
            ['town', 'float64'],
            ['y', 'int32'],
          ],
          rows: [],
        },
      },
      'town holds a value that was not seen: new',
    ),
    withoutIdentity('one-hot-encode', 'an unseen value gives zeros', {
      input: towns,
      params: { ...oneHot, unseen: 'zeros' },
      fitted: learned,
      output: {
        columns: [
          ['town_a', 'int8'],
          ['town_b', 'int8'],
        ],
        rows: [
          [1, 0],
          [0, 0],
          [0, 0],
        ],
      },
    }),
    withoutIdentity('one-hot-encode', 'an unseen value gives a 1 under other', {
      input: towns,
      params: { ...oneHot, unseen: 'other', nulls: 'column', dropFirst: true },
      fitted: learned,
      output: {
        columns: [
          ['town_b', 'int8'],
          ['town_other', 'int8'],
          ['town_null', 'int8'],
        ],
        rows: [
          [0, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      },
    }),
    withoutIdentity(
      'one-hot-encode',
      'an unseen value stops the run',
      {
        input: towns,
        params: { ...oneHot, unseen: 'error' },
        fitted: learned,
        output: {
          columns: [
            ['town_a', 'int8'],
            ['town_b', 'int8'],
          ],
          rows: [],
        },
      },
      'town holds a value that was not seen: new',
    ),
    withoutIdentity(
      'one-hot-encode',
      'an unseen value stops the run also where no indicator is left',
      {
        input: towns,
        params: { ...oneHot, unseen: 'error', dropFirst: true, keep: true },
        fitted: { town: ['a'] },
        output: { columns: [['town', 'text']], rows: [] },
      },
      'town holds a value that was not seen: new',
    ),
    withoutIdentity('ordinal-encode', 'an unseen value is null', {
      input: towns,
      params: { ...ordinal, unseen: 'missing' },
      fitted: learned,
      output: { columns: [['town', 'int64']], rows: [[0], [null], [null]] },
    }),
    withoutIdentity('ordinal-encode', 'an unseen value gets the number after the last', {
      input: towns,
      params: { ...ordinal, unseen: 'other', nulls: 'before' },
      fitted: learned,
      output: { columns: [['town', 'int64']], rows: [[0], [2], [-1]] },
    }),
    withoutIdentity(
      'ordinal-encode',
      'an unseen value stops the run',
      {
        input: towns,
        params: { ...ordinal, unseen: 'error' },
        fitted: learned,
        output: { columns: [['town', 'int64']], rows: [] },
      },
      'town holds a value that was not seen: new',
    ),
    withoutIdentity('frequency-encode', 'an unseen value gives 0', {
      input: towns,
      params: { columns: ['town'], as: 'share', unseen: 'zero', nulls: 'count', maxCategories: 9 },
      fitted: {
        town: [
          ['a', 3],
          ['b', 1],
        ],
      },
      output: { columns: [['town', 'float64']], rows: [[0.75], [0], [0]] },
    }),
    withoutIdentity('frequency-encode', 'an unseen value is null', {
      input: towns,
      params: {
        columns: ['town'],
        as: 'count',
        unseen: 'missing',
        nulls: 'count',
        maxCategories: 9,
      },
      fitted: {
        town: [
          ['a', 3],
          [null, 1],
        ],
      },
      output: { columns: [['town', 'int64']], rows: [[3], [null], [1]] },
    }),
    withoutIdentity('group-rare', 'an unseen value becomes the same', {
      input: towns,
      params: { ...rare, unseen: 'other' },
      fitted: { town: { kept: ['a'], rare: [] } },
      output: { columns: [['town', 'text']], rows: [['a'], ['Other'], [null]] },
    }),
    withoutIdentity('group-rare', 'an unseen value stays', {
      input: towns,
      params: { ...rare, unseen: 'keep' },
      fitted: rareLearned,
      output: { columns: [['town', 'text']], rows: [['Other'], ['new'], [null]] },
    }),
    withoutIdentity('group-rare', 'an unseen value is null', {
      input: towns,
      params: { ...rare, unseen: 'missing' },
      fitted: rareLearned,
      output: { columns: [['town', 'text']], rows: [['Other'], [null], [null]] },
    }),
    withoutIdentity(
      'group-rare',
      'an unseen value stops the run',
      {
        input: towns,
        params: { ...rare, unseen: 'error' },
        fitted: rareLearned,
        output: { columns: [['town', 'text']], rows: [] },
      },
      'town holds a value that was not seen: new',
    ),
    withoutIdentity(
      'change-type',
      'a value that does not fit stops the run',
      {
        input: { columns: [['t', 'text']], rows: [['1'], ['x1']] },
        params: { columns: ['t'], to: 'int64', onError: 'error' },
        output: { columns: [['t', 'int64']], rows: [] },
      },
      'x1',
    ),
  ];
}

function withoutIdentity(
  id: string,
  name: string,
  example: Omit<Example<unknown>, 'name'>,
  fails?: string,
): OperationCase {
  return caseOf(id, name, example, { identity: false, fails });
}
