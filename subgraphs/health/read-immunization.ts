import { z } from 'zod';
import type { ImmunizationRow } from './health-record-source.ts';

const immunizationSchema = z.object({
  status: z.enum(['completed', 'entered-in-error', 'not-done']),
  vaccineCode: z.object({
    coding: z
      .array(
        z.object({
          system: z.string().optional(),
          code: z.string().optional(),
          display: z.string().optional(),
        }),
      )
      .optional(),
    text: z.string().optional(),
  }),
  patient: z.object({ reference: z.string() }),
  occurrenceDateTime: z.string().optional(),
  protocolApplied: z
    .array(
      z.object({
        doseNumberPositiveInt: z.number().int().positive().optional(),
        doseNumberString: z.string().optional(),
      }),
    )
    .optional(),
});

type Resource = z.infer<typeof immunizationSchema>;

const STATUSES = {
  completed: 'COMPLETED',
  'entered-in-error': 'ENTERED_IN_ERROR',
  'not-done': 'NOT_DONE',
} as const;

const KFA_SYSTEM = 'http://sys-ids.kemkes.go.id/kfa';

/** An immunisation and whose it is; undefined where the resource cannot be read. */
export function readImmunization(
  resource: unknown,
): { readonly patientId: string; readonly row: ImmunizationRow } | undefined {
  const read = immunizationSchema.safeParse(resource).data;
  if (read === undefined) return undefined;
  const coding = chooseCoding(read.vaccineCode.coding ?? []);
  return {
    patientId: /(?:^|\/)Patient\/([^/]+)$/.exec(read.patient.reference)?.[1] ?? '',
    row: {
      vaccineCode: coding?.code ?? null,
      vaccine: coding?.display ?? read.vaccineCode.text ?? null,
      occurredOn: toDay(read.occurrenceDateTime),
      doseNumber: readDose(read),
      status: STATUSES[read.status],
    },
  };
}

/** Latest first, those without a day last. */
export function byLatest(one: ImmunizationRow, other: ImmunizationRow): number {
  return (other.occurredOn ?? '').localeCompare(one.occurredOn ?? '');
}

type Coding = NonNullable<Resource['vaccineCode']['coding']>[number];

/** Indonesia's own list where a vaccine is coded by it, else whatever list comes first. */
function chooseCoding(codings: readonly Coding[]): Coding | undefined {
  const coded = codings.filter(({ code }) => code !== undefined && code !== '');
  return coded.find(({ system }) => system === KFA_SYSTEM) ?? coded[0];
}

const WIB_OFFSET_MS = 7 * 3_600_000;

/** The day in Indonesia's western time; FHIR allows a year or a month alone, which are no day. */
function toDay(dateTime: string | undefined): string | null {
  if (dateTime === undefined || !/^\d{4}-\d{2}-\d{2}/.test(dateTime)) return null;
  const atMs = Date.parse(dateTime);
  if (Number.isNaN(atMs)) return null;
  if (dateTime.length === 10) return dateTime;
  return new Date(atMs + WIB_OFFSET_MS).toISOString().slice(0, 10);
}

function readDose({ protocolApplied }: Resource): number | null {
  const [applied] = protocolApplied ?? [];
  const text = applied?.doseNumberString?.trim() ?? '';
  return applied?.doseNumberPositiveInt ?? (/^[1-9]\d?$/.test(text) ? Number(text) : null);
}
