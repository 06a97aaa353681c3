#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The workflows for GitHub's machines are written as GitHub reads them. Speaks
TAP.

Usage: workflow.py SOURCE-ROOT

Nothing here runs them. Checked are: the YAML, in which no key stands twice; the
keys of workflows, jobs and steps and what kind of value each has; that a step
has either `uses` or `run`; the form of `uses`; that `needs` names jobs; that
each expression is closed and begins with a known context, and names inputs that
exist; the syntax of each script for bash. Not checked are the inputs of actions,
scripts for PowerShell, and whether packages, actions and addresses exist.
"""
import pathlib
import re
import subprocess
import sys

try:
    import yaml
except ImportError:
    print("TAP version 13\n1..0 # SKIP python3-yaml is not installed")
    sys.exit(0)

TEXT, MAP, LIST = (str,), (dict,), (list,)
ANY = (str, bool, int, dict, list, type(None))
WORKFLOW = {"name": TEXT, "on": MAP, "permissions": (str, dict), "env": MAP,
            "defaults": MAP, "concurrency": (str, dict), "jobs": MAP}
JOB = {"name": TEXT, "needs": (str, list), "if": TEXT, "runs-on": (str, list),
       "permissions": (str, dict), "env": MAP, "defaults": MAP,
       "steps": LIST, "timeout-minutes": (int,), "strategy": MAP,
       "container": (str, dict), "outputs": MAP, "continue-on-error": (bool,)}
STEP = {"id": TEXT, "name": TEXT, "if": TEXT, "uses": TEXT, "run": TEXT,
        "shell": TEXT, "with": MAP, "env": MAP, "working-directory": TEXT,
        "continue-on-error": (bool,), "timeout-minutes": (int,)}
EVENTS = {"push", "pull_request", "workflow_dispatch", "schedule", "release",
          "workflow_call"}
CONTEXTS = {"github", "env", "vars", "job", "steps", "runner", "secrets",
            "strategy", "matrix", "needs", "inputs"}
USES = re.compile(r"(\./[\w./-]+|[\w.-]+/[\w./-]+@[\w./-]+)$")
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.S)


class Loader(yaml.SafeLoader):
    """Refuses a key that stands twice, and reads `on` as a word."""


def read_map(loader, node):
    keys = [loader.construct_object(key) for key, _ in node.value]
    twice = {key for key in keys if keys.count(key) > 1}
    if twice:
        raise yaml.constructor.ConstructorError(
            None, None, f"{twice} stands twice", node.start_mark)
    return loader.construct_mapping(node, deep=True)


Loader.add_constructor("tag:yaml.org,2002:map", read_map)
# As in YAML 1.2, which GitHub reads: only true and false are booleans.
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers
            if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool",
                             re.compile(r"^(true|false)$"), list("tf"))


def key_problems(where, value, known, needed=()):
    if not isinstance(value, dict):
        yield f"{where} is no map"
        return
    for key, item in value.items():
        if key not in known:
            yield f"{where}: unknown key '{key}'"
        elif not isinstance(item, known[key]):
            yield f"{where}: '{key}' is a {type(item).__name__}"
    for key in needed:
        if key not in value:
            yield f"{where}: no '{key}'"


def expressions(value):
    """Each text in which GitHub looks for expressions, with whether it is one
    as a whole (`if`)."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from expressions(item)
    elif isinstance(value, list):
        for item in value:
            yield from expressions(item)


def context_problems(where, said, inputs):
    # Texts in an expression are no names.
    said = re.sub(r"'(?:[^']|'')*'", "''", said)
    for name in re.findall(r"(?<![\w.-])([A-Za-z_][\w-]*)\s*(?=\.)", said):
        if name not in CONTEXTS:
            yield f"{where}: unknown context '{name}'"
    for name in re.findall(r"\binputs\.([\w-]+)", said):
        if name not in inputs:
            yield f"{where}: there is no input '{name}'"


def expression_problems(where, value, inputs):
    for text in expressions(value):
        rest = EXPRESSION.sub("", text)
        if "${{" in rest:
            yield f"{where}: an expression is not closed: {text.strip()[:60]}"
        for said in EXPRESSION.findall(text):
            yield from context_problems(where, said, inputs)


def shell_of(step, job):
    default = job.get("defaults", {}).get("run", {}).get("shell", "bash")
    return step.get("shell", default).split()[0]


def script_problems(where, step, job):
    if shell_of(step, job) not in ("bash", "sh", "msys2"):
        return
    said = subprocess.run(["bash", "-n"], input=EXPRESSION.sub("x", step["run"]),
                          capture_output=True, text=True, check=False)
    if said.returncode or said.stderr:
        yield f"{where}: {said.stderr.strip()}"


def step_problems(where, step, job):
    yield from key_problems(where, step, STEP)
    if not isinstance(step, dict):
        return
    if ("uses" in step) == ("run" in step):
        yield f"{where}: needs either 'uses' or 'run'"
    if "uses" in step and not USES.match(str(step["uses"])):
        yield f"{where}: '{step['uses']}' is no action with its version"
    if "with" in step and "uses" not in step:
        yield f"{where}: 'with' without 'uses'"
    if isinstance(step.get("run"), str):
        yield from script_problems(where, step, job)


def job_problems(name, job, names, inputs):
    where = f"job {name}"
    yield from key_problems(where, job, JOB, ("runs-on", "steps"))
    if not isinstance(job, dict):
        return
    needs = job.get("needs", [])
    for other in [needs] if isinstance(needs, str) else needs:
        if other not in names:
            yield f"{where}: there is no job '{other}'"
    if "if" in job:
        yield from context_problems(where, str(job["if"]), inputs)
    yield from expression_problems(where, job, inputs)
    for number, step in enumerate(job.get("steps") or [], 1):
        yield from step_problems(f"{where}, step {number}", step, job)


def problems(text):
    """What is wrong with a workflow."""
    try:
        flow = yaml.load(text, Loader)
    except yaml.YAMLError as error:
        return [str(error)]
    found = list(key_problems("workflow", flow, WORKFLOW, ("on", "jobs")))
    if found:
        return found
    found += [f"unknown event '{event}'" for event in flow["on"]
              if event not in EVENTS]
    dispatch = flow["on"].get("workflow_dispatch") or {}
    inputs = dispatch.get("inputs") or {}
    for name, job in flow["jobs"].items():
        found += job_problems(name, job, flow["jobs"], inputs)
    return found


# Each mistake is made in a good workflow, and must be found.
GOOD = """
on: {workflow_dispatch: {inputs: {size: {type: string}}}}
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {path: there}
      - run: echo ${{ inputs.size }}
  b:
    needs: a
    if: inputs.size != 'x.y'
    runs-on: ubuntu-latest
    steps:
      - run: if true; then echo; fi
"""
MISTAKES = {
    "a key twice": ("runs-on: ubuntu-latest\n    steps:\n      - uses",
                    "runs-on: x\n    runs-on: y\n    steps:\n      - uses"),
    "an unknown key of a job": ("needs: a", "need: a"),
    "a job that does not exist": ("needs: a", "needs: c"),
    "an unknown event": ("workflow_dispatch", "workflow_despatch"),
    "an action without version": ("checkout@v4", "checkout"),
    "a step that does nothing": ("- run: if true; then echo; fi", "- name: x"),
    "an expression that is not closed": ("inputs.size }}", "inputs.size }"),
    "an unknown context": ("${{ inputs.size", "${{ input.size"),
    "an input that does not exist": ("${{ inputs.size", "${{ inputs.sizes"),
    "... in a condition": ("if: inputs.size", "if: inputs.sizes"),
    "a mistake in a script": ("then echo; fi", "then echo"),
    "steps that are no list": ("    steps:\n      - run: if true; then echo; fi",
                               "    steps: {run: echo}"),
}


def main():
    root = pathlib.Path(sys.argv[1])
    files = sorted((root / ".github/workflows").glob("*.yml"))
    checks = [("a good workflow is good", problems(GOOD))]
    for name, (old, new) in MISTAKES.items():
        assert old in GOOD, name
        found = problems(GOOD.replace(old, new, 1))
        checks.append((f"found: {name}", [] if found else ["it was not found"]))
    checks += [(f"{file.name}: no mistake", problems(file.read_text("utf-8")))
               for file in files]
    checks.append(("there is a workflow", [] if files else ["there is none"]))
    print(f"TAP version 13\n1..{len(checks)}")
    for number, (name, found) in enumerate(checks, 1):
        print(f"{'not ok' if found else 'ok'} {number} {name}")
        for problem in found:
            print("# " + str(problem).replace("\n", "\n# "))
    sys.exit(any(found for _, found in checks))


if __name__ == "__main__":
    main()
