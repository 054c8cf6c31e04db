/** The script of `decoder.ts`, bundled into one, put here by documents.mjs. */
declare module "decoder:text" {
  const text: string;
  export default text;
}
/** The bytes of a font, put into the script by documents.mjs. */
declare module "*.pfb" {
  const bytes: Uint8Array;
  export default bytes;
}
/** Starts to listen as it is loaded. */
declare module "pdfjs-dist/legacy/build/pdf.worker.mjs";
