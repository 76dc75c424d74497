import type { openRollcall } from '../../src/main/in-process.ts';

type Rollcall = Awaited<ReturnType<typeof openRollcall>>;

/** The built application layer on a database, for as long as the work takes. */
export async function inProcess<Result>(
  databaseUrl: string,
  work: (rollcall: Rollcall) => Promise<Result>,
): Promise<Result> {
  const built = new URL('../../dist/src/main/in-process.js', import.meta.url).href;
  const module = (await import(built)) as { openRollcall: typeof openRollcall };
  const rollcall = await module.openRollcall({ serviceName: 'bench', databaseUrl });
  try {
    return await work(rollcall);
  } finally {
    await rollcall.close();
  }
}
