import type { OperationInfo } from '../../../../src/shared/contracts/workbench.ts';
import type { WireError } from '../../../../src/shared/errors.ts';
import type { Json } from '../../../../src/shared/json.ts';
import type { Draft } from '../model/draft.ts';
import type { Field } from '../model/field.ts';
import type { FormScope } from '../model/formScope.ts';
import type { Issue } from '../model/issue.ts';

/** A step's form while it is open. */
export interface OpenForm {
  /** Another one for each form that is opened. */
  readonly key: number;
  readonly operation: OperationInfo;
  readonly field: Field;
  /** The step that is edited; undefined for a new one. */
  readonly step: string | undefined;
  readonly at: number;
  readonly draft: Draft;
  readonly scope: FormScope;
  /** True once the columns of the table above the step are known. */
  readonly ready: boolean;
  /** Undefined while something is missing or wrong. */
  readonly params: Json | undefined;
  readonly issues: readonly Issue[];
  /** Whether something was changed since it was opened. */
  readonly touched: boolean;
  /** Whether what is missing is said, too: after a try to apply. */
  readonly strict: boolean;
  /** What the host said of the draft. */
  readonly error: WireError | undefined;
  /** A preview is awaited. */
  readonly waiting: boolean;
}

/** What was typed into a form that was closed without applying. */
export interface LeftForm {
  readonly op: string;
  readonly title: string;
  readonly step: string | undefined;
  readonly at: number;
  readonly draft: Draft;
}

/** The one form of a workbench, and the last one that was left. */
export interface FormState {
  readonly open: OpenForm | undefined;
  readonly left: LeftForm | undefined;
}
