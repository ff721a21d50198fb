import { crc32 } from 'node:zlib';

// 1980-01-01, the first day that a zip file can name.
const date = 0x21;
const utf8Names = 0x800;
const regularFile = 0o100644 << 16;

/**
 * A zip file of files as they are: nothing is compressed and nothing is dated, so that the same
 * files give the same bytes on every machine.
 * @param {readonly {name: string, content: Buffer}[]} files
 * @returns {Buffer}
 */
export function zipStored(files) {
  /** @type {Buffer[]} */
  const parts = [];
  /** @type {Buffer[]} */
  const directory = [];
  let offset = 0;
  for (const { name, content } of files) {
    const path = Buffer.from(name, 'utf8');
    const common = commonHeader(content, path);
    const local = Buffer.concat([uint32(0x04034b50), common, path, content]);
    const made = Buffer.concat([uint32(0x02014b50), uint16((3 << 8) | 20), common]);
    const place = Buffer.concat([uint16(0), uint16(0), uint16(0)]);
    directory.push(made, place, uint32(regularFile), uint32(offset), path);
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.concat([
    ...[uint32(0x06054b50), uint16(0), uint16(0), uint16(files.length), uint16(files.length)],
    ...[uint32(listed.length), uint32(offset), uint16(0)],
  ]);
  return Buffer.concat([...parts, listed, end]);
}

/**
 * What a file's own header and its line in the directory have in common.
 * @param {Buffer} content
 * @param {Buffer} path
 */
function commonHeader(content, path) {
  return Buffer.concat([
    ...[uint16(20), uint16(utf8Names), uint16(0), uint16(0), uint16(date)],
    ...[uint32(crc32(content)), uint32(content.length), uint32(content.length)],
    ...[uint16(path.length), uint16(0)],
  ]);
}

/** @param {number} value */
function uint16(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

/** @param {number} value */
function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
