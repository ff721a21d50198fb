// host-without-cli
import { run } from '../cli/run.ts';

export const view = run;
