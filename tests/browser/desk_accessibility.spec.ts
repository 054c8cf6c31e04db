import { expect, test } from "./stage.ts";
import { inspect, inspectMistake } from "./inspect.ts";
import { anotherBrowser, goOn, keepCodeOfPage, keepFactor, openCase, signIn, unlock } from "./member.ts";

/** Longer than anything that breaks by itself. */
const LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(4);

test("no step of the first run or of joining shuts anybody out", async ({ page, stage, browser }) => {
  test.setTimeout(240_000);
  const { setup, desk } = await stage.install();
  await page.goto(`${desk}/#setup=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=`);
  await expect(page.getByRole("heading", { name: "Länken går inte att använda" })).toBeVisible();
  await inspect(page, "desk-setup-used-up");

  await page.goto("about:blank");
  await page.goto(setup);
  await expect(page.getByLabel("Kanalens adress")).toBeVisible();
  await inspect(page, "desk-setup-channel");
  await goOn(page);
  await inspectMistake(page, "desk-setup-channel-mistake");
  await page.getByLabel("Vad organisationen heter på svenska").fill("Lunda kommun");
  await goOn(page);
  await goOn(page);
  await inspectMistake(page, "desk-setup-owner-mistake");
  await page.getByLabel("Titel som rapportörer ser").fill("Chefsjurist");
  await page.getByLabel("Inloggningsnamn").fill("anna");
  await goOn(page);
  await expect(page.locator("ol.words li")).toHaveCount(7);
  await inspect(page, "desk-setup-passphrase");
  const words = (await page.locator("ol.words li").allTextContents()).join(" ");
  await goOn(page);
  await page.getByLabel("Lösenfras", { exact: true }).fill("ett två tre fyra fem sex sju");
  await goOn(page);
  await inspectMistake(page, "desk-setup-passphrase-mistake");
  await page.getByLabel("Lösenfras", { exact: true }).fill(words);
  await goOn(page);
  await page.getByLabel("Engångskod").fill("000000");
  await goOn(page);
  await inspectMistake(page, "desk-setup-factor-mistake");
  await keepFactor(page, stage);
  await page.getByLabel("Skriv de fem sista tecknen i koden").fill("00000");
  await goOn(page);
  await inspectMistake(page, "desk-setup-recovery-mistake");
  await keepCodeOfPage(page);
  await goOn(page);
  await goOn(page, "Grunda kanalen");
  await inspectMistake(page, "desk-setup-channel-recovery-mistake");
  await page.getByLabel("Vem ska förvara den?").fill("Kommunrevisionens ordförande");
  await keepCodeOfPage(page);
  await goOn(page, "Grunda kanalen");
  await expect(page.locator(".link-text a").first()).toBeVisible({ timeout: 45_000 });
  await inspect(page, "desk-share-trial");
  await page.getByRole("link", { name: "Ärenden", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Inga ärenden än" })).toBeVisible();
  await inspect(page, "desk-inbox-empty");

  await page.getByRole("link", { name: "Handläggare", exact: true }).click();
  await goOn(page, "Gör en inbjudan");
  await inspectMistake(page, "desk-members-mistake");
  await page.getByLabel("Titel som rapportörer ser").fill("HR-direktör");
  await goOn(page, "Gör en inbjudan");
  const code = (await page.getByRole("group", { name: "Inbjudningskod" }).innerText()).replaceAll(/\s/g, "");
  await inspect(page, "desk-members-invited");

  const invitee = await anotherBrowser(browser, stage);
  await invitee.goto(desk);
  await goOn(invitee, "Jag har fått en inbjudan");
  await invitee.getByLabel("Inbjudningskod").fill("0000");
  await goOn(invitee, "Öppna inbjudan");
  await inspectMistake(invitee, "desk-join-mistake");
  await invitee.getByLabel("Inbjudningskod").fill(code);
  await goOn(invitee, "Öppna inbjudan");
  await expect(invitee.getByText("Du är inbjuden")).toBeVisible();
  await goOn(invitee);
  await inspectMistake(invitee, "desk-join-welcome-mistake");
  await invitee.getByLabel("Inloggningsnamn").fill("hr");
  await goOn(invitee);
  const theirs = (await invitee.locator("ol.words li").allTextContents()).join(" ");
  await goOn(invitee);
  await invitee.getByLabel("Lösenfras", { exact: true }).fill(theirs);
  await goOn(invitee);
  await keepFactor(invitee, stage);
  await keepCodeOfPage(invitee);
  await goOn(invitee, "Gå med");
  await expect(invitee.getByRole("heading", { name: "Väntar på ägaren" })).toBeVisible({ timeout: 45_000 });
  await inspect(invitee, "desk-waiting");

  await page.getByRole("link", { name: "Konto", exact: true }).click();
  await page.getByRole("link", { name: "Handläggare", exact: true }).click();
  await goOn(page, "Skriv under och släpp in");
  await inspectMistake(page, "desk-members-joined-mistake");
  // Somebody without the code sent it, or the server altered it.
  await page.route("**/api/channels/*/invitations", async (route) => {
    const answer = await route.fetch();
    const { invitations } = (await answer.json()) as { invitations: { join: { mac: string } }[] };
    const altered = invitations.map((each) => ({ ...each, join: { ...each.join, mac: "A".repeat(43) + "=" } }));
    await route.fulfill({ response: answer, json: { invitations: altered } });
  });
  await page.getByRole("link", { name: "Konto", exact: true }).click();
  await page.getByRole("link", { name: "Handläggare", exact: true }).click();
  await expect(page.locator(".card .notice.alarm")).toBeVisible();
  await inspect(page, "desk-members-foreign");
});

test("nor does the desk of a handler who has much to do", async ({ page, stage }) => {
  test.setTimeout(300_000);
  const owner = await stage.live("mycket", "Chefsjurist");
  const long = await stage.file("mycket", LONG);
  const lied = await stage.file("mycket", "Jag såg det själv.");
  await stage.answer("mycket", lied.reference, "HR-direktör", "Ett");
  await stage.answer("mycket", lied.reference, "HR-direktör", "Två");
  await stage.swap("mycket", lied.reference);

  await page.goto(stage.desk);
  await expect(page.getByRole("heading", { name: "Logga in" })).toBeVisible();
  await inspect(page, "desk-sign-in");
  await goOn(page, "Logga in");
  await inspectMistake(page, "desk-sign-in-mistake");
  await goOn(page, "Jag har glömt lösenfrasen");
  await goOn(page, "Logga in");
  await inspectMistake(page, "desk-forgotten-mistake");
  await goOn(page, "Tillbaka");
  await goOn(page, "Jag har inte kvar telefonen");
  await expect(page.getByRole("heading", { name: "Jag har inte kvar telefonen" })).toBeVisible();
  await inspect(page, "desk-lost-phone");
  await goOn(page, "Tillbaka");

  await signIn(page, stage, owner);
  await expect(page.locator("a.case-row")).toHaveCount(13);
  await inspect(page, "desk-inbox");
  await page.getByRole("searchbox").fill("faktur");
  await expect(page.locator("mark").first()).toBeVisible();
  await inspect(page, "desk-inbox-search");
  await page.getByRole("searchbox").fill("finns inte alls");
  await expect(page.getByText("Inget stämmer")).toBeVisible();
  await inspect(page, "desk-inbox-nothing-found");
  await goOn(page, "Visa alla ärenden");

  await page.locator("a.case-row", { hasText: "Förvaltningschefen satt med" }).click();
  await expect(page.locator(".letter")).not.toHaveCount(0);
  await inspect(page, "desk-case");
  // The panes scroll; the page does not.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBeLessThanOrEqual(0);
  await goOn(page, "Ge återkoppling");
  await page.getByRole("button", { name: /^Försegla och återkoppla/ }).click();
  await expect(page.locator(".composer .error")).toBeVisible();
  await inspectMistake(page, "desk-composer-mistake");
  await goOn(page, "Avsluta ärendet …");
  await expect(page.getByText("Det här händer när du avslutar")).toBeVisible();
  await inspect(page, "desk-closing");
  await goOn(page, "Öppna …");
  await goOn(page, "Skriv in skälet och öppna");
  await inspectMistake(page, "desk-contact-mistake");
  await page.keyboard.press("Escape");
  await page.locator(".foot button").click();
  await expect(page.getByRole("dialog", { name: "Tangenter" })).toBeVisible();
  await inspect(page, "desk-keys");
  await page.keyboard.press("Escape");
  await openCase(page, long.reference);
  await expect(page.locator(".letter")).toContainText([LONG]);
  await inspect(page, "desk-case-long");
  await openCase(page, lied.reference);
  await expect(page.locator(".letter.damaged")).toHaveCount(2);
  await inspect(page, "desk-case-damaged");
  await page.route("**/api/cases/**", (route) => route.abort());
  await page.locator("a.case-row", { hasText: "Förvaltningschefen satt med" }).click();
  await expect(page.getByText("Ärendet kunde inte hämtas")).toBeVisible();
  await inspect(page, "desk-case-failed");
  await page.unroute("**/api/cases/**");

  for (const [link, heading, name] of [
    ["Handläggare", "Handläggare", "desk-members"],
    ["Sprid kanalen", "Sprid kanalen", "desk-share"],
    ["Konto", "Konto", "desk-account"],
  ] as const) {
    await page.getByRole("link", { name: link, exact: true }).click();
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
    await inspect(page, name);
  }
  await goOn(page, "Ny lösenfras");
  await goOn(page, "Fortsätt");
  await inspectMistake(page, "desk-prove-mistake");
  await goOn(page, "Tillbaka");

  // In the other language too, where words are longer.
  await page.getByRole("link", { name: "Ärenden", exact: true }).click();
  await goOn(page, "In English");
  await page.locator("a.case-row", { hasText: "Förvaltningschefen satt med" }).click();
  await expect(page.locator(".letter")).not.toHaveCount(0);
  await inspect(page, "desk-case-english");
  await goOn(page, "På svenska");

  await goOn(page, "Lås");
  await expect(page.getByRole("heading", { name: "Skrivbordet är låst" })).toBeVisible();
  await inspect(page, "desk-unlock");
  await goOn(page, "Lås upp");
  await inspectMistake(page, "desk-unlock-mistake");
});

test("nor does a desk on which something is wrong", async ({ page, stage }) => {
  test.setTimeout(180_000);
  await stage.found("larm");
  const owner = await stage.enrol("larm", "Chefsjurist");
  // Who stands in a keyring is a member.
  for (const title of ["HR-direktör", "Säkerhetschef", "Kommunrevisor"]) await stage.enrol("larm", title);
  // What the server tells of the channel is not what its owner signed, and it tells no cases.
  await page.route("**/api/channels/*", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll("handler ", "handlar ") });
  });
  await page.route("**/api/inbox", (route) => route.abort());
  await signIn(page, stage, owner);
  await expect(page.getByRole("heading", { name: /^Något är fel i kanalen/ })).toBeVisible();
  await expect(page.locator(".cases-empty[role=alert]")).toBeVisible();
  await inspect(page, "desk-alarm");
  await page.unrouteAll();

  // Ninety days later the keyring is to be renewed, in a browser that has seen nothing of it.
  await page.goto("about:blank");
  await page.context().clearCookies();
  await stage.day(90, page);
  await page.goto(stage.desk);
  await page.evaluate(() => {
    localStorage.clear();
  });
  await signIn(page, stage, owner);
  await expect(page.getByRole("heading", { name: /^Stämmer nyckellistan/ })).toBeVisible();
  await inspect(page, "desk-renewal");
  await goOn(page, "Listan stämmer. Skriv under");
  await expect(page.getByRole("heading", { name: /^Stämmer nyckellistan/ })).toHaveCount(0);
  await stage.day(-90, page);
});

test("nor does a desk whose server is silent, or shows something else than before", async ({ page, stage }) => {
  test.setTimeout(240_000);
  await stage.found("annat");
  const owner = await stage.enrol("annat", "Chefsjurist");
  const { reference } = await stage.file("annat", "Kassan stämmer inte.");
  await page.route("**/api/session", (route) => route.abort());
  await page.goto(stage.desk);
  await expect(page.getByRole("heading", { name: "Servern svarar inte" })).toBeVisible();
  await inspect(page, "desk-no-answer");
  await page.unrouteAll();
  await signIn(page, stage, owner);

  await openCase(page, reference);
  await goOn(page, "Svar");
  await page.locator("#cases-box").fill("Tack för att du berättar.");
  await stage.answer("annat", reference, "HR-direktör", "Jag-tar-det-här.");
  await page.getByRole("button", { name: /^Försegla och skicka/ }).click();
  await expect(page.locator(".composer .error")).toContainText("Inte skickat. Någon annan");
  await inspect(page, "desk-composer-contradicted");
  await page.route("**/api/cases/*/envelopes", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.getByRole("button", { name: /^Försegla och skicka/ }).click();
  await expect(page.locator(".composer .error")).toContainText("Oklart om det kom fram.");
  await inspect(page, "desk-composer-unknown");
  await page.unrouteAll();

  // A key that opens nothing.
  await page.locator("#case-title").focus();
  await page.keyboard.press("Escape");
  await page.route(/\/api\/cases\/[0-9a-f]{32}$/, async (route) => {
    const answer = await route.fetch();
    const told = (await answer.json()) as { wraps: { generation: number }[] };
    const wraps = told.wraps.map(({ generation }) => ({ generation, sealed: "AAAA" }));
    await route.fulfill({ response: answer, json: { ...told, wraps } });
  });
  await page.locator("a.case-row").click();
  await expect(page.getByRole("heading", { name: "Ärendet går inte att visa" })).toBeVisible();
  await inspect(page, "desk-case-unshown");
  await page.unrouteAll();

  // Nine minutes and a half, from the half minute before to which the page's clock was last set.
  await page.clock.setFixedTime(stage.now + 9 * 60 * 1000);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByRole("alertdialog", { name: "Är du kvar?" })).toBeVisible();
  await inspect(page, "desk-idle");
  // Any touch is an answer.
  await page.mouse.move(10, 10);
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await page.clock.setFixedTime(stage.now);

  // This computer remembers a later vault, and the channel at another place.
  await goOn(page, "Lås");
  await page.evaluate(() => {
    const name = Object.keys(localStorage).find((key) => /^sigill-desk-[0-9a-f]{32}$/.test(key)) ?? "";
    const kept = JSON.parse(localStorage.getItem(name) ?? "{}") as { vault: { counter: number }; epochs: { channel: string }[] };
    const places = kept.epochs.map(({ channel }) => ({ channel, place: "https://rapport.example/c/annat" }));
    const vault = { ...kept.vault, counter: kept.vault.counter + 1 };
    localStorage.setItem(name, JSON.stringify({ ...kept, vault, places }));
  });
  await unlock(page, owner);
  await expect(page.locator(".alarms .notice.alarm")).toContainText("äldre valv");
  await inspect(page, "desk-alarm-vault");
  await goOn(page, "In English");
  for (const [link, name] of [
    ["Cases", "desk-inbox-english"],
    ["Handlers", "desk-members-english"],
    ["Share the channel", "desk-share-other-english"],
    ["Account", "desk-account-english"],
  ] as const) {
    await page.getByRole("link", { name: link, exact: true }).click();
    await expect(page.getByRole("link", { name: link, exact: true })).toHaveAttribute("aria-current", "page");
    await inspect(page, name);
  }
  await page.getByRole("link", { name: "Share the channel", exact: true }).click();
  await goOn(page, "The address is right");
  await inspect(page, "desk-share-english");
  await goOn(page, "På svenska");

  // The newest vault does not open; the one before it does.
  await goOn(page, "Lås");
  await page.route("**/api/vault*", async (route) => {
    const answer = await route.fetch({ url: route.request().url().replace(/\?.*$/, "") });
    const { counter, sealed } = (await answer.json()) as { counter: number; sealed: string };
    const isEarlier = route.request().url().includes("counter=");
    const newest = { counter: counter + 1, sealed: `${sealed.slice(0, -8)}AAAAAA==`, earlier: [counter] };
    await route.fulfill({ response: answer, json: isEarlier ? { counter, sealed, earlier: [] } : newest });
  });
  await page.getByLabel("Lösenfras", { exact: true }).fill(owner.passphrase);
  await page.getByRole("button", { name: "Lås upp" }).click();
  await expect(page.getByRole("heading", { name: "Ditt senaste valv går inte att öppna" })).toBeVisible({ timeout: 45_000 });
  await inspect(page, "desk-earlier");
});
