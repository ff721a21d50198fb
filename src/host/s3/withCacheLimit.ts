import * as vscode from 'vscode';
import type { AwsContract } from '../../shared/contracts/aws.ts';
import type { Remote } from '../../shared/rpc/contract.ts';

/** Bytes of a GB, as disks are sold. */
const GB = 1e9;

/** The limit of the cache in bytes, where the person has set one; else the environment says, or nobody. */
function cacheLimit(): number | undefined {
  const set = vscode.workspace.getConfiguration('sluice.s3').inspect<unknown>('cacheLimit');
  const value = set?.workspaceValue ?? set?.globalValue;
  return typeof value === 'number' && value >= 0 ? value * GB : undefined;
}

/** The limit that holds, as far as the editor knows it: the setting, or what it is without one. */
export function cacheLimitShown(): number | undefined {
  const isSaid = (process.env.SLUICE_S3_CACHE_LIMIT ?? '') !== '';
  const unset = vscode.workspace.getConfiguration('sluice.s3').get<unknown>('cacheLimit');
  const standard = typeof unset === 'number' && !isSaid ? unset * GB : undefined;
  return cacheLimit() ?? standard;
}

/** The same AWS side, which hands the setting to everybody who brings objects here and tells of it. */
export function withCacheLimit(aws: Remote<AwsContract>, brought: () => void): Remote<AwsContract> {
  return {
    ...aws,
    ensure: async (request, call) => {
      const limit = cacheLimit();
      try {
        return await aws.ensure(
          { ...request, ...(limit === undefined ? {} : { cacheLimit: limit }) },
          call,
        );
      } finally {
        brought();
      }
    },
  };
}
