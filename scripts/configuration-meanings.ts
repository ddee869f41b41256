/**
 * What the keys of the section `authentication` mean: its schema (gateway/authenticate/authentication-config.ts) says it
 * in comments, which no program can read. A key that neither has nor gets a meaning here fails the test of the document.
 */
export const MEANINGS: Readonly<Record<string, string>> = {
  'authentication.issuers': 'Who may issue tokens; an issuer stands here once.',
  'authentication.issuers[].issuer': 'Compared with the claim `iss`, character by character.',
  'authentication.issuers[].jwksUri':
    'Where its keys are (http or https). Nothing in a token leads elsewhere.',
  'authentication.issuers[].audience': 'What the claim `aud` has to name.',
  'authentication.issuers[].algorithms': 'Algorithms that its tokens may be signed with.',
  'authentication.issuers[].tokenTypes':
    'What `typ` in a token’s header may be. An issuer that calls its access tokens `JWT` needs it said here; an ID token is no access token.',
  'authentication.issuers[].clockSkewMs': 'How far its clock may be from ours, in ms.',
  'authentication.issuers[].claims.application':
    'Claim with the client that the token was issued to (`azp` at Keycloak).',
  'authentication.issuers[].claims.scope': 'Claim with the scopes: text with spaces, or a list.',
  'authentication.issuers[].claims.policies': 'Claim with the names of policies, a list.',
  'authentication.issuers[].claims.regions':
    'Claim with the regencies whose rows may be read, a list of codes such as `36.71`.',
  'authentication.issuers[].claims.homeRegions':
    'Claim with the regencies whose register knows the person himself. It opens no region.',
  'authentication.issuers[].claims.institution':
    'Claim with the institution that the caller acts for; chooses its credentials at a system.',
  'authentication.issuers[].claims.nik': 'Claim with the person’s own NIK.',
  'authentication.keysCooldownMs': 'Least time between two fetches of one issuer’s keys, in ms.',
  'authentication.keysMaxAgeMs':
    'After this time keys are fetched again, so that a withdrawn one stops working. In ms.',
  'authentication.keysTimeoutMs': 'Deadline of one fetch of keys, in ms.',
  'authentication.verifiedTokens': 'How many verified tokens are remembered.',
  'authentication.verifiedTokenMaxAgeMs':
    'How long one is remembered, in ms; never longer than it is valid.',
};

/** An environment variable, who reads it and what it does. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly readBy: string;
  readonly meaning: string;
}

/** Every variable that the code reads by name. Those that the registry's files name come on top. */
export const ENVIRONMENT_VARIABLES: readonly EnvironmentVariable[] = [
  {
    name: 'JAWARA_MARIADB_URL',
    readBy: '`npm start`',
    meaning:
      'A MariaDB server, as `mysql://user:password@host:port`, whose user may create databases: the systems that a regency runs on MariaDB are simulated there. Without it they run on the embedded PostgreSQL, and the start says so.',
  },
  {
    name: 'REDIS_URL',
    readBy: '`npm start`, `npm run subgraph`',
    meaning:
      'A Redis, as `redis://host:port`, that keeps public, slow data. Without it this program’s memory does.',
  },
  {
    name: 'SCALE_POSTGRES_URL',
    readBy: '`npm run scale`',
    meaning:
      'A PostgreSQL whose user may create databases, for the measurements of docs/scale.md. Without it the embedded one is used.',
  },
  {
    name: 'NODE_ENV',
    readBy: 'everything',
    meaning:
      '`production` refuses simulators, the development identity provider, its keys and simulators’ credentials. Set it wherever real people’s data is served.',
  },
  {
    name: 'LC_ALL, LC_MESSAGES, LANG',
    readBy: '`npm run region`',
    meaning: 'Language of the doctor’s advice: Indonesian for `id_ID…`, English otherwise.',
  },
  {
    name: 'PATH',
    readBy: '`npm start`',
    meaning: 'Passed on to the embedded PostgreSQL, with nothing else of the environment.',
  },
  {
    name: 'NODE_OPTIONS',
    readBy: '`npm test`',
    meaning: 'Kept, with what Jest needs for ES modules added.',
  },
  {
    name: 'CI',
    readBy: '`npm test`',
    meaning:
      '`true` takes the usual local ports and places of the servers below, and a missing one fails. Otherwise what is not named is skipped, and one line says so.',
  },
  {
    name: 'TEST_POSTGRES_URL',
    readBy: '`npm test`',
    meaning:
      'A real PostgreSQL for tests; its user may create databases. Usual: `postgres://postgres@127.0.0.1:5432/postgres`.',
  },
  {
    name: 'TEST_MARIADB_URL',
    readBy: '`npm test`',
    meaning: 'A real MariaDB for tests. Usual: `mysql://root@127.0.0.1:3306`.',
  },
  {
    name: 'TEST_REDIS_URL',
    readBy: '`npm test`',
    meaning: 'A real Redis for tests. Usual: `redis://127.0.0.1:6379`.',
  },
  {
    name: 'JAWARA_CHROMIUM',
    readBy: '`npm test`',
    meaning: 'A Chromium for the tests in a browser. Usual: `/usr/bin/chromium`.',
  },
];
