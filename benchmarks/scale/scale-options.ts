import { parseArgs } from 'node:util';

export interface ScaleOptions {
  /** Sizes of the register, each measured by itself, in this order. */
  readonly residents: readonly number[];
  /** Requests a second, whether the former ones were answered or not. */
  readonly rate: number;
  /** How long each operation is measured, in s. */
  readonly seconds: number;
  /** `shared_buffers` of the server that is started; one that is named has its own. */
  readonly sharedBuffers: string;
}

/** More than any regency has; the serials of the invented NIKs reach much further. */
const MOST_RESIDENTS = 20_000_000;

/**
 * Reads `--residents 10000,1000000 --rate 50 --seconds 20 --shared-buffers 1GB`, which are the defaults.
 *
 * @throws Error - one sentence.
 */
export function readScaleOptions(args: readonly string[]): ScaleOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      residents: { type: 'string', default: '10000,1000000' },
      rate: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '20' },
      'shared-buffers': { type: 'string', default: '1GB' },
    },
  });
  return {
    residents: values.residents
      .split(',')
      .map((text) => readNumber('--residents', text, 1_000, MOST_RESIDENTS)),
    rate: readNumber('--rate', values.rate, 1, 1_000),
    seconds: readNumber('--seconds', values.seconds, 1, 600),
    sharedBuffers: readBuffers(values['shared-buffers']),
  };
}

function readBuffers(value: string): string {
  if (/^[1-9]\d{0,4}(MB|GB)$/.test(value)) return value;
  throw new Error('--shared-buffers takes a size such as 32MB or 1GB.');
}

function readNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${option} takes whole numbers from ${least} to ${most}.`);
}
