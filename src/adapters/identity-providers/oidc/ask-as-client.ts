import { type Configuration, ResponseBodyError } from 'openid-client';

/**
 * Asks in each way in which the client may send its secret, until the provider knows it. A provider asks who the client is
 * before it looks at a code, so that the code is still there (RFC 6749 section 3.2.1).
 *
 * @param configurations - at least one.
 * @param ask - throws what the library throws.
 */
export async function askAsClient<Answer>(
  [configuration, ...others]: readonly [Configuration, ...Configuration[]],
  ask: (configuration: Configuration) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask(configuration);
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined || !isClientRefused(error)) throw error;
    return askAsClient([next, ...rest], ask);
  }
}

/** Whether the provider says that the client, and nothing else of the request, is wrong (RFC 6749 section 5.2). */
export const isClientRefused = (error: unknown): boolean =>
  error instanceof ResponseBodyError && ['invalid_client', 'unauthorized_client'].includes(error.error);
