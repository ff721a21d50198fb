import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { docComment } from './scripts/lint/docComment.mjs';
import { safetyComment } from './scripts/lint/safetyComment.mjs';

const noOnly = {
  selector: 'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip)$/]',
  message: 'A committed test runs, and does not keep others from running.',
};
const noBarrel = {
  selector: 'ExportAllDeclaration',
  message: 'Import from the file that declares it; no barrels.',
};
const noDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'Only entries of a registry are default exports.',
};

export default defineConfig(
  {
    ignores: [
      'dist/**',
      '**/*.gen.ts',
      'test/layers/violation/**',
      'test/fixtures/**',
      'test/golden/**',
      '.venv*/**',
      '.cache/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { sluice: { rules: { 'doc-comment': docComment, 'safety-comment': safetyComment } } },
    rules: {
      'max-lines': ['error', 400],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Taking a text apart by code points is what the spread of a text is for.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // These two fight the types of RPC, where a method may have no result.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-restricted-syntax': ['error', noOnly, noBarrel],
      'sluice/safety-comment': 'error',
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/host/**'],
    rules: { 'no-restricted-imports': ['error', { paths: ['vscode'] }] },
  },
  { files: ['webview/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat['recommended-latest']] },
  { files: ['src/shared/**', 'src/core/**'], rules: { 'sluice/doc-comment': 'error' } },
  {
    files: ['src/**'],
    ignores: [
      'src/core/operations/**',
      'src/core/functions/**',
      'src/core/checks/**',
      'src/core/profile/insights/**',
      'src/core/suggest/**',
    ],
    rules: { 'no-restricted-syntax': ['error', noOnly, noBarrel, noDefault] },
  },
  {
    // Plain JavaScript with types in comments: what an untyped library gives is `any` there.
    files: ['**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
