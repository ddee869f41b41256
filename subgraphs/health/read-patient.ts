import { z } from 'zod';

/** What is read of a patient. His name, address and relatives are not. */
const patientSchema = z.object({
  /** The IHS number; FHIR's rule for an id, which keeps it fit for a URL. */
  id: z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/),
  active: z.boolean().optional(),
  identifier: z
    .array(z.object({ system: z.string().optional(), value: z.string().optional() }))
    .optional(),
});

export const NIK_SYSTEM = 'https://fhir.kemkes.go.id/id/nik';

/**
 * The IHS number of the one patient that a search by NIK has found: null where it has found none, undefined where the
 * reply cannot be read, names several, or shows another NIK. The service masks the NIK, so that nothing but the IHS
 * number joins a person's records.
 */
export function readIhsNumber(
  resources: readonly unknown[],
  nik: string,
): string | null | undefined {
  const patients = z.array(patientSchema).safeParse(resources).data;
  if (patients === undefined) return undefined;
  const active = patients.filter((patient) => patient.active !== false);
  const [patient, ...others] = active;
  if (patient === undefined) return null;
  if (others.some(({ id }) => id !== patient.id)) return undefined;
  const shown = patient.identifier?.filter(
    ({ system, value }) => system === NIK_SYSTEM && /^\d+$/.test(value ?? ''),
  );
  return shown?.some(({ value }) => value !== nik) === true ? undefined : patient.id;
}
