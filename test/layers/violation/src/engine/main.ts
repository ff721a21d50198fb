// engine-on-core, engine-without-network, aws-by-client
import { request } from 'node:http';
import { signer } from '../aws/signer.ts';

export const main = [request, signer];
