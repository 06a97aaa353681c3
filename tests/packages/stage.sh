# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# Installs and uses each package that ./dev package has made, once in each
# Debian with GIMP 3, and the source archive; ./dev package --test and
# ./dev test --slow source this file. Writes TAP into $taps.
#
# Each Debian is a root that never saw a build: a base system and GIMP, below
# fresh/ in the cache folder. It is copied, and the copy is used and deleted.
# Only making them needs the network.
#
# Reads from ./dev and what it sources: tree, out, work, version, say, die,
# inside, unlocked, namespaces, root_clean.

taps=$out/tests.tap
used=$work/used
max_deb_bytes=4000000
# What GIMP's AppImage and everything later has.
max_glibc=2.34
# The tests of core that run on Debian 12, whose libraries are the oldest.
core_tests="base-threads engine engine-border engine-pixels golden model net-mi"

n_points=0
point () { # STATUS NAME [REMARK]: an exit status of 0 is a passed test
  local word=ok
  [ "$1" = 0 ] || word='not ok'
  n_points=$((n_points + 1))
  echo "$word $n_points $2" | tee -a "$taps" >&2
  [ "$1" = 0 ] || printf '%s\n' "${3:-}" | sed 's/^/# /' | tail -n 30 \
    | tee -a "$taps" >&2
}

skip () { # NAME WHY
  n_points=$((n_points + 1))
  echo "ok $n_points $1 # SKIP $2" | tee -a "$taps" >&2
}

# One point: a command that must succeed.
check () { # NAME CMD...
  local name=$1 said status=0
  shift
  said=$("$@" 2>&1 9>&-) || status=$?
  point "$status" "$name" "$said"
}

# ---- fresh roots -------------------------------------------------------------

# Makes the root of a Debian with some packages, as the environment's own is made.
# What that reads is local to this function; its locks end with the subshell.
fresh () { # SUITE NAME PACKAGE...
  local suite=$1 debian=$2 mode=root check_packages='' packages="${*:3}"
  local cache=$cache/fresh
  local root=$cache/$suite stamp=$cache/$suite/.structure-smooth log=$cache/setup.log
  mkdir -p "$cache"
  (exec 7>&- 8>&-; set_up_root)
}

# A copy that may be written to. Prints its path.
copy_fresh () { # SUITE
  local copy
  copy=$(mktemp -d "$cache/fresh/copy-XXXXXX")
  unlocked "${namespaces[@]}" cp -a --reflink=auto "$cache/fresh/$1/." "$copy"
  echo "$copy"
}

delete_fresh () { # COPY
  unlocked "${namespaces[@]}" rm -rf --one-file-system "$1"
}

# Runs a command in a root, with nothing of this system in it but the kernel's
# folders. FOLDERs appear at their own paths, for reading.
# shellcheck disable=SC2016
in_copy_script='set -e
root=$1; shift
mount --bind "$root" "$root"
mount -t proc proc "$root/proc" 2>/dev/null || mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
while [ "$1" != -- ]; do
  mkdir -p "$root$1"
  mount --rbind "$1" "$root$1"
  mount -o remount,bind,ro "$root$1"
  shift
done
shift
chroot "$root" "$@"'
in_copy () { # ROOT [FOLDER...] -- CMD...
  local root=$1 folders=()
  shift
  while [ "$1" != -- ]; do folders+=("$1"); shift; done
  shift
  unlocked "${namespaces[@]}" sh -c "$in_copy_script" sh "$root" "${folders[@]}" \
    -- "${root_clean[@]}" HOME=/root DEBIAN_FRONTEND=noninteractive \
    PYTHONDONTWRITEBYTECODE=1 "$@" </dev/null
}

# ---- using GIMP --------------------------------------------------------------

# Smooths a sample photo in a root's GIMP, whose profile is the root user's.
smooth_in () { # ROOT NAME
  local root=$1 name=$2 result
  cp "$tree/tests/data/chelsea.png" "$root/root/picture.png"
  cp "$tree/tests/tools/try.scm" "$root/root/"
  rm -f "$root"/root/{smooth,edges}.png
  in_copy "$root" -- sh -c 'cd && exec gimp-console-3 --new-instance --no-interface \
    --no-data --no-fonts --quit --batch-interpreter=plug-in-script-fu-eval \
    -b "(load \"try.scm\") (try \"picture.png\" \"smooth.png\" \"edges.png\")"'
  for result in smooth edges; do
    cp "$root/root/$result.png" "$used/$name-$result.png" || return 1
  done
}

# What a root's programs and libraries are linked with.
linked () { # ROOT FILE...
  local root=$1
  shift
  in_copy "$root" -- ldd "$@" | sed -n 's/^\s\+\(\S\+\) .*/\1/p' | sort -u
}

check_linked () { # ROOT PLUG-IN
  local widgets more
  linked "$1" "$2" | grep -x 'libgimp-3.0.so.0' || return 1
  ! in_copy "$1" -- ldd "$2" | grep 'not found' || return 1
  widgets=$(in_copy "$1" -- sh -c 'ls /usr/lib/*/libgimpui-3.0.so.0')
  more=$(comm -13 \
    <({ linked "$1" /usr/bin/gimp-3 "$widgets"; echo "${widgets##*/}"; } | sort -u) \
    <(linked "$1" "$2"))
  [ -z "$more" ] || { echo "GIMP does not bring: $more"; return 1; }
}

# ---- the packages ------------------------------------------------------------

# All files of a root but those that apt, dpkg and GIMP change in any case.
list_files () { # ROOT
  in_copy "$1" -- find / -xdev \( -path /proc -o -path /dev -o -path /sys \
    -o -path /root -o -path /tmp -o -path /run -o -path /var/cache \
    -o -path /var/log -o -path '/var/lib/apt/*' -o -path '/var/lib/dpkg/*-old' \) \
    -prune -o -printf '%p %y %m\n' | sort
}

# Nothing can be downloaded, so whatever the package needed besides would fail.
install_deb () { # ROOT FILE
  cp "$2" "$1/root/"
  in_copy "$1" -- apt-get install -y --no-install-recommends \
    -o Acquire::http::Proxy=http://127.0.0.1:9 "/root/${2##*/}"
}

check_removed () { # ROOT BEFORE
  diff "$2" <(list_files "$1")
}

use_deb () { # ROOT GIMP
  local before=$used/before-$2 deb
  deb=$(echo "$out"/gimp-structure-smooth_*.deb)
  list_files "$1" >"$before"
  check "GIMP $2: apt installs the .deb, and nothing besides" install_deb "$1" "$deb"
  check "... it smooths" smooth_in "$1" "deb-$2"
  check "... apt removes it" in_copy "$1" -- apt-get remove -y gimp-structure-smooth
  check "... and nothing is left" check_removed "$1" "$before"
  rm -f "$1/root/${deb##*/}"
}

# Unpacked as the README says, into the profile that GIMP has made.
use_zip () { # ROOT GIMP
  local folder=/root/.config/GIMP/$2/plug-ins
  [ -d "$1$folder" ] || folder=$(cd "$1" && find root/.config/GIMP -name plug-ins)
  check "GIMP $2: the zip is unpacked into $folder" \
    inside "$tree" python3 "$tree/tests/packages/unzip.py" "$out"/*.zip "$1/$folder"
  check "... it needs no library that GIMP does not bring" \
    check_linked "$1" "/$folder/structure-smooth/structure-smooth"
  check "... it smooths" smooth_in "$1" "zip-$2"
  rm -rf "$1/${folder:?}/structure-smooth"
}

# Flathub's GIMP looks for plug-ins below its extensions.
use_flatpak () { # ROOT GIMP
  local profile=$1/root/.config/GIMP/$2
  mkdir -p "$1/app" "$profile"
  cp -a "$work/flatpak-stage/app/extensions" "$1/app/"
  echo "(plug-in-path \"\${gimp_plug_in_dir}/plug-ins:/app/extensions/StructureSmooth/plug-ins\")" \
    >"$profile/gimprc"
  check "GIMP $2: the Flatpak's files smooth by GIMP's plug-in-path" \
    smooth_in "$1" "flatpak-$2"
  rm -rf "$1/app" "$profile/gimprc"
}

# The copy is not called root, since inside would enter it then.
use_in () { # SUITE GIMP
  local copy
  copy=$(copy_fresh "$1")
  use_deb "$copy" "$2"
  use_zip "$copy" "$2"
  use_flatpak "$copy" "$2"
  delete_fresh "$copy"
}

# Core's tests, built in the zip's own build folder from the same objects.
check_core () { # ROOT
  local name command
  # shellcheck disable=SC2086
  inside "$source" python3 "$tree/tests/packages/commands.py" "$source/build-zip" $core_tests \
    >"$used/core-tests"
  while read -r name command; do
    in_copy "$1" "$out" -- sh -c "cd '$source/build-zip' && $command" >"$used/core-log" 2>&1 \
      || { echo "$name:"; cat "$used/core-log"; return 1; }
  done <"$used/core-tests"
  [ "$(wc -l <"$used/core-tests")" = "$(echo "$core_tests" | wc -w)" ]
}

check_symbols () {
  inside "$tree" python3 "$tree/tests/packages/symbols.py" \
    "$work/zip-stage/structure-smooth/structure-smooth" "$max_glibc"
}

test_packages_alone () {
  local deb metainfo
  deb=$(echo "$out"/gimp-structure-smooth_*.deb)
  metainfo=$work/flatpak-stage/app/extensions/StructureSmooth/share/metainfo
  check "SHA256SUMS has all files" sh -c "cd '$out' && sha256sum --check --strict SHA256SUMS \
    && [ \$(ls | grep -vxE '[a-z.-]*(log|tap)|work|SHA256SUMS' | wc -l) = \$(wc -l <SHA256SUMS) ]"
  check "lintian finds no error in the .deb" \
    inside "$out" lintian --allow-root --fail-on error "$deb"
  check "the .deb has less than $max_deb_bytes bytes" \
    test "$(stat -c %s "$deb")" -lt "$max_deb_bytes"
  check "the zip's program needs no glibc after $max_glibc" check_symbols
  check "flatpak-builder reads the manifest" inside "$out" \
    flatpak-builder --show-manifest "$out/org.gimp.GIMP.Plugin.StructureSmooth.yml"
  check "appstreamcli validates the Flatpak's metainfo" inside "$out" appstreamcli \
    validate --no-net --pedantic --override=url-homepage-missing=info \
    "$metainfo/org.gimp.GIMP.Plugin.StructureSmooth.metainfo.xml"
  check "appstreamcli composes it" inside "$out" appstreamcli compose \
    --no-net --origin=flatpak --prefix=/ --result-root="$work/composed" \
    --components=org.gimp.GIMP.Plugin.StructureSmooth \
    "$work/flatpak-stage/app/extensions/StructureSmooth"
}

# All others can be made from the archive, in a tree without a repository.
make_from_source () {
  local folder=$work/again
  mkdir "$folder"
  tar -C "$folder" --strip-components=1 -xf "$out/structure-smooth-$version.tar.xz"
  unlocked "$folder/dev" package
}

check_same () { # PATTERN
  local first
  for first in "$out"/$1; do
    cmp "$first" "$work/again/build-package/${first##*/}" || return 1
  done
}

test_source () {
  check "the source archive names the commit" sh -c \
    "tar -xOf '$out/structure-smooth-$version.tar.xz' --wildcards '*/COMMIT' | grep -qE '^[0-9]+ [0-9a-f]{12}\$'"
  check "all other packages are made from the source archive, without a repository" \
    make_from_source
  check "... the .deb with the same bytes" check_same '*.deb'
  check "... and the zip" check_same '*.zip'
}

test_packages () {
  local core_root
  : >"$taps"
  mkdir -p "$used"
  [ "$mode" = root ] || check_namespaces
  { fresh trixie "Debian 13" gimp \
      && fresh bookworm "Debian 12" libjson-glib-1.0-0; } \
    || die "without these roots the packages can't be tested"
  say "testing the packages"
  test_packages_alone
  use_in trixie 3.0
  # Forky moves, and is not whole every day.
  if fresh forky "Debian forky" gimp; then
    use_in forky 3.2
  else
    skip "GIMP 3.2: the packages are used" "Debian forky can't be had today"
  fi
  check "each smoothed alike, and not in vain" inside "$tree" python3 \
    "$tree/tests/packages/alike.py" "$tree/tests/data/chelsea.png" "$used"
  core_root=$(copy_fresh bookworm)
  check "core's part of the zip passes its tests on Debian 12" check_core "$core_root"
  delete_fresh "$core_root"
  [ ! -e "$out/structure-smooth-$version.tar.xz" ] || test_source
  sed -i "1i TAP version 13\n1..$n_points" "$taps"
  ! grep -q '^not ok' "$taps"
}
