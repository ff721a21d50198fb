import { AppError } from '../../shared/errors.ts';
import { formatOfName } from './formatOfName.ts';
import { startsWith } from './magicBytes.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** `excel` for a ZIP archive that holds a workbook. Throws `unsupported` for other archives by name. */
export function zipFormat(name: string, head: Buffer): 'excel' | undefined {
  if (!startsWith(head, ZIP)) return undefined;
  const text = head.toString('latin1');
  if (/application\/vnd\.oasis\.opendocument/.test(text.slice(0, 200))) {
    throw refused(name, 'is an OpenDocument file (.ods), which Sluice does not read', '.xlsx');
  }
  if (text.includes('xl/worksheets/sheet1.bin') || /\.xlsb$/i.test(name)) {
    throw refused(name, 'is a binary workbook (.xlsb), which Sluice does not read', '.xlsx');
  }
  if (formatOfName(name) === 'excel') return 'excel';
  if (/xl\/|\[Content_Types\]\.xml/.test(text)) return 'excel';
  if (formatOfName(name) !== undefined) return undefined;
  throw new AppError('unsupported', `“${name}” is a ZIP archive.`, {
    hint: 'Unpack it, and open what it holds.',
  });
}

function refused(name: string, what: string, as: string): AppError {
  return new AppError('unsupported', `“${name}” ${what}.`, { hint: `Save it as ${as}.` });
}
