#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No function that takes a GError returns FALSE or NULL without setting it.

    errors.py ROOT            every .c file under core, plugin, ui
    errors.py --self-test     planted faults are found, good code is not

Reads the sources, which follow one style, and judges each return statement of
each function that has the parameter `GError **error`:

  return FALSE;  is good if the condition that leads to it passes `error` to
                 a function, or tests something that was made with `error`, or
                 if a statement before it in the same block names `error`;
  return A && B; is good if each part that may be false is good; of A || B the
                 last part counts, of A ? B : C both B and C.

It does not follow calls: a function that is given `error` is trusted here, and
is judged where it is defined. Speaks TAP."""
import pathlib
import re
import sys

FUNCTION = re.compile(
    r"^(?:gboolean|static gboolean|[^\n]*\*)\n(\w+) \(([^{};]*?)\)\n\{\n(.*?)^\}",
    re.M | re.S)
RETURN = re.compile(r"\breturn\b\s*([^;]*);")
FAILURES = ("FALSE", "NULL")
# GLib ends the program if one of these functions finds no memory, so they
# never return NULL. The last ones only pass their argument on.
NEVER_NULL = re.compile(
    r"^(g_steal_pointer|g_(object_)?ref|\w+_ref|g_new0?|g_malloc\w*|g_strdup\w*"
    r"|g_strconcat|g_build_filename|g_compute_checksum\w+|g_bytes_new\w*"
    r"|g_\w+_free(_to_bytes)?|g_\w+_new\w*|gtk_\w+_new\w*|json_node_get_object"
    r"|cairo_image_surface_create\w*) \(")
CONSTANT = re.compile(r"^(TRUE|CHANGE_\w+|\(?[\w ]*\)?\d[\w.]*|\"\")$")
# Failures that are meant to have no error, with the reason.
MEANT = {
    ("core/train/data/dataset-job.c", "take_picture"):
        "FALSE without an error: the command is to stop after this picture",
    ("core/train/data/picture-decode.c", "load"):
        "its caller names what gives no picture",
    ("core/train/data/picture-decode.c", "train_decode_picture"):
        "a picture that was found",
    ("core/train/data/digest.c", "train_digest_pairs"):
        "digest_files gives a checksum whatever it finds",
    ("core/train/data/digest.c", "train_digest_edges"):
        "likewise",
    ("core/file/tensor-set.c", "smooth_tensor_set_require"):
        "a tensor that was found has data",
}
# Matches a name, or what a pointer of this name points to.
NAME = r"\*?[A-Za-z_]\w*(?:(?:->|\.)\w+|\[[^\]]*\])*"


def strip(text):
    """Returns the code without comments and with empty strings."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\''

    def empty(match):
        kept = "\n" * match[0].count("\n")
        return '""' if match[0][0] == '"' else "0" if match[0][0] == "'" \
            else kept

    return re.sub(pattern, empty, text, flags=re.S)


def split(text, operator):
    """Returns the parts of text between those operators that are not in
    brackets."""
    parts, depth, start, i = [], 0, 0, 0
    while i < len(text):
        if text[i] in "([{":
            depth += 1
        elif text[i] in ")]}":
            depth -= 1
        elif depth == 0 and text.startswith(operator, i):
            parts.append(text[start:i])
            i += len(operator)
            start = i
            continue
        i += 1
    return [part.strip() for part in parts + [text[start:]]]


def unwrap(text):
    """Returns text without the brackets around the whole of it."""
    text = text.strip()
    while text.startswith("(") and text.endswith(")"):
        depth = 0
        for i, letter in enumerate(text):
            depth += (letter == "(") - (letter == ")")
            if depth == 0:
                break
        if i < len(text) - 1:
            return text
        text = text[1:-1].strip()
    return text


def is_told(name, body):
    """Returns whether name was made by a function that was given `error`, or
    is tested in a statement in which `error` is set."""
    last = re.split(r"->|\.", name)[-1]
    name = re.escape(name)
    return (re.search(rf"(?<![\w>.]){name}\s*=[^=;][^;]*\berror\b", body)
            or re.search(rf"&{name}\b[^;]*\berror\b", body)
            or re.search(rf"if \([^;{{}}]*(?<![\w>.]){name}\b[^;{{}}]*\)\s*"
                         rf"(\{{[^{{}}]*|[^;{{}}]*;\s*else\b)?[^;{{}}]*"
                         rf"\berror\b[^;]*;", body)
            or re.search(rf"\.{last} = [^;]*?\berror\b", body)
            or re.search(rf"(?<![\w>.]){name}\s*=\s*"
                         rf"(?:{name}\s*&&\s*)?(?:TRUE|FALSE);", body)
            and "error" in body)


def is_never_null(name, body):
    """Returns whether name cannot be NULL: it was made by a function that
    never fails, or the function has returned if it was NULL."""
    name = re.escape(name)
    made = re.findall(rf"(?<![\w>.]){name}\s*=\s*([^=;][^;]*);", body)
    return (any(NEVER_NULL.match(value) for value in made)
            or re.search(rf"if \([^;]*(!\s*{name}\b|{name}\s*==\s*NULL)[^;]*"
                         rf"return", body))


def never_failing(text):
    """Returns the functions of the file whose return value cannot mean a
    failure."""
    found = set()
    for name, parameters, body in FUNCTION.findall(text):
        values = [match[1].strip() for match in RETURN.finditer(body)]
        if "GError" not in parameters and values and all(
                NEVER_NULL.match(value) or value == "TRUE"
                for value in values):
            found.add(name)
    return found


def is_good_choice(condition, first, second, body):
    """Judges the expression a ? b : c. A plain failure in it must follow from
    the condition."""
    if second in FAILURES:
        return is_good(condition, body) and is_good(first, body)
    if first in FAILURES:
        return tests_told(condition, body) and is_good(second, body)
    return is_good(first, body) and is_good(second, body)


def is_good(expression, body):
    """Returns whether `error` is set in all cases in which the expression is
    false."""
    text = unwrap(expression)
    text = re.sub(r"^\(\w+( \w+)*( \**)?\) (?=[\w(])", "", text)
    halves = split(text, "?")
    if len(halves) == 2:
        return is_good_choice(halves[0], *split(halves[1], ":"), body)
    for operator, judge in (("||", lambda parts: parts[-1:]),
                            ("&&", lambda parts: parts)):
        parts = split(text, operator)
        if len(parts) > 1:
            return all(is_good(part, body) for part in judge(parts))
    if re.search(r"\berror\b", text) or CONSTANT.match(text):
        return True
    if NEVER_NULL.match(text) or text.startswith("&"):
        return True
    if re.match(r"^[A-Z_]+ \(\w+\)$", text):  # a type cast of GObject's
        text = text[text.index("(") + 1:-1]
    name = re.match(rf"^!*\s*({NAME})(\s*(==|!=|>|<|>=|<=)\s*\S+)?$", text)
    return bool(name and name[1] not in FAILURES
                and (is_told(name[1], body) or is_never_null(name[1], body)))


def block_before(text):
    """Returns the statements before the end of text in its innermost block,
    and the statement that leads into that block."""
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        if text[i] == "}":
            depth += 1
        elif text[i] == "{":
            if depth == 0:
                head = re.split(r"[;{}]", text[:i])[-1]
                return text[i + 1:], head
            depth -= 1
    return text, ""


def tests_told(head, body):
    """Returns whether a condition names `error`, or something that was made
    with it."""
    return bool(re.search(r"\berror\b", head)) or any(
        is_told(name, body) for name in re.findall(NAME, head)
        if name not in ("if", "else", "for", "while", "switch"))


def failure_is_told(body, position):
    """Returns whether the plain failure at position follows from something
    that has set `error`."""
    before = body[:position]
    statements, head = block_before(before)
    own = re.split(r"[;{}]", before)[-1]
    if re.search(r"\b(if|else|for|while|case|default)\b", own):
        return tests_told(own, body) or (
            "else" in own and re.search(r"\berror\b", statements) is not None)
    return bool(re.search(r"\berror\b", statements)) or tests_told(head, body)


def faults(text):
    """Returns (function, statement) of each return that may fail without
    setting the error."""
    text = strip(text)
    text = text.replace("(void) error;", "(void) ERROR;")
    never = never_failing(text)
    for name, parameters, body in FUNCTION.findall(text):
        if not re.search(r"\bGError \*\*error\b", parameters):
            continue
        # a callback that never fails; it says so by G_GNUC_UNUSED
        is_unused = "(void) ERROR;" in body or "G_GNUC_UNUSED" in parameters
        for match in RETURN.finditer(body):
            value = match[1].strip()
            good = (failure_is_told(body, match.start())
                    if value in FAILURES else
                    is_unused or re.split(r"\W", value)[0] in never
                    or is_good(value, body))
            if not good:
                yield name, " ".join(match[0].split())


GOOD = """
static char *
k (int a)
{
  return g_strdup_printf ("", a);
}

char *
l (int a, GError **error)
{
  if (!g (error))
    return NULL;

  return k (a);
}

gboolean
m (int a, Thing **thing, GError **error)
{
  *thing = thing_new (error);

  return *thing != NULL && g (error);
}

gboolean
f (int a, GError **error)
{
  g_autoptr (Thing) thing = thing_new (error);
  gboolean is_same = a == 1;

  if (!thing)
    return FALSE;
  if (a > 2)
    {
      g_set_error (error, 1, 2, "no");
      return FALSE;
    }
  if (!is_same)
    g_set_error (error, 1, 2, "other");

  return is_same && g (error) && (h () || refused (error));
}
"""
PLANTED = {
    "a plain FALSE": "  if (!a)\n    return FALSE;\n",
    "a layer that was refused":
        "  thing->layer = layer_new (a);\n  if (!thing->layer)\n"
        "    return FALSE;\n  use (thing->layer, error);\n",
    "a call without error": "  return g (a);\n",
    "one of two": "  return g (error) && h (a);\n",
    "the last of two": "  return g (error) || h (a);\n",
    "one of three ways": "  return a ? g (error) : h (a);\n",
    "a failure in a block": "  if (a)\n    {\n      h (a);\n"
                            "      return NULL;\n    }\n",
    "a value": "  gboolean is_done = h (a);\n\n  return is_done;\n",
    "a switch": "  switch (a)\n    {\n    case 1:\n      return h (a);\n    }\n",
}


def self_test():
    print(f"TAP version 13\n1..{len(PLANTED) + 1}")
    found = list(faults(GOOD))
    print(f"{'not ok' if found else 'ok'} 1 good code passes {found or ''}")
    for number, (name, body) in enumerate(PLANTED.items(), 2):
        # the return follows a function of another type
        text = (GOOD.replace("gboolean\nf (", "static Thing *\ne (", 1)
                + f"\ngboolean\nf (int a, GError **error)\n{{\n{body}}}\n")
        found = list(faults(text))
        print(f"{'ok' if found else 'not ok'} {number} found: {name}")


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        return
    root = pathlib.Path(sys.argv[1])
    print("TAP version 13\n1..3")
    for number, top in enumerate(("core", "plugin", "ui"), 1):
        n_functions, found = 0, []
        for path in sorted((root / top).rglob("*.c")):
            text = path.read_text(encoding="utf-8")
            n_functions += strip(text).count("GError **error")
            found += [f"# {path.relative_to(root)}: {name}: {statement}"
                      for name, statement in faults(text)
                      if (str(path.relative_to(root)), name) not in MEANT]
        print("\n".join(found + [f"# {n_functions} functions"]))
        good = not found and n_functions > 0
        print(f"{'ok' if good else 'not ok'} {number} - {top}: every failure "
              "sets its error")


if __name__ == "__main__":
    main()
