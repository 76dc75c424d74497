import type { AppConfig } from '../../config/app-config.ts';
import { basePath } from '../adapters/koa-scim/base-url.ts';

const everyAddress = new Set(['0.0.0.0', '::']);

/** Where a process on this machine reaches the service. */
export function localAddress(host: string, port: number): string {
  const reached = everyAddress.has(host) ? 'localhost' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

export const localBaseUrl = (host: string, port: number): string => localAddress(host, port) + basePath;

/** What to type into Okta. */
export const publicBaseUrl = ({ publicUrl, host }: AppConfig, port: number): string =>
  publicUrl === undefined ? localBaseUrl(host, port) : publicUrl.replace(/\/+$/, '') + basePath;
