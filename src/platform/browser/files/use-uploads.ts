import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { m } from '#texts';
import { toast } from '#ui-kit/toast';
import { NotSent, sendFile } from './send-file.ts';

export interface Upload {
  key: number;
  name: string;
  state: 'waiting' | 'sending' | 'checking' | 'refused';
  /** Of the bytes, 0 to 1. */
  share: number;
  /** Why it was not added. */
  why: string;
}

let last = 0;

/** Files on their way to one record, one after the other; what was refused stays until it is read. */
export function useUploads(url: string, touches: readonly (readonly unknown[])[]) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const turn = useRef<Promise<void>>(Promise.resolve());
  const drop = (key: number) => setUploads((all) => all.filter((one) => one.key !== key));
  const change = (key: number, part: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));

  const send = async (key: number, file: File, limitBytes: number) => {
    try {
      // A line that is cut because of the size would leave the reason unsaid.
      if (file.size > limitBytes)
        throw new NotSent({
          code: 'file_too_large',
          text: m.refusal_file_too_large({ megabytes: Math.floor(limitBytes / 1_000_000) }),
          fields: [],
        });
      change(key, { state: 'sending' });
      await sendFile(url, file, (share) => change(key, { share, state: share < 1 ? 'sending' : 'checking' }));
      await Promise.all(touches.map((queryKey) => client.invalidateQueries({ queryKey })));
      drop(key);
      toast(m.platform_files_added({ name: file.name }));
    } catch (error) {
      const problem = error instanceof NotSent ? error.problem : null;
      change(key, { state: 'refused', why: problem?.text ?? m.refusal_file_cut_off() });
    }
  };
  const add = (files: readonly File[], limitBytes: number) => {
    const fresh = files.map((file) => ({ key: ++last, file }));
    setUploads((all) => [
      ...all,
      ...fresh.map(({ key, file }) => ({
        key,
        name: file.name,
        state: 'waiting' as const,
        share: 0,
        why: '',
      })),
    ]);
    for (const { key, file } of fresh) turn.current = turn.current.then(() => send(key, file, limitBytes));
  };
  return { uploads, add, drop };
}
