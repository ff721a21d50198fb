import type { CheckExample, RuleId } from '../../src/core/checks/define.ts';
import { checkSchema } from '../../src/core/checks/checkSchema.ts';
import { checkRules } from '../../src/core/checks/registry.ts';
import type { ExampleTable } from '../../src/core/operations/define.ts';
import { checkTitle } from '../../src/core/recipe/checks.ts';
import { cell, code, dataTable, escaped } from './markdown.ts';

/** More examples than these are tests, not help. */
const shownExamples = 2;

/** `docs/checks.md`: the rules that a recipe's final table can be held against. */
export function checksPage(): string {
  return [
    '# Checks',
    '',
    `${String(checkRules.length)} rules on the final table of a recipe, all parts together. A check that does not hold fails the run (\`"severity": "error"\`: exit 3, nothing is published), or the run warns (\`"warn"\`). A run tells what was found, of how many rows, and up to five of the rows that break the rule, with the columns that it names: they are written to \`run.json\` and shown, and go into no log. Scripts in SQL, pandas, polars and PySpark check the same rules, and say the same sentence with the same count. \`npm run docs\` writes this page from the rules themselves, whose examples are tests.`,
    '',
    'A rule on rows takes `atLeast`, the share (0 to 1) of the judged rows that must keep it; of no rows every share holds.',
    '',
    ...checkRules.flatMap(({ id, title, summary, examples }) => [
      `## ${title}`,
      '',
      `${code(id)}. ${escaped(summary)}`,
      '',
      ...examples.slice(0, shownExamples).flatMap((example) => exampleLines(id, example)),
    ]),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

function exampleLines(rule: RuleId, example: CheckExample<RuleId>): readonly string[] {
  const { name, input, sources = {}, failed, found, of } = example;
  const document = { rule, ...example.check, severity: 'error' };
  const figure = typeof found === 'number' ? `: ${String(found)}` : '';
  const judged = of === null || figure === '' ? '' : ` of ${String(of)} rows`;
  const outcome = `${failed ? 'does not hold' : 'holds'}${figure}${judged}`;
  return [
    `**${escaped(name)}**`,
    '',
    '```json',
    JSON.stringify(document),
    '```',
    '',
    `“${cell(checkTitle(checkSchema.parse(document)))}” ${outcome}.`,
    '',
    ...tableLines(input),
    ...Object.entries(sources).flatMap(([source, rows]) => [
      `Source ${code(source)}:`,
      '',
      ...tableLines(rows),
    ]),
  ];
}

function tableLines({ columns, rows }: ExampleTable): readonly string[] {
  const shown = dataTable({
    columns: columns.map(([name, type]) => ({ name, type })),
    rows: rows.map((row) =>
      row.map((value) =>
        value === null || typeof value === 'string' ? value : JSON.stringify(value),
      ),
    ),
  });
  return [...shown, ''];
}
