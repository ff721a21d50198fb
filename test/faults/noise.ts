import { createCipheriv, createHash } from 'node:crypto';

/** Bytes that repeat nowhere. */
export function noise(length: number, seed: string): Buffer {
  const key = createHash('md5').update(seed).digest();
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}
