import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';

/** Flags of the commands that read data. */
export interface TransferFlags {
  /** Bytes from S3. */
  readonly maxTransfer?: number;
  readonly quiet: boolean;
}

const units: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };

/** Adds them to a command. */
export function transferFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--max-transfer <size>',
        'stop before more than this comes from S3: 500MB',
      ).argParser(size),
    )
    .option('--quiet', 'do not say what came from S3', false);
}

function size(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,12}(?:\.\d{1,6})?) ?([kmgt]b)$/i.exec(text) ?? [];
  const factor = units[unit.toLowerCase()];
  if (factor === undefined)
    throw new InvalidArgumentError('It must be a size such as 500MB or 2GB.');
  return Number(number) * factor;
}
