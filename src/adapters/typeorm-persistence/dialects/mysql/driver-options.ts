import { connect, type Socket } from 'node:net';
import type { MysqlUrl } from './mysql-url.ts';

const keepAliveMilliseconds = 10_000;

/** How the driver, or TypeORM with it, connects to one server. */
export const driverOptions = (url: MysqlUrl) => ({
  // The name that a certificate has to bear; the driver knows no other way to say it.
  host: url.tls?.serverName ?? url.host,
  port: url.port,
  password: url.password,
  ssl: url.tls && {
    rejectUnauthorized: url.tls.verifiesAuthority,
    verifyIdentity: url.tls.verifiesIdentity,
    ca: url.tls.authority,
    cert: url.tls.certificate,
    key: url.tls.key,
  },
});

/** A server that is gone without a word is noticed within half a minute, also where nothing else is bounded in time. */
export const connectTo = ({ socket, host, port }: MysqlUrl): Socket =>
  socket === undefined
    ? connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveMilliseconds })
    : connect({ path: socket });
