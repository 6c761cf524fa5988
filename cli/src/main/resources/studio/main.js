// @ts-check
// Puts the page together.

import {Server, GONE} from './server.js';
import {Photos} from './photos.js';
import {Person} from './person.js';
import {Tabs} from './tabs.js';
import {Live} from './live.js';
import {Video} from './video.js';
import {Hands} from './hands.js';
import {Tuning} from './tuning.js';
import {notice} from './notices.js';

// The token has become a cookie: it need not stay where it can be read.
history.replaceState(null, '', '/');

const server = new Server();
const photos = new Photos(server);
const person = new Person(server, photos);
const tabs = new Tabs();
new Live(server, person, tabs);
new Video(server, person, photos, tabs);
new Hands(server, person, tabs);
new Tuning(server, person, tabs);
const connection = /** @type {HTMLElement} */ (document.getElementById('connection'));
let lost = false;

server.addEventListener('open', async () => {
  connection.dataset.state = 'open';
  connection.textContent = 'connected';
  if (lost) {
    lost = false;
    await person.again();
  }
});

server.addEventListener('closed', event => {
  connection.dataset.state = 'closed';
  connection.textContent = 'not connected';
  if (!lost) {
    lost = true;
    notice('', /** @type {CustomEvent} */ (event).detail || GONE);
  }
});

server.addEventListener('message', event => {
  const message = /** @type {CustomEvent} */ (event).detail;
  if (message.type === 'problem') {
    notice(message.code, message.message);
  }
});

server.connect();
