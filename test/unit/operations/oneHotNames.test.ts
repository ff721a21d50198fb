import { describe, expect, it } from 'vitest';
import oneHotEncode from '../../../src/core/operations/one-hot-encode.ts';
import type { FittedValues } from '../../../src/core/operations/define.ts';
import type { Schema } from '../../../src/shared/columnType.ts';

const input: Schema = [
  { name: 'town', type: { kind: 'text' } },
  { name: 'town_a', type: { kind: 'text' } },
];

function namesAfter(fitted: FittedValues): readonly string[] {
  const params = oneHotEncode.params.parse({ columns: ['town', 'town_a'] });
  const context = { params, input, parameters: {}, source: () => [], fitted };
  return oneHotEncode.outputSchema(context).map(({ name }) => name);
}

describe('one-hot-encode', () => {
  it('gives no new column the name of one that is still to be encoded', () => {
    expect(() => namesAfter({ town: ['a'], town_a: ['x'] })).toThrow(
      'There is a column “town_a” already.',
    );
    expect(namesAfter({ town: ['b'], town_a: ['x'] })).toEqual(['town_b', 'town_a_x']);
  });
});
