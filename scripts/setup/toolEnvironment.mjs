import path from 'node:path';
import { findJava } from './java.mjs';
import { packagePrograms } from './paths.mjs';

/**
 * The environment of every tool: the Node of the packages first on the path, and the Java that
 * PySpark gets.
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment() {
  const environment = {
    ...process.env,
    PATH: [packagePrograms, process.env.PATH ?? ''].join(path.delimiter),
  };
  const java = findJava();
  return java === undefined ? environment : { ...environment, JAVA_HOME: java.home };
}
