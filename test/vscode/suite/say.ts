import { appendFileSync } from 'node:fs';
import { hostTestsOut, type HostLine } from '../hostTest.ts';

/** Shows a figure in the report of the tests; the console of an extension host reaches nobody. */
export function say(text: string): void {
  const line: HostLine = { said: text };
  const out = process.env[hostTestsOut];
  if (out === undefined) console.info(text);
  else appendFileSync(out, `${JSON.stringify(line)}\n`);
}
