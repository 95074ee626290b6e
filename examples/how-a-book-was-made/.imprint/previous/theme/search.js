// Looks through the site's own index, which is fetched when somebody searches. Without this script the archive serves.
const form = document.getElementById("search");
const said = document.getElementById("said");
const found = document.getElementById("found");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const WEIGHTS = [8, 5, 3, 2, 1];
let index;

const load = () =>
  (index ??= fetch(form.dataset.index)
    .then((answer) => answer.json())
    .then((all) => all.map(([path, title, summary, facts, ...fields]) => ({ path, title, summary, facts, fields: [title, ...fields].map(plain) }))));

// Every word must begin a word of some field; the better the field, the higher the article stands.
const score = (fields, words) => {
  let total = 0;
  for (const word of words) {
    const at = fields.findIndex((field) => ` ${field}`.includes(` ${word}`));
    if (at < 0) return 0;
    total += WEIGHTS[at];
  }
  return total;
};

const entry = ({ path, title, summary, facts }) => {
  const item = document.createElement("li");
  const head = item.appendChild(document.createElement("h2"));
  const link = head.appendChild(document.createElement("a"));
  link.href = path;
  link.textContent = title;
  if (summary) item.appendChild(document.createElement("p")).textContent = summary;
  const line = item.appendChild(document.createElement("div"));
  line.className = "facts";
  for (const fact of facts) line.appendChild(document.createElement("span")).textContent = fact;
  return item;
};

const search = async (query) => {
  const words = plain(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (!words.length) {
    said.textContent = "";
    return found.replaceChildren();
  }
  try {
    const ranked = (await load())
      .map((article) => [score(article.fields, words), article])
      .filter(([points]) => points)
      .sort(([a], [b]) => b - a);
    found.replaceChildren(...ranked.slice(0, 50).map(([, article]) => entry(article)));
    const form_of = ranked.length === 0 ? "none" : ranked.length === 1 ? "one" : "other";
    said.textContent = form.dataset[form_of].replace("{n}", ranked.length).replace("{query}", () => query);
  } catch {
    said.textContent = form.dataset.failed;
  }
};

form.hidden = false;
document.getElementById("plain").hidden = true;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", `?q=${encodeURIComponent(form.q.value)}`);
  search(form.q.value);
});
const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  form.q.value = asked;
  search(asked);
}
