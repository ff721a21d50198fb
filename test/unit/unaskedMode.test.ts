import { expect, it } from 'vitest';
import { unaskedMode } from '../../src/session/unaskedMode.ts';

it('leaves exact figures of much data on S3 until somebody asks for them', () => {
  const table = [undefined, 'exact', 'estimate', 'chosen'] as const;
  const modes = (bytes: number): readonly string[] => table.map((mode) => unaskedMode(mode, bytes));
  expect(modes(0)).toEqual(['exact', 'exact', 'estimate', 'chosen']);
  expect(modes(256e6)).toEqual(['exact', 'exact', 'estimate', 'chosen']);
  expect(modes(256e6 + 1)).toEqual(['estimate', 'estimate', 'estimate', 'chosen']);
  // Nor more than a person wants to be asked about.
  expect(unaskedMode('exact', 10e6, 10e6)).toBe('exact');
  expect(unaskedMode('exact', 10e6 + 1, 10e6)).toBe('estimate');
  expect(unaskedMode('exact', 256e6 + 1, Infinity)).toBe('estimate');
});
