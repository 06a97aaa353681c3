# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
#
# The environment of ./dev, which sources this file: finding or making it,
# running commands in it, building in it. The head of ./dev describes the two
# kinds, host and root.
#
# Reads from ./dev: packages, optional_packages, architectures, default_mirror,
# tree, here, cache, log, uid, say, die; from gimp.sh: mode, suite, debian, root, stamp, suffix.
# Sets: build_log, history_folders.
#
# Locks, all on files below $cache/locks, all closed in child processes, so
# that a daemon that outlives its command holds none of them:
#   fd 7  the root's name: shared by every command that uses that root,
#         exclusive for taking it away;
#   fd 8  "set-up": one set-up at a time;
#   fd 9  one per source tree: its build folders;
#   fd 6  "profile": the GIMP profile of ./dev try.

# Takes a lock of this process; says so where it has to wait for it. What runs
# in the background shares the locks that were taken before.
held=
lock () { # FD NAME WHAT-THE-OTHER-DOES [FLOCK-OPTION...]
  local fd=$1 name=$2 what=$3
  shift 3
  [[ "$held" != *" $fd:$name "* ]] || return 0
  mkdir -p "$cache/locks"
  eval "exec $fd>>\"\$cache/locks/\$name\""
  flock -n "$@" "$fd" || { say "waiting for another ./dev that $what"; flock "$@" "$fd"; }
}

# Runs a command that inherits no lock.
unlocked () { "$@" 6>&- 7>&- 8>&- 9>&-; }

failed () { # WHAT: the end of the log, then why and what to do
  tail -n 15 "$log" | sed 's/^/    /' >&2
  die "$1 (above: the end of $log). Set-up needs a Debian mirror by network; mend that and run the same command again."
}

# ---- host packages -------------------------------------------------------

# Is there somebody to ask, and does that person agree? Nobody is asked in CI,
# nor root without a terminal.
agreed () {
  if [ -n "${CI:-}" ] || { [ "$uid" = 0 ] && [ ! -t 0 ]; }; then
    return 0
  fi
  [ -t 0 ] || return 1
  local answer
  read -r -p "dev: install them now? [Y/n] " answer || return 1
  case $answer in [nN]*) return 1 ;; esac
}

# Installs Debian packages on this system: as root, else through sudo.
install_on_host () { # WHY PACKAGE...
  local why=$1 sudo=()
  shift
  say "$why these packages are missing here: $*"
  command -v apt-get >/dev/null \
    || die "this system has no apt-get: install their like by hand, then run ./dev again"
  if [ "$uid" != 0 ]; then
    command -v sudo >/dev/null \
      || die "ask an administrator to run: apt-get install --no-install-recommends $*"
    sudo=(sudo)
    [ -t 0 ] || sudo=(sudo -n)
  fi
  agreed || die "nothing was installed. To do it by hand: apt-get install --no-install-recommends $*"
  say "installing them (log: $log)"
  { unlocked "${sudo[@]}" dpkg --configure -a || true
    unlocked "${sudo[@]}" apt-get update \
      && unlocked "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get \
           install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
  } </dev/null >>"$log" 2>&1 || failed "apt-get could not install them"
}

is_on_host () { # PACKAGE
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Those not installed. An optional one is left out where the system has no such
# package, as a later one with other versions: what needs it is skipped then.
missing_on_host () {
  local package
  for package in $packages; do
    is_on_host "$package" || echo "$package"
  done
  for package in $optional_packages; do
    if is_on_host "$package"; then
      continue
    elif apt-cache show "$package" >/dev/null 2>&1; then
      echo "$package"
    else
      say "this system has no package $package: what needs it is skipped"
    fi
  done
}

set_up_host () {
  local missing=()
  if command -v dpkg-query >/dev/null; then
    mapfile -t missing < <(missing_on_host)
    [ ${#missing[@]} = 0 ] \
      || install_on_host "for building and testing," "${missing[@]}"
  else
    local tool
    for tool in cc meson ninja pkg-config python3 msgfmt gimp-console-3.0; do
      command -v "$tool" >/dev/null || missing+=("$tool")
    done
    [ ${#missing[@]} = 0 ] \
      || die "these programs are missing: ${missing[*]}. Install them and run ./dev again."
  fi
}

# ---- a Debian root in the cache folder --------------------------------------

# Every command on the root runs in name spaces of its own, and dies with us.
namespaces=(setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child)

check_namespaces () {
  local why name
  if [ "$uid" != 0 ]; then
    name=$(id -un)
    namespaces+=(--map-root-user --map-auto)
    command -v newuidmap >/dev/null || install_on_host \
      "to make a $debian root without root rights," uidmap
    { grep -qs "^\($name\|$uid\):" /etc/subuid \
        && grep -qs "^\($name\|$uid\):" /etc/subgid; } \
      || die "$name has no range in /etc/subuid and /etc/subgid. As root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $name (any free range will do), then run ./dev again."
  fi
  why=$("${namespaces[@]}" mount -t tmpfs none /mnt 2>&1) && return 0
  say "this system allows no name spaces of our own with mounts: $why"
  [ "$uid" = 0 ] \
    && die "in a container, give it the right to mount (docker: --privileged), or use a container of Debian 13, where none is needed"
  die "run it as root (sudo ./dev ...), or see: sysctl user.max_user_namespaces kernel.unprivileged_userns_clone kernel.apparmor_restrict_unprivileged_userns"
}

# Runs in the new name spaces: ROOT, FOLDER..., --, then a command line for
# chroot. The folders appear in the root at their own paths.
# shellcheck disable=SC2016
in_root='set -e
root=$1; shift
mount --bind "$root" "$root"
mount -t proc proc "$root/proc" 2>/dev/null || mount --rbind /proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount --bind /tmp "$root/tmp"
while [ "$1" != -- ]; do
  mkdir -p "$root$1"
  mount --rbind "$1" "$root$1"
  shift
done
shift
chroot "$root" "$@"'

root_clean=(env -i "PATH=/usr/sbin:/usr/bin:/sbin:/bin" LANG=C.UTF-8 USER=root)

# The first mirror that answers: the one asked for, the system's, Debian's.
find_mirror () {
  local mirror tried=
  if command -v apt-config >/dev/null && [ -z "${http_proxy:-}" ]; then
    eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
    export http_proxy
  fi
  for mirror in ${DEV_MIRROR:-} $(host_mirrors) "$default_mirror"; do
    mirror=${mirror%/}
    [[ " $tried " != *" $mirror "* ]] || continue
    unlocked wget -q -O /dev/null --timeout=20 --tries=2 \
      "$mirror/dists/$suite/InRelease" 2>>"$log" \
      && { echo "$mirror"; return 0; }
    tried+="$mirror "
  done
  die "no network: no answer from ${tried% }. Set-up needs a Debian mirror once (about 500 MB); mend the network, or name another with DEV_MIRROR=http://..., and run the same command again."
}

host_mirrors () {
  LC_ALL=C apt-get indextargets --format "\$(REPO_URI)" 2>/dev/null \
    | grep -E '^https?://.*/debian/?$' | sort -u || true
}

# The programs that make a base system, and the keys by which it is verified:
# without the keys debootstrap would take any mirror's word, over plain http.
need_debootstrap () {
  local missing=()
  [ -e "$(archive_keyring)" ] || missing+=(debian-archive-keyring)
  command -v debootstrap >/dev/null || missing+=(debootstrap)
  [ ${#missing[@]} = 0 ] || install_on_host \
    "this system has no GIMP $gimp, and to make a $debian root," "${missing[@]}"
  [ -e "$(archive_keyring)" ] \
    || die "Debian's keys are missing: no $(archive_keyring). Nothing is installed unverified; install the package debian-archive-keyring or its like and run ./dev again."
}

archive_keyring () {
  local file=${DEV_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}
  [ -e "$file" ] || [ ! -e "${file%.gpg}.pgp" ] || file=${file%.gpg}.pgp
  echo "$file"
}

# Stage 1: the base system; a half-made one is taken away first, once no other
# command uses it.
make_base () { # MIRROR
  local scripts=/usr/share/debootstrap/scripts script=()
  lock 7 "${root##*/}" "uses the unfinished root" -x
  "${namespaces[@]}" rm -rf --one-file-system "$root"
  mkdir -p "$root"
  say "making a $debian root in $root (about a minute, 1.5 GB; log: $log)"
  # A debootstrap that is older than the suite has no script of its name. The
  # script of sid serves every later suite.
  [ -e "$scripts/$suite" ] || script=("$scripts/sid")
  # "container=lxc": binds devices where they cannot be made.
  unlocked "${namespaces[@]}" env container=lxc http_proxy="${http_proxy:-}" \
    debootstrap --variant=minbase --force-check-gpg \
    --keyring="$(archive_keyring)" "$suite" "$root" "$1" "${script[@]}" \
    </dev/null >>"$log" 2>&1 || failed "debootstrap could not make a $debian root"
  touch "$root/.base"
}

# Stage 2: the packages; also completes an interrupted dpkg. An optional one is
# left out where this Debian has no such package: the pinned tools that check
# sources are those of Debian 13. The Release file of a Debian that is not yet
# released is valid for a week, and a mirror may be older; its signature is
# checked all the same.
add_packages () { # MIRROR
  local resolv=/etc/resolv.conf
  cp -L "$resolv" "$root/etc/resolv.conf" 2>/dev/null || true
  echo "deb $1 $suite main" >"$root/etc/apt/sources.list"
  { echo 'APT::Sandbox::User "root";'
    LC_ALL=C apt-config dump 2>/dev/null \
      | grep -E '^Acquire::(http|https|Retries|Force)' || true
    [ "$suite" = trixie ] || echo 'Acquire::Check-Valid-Until "false";'
  } >"$root/etc/apt/apt.conf.d/90structure-smooth"
  printf '%s\n' force-unsafe-io 'path-exclude=/usr/share/doc/*' \
    'path-exclude=/usr/share/man/*' >"$root/etc/dpkg/dpkg.cfg.d/structure-smooth"
  say "installing the packages into it (a minute or two; log: $log)"
  # shellcheck disable=SC2016,SC2086
  unlocked "${namespaces[@]}" sh -c "$in_root" sh "$root" -- "${root_clean[@]}" \
    http_proxy="${http_proxy:-}" DEBIAN_FRONTEND=noninteractive sh -c '
      dpkg --configure -a
      for architecture in $1; do
        dpkg --add-architecture "$architecture" || exit
      done
      apt-get update && apt-get install -y -f || exit
      optional=$2; shift 2
      for package in $optional; do
        if apt-cache show "$package" >/dev/null; then set -- "$@" "$package"; fi
      done
      apt-get install -y --no-install-recommends "$@" && apt-get clean' \
    sh "$architectures" "$optional_packages" $packages </dev/null >>"$log" 2>&1
}

# Makes the root, or completes it. A root with a stamp has worked, and other
# commands may be at work in it: whatever fails in it, it stays.
complete_root () {
  local mirror
  : >"$log"
  need_debootstrap
  mirror=$(find_mirror)
  if [ -e "$stamp" ]; then
    add_packages "$mirror" \
      || failed "apt-get could not install more packages into the root, which was left as it is (to make it anew, delete $root)"
  elif ! { [ -e "$root/.base" ] && add_packages "$mirror"; }; then
    make_base "$mirror"
    add_packages "$mirror" || failed "apt-get could not install the packages"
  fi
  sync -f "$root"
}

set_up_root () {
  local id
  check_namespaces
  # shellcheck disable=SC2086
  id=$(echo $suite $packages $optional_packages $architectures | sha1sum | cut -c1-16)
  # The stamp holds a line for each list of packages installed so far.
  if ! grep -qsx "$id" "$stamp"; then
    lock 8 set-up "is setting up"
    if ! grep -qsx "$id" "$stamp"; then
      complete_root
      echo "$id" >>"$stamp"
    fi
    exec 8>&-
  fi
  lock 7 "${root##*/}" "is taking the root away" -s
  find_history
}

# In a git worktree the history lies elsewhere; checks of commits read it.
history_folders=()
find_history () {
  local folder
  [ -f "$tree/.git" ] || return 0
  folder=$(sed -n 's/^gitdir: //p' "$tree/.git")
  folder=$(realpath -m -- "$folder/$(cat "$folder/commondir" 2>/dev/null)")
  if [ -d "$folder" ] && may_bind "$folder"; then
    history_folders=("$folder")
  fi
}

# Makes the environment that use_gimp has chosen, where it isn't there yet.
set_up () {
  mkdir -p "$cache/home" "$cache/try" "$cache/logs" || die "cannot write to $cache"
  "set_up_$mode"
}

# ---- running in the environment -------------------------------------------

# May this folder appear in the root at its own path? Not where it would cover
# files of the root's own system (folders alone are mount points of earlier
# commands), nor where the root has a link on the way, which would lead the
# mount astray.
may_bind () { # FOLDER, absolute
  case $1 in
    / | /tmp) return 1 ;;
    /bin | /boot | /dev | /etc | /lib | /lib32 | /lib64 | /proc | /run | /sbin | /sys | /usr | /var) return 1 ;;
    /bin/* | /dev/* | /lib/* | /lib32/* | /lib64/* | /proc/* | /sbin/* | /sys/*) return 1 ;;
    /boot/* | /etc/* | /run/* | /usr/* | /var/*)
      [ ! -e "$root$1" ] || [ -z "$(find "$root$1" ! -type d -print -quit 2>&1)" ] \
        || return 1 ;;
  esac
  [ "$(realpath -m -- "$root$1")" = "$(realpath -- "$root")$1" ]
}

# The folder for commands to start in: the one that the caller is in, bound
# where it can be, else /tmp. Sets start.
start_here () {
  start=$here
  [ "$mode" = root ] && [ "$here" != /tmp ] || return 0
  if may_bind "$here"; then
    extra_folders+=("$here")
  else
    start=/tmp
  fi
}

# Makes a path visible in the root, and whatever is made there visible
# outside: binds its nearest existing folder.
bind_path () { # PATH
  local folder
  folder=$(realpath -ms -- "$1")
  [ -d "$folder" ] || folder=$(dirname "$folder")
  while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
  [ "$folder" != /tmp ] || return 0
  case $folder/ in "$start"/*) return ;; esac
  may_bind "$folder" \
    || die "'$1' lies in $folder, which is the system's own and another one in the $debian root: name a path below a folder of yours that exists"
  extra_folders+=("$folder")
}

# Binds what a command's arguments name: what exists, and what may be made.
bind_arguments () { # ARGUMENT...
  local argument
  [ "$mode" = root ] || return 0
  for argument; do
    case $argument in --*=*) argument=${argument#--*=} ;; esac
    case $argument in */* | . | ..) bind_path "$argument" ;; esac
    [ ! -e "$argument" ] || bind_path "$(realpath -- "$argument")"
  done
}

# Runs a command in the environment, in a folder. HOME is a private one: no
# test meets the person's own GIMP settings. EXTRA_FOLDERS and EXTRA_ENV are
# the caller's.
extra_folders=()
extra_env=()
inside () { # FOLDER CMD...
  local folder=$1 name env
  shift
  env=("HOME=$cache/home" "TMPDIR=/tmp")
  if [ "$mode" = host ]; then
    (cd "$folder" && unlocked env -u XDG_CONFIG_HOME -u XDG_CACHE_HOME \
      -u XDG_DATA_HOME "${env[@]}" "${extra_env[@]}" "$@")
    return
  fi
  for name in TERM CI MESON_TESTTHREADS ${!SMOOTH_*}; do
    [ -z "${!name:-}" ] || env+=("$name=${!name}")
  done
  # shellcheck disable=SC2016
  unlocked "${namespaces[@]}" sh -c "$in_root" sh "$root" "$tree" "$cache" \
    "${history_folders[@]}" "${extra_folders[@]}" -- "${root_clean[@]}" "${env[@]}" "${extra_env[@]}" \
    sh -c 'cd "$0" && "$@"' "$folder" "$@"
}

tree_key () { echo "$tree" | sha1sum | cut -c1-16; }

# Configures a folder of the tree, anew where the environment changed or was
# killed half-way. Each GIMP has build folders of its own.
configure () { # FOLDER MESON-OPTION...
  local folder=$tree/$1$suffix key
  build_log=$cache/logs/$(tree_key)-$1$suffix.log
  shift
  lock 9 "tree-$(tree_key)" "builds in this tree"
  held=" 9:tree-$(tree_key) "
  key="$mode $root $* ${extra_env[*]} $(inside "$tree" sh -c \
    'meson --version; cc -dumpfullversion; pkg-config --modversion gimp-3.0 2>&1
     pkg-config --modversion libonnxruntime 2>&1 || true' | tr '\n' ' ')"
  [ "$(cat "$folder/.dev" 2>/dev/null)" != "$key" ] || return 0
  say "configuring $folder"
  rm -rf "$folder"
  inside "$tree" meson setup "$folder" -Dwerror=true "$@" >"$build_log" 2>&1 \
    || { tail -n 30 "$build_log" >&2; die "meson setup failed (log: $build_log)"; }
  echo "$key" >"$folder/.dev"
}

ninja=(ninja)
build () { # FOLDER NINJA-TARGET MESON-OPTION...
  local folder=$1 target=$2
  shift 2
  configure "$folder" "$@"
  say "building $tree/$folder$suffix"
  inside "$tree" "${ninja[@]}" -C "$tree/$folder$suffix" "$target" >"$build_log" 2>&1 \
    || { tail -n 60 "$build_log" >&2; die "the build failed (log: $build_log)"; }
}
