/** Which reports their receipt acknowledged, where the owner has changed what counts. */
import { expect, test } from "vitest";
import { ApiError, type Api } from "../../../src/desk/api.ts";
import { channelOf } from "../../../src/desk/cases/channel.ts";
import { byReceipt } from "../../../src/desk/cases/course.ts";
import { earlierSettings } from "../../../src/desk/cases/earlier_settings.ts";
import { digestOf } from "../../../src/sealing/digest.ts";
import { utf8 } from "../../../src/sealing/encoding.ts";
import { KeyringChain } from "../../../src/sealing/keyring/chain.ts";
import { nextEpoch, signKeyring } from "../../../src/sealing/keyring/sign.ts";
import { parseJsonText } from "../../../src/sealing/strict_json.ts";
import type { Reader } from "../../../src/sealing/schema.ts";
import type { Entry } from "../../../src/sealing/thread.ts";
import { ISSUED, makeChannel } from "../../support/desk_vault.ts";

const RECEIPT = '{"acknowledgement":"receipt"}';
const HANDLER = '{"acknowledgement":"handler"}';

/** A channel in whose second epoch the receipt acknowledges, and in whose third it does no longer. */
function chain(): KeyringChain {
  const { channel, owner, epoch } = makeChannel();
  const notes = [epoch.note];
  for (const settings of [RECEIPT, HANDLER]) {
    const { newest } = KeyringChain.verify(channel, notes, { by: "owner", owner: owner.verifyingKey });
    notes.push(signKeyring(nextEpoch(newest, { ...newest.keyring, settings: digestOf(utf8(settings)) }, ISSUED), owner));
  }
  return KeyringChain.verify(channel, notes, { by: "owner", owner: owner.verifyingKey });
}

/** A server that answers each digest so; null for one that does not answer. */
function serverOf(answers: (path: string) => string | null): { api: Api; asked: string[] } {
  const asked: string[] = [];
  const get = <T>(path: string, reader: Reader<T>): Promise<T> => {
    asked.push(path);
    const settings = answers(path);
    if (settings === null) return Promise.reject(new ApiError("problem-not-found"));
    return Promise.resolve(reader(parseJsonText(JSON.stringify({ settings }))));
  };
  return { api: { get } as unknown as Api, asked };
}

const all = (path: string): string => (path.endsWith(digestOf(utf8(RECEIPT))) ? RECEIPT : "{}");

/** Whether the receipt acknowledged a report sealed under each epoch. */
async function acknowledged(api: Api, keyrings: KeyringChain): Promise<readonly boolean[]> {
  const channel = channelOf(keyrings, "lund", HANDLER, ISSUED, await earlierSettings(api, keyrings));
  return [1, 2, 3].map((epoch) => byReceipt(channel, [{ status: "shown", body: { keyring: { epoch } } } as unknown as Entry]));
}

test("a report counts by the settings that it was sealed under, and each is asked for once", async () => {
  const { api, asked } = serverOf(all);
  const keyrings = chain();
  expect(await acknowledged(api, keyrings)).toEqual([false, true, false]);
  expect(await acknowledged(api, keyrings)).toEqual([false, true, false]);
  expect(asked).toHaveLength(2);
});

test("other settings than the epoch names, or none, acknowledge nothing", async () => {
  const keyrings = chain();
  expect(await acknowledged(serverOf(() => `${RECEIPT} `).api, keyrings)).toEqual([false, false, false]);
  expect(await acknowledged(serverOf(() => null).api, keyrings)).toEqual([false, false, false]);
});
