// Opens HTML files in a browser as their readers would, and prints what it found as JSON, a list with a value for
// each file: what it tried to load, which programs ran in it, what keeps people from reading it.
//
//   node browser.mjs TOOLS BROWSER FILE...

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const [tools, browser, ...files] = process.argv.slice(2);
const installed = createRequire(path.join(path.resolve(tools), 'package.json'));
const { chromium } = installed('playwright-core');
const axe = readFileSync(installed.resolve('axe-core/axe.min.js'), 'utf-8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const NARROW = { width: 320, height: 700 };

/** Opens a file with everything that it says in force, and returns what it tried to do. */
async function tried(started, file) {
  const page = await started.newPage({ viewport: NARROW });
  const found = { asked: [], ran: [] };
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === pathToFileURL(file).href) return route.continue();
    found.asked.push(url);
    return route.abort();
  });
  page.on('dialog', (dialog) => {
    found.ran.push(dialog.message());
    return dialog.dismiss();
  });
  page.on('popup', (popup) => found.ran.push(popup.url()));
  page.on('pageerror', (error) => found.ran.push(String(error)));
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  found.elements = await page.evaluate(() => [...new Set([...document.querySelectorAll('*')].map((e) => e.localName))]);
  found.handlers = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]).map((a) => a.name).filter((n) => n.startsWith('on')));
  found.overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  found.title = await page.title();
  await page.close();
  return found;
}

/** Returns what axe says of a file in a colour scheme. It is the one that may run: the document forbids all. */
async function violations(started, file, colorScheme) {
  const page = await started.newPage({ colorScheme, bypassCSP: true });
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe);
  const found = await page.evaluate((runOnly) => window.axe.run({ runOnly }), RULES);
  await page.close();
  return found.violations.map((each) => `${each.id}: ${each.help}: ${each.nodes[0].html.slice(0, 120)}`);
}

const started = await chromium.launch({ executablePath: browser, args: ['--no-sandbox'] });
const results = [];
for (const file of files) {
  const found = await tried(started, file);
  found.light = await violations(started, file, 'light');
  found.dark = await violations(started, file, 'dark');
  results.push(found);
}
await started.close();
console.log(JSON.stringify(results));
