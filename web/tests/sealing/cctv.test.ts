/**
 * The age project's test vectors (CCTV), against the library that seals here and against the gate before it.
 */
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import * as age from "age-encryption";
import * as vectors from "cctv-age";
import { describe, expect, test } from "vitest";
import { readHeader } from "../../src/sealing/gate.ts";
import { openBytes } from "../../src/sealing/hybrid.ts";
import { parseIdentity } from "../../src/sealing/identity.ts";
import { laterRefusal, refusal } from "../support/refusals.ts";

interface Vector {
  readonly name: string;
  /** Some vectors give several. */
  readonly identities: readonly string[];
  readonly fields: ReadonlyMap<string, string>;
  readonly file: Uint8Array<ArrayBuffer>;
}

function readVector(name: string, bytes: Uint8Array): Vector {
  const end = Buffer.from(bytes).indexOf("\n\n");
  const fields = new Map(
    Buffer.from(bytes.subarray(0, end))
      .toString("utf8")
      .split("\n")
      .map((line): [string, string] => {
        const at = line.indexOf(": ");
        return [line.slice(0, at), line.slice(at + 2)];
      }),
  );
  const identities = Array.from(
    Buffer.from(bytes.subarray(0, end)).toString("utf8").matchAll(/^identity: (.*)$/gm),
    ([, identity = ""]) => identity,
  );
  const body = bytes.subarray(end + 2);
  return { name, identities, fields, file: Uint8Array.from(fields.get("compressed") === "zlib" ? inflateSync(body) : body) };
}

const ALL = Object.entries(vectors as unknown as Readonly<Record<string, Uint8Array>>)
  .filter(([name]) => name !== "default" && name !== "module.exports")
  .map(([name, bytes]) => readVector(name, bytes));

const isHybrid = ({ identities }: Vector): boolean =>
  identities.length > 0 && identities.every((identity) => identity.startsWith("AGE-SECRET-KEY-PQ-1"));
const isArmored = ({ fields }: Vector): boolean => fields.get("armored") === "yes";

/** What the library makes of a file with all that the vector gives: the SHA-256 of what it opens, or "refused". */
async function opened({ identities, fields, file }: Vector): Promise<string> {
  const decrypter = new age.Decrypter();
  const passphrase = fields.get("passphrase");
  for (const identity of identities) decrypter.addIdentity(identity);
  if (passphrase !== undefined) decrypter.addPassphrase(passphrase);
  try {
    const sealed = fields.get("armored") === "yes" ? age.armor.decode(Buffer.from(file).toString("latin1")) : file;
    return createHash("sha256").update(await decrypter.decrypt(sealed)).digest("hex");
  } catch {
    return "refused";
  }
}

describe("of age's vectors", () => {
  test("all are here", () => {
    expect(ALL.length).toBe(143);
    expect(ALL.filter(isHybrid).length).toBe(18);
  });

  test.each(ALL.map((vector) => [vector.name, vector] as const))("the library opens or refuses %s, without exception", async (_name, vector) => {
    const { fields } = vector;
    const expected = fields.get("expect") === "success" ? fields.get("payload") : "refused";
    const answer = await opened(vector);
    expect(answer).toBe(expected);
  });

  test.each(ALL.filter((vector) => !isHybrid(vector)).map(({ name, file }) => [name, file] as const))(
    "%s, not hybrid, does not pass the gate",
    (_name, file) => {
      expect(["header", "header-length", "stanza"]).toContain(refusal(() => readHeader(file)));
    },
  );

  /** What the gate stops before any key is tried, and why. The library opens three of them: age allows what they do. */
  const STOPPED: Readonly<Record<string, string>> = {
    hybrid_and_x25519: "an X25519 recipient is not safe from a quantum computer",
    hybrid_extra_argument: "a hybrid stanza has one argument",
    hybrid_grease: "a stanza that nobody needs could be somebody's way in",
    hybrid_long_file_key: "a file key has 16 bytes",
    hybrid_long_share: "an encapsulated key has 1,120 bytes",
    hybrid_not_canonical_body: "base64 has one spelling",
    hybrid_not_canonical_enc: "base64 has one spelling",
    hybrid_short_share: "an encapsulated key has 1,120 bytes",
    hybrid_uppercase: "a tag in capitals is another stanza",
  };

  test.each(ALL.filter((vector) => isHybrid(vector) && !isArmored(vector)).map((vector) => [vector.name, vector] as const))(
    "%s, hybrid, passes the gate and opens exactly if it should",
    async (name, vector) => {
      const { fields, file } = vector;
      expect(refusal(() => readHeader(file))).toBe(name in STOPPED ? "stanza" : "accepted");
      const identity = parseIdentity(vector.identities[0] ?? "");
      if (identity === null) throw new Error("the vector's identity is not hybrid");
      const expected = fields.get("expect");
      if (expected === "success") {
        const content = await openBytes(identity, file);
        expect(createHash("sha256").update(content).digest("hex")).toBe(fields.get("payload"));
      } else {
        const kind = expected === "no match" ? "not-for-us" : "damaged";
        expect(await laterRefusal(() => openBytes(identity, file))).toBe(kind);
      }
    },
  );
});
