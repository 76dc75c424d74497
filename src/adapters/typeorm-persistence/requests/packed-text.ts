import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';

const deflated = promisify(deflateRaw);

/** Of a block's texts, which are much alike, it makes an eighth; more effort would make it hardly smaller. */
const level = 1;
/** Larger than any block: what is longer was not packed here. */
const bytesMax = 64_000_000;

/**
 * A JSON list in fewer characters. The database writes each byte several times, which took more of the processor than
 * the request that the byte tells of. It is deflated beside the thread that answers requests.
 */
export const packed = async (list: string): Promise<string> =>
  (await deflated(list, { level })).toString('base64');

/** @param text - packed, or a JSON list as it is. @throws RangeError where it would be larger than any block. */
export const unpacked = (text: string): string =>
  text.startsWith('[')
    ? text
    : inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: bytesMax }).toString();
