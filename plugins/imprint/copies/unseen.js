// Marks every element that a reader surely does not see, by its computed style; the same signs as imprint.copies.sight.
() => {
  const FAR = -500;
  const px = (value) => (value && value.endsWith("px") ? parseFloat(value) : 0);
  const alpha = (colour) => {
    const found = /^rgba?\(([^)]*)\)$/.exec(colour);
    if (!found) return 1;
    const parts = found[1].split(/[\s,/]+/).filter(Boolean);
    return parts.length > 3 ? parseFloat(parts[3]) : 1;
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.backgroundImage !== "none") return null;
      if (alpha(style.backgroundColor) >= 1) return style.backgroundColor;
      if (alpha(style.backgroundColor) > 0) return null;
    }
    return "rgb(255, 255, 255)";
  };
  const unseen = (element) => {
    const style = getComputedStyle(element);
    if (style.display === "none") return "not displayed (display: none)";
    if (parseFloat(style.opacity) < 0.1) return "transparent (opacity)";
    const outside = style.position === "absolute" || style.position === "fixed";
    if (outside && ["left", "top", "right", "bottom"].some((side) => px(style[side]) < FAR && element.getBoundingClientRect().right + scrollX < 1)) return "moved off the page";
    if (outside && /^rect\((0|1)px,? \1px,? \1px,? \1px\)$/.test(style.clip)) return "clipped away (clip)";
    if (/^(inset\((50|100)%\)|circle\(0(px)?( at .*)?\))$/.test(style.clipPath)) return "clipped away (clip-path)";
    if (/hidden|clip/.test(style.overflow) && element.childNodes.length) {
      const box = element.getBoundingClientRect();
      if (style.display !== "inline" && (box.width <= 1 || box.height <= 1)) return "cut down to nothing";
    }
    if (/^matrix\(0, 0, 0, 0,/.test(style.transform)) return "scaled down to nothing (transform)";
    if (![...element.childNodes].some((each) => each.nodeType === 3 && each.data.trim())) return "";
    if (style.visibility !== "visible") return "invisible (visibility: hidden)";
    if (parseFloat(style.fontSize) < 2) return "too small to see";
    if (px(style.textIndent) < FAR) return "moved off the page (text-indent)";
    if (alpha(style.color) < 0.1) return "of a transparent colour";
    if (ground(element) === style.color) return "of the colour of its background";
    return "";
  };
  const found = [];
  for (const element of document.body ? document.body.querySelectorAll("*") : []) {
    element.removeAttribute("data-imprint-unseen");
    if (["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "LINK", "META", "TITLE", "BR"].includes(element.tagName)) continue;
    const reason = unseen(element);
    if (reason) found.push([element, reason]);
  }
  for (const [element, reason] of found) element.setAttribute("data-imprint-unseen", reason);
  for (const each of document.querySelectorAll("link[rel~=stylesheet], style")) each.remove();
  for (const each of document.querySelectorAll("[style]")) each.removeAttribute("style");
  return "<!doctype html>\n" + document.documentElement.outerHTML;
}
