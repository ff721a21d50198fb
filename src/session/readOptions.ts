import type { Schema } from '../shared/columnType.ts';
import type { ReadPreview } from '../shared/contracts/engine.ts';
import type { Reading } from '../shared/contracts/workbench.ts';
import { AppError, throwIfCancelled } from '../shared/errors.ts';
import type { Source } from '../shared/recipe.ts';
import type { HandlerContext } from '../shared/rpc/contract.ts';
import type { SourceSpec } from '../jobs/locatedSource.ts';
import { formatType, parseType } from '../core/sql/types.ts';
import type { DocumentChanges } from './documentChanges.ts';
import type { DocumentState } from './documentState.ts';
import { requireModel } from './requireModel.ts';

/** How the sources of a document are read: tried on the head of a file, and written down. */
export class ReadOptions {
  private readonly document: DocumentState;
  private readonly changes: DocumentChanges;
  /** The preview that is under way; a newer one takes its place. */
  private current = new AbortController();

  constructor(document: DocumentState, changes: DocumentChanges) {
    this.document = document;
    this.changes = changes;
  }

  /** The first rows of a text source as it would be read; the table stays as it is. */
  async preview(reading: Reading, context: HandlerContext): Promise<ReadPreview> {
    this.current.abort();
    this.current = new AbortController();
    const { document } = this;
    const signals = [context.signal, this.current.signal, document.over.signal];
    await document.settled();
    const { uri } = this.sourceOf(reading.source);
    const { options } = reading;
    const spec = { uri, format: 'csv', options, types: typesOf(reading) } as const;
    return document.activities.run('Reading the first lines', signals, (call) =>
      document.sources.previewRead(reading.source, spec, call),
    );
  }

  /** One undoable edit of a recipe, with every option and column that is found; a viewer reloads. */
  async apply(reading: Reading, context: HandlerContext): Promise<void> {
    this.current.abort();
    const { document } = this;
    await document.settled();
    const types = typesOf(reading);
    const { options } = reading;
    if (document.isData) {
      await document.reload({ options, types });
      return;
    }
    const { uri, format } = this.sourceOf(reading.source);
    const signals = [context.signal, document.over.signal];
    const source = await document.activities.run('Reading', signals, async (call) => {
      const asked: Source = { uri, format, options };
      const { opened } = await document.sources.look(reading.source, asked, call, types);
      const schema = opened.schema.map(({ name, type }) => ({ name, type: formatType(type) }));
      return { uri, format: opened.format, options: opened.options, schema };
    });
    throwIfCancelled(context.signal);
    const edit = { kind: 'set-source', name: reading.source, source } as const;
    await this.changes.apply(edit, undefined, context);
  }

  /** How a viewer that comes back was read. Types of another version are found out anew. */
  kept(reading: Reading): Pick<SourceSpec, 'options' | 'types'> {
    const types = reading.types.filter(({ type }) => isType(type));
    return { options: reading.options, types: typesOf({ ...reading, types }) };
  }

  private sourceOf(name: string): Source {
    const source = requireModel(this.document).recipe.sources[name];
    if (source) return source;
    throw new AppError('usage', `The recipe has no source “${name}”.`, { hint: 'Choose another.' });
  }
}

function isType(text: string): boolean {
  try {
    parseType(text);
    return true;
  } catch {
    return false;
  }
}

function typesOf({ types }: Reading): Schema {
  return types.map(({ name, type }) => ({ name, type: parseType(type) }));
}
