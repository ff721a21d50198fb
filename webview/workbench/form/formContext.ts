import { createContext, use } from 'react';
import type { ReactNode } from 'react';
import type { Suggestion } from '../../../src/shared/suggestion.ts';
import type { Draft } from './model/draft.ts';
import type { Field } from './model/field.ts';
import { emptyScope } from './model/formScope.ts';
import type { FormScope } from './model/formScope.ts';
import type { Issue } from './model/issue.ts';
import { issuesAt } from './model/issue.ts';
import type { Siblings } from './model/siblings.ts';

/** Where in the params a control is. */
export type Path = readonly (string | number)[];

/** What a control is given. */
export interface ControlProps<F extends Field> {
  readonly field: F;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly path: Path;
  readonly siblings: Siblings | undefined;
  /** Id of the messages below it, while there are any. */
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

/** What a field's view is given. */
export interface FieldViewProps {
  readonly field: Field;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly path: Path;
  readonly siblings?: Siblings | undefined;
}

/** What controls share. */
export interface FormView {
  readonly scope: FormScope;
  /** False while the scope is on its way. */
  readonly ready: boolean;
  /** Those that are said now, the host's word among them. */
  readonly issues: readonly Issue[];
  /** What a rule offers for a column; none where nothing is known. */
  readonly suggest: (column: string, rule: string) => Promise<readonly Suggestion[]>;
  /** Draws a field: controls that hold others draw those by it. */
  readonly renderField: (props: FieldViewProps, key?: string | number) => ReactNode;
}

export const FormContext = createContext<FormView>({
  scope: emptyScope,
  ready: true,
  issues: [],
  suggest: () => Promise.resolve([]),
  renderField: () => null,
});

/** What draws the fields inside of a control. */
export function useRenderField(): FormView['renderField'] {
  return use(FormContext).renderField;
}

/** What a form chooses from. */
export function useScope(): FormScope {
  return use(FormContext).scope;
}

/** True while what a form chooses from is on its way. */
export function useLoading(): boolean {
  return !use(FormContext).ready;
}

/** What is said at a place, or with `inside` also below it. */
export function useIssues(path: Path, inside = true): readonly Issue[] {
  return issuesAt(use(FormContext).issues, path, inside);
}
