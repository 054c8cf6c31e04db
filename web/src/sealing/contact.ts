/**
 * Contact details: who the reporter is, if they choose to say, sealed apart within the contact (PROTOCOL.md section 4,
 * tests/vectors/OBJECTS.md). A contact with nothing in it is sealed and padded the same.
 */
import { base64, parseBase64, utf8 } from "./encoding.ts";
import { SealingError } from "./failure.ts";
import { gate } from "./gate.ts";
import { openBytes, sealBytes } from "./hybrid.ts";
import { newIdentity, type Identity, type Recipient } from "./identity.ts";
import { padWithSpaces, withoutSpaces, WRAP_UNIT } from "./padding.ts";
import { exactly, record, text } from "./schema.ts";
import { parseJson, writeJsonText } from "./strict_json.ts";

/** Contact details cannot be given: nobody is left who could open them together with a handler. */
export class ContactError extends SealingError<"no-custodian"> {
  constructor() {
    super("ContactError", "no-custodian", "every custodian is excluded");
  }
}

const details = record({ v: exactly(1), text });

/**
 * Seals contact details to the case, and under contact=two what comes of it to the custodians.
 *
 * @param words - empty where the reporter says nothing
 * @param custodians - null under contact=one; else one for each custodian of the keyring, null for one excluded: a
 * throw-away recipient stands in, so that the number says nothing
 * @returns base64, as it stands in the contact's `sealed`
 * @throws {@link ContactError} under contact=two, when every custodian is excluded and there are words
 */
export async function sealContactDetails(
  words: string,
  recipient: Recipient<"case">,
  custodians: readonly (Recipient<"custodian"> | null)[] | null,
): Promise<string> {
  if (custodians?.every((custodian) => custodian === null) === true && words !== "") throw new ContactError();
  const content = padWithSpaces(utf8(writeJsonText(details({ v: 1, text: words }))), WRAP_UNIT);
  const inner = gate("contact-details", await sealBytes([recipient], content));
  content.fill(0);
  if (custodians === null) return base64(inner);
  const [first = throwAway(), ...others] = custodians.map((custodian) => custodian ?? throwAway());
  return base64(gate("custodian-details", await sealBytes([first, ...others], inner)));
}

function throwAway(): Recipient<"throw-away"> {
  return newIdentity<"throw-away">().recipient;
}

/**
 * A custodian's half under contact=two: what is left is sealed to the case.
 *
 * @throws GateError, UnsealError
 */
export async function openForCustodian(
  sealed: string,
  identity: Identity<"custodian">,
): Promise<Uint8Array<ArrayBuffer>> {
  return openBytes(identity, gate("custodian-details", bytesOf(sealed)));
}

/**
 * A handler's half: the reporter's words, empty where they gave none. The desk does this on purpose, once its act
 * `contact-opened` is stored.
 *
 * @param sealed - the contact's `sealed`, or under contact=two what {@link openForCustodian} gave
 * @throws GateError, UnsealError, JsonError, SchemaError
 */
export async function openContactDetails(
  sealed: string | Uint8Array<ArrayBuffer>,
  identity: Identity<"case">,
): Promise<string> {
  const inner = gate("contact-details", typeof sealed === "string" ? bytesOf(sealed) : sealed);
  const content = await openBytes(identity, inner);
  const words = details(parseJson(withoutSpaces(content))).text;
  content.fill(0);
  return words;
}

/** Empty for a text that is no base64, which the gate then refuses. */
function bytesOf(sealed: string): Uint8Array<ArrayBuffer> {
  return parseBase64(sealed) ?? new Uint8Array();
}
