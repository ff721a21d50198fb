import type { Plan } from '../core/codegen/plan.ts';
import type { AwsContract } from '../shared/contracts/aws.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';
import type { LocatedSource } from './locatedSource.ts';

/** The plan with the digests that S3 vouches for, so that a run can compare more than sizes. */
export async function withChecksums(
  plan: Plan,
  located: readonly LocatedSource[],
  aws: Remote<AwsContract>,
  call: CallOptions = {},
): Promise<Plan> {
  const sources = { ...plan.sources };
  for (const { name, remote } of located) {
    const source = sources[name];
    if (!remote || !source) continue;
    const found = await aws.checksums({ objects: remote.objects }, call);
    const byUri = new Map(found.map((checksum) => [checksum.uri, checksum]));
    sources[name] = {
      ...source,
      files: source.files.map((file) => {
        const checksum = byUri.get(remote.base + file.path);
        // The runner compares with what Python's hashlib has everywhere.
        if (checksum?.algorithm !== 'md5' && checksum?.algorithm !== 'sha256') return file;
        return { ...file, checksum: { algorithm: checksum.algorithm, value: checksum.hex } };
      }),
    };
  }
  return { ...plan, sources };
}
