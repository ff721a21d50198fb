import { describe, expect, it } from 'vitest';
import { partedBySameCode } from '../../../src/core/operations/sameCode.ts';
import type { MadeCode } from '../../../src/core/operations/sameCode.ts';
import { py, trustedPy } from '../../../src/core/python/py.ts';

function parted(
  codes: Readonly<Record<string, string>>,
  lazy = false,
): readonly (readonly string[])[] {
  const columns = Object.entries(codes).map(([name, value]) => ({ name, value: trustedPy(value) }));
  return partedBySameCode(columns, (name) => py`df[${name}]`, lazy).map(told);
}

function told(part: MadeCode): readonly string[] {
  return 'loop' in part
    ? [part.loop.head, part.loop.value]
    : part.single.map(({ name, value }) => `${name} = ${value}`);
}

const long = 'a_function_of_a_name_that_is_rather_long_for_a_line';

describe('partedBySameCode', () => {
  it('makes a loop of three columns in their places, or of two with long code', () => {
    const short = { a: 'f(df["a"])', b: 'f(df["b"])' };
    expect(parted(short)).toEqual([['a = f(df["a"])', 'b = f(df["b"])']]);
    expect(parted({ ...short, c: 'f(df["c"])' })).toEqual([
      ['for name in ["a", "b", "c"]', 'f(df[name])'],
    ]);
    expect(parted({ a: `${long}(df["a"], 1)`, b: `${long}(df["b"], 1)` })).toEqual([
      ['for name in ["a", "b"]', `${long}(df[name], 1)`],
    ]);
  });

  it('leaves columns alone whose code tells more apart than their own names', () => {
    const codes = { a: 'f(df["a"], df["x"])', b: 'f(df["b"], df["y"])', c: 'g(df["c"])' };
    expect(parted(codes)).toEqual([
      ['a = f(df["a"], df["x"])', 'b = f(df["b"], df["y"])', 'c = g(df["c"])'],
    ]);
  });

  it('makes a loop over names and values of three codes that differ in one literal, in their order', () => {
    const codes = {
      first: 'df["x"] + 1',
      is_a: '(df["x"] == "a") | (df["y"] == "a")',
      is_b: '(df["x"] == "b") | (df["y"] == "b")',
      is_c: '(df["x"] == "c") | (df["y"] == "c")',
      last: 'df["x"] * 2',
    };
    expect(parted(codes)).toEqual([
      ['first = df["x"] + 1'],
      [
        'for name, value in {"is_a": "a", "is_b": "b", "is_c": "c"}.items()',
        '(df["x"] == value) | (df["y"] == value)',
      ],
      ['last = df["x"] * 2'],
    ]);
  });

  it('makes none where two literals differ, where a name is taken, or where a lambda would be late', () => {
    const none = (codes: Readonly<Record<string, string>>, lazy = false): void => {
      expect(parted(codes, lazy)).toHaveLength(1);
      expect(parted(codes, lazy)[0]).toHaveLength(3);
    };
    none({ p: 'f("a", 1)', q: 'f("b", 2)', r: 'f("c", 3)' });
    none({ p: 'f(lambda value: "a")', q: 'f(lambda value: "b")', r: 'f(lambda value: "c")' });
    none({ p: 'f(name, "a")', q: 'f(name, "b")', r: 'f(name, "c")' });
    none({ p: 'f"{x}a"', q: 'f"{x}b"', r: 'f"{x}c"' });
    none({ p: 'f(lambda v: "a")', q: 'f(lambda v: "b")', r: 'f(lambda v: "c")' }, true);
    expect(parted({ p: 'f(lambda v: "a")', q: 'f(lambda v: "b")', r: 'f(lambda v: "c")' })).toEqual(
      [['for name, value in {"p": "a", "q": "b", "r": "c"}.items()', 'f(lambda v: value)']],
    );
  });
});
