/** Keeping what is typed of a report while its form is shown, and finding it again. */
import { useEffect, useRef } from "preact/hooks";
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
export function forgetKept({ told }: Pick<Desk, "told">, name: string): void {
  told.value = new Map([...told.peek()].filter(([each]) => each !== name));
}

async function find({ told, session }: Desk, name: string): Promise<KeptTyped | null> {
  const sealed = told.peek().get(name);
  const self = session.vault?.self;
  return sealed === undefined || self === undefined ? null : openTyped(sealed, self);
}

async function keep(desk: Desk, name: string, now: KeptTyped | null): Promise<void> {
  const self = desk.session.vault?.self;
  if (self === undefined) return;
  if (now === null) {
    forgetKept(desk, name);
    return;
  }
  const sealed = await sealTyped(now, self);
  if (sealed !== null) desk.told.value = new Map(desk.told.peek()).set(name, sealed);
}
