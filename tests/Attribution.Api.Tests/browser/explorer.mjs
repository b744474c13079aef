// Opens the explorer, gives it the token, runs a query and prints what it shows.
import assert from 'node:assert/strict';
import chromium from '@sparticuz/chromium';
import puppeteer from 'puppeteer-core';

const [address, token] = process.argv.slice(2);
const browser = await puppeteer.launch({
  executablePath: await chromium.executablePath(),
  args: [...chromium.args, '--no-sandbox'],
  headless: 'shell',
});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  const faults = [];
  const foreign = [];
  page.on('pageerror', error => faults.push(String(error)));
  page.on('request', request => {
    if (!request.url().startsWith(new URL(address).origin) && !request.url().startsWith('data:')) {
      foreign.push(request.url());
    }
  });
  await page.setViewport({ width: 1400, height: 900 });
  await page.goto(address);
  await page.type('#token', token);
  const introspected = page.waitForResponse(async response =>
    response.request().method() === 'POST' && response.ok() && (await response.text()).includes('__schema'));
  await page.click('form.token button');
  const schema = await (await introspected).text();
  assert.ok(!schema.includes('created_at'), 'deprecated spellings are hidden');

  await page.waitForSelector('.graphiql-query-editor .CodeMirror');
  await page.evaluate(() => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror
    .setValue('{ campaigns(first: 1) { totalCount } }'));
  await page.click('button.graphiql-execute-button');
  await page.waitForFunction(() =>
    document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue().includes('totalCount'));
  const shown = await page.evaluate(() => document.querySelector('.result-window .CodeMirror').CodeMirror.getValue());
  assert.deepEqual(faults, []);
  assert.deepEqual(foreign, []);
  console.log(JSON.stringify(JSON.parse(shown)));
} finally {
  await browser.close();
}
