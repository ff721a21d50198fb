import type { OperationHelp } from '../../src/shared/operationHelp.ts';
import { operationHelp } from '../../src/core/help/operationHelp.ts';
import { operationCategories } from '../../src/core/operations/define.ts';
import { operations } from '../../src/core/operations/registry.ts';
import { cell, code, dataTable, escaped, table } from './markdown.ts';
import { peerOperations } from './peerOperations.ts';

const headings: Readonly<Record<(typeof operationCategories)[number], string>> = {
  rows: 'Rows',
  columns: 'Columns',
  missing: 'Missing values',
  text: 'Text',
  numbers: 'Numbers',
  dates: 'Dates and times',
  categories: 'Categories',
  tables: 'Tables',
  windows: 'Windows',
  split: 'Split',
};
const languages = { duckdb: 'sql', pandas: 'python', polars: 'python', pyspark: 'python' } as const;
const names = { duckdb: 'SQL', pandas: 'pandas', polars: 'polars', pyspark: 'PySpark' } as const;
/** More examples than these are tests, not help. */
const shownExamples = 3;

/** `docs/operations.md`: every operation with its options, examples and code, and the peers' lists. */
export function operationsPage(): string {
  const groups = operationCategories.map((category) => ({
    category,
    pages: operations
      .filter((operation) => operation.category === category)
      .sort((a, b) => (a.title < b.title ? -1 : 1)),
  }));
  const helps = new Map(operations.map((operation) => [operation.id, operationHelp(operation)]));
  const pairs = [...helps.values()].flatMap(({ id, code: targets }) =>
    targets.map((target) => ({ id, ...target })),
  );
  const missing = pairs.filter(({ unsupported }) => unsupported !== undefined);
  const index = groups.flatMap(({ category, pages }) =>
    pages.length === 0
      ? []
      : [
          `- **${headings[category]}**: ${pages.map(({ id, title }) => `[${title}](#${id})`).join(', ')}`,
        ],
  );
  return `${[
    '# Operations',
    '',
    `${String(operations.length)} operations, each in SQL (DuckDB), pandas, polars and PySpark; all four give the same table, which every example below is a test of. \`npm run docs\` writes this page from the operations themselves.`,
    '',
    ...index,
    '',
    `Of ${String(pairs.length)} pairs of operation and target, ${String(missing.length)} cannot be done as their first example asks${missing.length === 0 ? '.' : ':'}`,
    ...(missing.length === 0 ? [] : ['', ...missing.map(missingLine)]),
    '',
    ...groups.flatMap(({ category, pages }) =>
      pages.length === 0
        ? []
        : [
            `## ${headings[category]}`,
            '',
            ...pages.flatMap(({ id, synonyms }) => {
              const help = helps.get(id);
              return help ? operationSection(help, synonyms) : [];
            }),
          ],
    ),
    ...peerSection(),
  ].join('\n')}\n`;
}

function missingLine({
  id,
  target,
  unsupported,
}: {
  readonly id: string;
  readonly target: keyof typeof names;
  readonly unsupported: string | undefined;
}): string {
  return `- ${id}, ${names[target]}: ${escaped(unsupported ?? '')}`;
}

function operationSection(help: OperationHelp, synonyms: readonly string[]): string[] {
  const { id, title, summary, options, examples, code: targets } = help;
  return [
    `<a id="${id}"></a>`,
    '',
    `### ${title}`,
    '',
    escaped(summary),
    '',
    `\`${id}\`, also known as ${synonyms.map(escaped).join(', ')}.`,
    '',
    ...table(
      ['option', 'holds', 'if left out', 'meaning'],
      options.map(({ path, holds, required, fallback, description }) => [
        code(path),
        cell(holds),
        required ? 'required' : fallback === undefined ? 'nothing' : code(fallback),
        cell(description),
      ]),
    ),
    '',
    ...examples
      .slice(0, shownExamples)
      .flatMap((example) => [
        `**${escaped(example.name)}**`,
        '',
        '```json',
        JSON.stringify(example.params),
        '```',
        '',
        ...dataTable(example.input),
        '',
        ...example.sources.flatMap(({ name, table: other }) => [
          `with the source ${code(name)}`,
          '',
          ...dataTable(other),
          '',
        ]),
        'becomes',
        '',
        ...dataTable(example.output),
        '',
      ]),
    '<details><summary>The first example as code</summary>',
    '',
    ...targets.flatMap((target) => [
      names[target.target],
      '',
      ...(target.code === undefined
        ? [`Not possible: ${escaped(target.unsupported ?? '')}`]
        : [`\`\`\`${languages[target.target]}`, target.code, '```']),
      '',
    ]),
    '</details>',
    '',
  ];
}

function peerSection(): string[] {
  const known = new Map(operations.map(({ id, title }) => [id, title]));
  return [
    '## Beside other tools',
    '',
    'What others offer, and where it is here.',
    '',
    ...peerOperations.flatMap(({ tool, operations: theirs }) => [
      `### ${tool}`,
      '',
      ...table(
        ['theirs', 'here'],
        theirs.map(([name, here]) => [
          cell(name),
          typeof here === 'string'
            ? cell(here)
            : here
                .map((id) => {
                  const title = known.get(id);
                  if (title === undefined) throw new Error(`There is no operation “${id}”.`);
                  return `[${title}](#${id})`;
                })
                .join(', '),
        ]),
      ),
      '',
    ]),
  ];
}
