import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import {
  copyFile,
  link,
  mkdir,
  readFile,
  readdir,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plan } from '../core/codegen/plan.ts';
import { AppError, throwIfCancelled } from '../shared/errors.ts';
import { diskSentence } from './diskSentence.ts';

/** One file of a source: its path below the source's folder, and where it lies now. */
export interface JobFile {
  readonly path: string;
  readonly file: string;
}

/** The job that a plan was sent to SageMaker with; it goes into `run.json`. */
export interface PlannedJob {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly role: string;
  readonly instance: string;
  readonly maxSeconds: number;
}

/** What a job directory is made of. */
export interface JobDirectoryInput {
  readonly directory: string;
  readonly plan: Plan;
  readonly recipeText: string;
  /** The folder that holds `run.py`. */
  readonly pythonFolder: string;
  /** Files by source, for a run here. */
  readonly files?: Readonly<Record<string, readonly JobFile[]>>;
  readonly wheels?: readonly string[];
  /** Full addresses by output, for a run elsewhere; here they are folders of the directory. */
  readonly outputUris?: Readonly<Record<string, string>>;
  readonly job?: PlannedJob;
  readonly signal?: AbortSignal | undefined;
}

/** A job directory that stands. */
export interface JobDirectory {
  readonly directory: string;
  /** SHA-256 over the names and contents of `input/code`, in hex. */
  readonly codeSha256: string;
  /** Inputs that had to be copied, as they lie on another disk. */
  readonly copied: readonly string[];
}

/** Writes a job directory: code, data by hard links, wheels, empty folders for the outputs. */
export async function writeJobDirectory(input: JobDirectoryInput): Promise<JobDirectory> {
  const { directory } = input;
  if (existsSync(join(directory, 'input')) || existsSync(join(directory, 'output'))) {
    throw new AppError('name-taken', `${directory} holds a run already.`, {
      hint: 'Choose an empty folder.',
    });
  }
  try {
    await writeCode(input);
    for (const output of [...input.plan.outputs.map(({ name }) => name), 'run']) {
      await mkdir(join(directory, 'output', safe(output)), { recursive: true });
    }
    const copied: string[] = [];
    for (const [source, files] of Object.entries(input.files ?? {})) {
      const folder = join(directory, 'input', 'data', safe(source));
      await mkdir(folder, { recursive: true });
      for (const { path, file } of files) {
        throwIfCancelled(input.signal);
        const target = join(folder, ...path.split('/').map(safe));
        if (!(await place(file, target))) copied.push(target);
      }
    }
    for (const wheel of input.wheels ?? []) {
      await place(wheel, join(directory, 'input', 'wheels', wheel.split(/[\\/]/).at(-1) ?? ''));
    }
    return { directory, copied, codeSha256: await hashFolder(join(directory, 'input', 'code')) };
  } catch (error) {
    throw diskSentence(error, directory);
  }
}

/** Takes away the inputs that were copied; linked ones cost nothing and stay. */
export async function dropCopies(job: JobDirectory): Promise<void> {
  for (const path of job.copied) await rm(path, { force: true });
}

async function writeCode(input: JobDirectoryInput): Promise<void> {
  const { directory, plan, outputUris, job } = input;
  const code = join(directory, 'input', 'code');
  await mkdir(code, { recursive: true });
  const outputs = plan.outputs.map((output) => ({
    ...output,
    uri: outputUris?.[output.name] ?? folderUri(join(directory, 'output', output.name)),
  }));
  const target = job ? 'sagemaker' : 'local';
  const document = { ...plan, outputs, target, ...(job ? { job } : {}) };
  await writeFile(join(code, 'plan.json'), `${JSON.stringify(document, null, 2)}\n`);
  await writeFile(join(code, 'recipe.json'), input.recipeText);
  await copyFile(join(input.pythonFolder, 'run.py'), join(code, 'run.py'));
}

function folderUri(path: string): string {
  return `${pathToFileURL(path).href}/`;
}

/** A name that becomes one folder or file and leads nowhere else. */
function safe(name: string): string {
  if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) {
    throw new AppError('bad-recipe', `“${name}” cannot be the name of a folder.`, {
      hint: 'Give the source or output another name.',
    });
  }
  return name;
}

/** True if it could be linked. */
async function place(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true });
  // A link to a symbolic link would be a symbolic link, which the runner's DuckDB refuses.
  const real = await realpath(from);
  try {
    await link(real, to);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error) || error.code === 'ENOSPC') throw error;
    if (error.code === 'EEXIST') throw error;
    await copyFile(real, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    return false;
  }
}

async function hashFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) {
    const content = await readFile(join(folder, name));
    hash.update(`${name}\0${String(content.length)}\0`).update(content);
  }
  return hash.digest('hex');
}
