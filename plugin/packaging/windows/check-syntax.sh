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
prefix=/opt/windows
triplet=x86_64-w64-mingw32ucrt

# Debian's folders, apart from GLib's, in their order.
mapfile -t folders < <(pkg-config --cflags-only-I gimp-3.0 gimpui-3.0 gegl-0.4 gtk+-3.0 \
  | tr ' ' '\n' | sed -n 's/^-I//p' | grep -v -e glib-2.0 -e '^$' | awk '!seen[$0]++')
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

n=0
status=0
for file in ui/*.c plugin/*.c plugin/gegl/*.c; do
  case $file in
    plugin/pool-file.c | plugin/available-memory.c) continue ;;
  esac
  n=$((n + 1))
  "$triplet-gcc" "${flags[@]}" "$file" || { echo "failed: $file"; status=1; }
done
echo "$n files of ui and plugin compiled for Windows, by their headers"
exit "$status"
