/** The versions that runs record, and the DuckDB that previews, jobs and tests all use. */
export const VERSIONS = { sluice: '0.1.0', duckdb: '1.5.6' } as const;
