import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import type { PreparedRun } from '../jobs/prepareRun.ts';
import type { RunEnd } from '../jobs/localRun.ts';
import type { CommandContext } from './context.ts';

/** Where an output was uploaded to. */
export interface UploadedOutput {
  readonly name: string;
  readonly uri: string;
}

/** `--upload`: brings what a local run wrote to `<uri><run name>/`, never into a used prefix. */
export async function uploadOutputs(
  context: CommandContext,
  prepared: PreparedRun,
  end: RunEnd,
): Promise<readonly UploadedOutput[]> {
  const { aws, call } = context;
  const addresses = prepared.recipe.outputs.map((output) => {
    if (!/^s3:\/\//i.test(output.uri)) {
      throw new AppError(
        'usage',
        `Output ${output.name} goes to ${output.uri}, which is not on S3.`,
        {
          hint: 'Give the output an s3:// address, or run without --upload.',
        },
      );
    }
    return { name: output.name, uri: `${output.uri.replace(/\/*$/, '/')}${end.record.name}/` };
  });
  for (const { uri } of addresses) {
    if (await aws.prefixIsUsed({ uri }, call)) {
      throw new AppError('name-taken', `There are objects under ${uri} already.`, {
        hint: 'Run it again; each run writes to a prefix of its own.',
      });
    }
  }
  for (const { name, uri } of addresses) {
    const folder = join(end.record.directory, 'output', name);
    const files = (await readdir(folder)).map((file) => ({
      path: join(folder, file),
      uri: `${uri}${file}`,
    }));
    await aws.upload({ files }, call);
  }
  return addresses;
}
