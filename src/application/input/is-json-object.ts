import { isJsonObject } from '../../criteria/json.ts';
import { Satisfies } from './satisfies.ts';

/** The property is an object; the domain bounds what is in it, in depth and size. */
export const IsJsonObject = () => Satisfies('must be an object', isJsonObject, { type: 'object' });
