/** A document as one HTML file that needs nothing else: no script, nothing fetched, readable for as long as there are browsers. */
import { lineInWords, type Block, type Sheet } from "./sheet.ts";

/** Its looks. They stand in the file, whose policy lets in nothing besides. */
const STYLE = `
:root{color-scheme:light;font:11pt/1.5 Georgia,"Times New Roman",serif;color:#000;background:#fff}
body{max-width:42rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;margin:0 0 1rem}
h2{font-size:1.3rem;margin:2rem 0 .5rem;border-bottom:1px solid #999;break-after:avoid}
h3{font-size:1.05rem;margin:1.4rem 0 .3rem;break-after:avoid}
p{margin:.4rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
.said{border-left:3px solid #bbb;padding-left:.8rem}
.warning{border:2px solid #000;padding:.4rem .8rem;font-weight:bold}
.small{font-size:.85rem;color:#444}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem;margin:.6rem 0}
dt{font-weight:bold}
dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border:1px solid #999;padding:.25rem .4rem;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}
tr{break-inside:avoid}
.leaf{break-before:page}
@media (max-width:30rem){dl{display:block}dd{margin-bottom:.5rem}}
`;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The file's text. No browser is to translate it, for one that does sends what it says to its maker. */
export function htmlOf({ title, language, blocks }: Sheet): string {
  const head = [
    `<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    `<meta name="referrer" content="no-referrer">`,
    `<meta name="robots" content="noindex">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
  ];
  const body = blocks.map(blockAsHtml);
  return `<!doctype html>\n<html lang="${language}" translate="no" class="notranslate">\n<head>\n${head.join("\n")}\n</head>\n<body>\n<main>\n${body.join("\n")}\n</main>\n</body>\n</html>\n`;
}

function blockAsHtml(block: Block): string {
  switch (block.is) {
    case "title":
      return `<h1>${escaped(block.text)}</h1>`;
    case "heading":
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
    case "words":
      return `<p${block.said ? ' class="said" dir="auto"' : ""}>${escaped(lineInWords(block.line))}</p>`;
    case "facts":
      return `<dl>\n${block.facts.map(({ name, value }) => `<dt>${escaped(name)}</dt><dd dir="auto">${escaped(value)}</dd>`).join("\n")}\n</dl>`;
    case "list":
      return `<ul>\n${block.items.map((item) => `<li dir="auto">${escaped(item)}</li>`).join("\n")}\n</ul>`;
    case "table": {
      const head = block.head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join("");
      const rows = block.rows.map((row) => `<tr>${row.map((cell) => `<td dir="auto">${escaped(cell)}</td>`).join("")}</tr>`);
      return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join("\n")}\n</tbody>\n</table>`;
    }
    case "warning":
      return `<p class="warning">${escaped(block.text)}</p>`;
    case "small":
      return `<p class="small">${escaped(block.text)}</p>`;
    case "leaf":
      return `<div class="leaf"></div>`;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that stands for nothing but itself, between tags and in an attribute. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => ESCAPES[mark] ?? "");
}
