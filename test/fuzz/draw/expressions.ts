import { checkExpression } from '../../../src/core/expression/check.ts';
import { parseExpression } from '../../../src/core/expression/parse.ts';
import type { ScalarFunction } from '../../../src/core/expression/typed.ts';
import { exColumn } from '../../../src/core/expression/write.ts';
import { findFunction, functionNames } from '../../../src/core/functions/registry.ts';
import type { Json } from '../../../src/core/operations/define.ts';
import { parseType } from '../../../src/core/sql/types.ts';
import { AppError } from '../../../src/shared/errors.ts';
import type { ColumnType, Schema } from '../../../src/shared/columnType.ts';
import { oddTexts } from './cells.ts';
import type { Draw } from './draw.ts';
import type { Surroundings } from './surroundings.ts';

type Kind = 'number' | 'text' | 'boolean' | 'date' | 'timestamp';
const kinds: readonly Kind[] = ['number', 'text', 'boolean', 'date', 'timestamp'];

/** A function with what it gives. */
interface Known {
  readonly found: ScalarFunction;
  readonly gives: Kind;
}

const known: readonly Known[] = functionNames().flatMap((name) => {
  const found = findFunction(name);
  const example = found?.examples[0];
  if (!found || !example) return [];
  const type = typeOf(`${name}(${example.args.join(', ')})`, [], {});
  const gives = type && kindOf(type);
  return gives ? [{ found, gives }] : [];
});

/** An expression over the columns that the language accepts; `seen` are the examples' own. */
export function drawExpression(draw: Draw, around: Surroundings, seen: readonly Json[]): string {
  const schema = around.columns.map(([name, type]) => ({ name, type: parseType(type) }));
  const parameters = Object.fromEntries(
    around.parameters.map(([name, type]) => [name, parseType(type)]),
  );
  if (seen.length > 0 && draw.chance(35)) {
    const text = draw.one(seen);
    if (typeof text === 'string' && typeOf(text, schema, parameters)) return text;
  }
  for (let tries = 0; tries < 6; tries += 1) {
    const text = new Writer(draw, schema, around).of(draw.one(kinds), 0);
    if (typeOf(text, schema, parameters)) return text;
  }
  return exColumn(draw.one(around.columns)[0]);
}

class Writer {
  private readonly draw: Draw;
  private readonly schema: Schema;
  private readonly around: Surroundings;

  constructor(draw: Draw, schema: Schema, around: Surroundings) {
    this.draw = draw;
    this.schema = schema;
    this.around = around;
  }

  of(kind: Kind, depth: number): string {
    const { draw } = this;
    if (depth >= 3 || draw.chance(depth * 25)) return this.leaf(kind);
    const chance = draw.between(1, 100);
    if (chance <= 35) return this.call(kind, depth + 1);
    if (chance <= 45) {
      const other = draw.chance(70) ? ` else ${this.of(kind, depth + 1)}` : '';
      return `case when ${this.of('boolean', depth + 1)} then ${this.of(kind, depth + 1)}${other} end`;
    }
    if (chance <= 55) return this.cast(kind, depth + 1);
    return this.operator(kind, depth + 1);
  }

  private leaf(kind: Kind): string {
    const { draw } = this;
    const columns = this.schema.filter(({ type }) => kindOf(type) === kind);
    if (columns.length > 0 && draw.chance(70)) return exColumn(draw.one(columns).name);
    const params = this.around.parameters.filter(([, type]) => kindOf(parseType(type)) === kind);
    if (params.length > 0 && draw.chance(15)) return `:${draw.one(params)[0]}`;
    if (draw.chance(4)) return 'null';
    switch (kind) {
      case 'number':
        return draw.one(['0', '1', '2', '-1', '3', '10', '0.5', '1.5', '2.50', '1e0', '-2.5e0']);
      case 'text':
        return quoted(draw.chance(60) ? draw.one(['a', 'b', '', ' ', 'x']) : draw.one(oddTexts));
      case 'boolean':
        return draw.one(['true', 'false']);
      case 'date':
        return draw.one(["date '2024-02-29'", "date '1969-12-31'", "date '2024-12-30'"]);
      case 'timestamp':
        return draw.one(["timestamp '2024-02-29 23:59:59.5'", "timestamp '1969-12-31 00:00:00'"]);
    }
  }

  private call(kind: Kind, depth: number): string {
    const fitting = known.filter(({ gives }) => gives === kind);
    if (fitting.length === 0) return this.leaf(kind);
    const { found } = this.draw.one(fitting);
    const required = found.parameters.filter((one) => !one.optional).length;
    const count = this.draw.between(required, found.parameters.length);
    const group = this.draw.one(kinds);
    const args = found.parameters.slice(0, count).flatMap((parameter, at) => {
      const times = parameter.repeated ? this.draw.between(1, 2) : 1;
      return Array.from({ length: times }, () => this.argument(found, at, kind, group, depth));
    });
    return `${found.name}(${args.join(', ')})`;
  }

  private argument(
    found: ScalarFunction,
    at: number,
    kind: Kind,
    group: Kind,
    depth: number,
  ): string {
    const parameter = found.parameters[at];
    if (parameter?.must !== undefined) {
      const seen = found.examples.flatMap(({ args }) => args[at] ?? []);
      return this.draw.one(parameter.choices?.map(quoted) ?? seen);
    }
    switch (parameter?.kind) {
      case 'integer':
        return this.draw.one(['0', '1', '2', '3', '-1']);
      case 'number':
      case 'plain':
      case 'float':
        return this.of('number', depth);
      case 'text':
      case 'boolean':
      case 'date':
      case 'timestamp':
        return this.of(parameter.kind, depth);
      case 'temporal':
        return this.of(this.draw.one(['date', 'timestamp'] as const), depth);
      default:
        return this.of(this.draw.chance(60) ? kind : group, depth);
    }
  }

  private cast(kind: Kind, depth: number): string {
    const to = this.draw.one(
      {
        number: ['int8', 'int32', 'int64', 'float64', 'decimal(10,2)'],
        text: ['text'],
        boolean: ['boolean'],
        date: ['date'],
        timestamp: ['timestamp'],
      }[kind],
    );
    return `try_cast(${this.of(this.draw.one(kinds), depth)} as ${to})`;
  }

  private operator(kind: Kind, depth: number): string {
    const { draw } = this;
    const two = (of: Kind, operators: readonly string[]): string =>
      `(${this.of(of, depth)} ${draw.one(operators)} ${this.of(of, depth)})`;
    switch (kind) {
      case 'number':
        return draw.chance(10)
          ? `-(${this.of('number', depth)})`
          : two('number', ['+', '-', '*', '/', '//', '%']);
      case 'text':
        return two('text', ['||']);
      case 'boolean': {
        const of = draw.one(kinds);
        return draw.one([
          () => two(of, ['=', '<>', '<', '<=', '>', '>=']),
          () => two('boolean', ['and', 'or']),
          () => `not (${this.of('boolean', depth)})`,
          () => `(${this.of(of, depth)}) is ${draw.one(['', 'not '])}null`,
          () => `${this.of(of, depth)} between ${this.leaf(of)} and ${this.leaf(of)}`,
          () =>
            `${this.of('text', depth)} ${draw.one(['like', 'ilike'])} ${draw.one(["'a%'", "'%b'", "'_'", "'%é%'"])}`,
        ])();
      }
      default:
        return this.call(kind, depth);
    }
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function kindOf({ kind }: ColumnType): Kind | undefined {
  if (/^(int\d|float|decimal)/.test(kind)) return 'number';
  return kinds.find((one) => one === kind);
}

/** What an expression gives; undefined if the language refuses it. */
function typeOf(
  text: string,
  schema: Schema,
  parameters: Readonly<Record<string, ColumnType>>,
): ColumnType | undefined {
  try {
    return checkExpression(parseExpression(text), { schema, parameters }).type;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
