import type { AwsContract, EnsureRequest } from '../shared/contracts/aws.ts';
import { AppError } from '../shared/errors.ts';
import type { Remote } from '../shared/rpc/contract.ts';
import type { EngineClient } from '../engine/client.ts';
import type { LocatedSource } from './locatedSource.ts';
import { footersOf } from './remoteFiles.ts';
import type { Placed } from './remoteFiles.ts';
import type { TransferRun } from './transferRun.ts';

/** Who fetches, and where to. */
export interface SourceFilesOptions {
  readonly engine: EngineClient;
  readonly aws: Remote<AwsContract>;
  readonly cacheDirectory: string;
  /** Its copies are not evicted while it has them open. */
  readonly holder: string;
}

/** Brings the files of located sources to this machine. */
export class SourceFiles {
  /** Objects of which something came. */
  readonly touched = new Set<string>();
  private readonly options: SourceFilesOptions;
  private holds = false;

  constructor(options: SourceFilesOptions) {
    this.options = options;
  }

  /** Brings a source's objects here, if they lie elsewhere; what is here already is not moved again. */
  async place(source: LocatedSource, run: TransferRun, whole: boolean): Promise<Placed> {
    if (source.local) {
      const { base, paths, hive } = source.local;
      return { source, base, paths, hive, format: source.format, copies: [] };
    }
    if (!source.remote)
      throw new AppError('internal', `Source “${source.name}” was never located.`);
    if (source.remote.objects.length === 0) {
      throw new AppError('not-found', `There are no data files under ${source.spec.uri}.`, {
        hint: 'Check the address; a folder ends with a slash.',
      });
    }
    const { objects } = source.remote;
    const { base, files } = await this.copy(source, run, {
      objects,
      ...(whole ? {} : footersOf(source.format, objects)),
    });
    const first = files[0]?.path;
    const found = await this.options.engine.expand(
      {
        path: source.remote.kind === 'file' && first ? first : base,
        // Of a sparse copy the head is not here that would tell.
        ...(files.some(({ present }) => present) ? { format: 'parquet' } : {}),
        ...(source.format ? { format: source.format } : {}),
      },
      run.call,
    );
    const paths = files.map((file) => file.path);
    return { source, base, paths, hive: found.hive, format: found.format, copies: files };
  }

  /** Copies of some objects of a source; what comes is counted. */
  copy(
    source: LocatedSource,
    run: TransferRun,
    wanted: Pick<EnsureRequest, 'objects' | 'parts' | 'layout'>,
  ): Promise<AwsContract['ensure']['result']> {
    const { aws, cacheDirectory, holder } = this.options;
    this.holds = true;
    const base = source.remote?.base ?? '';
    const request = { base, cacheDirectory, holder, ...wanted };
    return run.copying(
      source.spec.uri,
      (options) => aws.ensure(request, options),
      () => {
        for (const { uri } of wanted.objects) this.touched.add(uri);
      },
    );
  }

  /** The copies may be evicted from now on. */
  async release(): Promise<void> {
    const { aws, cacheDirectory, holder } = this.options;
    if (!this.holds) return;
    this.holds = false;
    await aws.release({ holder, cacheDirectory });
  }
}
