import { m } from '#texts';
import { severityBy } from '../domain/severity.ts';
import { IMPACTS, LIKELIHOODS, severityStatus } from './words.ts';

/** Which severity follows from which impact and likelihood; the judged pair stands out. */
export function SeverityMatrix({ impact, likelihood }: { impact: number | null; likelihood: number | null }) {
  return (
    <table className="k-table k-matrix">
      <caption className="k-help">{m.findings_judgement_help()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.findings_matrix_corner()}</th>
          {LIKELIHOODS.map((word) => (
            <th key={word()} scope="col">
              {word()}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {IMPACTS.map((word, row) => (
          <tr key={word()}>
            <th scope="row">{word()}</th>
            {LIKELIHOODS.map((other, column) => (
              <td
                key={other()}
                aria-current={row + 1 === impact && column + 1 === likelihood ? 'true' : undefined}
              >
                {severityStatus(severityBy(row + 1, column + 1) ?? 1).word}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
