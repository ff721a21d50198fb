import type { S3ErrorCase } from './s3Errors.ts';

/** What goes wrong with a request; one file beside this one makes each. */
export type Fault =
  /** The connection ends after `at` bytes of the body, orderly or with a reset. */
  | { readonly kind: 'cut'; readonly at: number; readonly how?: 'end' | 'reset' }
  /** Only `at` bytes of the body come, and the headers say that this is all. */
  | { readonly kind: 'truncate'; readonly at: number }
  /** After `at` bytes of the body nothing comes any more; the connection stays. */
  | { readonly kind: 'stall'; readonly at: number }
  /** One bit of the byte at `at` of the body arrives turned round. */
  | { readonly kind: 'flip'; readonly at: number }
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** A line as people have one: every request waits, and all that meet the rule share its rate. */
  | { readonly kind: 'line'; readonly milliseconds: number; readonly bytesPerSecond: number }
  /** The connection is lost before the request is performed, or after, with its answer. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** An answer of S3 that refuses. */
  | { readonly kind: 'error'; readonly error: S3ErrorCase }
  /** 301 with `x-amz-bucket-region` for whatever is signed for another region. */
  | { readonly kind: 'redirect'; readonly region: string }
  /** 403 for whatever does not say that the requester pays. */
  | { readonly kind: 'requester-pays' }
  /** Something that is no S3: a page of HTML. */
  | { readonly kind: 'html'; readonly status: 200 | 404 | 502 }
  /** Another writer puts `content` in the object's place just before the request is performed. */
  | { readonly kind: 'replace'; readonly content: Uint8Array | string }
  /** Another writer deletes the object just before the request is performed. */
  | { readonly kind: 'delete' };

/** Which requests meet a fault, and how often. What is left out is met by all. */
export interface FaultRule {
  readonly fault: Fault;
  readonly method?: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly bucket?: string;
  readonly key?: string | RegExp;
  /** Only requests that this key signed. */
  readonly accessKeyId?: string;
  /** Only requests with a `Range` header, or only those without. */
  readonly ranged?: boolean;
  /** Only listings, or only requests that are none. */
  readonly listing?: boolean;
  /** Only requests for which this holds when they come. */
  readonly when?: (asked: { readonly accessKeyId: string | undefined }) => boolean;
  /** How many requests meet the fault; 1 unless told. */
  readonly times?: number;
  /** How many requests that match pass first; 0 unless told. */
  readonly skip?: number;
  /** A storm: the share of the matching requests that meet the fault, drawn from `seed`. */
  readonly share?: number;
  readonly seed?: number;
}
