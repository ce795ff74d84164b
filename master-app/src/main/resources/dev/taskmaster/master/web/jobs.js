// Keeps the page up to date: asks for it again each second and takes over what has changed, so that nothing flickers,
// moves or loses its place. Without this script the browser loads the page again by itself.
'use strict';

const PERIOD_MS = 1000;
const HIDDEN_PERIOD_MS = 5000;
const PATIENCE_MS = 15000;

/** Makes one node like another one, and touches only what differs. */
function update(node, wanted) {
  for (const {name} of [...node.attributes]) {
    if (!wanted.hasAttribute(name)) node.removeAttribute(name);
  }
  for (const {name, value} of wanted.attributes) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
  updateChildren(node, wanted);
}

function updateChildren(node, wanted) {
  const named = new Map([...node.children].filter(child => child.id).map(child => [child.id, child]));
  let place = node.firstChild;
  for (const child of wanted.childNodes) {
    const same = child.id ? named.get(child.id) : alike(place, child) ? place : null;
    if (!same || same.nodeName !== child.nodeName) {
      node.insertBefore(document.importNode(child, true), place);
      continue;
    }
    if (same === place) place = place.nextSibling;
    else node.insertBefore(same, place);
    if (child.nodeType === Node.TEXT_NODE) {
      if (same.data !== child.data) same.data = child.data;
    } else {
      update(same, child);
    }
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

function alike(node, wanted) {
  return node && node.nodeName === wanted.nodeName && !node.id;
}

/** Says what is wrong, or that nothing is. */
function tell(problem) {
  const lost = document.getElementById('lost');
  lost.hidden = !problem;
  if (problem && lost.textContent !== problem) lost.textContent = problem;
  document.body.classList.toggle('stale', Boolean(problem));
}

async function look() {
  try {
    // By the origin: a relative address takes over a password from the address of the page, which is refused.
    const answer = await fetch(location.origin + '/jobs', {cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS)});
    if (answer.ok || answer.status === 503) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      updateChildren(document.querySelector('main'), page.querySelector('main'));
      tell('');
    } else {
      tell('The master lets nobody in without a new login: load this page again.');
      if (answer.status !== 429) return;
    }
  } catch (e) {
    tell('The master does not answer. What is below is how it was; this page goes on when it is back.');
  }
  setTimeout(look, document.hidden ? HIDDEN_PERIOD_MS : PERIOD_MS);
}

setTimeout(look, PERIOD_MS);
