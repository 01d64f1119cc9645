// A sample that an auditor draws on the page of a register: the same records as `sms-lint sample` draws.
// Each entry gets the SHA-256 of the seed, a colon and its id; those with the smallest are drawn.
// Nothing is made from text: every piece is an element whose text is set.
"use strict";
var smsSamples = (() => {
// What people read here; the builder writes it in the language of the site.
const WORDS = {"title": "Draw a sample", "size": "How many", "seed": "Seed: any word or number", "draw": "Draw", "drawn": "{0} of kind {1}{2}, drawn with the seed {3} from a population of {4} of {5}.", "fewer": "Fewer match than were asked for, so all that match are shown.", "empty": "No record matches, so nothing was drawn. That is no evidence that all is well.", "rule": "Drawn are the records with the smallest SHA-256 of the seed, a colon and the id. The months and fields chosen above narrow the population; words in the filter do not.", "command": "The same records:", "csv": "As CSV", "print": "Print", "number": "No.", "id": "Id", "name": "Name", "day": "Day", "kept": "Kept in", "names": "Refers to", "by": "Referred to by", "asked": "A sample needs a number of records and a seed."};
  const TOP = new URL("../", document.currentScript.src);

  const make = (name, set = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(set)) {
      key === "text" ? (element.textContent = value) : element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  // SHA-256 (FIPS 180-4). The browser's own is not there on a plain web server, and a promise for each record is slow.
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) if (primes.every((prime) => number % prime)) primes.push(number);
  const fraction = (value) => ((value - Math.floor(value)) * 2 ** 32) | 0;
  const ROUNDS = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
  const BEGINNING = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
  const turned = (word, by) => (word >>> by) | (word << (32 - by));
  const schedule = new Int32Array(64);

  const sha256 = (bytes) => {
    const blocks = Math.ceil((bytes.length + 9) / 64);
    const padded = new DataView(new ArrayBuffer(blocks * 64));
    new Uint8Array(padded.buffer).set(bytes);
    padded.setUint8(bytes.length, 0x80);
    padded.setUint32(blocks * 64 - 8, Math.floor(bytes.length / 2 ** 29));
    padded.setUint32(blocks * 64 - 4, (bytes.length * 8) >>> 0);
    const state = Int32Array.from(BEGINNING);
    for (let block = 0; block < blocks; block += 1) {
      for (let at = 0; at < 16; at += 1) schedule[at] = padded.getInt32(block * 64 + at * 4);
      for (let at = 16; at < 64; at += 1) {
        const [early, late] = [schedule[at - 15], schedule[at - 2]];
        const low = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
        const high = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
        schedule[at] = schedule[at - 16] + low + schedule[at - 7] + high;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let at = 0; at < 64; at += 1) {
        const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[at] + schedule[at];
        const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] += word));
    }
    return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  };

  const digest = (seed, id) => sha256(new TextEncoder().encode(`${seed}:${id}`));

  // The entries with the smallest digests, each with its digest; those of one id in the order of their files.
  const draw = (entries, seed, size, idOf, keptIn) => {
    const found = entries.map((entry) => ({ entry, digest: digest(seed, idOf(entry)) }));
    const less = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
    found.sort((one, other) => less(one.digest, other.digest) || less(keptIn(one.entry), keptIn(other.entry)) || one.entry - other.entry);
    return found.slice(0, size);
  };

  // No cell is a formula for a spreadsheet, whichever mark it takes for the end of a cell; numbers stay as they are.
  const NUMBER = /^[+-]?\d+([.,]\d+)?$/;
  const BEGIN = /(^|[;|])((?:\s|")*(?:[=+\-@＝＋－＠﹦﹢﹣﹫⁺⁼₊₌]|::))([^;|]*)/g;
  const harmless = (cell) =>
    NUMBER.test(cell.trim()) ? cell : cell.replace(BEGIN, (all, end, sign, rest) => (end && NUMBER.test((sign + rest).trim()) ? all : `${end}'${sign}${rest}`));
  const csv = (rows) =>
    rows.map((row) => row.map((cell) => harmless(String(cell))).map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",") + "\r\n").join("");
  const HEADS = ["number", "id", "kind", "name", "day", "path", "line", "digest", "names", "named_by", "population", "seed"];

  const coded = ({ values, at }) => {
    const lines = values.split("\n");
    return (entry) => lines[at === undefined ? entry : at.charCodeAt(entry) - 48];
  };
  const links = (line) => (line ? line.split("\t") : []);

  let reading = null;
  const chains = (path) =>
    (reading ??= new Promise((done, failed) => {
      const script = make("script", { src: path });
      script.addEventListener("load", () => {
        const [name, kept, names, by] = ["name", "kept", "names", "by"].map((key) => coded(smsChain[key]));
        const places = smsChain.places.split("\n");
        const known = new Map(smsChain.ids.split("\n").map((id, place) => [id, places[place]]));
        done({ name, kept, names, by, known });
      });
      script.addEventListener("error", failed);
      document.head.append(script);
    }));

  const quoted = (word) => (/^[\w.:=/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

  // The form and the sample below a list. `all` is the list as it was read, `state` what is asked for.
  const panel = (box, all, state, population, remember) => {
    const size = make("input", { type: "number", min: 1, id: "sms-sample-size", value: state.sample.get("size") || "25" });
    const seed = make("input", { type: "text", id: "sms-sample-seed", autocomplete: "off", value: state.sample.get("seed") || "" });
    const button = make("button", { type: "button", class: "sms-button", text: WORDS.draw });
    const bar = make("div", { class: "sms-filter" });
    bar.append(
      make("div", {}, make("label", { for: size.id, text: WORDS.size }), size),
      make("div", {}, make("label", { for: seed.id, text: WORDS.seed }), seed),
      button,
    );
    const result = make("div", { class: "sms-sample-drawn", "aria-live": "polite" });
    const fold = make("details", { class: "sms-fold sms-sample" }, make("summary", { text: WORDS.title }));
    fold.append(...(all.refused ? [make("p", { text: all.refused })] : [bar, result]));
    box.append(fold);
    if (all.refused) return;

    const period = () => (state.first ? (state.first === state.last ? state.first : `${state.first}..${state.last}`) : "");
    const command = () =>
      ["sms-lint", "sample", all.kind, "--size", size.value, "--seed", seed.value.trim()]
        .concat(period() ? ["--period", period()] : [])
        .concat([...state.where].flatMap(([key, words]) => words.flatMap((word) => ["--where", `${key}=${word}`])))
        .map(quoted)
        .join(" ");

    const linked = (known, line) =>
      links(line).flatMap((said, place) => {
        const cut = said.lastIndexOf(" ");
        const [word, id] = [said.slice(0, cut), said.slice(cut + 1)];
        const found = known.get(id);
        return [place ? ", " : "", `${word} `, make(found ? "a" : "span", { ...(found && { href: new URL(found, TOP).href }), class: "sms-id", text: id })];
      });

    const show = (drawn, from, { name, kept, names, by, known }) => {
      const rows = drawn.map(({ entry }, place) => {
        const href = all.href(entry);
        const id = make(href ? "a" : "span", { ...(href && { href }), class: "sms-id", text: all.id.of(entry) });
        const day = make("time", { text: all.day?.of(entry) ?? "" });
        const cells = [[place + 1], [id], [name(entry)], [day], linked(known, names(entry)), linked(known, by(entry)), [kept(entry)]];
        return make("tr", {}, ...cells.map((parts) => make("td", {}, ...parts)));
      });
      const heads = ["number", "id", "name", "day", "names", "by", "kept"].map((key) => make("th", { scope: "col", text: WORDS[key] }));
      const table = make("table", { "aria-label": WORDS.title }, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
      const where = [...state.where].map(([key, words]) => `, ${key} ${words.join(" / ")}`).join("");
      const terms = [drawn.length, all.kind, `${period() && `, ${period()}`}${where}`, seed.value.trim(), from.toLocaleString(), all.count.toLocaleString()];
      const said = WORDS.drawn.replace(/\{(\d)\}/g, (mark, place) => terms[place]);
      const few = from && from < Number(size.value) ? ` ${WORDS.fewer}` : "";
      const content = csv([
        HEADS,
        ...drawn.map(({ entry, digest }, place) => [
          ...[place + 1, all.id.of(entry), all.kind, name(entry), all.day?.of(entry) ?? "", kept(entry), "", digest],
          ...[links(names(entry)).join(", "), links(by(entry)).join(", "), from, seed.value.trim()],
        ]),
      ]);
      const file = make("a", { href: URL.createObjectURL(new Blob([content], { type: "text/csv" })), download: `sample-${all.kind}.csv`, text: WORDS.csv });
      const print = make("button", { type: "button", class: "sms-button", text: WORDS.print });
      print.addEventListener("click", () => window.print());
      result.replaceChildren(
        make("p", { text: from ? said + few : `${said} ${WORDS.empty}` }),
        ...(rows.length ? [make("div", { class: "sms-table" }, table)] : []),
        make("p", { class: "sms-fine", text: WORDS.rule }),
        make("p", { class: "sms-fine" }, `${WORDS.command} `, make("code", { text: command() })),
        make("p", { class: "sms-filter sms-sample-ways" }, file, print),
      );
    };

    let wanted = false;
    const again = async () => {
      if (!wanted) return;
      const number = Number(size.value);
      if (!Number.isInteger(number) || number < 1 || !seed.value.trim()) {
        result.textContent = WORDS.asked;
        return;
      }
      state.sample = new URLSearchParams({ size: number, seed: seed.value.trim() });
      remember();
      const chain = await chains(box.dataset.chain);
      const from = population();
      show(draw(from, seed.value.trim(), number, (entry) => all.id.of(entry), chain.kept), from.length, chain);
    };
    button.addEventListener("click", () => {
      wanted = true;
      again();
    });
    seed.addEventListener("keydown", (event) => event.key === "Enter" && button.click());
    box.addEventListener("sms-chosen", again);
    if (seed.value) {
      fold.open = true;
      wanted = true; // drawn with the list, which is asked for by the same address
    }
  };
  // While a sample is printed, the rest of the page is not.
  addEventListener("beforeprint", () => document.documentElement.classList.toggle("sms-prints-sample", Boolean(document.querySelector(".sms-sample[open] table"))));
  addEventListener("afterprint", () => document.documentElement.classList.remove("sms-prints-sample"));
  return Object.assign(panel, { digest, csv });
})();
