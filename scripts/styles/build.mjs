// Makes static/site.css: hand-picked GOV.UK Frontend parts, cut to what our templates
// use and turned to logical properties, then our own rules.
//
//     node scripts/styles/build.mjs [--check]
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const target = join(root, "static/site.css");
const licence =
  "/*! Parts are from GOV.UK Frontend (MIT, Crown copyright); the rest is ours (MIT). */\n";

// GOV.UK Frontend knows left and right only: said here for any direction of writing.
const LOGICAL = {
  "margin-left": "margin-inline-start",
  "margin-right": "margin-inline-end",
  "margin-top": "margin-block-start",
  "margin-bottom": "margin-block-end",
  "padding-left": "padding-inline-start",
  "padding-right": "padding-inline-end",
  "padding-top": "padding-block-start",
  "padding-bottom": "padding-block-end",
  "border-left": "border-inline-start",
  "border-right": "border-inline-end",
  "border-top": "border-block-start",
  "border-bottom": "border-block-end",
  "border-left-color": "border-inline-start-color",
  left: "inset-inline-start",
  right: "inset-inline-end",
  top: "inset-block-start",
  bottom: "inset-block-end",
  width: "inline-size",
  height: "block-size",
  "max-width": "max-inline-size",
  "min-height": "min-block-size",
};
const START = { left: "start", right: "end" };
// Ours to say once for the whole page, or for browsers long gone.
const UNWANTED = /^(-(ms|moz|webkit)-|font-family$)/;
const BODY_SIZE = "1.1875rem";

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

function wordsUsed() {
  const sources = [...files(join(root, "templates")), ...files(join(root, "static"))];
  const texts = sources
    .filter((name) => /\.(html|js)$/.test(name))
    .map((name) => readFileSync(name, "utf8"));
  return new Set(texts.join(" ").match(/[\w-]+/g));
}

function isUsed(selector, used) {
  const names = [...selector.matchAll(/\.govuk-([\w-]+)/g)].map((found) => found[1]);
  return names.every((name) => used.has(name)) && !/frontend-supported|:-moz/.test(selector);
}

function picked(used) {
  return {
    postcssPlugin: "picked",
    AtRule(rule) {
      const isPast = rule.name === "media" && /print|-ms-|\\0/.test(rule.params);
      if (isPast && !/forced-colors/.test(rule.params)) rule.remove();
      if (rule.name === "supports" || rule.name === "charset") rule.remove();
      else if (/-ms-/.test(rule.params)) rule.params = "(forced-colors:active)";
    },
    Rule(rule) {
      if (rule.selector.startsWith(":root") || rule.selector.includes("[disabled]")) {
        rule.remove();
        return;
      }
      const kept = rule.selectors.filter((one) => isUsed(one, used));
      if (!kept.length) rule.remove();
      else rule.selectors = kept.map((one) => one.replaceAll(":not(.\\:focus)", ""));
    },
    Declaration(line) {
      const isBody = line.prop === "font-size" && line.value === BODY_SIZE;
      if (UNWANTED.test(line.prop) || isBody) {
        line.remove();
        return;
      }
      if (line.prop === "clip") line.remove();
      if (line.prop === "text-align") line.value = START[line.value] ?? line.value;
      line.prop = LOGICAL[line.prop] ?? line.prop;
      line.value = line.value.replaceAll(/var\(--govuk-([\w-]+?)-colour, [^)]+\)/g, "var(--$1)");
    },
    OnceExit(sheet) {
      sheet.walkRules((rule) => {
        rule.selector = rule.selector.replaceAll("govuk-", "");
        if (!rule.nodes.length) rule.remove();
      });
      sheet.walkAtRules((rule) => {
        if (rule.nodes && !rule.nodes.length) rule.remove();
      });
    },
  };
}

function compiled(name) {
  const options = { loadPaths: [join(here, "node_modules")], quietDeps: true };
  return sass.compile(join(here, name), options).css;
}

async function made() {
  const parts = await postcss([picked(wordsUsed())]).process(compiled("parts.scss"), {
    from: undefined,
  });
  const all = `${parts.css}\n${compiled("site.scss")}`;
  const small = sass.compileString(all, { style: "compressed" }).css;
  // A line for each rule: a change of one is then a change of one line.
  return licence + small.replace(/^\uFEFF|^@charset "[^"]+";/, "").replaceAll("}", "}\n");
}

const css = await made();
if (!process.argv.includes("--check")) writeFileSync(target, css);
else if (readFileSync(target, "utf8") !== css) {
  console.error("static/site.css is not what scripts/styles makes. Run: scripts/styles/build");
  process.exit(1);
}
