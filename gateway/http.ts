import type { ClientAddress } from './caller-key.ts';
import type { ResponseMediaType } from './operation.ts';
import type { Language } from '../common/errors/catalogue.ts';

/** A request as its bytes came, whatever server took them. */
export interface RawRequest {
  readonly method: string;
  /** What follows `?` in the URL, still percent-encoded; empty where nothing does. */
  readonly search: string;
  /** Lower-case names. */
  readonly headers: RawHeaders;
  readonly body: Uint8Array;
  /** Default: all clients are in one place. */
  readonly clientAddress?: ClientAddress | undefined;
}

export type RawHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface RawResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body in UTF-8, where it is written more than once. */
  readonly bytes?: Uint8Array;
}

/** A response of several pieces, each written when it is there. */
export interface StreamResponse extends Omit<RawResponse, 'body'> {
  readonly body: AsyncIterable<string>;
}

/** How a client wants to be answered; known even where its request cannot be read. */
export interface AnswerPreferences {
  readonly mediaType: ResponseMediaType;
  readonly language: Language;
}
