"""Scores a validation file (CSV, label first) with a model.tar.gz and prints the AUC."""

import sys
import tarfile
import tempfile

import pandas as pd
import xgboost
from sklearn.metrics import roc_auc_score


def main(model_path: str, validation_path: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(model_path) as archive:
            archive.extractall(folder, filter="data")
        booster = xgboost.Booster()
        booster.load_model(f"{folder}/xgboost-model")
    table = pd.read_csv(validation_path, header=None).to_numpy(dtype="float32")
    scores = booster.predict(xgboost.DMatrix(table[:, 1:]))
    print(f"{roc_auc_score(table[:, 0], scores):.6f}")


main(sys.argv[1], sys.argv[2])
