import type { Json } from '../operations/define.ts';
import { checkRules } from '../checks/registry.ts';
import { operations } from '../operations/registry.ts';

/** What VS Code offers at a place of a JSON text: its `defaultSnippets`. */
export interface JsonSnippet {
  readonly label: string;
  readonly description: string;
  /** JSON whose texts are snippets: `${1:name}` is a place to fill. */
  readonly body: Json;
}

/** A step for each operation, with the params of its first example. */
export function stepSnippets(): readonly JsonSnippet[] {
  return operations.map(({ id, version, title, summary, examples }) => ({
    label: title,
    description: summary,
    body: {
      id: '${1:id}',
      op: id,
      version,
      // SAFETY: the params of an example are what a document holds.
      params: escaped(examples[0].params as Json),
    },
  }));
}

/** A check for each rule, with the params of its first example. */
export function checkSnippets(): readonly JsonSnippet[] {
  return checkRules.map(({ id, title, summary, examples }) => ({
    label: title,
    description: summary,
    // SAFETY: the params of an example are what a document holds.
    body: { rule: id, ...(escaped(examples[0].check as Json) as object), severity: 'error' },
  }));
}

/** An output as Parquet, and one as CSV for training. */
export const outputSnippets: readonly JsonSnippet[] = [
  {
    label: 'Parquet output',
    description: 'All rows, as Parquet files below an address.',
    body: { name: '${1:all}', format: 'parquet', uri: '${2:s3://bucket/prefix/}' },
  },
  {
    label: 'CSV output of a part',
    description: 'The rows of one part of the split, without a header, the label first.',
    body: {
      ...{ name: '${1:train}', part: '${1:train}', format: 'csv', uri: '${2:s3://bucket/train/}' },
      options: { header: false, label: '${3:label}' },
    },
  },
];

/** A parameter for the usual types. */
export const parameterSnippets: readonly JsonSnippet[] = [
  {
    label: 'Date parameter',
    description: 'A date that a run may give anew; conditions use it as {"param": name}.',
    body: { name: '${1:since}', type: 'date', default: '${2:2026-01-01}' },
  },
  {
    label: 'Number parameter',
    description: 'A number that a run may give anew; expressions use it as :name.',
    body: { name: '${1:least}', type: 'float64', default: '^${2:0}' },
  },
  {
    label: 'Text parameter',
    description: 'A text that a run may give anew; expressions use it as :name.',
    body: { name: '${1:country}', type: 'text', default: '${2:CH}' },
  },
];

/**
 * JSON that a snippet inserts as it stands. VS Code writes texts as JSON and then reads the whole as a
 * snippet, to which `$`, `}` and `\` mean something; a text that begins with `^` it takes without
 * writing it as JSON, so that they can be escaped.
 */
function escaped(value: Json): Json {
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value === 'string') {
    const special = /[\\$}]/.test(value) || value.startsWith('^');
    return special ? `^${JSON.stringify(value).replace(/[\\$}]/g, '\\$&')}` : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]));
}
