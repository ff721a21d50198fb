import accounts from './sagemaker/imageAccounts.json' with { type: 'json' };

/** The regions that have the image of a run. */
export function regions(): readonly string[] {
  return Object.keys(accounts.scikitLearnAndXgboost).sort();
}
