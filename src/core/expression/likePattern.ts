/** What a `like` pattern asks for, where it is simple enough for an engine's own test. */
export type LikeTest =
  | { readonly kind: 'equals' | 'starts' | 'ends' | 'contains'; readonly text: string }
  | { readonly kind: 'regex'; readonly pattern: string };

/** The test of a `like` pattern: `%` any text, `_` one character, nothing else special. */
export function likeTest(pattern: string): LikeTest {
  const inner = pattern.replace(/^%/, '').replace(/%$/, '');
  if (!/[%_]/.test(inner)) {
    const [front, back] = [pattern.startsWith('%'), pattern.endsWith('%')];
    if (pattern === '%') return { kind: 'contains', text: '' };
    const kind = front && back ? 'contains' : front ? 'ends' : back ? 'starts' : 'equals';
    return { kind, text: inner };
  }
  const body = [...pattern].map((c) => (c === '%' ? '(?s:.*)' : c === '_' ? '(?s:.)' : escaped(c)));
  return { kind: 'regex', pattern: body.join('') };
}

/** A character that stands for itself in RE2, Rust, Java and Python. */
function escaped(character: string): string {
  return /[\\^$.|?*+()[\]{}&~#-]/.test(character) ? `\\${character}` : character;
}

/** Small letters, each code point by itself, as `lower` has them. */
export function simpleLower(text: string): string {
  return [...text].map((c) => (c === 'İ' ? 'i' : c.toLowerCase())).join('');
}
