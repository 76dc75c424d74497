import { setTimeout as pause } from 'node:timers/promises';
import { Installation } from './service.ts';

const toldMilliseconds = 10_000;

/** What a process and the doctor tell where the URL names a secondary alone, on which nothing can be written: here, what they do not. */
export async function secondaryFindings(url: string): Promise<readonly string[]> {
  const installation = new Installation(url);
  const wrong: string[] = [];
  try {
    const address = await installation.serve();
    const deadline = performance.now() + toldMilliseconds;
    for (;;) {
      const answer = await fetch(`${address}/readyz`);
      const { cause } = (await answer.json()) as { cause?: string };
      if (answer.status === 503 && cause === 'NOT_PRIMARY') break;
      if (performance.now() > deadline) {
        wrong.push(`a process on a secondary says that it is ready: ${answer.status} ${cause}`);
        break;
      }
      await pause(200);
    }
    await installation.run('doctor').then(
      () => wrong.push('the doctor finds nothing wrong with a secondary'),
      () => undefined,
    );
    return wrong;
  } finally {
    await installation.stop();
  }
}
