import core from 'highlight.js/lib/core';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';

core.registerLanguage('python', python);
core.registerLanguage('sql', sql);

/** A piece of code and what it is: highlight.js's class, or nothing. */
export interface CodePiece {
  readonly text: string;
  readonly scope: string | undefined;
}

/** Code in pieces by meaning. No markup is made of text: pieces are drawn as text nodes. */
export function highlight(code: string, language: 'python' | 'sql'): readonly CodePiece[] {
  const { value } = core.highlight(code, { language, ignoreIllegals: true });
  const pieces: CodePiece[] = [];
  const open: string[] = [];
  for (const part of value.split(/(<span class="[^"]*">|<\/span>)/)) {
    const start = /^<span class="([^"]*)">$/.exec(part);
    if (start) open.push(start[1] ?? '');
    else if (part === '</span>') open.pop();
    else if (part !== '') pieces.push({ text: unescaped(part), scope: open.at(-1) });
  }
  return pieces;
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
};

function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? entity);
}
