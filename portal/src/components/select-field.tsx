import type { ReactNode } from 'react';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly title?: string | undefined;
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
}

/** A labelled drop-down of the header bar. */
export function SelectField({ label, value, options, onChoose }: Props): ReactNode {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select
        value={value}
        title={options.find((option) => option.value === value)?.title}
        onChange={(event) => {
          onChoose(event.target.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} title={option.title}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
