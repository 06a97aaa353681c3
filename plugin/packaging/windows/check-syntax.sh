#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Compiles ui and plugin for Windows as far as headers alone allow: GLib's are
# those of Windows, which cross-libraries.sh has built; GTK's, GEGL's and
# libgimp's are Debian's, which are the same on both systems but for the names of
# the window systems. Nothing is linked, so nothing shows that GIMP's libraries
# for Windows have all the functions. ./dev test --cross windows calls this in its
# own Debian root.
#
#   check-syntax.sh FOLDER     FOLDER: the top of the source
set -euo pipefail
cd "$1"
prefix=${WINDOWS_PREFIX:-/opt/windows}
triplet=x86_64-w64-mingw32ucrt

# Debian's folders, apart from GLib's, in their order.
mapfile -t folders < <(pkg-config --cflags-only-I gimp-3.0 gimpui-3.0 gegl-0.4 gtk+-3.0 \
  | tr ' ' '\n' | sed -n 's/^-I//p' | grep -v -e glib-2.0 -e linux-gnu -e '^$' | awk '!seen[$0]++')
flags=(-fsyntax-only -std=c17 -Wall -Wextra -Wshadow -Werror -O1
  -DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_74
  -DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_74
  -DPLUG_INS_FOLDER='"plug-ins"'
  -Icore/include -Iui/include -Iui -Iplugin -Iplugin/gegl
  -isystem "$prefix/include/glib-2.0" -isystem "$prefix/lib/glib-2.0/include"
  -isystem "$prefix/include" -isystem "$prefix/include/json-glib-1.0")
for folder in "${folders[@]}"; do
  flags+=(-isystem "$folder")
done

# What most files include is compiled once.
precompiled=$(mktemp -d)
trap 'rm -rf "$precompiled"' EXIT
# Headers beside those of Linux' C library, which must not be found.
ln -s /usr/include/gexiv2 "$precompiled/"
flags+=(-isystem "$precompiled")
precompile () { # NAME HEADER...
  mkdir "$precompiled/$1"
  printf '#include <%s>\n' "${@:2}" >"$precompiled/$1/all.h"
  "$triplet-gcc" "${flags[@]/-fsyntax-only/-xc-header}" "$precompiled/$1/all.h" \
    -o "$precompiled/$1/all.h.gch"
}

n=0
status=0
check () { # NAME FILE...
  local file
  for file in "${@:2}"; do
    case $file in
      plugin/pool-file.c | plugin/available-memory.c) continue ;;
    esac
    n=$((n + 1))
    "$triplet-gcc" "${flags[@]}" -include "$precompiled/$1/all.h" "$file" \
      || { echo "failed: $file"; status=1; }
  done
}

precompile ui gtk/gtk.h
check ui ui/*.c
precompile gegl gegl.h
check gegl plugin/gegl/*.c
precompile plugin libgimp/gimp.h libgimp/gimpui.h
check plugin plugin/*.c
echo "$n files of ui and plugin compiled for Windows, by their headers"
exit "$status"
