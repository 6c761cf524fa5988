// A studio that runs, a browser with a camera that is a file, and what tests ask of both.

import {spawn, execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

/** The project's folder: this file's own, unless it was copied elsewhere. */
const ROOT = process.env.STUDIO_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const SAMPLES = join(ROOT, 'examples/samples');
/** What the program is started with: the runnable jar, or a class path. */
const PROGRAM = (process.env.STUDIO_JAVA ?? `-jar ${join(ROOT, 'cli/target/talkinghead.jar')}`).split(' ');
const CHROMIUM = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
export const PICTURES = process.env.STUDIO_SCREENSHOTS ?? join(ROOT, 'cli/target/studio-screenshots');
export const PATIENCE = {timeout: 120_000};

mkdirSync(PICTURES, {recursive: true});

/** Runs the program to its end; returns what it printed. */
export function run(...words) {
  return execFileSync('java', [...PROGRAM, '--quiet', ...words], {stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8'});
}

/** Starts a studio; returns its process and address. */
export async function startStudio() {
  const program = spawn('java', [...PROGRAM, 'studio', '--no-open', '--port', '0'], {stdio: ['ignore', 'pipe', 'inherit']});
  let told = '';
  const address = await new Promise((resolve, reject) => {
    program.stdout.on('data', data => {
      told += data;
      const found = told.match(/http:\/\/\S+/);
      if (found) {
        resolve(found[0]);
      }
    });
    program.on('exit', code => reject(new Error(`the studio ended with ${code}`)));
  });
  return {program, address};
}

/** Starts a browser whose camera shows a file. */
export async function startBrowser(camera) {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(camera ? [`--use-file-for-fake-video-capture=${camera}`] : []),
    ],
  });
}

/** Makes a film of a face that moves, from a sample photo and the demo's motion, as a camera would show it. */
export async function makeCamera(seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'studio-camera-'));
  const track = JSON.parse(readFileSync(join(SAMPLES, 'demo-track.json'), 'utf8'));
  const count = Math.round(seconds * track.fps);
  track.frames = track.frames.slice(0, count);
  if (track.times) {
    track.times = track.times.slice(0, count + 1);
  }
  const motion = join(folder, 'track.json');
  writeFileSync(motion, JSON.stringify(track));
  const frames = join(folder, 'frames');
  const photo = join(SAMPLES, 'astronaut.png');
  run('animate', '--photos', photo, '--driver', motion, '--full-frame', '--size', '480', '--out', `${frames}/`);
  const film = join(folder, 'camera.mjpeg');
  writeFileSync(film, Buffer.concat(await asJpegs(readdirSync(frames).sort().map(name => join(frames, name)))));
  return film;
}

/** Makes a short video of a face that moves, which a browser can play, too. */
export function makeFilm() {
  const film = join(mkdtempSync(join(tmpdir(), 'studio-film-')), 'talk.webm');
  const track = JSON.parse(readFileSync(join(SAMPLES, 'demo-track.json'), 'utf8'));
  track.frames = track.frames.slice(0, 8);
  track.times = track.times?.slice(0, 9);
  const motion = `${film}.json`;
  writeFileSync(motion, JSON.stringify(track));
  const photo = join(SAMPLES, 'astronaut.png');
  execFileSync('java', [...PROGRAM, '--quiet', 'animate', '--photos', photo, '--driver', motion, '--size', '256', '--out', film], {stdio: 'inherit'});
  return film;
}

/** A browser has what is needed to make JPEGs of PNGs. */
async function asJpegs(files) {
  const browser = await startBrowser(null);
  try {
    const page = await browser.newPage();
    const jpegs = [];
    for (const file of files) {
      const jpeg = await page.evaluate(async png => {
        const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        canvas.getContext('2d').drawImage(picture, 0, 0);
        const bytes = new Uint8Array(await (await canvas.convertToBlob({type: 'image/jpeg', quality: 0.9})).arrayBuffer());
        return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
      }, readFileSync(file).toString('base64'));
      jpegs.push(Buffer.from(jpeg, 'base64'));
    }
    return jpegs;
  } finally {
    await browser.close();
  }
}

/** Opens the page; what it complains of in its console is kept in {@code faults}. */
export async function openPage(browser, address, viewport = {width: 1280, height: 860}) {
  const context = await browser.newContext({viewport, permissions: ['camera'], acceptDownloads: true});
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', error => faults.push(error.message));
  page.on('console', message => {
    // An answer that refuses something is no fault of the page.
    if (message.type() === 'error' && !/status of (4|5)\d\d|ERR_CONNECTION/.test(message.text())) {
      faults.push(message.text());
    }
  });
  await page.goto(address);
  await page.waitForSelector('#connection[data-state="open"]', PATIENCE);
  return {page, faults};
}

/** Waits until the portrait is there. */
export async function portrait(page) {
  await page.waitForSelector('#save-person:not([disabled])', PATIENCE);
  await page.waitForSelector('#portrait-busy', {state: 'hidden', ...PATIENCE});
}

/** Chooses a sample and waits for its portrait. */
export async function choose(page, sample) {
  await page.click(`[data-sample="${sample}"]`);
  await page.waitForSelector('.photo .face', PATIENCE);
  await portrait(page);
}

/** Returns the picture that the portrait shows, as a short number of its pixels. */
export async function shown(page) {
  return page.evaluate(() => {
    const canvas = document.getElementById('portrait');
    const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let i = 0; i < data.length; i++) {
      sum = (sum * 31 + data[i]) | 0;
    }
    return `${canvas.width} ${sum}`;
  });
}

/** Keeps a picture of the page. */
export async function keep(page, name, options = {}) {
  await page.screenshot({path: join(PICTURES, `${name}.jpg`), type: 'jpeg', quality: 80, ...options});
}
