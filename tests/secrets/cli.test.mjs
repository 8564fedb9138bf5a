// No secret leaves through the command line: neither in what it lists nor in what it says of mistakes.
import { onMachine } from "../counterparts/on-machine.mjs";
import { uri } from "../window/accounts.mjs";
import { assertClean, first } from "./markers.mjs";

const mistakes = [
  ["add", uri(first).replace("digits=6", "digits=99")],
  ["add", uri(first).replace("otpauth:", "otpauht:")],
  ["add", uri(first).replace(first.secret, `${first.secret}!`)],
  ["add", uri(first), "--no-such-option"],
  ["code", "nobody"],
  ["code", "--uri", uri(first).replace("totp", "xotp")],
];
const listings = [["list"], ["list", "--json"], ["lock-info"], ["code", first.issuer], ["code", first.issuer, "--json"]];

onMachine("no marker in what the command line prints, unless it was asked to", {}, async (machine) => {
  await machine.cli("init");
  await machine.cli("add", uri(first));
  for (const line of [...mistakes, ...listings]) {
    const { said } = await machine.keepward(line);
    assertClean(said, `what "keepward ${line[0]}" prints`);
  }
});
