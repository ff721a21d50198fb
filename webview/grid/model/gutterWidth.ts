/** The width of the row numbers for labels of so many characters: whole steps, so it seldom jumps. */
export function gutterWidth(characters: number): number {
  return Math.max(60, 20 + Math.min(24, characters) * 7);
}
