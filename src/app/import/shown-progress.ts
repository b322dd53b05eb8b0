import { type Progress, Stopped } from '#platform/jobs/progress';

const WORDS: Record<string, string> = { reading: 'Lesen', checking: 'Prüfen', importing: 'Übernehmen' };
/** Shorter work is over before anybody wonders. */
const PATIENCE_MS = 3_000;
const PAUSE_MS = 1_000;

/** Progress on the standard error output, where it is a terminal or the work takes long; Ctrl+C ends the work in good order. */
export function shownProgress(): Progress & { close(): void } {
  const terminal = process.stderr.isTTY;
  const from = performance.now();
  let shown = 0;
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    async tell(phase, done, total) {
      if (stopped) throw new Stopped();
      const now = performance.now();
      if ((!terminal && now - from < PATIENCE_MS) || (now - shown < PAUSE_MS && done < total)) return;
      shown = now;
      const share = total > 0 ? ` ${Math.floor((done / total) * 100)} % (${done} von ${total} Zeilen)` : '';
      process.stderr.write(
        `${terminal ? '\r\u001b[K' : ''}${WORDS[phase] ?? phase}${share}${terminal ? '' : '\n'}`,
      );
    },
    close() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      if (terminal && shown > 0) process.stderr.write('\r\u001b[K');
    },
  };
}
