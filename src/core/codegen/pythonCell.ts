import { joinPy, py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { Flow } from '../recipe/flow.ts';
import { formatPython } from './formatPython.ts';
import { importBlock } from './importBlock.ts';
import type { PythonTarget } from './pythonTarget.ts';
import { dict, func } from './scriptLines.ts';
import type { Comment } from './scriptLines.ts';
import type { ScriptSource } from './scriptSource.ts';
import { plainText } from './stepComment.ts';

/** The parts of a recipe's script that a cell of a notebook needs, too. */
export interface CellParts {
  readonly flow: Flow;
  readonly target: PythonTarget;
  readonly imports: ReadonlySet<string>;
  /** Sources that are read from files; the others are frames of the notebook. */
  readonly read: readonly ScriptSource[];
  readonly constant: (source: ScriptSource) => Py;
  readonly helpers: readonly string[];
  readonly steps: readonly (Py | Comment)[];
  /** The variables of the sources, in the order of `transform`'s arguments, and what fills them. */
  readonly names: readonly string[];
  readonly reads: readonly Py[];
  readonly parameters: readonly { readonly name: string; readonly value: Py }[];
}

/**
 * A recipe as one cell of a notebook: what the script has above `transform`, the call of it, and the
 * result in `df`. Checks and outputs are left to runs.
 */
export function pythonCell(parts: CellParts): string {
  const { flow, target, read, constant, names } = parts;
  const inputs = read.map((source) => py`${pyLit(source.name)}: ${pyLit(source.path)}`);
  const sources = names.map((name) => trustedPy(name));
  const code = [
    [
      ...(read.length > 0 ? dict('INPUTS', inputs) : []),
      ...dict(
        'PARAMETERS',
        parts.parameters.map(({ name, value }) => py`${pyLit(name)}: ${value}`),
      ),
      ...read.map((source) => py`${constant(source)} = ${target.schema(source)}`),
    ].join('\n'),
    ...parts.helpers.map((helper) => helper.trim()),
    func(
      py`transform(${joinPy([...sources, trustedPy('params')])})`,
      'The steps of the recipe.',
      parts.steps,
    ),
    [
      ...target.start(flow),
      ...sources.map((name, i) => py`${name} = ${parts.reads[i] ?? trustedPy('')}`),
      py`df = transform(${joinPy([...sources, trustedPy('PARAMETERS')])})`,
      ...target.show,
      py`df`,
    ].join('\n'),
  ].join('\n\n\n');
  const imports = [...parts.imports].filter((line) => isNeeded(line, code));
  const title = plainText(flow.recipe.name) || 'recipe';
  return `${formatPython(`# ${title}\n${importBlock(imports)}\n\n${code}`)}\n`;
}

/** A script always has these, for its command line; a cell only where its helpers use them. */
function isNeeded(line: string, code: string): boolean {
  if (line === 'import argparse') return false;
  if (line === 'import sys') return /\bsys\./.test(code);
  if (line === 'from pathlib import Path') return /\bPath\b/.test(code);
  return true;
}
