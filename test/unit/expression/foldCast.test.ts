import { describe, expect, it } from 'vitest';
import { checkExpression } from '../../../src/core/expression/check.ts';
import { parseExpression } from '../../../src/core/expression/parse.ts';

function folded(text: string): unknown {
  const e = checkExpression(parseExpression(text), { schema: [], parameters: {} });
  return e.kind === 'literal' ? [e.type.kind, e.value] : e.kind;
}

describe('casts of literals', () => {
  it('are literals where the type holds the digits exactly', () => {
    expect(folded("cast('5' as int8)")).toEqual(['int8', { kind: 'integer', value: 5n }]);
    expect(folded("try_cast('-9007199254740993' as int64)")).toEqual([
      'int64',
      { kind: 'integer', value: -9007199254740993n },
    ]);
    expect(folded("cast('1.5' as decimal(5,2))")).toEqual([
      'decimal',
      { kind: 'decimal', text: '1.50' },
    ]);
    expect(folded("cast('nan' as float64)")).toEqual(['float64', { kind: 'float', value: NaN }]);
    expect(folded("cast('0.1' as float64)")).toEqual(['float64', { kind: 'float', value: 0.1 }]);
    expect(folded('cast(2 as int8)')).toEqual(['int8', { kind: 'integer', value: 2n }]);
  });

  it('stay casts where they round, fail or read more than digits', () => {
    expect(folded("cast('300' as int8)")).toBe('cast');
    expect(folded("cast('1.5' as int64)")).toBe('cast');
    expect(folded("cast('1.255' as decimal(5,2))")).toBe('cast');
    expect(folded("cast(' 5' as int64)")).toBe('cast');
    expect(folded("cast('1e3' as float64)")).toBe('cast');
    expect(folded("cast('0.1' as float32)")).toBe('cast');
    expect(folded("cast('2026-01-01' as date)")).toBe('cast');
  });
});
