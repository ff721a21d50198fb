import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { QuickPick } from '../../ui/QuickPick.tsx';
import { TypeBadge } from '../../ui/TypeBadge.tsx';
import { useStore, useWorkbench } from '../state/context.ts';

/** Chooses the columns whose figures are to come from all rows. */
export function ExactColumns({ onClose }: { readonly onClose: () => void }): ReactNode {
  const store = useStore();
  const schema = useWorkbench((snapshot) => snapshot.state?.table?.schema);
  const profile = useWorkbench((snapshot) => snapshot.ui.profile);
  const items = useMemo(() => {
    const chosen = new Set(profile.columns);
    return (schema ?? []).map(({ name, type }) => ({
      id: name,
      label: name,
      before: <TypeBadge type={type} />,
      checked: chosen.has(name),
    }));
  }, [schema, profile.columns]);
  return (
    <QuickPick
      label="Columns with exact figures"
      placeholder="Tick the columns whose figures are to be exact"
      items={items}
      none="No column has this name."
      onPick={(name) => {
        const { columns } = store.snapshot().ui.profile;
        const next = columns.includes(name)
          ? columns.filter((one) => one !== name)
          : [...columns, name];
        store.setUi({ profile: { ...profile, columns: next } });
      }}
      onClose={onClose}
    />
  );
}
