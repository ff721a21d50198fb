/** Ways to write a name anew that need nothing but the name. */
export const plainRules = {
  clean,
  snake: (name) => wordsOf(name).join('_').toLowerCase(),
  camel: (name) =>
    wordsOf(name)
      .map((word, index) => (index === 0 ? word.toLowerCase() : capital(word)))
      .join(''),
  pascal: (name) => wordsOf(name).map(capital).join(''),
  kebab: (name) => wordsOf(name).join('-').toLowerCase(),
  words: (name) =>
    wordsOf(name)
      .map((word, index) => (index === 0 ? capital(word) : word.toLowerCase()))
      .join(' '),
  lower: (name) => name.toLowerCase(),
  upper: (name) => name.toUpperCase(),
  trim: (name) => name.trim().replaceAll(/\s+/gu, ' '),
  ascii,
} satisfies Record<string, (name: string) => string>;

/**
 * As `clean_names` of R's janitor: ASCII letters, digits and `_` only, small, words parted by `_`,
 * `%` as percent, `#` as number, no digit in front; `x` where nothing is left.
 */
function clean(name: string): string {
  const spoken = ascii(name)
    .replaceAll(/['"]/g, '')
    .replaceAll('%', ' percent ')
    .replaceAll('#', ' number ');
  const found = wordsOf(spoken).join('_').toLowerCase();
  return /^[a-z]/.test(found) ? found : `x${found}`;
}

/** Letters without their marks, `ß` as `ss` and the like; what has no ASCII form is left out. */
function ascii(name: string): string {
  return name.normalize('NFKD').replaceAll(/[^\0-\x7f]/gu, (character) => spelled[character] ?? '');
}

const spelled: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O' },
  ...{ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', ı: 'i' },
};

/** The words of a name: parted by anything but letters and digits, and where capitals start one. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, '$1 ')
    .replaceAll(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
}

function capital(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('').toLowerCase();
}
