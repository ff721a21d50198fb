import type { ColumnType } from '../../shared/columnType.ts';
import { literalImports, pythonLiteral } from '../expression/literal.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { sparkType } from '../python/pythonType.ts';
import type { Json, PythonContext } from './define.ts';
import { isLong, unseenOf } from './lookedUp.ts';
import type { LookedUp } from './lookedUp.ts';
import { sparkColumn, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { sparkLiteral } from './sparkLiteral.ts';

type Context = Pick<PythonContext<unknown>, 'frame' | 'import'>;

/** Lines that make the columns: few values by a map, many by a join. */
export function sparkValues(found: readonly LookedUp[], context: Context): readonly Py[] {
  const { frame } = context;
  const together = (some: readonly LookedUp[]): readonly Py[] =>
    pythonLines(
      py`${frame} = ${frame}.withColumns({`,
      some.map((one) => py`${pyLit(one.name)}: ${mapValue(one, context)}`),
      py`})`,
    );
  const isJoined = (one: LookedUp): boolean => isLong(one) || one.unseen === 'keep';
  if (!found.some(isJoined)) return together(found);
  // One by one, since new columns come in this order.
  return found.flatMap((one) => (isJoined(one) ? joined(one, context) : together([one])));
}

function mapValue(one: LookedUp, context: Context): Py {
  const { column, categories, results, type, missing } = one;
  const source = sparkColumn(column.name);
  // As text, since PySpark shifts dates by the machine's time zone; the map's cast reads them.
  const asText = column.type.kind === 'date' || column.type.kind === 'decimal';
  const keyType = asText ? ({ kind: 'text' } as const) : column.type;
  const pairs = categories.map((value, index) => {
    const key = asText && typeof value !== 'string' ? JSON.stringify(value) : value;
    return py`${written(key, keyType, context)}: ${written(results[index] ?? null, type, context)}`;
  });
  const mapType = sparkType({ kind: 'map', key: column.type, value: type });
  const map = py`F.create_map(*[F.lit(x) for pair in {${joinPy(pairs)}}.items() for x in pair]).cast(${mapType})`;
  const none = py`F.lit(${written(missing, type, context)})`;
  const unseen = unseenOf(one);
  const other = py`F.lit(${written(unseen, type, context)})`;
  const known = pairs.length === 0 ? other : py`F.try_element_at(${map}, ${source})`;
  const found = unseen === null || pairs.length === 0 ? known : py`F.coalesce(${known}, ${other})`;
  const whole =
    missing === unseen || (missing === null && pairs.length > 0 && unseen === null)
      ? found
      : py`F.when(${source}.isNull(), ${none}).otherwise(${found})`;
  return py`${whole}.cast(${sparkType(type)})`;
}

function otherOf(one: LookedUp, context: Context): Py {
  if (one.unseen === 'keep') return sparkColumn(one.column.name);
  return sparkLiteral(unseenOf(one), one.type, context);
}

const [keyName, resultName] = ['__sluice_key', '__sluice_result'];

/**
 * Each value of a map goes through Py4J by itself, which takes 9 s for ten thousand, and Spark 3.5
 * looks a value up from the first to the last. A broadcast table is found in by hash, and leaves
 * the rows in their order.
 */
function joined(one: LookedUp, context: Context): readonly Py[] {
  const { column, categories, results, type, missing, name } = one;
  const { frame } = context;
  const pairs = categories.map((value, index) => {
    const cells = [
      written(value, column.type, context),
      written(results[index] ?? null, type, context),
    ];
    return py`(${joinPy(cells)})`;
  });
  const fields = [
    { name: keyName, type: column.type },
    { name: resultName, type },
  ];
  const key = sparkColumn(keyName);
  const source = sparkColumn(column.name);
  const other = otherOf(one, context);
  const value = py`F.when(${key}.isNotNull(), ${sparkColumn(resultName)}).otherwise(${other})`;
  const isSame = missing === null && (one.unseen === 'keep' || unseenOf(one) === null);
  const whole = isSame
    ? value
    : py`F.when(${source}.isNull(), ${sparkLiteral(missing, type, context)}).otherwise(${value})`;
  return [
    ...pythonLines(
      py`known = ${frame}.sparkSession.createDataFrame(`,
      [py`[${joinPy(pairs)}]`, sparkType({ kind: 'struct', fields })],
      py`)`,
    ),
    py`${frame} = ${frame}.join(F.broadcast(known), ${source} == ${key}, "left")`,
    ...pythonLines(py`${frame} = ${frame}.withColumn(`, [pyLit(name), whole], py`)`),
    py`${frame} = ${frame}.drop(${sparkName(keyName)}, ${sparkName(resultName)})`,
  ];
}

function written(value: Json, type: ColumnType, context: Context): Py {
  for (const line of literalImports(type)) context.import(line);
  return pythonLiteral(value, type, 'pyspark');
}
