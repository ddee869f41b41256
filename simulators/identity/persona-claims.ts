import type { Persona } from './personas.ts';

/** What an access token says of a persona beside RFC 9068's claims. What he does not have is left out. */
export function toClaims(persona: Persona): Record<string, unknown> {
  return {
    persona: persona.name,
    regions: persona.regions,
    home_regions: persona.homeRegions,
    ...(persona.institution === null ? {} : { institution: persona.institution }),
    ...(persona.nik === null ? {} : { nik: persona.nik }),
  };
}
