import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { checkShape } from './model/checkShape.ts';
import { documentedRules } from './model/documentedRules.ts';
import type { Shape } from './model/shape.ts';

interface Model {
  operations: Readonly<Record<string, { input?: { shape: string } }>>;
  shapes: Readonly<Record<string, Shape>>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = '.venv/lib/python3.11/site-packages/botocore/data/sagemaker/2017-07-24';
const models = new Map<string, Model>();

function loadModel(root: string): Model {
  const known = models.get(root);
  if (known !== undefined) return known;
  const plain = join(root, FOLDER, 'service-2.json');
  const text = existsSync(plain)
    ? readFileSync(plain, 'utf8')
    : gunzipSync(readFileSync(`${plain}.gz`)).toString('utf8');
  // SAFETY: botocore's service-2.json has this form; checkShape throws where a shape is missing.
  const model = JSON.parse(text) as Model;
  models.set(root, model);
  return model;
}

/** Whether AWS's model of SageMaker has this operation. */
export function isSagemakerOperation(operation: string, root = ROOT): boolean {
  return Object.hasOwn(loadModel(root).operations, operation);
}

/**
 * What AWS would refuse in a SageMaker request: everything that breaks botocore's service model,
 * and the rules that AWS documents beyond it. An empty list means that the request is sound.
 */
export function validateRequest(operation: string, input: unknown, root = ROOT): string[] {
  const model = loadModel(root);
  const known = model.operations[operation];
  if (known === undefined) return [`SageMaker has no operation ${operation}`];
  if (known.input === undefined) return [];
  const problems = checkShape(model.shapes, known.input.shape, input, '');
  return problems.length > 0 ? problems : documentedRules(operation, input);
}
