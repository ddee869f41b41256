/** What is left after a collection, in bytes. */
export interface MeasuredMemory {
  readonly heapBytes: number;
  /** Buffers, outside the heap. */
  readonly externalBytes: number;
  /** Of the whole process, threads included. */
  readonly residentBytes: number;
}

export type GatewayOrder = 'measure' | 'printMetrics' | 'stop';

export type GatewayMessage =
  | { readonly kind: 'ready'; readonly endpoint: string }
  | { readonly kind: 'metrics'; readonly text: string }
  | { readonly kind: 'memory'; readonly memory: MeasuredMemory };
