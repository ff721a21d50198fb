import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '../../../src/core/operations/registry.ts';
import type { Json } from '../../../src/shared/json.ts';
import { fieldOf } from '../../../webview/workbench/form/model/fieldOf.ts';
import { emptyScope } from '../../../webview/workbench/form/model/formScope.ts';
import { initialDraft, toDraft } from '../../../webview/workbench/form/model/toDraft.ts';
import { toParams } from '../../../webview/workbench/form/model/toParams.ts';

function fieldFor(operation: (typeof operations)[number]) {
  const schema = z.toJSONSchema(operation.params, { io: 'input', unrepresentable: 'any' });
  // SAFETY: a JSON Schema is JSON.
  return fieldOf(schema as Json);
}

/** Operations whose defaults are a step; what a choice of columns lacks is told by the step itself. */
const complete = new Set([
  ...[
    'split-dataset',
    'sort-columns',
    'rename-by-rule',
    'drop-columns',
    'select-columns',
    'unpivot',
  ],
]);

describe.each(operations.map((operation) => [operation.id, operation] as const))(
  'the form of %s',
  (_, operation) => {
    const field = fieldFor(operation);

    it('has a control of its own for every param', () => {
      const kinds = field.kind === 'group' ? field.fields.map((inner) => inner.kind) : [];
      expect(kinds.length).toBeGreaterThan(0);
      expect(kinds).not.toContain('json');
    });

    it.each(operation.examples.map((example) => [example.name, example.params] as const))(
      'brings back the params of “%s”',
      (_name, params) => {
        // SAFETY: params of examples are literal JSON.
        const json = params as Json;
        const { params: found, issues } = toParams(field, toDraft(field, json), emptyScope);
        expect(issues).toEqual([]);
        // What does not apply is left out, and then is as if it had its default.
        expect(operation.params.parse(found)).toEqual(operation.params.parse(json));
      },
    );

    it('begins incomplete unless all has a default, with nothing held against it', () => {
      const { issues } = toParams(field, initialDraft(field), emptyScope);
      expect(issues.filter((issue) => issue.wrong)).toEqual([]);
      const isComplete = complete.has(operation.id) || operation.params.safeParse({}).success;
      expect(issues.length > 0).toBe(!isComplete);
    });
  },
);
