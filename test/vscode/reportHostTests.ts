import { describe, expect, it } from 'vitest';
import { editors } from '../../scripts/setup/codeServer.mjs';
import type { EditorVersion } from '../browser/harness/codeServer.ts';
import { runHostTests } from './runHostTests.ts';

/** Runs the suites in one editor, and reports each of their tests as one of ours. */
export async function reportHostTests(version: EditorVersion): Promise<void> {
  const { tests, said, problem, seconds } = await runHostTests(version);
  for (const line of said) console.log(`VS Code ${editors[version].vscode}: ${line}`);
  console.log(`VS Code ${editors[version].vscode}: host tests took ${seconds.toFixed(1)} s`);

  const slow = tests.filter(({ milliseconds }) => milliseconds > 3000);
  for (const { suite, title, milliseconds } of slow)
    console.log(`  ${(milliseconds / 1000).toFixed(1)} s: ${suite} ${title}`);

  describe(`in the extension host of VS Code ${editors[version].vscode}`, () => {
    for (const { suite, title, state, message } of tests) {
      it.runIf(state !== 'skipped')(`${suite} ${title}`, () => {
        if (state === 'failed') throw new Error(message);
      });
    }

    it('every suite came to its end', () => {
      expect(problem).toBeUndefined();
      expect(tests.length).toBeGreaterThan(0);
    });
  });
}
