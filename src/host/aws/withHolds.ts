import type { AwsContract } from '../../shared/contracts/aws.ts';
import type { Remote } from '../../shared/rpc/contract.ts';

type Hold = AwsContract['hold']['params'];

/** The same AWS side, and what to tell it when its process was ended. */
export interface HoldingAws {
  readonly remote: Remote<AwsContract>;
  readonly restarted: () => void;
}

/**
 * Which copies are open is known to the AWS process, and forgotten with it: a change of profile or
 * region starts another. This tells that one, before it fetches, evicts, measures or clears anything.
 */
export function withHolds(aws: Remote<AwsContract>): HoldingAws {
  /** By holder, then by the folder of the dataset. */
  const open = new Map<string, Map<string, Hold>>();
  let forgotten = false;
  const remind = async (): Promise<void> => {
    if (!forgotten) return;
    forgotten = false;
    try {
      const holds = [...open.values()].flatMap((of) => [...of.values()]);
      for (const hold of holds) await aws.hold(hold);
    } catch (error) {
      forgotten = true;
      throw error;
    }
  };
  const remote: Remote<AwsContract> = {
    ...aws,
    ensure: async (request, call) => {
      await remind();
      const answer = await aws.ensure(request, call);
      const { holder, cacheDirectory, base, objects, layout } = request;
      // Later calls for a dataset name some of its objects only.
      if (holder !== undefined && layout === undefined) {
        const of = open.get(holder) ?? new Map<string, Hold>();
        open.set(holder, of.set(answer.base, { holder, cacheDirectory, base, objects }));
      }
      return answer;
    },
    release: (request, call) => {
      open.delete(request.holder);
      return aws.release(request, call);
    },
    cacheUsage: async (request, call) => {
      await remind();
      return aws.cacheUsage(request, call);
    },
    clearCache: async (request, call) => {
      await remind();
      return aws.clearCache(request, call);
    },
  };
  return {
    remote,
    restarted: () => {
      forgotten = open.size > 0;
    },
  };
}
