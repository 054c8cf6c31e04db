/** Keeping what is typed of a report while its form is shown, and finding it again. */
import { useEffect, useRef } from "preact/hooks";
import type { Vault } from "../../sealing/vault.ts";
import { useDesk, type Desk } from "../desk.ts";
import { openTyped, sealTyped, type KeptTyped } from "./kept.ts";
import type { Typed } from "./told.ts";

/** Milliseconds between the last key and its keeping. */
const PAUSE = 800;

/**
 * Keeps what is typed, in every pause and before the desk locks, and gives back once what was kept before.
 *
 * @param name - of the form: what was typed in one comes into no other
 * @param typed - null where nothing would be lost
 * @param isUnsure - whether a try to enter it may have arrived
 */
export function useKept(name: string, typed: Typed | null, isUnsure: boolean, restore: (kept: KeptTyped) => void): void {
  const desk = useDesk();
  const latest = useRef<KeptTyped | null>(null);
  latest.current = typed === null ? null : { typed, isUnsure };
  const isFound = useRef(false);
  useEffect(() => {
    let isShown = true;
    void find(desk, name).then((kept) => {
      isFound.current = true;
      if (isShown && kept !== null && latest.current === null) restore(kept);
    });
    const stop = desk.session.beforeLock(async () => {
      if (isFound.current) await keep(desk, name, latest.current);
    });
    return () => {
      isShown = false;
      stop();
    };
  }, [desk, name]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (isFound.current) void keep(desk, name, latest.current);
    }, PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [desk, name, typed, isUnsure]);
}

/** Forgets what was kept: it is entered, or thrown away. */
export function forgetKept({ told, session: { vault } }: Pick<Desk, "told" | "session">, name: string): void {
  if (vault === null) return;
  told.value = new Map([...told.peek()].filter(([each]) => each !== keyOf(vault, name)));
}

async function find({ told, session: { vault } }: Desk, name: string): Promise<KeptTyped | null> {
  const sealed = vault === null ? undefined : told.peek().get(keyOf(vault, name));
  return sealed === undefined || vault === null ? null : openTyped(sealed, vault.self);
}

async function keep(desk: Desk, name: string, now: KeptTyped | null): Promise<void> {
  const { vault } = desk.session;
  if (vault === null) return;
  if (now === null) {
    forgetKept(desk, name);
    return;
  }
  const sealed = await sealTyped(now, vault.self);
  if (sealed !== null) desk.told.value = new Map(desk.told.peek()).set(keyOf(vault, name), sealed);
}

/** Each member's own: whoever signs in next in the same tab neither finds it nor takes it away. */
function keyOf({ member }: Pick<Vault, "member">, name: string): string {
  return `${member} ${name}`;
}
