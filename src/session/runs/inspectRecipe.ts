import { requireRecipe } from '../../core/recipe/document.ts';
import { validateRecipe } from '../../core/recipe/validate.ts';
import { loadFitted } from '../../jobs/fittedFiles.ts';
import { problemError } from '../../jobs/problemError.ts';
import type { RunPanelState } from '../../shared/contracts/runPanel.ts';
import { toAppError } from '../../shared/errors.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Json } from '../../shared/json.ts';
import type { Output, Recipe } from '../../shared/recipe.ts';
import { editorError } from './editorError.ts';

/** A recipe as the run panel needs it. */
export interface InspectedRecipe {
  /** Undefined for text that is no recipe. */
  readonly recipe: Recipe | undefined;
  readonly fitted: RunPanelState['fitted'];
  /** Why it cannot run, whatever the settings. */
  readonly problem: AppError | undefined;
}

/** Reads a recipe's text, and says whether it can run and how its learned values stand. */
export async function inspectRecipe(text: string, folder: string): Promise<InspectedRecipe> {
  let recipe: Recipe;
  try {
    recipe = await loadFitted(requireRecipe(text), folder, 'ignore');
  } catch (error) {
    return { recipe: undefined, fitted: none, problem: editorError(error) };
  }
  try {
    const undeclared = Object.values(recipe.sources).some((source) => !source.schema);
    const { flow, problems } = validateRecipe(recipe);
    // Columns that a step has still to learn are known once it did.
    const lasting = problems.filter(({ code }) => code !== 'stale');
    const [first] = lasting;
    const fits = flow.steps.filter(({ fit }) => fit !== 'none');
    const waiting = fits.filter(({ fit }) => fit !== 'fitted');
    // Without a schema the columns are found when it runs.
    const problem = first && !undeclared ? editorError(problemError(first, lasting)) : undefined;
    if (fits.length === 0) return { recipe, fitted: none, problem };
    const worst = waiting.find(({ fit }) => fit === 'missing') ?? waiting[0];
    if (worst) {
      const stale = worst.fit === 'stale';
      const detail = stale
        ? `Step ${worst.step.id} learned from another recipe or source.`
        : `Step ${worst.step.id} has not learned yet.`;
      return { recipe, fitted: { state: stale ? 'stale' : 'missing', detail }, problem };
    }
    const kept = recipe.fitted[fits[0]?.step.id ?? ''];
    const on = kept?.on === 'train' ? 'the training part' : 'all rows';
    const hash = kept?.snapshot.replace(/^sha256:/, '').slice(0, 6) ?? '';
    const detail = `Learned on ${on}${hash === '' ? '' : ` of snapshot ${hash}`}.`;
    return { recipe, fitted: { state: 'fitted', detail }, problem };
  } catch (error) {
    return { recipe, fitted: none, problem: toAppError(error) };
  }
}

const none: RunPanelState['fitted'] = { state: 'none', detail: '' };

/** “CSV without header, label first: late” */
export function outputDetail(output: Output): string {
  const { label, header } = output.options;
  const part = output.part === undefined ? 'all rows' : `part ${output.part}`;
  if (output.format === 'parquet') return `${part}, Parquet`;
  if (label !== undefined) return `${part}, CSV without header, ${label} first, for training`;
  return `${part}, CSV${header === false ? ' without header' : ''}`;
}

/** A value as a field shows it. */
export function valueText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
