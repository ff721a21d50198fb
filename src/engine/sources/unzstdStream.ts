import { Transform } from 'node:stream';
import { Decompress } from 'fzstd';

/** A stream that unpacks Zstandard, as `createGunzip` does gzip. */
export function unzstdStream(): Transform {
  const unpack = new Decompress((bytes) => {
    stream.push(Buffer.from(bytes));
  });
  const stream = new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      try {
        unpack.push(chunk);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  return stream;
}
