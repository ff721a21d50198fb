import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { ask } from './run.mjs';

/**
 * @typedef {{home: string, major: number}} Java
 */

/**
 * Finds the Java for PySpark. PySpark 3.5 runs up to Java 17 and PySpark 4 from Java 17 on, so
 * a 17 is taken wherever it lies, and the next newer one only where there is none.
 * @returns {Java | undefined}
 */
export function findJava() {
  const suitable = candidateHomes()
    .map(inspect)
    .filter((java) => java !== undefined)
    .filter((java) => java.major >= 17)
    .sort((a, b) => a.major - b.major);
  return suitable[0];
}

/** @returns {string[]} folders that may be a Java home, the most deliberate choice first */
function candidateHomes() {
  const homes = [];
  if (process.env.JAVA_HOME) homes.push(process.env.JAVA_HOME);
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const java = path.join(folder, 'java');
    if (folder !== '' && existsSync(java)) homes.push(path.resolve(realpathSync(java), '../..'));
  }
  for (const folder of ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines']) {
    if (!existsSync(folder)) continue;
    const names = readdirSync(folder).sort();
    for (const name of names)
      homes.push(path.join(folder, name), path.join(folder, name, 'Contents/Home'));
  }
  for (const brew of ['/opt/homebrew', '/usr/local'])
    homes.push(`${brew}/opt/openjdk@17/libexec/openjdk.jdk/Contents/Home`);
  return [...new Set(homes)];
}

/**
 * @param {string} home
 * @returns {Java | undefined}
 */
function inspect(home) {
  const java = path.join(home, 'bin', 'java');
  if (!existsSync(java)) return undefined;
  const answer = ask(java, ['-version']);
  const major = Number(/version "(\d+)/.exec(answer ?? '')?.[1]);
  return major > 0 ? { home, major } : undefined;
}
