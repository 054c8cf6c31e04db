// A mail server that nobody here wrote, for `tests/mail/packaged.rs`: it takes mails from whoever signed in over TLS and tells of
// each in a line of JSON. Whose address begins with "upptagen" is asked to come again, once. It ends with its standard input.
//   node mail_server.mjs <starttls|tls> <port or 0> <folder with cert.pem, key.pem and password>
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";

const [way, port, folder = "."] = process.argv.slice(2);
const [cert, key, password] = ["cert.pem", "key.pem", "password"].map((name) => readFileSync(join(folder, name), "utf8"));
const busy = new Set();

/** @param {unknown} line */
const tell = (line) => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const server = new SMTPServer({
  secure: way === "tls",
  cert,
  key,
  onAuth: (auth, _session, done) => {
    const isKnown = auth.username === "sigill" && auth.password === password?.trim();
    if (isKnown) done(null, { user: auth.username });
    else done(new Error("who are you"));
  },
  onRcptTo: ({ address }, _session, done) => {
    if (!address.startsWith("upptagen") || busy.has(address)) {
      done();
      return;
    }
    busy.add(address);
    done(Object.assign(new Error("come again"), { responseCode: 451 }));
  },
  onData: (stream, session, done) => {
    /** @type {Buffer[]} */
    const chunks = [];
    stream.on("data", (/** @type {Buffer} */ chunk) => {
      chunks.push(chunk);
    });
    stream.on("end", () => {
      const { mailFrom, rcptTo } = session.envelope;
      tell({
        from: mailFrom === false ? null : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        user: session.user,
        secure: session.secure,
        mail: Buffer.concat(chunks).toString("utf8"),
      });
      done();
    });
  },
});
// A client that breaks off is its own affair.
server.on("error", () => undefined);
const listening = server.listen(Number(port), "localhost", () => {
  const address = listening.address();
  tell({ port: typeof address === "object" && address !== null ? address.port : 0 });
});
process.stdin.resume().on("end", () => {
  process.exit();
});
