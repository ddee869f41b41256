/**
 * Every error code that a client can see, with what it means.
 *
 * `httpStatus` holds only where the whole request is refused; inside a GraphQL answer an error costs its own field.
 * `retryable` is the default of the `retryable` extension: whether the same request may succeed later, unchanged.
 * Messages are templates: `{name}` is replaced by a parameter, which is never a personal value.
 */
export interface CatalogueEntry {
  readonly httpStatus: number;
  readonly retryable: boolean;
  readonly en: string;
  readonly id: string;
}

const entry = (httpStatus: number, retryable: boolean, en: string, id: string): CatalogueEntry => ({
  httpStatus,
  retryable,
  en,
  id,
});

export const errorCatalogue = {
  GRAPHQL_PARSE_FAILED: entry(
    400,
    false,
    'The document cannot be parsed: {reason}',
    'Dokumen tidak dapat dibaca: {reason}',
  ),
  GRAPHQL_VALIDATION_FAILED: entry(
    400,
    false,
    'The document does not fit the schema: {reason}',
    'Dokumen tidak sesuai dengan skema: {reason}',
  ),
  BAD_REQUEST: entry(
    400,
    false,
    'The request is malformed: {reason}',
    'Permintaan salah bentuk: {reason}',
  ),
  BAD_USER_INPUT: entry(
    400,
    false,
    'Argument "{argument}": {rule}',
    'Argumen "{argument}": {rule}',
  ),
  OPERATION_RESOLUTION_FAILURE: entry(
    400,
    false,
    'The operation to run cannot be determined: {reason}',
    'Operasi yang harus dijalankan tidak dapat ditentukan: {reason}',
  ),
  METHOD_NOT_ALLOWED: entry(
    405,
    false,
    'The method is not allowed here: {reason}',
    'Metode ini tidak diizinkan di sini: {reason}',
  ),
  NOT_ACCEPTABLE: entry(
    406,
    false,
    'None of the accepted media types can be answered.',
    'Tidak satu pun jenis media yang diterima dapat diberikan.',
  ),
  UNSUPPORTED_MEDIA_TYPE: entry(
    415,
    false,
    'The request body must be application/json in UTF-8.',
    'Isi permintaan harus application/json dalam UTF-8.',
  ),
  REQUEST_TOO_LARGE: entry(
    413,
    false,
    'The request exceeds {limit} bytes.',
    'Permintaan melebihi {limit} byte.',
  ),
  TOKEN_LIMIT_EXCEEDED: entry(
    400,
    false,
    'The document exceeds {limit} tokens.',
    'Dokumen melebihi {limit} token.',
  ),
  MAX_DEPTH_LIMIT: entry(
    400,
    false,
    'Fields are nested deeper than {limit} levels.',
    'Kolom bersarang lebih dalam dari {limit} tingkat.',
  ),
  MAX_ALIASES_LIMIT: entry(
    400,
    false,
    'The document has more than {limit} aliases.',
    'Dokumen memuat lebih dari {limit} alias.',
  ),
  MAX_ROOT_FIELDS_LIMIT: entry(
    400,
    false,
    'The operation selects more than {limit} root fields.',
    'Operasi memilih lebih dari {limit} kolom akar.',
  ),
  MAX_SELECTIONS_LIMIT: entry(
    400,
    false,
    'The operation selects more than {limit} fields, fragments followed.',
    'Operasi memilih lebih dari {limit} kolom, termasuk melalui fragmen.',
  ),
  MAX_DIRECTIVES_LIMIT: entry(
    400,
    false,
    'The document has more than {limit} directives.',
    'Dokumen memuat lebih dari {limit} direktif.',
  ),
  MAX_VARIABLE_VALUES_LIMIT: entry(
    400,
    false,
    'The variables hold more than {limit} values.',
    'Variabel memuat lebih dari {limit} nilai.',
  ),
  COST_LIMIT_EXCEEDED: entry(
    400,
    false,
    'The operation costs {cost}, more than {limit}; ask for fewer or shorter lists.',
    'Biaya operasi {cost}, lebih dari {limit}; minta daftar yang lebih sedikit atau lebih pendek.',
  ),
  PLANNING_LIMIT_EXCEEDED: entry(
    400,
    false,
    'The operation cannot be planned within {limit} ms and the memory for it; select less.',
    'Operasi tidak dapat direncanakan dalam {limit} ms dan memori yang tersedia; pilih lebih sedikit.',
  ),
  PLANNING_OVERLOADED: entry(
    503,
    true,
    'Too many new operations wait to be planned; try again shortly.',
    'Terlalu banyak operasi baru menunggu direncanakan; coba lagi sebentar.',
  ),
  UNAUTHENTICATED: entry(
    401,
    false,
    'A valid bearer token is required: {reason}',
    'Diperlukan bearer token yang sah: {reason}',
  ),
  UNAUTHORIZED_FIELD_OR_TYPE: entry(
    403,
    false,
    'The caller may not read "{coordinate}".',
    'Pemanggil tidak berhak membaca "{coordinate}".',
  ),
  FORBIDDEN: entry(
    403,
    false,
    'The caller may not read rows of region {region}.',
    'Pemanggil tidak berhak membaca baris wilayah {region}.',
  ),
  PURPOSE_REQUIRED: entry(
    403,
    false,
    'An operation that selects personal data names its purpose in the header Jawara-Purpose ({allowed}).',
    'Operasi yang memuat data pribadi harus menyebut tujuannya pada header Jawara-Purpose ({allowed}).',
  ),
  PERSONAL_ARGUMENT_ON_GET: entry(
    405,
    false,
    'A personal argument may not travel in a URL; use POST.',
    'Argumen pribadi tidak boleh berada pada URL; gunakan POST.',
  ),
  REQUEST_RATE_LIMITED: entry(
    429,
    true,
    'Too many requests; try again in {seconds} s.',
    'Terlalu banyak permintaan; coba lagi dalam {seconds} detik.',
  ),
  GATEWAY_TIMEOUT: entry(
    504,
    true,
    'The request exceeded its deadline.',
    'Permintaan melewati batas waktunya.',
  ),
  SUBSCRIPTION_PROTOCOL_REQUIRED: entry(
    406,
    false,
    'A subscription is served as text/event-stream (graphql-sse) or over WebSocket (graphql-transport-ws), not as one answer.',
    'Subscription dilayani sebagai text/event-stream (graphql-sse) atau melalui WebSocket (graphql-transport-ws), bukan sebagai satu jawaban.',
  ),
  SUBSCRIPTION_NOT_SERVED: entry(
    501,
    false,
    'Service "{service}" is not configured to serve subscriptions.',
    'Layanan "{service}" tidak dikonfigurasi untuk melayani subscription.',
  ),
  SUBSCRIPTION_LIMIT: entry(
    503,
    true,
    'No more than {limit} operations may run here at the same time.',
    'Tidak lebih dari {limit} operasi boleh berjalan di sini pada saat yang sama.',
  ),
  CALLER_LIMIT: entry(
    429,
    true,
    'No more than {limit} subscriptions, or connections, of one caller may be open at the same time.',
    'Tidak lebih dari {limit} subscription, atau koneksi, dari satu pemanggil boleh terbuka pada saat yang sama.',
  ),
  SUBSCRIPTION_TOKEN_EXPIRED: entry(
    401,
    false,
    'The subscription ended with its token; subscribe again with a fresh one.',
    'Subscription berakhir bersama tokennya; mulai lagi dengan token baru.',
  ),
  SUBSCRIPTION_SUPERGRAPH_REPLACED: entry(
    503,
    true,
    'The subscription ended because the graph has changed; subscribe again.',
    'Subscription berakhir karena graf telah berubah; mulai lagi.',
  ),
  SUBSCRIPTION_SERVER_DRAINS: entry(
    503,
    true,
    'The subscription ended because this process of the gateway is being replaced; subscribe again.',
    'Subscription berakhir karena proses gateway ini sedang diganti; mulai lagi.',
  ),
  SUBSCRIPTION_TOO_SLOW: entry(
    503,
    true,
    'The subscription ended because events arrived faster than they were taken; at most {limit} wait.',
    'Subscription berakhir karena peristiwa tiba lebih cepat daripada diambil; paling banyak {limit} yang menunggu.',
  ),
  SUBSCRIPTION_OVERLOADED: entry(
    503,
    true,
    'The subscription ended because too much waits for all subscriptions together, and most of it for this one.',
    'Subscription berakhir karena terlalu banyak peristiwa menunggu bagi semua subscription bersama, dan paling banyak bagi yang ini.',
  ),
  SERVICE_UNAVAILABLE: entry(
    503,
    true,
    'The service cannot answer now.',
    'Layanan belum dapat menjawab.',
  ),
  FIELD_NOT_RESOLVABLE: entry(
    500,
    false,
    'No subgraph can answer "{field}".',
    'Tidak ada subgraf yang dapat menjawab "{field}".',
  ),
  DOWNSTREAM_SERVICE_ERROR: entry(
    502,
    true,
    'Error while fetching subquery from service "{service}"',
    'Galat saat mengambil data dari layanan "{service}"',
  ),
  INTERNAL_SERVER_ERROR: entry(
    500,
    true,
    'Internal error; the request id identifies it in the logs.',
    'Galat internal; nomor permintaan menandainya dalam log.',
  ),
  ENVELOPE_INVALID: entry(
    401,
    false,
    'The call carries no valid envelope: {reason}',
    'Panggilan tidak membawa amplop yang sah: {reason}',
  ),
  SOURCE_NOT_BOUND: entry(
    502,
    false,
    'Region {region} has no system bound for {port}.',
    'Wilayah {region} tidak punya sistem terikat untuk {port}.',
  ),
  SOURCE_OFF: entry(
    503,
    false,
    '{system} of region {region} is switched off by its owner.',
    '{system} wilayah {region} dimatikan oleh pemiliknya.',
  ),
  SOURCE_IN_MAINTENANCE: entry(
    503,
    true,
    '{system} of region {region} is in maintenance until {until}.',
    '{system} wilayah {region} dalam pemeliharaan sampai {until}.',
  ),
  SOURCE_UNAVAILABLE: entry(
    502,
    true,
    '{system} of region {region} cannot be reached.',
    '{system} wilayah {region} tidak dapat dihubungi.',
  ),
  SOURCE_TIMEOUT: entry(
    504,
    true,
    '{system} of region {region} did not answer in time.',
    '{system} wilayah {region} tidak menjawab tepat waktu.',
  ),
  SOURCE_REJECTED_CREDENTIALS: entry(
    502,
    false,
    '{system} of region {region} rejects our credentials.',
    '{system} wilayah {region} menolak kredensial kami.',
  ),
  SOURCE_QUOTA_EXHAUSTED: entry(
    503,
    true,
    'The quota of {system} of region {region} is used up.',
    'Kuota {system} wilayah {region} sudah habis.',
  ),
  SOURCE_RATE_LIMITED: entry(
    503,
    true,
    'The limit of {system} of region {region} is reached.',
    'Batas panggilan {system} wilayah {region} tercapai.',
  ),
  SOURCE_REFUSED: entry(
    502,
    false,
    '{system} of region {region} refuses access to this record.',
    '{system} wilayah {region} menolak akses ke catatan ini.',
  ),
  SOURCE_OPERATION_LIMIT: entry(
    503,
    false,
    'One operation would ask {system} of region {region} too often; select fewer rows.',
    'Satu operasi akan terlalu sering menanyai {system} wilayah {region}; pilih lebih sedikit baris.',
  ),
  SOURCE_REPLY_INVALID: entry(
    502,
    false,
    '{system} of region {region} answered with something that cannot be read.',
    '{system} wilayah {region} menjawab dengan sesuatu yang tidak dapat dibaca.',
  ),
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export type Language = 'en' | 'id';

/** One sentence, or part of one, in both languages. */
export type Bilingual = Readonly<Record<Language, string>>;

/** Whether a value that came from outside is a text in both languages and nothing else. */
export function isBilingual(value: unknown): value is Bilingual {
  if (typeof value !== 'object' || value === null) return false;
  const entries = Object.entries(value);
  return (
    entries.length === 2 &&
    entries.every(([key, text]) => (key === 'en' || key === 'id') && typeof text === 'string')
  );
}

/**
 * Values for the placeholders of a message: words in both languages; names, codes and numbers as they are. Never a
 * personal value, a token or SQL.
 */
export type MessageParameters = Readonly<Record<string, string | number | Bilingual>>;

/** The catalogue's message of `code` in `language`, its placeholders filled; an unknown placeholder stays as it is. */
export function toMessage(
  code: ErrorCode,
  parameters: MessageParameters,
  language: Language,
): string {
  return errorCatalogue[code][language].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = parameters[name] ?? placeholder;
    return typeof value === 'object' ? value[language] : String(value);
  });
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCatalogue, value);
}
