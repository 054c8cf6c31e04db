import { describe, expect, it } from "vitest";
import { Shortcuts, type KeyPress } from "../../src/desk/shortcuts.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  typing: false,
  ...more,
});

function pressed(presses: readonly KeyPress[], singleKeys = true): string[] {
  const ran: string[] = [];
  const shortcuts = new Shortcuts();
  shortcuts.switchSingleKeys(singleKeys);
  const key = (name: string, runs = name): void => {
    shortcuts.add({ key: name, does: "desk-lock", run: () => ran.push(runs) });
  };
  key("l");
  key("?", "first ?");
  key("?");
  key("Mod+Enter");
  for (const each of presses) shortcuts.press(each);
  return ran;
}

describe("shortcuts", () => {
  it("run by their key, in either case, the later of two", () => {
    expect(pressed([press("l"), press("L"), press("?"), press("x")])).toEqual(["l", "l", "?"]);
  });

  it("leave alone what is typed, composed, or held with Alt", () => {
    expect(pressed([press("l", { typing: true }), press("l", { isComposing: true }), press("l", { altKey: true })])).toEqual(
      [],
    );
  });

  it("with Control or Command work where one types, and are no single keys", () => {
    const enter = [press("Enter", { ctrlKey: true, typing: true }), press("Enter", { metaKey: true }), press("Enter")];
    expect(pressed(enter, false)).toEqual(["Mod+Enter", "Mod+Enter"]);
    expect(pressed([press("l", { ctrlKey: true })])).toEqual([]);
  });

  it("of a single key can be switched off", () => {
    expect(pressed([press("l"), press("?")], false)).toEqual([]);
  });

  it("are gone once they are taken away", () => {
    const shortcuts = new Shortcuts();
    const remove = shortcuts.add({ key: "n", does: "desk-lock", run: () => undefined });
    expect(shortcuts.press(press("n"))).toBe(true);
    remove();
    expect(shortcuts.press(press("n"))).toBe(false);
    expect(shortcuts.all.value).toEqual([]);
  });
});
