import type { ClientBase } from 'pg';

/** Runs `work` between BEGIN and COMMIT; nothing of it stays where it fails. */
export async function inTransaction<Result>(
  client: ClientBase,
  work: (client: ClientBase) => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN');
  try {
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
