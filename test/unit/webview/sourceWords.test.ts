import { expect, it } from 'vitest';
import { shownAddress } from '../../../webview/workbench/status/sourceWords.ts';

it.each([
  [
    's3://lake/trips/fares.parquet?versionId=01M8NBPWR9EPQ7JW755VE46228',
    's3://lake/trips/fares.parquet',
  ],
  ['s3://lake/trips/', 's3://lake/trips/'],
  // On a disk that is a name as any other.
  ['file:///data/a.csv?versionId=1', 'file:///data/a.csv?versionId=1'],
])('%s stands as %s', (uri, shown) => {
  expect(shownAddress(uri)).toBe(shown);
});
