import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { StandIn } from '../../test/aws/standIn.ts';
import type { TrainAnswer } from './journey.ts';
import { BUCKET } from './seedLake.ts';

/**
 * Opens the model that a training left, scores the validation file that the job wrote, and gives the
 * area under the curve as scikit-learn sees it. Fails when it differs from what the training said.
 */
export async function scoreModel(
  root: string,
  answer: TrainAnswer,
  standIn: StandIn,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-score-'));
  try {
    const validation = join(folder, 'validation.csv');
    await writeFile(validation, await validationFile(standIn));
    const { stdout } = await promisify(execFile)(join(root, '.venv', 'bin', 'python'), [
      join(root, 'scripts', 'demo', 'score_model.py'),
      answer.model,
      validation,
    ]);
    const auc = stdout.trim();
    if (Math.abs(Number(auc) - answer.metric.value) > 1e-4) {
      throw new Error(
        `the model scores ${auc}, but the training said ${String(answer.metric.value)}`,
      );
    }
    return auc;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function validationFile(standIn: StandIn): Promise<Uint8Array> {
  const s3 = new S3Client({
    endpoint: standIn.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: {
      accessKeyId: standIn.env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: standIn.env['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });
  const listed = await s3.send(
    new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'late/validation/' }),
  );
  const keys = (listed.Contents ?? []).flatMap(({ Key }) => (Key?.endsWith('.csv') ? [Key] : []));
  const [key] = keys;
  if (keys.length !== 1 || key === undefined) {
    throw new Error(`there should be one validation file, there are: ${keys.join(', ')}`);
  }
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
  if (!Body) throw new Error(`s3://${BUCKET}/${key} has no body`);
  return Body.transformToByteArray();
}
