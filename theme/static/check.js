// The publisher's self-check: does a pasted copy keep the terms of an article? Nothing leaves the page.
//
// The same questions as `imprint check-copy` asks, with the same verdicts: one set of cases runs against both.
// Each part below carries the name of the module of the package whose counterpart it is.

// words -----------------------------------------------------------------------------------------------------------

const UNSEEN_CHARACTERS = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u3164\ufeff\uffa0\u202a-\u202e\u2066-\u2069]/g;
const FRACTIONS = { "½": "1/2", "¼": "1/4", "¾": "3/4", "×": "x" };
const APOSTROPHES = "'\u2018\u2019\u02bc\u00b4`\u2032\uff07";
const TOKEN = new RegExp(`(\\((?:c|tm|r)\\))|([\\p{L}\\p{N}]+(?:[${APOSTROPHES}][\\p{L}\\p{N}]+)*)|(\u2026|\\.{2,})|([^\\p{L}\\p{N}_\\s])`, "giu");
const ITEM = /^\s*(?:[-\u2010-\u2015*•·◦▪‣>#|~]\s*)*(?:\(?(?:\d{1,3}|[A-Za-z])[.)]\s+)?/u;
const NOT_COUNTED = new Set("\"“”„‟«»‹›″'‘’‚‛ʼ´`′-‐‑‒–—―−*_~|#>•·◦▪‣►■□◆¶🔗");
const LIGATURES = { ﬀ: "ff", ﬁ: "fi", ﬂ: "fl", ﬃ: "ffi", ﬄ: "ffl", ﬅ: "st", ﬆ: "st" };
const SIGNS = { "(c)": "©", "(tm)": "™", "(r)": "®" };

const settled = (text) => text.replace(UNSEEN_CHARACTERS, "").replace(/[½¼¾×]/g, (each) => FRACTIONS[each]).normalize("NFC");

function wordsOf(text) {
  const found = [];
  TOKEN.lastIndex = ITEM.exec(text)[0].length;
  for (let match; (match = TOKEN.exec(text)); ) {
    const [whole, sign, word, dots] = match;
    let key = whole;
    if (sign) key = SIGNS[whole.toLowerCase()];
    else if (word) key = whole.replace(new RegExp(`[${APOSTROPHES}]`, "g"), "'").replace(/[ﬀﬁﬂﬃﬄﬅﬆ]/g, (each) => LIGATURES[each]);
    else if (dots) key = "...";
    else if (NOT_COUNTED.has(whole)) continue;
    found.push({ key, start: match.index, end: match.index + whole.length });
  }
  return found;
}

const keysOf = (text) => settled(text).split("\n").flatMap((line) => wordsOf(line).map((word) => word.key));
const squeezed = (text) => text.split(/\s+/).filter(Boolean).join(" ");

// stream ----------------------------------------------------------------------------------------------------------

const lastAtOrBefore = (count, valueAt, wanted) => {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

class Stream {
  constructor(medium) {
    Object.assign(this, { medium, keys: [], spans: [], blocks: [], anchors: [], hidden: [], head: {}, whole: false });
    Object.assign(this, { pieces: [], runs: [], marks: [], length: 0, level: 0 });
  }
  text(text, element = null) {
    text = settled(text);
    if (!text) return;
    this.runs.push({ start: this.length, element });
    this.pieces.push(text);
    this.length += text.length;
  }
  space() {
    if (this.pieces.length) {
      this.pieces.push(" ");
      this.length += 1;
    }
  }
  mark() {
    const place = { word: 0 };
    this.marks.push([this.length, place]);
    return place;
  }
  endBlock() {
    const first = this.keys.length;
    if (this.pieces.length) {
      const text = this.pieces.join("").replace(/\n/g, " ");
      const words = wordsOf(text);
      const number = this.blocks.length;
      for (const word of words) {
        this.keys.push(word.key);
        this.spans.push([number, word.start, word.end]);
      }
      if (words.length) this.blocks.push({ text, runs: this.runs, first, level: this.level });
      for (const [offset, place] of this.marks) {
        let at = lastAtOrBefore(words.length, (each) => words[each].start, offset - 1);
        if (at && words[at - 1].end > offset) at -= 1;
        place.word = first + at;
      }
      this.pieces = [];
      this.runs = [];
      this.length = 0;
    } else {
      for (const [, place] of this.marks) place.word = first;
    }
    this.marks = [];
  }
  blockNumber(word) {
    return word < this.spans.length ? this.spans[word][0] : this.blocks.length;
  }
  blockEnd(number) {
    return number + 1 < this.blocks.length ? this.blocks[number + 1].first : this.keys.length;
  }
  blockKeys(number) {
    return this.keys.slice(this.blocks[number].first, this.blockEnd(number));
  }
  run(word) {
    const [number, start] = this.spans[word];
    const { runs } = this.blocks[number];
    return runs[lastAtOrBefore(runs.length, (each) => runs[each].start, start) - 1];
  }
  show(start, end) {
    const pieces = [];
    for (let at = start; at < end; ) {
      const [number, begins] = this.spans[at];
      let last = at;
      while (last + 1 < end && this.spans[last + 1][0] === number) last += 1;
      pieces.push(this.blocks[number].text.slice(begins, this.spans[last][2]));
      at = last + 1;
    }
    return squeezed(pieces.join(" "));
  }
}

// html_stream -----------------------------------------------------------------------------------------------------

const HTML = "http://www.w3.org/1999/xhtml";
const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr amp-anchor".split(" "),
);
const NOT_THE_PAGE = new Set(
  "script style template noscript title meta link datalist param source track iframe object video audio canvas noembed noframes embed applet portal fencedframe textarea select option optgroup input".split(" "),
);
const NOT_TEXT = new Set(["inside <script>", "inside <style>", "inside <title>"]);
const INVISIBLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\s*(?:!\s*important\s*)?(?:;|$)/i;
const COMMENT = /<!--([^]*?)(?:--!?>|$(?![^]))|(<template\b[^]*?(?:<\/template\b|$(?![^])))/gi;
const NOSCRIPT = "text/x-noscript";

const styleOf = (element) => element.getAttribute("data-style") || "";
const chainOf = function* (element) {
  for (let each = element; each; each = each.parentElement) yield each;
};

function unseenByMarkup(element) {
  const name = element.localName;
  if (element.namespaceURI !== HTML) return name === "svg" || name === "math" ? `inside <${name}>` : "";
  if (name === "script" && element.type === NOSCRIPT) return "inside <noscript>";
  if (NOT_THE_PAGE.has(name)) return `inside <${name}>`;
  if (element.hasAttribute("hidden")) return `hidden by the attribute hidden of <${name}>`;
  const found = INVISIBLE.exec(styleOf(element));
  return found ? `hidden by style="${found[0].replace(/^[; ]+|[; ]+$/g, "")}" of <${name}>` : "";
}

const decodedText = (text) => {
  const area = document.createElement("textarea");
  area.innerHTML = text.replace(/</g, "&lt;");
  return area.value;
};

function withoutTags(source) {
  const addresses = [...source.matchAll(/href\s*=\s*["']?([^"'\s>]{1,2000})/g)].map((each) => each[1]).join(" ");
  return decodedText(`${source.replace(/<[^<>]*>/g, " ")}\n${addresses}`);
}

function streamOfHtml(root, stream, source) {
  const open = [];
  const links = [];
  const stack = [[root, ""]];
  while (stack.length) {
    const [node, unseen] = stack.pop();
    if (typeof node === "string") {
      if (node === "space") stream.space();
      else if (node === "link") open.pop().end = stream.mark();
      else {
        stream.endBlock();
        if (node === "heading") stream.level = 0;
      }
    } else if (node.nodeType === Node.TEXT_NODE) {
      if (unseen) {
        if (!NOT_TEXT.has(unseen) && node.data.trim()) {
          stream.hidden.push({ text: unseen === "inside <noscript>" ? withoutTags(node.data) : node.data, reason: unseen });
          for (const link of open) if (link.unseen) link.text += node.data;
        }
      } else {
        stream.text(node.data, node.parentElement);
        for (const link of open) link.text += node.data;
      }
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const name = node.localName;
      const why = unseen || unseenByMarkup(node);
      if (name === "br") {
        stream.endBlock();
        continue;
      }
      if (name === "img" && !why && (node.getAttribute("alt") || "").trim()) for (const link of open) link.image = true;
      if ((name === "a" || name === "area") && node.hasAttribute("href")) {
        const image = name === "area" && Boolean((node.getAttribute("alt") || "").trim());
        const link = { element: node, start: stream.mark(), unseen: why, text: "", image, end: null };
        links.push(link);
        open.push(link);
        stack.push(["link", ""]);
      } else if (name === "sup" && !why) {
        stream.space();
        stack.push(["space", ""]);
      } else if (!why && node.namespaceURI === HTML && !INLINE.has(name) && name !== "html") {
        stream.endBlock();
        const level = /^h[1-6]$/.test(name) ? Number(name[1]) : 0;
        stream.level = level || stream.level;
        stack.push([level ? "heading" : "block", ""]);
      }
      for (let each = node.lastChild; each; each = each.previousSibling) stack.push([each, why]);
    }
  }
  stream.endBlock();
  stream.anchors = links.map((link) => ({
    href: link.element.getAttribute("href"),
    text: squeezed(link.text),
    at: link.start.word,
    end: Math.max(link.start.word, link.end ? link.end.word : 0),
    rel: link.element.getAttribute("rel") || "",
    image: link.image,
    unseen: link.unseen,
    element: link.element,
    printed: false,
  }));
  for (const match of source.matchAll(COMMENT)) {
    const inComment = match[1] !== undefined;
    stream.hidden.push({ text: withoutTags(inComment ? match[1] : match[2]), reason: inComment ? "in a comment" : "inside <template>" });
  }
  return stream;
}

function headOf(parsed) {
  const robots = [...parsed.querySelectorAll("meta[name]")].filter((each) => ["robots", "googlebot", "bingbot"].includes(each.name.trim().toLowerCase()));
  const canonical = [...parsed.querySelectorAll("link[href]")].find((each) => (each.getAttribute("rel") || "").toLowerCase().split(/\s+/).includes("canonical"));
  const base = parsed.querySelector("base[href]");
  return {
    title: squeezed(parsed.querySelector("title")?.textContent || ""),
    base: base ? base.getAttribute("href") : "",
    canonical: canonical ? canonical.getAttribute("href") : "",
    robots: robots.map((each) => each.getAttribute("content") || ""),
  };
}

// sight -----------------------------------------------------------------------------------------------------------

const FAR = -500;
const pixels = (value) => (value && value.endsWith("px") ? parseFloat(value) : 0);

function alphaOf(colour) {
  const parts = /^rgba?\(([^)]*)\)$/.exec(colour)?.[1].split(/[\s,/]+/).filter(Boolean) || [];
  return parts.length > 3 ? parseFloat(parts[3]) : 1;
}

// A page laid out where nobody sees it: without scripts, without anything that would be fetched, its styles put in by rule and not by markup, so
// that the content security policy of this page holds for it as well.
class Sight {
  constructor(parsed) {
    this.missing = [];
    const sheets = [];
    for (const each of parsed.querySelectorAll("link[href], style")) {
      if (each.localName === "style") {
        const type = (each.getAttribute("type") || "").trim().toLowerCase();
        if (!type || type === "text/css") sheets.push([each.textContent, each.getAttribute("media") || ""]);
        continue;
      }
      const rel = (each.getAttribute("rel") || "").toLowerCase().split(/\s+/);
      const href = each.getAttribute("href").trim();
      const forPrint = (each.getAttribute("media") || "").trim().toLowerCase() === "print";
      if (rel.includes("stylesheet") && !rel.includes("alternate") && href && !forPrint && !href.startsWith("data:")) this.missing.push(href);
    }
    for (const each of parsed.querySelectorAll("link, meta, base, style")) each.remove();
    for (const each of parsed.querySelectorAll("script")) if (each.type !== NOSCRIPT) each.remove();
    for (const each of parsed.querySelectorAll("*")) {
      for (const { name, value } of [...each.attributes]) {
        if (name === "style") each.setAttribute("data-style", value);
        const kept = name === "href" ? ["a", "area"].includes(each.localName) : !/^(?:style|src|srcset|imagesrcset|poster|background|data|action|formaction|ping|on.*|xlink:href)$/i.test(name);
        if (!kept) each.removeAttribute(name);
      }
      if (["iframe", "frame", "object", "embed"].includes(each.localName)) each.removeAttribute("srcdoc");
    }
    const frame = document.createElement("iframe");
    frame.tabIndex = -1;
    frame.setAttribute("aria-hidden", "true");
    frame.style.cssText = "position:fixed;left:-20000px;top:0;width:1280px;height:800px;border:0";
    document.body.append(frame);
    this.frame = frame;
    const page = frame.contentDocument;
    page.replaceChild(page.adoptNode(parsed.documentElement), page.documentElement);
    this.root = page.documentElement;
    const view = frame.contentWindow;
    page.adoptedStyleSheets = sheets.map(([text, media]) => {
      const sheet = new view.CSSStyleSheet(media ? { media } : {});
      sheet.replaceSync(Sight.harmless(text));
      return sheet;
    });
    for (const each of page.querySelectorAll("[data-style]")) if (each.style) each.style.cssText = Sight.harmless(each.getAttribute("data-style"));
    this.view = view;
  }
  // A picture stays a picture, but none is fetched.
  static harmless(css) {
    return css.replace(/@import[^;]*;?/gi, "").replace(/url\(\s*(?:"[^"]*"|'[^']*'|[^)]*)\)/gi, "linear-gradient(#808080,#707070)");
  }
  close() {
    this.frame.remove();
  }
  style(element) {
    return this.view.getComputedStyle(element);
  }
  obstacle(element) {
    let doubt = null;
    let below = null;
    for (const each of chainOf(element)) {
      const reason = unseenByMarkup(each);
      if (reason) return { sure: true, reason };
      if (each.hasAttribute("inert")) return { sure: true, reason: `made inert by an attribute of <${each.localName}>` };
      if (["details", "dialog"].includes(each.localName) && !each.hasAttribute("open") && below?.localName !== "summary") {
        doubt = doubt || { sure: false, reason: `inside <${each.localName}> that a reader has to open` };
      }
      if (each.hasAttribute("popover")) doubt = doubt || { sure: false, reason: "inside a popover that a reader has to open" };
      below = each;
    }
    const reason = this.hiding(element);
    return reason ? { sure: true, reason } : doubt;
  }
  hiding(element) {
    const style = this.style(element);
    let opacity = 1;
    for (const each of chainOf(element)) {
      // What a browser itself shuts until a reader opens it is in doubt, not hidden.
      const shut = (each.localName === "dialog" && !each.hasAttribute("open")) || each.hasAttribute("popover");
      const reason = shut ? "" : this.hidingBox(this.style(each));
      if (reason) return reason;
      opacity *= parseFloat(this.style(each).opacity);
    }
    if (style.visibility !== "visible") return "invisible (visibility: hidden)";
    if (parseFloat(style.fontSize) < 2) return `too small to see (${parseFloat(style.fontSize)} px)`;
    if (pixels(style.textIndent) < FAR) return "moved off the page (text-indent)";
    if (alphaOf(style.color) < 0.1) return "of a transparent colour";
    if (this.ground(element) === style.color) return "of the colour of its background";
    return opacity < 0.1 ? `transparent (opacity ${opacity})` : "";
  }
  hidingBox(style) {
    if (style.display === "none") return "not displayed (display: none)";
    const outside = style.position === "absolute" || style.position === "fixed";
    if (outside && ["left", "top", "right", "bottom"].some((side) => pixels(style[side]) < FAR)) return "moved off the page";
    if (pixels(style.marginLeft) < FAR || pixels(style.marginTop) < FAR) return "moved off the page by a margin";
    if (outside && /^rect\((0|1)px,? \1px,? \1px,? \1px\)$/.test(style.clip)) return "clipped away (clip)";
    if (/^(?:inset\((?:50|100)%\)|circle\(0(?:px)?(?: at .*)?\))$/.test(style.clipPath)) return "clipped away (clip-path)";
    if (/hidden|clip/.test(style.overflowX + style.overflowY) && style.display !== "inline") {
      for (const side of ["width", "height"]) if (style[side].endsWith("px") && parseFloat(style[side]) <= 1) return `cut down to nothing (${side})`;
    }
    return /^matrix\(0, 0, 0, 0,/.test(style.transform) ? "scaled down to nothing (transform)" : "";
  }
  ground(element) {
    for (const each of chainOf(element)) {
      const style = this.style(each);
      if (style.backgroundImage !== "none") return null;
      const alpha = alphaOf(style.backgroundColor);
      if (alpha >= 1) return style.backgroundColor;
      if (alpha > 0) return null;
    }
    return "rgb(255, 255, 255)";
  }
}

// text_stream -----------------------------------------------------------------------------------------------------

const ADDRESS = /(?<![\p{L}\p{N}_@/.-])(?:https?:\/\/|www\.)[^\s<>"“”\\^`{|}[\]]{3,2000}/giu;
const TRAILING = /[.,;:!?)'’"*_~]+$/;
const LINK =
  /\\([!-/:-@[-`{-~])|<(https?:\/\/[^\s<>]{1,2000})>|(!?)\[((?:[^[\]\\\n]|\\.){0,500})\](?:\(\s*<?([^\s()<>]{0,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,2000})?)>?(?:\s+(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))?\s*\)|\[([^[\]\n]{0,200})\])?|(?<!`)(`{1,4})(?!`)(.{1,2000}?)(?<!`)\7(?!`)|<a(?:\s+(?:title|target|rel)="[^"<>]{0,300}")*\s+href="([^"<>]{1,2000})"(?:\s+(?:title|target|rel)="[^"<>]{0,300}")*\s*>([^<>]{1,500})<\/a>|<\/?([a-z][a-z0-9-]{0,30})(?:\s[^<>]{0,500})?\/?>|(&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)/gi;
const RUNS_ON = new Set("a abbr b cite code del em i ins kbd mark q s samp small span strong sub sup u var".split(" "));
const unescaped = (reference) => new DOMParser().parseFromString(`<p>${reference}`, "text/html").body.textContent;
const BROKEN_LINK = /\[([^[\]\\\n]{0,300}(?:\n[^[\]\\\n]{1,300}){1,3})\](\(\s*<?[^\s()<>]{1,2000}>?[^()\n]{0,300}\)|\[[^[\]\n]{0,200}\])/g;
const DEFINITION = /^ {0,3}\[([^[\]\n]{1,200})\]:\s*<?([^\s<>]{1,2000})>?(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*$/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$/;
const RULED = /^ {0,3}(?:=+|-+)[ \t]*$/;

function streamOfText(text, medium) {
  const stream = new Stream(medium);
  const links = [];
  text = text.replace(/\r\n?/g, "\n");
  if (medium === "markdown") {
    text = text.replace(/<!--[^]*?(?:-->|$(?![^]))/g, (whole) => {
      stream.hidden.push({ text: whole.slice(4).replace(/-->$/, ""), reason: "in a comment" });
      return "\n".repeat(whole.split("\n").length - 1);
    });
  }
  if (medium === "markdown") text = text.replace(BROKEN_LINK, (whole, words, target) => `[${squeezed(words)}]${target}${"\n".repeat(words.split("\n").length - 1)}`);
  const lines = text.split("\n");
  const references = new Map();
  if (medium === "markdown") {
    lines.forEach((line, number) => {
      const found = DEFINITION.exec(line);
      if (found) {
        lines[number] = "";
        references.set(squeezed(found[1].toLowerCase()), found[2]);
      }
    });
  }
  const plain = (piece) => {
    let at = 0;
    for (const match of piece.matchAll(ADDRESS)) {
      let address = match[0];
      const trailing = TRAILING.exec(address);
      if (trailing) {
        address = address.slice(0, trailing.index);
        if (trailing[0].startsWith(")") && address.split("(").length > address.split(")").length) address += ")";
      }
      stream.text(piece.slice(at, match.index));
      const start = stream.mark();
      stream.text(address);
      links.push([address, address, start, stream.mark(), true]);
      at = match.index + address.length;
    }
    stream.text(piece.slice(at));
  };
  const linked = (href, shown) => {
    const start = stream.mark();
    stream.text(shown);
    links.push([href, squeezed(shown), start, stream.mark(), false]);
  };
  const inMarkdown = (line) => {
    let at = 0;
    for (const match of line.matchAll(LINK)) {
      const [whole, escaped, auto, bang, shown, url, ref, , code, href, words, tag, reference] = match;
      plain(line.slice(at, match.index));
      at = match.index + whole.length;
      if (escaped) stream.text(escaped);
      else if (auto) linked(auto, auto);
      else if (code) stream.text(code);
      else if (href) linked(unescaped(href), unescaped(words));
      else if (tag) stream.text(RUNS_ON.has(tag.toLowerCase()) ? "" : " ");
      else if (reference) stream.text(unescaped(reference));
      else if (!bang) {
        const target = url !== undefined ? url : references.get(squeezed((ref || shown).toLowerCase()));
        if (target === undefined) stream.text(whole);
        else linked(target, shown.replace(/\\([!-/:-@[-`{-~])/g, "$1"));
      }
    }
    plain(line.slice(at));
  };
  lines.forEach((line, number) => {
    if (!line.trim()) {
      stream.endBlock();
      return;
    }
    const heading = medium === "markdown" ? HEADING.exec(line) : null;
    const ruled = medium === "markdown" && !heading && number + 1 < lines.length && RULED.test(lines[number + 1]);
    stream.level = heading ? heading[1].length : ruled ? 2 : 0;
    (medium === "text" ? plain : inMarkdown)(heading ? heading[2] : line);
    stream.endBlock();
    stream.level = 0;
  });
  stream.anchors = links.map(([href, shown, start, end, printed]) => ({
    href,
    text: shown,
    at: start.word,
    end: Math.max(start.word, end.word),
    rel: "",
    image: false,
    unseen: "",
    element: null,
    printed,
  }));
  return stream;
}

// medium ----------------------------------------------------------------------------------------------------------

const FEED = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<\?[^]*?\?>\s*|<!DOCTYPE\s+rss[^>]*>\s*)*<(?:rss|feed|rdf:RDF|atom:feed)\b/i;
const TAG =
  /<(?:!doctype\s+html|html|head|body|p|div|br|table|tr|td|article|section|main|aside|footer|header|h[1-6]|ul|ol|li|span|blockquote|em|strong|b|i|font|center|a\s[^<>]{0,500}href)\b[^<>]{0,2000}>/i;
const MARKDOWN =
  /\[[^[\]\n]{1,300}\](?:\(\s*<?(?:https?:|\/|#|\.)|\[|:\s*<?https?:)|<https?:\/\/[^\s<>]+>|^ {0,3}#{1,6}[ \t]+\S|^ {0,3}\S.*\n {0,3}(?:={3,}|-{3,})[ \t]*$/m;
const TITLED = /^\s*(?:#{1,6}[ \t]+\S|Title:[ \t]*\r?\n)/;
const WHOLE = /^\s*(?:<!--[^]*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype|html|head|body)\b/i;

function kindOf(text) {
  const start = text.slice(0, 200000);
  if (FEED.test(start)) return "feed";
  if (start.trimStart().startsWith("{") && start.includes("jsonfeed.org/version")) return "json-feed";
  if (TITLED.test(start)) return "markdown";
  if (TAG.test(start)) return "html";
  return MARKDOWN.test(start) ? "markdown" : "text";
}

// feed_entry ------------------------------------------------------------------------------------------------------

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
const lined = (text) => text.split("\n").map(escaped).join("<br>");

function* entriesOfFeed(text) {
  const child = (element, ...names) => names.map((name) => [...element.children].find((each) => each.nodeName === name || each.localName === name)).find(Boolean);
  const feed = new DOMParser().parseFromString(text.trim(), "text/xml");
  for (const item of feed.querySelectorAll("item, entry")) {
    const isAtom = item.localName === "entry";
    const encoded = [...item.children].find((each) => each.localName === "encoded");
    const content = isAtom ? child(item, "content", "summary") : encoded || child(item, "description");
    const type = isAtom ? content?.getAttribute("type") || "text" : "html";
    let html = content?.textContent || "";
    if (type === "xhtml") html = content.firstElementChild ? new XMLSerializer().serializeToString(content.firstElementChild) : "";
    else if (type !== "html" && type !== "text/html") html = lined(html);
    const link = isAtom
      ? [...item.children].find((each) => each.localName === "link" && (each.getAttribute("rel") || "alternate") === "alternate")?.getAttribute("href") || ""
      : (child(item, "link")?.textContent || "").trim();
    yield { title: squeezed(decodedText(child(item, "title")?.textContent || "")), html, link };
  }
}

function* entriesOfJsonFeed(text) {
  let items = [];
  try {
    items = JSON.parse(text).items;
  } catch {
    return;
  }
  for (const item of Array.isArray(items) ? items : []) {
    if (item && typeof item === "object") yield { title: String(item.title || ""), html: String(item.content_html || lined(String(item.content_text || ""))), link: String(item.url || "") };
  }
}

// difference ------------------------------------------------------------------------------------------------------

const MOST_CELLS = 60000;

function longestRising(values) {
  const tails = [];
  const ends = [];
  const before = [];
  values.forEach((value, position) => {
    const at = lastAtOrBefore(tails.length, (each) => tails[each], value - 1);
    before.push(at ? ends[at - 1] : -1);
    tails[at] = value;
    ends[at] = position;
  });
  const found = [];
  for (let at = ends.length ? ends[ends.length - 1] : -1; at >= 0; at = before[at]) found.push(at);
  return found.reverse();
}

function once(words, start, end) {
  const found = new Map();
  for (let at = start; at < end; at++) found.set(words[at], found.has(words[at]) ? -1 : at);
  return found;
}

function wordByWord(old, now, [a, b, c, d]) {
  const width = d - c + 1;
  const lengths = new Int32Array((b - a + 1) * width);
  for (let i = b - a - 1; i >= 0; i--) {
    const row = i * width;
    const below = row + width;
    for (let j = d - c - 1; j >= 0; j--) lengths[row + j] = old[a + i] === now[c + j] ? lengths[below + j + 1] + 1 : Math.max(lengths[below + j], lengths[row + j + 1]);
  }
  const found = [];
  let [i, j, fromI, fromJ] = [0, 0, 0, 0];
  while (i < b - a && j < d - c) {
    if (old[a + i] === now[c + j]) {
      if (i > fromI || j > fromJ) found.push([a + fromI, a + i, c + fromJ, c + j]);
      fromI = ++i;
      fromJ = ++j;
    } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i += 1;
    else j += 1;
  }
  if (b - a > fromI || d - c > fromJ) found.push([a + fromI, b, c + fromJ, d]);
  return found;
}

function changesBetween(old, now) {
  const found = [];
  const gaps = [[0, old.length, 0, now.length]];
  while (gaps.length) {
    let [a, b, c, d] = gaps.pop();
    while (a < b && c < d && old[a] === now[c]) (a += 1), (c += 1);
    while (a < b && c < d && old[b - 1] === now[d - 1]) (b -= 1), (d -= 1);
    const gap = [a, b, c, d];
    if (a === b || c === d) {
      if (b > a || d > c) found.push(gap);
      continue;
    }
    const there = once(now, c, d);
    const pairs = [...once(old, a, b)].filter(([word, at]) => at >= 0 && (there.get(word) ?? -1) >= 0).map(([word, at]) => [at, there.get(word)]);
    const points = longestRising(pairs.map((each) => each[1])).map((position) => pairs[position]);
    if (points.length) {
      const parts = [];
      let [atOld, atNow] = [a, c];
      for (const [here, over] of points) {
        parts.push([atOld, here, atNow, over]);
        [atOld, atNow] = [here + 1, over + 1];
      }
      parts.push([atOld, b, atNow, d]);
      gaps.push(...parts.reverse());
    } else if ((b - a) * (d - c) <= MOST_CELLS) found.push(...wordByWord(old, now, gap));
    else found.push(gap);
  }
  const joined = [];
  for (const change of found) {
    const last = joined[joined.length - 1];
    if (last && last[1] === change[0] && last[3] === change[2]) joined[joined.length - 1] = [last[0], change[1], last[2], change[3]];
    else joined.push(change);
  }
  return joined;
}

// align -----------------------------------------------------------------------------------------------------------

const [RUN, BACK, FARTHEST_WITHIN, LEAST_PART, LEAST_ROW, CLOSE] = [4, 8, 600, 12, 3, 8];

function align(article, page) {
  const run = Math.min(RUN, article.length);
  if (!run || page.length < run) return null;
  const known = new Map();
  const nameAt = (words, at) => words.slice(at, at + run).join("\n");
  for (let at = 0; at + run <= article.length; at++) {
    const name = nameAt(article, at);
    known.set(name, known.has(name) ? -1 : at);
  }
  const words = new Set(article);
  const groups = [];
  for (let at = 0; at + run <= page.length; at++) {
    const there = words.has(page[at]) ? known.get(nameAt(page, at)) ?? -1 : -1;
    if (there < 0) continue;
    const group = groups[groups.length - 1];
    if (!group || there < group.high - BACK || at - group.hits[group.hits.length - 1][0] > FARTHEST_WITHIN + 2 * Math.abs(there - group.high)) groups.push({ hits: [[at, there]], low: there, high: there });
    else {
      group.hits.push([at, there]);
      group.high = Math.max(group.high, there);
    }
  }
  if (!groups.length) return null;
  const hits = occurrence(groups);
  const chain = longestRising(hits.map((each) => each[1])).map((position) => hits[position]);
  return alignment(article, page, chain, run);
}

function occurrence(groups) {
  let best = 0;
  groups.forEach((group, number) => {
    if (group.hits.length > groups[best].hits.length) best = number;
  });
  const hits = [...groups[best].hits];
  let { low, high } = groups[best];
  for (const other of groups.slice(best + 1)) {
    if (other.hits[0][0] - hits[hits.length - 1][0] > 2 * FARTHEST_WITHIN) break;
    const lacking = other.hits.filter((hit) => hit[1] >= high - BACK);
    if (lacking.length >= LEAST_PART) {
      for (const hit of lacking) hits.push(hit);
      high = Math.max(high, other.high);
    }
  }
  const before = [];
  let first = hits[0][0];
  for (const other of groups.slice(0, best).reverse()) {
    if (first - other.hits[other.hits.length - 1][0] > 2 * FARTHEST_WITHIN) break;
    const lacking = other.hits.filter((hit) => hit[1] <= low + BACK);
    if (lacking.length >= LEAST_PART) {
      before.push(lacking);
      first = lacking[0][0];
      low = Math.min(low, other.low);
    }
  }
  return before.reverse().flat().concat(hits);
}

const moved = (changes, inArticle, inPage) => changes.map(([a, b, c, d]) => [a + inArticle, b + inArticle, c + inPage, d + inPage]);

function alignment(article, page, chain, run) {
  const changes = [];
  const [start, first] = chain[0];
  const begin = start - edge(article.slice(0, first), page.slice(Math.max(0, start - first), start), true);
  changes.push(...moved(changesBetween(article.slice(0, first), page.slice(begin, start)), 0, begin));
  let [atArticle, atPage, sure] = [first, start, 0];
  for (const [place, there] of chain) {
    if (there < atArticle || place < atPage) {
      if (there - place === atArticle - atPage && there + run > atArticle) {
        sure += there + run - atArticle;
        [atArticle, atPage] = [there + run, place + run];
      }
      continue;
    }
    changes.push(...moved(changesBetween(article.slice(atArticle, there), page.slice(atPage, place)), atArticle, atPage));
    [atArticle, atPage] = [there + run, place + run];
    sure += run;
  }
  const rest = article.slice(atArticle);
  const end = atPage + edge(rest, page.slice(atPage, atPage + rest.length), false);
  changes.push(...moved(changesBetween(rest, page.slice(atPage, end)), atArticle, atPage));
  const lost = changes.reduce((sum, [a, b]) => sum + b - a, 0);
  return { start: begin, end, kept: article.length - lost, changes, first, last: atArticle, sure };
}

function edge(article, page, atEnd) {
  if (!article.length || !page.length) return 0;
  const kept = page.map(() => true);
  for (const [, , c, d] of changesBetween(article, page)) kept.fill(false, c, d);
  if (atEnd) kept.reverse();
  let [good, reach, row] = [0, 0, 0];
  kept.forEach((same, number) => {
    row = same ? row + 1 : 0;
    good += same ? 1 : 0;
    if (same && good * 2 >= number + 1 && (row >= LEAST_ROW || number + 1 <= CLOSE)) reach = number + 1;
  });
  return reach;
}

// aim -------------------------------------------------------------------------------------------------------------

const TRACKING = /^(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|ref|ref_src|source|share|_ga)(?:=|$)/i;
const UNRESERVED = /%(?:2[dD]|2[eE]|5[fF]|7[eE]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA])/g;

const urlOf = (address, base) => {
  try {
    return base ? new URL(address, base) : new URL(address);
  } catch {
    return null;
  }
};
const normal = (address, base) => urlOf(address, base)?.href || "";
const unquoted = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

function partsOf(url) {
  const host = url.hostname.replace(/\.$/, "").replace(/^www\./, "");
  const path = url.pathname.replace(UNRESERVED, (each) => decodeURIComponent(each)).replace(/\/+$/, "").replace(/\/index\.(?:html?|php)$/, "");
  const query = url.search.replace(/^\?/, "").split("&").filter((each) => each && !TRACKING.test(each)).join("&");
  return { host, port: url.port, path, query, user: Boolean(url.username || url.password) };
}

function formOf(href) {
  const bare = href.trim().replace(/[\t\n\r]/g, "");
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(bare);
  if (scheme) return /^https?:$/i.test(scheme[0]) && bare.slice(scheme[0].length).replace(/\\/g, "/").startsWith("//") ? "absolute" : "other-scheme";
  return bare.replace(/\\/g, "/").startsWith("//") ? "scheme-relative" : "relative";
}

function aimOf(href, link, base) {
  const form = formOf(href);
  const wanted = urlOf(link);
  const aim = (place, resolved, difference = "") => ({ place, form, resolved, difference, arrives: place === "same" || place === "nearly" });
  if (form === "relative" && !base) return aim("elsewhere", "", "it is relative, so it leads to the publisher's own site");
  if (form === "scheme-relative" && !base) base = link;
  const url = urlOf(href.trim(), form === "relative" || form === "scheme-relative" ? base : "");
  if (!url || !wanted) return aim("elsewhere", "", "it is no address that a browser can follow");
  if (!["http:", "https:"].includes(url.protocol)) return aim("elsewhere", url.href, `it is a ${url.protocol} address`);
  const here = partsOf(url);
  const there = partsOf(wanted);
  if (here.user) return aim("elsewhere", url.href, `it signs in before ${here.host}`);
  if (url.href === wanted.href) return aim("same", url.href);
  if (here.host !== there.host) {
    const tail = unquoted(unquoted(url.pathname + url.search + url.hash));
    const named = new RegExp(`(?:^|[/=.])${(there.host + there.path).replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}_.-])`, "u");
    if (named.test(tail)) return aim("through", url.href, `it leads through ${here.host}`);
    return aim("elsewhere", url.href, `its host is ${url.hostname}, not ${wanted.hostname}`);
  }
  if (here.port === there.port && here.path === there.path && here.query === there.query) return aim("nearly", url.href, `it is written ${url.href}, not ${wanted.href}`);
  const what = here.port !== there.port ? "port" : here.path !== there.path ? "path" : "query";
  const shown = (each) => ({ port: each.port || "the usual one", path: each.pathname, query: each.search || "empty" })[what];
  return aim("elsewhere", url.href, `its ${what} is ${shown(url)}, not ${shown(wanted)}`);
}

// furniture -------------------------------------------------------------------------------------------------------

const FURNITURE = new Set("aside nav figure figcaption form button menu address dialog".split(" "));
const ROLES = new Set("complementary navigation banner search contentinfo note doc-toc doc-pullquote".split(" "));
const CLASSES = new Set(
  `ad ads adv advert adverts advertisement advertising adsbygoogle adslot adunit adbox adwrap dfp banner promo promos promotion sponsor sponsored sponsors related share sharing sharedaddy sharebar
  social newsletter subscribe signup sidebar toc comment comments byline dateline postmeta meta caption widget breadcrumb breadcrumbs rating ratings tags pagination pager pagenav navigation nav
  popup cookie outbrain taboola recommended recommendations pullquote headerlink permalink anchor anchorlink readmore readnext printonly toolbar teaser teasers`.split(/\s+/),
);
const COMMENTS = new Set("comment comments respond reply replies disqus commentlist discussion".split(" "));
const SITE_FOOTER = new Set("sitefooter colophon pagefooter globalfooter contentinfo".split(" "));
const LABEL =
  /^[^\p{L}\p{N}_]*(?:(?:(?:advertisements?|sponsored(?: (?:content|links?))?|ads?|continue reading(?: below)?|(?:story|article) continues below(?: advertisement)?|scroll (?:down )?to continue(?: reading)?|skip ads?|share(?: this(?: (?:article|post|story))?)?|tweet|print|e-?mail(?: this)?|save|anzeige|publicidad|publicité|werbung|page \d{1,3}(?: of \d{1,3})?|\d{1,3})(?:[^\p{L}\p{N}_]+|$)){1,3}|\[?(?:photo|image|picture|foto)s?(?:[^\p{L}\p{N}_]*$|\s*(?:credit|by\b|[:©])[^.!?]{0,60}$))$/iu;
const READ_ALSO = /^[^\p{L}\p{N}_]*(?:related|read (?:more|also|next)|see also|also read|more (?:from|on)|recommended|lesen sie auch|lea también|à lire)(?![\p{L}\p{N}_])/iu;

function namesOf(element) {
  const found = new Set();
  for (const name of [...element.classList, element.id]) {
    for (const word of name.match(/[A-Z]?[a-z]+|[A-Z]+/g) || []) found.add(word.toLowerCase());
    found.add(name.replace(/[-_]/g, "").toLowerCase());
  }
  return found;
}
const named = (element, set) => [...namesOf(element)].some((each) => set.has(each));

function isFurniture(element) {
  if (FURNITURE.has(element.localName) || element.localName.startsWith("amp-")) return true;
  if (ROLES.has((element.getAttribute("role") || "").trim().toLowerCase())) return true;
  return [...element.attributes].some((each) => each.name.startsWith("data-ad")) || named(element, CLASSES);
}

function isSiteFooter(element) {
  if ((element.getAttribute("role") || "").trim().toLowerCase() === "contentinfo" || named(element, SITE_FOOTER)) return true;
  if (element.localName !== "footer") return false;
  return ![...chainOf(element.parentElement)].some((each) => ["article", "main", "section", "aside"].includes(each.localName));
}

// notices_found ---------------------------------------------------------------------------------------------------

function* placesOf(wanted, keys) {
  if (!wanted.length) return;
  for (let at = keys.indexOf(wanted[0]); at >= 0; at = keys.indexOf(wanted[0], at + 1)) {
    if (wanted.every((key, number) => keys[at + number] === key)) yield [at, at + wanted.length];
  }
}
const firstPlace = (wanted, keys) => placesOf(wanted, keys).next().value;

function findNotice(raw, stream) {
  const keys = keysOf(raw);
  const notice = { raw, keys, places: [...placesOf(keys, stream.keys)], nearest: null, hidden: null };
  if (notice.places.length) return notice;
  notice.hidden = stream.hidden.find((each) => firstPlace(keys, keysOf(each.text))) || null;
  if (notice.hidden) return notice;
  const nearest = align(keys, stream.keys);
  if (nearest && nearest.kept >= 0.4 * keys.length) notice.nearest = nearest;
  return notice;
}

// title_found -----------------------------------------------------------------------------------------------------

function findTitle(title, stream, start, end) {
  const folded = (keys) => keys.map((key) => key.toLowerCase());
  const wanted = folded(keysOf(title));
  const low = Math.max(0, start - 500);
  const places = [...placesOf(wanted, folded(stream.keys.slice(low, end)))].map(([a, b]) => [low + a, low + b]).filter(([a]) => a <= start);
  if (places.length) return { place: places[places.length - 1] };
  const inHead = Boolean(firstPlace(wanted, folded(keysOf(stream.head.title || ""))));
  let [best, likeness, heading, level] = ["", 0, "", 7];
  for (const block of stream.blocks.slice(stream.blockNumber(low), stream.blockNumber(start))) {
    const text = squeezed(block.text);
    const here = folded(keysOf(text));
    if (!here.length) continue;
    if (block.level && block.level <= level) [heading, level] = [text, block.level];
    if (here.length > 3 * wanted.length + 6) continue;
    const kept = wanted.length - changesBetween(wanted, here).reduce((sum, [a, b]) => sum + b - a, 0);
    const score = wanted.length ? (2 * kept) / (wanted.length + here.length) : 0;
    if (score >= likeness) [best, likeness] = [text, score];
  }
  return likeness >= 0.5 ? { altered: best, inHead } : { heading, inHead };
}

// box_link --------------------------------------------------------------------------------------------------------

const [FARTHEST, FARTHEST_IN_FOOTER, NEAR, LEAST_OF_BOX] = [150, 12, 200, 0.6];
const PLACES = ["after", "far", "inside", "before", "comments", "none"];

function findBoxLink(copy) {
  const { original, stream, base, sight } = copy;
  const { start, end } = copy.found;
  const notices = copy.notices.flatMap((notice) => [...notice.places, ...spanOf(notice)]);
  const box = new Set(keysOf(original.box).filter((key) => key !== "." && key !== ","));
  const words = keysOf(original.anchor);
  const bare = original.link.includes("://") ? original.link.slice(original.link.indexOf("://") + 3).replace(/\/+$/, "") : "";
  const same = (a, b) => a.length === b.length && a.every((each, number) => each === b[number]);
  const foreign = (from, to) => notices.reduce((left, [a, b]) => left - Math.max(0, Math.min(b, to) - Math.max(a, from)), to - from);
  const shared = (number) => {
    const here = new Set(stream.blockKeys(number));
    return [[...here].filter((key) => box.has(key)).length, here.size];
  };
  const inside = end > start ? new Set(chainOf(stream.run(start).element)) : null;
  const placed = (at, element) => {
    if (element && inside && [...chainOf(element)].some((each) => !inside.has(each) && named(each, COMMENTS))) return ["comments", 0];
    if (at < start) return ["before", foreign(at, start)];
    if (at < end) return ["inside", 0];
    const between = foreign(end, at);
    const footer = element && [...chainOf(element)].some(isSiteFooter);
    return [between > (footer ? FARTHEST_IN_FOOTER : FARTHEST) ? "far" : "after", between];
  };
  const isMeant = (anchor, aim) => {
    if (anchor.printed && original.link) return Boolean(bare) && anchor.href.includes(bare.split("/")[0]);
    if (words.length && same(keysOf(anchor.text), words)) return true;
    if (aim && aim.place === "through") return true;
    if (bare && (anchor.text.includes(bare) || anchor.href.includes(bare))) return true;
    if (end <= anchor.at && anchor.at < end + NEAR && box.size > 3) {
      const at = Math.min(anchor.at, stream.keys.length - 1);
      return at >= 0 && shared(stream.spans[at][0])[0] >= LEAST_OF_BOX * box.size;
    }
    return false;
  };
  const rank = ({ anchor, place, between }) => {
    let unseen = Boolean(anchor.unseen);
    if (!unseen && sight && anchor.element && place === "after") unseen = Boolean(sight.obstacle(anchor.element)?.sure);
    return [PLACES.indexOf(place), unseen || (!anchor.text && !anchor.image) ? 1 : 0, between, anchor.at];
  };
  const nearest = (candidates) =>
    candidates
      .map((each) => [rank(each), each])
      .sort(([a], [b]) => a.map((value, number) => value - b[number]).find(Boolean) || 0)
      .map((each) => each[1])[0];
  const candidates = stream.anchors.map((anchor) => {
    const aim = original.link ? aimOf(anchor.href, original.link, base) : null;
    const [place, between] = aim?.arrives || isMeant(anchor, aim) ? placed(anchor.at, anchor.element) : ["none", 0];
    return { anchor, aim, place, between, right: Boolean(aim?.arrives), meant: place !== "none" };
  });
  const best = nearest(candidates.filter((each) => each.right));
  if (best?.place === "after") return best;
  const meant = candidates.filter((each) => each.meant && !each.right);
  const near = nearest(meant.filter((each) => each.place === "after"));
  if (near) return near;
  if (best) return best;
  const without = (at, mention) => {
    const [place, between] = placed(at, stream.run(at).element);
    return { anchor: null, aim: null, place, between, mention };
  };
  if (bare) {
    const mentions = [...placesOf(keysOf(bare), stream.keys)].map((each) => each[0]);
    if (mentions.length) return without(mentions.find((at) => at >= end) ?? mentions[0], true);
  }
  if (meant.length) return nearest(meant);
  if (box.size > 3) {
    const blocks = stream.blocks.map((block, number) => [block.first, ...shared(number)]).filter(([, common, size]) => common >= LEAST_OF_BOX * box.size && size <= 4 * box.size);
    if (blocks.length) return without((blocks.find(([at]) => at >= end) || blocks[0])[0], false);
  }
  return { anchor: null, aim: null, place: "none", between: 0, mention: false };
}

// text_kept -------------------------------------------------------------------------------------------------------

const BRACKETS = new Set("()[]:<>,.");
const spanOf = (notice) => (notice.nearest ? [[notice.nearest.start, notice.nearest.end]] : []);

function textKept(copy) {
  const { original, stream, found, box, title } = copy;
  const others = copy.notices.flatMap((notice) => [...notice.places, ...spanOf(notice)]);
  if (title.place) others.push(title.place);
  if (box.anchor && box.place === "inside" && stream.keys.length) {
    const number = stream.blockNumber(Math.min(box.anchor.at, stream.keys.length - 1));
    others.push([stream.blocks[number].first, stream.blockEnd(number)]);
  }
  const holding = new Set();
  let at = found.start;
  for (const [start, end] of [...found.changes.map((each) => each.slice(2)), [found.end, found.end]]) {
    for (; at < start; at++) for (let each = stream.run(at).element; each && !holding.has(each); each = each.parentElement) holding.add(each);
    at = Math.max(at, end);
  }
  const whole = new Set();
  for (const [, , start, end] of found.changes) {
    for (let each = start; each < end; ) {
      const number = stream.spans[each][0];
      const stop = stream.blockEnd(number);
      if (each === stream.blocks[number].first && stop <= end) whole.add(number);
      each = stop;
    }
  }
  const isExcused = (word) => {
    if (others.some(([start, end]) => start <= word && word < end)) return true;
    const number = stream.spans[word][0];
    if (whole.has(number)) {
      const block = stream.blocks[number];
      const linked = block.runs.some((run) => [...chainOf(run.element)].some((each) => each.localName === "a"));
      if (LABEL.test(block.text.trim()) || (linked && READ_ALSO.test(block.text.trim()))) return true;
    }
    for (let each = stream.run(word).element; each && !holding.has(each); each = each.parentElement) if (isFurniture(each) || (each.localName === "sup" && each.textContent.trim().length <= 4)) return true;
    return false;
  };
  const bareOf = (words) => words.filter((word) => !BRACKETS.has(word)).join("\n");
  const addresses = new Set(original.links.map((link) => bareOf(keysOf(link))));
  const changes = [];
  let foreign = 0;
  for (const [a, b, c, d] of found.changes) {
    let left = [];
    for (let word = c; word < d; word++) if (!isExcused(word)) left.push(word);
    const bare = bareOf(left.map((word) => stream.keys[word]));
    if (bare && addresses.has(bare)) left = [];
    const [start, end] = left.length ? [left[0], left[left.length - 1] + 1] : [c, c];
    if (a === b && start === end) continue;
    if (original.stream.keys.slice(a, b).join("") === stream.keys.slice(start, end).join("")) continue;
    changes.push([a, b, start, end]);
    foreign += end - start;
  }
  return { changes, foreign };
}

// clauses ---------------------------------------------------------------------------------------------------------

const passed = (evidence) => ({ verdict: "pass", evidence });
const failed = (evidence) => ({ verdict: "fail", evidence });
const undetermined = (evidence) => ({ verdict: "not-determined", evidence });
const noted = (evidence) => ({ verdict: "info", evidence });
const became = (old, now) => (old && now ? `“${old}” became “${now}”` : old ? `“${old}” is missing` : `“${now}” was added`);
const NO_LINK = "there is no link to judge";

function unseenPlace(copy) {
  const { link } = copy.original;
  if (!link) return null;
  const bare = link.slice(link.indexOf("://") + 3).replace(/\/+$/, "");
  return copy.stream.hidden.find((each) => each.text.includes(bare)) || null;
}

function hiddenNotice(copy, start, end) {
  if (!copy.sight) return null;
  const seen = new Set();
  for (let at = start; at < end; at++) {
    const { element } = copy.stream.run(at);
    if (!element || seen.has(element)) continue;
    seen.add(element);
    const obstacle = copy.sight.obstacle(element);
    if (obstacle?.sure) return failed(`the notice is ${obstacle.reason}`);
  }
  return null;
}

const CLAUSES = [
  {
    name: "title-kept",
    asked: (copy) => copy.original.demands.unaltered,
    judge({ title, original, stream }) {
      if (title.place) return passed(`the title stands above the text: “${stream.show(...title.place)}”`);
      if (title.altered) return failed(`the title reads “${title.altered}”, not “${original.title}”`);
      if (title.heading) return failed(`the text stands under “${title.heading}”, not under “${original.title}”`);
      if (title.inHead) return passed(`the title stands in the title of the window: “${stream.head.title}”`);
      return undetermined(`the copy shows no title; it is to stand under “${original.title}”`);
    },
  },
  {
    name: "text-unaltered",
    needed: true,
    asked: (copy) => copy.original.demands.unaltered,
    judge({ text, original, stream }) {
      if (!text.changes.length) return passed(`all ${original.stream.keys.length} words are there, in order`);
      const told = text.changes.slice(0, 3).map(([a, b, c, d]) => became(original.stream.show(a, b), stream.show(c, d)));
      const more = text.changes.length - told.length;
      const evidence = told.join("; ") + (more > 0 ? `, and ${more} more` : "");
      const { releases } = original;
      if (releases?.corrections.some((each) => each.changed.includes("body"))) {
        return undetermined(`${evidence}. The text was corrected up to version ${releases.version}; this may be an earlier one`);
      }
      return failed(evidence);
    },
  },
  {
    name: "notice-verbatim",
    needed: true,
    asked: (copy) => copy.original.notices.length > 0,
    judge(copy) {
      let best = passed("the article has no notice");
      for (const notice of copy.notices) {
        best = this.one(copy, notice);
        if (best.verdict === "fail") return best;
      }
      return best;
    },
    one(copy, notice) {
      const { stream } = copy;
      if (notice.places.length) {
        let hidden = null;
        for (const [start, end] of notice.places) {
          hidden = hiddenNotice(copy, start, end);
          if (!hidden) return passed(`the notice stands there word for word: “${stream.show(start, end)}”`);
        }
        return hidden;
      }
      if (notice.hidden) return failed(`the notice is ${notice.hidden.reason}, where no reader sees it`);
      if (!notice.nearest) return failed(`the notice is not on the page: “${notice.raw}”`);
      const told = notice.nearest.changes.slice(0, 3).map(([a, b, c, d]) => became(notice.keys.slice(a, b).join(" "), stream.show(c, d)));
      return failed(`the notice reads “${stream.show(notice.nearest.start, notice.nearest.end)}”: ${told.join("; ")}`);
    },
  },
  {
    name: "box-after-body",
    needed: true,
    asked: (copy) => copy.original.demands.live_link,
    judge({ box }) {
      const reasons = {
        before: "the link stands above the text, not in a resource box below it",
        inside: "the link stands within the text, not in a resource box below it",
        far: `the link stands ${box.between} words behind the text, not in a resource box below it`,
        comments: "the link stands among comments, not in a resource box",
        none: "there is no resource box with the author's link below the text",
      };
      if (box.place === "after") return passed(`the resource box follows the text${box.between ? `, ${box.between} words behind its end` : ""}`);
      return failed(reasons[box.place]);
    },
  },
  {
    name: "link-is-anchor",
    needed: true,
    asked: (copy) => copy.original.demands.live_link,
    judge(copy) {
      const { anchor, mention } = copy.box;
      const { link } = copy.original;
      if (anchor?.printed) return passed(`in plain text the full address stands for the link: ${anchor.href}`);
      if (anchor) return passed(`there is a link: “${anchor.text || anchor.href}”`);
      const place = unseenPlace(copy);
      if (place) return failed(`the link is ${place.reason}, where it is no part of the page`);
      return failed(mention ? `the address ${link} is only text; it is to be a link` : `there is no link to ${link || "the author"}`);
    },
  },
  {
    name: "link-absolute",
    needed: true,
    asked: (copy) => copy.original.demands.live_link,
    judge({ box: { anchor, aim } }) {
      if (!anchor) return undetermined(NO_LINK);
      const full = /^https?:\/\//i.test(anchor.href);
      if (anchor.printed && !full) return failed(`in plain text the address is to be printed in full, with https://: ${anchor.href}`);
      if (full || aim?.form === "absolute") return passed(`the address is absolute: ${anchor.href}`);
      if (aim?.arrives) return passed(`the address ${anchor.href} is completed by the page to ${aim.resolved}`);
      if (aim?.form === "other-scheme") return failed(`the address ${anchor.href.slice(0, 120)} is no http or https address`);
      return failed(`the address ${anchor.href.slice(0, 120)} is relative, so it leads to the publisher's own site`);
    },
  },
  {
    name: "link-target",
    needed: true,
    asked: (copy) => copy.original.demands.live_link,
    judge({ box: { anchor, aim }, original: { link } }) {
      if (!anchor || !aim) return undetermined(NO_LINK);
      if (aim.place === "same") return passed(`it goes to ${link}`);
      if (aim.place === "nearly") return passed(`a reader arrives, but ${aim.difference}`);
      if (aim.place === "through") return undetermined(`${aim.difference}, which may or may not bring readers to ${link}: ${aim.resolved}`);
      return failed(`it goes to ${aim.resolved || anchor.href}, not to ${link}: ${aim.difference}`);
    },
  },
  {
    name: "link-text",
    needed: true,
    asked: (copy) => copy.original.demands.live_link,
    judge({ box: { anchor }, original }) {
      if (!anchor) return undetermined(NO_LINK);
      const words = keysOf(anchor.text);
      if (!words.some((key) => /[\p{L}\p{N}]/u.test(key))) return anchor.image ? passed("the link is a picture with a text of its own") : failed("the link has no words to click");
      if (anchor.printed || words.join("\n") === keysOf(original.anchor).join("\n")) return passed(`the words of the link are “${anchor.text}”`);
      return passed(`the words of the link are “${anchor.text}” (the author's are “${original.anchor}”)`);
    },
  },
  {
    name: "link-visible",
    asked: (copy) => copy.original.demands.live_link,
    judge(copy) {
      const { anchor } = copy.box;
      const { sight, stream } = copy;
      if (!anchor) {
        const place = unseenPlace(copy);
        return place ? failed(`the link is ${place.reason}`) : undetermined(NO_LINK);
      }
      if (anchor.unseen) return failed(`the link is ${anchor.unseen}`);
      if (!anchor.text && !anchor.image) return failed("the link has nothing that could be seen");
      if (!sight || !anchor.element) return passed("it stands in the text");
      const elements = new Set([anchor.element]);
      for (let at = anchor.at; at < Math.min(anchor.end, anchor.at + 50); at++) {
        const { element } = stream.run(at);
        if (element && anchor.element.contains(element)) elements.add(element);
      }
      let doubt = null;
      for (const element of elements) {
        const obstacle = sight.obstacle(element);
        if (obstacle?.sure) return failed(`the link is ${obstacle.reason}`);
        doubt = doubt || obstacle;
      }
      if (doubt) return undetermined(`the link is ${doubt.reason}`);
      if (sight.missing.length) return undetermined(`nothing on the page hides it, but the style sheet ${sight.missing[0]} is not at hand`);
      return passed("nothing hides it");
    },
  },
  {
    name: "link-rel",
    asked: () => false,
    judge({ box: { anchor } }) {
      if (!anchor) return noted(NO_LINK);
      const refused = anchor.rel.toLowerCase().split(/\s+/).filter((word) => ["nofollow", "ugc", "sponsored"].includes(word)).sort();
      if (refused.length) return noted(`the link tells search engines ${refused.join(", ")}; the terms do not forbid it`);
      return noted(anchor.rel ? `rel='${anchor.rel}'` : "the link has no rel");
    },
  },
  {
    name: "canonical",
    asked: () => false,
    judge({ stream: { head }, original, base }) {
      const told = [];
      if (head.canonical) {
        const address = normal(head.canonical, base);
        const isOriginal = original.sources.some((each) => normal(each) === address);
        told.push(isOriginal ? `the canonical address is the original's, ${address}` : `the canonical address is ${address || head.canonical}`);
      }
      if ((head.robots || []).some((content) => content.split(",").some((word) => ["noindex", "none"].includes(word.trim().toLowerCase())))) told.push("the page asks not to be listed (noindex)");
      return noted(told.join("; ") || "the page names no canonical address");
    },
  },
  {
    name: "source-link",
    needed: true,
    asked: (copy) => copy.original.demands.source_link,
    judge({ stream, original, base }) {
      const found = stream.anchors.find((anchor) => !anchor.unseen && original.sources.some((source) => aimOf(anchor.href, source, base).arrives));
      if (found) return passed(`the copy links to the original: ${found.href}`);
      if (!original.demands.source_link) return noted("the terms ask for no link to the original, and there is none");
      return failed(`the terms ask for a link to ${original.sources[0] || "the original"}`);
    },
  },
  {
    name: "version",
    asked: (copy) => Boolean(copy.original.releases),
    judge({ original: { releases }, text }) {
      if (!releases) return noted("there is no record of releases at hand");
      if (text.changes.length) return noted(`the words are not those of version ${releases.version}, the current one`);
      return passed(`the copy is of version ${releases.version}, the current one`);
    },
  },
];

// judge -----------------------------------------------------------------------------------------------------------

const undecided = (reason, evidence) => ({ outcome: "unknown", reason, clauses: CLAUSES.map(({ name }) => ({ name, verdict: "not-determined", evidence })), diff: [] });

function judgeCopy(copy) {
  const { original, stream } = copy;
  const words = original.stream.keys.length;
  const found = align(original.stream.keys, stream.keys);
  if (!found || found.sure < Math.min(16, Math.floor((words + 1) / 2))) return undecided("article-not-found", "the article's text is not on the page");
  copy.found = found;
  copy.notices = original.notices.map((raw) => findNotice(raw, stream));
  if (found.last - found.first < 0.5 * words && found.sure >= 0.85 * (found.last - found.first) && !copy.notices.some((each) => each.places.length)) {
    return undecided("excerpt", `the page shows an excerpt, ${found.last - found.first} of ${words} words`);
  }
  copy.title = findTitle(original.title, stream, found.start, found.end);
  copy.box = findBoxLink(copy);
  copy.text = textKept(copy);
  const clauses = CLAUSES.map((clause) => {
    const judged = clause.judge(copy);
    if (!clause.asked(copy) && judged.verdict !== "info") return { name: clause.name, verdict: "info", evidence: `the terms do not ask for it; ${judged.evidence}` };
    return { name: clause.name, ...judged };
  });
  const diff = copy.text.changes.map(([a, b, c, d]) => {
    const [from, to] = [original.stream.show(a, b), stream.show(c, d)];
    return { op: from && to ? "replace" : from ? "delete" : "insert", from, to };
  });
  const open = clauses.find((each, number) => each.verdict === "not-determined" && CLAUSES[number].needed);
  let [outcome, reason] = ["kept", ""];
  if (original.withdrawn || original.releases?.live === false) [outcome, reason] = ["withdrawn", original.withdrawn_reason || "the author has taken the article back; copies are to be taken down"];
  else if (clauses.some((each) => each.verdict === "fail")) outcome = "broken";
  else if (open) [outcome, reason] = ["unknown", `${open.name}-not-determined`];
  return { outcome, reason, clauses, diff };
}

// source ----------------------------------------------------------------------------------------------------------

function originalOf(data) {
  const stream = new Stream("text");
  for (const block of data.blocks) {
    for (const line of block.split("\n")) {
      stream.text(line);
      stream.endBlock();
    }
  }
  return { ...data, stream };
}

function withPage(text, whole, use) {
  const source = text.replace(/<noscript\b[^>]*>/gi, `<script type="${NOSCRIPT}">`).replace(/<\/noscript\b/gi, "</script");
  const parsed = new DOMParser().parseFromString(source, "text/html");
  const stream = new Stream("html");
  stream.whole = whole;
  stream.head = headOf(parsed);
  const sight = new Sight(parsed);
  try {
    return use(streamOfHtml(sight.root, stream, text), sight);
  } finally {
    sight.close();
  }
}

/** The verdict on a copy that was pasted: `data` is the article's `check.json`, `text` is HTML, a feed, Markdown or plain text. */
export function check(data, text) {
  const original = originalOf(data);
  const kind = kindOf(text);
  if (kind === "feed" || kind === "json-feed") {
    const entries = [...(kind === "feed" ? entriesOfFeed(text) : entriesOfJsonFeed(text))];
    let [best, most] = [null, -1];
    for (const entry of entries) {
      entry.text = `<h1>${escaped(entry.title)}</h1>\n${entry.html}`;
      const kept = withPage(entry.text, false, (stream) => align(original.stream.keys, stream.keys)?.kept ?? -1);
      if (kept > most) [best, most] = [entry, kept];
    }
    if (!best) return undecided("article-not-found", "the article's text is not on the page");
    return withPage(best.text, false, (stream, sight) => judgeCopy({ original, stream, sight, base: best.link }));
  }
  if (kind === "html") {
    return withPage(text, WHOLE.test(text), (stream, sight) => judgeCopy({ original, stream, sight, base: stream.head.base ? normal(stream.head.base) : "" }));
  }
  return judgeCopy({ original, stream: streamOfText(text, kind), sight: null, base: "" });
}

// fix -------------------------------------------------------------------------------------------------------------

const BOX = ["box-after-body", "link-is-anchor", "link-absolute", "link-target", "link-text", "link-visible"];

/** What to do about a copy: a list of [sentence, text to paste]. */
export function fixesOf(data, verdict) {
  if (verdict.outcome === "withdrawn") return [["Take the article off the page: its author no longer offers it for republication.", ""]];
  const broken = new Set(verdict.clauses.filter((each) => each.verdict === "fail").map((each) => each.name));
  const fixes = [];
  if (broken.has("title-kept")) fixes.push(["Put the article under its own title:", data.title]);
  if (broken.has("text-unaltered")) {
    const changes = verdict.diff.slice(0, 20).map(({ op, from, to }) => (op === "insert" ? `take out “${to}”` : op === "delete" ? `put back “${from}”` : `put “${from}” in place of “${to}”`));
    const more = verdict.diff.length - changes.length;
    if (more > 0) changes.push(`and ${more} changes more; it is quicker to paste the whole text again`);
    fixes.push(["Restore the author's words:", changes.join("\n")]);
  }
  if (broken.has("notice-verbatim") || BOX.some((name) => broken.has(name))) {
    const at = data.box.indexOf(data.anchor);
    const [before, after] = at < 0 ? [data.box, ""] : [data.box.slice(0, at), data.box.slice(at + data.anchor.length)];
    const link = `<a href="${escaped(data.link)}">${escaped(at < 0 ? data.link : data.anchor)}</a>`;
    const box = data.link ? [`<p>${escaped(before)}${link}${escaped(after)}</p>`] : [];
    fixes.push(["Paste this below the text, in place of what stands there now:", [...box, ...data.notices.map((notice) => `<p>${escaped(notice)}</p>`)].join("\n")]);
  }
  if (broken.has("source-link") && data.sources.length) {
    const where = escaped(data.sources[0]);
    fixes.push(["Link to the original:", `<p>Originally published at <a href="${where}">${where}</a></p>`]);
  }
  return fixes;
}

// The page --------------------------------------------------------------------------------------------------------

const form = document.getElementById("check");

const made = (name, text = "", attributes = {}) => {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const slugOf = (text) => /(?:^|\/articles\/)([a-z0-9-]+)\/?(?:reprint\/?)?(?:[?#].*)?$/.exec(text.trim())?.[1] || "";

function show(place, data, verdict) {
  const words = place.dataset;
  place.replaceChildren(made("h2", words[verdict.outcome] || verdict.outcome, { tabindex: "-1", "data-outcome": verdict.outcome, "data-reason": verdict.reason }));
  if (verdict.outcome === "unknown" || verdict.outcome === "withdrawn") place.append(made("p", verdict.clauses.find((each) => verdict.reason.startsWith(each.name))?.evidence || (verdict.outcome === "withdrawn" ? verdict.reason : verdict.clauses[0].evidence)));
  for (const [sentence, text] of fixesOf(data, verdict)) {
    place.append(made("p", sentence));
    if (text) {
      const area = made("textarea", text, { readonly: "", rows: String(Math.min(8, text.split("\n").length + 1)), "aria-label": sentence });
      area.addEventListener("focus", () => area.select());
      place.append(area);
    }
  }
  const table = made("table");
  const body = made("tbody");
  for (const { name, verdict: said, evidence } of verdict.clauses) {
    const row = made("tr", "", { "data-clause": name, "data-verdict": said });
    row.append(made("th", name, { scope: "row" }), made("td", words[said.replace("-", "")] || said), made("td", evidence));
    body.append(row);
  }
  table.append(body);
  place.append(table);
  place.firstChild.focus();
}

if (form) {
  const said = document.getElementById("said");
  form.hidden = false;
  const asked = new URLSearchParams(location.search).get("article");
  if (asked) form.elements.article.value = asked;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.replaceChildren();
    const text = form.elements.copy.value;
    const slug = slugOf(form.elements.article.value);
    let data = null;
    try {
      const answer = slug ? await fetch(`${form.dataset.articles}${slug}/reprint/check.json`) : null;
      data = answer?.ok ? await answer.json() : null;
    } catch {
      data = null;
    }
    if (!data) {
      said.replaceChildren(made("p", form.dataset.missing, { role: "alert" }));
      form.elements.article.focus();
      return;
    }
    show(said, data, check(data, text));
  });
}
