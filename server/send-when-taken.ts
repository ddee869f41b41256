import type { WebSocket } from 'ws';

/** Most bytes that may wait to be taken by a client of whom more is read. */
const UNTAKEN_BYTES = 1_000_000;

type Sending = Pick<
  WebSocket,
  'readyState' | 'OPEN' | 'bufferedAmount' | 'isPaused' | 'pause' | 'resume' | 'send'
>;

/**
 * Makes the function that sends over a connection; it resolves when the bytes are out, so that a slow reader holds up
 * his own events alone. While too much of what was sent waits, nothing more is read of him: every message that asks for
 * an answer, a ping as well, would add to it without bound.
 */
export function createSender(socket: Sending): (data: string) => Promise<void> {
  return (data) =>
    new Promise((resolve, reject) => {
      if (socket.readyState !== socket.OPEN) {
        resolve();
        return;
      }
      socket.send(data, (error) => {
        if (socket.isPaused && socket.bufferedAmount <= UNTAKEN_BYTES) socket.resume();
        if (error) reject(error);
        else resolve();
      });
      if (socket.bufferedAmount > UNTAKEN_BYTES) socket.pause();
    });
}
