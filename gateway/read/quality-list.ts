/** One element of an Accept or Accept-Language header, in lower case. */
export interface QualityValue {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** 0 to 1; 0 means never. */
  readonly quality: number;
}

/** More elements than this are not looked at: no client needs them. */
const MAX_ELEMENTS = 32;

/**
 * A header of preferences, the most wanted first and otherwise as written (RFC 9110 sections 12.4.2 and 12.5). What is not
 * well-formed is left out.
 */
export function readQualityList(header: string): readonly QualityValue[] {
  return header
    .toLowerCase()
    .split(',', MAX_ELEMENTS)
    .map(readElement)
    .filter(({ value }) => value !== '')
    .sort((a, b) => b.quality - a.quality);
}

function readElement(text: string): QualityValue {
  const [value = '', ...rest] = text.split(';').map((part) => part.trim());
  const parameters = new Map(rest.map(readParameter));
  const quality = Number(parameters.get('q') ?? '1');
  return { value, parameters, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

export function readParameter(text: string): readonly [name: string, value: string] {
  const [name = '', value = ''] = text.split('=', 2).map((part) => part.trim());
  return [name, value.replace(/^"(.*)"$/, '$1')];
}
