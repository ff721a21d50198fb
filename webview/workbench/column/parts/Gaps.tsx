import type { ReactNode } from 'react';
import type { Basis } from '../../../../src/shared/profile/columnProfile.ts';
import type { Gap } from '../../../../src/shared/profile/columnDetails.ts';
import { integer } from '../../../ui/format.ts';
import { BasisMark } from './BasisMark.tsx';
import './gaps.css';

interface GapsProps {
  readonly gaps: readonly Gap[];
  readonly basis: Basis;
}

/** The longest stretches of time without a value. */
export function Gaps({ gaps, basis }: GapsProps): ReactNode {
  return (
    <table className="gaps">
      <caption>Longest gaps</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">Missing</th>
        </tr>
      </thead>
      <tbody>
        {gaps.map(({ from, to, steps, unit }) => (
          <tr key={from}>
            <td title={from}>{from}</td>
            <td title={to}>{to}</td>
            <td>
              <BasisMark basis={basis} />
              {integer(steps)} {steps === 1 ? unit : `${unit}s`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
