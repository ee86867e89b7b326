// Does to a stranger's text all that could make a script in it run.
'use strict';
(() => {
  const EVENTS =
    'abort animationend animationiteration animationstart auxclick beforecopy beforeinput beforetoggle blur canplay change contextmenu copy cut dblclick drag dragend dragenter dragover dragstart drop error focus focusin focusout input invalid keydown keypress keyup load loadstart message mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel paste pointerdown pointerenter pointerover pointerup reset resize scroll scrollend search select submit toggle touchend touchstart transitionend unload wheel'.split(
      ' ',
    );
  const MOST = 40;
  // A thread of thousands is one that a machine has made: its entries are alike.
  const ENTRIES = 500;

  // A link to the web would lead away from the page; any other may show what it can do.
  addEventListener(
    'click',
    (event) => {
      const link = event.composedPath().find((element) => element.localName === 'a');
      if (link && /^(https?|mailto):/.test(link.protocol)) event.preventDefault();
    },
    true,
  );

  // Gives what fired in each entry: [[id, what], …].
  document.fire = (root) => {
    const fired = [];
    const { noted } = document;
    for (const article of [...root.querySelectorAll('article, .causerie-state, .causerie-header')].slice(0, ENTRIES)) {
      const before = noted.fired.length;
      const elements = article.querySelectorAll(
        '.causerie-body, .causerie-body *, .causerie-excerpt, .causerie-author-link, .causerie-author-name, .causerie-source, .causerie-site, .causerie-avatar, .causerie-badge',
      );
      for (const element of [...elements].slice(0, MOST)) {
        for (const type of EVENTS) element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
        element.focus?.();
        element.click?.();
      }
      for (const what of noted.fired.slice(before)) fired.push([article.dataset.id ?? '', `fired: ${what}`]);
    }
    return fired;
  };

  // What was asked for at other sites.
  document.offsite = () => performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => name.startsWith('http') && new URL(name).origin !== location.origin);
})();
