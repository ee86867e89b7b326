// Compares a comment with what the browser's own parser makes of it: the same words, the same links.
'use strict';
document.kept = (article, html, note) => {
  // Pictures would be asked for as soon as they stand in the page.
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  body.querySelectorAll('img').forEach((picture) => picture.replaceWith(picture.alt));
  const meant = document.createElement('div');
  meant.append(...body.childNodes);
  document.body.append(meant);
  const words = (element) => element.innerText.replace(/\s+/g, ' ').trim();
  const links = (element) => [...element.querySelectorAll('a[href]')].map((link) => link.href).filter((href) => !href.includes('#comment-')).join(' ');
  const shown = article.querySelector('.causerie-body');
  if (words(shown) !== words(meant)) note(`“${words(shown)}” instead of “${words(meant)}”`);
  const base = new URL(article.closest('causerie-thread').dataset.base, document.baseURI);
  meant.querySelectorAll('a[href]').forEach((link) => link.setAttribute('href', new URL(link.getAttribute('href'), base)));
  if (links(shown) !== links(meant)) note(`links to ${links(shown)} instead of ${links(meant)}`);
  meant.remove();
};
