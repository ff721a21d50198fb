COPY (
  SELECT id, user_id, age, amount, amount * 1.19 AS gross, ln(amount + 1) AS log_amount,
    CASE WHEN age < 30 THEN 'young' WHEN age < 60 THEN 'middle' ELSE 'old' END AS age_group,
    balance, balance > 500 AS high, coalesce(score, 0) AS score, price::DOUBLE AS price,
    price::DOUBLE * coalesce(score, 0)::DOUBLE AS worth, upper(city) AS city_upper,
    split_part(email, '@', 2) AS domain, token, seen_at, year(seen_at)::INTEGER AS seen_year,
    month(seen_at)::INTEGER AS seen_month, isodow(seen_at)::INTEGER AS seen_weekday,
    hour(seen_at)::INTEGER AS seen_hour, year(born_on)::INTEGER AS born_year, active,
    coalesce(note, 'none') AS note, reference AS ref, tier::INTEGER AS tier,
    CASE WHEN isnan(ratio) THEN NULL ELSE ratio END AS ratio_clean,
    (country = 'DE')::TINYINT AS "country_DE", (country = 'ES')::TINYINT AS "country_ES",
    (country = 'FR')::TINYINT AS "country_FR", (country = 'IT')::TINYINT AS "country_IT",
    (country = 'NL')::TINYINT AS "country_NL", (country = 'PL')::TINYINT AS "country_PL"
  FROM read_parquet($source)
  WHERE age >= 18 AND amount > 0 AND balance > -900
) TO $target (FORMAT parquet, COMPRESSION zstd)
