// The list of a register: all its entries, filtered, sorted, grouped and by pages, with what was chosen in the address.
// The page holds the first of them as a plain table; all are read from a script beside it when they are first needed.
// Nothing is made from text: every piece is an element whose text is set.
"use strict";
(() => {
// What people read here; the builder writes it in the language of the site.
const WORDS = {"filter": "Filter", "all": "all", "nothing": "(nothing)", "first": "From month", "last": "To month", "group": "Group by", "month": "Month", "none": "nothing", "shown": "{0} to {1} of {2}", "within": "({0} in all)", "empty": "No entry matches", "page": "Page", "earlier": "Previous page", "later": "Next page", "more": "More filters", "clear": "Clear all", "reading": "Reading all entries", "failed": "The entries cannot be read; the newest are shown", "register": "Register"};
  const TOP = new URL("../", document.currentScript.src);
  const ON_A_PAGE = 50;
  const FEWEST = 6; // entries that are worth a filter
  const READ_AT_ONCE = 3000; // entries; more are read when somebody asks for them
  const MOST_CHOICES = 60;
  const FIRST_CODE = 48;
  const UNITS = { second: 1 / 60, minute: 1, hour: 60, day: 1440, week: 10080, month: 43800, year: 525600 };
  const PERIOD = /^(\d{4})(?:-(?:(\d\d)|Q([1-4])))?$/;

  const make = (name, set = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(set)) {
      key === "text" ? (element.textContent = value) : element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  const read = (path) =>
    new Promise((done, failed) => {
      const script = make("script", { src: path });
      script.addEventListener("load", done);
      script.addEventListener("error", failed);
      document.head.append(script);
    });

  // A column of which each value is kept once, or one value for each entry: `line` is the place of an entry's value.
  class Column {
    constructor(coded) {
      Object.assign(this, coded);
      this.values = coded.values.split("\n");
      this.says = coded.says && new Column(coded.says);
      this.to = coded.to && new Column(coded.to);
    }
    line(entry) {
      return this.at === undefined ? entry : this.at.charCodeAt(entry) - FIRST_CODE;
    }
    of(entry) {
      return this.values[this.line(entry)];
    }
    // For each value whether it fits; asked once for each, however many entries say it.
    hits(fits) {
      const found = this.values.map(fits);
      return (entry) => found[this.line(entry)];
    }
    get lower() {
      return (this.lowered ??= this.values.map((value) => value.toLowerCase()));
    }
  }

  // A number counts as such, with its unit too, and a length of time by its length.
  const worth = (text) => {
    const plain = text.replace(/[,£$€%\u00a0 ]/g, "").replace("\u2212", "-");
    if (/^[+-]?\d+(\.\d+)?$/.test(plain)) return Number(plain);
    const [, number, unit] = /^(-?\d+(?:\.\d+)?)\s?(\D+)$/.exec(text.replace(/(?<=\d),(?=\d)/g, "")) ?? [];
    return number === undefined ? null : Number(number) * (UNITS[unit.replace(/s$/, "")] ?? 1);
  };

  // As people count: 9 before 10, and capitals and accents make no difference.
  const natural = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/\d+/g, (digits) => digits.padStart(15, "0"));

  // For each value of a column its place among them; what says nothing is behind all others both ways.
  const ranks = (column, down) => {
    const filled = column.values.map((value, line) => line).filter((line) => column.values[line]);
    const numbers = filled.map((line) => worth(column.values[line]));
    const counts = numbers.every((number) => number !== null) && !/version/i.test(column.title);
    const keys = new Map(filled.map((line, place) => [line, counts ? numbers[place] : natural(column.values[line])]));
    const distinct = [...new Set(keys.values())].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
    const places = new Map(distinct.map((key, place) => [key, down ? -place : place]));
    return column.values.map((value, line) => (keys.has(line) ? places.get(keys.get(line)) : distinct.length));
  };

  const months = (text) => {
    const [first, last = first] = text.split("..").map((part) => PERIOD.exec(part.trim()));
    if (!first || !last) return null;
    const month = ([, year, month, quarter], end) =>
      `${year}-${month ?? String(quarter ? quarter * 3 - (end ? 0 : 2) : end ? 12 : 1).padStart(2, "0")}`;
    return [month(first, false), month(last, true)];
  };

  // What is asked for: words, months, words in fields, the order, the groups, the page; and how it stands in an address.
  const asked = () => {
    const given = new URLSearchParams(location.search);
    const where = new Map();
    for (const said of given.getAll("where")) {
      const cut = said.indexOf("=");
      if (cut > 0) where.set(said.slice(0, cut), [...(where.get(said.slice(0, cut)) ?? []), said.slice(cut + 1)]);
    }
    const [first = "", last = ""] = months(given.get("period") ?? "") ?? [];
    const [words, sort, group] = ["words", "sort", "group"].map((name) => given.get(name) ?? "");
    return { words, first, last, where, sort, group, page: Math.max(1, Number(given.get("page")) || 1), sample: given };
  };

  const inAddress = (state) => {
    const given = new URLSearchParams();
    if (state.words) given.set("words", state.words);
    if (state.first || state.last) given.set("period", state.first === state.last ? state.first : `${state.first}..${state.last}`);
    for (const [key, words] of state.where) for (const word of words) given.append("where", `${key}=${word}`);
    for (const name of ["sort", "group"]) if (state[name]) given.set(name, state[name]);
    if (state.page > 1) given.set("page", state.page);
    for (const name of ["size", "seed"]) if (state.sample.get(name)) given.set(name, state.sample.get(name));
    return given;
  };

  const remember = (state) => {
    const said = inAddress(state).toString();
    try {
      history.replaceState(null, "", `${location.pathname}${said && `?${said}`}${location.hash}`);
    } catch {
      // A browser may forbid it after many changes, or for a page out of a folder; the list is the same.
    }
  };

  // All entries, once they are read.
  const decoded = (data) => {
    const columns = data.columns.map((column) => new Column(column));
    const [id, page, anchor] = [data.id, data.page, data.anchor].map((column) => new Column(column));
    const day = data.day && new Column(data.day);
    const entries = Array.from({ length: data.count }, (_, entry) => entry);
    const href = (entry) => page.of(entry) && new URL(page.of(entry), TOP).href + (anchor.of(entry) && `#${id.of(entry)}`);
    return { ...data, columns, shown: columns.filter((column) => !column.hidden), id, day, entries, href };
  };

  const chosen = (state, all, withWords) => {
    const tests = [];
    for (const word of withWords ? state.words.toLowerCase().split(/\s+/).filter(Boolean) : []) {
      const hits = [all.id, ...all.shown].map((column) => column.lower && column.hits((_, line) => column.lower[line].includes(word)));
      tests.push((entry) => hits.some((hit) => hit(entry)));
    }
    for (const [key, words] of state.where) {
      const column = all.columns.find((column) => column.key === key && column.says);
      if (!column) continue;
      tests.push(column.says.hits((said) => words.includes(said) || (said.includes(";") && said.split(";").some((part) => words.includes(part)))));
    }
    if (all.day && (state.first || state.last)) {
      const [first, last] = [state.first, state.last || "9999-99"];
      tests.push(all.day.hits((day) => day !== "" && first <= day.slice(0, 7) && day.slice(0, 7) <= last));
    }
    return tests.reduce((left, test) => left.filter(test), all.entries);
  };

  const grouping = (state, all) => {
    if (state.group === "month" && all.day) return { of: (entry) => all.day.of(entry).slice(0, 7), down: true };
    const column = all.columns.find((column) => column.key === state.group && column.says);
    return column ? { of: (entry) => column.of(entry), column, down: false } : null;
  };

  const ordered = (state, all, entries, groups) => {
    const down = state.sort.startsWith("-");
    const key = state.sort.replace(/^-/, "");
    const column = key === "id" ? all.id : all.shown.find((column) => column.key === key);
    let found = entries;
    if (column) {
      const places = ranks(column, down);
      found = [...found].sort((one, other) => places[column.line(one)] - places[column.line(other)]);
    }
    if (!groups) return { found, counts: null };
    const counts = new Map();
    for (const entry of found) counts.set(groups.of(entry), (counts.get(groups.of(entry)) ?? 0) + 1);
    const names = [...counts.keys()].sort((one, other) => {
      if (!one || !other) return one ? -1 : other ? 1 : 0;
      const order = natural(one) < natural(other) ? -1 : 1;
      return groups.down ? -order : order;
    });
    const places = new Map(names.map((name, place) => [name, place]));
    return { found: [...found].sort((one, other) => places.get(groups.of(one)) - places.get(groups.of(other))), counts };
  };

  const enhance = (box) => {
    const body = box.querySelector("tbody");
    const heads = [...(box.querySelector("thead tr")?.cells ?? [])];
    const count = Number(box.dataset.count);
    if (!body || count < FEWEST) return;
    const first = [...body.rows];
    const note = box.querySelector(".sms-count");
    const state = asked();
    let all = null;
    let reading = null;

    const field = (label, input, name) => {
      input.id = `sms-list-${name}`;
      return make("div", {}, make("label", { for: input.id, text: label }), input);
    };
    const words = make("input", { type: "search", autocomplete: "off" });
    const [from, to] = [0, 1].map(() => make("input", { type: "month", placeholder: "2026-01", autocomplete: "off" }));
    const groups = make("select");
    const clear = make("button", { type: "button", class: "sms-button", text: WORDS.clear });
    const status = make("output", { "aria-live": "polite", class: "sms-shown" });
    const more = make("div", { class: "sms-choices" });
    const others = make("div", { class: "sms-filter" });
    const fold = make("details", { class: "sms-fold sms-more" }, make("summary", { text: WORDS.more }), others);
    const bar = make("div", { class: "sms-filter", role: "search", "aria-label": `${WORDS.filter}: ${WORDS.register}` });
    bar.append(field(WORDS.filter, words, "words"), more, clear, status);

    const [earlier, later] = [WORDS.earlier, WORDS.later].map((text) => make("button", { type: "button", class: "sms-button", text }));
    const number = make("input", { type: "number", min: 1, id: "sms-list-page" });
    const pages = make("span", { class: "sms-shown" });
    const pager = make("nav", { class: "sms-pager", "aria-label": WORDS.page });
    pager.append(earlier, make("label", { for: number.id, text: WORDS.page }), number, pages, later);
    pager.hidden = true;

    const show = (values) => {
      words.value = values.words;
      [from.value, to.value, groups.value] = [values.first, values.last, values.group];
      for (const select of box.querySelectorAll("select[data-key]")) {
        const wanted = values.where.get(select.dataset.key);
        if (wanted && ![...select.options].some((option) => option.value === JSON.stringify(wanted))) {
          select.append(make("option", { value: JSON.stringify(wanted), text: wanted.join(", ") }));
        }
        select.value = wanted ? JSON.stringify(wanted) : "";
      }
    };

    const choices = () => {
      const options = [make("option", { value: "", text: WORDS.none })];
      if (all.day) {
        more.append(field(WORDS.first, from, "from"), field(WORDS.last, to, "to"));
        options.push(make("option", { value: "month", text: WORDS.month }));
      }
      for (const column of all.columns.filter((column) => column.says)) {
        const texts = new Map(); // what is written, and how it is shown
        for (const entry of all.entries) texts.set(column.says.of(entry), column.of(entry));
        for (const said of [...texts.keys()].filter((said) => said.includes(";"))) {
          texts.delete(said);
          for (const part of said.split(";")) if (!texts.has(part)) texts.set(part, part);
        }
        if (texts.size < 2 || texts.size > MOST_CHOICES || (column.hidden && texts.size * 2 > count)) continue;
        const select = make("select", { "data-key": column.key }, make("option", { value: "", text: WORDS.all }));
        const sorted = [...texts].sort(([, one], [, other]) => (natural(one) < natural(other) ? -1 : 1));
        for (const [said, text] of sorted) {
          select.append(make("option", { value: JSON.stringify([said]), text: text || WORDS.nothing }));
        }
        select.addEventListener("change", () => {
          select.value ? state.where.set(column.key, JSON.parse(select.value)) : state.where.delete(column.key);
          changed();
        });
        (column.hidden ? others : more).append(field(column.title, select, `where-${column.key}`));
        options.push(make("option", { value: column.key, text: column.title }));
      }
      groups.append(...options);
      if (options.length > 1) more.append(field(WORDS.group, groups, "group"));
      if (others.children.length) bar.after(fold);
      fold.open = [...state.where.keys()].some((key) => all.columns.find((column) => column.key === key)?.hidden);
    };

    const cell = (column, entry) => {
      const text = column.of(entry);
      const href = column.to?.of(entry);
      return make("td", {}, href ? make("a", { href, text }) : text);
    };
    const row = (entry) => {
      if (first[entry]) return first[entry];
      const href = all.href(entry);
      const id = all.id.of(entry);
      return make("tr", {}, make("td", {}, href ? make("a", { href, text: id }) : id), ...all.shown.map((column) => cell(column, entry)));
    };
    const groupRow = (name, counts, groups) => {
      const button = make("button", { type: "button", class: "sms-sort", text: name || WORDS.nothing });
      button.addEventListener("click", () => {
        const entry = all.entries.find((entry) => groups.of(entry) === name);
        if (groups.column) state.where.set(groups.column.key, [groups.column.says.of(entry)]);
        else [state.first, state.last] = [name, name];
        state.group = "";
        changed();
      });
      if (!name && !groups.column) button.disabled = true;
      const head = make("th", { colspan: heads.length, scope: "rowgroup" }, button, ` (${counts.get(name).toLocaleString()})`);
      return make("tr", { class: "sms-group" }, head);
    };

    const draw = () => {
      const by = grouping(state, all);
      const { found, counts } = ordered(state, all, chosen(state, all, true), by);
      const last = Math.max(1, Math.ceil(found.length / ON_A_PAGE));
      state.page = Math.min(state.page, last);
      const start = (state.page - 1) * ON_A_PAGE;
      const part = found.slice(start, start + ON_A_PAGE);
      const rows = [];
      let before = null;
      for (const entry of part) {
        if (by && by.of(entry) !== before) rows.push(groupRow((before = by.of(entry)), counts, by));
        rows.push(row(entry));
      }
      body.replaceChildren(...rows);
      const within = found.length < count ? ` ${WORDS.within.replace("{0}", count.toLocaleString())}` : "";
      const said = [start + 1, start + part.length, found.length].map((value) => value.toLocaleString());
      status.textContent = found.length ? said.reduce((text, value, place) => text.replace(`{${place}}`, value), WORDS.shown) + within : WORDS.empty;
      pager.hidden = last === 1;
      [number.value, number.max, pages.textContent] = [state.page, last, `/ ${last.toLocaleString()}`];
      [earlier.disabled, later.disabled] = [state.page === 1, state.page === last];
      heads.forEach((head, place) => {
        const key = place ? all.shown[place - 1]?.key : "id";
        if (state.sort.replace(/^-/, "") !== key) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", state.sort.startsWith("-") ? "descending" : "ascending");
      });
    };

    const complete = () =>
      (reading ??= (async () => {
        status.textContent = WORDS.reading;
        try {
          await read(box.dataset.list);
          all = decoded(smsRegister);
          choices();
          show(state);
          if (note) note.hidden = true;
          smsSamples?.(box, all, state, () => chosen(state, all, false), () => remember(state));
        } catch (error) {
          status.textContent = WORDS.failed;
          throw error;
        }
      })());
    const update = async () => {
      await complete();
      draw();
      remember(state);
      box.dispatchEvent(new Event("sms-chosen"));
    };
    const changed = () => {
      state.page = 1;
      if (all) show(state);
      update();
    };

    words.addEventListener("input", () => {
      state.words = words.value.trim();
      state.page = 1;
      update();
    });
    [from, to].forEach((input, place) =>
      input.addEventListener("change", () => {
        const [value] = months(input.value) ?? [""];
        state[place ? "last" : "first"] = value;
        const known = all.day.values.filter(Boolean).map((day) => day.slice(0, 7));
        const ends = known.reduce(([least, most], month) => [month < least ? month : least, month > most ? month : most], [known[0] ?? "", ""]);
        if (value && !state.first) state.first = ends[0];
        if (value && !state.last) state.last = ends[1];
        if (!value) [state.first, state.last] = ["", ""];
        changed();
      }),
    );
    groups.addEventListener("change", () => {
      state.group = groups.value;
      changed();
    });
    clear.addEventListener("click", () => {
      Object.assign(state, { words: "", first: "", last: "", where: new Map(), sort: "", group: "" });
      changed();
    });
    const turn = (page) => {
      state.page = page;
      update();
      box.scrollIntoView({ block: "start" });
    };
    earlier.addEventListener("click", () => turn(state.page - 1));
    later.addEventListener("click", () => turn(state.page + 1));
    number.addEventListener("change", () => turn(Math.max(1, Math.floor(Number(number.value)) || 1)));
    bar.addEventListener("focusin", () => update(), { once: true });

    heads.forEach((head, place) => {
      const title = head.textContent.trim();
      const button = make("button", { type: "button", class: "sms-sort" }, make("span", { text: title }), make("span", { class: "sms-sign", "aria-hidden": "true" }));
      head.replaceChildren(button);
      button.addEventListener("click", async () => {
        await complete();
        const key = place ? all.shown[place - 1].key : "id";
        state.sort = state.sort === key ? `-${key}` : key;
        changed();
      });
    });
    box.prepend(bar);
    box.querySelector(".sms-table, .md-typeset__scrollwrap").after(pager);
    words.value = state.words;
    status.textContent = note?.textContent ?? "";
    if (location.search) update();
    else if (count <= READ_AT_ONCE) ("requestIdleCallback" in window ? requestIdleCallback : setTimeout)(() => update());
  };

  // An entry that is folded opens for whoever follows a link to it, also in a browser that does not do so itself.
  const unfold = () => {
    const found = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = found && found.closest("details.sms-entry");
    if (fold && !fold.open) {
      fold.open = true;
      found.scrollIntoView();
    }
  };
  const start = () => {
    document.querySelectorAll(".sms-register").forEach(enhance);
    unfold();
  };
  addEventListener("hashchange", unfold);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
