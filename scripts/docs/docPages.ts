import { checksPage } from './checksPage.ts';
import { functionsPage } from './functionsPage.ts';
import { operationsPage } from './operationsPage.ts';

/** The pages of `docs/` by name. */
export function docPages(): Readonly<Record<string, string>> {
  return {
    'operations.md': operationsPage(),
    'functions.md': functionsPage(),
    'checks.md': checksPage(),
  };
}
