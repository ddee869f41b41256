/** What lives as long as one supergraph. */
export interface Generation {
  /** Ends what it holds. Nobody uses it any more, or nobody may. */
  close(): Promise<void>;
}

/** The state of a gateway, replaced whole: whoever began with one generation keeps it to the end. */
export interface Generations<Kind extends Generation> {
  readonly current: Kind;
  /** Uses the current generation for as long as the promise takes. */
  use<Result>(run: (generation: Kind) => Promise<Result>): Promise<Result>;
  /** Lends the current generation until it is given back. */
  borrow(): { readonly generation: Kind; readonly giveBack: () => void };
  /** From now on this one is used. The former is closed after its last use. */
  replace(next: Kind): void;
  /** Closes all of them, used or not. */
  close(): Promise<void>;
}

interface Lease<Kind> {
  readonly generation: Kind;
  users: number;
}

export function createGenerations<Kind extends Generation>(first: Kind): Generations<Kind> {
  let current: Lease<Kind> = { generation: first, users: 0 };
  const open = new Set([current]);
  const closing = new Set<Promise<void>>();

  const closeUnused = (lease: Lease<Kind>): void => {
    if (lease === current || lease.users > 0 || !open.delete(lease)) return;
    const closed = lease.generation.close().finally(() => closing.delete(closed));
    closing.add(closed);
  };
  const borrow = () => {
    const lease = current;
    lease.users += 1;
    let isGivenBack = false;
    return {
      generation: lease.generation,
      giveBack: () => {
        if (isGivenBack) return;
        isGivenBack = true;
        lease.users -= 1;
        closeUnused(lease);
      },
    };
  };
  return {
    get current() {
      return current.generation;
    },
    use(run) {
      const { generation, giveBack } = borrow();
      return run(generation).finally(giveBack);
    },
    borrow,
    replace(next) {
      const former = current;
      current = { generation: next, users: 0 };
      open.add(current);
      closeUnused(former);
    },
    async close() {
      const left = [...open].map(({ generation }) => generation.close());
      open.clear();
      await Promise.all([...left, ...closing]);
    },
  };
}
