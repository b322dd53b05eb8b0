import { useState } from 'react';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Icon } from '#ui-kit/icons';
import { Notice } from '#ui-kit/notice';
import type { Photo } from './capture.ts';
import { useUrl } from './parts.tsx';
import { NoPicture, smaller } from './photo.ts';

interface PhotoFieldProps {
  photos: readonly Photo[];
  /** Photos the observation has already: on the server, and on their way. */
  sent: number;
  waiting: number;
  onAdd: (blob: Blob) => Promise<void>;
  onRemove: (id: string) => void;
}

/** Photos of an observation: taken with the camera or chosen, made smaller before they are kept. */
export function PhotoField({ photos, sent, waiting, onAdd, onRemove }: PhotoFieldProps) {
  const [busy, setBusy] = useState(0);
  const [unread, setUnread] = useState<string[]>([]);
  const add = async (files: FileList | null) => {
    setUnread([]);
    for (const file of files ?? []) {
      setBusy((n) => n + 1);
      try {
        await onAdd(await smaller(file));
      } catch (error) {
        if (!(error instanceof NoPicture)) throw error;
        setUnread((names) => [...names, file.name]);
      } finally {
        setBusy((n) => n - 1);
      }
    }
  };
  return (
    <fieldset className="w-photos">
      <legend className="k-label">{m.assessment_walk_photos()}</legend>
      {sent + waiting > 0 && <p className="k-muted">{m.assessment_walk_photos_known({ sent, waiting })}</p>}
      <ul>
        {photos.map((photo, n) => (
          <li key={photo.id}>
            <Shown
              photo={photo}
              name={m.assessment_walk_photo({ number: n + 1 })}
              onRemove={() => onRemove(photo.id)}
            />
          </li>
        ))}
      </ul>
      <div className="k-actions">
        <Picker label={m.assessment_walk_camera()} capture onPick={add} />
        <Picker label={m.assessment_walk_choose()} onPick={add} />
      </div>
      {busy > 0 && <p role="status">{m.assessment_walk_photo_busy()}</p>}
      {unread.map((name) => (
        <Notice key={name} tone="danger" live title={m.assessment_walk_photo_unread({ name })} />
      ))}
    </fieldset>
  );
}

function Shown({ photo, name, onRemove }: { photo: Photo; name: string; onRemove: () => void }) {
  const url = useUrl(photo.blob);
  return (
    <figure>
      {url && <img src={url} alt={name} />}
      <Button icon="trash" onClick={onRemove}>
        {m.assessment_walk_photo_remove({ name })}
      </Button>
    </figure>
  );
}

interface PickerProps {
  label: string;
  /** Opens the camera at once where there is one. */
  capture?: true;
  onPick: (files: FileList | null) => Promise<void>;
}

/** The input lies over the button, as everywhere in the application: keys and label come with it. */
function Picker({ label, capture, onPick }: PickerProps) {
  return (
    <label className="k-btn k-file-picker">
      {capture ? <CameraIcon /> : <Icon name="plus" />}
      <span>{label}</span>
      <input
        type="file"
        accept="image/*"
        {...(capture ? { capture: 'environment' as const } : { multiple: true })}
        onChange={(event) => {
          const input = event.target;
          void onPick(input.files).finally(() => {
            input.value = '';
          });
        }}
      />
    </label>
  );
}

const CameraIcon = () => (
  <svg className="k-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 16.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z" />
  </svg>
);
