import { expect, test } from "vitest";
import { changeAccess } from "../../../../src/desk/cases/people/changing_access.ts";
import { Words } from "../../../../src/desk/words.ts";
import { seat } from "../support/at_desk.ts";
import { DeskServer } from "../support/desk_server.ts";
import { day } from "../support/given.ts";
import { person } from "../support/stored.ts";

const anna = person("Chefsjurist");
const bertil = person("HR-direktör");
const cecilia = person("Säkerhetschef");
const { say } = new Words("sv");

test("of a case that is gone meanwhile nobody is told that it was handed on, nor why it is gone", async () => {
  const server = new DeskServer([anna, bertil, cecilia], day("2026-11-22"));
  const [stays, gone] = [await server.file({}, day("2026-11-20")), await server.file({}, day("2026-11-20"))];
  const desk = seat(server, anna);
  await desk.cases.load();
  // She left it by another of her computers: to this one it looks as if she had been shut out, or the case erased.
  const elsewhere = seat(server, anna);
  await elsewhere.cases.load();
  const aside = { what: "step-aside", to: null } as const;
  expect(await changeAccess(gone.row, aside, null, elsewhere.cases, elsewhere.ports)).toEqual({ is: "done" });

  await desk.handingOn.run({ to: bertil.id, aside: true, rows: [stays.row, gone.row] }, "Ledighet.", say);
  expect(desk.handingOn.handing.value).toEqual({ is: "over", done: 1, gone: 1, kept: new Map(), left: 0 });
  expect([...desk.cases.rows.value.keys()]).toEqual([]);
});
