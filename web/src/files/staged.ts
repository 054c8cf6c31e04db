/** What a server says of a file that was sent and is not part of the case yet. */

/** Whether it is there whole, waiting for the letter that names it, by the headers that answer its HEAD request. */
export function isWhole(headers: Headers): boolean {
  const [length, offset] = [headers.get("Upload-Length"), headers.get("Upload-Offset")];
  return length !== null && length === offset;
}
