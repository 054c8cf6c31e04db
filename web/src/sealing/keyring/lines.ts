/** The text of a keyring, line by line, in one spelling. */
import { parseDay } from "../day.ts";
import { parseDigest } from "../digest.ts";
import { base64, parseBase64, utf8 } from "../encoding.ts";
import { parseChannelId, parseMemberId } from "../id.ts";
import { parseRecipient } from "../identity.ts";
import { checkKeyring, KeyringError, type Designated, type Keyring, type Line, type Policy } from "../keyring.ts";
import type { Role } from "../role.ts";
import { parseVerifyingKey } from "../signature.ts";

const FIRST_LINE = "sigill keyring v1";

/**
 * The lines of an epoch, each ended by LF: what is signed.
 *
 * @throws {@link KeyringError} when the epoch breaks a rule that {@link readLines} checks
 */
export function writeLines(keyring: Keyring): string {
  checkKeyring(keyring);
  const { policy } = keyring;
  const yesNo = (value: boolean): string => (value ? "yes" : "no");
  const keys = (line: Line): string => `${base64(utf8(line.title))} ${line.recipient} ${line.verify}`;
  const people = (role: string, of: readonly Designated[]): readonly string[] =>
    of.map((person) => `${role} ${person.id} ${keys(person)}`);
  return [
    FIRST_LINE,
    `channel ${keyring.channel}`,
    `epoch ${keyring.epoch}`,
    `previous ${keyring.previous}`,
    `issued ${keyring.issued}`,
    `expires ${keyring.expires}`,
    `owner ${keyring.owner}`,
    `settings ${keyring.settings}`,
    `policy show-own=${yesNo(policy.showOwn)} contact=${policy.contact} server-path=${yesNo(policy.serverPath)}`,
    ...people("handler", keyring.handlers),
    ...people("deputy", keyring.deputies),
    ...people("custodian", keyring.custodians),
    `recovery ${keys(keyring.recovery)}`,
    "",
  ].join("\n");
}

/**
 * Reads the lines of an epoch. Nothing is known of who wrote them.
 *
 * @throws {@link KeyringError} when they are not exactly those of section 8
 */
export function readLines(text: string): Keyring {
  const lines = new Lines(text);
  lines.line(FIRST_LINE);
  const keyring: Keyring = {
    channel: lines.value("channel", parseChannelId),
    epoch: lines.value("epoch", parseEpoch),
    previous: lines.value("previous", parseDigest),
    issued: lines.value("issued", parseDay),
    expires: lines.value("expires", parseDay),
    owner: lines.value("owner", parseVerifyingKey<"owner">),
    settings: lines.value("settings", parseDigest),
    policy: lines.value("policy", parsePolicy),
    handlers: lines.values("handler", parseDesignated<"handler">),
    deputies: lines.values("deputy", parseDesignated<"handler">),
    custodians: lines.values("custodian", parseDesignated<"custodian">),
    recovery: lines.value("recovery", parseKeys<"recovery">),
  };
  lines.end();
  checkKeyring(keyring);
  return keyring;
}

/** Takes lines off a text one by one; whatever is not the line that must come refuses the keyring. */
class Lines {
  readonly #lines: readonly string[];
  #next = 0;

  constructor(text: string) {
    this.#lines = text.split("\n");
  }

  line(wanted: string): void {
    if (this.#lines[this.#next] !== wanted) throw new KeyringError("form");
    this.#next += 1;
  }

  value<T>(name: string, parse: (value: string) => T | null): T {
    const [value] = this.values(name, parse, 1);
    if (value === undefined) throw new KeyringError("form");
    return value;
  }

  values<T>(name: string, parse: (value: string) => T | null, most = Infinity): readonly (T & {})[] {
    const found: (T & {})[] = [];
    while (found.length < most) {
      const line = this.#lines[this.#next];
      if (line?.startsWith(`${name} `) !== true) break;
      const value = parse(line.slice(name.length + 1));
      if (value === null || value === undefined) throw new KeyringError("form");
      found.push(value);
      this.#next += 1;
    }
    return found;
  }

  /** Nothing but the end of the last line may be left. */
  end(): void {
    this.line("");
    if (this.#next !== this.#lines.length) throw new KeyringError("form");
  }
}

function parseEpoch(value: string): number | null {
  const epoch = /^[1-9][0-9]{0,15}$/.test(value) ? Number(value) : 0;
  return Number.isSafeInteger(epoch) && epoch > 0 ? epoch : null;
}

function parsePolicy(value: string): Policy | null {
  const [, showOwn, contact, serverPath] =
    /^show-own=(yes|no) contact=(one|two) server-path=(yes|no)$/.exec(value) ?? [];
  if (contact !== "one" && contact !== "two") return null;
  return { showOwn: showOwn === "yes", contact, serverPath: serverPath === "yes" };
}

function parseDesignated<R extends Role>(value: string): Designated<R> | null {
  const space = value.indexOf(" ");
  const id = parseMemberId(value.slice(0, Math.max(space, 0)));
  const keys = parseKeys<R>(value.slice(space + 1));
  return id === null || keys === null ? null : { id, ...keys };
}

function parseKeys<R extends Role>(value: string): Line<R> | null {
  const [titleText, recipientText, verifyText, ...more] = value.split(" ");
  if (titleText === undefined || recipientText === undefined || verifyText === undefined || more.length > 0) return null;
  const title = parseTitle(titleText);
  const recipient = parseRecipient<R>(recipientText);
  const verify = parseVerifyingKey<"author">(verifyText);
  return title === null || recipient === null || verify === null ? null : { title, recipient, verify };
}

function parseTitle(value: string): string | null {
  const bytes = parseBase64(value);
  if (bytes === null) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
