import { basename, resolve } from 'node:path';
import type { SourceChange } from '../shared/contracts/workbenchState.ts';
import { isCancelled, toAppError } from '../shared/errors.ts';
import type { DataSession } from '../jobs/dataSession.ts';
import type { OpenSource } from '../jobs/locatedSource.ts';
import type { WatchedPath } from './sessionHost.ts';

/** A file that is being written tells of it many times. */
const SETTLE_MS = 300;
/** More folders and files are not watched; a changed one is found when it is read. */
const MOST = 32;
/** S3 is asked no more often. */
const ASK_MS = 30_000;

/** What a watch needs of the session. */
export interface SourceWatchOptions {
  readonly data: Pick<DataSession, 'locate'>;
  /** Relative addresses are taken against it. */
  readonly folder: string;
  readonly watch:
    ((paths: readonly WatchedPath[], heard: () => void) => { dispose: () => void }) | undefined;
  /** Something changed, or is as it was again. */
  readonly tell: () => void;
}

/** Tells when the open sources are no longer what was opened. */
export class SourceWatch {
  private readonly options: SourceWatchOptions;
  private open: Readonly<Record<string, OpenSource>> = {};
  private found: SourceChange | undefined;
  private watching: { dispose: () => void } | undefined;
  private watched = '';
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private asked = 0;
  private disposed = false;

  constructor(options: SourceWatchOptions) {
    this.options = options;
  }

  /** What became of the sources since they were opened. */
  get change(): SourceChange | undefined {
    return this.found;
  }

  /** Watches these sources from now on, as they are now. */
  follow(open: Readonly<Record<string, OpenSource>>): void {
    if (open === this.open) return;
    this.open = open;
    this.found = undefined;
    const paths = Object.values(open)
      .flatMap((source) => pathsOf(source, this.options.folder))
      .slice(0, MOST);
    const watched = JSON.stringify(paths);
    if (watched === this.watched || this.disposed) return;
    this.watched = watched;
    this.watching?.dispose();
    this.watching =
      paths.length > 0
        ? this.options.watch?.(paths, () => {
            this.lookSoon();
          })
        : undefined;
  }

  /** Looks at local sources when they have settled. */
  lookSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.look('local');
    }, SETTLE_MS);
  }

  /** The person came back: sources elsewhere may have changed meanwhile. */
  returned(): void {
    if (Date.now() - this.asked < ASK_MS) return;
    this.asked = Date.now();
    void this.look('remote');
  }

  /** Compares the sources with what was opened. Never rejects. */
  async look(which: 'local' | 'remote'): Promise<void> {
    await this.looking;
    this.looking = this.compare(which);
    await this.looking;
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.watching?.dispose();
  }

  private async compare(which: 'local' | 'remote'): Promise<void> {
    const { open } = this;
    if (!this.isAbout(open)) return;
    const sources = Object.values(open).filter(
      (source) => (source.local !== undefined) === (which === 'local'),
    );
    if (sources.length === 0) return;
    const states = await Promise.all(sources.map((source) => this.stateOf(source)));
    // Meanwhile others were opened, or the same ones anew.
    if (!this.isAbout(open)) return;
    const names = (what: SourceChange['what']): string[] =>
      sources.flatMap((source, index) => (states[index] === what ? [nameOf(source)] : []));
    const [removed, changed] = [names('removed'), names('changed')];
    const next: SourceChange | undefined =
      removed.length > 0
        ? { what: 'removed', names: removed }
        : changed.length > 0
          ? { what: 'changed', names: changed }
          : undefined;
    if (JSON.stringify(next) === JSON.stringify(this.found)) return;
    this.found = next;
    this.options.tell();
  }

  private isAbout(open: Readonly<Record<string, OpenSource>>): boolean {
    return !this.disposed && open === this.open;
  }

  private async stateOf(source: OpenSource): Promise<SourceChange['what'] | 'same'> {
    const { data, folder } = this.options;
    try {
      const now = await data.locate(source.name, source.spec, folder);
      return now.snapshot === source.snapshot ? 'same' : 'changed';
    } catch (error) {
      const { code } = toAppError(error);
      if (code === 'not-found') return 'removed';
      // A file that is being written may be no whole file yet; who cannot ask knows nothing.
      return isCancelled(error) || code !== 'bad-data' ? 'same' : 'changed';
    }
  }
}

function pathsOf({ local, spec }: OpenSource, folder: string): readonly WatchedPath[] {
  if (!local) return [];
  // Its data may be anywhere; a change of its steps is what people make beside it.
  if (spec.format === 'recipe')
    return [{ path: resolve(folder, spec.uri.replace(/^file:\/\//, '')), recursive: false }];
  const { base, paths } = local;
  const [only] = paths;
  if (paths.length === 1 && only !== undefined) return [{ path: only, recursive: false }];
  // A file that is added to a folder belongs to the source.
  return [{ path: base, recursive: true }];
}

function nameOf({ spec }: OpenSource): string {
  return basename(spec.uri.replace(/[\\/]+$/, '')) || spec.uri;
}
