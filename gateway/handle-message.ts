import { randomUUID } from 'node:crypto';
import type { ClientError } from '../common/errors/errors.ts';
import type { ClientAddress } from './caller-key.ts';
import type { CancelSignal } from './cancellation.ts';
import type { OpenOperation } from './open-operation.ts';
import type { FormatOptions } from './respond/format-errors.ts';
import { formatResult, type FormattedResult } from './respond/format-result.ts';
import { readMessage, type MessagePayload } from './read/read-message.ts';
import type { RawHeaders } from './http.ts';
import { streamAnswers, type StreamAnswer, type StreamObserver } from './stream-answers.ts';

/** An operation that a WebSocket carries. */
export interface Message {
  readonly payload: MessagePayload;
  /** What the connection was opened with, in the place of headers. */
  readonly headers: RawHeaders;
  /** Default: all clients are in one place. */
  readonly clientAddress?: ClientAddress | undefined;
  /** Why it is not run, where its connection may run no more. */
  readonly refusal?: ClientError | undefined;
}

/** One answer: a result, or what the operation was refused or ended by, after which there is none. */
export interface MessageAnswer {
  readonly isLast: boolean;
  readonly result: FormattedResult;
}

/** Answers one operation. The iteration never throws; the signal ends it. */
export type HandleMessage = (
  message: Message,
  signal: CancelSignal,
) => AsyncGenerator<MessageAnswer, void, undefined>;

export interface MessageHandlerOptions extends StreamObserver {
  readonly openOperation: OpenOperation;
}

/** The whole way of an operation over a WebSocket. What it defers is answered whole. */
export function createMessageHandler(options: MessageHandlerOptions): HandleMessage {
  const { openOperation, logger } = options;
  return (message, signal) => {
    const requestId = randomUUID();
    const request = readMessage(message.payload, message.headers);
    const format: FormatOptions = {
      language: request.language,
      requestId,
      onMasked: (error) => {
        logger.error({ requestId, err: error }, 'an internal error was masked');
      },
    };
    const open = () => {
      if (message.refusal !== undefined) throw message.refusal;
      return openOperation(request, { requestId, signal, clientAddress: message.clientAddress });
    };
    const answers = streamAnswers(open, options, { protocol: 'ws', requestId, signal });
    return toMessageAnswers(answers, format);
  };
}

async function* toMessageAnswers(
  answers: AsyncIterable<StreamAnswer>,
  format: FormatOptions,
): AsyncGenerator<MessageAnswer, void, undefined> {
  for await (const answer of answers) {
    if (answer.kind === 'PARTS') continue;
    const { outcome } = answer;
    yield { isLast: outcome.kind === 'refused', result: formatResult(outcome, format) };
  }
}
