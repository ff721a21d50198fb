// `npm start`: sets up what is missing, then shows the main job on real data by the command line.
// `npm start -- --editor`: the same data in the editor, served to a browser.
import path from 'node:path';
import { runCommand, setUp } from './setup.mjs';
import { packagePrograms } from './setup/paths.mjs';
import { runForCode } from './setup/run.mjs';
import { toolEnvironment } from './setup/toolEnvironment.mjs';

await runCommand(async () => {
  const args = process.argv.slice(2);
  const inEditor = args.includes('--editor');
  await setUp(inEditor ? { editors: ['newest'] } : {});
  // Ctrl+C reaches both processes; what the other has started, it stops before it ends.
  if (inEditor) process.on('SIGINT', () => undefined);
  return runForCode(
    path.join(packagePrograms, 'node'),
    // The bundles are CommonJS, so package.json names no module type, and Node would remark on it.
    [
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      inEditor ? 'scripts/editor/main.ts' : 'scripts/demo/main.ts',
      ...args.filter((arg) => arg !== '--editor'),
    ],
    { env: toolEnvironment() },
  );
});
