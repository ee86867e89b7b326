/*! Causerie's counts: writes into <causerie-count> how many comments a thread has, without the widget. It reads the
 *  part of a mapping that counting needs as the widget does; tests/data/counts.json holds both to the same. */
(() => {
  'use strict';
  const [TAG, MOST] = ['causerie-count', 100]; // threads in one request
  if (customElements.get(TAG)) return;
  // A script of its own, or fetched by embed.js.
  const base = document.currentScript ? document.currentScript.src : (customElements.get('causerie-thread') || {}).base || document.baseURI;
  const here = (path) => new URL(path, base).href;
  const said = new Set();
  const say = ({ message }) => said.has(message) || (said.add(message), console.warn(`[causerie] no count here: ${message}`));
  const files = new Map();
  const file = (url) => files.get(url) || files.set(url, fetch(url).catch(() => ({ status: 'nothing' })).then((response) => {
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return response.json();
  })).get(url);

  // JSON values: members, what stands at a pointer (RFC 6901), texts and numbers.
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const own = (value, name) => (Object.prototype.hasOwnProperty.call(value, name) ? value[name] : undefined);
  const member = (value, name) => (isObject(value) || (Array.isArray(value) && /^(0|[1-9]\d*)$/.test(name)) ? own(value, name) : undefined);
  const at = (value, pointer) => pointer.split('/').slice(1).reduce((found, name) => member(found, name.replace(/~1/g, '/').replace(/~0/g, '~')), value);
  const list = (value) => (Array.isArray(value) ? value : []);
  const entries = (value) => (typeof value === 'object' && value ? Object.entries(value) : []);
  const first = (choices, find) => choices.reduce((found, choice) => (found === undefined ? find(choice) : found), undefined);
  const scalar = (value) => (['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined);
  const same = (one, other) => scalar(one) === scalar(other) && (scalar(one) !== undefined || (one ?? other ?? null) === null);
  const has = (value) => value !== undefined && value !== null && value !== '';
  const text = (value) => (typeof value === 'boolean' ? undefined : scalar(value));
  const natural = (value) => (/^\d+(\.|$)/.test(scalar(value)) ? parseInt(scalar(value), 10) : undefined);
  const piece = (words, separator, index = 0) => { const pieces = words.split(separator); return pieces[index < 0 ? index + pieces.length : index]; };

  // URI templates (RFC 6570, appendix A), without objects and prefixes: what comes first, between, and is it named?
  const OPERATORS = { '': ['', ','], '+': ['', ','], '#': ['#', ','], '.': ['.', '.'], '/': ['/', '/'], '?': ['?', '&', true], '&': ['&', '&', true] };
  const encode = (words, reserved) => (reserved
    ? encodeURI(words).replace(/%5B/g, '[').replace(/%5D/g, ']').replace(/%25([\dA-Fa-f]{2})/g, '%$1')
    : encodeURIComponent(words).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`));
  const names = (template) => [...template.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside]) => inside.replace(/^[+#./?&]/, '').replace(/\*/g, '').split(','));
  const root = (template) => (/^\{\+([^},*]+)/.exec(template) || [])[1];
  const expand = (template, look) => template.replace(/([^{]+)|\{([+#./?&]?)([^}]*)\}/g, (_, literal, operator, inside) => {
    if (literal) return encode(literal, true);
    if (/[^\w.,*%]/.test(inside)) throw new Error(`the mapping counts with {${inside}}, which only the widget knows`);
    const [lead, between, isNamed] = OPERATORS[operator];
    const parts = inside.split(',').flatMap((variable) => {
      const name = variable.replace('*', '');
      const values = [look(name)].flat().filter((value) => scalar(value) !== undefined).map((value) => encode(scalar(value), /[+#]/.test(operator)));
      if (name !== variable) return values.map((value) => (isNamed ? `${name}=${value}` : value));
      return values.length ? [(isNamed ? `${name}=` : '') + values.join(',')] : [];
    });
    return parts.length ? lead + parts.join(between) : '';
  });

  // Data templates: a value keeps its type; what has none is left out with its member.
  function fill(data, look) {
    if (typeof data === 'string') return filled(data, look);
    if (Array.isArray(data)) return data.map((item) => fill(item, look)).filter((item) => item !== undefined);
    if (!isObject(data)) return data;
    if (data.$first) return first(data.$first, (choice) => fill(choice, look));
    const members = Object.entries(data).map(([name, item]) => [name, fill(item, look)]).filter(([, item]) => item !== undefined);
    return members.length || !Object.keys(data).length ? Object.fromEntries(members) : undefined;
  }
  function filled(template, look) {
    const single = /^\{\+?([^{}]+)\}$/.exec(template);
    if (single) return look(single[1]);
    if (names(template).length && names(template).every((name) => look(name) === undefined)) return undefined;
    return template.replace(/\{\+?([^}]+)\}/g, (_, name) => scalar(look(name) ?? '') ?? JSON.stringify(look(name)));
  }

  // Expressions and conditions over an answer.
  function find(expression, answer, read = (value) => value) {
    if (Array.isArray(expression)) return first(expression, (choice) => find(choice, answer, read));
    const value = typeof expression === 'string' ? at(answer.item, expression) : isObject(expression) ? steps(expression, answer) : expression;
    return has(value) ? read(value) : undefined;
  }
  function steps(told, answer) {
    const source = Object.keys(told).find((name) => SOURCES[name]);
    const unknown = Object.keys(told).find((name) => !SOURCES[name] && !STEPS.includes(name));
    if (unknown) throw new Error(`the mapping counts with \`${unknown}\`, which only the widget knows`);
    let found = source && SOURCES[source](told[source], answer);
    if (has(found) && told.split !== undefined) found = scalar(found) === undefined ? undefined : piece(scalar(found), told.split, told.index);
    if (!has(found) || list(told.none).some((none) => same(none, found))) found = undefined;
    if (found !== undefined && told.map) found = member(told.map, scalar(found));
    return found !== undefined ? found : isObject(told.else) ? find(told.else, answer) : told.else;
  }
  const SOURCES = {
    at: (pointer, { item }) => at(item, pointer), const: (value) => value, key: (_, { key }) => key,
    var: (name, { talk }) => talk.shown(name), header: (name, { headers }) => headers.get(name),
    response: (name, { response }) => response[name],
  };
  const STEPS = ['split', 'index', 'none', 'map', 'else', 'as']; // `as` changes how times and names are read, not how much there is
  const holds = (condition, item) => (Array.isArray(condition) ? condition.some((choice) => holds(choice, item))
    : isObject(condition) && Object.entries(condition).every(([pointer, test]) => passes(test, at(item, pointer))));
  const passes = (test, found) => (Array.isArray(test) ? test.some((value) => same(value, found))
    : !isObject(test) ? same(test, found)
      : typeof test.present === 'boolean' ? (found ?? null) !== null === test.present : !passes(test.not, found));

  // Addresses: only http and https count.
  const web = (address, from) => { try { const url = new URL(address, from); return /^https?:$/.test(url.protocol) ? url.href : ''; } catch (_) { return ''; } };
  const origin = (address, from) => { const url = web(address, from); return url && new URL(url).origin; };
  const decoded = (words) => { try { return words.replace(/(%[\da-f]{2})+/gi, (run) => decodeURIComponent(run)); } catch (_) { return words; } };
  const letters = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const begins = (value, variable) => entries(value).some(([name, inner]) => (typeof inner === 'string' ? /^(url|default)$/.test(name) && root(inner) === variable : begins(inner, variable)));
  // The page a badge is about: the one it names, the one its link leads to, or the one it stands on.
  function page(element) {
    const { href } = document.querySelector('link[rel=canonical]') || location;
    const link = element.closest('a[href]') || element.querySelector('a[href]');
    return web(element.getAttribute('page') ?? (link ? link.getAttribute('href') : ''), web(href) || location.href).split('#')[0];
  }
  function language(element) {
    const near = element.getAttribute('lang') || (element.closest('[lang]') || {}).lang || navigator.language;
    try { return Intl.getCanonicalLocales(near)[0] || 'en'; } catch (_) { return 'en'; }
  }

  // What is known while talking to a backend about one thread. A variable ranks by its source, as in RANK.
  const RANK = { default: 0, page: 1, answer: 2, owner: 3 };
  class Talk {
    constructor(mapping, element) {
      Object.assign(this, { mapping, element, run: element._run, vars: mapping.vars || {}, values: {}, local: {}, page: page(element) });
      const [{ origin, host }, { pathname: path }] = [new URL(document.baseURI), new URL(this.page)];
      const slug = decoded(path.split('/').filter(Boolean).pop() || '');
      const facts = { url: this.page, origin, host, path, slug, lang: language(element) };
      entries(facts).forEach(([name, value]) => this.set(`page.${name}`, value, RANK.page));
      entries({ now: Date.now(), ua: navigator.userAgent }).forEach(([name, value]) => this.set(`env.${name}`, value, RANK.page));
      for (const { name, value } of element.attributes) {
        const known = /^data-./.test(name) && Object.keys(this.vars).find((known) => letters(known) === letters(name.slice(5)));
        if (known) this.set(known, begins(mapping, known) ? web(value, document.baseURI).replace(/\/+$/, '') : value.trim(), RANK.owner);
      }
      this.lookAround();
      const missing = Object.keys(this.vars).find((name) => this.vars[name].required && this.look(name) === undefined);
      const attribute = (name) => `data-${name.replace(/[A-Z]/g, '-$&').replace(/[._]/g, '-').toLowerCase()}`;
      if (missing) throw new Error(`${attribute(missing)}: expected ${this.vars[missing].about || 'a value'}, found none`);
    }
    known(name) { return own(this.values, name) || {}; }
    set(name, value, rank) { if (has(value) && !(this.known(name).rank > rank)) this.values[name] = { value, rank }; }
    look(name) { return own(this.local, name) ?? this.known(name).value; }
    shown(name) { return (own(this.vars, name) || {}).secret ? undefined : this.look(name); }
    due(step) { return step && list(step.needs).every((name) => this.look(name) !== undefined) && (!step.unless || this.look(step.unless) === undefined); }
    lookAround() {
      const look = (name) => this.look(name);
      const variables = entries(this.vars);
      // Four rounds, because a default may be made of other variables.
      for (const [name, { from, default: template }] of [...variables, ...variables, ...variables, ...variables]) {
        this.set(name, first(list(from), (source) => this.onPage(source)), RANK.page);
        const isReady = template !== undefined && look(name) === undefined && names(template).every((it) => look(it) !== undefined);
        if (isReady) this.set(name, expand(template, look), RANK.default);
      }
      this.set('thread', this.element.getAttribute('thread') ?? (this.mapping.thread === undefined ? undefined : fill(this.mapping.thread, look)), RANK.owner);
    }
    onPage({ cookie, meta, var: name, split, index }) {
      const cookies = document.cookie.split(';').map((pair) => pair.trim()).filter((pair) => cookie && pair.startsWith(`${cookie}=`));
      const metas = [...document.querySelectorAll('meta[name]')].filter((found) => found.name === meta);
      const value = cookies.length ? decoded(cookies[0].slice(cookie.length + 1)) : metas.length ? metas[0].content : name && this.look(name);
      return split && value ? piece(value, split, index) : value;
    }
    // The address of a step, held to the origins that the owner or the mapping itself names.
    address(template) {
      const [head] = template.split('{');
      const isWhole = head && (!head.includes('://') || head.split('://')[1].includes('/'));
      const begun = root(template) ? this.known(root(template)) : { value: isWhole ? head : undefined };
      const leads = has(begun.value) && origin(begun.value, this.page);
      const isOwners = ({ value, rank }) => has(value) && rank !== RANK.answer && origin(value, this.page) === leads;
      const isKnown = begun.rank !== RANK.answer || Object.keys(this.vars).some((name) => isOwners(this.known(name)));
      const url = web(expand(template, this.forUrl).split('#')[0], this.page);
      if (!url || !leads || !isKnown || origin(url) !== leads) throw new Error(`refused to ask ${url || template}: it is not where the mapping's addresses lead`);
      return url;
    }
    request(step) {
      const { mapping: { http = {} } } = this;
      const word = (name, other) => step[name] ?? http[name] ?? other;
      const any = (name) => this.look(name);
      this.forUrl = (name) => ((own(this.vars, name) || {}).inUrl ? this.look(name) : this.shown(name));
      const isOwn = (part, name) => entries(step[part]).some(([mine]) => mine.toLowerCase() === name.toLowerCase());
      const all = (part) => [...entries(http[part]).filter(([name]) => !isOwn(part, name)), ...entries(step[part])];
      const merged = (part, look) => all(part).map(([name, data]) => [name, fill(data, look)]);
      const pair = ([name, value]) => (Array.isArray(value) ? value.flatMap((item) => pair([name, item])) : scalar(value) === undefined ? [] : [`${encode(name)}=${encode(scalar(value))}`]);
      const url = this.address(word('url', ''));
      const query = merged('query', this.forUrl).flatMap(pair).join('&');
      const method = word('method', 'GET');
      const isForm = word('encoding') === 'form';
      const [shared, mine] = /^(GET|HEAD)$/.test(method) ? [] : [http, step].map(({ body }) => (body === undefined ? undefined : fill(body, any)));
      const data = isObject(shared) && isObject(mine) ? { ...shared, ...mine } : mine ?? shared;
      const headers = new Headers({ accept: 'application/json', 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' });
      merged('headers', any).filter(([, value]) => /^[ -~]*$/.test(scalar(value) ?? '\n')).forEach(([name, value]) => headers.set(name, value));
      if (data === undefined) headers.delete('content-type');
      const body = data === undefined ? undefined : isForm ? entries(data).flatMap(pair).join('&') : JSON.stringify(data);
      return [query ? url + (url.includes('?') ? '&' : '?') + query : url, { method, headers, body, credentials: word('credentials', 'same-origin') }];
    }
    // Sends a step and gives its answer: nothing where its status means an empty thread.
    async send(step, local = {}) {
      this.local = local;
      const [url, options] = this.request(step);
      const response = await fetch(url, options).catch(() => { throw new Error(`no answer from ${origin(url)}: is it running, and does it allow requests from ${location.origin} (CORS)?`); });
      const words = (await response.text()).trim();
      let item = null; // the answer to HEAD has no body
      try { item = JSON.parse(words); } catch (_) { /* nor has an error */ }
      const answer = { item, key: '', talk: this, headers: response.headers, response: { status: response.status, url: response.url, text: words } };
      if (list(step.empty).includes(response.status)) return undefined;
      const capture = (section) => entries(section).forEach(([name, expression]) => {
        try { this.set(name, find(expression, answer), (own(this.vars, name) || {}).secret ? RANK.owner : RANK.answer); } catch (_) { /* nothing to count with */ }
      });
      capture(this.mapping.capture);
      const isError = response.status < 200 || response.status >= 400 || holds((this.mapping.error || {}).when, item);
      if (isError) throw new Error(`${origin(url)} answered ${response.ok ? 'with an error' : response.status}`);
      capture(step.capture);
      return answer;
    }
    // Finds the backend's own name of the thread, where the page does not give it.
    async named() {
      let failure = new Error('the backend knows no thread for this page');
      for (const step of list(this.mapping.resolve)) {
        if (this.look('thread') !== undefined || !this.due(step)) continue;
        await this.send(step).catch((error) => { failure = error; });
        this.lookAround();
      }
      if (this.mapping.thread !== undefined && this.look('thread') === undefined) throw failure;
      return this;
    }
    // The number of this thread alone: what the mapping calls a count, or else the total of its list.
    async count() {
      const { count, list: listing } = this.mapping;
      if (this.due(count)) return find(count.value, await this.send(count), natural);
      const { start = 1, total } = listing.page || {};
      if (total === undefined) throw new Error('the mapping says nowhere how many comments there are: add counts, count or list.page.total');
      const answer = await this.send(listing, { 'list.limit': 1, 'list.page': start, 'list.offset': 0 });
      return answer ? find(total, answer, natural) : 0;
    }
  }

  // All badges of one backend with the same variables, in as few requests as the mapping allows.
  async function count(elements) {
    const backend = elements[0].getAttribute('backend') || 'native';
    const mapping = await file(/[/:]/.test(backend) ? new URL(backend, document.baseURI).href : here(`presets/${backend}.json`));
    const threads = new Map(); // who asks, by the key of the thread
    const join = async (element) => {
      const talk = await new Talk(mapping, element).named();
      const key = text(talk.look('thread')) ?? '';
      threads.set(key, [...(threads.get(key) || []), talk]);
    };
    await Promise.all(elements.map((element) => join(element).catch(say)));
    const tell = (key, number) => (number === undefined
      ? say(new Error(`${backend} gives no number for ${key}`))
      : threads.get(key).forEach((talk) => show(talk, number).catch(say)));
    const keys = [...threads.keys()];
    const [any] = threads.get(keys[0]) || [];
    if (!any || !any.due(mapping.counts)) return keys.forEach((key) => threads.get(key)[0].count().then((number) => tell(key, number)).catch(say));
    for (let start = 0; start < keys.length; start += MOST) batch(any, keys.slice(start, start + MOST), threads, tell).catch(say);
  }
  async function batch(talk, keys, threads, tell) {
    const { in: within, key, value } = talk.mapping.counts.each;
    const answer = await talk.send(talk.mapping.counts, { 'list.threads': keys.map((name) => threads.get(name)[0].look('thread')) });
    const numbers = new Map(entries(at(answer.item, within)).map(([name, item]) => {
      const here = { ...answer, item, key: name };
      return [key === 'index' ? keys[name] : find(key, here, text), find(value, here, natural)];
    }));
    keys.forEach((name) => tell(name, numbers.get(name)));
  }
  // Writes a number in the words of the page's language, into the link that the badge contains, if it contains one.
  const place = (element) => element.querySelector('a') || element;
  async function show({ element, run }, number) {
    let lang = language(element);
    const catalog = await file(here(`locales/${lang.split('-')[0].toLowerCase()}.json`)).catch(() => { lang = 'en'; return file(here('locales/en.json')); });
    const [form, own] = [new Intl.PluralRules(lang).select(number), element.getAttribute('text-title')];
    const words = element.getAttribute(`text-title-${form}`) ?? own ?? catalog.title[form] ?? catalog.title.other;
    if (run !== element._run || !element.isConnected) return;
    element._own = element._own ?? place(element).textContent;
    place(element).textContent = words.replace('{count}', new Intl.NumberFormat(lang).format(number));
    element.dataset.count = number;
  }

  // Badges that came, or changed, since the last look.
  const waiting = new Set();
  const look = () => {
    const groups = new Map();
    for (const element of waiting) {
      const attributes = [...element.attributes].filter(({ name }) => /^(backend$|data-(?!count$))/.test(name));
      const alike = attributes.map(({ name, value }) => `${name}=${value}`).sort().join('\n');
      groups.set(alike, [...(groups.get(alike) || []), element]);
    }
    waiting.clear();
    groups.forEach((elements) => count(elements).catch(say));
  };
  const ask = (element) => {
    element._run = (element._run || 0) + 1;
    if (!waiting.size) document.readyState === 'loading' ? addEventListener('DOMContentLoaded', look, { once: true }) : setTimeout(look);
    waiting.add(element);
  };
  const watch = new MutationObserver((records) => {
    const isRead = ({ attributeName }) => /^(backend|thread|page|lang|(text|data)-(?!count$).+)$/.test(attributeName);
    new Set(records.filter(isRead).map(({ target }) => target)).forEach((element) => {
      if (element._own !== undefined) place(element).textContent = element._own;
      delete element.dataset.count;
      if (element.isConnected) ask(element);
    });
  });
  customElements.define(TAG, class extends HTMLElement {
    connectedCallback() { this.classList.add(TAG); watch.observe(this, { attributes: true }); ask(this); }
    disconnectedCallback() { waiting.delete(this); }
  });
})();
