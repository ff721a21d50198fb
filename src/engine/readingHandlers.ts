import type { Column } from '../shared/columnType.ts';
import type { EngineContract, LocalSource } from '../shared/contracts/engine.ts';
import { AppError } from '../shared/errors.ts';
import type { Handlers } from '../shared/rpc/contract.ts';
import type { Documents } from './documents.ts';
import type { OpenedSource } from '../shared/source.ts';
import type { EngineDocument } from './engineDocument.ts';
import type { Scheduler } from './scheduler.ts';
import { previewRead } from './sources/previewRead.ts';
import { rejectedLines } from './sources/rejectedLines.ts';
import { widerTypes } from './sources/widerTypes.ts';

/** How a text is read: tried on its head, and the lines that are left out, counted over the whole. */
export function readingHandlers(
  documents: Documents,
  scheduler: Scheduler,
): Pick<Handlers<EngineContract>, 'previewRead' | 'rejected' | 'widerTypes'> {
  return {
    previewRead: ({ source, rows }, { signal }) =>
      scheduler.run('page', signal, () =>
        previewRead(source, rows, documents.passingLimits(), signal),
      ),

    rejected: (params, { signal }) =>
      scheduler.run('heavy', signal, () => {
        const { document, source, opened } = sourceOf(documents, params);
        if (opened.options.badLines !== 'skip') {
          return Promise.resolve({ rows: 0, examples: [], whole: true });
        }
        const columns = opened.schema.filter(({ name }) => !opened.hive.includes(name));
        const { files, base } = source;
        return document.run(signal, (connection) =>
          rejectedLines(connection, { files, base, options: opened.options, columns }),
        );
      }),

    widerTypes: (params, { signal }) =>
      scheduler.run('heavy', signal, async () => {
        const { document, source, opened } = sourceOf(documents, params);
        if (opened.fromHead !== true) return { columns: [] };
        const apart = new Set([...opened.hive, ...(source.types ?? []).map(({ name }) => name)]);
        const { files, base } = source;
        const { options } = opened;
        const own = opened.schema.filter(({ name }) => !opened.hive.includes(name));
        // What a person chose stands: its column goes as text, which is not looked at.
        const columns = own.map((column): Column =>
          apart.has(column.name) ? { name: column.name, type: { kind: 'text' } } : column,
        );
        return {
          columns: await document.run(signal, (connection) =>
            widerTypes(connection, { files, base, options, columns }),
          ),
        };
      }),
  };
}

function sourceOf(
  documents: Documents,
  params: { readonly document: string; readonly source: string },
): {
  readonly document: EngineDocument;
  readonly source: LocalSource;
  readonly opened: OpenedSource;
} {
  const document = documents.get(params.document);
  const [source, opened] = [document.sources[params.source], document.opened[params.source]];
  if (source && opened) return { document, source, opened };
  throw new AppError('usage', `There is no source “${params.source}”.`, {
    hint: 'Ask for a source of the document.',
  });
}
