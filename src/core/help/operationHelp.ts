import type { ExampleHelp, HelpTable, OperationHelp } from '../../shared/operationHelp.ts';
import type { ExampleTable, Json, Operation } from '../operations/define.ts';
import { exampleCode } from './exampleCode.ts';
import { optionsOf } from './optionsOf.ts';

/** An operation's help page: meaning, options, examples as tables, and code for every target. */
export function operationHelp(operation: Operation<unknown>): OperationHelp {
  const { id, title, summary, examples } = operation;
  return {
    ...{ id, title, summary },
    options: optionsOf(operation),
    examples: examples.map((example): ExampleHelp => ({
      name: example.name,
      // SAFETY: the params of an example are what a document holds.
      params: example.params as Json,
      input: tableOf(example.input),
      sources: Object.entries(example.sources ?? {}).map(([name, table]) => ({
        name,
        table: tableOf(table),
      })),
      output: tableOf(example.output),
    })),
    code: exampleCode(operation, examples[0]),
  };
}

function tableOf({ columns, rows }: ExampleTable): HelpTable {
  return {
    columns: columns.map(([name, type]) => ({ name, type })),
    rows: rows.map((row) => row.map(cellText)),
  };
}

function cellText(cell: Json): string | null {
  return cell === null || typeof cell === 'string' ? cell : JSON.stringify(cell);
}
