/** Starts the desk on the page that the server rendered. */
import { render } from "preact";
import type { MemberId } from "../sealing/id.ts";
import { Announcer } from "./announcer.ts";
import { Api } from "./api.ts";
import { Channels } from "./channels.ts";
import { App } from "./app.tsx";
import { freshSignals, type Desk } from "./desk.ts";
import { begin } from "./begin.ts";
import { browserStore } from "./browser_store.ts";
import { Memory } from "./memory.ts";
import { Router } from "./router.ts";
import { Session } from "./session.ts";
import { Shortcuts } from "./shortcuts.ts";
import { Language, localeOf } from "./words.ts";
import { stretchingBy, workersAt } from "./worker.ts";

const root = document.getElementById("desk");
const stretcher = WORKERS["desk/stretch.worker.js"];
const opener = WORKERS["desk/opening.worker.js"];
const filer = WORKERS["desk/files.worker.js"];
const inspector = WORKERS["desk/inspecting.worker.js"];
if (root === null || stretcher === undefined || opener === undefined || filer === undefined || inspector === undefined) throw new Error("this is not the desk's page");

const router = new Router(window);
// First of all: a secret in the address leaves it before anything else can look.
const arrival = router.takeArrival();
const shortcuts = new Shortcuts();
shortcuts.switchSingleKeys(router.choices.keys);

const workerAt = workersAt([stretcher, opener, filer, inspector]);

const memories = new Map<MemberId, Memory>();

function memoryOf(member: MemberId): Memory {
  const memory = memories.get(member) ?? new Memory(browserStore(), member);
  memories.set(member, memory);
  return memory;
}

const session = new Session();

const desk: Desk = {
  api: new Api(
    (input, init) => fetch(input, init),
    () => session.deskKey,
  ),
  session,
  router,
  language: new Language(router.choices.locale ?? localeOf(document.documentElement.lang)),
  shortcuts,
  announcer: new Announcer(),
  stretch: stretchingBy(() => workerAt(stretcher)),
  openingWorker: () => workerAt(opener),
  filesWorkers: { moving: () => workerAt(filer), inspecting: () => workerAt(inspector) },
  channels: new Channels(),
  memory: memoryOf,
  now: () => new Date(),
  origin: window.location.origin,
  intake: (root.dataset["intake"] ?? "").replace(/\/$/, ""),
  ...freshSignals(arrival),
};

root.replaceChildren();
render(<App desk={desk} />, root);
begin(desk, window);
