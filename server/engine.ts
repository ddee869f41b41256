import { Option } from 'commander';
import { loadStockEngine, type StockEngine } from '../federation/stock-engine.ts';

/** What runs the plans: our own engine, or `@apollo/gateway`'s execution. */
export type EngineName = 'jawara' | 'stock';

/** `--engine`, for the programs that have a gateway in them. */
export function engineOption(): Option {
  return new Option('--engine <engine>', 'what runs the plans; stock: @apollo/gateway’s execution')
    .choices(['jawara', 'stock'])
    .default('jawara');
}

/** Stock's engine where it was asked for; undefined: ours. */
export async function loadEngine(name: EngineName = 'jawara'): Promise<StockEngine | undefined> {
  return name === 'stock' ? loadStockEngine() : undefined;
}
