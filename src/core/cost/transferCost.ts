import type { Transfer } from '../../shared/transfer.ts';

/** List prices of S3 in US dollars, as `transferCost` reckons with them. */
const S3_PRICES = {
  /** A thousand GET requests. */
  gets: 0.0004,
  /** A thousand LIST requests. */
  lists: 0.005,
  /** A GB (10⁹ bytes) that leaves AWS for the internet. */
  out: 0.09,
} as const;

/** Where the objects lie, as far as it decides what they cost. */
export interface PricedPlace {
  /** The bucket's region. */
  readonly region: string;
  /** Requests go elsewhere than to AWS. */
  readonly customEndpoint: boolean;
}

/** What a transfer may cost, in US dollars. */
export interface TransferCost {
  readonly requests: number;
  /** Nothing where the machine runs in the bucket's own region. */
  readonly transfer: number;
  readonly region: string;
}

/**
 * What a transfer from S3 costs by the list prices of S3 Standard in us-east-1, as
 * <https://aws.amazon.com/s3/pricing/> has had them for years: GET $0.0004 and LIST $0.005 per 1,000
 * requests, $0.09 per GB out to the internet up to 10 TB a month, nothing within a region. An estimate,
 * not a quotation: other regions and storage classes have other prices. Who pays for a requester-pays
 * bucket pays the same.
 * Undefined where the prices are not those of AWS: another endpoint, China, GovCloud and its like.
 */
export function transferCost(
  { bytes, requests }: Pick<Transfer, 'bytes' | 'requests'>,
  { region, customEndpoint }: PricedPlace,
  listings = 0,
): TransferCost | undefined {
  if (customEndpoint || /^(?:cn|us-gov|us-iso|eu-isoe)/.test(region)) return undefined;
  return {
    requests: (requests * S3_PRICES.gets + listings * S3_PRICES.lists) / 1000,
    transfer: (bytes / 1e9) * S3_PRICES.out,
    region,
  };
}
