import { describe, expect, it, jest } from '@jest/globals';

import { createEventStreamReader } from '../../../gateway/subscribe/read-event-stream.ts';

/** Reads a text in pieces of so many bytes. */
function read(text: string, pieceBytes: number, maxCharacters = 1_000) {
  const bytes = Buffer.from(text);
  const reader = createEventStreamReader(maxCharacters);
  const events = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    events.push(...reader(bytes.subarray(at, at + pieceBytes)));
  return events;
}

const STREAM =
  ':\n\nevent: next\ndata: {"a":"é😀"}\n\nevent:next\r\ndata:one\r\ndata: two\r\n\r\n: comment\rid: 7\revent: complete\rdata:\r\rdata: without a name\n\n';

const EVENTS = [
  { event: 'next', data: '{"a":"é😀"}' },
  { event: 'next', data: 'one\ntwo' },
  { event: 'complete', data: '' },
  { event: '', data: 'without a name' },
];

describe('reading a stream of events', () => {
  it.each([1, 2, 3, 7, 1_000])('reads it in pieces of %i bytes', (pieceBytes) => {
    expect(read(STREAM, pieceBytes)).toEqual(EVENTS);
  });

  it('takes a line break that comes in two pieces for one', () => {
    const reader = createEventStreamReader(100);
    const pieces = ['data: a\r', '\ndata: b\r', '\n\r', '', '\n', 'data: c\r', '\r', 'data: d\n\n'];
    const events = pieces.flatMap((piece) => reader(Buffer.from(piece)));
    expect(events.map(({ data }) => data)).toEqual(['a\nb', 'c', 'd']);
  });

  it('looks at each character once, however small the pieces are', () => {
    const split = jest.spyOn(String.prototype, 'split');
    const text = `data: ${'x'.repeat(5_000)}\n\n`;
    const reader = createEventStreamReader(10_000);
    const bytes = Buffer.from(text);
    const events = Array.from(bytes.keys(), (at) => reader(bytes.subarray(at, at + 1))).flat();
    const looked = split.mock.contexts.reduce((sum: number, each) => sum + String(each).length, 0);
    split.mockRestore();
    expect(events).toHaveLength(1);
    expect(looked).toBe(text.length);
  });

  it('says nothing of an event that has not ended', () => {
    expect(read('event: next\ndata: {}\n', 5)).toEqual([]);
  });

  it.each([
    ['in one line', `data: ${'x'.repeat(60)}\n\n`],
    ['in many lines', 'data: xxxxxx\n'.repeat(10)],
    ['in many lines of nothing', 'data:\n'.repeat(60)],
    ['in a line that does not end', 'x'.repeat(60)],
  ])('refuses an event that is too large: %s', (_what, text) => {
    expect(() => read(text, 7, 50)).toThrow('an event exceeds 50 characters');
    expect(() => read(text, 1_000, 50)).toThrow('an event exceeds 50 characters');
  });
});
