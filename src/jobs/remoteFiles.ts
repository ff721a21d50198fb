import { bytesOf } from '../shared/byteRanges.ts';
import type { ByteRange } from '../shared/byteRanges.ts';
import type { EnsureRequest, LocalCopy, S3Object } from '../shared/contracts/aws.ts';
import type { SourceFormat } from '../shared/source.ts';
import { REQUEST_BYTES } from '../shared/transfer.ts';
import type { Transfer } from '../shared/transfer.ts';
import type { LocatedSource } from './locatedSource.ts';

/** A source whose files are on this machine, as far as that is needed to open it. */
export interface Placed {
  readonly source: LocatedSource;
  readonly base: string;
  readonly paths: readonly string[];
  readonly hive: readonly string[];
  readonly format: SourceFormat | undefined;
  /** Set for a source on S3. */
  readonly copies: readonly LocalCopy[];
}

/** A local file that is a sparse copy of an object. */
export interface RemoteFile {
  readonly source: LocatedSource;
  readonly object: S3Object;
  /** The folder that the source's copies are laid out in. */
  readonly layout: string;
}

/** The footers of a source that is Parquet by its format or its names; all else comes whole. */
export function footersOf(
  format: SourceFormat | undefined,
  objects: readonly S3Object[],
): Pick<EnsureRequest, 'parts'> {
  const isParquet =
    format === undefined
      ? objects.every(({ key }) => /\.(?:parquet|parq|pq)$/i.test(key))
      : format === 'parquet';
  return isParquet ? { parts: Object.fromEntries(objects.map(({ uri }) => [uri, 'footer'])) } : {};
}

/** The sparse copies among the files of some sources, and how much of each is here. */
export class RemoteFiles {
  private readonly files = new Map<string, RemoteFile>();
  /** Bytes that are here, by path. */
  private readonly here = new Map<string, number>();

  constructor(placed: readonly Placed[]) {
    for (const { source, base, copies } of placed) {
      const objects = new Map(source.remote?.objects.map((object) => [object.uri, object]));
      for (const { uri, path, present } of copies) {
        const object = objects.get(uri);
        if (!present || !object) continue;
        this.files.set(path, { source, object, layout: base });
        this.here.set(path, bytesOf(present));
      }
    }
  }

  /** Names of the sources that have sparse copies. */
  get sources(): ReadonlySet<string> {
    return new Set([...this.files.values()].map(({ source }) => source.name));
  }

  /** What of one source is not here yet; as many requests as it takes at least. */
  elsewhere(source: string): Transfer {
    let [bytes, objects, requests] = [0, 0, 0];
    for (const [path, file] of this.files) {
      const missing = file.object.size - (this.here.get(path) ?? 0);
      if (file.source.name !== source || missing <= 0) continue;
      bytes += missing;
      objects += 1;
      requests += Math.ceil(missing / REQUEST_BYTES);
    }
    return { bytes, objects, requests };
  }

  get(path: string): RemoteFile | undefined {
    return this.files.get(path);
  }

  /** Takes note of all that is here of a copy. */
  fill(path: string, present: readonly ByteRange[]): void {
    this.here.set(path, bytesOf(present));
  }
}
