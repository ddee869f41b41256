import { Pool, type Dispatcher } from 'undici';
import type { CancelSignal } from '../cancellation.ts';
import type { SubgraphTransport, TransportReply, TransportRequest } from './transport.ts';

export interface HttpTransportOptions {
  readonly url: string;
  /** Connections to the subgraph; default 64. */
  readonly connections?: number;
  /** The largest reply that is read, in bytes; default 20 MB. A larger one is cut off and is an error. */
  readonly maxReplyBytes?: number;
}

/** Reaches a subgraph over HTTP. Redirects are not followed: nothing is contacted but the configured address. */
export function createHttpTransport(options: HttpTransportOptions): SubgraphTransport {
  const url = new URL(options.url);
  const pool = new Pool(url.origin, { connections: options.connections ?? 64, pipelining: 1 });
  const path = `${url.pathname}${url.search}`;
  const maxReplyBytes = options.maxReplyBytes ?? 20_000_000;
  return {
    send: ({ headers, body, signal }: TransportRequest) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(new Error('aborted'));
          return;
        }
        const receiver = new ReplyReceiver(signal, maxReplyBytes, resolve, reject);
        pool.dispatch({ method: 'POST', path, headers: { ...headers }, body }, receiver);
      }),
    close: () => pool.destroy(),
  };
}

/** One request through the pool's lowest layer: streams and their iterators would cost more than the fetch itself. */
class ReplyReceiver implements Dispatcher.DispatchHandler {
  readonly #signal: CancelSignal;
  readonly #maxBytes: number;
  readonly #resolve: (reply: TransportReply) => void;
  readonly #reject: (error: Error) => void;
  readonly #abort: () => void;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #bytes = 0;
  #status = 0;

  constructor(
    signal: CancelSignal,
    maxBytes: number,
    resolve: (reply: TransportReply) => void,
    reject: (error: Error) => void,
  ) {
    this.#signal = signal;
    this.#maxBytes = maxBytes;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#abort = () => {
      const reason = new Error('aborted');
      // Before the request is under way there is nothing to break off.
      if (this.#controller === undefined) this.onResponseError(undefined, reason);
      else this.#controller.abort(reason);
    };
    signal.addEventListener('abort', this.#abort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal.aborted) controller.abort(new Error('aborted'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes)
      controller.abort(new Error(`the reply exceeds ${this.#maxBytes} bytes`));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#signal.removeEventListener('abort', this.#abort);
    this.#resolve({ status: this.#status, body: this.#text() });
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    this.#signal.removeEventListener('abort', this.#abort);
    this.#reject(error);
  }

  #text(): string {
    const [first] = this.#chunks;
    const whole =
      first !== undefined && this.#chunks.length === 1
        ? first
        : Buffer.concat(this.#chunks, this.#bytes);
    return whole.toString('utf8');
  }
}
