import { formatErrors, type FormatOptions, type FormattedError } from './format-errors.ts';
import { toErrors, type Outcome } from './respond.ts';

/** A GraphQL response as it is written, whatever it is written into. */
export interface FormattedResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly FormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An outcome as one of several answers of a request; where it was refused there is no `data`. */
export function formatResult(outcome: Outcome, options: FormatOptions): FormattedResult {
  if (outcome.kind === 'refused')
    return { errors: formatErrors(toErrors(outcome.error, options), options) };
  const { data, errors, extensions } = outcome;
  return {
    data,
    ...(errors.length === 0 ? {} : { errors: formatErrors(errors, options) }),
    ...(extensions === undefined ? {} : { extensions }),
  };
}
