/** An owner's desk in front of a server that keeps one channel and one vault, and can lose an answer. */
import type { Reader } from "../../src/sealing/schema.ts";
import type { JsonObject } from "../../src/sealing/strict_json.ts";
import { parseJsonText, writeJsonText } from "../../src/sealing/strict_json.ts";
import { parseBase64 } from "../../src/sealing/encoding.ts";
import { newIdentity, type Identity } from "../../src/sealing/identity.ts";
import { openVault, sealVault, type Vault } from "../../src/sealing/vault.ts";
import { ApiError } from "../../src/desk/api.ts";
import { Channels } from "../../src/desk/channels.ts";
import type { Desk } from "../../src/desk/desk.ts";
import { Memory, type Store } from "../../src/desk/memory.ts";
import { Session } from "../../src/desk/session.ts";
import { makeChannel } from "./desk_vault.ts";

/** What happens to a request: nothing, it never arrives, or its answer is lost. */
export type Fate = "answered" | "never-arrived" | "answer-lost";

/** A browser's store that lasts as long as a test. */
export function keptHere(): Store {
  const texts = new Map<string, string>();
  return {
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => void texts.set(name, text),
    removeItem: (name) => void texts.delete(name),
    key: (index) => [...texts.keys()][index] ?? null,
    get length() {
      return texts.size;
    },
  };
}

/** The server's side. */
export class OwnersServer {
  readonly made: ReturnType<typeof makeChannel>;
  readonly notes: string[];
  published = false;
  settings = "{}";
  /** The time by the owner's clock. */
  now = new Date("2026-01-11T12:00:00Z");
  /** What happens to the next epoch that is sent. */
  fate: Fate = "answered";
  readonly #unlock: Identity<"unlock"> = newIdentity<"unlock">();
  #vault: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  constructor(made = makeChannel()) {
    this.made = made;
    this.notes = [made.epoch.note];
  }

  /** Keeps the vault of a channel that has just been established, with what else it holds. */
  async keepFirst(more: Partial<Vault> = {}): Promise<void> {
    const { recipient } = this.#unlock;
    this.#vault = await sealVault({
      ...this.made.vault,
      ...more,
      unlock: [{ way: "passphrase", name: "passphrase", recipient, id: "" }],
    });
  }

  /** The vault as it is kept. */
  async vault(): Promise<Vault> {
    return openVault(this.#vault, this.#unlock);
  }

  /** A desk that has just been unlocked, on a computer that remembers nothing. */
  async unlocked(): Promise<Desk> {
    const vault = await this.vault();
    const session = new Session();
    const { channel } = this.made;
    const designations = [{ channel, address: "lund", role: "owner", since: vault.day }] as const;
    session.unlocked({ id: vault.member, name: "anna", designations }, vault);
    const memory = new Memory(keptHere(), vault.member);
    const desk: Pick<Desk, "api" | "session" | "channels" | "memory" | "now"> = {
      api: this as unknown as Desk["api"],
      session,
      channels: new Channels(),
      memory: () => memory,
      now: () => this.now,
    };
    // Only what publishing needs.
    return desk as Desk;
  }

  /** `GET` of the channel. */
  get<T>(_path: string, reader: Reader<T>): Promise<T> {
    const { channel } = this.made;
    const told: JsonObject = {
      channel,
      address: "lund",
      published: this.published,
      today: "2026-01-11",
      settings: this.settings,
      keyrings: this.notes,
      members: [],
    };
    return Promise.resolve(reader(parseJsonText(writeJsonText(told))));
  }

  /** `PUT` of the vault, `POST` of an epoch. */
  async send<T>(method: string, _path: string, reader: Reader<T>, sent: { readonly body: JsonObject }): Promise<T> {
    await Promise.resolve();
    if (method === "PUT") {
      this.#vault = parseBase64(sent.body["sealed"] as string) ?? new Uint8Array(0);
      return reader({ counter: 0 });
    }
    // An invitation that is withdrawn.
    if (method === "DELETE") return reader(null);
    const { fate } = this;
    this.fate = "answered";
    if (fate === "never-arrived") throw new ApiError("offline");
    const note = sent.body["keyring"] as string;
    if (note !== this.notes.at(-1)) this.notes.push(note);
    this.published = sent.body["published"] === true;
    if (typeof sent.body["settings"] === "string") this.settings = sent.body["settings"];
    if (fate === "answer-lost") throw new ApiError("offline");
    return reader(null);
  }
}
