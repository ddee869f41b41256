// What a planning thread says to orders whose text tells it how to go wrong; the supergraph's text counts its starts.
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';

const say = (line) => appendFileSync(workerData.supergraphSdl, `${line}\n`);
say('start');
parentPort.on('message', ({ text }) => {
  const [, what = ''] = /^\s*(\w+)/m.exec(text.replace(/[{}]/g, '')) ?? [];
  say(what);
  if (what === 'die') process.exit(1);
  if (what === 'hang') for (;;);
  if (what === 'fill') for (const held = []; ;) held.push(new Array(1_000_000).fill({}));
  if (what === 'fail')
    parentPort.postMessage({ kind: 'failed', message: 'no', stack: 'Error: no' });
  else
    parentPort.postMessage({ kind: 'planned', json: JSON.stringify({ kind: 'QueryPlan', what }) });
});
parentPort.postMessage({ kind: 'ready' });
