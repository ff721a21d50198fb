import { fileURLToPath } from 'node:url';
import { startStandIn } from './standIn.ts';

// Starts the stand-in for other programs: one line of JSON says where, and it ends with its stdin.
const root = fileURLToPath(new URL('../../', import.meta.url));
const standIn = await startStandIn({ root });
process.stdout.write(`${JSON.stringify({ endpoint: standIn.endpoint, env: standIn.env })}\n`);

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  standIn.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
};
process.stdin.on('end', stop).on('close', stop).resume();
process.on('SIGTERM', stop).on('SIGINT', stop);
