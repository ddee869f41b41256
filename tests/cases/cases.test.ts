import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCaseTokens } from './support/case-tokens.ts';
import { toExpected, toReceived } from './support/compare-answer.ts';
import { openTopic, type OpenTopic } from './support/open-topic.ts';
import { listTopics, readTopic, type Case } from './support/read-topic.ts';
import { startCaseServer, type CaseServer } from './support/start-case-server.ts';

const tokens = createCaseTokens();
let server: CaseServer;

beforeAll(async () => {
  server = await startCaseServer(tokens.keys);
});

afterAll(() => server.stop());

async function check(topic: OpenTopic, each: Case): Promise<void> {
  const received = toReceived(await topic.ask(each), each);
  expect(received).toEqual(toExpected(each));
}

describe.each(listTopics(import.meta.dirname).map(readTopic))('$name', (topic) => {
  let open: OpenTopic;

  beforeAll(() => {
    open = openTopic(topic, server, tokens);
  });

  afterAll(() => open.close());

  for (const each of topic.cases) {
    if (each.pendingOn === undefined) {
      it(each.title, () => check(open, each));
    } else {
      it(`${each.title} (pending on ${each.pendingOn})`, async () => {
        await expect(check(open, each)).rejects.toThrow();
      });
    }
  }
});
