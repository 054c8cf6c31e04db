// Stands in the bundles for the widths of fonts and the encoder of PNG that the PDF library draws with: here it reads and
// writes files that others drew.
export const FontNames = {};
export const Encodings = {};
export const Font = {
  /** @returns {never} */
  load() {
    throw new Error("fonts are not in this bundle");
  },
};
export default {};
