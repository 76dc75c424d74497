import { once } from 'node:events';
import { createServer } from 'node:http';

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
}

export interface TraceReceiver {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** All that came, as it came. */
  readonly texts: readonly string[];
  close(): void;
}

/** Takes traces by OTLP over HTTP, as JSON. */
export async function traceReceiver(): Promise<TraceReceiver> {
  const spans: ReceivedSpan[] = [];
  const texts: string[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const text = Buffer.concat(parts).toString();
    texts.push(text);
    for (const { scopeSpans } of JSON.parse(text).resourceSpans)
      for (const { spans: some } of scopeSpans) spans.push(...some);
    response.setHeader('Content-Type', 'application/json');
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    ...{ url: `http://127.0.0.1:${port}/v1/traces`, spans, texts },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
