import type { ReactNode } from 'react';
import { Combo } from '../ui/fields/Combo.tsx';
import type { ComboChoice } from '../ui/fields/Combo.tsx';
import { TextInput } from '../ui/fields/TextInput.tsx';
import { useDraft } from './useDraft.ts';

interface DraftFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onWrite: (value: string) => void;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly suffix?: string;
  readonly numeric?: boolean;
  /** With suggestions it is a combo box. */
  readonly choices?: readonly ComboChoice[];
}

/** A field whose text is written into the document after a rest, or when it is left. */
export function DraftField(props: DraftFieldProps): ReactNode {
  const { onWrite, value, choices, suffix, numeric, ...rest } = props;
  const { text, type, leave } = useDraft(value, onWrite);
  return (
    <div className="draft" onBlur={leave}>
      {choices ? (
        <Combo {...rest} choices={choices} value={text} onChange={type} />
      ) : (
        <TextInput
          {...rest}
          {...(suffix === undefined ? {} : { suffix })}
          {...(numeric === undefined ? {} : { numeric })}
          value={text}
          onChange={type}
        />
      )}
    </div>
  );
}
