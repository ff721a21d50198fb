import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { findGo, goOfAtLeast } from './go.mjs';
import { root } from './paths.mjs';
import { ask, run } from './run.mjs';

const version = '1.8.0';

/** What its go.mod asks for. */
const oldestMinor = 25;

/** The S3 server that tests are held against, one folder per version. */
export const versitygw = path.join(root, '.cache/versitygw', version, 'versitygw');

/** Whether it is built and runs. */
export function hasVersitygw() {
  return existsSync(versitygw) && ask(versitygw, ['--version']) !== undefined;
}

/**
 * Builds versitygw from the Go module proxy; whatever is there and answers is left as it is.
 * @returns {Promise<boolean>} whether it had to be built
 */
export async function ensureVersitygw() {
  if (hasVersitygw()) return false;
  const go = findGo();
  if (go === undefined) throw new Error('checkMachine has to look for Go before.');
  const folder = path.dirname(versitygw);
  mkdirSync(folder, { recursive: true });
  await run(
    goOfAtLeast(go, oldestMinor),
    [
      ...['install', '-trimpath', '-ldflags', '-s -w'],
      `github.com/versity/versitygw/cmd/versitygw@v${version}`,
    ],
    {
      env: {
        ...process.env,
        CGO_ENABLED: '0',
        GOBIN: folder,
        // The toolchain is chosen above; Go must neither fetch another nor read the old one's root.
        GOTOOLCHAIN: 'local',
        GOROOT: '',
      },
    },
  );
  return true;
}
