// What a reader sees of the copyright notice and of the resource link, measured in the page itself.
// Called with {notices, links}; returns what is asked for below. Nothing is changed but the scroll position.
(wanted) => {
  const UNSHOWN = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "TITLE", "HEAD", "TEXTAREA", "SELECT", "OPTION", "IFRAME", "OBJECT", "VIDEO", "AUDIO", "CANVAS"]);
  const INLINE = new Set("A ABBR ACRONYM B BDI BDO BIG CITE CODE DATA DEL DFN EM FONT I INS KBD LABEL MARK Q RB RP RT RTC RUBY S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR WBR".split(" "));
  const fold = (text) => text.replace(/[‐-―]/g, "-");

  // The text of the page as a stream of characters, each with its text node and offset.
  const characters = [];
  let space = true;
  const push = (character, node, offset) => {
    if (/\s/.test(character)) {
      if (!space) characters.push([" ", node, offset]);
      space = true;
    } else {
      characters.push([fold(character), node, offset]);
      space = false;
    }
  };
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        for (let offset = 0; offset < child.data.length; offset++) push(child.data[offset], child, offset);
      } else if (child.nodeType === Node.ELEMENT_NODE && !UNSHOWN.has(child.tagName)) {
        const edge = !INLINE.has(child.tagName);
        if (edge) push(" ", null, 0);
        walk(child);
        if (edge) push(" ", null, 0);
      }
    }
  };
  if (document.body) walk(document.body);
  const stream = characters.map((each) => each[0]).join("");

  const runsOf = (start, end) => {
    const runs = [];
    for (let index = start; index < end; index++) {
      const [, node, offset] = characters[index];
      if (!node) continue;
      const last = runs[runs.length - 1];
      if (last && last.node === node) last.end = offset + 1;
      else runs.push({ node, start: offset, end: offset + 1 });
    }
    return runs;
  };

  // The element around in the tree that is shown: a slot may stand between an element and its parent, and a shadow tree around the slot.
  const around = (element) => element.assignedSlot || element.parentElement || (element.parentNode && element.parentNode.host) || null;

  const opacityOf = (element) => {
    let product = 1;
    for (let each = element; each; each = around(each)) product *= parseFloat(getComputedStyle(each).opacity);
    return product;
  };

  // The share of a box that its ancestors do not clip.
  const unclipped = (rect, element) => {
    let box = { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom };
    for (let each = element; each && each !== document.documentElement; each = around(each)) {
      const style = getComputedStyle(each);
      if (style.display === "inline" || style.display === "contents" || each === document.body) continue;
      const edges = each.getBoundingClientRect();
      if (style.overflowX !== "visible") { box.left = Math.max(box.left, edges.left); box.right = Math.min(box.right, edges.right); }
      if (style.overflowY !== "visible") { box.top = Math.max(box.top, edges.top); box.bottom = Math.min(box.bottom, edges.bottom); }
      if (style.position === "fixed") break;
    }
    const area = Math.max(0, rect.right - rect.left) * Math.max(0, rect.bottom - rect.top);
    const seen = Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top);
    return area ? seen / area : 0;
  };

  // Where the window's overflow is hidden, no reader can scroll it, though a script could. The body's counts where the root has none.
  const rooted = getComputedStyle(document.documentElement);
  const framed = rooted.overflowX === "visible" && rooted.overflowY === "visible" && document.body ? getComputedStyle(document.body) : rooted;
  const held = (overflow) => overflow === "hidden" || overflow === "clip";

  // A box that scrolls and is large enough to read in is scrolled as a reader would scroll it.
  const scrollsWithin = (rectOf, element) => {
    for (let each = around(element); each && each !== document.body && each !== document.documentElement; each = around(each)) {
      const scrolls = /auto|scroll/.test(getComputedStyle(each).overflowY) && each.scrollHeight > each.clientHeight;
      if (!scrolls || each.clientHeight < innerHeight / 2) continue;
      const rect = rectOf(), frame = each.getBoundingClientRect();
      each.scrollTop += rect.top + rect.height / 2 - frame.top - frame.height / 2;
    }
  };

  const shownAt = (rect) => {
    const x = rect.left + rect.width / 2, y = rect.top + rect.height / 2;
    scrollTo({
      left: held(framed.overflowX) ? 0 : scrollX + x - innerWidth / 2,
      top: held(framed.overflowY) ? 0 : scrollY + y - innerHeight / 2,
      behavior: "instant",
    });
  };

  // Whether one box is read before another, as lines are read from left to right and from top to bottom.
  const follows = (before, after) => {
    const together = Math.min(before.bottom, after.bottom) - Math.max(before.top, after.top);
    if (together > Math.min(before.height, after.height) / 2) return after.left >= before.left - 2;
    return after.top >= before.top - 2 || after.left > before.right;
  };

  // A background that is cut to the letters is their colour; it goes when the letters are made transparent.
  const markPainted = (element) => {
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      if (getComputedStyle(each).webkitBackgroundClip.includes("text")) each.setAttribute("data-imprint-painted", "");
    }
  };

  // Why one box with its element is not seen; empty where it is.
  const fault = (rectOf, element) => {
    if (!element.isConnected) return "it is no longer in the page";
    // An element of display: contents has no box of its own; its text stands in the box around it.
    let boxed = element;
    while (around(boxed) && getComputedStyle(boxed).display === "contents") boxed = around(boxed);
    if (!boxed.checkVisibility({ contentVisibilityAuto: false, opacityProperty: true, visibilityProperty: true })) return "it is not displayed";
    if (opacityOf(element) < 0.2) return "it is transparent";
    if (parseFloat(getComputedStyle(element).fontSize) * (element.currentCSSZoom || 1) < 8.99) return "its letters are too small";
    let rect = rectOf();
    if (!rect || rect.width < 1 || rect.height < 4) return "it has no size";
    scrollsWithin(rectOf, element);
    shownAt(rectOf());
    rect = rectOf();
    const x = rect.left + rect.width / 2, y = rect.top + rect.height / 2;
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return "it lies outside the page";
    if (unclipped(rect, element) < 0.5) return "it is cut off";
    return "";
  };

  const hit = (rect) => document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2);
  // Whether a box paints anything that would hide what is below it.
  const paints = (element) => {
    const style = getComputedStyle(element);
    const alpha = (style.backgroundColor.match(/[\d.]+/g) || [])[3];
    const ground = style.backgroundColor.startsWith("rgb") && (alpha === undefined || alpha > 0.2);
    return opacityOf(element) > 0.2 && (ground || style.backgroundImage !== "none" || /^(IMG|SVG|VIDEO|CANVAS|IFRAME|OBJECT|EMBED)$/i.test(element.tagName));
  };

  // What lies over some of the words of a line, though not over its middle: something among them or beside them that is painted.
  const overWords = (rect, node, element) => {
    const met = [];
    for (let step = 1; step < 24; step++) {
      const top = document.elementFromPoint(rect.left + (rect.width * step) / 24, rect.top + rect.height / 2);
      if (top && !top.contains(node) && paints(top)) met.push(top);
    }
    return met.length > 1 ? met[0] : null;
  };
  const name = (element) => (element ? `<${element.tagName.toLowerCase()}${element.id ? " id=" + element.id : ""}${element.className && element.className.split ? " class=" + element.className : ""}>` : "nothing");
  const place = (rect) => new DOMRect(rect.left + scrollX, rect.top + scrollY, rect.width, rect.height);
  const pageBox = (rects) => {
    const left = Math.min(...rects.map((each) => each.left)), top = Math.min(...rects.map((each) => each.top));
    const right = Math.max(...rects.map((each) => each.right)), bottom = Math.max(...rects.map((each) => each.bottom));
    return { x: left + scrollX, y: top + scrollY, width: right - left, height: bottom - top };
  };

  document.querySelectorAll("[data-imprint-painted]").forEach((each) => each.removeAttribute("data-imprint-painted"));
  document.querySelectorAll("[data-imprint-seen]").forEach((each) => each.removeAttribute("data-imprint-seen"));

  const notices = wanted.notices.map((notice) => {
    let best = { fault: "it is not in the page's text", box: null };
    for (let start = stream.indexOf(notice); start >= 0; start = stream.indexOf(notice, start + 1)) {
      const runs = runsOf(start, start + notice.length);
      let why = "";
      let previous = null;
      const boxes = [];
      for (const run of runs) {
        const range = document.createRange();
        range.setStart(run.node, run.start);
        range.setEnd(run.node, run.end);
        const rects = () => [...range.getClientRects()].filter((each) => each.width > 0);
        const blank = !/\S/.test(range.toString());
        if (blank) continue;
        const element = run.node.parentElement;
        for (let line = 0; line < Math.max(1, rects().length) && !why; line++) {
          why = fault(() => rects()[line], element);
          if (!why) {
            const rect = rects()[line];
            const top = hit(rect);
            const linked = top && top.closest("a[href]");
            // A link may be stretched over its box; whether it paints anything there is for the picture to say.
            const stretched = linked && wanted.links.some((link) => linked.getAttribute("href") === link);
            if (top && !top.contains(element) && !element.contains(top) && !stretched) why = `it is covered by ${name(top)}`;
            const over = !why && overWords(rect, run.node, element);
            if (over) why = `some of its words are covered by ${name(over)}`;
            if (!why && line === 0 && previous && getComputedStyle(element).writingMode === "horizontal-tb" && !follows(previous, place(rect))) {
              why = "its parts stand in another order";
            }
            if (line === 0) previous = place(rect);
            boxes.push(pageBox([rect]));
          }
        }
        element.setAttribute("data-imprint-seen", "notice");
        markPainted(element);
        if (why) break;
      }
      if (!why) return { fault: "", box: pageBox(boxes.map((each) => new DOMRect(each.x - scrollX, each.y - scrollY, each.width, each.height))) };
      best = { fault: why, box: null };
    }
    return best;
  });

  const links = wanted.links.map((link) => {
    let best = { fault: "there is no link to it", box: null, point: null };
    let target = link;
    try { target = new URL(link).href; } catch { return best; }
    for (const anchor of document.querySelectorAll("a[href]")) {
      if (anchor.href !== target) continue;
      const image = [...anchor.querySelectorAll("img")].find((each) => each.width >= 8 && each.height >= 8);
      let why = "it has no text", where = null;
      for (let index = 0; index < Math.min(6, Math.max(1, anchor.getClientRects().length)); index++) {
        const rectOf = () => (image && !anchor.innerText.trim() ? image.getBoundingClientRect() : anchor.getClientRects()[index]);
        why = fault(rectOf, image && !anchor.innerText.trim() ? image : anchor);
        if (!why && !image && anchor.innerText.replace(/[\s\u200b-\u200f\u2060\ufeff]/g, "").length < 3) why = "it has no text";
        if (why) continue;
        const rect = rectOf();
        const top = hit(rect);
        // The image of a link may have a map; an area that leads to the same place is as good.
        const area = top && top.tagName === "AREA" && top.href === target;
        if (!top || !(top === anchor || anchor.contains(top) || area)) { why = `a click on it meets ${name(top)}`; continue; }
        where = { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2, box: pageBox([rect]) };
        break;
      }
      if (where) {
        anchor.setAttribute("data-imprint-seen", "link");
        markPainted(anchor);
        return { fault: "", box: where.box, point: { x: where.x, y: where.y }, image: !!(image && !anchor.innerText.trim()) };
      }
      best = { fault: why, box: null, point: null };
    }
    return best;
  });
  return { notices, links, address: location.href };
}
