"""The hyperparameters that AWS's XGBoost container takes, with its ranges."""

from collections.abc import Callable


class UserError(Exception):
    """A mistake of the request: the platform shows it as a ClientError."""


def interval(
    low: float | None = None,
    high: float | None = None,
    *,
    open_low: bool = False,
    open_high: bool = False,
) -> Callable[[float], bool]:
    def inside(value: float) -> bool:
        above = low is None or (value > low if open_low else value >= low)
        below = high is None or (value < high if open_high else value <= high)
        return above and below

    return inside


def one_of(*names: str) -> Callable[[str], bool]:
    return lambda value: value in names


def metrics(value: str) -> bool:
    return all(metric(name.strip()) for name in value.split(","))


def metric(name: str) -> bool:
    base, at, threshold = name.partition("@")
    if not at:
        return name in METRICS
    try:
        float(threshold)
    except ValueError:
        return False
    return base in ("error", "ndcg", "map")


# Those that xgboost computes itself; the container's own (accuracy, f1, mse, …) are not stood in.
METRICS = {
    "rmse", "rmsle", "mae", "mape", "mphe", "logloss", "error", "merror", "mlogloss", "auc",
    "aucpr", "ndcg", "map", "poisson-nloglik", "gamma-nloglik", "gamma-deviance", "cox-nloglik",
    "tweedie-nloglik", "aft-nloglik", "interval-regression-accuracy",
}  # fmt: skip

RATIO = interval(0, 1)
SHARE = interval(0, 1, open_low=True)
POSITIVE = interval(0, open_low=True)

RULES: dict[str, tuple[type, Callable]] = {
    "num_round": (int, interval(1)),
    "csv_weights": (int, RATIO),
    "early_stopping_rounds": (int, interval(1)),
    "booster": (str, one_of("gbtree", "gblinear", "dart")),
    "verbosity": (int, interval(0, 3)),
    "nthread": (int, interval(1)),
    "eta": (float, RATIO),
    "learning_rate": (float, RATIO),
    "gamma": (float, interval(0)),
    "max_depth": (int, interval(0)),
    "min_child_weight": (float, interval(0)),
    "max_delta_step": (float, interval(0)),
    "subsample": (float, SHARE),
    "colsample_bytree": (float, SHARE),
    "colsample_bylevel": (float, SHARE),
    "colsample_bynode": (float, SHARE),
    "lambda": (float, interval(0)),
    "alpha": (float, interval(0)),
    "tree_method": (str, one_of("auto", "exact", "approx", "hist")),
    "sketch_eps": (float, interval(0, 1, open_low=True, open_high=True)),
    "scale_pos_weight": (float, POSITIVE),
    "refresh_leaf": (int, RATIO),
    "process_type": (str, one_of("default", "update")),
    "grow_policy": (str, one_of("depthwise", "lossguide")),
    "max_leaves": (int, interval(0)),
    "max_bin": (int, interval(0)),
    "monotone_constraints": (str, lambda _: True),
    "interaction_constraints": (str, lambda _: True),
    "sample_type": (str, one_of("uniform", "weighted")),
    "normalize_type": (str, one_of("tree", "forest")),
    "rate_drop": (float, RATIO),
    "one_drop": (int, RATIO),
    "skip_drop": (float, RATIO),
    "tweedie_variance_power": (float, interval(1, 2, open_low=True, open_high=True)),
    "objective": (
        str,
        one_of(
            "binary:logistic", "binary:logitraw", "binary:hinge", "count:poisson",
            "multi:softmax", "multi:softprob", "rank:pairwise", "rank:ndcg", "rank:map",
            "reg:linear", "reg:squarederror", "reg:logistic", "reg:gamma",
            "reg:pseudohubererror", "reg:squaredlogerror", "reg:absoluteerror", "reg:tweedie",
            "survival:aft", "survival:cox",
        ),
    ),
    "num_class": (int, interval(2)),
    "base_score": (float, interval(0)),
    "eval_metric": (str, metrics),
    "seed": (int, interval(-(2**31), 2**31 - 1, open_low=True, open_high=True)),
    "num_parallel_tree": (int, interval(1)),
    "aft_loss_distribution": (str, one_of("normal", "logistic", "extreme")),
    "aft_loss_distribution_scale": (float, POSITIVE),
}  # fmt: skip


def read_hyperparameters(given: dict[str, str]) -> dict[str, object]:
    """Typed values of a request's strings; UserError with the container's words for a wrong one."""
    if "num_round" not in given:
        raise UserError("Missing required hyperparameter: num_round")
    params: dict[str, object] = {}
    for name, text in given.items():
        if name not in RULES:
            raise UserError(f"Extraneous hyperparameter found: {name}")
        kind, inside = RULES[name]
        try:
            value = kind(text)
        except ValueError as error:
            raise UserError(f"Hyperparameter {name}: could not parse value") from error
        if not inside(value):
            raise UserError(f"Hyperparameter {name}: {value} is not in its range")
        params[name] = value
    check_together(params)
    if "eval_metric" in params:
        params["eval_metric"] = [name.strip() for name in str(params["eval_metric"]).split(",")]
    return params


def check_together(params: dict[str, object]) -> None:
    objective = str(params.get("objective", "reg:squarederror"))
    if objective.startswith("multi:") and "num_class" not in params:
        raise UserError("Require input for parameter 'num_class' for multi-classification")
    names = str(params.get("eval_metric", "")).split(",")
    if "auc" in names and not objective.startswith(("binary:", "rank:")):
        raise UserError("Metric 'auc' can only be applied for classification and ranking problems.")
    if "aft-nloglik" in names and objective != "survival:aft":
        raise UserError("Metric 'aft-nloglik' can only be applied for 'survival:aft' objective.")
    if "monotone_constraints" in params and params.get("tree_method") not in ("exact", "hist"):
        raise UserError(
            "monotone_constraints can be used only when the tree_method parameter is set to "
            "either 'exact' or 'hist'."
        )
