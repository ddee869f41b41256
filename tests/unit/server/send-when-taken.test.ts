import { describe, expect, it } from '@jest/globals';

import { createSender } from '../../../server/send-when-taken.ts';

/** A connection whose client takes what was sent when he is told to. */
function connect() {
  const untaken: { readonly bytes: number; readonly taken: () => void }[] = [];
  let isPaused = false;
  const socket = {
    readyState: 1,
    OPEN: 1,
    get bufferedAmount() {
      return untaken.reduce((sum, { bytes }) => sum + bytes, 0);
    },
    get isPaused() {
      return isPaused;
    },
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
    },
    send(data: string, taken: () => void) {
      untaken.push({ bytes: data.length, taken });
    },
  };
  return {
    send: createSender(socket as unknown as Parameters<typeof createSender>[0]),
    isRead: () => !isPaused,
    take: () => untaken.shift()?.taken(),
  };
}

describe('what is sent over a WebSocket', () => {
  it('has nothing more read of a client who takes none of it, until he has taken some', async () => {
    const { send, isRead, take } = connect();
    const first = send('x'.repeat(600_000));
    expect(isRead()).toBe(true);
    const second = send('x'.repeat(600_000));
    expect(isRead()).toBe(false);
    take();
    await first;
    expect(isRead()).toBe(true);
    take();
    await second;
  });
});
