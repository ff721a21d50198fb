import type { Json, Target } from './json.ts';

/** What a person reads of one operation before they use it. */
export interface OperationHelp {
  readonly id: string;
  readonly title: string;
  /** Meaning, with what null, NaN and edges give. */
  readonly summary: string;
  readonly options: readonly OptionHelp[];
  readonly examples: readonly ExampleHelp[];
  /** The first example on each target. */
  readonly code: readonly TargetCode[];
}

/** One param of an operation, or a part of one (`by[].column`). */
export interface OptionHelp {
  readonly path: string;
  /** What it holds, in words: `a column`, `one of: first, last`. */
  readonly holds: string;
  readonly required: boolean;
  /** What it is when it is left out, as JSON; undefined for nothing. */
  readonly fallback: string | undefined;
  readonly description: string;
}

/** A table written out: cells in the canonical text of their types, null for null. */
export interface HelpTable {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A worked example. */
export interface ExampleHelp {
  readonly name: string;
  readonly params: Json;
  readonly input: HelpTable;
  /** Other sources that the params name. */
  readonly sources: readonly { readonly name: string; readonly table: HelpTable }[];
  readonly output: HelpTable;
}

/** An example as code, or why a target cannot do it. */
export interface TargetCode {
  readonly target: Target;
  readonly code: string | undefined;
  readonly unsupported: string | undefined;
}
