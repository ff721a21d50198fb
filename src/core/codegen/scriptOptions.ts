/** What a script may be told beside the recipe's flow. */
export interface ScriptOptions {
  /** Default input path of each source; without one the source's own `uri`, below `recipeFolder`. */
  readonly paths?: Readonly<Record<string, string>>;
  /** The folder that relative URIs of the recipe start at; without it they stay relative. */
  readonly recipeFolder?: string;
  /**
   * Names of the Hive keys in each source's paths. For a source that is not named here, keys are
   * looked for when the script runs, unless its `uri` is a single file.
   */
  readonly hive?: Readonly<Record<string, readonly string[]>>;
  /** `cell`: for a notebook; without command line, checks and outputs, and with the result in `df`. */
  readonly form?: 'script' | 'cell';
  /** For a cell: variables of the notebook that hold sources already, by source. */
  readonly frames?: Readonly<Record<string, string>>;
}
