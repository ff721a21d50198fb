// jobs-on-core-and-clients, engine-by-client, sdk-in-aws, session-below-host
import { S3Client } from '@aws-sdk/client-s3';
import type { Engine } from '../engine/client.ts';
import { main } from '../engine/main.ts';
import { rows } from '../session/rows.ts';

export type History = Engine;
export const history = [S3Client, main, rows];
