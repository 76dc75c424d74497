import type { HttpContext } from '../../koa-http/request-state.ts';
import { htmlMediaType, type Page, pageText } from './page.ts';

export function respond(context: HttpContext, page: Page, status = 200): void {
  context.status = status;
  context.res.setHeader('Content-Type', htmlMediaType);
  context.body = pageText(page);
}

/** To another address, by GET whatever came before (RFC 9110 section 15.4.4). */
export function redirect(context: HttpContext, location: string): void {
  context.status = 303;
  context.res.setHeader('Location', location);
  context.body = '';
}
