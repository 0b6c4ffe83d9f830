/**
 * Nodes of HTML that the site's own renderer wrote and made safe (plugins/xueku/render/safe.py), from the question bank. Nothing that a
 * reader typed may come here. A parsed document runs no script.
 */
export function fromSite(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(...Array.from(new DOMParser().parseFromString(html, "text/html").body.childNodes));
  return fragment;
}
