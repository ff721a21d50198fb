import type { AwsContract } from '../shared/contracts/aws.ts';
import type { Handlers } from '../shared/rpc/contract.ts';
import { AwsClients } from './clients.ts';
import type { AwsTimeouts } from './clients.ts';
import { identity } from './identity.ts';
import { jobLogs } from './logs/jobLogs.ts';
import { preflight } from './preflight/preflight.ts';
import { profiles } from './profiles.ts';
import { regions } from './regions.ts';
import { browse } from './s3/browse.ts';
import { Buckets } from './s3/buckets.ts';
import { checksums } from './s3/checksums.ts';
import { downloadFolder } from './s3/downloadFolder.ts';
import { headObject } from './s3/headObject.ts';
import { LocalCopies } from './s3/localCopies.ts';
import { objectVersions } from './s3/objectVersions.ts';
import { pinInput } from './s3/pinInput.ts';
import { prefixIsUsed } from './s3/prefixIsUsed.ts';
import { resolveUri } from './s3/resolveUri.ts';
import { getText, putText } from './s3/textObjects.ts';
import { uploadFiles } from './s3/uploadFiles.ts';
import { describeJob } from './sagemaker/describeJob.ts';
import { listJobs } from './sagemaker/listJobs.ts';
import { stopJob } from './sagemaker/stopJob.ts';
import { submitProcessing, submitTraining } from './sagemaker/submitJob.ts';
import { waitJob } from './sagemaker/waitJob.ts';

/** The AWS side; `dispose` closes its connections. */
export interface AwsHandlers {
  readonly handlers: Handlers<AwsContract>;
  dispose(): void;
}

export function makeAwsHandlers(timeouts: Partial<AwsTimeouts> = {}): AwsHandlers {
  const clients = new AwsClients(timeouts);
  const buckets = new Buckets(clients);
  const copies = new LocalCopies(buckets);
  const handlers: Handlers<AwsContract> = {
    identity: (_params, { signal }) => identity(clients, signal),
    profiles: () => profiles(),
    regions: () => Promise.resolve(regions()),
    resolve: ({ uri }, context) => resolveUri(buckets, uri, context),
    ensure: (request, context) => copies.ensure(request, context),
    hold: (request, context) => copies.hold(request, context),
    release: (request, context) => copies.release(request, context),
    cacheUsage: (request, context) => copies.usage(request, context),
    clearCache: (request, context) => copies.clear(request, context),
    checksums: ({ objects }, context) => checksums(buckets, objects, context),
    head: ({ uri }, { signal }) => headObject(buckets, uri, signal),
    list: (request, { signal }) => browse(buckets, request, signal),
    versions: (request, { signal }) => objectVersions(buckets, request, signal),
    prefixIsUsed: ({ uri }, { signal }) => prefixIsUsed(buckets, uri, signal),
    upload: (request, context) => uploadFiles(buckets, request, context),
    putText: (request, { signal }) => putText(buckets, request, signal),
    getText: ({ uri }, { signal }) => getText(buckets, uri, signal),
    download: (request, context) => downloadFolder(buckets, request, context),
    pinInput: (request, { signal }) => pinInput(buckets, request, signal),
    preflight: (request, { signal }) => preflight(buckets, request, signal),
    submitProcessing: (spec, { signal }) => submitProcessing(clients, spec, signal),
    submitTraining: (spec, { signal }) => submitTraining(clients, spec, signal),
    describeJob: (ref, { signal }) => describeJob(clients, ref, signal),
    waitJob: (request, context) => waitJob(clients, request, context),
    stopJob: (ref, { signal }) => stopJob(clients, ref, signal),
    listJobs: (request, { signal }) => listJobs(clients, request, signal),
    logs: (request, { signal }) => jobLogs(clients, request, signal),
  };
  return {
    handlers,
    dispose() {
      clients.dispose();
    },
  };
}
