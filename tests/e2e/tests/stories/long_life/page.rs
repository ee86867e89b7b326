//! What the stories put before a page's own scripts: a backend inside the page, a clock that a test moves, and counts of
//! everything that could outlive a thread.

/// `document.world` holds the module's memory, `asks` (requests on their way), `streams` (open ones), `timers` and `listeners`
/// (of the window and the document), `answer` (a function of the address, or nothing for the real network), `now`, `pass(ms)`.
pub(super) const PAGE: &str = r"(() => {
  const world = document.world = { asks: 0, asked: 0, streams: new Set(), timers: new Map(), listeners: 0, intervals: new Map(), passed: 0 };
  for (const name of ['instantiateStreaming', 'instantiate']) {
    const start = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await start.apply(WebAssembly, given);
      world.memory = (made.instance || made).exports.memory || world.memory;
      return made;
    };
  }
  const ask = window.fetch;
  window.fetch = async (url, init) => {
    world.asks += 1;
    world.asked += 1;
    try {
      const answer = world.answer && await world.answer(String(url), init);
      return answer ? new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } }) : await ask.call(window, url, init);
    } finally { world.asks -= 1; }
  };
  window.EventSource = class extends EventTarget {
    constructor(url) { super(); this.url = url; world.streams.add(this); }
    close() { world.streams.delete(this); }
    tell(name) { this.dispatchEvent(new MessageEvent(name, { data: '{}' })); }
  };
  const [later, never] = [window.setTimeout, window.clearTimeout];
  world.later = later.bind(window);
  window.setTimeout = (run, ms, ...given) => {
    if (ms > 1e7) return 0; // the browser's driver sets one of hours for each script, and never takes it back
    const id = later.call(window, (...all) => { world.timers.delete(id); run(...all); }, ms, ...given);
    world.timers.set(id, ms);
    return id;
  };
  window.clearTimeout = (id) => { world.timers.delete(id); never.call(window, id); };
  // An interval is the test's to run.
  let ids = 1e6;
  window.setInterval = (run, ms) => { ids += 1; world.intervals.set(ids, { run, ms, due: world.passed + ms }); return ids; };
  window.clearInterval = (id) => world.intervals.delete(id);
  const now = Date.now;
  Date.now = () => now() + world.passed;
  world.pass = (ms) => {
    world.passed += ms;
    for (const interval of world.intervals.values())
      for (; interval.due <= world.passed; interval.due += interval.ms) interval.run();
  };
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const isShared = (target) => !target || target === window || target === document || target === document.body;
  EventTarget.prototype.addEventListener = function (...given) {
    if (isShared(this)) world.listeners += 1;
    return addEventListener.apply(this || window, given);
  };
  EventTarget.prototype.removeEventListener = function (...given) {
    if (isShared(this)) world.listeners -= 1;
    return removeEventListener.apply(this || window, given);
  };
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  // Lets everything else have its turn, without the four milliseconds of a timer.
  world.turn = () => new Promise((done) => { waiting.push(done); channel.port2.postMessage(0); });
  world.until = async (is) => {
    for (let turns = 0; !is(); turns += 1) {
      if (turns > 20000) throw new Error(`waited in vain for ${is}`);
      await world.turn();
    }
  };
  world.place = (base, more = {}) => {
    const it = document.createElement('causerie-thread');
    for (const [name, value] of Object.entries({ 'data-base': base, load: 'eager', ...more })) it.setAttribute(name, value);
    return it;
  };
  world.comment = (id, text, more = {}) => ({ id: String(id), kind: 'comment', state: 'approved', created: '2011-05-18T09:12:00Z',
    author: { name: 'Ann' }, body: { html: `<p>${text}</p>` }, can: { reply: true }, ...more });
  world.thread = (items, can = {}) => ({ thread: { key: '/', state: 'open', can: { create: true, anonymous: true, ...can },
    form: { name: 'required', email: 'optional', url: 'optional' } }, total: items.length, roots: items.length, items, next: null });
  // Another thread each time: a text that changes, a comment that leaves, one that is new.
  world.changing = (n, can) => world.thread([world.comment(1, `text ${n}`), world.comment(`n${n}`, 'new'), world.comment(`o${n >> 3}`, 'older')], can);
})();";
