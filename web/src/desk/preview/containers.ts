/** The names of what lies in a package of files: enough to tell a document from a program, and nothing is unpacked. */

/** How many names are looked at: a package of more is told by its first ones. */
const MOST_NAMES = 20_000;
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;

/** The names in a ZIP archive, as far as their headers stand whole in these bytes. */
export function namesInZip(bytes: Uint8Array): readonly string[] {
  const view = viewOf(bytes);
  const names: string[] = [];
  // Headers are looked for at every place: an archive may have anything before it, and only its end may be at hand.
  for (let at = bytes.indexOf(0x50); at >= 0 && names.length < MOST_NAMES; at = bytes.indexOf(0x50, at + 1)) {
    if (at + 46 > bytes.length) break;
    const signature = view.getUint32(at, true);
    if (signature !== LOCAL_HEADER && signature !== CENTRAL_HEADER) continue;
    const isLocal = signature === LOCAL_HEADER;
    const length = view.getUint16(at + (isLocal ? 26 : 28), true);
    const start = at + (isLocal ? 30 : 46);
    if (start + length <= bytes.length) names.push(latin(bytes.subarray(start, start + length)));
  }
  return names;
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
  for (let at = 0; at + ENTRY <= directory.length && names.length < MOST_NAMES; at += ENTRY) {
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
