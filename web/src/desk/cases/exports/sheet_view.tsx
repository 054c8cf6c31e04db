/** A document on the page, where it is read, and from where the browser prints it and nothing else. */
import type { JSX } from "preact";
import { lineInWords, type Block, type Sheet } from "./sheet.ts";

/** The document. Its headings stand below those of the page: what is a title there is the page's third. */
export function SheetView({ sheet }: { sheet: Sheet }): JSX.Element {
  return (
    <article class="sheet document" lang={sheet.language} translate={false} aria-label={sheet.title}>
      {sheet.blocks.map((block, index) => (
        <BlockOf key={index} block={block} />
      ))}
    </article>
  );
}

function BlockOf({ block }: { block: Block }): JSX.Element {
  switch (block.is) {
    case "title":
      return <h3 class="document-title">{block.text}</h3>;
    case "heading":
      return block.level === 2 ? <h4>{block.text}</h4> : <h5>{block.text}</h5>;
    case "words":
      return (
        <p class={block.said ? "said" : undefined} dir={block.said ? "auto" : undefined}>
          {lineInWords(block.line)}
        </p>
      );
    case "facts":
      return (
        <dl>
          {block.facts.map(({ name, value }, index) => (
            <div key={index}>
              <dt>{name}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
      );
    case "list":
      return (
        <ul>
          {block.items.map((item, index) => (
            <li key={index} dir="auto">
              {item}
            </li>
          ))}
        </ul>
      );
    case "table":
      return <DocumentTable head={block.head} rows={block.rows} />;
    case "warning":
      return <p class="document-warning">{block.text}</p>;
    case "small":
      return <p class="small">{block.text}</p>;
    case "leaf":
      return <div class="leaf" />;
  }
}

/** A table that scrolls by itself, also by keyboard, where it is wider than its page. */
export function DocumentTable({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }): JSX.Element {
  return (
    <div class="document-table" tabIndex={0} role="group" aria-label={head.join(", ")}>
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index} dir="auto">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
