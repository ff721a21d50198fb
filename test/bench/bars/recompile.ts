import { readRecipe } from '../../../src/core/recipe/document.ts';
import { compileRecipe, literalParameters } from '../../../src/core/recipe/compile.ts';
import { validateRecipe } from '../../../src/core/recipe/validate.ts';
import { editRecipe } from '../../../src/core/recipe/editRecipe.ts';
import type { Json } from '../../../src/shared/json.ts';
import { againstLimit } from '../bar.ts';
import type { Bar } from '../bar.ts';
import { median } from '../measure.ts';
import { longRecipe } from './longRecipe.ts';

const STEPS = 200;
const EDITS = 60;
/** What the first edits of a session take: the machine code is not made yet. */
const FIRST = 10;

/** From the text of a recipe to the SQL of its last step, after an edit of one of its steps. */
export const recompileBar: Bar = {
  id: 'recompile',
  title: `A recipe of ${String(STEPS)} steps compiled anew after an edit`,
  run: ({ say }) => {
    let text = longRecipe(STEPS);
    let { recipe } = readRecipe(text);
    const times: number[] = [];
    for (let edit = 0; edit < EDITS; edit += 1) {
      const started = performance.now();
      if (!recipe) throw new Error('The recipe cannot be read.');
      const id = `s${String((edit * 20) % STEPS)}`;
      const step = recipe.steps.find((one) => one.id === id);
      const params = { column: columnOf(step?.params), expression: `amount * ${String(edit + 2)}` };
      ({ text } = editRecipe(text, recipe, { kind: 'set-params', id, params }));
      ({ recipe } = readRecipe(text));
      if (!recipe) throw new Error('The edited recipe cannot be read.');
      const validation = validateRecipe(recipe);
      const [problem] = validation.problems;
      if (problem) throw new Error(`${problem.path}: ${problem.message}`);
      compileRecipe(validation.flow, literalParameters(validation.flow, {}));
      times.push((performance.now() - started) / 1000);
    }
    const first = times[0] ?? NaN;
    const later = times.slice(FIRST);
    say(`  first ${(first * 1000).toFixed(1)} ms, then ${(median(later) * 1000).toFixed(1)} ms`);
    const worst = [...later].sort((a, b) => a - b)[Math.floor(later.length * 0.95)] ?? NaN;
    const note = `p95 ${(worst * 1000).toFixed(0)} ms, the first one ${(first * 1000).toFixed(0)} ms`;
    return Promise.resolve([
      againstLimit('text, columns of all steps, SQL', median(later), 0.02, note),
    ]);
  },
};

function columnOf(params: Json | undefined): string {
  const column =
    params !== null && typeof params === 'object' && 'column' in params ? params.column : '';
  return typeof column === 'string' ? column : '';
}
