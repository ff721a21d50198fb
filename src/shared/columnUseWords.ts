import type { ColumnUse } from './appliedDrift.ts';

/** `step 3 (Fill missing values)`, `check 1 (not-null)`, `output train`. */
export function columnUseWords(use: ColumnUse): string {
  switch (use.kind) {
    case 'step':
      return `step ${String(use.number)} (${use.title})`;
    case 'check':
      return `check ${String(use.number)} (${use.rule})`;
    case 'output':
      return `output ${use.name}`;
  }
}
