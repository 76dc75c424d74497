import type { RequestToWrite, WaitingRequest } from '../../../application/ports/request-log.ts';
import { namesOf } from './request-names.ts';

/** A request as it will stand in its block. */
export interface WaitingText extends WaitingRequest, Pick<RequestToWrite, 'bodies'> {
  /** JSON, without the bodies. */
  readonly text: string;
  readonly names: readonly string[];
}

/** Of the object, and of names that most requests share. */
const charactersOfRest = 200;

export function waitingText(request: RequestToWrite): WaitingText {
  const { at, accountId, lost, bodies } = request;
  const text = JSON.stringify(bodies === undefined ? request : { ...request, bodies: undefined });
  const { request: sent = '', answer = '' } = bodies ?? {};
  const characters = charactersOfRest + text.length + sent.length + answer.length;
  return { ...{ at, accountId, lost, bodies, characters, text }, names: namesOf(request) };
}
