import type { SourceState } from '../../../src/shared/contracts/workbenchState.ts';
import { bytes, integer } from '../../ui/format.ts';

const formats: Readonly<Record<SourceState['format'], string>> = {
  parquet: 'Parquet',
  csv: 'CSV',
  json: 'JSON',
  arrow: 'Arrow',
  excel: 'Excel',
  avro: 'Avro',
};

/** An address as a line has room for it: which version of an object it is, the title tells by its time. */
export function shownAddress(uri: string): string {
  return uri.replace(/^(s3:.*)\?versionId=[^?/]*$/i, '$1');
}

/** `12 Parquet files`, `CSV file`. */
export function sourceWords({ format, files }: SourceState): string {
  return files === 1 ? `${formats[format]} file` : `${integer(files)} ${formats[format]} files`;
}

/** `4.1 MB of 128 MB moved`; the size alone where nothing had to come from elsewhere. */
export function sizeWords({ uri, bytes: size, moved }: SourceState): string {
  const isRemote = uri.startsWith('s3:');
  return isRemote || moved > 0 ? `${bytes(moved)} of ${bytes(size)} moved` : bytes(size);
}
