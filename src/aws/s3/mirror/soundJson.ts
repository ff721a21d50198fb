/** What a small note of the cache says; undefined for one that a power cut left empty or torn. */
export function soundJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
