/**
 * Rewriting the XML of a document: elements and attributes are taken out or changed by rules, and all else is written as
 * it was read. What stays untouched as a whole is not written anew, so that a document changes only where it must.
 */
import { localName, readXml } from "../xml.ts";
import type { Findings } from "../findings.ts";

/** An element as the rules see it. A large table has millions, so nothing is made of one that is only looked at. */
export class Element {
  readonly name: string;
  /** The name without its prefix. */
  readonly local: string;
  /** The elements around it, outermost first, without prefixes. */
  readonly around: readonly string[];
  readonly #names: string[];
  readonly #values: string[];
  #isChanged = false;

  constructor(name: string, attributes: Readonly<Record<string, string>>, around: readonly string[]) {
    this.name = name;
    this.local = localName(name);
    this.around = around;
    this.#names = Object.keys(attributes);
    this.#values = Object.values(attributes);
  }

  /** Whether a rule has changed an attribute. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** The attributes by their names as written. */
  attributes(): readonly (readonly [name: string, value: string])[] {
    return this.#names.map((name, index) => [name, this.#values[index] ?? ""]);
  }

  /** The value of an attribute by its name without its prefix; null where there is none. */
  get(local: string): string | null {
    return this.#values[this.#indexOf(local)] ?? null;
  }

  /** Takes an attribute out, by its name without its prefix. */
  remove(local: string): void {
    this.#removeAt(this.#indexOf(local));
  }

  /** Takes an attribute out, by its name as written. */
  removeExactly(name: string): void {
    this.#removeAt(this.#names.indexOf(name));
  }

  /** Gives an attribute that is there another value, by its name without its prefix. */
  replace(local: string, value: string): void {
    const index = this.#indexOf(local);
    if (index < 0 || this.#values[index] === value) return;
    this.#values[index] = value;
    this.#isChanged = true;
  }

  #removeAt(index: number): void {
    if (index < 0) return;
    this.#names.splice(index, 1);
    this.#values.splice(index, 1);
    this.#isChanged = true;
  }

  #indexOf(local: string): number {
    return this.#names.findIndex((name) => name.endsWith(local) && (name.length === local.length || localName(name) === local));
  }
}

/** What is done with the parts of a document. */
export interface Rules {
  /** Looks at an element and changes its attributes; false takes it out with all that it holds. */
  readonly element: (element: Element) => boolean;
  /** The text that takes the place of one; `around` as of {@link Element}, the element that holds it last. */
  readonly text?: (text: string, around: readonly string[]) => string;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * Rewrites a document by rules; null where nothing changed. Comments in the XML and instructions to programs are told
 * and taken out.
 *
 * @throws {@link CleaningError} `damaged`
 */
export function rewriteXml(text: string, rules: Rules, findings: Findings): string | null {
  const written: string[] = [DECLARATION];
  const around: string[] = [];
  /** Whether anything changed, and how deep we are in an element that is taken out. */
  const state = { isChanged: false, depthOut: 0 };
  readXml(text, {
    start: ({ name, attributes, isSelfClosing }) => {
      if (state.depthOut > 0) {
        state.depthOut += 1;
        return;
      }
      const element = new Element(name, attributes, around);
      if (!rules.element(element)) {
        state.isChanged = true;
        state.depthOut = 1;
        return;
      }
      state.isChanged ||= element.isChanged;
      around.push(element.local);
      written.push(startOf(element, isSelfClosing));
    },
    end: (name, isSelfClosing) => {
      if (state.depthOut > 0) state.depthOut -= 1;
      else {
        around.pop();
        if (!isSelfClosing) written.push(`</${name}>`);
      }
    },
    text: (part) => {
      if (state.depthOut > 0) return;
      const replaced = rules.text?.(part, around) ?? part;
      state.isChanged ||= replaced !== part;
      written.push(escapeText(replaced));
    },
    aside: (words) => {
      state.isChanged = true;
      findings.add("comment", words);
    },
  });
  return state.isChanged ? written.join("") : null;
}

function startOf(element: Element, isSelfClosing: boolean): string {
  const attributes = element.attributes().map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`);
  return `<${element.name}${attributes.join("")}${isSelfClosing ? "/>" : ">"}`;
}

function escapeText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;") : text;
}

function escapeAttribute(value: string): string {
  if (!/[&<"\t\n\r]/.test(value)) return value;
  return escapeText(value).replaceAll('"', "&quot;").replaceAll("\t", "&#9;").replaceAll("\n", "&#10;");
}
