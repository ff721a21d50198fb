import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startStandIn } from '../../test/aws/standIn.ts';
import { startCodeServer } from '../../test/browser/harness/codeServer.ts';
import { seedLake } from '../demo/seedLake.ts';
import { packagePrograms, root } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { stopSignal } from './stopSignal.ts';

// `npm start -- --editor`: the extension as a user has it, in a real VS Code that is served to any
// browser of this machine, on the demo's workspace. AWS is stood in for; nothing leaves the machine.
//   --check      asks the address once, instead of serving it
//   --port N     the port of the address; a free one by default
const checking = process.argv.includes('--check');
const port = process.argv.includes('--port')
  ? Number(process.argv[process.argv.indexOf('--port') + 1])
  : undefined;
const stopped = stopSignal();

const folder = join(root, '.cache', 'editor');
const workspace = join(folder, 'workspace');
const vsix = join(folder, 'sluice.vsix');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await cp(join(root, 'scripts/demo/workspace'), workspace, { recursive: true });
await cp(join(root, 'media/sample'), join(workspace, 'samples'), { recursive: true });
// A workspace of its own, though it lies within a repository: its runs are kept in it.
await mkdir(join(workspace, '.sluice'));
const node = join(packagePrograms, 'node');
await run(node, ['scripts/package.mjs', '--no-build', '--out', vsix]);

const standIn = await startStandIn({ root });
try {
  await seedLake(root, folder, standIn);
  const server = await startCodeServer({
    version: 'newest',
    extension: { vsix },
    env: standIn.env,
    settings: {
      'sluice.python': join(root, '.venv', 'bin', 'python'),
      'window.autoDetectColorScheme': true,
    },
    ...(port === undefined ? {} : { port }),
  });
  try {
    const address = server.url({ folder: workspace });
    process.stdout.write(`\nSluice is at ${address}\n`);
    if (checking) {
      const answer = await fetch(address);
      const page = await answer.text();
      const installed = await readdir(join(server.folder, 'extensions'));
      if (!answer.ok || !page.includes('workbench'))
        throw new Error(`the address answers ${answer.status}`);
      if (!installed.some((name) => name.startsWith('sluice.sluice-')))
        throw new Error('the extension is not installed');
      process.stdout.write(`The address answers ${answer.status}, and the extension is there.\n`);
    } else {
      process.stdout.write(`The workspace is ${workspace}; each start makes it anew.\n`);
      process.stdout.write('Ctrl+C stops everything.\n');
      await stopped;
    }
  } finally {
    await server.stop();
  }
} finally {
  await standIn.stop();
}
