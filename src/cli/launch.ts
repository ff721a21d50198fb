import * as modules from 'node:module';

// What Node compiled is kept for the next start, from Node 22.1 on; it takes a third less then.
// SAFETY: it may be absent at run time, which the types of newer versions do not say.
const { enableCompileCache } = modules as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();
modules.createRequire(import.meta.url)('./cliMain.js');
