import type { ServerOptions } from '../server-options.ts';
import { parseServerUrl, type ServerUrl } from '../server-url.ts';

export type MysqlUrl = ServerUrl<'mysql' | 'mariadb'>;

/** @throws Error, without the URL in its message. */
export const parseMysqlUrl = (text: string, options: ServerOptions): MysqlUrl | undefined =>
  parseServerUrl(text, ['mysql', 'mariadb'], 3306, options);
