import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { Condition } from '../../../src/shared/condition.ts';
import type {
  Basis,
  ColumnProfile,
  ProfileValue,
} from '../../../src/shared/profile/columnProfile.ts';
import type { ColumnDetails } from '../../../src/shared/profile/columnDetails.ts';
import type { KnownProfile } from '../table/profileCache.ts';
import { basisAt } from './basisWords.ts';
import type { KnownDetails } from './detailsCache.ts';
import type { Figure } from './figure.ts';
import { figureText, roundedText } from './figureText.ts';

/** All that is known of a column now: the second tier comes after the first. */
export interface ColumnKnowledge {
  readonly name: string;
  readonly type: ColumnType;
  readonly known: KnownProfile | undefined;
  readonly details: KnownDetails | undefined;
  /** The second tier could not be had: its figures have no place. */
  readonly failed: boolean;
}

/** The basis of a figure of the first tier. */
export function profileBasis({ column, full }: KnownProfile, name: string): Basis {
  return column.basis[name] ?? (full ? 'exact' : 'estimate');
}

/** Builds the figures of a column, each with its basis. */
export class FigureList {
  readonly figures: Figure[] = [];
  private readonly of: ColumnKnowledge;

  constructor(of: ColumnKnowledge) {
    this.of = of;
  }

  /** A figure of the first tier; one that does not apply is left out, one on its way has its place. */
  first(
    label: string,
    key: keyof ColumnProfile | 'rows',
    pick: (profile: ColumnProfile, rows: number) => ProfileValue | undefined,
    options: { readonly rows?: Condition | undefined; readonly rounded?: boolean } = {},
  ): this {
    const { known } = this.of;
    if (!known) return this.push({ label, value: undefined, basis: 'exact' });
    // A sample knows how many rows there are, too.
    const basis = key === 'rows' ? 'exact' : profileBasis(known, key);
    return this.add(label, pick(known.column, known.rows), basis, options);
  }

  /** A figure of the second tier. */
  second(
    label: string,
    path: string,
    pick: (details: ColumnDetails) => ProfileValue | undefined,
    options: { readonly rows?: Condition | undefined; readonly rounded?: boolean } = {},
  ): this {
    const { details, failed } = this.of;
    if (!details && failed) return this;
    if (!details) return this.push({ label, value: undefined, basis: 'exact' });
    const basis = basisAt(details.column.basis, path, details.sampled !== undefined);
    return this.add(label, pick(details.column), basis, options);
  }

  private add(
    label: string,
    value: ProfileValue | undefined,
    basis: Basis,
    {
      rows,
      rounded = false,
    }: { readonly rows?: Condition | undefined; readonly rounded?: boolean },
  ): this {
    if (value === undefined) return this;
    const full = figureText(value);
    const shown = rounded ? roundedText(value) : full;
    return this.push({
      label,
      value: shown,
      basis,
      ...(shown === full ? {} : { full }),
      // Nothing is shown of no rows.
      ...(rows === undefined || value === 0 ? {} : { rows }),
    });
  }

  private push(figure: Figure): this {
    this.figures.push(figure);
    return this;
  }
}

/** Rows filled, for shares of them. */
export function filledRows({ known, details }: ColumnKnowledge): number {
  if (details) return details.column.filled;
  return known ? known.rows - known.column.nulls : 0;
}
