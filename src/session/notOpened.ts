import { isCancelled } from '../shared/errors.ts';
import type { AppError, WireError } from '../shared/errors.ts';

/** Why a document is not open; what a person cancelled, or did not want fetched, they may want later. */
export function notOpened(error: AppError): WireError {
  if (!isCancelled(error)) return error.toWire();
  const { code, message } = error;
  const said = code === 'declined' ? message : 'Opening was cancelled.';
  return { code: 'cancelled', message: said, hint: 'Reload to open it.' };
}
