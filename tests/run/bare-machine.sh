#!/usr/bin/env bash
# Proof of the two commands on a machine with nothing but Rust and Node: makes Debian 12 in a folder (mmdebstrap), clones
# the last commit into it, runs `npm start -- --demo` there until its window is on a screen, then `npm test`.
# Not part of `npm test`. By hand, as root, with 15 GB of room:   tests/run/bare-machine.sh [FOLDER]
# Rust and Node are copies of this machine's own, and so are the certificates it trusts; everything else is downloaded anew.
# Needs here: mmdebstrap, xvfb, xdotool, imagemagick.
set -euo pipefail

project=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
folder=${1:-/var/tmp/keepward-bare-machine}
home=$folder/root/keepward

within() { # a command on the bare machine, which knows Rust and Node and nothing of this machine's environment
  chroot "$folder" env --ignore-environment HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt "$@"
}

make_machine() {
  [ -e "$folder/etc/debian_version" ] || mmdebstrap --variant=minbase --include=ca-certificates,git bookworm "$folder"
  cp --dereference /etc/resolv.conf "$folder/etc/"
  cp --update /usr/local/share/ca-certificates/*.crt "$folder/usr/local/share/ca-certificates/" 2>/dev/null || true
  chroot "$folder" update-ca-certificates >/dev/null
  mkdir -p "$folder/opt/rust" "$folder/usr/lib/node_modules"
  cp --archive --update "$(rustc --print sysroot)/." "$folder/opt/rust/"
  cp --update "$(node -p process.execPath)" "$folder/usr/bin/node"
  cp --archive --update "$(npm root --global 2>/dev/null)/npm" "$folder/usr/lib/node_modules/"
  ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$folder/usr/bin/npm"
  ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$folder/usr/bin/npx"
  for tool in cargo rustc rustdoc rustfmt cargo-fmt cargo-clippy clippy-driver; do ln -sf "/opt/rust/bin/$tool" "$folder/usr/bin/"; done
}

mount_all() {
  mount -t proc proc "$folder/proc"
  mount -t sysfs sysfs "$folder/sys"
  mount --rbind /dev "$folder/dev"
  mount --make-rslave "$folder/dev"
}

leave() {
  [ -z "${screen:-}" ] || kill "$screen"
  for place in dev sys proc; do umount --recursive --lazy "$folder/$place" 2>/dev/null || true; done
}

show_window() { # starts the app on a screen of this machine and waits for its window
  Xvfb :87 -screen 0 1200x800x24 -nolisten tcp & screen=$!
  within DISPLAY=:87 bash -c 'cd ~/keepward && exec npm start -- --demo' & start=$!
  until DISPLAY=:87 xdotool search --onlyvisible --name '^Keepward' >/dev/null 2>&1; do
    kill -0 "$start" 2>/dev/null || { echo "npm start ended without a window"; return 1; }
    sleep 1
  done
  sleep 5 # the picture is for a person to look at; give it time to be drawn
  DISPLAY=:87 import -window root "$project/tests/out/bare-machine.png"
  DISPLAY=:87 xdotool search --onlyvisible --name '^Keepward' windowkill
  wait "$start" || true
  echo "== npm start: window shown, see tests/out/bare-machine.png"
}

trap leave EXIT
mkdir -p "$project/tests/out"
make_machine
mount_all
rm -rf "$home" && git clone --quiet "$project" "$home"
show_window
within CI=true bash -c 'cd ~/keepward && bash .ci/run < /dev/null'
