/*! Causerie's loader: defines <causerie-thread>, fetches the widget when a thread is near, and leaves the page as
 *  it is when anything fails. The only JavaScript of the project; plain ES2020, no build step, no dependency. */
(() => {
  'use strict';
  const TAG = 'causerie-thread';
  const LOOKS = ['order', 'depth', 'pings', 'numbered', 'page-size', 'composer', 'heading-level', 'images'];
  const OPTIONS = [...LOOKS, 'backend', 'thread', 'also', 'load', 'lang', 'theme', 'shadow', 'markup'];
  const script = document.currentScript;

  // The one-line form: a script with options stands where its thread shall be.
  function place() {
    const given = script ? [...script.attributes].filter(({ name }) => name.startsWith('data-')) : [];
    if (!given.length) return;
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
  let threads = 0;

  // Fetches a file of the release, or says what the page's author can do about it.
  async function file(url) {
    const response = await fetch(url).catch(() => undefined);
    if (response && response.ok) return response;
    if (response) throw new Error(`${url} answered ${response.status}: copy the whole release beside embed.js`);
    if (navigator.onLine === false) throw new Error('the browser is offline');
    throw new Error(`${url} could not be fetched: check the address, the network, and connect-src of the page's Content-Security-Policy`);
  }
  const text = async (url) => (await file(url)).text();

  // A script that cannot be imported gives no reason; fetching it does.
  async function script_trouble(url, error) {
    const type = (await file(url)).headers.get('content-type') || 'nothing';
    if (type.includes('javascript')) throw error;
    throw new Error(`${url} is served as ${type}: serve it as text/javascript`);
  }

  // One module serves all threads of the page; after a failure the next thread tries again.
  let loading;
  const widget = () => (loading = loading || load().catch((error) => { loading = undefined; throw error; }));
  async function load() {
    const glue = here('causerie.js');
    const [module, wasm] = await Promise.all([import(glue).catch((error) => script_trouble(glue, error)), file(here('causerie_bg.wasm'))]);
    const typed = (wasm.headers.get('content-type') || '').startsWith('application/wasm');
    if (!typed) say(`${wasm.url} is not served as application/wasm: set that type on the server, and the thread starts sooner`);
    await module.default({ module_or_path: typed ? wasm : await wasm.arrayBuffer() });
    return module;
  }

  async function catalog(lang) {
    const url = (name) => here(`locales/${name}.json`);
    const response = await fetch(url(lang.split('-')[0].toLowerCase())).catch(() => undefined);
    if (response && response.ok) return { lang, catalog: await response.text() };
    const english = await text(url('en'));
    say(`there is no locale for "${lang}": the thread is shown in English`);
    return { lang: 'en', catalog: english };
  }

  function language(element) {
    const near = element.getAttribute('lang') || (element.closest('[lang]') || {}).lang || navigator.language;
    try { return Intl.getCanonicalLocales(near)[0] || 'en'; } catch (_) { return 'en'; }
  }

  function dress(root, theme) {
    const chosen = theme && theme !== 'auto' && (/[/.]/.test(theme) ? there(theme) : here(`themes/${theme}.css`));
    for (const href of theme === 'none' ? [] : [here('causerie.css'), chosen].filter(Boolean)) {
      if ([...root.querySelectorAll('link[rel=stylesheet]')].some((found) => found.href === href)) continue;
      root.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
    }
  }

  class Thread extends HTMLElement {
    connectedCallback() {
      this._watch = new MutationObserver((records) => this._changed(records.map((record) => record.attributeName)));
      this._watch.observe(this, { attributes: true });
      this._click = (event) => this._login(event);
      this.addEventListener('click', this._click);
      const start = () => { this._unwait(); this._start(); };
      const when = this.getAttribute('load') || 'visible';
      this._unwait = () => {};
      if (when === 'eager' || /^#(t\d+-)?comment-/.test(location.hash)) return start();
      if (when === 'idle' && window.requestIdleCallback) {
        const id = requestIdleCallback(start);
        this._unwait = () => cancelIdleCallback(id);
      } else if (when === 'interaction') {
        const signs = ['pointerover', 'pointerdown', 'focusin', 'keydown'];
        signs.forEach((sign) => this.addEventListener(sign, start, { passive: true }));
        this._unwait = () => signs.forEach((sign) => this.removeEventListener(sign, start));
      } else {
        const near = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && start(), { rootMargin: '600px' });
        near.observe(this);
        this._unwait = () => near.disconnect();
      }
    }

    disconnectedCallback() {
      this._watch.disconnect();
      this.removeEventListener('click', this._click);
      this._unwait();
      this._stop();
    }

    /** Asks the backend for the thread again. */
    refresh() { if (this._handle) this._handle.refresh(); }

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
      try {
        const mapping = text(/[/:]/.test(backend) ? there(backend) : here(`presets/${backend}.json`));
        const [module, document_, words] = await Promise.all([widget(), mapping, catalog(language(this))]);
        if (run !== this._run || !this.isConnected) return;
        const root = this.hasAttribute('shadow') ? this.shadowRoot || this.attachShadow({ mode: 'open' }) : this;
        dress(root === this ? document.head : root, this.getAttribute('theme'));
        if (this._prefix === undefined) this._prefix = threads++ ? `t${threads}-` : '';
        this._handle = module.mount({ ...words, host: this, root, attributes: this._attributes(), mapping: document_, prefix: this._prefix, authorize: this._authorize });
      } catch (error) {
        if (run === this._run) this._fail(error);
      }
    }

    // Whatever happened, the page keeps what it showed, and the developer is told once what to change.
    _fail(error) {
      delete this.dataset.phase;
      const forbidden = error instanceof WebAssembly.CompileError && /unsafe-eval|content security policy/i.test(error.message);
      const title = forbidden ? "the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to script-src" : String(error.message || error);
      say(`no comments here: ${title}`);
      this._emit('causerie-error', { kind: 'setup', status: 0, title });
    }

    _emit(name, detail, cancelable = false) {
      return this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail }));
    }

    // The page may sign the reader in itself.
    _login(event) {
      const link = event.composedPath().find((node) => node.classList && node.classList.contains('causerie-login'));
      if (link && !this._emit('causerie-login', { url: link.href }, true)) event.preventDefault();
    }

    _stop() {
      this._run = (this._run || 0) + 1;
      if (this._handle) this._handle.destroy();
      this._handle = undefined;
      delete this.dataset.phase;
    }

    _restart() { if (this._handle) { this._stop(); this._start(); } }

    _attributes() {
      const given = Object.entries(this._vars || {}).map(([name, value]) => [`data-${name}`, String(value)]);
      return [...given, ...[...this.attributes].map(({ name, value }) => [name, value])];
    }

    _changed(names) {
      const own = (name) => OPTIONS.includes(name) || /^(data|text)-/.test(name) && name !== 'data-phase';
      const changed = names.filter(own);
      if (!this._handle || !changed.length) return;
      if (changed.every((name) => LOOKS.includes(name))) this._handle.update(this._attributes());
      else this._restart();
    }
  }

  customElements.define(TAG, Thread);
  place();
})();
