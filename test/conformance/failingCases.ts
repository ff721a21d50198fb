import type { Example, ExampleTable } from '../../src/core/operations/define.ts';
import { operationById } from '../../src/core/operations/registry.ts';
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

/** Cases beyond the examples: values that were not there when a step learned, and runs that must stop. */
export function failingCases(): readonly OperationCase[] {
  return [
    caseOf('one-hot-encode', 'an unseen value gives zeros', {
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
    caseOf('one-hot-encode', 'an unseen value gives a 1 under other', {
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
    caseOf(
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
    caseOf(
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
    caseOf(
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

function caseOf(
  id: string,
  name: string,
  example: Omit<Example<unknown>, 'name'>,
  fails?: string,
): OperationCase {
  const operation = operationById(id);
  if (!operation) throw new Error(`There is no operation ${id}.`);
  return {
    id: `${id}: ${name}`,
    operation,
    example: { ...example, name },
    identity: false,
    checksIdentity: false,
    ...(fails === undefined ? {} : { fails }),
    learns: false,
  };
}
