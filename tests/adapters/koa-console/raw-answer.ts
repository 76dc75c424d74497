import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What is answered, byte by byte. */
export async function rawAnswer(port: number, path: string, encoding: string) {
  const [answer] = (await once(
    get({ port, path, headers: { 'Accept-Encoding': encoding } }),
    'response',
  )) as [IncomingMessage];
  return { headers: answer.headers, body: await buffer(answer) };
}
