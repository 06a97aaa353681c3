# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles sources with another compiler than that of the build, and prints a TAP
point for each. Nothing is linked or run.

compile.py COMPILER [ARGUMENT...] -- SOURCE...
"""

import concurrent.futures
import os
import subprocess
import sys


def compile_one(command, source):
    return subprocess.run(
        command + ["-c", "-o", os.devnull, source],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def main():
    split = sys.argv.index("--")
    command, sources = sys.argv[1:split], sys.argv[split + 1 :]
    failed = 0
    print("TAP version 14")
    print(f"1..{len(sources)}")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda source: compile_one(command, source), sources)
        for n, (source, result) in enumerate(zip(sources, results), 1):
            word = "ok" if result.returncode == 0 else "not ok"
            print(f"{word} {n} {os.path.basename(source)}", flush=True)
            for line in result.stdout.splitlines():
                print("#", line)
            failed += result.returncode != 0
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
