import type { Json } from '../../../src/core/operations/define.ts';
import { parseType } from '../../../src/core/sql/types.ts';
import { isOfGroups, typeGroups } from '../../../src/shared/typeGroups.ts';
import { oddTexts } from './cells.ts';
import { drawCondition } from './conditions.ts';
import type { Draw } from './draw.ts';
import { drawExpression } from './expressions.ts';
import { branches, resolved } from './paramSchema.ts';
import type { Node, ParamSchema } from './paramSchema.ts';
import { isList, isObject } from './paths.ts';
import type { Path } from './paths.ts';
import { drawQuery } from './queries.ts';
import { drawType } from './tables.ts';
import { drawLiteral } from './literals.ts';
import type { Surroundings } from './surroundings.ts';

/** Whole numbers beyond this are asked for only where the schema or an example does. */
const mostCount = 40;
const unset = Symbol('unset');

/** Params, or a part of them, by their JSON Schema and the `ui` hints in it. */
export class ParamDraw {
  private readonly draw: Draw;
  private readonly schema: ParamSchema;
  private readonly around: Surroundings;

  constructor(draw: Draw, schema: ParamSchema, around: Surroundings) {
    this.draw = draw;
    this.schema = schema;
    this.around = around;
  }

  /** A value for this node, which stands at `path`. */
  value(given: Node, path: Path): Json {
    const node = resolved(this.schema.root, given);
    const hinted = this.hinted(node, path);
    if (hinted !== unset) return hinted;
    const seen = this.schema.seen(path);
    // What an example has is worth more than what is made up: a pattern, a format, a zone.
    if (path.length > 0 && seen.length > 0 && this.draw.chance(isTree(node) ? 20 : 70)) {
      return this.draw.one(seen);
    }
    return this.structural(node, path);
  }

  private hinted(node: Node, path: Path): Json | typeof unset {
    const { draw, around } = this;
    switch (node['ui']) {
      case 'column':
        return this.column(path, node);
      case 'columns': {
        const least = numberOf(node['minItems']) ?? 0;
        const most = Math.min(numberOf(node['maxItems']) ?? 4, around.columns.length);
        const names = around.columns.map(([name]) => name);
        return draw.some(
          names,
          draw.between(Math.min(least, most), Math.max(least, Math.min(most, 3))),
        );
      }
      case 'new-column':
        return draw.chance(15)
          ? this.column(path, node)
          : draw.one(['new', 'made', 'new column', 'Neu 🚀', 'it"s', 'z.1', '^new$', 'value2']);
      case 'column-pairs': {
        const other = draw.one(around.others)[1];
        return Array.from({ length: draw.chance(70) ? 1 : 2 }, () => {
          const [right, type] = draw.one(other.columns);
          const same = around.columns.filter(([, wanted]) => wanted === type);
          return [draw.one(same.length > 0 && draw.chance(85) ? same : around.columns)[0], right];
        });
      }
      case 'source-column':
        return this.typed(draw.one(around.others)[1].columns, node);
      case 'source':
        return { source: draw.one(around.others)[0] };
      case 'type':
        return drawType(draw, around.types);
      case 'condition':
        return drawCondition(draw, around);
      case 'expression':
        return drawExpression(draw, around, this.schema.seen(path));
      case 'query':
        return drawQuery(draw);
      case 'value':
        return draw.chance(15) && around.parameters.length > 0
          ? { param: draw.one(around.parameters)[0] }
          : drawLiteral(draw, draw.one(around.columns)[1]);
      default:
        return unset;
    }
  }

  /** A column of the step's table, or now and then of another source: which of them, errors will tell. */
  private column(path: Path, node: Node): string {
    const { draw, around } = this;
    const inner = typeof path.at(-1) === 'number' && draw.chance(10);
    const from = inner && around.others.length > 0 ? draw.one(around.others)[1] : around;
    return this.typed(from.columns, node);
  }

  /** A column, most often of a type that the form would offer. */
  private typed(columns: Surroundings['columns'], node: Node): string {
    const groups = typeGroups.filter(
      (group) => isList(node['types']) && node['types'].includes(group),
    );
    const fitting = columns.filter(([, type]) => isOfGroups(parseType(type), groups));
    return this.draw.one(fitting.length > 0 && this.draw.chance(85) ? fitting : columns)[0];
  }

  private structural(node: Node, path: Path): Json {
    const { draw, schema } = this;
    if (node['const'] !== undefined) return node['const'];
    const choices = node['enum'];
    if (isList(choices) && choices.length > 0) return draw.one(choices);
    if (node['anyOf'] !== undefined || node['oneOf'] !== undefined) {
      return this.value(draw.one(branches(schema.root, node)), path);
    }
    switch (node['type']) {
      case 'object':
        return this.object(node, path);
      case 'array':
        return this.list(node, path);
      case 'string':
        return draw.chance(50) ? draw.one(['a', 'b', 'x', ',', ' ', '_', '1']) : draw.one(oddTexts);
      case 'integer':
        return this.integer(node);
      case 'number':
        return this.number(node);
      case 'boolean':
        return draw.chance(50);
      case 'null':
        return null;
      default:
        return draw.one<Json>(['a', 1, true, null]);
    }
  }

  private object(node: Node, path: Path): Json {
    const { draw } = this;
    const required = isList(node['required']) ? node['required'] : [];
    const made: Record<string, Json> = {};
    const properties = Object.entries(isObject(node['properties']) ? node['properties'] : {});
    for (const [key, property] of properties) {
      if (!isObject(property)) continue;
      const wanted = required.includes(key) || draw.chance(isAsked(property, made) ? 55 : 5);
      if (wanted) made[key] = this.value(property, [...path, key]);
    }
    const more = node['additionalProperties'];
    if (isObject(more)) {
      const names = draw.chance(50)
        ? this.around.columns.map(([name]) => name)
        : ['a', 'b', 'x', 'train', 'test', '1', 'é'];
      for (const name of draw.some(names, draw.between(1, 3))) {
        made[name] = this.value(more, [...path, name]);
      }
    }
    return made;
  }

  private list(node: Node, path: Path): Json {
    const first = node['prefixItems'];
    if (isList(first)) {
      return first.map((item, at) => (isObject(item) ? this.value(item, [...path, at]) : null));
    }
    const items = isObject(node['items']) ? node['items'] : {};
    const least = numberOf(node['minItems']) ?? 0;
    const most = Math.min(numberOf(node['maxItems']) ?? least + 3, least + 3);
    const length = this.draw.between(least, most);
    return Array.from({ length }, (_, at) => this.value(items, [...path, at]));
  }

  private integer(node: Node): number {
    const [low, high] = limitsOf(node);
    const least = Math.max(Math.ceil(low), -3);
    const from = Math.min(Math.max(least, Math.ceil(low)), Math.floor(high));
    const to = Math.min(Math.floor(high), Math.max(from, 5));
    if (this.draw.chance(80)) return this.draw.between(from, to);
    return this.draw.between(from, Math.min(Math.floor(high), from + mostCount));
  }

  private number(node: Node): number {
    const [low, high] = limitsOf(node);
    const from = Math.max(low, Math.min(high, 0) - 3, -100);
    const to = Math.min(high, from + 10);
    return from + (to - from) * (this.draw.between(0, 20) / 20);
  }
}

/** Whether the params that a form shows this one for have been chosen. */
function isAsked(property: Node, made: Readonly<Record<string, Json>>): boolean {
  const when = property['when'];
  if (!isObject(when)) return true;
  return Object.entries(when).every(
    ([key, values]) => isList(values) && values.includes(made[key] ?? null),
  );
}

function isTree(node: Node): boolean {
  return node['type'] === 'object' || node['type'] === 'array';
}

function limitsOf(node: Node): [number, number] {
  const above = numberOf(node['exclusiveMinimum']);
  const below = numberOf(node['exclusiveMaximum']);
  const step = node['type'] === 'integer' ? 1 : 1 / 64;
  return [
    Math.max(
      numberOf(node['minimum']) ?? -Infinity,
      above === undefined ? -Infinity : above + step,
    ),
    Math.min(numberOf(node['maximum']) ?? Infinity, below === undefined ? Infinity : below - step),
  ];
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
