/** The names of what lies in a package of files: enough to tell a document from a program, and nothing is unpacked. */

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
/** Bytes of a name's beginning that are read, and of its end: no name that tells anything is longer than both. */
const NAME_END = 32;

/**
 * The names in a ZIP archive, as far as their headers stand whole in these bytes; of a long one its beginning and end.
 *
 * The work is linear, whatever the bytes are: a header begins with four bytes of its own, and of each name a bounded part
 * is read.
 */
export function namesInZip(bytes: Uint8Array): readonly string[] {
  const view = viewOf(bytes);
  // One letter for each byte: names are cut out of it.
  const text = new TextDecoder("windows-1252").decode(bytes);
  const names: string[] = [];
  // Headers are looked for at every place: an archive may have anything before it, and only its end may be at hand. What
  // looks like a header hides nothing that stands within its name, or a document could hide its macros so.
  for (let at = bytes.indexOf(0x50); at >= 0 && at + 46 <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
    const signature = view.getUint32(at, true);
    if (signature !== LOCAL_HEADER && signature !== CENTRAL_HEADER) continue;
    const isLocal = signature === LOCAL_HEADER;
    const length = view.getUint16(at + (isLocal ? 26 : 28), true);
    const start = at + (isLocal ? 30 : 46);
    const end = start + length;
    if (end > bytes.length) continue;
    names.push(length <= 2 * NAME_END ? text.slice(start, end) : text.slice(start, start + NAME_END) + text.slice(end - NAME_END, end));
  }
  return names;
}

const END_OF_DIRECTORY = 0x06054b50;
/** The fewest bytes that the record takes. */
const END_LENGTH = 22;

/** Where an archive says that its directory is, how many files it names, and where the record stands that says so. */
export interface DirectoryPlace {
  readonly from: number;
  readonly count: number;
  readonly end: number;
}

/**
 * Where the directory of a ZIP archive is, by the last record that ends one (APPNOTE.TXT, section 4.3.16); null if there is
 * none in these bytes.
 *
 * @param tail - the last bytes of the archive
 * @param at - where in the archive they begin
 */
export function directoryOfZip(tail: Uint8Array, at: number): DirectoryPlace | null {
  // A place before the first byte would be counted from the end.
  if (tail.length < END_LENGTH) return null;
  const view = viewOf(tail);
  for (let place = tail.lastIndexOf(0x50, tail.length - END_LENGTH); place >= 0; place = place === 0 ? -1 : tail.lastIndexOf(0x50, place - 1)) {
    if (view.getUint32(place, true) !== END_OF_DIRECTORY) continue;
    return { from: view.getUint32(place + 16, true), count: view.getUint16(place + 10, true), end: at + place };
  }
  return null;
}

/** Whether a directory is all there: as many entries as it is said to have, one after the other, up to its end. */
export function isWholeDirectory(directory: Uint8Array, count: number): boolean {
  const view = viewOf(directory);
  let at = 0;
  let entries = 0;
  while (at + 46 <= directory.length && view.getUint32(at, true) === CENTRAL_HEADER) {
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    entries += 1;
  }
  return at === directory.length && entries === count;
}

/** The bytes that each entry of an OLE directory takes. */
const ENTRY = 128;

/** Where the directory of an OLE file begins, in bytes; null if the header does not say. */
export function directoryOfOle(head: Uint8Array): number | null {
  if (head.length < 52) return null;
  const view = viewOf(head);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return null;
  return (view.getUint32(48, true) + 1) * 2 ** shift;
}

/** The names in a part of an OLE file that begins with its directory. */
export function namesInOle(directory: Uint8Array): readonly string[] {
  const view = viewOf(directory);
  const names: string[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const length = view.getUint16(at + 64, true);
    if (length < 2 || length > 64) continue;
    let name = "";
    for (let letter = 0; letter < length - 2; letter += 2) name += String.fromCharCode(view.getUint16(at + letter, true));
    names.push(name);
  }
  return names;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes as letters, one for each: what is compared here is ASCII. */
export function latin(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
