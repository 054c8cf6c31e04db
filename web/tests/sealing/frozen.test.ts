import { expect, it } from "vitest";
import { hasExpired } from "../../src/sealing/keyring/status.ts";
import { channel, FIRST_DAY, later, lines, person, publish } from "../support/channel.ts";
import { append, file, member, readAsMember, readAsReporter, words } from "../support/case.ts";

it("a server that freezes the keyring for somebody who was removed shows one whose days are over", async () => {
  const made = channel();
  const filed = await file(made);
  const before = member(filed, made.bertil);
  const frozen = [...made.notes];
  publish(made, { handlers: lines(made.anna, person("Doris")) }, later(FIRST_DAY, 10));
  const bertil = await readAsMember(filed, made.bertil);
  await append(filed, bertil.conversation, { ...before, day: later(FIRST_DAY, 130) }, "message", words("Jag handlägger."));
  const { conversation, chain } = await readAsReporter(filed, filed.conversation, frozen);
  // By signatures alone nothing speaks against the letter: only the reader's own day does.
  expect(conversation.entries.at(-1)?.status).toBe("shown");
  const { keyring } = chain.newest;
  expect(hasExpired(keyring, later(FIRST_DAY, 130))).toBe(true);
  expect(hasExpired(keyring, later(FIRST_DAY, 1000))).toBe(true);
  expect(hasExpired(keyring, keyring.expires)).toBe(false);
  // Two days of clock error.
  expect(hasExpired(keyring, later(keyring.expires, 2))).toBe(false);
  expect(hasExpired(keyring, later(keyring.expires, 3))).toBe(true);
});
