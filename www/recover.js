/*! What only a failure needs, fetched by embed.js when there is one: reasons for the page's author, and what readers have
 *  of a thread whose module broke. */

/** Says why a thread cannot start and what the page's author can do about it. */
export async function explain(error) {
  const { url, message } = error;
  if (error instanceof WebAssembly.CompileError && /unsafe-eval|content security policy/i.test(message))
    return "the page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to script-src";
  if (!url) return String(message || error);
  if (navigator.onLine === false) return 'the browser is offline';
  // A script that cannot be imported and a file with another hash give no reason; fetching it does.
  const response = await fetch(url).catch(() => undefined);
  if (!response) return `${url} could not be fetched: check the address, the network, and connect-src of the page's Content-Security-Policy`;
  if (!response.ok) return `${url} answered ${response.status}: copy the whole release beside embed.js`;
  const type = response.headers.get('content-type') || 'nothing';
  if (url.endsWith('.js') && !type.includes('javascript')) return `${url} is served as ${type}: serve it as text/javascript`;
  const isAnother = [WebAssembly.CompileError, WebAssembly.LinkError].some((kind) => error instanceof kind);
  if (isAnother) return `${url} is not the file of this release: copy the whole release beside embed.js (${message})`;
  if (message.endsWith('could not be fetched') || /import/.test(message))
    return `${url} is not the file of this release, or script-src forbids it: copy the whole release beside embed.js`;
  return message;
}

/** Puts threads in order whose module broke: the one it broke in says so and waits for its reader, the others begin anew.
 *  What has begun anew and breaks again waits too. */
let mending, times = 0;
export const recover = (what) => (mending = mending || mend(what).finally(() => { mending = undefined; }));

async function mend({ shown, say, text, renew, error, ...at }) {
  const module = await renew();
  const { at: where, late } = (module && module.complete) || {}; // the module says where it was
  const thread = at.thread || where;
  // What only lacked its second half has it when it begins anew.
  const isFirst = !times++;
  const isHarmless = isFirst && late;
  const title = String((error && error.message) || error);
  if (!isHarmless) say(`the comments stopped working: ${(error && error.stack) || error}`);
  const dead = [...shown].filter((one) => one._handle || one === thread);
  dead.forEach(hold);
  const waits = (one) => !isHarmless && (!isFirst || !thread || one === thread);
  for (const one of dead.filter(waits)) {
    one.dataset.phase = 'error';
    one._emit('causerie-error', { kind: 'stopped', status: 0, title });
    offer(one, await words(one, text));
  }
  for (const one of dead) if (!waits(one)) begin(one);
}

/** Takes what is shown out of the module's hands. Where there was nothing yet, the page's own content stays. */
function hold(thread) {
  const root = thread.shadowRoot || thread;
  const nodes = [...root.childNodes];
  const before = nodes.indexOf(thread._last);
  const own = nodes.slice(before + 1);
  const isShown = (before < 0 || root !== thread) && own.some((node) => node.querySelector && node.querySelector('article'));
  const active = focused(root);
  const copies = [];
  for (const node of own) {
    if (!isShown) node.remove();
    else if (node.querySelectorAll) copies.push(copy(node, active));
  }
  copies.forEach((still) => keep(still, thread));
  thread._unwait();
  thread._stop();
  if (thread._stopped) thread._stopped.remove();
  // What broke again before it showed anything leaves what stood there.
  if (isShown || !thread._kept) thread._kept = { copies, forms: copies.flatMap(forms) };
}

/** Replaces an element by a copy without listeners. The focus stays where it is. */
function copy(node, active) {
  const still = node.cloneNode(true);
  const place = node.contains(active) ? [...node.querySelectorAll('*')].indexOf(active) : -1;
  const [from, to] = active && 'selectionStart' in active ? [active.selectionStart, active.selectionEnd] : [];
  node.replaceWith(still);
  const focus = still.querySelectorAll('*')[place];
  if (focus) focus.focus({ preventScroll: true });
  if (focus && typeof from === 'number') focus.setSelectionRange(from, to);
  for (const button of still.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
  return still;
}

/** What a copy's reader types is kept; a form does not leave the page. */
function keep(still, thread) {
  still.addEventListener('submit', (event) => event.preventDefault());
  still.addEventListener('input', ({ target }) => {
    const form = target.tagName === 'TEXTAREA' && target.closest(FORMS);
    if (!form) return;
    const key = `causerie ${scope(thread)} ${form.dataset.id === undefined ? `draft ${form.dataset.parent}` : `edit ${form.dataset.id}`}`;
    try { localStorage.setItem(key, target.value); } catch (_) { /* without storage it stays in the form */ }
  });
}

/** Names the thread within its origin, as the module does. */
function scope(thread) {
  const variables = thread._attributes().filter(([name]) => /^data-(?!phase$|(also-)?auth)/.test(name));
  const canonical = (document.querySelector('link[rel=canonical]') || {}).href || '';
  const page = canonical.startsWith('http') ? canonical : location.href.replace(/#.*/, '');
  const key = thread.getAttribute('thread');
  return [thread.getAttribute('backend') || 'native', ...variables.map(([, value]) => value), key === null ? page : key].join(' ');
}

const forms = (still) => [...still.querySelectorAll('.causerie-form')].map((form) => {
  const parent = form.dataset.parent;
  return {
    selector: `.causerie-form[data-parent="${CSS.escape(parent)}"]`,
    opener: parent && `[data-id="${CSS.escape(parent)}"] .causerie-reply`,
    values: [...form.querySelectorAll('[name]')].map(({ name, value, checked }) => ({ name, value, checked })),
  };
});

/** Says in the reader's language what happened, beside what they were at, and offers to begin anew. */
function offer(thread, texts) {
  const root = thread.shadowRoot || thread;
  const { copies } = thread._kept;
  const button = make('button', 'retry');
  button.type = 'button';
  button.append(texts.reload || texts.retry);
  button.onclick = () => {
    if (button.getAttribute('aria-disabled')) return;
    button.setAttribute('aria-disabled', 'true');
    begin(thread, button);
  };
  const line = make('p', 'state', 'error');
  line.append(texts['problem-stopped'] || texts['cannot-load'], ' ', button);
  const told = make('div', '');
  told.setAttribute('role', 'alert');
  const active = focused(root);
  const near = copies.some((still) => still.contains(active)) && active.closest(`${FORMS}, article`);
  if (near || copies[0]) (near || copies[0]).before(told);
  else root.append(told);
  told.append(line); // after it is there, so that it is read aloud
  thread._stopped = told;
}

/** Starts a thread beside what is shown, which goes once there is something new; then what was typed is in its forms. */
async function begin(thread, button) {
  const { copies } = thread._kept;
  const kept = button ? copies.flatMap(forms) : thread._kept.forms;
  const told = thread._stopped;
  await new Promise((resolve) => {
    const look = () => thread.dataset.phase !== 'loading' && resolve(watch.disconnect());
    const watch = new MutationObserver(look);
    watch.observe(thread, { attributes: true, attributeFilter: ['data-phase'] });
    thread._start().then(look);
  });
  if (!thread._handle || /^(error|offline)$/.test(thread.dataset.phase)) return button && button.removeAttribute('aria-disabled');
  for (const gone of [...copies, told]) if (gone) gone.remove();
  thread._kept = undefined;
  const root = thread.shadowRoot || thread;
  for (const form of kept) await restore(root, form);
  if (!button) return;
  const { selector } = kept.find(isTyped) || {};
  const goal = root.querySelector(selector ? `${selector} [name=body]` : '.causerie-title') || root.querySelector('.causerie');
  if (!goal) return;
  if (!selector) goal.tabIndex = -1;
  goal.focus();
}

const isTyped = ({ values }) => values.some(({ name, value }) => name === 'body' && value.trim());
const focused = (root) => root.getRootNode().activeElement;

/** Finds or opens a form, and types again. */
async function restore(root, form) {
  const found = () => root.querySelector(form.selector);
  const opener = form.opener && !found() && isTyped(form) && root.querySelector(form.opener);
  if (opener) {
    opener.click();
    for (let frame = 0; frame < 100 && !found(); frame++) await new Promise(requestAnimationFrame);
  }
  if (found()) fill(found(), form.values);
}

function fill(form, values) {
  for (const { name, value, checked } of values) {
    const field = form.querySelector(`[name="${name}"]`);
    if (!field || (field.type === 'checkbox' ? field.checked === checked : field.value === value || !value)) continue;
    field.type === 'checkbox' ? (field.checked = checked) : (field.value = value);
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

/** The thread's texts; those for failures are in the second half of a catalog that was cut in two. */
async function words(thread, text) {
  const { catalog, late } = thread._words;
  const first = JSON.parse(catalog);
  const further = first.reload || !late ? {} : JSON.parse(await text(late).catch(() => '{}'));
  const own = [...thread.attributes].filter(({ name }) => name.startsWith('text-')).map(({ name, value }) => [name.slice(5), value]);
  return { ...first, ...further, ...Object.fromEntries(own) };
}

/** An element as the module makes them. A form of the page may have taken `document.createElement`'s name. */
function make(tag, ...names) {
  const made = Document.prototype.createElementNS.call(document, 'http://www.w3.org/1999/xhtml', tag);
  made.className = names.map((name) => (name ? `causerie-${name}` : 'causerie')).join(' ');
  if (names[0]) made.setAttribute('part', names.join(' '));
  return made;
}

const FORMS = '.causerie-form, .causerie-editor';
