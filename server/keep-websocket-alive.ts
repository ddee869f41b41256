import type { WebSocket } from 'ws';

/**
 * Pings a connection every `everyMs`, so that proxies keep it open, and breaks it off where the other side has not
 * answered by the next time: it is gone, or reads nothing. The returned function ends it.
 */
export function keepWebSocketAlive(socket: WebSocket, everyMs: number): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, everyMs);
  return () => {
    clearInterval(timer);
  };
}
