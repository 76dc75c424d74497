import type { InstallationSettings } from './installation.ts';

/** The address at which browsers reach the service, as far as the configuration says it. */
export const publicAddressOf = ({ publicUrl, baseUrl }: InstallationSettings): string =>
  publicUrl ?? new URL(baseUrl).origin;
