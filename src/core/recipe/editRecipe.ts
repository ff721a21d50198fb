import { AppError } from '../../shared/errors.ts';
import type { Json } from '../../shared/json.ts';
import type { Fitted, Recipe, Source } from '../../shared/recipe.ts';
import type { RecipeEdit } from '../../shared/recipeEdit.ts';
import { operationById } from '../operations/registry.ts';
import { requireRecipe } from './document.ts';
import { insertItem, rawAt, removeAt, sameJson, setKey, setList, valueAt } from './jsonText.ts';
import { newStepId } from './newStepId.ts';

const documentKeys = [
  ...['sluice', 'name', 'parameters', 'sources', 'steps', 'fitted', 'checks', 'outputs'],
];
const stepKeys = ['id', 'op', 'version', 'params', 'enabled', 'note'];
const sourceKeys = ['uri', 'format', 'options', 'schema'];

/** A recipe's text after an edit, and the step that the edit is about. */
export interface EditedRecipe {
  readonly text: string;
  readonly step: string | undefined;
}

/**
 * Makes an edit in a recipe's text. Everything that the edit is not about keeps its bytes; what is
 * new is laid out as the document is. `recipe` is what `readRecipe` made of `text`. Throws `usage`
 * for a step that is not there.
 */
export function editRecipe(text: string, recipe: Recipe, edit: RecipeEdit): EditedRecipe {
  if (!text.startsWith(MARK)) return editText(text, recipe, edit);
  const { text: next, step } = editText(text.slice(MARK.length), recipe, edit);
  return { text: MARK + next, step };
}

/** A byte order mark, which some editors put in front. */
const MARK = '\uFEFF';

function editText(text: string, recipe: Recipe, edit: RecipeEdit): EditedRecipe {
  switch (edit.kind) {
    case 'add-step':
      return addStep(text, recipe, edit);
    case 'set-params':
      return setParams(text, recipe, edit);
    case 'set-note':
      return onStep(text, recipe, edit.id, 'note', edit.note);
    case 'set-enabled':
      return onStep(text, recipe, edit.id, 'enabled', edit.enabled);
    case 'move-step': {
      const from = indexOf(recipe, edit.id);
      const to = Math.max(0, Math.min(edit.to, recipe.steps.length - 1));
      if (from === to) return { text, step: edit.id };
      const raw = rawAt(text, ['steps', from]) ?? '';
      const without = removeAt(text, ['steps', from]);
      return { text: insertItem(without, ['steps'], to, { raw }), step: edit.id };
    }
    case 'delete-step': {
      const without = removeAt(text, ['steps', indexOf(recipe, edit.id)]);
      return { text: removeAt(without, ['fitted', edit.id]), step: edit.id };
    }
    case 'set-name':
      return about(setKey(text, ['name'], edit.name, { order: documentKeys }));
    case 'set-parameters':
      return about(setEntries(text, 'parameters', json(edit.parameters)));
    case 'set-checks':
      return about(setEntries(text, 'checks', json(edit.checks)));
    case 'set-outputs':
      return about(setEntries(text, 'outputs', json(edit.outputs)));
    case 'use-data':
      return useData(text, recipe, edit);
    case 'set-source':
      return about(
        edit.source
          ? setSource(text, edit.name, edit.source)
          : removeAt(text, ['sources', edit.name]),
      );
  }
}

/** Takes a step's learned values out of a recipe's text. */
export function dropFitted(text: string, step: string): string {
  return removeAt(text, ['fitted', step]);
}

/** Puts learned values into a recipe's text; those that are the same stay as they are. */
export function putFitted(text: string, step: string, fitted: Fitted): string {
  const open =
    valueAt(text, ['fitted']) === undefined
      ? setKey(text, ['fitted'], {}, { order: documentKeys })
      : text;
  return setKey(open, ['fitted', step], plain(fitted), { expand: true });
}

/** Puts a source, its read options and schema into a recipe's text, key by key. */
export function setSource(text: string, name: string, source: Source): string {
  const path = ['sources', name];
  if (valueAt(text, path) === undefined) {
    return setKey(text, path, plain(source), { expand: true });
  }
  let next = text;
  // SAFETY: a source is an object.
  const values = plain(source) as Readonly<Record<string, Json>>;
  for (const key of sourceKeys) {
    const value = values[key];
    next =
      value === undefined
        ? removeAt(next, [...path, key])
        : setKey(next, [...path, key], value, { order: sourceKeys });
  }
  return next;
}

function useData(
  text: string,
  recipe: Recipe,
  { name, source, steps }: Extract<RecipeEdit, { kind: 'use-data' }>,
): EditedRecipe {
  let next = { text: setSource(text, name, source), recipe };
  for (const [at, { op, params }] of steps.entries()) {
    const added = addStep(next.text, next.recipe, { kind: 'add-step', at, op, params });
    next = { text: added.text, recipe: requireRecipe(added.text) };
  }
  return about(next.text);
}

function addStep(
  text: string,
  recipe: Recipe,
  edit: Extract<RecipeEdit, { kind: 'add-step' }>,
): EditedRecipe {
  const id = newStepId(recipe);
  const version = operationById(edit.op)?.version ?? 1;
  const value = { id, op: edit.op, version, params: edit.params, enabled: true, note: '' };
  const open =
    valueAt(text, ['steps']) === undefined
      ? setKey(text, ['steps'], [], { order: documentKeys })
      : text;
  const at = Math.max(0, Math.min(edit.at, recipe.steps.length));
  return { text: insertItem(open, ['steps'], at, { value }, { expand: true }), step: id };
}

function setParams(
  text: string,
  recipe: Recipe,
  edit: Extract<RecipeEdit, { kind: 'set-params' }>,
): EditedRecipe {
  const index = indexOf(recipe, edit.id);
  const step = recipe.steps[index];
  // The params are of the newest version, as the step was lifted to it when it was read.
  const known = valueAt(text, ['steps', index, 'version']) ?? 1;
  const version = step?.version ?? 1;
  const lifted =
    known === version
      ? text
      : setKey(text, ['steps', index, 'version'], version, { order: stepKeys });
  if (sameJson(valueAt(lifted, ['steps', index, 'params']), edit.params)) {
    return { text: lifted, step: edit.id };
  }
  return {
    text: setKey(lifted, ['steps', index, 'params'], edit.params, { order: stepKeys }),
    step: edit.id,
  };
}

function onStep(
  text: string,
  recipe: Recipe,
  id: string,
  key: 'note' | 'enabled',
  value: Json,
): EditedRecipe {
  const index = indexOf(recipe, id);
  if (recipe.steps[index]?.[key] === value) return { text, step: id };
  return { text: setKey(text, ['steps', index, key], value, { order: stepKeys }), step: id };
}

function setEntries(text: string, key: string, items: readonly Json[]): string {
  return setList(text, [key], items, { order: documentKeys });
}

function indexOf(recipe: Recipe, id: string): number {
  const index = recipe.steps.findIndex((step) => step.id === id);
  if (index >= 0) return index;
  throw new AppError('usage', `The recipe has no step “${id}”.`, {
    hint: 'It was deleted meanwhile; choose another.',
  });
}

function about(text: string): EditedRecipe {
  return { text, step: undefined };
}

function json(items: readonly object[]): readonly Json[] {
  return items.map(plain);
}

/** Without keys whose value is undefined, which JSON does not have. */
function plain(value: object): Json {
  // SAFETY: parts of a recipe are JSON but for absent keys, which this drops.
  return JSON.parse(JSON.stringify(value)) as Json;
}
