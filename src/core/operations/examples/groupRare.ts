import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface GroupRareParams {
  columns: string[];
  keep: 'share' | 'count' | 'top';
  value: string | number | boolean;
  unseen: 'error' | 'keep' | 'missing' | 'other';
  maxCategories: number;
  count?: number | undefined;
  share?: number | undefined;
  top?: number | undefined;
}

type RareExample = Example<GroupRareParams>;

const towns: ExampleTable = {
  columns: [
    ['town', 'text'],
    ['n', 'int64'],
  ],
  rows: [
    ['b', 1],
    ['🚀', 2],
    ['b', 3],
    ['', 4],
    [null, 5],
  ],
};
const defaults = { keep: 'share', value: 'Other', unseen: 'other', maxCategories: 1000 } as const;

/** Worked examples of the operation `group-rare`. */
export const groupRareExamples: readonly [RareExample, ...RareExample[]] = [
  {
    name: 'below a count; null stays',
    input: towns,
    params: { ...defaults, columns: ['town'], keep: 'count', count: 2 },
    fitted: { town: { kept: ['b'], rare: [] } },
    output: {
      columns: [
        ['town', 'text'],
        ['n', 'int64'],
      ],
      rows: [
        ['b', 1],
        ['Other', 2],
        ['b', 3],
        ['Other', 4],
        [null, 5],
      ],
    },
  },
  {
    name: 'the two most frequent, of a tie the smaller value; new values would stay',
    input: towns,
    params: { ...defaults, columns: ['town'], keep: 'top', top: 2, value: 'else', unseen: 'keep' },
    fitted: { town: { kept: ['', 'b'], rare: ['🚀'] } },
    output: {
      columns: [
        ['town', 'text'],
        ['n', 'int64'],
      ],
      rows: [
        ['b', 1],
        ['else', 2],
        ['b', 3],
        ['', 4],
        [null, 5],
      ],
    },
  },
  {
    name: 'below a share, in whole numbers',
    input: { columns: [['k', 'int16']], rows: [[7], [7], [8], [9], [null]] },
    params: { ...defaults, columns: ['k'], share: 0.5, value: -1, unseen: 'error' },
    fitted: { k: { kept: ['7'], rare: ['8', '9'] } },
    output: { columns: [['k', 'int16']], rows: [[7], [7], [-1], [-1], [null]] },
  },
  {
    name: 'nothing but nulls',
    input: { columns: [['t', 'text']], rows: [[null]] },
    params: { ...defaults, columns: ['t'], share: 0.01, unseen: 'missing' },
    fitted: { t: { kept: [], rare: [] } },
    output: { columns: [['t', 'text']], rows: [[null]] },
  },
  {
    name: 'an empty table',
    input: { columns: [['t', 'text']], rows: [] },
    params: { ...defaults, columns: ['t'], keep: 'top', top: 1 },
    fitted: { t: { kept: [], rare: [] } },
    output: { columns: [['t', 'text']], rows: [] },
  },
];
