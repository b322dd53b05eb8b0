import { useEffect, useRef, useState } from 'react';
import { newId, type Photo } from './capture.ts';
import { DeviceFull, type Draft, type ObservationBody, store, writing } from './store.ts';

export interface Drafted {
  value: ObservationBody;
  photos: Photo[];
}

const PAUSE_MS = 250;

/** A begun form as it lies on the device, with its photos. */
async function readDraft(key: string): Promise<Drafted | undefined> {
  const { drafts, pictures } = store();
  const draft = await drafts.get(key);
  if (!draft) return undefined;
  const found = await pictures.bulkGet(draft.photos);
  return {
    value: draft.value,
    photos: found.flatMap((picture) => (picture ? [{ ...picture, stored: true }] : [])),
  };
}

/** Takes a form off the device, with the photos that nothing else has. */
async function dropDraft(key: string): Promise<void> {
  const { drafts, pictures } = store();
  const photos = (await drafts.get(key))?.photos ?? [];
  await drafts.delete(key);
  await pictures.bulkDelete(photos);
}

/** True when it was written; false when the device has no room. */
const fits = (work: () => Promise<unknown>): Promise<boolean> =>
  writing(work).then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof DeviceFull)) throw error;
      return false;
    },
  );

/**
 * A form that survives the tab: what was begun under `key` comes back, every change is kept a moment later, a photo at
 * once. `kept` is false while the device has no room; what is on the screen stays.
 */
export function useDraft(key: string, initial: () => Drafted) {
  const [content, setContent] = useState<Drafted | null>(null);
  const [kept, setKept] = useState(true);
  const touched = useRef(false);
  const first = useRef(initial);
  useEffect(() => {
    let gone = false;
    const begin = (draft?: Drafted) => {
      if (gone) return;
      touched.current = draft !== undefined;
      setContent(draft ?? first.current());
    };
    readDraft(key).then(begin, () => begin());
    return () => {
      gone = true;
    };
  }, [key]);
  useEffect(() => {
    if (!content || !touched.current) return;
    const timer = setTimeout(() => {
      // Kept or given up meanwhile.
      if (!touched.current) return;
      const photos = content.photos.filter(({ stored }) => stored).map(({ id }) => id);
      const draft: Draft = { key, value: content.value, photos, savedAt: new Date().toISOString() };
      void fits(() => store().drafts.put(draft)).then((done) =>
        setKept(done && photos.length === content.photos.length),
      );
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key, content]);
  const set = (next: (before: Drafted) => Drafted) => {
    touched.current = true;
    setContent((before) => before && next(before));
  };
  return {
    content,
    kept,
    change: (part: Partial<ObservationBody>) =>
      set((before) => ({ ...before, value: { ...before.value, ...part } })),
    addPhoto: async (blob: Blob) => {
      const id = newId();
      const stored = await fits(() => store().pictures.put({ id, blob }));
      set((before) => ({ ...before, photos: [...before.photos, { id, blob, stored }] }));
    },
    removePhoto: async (id: string) => {
      set((before) => ({ ...before, photos: before.photos.filter((photo) => photo.id !== id) }));
      await store().pictures.delete(id);
    },
    /** The form is over: nothing more is written under its key. */
    end: async (remove: boolean) => {
      touched.current = false;
      if (remove) await dropDraft(key);
    },
    touched: () => touched.current,
  };
}
