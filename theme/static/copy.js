// Adds a copy button to each copy and each field of a reprint kit, and says what it did. The page works without it.
const said = document.querySelector("[data-copied]");
const source = (id, type) => new Blob([document.getElementById(id).value], { type });

const copy = (part) =>
  part.dataset.copy === "formatted"
    ? navigator.clipboard.write([
        new ClipboardItem({
          "text/html": source("source-html", "text/html"),
          "text/plain": source("source-text", "text/plain"),
        }),
      ])
    : navigator.clipboard.writeText(part.querySelector("textarea, input").value);

// Browsers give pages the clipboard over https and on localhost only.
for (const part of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = part.dataset.button;
  if (part.dataset.of) button.setAttribute("aria-label", `${part.dataset.button}: ${part.dataset.of}`);
  button.addEventListener("click", async () => {
    const label = part.dataset.of || part.querySelector("h3").textContent;
    said.textContent = "";
    try {
      await copy(part);
      said.textContent = said.dataset.copied.replace("{label}", label);
    } catch {
      said.textContent = said.dataset.failed;
    }
  });
  (part.querySelector(".ways") || part).prepend(button);
}
