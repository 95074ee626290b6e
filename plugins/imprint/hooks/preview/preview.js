// Reload when a build has ended, and mark on the page what a finding quotes.
const events = new EventSource("/-/events");
events.addEventListener("built", () => location.reload());

for (const item of document.querySelectorAll("#imprint-preview [data-excerpt]")) {
  const wanted = item.dataset.excerpt.replace(/\s+/g, " ").trim();
  const blocks = document.querySelectorAll("main p, main li, main h1, main h2, main h3, footer p, aside p");
  const found = [...blocks].find((block) => !block.closest("#imprint-preview") && block.textContent.replace(/\s+/g, " ").includes(wanted));
  found?.classList.add("imprint-found");
}
