#!/bin/sh
# Packs busybox, the kernel modules that the guest needs, and init.sh: initrd.sh KERNEL_ROOT OUT
set -eu
kernel=$1 out=$(realpath -m "$2") here=$(cd "$(dirname "$0")" && pwd)
version=$(ls "$kernel/lib/modules")
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/bin" "$tree/proc" "$tree/sys" "$tree/dev" "$tree/lib/modules/$version"
cp "$(command -v busybox)" "$tree/bin/busybox"
for applet in sh mount mkdir modprobe switch_root; do ln -s busybox "$tree/bin/$applet"; done
depmod -b "$kernel" "$version"
for module in virtio_pci virtio_rng overlay 9p 9pnet_virtio uhid hid-generic; do
  modprobe -d "$kernel" -S "$version" --show-depends "$module" 2>/dev/null | sed -n 's/^insmod \([^ ]*\).*/\1/p'
done | sort -u | while read -r file; do
  inside=lib/modules/$version/${file##*/lib/modules/"$version"/}
  mkdir -p "$tree/$(dirname "$inside")"
  cp "$kernel/$inside" "$tree/$inside"
done
cp "$kernel/lib/modules/$version"/modules.order "$kernel/lib/modules/$version"/modules.builtin* "$tree/lib/modules/$version/"
depmod -b "$tree" "$version"
cp "$here/init.sh" "$tree/init"
chmod +x "$tree/init"
(cd "$tree" && find . | cpio -o -H newc --quiet | gzip -1) >"$out"
