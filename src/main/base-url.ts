import type { AppConfig } from '../../config/app-config.ts';
import type { ServiceAddresses } from '../adapters/command-line/welcome-text.ts';
import { basePath } from '../adapters/koa-scim/base-url.ts';

const everyAddress = new Set(['0.0.0.0', '::']);

/** Where a process on this machine reaches the service. */
export function localAddress(host: string, port: number): string {
  const reached = everyAddress.has(host) ? 'localhost' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

export const localBaseUrl = (host: string, port: number): string => localAddress(host, port) + basePath;

/** Where clients reach the service: SCIM, which is what to type into Okta, and browsers. */
export function publicAddresses({ publicUrl, host }: AppConfig, port: number): ServiceAddresses {
  const address = publicUrl?.replace(/\/+$/, '') ?? localAddress(host, port);
  return { baseUrl: address + basePath, publicUrl: address };
}
