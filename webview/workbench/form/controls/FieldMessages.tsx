import type { ReactNode } from 'react';
import { Icon } from '../../../ui/Icon.tsx';
import type { Issue } from '../model/issue.ts';

/** What is wrong or missing at a control, below it. */
export function FieldMessages({
  id,
  issues,
}: {
  readonly id: string;
  readonly issues: readonly Issue[];
}): ReactNode {
  if (issues.length === 0) return null;
  const messages = [...new Set(issues.map((issue) => issue.message))];
  return (
    <div id={id} className="field-messages" role="alert">
      {messages.map((message) => (
        <div key={message} className="field-message">
          <Icon name="error" />
          <span>{message}</span>
        </div>
      ))}
    </div>
  );
}
