"""Reads what `lumiwatch export --out training.parquet` wrote: one row a lumisection and element."""
import sys

import numpy as np
import pandas as pd

table = pd.read_parquet(sys.argv[1])
for element, rows in table.groupby("element"):
    contents = np.stack(rows["contents"].to_numpy())
    shares = contents / contents.sum(axis=1, keepdims=True)
    print(element, contents.shape, "mean of the largest share:", shares.max(axis=1).mean().round(4))
print(len(table), "rows;", (table["label"] == "bad").sum(), "labelled bad")
