import type { HttpContext } from './request-state.ts';

/**
 * A cookie that scripts cannot read and other sites' pages cannot have sent along with a form. The prefix keeps
 * neighbouring hosts from setting it (RFC 6265bis section 4.1.3.2); over plain HTTP, as on this machine itself, browsers take neither
 * it nor `Secure`.
 */
export class PrivateCookie {
  constructor(private readonly name: string) {}

  /** @param address - where the service is, as the browser sees it. */
  read(context: HttpContext, address: string): string | undefined {
    return context.cookies.get(this.nameAt(address)) || undefined;
  }

  /** @param secondsMax - how long the browser keeps it; without it, as long as it runs. */
  write(context: HttpContext, address: string, value: string, secondsMax?: number): void {
    const attributes = [
      `${this.nameAt(address)}=${value}`,
      'Path=/',
      'HttpOnly',
      'SameSite=Lax',
      ...(isSecure(address) ? ['Secure'] : []),
      ...(secondsMax === undefined ? [] : [`Max-Age=${secondsMax}`]),
    ];
    context.res.appendHeader('Set-Cookie', attributes.join('; '));
  }

  clear(context: HttpContext, address: string): void {
    this.write(context, address, '', 0);
  }

  private nameAt(address: string): string {
    return isSecure(address) ? `__Host-${this.name}` : this.name;
  }
}

const isSecure = (address: string): boolean => address.startsWith('https:');

/** What a browser holds of a session: its secret. */
export const sessionCookie = new PrivateCookie('rollcall');
