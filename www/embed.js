/*! Causerie's loader: defines the elements, fetches the widget when a thread is near, and leaves the page alone
 *  when anything fails. The only JavaScript of the project; plain ES2020, no build step, no dependency. */
(() => {
  'use strict';
  const script = document.currentScript;
  const TAG = 'causerie-thread';
  const OPTIONS = ['backend', 'thread', 'also', 'order', 'depth', 'pings', 'numbered', 'page-size', 'composer', 'heading-level',
    'images', 'load', 'lang', 'theme', 'shadow', 'markup'];

  // The one-line form: a script with options stands where its thread shall be.
  const place = () => {
    const names = script ? [...script.attributes].map((attribute) => attribute.name) : [];
    if (!names.some((name) => name.startsWith('data-'))) return;
    const thread = document.createElement(TAG);
    for (const name of names.filter((name) => name.startsWith('data-'))) {
      const option = name.slice(5);
      thread.setAttribute(OPTIONS.includes(option) || option.startsWith('text-') ? option : name, script.getAttribute(name));
    }
    script.after(thread);
  };
  if (customElements.get(TAG)) return place(); // a second copy of this file only places its thread

  const here = (path) => new URL(path, script ? script.src : document.baseURI).href;
  const said = new Set();
  const say = (line) => said.has(line) || (said.add(line), console.warn(`[causerie] ${line}`));
  let count = 0;

  // One module serves all threads of the page; after a failure the next thread tries again.
  let loading;
  const widget = () => (loading = loading || load().catch((error) => { loading = undefined; throw error; }));

  async function load() {
    const [module, wasm] = await Promise.all([
      import(here('causerie.js')).catch((error) => explain(here('causerie.js'), 'text/javascript', error)),
      answer(here('causerie_bg.wasm'), 'application/wasm'),
    ]);
    const typed = (wasm.headers.get('content-type') || '').startsWith('application/wasm');
    if (!typed) say(`${wasm.url} is not served as application/wasm: the widget starts later than it could; set that type on the server`);
    await module.default({ module_or_path: typed ? wasm : await wasm.arrayBuffer() });
    return module;
  }

  async function answer(url, type) {
    const response = await fetch(url).catch((error) => explain(url, type, error));
    if (!response.ok) throw new Error(`${url} answered ${response.status}: copy the whole release beside embed.js`);
    return response;
  }

  const text = async (url) => (await answer(url)).text();

  // Says what is wrong with a file that the browser only refused.
  async function explain(url, type, error) {
    if (navigator.onLine === false) throw new Error('the browser is offline');
    const response = await fetch(url).catch(() => undefined);
    if (!response) throw new Error(`${url} could not be fetched: check the address, the network, and connect-src and script-src of the page's Content-Security-Policy`);
    if (!response.ok) throw new Error(`${url} answered ${response.status}: copy the whole release beside embed.js`);
    const found = response.headers.get('content-type') || 'no type';
    if (!found.startsWith(type) && !found.includes('javascript')) throw new Error(`${url} is served as ${found}: serve it as ${type}`);
    throw error;
  }

  async function catalog(lang) {
    const file = (name) => here(`locales/${name}.json`);
    const response = await fetch(file(lang.split('-')[0].toLowerCase())).catch(() => undefined);
    if (response && response.ok) return { lang, words: await response.text() };
    say(`there is no locale for "${lang}": the thread is shown in English`);
    return { lang: 'en', words: await text(file('en')) };
  }

  const mapping = (backend) => text(/[/:]/.test(backend) ? new URL(backend, document.baseURI).href : here(`presets/${backend}.json`));

  function language(element) {
    const near = element.getAttribute('lang') || (element.closest('[lang]') || document.documentElement).lang || navigator.language;
    try { return Intl.getCanonicalLocales(near)[0] || 'en'; } catch (_) { return 'en'; }
  }

  function link(root, url) {
    if ([...root.querySelectorAll('link[rel=stylesheet]')].some((found) => found.href === url)) return;
    const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url });
    root === document.head ? root.prepend(sheet) : root.append(sheet);
  }

  function dress(root, theme) {
    if (theme === 'none') return;
    if (theme && theme !== 'auto') link(root, /[/.]/.test(theme) ? new URL(theme, document.baseURI).href : here(`themes/${theme}.css`));
    link(root, here('causerie.css'));
  }

  class Thread extends HTMLElement {
    #handle; #watch; #run = 0; #vars; #authorize;

    connectedCallback() {
      this.#watch = new MutationObserver((records) => this.#changed(records));
      this.#watch.observe(this, { attributes: true });
      this.#wait();
    }

    disconnectedCallback() {
      this.#watch.disconnect();
      this.#stop();
    }

    /** Asks the backend for the thread again. */
    refresh() { if (this.#handle) this.#handle.refresh(); }

    /** Further variables of the mapping, for example a token the page already has. */
    set vars(vars) { this.#vars = vars; this.#restart(); }
    get vars() { return this.#vars; }

    /** async (request) => headers, called before each request to the backend. */
    set authorize(authorize) { this.#authorize = authorize; this.#restart(); }
    get authorize() { return this.#authorize; }

    #wait() {
      const when = this.getAttribute('load') || 'visible';
      const start = () => { this.#unwait(); this.#start(); };
      if (when === 'eager' || /^#(t\d+-)?comment-/.test(location.hash)) return start();
      if (when === 'idle' && window.requestIdleCallback) {
        const id = requestIdleCallback(start);
        this.#unwait = () => cancelIdleCallback(id);
      } else if (when === 'interaction') {
        const signs = ['pointerover', 'pointerdown', 'focusin', 'keydown'];
        signs.forEach((sign) => this.addEventListener(sign, start, { passive: true }));
        this.#unwait = () => signs.forEach((sign) => this.removeEventListener(sign, start));
      } else {
        const watch = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && start(), { rootMargin: '600px' });
        watch.observe(this);
        this.#unwait = () => watch.disconnect();
      }
    }

    #unwait = () => {};

    async #start() {
      const run = ++this.#run;
      this.dataset.phase = 'loading';
      try {
        const [module, document_, words] = await Promise.all([widget(), mapping(this.getAttribute('backend') || 'native'), catalog(language(this))]);
        if (run !== this.#run || !this.isConnected) return;
        const shadow = this.hasAttribute('shadow') && (this.shadowRoot || this.attachShadow({ mode: 'open' }));
        dress(shadow || document.head, this.getAttribute('theme'));
        const prefix = this.dataset.prefix = this.dataset.prefix || (count++ ? `t${count}-` : '');
        const attributes = this.#attributes();
        this.#handle = module.mount({ host: this, root: shadow || this, attributes, prefix, mapping: document_, catalog: words.words,
          lang: words.lang, authorize: this.#authorize });
      } catch (error) {
        if (run === this.#run) this.#fail(error);
      }
    }

    #attributes() {
      const written = [...this.attributes].map(({ name, value }) => [name, value]);
      const given = Object.entries(this.#vars || {}).map(([name, value]) => [`data-${name}`, String(value)]);
      return [...given, ...written];
    }

    // Whatever happened, the page keeps what it showed and the developer is told once what to change.
    #fail(error) {
      delete this.dataset.phase;
      const csp = /unsafe-eval|content security policy/i.test(error.message) && error instanceof WebAssembly.CompileError;
      const line = csp ? "the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to script-src" : error.message || error;
      say(`no comments here: ${line}`);
      this.dispatchEvent(new CustomEvent('causerie-error', { bubbles: true, composed: true, detail: { kind: 'setup', status: 0, title: String(line) } }));
    }

    #stop() {
      this.#run++;
      this.#unwait();
      if (this.#handle) this.#handle.destroy();
      this.#handle = undefined;
      delete this.dataset.phase;
    }

    #restart() { if (this.#handle) { this.#stop(); this.#start(); } }

    #changed(records) {
      const names = records.map((record) => record.attributeName).filter((name) => !['data-phase', 'data-prefix', 'class', 'style', 'id', 'hidden'].includes(name));
      if (!names.length || !this.#handle) return;
      const looks = ['order', 'depth', 'pings', 'numbered', 'page-size', 'composer', 'heading-level', 'images'];
      if (names.every((name) => looks.includes(name))) this.#handle.update(this.#attributes());
      else this.#restart();
    }
  }

  customElements.define(TAG, Thread);
  place();
})();
