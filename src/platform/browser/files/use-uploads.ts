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

  /** True when it was added. */
  const send = async (key: number, file: File, limitBytes: number): Promise<boolean> => {
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
      return true;
    } catch (error) {
      const problem = error instanceof NotSent ? error.problem : null;
      change(key, { state: 'refused', why: problem?.text ?? m.refusal_file_cut_off() });
      return false;
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
    const all = async () => {
      const names: string[] = [];
      for (const { key, file } of fresh) if (await send(key, file, limitBytes)) names.push(file.name);
      // One message for what was picked together: several would lie over the reasons of what was refused.
      if (names.length > 1) toast(m.platform_files_added_count({ count: names.length }));
      else if (names[0]) toast(m.platform_files_added({ name: names[0] }));
    };
    turn.current = turn.current.then(all);
  };
  return { uploads, add, drop };
}
