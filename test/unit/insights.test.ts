import { describe, expect, it } from 'vitest';
import type { ColumnProfile, ProfileResult } from '../../src/shared/profile/columnProfile.ts';
import { findInsights, insightSteps } from '../../src/core/profile/insights/findInsights.ts';
import { listed, percent, rowsAndShare, shown } from '../../src/core/profile/insights/figures.ts';
import { fingerprint, isSlip } from '../../src/core/profile/insights/similarity.ts';

function number(name: string, more: Partial<ColumnProfile> = {}): ColumnProfile {
  return { name, type: 'float64', nulls: 0, distinct: 500, basis: {}, ...more };
}

function profile(...columns: ColumnProfile[]): ProfileResult {
  return { rows: 1000, columns };
}

describe('findings', () => {
  it('are ranked by severity, then by share, then in the order of the columns', () => {
    const found = findInsights({
      profile: profile(
        number('few', { nulls: 20 }),
        number('b', { nulls: 80 }),
        number('a', { nulls: 80 }),
        number('half', { nulls: 600 }),
        number('odd', { infinities: 3 }),
      ),
    });
    expect(found.map(({ id, severity }) => [id, severity])).toEqual([
      ['missing:half', 'high'],
      ['infinities:odd', 'high'],
      ['missing:b', 'medium'],
      ['missing:a', 'medium'],
      ['missing:few', 'low'],
    ]);
  });

  it('are one for one cause: an empty column is not also missing, constant or missing together', () => {
    const empty = number('void', { nulls: 1000, distinct: 0 });
    const also = number('gaps', { nulls: 600 });
    const missing = { patterns: [], pairs: [{ a: 'void', b: 'gaps', both: 600, either: 1000 }] };
    const dataset = {
      ...{ rows: 1000, columns: 2, missing, correlations: [], constant: ['void'] },
      ...{ equalColumns: [], basis: {} },
    };
    const found = findInsights({ profile: profile(empty, also), dataset });
    expect(found.map(({ id }) => id)).toEqual(['empty-column:void', 'missing:gaps']);
  });

  it('have ids that stay, also where names hold commas', () => {
    const input = { profile: profile(number('a,b', { nulls: 500 }), number('a', { nulls: 400 })) };
    const ids = findInsights(input).map(({ id }) => id);
    expect(ids).toEqual(['missing:a%2Cb', 'missing:a']);
    expect(findInsights(input).map(({ id }) => id)).toEqual(ids);
  });

  it('offer no step and no filter that a recipe would refuse: a column without a name', () => {
    const [found] = findInsights({ profile: profile(number('', { infinities: 5 })) });
    expect(found?.message).toBe('“” is infinite in 5 rows (0.5 %).');
    expect(found?.fixes).toEqual([]);
    expect(found?.rows).toBeUndefined();
  });

  it('leave a target aside that is not there, and say estimates as such', () => {
    const basis = { nulls: 'estimate' } as const;
    const [found] = findInsights({
      profile: { ...profile(number('a', { nulls: 80, basis })), sampled: 100 },
      target: 'gone',
    });
    expect(found).toMatchObject({
      basis: 'estimate',
      message: 'a is empty in about 80 rows (8 %).',
    });
  });

  it('of 2,000 columns come in short steps, without lists of all other columns', () => {
    const columns = Array.from({ length: 2000 }, (_, at) =>
      number(`c${String(at)}`, { nulls: 600, infinities: 1 }),
    );
    const steps = insightSteps({ profile: profile(...columns) });
    let longest = 0;
    for (;;) {
      const start = performance.now();
      const step = steps.next();
      longest = Math.max(longest, performance.now() - start);
      if (step.done !== true) continue;
      expect(step.value).toHaveLength(4000);
      expect(JSON.stringify(step.value).length).toBeLessThan(8e6);
      break;
    }
    console.log(`longest step of 2,000 columns: ${longest.toFixed(1)} ms`);
  });
});

describe('words', () => {
  it('write counts and shares that never read as none or all', () => {
    expect([0, 0.0004, 0.004, 0.08, 0.3333, 0.995, 0.9999, 1].map(percent)).toEqual([
      ...['0 %', '< 0.1 %', '0.4 %', '8 %', '33 %', '99.5 %', '> 99.9 %', '100 %'],
    ]);
    expect(rowsAndShare(1, 50, 'exact')).toBe('1 row (2 %)');
    expect(rowsAndShare(1_234_567, 10_000_000, 'sketch ±3%')).toBe('about 1,234,567 rows (12 %)');
    expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
    expect(shown('line\nbreak')).toBe('line break');
    expect(shown('x'.repeat(99))).toHaveLength(40);
  });
});

describe('near spellings', () => {
  it.each([
    ['São Paulo', 'Sao  paulo', true],
    ['Smith, Ann', 'ann smith', true],
    ['St. Louis', 'St Louis', true],
    ['<=50K', '>50K', false],
    ['1-5', '5-1', false],
    ['1.5', '15', false],
    ['C++', 'C#', false],
  ])('%s and %s have one fingerprint: %s', (a, b, same) => {
    expect(fingerprint(a) === fingerprint(b)).toBe(same);
  });

  it.each([
    ['Norway', 'Normay', true],
    ['Germany', 'Gemrany', true],
    ['London', 'Londonn', true],
    ['Austria', 'Australia', false],
    ['Gambia', 'Zambia', false],
    ['group1', 'group2', false],
    ['Male', 'Mali', false],
  ])('%s and %s are one slip apart: %s', (a, b, slip) => {
    expect(isSlip(a, b)).toBe(slip);
  });
});
