# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# ./dev package, which sources this file: makes everything that is published,
# into build-package/. All of it is built from the source archive, unpacked in
# build-package/work, and not from the tree: so whoever has the archive can make
# the same without git. In a tree that was unpacked from an archive that tree is
# the source, and no archive is made.
#
# Reads from ./dev: tree, cache, say, die, inside, lock, tree_key, use_gimp,
# set_up. Writes: mode, extra_env.
# DEV_HOMEPAGE, the address of the repository, goes into the metainfo.

out=$tree/build-package
work=$out/work
source=$work/source
packing=$source/plugin/packaging
version=$(sed -n "s/^  version: '\(.*\)',/\1/p" "$tree/meson.build")
package_log=$out/package.log

# shellcheck source=tests/packages/stage.sh
. "$tree/tests/packages/stage.sh"

# Packages are made in Debian 13, whose GIMP is the oldest, on whichever system.
set_up_packaging () {
  use_gimp 3.0
  [ -n "${DEV_ENVIRONMENT:-}" ] || mode=root
  set_up
}

# Runs a step in the environment, or here; its output goes into the log.
step () { # FOLDER CMD...
  inside "$@" >>"$package_log" 2>&1 || give_up
}
step_here () { # CMD...
  "$@" >>"$package_log" 2>&1 || give_up
}
give_up () {
  tail -n 40 "$package_log" | sed 's/^/    /' >&2
  die "making the packages failed (log: $package_log)"
}

# Git obeys no folder of another user unless it is told to.
trust_git=(env GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory
  'GIT_CONFIG_VALUE_0=*')

in_git () { inside "$tree" "${trust_git[@]}" git "$@"; }

# What was made: its name, what it is for, and where it goes.
note () { # FILE WHAT
  printf '%s\n    %s\n' "$1" "$2" >>"$out/README.txt"
}

# ---- source ----------------------------------------------------------------

archive_tree () {
  local name=structure-smooth-$version.tar.xz
  [ -z "$(in_git status --porcelain --untracked-files=no)" ] \
    || say "there are changes that are not committed: they are not in the packages"
  step "$tree" meson setup "$work/dist" -Dplugin=disabled -Dui=disabled -Dtests=false
  step "$tree" "${trust_git[@]}" meson dist -C "$work/dist" --no-tests \
    --formats xztar --allow-dirty
  step_here mv "$work/dist/meson-dist/$name" "$out/"
  step_here tar -C "$source" --strip-components=1 -xf "$out/$name"
  note "$name" "The source, to build any other package from: ./dev package in it makes all of them, without git."
}

copy_tree () {
  say "this tree was unpacked from a source archive: it is the source, and no other archive is made"
  # shellcheck disable=SC2016
  step_here sh -c 'tar -C "$1" --exclude="./build*" --exclude="./run*" -cf "$2.tar" . \
    && tar -C "$2" -xf "$2.tar"' sh "$tree" "$source"
}

make_source () {
  mkdir -p "$source"
  if [ -e "$tree/COMMIT" ]; then
    copy_tree
  elif in_git rev-parse --quiet --verify HEAD >/dev/null 2>&1; then
    archive_tree
  else
    die "$tree is neither a git repository with a commit nor an unpacked source archive: of what should packages be made?"
  fi
  SOURCE_DATE_EPOCH=$(tail -n 1 "$source/COMMIT" | cut -d' ' -f1)
  # ccache's folder is named because debhelper changes HOME.
  extra_env=("SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH"
    "CCACHE_DIR=$cache/home/.cache/ccache" "HOMEPAGE=${DEV_HOMEPAGE:-}")
}

# ---- packages --------------------------------------------------------------
#
# Each build folder lies in a source tree, at its top: the compiler is called
# alike for all of them, and for the tree's own builds, so that ccache knows most
# files.

# Debian wants its files in a folder debian at the top.
make_deb () {
  local folder=$work/deb/structure-smooth file
  say "making the package for Debian"
  mkdir -p "$work/deb"
  step_here cp -a "$source" "$folder"
  step_here cp -a "$packing/debian" "$folder/"
  step "$folder" env "DEB_BUILD_OPTIONS=nocheck noautodbgsym" \
    dpkg-buildpackage --build=binary --no-sign
  for file in "$work"/deb/*.deb; do
    step_here mv "$file" "$out/"
    note "${file##*/}" "Debian 13, Ubuntu 25.04 and later, for everybody on the machine: sudo apt install ./${file##*/}"
  done
}

# The manifest names the archive; in a tree without one it names that tree. Its
# commands run here as well, since there is no Flatpak to run them.
make_flatpak () {
  local name=org.gimp.GIMP.Plugin.StructureSmooth.yml
  local archive=structure-smooth-$version.tar.xz manifest=$packing/flatpak
  say "running the commands of the Flatpak manifest"
  # shellcheck disable=SC2016
  step "$source" sh -c 'flatpak-builder --show-manifest "$1" >"$4/flatpak.json"
    cp -a "$2" "$4/flatpak-source"
    python3 "$3/build.py" "$4/flatpak-source" "$4/flatpak-stage" <"$4/flatpak.json"' \
    sh "$manifest/$name" "$source" "$manifest" "$work"
  if [ -e "$out/$archive" ]; then
    sed -e "s/type: dir/type: archive/" \
      -e "s/path: .*/path: $archive\n        sha256: $(sha256sum "$out/$archive" | cut -d' ' -f1)/" \
      "$manifest/$name" >"$out/$name"
    note "$name" "GIMP from Flathub: flatpak-builder --user --install build-flatpak $name, beside the source archive. Flathub has not built it."
  fi
}

make_zip () {
  local name build=$source/build-zip stage=$work/zip-stage
  name=structure-smooth-$version-linux-$(uname -m).zip
  say "making the zip"
  step "$source" meson setup "$build" --buildtype=release -Dplugin=enabled \
    -Dui=enabled -Dblas=builtin -Dplugindir=/
  step "$source" ninja -C "$build" plugin/structure-smooth structure-smooth-gmo
  step "$source" env "DESTDIR=$stage" meson install -C "$build" --no-rebuild --strip
  step "$source" python3 "$packing/zip/make.py" "$stage/structure-smooth" \
    "$out/$name" "$packing/zip/README.txt" COPYING
  note "$name" "Any Linux with GIMP 3, its AppImage too: unpack it in ~/.config/GIMP/3.2/plug-ins (or 3.0)."
}

make_packages () {
  local sums
  lock 9 "tree-$(tree_key)" "builds in this tree"
  [ "$(uname -m)" = x86_64 ] || say "on this processor nothing of this was ever tried"
  rm -rf "$out"
  mkdir -p "$work"
  make_source
  make_deb
  make_flatpak
  make_zip
  sums=$(cd "$out" && find . -maxdepth 1 -type f ! -name '*.log' -printf '%f\n' \
    | sort | xargs sha256sum)
  echo "$sums" >"$out/SHA256SUMS"
  cat "$out/README.txt"
  say "all of it is in $out"
}
