import { AppError } from '../shared/errors.ts';

/** The XGBoost that trains here; its major.minor is that of the built-in algorithm's version. */
const XGBOOST = '3.2.0';

/** What a managed environment needs to train. */
export const trainingPackages = (duckdb: string): readonly string[] => [
  `duckdb==${duckdb}`,
  `xgboost-cpu==${XGBOOST}`,
];

/** Throws unless the document's version (`3.2-0`) is the one that trains here. */
export function requireLocalVersion(version: string): void {
  const here = XGBOOST.split('.').slice(0, 2).join('.');
  const wanted = version.split('-')[0] ?? version;
  if (wanted === here) return;
  throw new AppError(
    'unsupported',
    `XGBoost ${wanted} cannot train here: this Sluice has ${here}.`,
    {
      hint: `Set the version to ${here}-0, or train on SageMaker with --sagemaker.`,
    },
  );
}
