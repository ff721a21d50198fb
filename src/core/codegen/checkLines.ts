import type { CheckLines } from '../checks/define.ts';
import { ruleOf } from '../checks/registry.ts';
import { AppError } from '../../shared/errors.ts';
import type { Check } from '../../shared/recipe.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { checkSources, checkTitle } from '../recipe/checks.ts';
import type { Flow } from '../recipe/flow.ts';
import type { PythonTarget, ScriptNeeds } from './pythonTarget.ts';

/** The function `checks` of a script: what it takes besides `table`, and its lines. */
export interface ScriptChecks {
  readonly takes: readonly Py[];
  readonly lines: readonly Py[];
}

/** Every check of a recipe. Throws `unsupported` with the check that the target cannot do. */
export function checkLines(
  flow: Flow,
  target: PythonTarget,
  needs: ScriptNeeds,
  variables: ReadonlyMap<string, string>,
): ScriptChecks {
  const { checks } = flow.recipe;
  const variable = (source: string): Py => trustedPy(variables.get(source) ?? source);
  const wants = { frame: false, params: false };
  const emitted = checks.flatMap((check) => {
    const context = {
      ...{ check, schema: flow.schema, parameters: flow.parameters, sources: flow.sources },
      table: trustedPy('table'),
      get frame(): Py {
        wants.frame = true;
        return trustedPy(target.checkFrame === undefined ? 'table' : 'df');
      },
      param: (name: string): Py => {
        wants.params = true;
        return py`params[${pyLit(name)}]`;
      },
      relation: variable,
      ...needs,
    };
    const { lines, broken } = required(check, target, ruleOf(check).emit[target.target](context));
    const head = py`${pyLit(check.severity)}, ${pyLit(checkTitle(check))}`;
    return [...lines, py`yield ${head}, ${broken}, found`];
  });
  return {
    takes: [
      ...[...new Set(checkSources(checks))].map(variable),
      ...(wants.params ? [trustedPy('params')] : []),
    ],
    lines: [
      ...(wants.frame && target.checkFrame !== undefined
        ? [py`df = ${target.checkFrame(trustedPy('table'))}`]
        : []),
      ...emitted,
    ],
  };
}

function required(
  check: Check,
  { target }: PythonTarget,
  emitted: CheckLines | { readonly unsupported: string },
): CheckLines {
  if (!('unsupported' in emitted)) return emitted;
  throw new AppError(
    'unsupported',
    `The check “${checkTitle(check)}” cannot run on ${target}: ${emitted.unsupported}`,
    { hint: 'Take the check out, or export to another target.' },
  );
}
