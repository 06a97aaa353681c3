# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
#
# The versions of GIMP that ./dev knows, which sources this file, and the
# environment that has each: this system where its own GIMP is that version,
# else a root of the Debian that has it.
#
# Reads from ./dev: cache, die. Sets: gimp, debian, suite, root, stamp, mode,
# suffix.

gimp_versions="3.0 3.2"

# The version of this system's GIMP, or of its package of it: 3.0, or 3.2, which
# stands for every later one, too. Empty: there is none. apt's words are read
# in English.
own_gimp () {
  local version
  version=$(pkg-config --modversion gimp-3.0 2>/dev/null || true)
  if [ -z "$version" ] && command -v apt-get >/dev/null; then
    version=$(LC_ALL=C apt-cache policy libgimp-3.0-dev 2>/dev/null \
      | sed -n 's/^ *Candidate: \([0-9]\)/\1/p')
    # shellcheck disable=SC1091
    [ -n "$version" ] || case $(. /etc/os-release && echo "$ID-${VERSION_ID:-}") in
      debian-13* | ubuntu-25.*) version=3.0 ;;
      debian-1[4-9]* | ubuntu-2[6-9].*) version=3.2 ;;
    esac
  fi
  case $version in
    '') ;;
    3.0*) echo 3.0 ;;
    *) echo 3.2 ;;
  esac
}

# The known version that is not this one.
other_gimp () { # VERSION
  local version
  for version in $gimp_versions; do
    [ "$version" = "$1" ] || echo "$version"
  done
}

# Chooses the environment that has this version of GIMP; set_up makes it. Empty:
# the version of this system, else 3.0, whose build folders have no suffix.
use_gimp () { # VERSION
  local own default
  # A subshell inherits the answer.
  found_own=${found_own-$(own_gimp)}
  own=$found_own
  default=${own:-3.0}
  gimp=${1:-$default}
  case $gimp in
    3.0) suite=trixie debian="Debian 13" ;;
    3.2) suite=forky debian="Debian forky" ;;
    *) die "'$gimp' is no version of GIMP that ./dev knows (known: $gimp_versions)" ;;
  esac
  root=$cache/$suite
  stamp=$root/.structure-smooth
  suffix=
  [ "$gimp" = "$default" ] || suffix=-$gimp
  case ${DEV_ENVIRONMENT:-} in
    '') if [ "$gimp" = "$own" ]; then mode=host; else mode=root; fi ;;
    root) mode=root ;;
    host)
      mode=host
      [ "$gimp" = "$default" ] \
        || die "DEV_ENVIRONMENT is host, and this system's GIMP is $default, not $gimp" ;;
    *) die "DEV_ENVIRONMENT is '$DEV_ENVIRONMENT', known are host and root" ;;
  esac
}
