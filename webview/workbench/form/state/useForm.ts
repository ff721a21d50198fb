import { useSyncExternalStore } from 'react';
import { useStore } from '../../state/context.ts';
import type { WorkbenchStore } from '../../state/store.ts';
import type { FormState } from './formState.ts';
import { FormStore } from './formStore.ts';

const forms = new WeakMap<WorkbenchStore, FormStore>();

/** The form of the workbench: to change, apply or leave it. */
export function useFormStore(): FormStore {
  const store = useStore();
  let form = forms.get(store);
  if (!form) {
    form = new FormStore(store);
    forms.set(store, form);
  }
  return form;
}

/** What the form shows now. */
export function useForm(): FormState {
  const form = useFormStore();
  return useSyncExternalStore(form.subscribe, form.value);
}
