import { once } from 'node:events';
import { request } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificate.ts';

/** What stands in front of Rollcall and ends TLS, as a proxy does. */
export class HttpsFront {
  private readonly server: Server;
  private target = '';

  private constructor({ certificate, key }: Certificate) {
    this.server = createServer({ cert: certificate, key }, (incoming, answer) => {
      const { method, url = '/', headers } = incoming;
      const forwarded = { ...headers, 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };
      const passed = request(new URL(url, this.target), { method, headers: forwarded }, (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      });
      passed.on('error', () => answer.writeHead(502).end());
      incoming.pipe(passed);
    });
  }

  static async listen(certificate: Certificate): Promise<HttpsFront> {
    const front = new HttpsFront(certificate);
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
