/* Builds what the module wrote down (element.rs), in one call for a whole entry: a call across the border for each
   element and attribute was most of the time that long threads took. Texts stay texts, nothing is parsed as HTML. */

const models = []; // one node of each shape, to be copied, and where the values belong
const voices = new Map(); // by language, what tells dates (embed.js)
const untold = []; // dates that wait for it
const soon = window.requestIdleCallback || setTimeout;

/** Lets dates be told in a language. */
export function speak(lang, rules) {
  if (!voices.size) ['pointerover', 'focusin'].forEach((kind) => addEventListener(kind, tellInFull));
  voices.set(lang, rules);
}

// A date is told in full where a pointer rests or the focus is: for most nobody asks. Whatever else of the page is there is not
// asked anything: `form.matches` would be a field of that name.
function tellInFull(event) {
  const near = event.composedPath()[0];
  const time = [near, near.firstElementChild].find((one) => one instanceof HTMLTimeElement && one.className === 'causerie-time');
  const voice = time && voices.get((time.closest('[lang]') || time).lang);
  if (voice) time.title = voice.say('date', Date.parse(time.dateTime));
}

/** Builds one node like the model at a place, which is made where a shape is given. */
export function build(place, shape, words) {
  const { node, places } = shape ? models[place] = model(shape) : models[place], values = (words || '').split('\0');
  const root = node.cloneNode(true), nodes = all(root);
  let next = 0;
  const value = () => values[next++];
  for (const { at, sign, name } of places) put(nodes[at], sign, name, value);
  return root;
}

// Every value has its place in the model.
function model(shape) {
  const values = [];
  const node = draw(document.createDocumentFragment(), shape.split('\0'), (node, sign, name) => values.push({ node, sign, name })).firstChild;
  const nodes = all(node), places = values.map(({ node, sign, name }) => ({ at: nodes.indexOf(node), sign, name }));
  return { node, places };
}

function all(root) {
  const nodes = [root], walk = document.createTreeWalker(root);
  while (walk.nextNode()) nodes.push(walk.currentNode);
  return nodes;
}

function put(node, sign, name, next) {
  if (sign === '#') return others(node, next().split('\x01'), next().split('\x01'));
  if (sign === '@') return date(node, next());
  let value = next();
  if (value.includes('\x02')) value = value.replace(/\x02(.)/g, (_, letter) => String.fromCharCode(letter.charCodeAt() - 64));
  if (sign === '"') node.data = value;
  else if (sign === '=') node.setAttribute(name, value);
  else node[node.type === 'checkbox' ? 'checked' : 'value'] = value;
}

function others(node, shape, values) {
  let next = 0;
  const value = () => values[next++];
  draw(node, shape, (node, sign, name) => put(node, sign, name, value));
}

// A browser's first words for dates take it a while. Where they have not been made yet they come after the painting.
function date(time, words) {
  const [lang, millis, amount, unit] = words.split(' '), at = +millis, { isReady, say } = voices.get(lang);
  time.dateTime = `${new Date(at).toISOString().slice(0, -5)}Z`;
  const tell = () => {
    time.textContent = unit ? say('relative', amount, unit) : say('day', at);
  };
  if (isReady()) return tell();
  time.textContent = '\xa0'.repeat(20); // keeps the place
  if (untold.push(tell) < 2) requestAnimationFrame(() => soon(() => untold.splice(0).forEach((tell) => tell()), { timeout: 100 }));
}

// Draws a shape word by word and gives `take` what has a value.
function draw(root, shape, take) {
  let at = root;
  for (const word of shape) {
    const sign = word[0];
    if (sign === '<') at = at.appendChild(begin(word.slice(1)));
    else if (sign === '>') at = at.parentNode;
    else if (sign) take(sign === '"' ? at.appendChild(document.createTextNode('')) : at, sign, word.slice(1));
  }
  return root;
}

function begin(words) {
  const [name, ...pairs] = words.split('\n'), element = document.createElement(name);
  for (let at = 0; at < pairs.length; at += 2) element.setAttribute(pairs[at], pairs[at + 1]);
  return element;
}

/** Makes of `live`, which looked like `from` when it was built, what looks like `to`; returns what stands in its place. */
export function patch(live, from, to) {
  if (!isSame(from, to)) return to;
  const held = [...to.querySelectorAll('[name]')].map(({ name, value, checked }) => [name, { value, checked }]);
  update(live, from, to);
  // What a control holds may have changed without being written down.
  for (const [name, values] of held) {
    const control = live.querySelector(`[name=${name}]`);
    for (const what in values) if (control && control[what] !== values[what]) control[what] = values[what];
  }
  return live;
}

// `form.name` would be a field of that name.
const named = (node) => [node.nodeName, node.className, ...['name', 'data-field'].map((name) => node.attributes && node.getAttribute(name))].join();
const isSame = (one, other) => named(one) === named(other);

// Only what differs is touched: focus, selection and what others did to an element stay.
function update(live, from, to) {
  if (from.isEqualNode(to)) return;
  if (live.nodeName !== to.nodeName) return live.replaceWith(to);
  if (!to.attributes) return live.data = to.data;
  for (const { name } of from.attributes) if (!to.hasAttribute(name)) live.removeAttribute(name);
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) live.setAttribute(name, value);
  const old = [...from.childNodes];
  // The form in which an entry is answered stands in it, but is not written with it (drawn.rs).
  const all = [...live.childNodes].filter((node) => node.nodeName !== 'FORM' || !node.classList.contains('causerie-form'));
  let there = all, at = 0;
  if (there.length !== old.length) there = there.filter((node) => at < old.length && isSame(node, old[at]) && ++at); // ours alone
  if (there.length < old.length) {
    all.forEach((node) => node.remove());
    return live.prepend(...to.childNodes);
  }
  let last; // of ours; what others put behind it stays behind
  at = 0;
  for (const child of [...to.childNodes]) {
    const found = old.findIndex((one, place) => place >= at && isSame(one, child));
    if (found < 0) {
      live.insertBefore(child, there[at] || last && last.nextSibling || null);
      last = child;
      continue;
    }
    while (at < found) there[at++].remove();
    last = there[at];
    update(last, old[at++], child);
  }
  while (at < old.length) there[at++].remove();
}
