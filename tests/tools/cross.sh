# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
cross_packages="qemu-user gcc-aarch64-linux-gnu gcc-riscv64-linux-gnu"
cross_libraries="libglib2.0-dev libjson-glib-dev libopenblas-dev"

use_cross () {
  local architecture library
  gimp=3.0 suite=trixie debian="Debian 13" mode=root suffix=
  root=$cache/trixie-cross
  stamp=$root/.structure-smooth
  architectures="arm64 riscv64"
  packages="$basic_packages $train_packages $cross_packages"
  optional_packages=
  for architecture in $architectures; do
    for library in $cross_libraries; do
      packages+=" $library:$architecture"
    done
  done
}

test_cross () {
  use_cross
  set_up
}
