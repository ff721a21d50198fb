import type { ReactNode } from 'react';
import type { Basis } from '../../../../src/shared/profile/columnProfile.ts';

/** The sign before a figure that is not exact; read out as “about”. */
export function BasisMark({ basis }: { readonly basis: Basis }): ReactNode {
  if (basis === 'exact') return null;
  return (
    <>
      <span aria-hidden="true">≈{'\u202f'}</span>
      <span className="visually-hidden">about </span>
    </>
  );
}
