// Says the widgets' own words in the reader's language. What stands in documents, tables and charts of the page is never
// looked at: only the frame that widgets put around it.
const NOT_THEIRS =
  '[data-testid="stHtml"], [data-testid="stMarkdownContainer"]:not([data-testid="stFileUploader"] *), .linked, .dl-player, style, script';
const NAMES = ["aria-label", "title", "placeholder"];
const WATCHED = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES };

export default function ({ data }) {
  const page = (window.datelineWords ??= { said: new Map() });
  document.documentElement.lang = data.language;
  if (page.language === data.language) return;
  page.language = data.language;
  page.observer?.disconnect();
  for (const [node, before] of page.said) if (node.isConnected) restore(node, before);
  page.said.clear();
  page.sentences = Object.entries(data.words).map(([english, own]) => [pattern(english), own]);
  if (!page.sentences.length) return;
  page.observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach((node) => translate(page, node));
      else translate(page, change.target, change.type === "attributes");
    }
  });
  translate(page, document.body);
  page.observer.observe(document.body, WATCHED);
}

const pattern = (english) =>
  new RegExp(`^${english.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, "(?<$1>.+?)")}$`, "s");

function own(page, text) {
  for (const [english, words] of page.sentences) {
    const found = text.match(english);
    if (found) return words.replace(/\{(\w+)\}/g, (_, name) => found.groups[name]);
  }
  return null;
}

function translate(page, root, alone = false) {
  const element = root.nodeType === Node.ELEMENT_NODE ? root : root.parentElement;
  if (!element || element.closest(NOT_THEIRS)) return;
  if (root.nodeType === Node.TEXT_NODE) return say(page, root);
  names(page, element);
  if (alone) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && node.matches(NOT_THEIRS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) (walker.currentNode.nodeType === Node.TEXT_NODE ? say : names)(page, walker.currentNode);
}

function say(page, node) {
  const words = node.data.trim() && own(page, node.data.trim());
  if (!words) return;
  page.said.set(node, { text: node.data });
  node.data = words;
}

function names(page, element) {
  for (const name of NAMES) {
    const words = element.hasAttribute(name) && own(page, element.getAttribute(name));
    if (!words) continue;
    page.said.set(element, { ...page.said.get(element), [name]: element.getAttribute(name) });
    element.setAttribute(name, words);
  }
}

function restore(node, { text, ...attributes }) {
  if (text !== undefined) node.data = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}
