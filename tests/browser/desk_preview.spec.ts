/** What somebody sent is shown at the desk, and neither runs there nor reaches anything. */
import { expect, test } from "./stage.ts";
import { inspect, keepPicture } from "./inspect.ts";
import { Listener, pdf, picture, preview, shownIn, stream, wav } from "./previewed.ts";

/** A PDF of so many pages, which all have the same words. */
function letter(pages: number, words: string, more = "", annotations = ""): Uint8Array {
  const kids = "3 0 R ".repeat(pages);
  return pdf([
    `<< /Type /Catalog /Pages 2 0 R ${more}>>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> ${annotations}>>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    stream(`BT /F1 24 Tf 72 700 Td (${words}) Tj ET`),
  ]);
}

test("pictures are shown, made larger and turned", async ({ page, stage }) => {
  for (const [type, name] of [["image/jpeg", "Bild från gården.jpg"], ["image/png", "bild.png"], ["image/webp", "bild.webp"]] as const) {
    const frame = await preview(page, stage.desk, await picture(page, type, 1600, 1200), name, type);
    const canvas = frame.getByRole("img", { name: `Bilden: ${name}` });
    await expect(canvas).toBeVisible();
    const fitted = await canvas.boundingBox();
    await page.keyboard.press("r");
    await expect(canvas).toHaveJSProperty("width", 1200);
    await page.getByRole("button", { name: "100 %" }).click();
    await expect.poll(async () => (await canvas.boundingBox())?.height).toBe(1600);
    await page.keyboard.press("0");
    await expect.poll(async () => (await canvas.boundingBox())?.height).toBe(fitted?.height);
  }
  await keepPicture(page, "preview-picture");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a document in Swedish is shown page by page", async ({ page, stage, context }) => {
  const frame = await preview(page, stage.desk, letter(3, "\xc5terbetalning \xe4r gjord p\xe5 m\xe5ndag, \xd6rjan"), "Brev.pdf", "application/pdf");
  await expect(frame.getByRole("img", { name: "Sida 1 av 3" })).toBeVisible();
  await expect(frame.getByText("Återbetalning är gjord på måndag, Örjan")).toBeAttached();
  await keepPicture(page, "preview-document");
  await page.keyboard.press("PageDown");
  await expect(frame.getByRole("img", { name: "Sida 2 av 3" })).toBeVisible();
  await page.getByRole("button", { name: "Nästa sida" }).click();
  await expect(page.getByText("Sida 3 av 3")).toBeVisible();
  await expect(page.getByRole("button", { name: "Nästa sida" })).toHaveAttribute("aria-disabled", "true");
  // Keys work where the focus is, in the frame as well.
  await frame.getByRole("img", { name: "Sida 3 av 3" }).click();
  await page.keyboard.press("PageUp");
  await expect(page.getByText("Sida 2 av 3")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  // With fonts of its own, as a browser makes it.
  const writer = await context.newPage();
  await writer.setContent("<h1>Räksmörgås</h1><p style='font-family:serif'>Överenskommelse om återbetalning, 100 €</p>");
  const printed = await writer.pdf();
  await writer.close();
  await preview(page, stage.desk, printed, "Utskrift.pdf", "application/pdf");
  await expect(frame.getByRole("img", { name: "Sida 1 av 1" })).toBeVisible();
  await expect(frame.getByText("Överenskommelse om återbetalning")).toBeAttached();
  await keepPicture(page, "preview-printed");
  // A page is as wide as its frame, whatever becomes of that.
  await page.setViewportSize({ width: 390, height: 844 });
  const width = (await page.locator("iframe").boundingBox())?.width ?? 0;
  await expect.poll(async () => (await frame.getByRole("img").boundingBox())?.width ?? Infinity).toBeLessThanOrEqual(width);
});

test("a text is shown as it stands, with what is hidden in it written out", async ({ page, stage }) => {
  const frame = await preview(page, stage.desk, Buffer.from("Hej\n<b>åäö</b> faktura\u202efdp.exe"), "läs mig.txt", "text/plain");
  await expect(frame.getByText("<b>åäö</b> faktura[U+202E]fdp.exe")).toBeVisible();
  await expect(page.getByText("Läst som UTF-8. Ett osynligt tecken")).toBeVisible();
  await preview(page, stage.desk, Buffer.from("m\xe5ndag\n".repeat(300_000), "latin1"), "logg.csv", "text/csv");
  await expect(page.getByText("Bara början visas")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Läst som Windows-1252.")).toBeVisible();
});

test("a sound is played, and one that cannot be is told", async ({ page, stage }) => {
  const frame = await preview(page, stage.desk, wav(), "möte.wav", "audio/wav");
  const sound = frame.locator("audio");
  await expect(sound).toHaveJSProperty("duration", 1);
  await sound.evaluate((audio: HTMLAudioElement) => audio.play());
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(0.3);
  await keepPicture(page, "preview-sound");
  await preview(page, stage.desk, Buffer.concat([Buffer.from("fLaC"), Buffer.alloc(100, 7)]), "x.flac", "audio/flac");
  await expect(page.getByText("Webbläsaren kan inte spela")).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);
});

test("what can run is not shown, and said to be what it is", async ({ page, stage }) => {
  const listener = await Listener.start();
  const run = `fetch("http://${listener.address}/"); top.document.title = "ran"; document.title = "ran"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload='${run}'><script>${run}</script><image href="http://${listener.address}/i"/></svg>`;
  const html = `<!doctype html><script>${run}</script><img src="http://${listener.address}/i">`;
  for (const [content, name, claimed, told] of [
    [svg, "karta.svg", "image/svg+xml", "SVG-teckning"],
    [svg, "karta.png", "image/png", "SVG-teckning. Innehållet stämmer inte"],
    [html, "sida.html", "text/html", "Webbsida"],
    [html, "brev.pdf", "application/pdf", "Webbsida. Innehållet stämmer inte"],
    [`GIF89a=1;${run}//`.replace("GIF89a", "<html>"), "bild.gif", "image/gif", "Webbsida. Innehållet stämmer inte"],
    ["MZ\x90\0", "faktura.pdf.exe", "application/pdf", "Program för Windows"],
  ] as const) {
    await preview(page, stage.desk, Buffer.from(content, "latin1"), name, claimed);
    await expect(page.getByText("Den kan bara sparas.")).toBeVisible();
    await expect(page.getByText(told).first()).toBeVisible();
    await expect(page.locator("iframe")).toHaveCount(0);
  }
  await keepPicture(page, "preview-danger");
  // A picture whose bytes are also a script.
  await preview(page, stage.desk, Buffer.from(`GIF89a/*${"\0".repeat(20)}*/=1;${run}`, "latin1"), "bild.gif", "image/gif");
  await expect(page.getByText("Filen är skadad")).toBeVisible();
  await page.waitForTimeout(300);
  expect(await page.title()).not.toContain("ran");
  expect(listener.connections).toBe(0);
  listener.stop();
});

test("a document that runs scripts, launches programs and loads from elsewhere reaches nothing", async ({ page, stage }) => {
  const listener = await Listener.start();
  const there = `http://${listener.address}`;
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  const script = `<< /S /JavaScript /JS (app.launchURL\\("${there}/js"\\); this.submitForm\\("${there}/form"\\); top.document.title = "ran") >>`;
  const frame = await preview(
    page,
    stage.desk,
    letter(
      1,
      "Hej",
      `/OpenAction << /S /JavaScript /JS (app.launchURL\\("${there}/js"\\)) /Next << /S /Launch /F (calc.exe) /Next << /S /URI /URI (${there}/uri) >> >> >> /AA << /WC ${script} >> /Names << /JavaScript << /Names [(a) ${script}] >> >> /AcroForm << /Fields [] /XFA (<xdp><script>x</script></xdp>) >> `,
      `/AA << /O ${script} >> /Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (${there}/link) >> >> << /Type /Annot /Subtype /Widget /FT /Btn /Rect [0 0 595 842] /A ${script} >> << /Type /Annot /Subtype /RichMedia /Rect [0 0 99 99] >> ] `,
    ),
    "fälla.pdf",
    "application/pdf",
  );
  const drawn = frame.getByRole("img", { name: "Sida 1 av 1" });
  await expect(drawn).toBeVisible();
  await expect(frame.locator("a, form, input, button, object, embed, iframe")).toHaveCount(0);
  await drawn.click();
  await drawn.click({ position: { x: 100, y: 100 } });
  await page.waitForTimeout(500);
  expect(await page.title()).not.toContain("ran");
  expect(page.context().pages()).toHaveLength(1);
  expect(listener.connections).toBe(0);
  expect(requests.filter((address) => !address.startsWith(stage.desk) && !address.startsWith("blob:"))).toEqual([]);
  listener.stop();
});

test("a script in the frame, if there were one, reads nothing of the desk and reaches nobody", async ({ page, stage }) => {
  for (const [content, name] of [
    [letter(1, "Hej"), "brev.pdf"],
    [Buffer.from("Hej"), "brev.txt"],
  ] as const) {
    const listener = await Listener.start();
    await preview(page, stage.desk, content, name);
    await expect(page.getByText("Visas i en avskild ruta")).toBeVisible();
    const frame = await shownIn(page);
    await frame.waitForSelector("canvas, pre");
    await page.evaluate(() => {
      localStorage.setItem("secret", "of the desk");
      document.cookie = "secret=of-the-desk";
    });
    const denied = await frame.evaluate(async (there) => {
      const tries: Record<string, () => unknown> = {
        parent: () => (parent as Window & { document: Document }).document.title,
        storage: () => localStorage.getItem("secret"),
        session: () => sessionStorage.length,
        cookie: () => document.cookie,
        database: () => indexedDB.open("x"),
        caches: () => caches.keys(),
        worker: () => navigator.serviceWorker.register("/x.js"),
        fetch: () => fetch(`http://${there}/`, { mode: "no-cors" }),
        desk: () => fetch("/api/session"),
        request: () =>
          new Promise((done, fail) => {
            const request = new XMLHttpRequest();
            request.onerror = fail;
            request.onload = done;
            request.open("GET", `http://${there}/`);
            request.send();
          }),
        socket: () =>
          new Promise((done, fail) => {
            const socket = new WebSocket(`ws://${there}/`);
            socket.onopen = done;
            socket.onerror = fail;
          }),
        picture: () =>
          new Promise((done, fail) => {
            const image = new Image();
            image.onload = done;
            image.onerror = fail;
            image.src = `http://${there}/`;
          }),
        beacon: () => {
          if (navigator.sendBeacon(`http://${there}/`, "x")) return "queued";
          throw new Error("refused");
        },
        markup: () => {
          document.body.insertAdjacentHTML("beforeend", "<b>x</b>");
        },
        code: () => (0, eval)("1"),
        inline: () =>
          new Promise((done, fail) => {
            const script = document.createElement("script");
            script.append("window.ran = 1");
            document.head.append(script);
            if ("ran" in window) done(1);
            else fail(new Error("did not run"));
          }),
        opened: () => {
          if (window.open(`http://${there}/`) === null) throw new Error("not opened");
        },
        top: () => {
          (top as Window).location.href = `http://${there}/`;
        },
      };
      const outcomes: string[] = [];
      for (const [name, attempt] of Object.entries(tries)) {
        try {
          await attempt();
          outcomes.push(name);
        } catch {
          // As it shall be.
        }
      }
      // What answers nothing: only the listener tells.
      for (const rel of ["stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "icon", "prerender"]) {
        const link = document.createElement("link");
        link.rel = rel;
        link.href = `http://${there}/${rel}`;
        if (rel === "preload") link.as = "script";
        document.head.append(link);
      }
      const download = document.createElement("a");
      download.href = "data:text/plain,x";
      download.download = "x.exe";
      download.click();
      const form = document.createElement("form");
      form.action = `http://${there}/form`;
      document.body.append(form);
      form.submit();
      const media = document.createElement("video");
      media.src = `http://${there}/video`;
      document.body.append(media);
      return outcomes;
    }, listener.address);
    // Asked of an origin that is nobody's, a beacon is queued and then stopped: the listener tells.
    expect(denied.filter((name) => name !== "beacon"), name).toEqual([]);
    await page.waitForTimeout(700);
    expect(listener.connections, name).toBe(0);
    expect(page.context().pages()).toHaveLength(1);
    expect(page.url()).toContain(stage.desk);
    await frame.evaluate((there) => {
      const inner = document.createElement("iframe");
      inner.src = `http://${there}/inner`;
      document.body.append(inner);
    }, listener.address);
    await page.waitForTimeout(300);
    // Chromium connects to where a frame is about to go before it looks at the policy, and then says nothing there.
    expect(listener.received, name).toBe("");
    listener.stop();
  }
});

test("a frame that goes elsewhere by itself gets nowhere, and is given up", async ({ page, stage }) => {
  const listener = await Listener.start();
  for (const address of [`http://${listener.address}/?hej`, "/?hej", "data:text/html,x", "about:blank"]) {
    await preview(page, stage.desk, Buffer.from("Hej"), "brev.txt");
    await expect(page.frameLocator("iframe").getByText("Hej")).toBeVisible();
    const frame = await shownIn(page);
    await frame
      .evaluate((there) => {
        location.href = there;
      }, address)
      .catch(() => undefined);
    await expect(page.getByText("Filen är skadad eller gjord så")).toBeVisible();
    await expect(page.locator("iframe")).toHaveCount(0);
  }
  await page.waitForTimeout(300);
  // As above: Chromium connects, and says nothing.
  expect(listener.received).toBe("");
  listener.stop();
});

test("what would fill the computer is bounded", async ({ page, stage }) => {
  const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const size = Buffer.alloc(8);
  size.writeUInt32BE(50_000, 0);
  size.writeUInt32BE(50_000, 4);
  await preview(page, stage.desk, Buffer.concat([head, size, Buffer.from([8, 2, 0, 0, 0, 1, 2, 3, 4])]), "bomb.png", "image/png");
  await expect(page.getByText("Filen är för stor att visas här.")).toBeVisible();

  const frame = await preview(page, stage.desk, letter(5000, "Sida"), "lång.pdf", "application/pdf");
  await expect(page.getByText("Bara de första 200 av 5 000 sidor visas.")).toBeVisible({ timeout: 30_000 });
  await expect(frame.getByRole("img", { name: "Sida 1 av 5000" })).toBeVisible();

  // A page of 200 inches by 200 is drawn no larger than a canvas may be.
  await preview(page, stage.desk, Buffer.from(Buffer.from(letter(1, "Stor")).toString("latin1").replace("[0 0 595 842]", "[0 0 14400 14400]"), "latin1"), "stor.pdf");
  await expect(frame.getByRole("img", { name: "Sida 1 av 1" })).toBeVisible();
  for (let times = 0; times < 12; times += 1) await page.keyboard.press("+");
  await expect(page.locator(".controls[aria-busy=false]")).toBeVisible();
  const pixels = await frame.getByRole("img").evaluate((canvas: HTMLCanvasElement) => canvas.width * canvas.height);
  expect(pixels).toBeLessThanOrEqual(16_100_000);

  await preview(page, stage.desk, Buffer.from("%PDF-1.7\nthis is none"), "trasig.pdf", "application/pdf");
  await expect(page.getByText("Filen är skadad")).toBeVisible();
});

test("no preview shuts anybody out", async ({ page, stage }) => {
  await preview(page, stage.desk, letter(3, "Hej"), "Ett mycket långt namn på en fil som ingen har kortat ned.pdf", "image/png");
  await expect(page.frameLocator("iframe").getByRole("img")).toBeVisible();
  await inspect(page, "desk-preview-document");
  await preview(page, stage.desk, Buffer.from("MZ"), "faktura.pdf.exe", "application/pdf");
  await expect(page.getByText("Den kan bara sparas.")).toBeVisible();
  await inspect(page, "desk-preview-program");
});
