// Compares links with what the browser makes of the same addresses, and names with what stands beside them.
'use strict';
(() => {
  const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;
  const PILED = /\p{M}{9,}/u;
  // Neither white space nor a mark nor a letter that shows nothing.
  const SEEN = /[^\s\p{M}\p{Cc}\p{Cf}\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f]/u;

  const base = (article) => new URL(article.closest('causerie-thread')?.dataset.base ?? '/', document.baseURI);

  // Where an address leads must be where the browser would have gone, and a refused one leads nowhere.
  document.leads = (article, given, note) => {
    let meant;
    try {
      meant = new URL(given, base(article));
    } catch {
      meant = null;
    }
    const links = article.querySelectorAll('.causerie-body a[href], a.causerie-author-link, a.causerie-source, img');
    for (const link of links) {
      const shown = link.getAttribute('href') ?? link.getAttribute('src');
      if (!URL.canParse(shown, document.baseURI)) continue;
      const url = new URL(shown, document.baseURI);
      if (!meant) note(`a link to ${url} where the browser refuses the address`);
      else if (meant.protocol !== url.protocol || meant.host !== url.host) note(`a link to ${url} that means ${meant}`);
    }
  };

  const rect = (element) => element.getBoundingClientRect();

  // The places of the letters of a short text, in their order: a mark that turns the direction would mix them up.
  const isInOrder = (element) => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
    let last = null;
    for (let at = 0; text && at < Math.min(text.length, 30); at += 1) {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const box = range.getBoundingClientRect();
      if (last && Math.abs(box.top - last.top) < 2 && box.left < last.left - 0.5) return false;
      last = box;
    }
    return true;
  };

  document.beside = (article, note) => {
    const plain = document.querySelector(`[data-id='plain ${article.dataset.kind}'] .causerie-permalink`);
    const names = article.querySelectorAll('.causerie-author-name, .causerie-author-link, .causerie-source, .causerie-badge, .causerie-in-reply-to');
    const label = document.getElementById(article.getAttribute('aria-labelledby'));
    if (!SEEN.test(label?.textContent ?? '')) note('nobody is named');
    for (const name of names) {
      const text = name.textContent;
      if (!SEEN.test(text)) note(`${name.className} is empty: ${JSON.stringify(text)}`);
      if (TURNING.test(text)) note(`${name.className} turns the direction: ${JSON.stringify(text)}`);
      if (PILED.test(text)) note(`${name.className} piles up marks`);
      if (rect(name).right > rect(article).right + 1 || rect(name).left < rect(article).left - 1) note(`${name.className} is wider than the entry`);
    }
    for (const button of article.querySelectorAll('button, a')) {
      const words = button.getAttribute('aria-label') ?? button.textContent;
      if (!SEEN.test(words)) note(`${button.className} has no name`);
      if (TURNING.test(words)) note(`the name of ${button.className} turns the direction`);
    }
    const date = article.querySelector('.causerie-permalink');
    if (Math.abs(rect(date).height - rect(plain).height) > 1 || Math.abs(rect(date).width - rect(plain).width) > 1) note('the date has another size');
    if (!isInOrder(date)) note('the date is mixed up');
    const [name] = names;
    const isAfter = rect(date).left >= rect(name).right - 1 || rect(date).top >= rect(name).bottom - 1;
    if (name.className !== 'causerie-in-reply-to' && !isAfter) note('the date does not stand after the name');
    if (article.scrollWidth > article.clientWidth + 1) note('the entry is too wide');
  };
})();
