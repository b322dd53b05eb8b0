/** Structured log lines on standard error; values named like secrets are never written. */
type Level = 'error' | 'warn' | 'info' | 'debug';
const ORDER: Level[] = ['error', 'warn', 'info', 'debug'];
let threshold: Level = 'info';

const SECRET = /pass|secret|token|authorization|cookie|url$/i;

const plain = (key: string, value: unknown): unknown => {
  if (key && SECRET.test(key)) return '***';
  if (value instanceof Error)
    return { name: value.name, message: value.message, stack: value.stack, cause: value.cause };
  return value;
};

// A log file on a full disk or a reader that has gone must not end the process.
process.stderr.on('error', () => undefined);
process.stdout.on('error', () => undefined);

function write(level: Level, message: string, facts: Record<string, unknown> = {}): void {
  if (ORDER.indexOf(level) > ORDER.indexOf(threshold)) return;
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level, message, ...facts }, plain)}\n`,
  );
}

export const log = {
  error: (message: string, facts?: Record<string, unknown>) => write('error', message, facts),
  warn: (message: string, facts?: Record<string, unknown>) => write('warn', message, facts),
  info: (message: string, facts?: Record<string, unknown>) => write('info', message, facts),
  debug: (message: string, facts?: Record<string, unknown>) => write('debug', message, facts),
};

export function setLogLevel(level: Level): void {
  threshold = level;
}
