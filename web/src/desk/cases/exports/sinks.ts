/** Where a package goes: straight to the disk where the browser lets its member choose a file, else by the browser's memory. */
import { saveAs } from "../files/saving.ts";
import type { Sink } from "./zip.ts";

/** Bytes that a package may have where it is put together in the browser before it is saved. */
export const MOST_IN_MEMORY = 1024 * 1024 * 1024;

/** A package would be larger than what the browser can hold before it is saved. */
export class TooLargeError extends Error {
  constructor() {
    super("too-large");
    this.name = "TooLargeError";
  }
}

/** A sink that is ended. */
export interface Target extends Sink {
  /** Makes a whole file of it. */
  readonly keep: () => Promise<void>;
  /** Leaves nothing of it. */
  readonly discard: () => Promise<void>;
}

/** What a browser may have that lets its member choose where a file goes: not all do, and no library of types tells of it. */
interface Picking {
  readonly showSaveFilePicker?: (options: {
    readonly suggestedName: string;
    readonly types: readonly { readonly description: string; readonly accept: Readonly<Record<string, readonly string[]>> }[];
  }) => Promise<FileSystemFileHandle>;
}

/** Whether this browser writes a package of any size to the disk as it is made. */
export function canStream(on: object): boolean {
  return typeof (on as Picking).showSaveFilePicker === "function";
}

/**
 * Asks where the package is to be kept, where the browser can; null where its member chose nothing. To be called at once
 * as somebody presses: later the browser lets no page ask.
 */
export async function chooseTarget(on: object, name: string): Promise<Target | null> {
  const { showSaveFilePicker } = on as Picking;
  if (showSaveFilePicker === undefined) return inMemory(name);
  let handle: FileSystemFileHandle;
  try {
    const types = [{ description: "zip", accept: { "application/zip": [".zip"] } }];
    handle = await showSaveFilePicker.call(on, { suggestedName: name, types });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
  const stream = await handle.createWritable();
  return {
    write: (part) => stream.write(part),
    keep: () => stream.close(),
    // What was there before stays: the browser puts the new file in its place only when it is closed.
    discard: () => stream.abort(),
  };
}

/** Holds what is written until it is whole, then hands it to the browser's downloads. */
export function inMemory(name: string, most = MOST_IN_MEMORY): Target {
  let parts: (Uint8Array<ArrayBuffer> | Blob)[] = [];
  let bytes = 0;
  return {
    write: (part) => {
      bytes += part instanceof Blob ? part.size : part.length;
      if (bytes > most) return Promise.reject(new TooLargeError());
      parts.push(part);
      return Promise.resolve();
    },
    keep: () => {
      saveAs(name, new Blob(parts));
      parts = [];
      return Promise.resolve();
    },
    discard: () => {
      parts = [];
      return Promise.resolve();
    },
  };
}
