import { getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { checkSchema } from '../checks/checkSchema.ts';
import type { Json } from '../operations/define.ts';
import { duplicateKeys } from './duplicateKeys.ts';
import { issueSentence } from './issueSentence.ts';
import { pointer } from './problem.ts';
import type { Problem } from '../../shared/recipe.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { upgradeRecipe } from './upgrade.ts';

const name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be letters, digits and _');
const json: z.ZodType<Json> = z.json();
const text = z.string();

const sourceOptions = z.strictObject({
  header: z.boolean().exactOptional(),
  delimiter: text.min(1).exactOptional(),
  quote: text.exactOptional(),
  escape: text.exactOptional(),
  null: z.union([text, z.array(text).min(1)]).exactOptional(),
  skip: z.int().min(0).exactOptional(),
  dateFormat: text.exactOptional(),
  timestampFormat: text.exactOptional(),
  decimal: text.length(1).exactOptional(),
  thousands: text.length(1).exactOptional(),
  comment: text.length(1).exactOptional(),
  strict: z.boolean().exactOptional(),
  badLines: z.enum(['error', 'skip']).exactOptional(),
  encoding: text.exactOptional(),
  byName: z.boolean().exactOptional(),
  layout: z.enum(['array', 'lines', 'document']).exactOptional(),
  sheet: text.min(1).exactOptional(),
  range: z
    .string()
    .regex(/^[A-Za-z]{1,3}[0-9]{1,7}:[A-Za-z]{1,3}[0-9]{1,7}$/, 'must be cells such as B2:D1000')
    .exactOptional(),
});

/** The schema of a recipe's document, apart from the params, which belong to each operation. */
export const recipeSchema: z.ZodType<Recipe> = z.strictObject({
  sluice: z.literal(1),
  name: text,
  parameters: z.array(z.strictObject({ name, type: text, default: json })).default([]),
  sources: z.record(
    name,
    z.strictObject({
      uri: text.min(1),
      format: z.enum(['parquet', 'csv', 'json', 'arrow', 'excel', 'avro', 'recipe']),
      options: sourceOptions.default({}),
      schema: z.array(z.strictObject({ name: text, type: text })).exactOptional(),
    }),
  ),
  steps: z
    .array(
      z.strictObject({
        id: text.min(1),
        op: text.min(1),
        version: z.int().min(1).default(1),
        params: json,
        enabled: z.boolean().default(true),
        note: text.default(''),
      }),
    )
    .default([]),
  fitted: z
    .record(
      text,
      z.strictObject({
        values: z.record(text, json).exactOptional(),
        file: text.exactOptional(),
        on: z.enum(['train', 'all']),
        snapshot: text,
        prefix: text,
      }),
    )
    .default({}),
  checks: z.array(checkSchema).default([]),
  outputs: z
    .array(
      z.strictObject({
        name: text.regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/, 'must be letters, digits and -'),
        part: text.exactOptional(),
        format: z.enum(['parquet', 'csv']),
        uri: text,
        options: z
          .strictObject({
            header: z.boolean().exactOptional(),
            label: text.exactOptional(),
            compression: z.enum(['zstd', 'snappy', 'gzip', 'uncompressed']).exactOptional(),
          })
          .default({}),
      }),
    )
    .default([]),
});

/** What reading a document gives: a recipe unless its form is wrong, and what is wrong with it. */
export interface ReadRecipe {
  readonly recipe: Recipe | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads a recipe's text (strict JSON). Steps of older versions are lifted; unknown operations stay
 * as they are. Never throws for bad input: each problem says where it is and what to do.
 */
export function readRecipe(document: string): ReadRecipe {
  const errors: ParseError[] = [];
  const tree = parseTree(document.replace(/^\uFEFF/, ''), errors, {
    allowTrailingComma: false,
    disallowComments: true,
  });
  const error = errors[0];
  if (error || !tree) return { recipe: undefined, problems: [syntaxProblem(document, error)] };
  const repeated = duplicateKeys(tree);
  if (repeated.length > 0) return { recipe: undefined, problems: repeated };
  const parsed = recipeSchema.safeParse(getNodeValue(tree));
  if (!parsed.success) {
    return { recipe: undefined, problems: parsed.error.issues.flatMap(formProblems) };
  }
  const problems = duplicateNames(parsed.data);
  return { recipe: problems.length > 0 ? undefined : upgradeRecipe(parsed.data), problems };
}

/** Reads a recipe and throws its first problem as an error, for callers that need a sound one. */
export function requireRecipe(document: string): Recipe {
  const { recipe, problems } = readRecipe(document);
  if (recipe) return recipe;
  const first = problems[0];
  throw new AppError('bad-recipe', first?.message ?? 'The recipe cannot be read.', {
    hint: first?.hint ?? 'Run `sluice validate` on it.',
    detail: problems.map((problem) => `${problem.path}: ${problem.message}`).join('\n'),
  });
}

const wrongs: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word that is no value',
  InvalidNumberFormat: 'a number that is none',
  PropertyNameExpected: 'the name of a key is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'something after the end',
  InvalidCommentToken: 'a comment',
  UnexpectedEndOfComment: 'a comment',
  UnexpectedEndOfString: 'a text without its closing quote',
  UnexpectedEndOfNumber: 'a number that is cut off',
  InvalidUnicode: 'a Unicode escape that is none',
  InvalidEscapeCharacter: 'an escape that JSON does not have',
  InvalidCharacter: 'a control character within a text',
};

function syntaxProblem(document: string, error: ParseError | undefined): Problem {
  const before = document.slice(0, error?.offset ?? document.length).split('\n');
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  const nothing = document.trim() === '';
  const what =
    nothing || !error
      ? 'nothing in it'
      : (wrongs[printParseErrorCode(error.error)] ?? 'a sign that does not belong there');
  return {
    step: null,
    path: '',
    code: 'bad-recipe',
    message: `The recipe is not valid JSON: ${what} at line ${String(line)}, column ${String(column)}.`,
    hint: 'Open the file as text and mend that place.',
  };
}

function formProblems(issue: z.core.$ZodIssue): Problem[] {
  const parts = issue.path.map((part) => (typeof part === 'symbol' ? part.toString() : part));
  const make = (path: readonly (string | number)[], message: string, hint: string): Problem => ({
    step: null,
    path: pointer(path),
    code: 'bad-recipe',
    message,
    hint,
  });
  const place = pointer(parts) || 'The document';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      make(
        [...parts, key],
        `“${key}” is no key of ${parts.length > 0 ? place : 'the document'}.`,
        'Remove it, or mend its spelling.',
      ),
    );
  }
  return [make(parts, issueSentence(issue, place), 'Mend that value.')];
}

function duplicateNames(recipe: Recipe): Problem[] {
  const problems: Problem[] = [];
  const once = (names: readonly string[], list: string, key: string, what: string): void => {
    names.forEach((value, index) => {
      if (names.indexOf(value) === index) return;
      problems.push({
        step: what === 'step' ? value : null,
        path: pointer([list, index, key]),
        code: 'bad-recipe',
        message: `The ${what} “${value}” is there twice.`,
        hint: `Give each ${what} its own ${key}.`,
      });
    });
  };
  once(
    recipe.steps.map((step) => step.id),
    'steps',
    'id',
    'step',
  );
  once(
    recipe.parameters.map((p) => p.name),
    'parameters',
    'name',
    'parameter',
  );
  once(
    recipe.outputs.map((output) => output.name),
    'outputs',
    'name',
    'output',
  );
  if (!Object.hasOwn(recipe.sources, 'main')) {
    problems.push({
      step: null,
      path: '/sources',
      code: 'bad-recipe',
      message: 'The recipe has no source “main”.',
      hint: 'Name the source that the first step works on “main”.',
    });
  }
  return problems;
}
