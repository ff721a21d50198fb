import type { PresentBytes } from '../shared/contracts/engine.ts';
import type { PricedPlace } from '../core/cost/transferCost.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import type { Transfer } from '../shared/transfer.ts';

/** What a request is about to bring from S3. */
export interface PlannedTransfer extends Transfer {
  /** What of which local copies it fills, as far as that is known: two requests may want the same. */
  readonly ranges: PresentBytes;
  /** Addresses of the sources that it reads. */
  readonly uris: readonly string[];
  readonly place: PricedPlace;
}

/** Decides whether bytes may come. */
export interface TransferGate {
  /** Bytes of one opening that are not worth a look. */
  readonly above: number;
  /** False ends the request as `declined`; it may also say why by an error of its own. */
  readonly ask: (planned: PlannedTransfer, signal: AbortSignal | undefined) => Promise<boolean>;
}

/** A transfer that is over, however it ended. */
export interface EndedTransfer extends Transfer {
  /** What it served: “Sorting by fare”. */
  readonly what: string;
  readonly uris: readonly string[];
  /** Objects of which something was wanted; `objects` are those that were finished. */
  readonly of: number;
  readonly seconds: number;
  /** Why not all of it came. */
  readonly error: unknown;
}

/** What a caller may add to a request over data. */
export interface DataCall extends CallOptions {
  /** What it serves, as a person would say it. */
  readonly what?: string;
  readonly gate?: TransferGate;
}
