import { table } from './expressionsTable.ts';
import type { ExpressionCase } from './expressionsTable.ts';

/** How deep the deepest expressions of these cases are. */
const depth = 56;

function wrapped(before: string, inner: string, after: string): string {
  return `${before.repeat(depth)}${inner}${after.repeat(depth)}`;
}

/** Expressions as deep and as long as they may be: every target must still read them. */
export const nestedCases: readonly ExpressionCase[] = table(
  { a: 'int64', x: 'float64', d: 'decimal(10,2)', s: 'text', p: 'boolean' },
  [['1', '0.5', '0.01', 'é', 'true']],
  {
    [wrapped('a + (', 'a', ')')]: ['57'],
    [wrapped('x + (', 'x', ')')]: ['28.5'],
    [wrapped('d + (', 'd', ')')]: ['0.57'],
    [`${'a // ('.repeat(7)}a${')'.repeat(7)}`]: ['1'],
    [`${'x / ('.repeat(6)}x${')'.repeat(6)}`]: ['0.5'],
    [`${'x % ('.repeat(6)}0.75e0${')'.repeat(6)}`]: [null],
    [wrapped('not (', 'p', ')')]: ['true'],
    [wrapped('lower(', 's', ')')]: ['é'],
    [`${'abs(-'.repeat(10)}a${')'.repeat(10)}`]: ['1'],
    [wrapped('case when p then ', 'a', ' else 0 end')]: ['1'],
    [wrapped("case when p then s || '!' else ", 's', ' end')]: ['é!'],
    [`${'greatest(a, '.repeat(4)}a${')'.repeat(4)}`]: ['1'],
    [Array.from({ length: 57 }, () => 'a').join(' + ')]: ['57'],
    [Array.from({ length: 1500 }, (_, i) => `a = ${String(i)}`).join(' or ')]: ['true'],
    [Array.from({ length: 1500 }, (_, i) => `x <> ${String(i)}`).join(' and ')]: ['true'],
    [Array.from({ length: 1500 }, () => 's').join(' || ')]: ['é'.repeat(1500)],
    [`a in (${Array.from({ length: 3000 }, (_, i) => String(i)).join(', ')})`]: ['true'],
    [`x in (${Array.from({ length: 300 }, (_, i) => String(i)).join(', ')})`]: ['false'],
  },
);
