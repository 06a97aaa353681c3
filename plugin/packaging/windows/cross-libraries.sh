#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the libraries that core and the trainer need for Windows, from Debian's
# source packages, by mingw-w64. ./dev test --cross windows calls this in its own
# Debian root; it is no part of a normal build, and the packages for Windows are
# made without it.
#
#   cross-libraries.sh LIBRARY...     in their order: zlib libffi pcre2
#                                     glib2.0 json-glib ...
#
# They go into /opt/windows, each once: a library that is there is not built
# again unless its function below has changed. It needs a mirror of Debian that
# has sources, the one of /etc/apt/sources.list. Debian's own patches are left out:
# they are about Linux, and mirrors may lack those of the latest update.
#
# Only tests use these libraries, so they are not optimised, which would take most
# of the time.
set -euo pipefail

prefix=/opt/windows
work=$prefix/build
triplet=x86_64-w64-mingw32ucrt
here=$(dirname "$(readlink -f "$0")")
cross_file=$(realpath "$here/../../../tests/tools/cross/windows.ini")
jobs=${SMOOTH_JOBS:-$(nproc)}

# No program of pkg-config may answer with a library of Linux.
export PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig
export CPPFLAGS=-I$prefix/include LDFLAGS=-L$prefix/lib CFLAGS=-O1

# ---- how a library is built: in the folder of its source, unpacked ----------

with_meson () { # OPTION...
  meson setup windows --cross-file "$cross_file" --prefix "$prefix" \
    --libdir lib --buildtype plain --wrap-mode nodownload \
    -Ddefault_library=shared "$@"
  ninja -C windows -j "$jobs" install
}

build_zlib () {
  CHOST=$triplet ./configure --static --prefix "$prefix"
  make -j "$jobs" libz.a
  install -m 644 zlib.h zconf.h "$prefix/include"
  install -m 644 libz.a "$prefix/lib"
  install -D -m 644 zlib.pc "$prefix/lib/pkgconfig/zlib.pc"
}

# The configure scripts of the next two would take longer than all the rest, so
# their files are compiled one by one, as for Windows alone.
compile () { # NAME CFLAG... -- FILE...
  local name=$1 flags=(-O1) file objects=()
  shift
  while [ "$1" != -- ]; do flags+=("$1"); shift; done
  shift
  for file; do
    "$triplet-gcc" "${flags[@]}" -c "$file" -o "${file%.*}.o"
    objects+=("${file%.*}.o")
  done
  "$triplet-ar" rcs "$prefix/lib/lib$name.a" "${objects[@]}"
}

describe () { # PKG-CONFIG-NAME VERSION NAME CFLAG...
  local file=$prefix/lib/pkgconfig/$1.pc
  printf '%s\n' "Name: $1" "Description: $1" "Version: $2" \
    "Libs: -L$prefix/lib -l$3" "Cflags: -I$prefix/include ${*:4}" >"$file"
}

build_libffi () {
  local version=3.4.8
  sed -e "s/@VERSION@/$version/; s/@TARGET@/X86_WIN64/" \
    -e 's/@HAVE_LONG_DOUBLE@/1/; s/@HAVE_LONG_DOUBLE_VARIANT@/0/' \
    -e 's/@FFI_EXEC_TRAMPOLINE_TABLE@/0/; s/@FFI_VERSION_STRING@/3.4.8/' \
    -e 's/@FFI_VERSION_NUMBER@/30408/' include/ffi.h.in >include/ffi.h
  cp src/x86/ffitarget.h include/
  cat >include/fficonfig.h <<'EOF'
#define EH_FRAME_FLAGS "aw"
#define HAVE_ALLOCA 1
#define HAVE_AS_X86_PCREL 1
#define HAVE_INTTYPES_H 1
#define HAVE_LONG_DOUBLE 1
#define SIZEOF_DOUBLE 8
#define SIZEOF_LONG_DOUBLE 16
#define SIZEOF_SIZE_T 8
#define STDC_HEADERS 1
#ifdef LIBFFI_ASM
#define FFI_HIDDEN(name)
#else
#define FFI_HIDDEN
#endif
EOF
  compile ffi -Iinclude -Isrc -DFFI_STATIC_BUILD -DFFI_BUILDING -w -- \
    src/prep_cif.c src/types.c src/raw_api.c src/closures.c src/tramp.c \
    src/x86/ffiw64.c src/x86/win64.S
  install -m 644 include/ffi.h include/ffitarget.h "$prefix/include"
  describe libffi "$version" ffi -DFFI_STATIC_BUILD
}

build_pcre2 () {
  local files
  cp src/config.h.generic src/config.h
  cp src/pcre2.h.generic src/pcre2.h
  cp src/pcre2_chartables.c.dist src/pcre2_chartables.c
  mapfile -t files < <(find src -maxdepth 1 -name 'pcre2_*.c' | sort \
    | grep -v -e dftables -e fuzzsupport -e jit_test -e jit_match -e jit_misc \
      -e printint -e ucptables -e posix -e jit_neon -e jit_simd)
  compile pcre2-8 -Isrc -DHAVE_CONFIG_H -DPCRE2_CODE_UNIT_WIDTH=8 -DPCRE2_STATIC \
    -DSUPPORT_UNICODE -w -- "${files[@]}"
  install -m 644 src/pcre2.h "$prefix/include"
  describe libpcre2-8 10.46 pcre2-8 -DPCRE2_STATIC
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

# Debian 13's source, or where the mirror lacks it that of the next Debian.
download () { # LIBRARY
  local list=/etc/apt/sources.list.d/sources.list suite
  if [ ! -e "$list" ]; then
    sed -n 's/^deb \([^ ]*\) .*/deb-src \1 trixie main\
deb-src [check-valid-until=no] \1 forky main/p' /etc/apt/sources.list >"$list"
    apt-get update
  fi
  for suite in trixie forky; do
    apt-get source --download-only --tar-only --only-source "$1/$suite" && return
  done
  return 1
}

# Unpacks the source of a library, and goes there.
unpack () { # LIBRARY
  local kept=$prefix/sources/$1
  mkdir -p "$kept"
  cd "$kept"
  [ -e "$kept/.whole" ] || download "$1"
  touch "$kept/.whole"
  rm -rf "${work:?}/$1"
  mkdir -p "$work/$1"
  cd "$work/$1"
  tar --no-same-owner --strip-components=1 -xf "$kept"/*.orig.tar.*
}

# The libraries of the compiler itself, beside the programs that need them.
copy_runtime () {
  local name
  mkdir -p "$prefix/bin"
  for name in libgcc_s_seh-1.dll libwinpthread-1.dll; do
    cp -L "$(realpath "$("$triplet-gcc" -print-file-name="$name")")" "$prefix/bin/"
  done
}

# The part of gettext that GLib calls, for tests in English.
make_intl () {
  install -D -m 644 "$here/libintl.h" "$prefix/include/libintl.h"
  mkdir -p "$work" "$prefix/lib"
  "$triplet-gcc" -O1 -Wall -Werror -c "$here/libintl.c" -o "$work/libintl.o"
  "$triplet-ar" rcs "$prefix/lib/libintl.a" "$work/libintl.o"
}

build () { # LIBRARY
  local stamp=$prefix/stamps/$1 how
  how=$(declare -f "build_$1" with_meson compile describe; cat "$cross_file")
  [ "$(cat "$stamp" 2>/dev/null)" != "$how" ] || return 0
  echo "building $1 for Windows" >&2
  (unpack "$1"; "build_$1")
  mkdir -p "$prefix/stamps"
  echo "$how" >"$stamp"
  rm -rf "${work:?}/$1"
}

[ $# -gt 0 ] || { sed -n 's/^build_\([^ ]*\) ().*/\1/p' "$0" >&2; exit 2; }
copy_runtime
make_intl
for library; do
  build "$library"
done
