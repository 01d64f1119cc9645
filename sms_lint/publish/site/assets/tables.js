// Tables that sort and filter. Without this script they are plain tables, whole and readable.
// Nothing is made from text: every piece is an element whose text is set.
"use strict";
// What people read here; the builder writes it in the language of the site.
const WORDS = {"filter": "Filter", "all": "all", "nothing": "(nothing)", "shown": "{0} of {1} shown", "table": "Table"};
(() => {
  const FEWEST_ROWS = 6;
  const MOST_CHOICES = 20;
  const collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base" });
  const UNITS = { second: 1 / 60, minute: 1, hour: 60, day: 1440, week: 10080, month: 43800, year: 525600 };

  const make = (name, set = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(set)) {
      key === "text" ? (element.textContent = value) : element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  const said = (cell) => (cell?.textContent ?? "").replace(/\s+/g, " ").trim();

  // A number counts as such, with its unit too, and a length of time by its length; all else is compared as people
  // count, 9 before 10. So are versions: 1.10 comes after 1.9.
  const worth = (text) => {
    const plain = text.replace(/[,£$€%\u00a0 ]/g, "").replace("\u2212", "-");
    if (/^[+-]?\d+(\.\d+)?$/.test(plain)) return Number(plain);
    const [, number, unit] = /^(-?\d+(?:\.\d+)?) ?(\D+)$/.exec(text.replace(/(?<=\d),(?=\d)/g, "")) ?? [];
    return number === undefined ? null : Number(number) * (UNITS[unit.replace(/s$/, "")] ?? 1);
  };

  const order = (one, other, versions = false) => {
    if (!one || !other) return one ? -1 : other ? 1 : 0; // what says nothing comes last
    const [first, second] = versions ? [null, null] : [worth(one), worth(other)];
    return first !== null && second !== null ? first - second : collator.compare(one, other);
  };

  const enhance = (box, number) => {
    const table = box.querySelector("table");
    const body = table?.tBodies[0];
    const heads = [...(table?.tHead?.rows[0]?.cells ?? [])];
    const rows = [...(body?.rows ?? [])];
    if (rows.length < FEWEST_ROWS || !heads.length) return;
    const name = table.getAttribute("aria-label") || said(document.querySelector("h1")) || WORDS.table;

    const status = make("output", { class: "sms-shown", "aria-live": "polite" });
    const words = make("input", { type: "search", id: `sms-filter-${number}`, autocomplete: "off" });
    const bar = make(
      "div",
      { class: "sms-filter", role: "search", "aria-label": `${WORDS.filter}: ${name}` },
      make("div", {}, make("label", { for: words.id, text: WORDS.filter }), words),
    );
    const choices = heads.flatMap((head, column) => {
      const values = new Set(rows.map((row) => said(row.cells[column])));
      if (values.size < 2 || values.size > MOST_CHOICES || values.size * 2 > rows.length) return [];
      if ([...values].some((value) => value.length > 40)) return [];
      const select = make("select", { id: `sms-filter-${number}-${column}` }, make("option", { value: "", text: WORDS.all }));
      for (const value of [...values].sort((one, other) => order(one, other, /version/i.test(said(head))))) {
        select.append(make("option", { value: `=${value}`, text: value || WORDS.nothing }));
      }
      bar.append(make("div", {}, make("label", { for: select.id, text: said(head) }), select));
      return [{ column, select }];
    });
    bar.append(status);

    const filter = () => {
      const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = said(row).toLowerCase();
        const fits =
          wanted.every((word) => text.includes(word)) &&
          choices.every(({ column, select }) => !select.value || select.value === `=${said(row.cells[column])}`);
        row.hidden = !fits;
        shown += fits;
      }
      status.textContent = WORDS.shown.replace("{0}", shown).replace("{1}", rows.length);
    };
    words.addEventListener("input", filter);
    for (const { select } of choices) select.addEventListener("change", filter);

    heads.forEach((head, column) => {
      const title = said(head);
      const versions = /version/i.test(title);
      const sign = make("span", { class: "sms-sign", "aria-hidden": "true" });
      const button = make("button", { type: "button", class: "sms-sort" }, make("span", { text: title }), sign);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.sort((one, other) => {
          const [first, second] = [said(one.cells[column]), said(other.cells[column])];
          return first && second && down ? order(second, first, versions) : order(first, second, versions);
        });
        body.append(...rows);
      });
    });
    box.before(bar);
    filter();
  };

  // What is too wide scrolls in a box of the theme's; whoever has no mouse must be able to stand in it.
  // Each of these boxes is a landmark, so no two on a page have one name.
  const reachable = () => {
    const names = new Map();
    // The button for copying is put into a landmark without a name, one for each piece of code.
    for (const buttons of document.querySelectorAll(".md-code__nav:not([role])")) buttons.setAttribute("role", "group");
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .sms-table")) {
      if (box.scrollWidth > box.clientWidth + 1) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        const name = box.querySelector("table")?.getAttribute("aria-label") || WORDS.table;
        names.set(name, (names.get(name) || 0) + 1);
        box.setAttribute("aria-label", names.get(name) > 1 ? `${name} (${names.get(name)})` : name);
      } else if (box.getAttribute("role") === "region") {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      }
    }
  };
  new MutationObserver(reachable).observe(document.documentElement, { childList: true, subtree: true });
  addEventListener("load", reachable);
  addEventListener("resize", reachable);

  // The title of the page, in the margin of each sheet that is printed of it: style alone cannot know it.
  const titled = () => {
    const title = document.title.replace(/["\\\n]/g, " ");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@page { @top-left { content: "${title}"; font: 8pt system-ui, sans-serif; color: #4d5966; } }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  addEventListener("load", titled);

  const start = () => document.querySelectorAll(".sms-table.sms-data").forEach(enhance);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
