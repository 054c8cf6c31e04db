/** What decodes a PDF, in a worker of the frame's own. */
import "pdfjs-dist/legacy/build/pdf.worker.mjs";
