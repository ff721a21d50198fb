"""The recipe as a person would write it in polars, by its streaming engine: SOURCE TARGET."""

import sys

import polars as pl

c = pl.col
COUNTRIES = ["DE", "ES", "FR", "IT", "NL", "PL"]

frame = (
    pl.scan_parquet(sys.argv[1])
    .filter((c("age") >= 18) & (c("amount") > 0) & (c("balance") > -900))
    .with_columns(c("score").fill_null(0), c("note").fill_null("none"), c("price").cast(pl.Float64))
    .select(
        *["id", "user_id", "age", "amount"],
        (c("amount") * 1.19).alias("gross"),
        (c("amount") + 1).log().alias("log_amount"),
        pl.when(c("age") < 30)
        .then(pl.lit("young"))
        .when(c("age") < 60)
        .then(pl.lit("middle"))
        .otherwise(pl.lit("old"))
        .alias("age_group"),
        "balance",
        (c("balance") > 500).alias("high"),
        *["score", "price"],
        (c("price") * c("score").cast(pl.Float64)).alias("worth"),
        c("city").str.to_uppercase().alias("city_upper"),
        c("email").str.split("@").list.get(1).alias("domain"),
        *["token", "seen_at"],
        c("seen_at").dt.year().cast(pl.Int32).alias("seen_year"),
        c("seen_at").dt.month().cast(pl.Int32).alias("seen_month"),
        c("seen_at").dt.weekday().cast(pl.Int32).alias("seen_weekday"),
        c("seen_at").dt.hour().cast(pl.Int32).alias("seen_hour"),
        c("born_on").dt.year().cast(pl.Int32).alias("born_year"),
        *["active", "note"],
        c("reference").alias("ref"),
        c("tier").cast(pl.Int32),
        pl.when(c("ratio").is_nan()).then(None).otherwise(c("ratio")).alias("ratio_clean"),
        *[(c("country") == name).cast(pl.Int8).alias(f"country_{name}") for name in COUNTRIES],
    )
)
frame.sink_parquet(sys.argv[2], compression="zstd")
