import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { severityTone, severityWord } from '../severity.ts';
import type { LocalObservation } from './model.ts';
import { at, StandingMark } from './parts.tsx';

/** An observation in a list; the whole card leads to it. */
export function ObservationCard({ observation }: { observation: LocalObservation }) {
  const { id, body, number, standing, photos } = observation;
  const severity = body.severity ?? 2;
  const count = photos.sent + photos.waiting.length;
  return (
    <a className="w-card" href={at('beobachtung', id)}>
      <span className="w-card-text">
        {number !== null && <span className="k-num">B-{String(number).padStart(2, '0')} </span>}
        {body.statement}
      </span>
      <span className="w-card-foot">
        <Badge tone={severityTone(severity)}>{severityWord(severity)}</Badge>
        {count > 0 && <span>{m.assessment_walk_photos_count({ count })}</span>}
        <StandingMark standing={standing === 'sent' && photos.waiting.length > 0 ? 'waiting' : standing} />
      </span>
    </a>
  );
}
