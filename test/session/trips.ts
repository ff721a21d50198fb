import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { RecipeState, StepState } from '../../src/shared/contracts/workbenchState.ts';
import type { Json } from '../../src/shared/json.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import type { WorkbenchSessionOptions } from '../../src/session/workbenchSession.ts';
import { startEngine, temporaryFolder } from '../engine/startEngine.ts';
import { TestDocument } from './openSession.ts';

/** Five trips, as a recipe declares them. */
export const trips = {
  uri: 'trips.csv',
  format: 'csv',
  options: {},
  schema: [
    { name: 'id', type: 'int64' },
    { name: 'km', type: 'int64' },
    { name: 'city', type: 'text' },
    { name: 'age', type: 'int64' },
  ],
};
/** Cities by code, one of them with two names. */
export const cities = {
  uri: 'cities.csv',
  format: 'csv',
  options: {},
  schema: [
    { name: 'code', type: 'text' },
    { name: 'name', type: 'text' },
  ],
};

export interface TestStep {
  readonly id: string;
  readonly op: string;
  readonly params: Json;
  readonly enabled?: boolean;
  readonly version?: number;
}

/** A recipe over both sources. */
export function textOf(steps: readonly TestStep[], more: object = {}): string {
  const full = steps.map((step) => ({ version: 1, enabled: true, note: '', ...step }));
  const recipe = { sluice: 1, name: 'trips', sources: { main: trips, cities }, steps: full };
  return `${JSON.stringify({ ...recipe, ...more }, null, 2)}\n`;
}

export const far: TestStep = {
  id: 'far',
  op: 'filter-rows',
  params: { where: { column: 'km', is: 'greater', value: 0 } },
};
export const fill: TestStep = {
  id: 'fill',
  op: 'fill-missing',
  params: { columns: ['age'], with: 'median' },
};
export const double: TestStep = {
  id: 'double',
  op: 'formula',
  params: { column: 'twice', expression: 'km * 2' },
};
export const join2: TestStep = {
  id: 'names',
  op: 'join',
  params: { with: { source: 'cities' }, how: 'left', on: [['city', 'code']] },
};

/** Recipes that are opened in one test file. */
export interface Trips {
  /** Where the sources lie. */
  readonly folder: string;
  readonly edit: (text: string, more?: Partial<WorkbenchSessionOptions>) => TestDocument;
  readonly opened: (steps: readonly TestStep[], more?: object) => Promise<TestDocument>;
}

/** An engine and a folder with the sources; documents are closed after each test. */
export function useTrips(): Trips {
  const folder = temporaryFolder();
  let engine: EngineClient | undefined;
  let open: TestDocument[] = [];
  beforeAll(async () => {
    engine = await startEngine();
    writeFileSync(
      join(folder.path, 'trips.csv'),
      'id,km,city,age\n1,5,ROM,30\n2,-1,OSL,\n3,7,ROM,50\n4,,BRN,40\n5,2,,20\n',
    );
    writeFileSync(join(folder.path, 'cities.csv'), 'code,name\nROM,Rome\nOSL,Oslo\nROM,Roma\n');
  });
  afterEach(() => {
    for (const document of open) document.session.dispose();
    open = [];
  });
  afterAll(() => {
    engine?.dispose();
    folder.remove();
  });
  const edit: Trips['edit'] = (text, more = {}) => {
    if (!engine) throw new Error('only inside a test');
    const input = { kind: 'recipe', text, title: 'trips.sluice.json' } as const;
    const document = new TestDocument(engine, input, folder.path, more);
    open.push(document);
    return document;
  };
  return {
    folder: folder.path,
    edit,
    opened: async (steps, more = {}) => {
      const document = edit(textOf(steps, more));
      const { problem } = await document.open();
      if (problem) throw new Error(problem.message);
      return document;
    },
  };
}

/** The recipe of the newest state. */
export function recipeOf(document: TestDocument): RecipeState {
  const { recipe } = document.state;
  if (!recipe) throw new Error('There is no recipe.');
  return recipe;
}

/** A step of the newest state. */
export function step(document: TestDocument, id: string): StepState {
  const found = recipeOf(document).steps.find((one) => one.id === id);
  if (!found) throw new Error(`There is no step ${id}.`);
  return found;
}
