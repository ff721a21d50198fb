import { z } from 'zod';
import type { FunctionInfo, OperationInfo } from '../shared/contracts/workbench.ts';
import type { Json } from '../shared/json.ts';
import { checkSchema } from '../core/checks/checkSchema.ts';
import { findFunction, functionNames } from '../core/functions/registry.ts';
import { operationHelp } from '../core/help/operationHelp.ts';
import { operationById, operations } from '../core/operations/registry.ts';
import { AppError } from '../shared/errors.ts';
import type { OperationHelp } from '../shared/operationHelp.ts';

let infos: readonly OperationInfo[] | undefined;

/** The operations as menus and forms need them. */
export function catalogue(): readonly OperationInfo[] {
  infos ??= operations.map((operation) => ({
    id: operation.id,
    version: operation.version,
    title: operation.title,
    category: operation.category,
    summary: operation.summary,
    synonyms: operation.synonyms,
    ...(operation.joins ? { joins: true as const } : {}),
    // SAFETY: a JSON Schema is JSON.
    params: z.toJSONSchema(operation.params, { io: 'input', unrepresentable: 'any' }) as Json,
    examples: operation.examples.map(({ name, params }) => ({
      name,
      // SAFETY: the params of an example are what a document holds.
      params: params as Json,
    })),
  }));
  return infos;
}

/** The form of a check: a variant for each rule, with what it means as its description. */
export function checkForm(): Json {
  // SAFETY: a JSON Schema is JSON.
  return z.toJSONSchema(checkSchema, { io: 'input', unrepresentable: 'any' }) as Json;
}

/** The help page of an operation. Throws `not-found` for one that is unknown. */
export function helpOf(id: string): OperationHelp {
  const operation = operationById(id);
  if (operation) return operationHelp(operation);
  throw new AppError('not-found', `There is no operation “${id}” here.`, {
    hint: 'A newer Sluice may know it.',
  });
}

/** The functions that expressions may call. */
export function functionInfos(): readonly FunctionInfo[] {
  return functionNames().flatMap((name) => {
    const found = findFunction(name);
    if (!found) return [];
    const parameters = found.parameters.map((parameter) => {
      const rest = 'repeated' in parameter && parameter.repeated ? '…' : '';
      const shown = `${parameter.name}${rest}`;
      return parameter.optional === true ? `[${shown}]` : shown;
    });
    return [{ name, signature: `${name}(${parameters.join(', ')})`, summary: found.summary }];
  });
}
