declare const SLUICE_BUILD: string | undefined;

/** Set by the bundler, the same in every bundle of a build; `dev` when run from sources. */
export const BUILD_ID: string = typeof SLUICE_BUILD === 'string' ? SLUICE_BUILD : 'dev';
