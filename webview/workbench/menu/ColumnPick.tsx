import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { QuickPick } from '../../ui/QuickPick.tsx';
import { TypeBadge } from '../../ui/TypeBadge.tsx';
import { useWorkbench } from '../state/context.ts';

interface ColumnPickProps {
  readonly label: string;
  readonly placeholder: string;
  readonly onPick: (name: string) => void;
  readonly onClose: () => void;
}

/** A searchable list of the table's columns, any number of them. */
export function ColumnPick({ label, placeholder, onPick, onClose }: ColumnPickProps): ReactNode {
  const schema = useWorkbench((snapshot) => snapshot.state?.table?.schema);
  const items = useMemo(
    () =>
      (schema ?? []).map(({ name, type }) => ({
        id: name,
        label: name,
        before: <TypeBadge type={type} />,
      })),
    [schema],
  );
  return (
    <QuickPick
      label={label}
      placeholder={placeholder}
      items={items}
      none="No column has this name."
      onPick={onPick}
      onClose={onClose}
    />
  );
}
