import type { Json } from '../../../src/shared/json.ts';
import type { Output, OutputOptions } from '../../../src/shared/recipe.ts';
import type { Issue } from '../form/model/issue.ts';
import { isObject, textAt } from '../form/model/json.ts';

const compressions = ['zstd', 'snappy', 'gzip', 'uncompressed'] as const;

/** The form of an output; the parts are those of the split above. */
export function outputSchema(parts: readonly string[]): Json {
  return {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1, title: 'Name' },
      ...(parts.length > 0
        ? {
            part: {
              type: 'string',
              enum: parts,
              labels: Object.fromEntries(parts.map((part) => [part, part])),
              title: 'Part of the split',
            },
          }
        : {}),
      format: {
        type: 'string',
        enum: ['parquet', 'csv'],
        labels: { parquet: 'Parquet', csv: 'CSV' },
        title: 'Format',
      },
      uri: {
        type: 'string',
        minLength: 1,
        title: 'Folder',
        description: 's3://bucket/prefix/, or a path beside the recipe.',
      },
      header: { type: 'boolean', default: true, title: 'Header line', when: { format: ['csv'] } },
      label: {
        type: 'string',
        ui: 'column',
        title: 'Label column',
        description: 'Goes first; the file then has no header.',
        when: { format: ['csv'] },
      },
      compression: {
        type: 'string',
        enum: compressions,
        labels: Object.fromEntries(compressions.map((name) => [name, name])),
        title: 'Compression',
      },
    },
    required: ['name', 'format', 'uri'],
  };
}

/** An output as its form takes it: its options beside the rest. */
export function outputValue({ name, part, format, uri, options }: Output): Json {
  return { name, ...(part === undefined ? {} : { part }), format, uri, ...options };
}

/** The output that a form gave; undefined for what is none. */
export function readOutput(value: Json): Output | undefined {
  if (!isObject(value)) return undefined;
  const part = textAt(value, 'part');
  const label = textAt(value, 'label');
  const { header } = value;
  const compression = compressions.find((known) => known === value['compression']);
  const options: OutputOptions = {
    ...(typeof header === 'boolean' ? { header } : {}),
    ...(label === undefined || label === '' ? {} : { label }),
    ...(compression === undefined ? {} : { compression }),
  };
  return {
    name: textAt(value, 'name') ?? '',
    ...(part === undefined ? {} : { part }),
    format: value['format'] === 'csv' ? 'csv' : 'parquet',
    uri: textAt(value, 'uri') ?? '',
    options,
  };
}

/** What no field alone can say: the name is one that runs accept, and its own. */
export function outputIssues(value: Json, others: readonly Output[]): readonly Issue[] {
  const name = isObject(value) ? (textAt(value, 'name') ?? '') : '';
  if (!/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/.test(name)) {
    const message = 'A name is made of letters, digits and hyphens.';
    return [{ path: ['name'], message, wrong: true }];
  }
  return others.some((other) => other.name === name)
    ? [{ path: ['name'], message: `There is an output “${name}” already.`, wrong: true }]
    : [];
}
