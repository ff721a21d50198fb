import type { InstanceChoice } from '../../../src/shared/contracts/runPanel.ts';
import type { ComboChoice } from './Combo.tsx';

/** The role that a job assumes. */
export const roleField = {
  id: 'role',
  label: 'Execution role',
  placeholder: 'arn:aws:iam::…:role/…',
} as const;

/** The type of the instance. */
export const instanceField = { id: 'instance', label: 'Instance' } as const;

/** Size and cap of the instance, in the order that they are shown. */
export const sizeFields = [
  { id: 'volumeGb', label: 'Volume', suffix: 'GB', numeric: true },
  { id: 'maxMinutes', label: 'Stop after', suffix: 'min', numeric: true },
] as const;

/** The instance types that are offered, with what they have. */
export function instanceChoices(instances: readonly InstanceChoice[]): readonly ComboChoice[] {
  return instances.map(({ name, vcpu, memoryGb }) => ({
    value: name,
    detail: `${String(vcpu)} vCPU, ${String(memoryGb)} GB`,
  }));
}
