// `npm start`: sets up what is missing, then shows the main job on real data.
import path from 'node:path';
import { runCommand, setUp } from './setup.mjs';
import { packagePrograms } from './setup/paths.mjs';
import { runForCode } from './setup/run.mjs';
import { toolEnvironment } from './setup/toolEnvironment.mjs';

await runCommand(async () => {
  await setUp();
  return runForCode(
    path.join(packagePrograms, 'node'),
    // The bundles are CommonJS, so package.json names no module type, and Node would remark on it.
    [
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      'scripts/demo/main.ts',
      ...process.argv.slice(2),
    ],
    { env: toolEnvironment() },
  );
});
