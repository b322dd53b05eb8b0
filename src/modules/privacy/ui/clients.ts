import { api } from '#platform/client';
import type { privacyContract } from '../contract.ts';

export const privacy = api<typeof privacyContract>('privacy');
export type Who = Awaited<ReturnType<typeof privacy.find>>['people'][number];
export type TracesData = Awaited<ReturnType<typeof privacy.traces>>;
