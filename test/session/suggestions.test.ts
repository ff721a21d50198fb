import { describe, expect, it } from 'vitest';
import { double, fill, useTrips } from './trips.ts';

const { opened } = useTrips();

describe('what a form is offered', () => {
  it('comes from the rows before the step, of the column that is named', async () => {
    const document = await opened([double]);
    const ask = (at: number, column: string, rule: string) =>
      document.call('suggestions', { at, column, rule });
    // Two trips to ROM; of equal counts the smaller value comes first.
    expect(await ask(0, 'city', 'values')).toEqual([
      { value: 'ROM', why: '2 rows' },
      { value: 'BRN', why: '1 row' },
      { value: 'OSL', why: '1 row' },
    ]);
    // Of -2, 4, 10 and 14 the 99th percentile is 13.88, the 95th 13.4: whole numbers above are the largest.
    expect(await ask(1, 'twice', 'upper-bound')).toEqual([{ value: 14, why: '99th percentile' }]);
    expect(await ask(0, 'twice', 'upper-bound')).toEqual([]);
    expect(await ask(0, 'city', 'no such rule')).toEqual([]);
    expect(await ask(0, 'city', 'delimiter')).toEqual([]);
    expect(await ask(0, 'city', 'date-format')).toEqual([]);
  });

  it('is nothing behind a step that has learned nothing yet', async () => {
    const document = await opened([fill]);
    expect(await document.call('suggestions', { at: 1, column: 'age', rule: 'middle' })).toEqual(
      [],
    );
    const before = await document.call('suggestions', { at: 0, column: 'age', rule: 'middle' });
    // 20, 30, 40, 50: the halves lie at 35, the quarters at 42.5 and 27.5; of whole numbers.
    expect(before.map(({ value }) => value)).toEqual([35, 43, 28]);
  });
});
