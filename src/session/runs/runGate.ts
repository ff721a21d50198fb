import type { PlannedTransfer, TransferGate } from '../../jobs/dataCall.ts';
import { costOf } from '../transfers/transferWords.ts';
import { byteText, counted } from './texts.ts';

/** A question before a large transfer, as a dialog asks it. */
export interface RunTransfer {
  readonly message: string;
  /** What it may cost, where a price is known. */
  readonly detail: string | undefined;
}

/** Who is asked, and from where on. */
export interface RunGateOptions {
  /** Bytes that one run may fetch without a question. */
  readonly askAbove: () => number;
  readonly ask: (transfer: RunTransfer) => Promise<boolean>;
}

/** Asks once before a run, or a check before it, fetches more than the limit. */
export function runGate({ askAbove, ask }: RunGateOptions): TransferGate {
  let spent = 0;
  let answer: Promise<boolean> | undefined;
  return {
    above: askAbove(),
    ask: async (planned) => {
      spent += planned.bytes;
      if (spent <= askAbove()) return true;
      answer ??= ask(asked(planned));
      return answer;
    },
  };
}

function asked({ bytes, objects, requests, uris, place }: PlannedTransfer): RunTransfer {
  const what = `${byteText(bytes)} of ${counted(objects, 'object')} in ${counted(requests, 'request')}`;
  return {
    message: `This run would fetch ${what} from ${uris.join(' and ')}.`,
    detail: costOf({ bytes, requests }, place),
  };
}
