import type { HyperparameterRule } from './hyperparameterRule.ts';

const wholeNumber = /^[+-]?\d+$/;
const decimalNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What the value should have been, as a sentence; `undefined` if the rule accepts it. */
export function checkHyperparameter(
  name: string,
  rule: HyperparameterRule,
  value: string,
  thresholdMetrics: readonly string[],
): string | undefined {
  switch (rule.kind) {
    case 'text':
      return value.trim() === '' ? `${name} needs a value.` : undefined;
    case 'one-of':
      return rule.values.includes(value) ? undefined : `Use one of ${rule.values.join(', ')}.`;
    case 'list-of': {
      const parts = value.split(',').map((part) => part.trim());
      const wrong = parts.find((part) => !isMetric(part, rule.values, thresholdMetrics));
      if (wrong === undefined) return undefined;
      return `${wrong === '' ? 'An empty name' : wrong} is not among ${rule.values.join(', ')}.`;
    }
    case 'integer':
    case 'number':
      return checkNumber(rule, value);
  }
}

function isMetric(part: string, values: readonly string[], withThreshold: readonly string[]) {
  const at = part.indexOf('@');
  if (at < 0) return values.includes(part);
  const threshold = part.slice(at + 1).trim();
  return (
    withThreshold.includes(part.slice(0, at).trim()) &&
    threshold !== '' &&
    Number.isFinite(Number(threshold))
  );
}

function checkNumber(
  rule: Extract<HyperparameterRule, { kind: 'integer' | 'number' }>,
  value: string,
): string | undefined {
  // As Python's int() and float() read it: the container turns away `1e3` rounds, and so on.
  const form = rule.kind === 'integer' ? wholeNumber : decimalNumber;
  const number = form.test(value.trim()) ? Number(value) : Number.NaN;
  const fits =
    Number.isFinite(number) &&
    number >= (rule.min ?? -Infinity) &&
    number <= (rule.max ?? Infinity) &&
    number > (rule.above ?? -Infinity) &&
    number < (rule.below ?? Infinity);
  if (fits) return undefined;
  const bounds = [
    ...(rule.min === undefined ? [] : [`at least ${String(rule.min)}`]),
    ...(rule.above === undefined ? [] : [`greater than ${String(rule.above)}`]),
    ...(rule.max === undefined ? [] : [`at most ${String(rule.max)}`]),
    ...(rule.below === undefined ? [] : [`less than ${String(rule.below)}`]),
  ].join(' and ');
  const noun = rule.kind === 'integer' ? 'a whole number' : 'a number';
  return bounds === '' ? `Use ${noun}.` : `Use ${noun}, ${bounds}.`;
}
