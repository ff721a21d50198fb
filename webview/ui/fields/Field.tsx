import type { ReactNode } from 'react';
import './fields.css';

interface FieldProps {
  /** Of the control, so that the label belongs to it. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** What is wrong, in one sentence. */
  readonly problem: string | undefined;
  readonly children: ReactNode;
  readonly className?: string;
  /** For a set of buttons, which has no one control to label. */
  readonly group?: boolean;
}

/** A label, its hint, the control, and what is wrong with it. */
export function Field(props: FieldProps): ReactNode {
  const { id, label, hint, problem, children, className, group } = props;
  const Label = group === true ? 'span' : 'label';
  return (
    <div
      className={`field ${className ?? ''}`}
      {...(group === true ? { role: 'group', 'aria-labelledby': `${id}-label` } : {})}
    >
      <Label
        id={`${id}-label`}
        className="field-label"
        {...(group === true ? {} : { htmlFor: id })}
      >
        {label}
      </Label>
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
      {children}
      {problem === undefined ? null : (
        <span id={`${id}-problem`} className="field-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}

/** What a control says of itself to a screen reader. */
export function described(
  id: string,
  hint: string | undefined,
  problem: string | undefined,
): { readonly 'aria-invalid': boolean; readonly 'aria-describedby': string | undefined } {
  const ids = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(problem === undefined ? [] : [`${id}-problem`]),
  ];
  return {
    'aria-invalid': problem !== undefined,
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
  };
}
