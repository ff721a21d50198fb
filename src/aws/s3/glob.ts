/** A glob over keys: what every match starts with, and the test. */
export interface KeyGlob {
  /** Literal start, up to the first wildcard. */
  readonly prefix: string;
  readonly matches: (key: string) => boolean;
  /** The pattern itself names something that starts with `_` or `.`. */
  readonly wantsHidden: boolean;
}

const wildcard = /[*?]/;

export function isGlob(key: string): boolean {
  return wildcard.test(key);
}

/** `*` and `?` stay within one folder, `**` crosses folders (`a/**` + `/b` matches `a/b` too). */
export function keyGlob(pattern: string): KeyGlob {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const rest = pattern.slice(i);
    const boundary = i === 0 || pattern[i - 1] === '/';
    if (boundary && rest.startsWith('**/')) {
      source += '(?:[^/]*/)*';
      i += 2;
    } else if (rest.startsWith('**')) {
      source += '.*';
      i += 1;
    } else if (rest.startsWith('*')) {
      source += '[^/]*';
    } else if (rest.startsWith('?')) {
      source += '[^/]';
    } else {
      source += (pattern[i] ?? '').replace(/[.+^${}()|[\]\\]/g, '\\$&');
    }
  }
  const expression = new RegExp(`^${source}$`, 's');
  return {
    prefix: pattern.slice(0, pattern.search(wildcard)),
    matches: (key) => expression.test(key),
    wantsHidden: pattern.split('/').some((part) => isGlob(part) && /^[_.]/.test(part)),
  };
}
