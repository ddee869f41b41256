/** What was thrown, as an Error, which DataLoader's contract asks for. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('something other than an error was thrown');
}
