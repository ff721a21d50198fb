import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { docComment } from '../../scripts/lint/docComment.mjs';
import { safetyComment } from '../../scripts/lint/safetyComment.mjs';

const plugin = { rules: { 'doc-comment': docComment, 'safety-comment': safetyComment } };

/** The lines that a rule complains about. */
function complaints(rule: keyof typeof plugin.rules, code: string): number[] {
  const messages = new Linter().verify(
    code,
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { sluice: plugin },
      rules: { [`sluice/${rule}`]: 'error' },
    },
    'file.ts',
  );
  for (const { fatal, message } of messages) if (fatal) throw new Error(message);
  return messages.map(({ line }) => line);
}

describe('safety-comment', () => {
  it.each([
    ['on the line above', '// SAFETY: checked above.\nconst a = b as string;'],
    ['at the end of the line', 'const a = b as string; // SAFETY: checked above.'],
    ['in two lines', '// SAFETY: checked\n// above.\nconst a = b as string;'],
    ['above a statement of several lines', '// SAFETY: f.\nf(\n  a as string,\n);'],
    ['in a field', 'class A {\n  // SAFETY: f.\n  a = b as string;\n}'],
    ['as unknown', 'const a = b as unknown;'],
    ['as const', 'const a = [1] as const;'],
    [
      'above the `as` of a long expression',
      'const a = f(\n  1,\n  // SAFETY: f gives text.\n) as string;',
    ],
  ])('accepts a reason %s', (_, code) => {
    expect(complaints('safety-comment', code)).toEqual([]);
  });

  it.each([
    ['without a comment', 'const a = b as string;'],
    ['with another comment', '// It is checked above.\nconst a = b as string;'],
    ['with a comment too far above', '// SAFETY: checked.\n\nconst a = b as string;'],
    ['by way of unknown', 'const a = b as unknown as string;'],
    ['below another statement', '// SAFETY: f.\nf(() => {\n  g();\n  return a as string;\n});'],
    ['in angle brackets', 'const a = <string>b;'],
  ])('refuses an assertion %s', (_, code) => {
    expect(complaints('safety-comment', code)).toHaveLength(1);
  });
});

describe('doc-comment', () => {
  it('asks one of each exported declaration', () => {
    const code = [
      'export const a = 1;',
      'export function b() {}',
      'export class C {}',
      'export interface D {}',
      'export type E = 1;',
      '// not a doc comment',
      'export type F = 1;',
    ];
    expect(complaints('doc-comment', code.join('\n'))).toEqual([1, 2, 3, 4, 5, 7]);
  });

  it('leaves alone what is documented, an overload, or not exported', () => {
    const code = [
      '/** Twice. */',
      'export function a(x: number): number;',
      'export function a(x: string): string;',
      'export function a(x: unknown) { return x; }',
      'const b = 1;',
      'export { b };',
    ];
    expect(complaints('doc-comment', code.join('\n'))).toEqual([]);
  });
});
