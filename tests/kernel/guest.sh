# Runs inside the virtual machine, as root, with a real /dev/uhid. Each line it prints that begins with OK or FAIL is a
# result; without the last line, DONE, nothing counts.
export PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp/home LANG=C.UTF-8
for word in $(cat /proc/cmdline); do case $word in here=*) here=${word#here=} ;; key=*) key=${word#key=} ;; node=*) node=${word#node=} ;; esac; done
# The overlay cannot tell us where the programs of this computer are; the command line did.
result() { if [ "$1" -eq 0 ]; then echo "OK $2"; else echo "FAIL $2"; sed 's/^/  | /' /tmp/said; fi; }
try() { name=$1; shift; "$@" >/tmp/said 2>&1; result $? "$name"; }
end() { echo DONE; sync; busybox poweroff -f; }

mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /tmp && mkdir -p /run/udev /tmp/home /dev/shm /dev/pts
mount -t tmpfs tmpfs /dev/shm && mount -t devpts devpts /dev/pts
busybox ip link set lo up
/lib/systemd/systemd-udevd --daemon && udevadm trigger --action=add && udevadm settle

mkfifo /tmp/plug
"$key" --uhid --model uv </tmp/plug >/tmp/key 2>&1 &
exec 3>/tmp/plug # the key stays plugged in as long as this is open
until grep -q "plugged in" /tmp/key || ! kill -0 $! 2>/dev/null; do busybox usleep 100000; done
for _ in $(seq 100); do [ -e /dev/hidraw0 ] && break; busybox usleep 100000; done
udevadm settle
cp /tmp/key /tmp/said; test -e /dev/hidraw0; result $? "the kernel makes a device of it"
try "udev knows it as a security token" sh -c "udevadm info /dev/hidraw0 | grep -q ID_FIDO_TOKEN=1"
try "fido2-token lists it" sh -c "fido2-token -L | grep /dev/hidraw0"
try "fido2-token reads what it is" sh -c "fido2-token -I /dev/hidraw0 | grep FIDO_2_1"

cd /tmp || end
{ head -c 32 /dev/urandom | base64; echo example.com; echo ann; head -c 16 /dev/urandom | base64; } >make
try "fido2-cred makes a credential" fido2-cred -M -i make -o made /dev/hidraw0 es256
try "fido2-cred verifies it" fido2-cred -V -i made -o public es256
{ head -c 32 /dev/urandom | base64; echo example.com; head -1 public; } >get
try "fido2-assert signs with it" fido2-assert -G -i get -o got /dev/hidraw0
tail -n +2 public >pem
try "fido2-assert verifies the signature" fido2-assert -V -i got pem es256
try "ssh-keygen makes a key in it" ssh-keygen -q -t ed25519-sk -N "" -f /tmp/home/id
echo text >message
try "ssh-keygen signs with it" ssh-keygen -q -Y sign -f /tmp/home/id -n file message
{ echo -n "ann "; cat /tmp/home/id.pub; } >signers
try "ssh-keygen verifies the signature" sh -c "ssh-keygen -Y verify -f signers -I ann -n file -s message.sig <message"

if command -v chromium >/dev/null; then
  "$node" "$here/page-server.mjs" "$here/page.html" 3000 >/tmp/page 2>&1 &
  page=$!
  chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
    --disable-sync --disable-extensions --disable-dev-shm-usage --user-data-dir=/tmp/profile --password-store=basic \
    --in-process-gpu --disable-software-rasterizer --no-zygote --disable-breakpad --disable-crash-reporter --disable-quic \
    --enable-features=NetworkServiceInProcess2,NetworkServiceInProcess \
    --disable-features=OptimizationGuideOnDeviceModel,OptimizationHints,Translate,MediaRouter,PaintHolding,Vulkan \
    --app=http://localhost:3000/ >/tmp/said 2>&1 &
  wait $page
  result $? "chromium ends its ceremonies"
  cat /tmp/page
  grep -q "CTAP error response code 25" /tmp/said
  result $? "chromium is told of what is excluded"
fi
end
