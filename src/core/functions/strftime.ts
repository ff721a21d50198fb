import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import { literalText } from '../expression/literalArgument.ts';
import {
  arrowFormat,
  duckdbFormatted,
  polarsFormat,
  sparkFormat,
} from '../expression/nativeDateFormat.ts';
import { nullNode } from '../expression/nodes.ts';
import { compute } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';
import { formattedNode } from './formatted.ts';

/** The text put together from the language's own parts, for what an engine has no word for. */
function pieces([value, format]: readonly TypedExpression[]): TypedExpression {
  return value && format
    ? formattedNode(value, literalText(format), format.place)
    : nullNode(text, { start: 0, end: 0 });
}

export default defineFunction({
  name: 'strftime',
  parameters: [
    { name: 'value', kind: 'temporal' },
    { name: 'format', kind: 'text', must: 'literal' },
  ],
  result: () => text,
  check: ([value, format]) => {
    if (value && format) formattedNode(value, literalText(format), format.place);
  },
  summary:
    'A date or timestamp as text, by a format of %Y %y %m %B %b %d %j %A %a %u (Monday is 1) %w (Sunday is 0) %H %I %p %M %S %f %G %V %%; %-d and the like leave leading zeros away. Names are English. Null gives null.',
  repeats: true,
  emit: {
    duckdb: ([a = sql``], { args }) => duckdbFormatted(a, literalText(args[1])),
    pandas: ([a = py``], { args }, scope) => {
      const format = arrowFormat(literalText(args[1]));
      if (format === undefined) return emitPandasColumn(pieces(args), scope);
      // Arrow writes fractions of seconds with %S.
      const options = py`format=${pyLit(format)}, locale="C"`;
      return format.includes('%S')
        ? py`${useHelper(scope, compute)}(lambda a: pc.strftime(pc.floor_temporal(a, unit="second").cast(pa.timestamp("s")), ${options}), ${a})`
        : py`${useHelper(scope, compute)}(pc.strftime, ${a}, ${options})`;
    },
    polars: ([a = py``], { args }) =>
      py`${a}.dt.strftime(${pyLit(polarsFormat(literalText(args[1])))})`,
    pyspark: ([a = py``], { args }, scope) => {
      const format = sparkFormat(literalText(args[1]));
      return format === undefined
        ? emitPyspark(pieces(args), scope)
        : py`F.date_format(${a}, ${pyLit(format)})`;
    },
  },
  examples: [
    { args: ["date '2026-01-05'", "'%A, %-d %B %Y'"], result: 'Monday, 5 January 2026' },
    {
      args: ["timestamp '2026-01-05 00:07:09.5'", "'%d.%m.%y %I:%M:%S.%f %p'"],
      result: '05.01.26 12:07:09.500000 AM',
    },
    {
      args: ["timestamp '1969-12-31 23:59:59.999999'", "'%j %H%M%S %f %-I%p'"],
      result: '365 235959 999999 11PM',
    },
    { args: ["date '0099-03-04'", "'%Y/%-m/%-d %y'"], result: '0099/3/4 99' },
    { args: ["date '2027-01-03'", "'%G-W%V-%u %w %a %b'"], result: '2026-W53-7 0 Sun Jan' },
    { args: ["date '9999-12-31'", "'100%% 🚀 %Y'"], result: '100% 🚀 9999' },
    { args: ["date '2026-01-05'", "'no part'"], result: 'no part' },
    { args: ["date '0001-01-01'", "'%d/%m/%Y %j %y'"], result: '01/01/0001 001 01' },
    { args: ["timestamp '2027-01-03 00:07:08.25'", "'%-V %-u %-w %S'"], result: '53 7 0 08' },
    {
      args: ["timestamp '1969-12-31 23:59:59.75'", "'%d%-d%b%B%M%-M'"],
      result: '3131DecDecember5959',
    },
    {
      args: ["timestamp '2026-09-30 13:01:02'", "'it''s [%I%p] {%H} #%a'"],
      result: "it's [01PM] {13} #Wed",
    },
    { args: ['null', "'%Y'"], result: null },
    { args: ['null', "'x'"], result: null },
  ],
});
