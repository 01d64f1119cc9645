// Any two versions of a document side by side. Without this script the page lists each two, closed until somebody opens them.
// Nothing is made from text: every piece is an element whose text is set.
"use strict";
// What people read here; the builder writes it in the language of the site.
const COMPARE_WORDS = {"from": "From version", "to": "to version"};
(() => {
  const choice = (word, names, chosen) => {
    const label = document.createElement("label");
    const select = document.createElement("select");
    label.append(`${word} `, select);
    names.forEach((name, index) => select.add(new Option(name, String(index), false, index === chosen)));
    return [label, select];
  };

  for (const block of document.querySelectorAll(".sms-compare")) {
    const names = [...block.querySelectorAll(".sms-versions > li")].map((item) => item.textContent);
    const pairs = [...block.querySelectorAll(".sms-pair")];
    const [from, old] = choice(COMPARE_WORDS.from, names, 1);
    const [to, recent] = choice(COMPARE_WORDS.to, names, 0);
    const form = document.createElement("div");
    form.className = "sms-filter";
    form.append(from, to);
    block.prepend(form);

    // Versions are numbered from the newest: whichever is chosen first, the older text is compared with the newer.
    const show = () => {
      const chosen = [Number(old.value), Number(recent.value)].sort((one, other) => one - other);
      for (const pair of pairs) {
        pair.hidden = Number(pair.dataset.new) !== chosen[0] || Number(pair.dataset.old) !== chosen[1];
        const details = pair.querySelector("details");
        if (details && !pair.hidden) details.open = true;
      }
    };
    form.addEventListener("change", show);
    show();
  }
})();
