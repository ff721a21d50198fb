import { reportHostTests } from './reportHostTests.ts';

await reportHostTests('newest');
