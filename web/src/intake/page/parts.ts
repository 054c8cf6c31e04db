/** What a page fetches of other pages once it is needed. */
import { CHANGE_LOADED, LOADED, type FilesPart } from "../files/part.ts";
import type { offerChange } from "../filing/change.ts";
import { all, copyOf } from "./elements.ts";

/** How long a page is waited for, in milliseconds. */
const LONGEST = 60_000;

/** Fetches a page as a document: no script of its own runs in it, and no text needs a parser that the policy forbids. */
export function fetchPage(path: string): Promise<Document | null> {
  return new Promise((done) => {
    const asked = new XMLHttpRequest();
    asked.addEventListener("loadend", () => {
      done(asked.responseXML);
    });
    asked.open("GET", path);
    asked.responseType = "document";
    asked.timeout = LONGEST;
    asked.send();
  });
}

let templates: Promise<boolean> | null = null;
let part: Promise<FilesPart | null> | null = null;
let change: Promise<typeof offerChange | null> | null = null;

/** The part about files, fetched at most once; null where it cannot be had just now. */
export function filesPart(): Promise<FilesPart | null> {
  part ??= load<FilesPart>("files", LOADED).then((loaded) => {
    if (loaded === null) part = null;
    return loaded;
  });
  return part;
}

/** What offers a late change, fetched at most once, for a script runs once; null where it cannot be had just now. */
export function changePart(): Promise<typeof offerChange | null> {
  change ??= load<typeof offerChange>("change", CHANGE_LOADED).then((loaded) => {
    if (loaded === null) change = null;
    return loaded;
  });
  return change;
}

/** Loads a script of the page of files, which tells by that event that it is there. */
async function load<T>(name: string, event: string): Promise<T | null> {
  templates ??= fetchTemplates();
  if (!(await templates)) {
    templates = null;
    return null;
  }
  return new Promise((done) => {
    const hear = ({ detail }: CustomEventInit<T>): void => {
      done(detail ?? null);
    };
    addEventListener(event, hear, { once: true });
    const content = copyOf(`template[data-part="${name}"]`);
    content.querySelector("script")?.addEventListener("error", () => {
      removeEventListener(event, hear);
      done(null);
    });
    // The parser gave the script its address and digest; here it is only put where it runs.
    document.head.append(content);
  });
}

async function fetchTemplates(): Promise<boolean> {
  const page = await fetchPage(`/${document.documentElement.lang}/file-part`);
  const found = page === null ? [] : all(page, "template", HTMLTemplateElement);
  document.body.append(...found.map((each) => document.importNode(each, true)));
  return found.length > 0;
}
