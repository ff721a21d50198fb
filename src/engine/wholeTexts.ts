/**
 * node-api decodes texts with a decoder that leaves U+FEFF at their beginning out, as if it were a
 * byte order mark; with this one they come whole. To be imported before node-api.
 */
globalThis.TextDecoder = class extends TextDecoder {
  constructor(label?: string, options?: ConstructorParameters<typeof TextDecoder>[1]) {
    super(label, { ignoreBOM: true, ...options });
  }
};
