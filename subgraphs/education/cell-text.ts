import { z } from 'zod';

/** A cell as text, trimmed: Dapodik writes the same column as a number or as text. Null where it is empty or missing. */
export const cellText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => {
    const text = value === null || value === undefined ? '' : String(value).trim();
    return text === '' ? null : text;
  });
