import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import { rejection } from './rejection.ts';
import { useStandIn } from './useStandIn.ts';

const bench = useStandIn();

describe('the forked process', () => {
  const script = fileURLToPath(new URL('../../src/aws/main.ts', import.meta.url));

  it('answers over RPC, with errors, progress and cancel; comes back after a crash', async () => {
    const { standIn } = bench();
    await standIn.putObject('lake', 'x/a.csv', 'abc');
    const aws = createAws({ mode: 'child', script });
    const folder = mkdtempSync(join(tmpdir(), 'sluice-aws-'));
    try {
      expect((await aws.identity({})).account).toBe('123456789012');
      expect(await rejection(aws.resolve({ uri: 's3://lake/none/' }))).toMatchObject({
        code: 'not-found',
        message: 'There is no data at s3://lake/none/.',
      });
      const source = await aws.resolve({ uri: 's3://lake/x/' });
      const notes: number[] = [];
      const ensured = await aws.ensure(
        { ...source, cacheDirectory: folder },
        { onProgress: ({ done }) => notes.push(done) },
      );
      expect(ensured.files.length).toBe(1);
      expect(notes.at(-1)).toBe(3);
      standIn.control.s3Fault({ path: 'list-type', kind: 'delay', milliseconds: 20_000, times: 2 });
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 300);
      const cancelled = aws.resolve({ uri: 's3://lake/x/' }, { signal: stop.signal });
      expect((await rejection(cancelled)).code).toBe('cancelled');
      const doomed = rejection(aws.resolve({ uri: 's3://lake/x/' }));
      await new Promise((done) => setTimeout(done, 300));
      for (const pid of childrenOf(process.pid, 'src/aws/main.ts')) process.kill(pid, 'SIGKILL');
      expect(await doomed).toMatchObject({
        code: 'engine-crashed',
        message: 'The process that talks to AWS ended unexpectedly.',
      });
      expect((await aws.resolve({ uri: 's3://lake/x/' })).objects.length).toBe(1);
    } finally {
      aws.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function childrenOf(parent: number, script: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return status.includes(`\nPPid:\t${String(parent)}\n`) && command.includes(script);
      } catch {
        // The process ended between the listing and the look.
        return false;
      }
    })
    .map(Number);
}
