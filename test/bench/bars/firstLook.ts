import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/setup/paths.mjs';
import { createAws } from '../../../src/aws/client.ts';
import type { EngineClient } from '../../../src/engine/client.ts';
import { TestDocument, noView } from '../../session/openSession.ts';

interface Look {
  readonly engine: EngineClient;
  readonly uri: string;
  /** An empty cache. */
  readonly folder: string;
  /** `AWS_*` that lead to S3. */
  readonly env: Readonly<Record<string, string>>;
}

/** Seconds from opening an address in a viewer until its first 200 rows are there. */
export async function firstLook({ engine, uri, folder, env }: Look): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const script = join(root, 'dist/aws.js');
  const aws = createAws({ mode: 'child', script, env: { ...process.env, ...env } });
  try {
    // A window has asked AWS before, for its tree.
    await aws.list({ uri: 's3://' });
    const document = new TestDocument(engine, { kind: 'data', uri, title: 'look' }, folder, {
      aws,
    });
    const started = performance.now();
    const { table } = await document.open();
    const columns = table?.schema.map(({ name }) => name) ?? [];
    const page = await document.call('page', {
      table: { key: table?.key ?? '', view: noView },
      ...{ offset: 0, limit: 200, columns, maxText: 256 },
    });
    if (page.rows !== 200) throw new Error(`${String(page.rows)} rows came.`);
    const took = (performance.now() - started) / 1000;
    document.session.dispose();
    return took;
  } finally {
    aws.dispose();
  }
}
