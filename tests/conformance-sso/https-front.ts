import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificate.ts';

/** What stands in front of Rollcall and ends TLS, as a proxy does. */
export class HttpsFront {
  private target = '';
  private constructor(private readonly server: ReturnType<typeof createServer>) {}

  static async listen({ certificate, key }: Certificate): Promise<HttpsFront> {
    const front: HttpsFront = new HttpsFront(
      createServer({ cert: certificate, key }, (incoming, answer) => {
        const { method, url = '/', headers } = incoming;
        const forwarded = { ...headers, 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };
        const passed = request(new URL(url, front.target), { method, headers: forwarded }, (answered) => {
          answer.writeHead(answered.statusCode ?? 502, answered.headers);
          answered.pipe(answer);
        });
        passed.on('error', () => answer.writeHead(502).end());
        incoming.pipe(passed);
      }),
    );
    front.server.listen(0, '127.0.0.1');
    await once(front.server, 'listening');
    return front;
  }

  get url(): string {
    return `https://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** @param url - where the service listens. */
  passTo(url: string): void {
    this.target = url;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
