import type { SemanticKind } from '../../../shared/profile/columnDetails.ts';
import type { Severity } from '../../../shared/profile/insight.ts';
import { isInteger } from '../../expression/types.ts';
import { defineInsight } from './define.ts';
import { grouped, percent, rowsAndShare, shown } from './figures.ts';
import { dropColumns } from './fixes.ts';
import { detailsBasis } from './insightColumn.ts';
import type { InsightColumn } from './insightColumn.ts';
import { countOfKind, shareOfKind } from './textShares.ts';

const kinds: readonly (readonly [SemanticKind, string, Severity])[] = [
  ['credit-card', 'credit card numbers', 'high'],
  ['iban', 'account numbers (IBAN)', 'high'],
  ['email', 'e-mail addresses', 'high'],
  ['phone', 'phone numbers', 'medium'],
  ['ipv4', 'IP addresses', 'medium'],
  ['ipv6', 'IP addresses', 'medium'],
];

/** Names of columns, with their words apart by `_`. */
const names: readonly (readonly [RegExp, string])[] = [
  [/(^|_)e_?mail(s|_address(es)?)?(_|$)/, 'e-mail addresses'],
  [/(^|_)(phone|telephone|mobile|cell_?phone|fax)(_(no|nr|number))?$/, 'phone numbers'],
  [/(^|_)(iban|bank_account|account_(no|nr|number))(_|$)/, 'account numbers'],
  [/(^|_)(credit_card|card_(no|nr|number)|ccn)(_|$)/, 'card numbers'],
  [
    /(^|_)(ssn|social_security(_number)?|tax_id|national_id|passport(_(no|nr|number))?)$/,
    'official numbers',
  ],
  [/(^|_)(driver_?s?_licen[cs]e)(_|$)/, 'official numbers'],
  [
    /(^|_)(first|last|middle|full|given|family|maiden|birth)_?name$|^(sur|fore)name$/,
    'names of people',
  ],
  [
    /(^|_)(customer|client|patient|employee|person|contact|guest|passenger|student)_?name$/,
    'names of people',
  ],
  [/(^|_)(dob|birth_?da(te|y)|date_of_birth)$/, 'dates of birth'],
  [/(^|_)(street(_address)?|home_address|postal_address|address(_line)?(_\d)?)$/, 'addresses'],
  [/(^|_)ip(_?addr(ess)?)?$/, 'IP addresses'],
];

/**
 * Values that may point to a person: recognised by their form (with check digits where the kind has
 * some), or by the name of the column. A suspicion, not a proof.
 */
export default defineInsight({
  id: 'personal-data',
  title: 'Personal data suspected',
  thresholds: [
    {
      name: 'share',
      means: 'Share of the values that must have the form of personal data.',
      default: 0.5,
      min: 0,
      max: 1,
      reason: 'Where half of the values have the form, the column is meant to hold them.',
    },
    {
      name: 'few',
      means: 'The same for e-mail addresses, card and account numbers.',
      default: 0.01,
      min: 0,
      max: 1,
      reason:
        'E-mail, card and account numbers are found in comments, too: from one in a hundred on it is told.',
    },
  ],
  column: (column, t, context) => {
    const { name, rows } = column;
    if (column.filled === 0) return undefined;
    const found = kinds.find(([kind, , severity]) => {
      const share = shareOfKind(column, kind);
      return share > 0 && (share >= t.share || (severity === 'high' && share >= t.few));
    });
    const fixes = dropColumns(context, [name]);
    if (!found) {
      const what = byName(column);
      if (what === undefined) return undefined;
      return {
        severity: 'low',
        columns: [name],
        message: `${shown(name)} is named as if it held ${what}.`,
        evidence: [{ label: 'Sign', value: 'Name of the column' }],
        basis: 'exact',
        fixes,
      };
    }
    const [kind, what, severity] = found;
    const count = countOfKind(column, kind);
    const basis = detailsBasis(column, 'text.kinds');
    return {
      severity,
      columns: [name],
      message: `${shown(name)} seems to hold ${what} in ${rowsAndShare(count, rows, basis)}.`,
      evidence: [
        { label: 'Sign', value: 'Form of the values' },
        { label: 'Values', value: grouped(count) },
        { label: 'Share', value: percent(count / rows) },
      ],
      share: count / rows,
      basis,
      fixes,
    };
  },
});

function byName({ name, type }: InsightColumn): string | undefined {
  const dated = type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'timestamptz';
  if (type.kind !== 'text' && !isInteger(type) && !dated) return undefined;
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  const what = names.find(([pattern]) => pattern.test(words))?.[1];
  if (what === undefined || dated) return what === 'dates of birth' ? what : undefined;
  const numeric = isInteger(type) && /addresses|names/.test(what);
  return numeric ? undefined : what;
}
