// The search: an id, a name, a clause or a role leads to its page at each key, and the texts stand behind them.
// It reads two files of the site when it is first used, by server and from a folder alike, and asks nobody else.
// Nothing is made from text: every piece is an element whose text is set.
"use strict";
(() => {
// What people read here; the builder writes it in the language of the site.
const WORDS = {"search": "Search", "nothing": "Nothing is found", "found": "{0} found", "names": "Names", "texts": "In the texts", "more": "Show more", "close": "Close the search", "small": "a an and at for from in is last latest of on or our the to what where which who with"};
  const TOP = new URL("../", document.currentScript.src);
  const MOST_NAMES = 8;
  const MOST_TEXTS = 10;
  const MOST = 200;
  const BEFORE_TEXTS = 40; // milliseconds after a key
  const FEW = 3; // with fewer names than these, those that fit in part are shown too
  const ROW = 4; // the rank of a row of a table; those after it are the guides and the reference of the tool
  const SMALL = new Set(WORDS.small.split(" "));
  const AROUND = 70; // characters of a text before and behind what was found

  const make = (name, set = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(set)) {
      key === "text" ? (element.textContent = value) : element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  // Capitals, accents and the sort of hyphen make no difference. A character becomes one character, so that what is
  // found in the folded text has the same place in the text.
  const PLAIN = /^[\x00-\x7f]*$/;
  const folded = (text) => {
    const lower = text.toLowerCase();
    if (PLAIN.test(lower)) return lower;
    return lower.replace(/[^\x00-\x7f]/g, (sign) => {
      if (/[\u2010-\u2015\u2212\u00ad]/.test(sign)) return "-";
      const base = sign.normalize("NFKD").replace(/\p{M}/gu, "");
      return base.length === sign.length ? base : sign;
    });
  };
  const bare = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "");
  const starts = (text, word) => {
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
    }
    return false;
  };

  const glass = () => {
    const drawn = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
    drawn[0].setAttribute("viewBox", "0 0 24 24");
    drawn[1].setAttribute("d", "M10 4a6 6 0 1 0 3.7 10.7l4.8 4.8 1.4-1.4-4.8-4.8A6 6 0 0 0 10 4m0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8");
    drawn[0].append(drawn[1]);
    return drawn[0];
  };

  const read = (path) =>
    new Promise((done, failed) => {
      const script = make("script", { src: new URL(path, TOP).href });
      script.addEventListener("load", done);
      script.addEventListener("error", failed);
      document.head.append(script);
    });

  const names = [];
  const others = [];
  const rows = [];
  const texts = [];

  const readNames = async () => {
    await read("assets/search-names.js");
    const { sorts, pages, lines } = window.smsSearchNames;
    for (const line of lines ? lines.split("\n") : []) {
      const [rank, sort, page, id, title, words, anchor] = line.split("\t");
      const [lowId, lowTitle, lowWords] = [id, title, words].map(folded);
      names.push({
        rank: Number(rank), sort: sorts[sort], page: pages[page], id, title, anchor: anchor === "=" ? id : anchor,
        lowId, lowTitle, lowWords, all: `${lowId}\t${lowTitle}\t${lowWords}\t${folded(sorts[sort])}`,
      });
    }
    for (const name of names) (name.rank === ROW ? rows : others).push(name);
    window.smsSearchNames = undefined;
  };

  const readTexts = async () => {
    await read("assets/search-texts.js");
    const { lines } = window.smsSearchTexts;
    for (const line of lines ? lines.split("\n") : []) {
      const [number, anchor, heading, text] = line.split("\t");
      texts.push({ of: names[number], anchor, heading, text, lowHeading: folded(heading), low: folded(text) });
    }
    window.smsSearchTexts = undefined;
  };

  let ready;
  const begin = () => (ready ??= readNames());
  let textsReady;
  const beginTexts = () => (textsReady ??= begin().then(readTexts));

  // The words that are looked for, each without the ending of a plural; small words only where there is no other.
  const wordsOf = (question) => {
    const every = question.split(" ");
    const telling = every.filter((word) => !SMALL.has(word));
    return (telling.length ? telling : every).map((word) => (word.length > 3 ? word.replace(/(?<!s)s$/, "") : word));
  };

  // How well a name fits: 0 is the thing itself, and each step means less. Infinity is not at all.
  const fit = (name, question, words, plain) => {
    if (name.lowId === question || name.lowTitle === question) return 0;
    if (name.lowWords && name.lowWords.split(" ").includes(question)) return 0;
    if (plain.length > 2 && name.lowId && bare(name.lowId) === plain) return 0;
    if (!words.every((word) => name.all.includes(word))) return Infinity;
    return words.every((word) => starts(name.all, word)) ? 1 : 2;
  };

  // How much of what a thing is called was not asked for: from 0, where all of it was, to nearly 4.
  const strange = (name, words) => {
    const called = name.lowTitle.split(/[^\p{L}\p{N}]+/u).filter((word) => word && !SMALL.has(word));
    const unasked = called.filter((word) => !words.some((asked) => word.startsWith(asked)));
    return called.length ? (4 * unasked.length) / called.length : 4;
  };

  const byFit = (one, other) => {
    for (let at = 0; at < one.length - 1; at += 1) if (one[at] !== other[at]) return one[at] - other[at];
    return 0;
  };

  const fitting = (things, question, words) => {
    const plain = bare(question);
    const found = [];
    for (const name of things) {
      const fits = fit(name, question, words, plain);
      if (fits === Infinity) continue;
      found.push([fits, name.rank + strange(name, words), name.title.length + name.id.length, 0, name]);
    }
    return found;
  };

  const findNames = (question, words) => {
    const found = fitting(others, question, words);
    // The rows of tables are many, and come last: where enough is found without them, only the one asked for is.
    const asked = found.length < MOST ? rows : rows.filter((row) => row.lowId === question);
    found.push(...fitting(asked, question, words).slice(0, MOST));
    if (found.length < FEW && words.length > 1) found.push(...nearly(others, words, (name, word) => starts(name.all, word)));
    return [...new Set(found.sort(byFit).map((entry) => entry.at(-1)))];
  };

  // What holds some of the words only: the fewer things hold a word, the more it tells.
  const nearly = (things, words, holds) => {
    const holders = words.map(() => 0);
    const held = [];
    for (const thing of things) {
      const has = words.map((word) => holds(thing, word));
      if (!has.includes(true)) continue;
      has.forEach((one, at) => (holders[at] += one));
      held.push([thing, has]);
    }
    const worth = holders.map((count) => (count ? Math.log(1 + things.length / count) : 0));
    const told = held.map(([thing, has]) => [thing, has.reduce((sum, one, at) => sum + (one ? worth[at] : 0), 0)]);
    const enough = worth.reduce((sum, one) => sum + one, 0) / 2;
    return told
      .filter(([, worthy]) => worthy >= enough)
      .map(([thing, worthy]) => [3, -worthy, thing.rank ?? thing.of.rank, (thing.title ?? thing.heading).length, thing]);
  };

  // A section in whose heading a word stands, or that holds the words as they were asked for, comes first.
  const findTexts = (question, words) => {
    const found = [];
    for (const text of texts) {
      if (!words.every((word) => text.low.includes(word) || text.lowHeading.includes(word))) continue;
      const named = words.filter((word) => text.lowHeading.includes(word)).length / words.length;
      const together = text.low.includes(question) || text.lowHeading.includes(question);
      found.push([text.of.rank > ROW ? 1 : 0, -named - together, text.of.rank, 0, text]);
    }
    if (!found.length && words.length > 1) {
      found.push(...nearly(texts, words, (text, word) => starts(text.low, word) || starts(text.lowHeading, word)));
    }
    return found.sort(byFit).map((entry) => entry.at(-1));
  };

  const marked = (text, words) => {
    const low = folded(text);
    const pieces = [];
    let at = 0;
    while (at < text.length) {
      let next = -1;
      let length = 0;
      for (const word of words) {
        const place = low.indexOf(word, at);
        if (place !== -1 && (next === -1 || place < next || (place === next && word.length > length))) {
          [next, length] = [place, word.length];
        }
      }
      if (next === -1) break;
      pieces.push(text.slice(at, next), make("mark", { text: text.slice(next, next + length) }));
      at = next + length;
    }
    return [...pieces, text.slice(at)];
  };

  const excerpt = ({ text, low }, words) => {
    const places = words.map((word) => low.indexOf(word)).filter((place) => place !== -1);
    const at = places.length ? Math.min(...places) : 0;
    const start = at > AROUND ? text.lastIndexOf(" ", at - AROUND / 2) + 1 : 0;
    const end = start + 2 * AROUND;
    const whole = end >= text.length;
    return `${start ? "… " : ""}${whole ? text.slice(start) : text.slice(start, text.indexOf(" ", end) + 1 || undefined)}${whole ? "" : "…"}`;
  };

  const address = (page, anchor, word = "") => {
    const url = new URL(page, TOP);
    const fragment = word ? `${anchor}:~:text=${encodeURIComponent(word).replace(/-/g, "%2D")}` : anchor;
    if (fragment) url.hash = fragment;
    return url.href;
  };

  const nameItem = (name, words) =>
    make(
      "li", {},
      make(
        "a", { href: address(name.page, name.anchor) },
        make("span", { class: "sms-hits-name" }, ...marked(name.title || name.id, words)),
        make("span", { class: "sms-hits-sort" }, `${name.sort} `, ...(name.title ? marked(name.id, words) : [])),
      ),
    );

  const textItem = (text, words) =>
    make(
      "li", {},
      make(
        "a", { href: address(text.of.page, text.anchor, words.find((word) => text.low.includes(word))) },
        make("span", { class: "sms-hits-name" }, ...marked([text.of.title || text.of.id, text.heading].filter(Boolean).join(" › "), words)),
        make("span", { class: "sms-hits-sort", text: `${text.of.sort} ${text.of.id}` }),
        make("span", { class: "sms-hits-text" }, ...marked(excerpt(text, words), words)),
      ),
    );

  const input = make("input", {
    type: "search", id: "sms-search", class: "sms-search-field", placeholder: WORDS.search, "aria-label": WORDS.search,
    autocomplete: "off", spellcheck: "false", "aria-controls": "sms-hits", maxlength: "200",
  });
  const said = make("output", { class: "sms-hits-said", "aria-live": "polite" });
  const list = make("div", { class: "sms-hits", id: "sms-hits", hidden: "" });
  const close = make("button", { type: "button", class: "sms-search-close", "aria-label": WORDS.close, text: "×" });
  const open = make("button", { type: "button", class: "sms-search-open", "aria-label": WORDS.search, "aria-expanded": "false" }, glass());
  const box = make("div", { class: "sms-search", role: "search" }, open, make("div", { class: "sms-search-box" }, input, close, list));

  const links = () => [...list.querySelectorAll("a, button")];

  const part = (title, found, most, item, words) => {
    const id = `sms-hits-${title === WORDS.names ? "names" : "texts"}`;
    const entries = make("ul", { "aria-labelledby": id }, ...found.slice(0, most).map((one) => item(one, words)));
    const shown = [make("p", { class: "sms-hits-title", id, text: title }), entries];
    if (found.length > most) {
      const more = make("button", { type: "button", class: "sms-hits-more", text: WORDS.more });
      more.addEventListener("click", () => {
        entries.append(...found.slice(most, MOST).map((one) => item(one, words)));
        entries.children[most].querySelector("a").focus();
        more.remove();
      });
      shown.push(more);
    }
    return shown;
  };

  const show = (found, behind, words, complete) => {
    const count = found.length + behind.length;
    said.textContent = count ? WORDS.found.replace("{0}", found.length < MOST ? count : `${count}+`) : complete ? WORDS.nothing : "";
    list.replaceChildren(
      said,
      ...(found.length ? part(WORDS.names, found, MOST_NAMES, nameItem, words) : []),
      ...(behind.length ? part(WORDS.texts, behind, MOST_TEXTS, textItem, words) : []),
    );
    list.hidden = false;
  };

  let asked = 0;
  const ask = async () => {
    const turn = ++asked;
    const question = folded(input.value).trim().replace(/\s+/g, " ");
    if (!question) {
      list.hidden = true;
      return;
    }
    const words = wordsOf(question);
    await begin();
    if (turn !== asked) return;
    const found = findNames(question, words);
    show(found, [], words, false);
    await beginTexts();
    await new Promise((done) => setTimeout(done, BEFORE_TEXTS));
    if (turn !== asked) return;
    show(found, findTexts(question, words), words, true);
  };

  const shut = () => {
    list.hidden = true;
    box.classList.remove("sms-search-shown");
    open.setAttribute("aria-expanded", "false");
  };
  const unfold = () => {
    box.classList.add("sms-search-shown");
    open.setAttribute("aria-expanded", "true");
    input.focus();
    input.select();
  };

  input.addEventListener("focus", () => {
    beginTexts();
    if (input.value) ask();
  });
  input.addEventListener("input", ask);
  open.addEventListener("click", unfold);
  close.addEventListener("click", () => {
    shut();
    open.focus();
  });
  box.addEventListener("keydown", async (event) => {
    const every = links();
    const at = every.indexOf(document.activeElement);
    if (event.key === "Escape") {
      shut();
      input.focus();
      list.hidden = true;
    } else if (event.key === "ArrowDown" && every.length) {
      every[Math.min(at + 1, every.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      at ? every[at - 1].focus() : input.focus();
    } else if (event.key === "Enter" && event.target === input) {
      await begin();
      list.querySelector("a")?.click();
    } else {
      return;
    }
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) shut();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.altKey) return;
    const called = event.key === "/" && !event.ctrlKey && !event.metaKey;
    if (called || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      unfold();
    }
  });

  const head = document.querySelector(".md-header__inner") ?? document.querySelector("header") ?? document.body;
  // Where an organisation's own settings keep the builder's search, one is enough.
  for (const other of document.querySelectorAll(".md-search, .md-header__button[for=__search], [data-md-toggle=search]")) other.remove();
  head.append(box);
})();
