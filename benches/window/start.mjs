// From start to the painted code list, by quick unlock; other apps to their first settled window, which is locked.
import { existsSync } from "node:fs";
import { startChild } from "../../tests/counterparts/child.mjs";
import { atDesk } from "./desk.mjs";
import { print } from "./figure.mjs";
import { paintedAfter } from "./framebuffer.mjs";

const runs = 5;

async function measure(name, framebuffer, open) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    let child;
    times.push(await paintedAfter(() => (child = open()), framebuffer));
    await child.stop();
  }
  print(name, times, "ms");
}

await atDesk({}, async ({ fill, framebuffer, machine, open }) => {
  for (const accounts of [10, 1_000, 10_000]) {
    await fill(accounts);
    await measure(`keepward, codes of ${accounts} accounts painted`, framebuffer, open);
  }
  for (const peer of ["keepassxc", "otpclient"]) {
    if (!existsSync(`/usr/bin/${peer}`)) continue;
    await measure(`${peer}, first window painted (locked)`, framebuffer, () => startChild(peer, [], { env: machine.env }));
  }
});
