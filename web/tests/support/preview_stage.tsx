/** The preview alone on the desk's page, for tests in a browser: `showPreview(base64, name, claimed)` opens it. */
import { render } from "preact";
import { Preview } from "../../src/desk/preview/preview.tsx";
import { DeskContext, type Desk } from "../../src/desk/desk.ts";
import { Shortcuts } from "../../src/desk/shortcuts.ts";
import { Language, LanguageContext } from "../../src/desk/words.ts";

let root: HTMLElement | null = null;
const language = new Language("sv");
// The preview asks the desk for nothing else.
const desk = { shortcuts: new Shortcuts(), language } as Partial<Desk> as Desk;

Object.assign(globalThis, {
  showPreview: async (base64: string, name: string, claimed: string): Promise<void> => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    if (root !== null) render(null, root);
    const here = document.createElement("div");
    document.body.append(here);
    root = here;
    const close = (): void => {
      render(null, here);
    };
    render(
      <DeskContext.Provider value={desk}>
        <LanguageContext.Provider value={language}>
          <Preview blob={new Blob([bytes])} name={name} claimed={claimed} onClose={close} />
        </LanguageContext.Provider>
      </DeskContext.Provider>,
      here,
    );
    await Promise.resolve();
  },
});
