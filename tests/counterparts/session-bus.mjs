// A D-Bus bus of a test's own, session or system (Debian's dbus-daemon). It starts no service by itself: what a test
// wants on its bus, a keyring for one, the test starts.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startChild } from "./child.mjs";

const configuration = (folder) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** Starts a bus whose socket lies in `folder`. To dbus-daemon a system bus is one that others reach by another address. */
export async function start(folder, name = "session-bus") {
  const file = join(folder, `${name}.conf`);
  await writeFile(file, configuration(folder));
  const child = startChild("dbus-daemon", ["--config-file", file, "--nofork", "--nopidfile", "--print-address=3"]);
  return { address: await child.firstLine(), stop: child.stop };
}
