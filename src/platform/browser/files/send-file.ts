import type { Problem } from '../problems.ts';

/** Why a file was not added: what the server said, or null when the line was lost. */
export class NotSent extends Error {
  readonly problem: Problem | null;
  constructor(problem: Problem | null) {
    super(problem?.text ?? 'line lost');
    this.name = 'NotSent';
    this.problem = problem;
  }
}

/** Sends one file as the body of a request; tells how much of it has gone out (0 to 1). */
export function sendFile(url: string, file: File, onSent: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much of a body has gone out.
    const request = new XMLHttpRequest();
    request.open('POST', `${url}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 1);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new NotSent(asProblem(request.responseText)));
    request.onerror = () => reject(new NotSent(null));
    request.send(file);
  });
}

function asProblem(text: string): Problem | null {
  try {
    const problem = JSON.parse(text) as Problem | null;
    return problem?.text ? problem : null;
  } catch {
    return null;
  }
}
