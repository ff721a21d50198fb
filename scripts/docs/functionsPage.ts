import { functions } from '../../src/core/functions/index.gen.ts';
import { cell, code, table } from './markdown.ts';

/** `docs/functions.md`: the functions of the expression language. */
export function functionsPage(): string {
  const sorted = [...functions].sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${[
    '# Functions of expressions',
    '',
    `The ${String(sorted.length)} functions that formulas and conditions may call. Each gives the same value in SQL (DuckDB), pandas, polars and PySpark; the examples are tests. A null argument gives null unless it is said otherwise. \`npm run docs\` writes this page.`,
    '',
    ...table(
      ['function', 'meaning', 'example'],
      sorted.map(({ name, aliases = [], parameters, summary, examples: [example] }) => {
        const shown = parameters.map((parameter) => {
          const one = `${parameter.name}${parameter.repeated === true ? '…' : ''}`;
          return parameter.optional === true ? `[${one}]` : one;
        });
        const also = aliases.length === 0 ? '' : ` Also ${aliases.map(code).join(', ')}.`;
        return [
          code(`${name}(${shown.join(', ')})`),
          cell(summary) + also,
          `${code(`${name}(${example.args.join(', ')})`)} = ${example.result === null ? '*null*' : code(example.result)}`,
        ];
      }),
    ),
  ].join('\n')}\n`;
}
