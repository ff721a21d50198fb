import { applyEdits, modify } from 'jsonc-parser';
import type { JSONPath } from 'jsonc-parser';
import type { Fitted, Source } from '../../shared/recipe.ts';

/** Puts fitted values into a recipe's text by minimal edits; the rest of the text stays as it is. */
export function setFitted(document: string, stepId: string, fitted: Fitted): string {
  return setValue(document, ['fitted', stepId], fitted);
}

/** Puts a source's read options and schema into a recipe's text by minimal edits. */
export function setSourceForm(document: string, name: string, source: Source): string {
  const withOptions = setValue(document, ['sources', name, 'options'], source.options);
  return setValue(withOptions, ['sources', name, 'schema'], source.schema);
}

function setValue(document: string, path: JSONPath, value: unknown): string {
  const eol = document.includes('\r\n') ? '\r\n' : '\n';
  const indent = /\n( +|\t)\S/.exec(document)?.[1] ?? '  ';
  const formattingOptions = {
    tabSize: indent === '\t' ? 1 : indent.length,
    insertSpaces: indent !== '\t',
    eol,
  };
  return applyEdits(document, modify(document, path, value, { formattingOptions }));
}
