import type { Socket } from 'node:net';

/** What a connection is told whose bytes are no HTTP that the server takes: a status and nothing that was sent. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${toStatusLine(error.code)}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
    );
  }
  socket.destroy(error);
}

function toStatusLine(code: string | undefined): string {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return '431 Request Header Fields Too Large';
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return '408 Request Timeout';
    default:
      return '400 Bad Request';
  }
}
