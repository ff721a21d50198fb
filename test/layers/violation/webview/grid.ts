// webview-on-shared, webview-core-by-type; charts may be imported by value
import { bar } from '../src/core/charts/bar.ts';
import { plan } from '../src/core/plan.ts';
import { commands } from '../src/host/commands.ts';

export const grid = [bar, plan, commands];
