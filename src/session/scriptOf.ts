import { AppError } from '../shared/errors.ts';
import type { WorkbenchContract } from '../shared/contracts/workbench.ts';
import { exportScript } from '../core/codegen/exportScript.ts';
import type { ScriptOptions } from '../core/codegen/scriptOptions.ts';
import { columnFlow } from '../core/recipe/flow.ts';
import type { DocumentState } from './documentState.ts';
import { requireModel } from './requireModel.ts';

/**
 * The script of a recipe, with a change that is previewed in it. Up to a step it has neither checks
 * nor outputs, which are about the last table.
 */
export function scriptOf(
  document: DocumentState,
  { target, step, form, frames }: WorkbenchContract['code']['params'],
): string {
  const { recipe, flow } = document.preview?.model ?? requireModel(document);
  const hive = Object.entries(document.sources.open).map(
    ([name, { opened }]): [string, readonly string[]] => [name, opened.hive],
  );
  const options: ScriptOptions = {
    recipeFolder: document.folder,
    hive: Object.fromEntries(hive),
    ...(form ? { form } : {}),
    ...(frames ? { frames } : {}),
  };
  if (step === undefined) return exportScript(flow, target, options);
  const index = recipe.steps.findIndex((one) => one.id === step);
  if (index < 0) {
    throw new AppError('usage', `The recipe has no step “${step}”.`, { hint: 'Choose another.' });
  }
  const steps = recipe.steps.slice(0, index + 1);
  const upTo = columnFlow({ ...recipe, steps, checks: [], outputs: [] }, flow.sources);
  return exportScript(upTo, target, options);
}
