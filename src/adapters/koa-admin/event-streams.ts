import { PassThrough } from 'node:stream';
import type { Middleware } from 'koa';
import type { Application } from '../../application/application.ts';
import type { Caller } from '../../application/ports/caller.ts';
import type { AuthenticatedState } from '../koa-http/admit-caller.ts';
import { refuseForNow } from '../koa-http/surface.ts';

/** Whoever follows hears of an entry within a second. */
const lookMilliseconds = 500;
/** So often something is written where nothing happens, lest proxies take the connection for dead. */
const looksPerHeartbeat = 30;
/** Of one account, in one process. */
const streamsMax = 100;
const retrySeconds = 10;
/** The stream ends by itself so long before its request is given up. */
const endsBeforeMilliseconds = 1000;

/** Those who follow one account: one look at the audit log serves all of them. */
interface Followers {
  newest: number;
  looksSinceWritten: number;
  readonly streams: Set<PassThrough>;
  readonly timer: NodeJS.Timeout;
}

/**
 * Server-sent events (WHATWG HTML section 9.2) that say how far an account's audit log goes, as soon as it goes further. What
 * happened is not in them: whoever wants to know asks, and is refused where the session is over meanwhile.
 */
export class EventStreams {
  private readonly followers = new Map<string, Followers>();

  constructor(private readonly application: Pick<Application, 'readAuditLog'>) {}

  /** Answers until the request's deadline; browsers then ask again by themselves, and say what they have heard of. */
  readonly middleware: Middleware<AuthenticatedState> = async (context) => {
    const { caller, deadline } = context.state;
    const newest = await this.newest(caller);
    const followers = this.followers.get(caller.accountId) ?? this.follow(caller, newest);
    if (followers.streams.size >= streamsMax)
      return refuseForNow(context, 429, retrySeconds, 'Too many pages follow this account already.');
    const stream = new PassThrough();
    const end = setTimeout(() => stream.end(), deadline - performance.now() - endsBeforeMilliseconds);
    stream.once('close', () => {
      clearTimeout(end);
      this.leave(caller.accountId, followers, stream);
    });
    followers.streams.add(stream);
    // No event, but where a browser goes on that was told of none until the stream ends.
    stream.write(`retry: ${lookMilliseconds}\nid: ${newest}\n\n`);
    const heard = Number(context.get('Last-Event-ID') || newest);
    if (newest > heard) stream.write(event(newest));
    // It waits, and works on nothing: the place among the requests is another's.
    context.state.leave?.();
    context.state.leave = undefined;
    context.res.setHeader('Content-Type', 'text/event-stream');
    // Of nginx, which would keep what is written until there is more of it.
    context.res.setHeader('X-Accel-Buffering', 'no');
    context.body = stream;
  };

  /** Ends all of them: the service stops. */
  readonly end = (): void => {
    for (const { streams } of this.followers.values()) for (const stream of streams) stream.end();
  };

  /** @throws DomainError `permissionMissing`. */
  private async newest(caller: Caller): Promise<number> {
    const [entry] = await this.application.readAuditLog(caller, { limit: 1 });
    return entry?.position ?? 0;
  }

  private follow(caller: Caller, newest: number): Followers {
    const look = () => void this.look(caller, followers);
    const streams = new Set<PassThrough>();
    const timer = setInterval(look, lookMilliseconds);
    const followers = { newest, looksSinceWritten: 0, streams, timer };
    this.followers.set(caller.accountId, followers);
    return followers;
  }

  private async look(caller: Caller, followers: Followers): Promise<void> {
    const deadline = performance.now() + lookMilliseconds;
    // Where the database is away, the next look may find it.
    const newest = await this.newest({ ...caller, deadline }).catch(() => followers.newest);
    followers.looksSinceWritten += 1;
    const isNews = newest > followers.newest;
    if (!isNews && followers.looksSinceWritten < looksPerHeartbeat) return;
    followers.newest = Math.max(newest, followers.newest);
    followers.looksSinceWritten = 0;
    const text = isNews ? event(newest) : ':\n\n';
    // Whoever does not take what is written asks again, rather than have it kept here.
    for (const stream of followers.streams) if (!stream.write(text)) stream.destroy();
  }

  private leave(accountId: string, followers: Followers, stream: PassThrough): void {
    followers.streams.delete(stream);
    if (followers.streams.size > 0) return;
    clearInterval(followers.timer);
    this.followers.delete(accountId);
  }
}

const event = (position: number): string => `id: ${position}\ndata: ${position}\n\n`;
