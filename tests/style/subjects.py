#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The subjects of commits have the form `folder: verb ...` in the imperative,
with at most 72 characters. Merges and reverts keep git's own words.

Usage: subjects.py ROOT [--base COMMIT]

A commit is checked if it descends from the one that added this file, or from
COMMIT. Commits that were begun earlier and merged later are left out.

The first word after the colon must be one of VERBS. This is a list, since no
rule tells the noun "test" from the verb. Add a good verb that is missing here.
"""
import re
import sys

import tree

MAX_LENGTH = 72
SUBJECT = re.compile(r"^[\w./*{}, +-]+: (\w[\w-]*)")
REVERT = re.compile(r'^(Revert|Reapply) "')
VERBS = set("""
accept adapt add adjust align allow announce answer apply approximate ask assert
attach avoid back begin bench bind bound break bring build bump cache call cap cast
catch change check choose clamp clean clear close collect compare compile
complete compute configure connect convert copy correct count cover create cut
decide declare decode define delete depend describe detect disable disconnect
divide document download draw drop edit enable encode end enforce enlarge ensure
estimate evaluate exclude exit expect explain export expose extend fail fill
filter find finish fit fix fold follow forbid force format free freeze generate
get give go group grow guard handle hide hold ignore implement import improve
include inform inline install introduce join judge keep know lay leave let limit
link list load lock log look lower make map mark match measure mend mention
merge mix model move name narrow note notice number offer open order pack pad
paint parse pass pick pin place plan port prefer prepare preserve print promise
protect prove provide publish pull push put quiet quote raise read rebuild record
redraw reduce refer refuse regenerate reject release rely remember remove rename
render reorder repair repeat replace replay report require reset resize resolve
restore retry return reuse review rewrite round run save say scale schedule
search send separate set settle share shorten show shrink simplify skip smooth
sort speak specify speed split start state stop store stream strip suggest sum
support suppress switch take teach tell test tidy tie tighten time touch trace
train translate treat trim try tune turn undo unify update upgrade use validate
verify wait walk warn weigh widen wire work wrap write
""".split())


def problem_of(subject):
    """Returns what is wrong with a subject; None if nothing is."""
    if REVERT.match(subject):
        return None
    if len(subject) > MAX_LENGTH:
        return f"{len(subject)} characters, {MAX_LENGTH} are allowed"
    match = SUBJECT.match(subject)
    if match is None:
        return "not of the form 'folder: what'"
    if match[1] not in VERBS:
        return f"'{match[1]}' is not among the verbs of tests/style/subjects.py"
    return None


def problems(log):
    for line in log.splitlines():
        commit, _, subject = line.partition(" ")
        problem = problem_of(subject)
        if problem is not None:
            yield f"{commit} {subject}: {problem}"


def find_base(root):
    """Returns the commit that added this file; None without history."""
    said = tree.git(root, "log", "--diff-filter=A", "--format=%H", "--",
                    "tests/style/subjects.py")
    return said.split()[-1] if said else None


def main():
    root = tree.root_argument()
    base = sys.argv[3] if sys.argv[2:3] == ["--base"] else find_base(root)
    if base is None:
        tree.skip_all("there is no history here")
    log = tree.git(root, "log", "--no-merges", "--format=%h %s",
                   "--ancestry-path", f"{base}..HEAD")
    tree.report([(f"subjects of {len(log.splitlines())} commits are short and"
                  " begin with a verb", problems(log))])


if __name__ == "__main__":
    main()
