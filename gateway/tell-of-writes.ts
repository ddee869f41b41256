import { mayWrite } from './may-share.ts';
import type { OpenOperation } from './open-operation.ts';

/** Opens operations, and tells of each that may have written, whatever became of it, before it is answered. */
export function tellOfWrites(open: OpenOperation, onWritten: () => void): OpenOperation {
  return async (request, context) => {
    const known = { writes: false };
    try {
      return await open(request, {
        ...context,
        onAuthorized(authorized, caller) {
          known.writes = mayWrite(authorized);
          context.onAuthorized?.(authorized, caller);
        },
      });
    } finally {
      if (known.writes) onWritten();
    }
  };
}
