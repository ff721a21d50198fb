import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { py, pyLit } from '../../core/python/py.ts';
import type { Py } from '../../core/python/py.ts';
import type { HostServices } from '../hostServices.ts';
import { kernelOutput } from './kernelOutput.ts';

const frameList = z.object({
  frames: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      rows: z.number().nullable(),
      columns: z.number().nullable(),
    }),
  ),
});
const exported = z.object({
  path: z.string(),
  kind: z.string(),
  rows: z.number().nullable(),
  limited: z.boolean(),
  notes: z.array(z.string()),
});
const KEPT_MS = 14 * 24 * 3600 * 1000;

const failure = z.object({
  error: z.object({ code: z.string(), message: z.string(), hint: z.string() }),
});

/** A data frame of a notebook's kernel. */
export type NotebookFrame = z.infer<typeof frameList>['frames'][number];
/** A data frame as a Parquet file. */
export type ExportedFrame = z.infer<typeof exported>;

/** Where an exported file came from: its variable, and the notebook. */
export interface FrameOrigin {
  readonly notebook: string;
  readonly name: string;
}

/** Data frames of notebooks: lists them, and brings them here as temporary Parquet files. */
export class DataFrames {
  private readonly services: HostServices;
  private readonly origins = new Map<string, FrameOrigin>();
  private cleaned: Promise<void> | undefined;

  constructor(services: HostServices) {
    this.services = services;
  }

  /** The variable that a file was exported from, in this session of the editor. */
  originOf(path: string): FrameOrigin | undefined {
    return this.origins.get(path);
  }

  /** The data frames in the kernel's namespace. */
  async list(
    notebook: vscode.NotebookDocument,
    token: vscode.CancellationToken,
  ): Promise<readonly NotebookFrame[]> {
    const ask = (marker: string): Py => py`["print_frames"](globals(), ${pyLit(marker)})`;
    return frameList.parse(await this.ask(notebook, ask, token)).frames;
  }

  /** Writes a data frame to a file that only this user can read. */
  async export(
    notebook: vscode.NotebookDocument,
    name: string,
    token: vscode.CancellationToken,
  ): Promise<ExportedFrame> {
    const folder = await this.folder();
    const ask = (marker: string): Py =>
      py`["print_export"](globals(), ${pyLit(name)}, ${pyLit(folder)}, ${pyLit(marker)})`;
    const result = exported.parse(await this.ask(notebook, ask, token));
    this.origins.set(result.path, { notebook: notebook.uri.toString(), name });
    return result;
  }

  /** A folder for each export: a variable that is exported again leaves the open tab as it is. */
  private async folder(): Promise<string> {
    const { storageUri, globalStorageUri } = this.services.context;
    const frames = join((storageUri ?? globalStorageUri).fsPath, 'frames');
    const folder = join(frames, randomUUID().slice(0, 8));
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o700);
    this.cleaned ??= removeOld(frames).catch((error: unknown) => {
      this.services.log.warn(`Old data frames could not be removed: ${String(error)}`);
    });
    return folder;
  }

  private async ask(
    notebook: vscode.NotebookDocument,
    call: (marker: string) => Py,
    token: vscode.CancellationToken,
  ): Promise<unknown> {
    const file = join(this.services.distDirectory, 'python', 'export_frame.py');
    const source = await readFile(file, 'utf8');
    const marker = `sluice-${randomUUID()} `;
    // A namespace of its own: nothing is left behind in the notebook's.
    const code = py`(lambda space: (exec(${pyLit(source)}, space), space)[1])({"__name__": "sluice_frame"})${call(marker)}`;
    const output = await kernelOutput(notebook, code, token);
    const line = output.split('\n').find((text) => text.includes(marker));
    if (line === undefined) {
      throw new AppError('python', 'The notebook’s kernel gave no answer.', {
        hint: 'Check that its kernel runs Python, then try again.',
        detail: output.slice(0, 2000),
      });
    }
    const answer: unknown = JSON.parse(line.slice(line.indexOf(marker) + marker.length));
    const wrong = failure.safeParse(answer);
    if (wrong.success) {
      const { code: wanted, message, hint } = wrong.data.error;
      const known = codes.find((each) => each === wanted) ?? 'python';
      throw new AppError(known, message, hint === '' ? {} : { hint });
    }
    return answer;
  }
}

/** Exports that nobody has made anew for long: a restored tab of last week still finds its file. */
async function removeOld(frames: string): Promise<void> {
  const oldest = Date.now() - KEPT_MS;
  for (const name of await readdir(frames)) {
    const folder = join(frames, name);
    if ((await stat(folder)).mtimeMs < oldest) await rm(folder, { recursive: true, force: true });
  }
}

const codes: readonly ErrorCode[] = ['usage', 'not-found', 'bad-data', 'python'];
