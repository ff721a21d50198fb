import { pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Target } from '../operations/define.ts';
import type { LiteralExpression } from './typed.ts';

/** A literal as a plain Python value; dates need `import datetime`, decimals `from decimal import Decimal`. */
export function pythonValue(e: LiteralExpression, target: Exclude<Target, 'duckdb'>): Py {
  const { value } = e;
  switch (value.kind) {
    case 'null':
      return trustedPy('None');
    case 'boolean':
    case 'text':
    case 'integer':
      return pyLit(value.value);
    case 'float':
      return pythonFloat(value.value);
    case 'decimal':
      return trustedPy(`Decimal("${value.text}")`);
    case 'date':
      return trustedPy(`datetime.date(${numbers(value.text)})`);
    case 'timestamp': {
      const zoned = e.type.kind === 'timestamptz';
      if (target === 'pandas') {
        return trustedPy(`pd.Timestamp("${value.text}"${zoned ? ', tz="UTC"' : ''})`);
      }
      const zone = zoned ? ', tzinfo=datetime.timezone.utc' : '';
      return trustedPy(`datetime.datetime(${numbers(value.text)}${zone})`);
    }
  }
}

/** A double as Python writes it, always with a point or an exponent: `1.0`. */
function pythonFloat(value: number): Py {
  const text = String(value);
  if (!Number.isFinite(value) || Object.is(value, -0)) return pyLit(value);
  return trustedPy(/^-?\d+$/.test(text) ? `${text}.0` : text);
}

/** `2026-01-31 12:00:00.5` as `2026, 1, 31, 12, 0, 0, 500000`. */
function numbers(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const parts = whole.split(/[- :]/).map(Number);
  if (fraction !== undefined) parts.push(Number(fraction.padEnd(6, '0')));
  return parts.join(', ');
}
