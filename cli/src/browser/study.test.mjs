// A user study in a real browser: made, answered from a file without a server, and counted.

import assert from 'node:assert/strict';
import {copyFileSync, mkdirSync, mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {SAMPLES, keep, run, startBrowser} from './studio.mjs';

const TRIPLETS = 4;
const PAIRS = 3;
const QUESTIONS = 2 * TRIPLETS + PAIRS;

let browser;
let folder;
let address;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'study-'));
  for (const kind of ['real', 'ours', 'theirs']) {
    const person = join(folder, kind, 'someone');
    mkdirSync(person, {recursive: true});
    copyFileSync(join(SAMPLES, 'astronaut.png'), join(person, '1.png'));
    copyFileSync(join(SAMPLES, 'joconde.jpg'), join(person, '2.jpg'));
  }
  const out = join(folder, 'study');
  run('study', 'make', '--real', join(folder, 'real'), '--made', `ours=${join(folder, 'ours')}`, '--made', `theirs=${join(folder, 'theirs')}`,
    '--triplets', TRIPLETS, '--pairs', PAIRS, '--out', out);
  address = pathToFileURL(join(out, 'index.html')).href;
  browser = await startBrowser(null);
});

after(() => browser?.close());

async function opened(viewport) {
  const context = await browser.newContext({viewport, acceptDownloads: true});
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', error => faults.push(error.message));
  page.on('request', request => {
    if (!request.url().startsWith('file:') && !request.url().startsWith('blob:')) {
      faults.push('asked for ' + request.url());
    }
  });
  await page.goto(address);
  return {context, page, faults};
}

/** Waits until the pictures of a question are seen, all of them. */
async function asked(page) {
  await page.waitForFunction(() => [...document.querySelectorAll('#choices img')].every(picture => picture.naturalWidth > 0));
  return page.locator('#choices button').count();
}

async function progress(page) {
  return page.evaluate(() => document.getElementById('progress').value);
}

test('a study is answered by keys, and counted', async () => {
  const {context, page, faults} = await opened({width: 1280, height: 860});
  await page.fill('#name', 'A. B.');
  await page.click('#begin');
  let triplets = 0;
  for (let i = 0; i < QUESTIONS; i++) {
    triplets += await asked(page) === 3 ? 1 : 0;
    if (i === 0) {
      await keep(page, 'study');
    }
    await page.keyboard.press('1');
  }
  assert.equal(triplets, 2 * TRIPLETS);
  const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const file = join(folder, saved.suggestedFilename());
  await saved.saveAs(file);
  const answers = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(answers.name, 'A. B.');
  assert.equal(new Set(answers.answers.map(answer => answer.trial)).size, QUESTIONS);
  const told = run('study', 'score', file);
  assert.match(told, /Answers of 1 person/);
  const found = answers.answers.filter(answer => answer.method === 'ours' && answer.found).length;
  assert.match(told, new RegExp(`\\| ours \\| ${(100 * found / TRIPLETS).toFixed(1)} \\| .* \\| ${TRIPLETS} \\|`));
  assert.match(told, /\| 1 \| (ours|theirs) \|/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a study goes on where it was closed, and an answer can be taken back', async () => {
  const {context, page, faults} = await opened({width: 390, height: 844});
  await page.click('#begin');
  for (let i = 0; i < 3; i++) {
    await asked(page);
    await page.click('#choices button >> nth=0');
  }
  await keep(page, 'study-390');
  await page.reload();
  assert.equal(await page.textContent('#begin'), 'Go on');
  await page.click('#begin');
  assert.ok(Math.abs(await progress(page) - 3 / QUESTIONS) < 1e-6);
  await page.click('#back');
  assert.ok(Math.abs(await progress(page) - 2 / QUESTIONS) < 1e-6);
  assert.deepEqual(faults, []);
  await context.close();
});
