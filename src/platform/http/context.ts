import type { Context, Hono } from 'hono';
import type { Fn } from '#kernel/functions';
import type { Ground } from '../tx.ts';

export interface Membership {
  townId: string;
  slug: string;
  town: string;
  function: Fn;
  officeId: string | null;
  /** The town demands a second factor for this function, and the person has none: it does not count yet. */
  owesFactor: boolean;
}

/** Who is behind a request, as the session or token door answered. */
export interface SignedIn {
  user: { id: string; login: string; name: string; locale: 'de' | 'en' };
  memberships: Membership[];
  via: 'session' | 'token';
  scope: 'read' | 'write' | 'admin';
}

/** The browser that asks, as its headers and cookies tell. */
export interface Browser {
  /** User-Agent, for the list of sessions. */
  agent: string;
  /** Token of a device that was signed in from before. */
  device: string | null;
  /** Token of the session it holds at the moment. */
  session: string | null;
}

/** What every route handler receives beside its input. */
export interface RequestContext {
  ground: Ground;
  /** Pattern of the route that was asked, e.g. `GET /api/v1/towns/{town}/findings/{id}`. */
  route: string;
  signedIn: SignedIn | null;
  locale: 'de' | 'en';
  /** Address of the asking machine, behind configured proxies only. */
  address: string;
  ifMatch: number | null;
  idempotencyKey: string | null;
  /** Headers to add to the answer, e.g. a session cookie. */
  answer: Headers;
  secureCookies: boolean;
  browser: Browser;
}

export type HttpEnv = { Variables: { asked: RequestContext } };
export type HttpApp = Hono<HttpEnv>;
export type HttpContext = Context<HttpEnv>;
