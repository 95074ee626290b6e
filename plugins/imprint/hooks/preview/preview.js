// Load the page again when it would look different, take in what was found when only that is, and say at the place what is wrong there.
const events = new EventSource(document.currentScript.dataset.events);
events.addEventListener("changed", () => location.reload());
events.addEventListener("findings", async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const found = page.getElementById("imprint-preview");
  const before = document.getElementById("imprint-preview");
  // A list that its reader has opened or closed stays so.
  if (before && found && before.className === found.className) found.querySelector("details").open = before.querySelector("details").open;
  before?.remove();
  if (found) document.body.append(found);
  mark();
});

const inOneLine = (text) => text.replace(/\s+/g, " ").trim();

function mark() {
  for (const note of document.querySelectorAll(".imprint-note")) note.remove();
  for (const block of document.querySelectorAll(".imprint-found")) block.classList.remove("imprint-found");
  const blocks = [...document.querySelectorAll("main p, main li, main h1, main h2, main h3, main pre, footer p, aside p")];
  for (const item of document.querySelectorAll("#imprint-preview [data-excerpt]")) {
    const wanted = inOneLine(item.dataset.excerpt).replace(/…$/, "").slice(0, 60);
    const block = wanted && blocks.find((each) => !each.closest("#imprint-preview") && inOneLine(each.textContent).includes(wanted));
    if (!block) continue;
    block.classList.add("imprint-found");
    const note = document.createElement(block.matches("li") ? "div" : "p");
    note.className = `imprint-note ${item.className}`;
    note.append(...[...item.querySelectorAll("p")].map((part) => part.textContent).flatMap((text, number) => (number ? [document.createElement("br"), text] : [text])));
    block.matches("li") ? block.append(note) : block.after(note);
  }
}
mark();
