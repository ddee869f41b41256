/** The text of a numeric cell as it stands in the file, before anything makes a double of it. */
export class RawNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A cell as the file has it; dates are UTC midnights. */
export type RawCell = string | RawNumber | boolean | Date | null;
