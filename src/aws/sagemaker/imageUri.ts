import { AppError } from '../../shared/errors.ts';
import accounts from './imageAccounts.json' with { type: 'json' };

/** Domains of AWS's registries outside of the usual partition, by the start of the region. */
const domains: readonly (readonly [string, string])[] = [
  ['cn-', 'amazonaws.com.cn'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-iso-', 'c2s.ic.gov'],
];

/** XGBoost versions that AWS's repository has and whose containers are maintained. */
const xgboostVersions: readonly string[] = ['1.5-1', '1.7-1', '3.0-5', '3.2-0'];

/** The scikit-learn image 1.4-2 (Python 3.10) of a region, in which processing jobs run. */
export function processingImage(region: string): string {
  return imageUri(region, 'sagemaker-scikit-learn:1.4-2-cpu-py3');
}

/** The built-in XGBoost of a region. */
export function xgboostImage(region: string, version: string): string {
  if (!xgboostVersions.includes(version)) {
    throw new AppError('usage', `There is no built-in XGBoost ${version}.`, {
      hint: `Use one of ${xgboostVersions.join(', ')}.`,
    });
  }
  return imageUri(region, `sagemaker-xgboost:${version}`);
}

function imageUri(region: string, repositoryAndTag: string): string {
  const table: Readonly<Record<string, string>> = accounts.scikitLearnAndXgboost;
  const account = Object.hasOwn(table, region) ? table[region] : undefined;
  if (account === undefined) {
    throw new AppError('unsupported', `AWS's own image is not known for the region ${region}.`, {
      hint: 'Choose another AWS_REGION, or name an image of your own.',
    });
  }
  const domain = domains.find(([start]) => region.startsWith(start))?.[1] ?? 'amazonaws.com';
  return `${account}.dkr.ecr.${region}.${domain}/${repositoryAndTag}`;
}
