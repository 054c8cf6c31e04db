/**
 * Addresses of the workers by the name they have in the build's manifest (`desk/unlock.worker.js`), put here by
 * build.mjs. The page's Trusted Types policy lets through these addresses and nothing else.
 */
declare const WORKERS: Readonly<Record<string, string>>;

/** Addresses of the documents in which files are shown, by their names in the manifest (`desk/preview.html`). */
declare const DOCUMENTS: Readonly<Record<string, string>>;
