#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The trainer's numbers by PyTorch: all losses and their gradients by
autograd, the first ten steps of training MI, and the time that a step takes.

    oracle.py           compare with the golden tables
    oracle.py --write   make the golden tables anew
    oracle.py --time    steps per second, crop 144, batch 8

Tables are computed in double. Without PyTorch the exit code is 77: skipped.
"""
import argparse
import os
import pathlib
import sys

import loss_table
import steps

SKIPPED = 77
GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "golden"
TOLERANCE = 1e-6

# Without these settings PyTorch spends a quarter of its time in page faults.
FAST_MALLOC = {
    "OMP_NUM_THREADS": "2",
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "8589934592",
    "MALLOC_TOP_PAD_": "536870912",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}


def write(path, header, rows):
    lines = header + [",".join([row[0]] + [f"{v:.12e}" for v in row[1:]])
                      for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def compare(path, header, rows):
    """Prints which numbers of the table in path differ from rows, and returns
    how many."""
    lines = path.read_text("utf-8").split("\n")[:-1]
    wrong = 0
    if lines[:1] != header or len(lines) != 1 + len(rows):
        print(f"{path.name}: other columns or rows than the oracle's")
        return 1
    for line, row in zip(lines[1:], rows):
        fields = line.rsplit(",", len(row) - 1)
        limit = TOLERANCE * max(abs(v) for v in row[1:])
        for field, value in zip(fields[1:], row[1:]):
            if fields[0] != row[0] or abs(float(field) - value) > limit:
                print(f"{path.name}: {fields[0]}: {field}, oracle {value}")
                wrong += 1
    print(f"{path.name}: {len(rows)} rows, {wrong} numbers differ")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--time", action="store_true")
    args = parser.parse_args()
    if args.time and any(os.environ.get(k) != v
                         for k, v in FAST_MALLOC.items()):
        environment = {**os.environ, **FAST_MALLOC}
        environment.pop("OPENBLAS_CORETYPE", None)
        os.execve(sys.executable, [sys.executable] + sys.argv, environment)
    try:
        import torch
    except ImportError:
        print("skipped: no PyTorch (Debian: python3-torch)")
        return SKIPPED
    if args.time:
        steps.print_time(torch)
        return 0
    torch.set_num_threads(2)
    torch.manual_seed(0)
    tables = {"losses.csv": loss_table.LossTable(torch).make(),
              "steps.csv": steps.step_table(torch)}
    for name, table in tables.items():
        if args.write:
            write(GOLDEN / name, *table)
    wrong = sum(compare(GOLDEN / name, *table)
                for name, table in tables.items())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
