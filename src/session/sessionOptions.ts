import type { AwsContract } from '../shared/contracts/aws.ts';
import type { ProfileMode } from '../shared/contracts/workbenchState.ts';
import type { InsightThresholds } from '../shared/profile/insight.ts';
import type { Remote } from '../shared/rpc/contract.ts';
import type { EngineClient } from '../engine/client.ts';
import type { SessionHost } from './sessionHost.ts';

/** What a session is made of. */
export interface WorkbenchSessionOptions {
  /** The engine's name for this document; open documents need one each. */
  readonly id: string;
  readonly engine: EngineClient;
  readonly aws: Remote<AwsContract>;
  /** Where copies of remote objects are kept. */
  readonly cacheDirectory: string;
  readonly input:
    | { readonly kind: 'data'; readonly uri: string; readonly title: string }
    | { readonly kind: 'recipe'; readonly text: string; readonly title: string };
  /** Relative addresses are taken against it. */
  readonly folder: string;
  /** Where learned values too large for the text go; without it they stay in the text. */
  readonly fittedFolder?: string;
  readonly trusted: boolean;
  /** What a person set for the rules of insights; asked anew each time. */
  readonly insightThresholds?: () => InsightThresholds;
  /** How far figures of columns go by themselves; asked anew for each state. */
  readonly profileMode?: () => ProfileMode;
  /** Bytes from S3 that one action may fetch without a question; asked anew each time. */
  readonly askAbove?: () => number;
  /** Whether the person wants no questions about a dataset, by its address. */
  readonly quietTransfers?: {
    readonly get: (uri: string) => boolean;
    readonly set: (uri: string, quiet: boolean) => void;
  };
  readonly host: SessionHost;
}
