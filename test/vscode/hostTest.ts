/** How one test inside the extension host came out. */
export interface HostTest {
  /** Titles of the suites around it. */
  readonly suite: string;
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly milliseconds: number;
  /** Of a failure: its stack. */
  readonly message?: string;
}

/** A line of the file through which the extension host tells of its tests. */
export type HostLine =
  | { readonly test: HostTest }
  | { readonly said: string }
  /** The last line. */
  | { readonly ended: number };

/** The environment variable that names the file. */
export const hostTestsOut = 'SLUICE_HOST_TESTS_OUT';
