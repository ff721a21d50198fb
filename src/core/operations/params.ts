import { z } from 'zod';
import { conditionSchema } from '../expression/condition.ts';
import type { TypeGroup } from '../../shared/typeGroups.ts';
import type { Condition } from '../../shared/condition.ts';

/** What a `value` param holds: a literal, or the use of a parameter. */
export type Value = string | number | boolean | { readonly param: string };

/** The name of one column; forms show a picker. */
export function column(): z.ZodString {
  return z.string().min(1).meta({ ui: 'column' });
}

/** The names of one or more columns, in order. */
export function columns(): z.ZodArray<z.ZodString> {
  return z.array(column()).min(1).meta({ ui: 'columns' });
}

/** The names of one or more columns of these kinds of types; forms offer no others. */
export function columnsOf(types: readonly TypeGroup[]): z.ZodArray<z.ZodString> {
  return columns().meta({ ui: 'columns', types });
}

/** The name of a column that the step makes. */
export function newColumn(): z.ZodString {
  return z.string().min(1).meta({ ui: 'new-column' });
}

/**
 * The name of a column of the source that another param names. `like` in its hints names a param
 * with a column of this table: the two are compared, so that only columns of its type are offered.
 */
export function sourceColumn(): z.ZodString {
  return z.string().min(1).meta({ ui: 'source-column' });
}

/** A condition on rows (FORMATS: Condition). */
export function condition(): z.ZodType<Condition> {
  return conditionSchema.meta({ ui: 'condition' });
}

/** An expression's text (FORMATS: Expression). */
export function expression(): z.ZodString {
  return z.string().min(1).meta({ ui: 'expression' });
}

/** A literal or `{"param": name}`; which literals fit follows from the column's type. */
export function value(): z.ZodType<Value> {
  return z
    .union([z.string(), z.number(), z.boolean(), z.strictObject({ param: z.string().min(1) })])
    .meta({ ui: 'value' });
}

/** A literal that stands for itself: text, a number or a boolean, as the column's type writes it. */
export function literal(): z.ZodType<string | number | boolean> {
  return z.union([z.string(), z.number(), z.boolean()]).meta({ ui: 'literal' });
}

/** Another source of the recipe: `{"source": name}`. */
export function otherSource(): z.ZodType<{ readonly source: string }> {
  return z.strictObject({ source: z.string().min(1) }).meta({ ui: 'source' });
}
