/** Words that Python keeps, and names that the scripts use themselves. */
const taken = new Set(
  [
    'False None True and as assert async await break class continue def del elif else except finally',
    'for from global if import in is lambda nonlocal not or pass raise return try while with yield',
    'match case type df params np pa pc pd pl ds pq pcsv pj F T Window spark math datetime decimal',
    'time Decimal functools hashlib re os sys json io glob argparse Path list dict set str int float bool',
    'transform checks outputs arguments run inputs out table rows found name write failed severity rule',
    'broken source_files hive_keys read_files read_parquet scan_files scan_parquet key_column cs urllib',
    'write_parquet write_csv training_rows parse_instant INPUTS OUTPUTS PARAMETERS PARSERS SparkSession',
    'right_rows key keys u group groups unseen was_null column outside sort_rows part_of group_quantile',
    'group_mode only_known smallest_mode constant compute cast choose',
    'len range zip map max min sum sorted print any all abs round tuple bytes object super',
  ]
    .join(' ')
    .split(' '),
);

/** A variable for each source: its own name, with `_` at the end where Python or the script has it. */
export function sourceVariables(names: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  const used = new Set(taken);
  for (const name of names) {
    let variable = name;
    while (used.has(variable)) variable += '_';
    used.add(variable);
    given.set(name, variable);
  }
  return given;
}

/** A constant for each source, e.g. `MAIN_SCHEMA`; names that differ only in case are numbered. */
export function schemaConstants(names: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  const used = new Set<string>();
  for (const name of names) {
    const stem = name.toUpperCase();
    let constant = `${stem}_SCHEMA`;
    for (let count = 2; used.has(constant); count += 1) constant = `${stem}${String(count)}_SCHEMA`;
    used.add(constant);
    given.set(name, constant);
  }
  return given;
}
