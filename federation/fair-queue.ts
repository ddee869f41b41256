/** Something that waits, and for whom. */
export interface Queued {
  /** Who brought it. */
  readonly owner: string;
  /** Everybody who waits for it now. */
  readonly callers: () => Iterable<string>;
}

/** What waits for its turn: callers take turns, however much each of them waits for. */
export interface FairQueue<Item extends Queued> {
  readonly length: number;
  /** How much of it this caller has brought. */
  countOf(owner: string): number;
  push(item: Item): void;
  /** The next: of the caller whose last turn was longest ago, what he has waited for longest. */
  take(): Item | undefined;
  /** False where it does not wait any more. */
  remove(item: Item): boolean;
  /** Takes all. */
  clear(): readonly Item[];
}

export function createFairQueue<Item extends Queued>(): FairQueue<Item> {
  const waiting: Item[] = [];
  /** The last turn of each caller who waits for something still. */
  let turns = new Map<string, number>();
  let lastTurn = 0;

  const turnOf = (item: Item): number =>
    Math.min(...[...item.callers()].map((caller) => turns.get(caller) ?? 0));
  const count = (item: Item): void => {
    lastTurn += 1;
    for (const caller of item.callers()) turns.set(caller, lastTurn);
    const left = new Set(waiting.flatMap((each) => [...each.callers()]));
    turns = new Map([...turns].filter(([caller]) => left.has(caller)));
  };
  const remove = (item: Item): boolean => {
    const index = waiting.indexOf(item);
    if (index >= 0) waiting.splice(index, 1);
    return index >= 0;
  };
  return {
    get length() {
      return waiting.length;
    },
    countOf: (owner) => waiting.filter((item) => item.owner === owner).length,
    push: (item) => void waiting.push(item),
    take() {
      const [first, ...others] = waiting.map((item) => ({ item, turn: turnOf(item) }));
      if (first === undefined) return undefined;
      const { item } = others.reduce((best, each) => (each.turn < best.turn ? each : best), first);
      remove(item);
      count(item);
      return item;
    },
    remove,
    clear: () => waiting.splice(0),
  };
}
