/** What the gateway tells the explorer at run time (`/explorer/config.json`); nothing in it is secret. */

export type Language = 'id' | 'en';

/** A text in both languages of the graph. */
export type Bilingual = Readonly<Record<Language, string>>;

/** Somebody the development identity provider can give a token for. */
export interface ExplorerPersona {
  readonly name: string;
  readonly title: Bilingual;
  readonly description?: Bilingual;
}

/** One of the `examples/`: an operation, its variables and what it takes to be answered. */
export interface ExplorerExample {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Null where it is answered to anybody. */
  readonly persona: string | null;
  /** A value of `Jawara-Purpose`; null where no purpose is needed. */
  readonly purpose: string | null;
}

export interface ExplorerConfig {
  /** Null where tokens come from elsewhere: then there are no personas either. */
  readonly issuer: string | null;
  readonly tokenEndpoint: string | null;
  readonly clientId: string;
  /** The `resource` that tokens are asked for. */
  readonly audience: string;
  readonly personas: readonly ExplorerPersona[];
  readonly examples: readonly ExplorerExample[];
  /** The values of `Jawara-Purpose`, in the order to offer them. */
  readonly purposes: readonly string[];
}
