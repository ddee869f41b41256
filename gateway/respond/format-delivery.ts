import type { ResponseError } from '../response-error.ts';
import { formatErrors, type FormatOptions } from './format-errors.ts';

/** A deferred part, as it was executed. */
export interface DeliveredPart {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly ResponseError[];
  readonly valueCompletion: readonly unknown[];
  readonly path: readonly (string | number)[];
  readonly label: string | undefined;
}

/** The payload of parts that became ready together (incremental delivery, 2022-08-24). */
export function formatDelivery(
  delivery: { readonly parts: readonly DeliveredPart[]; readonly hasNext: boolean },
  options: FormatOptions,
): object {
  return {
    incremental: delivery.parts.map((part) => formatPart(part, options)),
    hasNext: delivery.hasNext,
  };
}

function formatPart(part: DeliveredPart, options: FormatOptions): object {
  const { data, errors, valueCompletion, path, label } = part;
  return {
    data,
    path,
    ...(label === undefined ? {} : { label }),
    ...(errors.length === 0 ? {} : { errors: formatErrors(errors, options) }),
    ...(errors.length > 0 || valueCompletion.length === 0
      ? {}
      : { extensions: { valueCompletion } }),
  };
}
