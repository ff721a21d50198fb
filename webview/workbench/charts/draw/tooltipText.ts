/** The fields of a tooltip, one a line. */
export function tooltipText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, shown]) => `${name}: ${String(shown)}`)
    .join('\n');
}
