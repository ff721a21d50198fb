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
    'group_mode days days_before known labels works only_known only_known_labels smallest_mode constant compute cast choose',
    'alike asof_rows back_to boundaries centered character clock_bucket columns convert_zone',
    'decimal_operation deviation differing_bytes divide each edge_value edit_distance elapsed exact exact_float',
    'extract factorials find_all fitting float_median float_quantile float_remainder floor_double',
    'from_base64 group_list group_pick group_text hashed hmac_sha256 int64 integers is_before is_in',
    'is_json is_number joined_lists json_column json_text kept key_numbers left_keys left_rows length',
    'less list_item list_mean list_of list_place list_total look_up lookup_table matches matching middle',
    'missing_cells moment_reader moments month_bucket most moved must_cast narrow nonzero nth_part',
    'numbered numpy_function open_path ordered other_rows place quantile quoted quotient',
    'range_part rank_rows read_arrow read_boolean read_date read_float read_json',
    'read_timestamp real_day real_moment remainder replace_words right_keys rolling',
    'rolling_by_key round_half_away round_half_even row running_extreme',
    'running_sum same scan_arrow seeded_hash single stretches struct_of swapped_case timestamp_text',
    'title_case to_integer translation truncated twin unquoted upper_case upto value whole',
    'whole_mean window window_figures window_std window_sum window_sums Windows with_numbers without_marks written_decimal',
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
