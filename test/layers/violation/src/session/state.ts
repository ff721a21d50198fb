// session-on-jobs
import { commands } from '../host/commands.ts';

export const state = commands;
