const SHORT: Record<string, string> = { itil: 'ITIL', vds10000: 'VdS 10000' };

/** `VdS 10000, 4: Organisation`; keys of frameworks without numbers say nothing to people. */
export const namedAs = (framework: string, code: string, title: string): string =>
  `${shortName(framework)}${/^[A-Z]?\d|^A$/.test(code) ? `, ${code}` : ''}: ${title}`;

/** What people call a shipped framework. */
export const shortName = (framework: string): string => SHORT[framework] ?? framework;
