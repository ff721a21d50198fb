import { fromNodeProviderChain } from '@aws-sdk/credential-providers';

/** A key, its secret, perhaps a session's token and its end. */
export type AwsKeys = Awaited<ReturnType<ReturnType<typeof fromNodeProviderChain>>>;

/** Credentials are fetched anew when less than this is left of them, in milliseconds. */
const MARGIN = 300_000;
/** Where that failed and they still hold, it is tried again after this. */
const PAUSE = 10_000;

interface Held {
  readonly identity: AwsKeys;
  /** Milliseconds since 1970; Infinity where nothing is said of an end. */
  readonly renewAt: number;
}

/**
 * The credentials of all clients, as the SDK's own chain finds them. Unlike the chain's own memory,
 * this one asks no process for each request when credentials live for minutes only, and it can be
 * told that AWS takes them for expired, whatever they say of themselves.
 */
export class CredentialSource {
  readonly #chain: () => Promise<AwsKeys>;
  #held: Held | undefined;
  #asking: Promise<Held> | undefined;

  /** Files of the AWS configuration are read again each time: other tools write fresh keys there. */
  constructor(chain = (): (() => Promise<AwsKeys>) => newChain()) {
    this.#chain = () => chain()();
  }

  /** What the SDK's clients take as `credentials`. */
  readonly provider = Object.assign(async () => (await this.#current()).identity, {
    // Else each client would keep its own copy, which `renew` could not reach.
    memoized: true as const,
  });

  /** Asks for others than these, which AWS refused; gives whether there are any. */
  async renew(refused: AwsKeys): Promise<boolean> {
    // Of many requests that were refused at once, the first has asked already.
    if (this.#held !== undefined && !same(this.#held.identity, refused)) return true;
    return !same((await this.#ask()).identity, refused);
  }

  async #current(): Promise<Held> {
    const held = this.#held;
    if (held !== undefined && Date.now() < held.renewAt) return held;
    try {
      return await this.#ask();
    } catch (error) {
      const end = held?.identity.expiration?.getTime() ?? 0;
      if (held === undefined || Date.now() >= end) throw error;
      return (this.#held = { ...held, renewAt: Math.min(end, Date.now() + PAUSE) });
    }
  }

  #ask(): Promise<Held> {
    this.#asking ??= this.#chain()
      .then((identity) => (this.#held = { identity, renewAt: renewAt(identity) }))
      .finally(() => {
        this.#asking = undefined;
      });
    return this.#asking;
  }
}

function newChain(): () => Promise<AwsKeys> {
  return fromNodeProviderChain({ ignoreCache: true });
}

/** Five minutes before the end, or after three quarters of a short life. */
function renewAt({ expiration }: AwsKeys): number {
  if (expiration === undefined) return Infinity;
  const left = expiration.getTime() - Date.now();
  return expiration.getTime() - Math.min(MARGIN, left / 4);
}

function same(one: AwsKeys, other: AwsKeys): boolean {
  return one.accessKeyId === other.accessKeyId && one.sessionToken === other.sessionToken;
}
