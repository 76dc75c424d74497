import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Registry } from '@prometheus-io/client';

export interface MetricsAddress {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
}

/** Prometheus and a few people at a time. */
const connectionsMax = 20;
const limits = {
  requestTimeout: 10_000,
  headersTimeout: 5_000,
  keepAliveTimeout: 75_000,
  maxHeaderSize: 8_192,
};
const plainText = 'text/plain; charset=utf-8';

/** Answers `GET /metrics` at an address of its own, to whoever can reach it: it tells of nobody, and asks for no credential. */
export class MetricsServer {
  private readonly server: Server;
  private underWay: Promise<string> | undefined;

  constructor(private readonly registry: Registry) {
    this.server = createServer(limits, (request, response) => void this.answer(request, response));
    this.server.maxConnections = connectionsMax;
  }

  /** Resolves with the port once it is listened on. @throws Error such as `EADDRINUSE`. */
  async listen({ host, port }: MetricsAddress): Promise<number> {
    this.server.listen(port, host);
    await once(this.server, 'listening');
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async answer({ method, url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, contentType: string, text: string) => {
      response.writeHead(status, { 'Content-Type': contentType, 'X-Content-Type-Options': 'nosniff' });
      response.end(method === 'HEAD' ? undefined : text);
    };
    if (url.replace(/\?.*/s, '') !== '/metrics') return send(404, plainText, 'Metrics are at /metrics.\n');
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return send(405, plainText, 'Metrics are only read.\n');
    }
    try {
      send(200, this.registry.contentType, await this.text());
    } catch {
      send(500, plainText, 'The metrics could not be gathered.\n');
    }
  }

  /** Whoever asks while it is gathered gets the same. */
  private text(): Promise<string> {
    this.underWay ??= this.registry.metrics().finally(() => {
      this.underWay = undefined;
    });
    return this.underWay;
  }
}
