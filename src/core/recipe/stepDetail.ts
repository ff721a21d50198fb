import type { Condition } from '../../shared/condition.ts';
import type { FittedValues, Json } from '../../shared/json.ts';
import type { Step } from '../../shared/recipe.ts';
import { operationById } from '../operations/registry.ts';
import { conditionText, valueText } from './conditionText.ts';
import { paramHints } from './paramHints.ts';

/** What is known of a step besides its params. */
export interface DetailContext {
  /** What it learned, if it has. */
  readonly fitted?: FittedValues | undefined;
  /** How many columns it adds, where that is known. */
  readonly added?: number | undefined;
}

type Params = Readonly<Record<string, Json>>;

/** A longer line is cut; the form shows the whole. */
const LONGEST = 160;
/** More names than this are counted. */
const NAMES = 4;

/**
 * The one thing that matters about a step, in one line: `distance > 0 and date is not null`,
 * `date → year, month`. Worked out from the params and their `ui` hints, so that it serves every
 * operation; the operation's title stands beside it. Empty where there is nothing to tell.
 */
export function stepDetail(step: Step, context: DetailContext = {}): string {
  const operation = operationById(step.op);
  const parsed = operation?.params.safeParse(step.params);
  // SAFETY: params are JSON, with defaults filled in where they are sound.
  const params = (parsed?.success ? parsed.data : step.params) as Json;
  if (!isObject(params)) return '';
  const hints = operation ? paramHints(operation) : new Map<string, string>();
  const text = describe({ params, hints, learns: operation?.fit !== undefined, ...context });
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= LONGEST ? line : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

interface Subject extends DetailContext {
  readonly params: Params;
  readonly hints: ReadonlyMap<string, string>;
  readonly learns: boolean;
}

function describe(subject: Subject): string {
  for (const way of [byCondition, byExpression, byParts, byJoin, byList, byColumns, byRest]) {
    const text = way(subject);
    if (text !== undefined) return text;
  }
  return '';
}

function byCondition(subject: Subject): string | undefined {
  const where = hinted(subject, 'condition');
  if (where === undefined || !isObject(where)) return undefined;
  // SAFETY: the hint stands on params of this form alone; sound params were parsed by it.
  const text = conditionText(where as unknown as Condition);
  return subject.params['keep'] === false ? `drop where ${text}` : text;
}

function byExpression(subject: Subject): string | undefined {
  const expression = hinted(subject, 'expression');
  if (typeof expression !== 'string') return undefined;
  const column = hinted(subject, 'new-column') ?? hinted(subject, 'column');
  return typeof column === 'string' ? `${column} = ${expression}` : expression;
}

/** “80 / 20 by day, seed 7”. */
function byParts(subject: Subject): string | undefined {
  const parts = hinted(subject, 'parts');
  if (parts === undefined || !isObject(parts)) return undefined;
  const shares = Object.values(parts).map((share) => number(Number(share) * 100));
  const key = names(hinted(subject, 'columns'));
  const seed = subject.params['seed'];
  return [
    `${shares.join(' / ')}${key === '' ? '' : ` by ${key}`}`,
    ...(seed === undefined ? [] : [`seed ${valueText(seed)}`]),
  ].join(', ');
}

/** “left airports on origin = iata”. */
function byJoin(subject: Subject): string | undefined {
  const source = hinted(subject, 'source');
  if (source === undefined) return undefined;
  const pairs = hinted(subject, 'column-pairs');
  const on = isList(pairs)
    ? pairs.flatMap((pair) => {
        if (!isList(pair)) return [];
        const [left, right] = pair.map(String);
        return [left === right ? (left ?? '') : `${left ?? ''} = ${right ?? ''}`];
      })
    : [];
  const how = subject.params['how'];
  const kind = typeof how === 'string' ? `${how} ` : '';
  return `${kind}${valueText(source)}${on.length === 0 ? '' : ` on ${on.join(' and ')}`}`;
}

/** Lists of entries: the keys of a sort, the figures of groups. */
function byList(subject: Subject): string | undefined {
  for (const [key, list] of Object.entries(subject.params)) {
    if (!isList(list) || !list.every(isObject) || list.length === 0) continue;
    const shown = list.slice(0, NAMES).map(entryText);
    const more = list.length > NAMES ? ` and ${String(list.length - NAMES)} more` : '';
    const by = key === 'by' ? '' : names(subject.params['by']);
    return `${shown.join(', ')}${more}${by === '' ? '' : ` by ${by}`}`;
  }
  return undefined;
}

function entryText(entry: Params): string {
  const column = entry['column'];
  const name = typeof column === 'string' ? column : '';
  if (typeof entry['function'] === 'string') {
    return name === '' ? entry['function'] : `${entry['function']} of ${name}`;
  }
  if (typeof entry['descending'] === 'boolean') {
    const nulls = entry['nulls'] === 'first' ? ', nulls first' : '';
    return `${name} ${entry['descending'] ? '↓' : '↑'}${nulls}`;
  }
  if (typeof entry['from'] === 'string' && typeof entry['to'] === 'string') {
    return `${entry['from']} → ${entry['to']}`;
  }
  const scalars = Object.values(entry).filter((value) => !isObject(value));
  return scalars.map((value) => (typeof value === 'string' ? value : valueText(value))).join(' ');
}

/** Columns and what becomes of them. */
function byColumns(subject: Subject): string | undefined {
  const { params, fitted } = subject;
  const chosen = hinted(subject, 'columns') ?? hinted(subject, 'column');
  const columns = namesOf(chosen);
  if (columns.length === 0) return undefined;
  const shown = names(chosen);
  const way = params['with'];
  if (typeof way === 'string') {
    if (params['value'] !== undefined) return `${shown} ← ${valueText(params['value'])}`;
    const [only] = columns;
    const learned = columns.length === 1 && only !== undefined ? fitted?.[only] : undefined;
    const value = learned === undefined || learned === null ? '' : ` ${plainValue(learned)}`;
    return `${shown} ← ${way}${value}`;
  }
  const target = hinted(subject, 'type') ?? hinted(subject, 'new-column');
  if (typeof target === 'string' && params['parts'] === undefined) return `${shown} → ${target}`;
  const parts = params['parts'];
  if (isList(parts)) return `${shown} → ${names(parts)}`;
  if (subject.learns && fitted !== undefined && (subject.added ?? 0) > 0) {
    const added = subject.added ?? 0;
    return `${shown} → ${String(added)} column${added === 1 ? '' : 's'}`;
  }
  return shown;
}

/** What nothing else tells: the first plain values, by name. */
function byRest({ params }: Subject): string | undefined {
  const plain = Object.entries(params).filter(
    ([, value]) => value !== null && (typeof value !== 'object' || isList(value)),
  );
  return plain
    .slice(0, 3)
    .map(([key, value]) => `${key} ${isList(value) ? names(value) : valueText(value)}`)
    .join(', ');
}

/** The first param with a hint, in the order of the form. */
function hinted({ params, hints }: Subject, hint: string): Json | undefined {
  for (const [key, value] of hints) {
    if (value === hint && params[key] !== undefined) return params[key];
  }
  return undefined;
}

function names(value: Json | undefined): string {
  const all = namesOf(value);
  const shown = all.slice(0, NAMES).join(', ');
  return all.length > NAMES ? `${shown} and ${String(all.length - NAMES)} more` : shown;
}

function namesOf(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return isList(value)
    ? value.map((item) => (typeof item === 'string' ? item : valueText(item)))
    : [];
}

/** Learned numbers come as text where they have more digits than a double. */
function plainValue(value: Json): string {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? value : valueText(value);
}

/** A share without the noise of binary fractions. */
function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function isObject(value: Json | undefined): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
