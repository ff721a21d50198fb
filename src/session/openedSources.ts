import type { Schema } from '../shared/columnType.ts';
import type { ReadPreview } from '../shared/contracts/engine.ts';
import type { RejectedLines } from '../shared/source.ts';
import type { ProfileMode, SourceState } from '../shared/contracts/workbenchState.ts';
import { AppError, isCancelled, toAppError } from '../shared/errors.ts';
import type { DataCall } from '../jobs/dataCall.ts';
import { noTransfer, sumOfTransfers } from '../shared/transfer.ts';
import type { Problem, Recipe, Source } from '../shared/recipe.ts';
import { costOf } from './transfers/transferWords.ts';
import { unaskedMode } from './unaskedMode.ts';
import { emptyRecipe } from './startedRecipe.ts';
import { pointer } from '../core/recipe/problem.ts';
import { formatType } from '../core/sql/types.ts';
import { placeOf } from '../jobs/placeOf.ts';
import type { DataSession } from '../jobs/dataSession.ts';
import type { LocatedSource, OpenSource, SourceSpec } from '../jobs/locatedSource.ts';
import { specOf } from '../jobs/specOf.ts';

/** Rows of a preview of how a text is read. */
const PREVIEWED = 50;

/** The sources of a document by name, as they are to be opened. */
export type SourceSpecs = Readonly<Record<string, SourceSpec>>;

/** What was opened for which form of the sources. */
interface Opened {
  /** The sources as documents may write them: as declared then, or with what was found filled in. */
  readonly forms: readonly string[];
  readonly identity: boolean;
  readonly open: Readonly<Record<string, OpenSource>>;
  readonly problems: readonly Problem[];
}

/** What a person says of transfers of the document's data. */
interface SourceTransfers {
  readonly askAbove: () => number;
  readonly quiet: (uri: string) => boolean;
}

/** The sources of one document: located, opened, and opened anew only when they differ. */
export class OpenedSources {
  private readonly data: DataSession;
  /** For a look at one source apart from the others. */
  private readonly aside: DataSession;
  private readonly folder: string;
  private readonly transfers: SourceTransfers;
  private current: Opened | undefined;
  private outdated = false;
  private unlooked: string | undefined;
  private readonly counted = new WeakMap<OpenSource, RejectedLines>();

  constructor(data: DataSession, aside: DataSession, transfers: SourceTransfers, folder: string) {
    this.data = data;
    this.aside = aside;
    this.folder = folder;
    this.transfers = transfers;
  }

  get open(): Readonly<Record<string, OpenSource>> {
    return this.current?.open ?? {};
  }

  /** Whether types of a source were found out from its head alone. */
  get hasHeads(): boolean {
    return this.data.byHead.length > 0;
  }

  /** Sources other than `main` that could not be opened. */
  get problems(): readonly Problem[] {
    return this.current?.problems ?? [];
  }

  /** Whether the view of `main` ends with the row identity. */
  get identity(): boolean {
    return this.current?.identity ?? false;
  }

  /** One text for all that the open rows depend on. */
  get snapshot(): string {
    return Object.values(this.open)
      .map((source) => `${source.name} ${source.snapshot}`)
      .join('\n');
  }

  /** Whether these sources are the ones that are open. */
  serves(specs: SourceSpecs, identity: boolean): boolean {
    const { current } = this;
    if (!current || this.outdated || (identity && !current.identity)) return false;
    return current.forms.includes(formOf(specs));
  }

  /**
   * Opens a recipe's sources unless they are open. Throws when `main` cannot be opened; what is
   * wrong with another source stands in `problems`. `found` hears of `main` before it is opened.
   */
  async ensure(
    specs: SourceSpecs,
    identity: boolean,
    call: DataCall,
    found?: (main: LocatedSource) => Promise<void>,
  ): Promise<void> {
    if (this.serves(specs, identity)) return;
    const problems: Problem[] = [];
    const located: LocatedSource[] = [];
    await Promise.all(
      Object.entries(specs).map(async ([name, spec]) => {
        try {
          located.push(await this.data.locate(name, spec, this.folder, call));
        } catch (error) {
          problems.push(sourceProblem(name, error));
        }
      }),
    );
    const inOrder = Object.keys(specs).flatMap((name) =>
      located.filter((source) => source.name === name),
    );
    const main = inOrder.find(({ name }) => name === 'main');
    if (main) await found?.(main);
    const open = await this.openSound(inOrder, identity, call, problems);
    const forms = [formOf(specs), formOf(filled(specs, open))];
    this.current = { forms, identity, open, problems };
    this.outdated = false;
    this.unlooked = undefined;
  }

  /** The first rows of a text as it would be read. */
  async previewRead(name: string, spec: SourceSpec, call: DataCall): Promise<ReadPreview> {
    const located = await this.aside.locate(name, spec, this.folder, call);
    return this.aside.previewRead(located, PREVIEWED, call);
  }

  /** Counts the lines that are left out of a source that was too large to do so at once. */
  async countRejected(call: DataCall): Promise<boolean> {
    const main = this.open['main'];
    if (main?.opened.options.badLines !== 'skip' || main.opened.rejected) return false;
    if (this.counted.has(main)) return false;
    this.counted.set(main, await this.data.rejected('main', call));
    return true;
  }

  /** The rest of large CSVs was not looked at: a value that does not fit is an error where it is read. */
  notLookedAt(reason: string): void {
    this.unlooked = `Rows far down were not looked at for other types: ${reason}`;
  }

  /** True if large CSVs have other types than their heads say: they are opened anew at the next call. */
  async widen(call: DataCall): Promise<boolean> {
    const isWider = await this.data.widen(call);
    if (isWider) this.outdate();
    return isWider;
  }

  /** What a source turns out to be, opened apart from the document. */
  async look(name: string, source: Source, call: DataCall, types?: Schema): Promise<OpenSource> {
    try {
      const spec = { ...specOf(source), ...(types ? { types } : {}) };
      const located = await this.aside.locate(name, spec, this.folder, call);
      const open = await this.aside.openSources([located], false, call);
      const found = open[name];
      if (!found) throw new AppError('internal', `Source “${name}” did not open.`);
      return found;
    } finally {
      await this.aside.close().catch(toAppError);
    }
  }

  /** The next call opens anew; until it has, what is open stays so. */
  outdate(): void {
    this.outdated = true;
  }

  /** A viewer's recipe has no text: it says of its source what opening found. */
  asFound(document: Recipe): Recipe {
    const main = this.open['main'];
    if (!main) return document;
    const { format, options } = main.opened;
    return emptyRecipe(document.name, { uri: main.spec.uri, format, options });
  }

  /** How far figures go by themselves, where settings say how far they may. */
  profileMode(configured: ProfileMode | undefined): ProfileMode {
    const { bytes } = this.data.elsewhere('main');
    return unaskedMode(configured, bytes, this.transfers.askAbove());
  }

  /** `before`: what came for a first look. */
  state(before = noTransfer): SourceState | undefined {
    const main = this.open['main'];
    if (!main) return undefined;
    const { sheets, drift, rejected = this.counted.get(main) } = main.opened;
    const elsewhere = this.data.elsewhere('main');
    const moved = sumOfTransfers([before, this.data.moved, this.aside.moved]);
    const listings = this.data.listings + this.aside.listings;
    const place = placeOf(Object.values(this.open));
    return {
      uri: main.spec.uri,
      format: main.opened.format,
      files: main.files.length,
      bytes: main.files.reduce((sum, file) => sum + file.size, 0),
      snapshot: main.snapshot,
      moved: moved.bytes,
      notes: [...main.opened.notes, ...(this.unlooked === undefined ? [] : [this.unlooked])],
      options: main.opened.options,
      asked: main.spec.options ?? {},
      ...(elsewhere.bytes > 0
        ? { elsewhere: { ...elsewhere, ...costed(costOf(elsewhere, place)) } }
        : {}),
      ...(main.remote
        ? {
            remote: {
              ...{ requests: moved.requests, listings, quiet: this.transfers.quiet(main.spec.uri) },
              ...costed(costOf(moved, place, listings)),
            },
          }
        : {}),
      ...(rejected ? { rejected } : {}),
      ...(sheets ? { sheets } : {}),
      ...(drift ? { drift } : {}),
    };
  }

  /** Opens all that can be opened; one bad source does not take the others with it. */
  private async openSound(
    located: readonly LocatedSource[],
    identity: boolean,
    call: DataCall,
    problems: Problem[],
  ): Promise<Readonly<Record<string, OpenSource>>> {
    try {
      return await this.data.openByHead(located, identity, call);
    } catch (error) {
      if (isCancelled(error) || located.length < 2) throw error;
    }
    const sound: LocatedSource[] = [];
    for (const source of located) {
      try {
        if (source.name !== 'main') {
          await this.aside.openSources([source], false, call);
        }
        sound.push(source);
      } catch (error) {
        problems.push(sourceProblem(source.name, error));
      }
    }
    await this.aside.close().catch(toAppError);
    return this.data.openByHead(sound, identity, call);
  }
}

/** The specs with what opening found, as a document writes them once they are known. */
function filled(specs: SourceSpecs, open: Readonly<Record<string, OpenSource>>): SourceSpecs {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => {
      const opened = open[name]?.opened;
      if (!opened || spec.schema) return [name, spec];
      const options = { ...opened.options, ...spec.options };
      const format = spec.format ?? opened.format;
      return [name, { uri: spec.uri, format, options, schema: opened.schema }];
    }),
  );
}

function formOf(specs: SourceSpecs): string {
  return JSON.stringify(
    Object.entries(specs).map(([name, { uri, format, options, schema, types }]) => [
      ...[name, uri, format ?? null],
      Object.entries(options ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
      schema?.map((column) => [column.name, formatType(column.type)]) ?? null,
      types?.map((column) => [column.name, formatType(column.type)]) ?? null,
    ]),
  );
}

/** A problem with `main` is the document's own: there is nothing to show. */
function sourceProblem(name: string, error: unknown): Problem {
  const known = toAppError(error);
  if (name === 'main' || isCancelled(known)) throw known;
  return {
    step: null,
    path: pointer(['sources', name]),
    code: known.code,
    message: `Source “${name}”: ${known.message}`,
    hint: known.hint ?? 'Mend the source, or remove it.',
  };
}

/** The sources that a recipe declares. Throws `bad-recipe` for a type that there is not. */
export function specsOf(recipe: Recipe): SourceSpecs {
  return Object.fromEntries(
    Object.entries(recipe.sources).map(([name, source]) => [name, specOf(source)]),
  );
}

function costed(cost: string | undefined): { readonly cost?: string } {
  return cost === undefined ? {} : { cost };
}
