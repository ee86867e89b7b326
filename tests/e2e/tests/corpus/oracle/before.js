// Stands in the page before anything else: notes what fires, what is asked for, what takes long.
'use strict';
(() => {
  const noted = { fired: [], errors: [], violations: [], longest: 0 };
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval']) {
    const own = window[name];
    window[name] = (...given) => {
      noted.fired.push(`${name}(${String(given[0]).slice(0, 60)})`);
      return name === 'eval' ? own(...given) : null;
    };
  }
  // What payloads call that bring no dialog.
  for (const name of ['xss', 'fired', 'pwned']) {
    window[name] = () => noted.fired.push(name);
  }
  addEventListener('error', (event) => event instanceof ErrorEvent && noted.errors.push(event.message));
  addEventListener('unhandledrejection', (event) => noted.errors.push(String(event.reason)));
  addEventListener('securitypolicyviolation', (event) => noted.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  performance.setResourceTimingBufferSize(5000);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) noted.longest = Math.max(noted.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  new MutationObserver(() => {
    if (!noted.drawn && document.querySelector('article, .causerie-error')) noted.drawn = performance.now();
  }).observe(document, { childList: true, subtree: true });
  // Milliseconds between the answer and what it was made of.
  document.took = () => {
    const lists = performance.getEntriesByType('resource').filter(({ name }) => /^\/api\/\d+\/(list|v1\/comments)$/.test(new URL(name).pathname));
    const last = Math.max(0, ...lists.map((list) => list.responseEnd));
    return noted.drawn && last ? Math.max(0, noted.drawn - last) : 0;
  };
  document.noted = noted;
  document.prototypes = () => [Object, Array, String, Function].map((of) => Object.getOwnPropertyNames(of.prototype).join()).join();
  document.prototypesBefore = document.prototypes();
})();
