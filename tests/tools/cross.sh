# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# ./dev test --cross, which sources this file: the tests of core built for other
# processors and run under qemu's user-mode emulation, those of core, the trainer
# and the plug-in on an x86-64 processor without AVX, and those of core and the
# trainer built for Windows and run by Wine. A table at the end says for each
# processor, and each path of the kernels that it has (SMOOTH_CPU in
# core/README.md), how many tests were run and passed.
#
# The environments are roots in the cache folder, beside those of the versions of
# GIMP, on every system: the libraries of other processors (Debian's multiarch)
# are not added to the user's own.
#
#   trixie-cross  arm64, riscv64 and nehalem, which is x86-64 without AVX
#   forky-cross   s390x, which is big-endian: the mirrors lack Debian 13's
#                 updated packages for it
#   trixie-windows  windows: mingw-w64, Wine, and in /opt/windows the libraries
#                 that plugin/packaging/windows/cross-libraries.sh builds
#
# Reads from ./dev: tree, cache, basic_packages, train_packages, all_options, say,
# die, inside, build, set_up, run_tests.
# Writes: gimp, suite, debian, mode, suffix, root, stamp, packages,
# optional_packages, architectures, extra_env, stage, status, logs.

cross_processors="arm64 riscv64 nehalem s390x windows"
cross_libraries="libglib2.0-dev libjson-glib-dev libopenblas-dev"
core_packages="meson ninja-build gcc libc6-dev pkg-config gettext python3
  libglib2.0-dev libjson-glib-dev qemu-user"
# Wine runs the programs. GTK and libgimp are there for their headers alone.
windows_packages="meson ninja-build gcc libc6-dev pkg-config gettext python3
  libglib2.0-dev gcc-mingw-w64-ucrt64 wine wine64 dpkg-dev make file autoconf automake
  libtool libgtk-3-dev libgimp-3.0-dev"
windows_libraries="zlib libffi pcre2 glib2.0 json-glib"
# Wine without a window or a message of its own. Programs find their libraries by
# WINEPATH.
windows_env=(WINEDEBUG=-all "WINEDLLOVERRIDES=mscoree,mshtml,winemenubuilder.exe="
  WINEPREFIX=/opt/windows/wine "WINEPATH=Z:\\opt\\windows\\bin")

# Chooses the environment of a processor; set_up makes it.
use_cross () { # PROCESSOR
  local architecture library
  gimp=3.0 suite=trixie debian="Debian 13" mode=root suffix=
  architectures="arm64 riscv64" optional_packages=
  packages="$basic_packages $train_packages qemu-user gcc-aarch64-linux-gnu
    gcc-riscv64-linux-gnu"
  if [ "$1" = s390x ]; then
    suite=forky debian="Debian forky"
    architectures=s390x packages="$core_packages gcc-s390x-linux-gnu"
  fi
  root=$cache/$suite-cross
  if [ "$1" = windows ]; then
    architectures="" packages="$windows_packages"
    root=$cache/$suite-windows
  fi
  stamp=$root/.structure-smooth
  for architecture in $architectures; do
    for library in $cross_libraries; do
      packages+=" $library:$architecture"
    done
  done
}

# Builds for a processor into build-cross-PROCESSOR. Sets emulator, by which
# programs are run there, wrapper, the option by which meson runs them so where no
# cross file says it, and cross_env, the environment of the tests.
build_cross () { # PROCESSOR
  local machines=tests/tools/cross extra_env=()
  wrapper=() cross_env=(SMOOTH_EMULATED=1 SMOOTH_TEST_STEP=3)
  case $1 in
    windows)
      emulator=(env -u TMPDIR wine) cross_env=("${windows_env[@]}")
      extra_env=("${windows_env[@]}")
      build_windows_libraries
      build "build-cross-$1" meson-test-prereq --cross-file "$machines/$1.ini" \
        -Dblas=builtin -Dtrain=true -Dplugin=disabled -Dui=disabled ;;
    nehalem)
      emulator=(qemu-x86_64 -cpu Nehalem)
      wrapper=(--wrapper "${emulator[*]}")
      build "build-cross-$1" all "${all_options[@]}" ;;
    *)
      emulator=("qemu-${1/arm64/aarch64}")
      build "build-cross-$1" meson-test-prereq --cross-file "$machines/$1.ini" \
        --cross-file "$machines/debian.ini" -Dplugin=disabled -Dui=disabled ;;
  esac
}

# Sources of Debian are fetched, so this needs the network the first time.
build_windows_libraries () {
  say "building the libraries for Windows, if they are not there"
  # shellcheck disable=SC2086
  windows_step "the libraries for Windows could not be built" \
    env ${http_proxy:+"http_proxy=$http_proxy"} \
    plugin/packaging/windows/cross-libraries.sh $windows_libraries
  windows_step "ui or plugin does not compile for Windows" \
    plugin/packaging/windows/check-syntax.sh "$tree"
}
windows_step () { # WHAT-FAILED CMD...
  local log=$cache/logs/windows.log failed=$1
  shift
  inside "$tree" "$@" >"$log" 2>&1 \
    || { tail -n 30 "$log" >&2; die "$failed (log: $log)"; }
}

# The tests that a processor runs by its first path, as cross.py has them.
cross_kind () { # PROCESSOR
  case $1 in
    s390x) echo files ;;
    nehalem) echo quick ;;
    windows) echo trainer ;;
    *) echo core ;;
  esac
}

# Does the emulator refuse instructions that the processor lacks? A program with
# one of AVX runs here, and must be killed there.
refuses_avx () {
  local program=build-cross-nehalem/avx
  inside "$tree" gcc -mavx -o "$program" tests/tools/cross/avx.c || return 1
  ! (ulimit -c 0 && inside "$tree" "${emulator[@]}" "$program") 2>/dev/null
}

# Runs the tests of a processor that was built, by each path of its kernels.
# Files of weights are read before there is a path, so once is enough for s390x.
run_cross () { # PROCESSOR
  local folder=build-cross-$1 kind names paths=() path log
  kind=$(cross_kind "$1")
  if [ "$1" != nehalem ] || refuses_avx; then
    extra_env=("${cross_env[@]}")
    mapfile -t paths < <(inside "$tree" "${emulator[@]}" \
      "$folder/tests/kernels/kernels" --simd-names | tr -d '\r')
  fi
  for path in "${paths[@]}"; do
    stage=$1_$path
    mapfile -t names < <(inside "$tree" python3 tests/tools/cross.py list \
      "$folder" "$kind")
    extra_env=("SMOOTH_CPU=$path" "${cross_env[@]}")
    run_tests "$folder" "${wrapper[@]}" --timeout-multiplier 30 "${names[@]}"
    # meson appends the name of a wrapper to that of the log.
    log=$tree/$folder/meson-logs/$stage
    [ ${#wrapper[@]} = 0 ] || mv -f "$log-${emulator[0]}.json" "$log.json" || true
    extra_env=()
    [ "$kind" != files ] || break
    kind=path
  done
  # An emulator that does not do what it should makes a row that failed.
  [ ${#paths[@]} -gt 0 ] || logs+=("$tree/$folder/meson-logs/$1_none.json")
}

# Runs the tests on every processor, or those that are named, and prints the
# table. Leaves the environment of the last one chosen.
cross_logs=()
run_processors () { # [PROCESSOR...]
  local processor emulator wrapper cross_env
  [ $# -gt 0 ] || eval "set -- $cross_processors"
  for processor; do
    logs=()
    use_cross "$processor"
    # First in a process of its own, so that the others go on where it ends.
    if (set_up && build_cross "$processor"); then
      set_up
      build_cross "$processor"
      run_cross "$processor"
    else
      say "$processor: no environment, or no build (above: why)"
      logs=("$tree/build-cross-$processor/meson-logs/${processor}_none.json")
    fi
    cross_logs+=("${logs[@]}")
  done
  inside "$tree" python3 tests/tools/cross.py table "${cross_logs[@]}" || status=1
}

# ./dev test --cross: does not return.
test_cross () { # [PROCESSOR...]
  local processor
  for processor; do
    [[ " $cross_processors " == *" $processor "* ]] \
      || die "unknown processor '$processor' (known: $cross_processors)"
  done
  run_processors "$@"
  inside "$tree" python3 tests/tools/count.py "${cross_logs[@]}" || status=1
  exit "$status"
}

# The same as a stage of ./dev test --slow, whose environment and logs are the
# caller's again when it returns.
stage_cross () {
  begin cross
  run_in_own_environment
  logs+=("${cross_logs[@]}")
  end
}
run_in_own_environment () {
  local gimp suite debian mode suffix root stamp packages optional_packages
  local architectures stage logs=()
  run_processors
}
