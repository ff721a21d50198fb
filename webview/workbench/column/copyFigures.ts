import type { Figure } from './figure.ts';
import type { Share } from './share.ts';

/** A part of the panel, for the clipboard. */
export interface CopiedPart {
  readonly title: string;
  readonly figures?: readonly Figure[];
  readonly shares?: readonly Share[];
}

/** All figures of a column as lines `figure <tab> value <tab> basis`, to paste into a sheet. */
export function copyFigures(column: string, type: string, parts: readonly CopiedPart[]): string {
  const lines: (readonly string[])[] = [
    ['Column', column, ''],
    ['Type', type, ''],
  ];
  for (const { title, figures = [], shares = [] } of parts) {
    for (const { label, value, full, basis } of figures) {
      if (value !== undefined) lines.push([label, plain(full ?? value), basis]);
    }
    for (const { label, count } of shares) lines.push([`${title}: ${label}`, String(count), '']);
  }
  return `${lines.map((line) => line.map(field).join('\t')).join('\n')}\n`;
}

/** Without what is there for the eye: a sheet would take it for text. */
function plain(text: string): string {
  const bare = text.replaceAll('−', '-');
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
}

function field(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, ' ').replaceAll('\u00a0', ' ');
}
