import type { HyperparameterRule } from './hyperparameterRule.ts';
import { xgboostHyperparameters } from './xgboostHyperparameters.ts';

/** A hyperparameter as a list to choose from shows it. */
export interface HyperparameterEntry {
  readonly name: string;
  /** “whole number, at least 1”. */
  readonly accepts: string;
  /** The values of a closed list. */
  readonly values?: readonly string[];
}

/** Every hyperparameter of the built-in XGBoost with what it accepts, in the order of its table. */
export function hyperparameterList(): readonly HyperparameterEntry[] {
  return Object.entries(xgboostHyperparameters).map(([name, rule]) => ({
    name,
    accepts: accepts(rule),
    ...(rule.kind === 'one-of' ? { values: rule.values } : {}),
  }));
}

function accepts(rule: HyperparameterRule): string {
  switch (rule.kind) {
    case 'text':
      return 'text';
    case 'one-of':
      return rule.values.length > 4 ? 'one of a list' : rule.values.join(', ');
    case 'list-of':
      return `one or more of ${rule.values.slice(0, 3).join(', ')}, …`;
    case 'integer':
    case 'number': {
      const { min, max, above, below } = rule;
      const noun = rule.kind === 'integer' ? 'whole number' : 'number';
      if (min !== undefined && max !== undefined)
        return `${noun}, ${String(min)} to ${String(max)}`;
      const bounds = [
        ...(min === undefined ? [] : [`at least ${String(min)}`]),
        ...(above === undefined ? [] : [`above ${String(above)}`]),
        ...(max === undefined ? [] : [`at most ${String(max)}`]),
        ...(below === undefined ? [] : [`below ${String(below)}`]),
      ];
      return [noun, ...bounds].join(', ');
    }
  }
}
