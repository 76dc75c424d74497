import { canonicalJson } from '../../criteria/json.ts';
import { fnv1a } from './fnv1a.ts';

/**
 * The version of what counts none: it follows from the content. Of four billion contents that follow each other one is taken for
 * that before it. 1 or more.
 */
export const contentVersion = (content: object): number => fnv1a(canonicalJson(content)) + 1;
