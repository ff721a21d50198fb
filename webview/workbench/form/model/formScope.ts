import type { Schema } from '../../../../src/shared/columnType.ts';
import type { FunctionInfo } from '../../../../src/shared/contracts/workbench.ts';

/** What a form chooses from. */
export interface FormScope {
  readonly columns: Schema;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly sources: Readonly<Record<string, Schema>>;
  readonly functions: readonly FunctionInfo[];
}

export const emptyScope: FormScope = { columns: [], parameters: [], sources: {}, functions: [] };
