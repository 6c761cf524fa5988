// The studio in a real browser, with a camera that is a film.

import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {PATIENCE, SAMPLES, choose, keep, makeCamera, makeFilm, openPage, portrait, shown, startBrowser, startStudio} from './studio.mjs';

const LIVE_SECONDS = Number(process.env.STUDIO_LIVE_SECONDS ?? 20);

let studio;
let film;
let browser;

before(async () => {
  const camera = await makeCamera(3);
  film = makeFilm();
  studio = await startStudio();
  browser = await startBrowser(camera);
});

after(async () => {
  await browser?.close();
  studio?.program.kill();
});

/** Opens a page for a test, and looks at its end whether it complained. */
function withPage(work, viewport) {
  return async context => {
    const {page, faults} = await openPage(browser, studio.address, viewport);
    try {
      await work(page, context);
      assert.deepEqual(faults, []);
    } finally {
      await page.context().close();
    }
  };
}

test('photos are looked at and become a portrait', withPage(async page => {
  assert.equal(new URL(page.url()).search, '', 'the token stays in the address');
  await page.setInputFiles('#photo-files', [join(SAMPLES, 'joconde.jpg'), join(SAMPLES, 'astronaut.png')]);
  await page.waitForFunction(() => document.querySelectorAll('.photo .face[aria-pressed="true"]').length === 2, null, PATIENCE);
  await page.waitForFunction(() => document.getElementById('portrait-state').textContent === 'of 2 photos', null, PATIENCE);
  assert.match(await page.textContent('#photos'), /Turned to the side.*Too small: the head is 177 pixels/s);
  await keep(page, 'photos');
  await page.click('.photo >> nth=1 >> .remove');
  await page.waitForFunction(() => document.getElementById('portrait-state').textContent === 'of 1 photo', null, PATIENCE);
}));

test('a wrong file is told with its code, and nothing else happens', withPage(async page => {
  await page.setInputFiles('#photo-files', {name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('hello')});
  await page.waitForSelector('.notice', PATIENCE);
  assert.match(await page.textContent('.notice'), /TH-101.*notes\.png.*give a PNG, JPEG.*\.Close/s);
  await page.setInputFiles('#person-file', {name: 'a.person', mimeType: 'application/zip', buffer: Buffer.from('hello')});
  await page.waitForFunction(() => /TH-304/.test(document.getElementById('notices').textContent), null, PATIENCE);
  await choose(page, 'joconde.jpg');
}));

test('the camera moves the portrait', withPage(async (page, context) => {
  await choose(page, 'joconde.jpg');
  const calm = await shown(page);
  await page.selectOption('#live-size', '256');
  await page.click('#live-start');
  await page.waitForFunction(() => /ms/.test(document.getElementById('live-delay').textContent), null, PATIENCE);
  await page.click('#live-record');
  const seen = new Set();
  for (let second = 0; second < LIVE_SECONDS; second++) {
    await page.waitForTimeout(1000);
    seen.add(await shown(page));
  }
  assert.ok(seen.size > LIVE_SECONDS / 4 && !seen.has(calm), `the portrait hardly moves: ${seen.size} pictures`);
  await keep(page, 'live');
  context.diagnostic(`live at 256 px: ${await page.evaluate(() => ['live-rate', 'live-delay', 'live-delay-95', 'live-dropped']
    .map(id => document.getElementById(id).textContent).join(' | '))} (a second, median, 95 %, dropped)`);
  const [recorded] = await Promise.all([page.waitForEvent('download', PATIENCE), page.click('#live-record')]);
  assert.match(recorded.suggestedFilename(), /^live\.(mp4|webm)$/);
  assert.ok(readFileSync(await recorded.path()).length > 10_000, 'the recording is empty');
  await page.click('#live-calm');
  await page.waitForTimeout(1000);
  await page.fill('#live-strength', '0');
  await page.waitForTimeout(3000);
  assert.equal(await page.textContent('#live-strength-shown'), '0.0\u00d7');
  const still = await shown(page);
  await page.waitForTimeout(1000);
  assert.equal(await shown(page), still, 'a motion without strength moves the portrait');
  await page.click('#live-start');
  await page.waitForSelector('#camera-figure', {state: 'hidden'});
  await page.waitForFunction(() => document.getElementById('live-start').textContent === 'Start camera');
}));

test('sliders move the portrait, and reset brings it back', withPage(async page => {
  await choose(page, 'joconde.jpg');
  const calm = await shown(page);
  await page.click('#tab-hands');
  const settled = async different => {
    for (let i = 0; i < 600; i++) {
      const now = await shown(page);
      if (now !== different) {
        return now;
      }
      await page.waitForTimeout(100);
    }
    throw new Error('the portrait does not move');
  };
  await page.fill('#slider-yaw', '15');
  const turned = await settled(calm);
  await page.fill('#slider-smile', '0.8');
  await settled(turned);
  await page.waitForTimeout(500);
  await keep(page, 'hands');
  await page.click('#hands-reset');
  await page.waitForFunction(() => document.getElementById('slider-yaw').value === '0');
  for (let i = 0; i < 300 && await shown(page) !== calm; i++) {
    await page.waitForTimeout(100);
  }
  assert.equal(await shown(page), calm);
}));

test('a video is made, shown and downloaded; another is cancelled', withPage(async page => {
  await choose(page, 'joconde.jpg');
  await page.click('#tab-video');
  await page.click('#driver-sample');
  await page.waitForSelector('#video-make:not([disabled])', PATIENCE);
  await page.click('#video-make');
  await page.waitForFunction(() => /frame \d+ of \d+/.test(document.getElementById('video-words').textContent), null, PATIENCE);
  await page.click('#video-cancel');
  await page.waitForFunction(() => document.getElementById('video-words').textContent === 'cancelled', null, PATIENCE);
  assert.equal(await page.locator('#video-results button').count(), 0);
  await page.click('#video-make');
  await page.waitForFunction(() => /s left/.test(document.getElementById('video-words').textContent), null, PATIENCE);
  await keep(page, 'video');
  await page.waitForSelector('#video-results button', PATIENCE);
  await page.waitForFunction(() => document.querySelector('#video-shown video')?.videoWidth === 512, null, PATIENCE);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#video-results button')]);
  assert.equal(file.suggestedFilename(), 'portrait.mp4');
  assert.equal(readFileSync(await file.path()).subarray(4, 8).toString(), 'ftyp');
}));

test('a portrait is tuned where a tuner is there, and else the page says how to add one', withPage(async (page, context) => {
  await choose(page, 'joconde.jpg');
  const calm = await shown(page);
  await page.click('#tab-tune');
  if (await page.isVisible('#tune-how')) {
    assert.match(await page.textContent('#tune-how'), /talkinghead-backend-djl/);
    assert.ok(await page.isDisabled('#tune-start'));
    await keep(page, 'no-tuner');
    context.diagnostic('no tuner on the class path');
    return;
  }
  await page.selectOption('#tune-epochs', '5');
  await page.click('#tune-start');
  await page.waitForFunction(() => /epoch 3 of 5/.test(document.getElementById('tune-words').textContent), null, PATIENCE);
  assert.match(await page.textContent('#tune-content'), /^\d/);
  await keep(page, 'tune');
  await page.waitForFunction(() => /^tuned/.test(document.getElementById('tune-words').textContent), null, PATIENCE);
  await page.waitForFunction(() => /tuned/.test(document.getElementById('portrait-state').textContent), null, PATIENCE);
  assert.notEqual(await shown(page), calm);
  await page.click('#tune-undo');
  await page.waitForFunction(() => /before/.test(document.getElementById('tune-words').textContent), null, PATIENCE);
  assert.equal(await shown(page), calm);
  await page.selectOption('#tune-epochs', '40');
  await page.click('#tune-start');
  await page.waitForFunction(() => /epoch 1 of/.test(document.getElementById('tune-words').textContent), null, PATIENCE);
  await page.click('#tune-cancel');
  await page.waitForFunction(() => /cancelled/.test(document.getElementById('tune-words').textContent), null, PATIENCE);
}));

test('the calm frame of a driving video is picked by a click', withPage(async page => {
  await choose(page, 'joconde.jpg');
  await page.click('#tab-video');
  await page.setInputFiles('#driver-file', film);
  await page.waitForSelector('#driver-video', {state: 'visible', ...PATIENCE});
  await page.waitForSelector('#video-make:not([disabled])', PATIENCE);
  await page.click('#video-make');
  await page.waitForSelector('#video-results button', PATIENCE);
  await page.evaluate(() => new Promise(resolve => {
    const video = document.getElementById('driver-video');
    video.onseeked = resolve;
    video.currentTime = 0.2;
  }));
  await page.click('#driver-calm');
  assert.match(await page.textContent('#driver-calm-words'), /at 0\.20 s/);
  await keep(page, 'calm-frame');
  const orders = [];
  page.on('request', request => request.url().endsWith('/videos') && orders.push(JSON.parse(request.postData())));
  await page.click('#video-make');
  await page.waitForFunction(() => document.querySelectorAll('#video-results button').length === 1 && !document.getElementById('video-make').disabled, null, PATIENCE);
  assert.equal(orders[0].neutralAt, 0.2);
  await page.click('#driver-calm-reset');
  assert.match(await page.textContent('#driver-calm-words'), /calmest of the first/);
}));

test('a driving video that is none is told by its name', withPage(async page => {
  await choose(page, 'joconde.jpg');
  await page.click('#tab-video');
  await page.setInputFiles('#driver-file', {name: 'talk.mp4', mimeType: 'video/mp4', buffer: Buffer.from('hello')});
  await page.waitForSelector('#video-make:not([disabled])', PATIENCE);
  await page.click('#video-make');
  await page.waitForSelector('.notice', PATIENCE);
  assert.match(await page.textContent('.notice'), /TH-201.*talk\.mp4/s);
}));

test('a person is saved and loaded', withPage(async page => {
  await choose(page, 'joconde.jpg');
  const calm = await shown(page);
  const [saved] = await Promise.all([page.waitForEvent('download', PATIENCE), page.click('#save-person')]);
  assert.equal(saved.suggestedFilename(), 'portrait.person');
  await choose(page, 'astronaut.png');
  await page.waitForFunction(name => document.querySelector('.photo-name')?.textContent === name, 'astronaut.png', PATIENCE);
  await portrait(page);
  await page.setInputFiles('#person-file', {name: 'lisa.person', mimeType: 'application/zip', buffer: readFileSync(await saved.path())});
  for (let i = 0; i < 600 && await shown(page) !== calm; i++) {
    await page.waitForTimeout(100);
  }
  assert.equal(await shown(page), calm);
}));

test('the page fits a phone, and the dark', withPage(async page => {
  await choose(page, 'joconde.jpg');
  await page.emulateMedia({colorScheme: 'dark'});
  for (const tab of ['live', 'video', 'hands', 'tune']) {
    await page.click(`#tab-${tab}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${tab} is wider than the phone`);
    await page.waitForTimeout(300);
    await keep(page, `phone-${tab}`, {fullPage: true});
  }
}, {width: 390, height: 844}));

test('the page works by keyboard', withPage(async page => {
  const reached = [];
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement?.id || document.activeElement?.dataset.sample || document.activeElement?.className));
  }
  assert.deepEqual(reached, ['skip', 'load-person', 'choose', 'astronaut.png', 'joconde.jpg', 'tab-live']);
  await keep(page, 'keyboard');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await portrait(page);
  await page.focus('#tab-live');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.ok(await page.isVisible('#slider-yaw'));
  await page.focus('#slider-yaw');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.inputValue('#slider-yaw'), '1');
}));

test('a page of another site can neither read nor drive', async () => {
  const foreign = createServer((request, response) => response.setHeader('Content-Type', 'text/html').end('<title>foreign</title>'));
  await new Promise(resolve => foreign.listen(0, '127.0.0.1', resolve));
  const {page} = await openPage(browser, studio.address);
  try {
    // The same browser, whose cookie opens the studio.
    const other = await page.context().newPage();
    await other.goto(`http://127.0.0.1:${foreign.address().port}/`);
    const {host, port} = new URL(studio.address);
    const got = await other.evaluate(async ([host, port]) => {
      const outcome = [];
      for (const address of [`http://${host}`, `http://localhost:${port}`]) {
        for (const options of [{}, {credentials: 'include'}, {method: 'POST', credentials: 'include', body: '{}'}]) {
          outcome.push(await fetch(`${address}/main.js`, options).then(response => response.status, () => 'refused'));
        }
      }
      outcome.push(await new Promise(resolve => {
        const socket = new WebSocket(`ws://${host}/socket`);
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      }));
      return outcome;
    }, [host, port]);
    assert.deepEqual([...new Set(got)], ['refused']);
  } finally {
    await page.context().close();
    foreign.close();
  }
});

test('a page that loses its connection brings its photos again', withPage(async page => {
  await page.addInitScript(() => {
    const Real = window.WebSocket;
    window.sockets = [];
    window.WebSocket = class extends Real {
      constructor(address) {
        super(address);
        window.sockets.push(this);
      }
    };
  });
  await page.goto(studio.address);
  await choose(page, 'joconde.jpg');
  const calm = await shown(page);
  await page.evaluate(() => {
    document.getElementById('portrait').getContext('2d').clearRect(0, 0, 9, 9);
    window.sockets[0].close();
  });
  await page.waitForFunction(() => window.sockets.length > 1, null, PATIENCE);
  for (let i = 0; i < 600 && await shown(page) !== calm; i++) {
    await page.waitForTimeout(100);
  }
  assert.equal(await shown(page), calm);
}));

test('a studio that is stopped is told', withPage(async page => {
  await choose(page, 'joconde.jpg');
  studio.program.kill();
  await page.waitForSelector('#connection[data-state="closed"]', PATIENCE);
  await page.waitForSelector('.notice', PATIENCE);
  assert.match(await page.textContent('.notice'), /does not answer.*talkinghead studio/s);
  await keep(page, 'stopped');
}));
