import type {
  LearnedDrift,
  MissingColumn,
  OtherChoice,
  OtherReport,
  OtherSource,
} from '../../../src/shared/appliedDrift.ts';
import type { Mode } from './mode.ts';

const long = ' that somebody named in a whole sentence so that nobody would ever have to ask';

/** How made-up other data differ. */
export function fakeOtherDrift(
  mode: Mode,
  { mapping, casts = [] }: OtherSource & Partial<OtherChoice>,
): OtherReport {
  const more = mode.names === 'long' ? long : '';
  const missing: readonly MissingColumn[] = [
    { name: 'remark', type: 'text', uses: [], candidates: [] },
    {
      ...{ name: `tail_number${more}`, type: 'text', suggested: `TailNumber${more}` },
      uses: [
        { kind: 'step', id: 'c3', op: 'fill-missing', title: 'Fill missing values', number: 3 },
        { kind: 'step', id: 'g7', op: 'select-columns', title: 'Select columns', number: 7 },
        { kind: 'output', name: 'train' },
      ],
      candidates: [`TailNumber${more}`],
    },
    {
      ...{ name: 'delay', type: 'int32', candidates: ['delay_minutes'] },
      uses: [
        { kind: 'step', id: 'e5', op: 'formula', title: 'Formula', number: 5 },
        { kind: 'check', rule: 'not-null', number: 1 },
      ],
    },
  ];
  const extra = [
    { name: `TailNumber${more}`, type: 'text' },
    { name: 'delay_minutes', type: 'int32' },
    { name: 'weather', type: 'struct(kind text, wind float64)' },
  ];
  const chosen = mapping ?? { [`tail_number${more}`]: `TailNumber${more}` };
  const taken = Object.values(chosen);
  const delay = Object.hasOwn(chosen, 'delay');
  return {
    mapping: chosen,
    unmapped: { missing, extra },
    notes: ['Two columns were named “carrier”; the second is carrier_2 here.'],
    drift: {
      missing: missing.filter(({ name }) => !Object.hasOwn(chosen, name)),
      extra: extra.filter(({ name }) => !taken.includes(name)),
      retyped: [
        {
          ...{ name: 'distance', column: 'distance', from: 'int32', to: 'text', castable: true },
          uses: [{ kind: 'step', id: 'a1', op: 'filter-rows', title: 'Filter rows', number: 1 }],
        },
        {
          ...{ name: 'crew', column: 'crew', from: 'list(text)', to: 'text', castable: false },
          uses: [],
        },
      ],
      problems: [
        ...(casts.includes('distance')
          ? []
          : [
              {
                ...{ step: 'a1', path: '/steps/0/params/where', code: 'bad-recipe' as const },
                message: '“distance” is text, which cannot be compared with a number.',
                hint: 'Change its type.',
              },
            ]),
        ...(delay
          ? []
          : [
              {
                ...{ step: 'e5', path: '/steps/4/params/expression' },
                ...{ code: 'bad-expression' as const, hint: 'Did you mean “delay_minutes”?' },
                message: 'There is no column “delay” at character 1.',
              },
            ]),
      ],
      columns: [],
      stale: ['c3', 'f6'],
    },
  };
}

/** Values of made-up other data that were not learned. */
export const fakeOtherValues: LearnedDrift = {
  unseen: [
    {
      ...{ step: 'f6', column: 'carrier', rows: 41_204, of: 2_999_921, distinct: 14 },
      become: 'other',
      examples: ['F9', 'B6', 'NK', 'G4', 'SY', 'MX', '3M', 'QX', 'XP', 'MQ'].map((value, at) => ({
        ...{ value, rows: 9000 - at * 700 },
      })),
    },
  ],
  outside: [
    {
      ...{ step: 'c3', column: 'air_time', rows: 212, of: 2_999_921, become: 'missing' },
      ...{ learned: { from: 8, to: 702 }, found: { from: -4, to: 1440 } },
    },
  ],
  failed: [],
};
