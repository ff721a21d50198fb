/**
 * Whether an object below `base` is no data: a folder's marker, or a file or folder whose name
 * starts with `.` or `_` (`_SUCCESS`, `_delta_log/`, `.crc`). A Hive key such as `_day=1` is data.
 */
export function isHidden(relativeKey: string): boolean {
  if (relativeKey === '' || relativeKey.endsWith('/') || relativeKey.endsWith('_$folder$')) {
    return true;
  }
  return relativeKey
    .split('/')
    .some((part) => part.startsWith('.') || (part.startsWith('_') && !part.includes('=')));
}
