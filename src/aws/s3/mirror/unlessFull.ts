/** A folder that is not empty, or gone, is not removed; any other trouble is a fault. */
export function unlessFull(error: unknown): undefined {
  const known = ['ENOTEMPTY', 'EEXIST', 'ENOENT'];
  if (error instanceof Error && 'code' in error && known.includes(String(error.code))) return;
  throw error;
}
