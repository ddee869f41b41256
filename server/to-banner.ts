import type { Jawara } from './start-jawara.ts';

/** What a start prints when all is up: addresses, personas, one query to try. */
export function toBanner(jawara: Jawara, start: { readonly seconds: number }): string {
  const personas = [...jawara.personas.values()].map(
    ({ name, title }) => `    ${name.padEnd(15)} ${title.en}`,
  );
  return [
    '',
    `Jawara answers for eight regencies (started in ${start.seconds.toFixed(1)} s).`,
    '',
    `  Endpoint and explorer   ${jawara.endpoint}`,
    `  Identity provider       ${jawara.issuer}`,
    `  Metrics (this machine)  ${jawara.metrics}`,
    '',
    '  Personas (npm run -s token -- <persona>):',
    ...personas,
    '',
    '  One query to try:',
    `    curl -s ${jawara.endpoint} -H 'content-type: application/json' \\`,
    `      -d '{"query":"{ region(code: \\"36.71\\") { name finance { fiscalYear budget realisation } } }"}'`,
    ...(jawara.remarks.length === 0
      ? []
      : ['', ...jawara.remarks.map((remark) => `  Note: ${remark}.`)]),
    '',
    '  Ctrl-C stops everything.',
  ].join('\n');
}
