/* Builds what the module wrote down (element.rs), in one call for a whole entry: a call across the border for each
   element and attribute was most of the time that long threads took. Texts stay texts, nothing is parsed as HTML. */

const shapes = new Map(); // how nodes look that differ in values only: a model to copy, and where the values belong
const VALUES = /(^|\0)(["~#@]|=\S+ )([^\0]*)/g;
const voices = new Map(); // by language, what tells dates (embed.js)
const untold = []; // dates that wait for it
const soon = window.requestIdleCallback || setTimeout;

/** Lets dates be told in a language. */
export function speak(lang, rules) {
  voices.set(lang, rules);
}

/** Builds one node. */
export function build(words) {
  const values = [];
  const shape = words.replace(VALUES, (_, before, sign, value) => (values.push(value), before + sign));
  const { model, places } = shapes.get(shape) || learn(shape);
  const root = model.cloneNode(true), nodes = all(root);
  places.forEach(({ at, sign, name }, place) => put(nodes[at], sign, name, values[place]));
  return root;
}

function all(root) {
  const nodes = [root], walk = document.createTreeWalker(root);
  while (walk.nextNode()) nodes.push(walk.currentNode);
  return nodes;
}

function put(node, sign, name, words) {
  if (sign === '#') return draw(node, words.split('\x01'), put);
  if (sign === '@') return date(node, words);
  const value = words.replace(/\x02(.)/g, (_, letter) => String.fromCharCode(letter.charCodeAt() - 64));
  if (sign === '"') node.data = value;
  else if (sign === '=') node.setAttribute(name, value);
  else node[node.type === 'checkbox' ? 'checked' : 'value'] = value;
}

// A browser's first words for dates take it a while. Where they have not been made yet they come after the painting.
function date(time, words) {
  const [lang, millis, amount, unit] = words.split(' '), at = +millis, { isReady, say } = voices.get(lang);
  time.dateTime = `${new Date(at).toISOString().slice(0, -5)}Z`;
  const tell = () => {
    time.title = say('date', at);
    time.textContent = unit ? say('relative', amount, unit) : say('day', at);
  };
  if (isReady()) return tell();
  time.textContent = '\xa0'.repeat(20); // keeps the place
  if (untold.push(tell) < 2) requestAnimationFrame(() => soon(() => untold.splice(0).forEach((tell) => tell()), { timeout: 100 }));
}

// Every value has its place in the model.
function learn(shape) {
  const values = [];
  const model = draw(document.createDocumentFragment(), shape.split('\0'), (node, sign, name) => values.push({ node, sign, name })).firstChild;
  const nodes = all(model), places = values.map(({ node, sign, name }) => ({ at: nodes.indexOf(node), sign, name }));
  if (shapes.size > 999) shapes.clear();
  shapes.set(shape, { model, places });
  return { model, places };
}

// Draws words one by one and gives each value to `put`.
function draw(root, words, put) {
  let at = root;
  for (const word of words) {
    const sign = word[0], end = sign === '=' ? word.indexOf(' ') : 0;
    if (sign === '<') at = at.appendChild(begin(word.slice(1)));
    else if (sign === '>') at = at.parentNode;
    else if (sign) put(sign === '"' ? at.appendChild(document.createTextNode('')) : at, sign, word.slice(1, end), word.slice(end + 1));
  }
  return root;
}

function begin(words) {
  const [name, ...pairs] = words.split('\n'), element = document.createElement(name);
  for (let at = 0; at < pairs.length; at += 2) element.setAttribute(pairs[at], pairs[at + 1]);
  return element;
}

/** Makes of `live`, which was built of `before`, what would be built of `after`; returns what stands in its place. */
export function patch(live, before, after) {
  const from = build(before), to = build(after);
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
  let there = [...live.childNodes], at = 0;
  if (there.length !== old.length) there = there.filter((node) => at < old.length && isSame(node, old[at]) && ++at); // ours alone
  if (there.length < old.length) return live.replaceChildren(...to.childNodes);
  at = 0;
  for (const child of [...to.childNodes]) {
    const found = old.findIndex((one, place) => place >= at && isSame(one, child));
    if (found < 0) {
      live.insertBefore(child, there[at] || null);
      continue;
    }
    while (at < found) there[at++].remove();
    update(there[at], old[at++], child);
  }
  while (at < old.length) there[at++].remove();
}
