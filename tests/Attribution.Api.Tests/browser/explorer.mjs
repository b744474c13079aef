// Opens the explorer, gives it the token, runs a query and a subscription and prints what it shows of each.
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
  const run = async document => {
    await page.evaluate(text => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror
      .setValue(text), document);
    await page.click('button.graphiql-execute-button');
  };
  const shown = async (word, timeout = 120_000) => {
    const result = await page.waitForFunction(wanted => {
      const text = document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue();
      return text?.includes(wanted) ? text : null;
    }, { timeout }, word);
    return result.jsonValue();
  };
  const createCampaign = async name => {
    const query = `mutation { createCampaign(input: { name: "${name}" }) { errors { code } } }`;
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    assert.deepEqual(await response.json(), { data: { createCampaign: { errors: [] } } });
  };
  await page.setViewport({ width: 1400, height: 900 });
  await page.goto(address);
  await page.type('#token', token);
  const introspected = page.waitForResponse(async response =>
    response.request().method() === 'POST' && response.ok() && (await response.text()).includes('__schema'));
  await page.click('form.token button');
  const schema = await (await introspected).text();
  assert.ok(!schema.includes('created_at'), 'deprecated spellings are hidden');

  await page.waitForSelector('.graphiql-query-editor .CodeMirror');
  await run('{ campaigns(first: 1) { totalCount } }');
  const answer = await shown('totalCount');

  await run('subscription { campaignChanged { campaign { name } event { type } } }');
  // The server says nothing when a subscription has begun, so campaigns are made until one of them is told of.
  let told = '';
  for (let attempt = 0; attempt < 60 && !told.includes('campaignChanged'); attempt++) {
    await createCampaign('Seen in the browser');
    told = await shown('campaignChanged', 1_000).catch(() => '');
  }
  assert.deepEqual(faults, []);
  assert.deepEqual(foreign, []);
  console.log(JSON.stringify([JSON.parse(answer), JSON.parse(told)]));
} finally {
  await browser.close();
}
