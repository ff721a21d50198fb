import type { Method } from '../rpc/contract.ts';
import type { FieldProblem, InstanceChoice } from './runPanel.ts';

/** A training document's fields as text; absent ones are empty. */
export interface TrainFields {
  readonly input:
    | { readonly kind: 'run'; readonly run: string }
    | { readonly kind: 'folders'; readonly train: string; readonly validation: string };
  readonly algorithm: string;
  readonly version: string;
  /** In the order of the document. */
  readonly hyperparameters: readonly { readonly name: string; readonly value: string }[];
  readonly role: string;
  readonly instance: string;
  readonly volumeGb: string;
  readonly maxMinutes: string;
  readonly output: string;
}

/** One change of a field. Each becomes one undoable change of the document. */
export type TrainEdit =
  | { readonly kind: 'input'; readonly input: TrainFields['input'] }
  | {
      readonly kind: 'field';
      readonly field: 'version' | 'role' | 'instance' | 'volumeGb' | 'maxMinutes' | 'output';
      /** Empty takes the key out. */
      readonly value: string;
    }
  /** Sets, or (undefined) removes a hyperparameter. */
  | { readonly kind: 'hyperparameter'; readonly name: string; readonly value: string | undefined };

/** A hyperparameter that there is, for the list to add from. */
export interface HyperparameterInfo {
  readonly name: string;
  /** “whole number, at least 1”. */
  readonly accepts: string;
  /** The values of a closed list. */
  readonly values?: readonly string[];
}

/** A run whose outputs can be trained on. */
export interface TrainableRun {
  readonly name: string;
  /** “2 hours ago, here · train, validation”. */
  readonly detail: string;
}

/** The newest training of this document. */
export interface TrainOutcome {
  readonly name: string;
  readonly state: 'submitting' | 'running' | 'completed' | 'failed' | 'stopped';
  readonly target: 'local' | 'sagemaker';
  readonly metric?: { readonly name: string; readonly value: number };
  /** “3 s”, once it is known. */
  readonly took?: string;
  readonly error?: string;
  readonly model?: string;
}

/** All that the form shows. */
export interface TrainFormState {
  readonly title: string;
  readonly trusted: boolean;
  /** Undefined for text that is no JSON object; then `textProblem` says so. */
  readonly fields: TrainFields | undefined;
  readonly textProblem: { readonly message: string; readonly line: number } | undefined;
  readonly problems: readonly FieldProblem[];
  readonly runs: readonly TrainableRun[];
  readonly hyperparameters: readonly HyperparameterInfo[];
  readonly instances: readonly InstanceChoice[];
  readonly recent: { readonly roles: readonly string[]; readonly outputs: readonly string[] };
  /** Why it cannot train here / on SageMaker; undefined when it can. */
  readonly blockedHere: string | undefined;
  readonly blockedThere: string | undefined;
  readonly busy: string | undefined;
  readonly outcome: TrainOutcome | undefined;
}

/** Webview → host. */
export interface TrainFormContract {
  ready: Method<object, TrainFormState>;
  edit: Method<{ readonly edit: TrainEdit }, null>;
  trainHere: Method<object, null>;
  trainThere: Method<object, null>;
  command: Method<{ readonly command: 'openAsText' | 'openLogs' | 'trustWorkspace' }, null>;
}

/** Host → webview. */
export interface TrainFormEvents {
  state: TrainFormState;
}

/** The contract's method names, for `remote`. */
export const trainFormMethods = [
  'ready',
  'edit',
  'trainHere',
  'trainThere',
  'command',
] as const satisfies readonly (keyof TrainFormContract)[];
