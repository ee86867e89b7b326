/*! Causerie's loader: defines <causerie-thread>, fetches the widget when a thread is near, and leaves the page as
 *  it is when anything fails; what only a failure needs is in recover.js. Like count.js plain ES2020, no build step, no
 *  dependency. */
(() => {
  'use strict';
  const TAG = 'causerie-thread';
  const LOOKS = ['order', 'depth', 'pings', 'numbered', 'page-size', 'composer', 'heading-level', 'images'];
  const OPTIONS = [...LOOKS, 'backend', 'thread', 'also', 'load', 'lang', 'theme', 'shadow', 'markup'];
  const SEAL = 'integrity of seals.json', WASM = 'integrity of causerie_bg.wasm'; // a release has the hashes here
  const PARTS = 'parts of causerie_bg.wasm'; // and the name of its build, and for each of its parts how much is before it and how long it is
  const isSealed = WASM.startsWith('sha');
  const script = document.currentScript;

  // The one-line form: a script with options stands where its thread shall be.
  function place() {
    const given = script ? [...script.attributes].filter(({ name }) => name.startsWith('data-')) : [];
    if (!given.some(({ name }) => name === 'data-base' || OPTIONS.includes(name.slice(5)))) return;
    const thread = document.createElement(TAG);
    for (const { name, value } of given) {
      const option = name.slice(5);
      thread.setAttribute(OPTIONS.includes(option) || option.startsWith('text-') ? option : name, value);
    }
    script.after(thread);
  }
  if (customElements.get(TAG)) return place(); // a second copy of this file only places its thread

  const here = (path) => new URL(path, script ? script.src : document.baseURI).href;
  const there = (url) => new URL(url, document.baseURI).href;
  const said = new Set();
  const say = (line) => said.has(line) || (said.add(line), console.warn(`[causerie] ${line}`));
  const shown = new Set(); // threads on the page
  let threads = 0;

  // A page that pins this file by its hash pins the whole release: seals.json has the hashes of all other files.
  const isPinned = script && script.integrity;
  const seals = (async () => isPinned ? (await got(here('seals.json'), SEAL)).json() : {})();
  seals.catch(() => {}); // whoever needs one is told
  const seal = async (url) => (await seals)[url.replace(here('.'), '')];
  async function got(url, integrity) {
    const response = await fetch(url, { integrity: isSealed && integrity || '' }).catch(() => undefined);
    if (response && response.ok) return response;
    throw missing(url);
  }
  const missing = (url) => Object.assign(new Error(`${url} could not be fetched`), { url }); // recover.js finds out why
  const file = async (url) => got(url, isPinned && await seal(url)); // else it is asked for at once
  const text = async (url) => (await file(url)).text();
  // Imports a script of the release; for every mark it runs anew. An import takes what was preloaded, checked.
  async function run(name, mark = '') {
    const url = here(name), href = url + mark, integrity = isPinned && await seal(url);
    if (integrity) document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', integrity, href }));
    return import(href).catch((error) => { throw Object.assign(error, { url }); });
  }

  // All threads of the page share the module, the texts of a language and a mapping; after a failure the next thread tries again.
  const known = new Map();
  let times = 0;
  const once = (name, get) => known.get(name) || known.set(name, get().catch((error) => { known.delete(name); throw error; })).get(name);
  async function load() {
    // A browser may have kept files of another release: those of this one are asked for by its mark.
    const mark = isSealed ? `?${WASM.slice(7, 15)}` : '';
    const url = here('causerie_bg.wasm');
    const [build, ...lengths] = PARTS.split(' '), isCut = isSealed;
    const refused = (error) => { throw Object.assign(error, { url }); };
    const glue = run('causerie.js', `${mark}#${times}`), answer = got(url + mark, isPinned && WASM);
    const next = isCut ? parts(answer, lengths, url) : () => answer;
    const [module, begun] = await Promise.all([glue, next().catch(refused)]); // compiled, whichever is there first
    const first = await module.default({ module_or_path: begun }).catch(refused);
    if (isCut && !first[build]) throw missing(url);
    const imports = { primary: first }, complete = isCut ? completion(imports, module.learn) : {};
    let last; // comes behind those before it
    for (const name of isCut ? ['reading', 'drawing'] : []) {
      last = complete[name] = Promise.all([next(), last]).then(([part]) => WebAssembly.instantiate(part, imports)).catch(refused)
        .then(() => { complete[name] = undefined; });
    }
    if (last) last.catch(renew); // the next thread begins with a module of its own
    return { ...module, isCut, complete };
  }
  // The first half of a release's module is one file of several parts, so that one works while the next is on its way: what
  // asks for a thread, what reads the answer, and what draws it. This gives one after the other, compiled.
  function parts(answer, lengths, url) {
    let reader, coming = answer.then(({ body }) => { reader = body.getReader(); });
    let kept = new Uint8Array(); // came with a part and is behind it
    async function take(length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; ) {
        const piece = kept.length ? kept : (await reader.read().catch(() => { throw Object.assign(new Error(`${url} broke off`), { url }); })).value;
        if (!piece) throw missing(url); // it is shorter
        const own = piece.subarray(0, length - at);
        bytes.set(own, at);
        at += own.length;
        kept = piece.subarray(own.length);
      }
      return bytes;
    }
    const part = () => take(lengths.shift()).then(() => take(lengths.shift()));
    return () => (coming = coming.then(part)).then((bytes) => WebAssembly.compile(bytes));
  }

  // The second half of the module: fetched when a reader begins to act, or at once if the first one needs it now.
  function completion(imports, learn) {
    const url = here('causerie_deferred.wasm');
    let coming, isThere;
    const texts = new Map(); // by language, where its texts are that only a reader who acts sees
    const link = (bytes) => WebAssembly.instantiate(bytes, imports).catch((error) => {
      if (!(error instanceof WebAssembly.LinkError)) throw error;
      throw Object.assign(new Error(`${url} is of another release`), { outdated: true });
    });
    const whole = () => file(url).then((response) => response.arrayBuffer()).then(link);
    const further = async ([lang, late]) => [lang, await text(late)];
    const soon = () => (coming = coming || Promise.all([Promise.resolve(complete.drawing).then(whole), ...[...texts].map(further)])
      .then(([, ...all]) => { isThere = true; all.forEach((words) => learn(...words)); untell(); })
      .catch((error) => { coming = undefined; say(error.message); throw error; }));
    function now() {
      if (isThere) return true;
      this.late = isPinned;
      return new WebAssembly.Instance(new WebAssembly.Module(fileNow(url)), imports);
    }
    const speak = async (lang, late) => {
      if (coming) await coming.catch(() => {});
      if (!isThere) return texts.set(lang, late);
      if (!texts.has(lang)) await further([lang, late]).then((words) => { learn(...words); texts.set(lang, late); }, (error) => say(error.message));
    };
    const complete = { soon, now, speak, orTell: () => soon().catch((error) => { tell(error); throw error; }) };
    return complete;
  }
  function fileNow(url) {
    say(`${url} was needed before a reader did anything`);
    if (isPinned) throw url; // nobody could check it
    const request = new XMLHttpRequest();
    request.open('GET', url, false);
    request.overrideMimeType('text/plain; charset=x-user-defined'); // bytes as they are
    request.send();
    return Uint8Array.from(request.responseText, (unit) => unit.charCodeAt(0));
  }
  const tell = (error) => shown.forEach((thread) => thread.matches(':hover, :focus-within') && thread._tell(error));
  const untell = () => shown.forEach((thread) => thread._told && thread._told.remove());

  // A module in which something broke stands still for ever. The page and its other scripts go on.
  const isOurs = (error) => /\/causerie(\.js|_\w+\.wasm|-\w+:)/.test(error && error.stack);
  const renew = () => [known.get('module'), known.delete('module'), times++][0]; // gives the broken one
  const reason = (error) => run('recover.js').then(({ explain }) => explain(error)).catch(() => error.message || error);
  let isMended = false;
  const mend = (error, thread) => (isMended = true) && run('recover.js').then(({ recover }) => recover({ shown, say, text, renew, error, thread })).catch(say);
  function watch(event) {
    const error = event.error || event.reason;
    // What a listener of the page throws at an event of the module's leaves the module running.
    if (!isOurs(error) || isOurs(new Error()) || (event.reason && error.name !== 'RuntimeError')) return;
    event.preventDefault();
    mend(error);
  }
  addEventListener('error', watch);
  addEventListener('unhandledrejection', watch);

  const texts = (lang) => once(`texts ${lang}`, () => catalog(lang));
  async function catalog(lang) {
    const url = (name) => here(`locales/${name}.json`);
    const name = lang.split('-')[0].toLowerCase();
    const coming = fetch(url(name)).catch(() => undefined), known = rules(lang), response = await coming;
    if (response && response.ok) return { lang, rules: known, catalog: await response.text(), late: url(`${name}.deferred`) };
    const english = await text(url('en'));
    say(`there is no locale for "${lang}": the thread is shown in English`);
    return { lang: 'en', rules: rules('en'), catalog: english, late: url('en.deferred') };
  }
  // What only the browser knows of a language; the module does without what this browser does not know. The first words for
  // dates take a browser a while: where this file took longer to come, they are made while the module does.
  function rules(lang) {
    const make = (kind, options) => { try { return new Intl[kind](lang, options); } catch (_) { return undefined; } };
    const plural = make('PluralRules'), day = { dateStyle: 'long' };
    let made;
    const all = () => made = made || { number: make('NumberFormat'), date: make('DateTimeFormat', { ...day, timeStyle: 'short' }), day: make('DateTimeFormat', day), relative: make('RelativeTimeFormat', { numeric: 'auto' }) };
    setTimeout(() => {
      const { duration } = script && performance.getEntriesByName(script.src)[0] || {};
      if (duration > 100) all();
    });
    const plain = (what, number, unit) => /^da/.test(what) && new Date(number).toJSON() || `${number} ${unit || ''}`.trim();
    const say = (what, number, unit) => what === 'plural' ? plural.select(number) : all()[what].format(number, unit);
    return { isReady: () => made, say: (...asked) => { try { return say(...asked); } catch (_) { return plain(...asked); } } };
  }
  function language(element) {
    const near = element.getAttribute('lang') || (element.closest('[lang]') || {}).lang || navigator.language;
    try { return Intl.getCanonicalLocales(near)[0] || 'en'; } catch (_) { return 'en'; }
  }

  // What the module asks these for first, word for word: the list is asked for while the module comes. Words that are
  // no longer true cost a request and nothing else.
  const EARLY = {
    native: '{base}/v1/comments?thread={url}&sort=oldest&limit={50}\nsame-origin\nAccept: application/json, application/problem+json\nAccept-Language: {lang}',
    isso: '{base}/?uri={path}&sort=oldest&limit={50}&offset=0\ninclude\nAccept: application/json',
    waline: '{base}/api/comment?lang={lang}&path={path}&pageSize={50}&page=1&sortBy=insertedAt_asc\nomit\nAccept: application/json',
  };
  const LOCALES = ['ar', 'en', 'fr'];
  function early(thread) {
    const given = (name) => thread.getAttribute(name);
    const own = thread.getAttributeNames().filter((name) => /^data-(?!phase$)/.test(name));
    const words = EARLY[given('backend') || 'native'], base = given('data-base') || '', whole = there(base), lang = language(thread);
    const isPlain = /^\/\w[\w/-]*$/.test(base) || whole === base || whole === `${base}/`; // the module keeps others as they are written
    const isSignedIn = /causerie-/.test(document.cookie) || document.querySelector('meta[name^=causerie-]');
    if (!words || String(own) !== 'data-base' || !isPlain || isSignedIn || !LOCALES.includes(lang.split('-')[0])) return;
    if (given('order') || given('thread') === '' || !/^([1-9]\d*)?$/.test(given('page-size') || '') || thread._vars || thread._authorize) return;
    const { href = '' } = document.querySelector('link[rel=canonical]') || {};
    const page = (/^http/.test(href) ? href : location.href).split('#')[0];
    const key = (name) => encodeURIComponent(given('thread') || name).replace(/[!'()*]/g, (c) => `%${c.charCodeAt().toString(16).toUpperCase()}`);
    const known = { base: whole.replace(/\/+$/, ''), url: key(page), path: key(new URL(page).pathname), lang };
    const said = words.replace(/{(\w+)}/g, (_, name) => known[name] || Math.min(given('page-size') || name, 100));
    const [url, credentials, ...headers] = said.split('\n');
    const stop = new AbortController();
    const answer = fetch(url, { cache: 'no-cache', credentials, signal: stop.signal, headers: headers.map((line) => line.split(': ')) });
    answer.catch(() => {}); // the module is told
    return { said, answer, stop };
  }

  // A backend's mapping. Presets are known to be right; any other is checked.
  const mapping = (name) => once(`mapping ${there(name)}`, () => described(name));
  async function described(name) {
    const own = /[/:]/.test(name);
    const [mapping, schema] = await Promise.all([text(own ? there(name) : here(`presets/${name}.json`)), own ? text(here('mapping.schema.json')) : undefined]);
    return { name, mapping, schema };
  }

  // In a shadow root every class is a part as well, which the page's style sheets reach.
  function part(root) {
    const name = (records) => {
      const touched = new Set();
      for (const { target, addedNodes, type } of records) {
        for (const node of type === 'attributes' ? [target] : addedNodes) {
          if (node.matches && !touched.has(node)) [node, ...node.querySelectorAll('*')].forEach((element) => touched.add(element));
        }
      }
      // Nothing of what strangers wrote has such a class.
      touched.forEach((element) => element.matches('[class^=causerie]') && element.setAttribute('part', element.className.replace(/causerie-/g, '')));
    };
    new MutationObserver(name)
      .observe(root, { subtree: true, childList: true, attributeFilter: ['class'] });
    return true;
  }
  function dress(root, theme) {
    const chosen = theme && theme !== 'auto' && (/[/.]/.test(theme) ? there(theme) : here(`themes/${theme}.css`));
    for (const href of theme === 'none' ? [] : [here('causerie.css'), chosen].filter(Boolean)) {
      if ([...root.querySelectorAll('link[rel=stylesheet]')].some((found) => found.href === href)) continue;
      root.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
    }
  }

  // The ways of waiting for the moment to start; each returns what calls it off.
  const WAYS = {
    eager: (_, start) => { start(); return () => {}; },
    idle: (_, start) => { const id = (window.requestIdleCallback || setTimeout)(start); return () => (window.cancelIdleCallback || clearTimeout)(id); },
    interaction(element, start) {
      const signs = ['pointerover', 'pointerdown', 'focusin', 'keydown'];
      signs.forEach((sign) => element.addEventListener(sign, start, { once: true, passive: true }));
      return () => signs.forEach((sign) => element.removeEventListener(sign, start));
    },
    visible(element, start) {
      const near = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && start(), { rootMargin: '600px' });
      near.observe(element);
      return () => near.disconnect();
    },
  };

  class Thread extends HTMLElement {
    connectedCallback() {
      shown.add(this);
      this._watch = new MutationObserver((records) => this._changed(records.map((record) => record.attributeName)));
      this._watch.observe(this, { attributes: true });
      this.addEventListener('click', this);
      if (this._prefix === undefined) this._prefix = threads++ ? `t${threads}-` : '';
      for (const name of ['vars', 'authorize']) { // set before this class was there
        if (!Object.prototype.hasOwnProperty.call(this, name)) continue;
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      const way = /^#(t\d+-)?comment-/.test(location.hash) ? 'eager' : this.getAttribute('load');
      this._unwait = (WAYS[way] || WAYS.visible)(this, () => { if (this._unwait) this._unwait(); this._start(); });
    }
    disconnectedCallback() {
      shown.delete(this);
      this._watch.disconnect();
      this._unwait();
      this._stop();
    }

    /** Asks the backend for the thread again. */
    refresh() { this._ask('refresh'); }
    /** Further variables of the mapping, for example a token that the page has. */
    set vars(vars) { this._vars = vars; this._restart(); }
    get vars() { return this._vars; }
    /** async ({ url, method }) => headers, called before each request to the backend. */
    set authorize(authorize) { this._authorize = authorize; this._restart(); }
    get authorize() { return this._authorize; }

    async _start() {
      const run = (this._run = (this._run || 0) + 1);
      const backend = this.getAttribute('backend') || 'native';
      this.dataset.phase = 'loading';
      let root; // from when on the module is there, and all but its last parts
      const theme = this.getAttribute('theme'), isApart = this.shadowRoot || this.hasAttribute('shadow');
      try {
        const further = (this.getAttribute('also') || '').split(/\s+/).filter(Boolean).map(
          (name) => mapping(name).catch(async (error) => say(await reason(error)))); // one backend never hides another
        const files = Promise.all([once('module', load), mapping(backend), texts(language(this)), ...further]);
        try { this._early = early(this); } catch (_) { /* the module says what is wrong */ }
        if (!isApart) try { dress(document.head, theme); } catch (_) { /* told below, when there is a root for it */ }
        const [module, first, words, ...also] = await files;
        if (module.isCut) await module.complete.speak(words.lang, words.late);
        if ((first.schema || isMended) && module.isCut) await module.complete.soon(); // the check is there, and no surprise
        if (run !== this._run || !this.isConnected) return;
        this._words = words;
        root = this.shadowRoot || (isApart ? this.attachShadow({ mode: 'open' }) : this);
        if (this._slot) this._slot.remove();
        dress(isApart ? root : document.head, theme);
        if (isApart) this._parts = this._parts || part(root);
        this._last = root.lastChild;
        this._handle = module.mount({ ...words, host: this, root, ...first, also: further.length ? also.filter(Boolean) : undefined, attributes: this._attributes(), prefix: this._prefix, authorize: this._authorize, early: this._early, complete: module.complete });
        this._unwait();
        if (module.isCut) this._unwait = WAYS.interaction(this, () => module.complete.soon().catch(() => {}));
        await module.complete.drawing;
      } catch (error) {
        if (run === this._run) await (root && !error.url && error.stack ? mend(error, this) : this._fail(error));
      }
    }
    // What the reader did needs a file that cannot be had now: it may be done again later.
    _tell({ outdated }) {
      if (!this._words) return;
      const key = `problem-${outdated ? 'outdated' : navigator.onLine ? 'unreachable' : 'offline'}`;
      const words = (this.getAttribute(`text-${key}`) || JSON.parse(this._words.catalog)[key]).replace('{origin}', new URL(here('.')).host);
      if (this._told) this._told.remove();
      this._told = Object.assign(document.createElement('div'), { className: 'causerie', role: 'alert', textContent: words });
      (this.shadowRoot || this).append(this._told);
    }
    // Whatever happened, the page keeps what it showed, and the developer is told once what to change.
    async _fail(error) {
      this._unwait();
      this._stop();
      if (this.shadowRoot) this.shadowRoot.append(this._slot = this._slot || document.createElement('slot')); // shows what the page has
      const title = await reason(error);
      say(`no comments here: ${title}`);
      this._emit('causerie-error', { kind: 'setup', status: 0, title });
    }
    _stop() {
      this._run = (this._run || 0) + 1;
      this._ask('destroy');
      if (this._early) this._early.stop.abort();
      this._handle = undefined;
      delete this.dataset.phase;
    }
    _ask(wish) {
      try { if (this._handle) this._handle(wish); } catch (error) { mend(error, this); }
    }
    _restart() { if (this._handle || this.dataset.phase === 'loading') { this._stop(); this._start(); } }
    _emit(name, detail, cancelable = false) {
      return this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail }));
    }
    // The page may sign the reader in itself.
    handleEvent(event) {
      const link = event.composedPath().find((node) => node.classList && node.classList.contains('causerie-login'));
      if (!link) return;
      const isOpen = this._emit('causerie-login', { url: link.href }, true);
      const isApart = isOpen && link.dataset.popup !== undefined && window.open(link.href, 'causerie-login', 'popup,width=500,height=650');
      if (!isOpen || isApart) event.preventDefault(); // a window that the browser blocks opens here
    }
    _attributes() {
      const given = Object.entries(this._vars || {}).map(([name, value]) => [`data-${name}`, String(value)]);
      return [...given, ...[...this.attributes].map(({ name, value }) => [name, value])];
    }
    _changed(names) {
      const changed = names.filter((name) => OPTIONS.includes(name) || (/^(data|text)-/.test(name) && name !== 'data-phase'));
      if (changed.length) changed.every((name) => LOOKS.includes(name)) ? this._ask(this._attributes()) : this._restart();
    }
  }

  Thread.base = here('.');
  customElements.define(TAG, Thread);
  place();
  // Counts of other pages' comments need one more file, and none of the widget's.
  const counts = () => (async () => document.querySelector('causerie-count') && run('count.js'))().catch(say);
  document.readyState === 'loading' ? addEventListener('DOMContentLoaded', counts) : counts();
})();
