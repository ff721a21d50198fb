// jobs-on-core-and-clients, engine-by-client, sdk-in-aws
import { S3Client } from '@aws-sdk/client-s3';
import type { Engine } from '../engine/client.ts';
import { main } from '../engine/main.ts';

export type History = Engine;
export const history = [S3Client, main];
