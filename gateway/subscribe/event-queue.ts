/** Bounds of a queue; whichever is reached first. */
export interface QueueLimits {
  readonly items: number;
  /** Of all items together, in whatever unit `push` is told. One item is taken however large it is. */
  readonly size: number;
}

/** What has arrived and was not taken yet. Iterated once. */
export interface EventQueue<Item> extends AsyncIterable<Item> {
  /** False where the queue is full or has ended: the item is not kept. */
  push(item: Item, size: number): boolean;
  /** No more items; those that wait are still given. */
  end(): void;
  /** No more items; after those that wait, the iteration throws. The first of several reasons counts. */
  fail(error: unknown): void;
  /** Drops what waits and ends the iteration now. */
  clear(): void;
  /** Drops what waits; the iteration throws now, also where it had ended already. */
  abort(error: unknown): void;
}

/**
 * A queue between a producer that cannot be held back and a consumer that may be slow. `onSize` is told the size of what
 * waits, at each change; it may drop it.
 */
export function createEventQueue<Item>(
  limits: QueueLimits,
  onSize: (size: number) => void = () => undefined,
): EventQueue<Item> {
  let waiting: { readonly item: Item; readonly size: number }[] = [];
  let size = 0;
  let ending: { readonly error?: unknown } | undefined;
  let wake: (() => void) | undefined;

  const end = (how: { readonly error?: unknown }): void => {
    ending ??= how;
    wake?.();
  };
  const drop = (how: { readonly error?: unknown }): void => {
    waiting = [];
    size = 0;
    ending = how;
    wake?.();
    onSize(size);
  };
  const clear = (): void => {
    drop({});
  };
  const isFull = (added: number): boolean =>
    waiting.length >= limits.items || (waiting.length > 0 && size + added > limits.size);

  async function* take(): AsyncGenerator<Item, void, undefined> {
    try {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) {
          size -= next.size;
          onSize(size);
          yield next.item;
        } else if (ending !== undefined) {
          if ('error' in ending) throw ending.error;
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      clear();
    }
  }

  return {
    push(item, itemSize) {
      if (ending !== undefined || isFull(itemSize)) return false;
      waiting.push({ item, size: itemSize });
      size += itemSize;
      wake?.();
      onSize(size);
      return true;
    },
    end: () => {
      end({});
    },
    fail: (error) => {
      end({ error });
    },
    clear,
    abort: (error) => {
      drop({ error });
    },
    [Symbol.asyncIterator]: take,
  };
}
