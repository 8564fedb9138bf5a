#!/bin/sh
# First program of the virtual machine: the root of this computer, read-only with a layer on top, then the guest's script.
export PATH=/bin
mount -t proc proc /proc && mount -t sysfs sysfs /sys && mount -t devtmpfs dev /dev
for module in virtio_pci virtio_rng overlay 9p 9pnet_virtio uhid hid-generic; do modprobe "$module"; done
mkdir -p /below /layer /root
mount -t 9p -o ro,trans=virtio,version=9p2000.L,msize=512000,cache=loose,access=any root /below
mount -t tmpfs -o size=1G tmpfs /layer && mkdir /layer/up /layer/work
mount -t overlay -o lowerdir=/below,upperdir=/layer/up,workdir=/layer/work overlay /root
for place in proc sys dev; do mount -o move /$place /root/$place; done
for word in $(busybox cat /root/proc/cmdline); do case $word in guest=*) guest=${word#guest=} ;; esac; done
exec switch_root /root /bin/bash "$guest"
