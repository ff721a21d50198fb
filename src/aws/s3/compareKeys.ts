/** Byte order of UTF-8, in which S3 lists keys; it differs from JavaScript's beyond U+FFFF. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
