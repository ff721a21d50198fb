import { mergeRanges } from '../../shared/byteRanges.ts';
import type { TransferQuestion } from '../../shared/contracts/workbenchState.ts';
import { AppError } from '../../shared/errors.ts';
import { sumOfTransfers, transferOf } from '../../shared/transfer.ts';
import type { Transfer } from '../../shared/transfer.ts';
import type { PlannedTransfer, TransferGate } from '../../jobs/dataCall.ts';
import { byteText } from '../runs/texts.ts';
import type { Purpose } from './purpose.ts';
import { costOf } from './transferWords.ts';
import { UNASKED } from '../unaskedMode.ts';

/** What follows a “Not now” within so many milliseconds is of the same action. */
const SAME_ACTION = 1000;

/** How a person answered. */
export type TransferAnswer = 'fetch' | 'notNow' | 'always';

interface Options {
  /** Bytes that one action may fetch without a question. */
  readonly limit: () => number;
  /** Whether the person wants no more questions about this dataset. */
  readonly quiet: { readonly get: () => boolean; readonly set: (quiet: boolean) => void };
  /** What is still on S3 of the data that are shown. */
  readonly elsewhere: () => Transfer;
  /** There is a question, or there is none any more. */
  readonly tell: () => void;
}

/** Requests that wait for the same answer. */
interface Pending {
  readonly id: number;
  readonly key: string;
  readonly purpose: Purpose;
  planned: PlannedTransfer;
  readonly waiting: Set<(allowed: boolean) => void>;
}

/**
 * Asks a person before one action fetches more than the limit: one question at a time, once for all
 * requests of the action.
 */
export class TransferQuestions {
  private readonly options: Options;
  private pending: Pending[] = [];
  /** Bytes that actions fetched without a question. */
  private readonly spent = new Map<string, number>();
  /** Actions that may fetch whatever they need. */
  private readonly granted = new Set<string>();
  private readonly refused = new Map<string, number>();
  private last = 0;

  constructor(options: Options) {
    this.options = options;
  }

  /** What is asked now, for the state. */
  get asked(): { readonly question?: TransferQuestion } {
    const [first] = this.pending;
    return first ? { question: this.questionOf(first) } : {};
  }

  /** Decides for one piece of work. */
  gate(purpose: Purpose): TransferGate {
    let own = 0;
    const { transfers, key = purpose.what } = purpose;
    return {
      above: transfers === 'free' ? Infinity : this.most(purpose),
      ask: async (planned, signal) => {
        if (transfers === 'free') return true;
        const isAsked = transfers === 'ask';
        if (isAsked && (this.granted.has(key) || this.options.quiet.get())) return true;
        const sum = planned.bytes + (isAsked ? (this.spent.get(key) ?? 0) : own);
        if (sum <= this.most(purpose)) {
          own = sum;
          if (isAsked) this.spent.set(key, sum);
          return true;
        }
        const isFresh = Date.now() - (this.refused.get(key) ?? 0) > SAME_ACTION;
        if (isAsked && isFresh && (await this.wait(purpose, key, planned, signal))) return true;
        throw declined(purpose, planned);
      },
    };
  }

  /** The person's answer; one to a question that is gone is of no use any more. */
  answer(id: number, answer: TransferAnswer): void {
    const answered = this.pending.find((one) => one.id === id);
    if (!answered) return;
    if (answer === 'always') this.options.quiet.set(true);
    if (answer === 'notNow') this.refused.set(answered.key, Date.now());
    else this.granted.add(answered.key);
    const over = answer === 'always' ? this.pending : [answered];
    this.pending = this.pending.filter((one) => !over.includes(one));
    for (const { waiting } of over) for (const settle of waiting) settle(answer !== 'notNow');
    this.options.tell();
  }

  /** The person wants to be asked again about this dataset. */
  askAgain(): void {
    this.options.quiet.set(false);
    this.forget();
    this.options.tell();
  }

  /** Other rows are shown: what was answered for those of before holds no more. */
  forget(): void {
    this.spent.clear();
    this.granted.clear();
    this.refused.clear();
  }

  private questionOf(first: Pending): TransferQuestion {
    const { id, purpose, planned } = first;
    const { bytes, objects, requests, place } = planned;
    const all = purpose.follows === true ? this.options.elsewhere() : undefined;
    const upTo = all && all.bytes > bytes ? all : undefined;
    const cost = costOf(upTo ?? planned, place);
    return {
      ...{ id, what: purpose.asking ?? purpose.what, bytes, objects, requests },
      ...(upTo ? { upTo } : {}),
      ...(cost === undefined ? {} : { cost }),
    };
  }

  private most({ transfers }: Purpose): number {
    const limit = this.options.limit();
    return transfers === 'refuse' ? Math.min(limit, UNASKED) : limit;
  }

  /** Resolves with the answer; rejects with `cancelled` when nobody wants the request any more. */
  private wait(
    purpose: Purpose,
    key: string,
    planned: PlannedTransfer,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    let pending = this.pending.find((one) => one.key === key);
    if (pending) {
      pending.planned = together(pending.planned, planned);
    } else {
      this.last += 1;
      pending = { id: this.last, key, purpose, planned, waiting: new Set() };
      this.pending.push(pending);
    }
    const { waiting } = pending;
    const own = pending;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.delete(settle);
        reject(new AppError('cancelled', 'Cancelled.'));
        if (waiting.size > 0) return;
        this.pending = this.pending.filter((one) => one !== own);
        this.options.tell();
      };
      const settle = (allowed: boolean): void => {
        signal?.removeEventListener('abort', leave);
        resolve(allowed);
      };
      waiting.add(settle);
      signal?.addEventListener('abort', leave, { once: true });
      if (signal?.aborted === true) leave();
      else this.options.tell();
    });
  }
}

/** What two requests fetch; bytes that both want come once. */
function together(one: PlannedTransfer, other: PlannedTransfer): PlannedTransfer {
  const paths = new Set([...Object.keys(one.ranges), ...Object.keys(other.ranges)]);
  const uris = [...new Set([...one.uris, ...other.uris])];
  if (paths.size === 0) return { ...(one.bytes < other.bytes ? other : one), uris };
  const ranges = Object.fromEntries(
    [...paths].map((path) => [
      path,
      mergeRanges([...(one.ranges[path] ?? []), ...(other.ranges[path] ?? [])]),
    ]),
  );
  const { place } = one;
  return { ...sumOfTransfers(Object.values(ranges).map(transferOf)), ranges, uris, place };
}

function declined({ asking, what }: Purpose, { bytes }: Transfer): AppError {
  const name = asking ?? what;
  return new AppError(
    'declined',
    `${name} would fetch ${byteText(bytes).replace('.0 ', ' ')} from S3.`,
    {
      hint: 'Nothing was fetched.',
    },
  );
}
