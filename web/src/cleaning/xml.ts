/**
 * XML as it stands in packages and pictures, read strictly (saxes) and without what makes XML dangerous: a document type,
 * and with it every entity but the five that XML has by itself, is refused.
 */
import { SaxesParser } from "saxes";
import type { Bytes } from "./bytes.ts";
import { CleaningError } from "./inspection.ts";

/** The deepest nesting that is read; documents have some dozens. */
const DEEPEST = 512;

/** An element's name and its attributes, as written. */
export interface StartTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isSelfClosing: boolean;
}

/** What is told of a document while it is read. */
export interface Telling {
  readonly start: (tag: StartTag) => void;
  readonly end: (name: string, isSelfClosing: boolean) => void;
  readonly text: (text: string) => void;
  /** A comment, or an instruction to a program. */
  readonly aside?: (words: string) => void;
}

/**
 * Reads a document.
 *
 * @throws {@link CleaningError} `damaged` where it is not well-formed or has a document type
 */
export function readXml(text: string, telling: Telling): void {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on("error", (error) => {
    throw new CleaningError("damaged", error);
  });
  parser.on("doctype", () => {
    throw new CleaningError("damaged");
  });
  parser.on("opentag", ({ name, attributes, isSelfClosing }) => {
    depth += 1;
    if (depth > DEEPEST) throw new CleaningError("damaged");
    telling.start({ name, attributes, isSelfClosing });
  });
  parser.on("closetag", ({ name, isSelfClosing }) => {
    depth -= 1;
    telling.end(name, isSelfClosing);
  });
  parser.on("text", (part) => {
    // What stands before and behind the outermost element is white space.
    if (depth > 0) telling.text(part);
  });
  parser.on("cdata", (part) => {
    telling.text(part);
  });
  parser.on("comment", (words) => telling.aside?.(words));
  parser.on("processinginstruction", ({ target, body }) => telling.aside?.(`${target} ${body}`));
  parser.write(text).close();
}

/**
 * The text of a document by its first bytes: UTF-8, or UTF-16 with its mark.
 *
 * @throws {@link CleaningError} `damaged` where it is neither
 */
export function xmlText(bytes: Bytes): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CleaningError("damaged", error);
  }
}

/** The part of a name behind its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
