# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# The stages of ./dev test, which sources this file. A stage that fails doesn't
# keep the others from running, but a build that fails ends all.
#
# Two rows of stages run side by side, each with half of the processors: a test
# in GIMP often waits, for GIMP, for a window or for the plug-in, and the other
# row computes meanwhile. The first row has the cheap stages first, so that what
# is cheap to find is found first:
#
#   style        sources, documents and commits; before any build
#   tests        quick and standard tests, among them those in real GIMP
#
# the second row:
#
#   other GIMP   those in real GIMP again, in the other version of GIMP
#   sanitizers   core and ui again, under the address and undefined-behaviour
#                sanitizers
#
# and with --slow, one after another, after both rows:
#
#   slow         the slow tests
#   trainer      its tests, and the checks of its objects
#   threads      the engine under the thread sanitizer
#   memory       core under the memory sanitizer
#   clang        all of it built by the second compiler, and the quick tests
#   coverage     lines that the tests reach, a figure for each folder
#   packages     what ./dev package makes, installed and used
#   cross        core on other processors, under an emulator (cross.sh)
#
# Meson's lines begin with the name of their stage. In the line "took:" the times
# of the two rows overlap.
#
# Reads from ./dev: tree, gimp, suffix, basic_packages, plain_options,
# all_options, say, inside, build, configure, use_gimp, set_up, other_gimp.
# Writes: extra_env, ninja.

status=0
logs=()
times=()
stage=
stage_start=0

begin () { # STAGE
  stage=$1
  stage_start=$SECONDS
}

end () {
  times+=("$stage $((SECONDS - stage_start)) s")
}

# How many tests meson runs at once; empty: as many as there are processors.
n_at_once=

# Runs tests of a build folder, and notes them for the closing line. They are
# this shell's own child, and not part of a pipeline, so that they end with it.
run_tests () { # FOLDER ARGUMENT...
  local folder=$tree/$1$suffix
  shift
  inside "$tree" meson test -C "$folder" --no-rebuild --logbase "$stage" \
    ${n_at_once:+--num-processes "$n_at_once"} "$@" \
    > >(unlocked sed -u "s/^/$stage: /") 2>&1 || status=1
  wait $! || true # until the last line is shown
  logs+=("$folder/meson-logs/$stage.json")
}

stage_style () {
  begin style
  run_tests build-dev --suite style
  end
}

stage_tests () {
  begin tests
  build_plain
  run_tests build-dev --no-suite style --no-suite slow
  end
}

# Sources are checked, and the slow tests run, in the first environment alone:
# the other needs no tools for that, and its Debian may not have them.
build_other () { # GIMP
  local packages=$basic_packages optional_packages=
  use_gimp "$1"
  set_up
  build_plain
}

# Makes the environment of the other GIMP, in a process of its own. Where that
# can't be done (its Debian moves, and is not whole every day) its tests are
# counted as skipped. Sets other: that GIMP, or empty.
other=
find_other () {
  local log=$tree/build-dev$suffix/meson-logs/other-gimp.json
  other=$(other_gimp "$gimp")
  if ! "$tree/dev" shell --gimp "$other" true; then
    say "GIMP $other can't be had today (above: why): its tests are skipped"
    list_tests build-dev --suite plugin --no-suite slow \
      | sed "s/.*/{\"name\": \"& in GIMP $other\", \"result\": \"SKIP\"}/" >"$log"
    logs+=("$log")
    other=
  fi
}

# The tests of what meets GIMP and its libraries. Core's run in the first row.
stage_other () { # GIMP
  local first=$gimp
  begin "GIMP $1"
  build_other "$1"
  run_tests build-dev --suite plugin --no-suite slow
  end
  use_gimp "$first"
  set_up
}

build_sanitized () {
  build build-asan meson-test-prereq -Db_sanitize=address,undefined \
    -Db_lundef=false -Dplugin=disabled -Dui=enabled
}

stage_sanitizers () {
  begin sanitizers
  # Of many cases of the same kind a third, drawn by the seed.
  extra_env=(UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 SMOOTH_SANITIZED=1
             SMOOTH_TEST_STEP=3)
  run_tests build-asan --no-suite slow --no-suite style --timeout-multiplier 4
  extra_env=()
  end
}

# The second row. Its last stage has all processors, since the first row is then
# about to end. Writes what the closing lines need into a file.
run_second_row () { # ONE-GIMP NOTES
  (ninja=(nice -n 19 ninja) && build_sanitized) &
  background=$!
  trap 'kill $background 2>/dev/null || true' EXIT
  [ -n "$1" ] || find_other
  [ -z "$other" ] || stage_other "$other"
  wait $background
  trap - EXIT
  n_at_once=
  stage_sanitizers
  second_status=$status second_logs=("${logs[@]}") second_times=("${times[@]}")
  declare -p second_status second_logs second_times >"$2"
}

background=
run_rows () { # ONE-GIMP
  local notes=$tree/build-dev$suffix/meson-logs/second-row
  n_at_once=$(((${MESON_TESTTHREADS:-$(nproc)} + 1) / 2))
  # Takes the lock on the tree, which both rows then share.
  configure build-dev "${plain_options[@]}"
  run_second_row "$1" "$notes" &
  background=$!
  trap 'kill $background 2>/dev/null || true' EXIT
  stage_style
  stage_tests
  wait $background || exit 1
  trap - EXIT
  n_at_once=
  # shellcheck disable=SC1090
  . "$notes"
  status=$((status | second_status))
  logs+=("${second_logs[@]}")
  times+=("${second_times[@]}")
}

stage_slow () {
  begin slow
  run_tests build-dev --suite slow
  end
}

# The names of a folder's tests, of those that meson's arguments choose. Older
# versions of meson print "PROJECT:SUITE / NAME", newer "SUITE - PROJECT:NAME".
list_tests () { # FOLDER ARGUMENT...
  local folder=$tree/$1$suffix
  shift
  inside "$tree" meson test -C "$folder" --no-rebuild --list "$@" \
    | sed -nE 's/^[^ ]+ (\/ |- [^:]+:)//p'
}

stage_trainer () {
  local names
  begin trainer
  build_train
  mapfile -t names < <(list_tests build-train | grep ^train-)
  run_tests build-train "${names[@]}"
  end
}

# It sees no locks inside a BLAS.
stage_threads () {
  begin threads
  build build-tsan meson-test-prereq -Db_sanitize=thread -Db_lundef=false \
    -Dblas=builtin -Dplugin=disabled -Dui=disabled
  extra_env=(SMOOTH_SANITIZED=1)
  run_tests build-tsan --timeout-multiplier 8 \
    engine engine-pixels preview graph graph-memory-slots base-threads
  extra_env=()
  end
}

# See tests/support/msan.c. Base-arena reads fresh memory, to see that it is 0;
# babl, which writes what plugin's files read, is not built with the sanitizer.
stage_memory () {
  local names
  begin memory
  extra_env=(CC=clang)
  build build-msan meson-test-prereq -Db_sanitize=memory -Db_lundef=false \
    -Dblas=builtin -Dplugin=disabled -Dui=disabled \
    "-Dc_args=-mllvm -msan-poison-stack=0"
  mapfile -t names < <(list_tests build-msan --suite quick \
    | grep -vxE 'base-arena|plugin-.*')
  extra_env=(SMOOTH_SANITIZED=1
    MSAN_OPTIONS=poison_in_malloc=0:poison_in_free=0:allocator_may_return_null=1)
  run_tests build-msan --timeout-multiplier 8 "${names[@]}"
  extra_env=()
  end
}

stage_clang () {
  begin clang
  extra_env=(CC=clang)
  build build-clang all "${all_options[@]}"
  extra_env=()
  run_tests build-clang --suite quick
  end
}

stage_coverage () {
  local log=$tree/build-cover$suffix/meson-logs/coverage-figures.json
  begin coverage
  build build-cover all "${all_options[@]}" -Db_coverage=true
  # Code that is not optimised takes many times as long.
  extra_env=(SMOOTH_TEST_PATIENCE=4)
  run_tests build-cover --no-suite slow --no-suite style --timeout-multiplier 4
  extra_env=()
  inside "$tree" python3 tests/tools/coverage.py "$tree" "$tree/build-cover$suffix" "$log" \
    || status=1
  logs+=("$log")
  end
}

stage_packages () {
  local log=$tree/build-dev$suffix/meson-logs/packages.json
  begin packages
  # shellcheck source=plugin/packaging/package.sh
  . "$tree/plugin/packaging/package.sh"
  (set_up_packaging && make_packages && test_packages) || status=1
  inside "$tree" python3 tests/packages/log.py "$taps" "$log"
  logs+=("$log")
  end
}

run_stages () { # SLOW ONE-GIMP, each empty, or anything
  run_rows "$2"
  if [ -n "$1" ]; then
    stage_slow
    stage_trainer
    stage_threads
    stage_memory
    stage_clang
    stage_coverage
    stage_packages
    stage_cross
    set_up
  fi
  say "took: $(IFS=,; echo "${times[*]}")"
  inside "$tree" python3 tests/tools/count.py "${logs[@]}" || status=1
  exit $status
}
