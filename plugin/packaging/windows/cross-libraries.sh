#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the libraries that core and the trainer need for Windows, from Debian's
# source packages, by mingw-w64. ./dev test --cross windows calls this in its own
# Debian root; it is no part of a normal build, and the packages for Windows are
# made without it.
#
#   cross-libraries.sh LIBRARY...     in their order: zlib libffi pcre2 gettext
#                                     glib2.0 json-glib ...
#
# They go into /opt/windows, each once: a library that is there is not built
# again unless its function below has changed. It needs a mirror of Debian that
# has sources, the one of /etc/apt/sources.list.
set -euo pipefail

prefix=/opt/windows
work=$prefix/build
triplet=x86_64-w64-mingw32ucrt
here=$(dirname "$(readlink -f "$0")")
cross_file=$(realpath "$here/../../../tests/tools/cross/windows.ini")
jobs=${SMOOTH_JOBS:-$(nproc)}

# No program of pkg-config may answer with a library of Linux.
export PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig
export CPPFLAGS=-I$prefix/include LDFLAGS=-L$prefix/lib CFLAGS=-O2

# ---- how a library is built: in the folder of its source, unpacked ----------

with_meson () { # OPTION...
  meson setup windows --cross-file "$cross_file" --prefix "$prefix" \
    --libdir lib --buildtype release --wrap-mode nodownload \
    -Ddefault_library=shared "$@"
  ninja -C windows -j "$jobs" install
}

with_configure () { # OPTION...
  ./configure --host "$triplet" --prefix "$prefix" --enable-shared \
    --disable-static "$@"
  make -j "$jobs" install
}

build_zlib () {
  make -f win32/Makefile.gcc -j "$jobs" PREFIX="$triplet-" SHARED_MODE=1 \
    INCLUDE_PATH="$prefix/include" LIBRARY_PATH="$prefix/lib" \
    BINARY_PATH="$prefix/bin" install
}

build_libffi () {
  [ -x configure ] || autoreconf -fi
  with_configure --disable-docs
}

build_pcre2 () {
  [ -x configure ] || autoreconf -fi
  with_configure --enable-unicode --disable-jit
}

# Only the library that translates messages, without gettext's programs.
build_gettext () {
  cd gettext-runtime
  ./configure --host "$triplet" --prefix "$prefix" --enable-shared \
    --disable-static --enable-threads=windows --disable-java --disable-csharp \
    --disable-libasprintf --disable-openmp
  make -C intl -j "$jobs" install
}

build_glib2.0 () {
  with_meson -Dtests=false -Dnls=disabled -Dintrospection=disabled \
    -Ddocumentation=false -Dman-pages=disabled -Dsysprof=disabled \
    -Dglib_debug=disabled -Dlibelf=disabled
}

build_json-glib () {
  with_meson -Dtests=false -Dnls=disabled -Dintrospection=disabled \
    -Ddocumentation=disabled -Dman=false
}

# ---- fetching and keeping ---------------------------------------------------

fetch () { # LIBRARY
  local list=/etc/apt/sources.list.d/sources.list
  if [ ! -e "$list" ]; then
    sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >"$list"
    apt-get update
  fi
  rm -rf "$work/$1"
  mkdir -p "$work/$1"
  cd "$work/$1"
  apt-get source --only-source "$1"
  cd "$(find . -mindepth 1 -maxdepth 1 -type d)"
}

# The libraries of the compiler itself, beside the programs that need them.
copy_runtime () {
  local name
  mkdir -p "$prefix/bin"
  for name in libgcc_s_seh-1.dll libwinpthread-1.dll; do
    cp -L "$(realpath "$("$triplet-gcc" -print-file-name="$name")")" "$prefix/bin/"
  done
}

build () { # LIBRARY
  local stamp=$prefix/stamps/$1 how
  how=$(declare -f "build_$1" with_meson with_configure; cat "$cross_file")
  [ "$(cat "$stamp" 2>/dev/null)" != "$how" ] || return 0
  echo "building $1 for Windows" >&2
  (fetch "$1"; "build_$1")
  mkdir -p "$prefix/stamps"
  echo "$how" >"$stamp"
  rm -rf "${work:?}/$1"
}

[ $# -gt 0 ] || { sed -n 's/^build_\([^ ]*\) ().*/\1/p' "$0" >&2; exit 2; }
copy_runtime
for library; do
  build "$library"
done
