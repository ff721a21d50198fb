import { defineConfig } from 'vitest/config';
import { toolEnvironment } from './scripts/setup/toolEnvironment.mjs';
import { testFolders } from './scripts/testFolders.mjs';

// Each of the others holds one engine, one Spark session or one set of stand-ins at a time.
const parallel = ['unit', 'layers', 'tooling'];
const { JAVA_HOME } = toolEnvironment();

export default defineConfig({
  test: {
    allowOnly: false,
    projects: testFolders().map((name, index) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        // The suites of an extension host are run by mocha, inside it.
        exclude: ['test/layers/violation/**', 'test/vscode/suite/**'],
        env: JAVA_HOME === undefined ? {} : { JAVA_HOME },
        pool: 'forks',
        maxWorkers: parallel.includes(name) ? 2 : 1,
        fileParallelism: parallel.includes(name),
        sequence: { groupOrder: index },
        // What a test waits for comes about, or does not; a busy machine only takes longer.
        testTimeout: name === 'browser' ? 360_000 : 180_000,
        hookTimeout: 300_000,
        expect: { poll: { timeout: 20_000 } },
      },
    })),
  },
});
