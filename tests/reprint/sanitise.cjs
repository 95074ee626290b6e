// Reads a JSON list of HTML texts and prints, for each sanitiser, what its defaults leave of them.
const { createRequire } = require("node:module");
const modules = createRequire(process.argv[2] + "/");
const { JSDOM } = modules("jsdom");
const DOMPurify = modules("dompurify")(new JSDOM("").window);
const sanitizeHtml = modules("sanitize-html");
const texts = JSON.parse(require("node:fs").readFileSync(0, "utf-8"));
console.log(
  JSON.stringify({
    DOMPurify: texts.map((html) => DOMPurify.sanitize(html)),
    "sanitize-html": texts.map((html) => sanitizeHtml(html)),
  }),
);
