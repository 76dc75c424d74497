import { BodyRefused } from '../koa-http/body-refused.ts';
import { readBytes } from '../koa-http/read-bytes.ts';
import type { HttpContext } from '../koa-http/request-state.ts';

const mediaType = 'application/x-www-form-urlencoded';

/** The fields of a form. @throws BodyRefused */
export async function readForm({ req, state }: HttpContext, bytesMax: number): Promise<URLSearchParams> {
  const { 'content-type': contentType = '', 'content-encoding': encoding = 'identity' } = req.headers;
  if (contentType.split(';', 1)[0]?.trim().toLowerCase() !== mediaType || encoding !== 'identity')
    throw new BodyRefused(415, `The body must be a form, of the type ${mediaType} and not compressed.`);
  const bytes = await readBytes(req, { bytesMax, deadline: state.deadline });
  // All that is not ASCII is escaped in it.
  return new URLSearchParams(bytes.toString('latin1'));
}
