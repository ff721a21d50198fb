import type { Py } from '../python/py.ts';
import type { Flow } from '../recipe/flow.ts';
import type { ScriptOutput } from './scriptOutput.ts';
import type { ScriptSource } from './scriptSource.ts';

/** What a part of a script may ask for, besides its lines. */
export interface ScriptNeeds {
  readonly import: (line: string) => void;
  /** A whole `def`, written once by name, in the order asked for. */
  readonly helper: (name: string, code: string) => void;
}

/** The parts of a Python script that differ by target. Lines stand without their function's indent. */
export interface PythonTarget {
  readonly target: 'pandas' | 'polars' | 'pyspark';
  readonly imports: readonly string[];
  /** The right side of `MAIN_SCHEMA = …`. */
  readonly schema: (source: ScriptSource) => Py;
  /** An expression that reads a source from `path`. */
  readonly read: (source: ScriptSource, path: Py, constant: Py, needs: ScriptNeeds) => Py;
  /** A frame that steps may change while the other stays as it was read. */
  readonly copy: (frame: Py) => Py;
  /** Leaves the hidden columns out of a frame. */
  readonly drop: (frame: Py, columns: readonly string[]) => Py;
  /** What expressions of checks take their columns from, where it is not `table` itself. */
  readonly checkFrame?: (table: Py) => Py;
  /** The body of `outputs(table)`: it yields (name, write function with everything but the folder). */
  readonly outputs: (outputs: readonly ScriptOutput[], needs: ScriptNeeds) => readonly Py[];
  /** Lines of `run` before the sources are read. */
  readonly start: (flow: Flow) => readonly Py[];
  /** Lines that turn `df`, the end of the chain, into `table`. */
  readonly collect: (flow: Flow, needs: ScriptNeeds) => readonly Py[];
  /** A frame that the person has already, as `read` would have given it. */
  readonly given: (frame: Py, needs: ScriptNeeds) => Py;
  /** Lines of a notebook's cell that make `df` something to look at. */
  readonly show: readonly Py[];
  /** Lines at the end of `run`. */
  readonly finish: readonly Py[];
}
