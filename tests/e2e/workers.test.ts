import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { Agent, request, type Dispatcher } from 'undici';
import { startHttpSubgraph, type HttpSubgraph } from '../support/http-subgraph.ts';
import { killPrograms, runProgram, type Program } from '../support/run-program.ts';
import { compose, toSubgraphSdl, until } from '../support/standalone-gateway.ts';

const SDL = 'type Query { hello: String }';
const folder = mkdtempSync(join(tmpdir(), 'jawara-workers-'));
const supergraphFile = join(folder, 'supergraph.graphql');
const configFile = join(folder, 'gateway.yml');
let subgraph: HttpSubgraph;
let program: Program;
let endpoint = '';

beforeAll(async () => {
  subgraph = await startHttpSubgraph({
    name: 'hello',
    typeDefs: parse(toSubgraphSdl(SDL)),
    resolvers: {
      Query: { hello: () => new Promise((resolve) => setTimeout(resolve, 20, 'halo')) },
    },
    asked: [],
  });
  writeFileSync(supergraphFile, compose([{ name: 'hello', url: subgraph.url, sdl: SDL }]));
  writeFileSync(configFile, 'metrics:\n  port: 0\n');
  program = runProgram('gateway', [
    ...['--supergraph', supergraphFile],
    ...['--config', configFile],
    ...['--port', '0'],
    ...['--workers', '2'],
  ]);
  [, endpoint = ''] = await program.until(/The gateway answers at (\S+)/, 60_000);
  await program.until(/2 workers; kill -USR2 \d+ replaces them one by one/, 60_000);
});
afterAll(async () => {
  killPrograms();
  await subgraph.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(dispatcher: Dispatcher): Promise<string> {
  const { statusCode, body } = await request(endpoint, {
    dispatcher,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ hello }' }),
  });
  return `${statusCode} ${await body.text()}`;
}

const GOOD = '200 {"data":{"hello":"halo"}}';

/** Asks with a connection of its own. */
async function askAlone(): Promise<string> {
  const agent = new Agent({ pipelining: 0 });
  try {
    return await ask(agent);
  } finally {
    await agent.close();
  }
}

function logged(message: string): Record<string, unknown>[] {
  return program
    .stderr()
    .split('\n')
    .filter((line) => line.includes(`"msg":"${message}"`))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const pidsIn = ([line]: readonly Record<string, unknown>[]) => (line?.['pids'] ?? []) as number[];

/** Requests that were answered, as all workers together count them. */
async function countAnswers(): Promise<number> {
  const { body } = await request(String(logged('metrics are served').at(-1)?.['url']));
  const line = /^jawara_request_seconds_count\{outcome="ok"\} (\d+)$/m;
  return Number(line.exec(await body.text())?.[1] ?? 0);
}

describe('several workers on one port', () => {
  it('lose no request while they are replaced, on old connections or new', async () => {
    const keepAlive = new Agent({ connections: 4 });
    const answers: string[] = [];
    let isOver = false;
    const askOn = async (once: () => Promise<string>) => {
      while (!isOver) answers.push(await once().catch((error: unknown) => String(error)));
    };
    const asking = Promise.all([
      ...Array.from({ length: 4 }, () => askOn(() => ask(keepAlive))),
      ...Array.from({ length: 2 }, () => askOn(askAlone)),
    ]);
    await until(() => answers.length > 10);
    program.signal('SIGUSR2');
    await until(() => logged('the workers were replaced').length === 1);
    const before = answers.length;
    await until(() => answers.length > before + 10);
    isOver = true;
    await asking;
    await keepAlive.close();
    expect(answers.filter((answer) => answer !== GOOD)).toEqual([]);
    const pids = [logged('the workers answer'), logged('the workers were replaced')].flatMap(
      pidsIn,
    );
    expect(new Set(pids).size).toBe(4);
  });

  it('are replaced when they die', async () => {
    const [victim = 0] = pidsIn(logged('the workers were replaced'));
    process.kill(victim, 'SIGKILL');
    await until(() => logged('a worker ended and is replaced').length === 1);
    expect(await askAlone()).toBe(GOOD);
    await until(() => logged('the workers answer').length === 2);
  });

  it('are counted together', async () => {
    const before = await countAnswers();
    const answers = await Promise.all(Array.from({ length: 20 }, askAlone));
    expect(new Set(answers)).toEqual(new Set([GOOD]));
    expect(await countAnswers()).toBe(before + 20);
  });

  it('end together on Ctrl-C, leaving nothing behind', async () => {
    const pids = pidsIn(logged('the workers answer').slice(-1));
    program.signal('SIGINT');
    expect(await program.ended()).toBe(0);
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(askAlone()).rejects.toThrow('ECONNREFUSED');
  });
});

describe('a worker that cannot start', () => {
  it('ends the program with its own sentence', async () => {
    const none = join(folder, 'none.graphql');
    const failing = runProgram('gateway', ['--supergraph', none, '--port', '0', '--workers', '2']);
    expect(await failing.ended(60_000)).toBe(1);
    expect(failing.stdout()).toBe('');
    expect(failing.stderr().trim().split('\n')).toEqual([
      expect.stringContaining('none.graphql'),
      'A worker did not start.',
    ]);
  });
});
