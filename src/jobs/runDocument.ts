import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const count = z.number().int().nonnegative();

/** `output/run/run.json` of a job directory, as `run.py` writes it (FORMATS: Job directory). */
export const runDocument = z.looseObject({
  name: z.string(),
  state: z.enum(['completed', 'failed', 'stopped']),
  target: z.enum(['local', 'sagemaker']),
  recipe: z.object({ sha256: z.string() }),
  fitted: z.record(z.string(), z.unknown()),
  parameters: z.record(z.string(), z.unknown()),
  inputs: z.array(
    z.object({ source: z.string(), snapshot: z.string(), verified: z.enum(['checksum', 'size']) }),
  ),
  outputs: z.array(
    z.object({ name: z.string(), uri: z.string(), rows: count, bytes: count, sha256: z.string() }),
  ),
  steps: z.array(z.object({ id: z.string(), rowsIn: count, rowsOut: count, nulled: count })),
  checks: z.array(
    z.object({
      rule: z.string(),
      title: z.string(),
      severity: z.enum(['error', 'warn']),
      failed: z.boolean(),
      found: z.number().nullable().describe('Rows that break it, or the figure that it bounds.'),
      of: z.number().nullable().optional().describe('The rows that it speaks of.'),
      sample: z
        .object({
          columns: z.array(z.string()),
          rows: z.array(z.array(z.string().nullable())),
        })
        .optional()
        .describe('A few of the rows that break it, their cells as texts.'),
    }),
  ),
  versions: z.object({
    sluice: z.string(),
    duckdb: z.string().nullable(),
    python: z.string(),
  }),
  started: z.string(),
  seconds: z.number(),
  job: z.record(z.string(), z.unknown()).optional(),
  error: z
    .object({ code: z.string(), message: z.string(), detail: z.string().optional() })
    .optional(),
});

export type RunDocument = z.infer<typeof runDocument>;

/** The run's own account of itself; undefined if it left none that can be read. */
export async function readRunDocument(directory: string): Promise<RunDocument | undefined> {
  let text: string;
  try {
    text = await readFile(join(directory, 'output', 'run', 'run.json'), 'utf8');
  } catch {
    return undefined; // killed before it could write: its exit says the rest
  }
  return parseRunDocument(text);
}

/** The same from its text. */
function parseRunDocument(text: string): RunDocument | undefined {
  try {
    return runDocument.parse(JSON.parse(text));
  } catch {
    return undefined; // cut off or foreign: the same as none
  }
}

/**
 * Rows that a run took in and gave out: of its steps, or of its outputs where it has none. Null for
 * what was not counted, as in a run that failed before.
 */
export function runRows(run: RunDocument | undefined): {
  readonly in: number | null;
  readonly out: number | null;
} {
  const { steps = [], outputs = [] } = run ?? {};
  const written =
    outputs.length === 0 ? null : outputs.reduce((sum, output) => sum + output.rows, 0);
  return { in: steps[0]?.rowsIn ?? written, out: steps.at(-1)?.rowsOut ?? written };
}
