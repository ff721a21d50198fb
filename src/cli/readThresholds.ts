import { readFile } from 'node:fs/promises';
import { parse } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { insightRules } from '../core/profile/insights/registry.ts';
import { AppError } from '../shared/errors.ts';
import type { InsightThresholds } from '../shared/profile/insight.ts';

const PREFIX = 'sluice.insights.';

/**
 * Thresholds of insights from a file of settings: a JSON object whose keys are the names that the editor
 * has for them, such as `sluice.insights.missing.share`. Comments and other settings may stand in it, so
 * a workspace's `settings.json` will do. Throws `usage` for a name or a value that no rule takes.
 */
export async function readThresholds(path: string): Promise<InsightThresholds> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw wrong(`The thresholds ${path} cannot be read.`, 'Check the path.', error);
  }
  const errors: ParseError[] = [];
  const found: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || typeof found !== 'object' || found === null || Array.isArray(found)) {
    throw wrong(`${path} is no JSON object.`, `Write {"${PREFIX}missing.share": 0.2}.`);
  }
  const own = Object.entries(found).filter(([key]) => key.startsWith(PREFIX));
  if (own.length === 0) {
    throw wrong(
      `${path} holds no threshold of insights.`,
      `Their names begin with ${PREFIX}, as in the editor’s settings.`,
    );
  }
  const thresholds: Record<string, Record<string, number>> = {};
  for (const [key, value] of own) {
    const { rule, name } = checked(key, value);
    thresholds[rule] = { ...thresholds[rule], [name]: Number(value) };
  }
  return thresholds;
}

function checked(key: string, value: unknown): { readonly rule: string; readonly name: string } {
  const [rule = '', name = ''] = key.slice(PREFIX.length).split('.');
  const { thresholds } = insightRules.find(({ id }) => id === rule) ?? {};
  if (!thresholds) {
    const rules = insightRules.filter((one) => one.thresholds.length > 0).map(({ id }) => id);
    throw wrong(`There is no setting “${key}”.`, `The rules are: ${rules.join(', ')}.`);
  }
  const threshold = thresholds.find((one) => `${PREFIX}${rule}.${one.name}` === key);
  if (!threshold) {
    const names = thresholds.map((one) => one.name).join(', ') || 'none';
    throw wrong(`There is no setting “${key}”.`, `The thresholds of ${rule} are: ${names}.`);
  }
  const { min = -Infinity, max = Infinity } = threshold;
  if (typeof value !== 'number' || value < min || value > max) {
    const bounds = [
      ...(min === -Infinity ? [] : [`at least ${String(min)}`]),
      ...(max === Infinity ? [] : [`at most ${String(max)}`]),
    ].join(' and ');
    throw wrong(
      `“${key}” cannot be ${JSON.stringify(value)}.`,
      `Give a number${bounds === '' ? '' : `, ${bounds}`}.`,
    );
  }
  return { rule, name };
}

function wrong(message: string, hint: string, cause?: unknown): AppError {
  return new AppError('usage', message, { hint, ...(cause === undefined ? {} : { cause }) });
}
