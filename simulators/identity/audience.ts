/** The protected resource (RFC 8707) that every access token is for. */
export const AUDIENCE = 'https://jawara.bantenprov.go.id/graphql';

/** How long an access token lives, in seconds. */
export const TOKEN_LIFETIME_S = 600;
