// Walks what stands in a thread and finds what must not: it knows lists of its own, not those of the widget.
'use strict';
(() => {
  const words = (text) => new Set(text.split(' '));
  // What a stranger's text may be made of.
  const ELEMENTS = words(
    'a abbr b blockquote br caption cite code dd del dl dt em figcaption figure hr i img ins kbd li mark ol p pre q s samp small strong sub sup table tbody td th thead time tr u ul',
  );
  const ATTRIBUTES = {
    '*': words('dir lang'),
    a: words('href hreflang rel title'),
    abbr: words('title'),
    code: words('class'),
    img: words('src alt width height title'),
    li: words('value'),
    ol: words('start reversed'),
    td: words('colspan rowspan'),
    th: words('colspan rowspan scope'),
    time: words('datetime'),
  };
  // What the widget itself draws around it.
  const OWN_ELEMENTS = words(
    'a article blockquote button cite details div form h2 h3 h4 h5 h6 img input label li ol option p section select span style summary textarea time link',
  );
  const OWN_ATTRIBUTES = words(
    'alt autocomplete checked class datetime dir disabled for height hidden href id inputmode lang loading maxlength minlength name novalidate open part placeholder readonly referrerpolicy rel required role rows selected src tabindex title type value width',
  );
  // Where a stranger's words stand as words alone.
  const LEAVES = '.causerie-author-name, .causerie-author-link, .causerie-source, .causerie-site, .causerie-badge, .causerie-time, .causerie-edited, .causerie-title, .causerie-avatar, .causerie-form-title, .causerie-form-error, .causerie-error > p, .causerie-refused, .causerie-question-text, .causerie-field-error, .causerie-status, .causerie-in-reply-to a';
  const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;

  const address = (element, name, value, note) => {
    let url;
    try {
      url = new URL(value, document.baseURI);
    } catch {
      return note(`${name}=${value}: no address`);
    }
    const schemes = name === 'href' ? ['http:', 'https:', 'mailto:'] : ['http:', 'https:'];
    if (!schemes.includes(url.protocol)) note(`${name}=${value}: scheme ${url.protocol}`);
    if (url.username || url.password) note(`${name}=${value}: a user name`);
    if (TURNING.test(value) || /[\u0000-\u001f\u007f]/.test(value)) note(`${name}=${value}: invisible characters`);
    if (name === 'src' && url.origin !== location.origin) note(`src=${value}: another site's picture`);
  };

  const link = (element, note) => {
    const rel = words(element.getAttribute('rel') ?? '');
    const missing = ['ugc', 'nofollow', 'noopener'].filter((word) => !rel.has(word));
    if (missing.length) note(`a link without rel=${missing}`);
    for (const word of ['opener', 'me', 'author']) if (rel.has(word)) note(`a link with rel=${word}`);
  };

  // An element of a stranger's text.
  const content = (element, note) => {
    const tag = element.localName;
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || !ELEMENTS.has(tag)) note(`the element ${tag}`);
    for (const { name, value } of element.attributes) {
      if (!ATTRIBUTES['*'].has(name) && !ATTRIBUTES[tag]?.has(name)) note(`the attribute ${name}=${value} of ${tag}`);
      if (name === 'class' && !/^language-[\w+#.-]{1,30}$/.test(value)) note(`the class ${value}`);
      if (name === 'dir' && !/^(ltr|rtl|auto)$/i.test(value)) note(`the direction ${value}`);
      if (name === 'href' || name === 'src') address(element, name, value, note);
    }
    const href = element.getAttribute('href');
    if (tag === 'a' && href !== null && !/^#(t\d+-)?comment-/.test(href)) link(element, note);
  };

  // An element of the widget's own.
  const own = (element, note) => {
    const tag = element.localName;
    if (!OWN_ELEMENTS.has(tag)) note(`the element ${tag} outside of a text`);
    const isNamed = /^causerie(-[a-z-]+)?( causerie-[a-z-]+)*$/.test(element.className);
    const isPlain = element.matches('option, .causerie-state > p, .causerie-in-reply-to > a, input[type=checkbox], link[rel=stylesheet]');
    if (!isNamed && !isPlain && element.parentElement?.localName !== 'causerie-thread' && element.parentNode !== element.getRootNode()) {
      note(`the element ${tag} with the class “${element.className}” outside of a text`);
    }
    for (const { name, value } of element.attributes) {
      if (!OWN_ATTRIBUTES.has(name) && !/^(aria|data)-[a-z-]+$/.test(name)) note(`the attribute ${name}=${value} of ${tag} outside of a text`);
      if (name === 'id' && !/^(t\d+-)?(comment|causerie)-[\w.:-]*$/.test(value)) note(`the id ${value}`);
      if (name === 'href' || name === 'src') address(element, name, value, note);
    }
    if (element.matches('.causerie-author-link, a.causerie-source')) link(element, note);
    if (element.matches(LEAVES)) {
      const inner = [...element.children].filter((child) => !child.matches('.causerie-number, .causerie-kind, .causerie-time'));
      if (inner.length) note(`markup in ${element.className}: ${inner[0].outerHTML.slice(0, 80)}`);
    }
  };

  const ODD = /\bNaN\b|Invalid Date|\bundefined\b|\bnull\b|\[object Object\]/;

  // Gives, for each entry and for what is around them, what must not be there: [[id, what], …].
  document.walk = (root, given) => {
    const findings = [];
    // What is off the screen has no inner text until it is asked for, one by one and each time anew.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.causerie-run { content-visibility: visible !important }');
    const scope = root.getRootNode?.() ?? document;
    scope.adoptedStyleSheets.push(sheet);
    for (const element of root.querySelectorAll('*')) {
      const note = (what) => findings.push([element.closest('article')?.dataset.id ?? '', what.slice(0, 300)]);
      const body = element.parentElement?.closest('.causerie-body, .causerie-excerpt');
      const isMark = element.matches('.causerie-excerpt > .causerie-cut');
      if (body && !isMark) content(element, note);
      else own(element, note);
    }
    for (const article of root.querySelectorAll('article')) {
      const { id } = article.dataset;
      const note = (what) => findings.push([id, what.slice(0, 300)]);
      const sent = typeof given[id] === 'string' ? given[id] : JSON.stringify(given[id] ?? '');
      const odd = ODD.exec(article.innerText);
      if (odd && !sent.includes(odd[0]) && !id.includes(odd[0])) note(`the words ${odd[0]}`);
      if (given[id]?.url !== undefined) document.leads(article, given[id].url, note);
      if (given[id]?.kept !== undefined) document.kept(article, given[id].kept, note);
      if (given[id]?.name !== undefined) document.beside(article, note);
      const time = article.querySelector('time.causerie-time');
      if (time && Number.isNaN(Date.parse(time.dateTime))) findings.push([id, `the date ${time.dateTime}`]);
    }
    return findings;
  };

  // How often each entry is shown.
  document.shown = (root) => {
    const shown = {};
    for (const { dataset } of root.querySelectorAll('article')) {
      if (!Object.hasOwn(shown, dataset.id)) shown[dataset.id] = 0;
      shown[dataset.id] += 1;
    }
    return Object.entries(shown);
  };

  document.threads = () => [...document.querySelectorAll('causerie-thread')].map((thread) => thread.shadowRoot ?? thread);
})();
