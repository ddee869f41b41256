import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';

import type { Fetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { useState, type ReactNode } from 'react';

import type { ExplorerExample } from '../explorer-config.ts';
import { createMemoryStorage } from '../session/memory-storage.ts';

interface Props {
  readonly examples: readonly ExplorerExample[];
  readonly fetcher: Fetcher;
  /** Told the operation's name of the tab that is opened. */
  readonly onOperation: (name: string | null) => void;
}

/** GraphiQL with the examples as its tabs. Default export and file of its own: it is loaded after the header bar. */
export default function Explorer({ examples, fetcher, onOperation }: Props): ReactNode {
  const [storage] = useState(createMemoryStorage);
  const [tabs] = useState(() => examples.map(toTab));
  const first = tabs[0];
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      shouldPersistHeaders={false}
      defaultEditorToolsVisibility="variables"
      inputValueDeprecation
      {...(first === undefined ? {} : { defaultTabs: tabs, initialVariables: first.variables })}
      onTabChange={({ tabs: open, activeTabIndex }) => {
        onOperation(open[activeTabIndex]?.operationName ?? null);
      }}
    >
      {/* The header bar carries the name. */}
      <GraphiQL.Logo> </GraphiQL.Logo>
    </GraphiQL>
  );
}

function toTab({ query, variables }: ExplorerExample) {
  return { query, variables: JSON.stringify(variables, null, 2) };
}
